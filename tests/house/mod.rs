//! The house: imports go one way, files stay small.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules from the outermost to the innermost; a module may use those after it.
const ORDER: [&[&str]; 16] = [
    &["cli"],
    &["verify"],
    &["release"],
    &["signature"],
    &["diff"],
    &["checks"],
    &["workspace"],
    &["render"],
    &["document"],
    &["data"],
    &["plan"],
    &["spec"],
    &["trouble"],
    &["diag"],
    &["source", "vi"],
    &["law"],
];

fn files(folder: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|level| level.contains(&module))
}

/// The modules of this crate that a text names after `crate::`.
fn used(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    code.split("crate::")
        .skip(1)
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        })
        .map(|name: String| {
            if name == "Trouble" {
                "trouble".to_owned()
            } else {
                name
            }
        })
        .collect()
}

#[test]
fn imports_go_one_way() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for path in files(&source) {
        let inner = path
            .strip_prefix(&source)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let module = inner.split(['/', '.']).next().unwrap().to_owned();
        let Some(own) = rank(&module) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for name in used(code) {
            if rank(&name).is_some_and(|other| other < own) {
                wrong.push(format!("{inner} uses {name}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn no_file_of_the_source_is_too_long_to_read_at_once() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in files(&source) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 600, "{} has {lines} lines", path.display());
    }
}
