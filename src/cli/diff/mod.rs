//! `kehoach diff`.

pub(super) mod attached;
mod blob;
mod folder;
mod git;
mod report;
mod revision;
pub(super) mod side;
pub(super) mod spot;
mod word;

use super::arguments::{DiffArgs, DiffFormat};
use super::outcome::Outcome;
use super::output;
use super::terminal::Terminal;
use crate::diag::Message;
use crate::diff::report::overview::{Overview, Pair};
use folder::Folders;
use report::report;
use serde_json::json;

/// Compares two plans, or the plans of two folders, and writes what has changed.
pub(super) fn run(arguments: &DiffArgs, terminal: &mut Terminal) -> Outcome {
    if arguments.git {
        return git::run(arguments, terminal);
    }
    let (one, other) = (&arguments.old, &arguments.new);
    let both = match (other, arguments.more.as_slice()) {
        (Some(new), []) => Ok((one.clone(), new.clone())),
        (None, []) => side::previous(one).map(|old| (old, one.clone())),
        _ => Err(Message::new(
            "diff compares two plans or folders",
            "diff so sánh hai kế hoạch hoặc hai thư mục",
        )),
    };
    let (old, new) = match &both {
        Ok((old, new)) => (old, new),
        Err(message) => {
            terminal.complain(message);
            return Outcome::Trouble;
        }
    };
    let spots = [spot::find(old, new), spot::find(new, old)];
    for message in spots.iter().filter_map(|spot| spot.as_ref().err()) {
        terminal.complain(message);
    }
    let [Ok(old), Ok(new)] = spots else {
        return Outcome::Trouble;
    };
    if arguments.format.is_binary() && arguments.out.is_none() && Terminal::is_shown() {
        terminal.complain(&Message::new(
            "a terminal cannot show this format; give a file with --out",
            "không hiển thị được định dạng này trên màn hình; hãy ghi ra tệp bằng --out",
        ));
        return Outcome::Trouble;
    }
    match (old.is_folder, new.is_folder) {
        (false, false) => {
            let [old, new] = [&old, &new].map(|spot| side::read(&spot.place, terminal));
            let (Some(old), Some(new)) = (old, new) else {
                return Outcome::Trouble;
            };
            old.doubt(&new, terminal.lang());
            match report(&old, &new, arguments, terminal) {
                Ok((report, comparison)) => {
                    let same = comparison.changes.is_empty();
                    deliver(&report, same, arguments, terminal)
                }
                Err(message) => {
                    terminal.complain(&message);
                    Outcome::Trouble
                }
            }
        }
        (true, true) => folders(&folder::pair(&old, &new, terminal), arguments, terminal),
        _ => {
            terminal.complain(&Message::new(
                format!(
                    "{} and {} are not both plans, nor both folders",
                    old.place.name, new.place.name
                ),
                format!(
                    "{} và {} phải cùng là tệp hoặc cùng là thư mục",
                    old.place.name, new.place.name
                ),
            ));
            Outcome::Trouble
        }
    }
}

/// Writes what has changed between the plans of two folders.
fn folders(folders: &Folders, arguments: &DiffArgs, terminal: &mut Terminal) -> Outcome {
    if arguments.format.is_file() {
        terminal.complain(&Message::new(
            "a report of this format is of two plans; give two files instead of folders",
            "báo cáo dạng này so sánh hai kế hoạch; hãy chỉ hai tệp thay cho thư mục",
        ));
        return Outcome::Trouble;
    }
    let mut reports = Vec::new();
    for (old, new) in &folders.pairs {
        match report(old, new, arguments, terminal) {
            Ok(made) => reports.push(made),
            Err(message) => {
                terminal.complain(&message);
                return Outcome::Trouble;
            }
        }
    }
    let pairs = folders.pairs.iter().zip(&reports);
    let overview = Overview {
        pairs: pairs
            .map(|((old, new), (_, comparison))| Pair {
                old: &old.name,
                new: &new.name,
                comparison,
            })
            .collect(),
        old: &folders.old,
        new: &folders.new,
    };
    let lang = terminal.lang();
    let text = match arguments.format {
        DiffFormat::Json => {
            let (old, new) = (json!(folders.old), json!(folders.new));
            let head = format!("{{\"counts\": {}, \"pairs\": [", overview.json());
            let end = format!("], \"only_old\": {old}, \"only_new\": {new}}}\n");
            let pairs: Vec<&[u8]> = reports.iter().map(|(report, _)| &**report).collect();
            [head.as_bytes(), &pairs.join(&b','), end.as_bytes()].concat()
        }
        format => {
            let head = match format {
                DiffFormat::Md => overview.markdown(lang),
                _ => overview.text(lang, terminal.color() && arguments.out.is_none()),
            };
            let changed = reports.iter().filter(|(_, comparison)| {
                // Of plans that say the same, the line above has said so.
                !arguments.stat && !comparison.changes.is_empty()
            });
            let changed = changed.map(|(report, _)| &**report);
            let all: Vec<&[u8]> = [head.as_bytes()].into_iter().chain(changed).collect();
            all.join(&b'\n')
        }
    };
    let mut comparisons = reports.iter().map(|(_, comparison)| comparison);
    let same = folders.old.is_empty()
        && folders.new.is_empty()
        && comparisons.all(|comparison| comparison.changes.is_empty());
    let outcome = deliver(&text, same, arguments, terminal);
    if folders.trouble {
        Outcome::Trouble
    } else {
        outcome
    }
}

/// Writes a report to its file, else to standard output.
fn deliver(report: &[u8], same: bool, arguments: &DiffArgs, terminal: &mut Terminal) -> Outcome {
    match &arguments.out {
        // A document has its own format, and then `out` is asked for.
        None => match (arguments.format, String::from_utf8_lossy(report)) {
            (DiffFormat::Json, text) => terminal.json(text.trim_end()),
            (_, text) => terminal.text(&text),
        },
        Some(out) => {
            if let Err(trouble) = output::write(out, report) {
                terminal.complain(&trouble.message());
                return Outcome::Trouble;
            }
            terminal.line(&out.display().to_string());
        }
    }
    if same {
        Outcome::Clean
    } else {
        Outcome::Findings
    }
}
