//! `kehoach diff`.

mod attached;
mod folder;
mod git;
mod revision;
pub(super) mod side;
pub(super) mod spot;

use super::terminal::{Terminal, is_screen};
use super::{DiffArgs, DiffFormat, Outcome, output};
use crate::diag::{Message, words};
use crate::diff::report::{Sides, appendix, html, json as programs, markdown, text};
use crate::diff::{compare, printed};
use crate::trouble::Trouble;
use folder::Folders;
use serde_json::json;
use side::Opened;

/// Compares two plans, or the plans of two folders, and writes what has changed.
pub(super) fn run(arguments: &DiffArgs, terminal: &mut Terminal) -> Outcome {
    if arguments.git {
        return git::run(arguments, terminal);
    }
    let (old, Some(new), []) = (&arguments.old, &arguments.new, arguments.more.as_slice()) else {
        terminal.complain(&Message::new(
            "diff compares two plans or folders",
            "diff so sánh hai kế hoạch hoặc hai thư mục",
        ));
        return Outcome::Trouble;
    };
    if arguments.format == DiffFormat::Pdf && arguments.out.is_none() && is_screen() {
        terminal.complain(&Message::new(
            "a PDF is not written to the screen; give it a file with --out",
            "không ghi PDF ra màn hình; hãy chỉ tệp bằng --out",
        ));
        return Outcome::Trouble;
    }
    let spots = [spot::find(old, new), spot::find(new, old)];
    for message in spots.iter().filter_map(|spot| spot.as_ref().err()) {
        terminal.complain(message);
    }
    let [Ok(old), Ok(new)] = spots else {
        return Outcome::Trouble;
    };
    match (old.is_folder, new.is_folder) {
        (false, false) => {
            let [old, new] = [&old, &new].map(|spot| side::read(&spot.place, terminal));
            let (Some(old), Some(new)) = (old, new) else {
                return Outcome::Trouble;
            };
            old.doubt(&new, terminal.lang());
            match report(&old, &new, arguments, terminal) {
                Ok((report, same)) => deliver(&report, same, arguments, terminal),
                Err(trouble) => {
                    terminal.complain(&trouble.message());
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
    let whole = match arguments.format {
        DiffFormat::Html => Some("HTML"),
        DiffFormat::Pdf => Some("PDF"),
        DiffFormat::Text | DiffFormat::Json | DiffFormat::Md => None,
    };
    if let Some(format) = whole {
        terminal.complain(&Message::new(
            format!("a report in {format} is of two plans; give two files instead of folders"),
            format!("báo cáo {format} so sánh hai kế hoạch; hãy chỉ hai tệp thay cho thư mục"),
        ));
        return Outcome::Trouble;
    }
    let mut same = folders.old.is_empty() && folders.new.is_empty();
    let mut reports = Vec::new();
    for (old, new) in &folders.pairs {
        let (report, alike) = match report(old, new, arguments, terminal) {
            Ok(made) => made,
            Err(trouble) => {
                terminal.complain(&trouble.message());
                return Outcome::Trouble;
            }
        };
        reports.push(report);
        same &= alike;
    }
    let lang = terminal.lang();
    let text = if arguments.format == DiffFormat::Json {
        let alone = format!(
            "], \"only_old\": {}, \"only_new\": {}}}\n",
            json!(folders.old),
            json!(folders.new)
        );
        let pairs = reports.join(&b","[..]);
        [b"{\"pairs\": [", pairs.as_slice(), alone.as_bytes()].concat()
    } else {
        let alone = [
            (
                words("Only in the old folder", "Chỉ có trong thư mục cũ"),
                &folders.old,
            ),
            (
                words("Only in the new folder", "Chỉ có trong thư mục mới"),
                &folders.new,
            ),
        ];
        for (words, plans) in alone.iter().filter(|(_, plans)| !plans.is_empty()) {
            let plans: Vec<String> = plans.iter().map(|plan| format!("- {plan}\n")).collect();
            let listed = format!("{}:\n\n{}", words.text(lang), plans.concat());
            reports.push(listed.into_bytes());
        }
        reports.join(&b"\n"[..])
    };
    let outcome = deliver(&text, same, arguments, terminal);
    if folders.trouble {
        Outcome::Trouble
    } else {
        outcome
    }
}

/// The report of two plans, and whether they say the same.
fn report(
    old: &Opened,
    new: &Opened,
    arguments: &DiffArgs,
    terminal: &Terminal,
) -> Result<(Vec<u8>, bool), Trouble> {
    let (before, after) = (old.side(), new.side());
    let comparison = printed(compare(before, after), before, after);
    let sides = Sides {
        old: before,
        new: after,
        comparison: &comparison,
    };
    let lang = terminal.lang();
    let report = match arguments.format {
        DiffFormat::Text => {
            let options = text::Options {
                lang,
                color: terminal.color() && arguments.out.is_none(),
                width: terminal.width(),
                all: arguments.all,
                stat: arguments.stat,
            };
            text::render(&sides, &options).into_bytes()
        }
        DiffFormat::Json => format!("{:#}\n", programs::render(&sides, lang)).into_bytes(),
        DiffFormat::Md => {
            markdown::render(&sides, lang, arguments.all, arguments.stat).into_bytes()
        }
        DiffFormat::Html => html::render(&sides, lang, arguments.all)?.into_bytes(),
        DiffFormat::Pdf => {
            let options = appendix::Options {
                all: arguments.all,
                stat: arguments.stat,
            };
            appendix::pdf(&sides, &new.issuer(), &new.workspace.style, options)?
        }
    };
    Ok((report, comparison.changes.is_empty()))
}

/// Writes a report to its file, else to standard output.
fn deliver(report: &[u8], same: bool, arguments: &DiffArgs, terminal: &mut Terminal) -> Outcome {
    match &arguments.out {
        None => terminal.write(report),
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
