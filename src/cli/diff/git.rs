//! `kehoach diff` as an external diff driver of git, which must not fail: where it does, git shows nothing
//! of the other files.

use super::attached::Files;
use super::revision::named;
use super::side::{Opened, Place, readable};
use super::spot::unpack;
use crate::cli::terminal::Terminal;
use crate::cli::{DiffArgs, Outcome};
use crate::diag::Message;
use crate::workspace::{LEGAL_FILE, OFFICE_FILE, UNITS_FILE, Workspace};
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

/// Shows what has changed about a file: git gives its path, then file, object and mode of the old and of
/// the new one.
pub(super) fn run(arguments: &DiffArgs, terminal: &mut Terminal) -> Outcome {
    let path = arguments.old.to_string_lossy().into_owned();
    let words: Vec<&OsString> = arguments.more.iter().collect();
    let (Some(old), [_, _, new, ..]) = (&arguments.new, words.as_slice()) else {
        // A file with conflicts comes alone.
        let text = format!("{path}: conflicts");
        terminal.say(&Message::new(text, format!("{path}: còn xung đột")));
        return Outcome::Clean;
    };
    let new = Path::new(new);
    terminal.line(&format!("diff --git a/{path} b/{path}"));
    let sides = [("a", old.as_path()), ("b", new)].map(|(side, file)| open(side, &path, file));
    let text = match sides {
        [Some(old), Some(new)] => match super::report(&old, &new, arguments, terminal) {
            Ok((report, _)) => report,
            Err(message) => {
                terminal.complain(&message);
                return Outcome::Clean;
            }
        },
        // A plan that is new or gone, or no plan: line by line, as git does.
        _ => lines(&path, old, new).into_bytes(),
    };
    terminal.write(&text);
    Outcome::Clean
}

/// A plan that git has put into a file of its own, with the registries of the working tree.
fn open(side: &str, path: &str, file: &Path) -> Option<Opened> {
    let bytes = std::fs::read(file).ok()?;
    let plan = Path::new(path);
    let root: PathBuf = Workspace::root_of(plan)
        .components()
        .filter(|part| *part != Component::CurDir)
        .collect();
    let inside = plan.parent().unwrap_or(Path::new(""));
    let rows = named(&String::from_utf8_lossy(&bytes))
        .into_iter()
        .map(|name| inside.join(name));
    let registries = [OFFICE_FILE, UNITS_FILE, LEGAL_FILE].map(|name| root.join(name));
    let mut files: Files = vec![(path.to_owned(), bytes)];
    for other in rows.chain(registries) {
        if let Ok(bytes) = std::fs::read(&other) {
            files.push((other.to_string_lossy().into_owned(), bytes));
        }
    }
    let unpacked = unpack(&files).ok()?;
    readable(&Place {
        file: unpacked.path().join(plan),
        root: unpacked.path().join(root),
        name: format!("{side}/{path}"),
        shown: Some((unpacked.path().to_owned(), format!("{side}/"))),
    })
}

/// Two files line by line, under the name that they have in the repository.
fn lines(path: &str, old: &Path, new: &Path) -> String {
    let output = Command::new("git")
        .args([
            "--no-pager",
            "diff",
            "--no-index",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--",
        ])
        .args([old, new])
        .output();
    let said = output.map(|output| output.stdout).unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    let name = |side: &str, file: &Path| {
        if file == Path::new("/dev/null") {
            "/dev/null".to_owned()
        } else {
            format!("{side}/{path}")
        }
    };
    match said.find("\n@@") {
        Some(at) => format!(
            "--- {}\n+++ {}{}",
            name("a", old),
            name("b", new),
            &said[at..]
        ),
        None => said
            .lines()
            .last()
            .map(|line| format!("{line}\n"))
            .unwrap_or_default(),
    }
}
