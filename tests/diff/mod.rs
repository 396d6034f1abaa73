//! `kehoach diff`: this year's plan against last year's.

mod amounts;
mod browser;
mod changes;
mod claims;
mod cli;
mod fields;
mod first_page;
mod git;
mod html;
mod inputs;
mod json;
mod keys;
mod laws;
mod others;
mod pdf;
mod plans;
mod reader;
mod registries;
mod sketch;
mod splits;
mod text;
mod tracked;
mod word;

use crate::support::{Office, Run, repository};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

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

/// A git repository with the office's files.
struct Repository {
    office: Office,
}

impl Repository {
    fn new() -> Self {
        let repository = Self { office: office() };
        repository.git(&["init", "--quiet", "--initial-branch=main", "."]);
        repository
    }

    fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        Self {
            office: self.office.file(name, content),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.office.path(name)
    }

    /// Records all files as they are.
    fn commit(self, message: &str) -> Self {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
        self
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.office.run(arguments)
    }

    /// Runs git, which finds the program under test, and gives its standard output.
    fn git(&self, arguments: &[&str]) -> String {
        let program = Path::new(env!("CARGO_BIN_EXE_kehoach")).parent().unwrap();
        let mut folders = vec![program.to_owned()];
        folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
        let output = Command::new("git")
            .args(["-c", "user.name=Văn thư", "-c", "user.email=van-thu@xa.vn"])
            .args(arguments)
            .current_dir(self.office.path("."))
            .env("PATH", std::env::join_paths(folders).unwrap())
            .env("LC_ALL", "C")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {told}");
        String::from_utf8(output.stdout).unwrap()
    }
}
