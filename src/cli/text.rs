//! `kehoach text`: a plan as plain text on standard output, as git's textconv wants it.

use super::arguments::TextArgs;
use super::diff::side::{Place, load};
use super::diff::spot;
use super::outcome::Outcome;
use super::terminal::Terminal;
use crate::checks::{Options, examine};
use crate::door;
use crate::render::text;
use crate::workspace::{OFFICE_FILE, Workspace};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Writes the text of a plan; a file that is none as it stands, so that git goes on.
pub(super) fn run(arguments: &TextArgs, terminal: &mut Terminal) -> Outcome {
    let file = &arguments.plan;
    let spot = match spot::find(file, file) {
        Ok(spot) => spot,
        Err(message) => {
            terminal.complain(&message);
            return Outcome::Trouble;
        }
    };
    let place = Place {
        root: root(&spot.place, file),
        ..spot.place.clone()
    };
    let document = load(&place)
        .ok()
        .and_then(|loaded| examine(&loaded, Options::default()).document);
    if let Some(document) = document {
        terminal.text(&text(&document));
        return Outcome::Clean;
    }
    match door::read(&place.file) {
        Ok(bytes) => {
            terminal.text(&String::from_utf8_lossy(&bytes));
            Outcome::Clean
        }
        Err(trouble) => {
            terminal.complain(&trouble.message());
            Outcome::Trouble
        }
    }
}

/// The folder of the workspace. Git hands out a copy of a plan far from it, under the plan's own name.
fn root(place: &Place, file: &Path) -> PathBuf {
    if place.shown.is_some() || place.root.join(OFFICE_FILE).is_file() {
        return place.root.clone();
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--", &format!(":(top,glob)**/{name}")])
        .output();
    let listed = listed.map(|output| output.stdout).unwrap_or_default();
    let listed = String::from_utf8_lossy(&listed);
    let first = listed.split('\0').find(|path| !path.is_empty());
    first.map_or_else(
        || place.root.clone(),
        |path| Workspace::root_of(Path::new(path)),
    )
}
