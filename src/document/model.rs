//! The document (văn bản) that a plan becomes: what stands where, without any form.
//!
//! Renderers read this and nothing else of the plan, so PDF, DOCX and text cannot differ in words.

use crate::source::{Sources, Span};
use crate::spec::{Figure, Text, UNDECIDED, locate};
use crate::vi;
use serde::{Serialize, Serializer};
use std::ops::Range;

/// A composed document.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    /// Title, author and date for the file's properties.
    pub meta: Meta,
    /// What stands above the title.
    pub letterhead: Letterhead,
    /// The kind of document (tên loại), as in «Kế hoạch».
    pub kind: String,
    /// The subject (trích yếu).
    pub title: Vec<Inline>,
    /// Everything from the first legal basis to the closing.
    pub body: Vec<Block>,
    /// Recipients and signature.
    pub ending: Ending,
    /// The office's address for the foot of page 1.
    pub address: Option<Line>,
    /// The appendices.
    pub appendices: Vec<Appendix>,
}

/// Properties of the file.
#[derive(Debug, Clone, Serialize)]
pub struct Meta {
    /// Kind and subject in one line.
    pub title: String,
    /// The issuing body.
    pub author: String,
    /// Year, month and day of issue, or of the plan's first day where it is not yet issued.
    pub date: (i16, i8, i8),
}

/// Cells 1 to 4, 10b and 11 of the layout chart (Annex I, IV).
#[derive(Debug, Clone, Serialize)]
pub struct Letterhead {
    /// Lines of the body directly above, none where there is none.
    pub parent: Vec<Line>,
    /// Lines of the issuing body.
    pub issuer: Vec<Line>,
    /// «Số: 12/KH-UBND», with a blank while there is no number.
    pub number: String,
    /// «Tân Hoa, ngày 05 tháng 02 năm 2024», with blanks while there is no date.
    pub place_date: String,
    /// The stamp of urgency.
    pub urgency: Option<String>,
    /// The stamp of limited circulation.
    pub circulation: Option<String>,
}

/// How a heading is set (Annex I, II.6.đ and V.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadingStyle {
    /// Phần, chương, mục and tiểu mục with their word: label and title on lines of their own.
    Part,
    /// «I. MỤC ĐÍCH, YÊU CẦU».
    Section,
    /// «Điều 1. Phạm vi».
    Article,
    /// «1. Mục đích» and deeper numbers.
    Clause,
    /// «a) Nội dung».
    Point,
}

/// The sign before items of the third tier, where the style profile has no other.
pub const THIRD_SIGN: &str = "•";

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphStyle {
    /// A legal basis, in italics.
    Basis,
    /// Plain text.
    Body,
    /// With a number or letter made by the program.
    Numbered,
    /// With a hyphen.
    Dash,
    /// With a plus sign, inside a hyphen's.
    SubDash,
    /// With the sign of the third tier, inside a plus sign's.
    ThirdSign,
}

/// A heading.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    /// How it is set.
    pub style: HeadingStyle,
    /// Its depth in the outline, from 1 without gaps.
    pub outline: usize,
    /// Its number, as printed.
    pub label: String,
    /// Its words.
    pub title: Vec<Inline>,
    /// Where they stand in the plan.
    #[serde(skip)]
    pub origin: Option<Span>,
}

/// A paragraph.
#[derive(Debug, Clone, Serialize)]
pub struct Paragraph {
    /// How it is set.
    pub style: ParagraphStyle,
    /// Its number, letter or mark; empty for plain text.
    pub label: String,
    /// Its words.
    pub content: Vec<Inline>,
    /// Where it stands in the plan.
    #[serde(skip)]
    pub origin: Option<Span>,
}

/// A piece of the body.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(TableBlock),
}

/// Where a run of characters comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Someone wrote these very characters, at most in other capitals.
    Typed(Span),
    /// The program prints them for a call, an id or a number that stands here.
    Made(Span),
}

impl Origin {
    /// The place in the plan, a registry or a data file.
    #[must_use]
    pub fn span(self) -> Span {
        match self {
            Self::Typed(span) | Self::Made(span) => span,
        }
    }

    /// The origin of a run of the characters, by their bytes.
    #[must_use]
    pub fn slice(self, range: Range<usize>) -> Self {
        match self {
            Self::Typed(span) => Self::Typed(span.slice(range)),
            Self::Made(_) => self,
        }
    }
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Inline {
    /// Plain characters.
    Text {
        /// The characters.
        text: String,
        /// Where they come from; none for the program's own words.
        #[serde(skip)]
        origin: Option<Origin>,
    },
    /// Bold.
    Strong {
        /// What is bold.
        content: Vec<Inline>,
    },
    /// Italic.
    Emphasis {
        /// What is italic.
        content: Vec<Inline>,
    },
    /// Struck through: what another text no longer says.
    Struck {
        /// What is struck through.
        content: Vec<Inline>,
    },
    /// Underlined: what another text newly says.
    Underlined {
        /// What is underlined.
        content: Vec<Inline>,
    },
    /// A footnote (cước chú).
    Footnote {
        /// Its words.
        content: Vec<Inline>,
    },
    /// A value still to be decided.
    Todo {
        /// What is printed for it.
        text: String,
    },
    /// The number of a section or appendix, which is known once all are numbered.
    #[serde(skip)]
    Reference {
        /// The id that is referred to.
        id: String,
    },
}

impl Inline {
    /// Words of the program's own.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text {
            text: text.into(),
            origin: None,
        }
    }

    /// Characters that someone wrote at a place.
    #[must_use]
    pub fn typed(text: impl Into<String>, span: Span) -> Self {
        Self::Text {
            text: text.into(),
            origin: Some(Origin::Typed(span)),
        }
    }

    /// Characters that the program prints for what stands at a place.
    #[must_use]
    pub fn made(text: impl Into<String>, span: Span) -> Self {
        Self::Text {
            text: text.into(),
            origin: Some(Origin::Made(span)),
        }
    }

    /// The characters of a text of the plan or a registry, as they were written.
    #[must_use]
    pub fn of(text: &Text, sources: &Sources) -> Self {
        let token = sources.slice(text.span);
        let inside = text.span.slice(locate(token, 0..text.value.len()));
        Self::typed(&*text.value, inside)
    }

    /// Takes in plain characters that were written right behind its own; whether it could.
    pub(super) fn extend(&mut self, next: &Self) -> bool {
        let (
            Self::Text { text, origin },
            Self::Text {
                text: more,
                origin: other,
            },
        ) = (self, next)
        else {
            return false;
        };
        match (origin, other) {
            (None, None) => {}
            (Some(Origin::Typed(span)), Some(Origin::Typed(after)))
                if span.source == after.source
                    && span.end == after.start
                    && span.range().len() == text.len() =>
            {
                span.end = after.end;
            }
            _ => return false,
        }
        text.push_str(more);
        true
    }

    /// Keeps a part of its plain characters.
    pub(super) fn keep(&mut self, part: impl FnOnce(&str) -> Range<usize>) {
        let Self::Text { text, origin } = self else {
            return;
        };
        let range = part(text);
        // What was written with escapes has no place for each character.
        *origin = origin.map(|origin| match origin {
            Origin::Typed(span) if span.range().len() == text.len() => origin.slice(range.clone()),
            _ => origin,
        });
        *text = text[range].to_owned();
    }

    /// The mark of a value that is still to be decided.
    #[must_use]
    pub fn todo() -> Self {
        Self::Todo {
            text: UNDECIDED.to_owned(),
        }
    }

    /// A number in Vietnamese notation, or the mark of an undecided one.
    #[must_use]
    pub fn figure(figure: Figure) -> Self {
        let print = |value| Self::made(vi::number::format(&value), figure.span);
        figure.value.map_or_else(Self::todo, print)
    }
}

/// The characters of a run of text, without its footnotes.
#[must_use]
pub fn plain(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text { text, .. } | Inline::Todo { text } => text.clone(),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Struck { content }
            | Inline::Underlined { content } => plain(content),
            Inline::Footnote { .. } | Inline::Reference { .. } => String::new(),
        })
        .collect()
}

/// A line that no sentence stands in: a name, a position, a recipient. Templates see its characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Inline>);

impl Line {
    /// Its characters.
    #[must_use]
    pub fn text(&self) -> String {
        plain(&self.0)
    }
}

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CellAlign {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
    /// Decimal commas under each other.
    Decimal,
}

/// A column of a table.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnBlock {
    /// Its share of the table's width.
    pub width: usize,
    /// How its cells stand.
    pub align: CellAlign,
}

/// A cell of a table.
#[derive(Debug, Clone, Serialize)]
pub struct CellBlock {
    /// Its words.
    pub content: Vec<Inline>,
    /// Columns that it spans.
    pub colspan: usize,
    /// Rows that it spans.
    pub rowspan: usize,
}

impl CellBlock {
    /// A cell of one column and one row.
    #[must_use]
    pub fn new(content: Vec<Inline>) -> Self {
        Self {
            content,
            colspan: 1,
            rowspan: 1,
        }
    }

    /// A cell with a text of the plan.
    #[must_use]
    pub fn of(text: &Text, sources: &Sources) -> Self {
        Self::new(vec![Inline::of(text, sources)])
    }

    /// A cell with words of the program's own.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(vec![Inline::text(text)])
    }
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A row of values.
    Plain,
    /// A row of totals, in bold.
    Total,
    /// A row that names the rows below it, in bold.
    Group,
}

/// A row of a table.
#[derive(Debug, Clone, Serialize)]
pub struct RowBlock {
    /// What it is.
    pub kind: RowKind,
    /// Its cells; a place that a cell of an earlier row spans has none.
    pub cells: Vec<CellBlock>,
    /// Where it stands in the plan or its data.
    #[serde(skip)]
    pub origin: Option<Span>,
}

/// A table.
#[derive(Debug, Clone, Serialize)]
pub struct TableBlock {
    /// The title above it.
    pub caption: Option<Vec<Inline>>,
    /// «Đơn vị tính: …» above it at the right.
    pub unit_note: Option<String>,
    /// Its columns.
    pub columns: Vec<ColumnBlock>,
    /// The rows of its header, repeated on each page.
    pub header: Vec<Vec<CellBlock>>,
    /// Its rows.
    pub rows: Vec<RowBlock>,
    /// Whether it stands on landscape pages of its own.
    pub landscape: bool,
}

/// Recipients and signature (cells 7a to 7c, 9b and 12).
#[derive(Debug, Clone, Serialize)]
pub struct Ending {
    /// The lines under «Nơi nhận:», with their hyphens and marks.
    pub recipients: Vec<Line>,
    /// The drafter's code and the number of copies.
    pub drafter: Option<String>,
    /// The lines of authority: for whom, and in whose place.
    pub authority: Vec<Line>,
    /// The signer's position.
    pub position: Line,
    /// Another position, above the name.
    pub second_position: Option<Line>,
    /// The signer's name, empty where it is not known.
    pub name: Line,
}

/// An appendix.
#[derive(Debug, Clone, Serialize)]
pub struct Appendix {
    /// «Phụ lục» or «Phụ lục I».
    pub label: String,
    /// Its title.
    pub title: Vec<Inline>,
    /// «(Kèm theo Kế hoạch số … ngày … của …)».
    pub note: String,
    /// Whether its pages are landscape.
    pub landscape: bool,
    /// Its content.
    pub body: Vec<Block>,
}
