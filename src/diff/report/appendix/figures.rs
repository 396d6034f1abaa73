//! Numbers that have changed, as a table.

use super::sheet::{Body, NOTHING, Sheet, Told, cell};
use crate::diff::item::Kind;
use crate::diff::report::entry::{Entry, Line};
use crate::diff::report::reader::capital;
use crate::document::model::CellAlign;

/// The lines of entries that are about numbers, and those that are about words.
pub(super) fn parted<'e>(entries: &'e [Entry<'e>]) -> (Vec<Told<'e>>, Vec<Told<'e>>) {
    let (mut figures, mut wording) = (Vec::new(), Vec::new());
    for entry in entries {
        let (numbers, words) = entry.parted();
        match entry.is_added() {
            Some(_) if is_kept(entry) => figures.push((entry, words)),
            Some(_) => wording.push((entry, words)),
            None => {
                for (lines, into) in [(numbers, &mut figures), (words, &mut wording)] {
                    if !lines.is_empty() {
                        into.push((entry, lines));
                    }
                }
            }
        }
    }
    (figures, wording)
}

/// Whether what only one plan has is numbers alone: a row of a table, an amount.
fn is_kept(entry: &Entry<'_>) -> bool {
    let kept = matches!(
        entry.first.kind,
        Kind::Row | Kind::BudgetLine | Kind::BudgetSource | Kind::Budget
    );
    let mut lines = entry.lines.iter();
    kept && !entry.lines.is_empty() && lines.all(|line| line.is_figure)
}

/// The table of numbers; gives how many items it has numbered.
pub(super) fn table(items: &[Told<'_>], years: &[String; 2], body: &mut Body) -> usize {
    if items.is_empty() {
        return 0;
    }
    let all = || items.iter().flat_map(|(_, lines)| lines.iter().copied());
    let unit = |line: &Line| line.unit.clone().unwrap_or_default();
    let first = all().next().map(unit).unwrap_or_default();
    let mixed = all().any(|line| unit(line) != first);
    let has_words = all().any(|line| line.difference.contains(' '));
    let words = if has_words { 6 } else { 0 };
    let name = if mixed { 22 } else { 32 } - words;
    let [old, new] = years.each_ref().map(String::as_str);
    let columns = [
        ("STT", 5, CellAlign::Center, true),
        ("Nội dung", name, CellAlign::Left, true),
        ("Số liệu", 17, CellAlign::Left, true),
        ("Đơn vị tính", 10, CellAlign::Center, mixed),
        (old, 12, CellAlign::Decimal, true),
        (new, 12, CellAlign::Decimal, true),
        ("Tăng, giảm", 11 + words, CellAlign::Decimal, true),
        ("Tỷ lệ (%)", 9, CellAlign::Decimal, true),
        ("Ghi chú", 12, CellAlign::Center, true),
    ];
    let shown = columns.iter().filter(|(.., shown)| *shown);
    let shown: Vec<_> = shown
        .map(|(title, width, align, _)| (*title, *width, *align))
        .collect();
    let mut sheet = Sheet::new(&shown);
    if !mixed && !first.is_empty() {
        sheet.table.unit_note = Some(format!("Đơn vị tính: {first}"));
    }
    let mut around = String::new();
    for (entry, lines) in items {
        let trail = entry.trail.join(" › ");
        if trail != around && !trail.is_empty() {
            sheet.group(&trail);
        }
        around = trail;
        for (place, line) in lines.iter().enumerate() {
            let mut cells = Vec::new();
            if place == 0 {
                cells.extend([sheet.number(), cell(&entry.name)].map(|mut cell| {
                    cell.rowspan = lines.len();
                    cell
                }));
                body.tell(entry, sheet.numbered);
            }
            cells.push(cell(&capital(&line.label)));
            if mixed {
                cells.push(cell(&unit(line)));
            }
            let or_nothing = |number: &Option<String>| cell(number.as_deref().unwrap_or(NOTHING));
            cells.extend([&line.old, &line.new].map(or_nothing));
            cells.push(cell(&line.difference));
            // The heading of the column says what it is.
            cells.push(cell(line.growth.trim_end_matches('%')));
            cells.push(cell(&note(line)));
            sheet.row(cells);
        }
    }
    let numbered = sheet.numbered;
    body.blocks.push(sheet.block());
    numbered
}

/// What became of what only one plan has; else whether a change is for the better, and what it follows from.
fn note(line: &Line) -> String {
    let is_single = matches!(line.mark.look, "added" | "dropped");
    let mark = line.verdict.or(is_single.then_some(line.mark));
    let notes = [mark.map(|mark| mark.word), line.expected];
    let notes: Vec<String> = notes.into_iter().flatten().map(capital).collect();
    notes.join("; ")
}
