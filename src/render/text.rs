//! A document as plain text, for searching and comparing: a paragraph a line, cells parted by tabs.

use super::wording::{MOTTO, NATIONAL_NAME, RECIPIENTS};
use crate::document::grid::Grid;
use crate::document::model::{
    Block, CellBlock, Document, Heading, Inline, Line, Paragraph, TableBlock,
};
use crate::vi;

/// The text of a document in reading order.
///
/// Footnotes stand at the end, with their numbers in brackets. A cell that spans columns or rows is
/// followed by empty ones, so that each row of a table has as many cells.
#[must_use]
pub fn text(document: &Document) -> String {
    let mut writer = Writer::default();
    let head = &document.letterhead;
    writer.lines(&head.parent);
    writer.lines(&head.issuer);
    for own in [NATIONAL_NAME, MOTTO, &head.number, &head.place_date] {
        writer.line(own);
    }
    for stamp in head.urgency.iter().chain(&head.circulation) {
        writer.line(stamp);
    }
    writer.line(&vi::text::upper(&document.kind));
    writer.labelled("", &document.title);
    writer.blocks(&document.body);
    let ending = &document.ending;
    writer.line(RECIPIENTS);
    writer.lines(&ending.recipients);
    writer.line(ending.drafter.as_deref().unwrap_or_default());
    writer.lines(&ending.authority);
    let position = std::iter::once(&ending.position).chain(&ending.second_position);
    writer.lines(position.chain([&ending.name]));
    writer.lines(&document.address);
    for appendix in &document.appendices {
        writer.line(&appendix.label);
        writer.labelled("", &appendix.title);
        writer.line(&appendix.note);
        writer.blocks(&appendix.body);
    }
    writer.end()
}

#[derive(Default)]
struct Writer {
    text: String,
    notes: Vec<String>,
}

impl Writer {
    /// Adds a line, unless it has no words.
    fn line(&mut self, line: &str) {
        let line = one_line(line);
        if !line.trim().is_empty() {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    fn lines<'l>(&mut self, lines: impl IntoIterator<Item = &'l Line>) {
        for line in lines {
            self.line(&line.text());
        }
    }

    fn labelled(&mut self, label: &str, content: &[Inline]) {
        let content = self.words(content);
        let blank = if label.is_empty() { "" } else { " " };
        self.line(&format!("{label}{blank}{content}"));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(Heading { label, title, .. }) => self.labelled(label, title),
                Block::Paragraph(Paragraph { label, content, .. }) => {
                    self.labelled(label, content);
                }
                Block::Table(table) => self.table(table),
            }
        }
    }

    fn table(&mut self, table: &TableBlock) {
        self.labelled("", table.caption.as_deref().unwrap_or_default());
        self.line(table.unit_note.as_deref().unwrap_or_default());
        let columns = table.columns.len();
        let mut grid = Grid::new(columns);
        for row in &table.header {
            self.row(&mut grid, row, columns);
        }
        let mut grid = Grid::new(columns);
        for row in &table.rows {
            self.row(&mut grid, &row.cells, columns);
        }
    }

    fn row(&mut self, grid: &mut Grid, cells: &[CellBlock], columns: usize) {
        let mut row = vec![String::new(); columns];
        for slot in grid.row(cells) {
            if let (Some(cell), Some(place)) = (slot.cell, row.get_mut(slot.column)) {
                *place = one_line(&self.words(&cell.content));
            }
        }
        self.text.push_str(&row.join("\t"));
        self.text.push('\n');
    }

    fn words(&mut self, content: &[Inline]) -> String {
        let mut words = String::new();
        for inline in content {
            match inline {
                Inline::Text { text, .. } | Inline::Todo { text } => words.push_str(text),
                Inline::Strong { content } | Inline::Emphasis { content } => {
                    words.push_str(&self.words(content));
                }
                Inline::Struck { content } => {
                    words.push_str(&format!("[-{}-]", self.words(content)));
                }
                Inline::Underlined { content } => {
                    words.push_str(&format!("{{+{}+}}", self.words(content)));
                }
                Inline::Footnote { content } => {
                    let place = self.notes.len();
                    self.notes.push(String::new());
                    self.notes[place] = self.words(content);
                    words.push_str(&format!("[{}]", place + 1));
                }
                Inline::Reference { .. } => {}
            }
        }
        words
    }

    fn end(mut self) -> String {
        let notes = std::mem::take(&mut self.notes);
        for (number, note) in (1..).zip(notes) {
            self.line(&format!("[{number}] {note}"));
        }
        self.text
    }
}

/// A text without the signs that part lines and cells.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\t', '\r'], " ")
}
