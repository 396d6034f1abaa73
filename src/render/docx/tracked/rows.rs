//! The rows of two tables as those of one.

use super::Tracker;
use super::align::{Entry, Place, align};
use crate::render::docx::revision::Revision;
use crate::render::docx::sizes::Twips;
use crate::render::docx::table::{Cell, Line, Part};
use std::fmt::Write as _;

impl Tracker {
    /// The rows of a table that both documents have, in columns of given widths.
    pub fn rows(&mut self, old: Vec<Line>, new: Vec<Line>, grid: &[Twips]) -> Vec<Line> {
        let before: Vec<Entry> = old.iter().map(entry).collect();
        let after: Vec<Entry> = new.iter().map(entry).collect();
        let (mut old, mut new) = (old.into_iter(), new.into_iter());
        let mut rows = Vec::new();
        // Both are used up in their orders.
        for place in align(&before, &after) {
            match place {
                Place::Both(..) => {
                    if let (Some(old), Some(new)) = (old.next(), new.next()) {
                        rows.push(self.row(&old, new));
                    }
                }
                Place::Old(..) => {
                    if let Some(mut row) = old.next() {
                        fit(&mut row, grid);
                        rows.push(self.own_row(row, Revision::Deleted));
                    }
                }
                Place::New(..) => {
                    rows.extend(new.next().map(|row| self.own_row(row, Revision::Inserted)));
                }
            }
        }
        rows
    }

    /// A row that both documents have, whose cells span the same places.
    fn row(&mut self, old: &Line, mut new: Line) -> Line {
        for (before, after) in old.cells.iter().zip(&mut new.cells) {
            let (old, new) = (&before.paragraphs, &after.paragraphs);
            let same = |(old, new): (&Part, &Part)| old.runs.is_same(&new.runs);
            if old.len() == new.len() && old.iter().zip(new).all(same) {
                continue;
            }
            after.paragraphs = self.parts(&before.paragraphs, &after.paragraphs);
        }
        new
    }

    /// A row that only one document has.
    pub fn own_row(&mut self, mut row: Line, revision: Revision) -> Line {
        row.change = Some(self.changes.next(revision));
        row.control = None;
        for cell in &mut row.cells {
            let last = cell.paragraphs.len().saturating_sub(1);
            for (place, part) in cell.paragraphs.iter_mut().enumerate() {
                let runs = std::mem::take(&mut part.runs);
                part.runs = self.own_words(runs, revision);
                // LibreOffice takes out rows of which no paragraph but the last of a cell stays.
                part.mark = (place < last).then(|| self.changes.next(revision));
            }
        }
        row
    }
}

/// What a row says.
pub fn text(row: &Line) -> String {
    let cells: Vec<String> = row.cells.iter().map(cell_text).collect();
    cells.join("\t")
}

fn cell_text(cell: &Cell) -> String {
    let lines: Vec<String> = cell.paragraphs.iter().map(line_text).collect();
    lines.join("\n")
}

fn line_text(part: &Part) -> String {
    part.runs.text()
}

/// A row is known by its first cell with a letter, before which its number may stand.
fn entry(row: &Line) -> Entry {
    let mut kind = String::from(if row.header { "header" } else { "row" });
    for cell in &row.cells {
        let _ = write!(kind, " {}{}", cell.span, cell.merge.unwrap_or_default());
    }
    let lettered = |text: &String| text.contains(char::is_alphabetic);
    Entry {
        kind,
        text: text(row),
        name: row
            .cells
            .iter()
            .map(cell_text)
            .find(lettered)
            .unwrap_or_default(),
        moves: false,
    }
}

/// Gives the cells of an old row the widths of the new columns.
fn fit(row: &mut Line, grid: &[Twips]) {
    let mut column = 0;
    for cell in &mut row.cells {
        cell.width = grid.iter().skip(column).take(cell.span).sum();
        column += cell.span;
    }
}
