//! Which files a plan may name: those of its workspace, links followed.

use crate::trouble::{Doing, Trouble};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The largest file that is read, in bytes.
const LARGEST_FILE: u64 = 64 << 20;

/// Why a name leads to no file that may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It leads out of the workspace, itself or by a link.
    Outside,
    /// There is nothing.
    Absent,
}

/// The file that a name means in a folder of the workspace at `root`.
///
/// # Errors
/// It lies outside or is not there. What lies outside is not looked for.
pub(super) fn resolve(root: &Path, folder: &Path, name: &str) -> Result<PathBuf, Refusal> {
    let wanted = Path::new(name);
    let absolute = |part| matches!(part, Component::RootDir | Component::Prefix(_));
    if wanted.components().any(absolute) {
        return Err(Refusal::Outside);
    }
    let path = folder.join(wanted);
    if let (Ok(real), Ok(root)) = (path.canonicalize(), root.canonicalize()) {
        return if real.starts_with(root) {
            Ok(path)
        } else {
            Err(Refusal::Outside)
        };
    }
    let depth = folder
        .strip_prefix(root)
        .unwrap_or(folder)
        .components()
        .count();
    let climbs = wanted
        .components()
        .filter(|part| *part == Component::ParentDir)
        .count();
    Err(if climbs > depth {
        Refusal::Outside
    } else {
        Refusal::Absent
    })
}

/// Whether a name means a folder of the workspace at `root`.
pub(super) fn has_folder(root: &Path, name: &str) -> bool {
    let Ok(root) = root.canonicalize() else {
        return false;
    };
    let real = root.join(name).canonicalize();
    real.is_ok_and(|real| real.starts_with(&root) && real.is_dir())
}

/// Reads a file.
///
/// # Errors
/// It cannot be read, is no file, or is larger than any plan or table.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    let trouble = |error| Trouble::io(path, Doing::Reading, error);
    let metadata = fs::metadata(path).map_err(trouble)?;
    if !metadata.is_file() {
        // Reading a pipe or a device may never end.
        return Err(trouble(io::Error::other("it is not a file")));
    }
    let size = metadata.len();
    if size > LARGEST_FILE {
        let limit = format!("{size} bytes, the largest file read has {LARGEST_FILE}");
        return Err(trouble(io::Error::new(io::ErrorKind::FileTooLarge, limit)));
    }
    fs::read(path).map_err(trouble)
}
