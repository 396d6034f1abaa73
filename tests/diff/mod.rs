//! `kehoach diff`: this year's plan against last year's.

mod browser;
mod changes;
mod cli;
mod html;
mod json;
mod laws;
mod plans;
mod text;

use crate::support::{Office, repository};
use std::fs;

const OLD: &str = "2024-giam-ngheo.toml";
const NEW: &str = "2025-giam-ngheo.toml";

/// A commune's plans of two years, with every kind of change between them.
fn office() -> Office {
    let folder = repository().join("tests/diff/office");
    let mut office = Office::empty();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        office = office.file(name, fs::read(&path).unwrap());
    }
    office
}

/// A plan of the office as text, changed.
fn changed(name: &str, from: &str, to: &str) -> String {
    let path = repository().join("tests/diff/office").join(name);
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from}");
    text.replace(from, to)
}
