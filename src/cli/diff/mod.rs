//! `kehoach diff`.

mod side;

use super::terminal::Terminal;
use super::{DiffArgs, DiffFormat, Outcome, output};
use crate::diag::Message;
use crate::diff::compare;
use crate::diff::report::{Sides, html, json, markdown, text};
use crate::trouble::Trouble;
use side::Opened;
use std::path::Path;

/// Compares two plans and writes what has changed.
pub(super) fn run(arguments: &DiffArgs, terminal: &mut Terminal) -> Outcome {
    let [old, new] = [&arguments.old, &arguments.new].map(|path| side::open(path, terminal));
    let (Some(old), Some(new)) = (old, new) else {
        return Outcome::Trouble;
    };
    let (report, same) = match report(&old, &new, arguments, terminal) {
        Ok(made) => made,
        Err(trouble) => {
            terminal.complain(&trouble.message());
            return Outcome::Trouble;
        }
    };
    if let Err(outcome) = deliver(&report, arguments.out.as_deref(), terminal) {
        return outcome;
    }
    if same {
        Outcome::Clean
    } else {
        Outcome::Findings
    }
}

/// The report of two plans, and whether they say the same.
fn report(
    old: &Opened,
    new: &Opened,
    arguments: &DiffArgs,
    terminal: &Terminal,
) -> Result<(String, bool), Trouble> {
    let comparison = compare(old.side().compared(), new.side().compared());
    let sides = Sides {
        old: old.side(),
        new: new.side(),
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
            text::render(&sides, &options)
        }
        DiffFormat::Json => format!("{:#}\n", json::render(&sides, lang)),
        DiffFormat::Md => markdown::render(&sides, lang, arguments.all, arguments.stat),
        DiffFormat::Html => html::render(&sides, lang, arguments.all)?,
    };
    Ok((report, comparison.changes.is_empty()))
}

/// Writes a report to its file, else to standard output.
fn deliver(report: &str, out: Option<&Path>, terminal: &mut Terminal) -> Result<(), Outcome> {
    let Some(out) = out else {
        terminal.write(report.as_bytes());
        return Ok(());
    };
    match output::write(out, report.as_bytes()) {
        Ok(()) => {
            let shown = out.display().to_string();
            terminal.say(&Message::new(shown.clone(), shown));
            Ok(())
        }
        Err(trouble) => {
            terminal.complain(&trouble.message());
            Err(Outcome::Trouble)
        }
    }
}
