//! The command line as a person or a script uses it.

mod check;
mod completions;
mod discover;
mod exit;
mod explain;
mod fix;
mod help;
mod language;
mod new;
mod output;
mod registry;
mod render;
mod sarif;
mod schema;
mod text;
mod together;

use crate::support::{Run, has_extension};
use std::path::{Path, PathBuf};
use std::process::Command;

/// `[document]` of the least plan.
const HEAD: &str = "[document]\nyear = 2025\ntitle = \"Giảm nghèo năm 2025\"\n";
/// A key that no plan has, below [`HEAD`].
const FAULT: &str = "numbr = 12\n";
/// An objective that no text places: a warning.
const WARNING: &str = "[[objectives]]\ntext = \"Giảm 25 hộ nghèo\"\n";

/// The least plan with more below it.
fn plan(more: &str) -> String {
    format!("{HEAD}{more}")
}

/// The program, to be run in a folder with nothing of the locale and the terminal set.
fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command.args(arguments).current_dir(folder);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// Runs the program with these variables set.
fn run_with(folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Run {
    let variables = variables.iter().copied();
    let output = program(folder, arguments).envs(variables).output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// All files below a folder, hidden ones too, in order, with `/` between folders.
fn files_below(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap();
                files.push(name.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files.sort();
    files
}
