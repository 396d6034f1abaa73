//! Tables: a grid of fixed widths, cells that span, numbers under each other's commas.

use super::place::{Control, Places};
use super::revision::Change;
use super::run::{Look, Notes, Runs, Words};
use super::sizes::{Sizes, Twips};
use super::width::Widths;
use super::worded::Worded;
use crate::document::grid::{Grid, Slot};
use crate::document::model::{CellAlign, CellBlock, Inline, RowKind, TableBlock, plain};
use serde::Serialize;

/// A table with up to so many rows before the signature stays on one page with it.
const SHORT: usize = 12;

/// How many rows are printed at once.
const SLICE: usize = 100;

/// An empty cell.
static NOTHING: CellBlock = CellBlock {
    content: Vec::new(),
    colspan: 1,
    rowspan: 1,
};

/// A table.
#[derive(Debug, Serialize)]
pub struct Sheet {
    /// The title above it.
    pub caption: Option<Worded>,
    /// The unit of its figures, above it at the right.
    pub unit_note: Option<Worded>,
    /// Whether something must keep it from the line above it, whose mark changes.
    pub apart: bool,
    /// The widths of its columns.
    pub grid: Vec<Twips>,
    width: Twips,
    /// The numbers of the slices that have its rows.
    pub slices: Vec<usize>,
}

impl Sheet {
    /// The lines above it.
    pub fn lines(&self) -> impl Iterator<Item = &Worded> {
        self.caption.iter().chain(&self.unit_note)
    }
}

/// Some rows of a table.
pub type Slice = Vec<Line>;

/// A row.
#[derive(Debug, Serialize)]
pub struct Line {
    /// The control around it.
    pub control: Option<Control>,
    /// Whether it is one of the header's, which are repeated on each page.
    pub header: bool,
    /// Whether it stays on the page of the next.
    keep: bool,
    /// Whether it may go on on the next page: it is higher than a third of one.
    split: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// The tracked change that puts it in or takes it out.
    pub change: Option<Change>,
}

/// A cell, or the place of one that a cell above spans.
#[derive(Debug, Serialize)]
pub struct Cell {
    /// How wide it is.
    pub width: Twips,
    /// Columns that it spans.
    pub span: usize,
    /// `restart` where it spans rows, `continue` where it is spanned.
    pub merge: Option<&'static str>,
    /// How its text stands; none where it is at the left.
    align: Option<&'static str>,
    /// How far a number stays from the right, for its comma to stand under the others'. A decimal tab
    /// would do it only where the reader's system has a comma for its decimal sign.
    indent: Option<Twips>,
    /// Its paragraphs.
    pub paragraphs: Vec<Part>,
}

/// A paragraph of a cell.
#[derive(Debug, Default, Serialize)]
pub struct Part {
    /// Its runs.
    pub runs: Words,
    /// The tracked change of its mark.
    pub mark: Option<Change>,
}

impl From<Words> for Part {
    fn from(runs: Words) -> Self {
        Self { runs, mark: None }
    }
}

/// What tables are made with.
pub struct Tables<'t> {
    /// The profile.
    pub sizes: &'t Sizes,
    /// The widths of upright characters.
    pub widths: Widths,
    /// Where rows come from.
    pub places: &'t Places<'t>,
    /// The rows of all tables.
    pub slices: Vec<Slice>,
}

impl Tables<'_> {
    /// A table; `last` where the signature follows it.
    pub fn sheet(
        &mut self,
        table: &TableBlock,
        last: bool,
        landscape: bool,
        notes: &mut Notes,
    ) -> Sheet {
        let caption = table.caption.as_ref();
        let caption = caption.map(|caption| Worded::of(caption, self.places, notes));
        let unit_note = table.unit_note.as_ref().map(|note| Worded::own(note));
        let columns = self.columns(table, self.sizes.text_width(landscape));
        let mut rows = Vec::new();
        let mut grid = Grid::new(columns.len());
        for header in &table.header {
            let slots = grid.row(header);
            let cells = slots.iter().map(|slot| Cell {
                align: Some("center"),
                indent: None,
                ..self.cell(slot, &columns, Look::default(), notes)
            });
            rows.push(Line {
                control: None,
                header: true,
                keep: true,
                split: false,
                cells: cells.collect(),
                change: None,
            });
        }
        let mut grid = Grid::new(columns.len());
        let third = self.sizes.text_height(landscape) / 3;
        for row in &table.rows {
            let linked = grid.is_linked();
            let slots = whole(grid.row(&row.cells), row.kind, columns.len());
            let look = Look {
                bold: (row.kind != RowKind::Plain).then_some(true),
                ..Look::default()
            };
            let cells = slots.iter().map(|slot| {
                let mut cell = self.cell(slot, &columns, look, notes);
                let label = row.kind == RowKind::Total && slot.column == 0;
                if label && cell.indent.is_none() {
                    cell.align = Some("center");
                }
                cell
            });
            rows.push(Line {
                cells: cells.collect(),
                control: self.places.control(row.origin),
                header: false,
                keep: row.kind == RowKind::Group || grid.is_linked(),
                split: !linked && !grid.is_linked() && self.is_higher(third, &slots, &columns),
                change: None,
            });
        }
        if last {
            keep_end(&mut rows, table.rows.len() <= SHORT);
        }
        let slices = sliced(rows, &mut self.slices);
        Sheet {
            caption,
            unit_note,
            apart: false,
            width: columns.iter().map(|column| column.width).sum(),
            grid: columns.iter().map(|column| column.width).collect(),
            slices,
        }
    }

    /// The columns, which fill a width together.
    fn columns(&self, table: &TableBlock, width: Twips) -> Vec<Column> {
        let share = |width: usize| i64::try_from(width).unwrap_or(1);
        let shares: i64 = table.columns.iter().map(|column| share(column.width)).sum();
        let (mut before, mut used) = (0, 0);
        let mut columns = Vec::new();
        for column in &table.columns {
            before += share(column.width);
            let end = width.saturating_mul(before) / shares.max(1);
            columns.push(Column {
                width: end - used,
                align: column.align,
                spare: 0,
                decimals: 0,
            });
            used = end;
        }
        self.align_commas(table, &mut columns);
        columns
    }

    /// Puts the numbers of each column under each other's commas, and all of them in the middle.
    fn align_commas(&self, table: &TableBlock, columns: &mut [Column]) {
        if columns
            .iter()
            .all(|column| column.align != CellAlign::Decimal)
        {
            return;
        }
        let mut widest = vec![(0, 0); columns.len()];
        let size = self.sizes.get("size", "table");
        let mut grid = Grid::new(columns.len());
        for row in &table.rows {
            for slot in grid.row(&row.cells) {
                if columns[slot.column].align != CellAlign::Decimal {
                    continue;
                }
                if let Some((before, after)) = number(&slot).map(parts) {
                    let (whole, decimals) = &mut widest[slot.column];
                    *whole = self.widths.of(before, size).max(*whole);
                    *decimals = self.widths.of(after, size).max(*decimals);
                }
            }
        }
        let padding = self.sizes.get("table", "padding_x_pt");
        for (column, (whole, decimals)) in columns.iter_mut().zip(widest) {
            let spare = column.width - 2 * padding - whole - decimals;
            column.spare = spare.max(0) / 2;
            column.decimals = decimals;
        }
    }

    fn cell(&self, slot: &Slot<'_>, columns: &[Column], look: Look, notes: &mut Notes) -> Cell {
        let width = columns.iter().skip(slot.column).take(slot.span);
        let width = width.map(|column| column.width).sum();
        let Some(block) = slot.cell else {
            return Cell {
                width,
                span: slot.span,
                merge: Some("continue"),
                align: None,
                indent: None,
                paragraphs: vec![Part::default()],
            };
        };
        let column = columns.get(slot.column).filter(|_| slot.span == 1);
        let indent = column.and_then(|column| self.indent(slot, column));
        let align = match column.map_or(CellAlign::Left, |column| column.align) {
            CellAlign::Left => None,
            CellAlign::Decimal if indent.is_none() => Some("center"),
            CellAlign::Center => Some("center"),
            CellAlign::Decimal | CellAlign::Right => Some("right"),
        };
        Cell {
            width,
            span: slot.span,
            merge: (block.rowspan > 1).then_some("restart"),
            align,
            indent,
            paragraphs: Runs::new(notes)
                .in_parts()
                .add(&block.content, look)
                .paragraphs()
                .into_iter()
                .map(Part::from)
                .collect(),
        }
    }

    /// Whether a row whose cells span no others is higher than a height.
    fn is_higher(&self, height: Twips, slots: &[Slot<'_>], columns: &[Column]) -> bool {
        let size = self.sizes.get("size", "table");
        let line = (size * 23 * self.sizes.get("table", "line_spacing") / 480).max(1);
        let padding = |side| 2 * self.sizes.get("table", side);
        let most = (height - padding("padding_y_pt")) / line;
        slots.iter().any(|slot| {
            let Some(cell) = slot.cell else {
                return false;
            };
            let spanned = columns.iter().skip(slot.column).take(slot.span);
            let width = spanned.map(|column| column.width).sum::<Twips>() - padding("padding_x_pt");
            let text = plain(&cell.content);
            let count = |number| i64::try_from(number).unwrap_or(i64::MAX);
            // A character is an em wide at the most; long tables have thousands of short texts.
            if !text.contains('\n') && count(text.len()).saturating_mul(size * 10) < most * width {
                return false;
            }
            let lines = text.split('\n');
            let lines = lines.map(|text| self.widths.lines(text, size, width).len().max(1));
            count(lines.sum::<usize>()) > most
        })
    }

    /// How far a number stays from the right of its column.
    fn indent(&self, slot: &Slot<'_>, column: &Column) -> Option<Twips> {
        if column.align != CellAlign::Decimal {
            return None;
        }
        let (_, decimals) = parts(number(slot)?);
        let own = self.widths.of(decimals, self.sizes.get("size", "table"));
        Some(column.spare + column.decimals - own)
    }
}

/// Adds the rows of a table to the slices of all, and gives their numbers.
pub fn sliced(rows: Vec<Line>, slices: &mut Vec<Slice>) -> Vec<usize> {
    let first = slices.len();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        slices.push(rows.by_ref().take(SLICE).collect());
    }
    (first..slices.len()).collect()
}

/// A column.
struct Column {
    width: Twips,
    align: CellAlign,
    /// The room at either side of a column of numbers.
    spare: Twips,
    /// The widest decimals, with their comma.
    decimals: Twips,
}

/// The places of a row up to the last column: the last cell of a row that names others reaches there,
/// and so does an empty one where cells are missing.
fn whole(mut slots: Vec<Slot<'_>>, kind: RowKind, columns: usize) -> Vec<Slot<'_>> {
    let end = slots.last().map_or(0, |slot| slot.column + slot.span);
    match slots.last_mut() {
        Some(last) if kind == RowKind::Group => last.span += columns - end,
        _ if end < columns => slots.push(Slot {
            column: end,
            span: columns - end,
            cell: Some(&NOTHING),
        }),
        _ => {}
    }
    slots
}

/// Ties the end of a table to what follows: all of a short one, else its last row.
fn keep_end(rows: &mut [Line], short: bool) {
    let tied = if short { rows.len() } else { 1 };
    for row in rows.iter_mut().rev().take(tied) {
        row.keep = true;
    }
}

/// A number up to its comma, and from there on.
fn parts(number: &str) -> (&str, &str) {
    number.split_at(number.find(',').unwrap_or(number.len()))
}

/// The characters of a cell that is a number in Vietnamese notation.
fn number<'c>(slot: &Slot<'c>) -> Option<&'c str> {
    let [Inline::Text { text, .. }] = slot.cell?.content.as_slice() else {
        return None;
    };
    let unsigned = text.strip_prefix(['-', '–', '−', '+']).unwrap_or(text);
    let digits = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_digit())
            && part.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    };
    let numeric = match unsigned.split_once(',') {
        Some((whole, decimals)) => digits(whole) && digits(decimals),
        None => digits(unsigned),
    };
    numeric.then_some(text)
}

#[cfg(test)]
mod tests;
