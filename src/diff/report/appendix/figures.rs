//! Numbers that have changed, as a table.

use super::{Body, NOTHING, Report, Sheet, cell, expected};
use crate::diag::Lang;
use crate::diff::change::{Change, Delta, Figures, What};
use crate::diff::item::{Field, Kind, Leaf, Value};
use crate::diff::report::Item;
use crate::diff::report::reader::capital;
use crate::diff::report::text::better;
use crate::document::model::CellAlign;

/// The rows of an item.
struct Rows<'i> {
    first: &'i Change,
    rows: Vec<Row>,
}

/// A number in both plans.
struct Row {
    label: String,
    unit: String,
    old: String,
    new: String,
    difference: String,
    percent: String,
    note: String,
}

/// The changes of items that are about numbers, and those that are about words.
pub(super) fn parted<'c>(items: &[Item<'c>]) -> (Vec<Item<'c>>, Vec<Item<'c>>) {
    let (mut figures, mut wording) = (Vec::new(), Vec::new());
    for item in items {
        let (own, others): (Vec<_>, Vec<_>) =
            item.changes.iter().partition(|change| is_figure(change));
        for (changes, into) in [(own, &mut figures), (others, &mut wording)] {
            if !changes.is_empty() {
                into.push(Item { changes });
            }
        }
    }
    (figures, wording)
}

/// Whether a change is one of numbers alone: of a row of a table or of an amount also where only one
/// plan has it.
fn is_figure(change: &Change) -> bool {
    match &change.what {
        What::Added { leaves } | What::Dropped { leaves } => {
            let kept = matches!(
                change.kind,
                Kind::Row | Kind::BudgetLine | Kind::BudgetSource | Kind::Budget
            );
            let mut numbers = numbers(leaves).peekable();
            let others = leaves.iter().filter(|leaf| !is_number(leaf));
            kept && numbers.peek().is_some()
                && others
                    .into_iter()
                    .all(|leaf| is_name(&leaf.field, change, leaf))
        }
        _ => change.figures().is_some(),
    }
}

fn is_name(field: &Field, change: &Change, leaf: &Leaf) -> bool {
    matches!(field.name, "title" | "name") || leaf.value == Value::Text(change.name.clone())
}

fn is_number(leaf: &Leaf) -> bool {
    matches!(leaf.value, Value::Number(_) | Value::Undecided)
}

fn numbers(leaves: &[Leaf]) -> impl Iterator<Item = &Leaf> {
    leaves.iter().filter(|leaf| is_number(leaf))
}

impl Report<'_, '_> {
    /// The table of numbers; gives how many items it has numbered.
    pub(super) fn figures(&self, items: &[Item<'_>], body: &mut Body) -> usize {
        let items: Vec<Rows<'_>> = items.iter().map(|item| self.rows(item)).collect();
        if items.is_empty() {
            return 0;
        }
        let mut units = items
            .iter()
            .flat_map(|item| &item.rows)
            .map(|row| &row.unit);
        let unit = units.next().cloned().unwrap_or_default();
        let mixed = units.any(|other| *other != unit);
        let noted = items
            .iter()
            .flat_map(|item| &item.rows)
            .any(|row| !row.note.is_empty());
        let points = items.iter().flat_map(|item| &item.rows);
        let points = if points.clone().any(|row| row.difference.contains(' ')) {
            4
        } else {
            0
        };
        let (wide, note) = (if mixed { 0 } else { 10 }, if noted { 0 } else { 12 });
        let [old, new] = self.years.each_ref().map(String::as_str);
        let columns = [
            ("STT", 5, CellAlign::Center, true),
            ("Nội dung", 22 + wide + note - points, CellAlign::Left, true),
            ("Số liệu", 17, CellAlign::Left, true),
            ("Đơn vị tính", 10, CellAlign::Center, mixed),
            (old, 12, CellAlign::Decimal, true),
            (new, 12, CellAlign::Decimal, true),
            ("Tăng, giảm", 11 + points, CellAlign::Decimal, true),
            ("Tỷ lệ (%)", 9, CellAlign::Decimal, true),
            ("Ghi chú", 12, CellAlign::Center, noted),
        ];
        let shown: Vec<_> = columns
            .iter()
            .filter(|(.., shown)| *shown)
            .map(|(title, width, align, _)| (*title, *width, *align))
            .collect();
        let mut sheet = Sheet::new(&shown);
        if !mixed && !unit.is_empty() {
            sheet.table.unit_note = Some(format!("Đơn vị tính: {unit}"));
        }
        let mut around = String::new();
        for item in items {
            let trail = self.trail(item.first);
            if trail != around && !trail.is_empty() {
                sheet.group(&trail);
            }
            around = trail;
            let span = item.rows.len();
            for (place, row) in item.rows.into_iter().enumerate() {
                let mut cells = Vec::new();
                if place == 0 {
                    let number = sheet.number();
                    let name = cell(&self.reader.name(item.first));
                    cells.extend([number, name].map(|mut cell| {
                        cell.rowspan = span;
                        cell
                    }));
                }
                cells.push(cell(&row.label));
                if mixed {
                    cells.push(cell(&row.unit));
                }
                let numbers = [row.old, row.new, row.difference, row.percent];
                cells.extend(numbers.iter().map(|number| cell(number)));
                if noted {
                    cells.push(cell(&row.note));
                }
                sheet.row(cells);
            }
        }
        let numbered = sheet.numbered;
        body.blocks.push(sheet.block());
        numbered
    }

    fn rows<'i>(&self, item: &Item<'i>) -> Rows<'i> {
        let first = item.first();
        let rows = item.changes.iter().flat_map(|change| match &change.what {
            What::Added { leaves } => self.one_sided(change, leaves, true),
            What::Dropped { leaves } => self.one_sided(change, leaves, false),
            _ => self.altered(change).into_iter().collect(),
        });
        Rows {
            first,
            rows: rows.collect(),
        }
    }

    /// The numbers of what only one plan has.
    fn one_sided(&self, change: &Change, leaves: &[Leaf], added: bool) -> Vec<Row> {
        let row = |leaf: &Leaf| {
            let value = self.reader.value(&leaf.field, &leaf.value);
            let nothing = NOTHING.to_owned();
            let (old, new) = if added {
                (nothing, value)
            } else {
                (value, nothing)
            };
            Row {
                label: capital(&self.reader.field(change, &leaf.field)),
                unit: self.reader.unit(change, &leaf.field).unwrap_or_default(),
                old,
                new,
                difference: String::new(),
                percent: String::new(),
                note: if added { "Thêm mới" } else { "Bỏ" }.to_owned(),
            }
        };
        numbers(leaves).map(row).collect()
    }

    fn altered(&self, change: &Change) -> Option<Row> {
        let Figures {
            field,
            old,
            new,
            delta,
        } = change.figures()?;
        let none = || NOTHING.to_owned();
        let before = old.map(|old| self.reader.old_value(change, field, old));
        let after = new.map(|new| self.reader.value(field, new));
        let percent = delta.and_then(Delta::growth).unwrap_or_default();
        let notes = [
            delta.and_then(|delta| better(delta, Lang::Vi)).map(capital),
            change.expected.map(|why| expected(why).to_owned()),
        ];
        Some(Row {
            label: capital(&self.reader.field(change, field)),
            unit: self.reader.unit(change, field).unwrap_or_default(),
            old: before.unwrap_or_else(none),
            new: after.unwrap_or_else(none),
            difference: delta
                .map(|delta| delta.written(Lang::Vi))
                .unwrap_or_default(),
            // The heading of the column says what it is.
            percent: percent.trim_end_matches('%').to_owned(),
            note: notes.into_iter().flatten().collect::<Vec<_>>().join("; "),
        })
    }
}
