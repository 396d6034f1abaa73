//! What the appendix is made of: headings, paragraphs, tables filled row by row, words that can be printed.

use crate::diff::report::entry::{Entry, Line};
use crate::document::model::{
    Block, CellAlign, CellBlock, ColumnBlock, Heading, HeadingStyle, Inline, Paragraph,
    ParagraphStyle, RowBlock, RowKind, TableBlock,
};
use crate::render::glyphs::printable;
use crate::vi;
use std::collections::BTreeMap;

/// An entry with those of its lines that one table tells.
pub(super) type Told<'e> = (&'e Entry<'e>, Vec<&'e Line>);

/// What stands where a plan says nothing.
pub(super) const NOTHING: &str = "–";

/// How many characters a word may have before it is broken, and into pieces of how many.
const LONG_WORD: usize = 20;
const PIECE: usize = 8;

/// Blocks under numbered headings.
#[derive(Default)]
pub(super) struct Body {
    pub blocks: Vec<Block>,
    headings: u32,
    /// Under which heading and at which number changes are told, by their places in the comparison.
    pub places: BTreeMap<usize, (u32, usize)>,
}

impl Body {
    /// Blocks that go behind so many headings.
    pub fn behind(headings: u32) -> Self {
        Self {
            headings,
            ..Self::default()
        }
    }

    /// Remembers where an entry is told: where it is told first.
    pub fn tell(&mut self, entry: &Entry<'_>, number: usize) {
        for place in &entry.places {
            self.places.entry(*place).or_insert((self.headings, number));
        }
    }

    pub fn heading(&mut self, title: &str) {
        self.headings += 1;
        let number = ordinal(self.headings);
        self.blocks.push(Block::Heading(Heading {
            style: HeadingStyle::Section,
            // The appendix itself is the outermost heading.
            outline: 2,
            label: format!("{number}."),
            title: vec![text(&vi::text::upper(title))],
            origin: None,
        }));
    }

    pub fn paragraph(&mut self, style: ParagraphStyle, content: Vec<Inline>) {
        self.blocks.push(Block::Paragraph(Paragraph {
            style,
            label: String::new(),
            content,
            origin: None,
        }));
    }
}

/// The number of a heading.
pub(super) fn ordinal(heading: u32) -> String {
    vi::ordinal::roman(heading).unwrap_or_else(|| heading.to_string())
}

/// A table that is filled row by row.
pub(super) struct Sheet {
    pub table: TableBlock,
    pub numbered: usize,
}

impl Sheet {
    /// An empty table: heading, share of the width and alignment of each column.
    pub fn new(columns: &[(&str, usize, CellAlign)]) -> Self {
        let header = columns.iter().map(|(title, ..)| cell(title)).collect();
        let columns = columns.iter().map(|(_, width, align)| ColumnBlock {
            width: *width,
            align: *align,
        });
        Self {
            table: TableBlock {
                caption: None,
                unit_note: None,
                columns: columns.collect(),
                header: vec![header],
                rows: Vec::new(),
                landscape: false,
            },
            numbered: 0,
        }
    }

    /// A cell with the next number.
    pub fn number(&mut self) -> CellBlock {
        self.numbered += 1;
        cell(&self.numbered.to_string())
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = CellBlock>) {
        self.table.rows.push(RowBlock {
            kind: RowKind::Plain,
            cells: cells.into_iter().collect(),
            origin: None,
        });
    }

    /// A row that names those below it.
    pub fn group(&mut self, title: &str) {
        let whole = CellBlock {
            colspan: self.table.columns.len(),
            ..cell(title)
        };
        self.table.rows.push(RowBlock {
            kind: RowKind::Group,
            cells: vec![whole],
            origin: None,
        });
    }

    pub fn block(self) -> Block {
        Block::Table(self.table)
    }
}

/// Words that can be printed whoever wrote them.
pub(super) fn text(words: &str) -> Inline {
    // What a call prints stands in brackets that the typeface does not have.
    let words = words.replace('⟨', "[").replace('⟩', "]");
    Inline::text(breakable(&printable(&words)))
}

/// A text whose longest words may end a line within, so that none reaches beyond its column.
fn breakable(text: &str) -> String {
    let mut broken = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let long = word.chars().count() > LONG_WORD;
        for (place, c) in word.chars().enumerate() {
            if long && place > 0 && place % PIECE == 0 {
                broken.push('\u{200B}');
            }
            broken.push(c);
        }
    }
    broken
}

pub(super) fn cell(words: &str) -> CellBlock {
    CellBlock::new(vec![text(words)])
}

/// What is taken out.
pub(super) fn struck(content: Vec<Inline>) -> Inline {
    Inline::Struck { content }
}

/// What is new.
pub(super) fn underlined(content: Vec<Inline>) -> Inline {
    let content = vec![Inline::Strong { content }];
    Inline::Underlined { content }
}
