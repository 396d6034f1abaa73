//! The plans of this repository as they should have been: each correction names what was published
//! and what is right. Corrected, a plan has nothing that any rule finds, and accepts nothing.

use crate::support::{Office, repository};
use serde::Deserialize;
use std::path::Path;

/// The offices whose plans are in the repository.
pub const OFFICES: [&str; 6] = [
    "cao-bang", "krong-no", "lam-dong", "tan-hoa", "tan-yen", "tay-hoa",
];

/// The corrections of one office's files.
#[derive(Deserialize)]
struct Corrections {
    corrections: Vec<Correction>,
}

/// One correction.
#[derive(Deserialize)]
struct Correction {
    /// The file, below the office's folder.
    file: String,
    /// What was published, exactly once in the file unless `times` says otherwise.
    wrong: String,
    /// What is right.
    right: String,
    /// How often it occurs.
    #[serde(default = "once")]
    times: usize,
}

fn once() -> usize {
    1
}

/// The files of an office with its corrections, and without what its plans accept.
pub fn corrected(office: &str) -> Vec<(String, Vec<u8>)> {
    let folder = repository().join("plans").join(office);
    let list = repository().join(format!("tests/plans/corrections/{office}.toml"));
    let list = std::fs::read_to_string(list).unwrap();
    let Corrections { corrections } = toml::from_str(&list).unwrap();
    let mut files = files(&folder);
    for (name, bytes) in &mut files {
        let Ok(mut text) = String::from_utf8(bytes.clone()) else {
            continue;
        };
        for Correction {
            wrong,
            right,
            times,
            ..
        } in corrections.iter().filter(|c| c.file == *name)
        {
            let found = text.matches(wrong.as_str()).count();
            assert_eq!(found, *times, "{office}/{name}: {wrong}");
            text = text.replace(wrong.as_str(), right);
        }
        let accepts = |line: &&str| line.trim_start().starts_with("allow = [");
        let kept: Vec<&str> = text.lines().filter(|line| !accepts(line)).collect();
        *bytes = format!("{}\n", kept.join("\n")).into_bytes();
    }
    let unknown = corrections
        .iter()
        .filter(|c| files.iter().all(|(name, _)| *name != c.file));
    assert_eq!(
        unknown.count(),
        0,
        "{office}: corrections of files that are not there"
    );
    files
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    let files = entries.into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry
                .path()
                .strip_prefix(folder)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            (name, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn nothing_is_found_in_the_corrected_plans() {
    let mut found = String::new();
    for name in OFFICES {
        let mut office = Office::empty();
        for (file, bytes) in corrected(name) {
            office = office.file(&file, bytes);
        }
        let run = office.run(&["check", "."]);
        if !run.out.starts_with("no findings") {
            found.push_str(&format!("== {name}\n{}", run.out));
        }
    }
    assert!(found.is_empty(), "\n{found}");
}
