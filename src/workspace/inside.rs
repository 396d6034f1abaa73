//! Which files a plan may name: those of its workspace, links followed.

use crate::door;
use crate::source::with_plain_lines;
use crate::trouble::Trouble;
use std::path::{Component, Path, PathBuf};

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
