//! Texts of the plan in the document: prose run through both its stages, with a way back for faults.

use super::compose::{Composer, paragraph};
use super::lines::{Opener, lines};
use super::markdown::{self, Mark, Piece, Run};
use super::model::{Block, CellBlock, Inline, Origin, ParagraphStyle, THIRD_SIGN};
use super::numbering::Level;
use super::prose::{Rendered, without_tags};
use super::verify;
use crate::diag::{Diagnostic, Message, code};
use crate::source::Span;
use crate::spec::{Locator, Prose};
use std::ops::Range;

impl Composer<'_> {
    /// A text of one paragraph.
    pub fn line(&mut self, text: &Prose) -> Vec<Inline> {
        let Some((rendered, pieces)) = self.pieces(text, Some(0)) else {
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
        let Some((rendered, pieces)) = self.pieces(text, None) else {
            return vec![plain_paragraph(text)];
        };
        self.blocks(text, &rendered, pieces)
    }

    /// A typed text whose first paragraph is set in a style, after some words of the program's.
    pub fn item(&mut self, text: &Prose, style: ParagraphStyle, lead: Vec<Inline>) -> Vec<Block> {
        let sign = style == ParagraphStyle::Dash;
        let signed = sign
            && lines(text.as_str())
                .first()
                .is_some_and(|line| line.opener == Opener::Dash);
        let under = (!signed).then_some(usize::from(sign));
        let mut blocks = match self.pieces(text, under) {
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

    /// A typed text whose first paragraph has the next number of a depth, after some words before it.
    pub fn numbered_item(&mut self, text: &Prose, depth: usize, lead: Vec<Inline>) -> Vec<Block> {
        let label = self
            .number(depth, text.span)
            .map(|(_, label)| label)
            .unwrap_or_default();
        let mut blocks = self.item(text, ParagraphStyle::Numbered, lead);
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
            Mark::Sign(1) => (ParagraphStyle::Dash, "-"),
            Mark::Sign(2) => (ParagraphStyle::SubDash, "+"),
            Mark::Sign(_) => (ParagraphStyle::ThirdSign, THIRD_SIGN),
            Mark::Number(around, run) => {
                if around == 0 && run != Run::Next {
                    self.list = self.items();
                    self.list = self.begin(self.list, run, span);
                } else {
                    self.begin(self.list + around, run, span);
                }
                return self.numbered(self.list + around, content, span);
            }
            Mark::Point(run) => {
                let depth = self.numbering.letter_depth();
                self.begin(depth, run, span);
                return self.numbered(depth, content, span);
            }
        };
        paragraph(style, label.to_owned(), content, Some(span))
    }

    /// Begins a list of numbers at a depth, or beside the heading where its first number follows that of
    /// the heading; the depth where it then is.
    fn begin(&mut self, depth: usize, run: Run, span: Span) -> usize {
        let Run::First { number, counted } = run else {
            return depth;
        };
        let numbering = &mut self.numbering;
        let next = numbering.following(depth);
        if number == next || number == 1 && !counted {
            return depth;
        }
        if number == 1 {
            numbering.restart(depth);
            return depth;
        }
        let follows = |heading: &usize| {
            let is_clause = matches!(numbering.level(*heading), Some(Level::Decimal(_)));
            is_clause && numbering.following(*heading) == number
        };
        if let Some(heading) = self.heading.filter(follows) {
            return heading;
        }
        let message = Message::new(
            format!("the list begins with number {number}, but {next} follows here"),
            format!("danh sách bắt đầu từ số {number}, nhưng ở đây phải là số {next}"),
        );
        let help = Message::new(
            "write 1 before each item, and the program counts them",
            "hãy ghi số 1 trước mọi ý, số thứ tự được tự đánh",
        );
        self.fault(Diagnostic::new(code::PROSE, span, message).help(help));
        depth
    }

    /// Runs Tera; nothing where the text has faults, which are then reported.
    fn render(&mut self, text: &Prose, item: Option<usize>) -> Option<Rendered> {
        let place = |range: Range<usize>| self.place(text, range);
        let mut faults = verify::check(text, self.index, &place);
        let rendered = match self.engine.render(&text.value, text.scan()) {
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
            item,
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
    fn pieces(&mut self, text: &Prose, item: Option<usize>) -> Option<(Rendered, Vec<Piece>)> {
        let rendered = self.render(text, item)?;
        let locator = Locator::new(self.sources.slice(text.span));
        let stands_alone = |index: usize| rendered.calls.get(index).is_some_and(|call| call.block);
        let mut print = |index: usize, range: Range<usize>| {
            let span = self.call_place(text, &rendered, range);
            rendered
                .calls
                .get(index)
                .map(|call| self.inline(call, span))
                .unwrap_or_default()
        };
        let written = |range: Range<usize>| {
            let runs = rendered.runs(range).into_iter();
            let placed = runs.map(|run| {
                let span = text.span.slice(locator.locate(run.there));
                let origin = if run.made {
                    Origin::Made(span)
                } else {
                    Origin::Typed(span)
                };
                (run.here, Some(origin))
            });
            placed.collect()
        };
        let parsed = markdown::parse(&rendered.text, item, &stands_alone, &written, &mut print);
        for unsupported in parsed.unsupported {
            let span = self.place(text, rendered.origin(unsupported.range));
            self.fault(Diagnostic::new(code::PROSE, span, unsupported.message));
        }
        Some((rendered, parsed.pieces))
    }

    /// The span of a range of a text's value.
    fn place(&self, text: &Prose, range: Range<usize>) -> Span {
        let known = self.located.get().filter(|(span, _)| *span == text.span);
        let (_, locator) =
            known.unwrap_or_else(|| (text.span, Locator::new(self.sources.slice(text.span))));
        self.located.set(Some((text.span, locator)));
        text.span.slice(locator.locate(range))
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
