//! What the two arguments mean: files and folders of the working tree or of a revision, or documents that
//! carry a plan.

use super::attached;
use super::revision::{self, Revised};
use super::side::Place;
use crate::diag::Message;
use crate::render::Carried;
use crate::trouble::{Doing, Trouble};
use std::path::{Component, Path, PathBuf};
use tempfile::TempDir;

/// Where a plan or a folder of plans lies; what is unpacked is gone with it.
pub(in crate::cli) struct Spot {
    /// The file or folder.
    pub place: Place,
    /// Whether it is a folder.
    pub is_folder: bool,
    _unpacked: Option<TempDir>,
}

/// What an argument means; a revision alone means the other argument's path in it.
pub(in crate::cli) fn find(argument: &Path, other: &Path) -> Result<Spot, Message> {
    if argument.exists() {
        return if attached::is_document(argument) && argument.is_file() {
            carried(argument)
        } else {
            Ok(Spot {
                place: Place::of(argument),
                is_folder: argument.is_dir(),
                _unpacked: None,
            })
        };
    }
    let word = argument.to_string_lossy();
    if let Some((revision, path)) = word
        .split_once(':')
        .filter(|(revision, _)| !revision.is_empty())
    {
        return revised(revision, &revision::at(revision, path)?);
    }
    let is_plan = argument
        .extension()
        .is_some_and(|extension| extension == "toml");
    if is_plan || attached::is_document(argument) {
        // It is named like a file, so that is what is missed.
        let absent = std::fs::metadata(argument).err();
        let absent = absent.unwrap_or_else(|| std::io::ErrorKind::NotFound.into());
        return Err(Trouble::io(argument, Doing::Reading, absent).message());
    }
    if other.exists() {
        return revised(&word, &revision::beside(&word, other)?);
    }
    Err(if revision::is_revision(Path::new("."), &word) {
        Message::new(
            format!("`{word}` is a revision; which plan of it? Write {word}:plans/…"),
            format!("`{word}` là một phiên bản; cần nêu tệp kế hoạch, ví dụ {word}:plans/…"),
        )
    } else {
        Message::new(
            format!("`{word}` is neither a file nor a revision"),
            format!("`{word}` không phải tệp, cũng không phải phiên bản git"),
        )
    })
}

fn carried(document: &Path) -> Result<Spot, Message> {
    let files = attached::files(document)?;
    let plan = files
        .first()
        .map(|(name, _)| name.clone())
        .unwrap_or_default();
    let unpacked = unpack(&files)?;
    let shown = document.display().to_string();
    Ok(Spot {
        place: Place {
            file: unpacked.path().join(plan),
            root: unpacked.path().to_owned(),
            name: shown.clone(),
            carried: true,
            shown: Some((unpacked.path().to_owned(), format!("{shown}:"))),
        },
        is_folder: false,
        _unpacked: Some(unpacked),
    })
}

fn revised(revision: &str, revised: &Revised) -> Result<Spot, Message> {
    let unpacked = unpack(&revised.files)?;
    Ok(Spot {
        place: Place {
            file: unpacked.path().join(&revised.path),
            root: unpacked.path().join(&revised.root),
            name: format!("{revision}:{}", revised.path),
            carried: false,
            shown: Some((unpacked.path().to_owned(), format!("{revision}:"))),
        },
        is_folder: revised.is_folder,
        _unpacked: Some(unpacked),
    })
}

/// Writes files into a folder of their own; none outside it.
pub(in crate::cli) fn unpack(files: &Carried) -> Result<TempDir, Message> {
    let folder = TempDir::new()
        .map_err(|error| Trouble::io(&std::env::temp_dir(), Doing::Writing, error).message())?;
    for (name, bytes) in files {
        let normal = |part| matches!(part, Component::Normal(_));
        if !Path::new(name).components().all(normal) {
            continue;
        }
        let path: PathBuf = folder.path().join(name);
        let written = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        let written = written.and_then(|()| std::fs::write(&path, bytes));
        written.map_err(|error| Trouble::io(&path, Doing::Writing, error).message())?;
    }
    Ok(folder)
}
