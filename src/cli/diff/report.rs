//! The report of what has changed between two plans, in the format that is asked for.

use super::side::Opened;
use super::word;
use crate::cli::arguments::{DiffArgs, DiffFormat};
use crate::cli::terminal::Terminal;
use crate::diag::Message;
use crate::diff::report::{Sides, appendix, html, json, markdown, text};
use crate::diff::{Comparison, compare, printed};

/// How many lines of a report a screen shows at once.
const SCREEN: usize = 40;

/// The report of two plans, and what has changed between them.
pub(super) fn report(
    old: &Opened,
    new: &Opened,
    arguments: &DiffArgs,
    terminal: &Terminal,
) -> Result<(Vec<u8>, Comparison), Message> {
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
                again: (Terminal::is_shown() && arguments.out.is_none()).then_some(SCREEN),
            };
            text::render(&sides, &options)
        }
        DiffFormat::Json => format!("{:#}\n", json::render(&sides, lang)),
        DiffFormat::Md => markdown::render(&sides, lang, arguments.all, arguments.stat),
        DiffFormat::Html => html::render(&sides, lang, arguments.all, arguments.stat)
            .map_err(|trouble| trouble.message())?,
        DiffFormat::Pdf => {
            let options = appendix::Options {
                all: arguments.all,
                stat: arguments.stat,
            };
            let style = &new.workspace.style;
            let pdf = appendix::pdf(&sides, &new.issuer(), style, options)
                .map_err(|trouble| trouble.message())?;
            return Ok((pdf, comparison));
        }
        DiffFormat::Docx => {
            return Ok((word::report(old, new, arguments, terminal)?, comparison));
        }
    };
    Ok((report.into_bytes(), comparison))
}
