//! What of a comparison goes on paper: what the plans print, and nothing that only the program goes by.

use crate::diff::Kind;
use crate::diff::report::entry::{Entry, Line};

/// Keys that no plan prints: relations between things, layout, what the checks go by, files.
const INNER: [&str; 24] = [
    "alert_share",
    "align",
    "allots",
    "allow",
    "assigned",
    "assigns",
    "budget_lines",
    "checked_at",
    "checked_on",
    "equals",
    "in_force_from",
    "in_force_to",
    "indicators",
    "level",
    "part_of",
    "previous",
    "ratio",
    "ratio_part",
    "ratio_whole",
    "replaced_by",
    "rules",
    "sum_of",
    "together",
    "width",
];

/// The entry with the lines that go on paper; none where none does.
pub(super) fn shown(mut entry: Entry<'_>) -> Option<Entry<'_>> {
    if entry.first.kind == Kind::Superior {
        return None;
    }
    let is_single = entry.is_added().is_some();
    let kind = entry.first.kind;
    entry.lines.retain(|line| is_shown(line, kind, is_single));
    let is_whole = is_single || entry.replacement.is_some();
    (is_whole || !entry.lines.is_empty()).then_some(entry)
}

fn is_shown(line: &Line, kind: Kind, is_single: bool) -> bool {
    match &line.field {
        // How a total is made; its number is a cell.
        Some(field) if kind == Kind::Column && field.name == "total" => false,
        // Which way is better is told where that is another, and not again of what is new.
        Some(field) if matches!(field.name, "better" | "target_year") => !is_single,
        Some(field) => !INNER.contains(&field.name),
        // Another id is nothing that a plan prints.
        None => line.mark.look != "altered",
    }
}
