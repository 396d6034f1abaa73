//! The house: imports go one way, between rooms and inside them, and files stay small.

mod code;
mod graph;

use graph::Graph;
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

/// The parts of `checks` in the same order. The families, which are not named, stand below the registry and
/// above what rules are made of.
const CHECKS: [&[&str]; 6] = [
    &["examine", "together", "once"],
    &["sink"],
    &["registry"],
    &[],
    &["rule", "context", "party"],
    &["facts", "arithmetic", "compare"],
];

/// No file of the source has more lines.
const MOST_LINES: usize = 500;

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The files of the source: their paths in it, with `/` between folders, and their texts.
fn files() -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(source())
        .sort_by_file_name()
        .into_iter();
    let files = files
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path);
    let rust = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    rust.map(|path| {
        let inner = path.strip_prefix(source()).unwrap().to_string_lossy();
        (inner.replace('\\', "/"), fs::read_to_string(&path).unwrap())
    })
    .collect()
}

/// Where a file stands in an order of folders or files: by the part of its path behind `before`.
fn rank(file: &str, before: &str, order: &[&[&str]]) -> Option<usize> {
    let inner = file.strip_prefix(before)?;
    let part = inner.split(['/', '.']).next()?;
    order.iter().position(|level| level.contains(&part))
}

/// The level of a file of `checks`.
fn level(file: &str) -> Option<usize> {
    let family = CHECKS.iter().position(|level| level.is_empty());
    let inner = file
        .strip_prefix("checks/")
        .filter(|inner| *inner != "mod.rs");
    inner.and_then(|_| rank(file, "checks/", &CHECKS).or(family))
}

#[test]
fn imports_go_one_way() {
    let graph = Graph::of(&files());
    let mut wrong = Vec::new();
    for (file, used) in graph.edges() {
        for (other, names) in used {
            let outwards = |rank: fn(&str) -> Option<usize>| {
                rank(file)
                    .zip(rank(other))
                    .is_some_and(|(own, other)| other < own)
            };
            if outwards(|file| rank(file, "", &ORDER)) || outwards(level) {
                wrong.push(format!("{file} uses {other}: {names:?}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn no_files_go_in_a_circle() {
    let files = files();
    let graph = Graph::of(&files);
    let circles = graph.circles().into_iter().map(|circle| circle.join(", "));
    assert_eq!(circles.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn no_file_of_the_source_is_too_long_to_read_at_once() {
    for (file, text) in files() {
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "{file} has {lines} lines");
    }
}
