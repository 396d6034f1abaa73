//! Which files a plan may name: those of its workspace, links followed.

use crate::diag::{Lang, Message, Words};
use crate::door;
use crate::source::with_plain_lines;
use crate::spec::path;
use crate::trouble::Trouble;
use crate::vi;
use std::fs;
use std::path::{Path, PathBuf};

/// Why a name leads to no file that may be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It leads out of the workspace, itself or by a link.
    Outside,
    /// There is nothing.
    Absent,
    /// Windows cannot hold a file of that name.
    Unportable,
    /// It is there with other capitals, which only Windows and macOS take for the same.
    OtherCase(String),
}

impl Refusal {
    /// What is said of the name; of what lies outside, who asks knows of what.
    pub fn message(&self, name: &str, outside: &Words) -> Message {
        let (en, vi) = match self {
            Self::Outside => (outside.text(Lang::En), outside.text(Lang::Vi)),
            Self::Absent => ("is not there", "không tồn tại"),
            Self::Unportable => (
                "is no name that Windows can hold",
                "không dùng làm tên tệp trên Windows được",
            ),
            Self::OtherCase(real) => {
                return Message::new(
                    format!("`{name}` is there as `{real}`; capitals count"),
                    format!("`{name}` thật ra tên là `{real}`; cần ghi đúng chữ hoa, chữ thường"),
                );
            }
        };
        Message::new(format!("`{name}` {en}"), format!("`{name}` {vi}"))
    }
}

/// The file that a name means in a folder of the workspace at `root`.
///
/// # Errors
/// It lies outside or is not there. What lies outside is not looked for.
pub(super) fn resolve(root: &Path, folder: &Path, name: &str) -> Result<PathBuf, Refusal> {
    let parts = path::parts(name).ok_or(Refusal::Outside)?;
    if !parts.iter().all(|part| path::is_portable(part)) {
        return Err(Refusal::Unportable);
    }
    let path = parts
        .iter()
        .fold(folder.to_owned(), |path, part| path.join(part));
    if let (Ok(real), Ok(root)) = (path.canonicalize(), root.canonicalize()) {
        return match spelled(folder, &parts) {
            _ if !real.starts_with(root) => Err(Refusal::Outside),
            Some(other) => Err(Refusal::OtherCase(other)),
            None => Ok(path),
        };
    }
    let depth = folder
        .strip_prefix(root)
        .unwrap_or(folder)
        .components()
        .count();
    let climbs = parts.iter().filter(|part| **part == "..").count();
    Err(match spelled(folder, &parts) {
        _ if climbs > depth => Refusal::Outside,
        Some(other) => Refusal::OtherCase(other),
        None => Refusal::Absent,
    })
}

/// How a path is spelled on disk, where only capitals differ.
fn spelled(folder: &Path, parts: &[&str]) -> Option<String> {
    let mut real = Vec::new();
    let mut path = folder.to_owned();
    for part in parts {
        let name = if *part == ".." {
            (*part).to_owned()
        } else {
            let folder = if path == Path::new("") {
                Path::new(".")
            } else {
                &path
            };
            let names = fs::read_dir(folder).ok()?.filter_map(Result::ok);
            let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
            let alike = names.filter(|name| vi::text::lower(name) == vi::text::lower(part));
            // The name itself, where it is there, too.
            alike.max_by_key(|name| name == part)?
        };
        path.push(&name);
        real.push(name);
    }
    (real != parts).then(|| real.join("/"))
}

/// Whether a name means a folder of the workspace at `root`.
pub(super) fn has_folder(root: &Path, name: &str) -> bool {
    let Ok(root) = root.canonicalize() else {
        return false;
    };
    let real = root.join(name).canonicalize();
    real.is_ok_and(|real| real.starts_with(&root) && real.is_dir())
}

/// Reads a file of a workspace, a text with the line ends of [`with_plain_lines`].
///
/// # Errors
/// It cannot be read, is no file, or is larger than any plan or table.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    door::read(path).map(with_plain_lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A workspace `root` with a folder of plans and a file of data, and one file outside.
    fn office() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root");
        fs::create_dir_all(root.join("plans")).unwrap();
        fs::create_dir_all(root.join("data")).unwrap();
        fs::write(root.join("data/xa.csv"), "xa").unwrap();
        fs::write(folder.path().join("ngoai.csv"), "xa").unwrap();
        folder
    }

    #[test]
    fn a_name_leads_to_a_file_of_the_workspace_or_to_none() {
        let office = office();
        let root = office.path().join("root");
        let plans = root.join("plans");
        let found = |folder: &Path, name: &str| resolve(&root, folder, name).map(drop);
        assert_eq!(found(&root, "data/xa.csv"), Ok(()));
        assert_eq!(found(&plans, "../data/xa.csv"), Ok(()));
        assert_eq!(found(&plans, "../../ngoai.csv"), Err(Refusal::Outside));
        assert_eq!(found(&plans, "../xa.csv"), Err(Refusal::Absent));
        assert_eq!(found(&root, "xa.csv"), Err(Refusal::Absent));
        // What is not there is outside where the name climbs out of the workspace.
        assert_eq!(found(&plans, "../../khong-co.csv"), Err(Refusal::Outside));
        assert_eq!(found(&root, "../khong-co.csv"), Err(Refusal::Outside));
        // As on Windows, with other capitals, and with names that Windows has for something else.
        assert_eq!(found(&plans, r"..\data\xa.csv"), Ok(()));
        let other = Refusal::OtherCase("../data/xa.csv".to_owned());
        assert_eq!(found(&plans, "../Data/XA.csv"), Err(other));
        assert_eq!(found(&plans, "../data/con.csv"), Err(Refusal::Unportable));
        assert_eq!(found(&plans, "../data/xa.csv:an"), Err(Refusal::Unportable));
        assert_eq!(found(&plans, r"C:\xa.csv"), Err(Refusal::Outside));
        let absolute = root.join("data/xa.csv");
        assert_eq!(
            found(&root, absolute.to_str().unwrap()),
            Err(Refusal::Outside)
        );
    }

    #[test]
    fn a_folder_of_the_workspace_is_one_that_lies_in_it() {
        let office = office();
        let root = office.path().join("root");
        assert!(has_folder(&root, "data"));
        assert!(has_folder(&root, "plans/../data"));
        assert!(!has_folder(&root, "data/xa.csv"));
        assert!(!has_folder(&root, ".."));
        assert!(!has_folder(&root, "mau"));
        assert!(!has_folder(&root.join("khong"), "data"));
    }
}
