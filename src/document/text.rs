//! Texts of the plan in the document: prose run through both its stages, with a way back for faults.

use super::compose::{Composer, paragraph};
use super::markdown::{self, Mark, Piece};
use super::model::{Block, CellBlock, Inline, Origin, ParagraphStyle};
use super::prose::{Rendered, without_tags};
use super::verify;
use crate::diag::{Diagnostic, Message, code};
use crate::source::Span;
use crate::spec::{Locator, Prose, locate};
use std::ops::Range;

impl Composer<'_> {
    /// A text of one paragraph.
    pub fn line(&mut self, text: &Prose) -> Vec<Inline> {
        let Some((rendered, pieces)) = self.pieces(text, true) else {
            return vec![Inline::text(&*text.value)];
        };
        let mut line: Option<Vec<Inline>> = None;
        for piece in pieces {
            match piece {
                Piece::Paragraph {
                    content,
                    mark: Mark::None,
                    ..
                } if line.is_none() => {
                    line = Some(content);
                }
                Piece::Paragraph { range, .. }
                | Piece::Heading { range, .. }
                | Piece::Call { range, .. } => {
                    let span = self.place(text, rendered.origin(range));
                    let message = Message::new(
                        "this text takes one paragraph only",
                        "văn bản ở đây chỉ gồm một đoạn",
                    );
                    self.fault(Diagnostic::new(code::PROSE, span, message));
                }
            }
        }
        line.unwrap_or_default()
    }

    /// A cell with a text of one paragraph.
    pub fn named(&mut self, text: &Prose) -> CellBlock {
        CellBlock::new(self.line(text))
    }

    /// A text of any number of paragraphs, under the heading that it stands under.
    pub fn prose(&mut self, text: &Prose) -> Vec<Block> {
        let Some((rendered, pieces)) = self.pieces(text, false) else {
            return vec![plain_paragraph(text)];
        };
        self.blocks(text, &rendered, pieces)
    }

    /// A typed text whose first paragraph is set in a style, after some words of the program's.
    pub fn item(&mut self, text: &Prose, style: ParagraphStyle, lead: Vec<Inline>) -> Vec<Block> {
        let mut blocks = match self.pieces(text, true) {
            Some((rendered, pieces)) => self.blocks(text, &rendered, pieces),
            None => vec![plain_paragraph(text)],
        };
        if let Some(Block::Paragraph(first)) = blocks.first_mut() {
            first.style = style;
            if style == ParagraphStyle::Dash {
                "-".clone_into(&mut first.label);
            }
            first.content.splice(0..0, lead);
        }
        blocks
    }

    /// A typed text whose first paragraph has the next number of a depth.
    pub fn numbered_item(&mut self, text: &Prose, depth: usize) -> Vec<Block> {
        let label = self
            .number(depth, text.span)
            .map(|(_, label)| label)
            .unwrap_or_default();
        let mut blocks = self.item(text, ParagraphStyle::Numbered, Vec::new());
        if let Some(Block::Paragraph(first)) = blocks.first_mut() {
            first.label = label;
        }
        blocks
    }

    fn blocks(&mut self, text: &Prose, rendered: &Rendered, pieces: Vec<Piece>) -> Vec<Block> {
        let base = self.below();
        let mut blocks = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Heading {
                    depth,
                    content,
                    range,
                } => {
                    let span = self.place(text, rendered.origin(range));
                    let heading = self.heading(base + depth - 1, content, span);
                    blocks.extend(heading.map(Block::Heading));
                }
                Piece::Paragraph {
                    mark,
                    content,
                    range,
                } => {
                    let span = self.place(text, rendered.origin(range));
                    blocks.push(self.marked(mark, content, span));
                }
                Piece::Call { index, range } => {
                    let span = self.call_place(text, rendered, range);
                    let made = self.block(&rendered.calls[index], span);
                    blocks.extend(made);
                }
            }
        }
        blocks
    }

    fn marked(&mut self, mark: Mark, content: Vec<Inline>, span: Span) -> Block {
        let (style, label) = match mark {
            Mark::None => (ParagraphStyle::Body, ""),
            Mark::Dash => (ParagraphStyle::Dash, "-"),
            Mark::SubDash => (ParagraphStyle::SubDash, "+"),
            Mark::Number(around) => {
                let depth = self.items() + around;
                return self.numbered(depth, content, span);
            }
            Mark::Letter => {
                let depth = self.numbering.letter_depth();
                return self.numbered(depth, content, span);
            }
        };
        paragraph(style, label.to_owned(), content, Some(span))
    }

    /// Runs Tera; nothing where the text has faults, which are then reported.
    fn render(&mut self, text: &Prose) -> Option<Rendered> {
        let place = |range: Range<usize>| self.place(text, range);
        let mut faults = verify::check(text, self.index, &place);
        let rendered = match self.engine.render(&text.value, &text.scan().tags) {
            Ok(rendered) => Some(rendered),
            Err(found) => {
                faults.extend(verify::engine_faults(text, found, &faults, &place));
                None
            }
        };
        if faults.is_empty() {
            return rendered;
        }
        // What does not depend on the tags is said at once, not after they are mended.
        let markup = markdown::parse(
            &without_tags(text),
            &|_| false,
            &markdown::unplaced,
            &mut |_, _| vec![],
        );
        faults.extend(markup.unsupported.into_iter().map(|unsupported| {
            let span = place(unsupported.range);
            Diagnostic::new(code::PROSE, span, unsupported.message)
        }));
        self.faults.extend(faults);
        self.unread = true;
        None
    }

    /// Runs Tera and Markdown, with inline calls printed; nothing where the text has faults.
    ///
    /// `guarded` keeps a text that begins with «1.» or «-» from being taken for a list.
    fn pieces(&mut self, text: &Prose, guarded: bool) -> Option<(Rendered, Vec<Piece>)> {
        const GUARD: &str = "\u{E004}";
        let rendered = self.render(text)?;
        let guard = if guarded { GUARD } else { "" };
        let guard_len = guard.len();
        let markdown = format!("{guard}{}", rendered.text);
        let shift = |range: Range<usize>| {
            range.start.saturating_sub(guard.len())..range.end.saturating_sub(guard.len())
        };
        let locator = Locator::new(self.sources.slice(text.span));
        let stands_alone = |index: usize| rendered.calls.get(index).is_some_and(|call| call.block);
        let mut print = |index: usize, range: Range<usize>| {
            let span = self.call_place(text, &rendered, shift(range));
            rendered
                .calls
                .get(index)
                .map(|call| self.inline(call, span))
                .unwrap_or_default()
        };
        let written = |range: Range<usize>| {
            let guard = range.start..range.start.max(guard_len).min(range.end);
            let runs = rendered.runs(shift(guard.end..range.end));
            let placed = runs.into_iter().map(|run| {
                let span = text.span.slice(locator.locate(run.there));
                let origin = if run.made {
                    Origin::Made(span)
                } else {
                    Origin::Typed(span)
                };
                let here = guard_len + run.here.start..guard_len + run.here.end;
                (here, Some(origin))
            });
            let unwritten = (!guard.is_empty()).then_some((guard, None));
            unwritten.into_iter().chain(placed).collect()
        };
        let mut parsed = markdown::parse(&markdown, &stands_alone, &written, &mut print);
        for unsupported in parsed.unsupported {
            let span = self.place(text, rendered.origin(shift(unsupported.range)));
            self.fault(Diagnostic::new(code::PROSE, span, unsupported.message));
        }
        for piece in &mut parsed.pieces {
            let (Piece::Paragraph { range, .. }
            | Piece::Heading { range, .. }
            | Piece::Call { range, .. }) = piece;
            *range = shift(range.clone());
        }
        if let Some(Piece::Paragraph { content, .. }) = parsed.pieces.first_mut() {
            let is_guard =
                |inline: &Inline| matches!(inline, Inline::Text { text, .. } if text == GUARD);
            if content.len() > 1 && content.first().is_some_and(is_guard) {
                content.remove(0);
            }
            if let Some(first) = content.first_mut() {
                first.keep(|text| {
                    text.len() - text.trim_start_matches(GUARD).trim_start().len()..text.len()
                });
            }
        }
        Some((rendered, parsed.pieces))
    }

    /// The span of a range of a text's value.
    fn place(&self, text: &Prose, range: Range<usize>) -> Span {
        text.span
            .slice(locate(self.sources.slice(text.span), range))
    }

    /// The span of the tag whose call left its mark at a range of the rendered text.
    fn call_place(&self, text: &Prose, rendered: &Rendered, range: Range<usize>) -> Span {
        let start = rendered.origin(range).start;
        self.place(text, text.tag_at(start))
    }
}

/// A text that could not be read, as it is.
fn plain_paragraph(text: &Prose) -> Block {
    let content = vec![Inline::text(&*text.value)];
    paragraph(
        ParagraphStyle::Body,
        String::new(),
        content,
        Some(text.span),
    )
}
