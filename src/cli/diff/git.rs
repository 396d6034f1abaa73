//! `kehoach diff` as an external diff driver of git, which must not fail: where it does, git shows nothing
//! of the other files.

use super::blob::{Origin, Version, origins};
use super::revision::{self, joined, named, plain};
use super::side::{Opened, Place, readable};
use super::spot::unpack;
use crate::cli::arguments::DiffArgs;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::Terminal;
use crate::diag::Message;
use crate::diff::report::{self, text};
use crate::door;
use crate::render::Carried;
use crate::workspace::{LEGAL_FILE, OFFICE_FILE, UNITS_FILE, Workspace};
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

/// Shows what has changed about a file: git gives its path, then file, object and mode of the old and of
/// the new one, and the new path where that is another.
pub(super) fn run(arguments: &DiffArgs, terminal: &mut Terminal) -> Outcome {
    if arguments.format.is_file() {
        terminal.complain(&Message::new(
            "git takes text; give the format text or md",
            "git chỉ nhận văn bản; hãy chọn định dạng text hoặc md",
        ));
        return Outcome::Clean;
    }
    let path = arguments.old.to_string_lossy().into_owned();
    let words: Vec<&OsString> = arguments.more.iter().collect();
    let (Some(old), [old_object, _, new, new_object, _, rest @ ..]) =
        (&arguments.new, words.as_slice())
    else {
        // A file with conflicts comes alone.
        let text = format!("{path}: conflicts");
        terminal.say(&Message::new(text, format!("{path}: còn xung đột")));
        return Outcome::Clean;
    };
    let new = Path::new(new);
    let new_path = rest.first().map(|path| path.to_string_lossy());
    let paths = [path.as_str(), new_path.as_deref().unwrap_or(&path)];
    terminal.line(&format!("diff --git a/{} b/{}", paths[0], paths[1]));
    let [old_object, new_object] = [old_object, new_object].map(|object| object.to_string_lossy());
    let versions = [
        Version {
            path: paths[0],
            object: &old_object,
        },
        Version {
            path: paths[1],
            object: &new_object,
        },
    ];
    let origins = origins(&versions[0], &versions[1]);
    let old_side = open("a", paths[0], old, &origins[0]);
    let new_side = open("b", paths[1], new, &origins[1]);
    let text = match (old_side, new_side) {
        (Some(old), Some(new)) => match super::report::report(&old, &new, arguments, terminal) {
            Ok((report, _)) => report,
            Err(message) => {
                terminal.complain(&message);
                return Outcome::Clean;
            }
        },
        (None, Some(plan)) if is_nothing(old) => alone(&plan, true, terminal),
        (Some(plan), None) if is_nothing(new) => alone(&plan, false, terminal),
        // No plan: line by line, as git does.
        _ => lines(paths, old, new).into_bytes(),
    };
    terminal.text(&String::from_utf8_lossy(&text));
    Outcome::Clean
}

/// Whether git says that there is no file.
fn is_nothing(file: &Path) -> bool {
    file == Path::new("/dev/null")
}

/// A plan that is new or gone.
fn alone(plan: &Opened, is_new: bool, terminal: &Terminal) -> Vec<u8> {
    let options = text::Options {
        lang: terminal.lang(),
        color: terminal.color(),
        width: terminal.width(),
        all: false,
        stat: true,
        again: None,
    };
    report::alone::render(&plan.side(), is_new, &options).into_bytes()
}

/// A plan that git has put into a file of its own, with the registries of where it is kept.
fn open(side: &str, path: &str, file: &Path, origin: &Origin) -> Option<Opened> {
    let bytes = door::read(file).ok().filter(|_| !is_nothing(file))?;
    let revised = match origin {
        Origin::Working => None,
        Origin::Index => revision::of(None, path).ok(),
        Origin::Commit(commit) => revision::of(Some(commit), path).ok(),
    };
    let (files, root) = match revised {
        Some(revised) => (revised.files, PathBuf::from(revised.root)),
        None => working(path, bytes),
    };
    let unpacked = unpack(&files).ok()?;
    readable(&Place {
        file: unpacked.path().join(path),
        root: unpacked.path().join(root),
        name: format!("{side}/{path}"),
        carried: false,
        shown: Some((unpacked.path().to_owned(), format!("{side}/"))),
    })
}

/// A plan with the registries of the working tree, and the folder of its workspace.
fn working(path: &str, bytes: Vec<u8>) -> (Carried, PathBuf) {
    let plan = Path::new(path);
    let root: PathBuf = Workspace::root_of(plan)
        .components()
        .filter(|part| *part != Component::CurDir)
        .collect();
    let inside = plan.parent().unwrap_or(Path::new("")).to_string_lossy();
    let rows = named(&String::from_utf8_lossy(&bytes)).into_iter();
    let rows = rows.map(|name| PathBuf::from(plain(&joined(&inside, &name))));
    let registries = [OFFICE_FILE, UNITS_FILE, LEGAL_FILE].map(|name| root.join(name));
    let here = Path::new(".").canonicalize().ok();
    let mut files: Carried = vec![(path.to_owned(), bytes)];
    for other in rows.chain(registries) {
        // Links lead out of the repository as little as names do.
        let stays = || Some(other.canonicalize().ok()?.starts_with(here.as_ref()?));
        if let (Some(true), Ok(bytes)) = (stays(), door::read(&other)) {
            files.push((other.to_string_lossy().into_owned(), bytes));
        }
    }
    (files, root)
}

/// Two files line by line, under the names that they have in the repository.
fn lines(paths: [&str; 2], old: &Path, new: &Path) -> String {
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
    let name = |side: &str, path: &str, file: &Path| {
        if is_nothing(file) {
            "/dev/null".to_owned()
        } else {
            format!("{side}/{path}")
        }
    };
    match said.find("\n@@") {
        Some(at) => format!(
            "--- {}\n+++ {}{}",
            name("a", paths[0], old),
            name("b", paths[1], new),
            &said[at..]
        ),
        None => said
            .lines()
            .last()
            .map(|line| format!("{line}\n"))
            .unwrap_or_default(),
    }
}
