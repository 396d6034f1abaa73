//! The document as running text, a passage at a time, with a way back to where it was written.
//!
//! Checks of prose read this and nothing else, so that they can also read documents that were not
//! composed from a plan.

use super::model::{Block, Document, HeadingStyle, Inline, Line, Origin, ParagraphStyle, RowKind};
use crate::source::{Sources, Span};
use crate::vi;
use std::ops::Range;

/// What a passage is in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// A line of the issuing body or the one above it (tên cơ quan).
    Letterhead,
    /// The subject (trích yếu).
    Title,
    /// A heading (tiêu đề mục).
    Heading(HeadingStyle),
    /// A paragraph, a legal basis among them.
    Paragraph(ParagraphStyle),
    /// A footnote (cước chú), behind the passage that refers to it.
    Footnote,
    /// The title above a table (tên biểu).
    Caption,
    /// A cell of a table's header.
    Header,
    /// A cell of a table.
    Cell(RowKind),
    /// A line of the recipients (nơi nhận).
    Recipient,
    /// Authority, position or name of the signer (chữ ký).
    Signature,
    /// The title of an appendix (tên phụ lục).
    AppendixTitle,
    /// The office's address.
    Address,
}

/// A run of text that is read in one go.
#[derive(Debug, Clone)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// The number, letter or mark before it, as printed; empty where there is none.
    pub label: String,
    /// Its characters, without footnotes.
    pub text: String,
    /// The appendix that it stands in, counted from 0.
    pub appendix: Option<usize>,
    pieces: Vec<Piece>,
}

/// Characters of a passage with one origin.
#[derive(Debug, Clone)]
struct Piece {
    range: Range<usize>,
    origin: Option<Origin>,
    /// Whether each byte stands in the source as it stands here.
    exact: bool,
}

impl Passage {
    /// Where a range of the text was written: the characters themselves where someone wrote them, the
    /// whole of the call or number that printed them else. None for the program's own words.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Option<Span> {
        let first = self
            .pieces
            .partition_point(|piece| piece.range.end <= range.start);
        let mut parts = self.pieces[first..]
            .iter()
            .take_while(|piece| piece.range.start < range.end.max(range.start + 1))
            .filter_map(|piece| piece.place(&range));
        let start = parts.next()?;
        let end = parts.filter(|part| part.source == start.source).last();
        let end = end.map_or(start.end, |part| part.end.max(start.end));
        Some(Span { end, ..start })
    }

    /// Whether a character was printed by a call or from a number, not written where it stands.
    #[must_use]
    pub fn is_made(&self, at: usize) -> bool {
        let piece = self.pieces.partition_point(|piece| piece.range.end <= at);
        self.pieces
            .get(piece)
            .is_some_and(|piece| matches!(piece.origin, Some(Origin::Made(_))))
    }
}

impl Piece {
    fn place(&self, range: &Range<usize>) -> Option<Span> {
        let origin = self.origin?;
        if !self.exact {
            return Some(origin.span());
        }
        let start = range.start.max(self.range.start) - self.range.start;
        let end = range
            .end
            .min(self.range.end)
            .saturating_sub(self.range.start);
        Some(origin.span().slice(start..end.max(start)))
    }
}

/// All passages of a document, in reading order. Cells with nothing but a number have none.
#[must_use]
pub fn passages(document: &Document, sources: &Sources) -> Vec<Passage> {
    let mut reader = Reader {
        sources,
        appendix: None,
        passages: Vec::new(),
    };
    let head = &document.letterhead;
    reader.lines(
        PassageKind::Letterhead,
        head.parent.iter().chain(&head.issuer),
    );
    reader.add(PassageKind::Title, "", &document.title);
    reader.blocks(&document.body);
    let ending = &document.ending;
    reader.lines(PassageKind::Recipient, &ending.recipients);
    let signer = ending
        .authority
        .iter()
        .chain([&ending.position])
        .chain(&ending.second_position)
        .chain([&ending.name]);
    reader.lines(PassageKind::Signature, signer);
    reader.lines(PassageKind::Address, &document.address);
    for (place, appendix) in document.appendices.iter().enumerate() {
        reader.appendix = Some(place);
        reader.add(PassageKind::AppendixTitle, &appendix.label, &appendix.title);
        reader.blocks(&appendix.body);
    }
    reader.passages
}

struct Reader<'s> {
    sources: &'s Sources,
    appendix: Option<usize>,
    passages: Vec<Passage>,
}

impl Reader<'_> {
    fn lines<'l>(&mut self, kind: PassageKind, lines: impl IntoIterator<Item = &'l Line>) {
        for line in lines {
            self.add(kind, "", &line.0);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    let kind = PassageKind::Heading(heading.style);
                    self.add(kind, &heading.label, &heading.title);
                }
                Block::Paragraph(paragraph) => {
                    let kind = PassageKind::Paragraph(paragraph.style);
                    self.add(kind, &paragraph.label, &paragraph.content);
                }
                Block::Table(table) => {
                    self.add(
                        PassageKind::Caption,
                        "",
                        table.caption.as_deref().unwrap_or_default(),
                    );
                    for cell in table.header.iter().flatten() {
                        self.add(PassageKind::Header, "", &cell.content);
                    }
                    for row in &table.rows {
                        for cell in row.cells.iter().filter(|cell| has_words(&cell.content)) {
                            self.add(PassageKind::Cell(row.kind), "", &cell.content);
                        }
                    }
                }
            }
        }
    }

    fn add(&mut self, kind: PassageKind, label: &str, content: &[Inline]) {
        if content.is_empty() {
            return;
        }
        let mut passage = Passage {
            kind,
            label: label.to_owned(),
            text: String::new(),
            appendix: self.appendix,
            pieces: Vec::new(),
        };
        let mut notes = Vec::new();
        self.gather(content, &mut passage, &mut notes);
        self.passages.push(passage);
        for note in notes {
            self.add(PassageKind::Footnote, "", note);
        }
    }

    fn gather<'i>(
        &self,
        content: &'i [Inline],
        passage: &mut Passage,
        notes: &mut Vec<&'i [Inline]>,
    ) {
        for inline in content {
            match inline {
                Inline::Text { text, origin } => self.push(text, *origin, passage),
                Inline::Todo { text } => self.push(text, None, passage),
                Inline::Strong { content }
                | Inline::Emphasis { content }
                | Inline::Struck { content }
                | Inline::Underlined { content } => {
                    self.gather(content, passage, notes);
                }
                Inline::Footnote { content } => notes.push(content),
                Inline::Reference { .. } => {}
            }
        }
    }

    fn push(&self, text: &str, origin: Option<Origin>, passage: &mut Passage) {
        let start = passage.text.len();
        passage.text.push_str(text);
        let exact = match origin {
            Some(Origin::Typed(span)) => same_letters(self.sources.slice(span), text),
            _ => false,
        };
        passage.pieces.push(Piece {
            range: start..passage.text.len(),
            origin,
            exact,
        });
    }
}

/// Whether two texts are the same but for capitals, byte by byte.
fn same_letters(written: &str, printed: &str) -> bool {
    written == printed
        || (written.len() == printed.len() && vi::text::upper(written) == vi::text::upper(printed))
}

fn has_words(content: &[Inline]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Text { text, .. } => text.chars().any(char::is_alphabetic),
        _ => true,
    })
}
