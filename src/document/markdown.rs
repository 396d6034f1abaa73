//! Prose, second stage: a subset of Markdown.

pub use super::piece::{Mark, Parsed, Piece, Unsupported};

use super::model::{Inline, Origin};
use super::notes::{Notes, is_unwritten_note, link_definitions, split};
use super::prose::{call_mark, pieces};
use crate::diag::{MOST, Message};
use crate::source::Span;
use crate::spec::UNDECIDED;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// The runs of a range of the text, each with its origin.
pub type Runs = Vec<(Range<usize>, Option<Origin>)>;

/// The runs of a text that stands nowhere.
pub fn unplaced(range: Range<usize>) -> Runs {
    vec![(range, None)]
}

/// Parses a rendered text. `call` prints the inline call of an index; it is asked in reading order.
/// `stands_alone` says which calls make paragraphs of their own, `place` where a range was written, run by run.
pub fn parse(
    text: &str,
    stands_alone: &dyn Fn(usize) -> bool,
    place: &dyn Fn(Range<usize>) -> Runs,
    call: &mut dyn FnMut(usize, Range<usize>) -> Vec<Inline>,
) -> Parsed {
    let parser = Parser::new_ext(text, Options::ENABLE_FOOTNOTES).into_offset_iter();
    let definitions = link_definitions(&parser);
    let (body, notes) = split(parser.collect());
    let mut builder = Builder {
        text,
        stands_alone,
        place,
        call,
        notes,
        used: Vec::new(),
        lists: Vec::new(),
        spans: vec![Vec::new()],
        beyond: 0,
        start: None,
        fresh_item: false,
        parsed: Parsed::default(),
    };
    for range in definitions {
        builder.unsupported(range, "the target of a link", "đích của liên kết");
    }
    for (event, range) in body {
        builder.event(event, range);
    }
    builder.flush(text.len());
    builder.report_unused_notes();
    builder.parsed
}

/// A text without its marks of emphasis: `*x*` and `**x**` are x. Marks inside a word or between digits stay,
/// for texts that are no prose have them.
#[must_use]
pub fn without_emphasis(text: &str) -> Cow<'_, str> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut marks = Vec::new();
    if text.contains('*') {
        for (event, range) in Parser::new_ext(text, Options::ENABLE_FOOTNOTES).into_offset_iter() {
            let width = match event {
                Event::Start(Tag::Emphasis) => 1,
                Event::Start(Tag::Strong) => 2,
                _ => continue,
            };
            let (before, behind) = (&text[..range.start], &text[range.end..]);
            let inside = is_word(before.chars().next_back()) || is_word(behind.chars().next());
            if !inside && text[range.clone()].starts_with('*') {
                marks.push(range.start..range.start + width);
                marks.push(range.end - width..range.end);
            }
        }
    }
    if marks.is_empty() {
        return Cow::Borrowed(text);
    }
    marks.sort_by_key(|mark| mark.start);
    let mut plain = String::with_capacity(text.len());
    let mut at = 0;
    for mark in marks {
        plain.push_str(&text[at..mark.start]);
        at = mark.end;
    }
    plain.push_str(&text[at..]);
    Cow::Owned(plain)
}

struct Builder<'t, 'c> {
    text: &'t str,
    stands_alone: &'c dyn Fn(usize) -> bool,
    place: &'c dyn Fn(Range<usize>) -> Runs,
    call: &'c mut dyn FnMut(usize, Range<usize>) -> Vec<Inline>,
    notes: Notes<'t>,
    used: Vec<String>,
    lists: Vec<Mark>,
    /// The open spans of emphasis, outermost first; the first holds the paragraph.
    spans: Vec<Vec<Inline>>,
    /// How many spans of emphasis are open beyond the deepest that are kept.
    beyond: usize,
    start: Option<usize>,
    fresh_item: bool,
    parsed: Parsed,
}

/// How many spans of emphasis may stand inside each other.
const DEEPEST: usize = 8;

impl<'t> Builder<'t, '_> {
    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(&tag, range),
            Event::End(tag) => self.close(tag, &range),
            Event::Text(text) | Event::InlineHtml(text) => self.text(&text, range),
            Event::Html(text) => {
                self.text(text.trim_end_matches(['\r', '\n']), range);
                self.push(Inline::text(" "));
            }
            Event::SoftBreak | Event::HardBreak => self.push(Inline::text(" ")),
            Event::FootnoteReference(label) => self.note(&label, range),
            Event::Code(text) => {
                self.unsupported(range.clone(), "backticks", "dấu nháy ngược");
                self.text(&text, range);
            }
            Event::Rule => self.unsupported(range, "a rule", "đường kẻ"),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.start = self.start.or(Some(range.start)),
            Tag::Heading { .. } => {
                self.flush(range.start);
                if !self.written(&range).starts_with('#') {
                    let (en, vi) = (
                        "a line of `=` or `-` under a text",
                        "dòng dấu `=` hoặc `-` dưới một dòng chữ",
                    );
                    self.unsupported(range.clone(), en, vi);
                }
                self.start = Some(range.start);
            }
            Tag::List(first) => {
                self.flush(range.start);
                let mark = self.list_mark(first.is_some(), &range);
                self.lists.push(mark);
            }
            Tag::Item => {
                self.flush(range.start);
                self.start = Some(range.start);
                self.fresh_item = true;
            }
            Tag::Emphasis | Tag::Strong if self.spans.len() + self.beyond > DEEPEST => {
                if self.beyond == 0 {
                    let (en, vi) = (
                        "emphasis inside emphasis so many times",
                        "chữ đậm, nghiêng lồng nhau nhiều lần như vậy",
                    );
                    self.unsupported(range, en, vi);
                }
                self.beyond += 1;
            }
            Tag::Emphasis | Tag::Strong => self.spans.push(Vec::new()),
            Tag::CodeBlock(_) => {
                let (en, vi) = ("an indented or fenced block", "đoạn thụt lề bốn dấu cách");
                self.unsupported(range, en, vi);
            }
            Tag::BlockQuote(_) => {
                self.unsupported(range, "a quotation mark `>`", "dấu `>` đầu dòng");
            }
            Tag::Link { .. } | Tag::Image { .. } => {
                self.unsupported(range, "a link", "liên kết");
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::CodeBlock | TagEnd::Item => {
                self.flush(range.end);
            }
            TagEnd::Heading(level) => {
                let content = self.take();
                let start = self.start.take().unwrap_or(range.start);
                self.parsed.pieces.push(Piece::Heading {
                    depth: level as usize,
                    content,
                    range: start..range.end,
                });
            }
            TagEnd::List(_) => {
                self.flush(range.end);
                self.lists.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong if self.beyond > 0 => self.beyond -= 1,
            TagEnd::Emphasis => self.wrap(|content| Inline::Emphasis { content }),
            TagEnd::Strong => self.wrap(|content| Inline::Strong { content }),
            _ => {}
        }
    }

    fn list_mark(&self, ordered: bool, range: &Range<usize>) -> Mark {
        if !ordered {
            let inside = self
                .lists
                .iter()
                .any(|mark| matches!(mark, Mark::Dash | Mark::SubDash));
            return if inside { Mark::SubDash } else { Mark::Dash };
        }
        let after_digits = self.text[range.start..]
            .trim_start()
            .trim_start_matches(|c: char| c.is_ascii_digit());
        if after_digits.starts_with(')') {
            return Mark::Letter;
        }
        let around = self
            .lists
            .iter()
            .filter(|mark| matches!(mark, Mark::Number(_)))
            .count();
        Mark::Number(around)
    }

    /// The characters of the text at a range.
    fn written(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let written = self.written(&range);
        if is_unwritten_note(self.text, &range) {
            let (en, vi) = ("a footnote without its text", "cước chú không có nội dung");
            let rest = &self.text[range.start..];
            let end = rest
                .find(']')
                .map_or(range.end, |end| range.start + end + 1);
            self.unsupported(range.start..end, en, vi);
        }
        if written.starts_with('&') && written != text {
            // Only the text itself says which characters stand in it.
            self.words(written, range);
            return;
        }
        for piece in pieces(text) {
            let place = |index| {
                let mark = call_mark(index);
                let at = range.start + written.find(&mark).unwrap_or_default();
                at..(at + mark.len()).min(range.end.max(at))
            };
            match piece {
                Ok(piece) => {
                    let at = range.start + piece.as_ptr().addr() - text.as_ptr().addr();
                    let exact = written.len() == text.len();
                    let range = if exact {
                        at..at + piece.len()
                    } else {
                        range.clone()
                    };
                    self.words(piece, range);
                }
                Err(index) if (self.stands_alone)(index) => {
                    if self.spans.iter().any(|span| !is_blank(span)) || self.spans.len() > 1 {
                        let (en, vi) = (
                            "a call that makes paragraphs in the middle of one (put it on a line of its own)",
                            "lệnh tạo đoạn nằm giữa đoạn văn (hãy để riêng một dòng)",
                        );
                        self.unsupported(place(index), en, vi);
                        continue;
                    }
                    self.take();
                    self.parsed.pieces.push(Piece::Call {
                        index,
                        range: place(index),
                    });
                }
                Err(index) => {
                    for inline in (self.call)(index, place(index)) {
                        self.push(inline);
                    }
                }
            }
        }
    }

    fn note(&mut self, label: &str, range: Range<usize>) {
        let Some((_, events)) = self.notes.get(label).cloned() else {
            return;
        };
        if self.used.iter().any(|used| used == label) {
            self.unsupported(
                range,
                "a second reference to a footnote",
                "cước chú được dẫn hai lần",
            );
            return;
        }
        self.used.push(label.to_owned());
        self.spans.push(Vec::new());
        let depth = self.spans.len();
        for (event, range) in events {
            match event {
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {
                    if self.spans.last().is_some_and(|span| !is_blank(span)) {
                        self.push(Inline::text(" "));
                    }
                }
                Event::FootnoteReference(_) => {
                    self.unsupported(
                        range,
                        "a footnote inside a footnote",
                        "cước chú trong cước chú",
                    );
                }
                Event::Start(Tag::List(_) | Tag::Item | Tag::Heading { .. }) => {
                    self.unsupported(
                        range,
                        "a list or heading in a footnote",
                        "danh sách trong cước chú",
                    );
                }
                Event::End(TagEnd::List(_) | TagEnd::Item | TagEnd::Heading(_)) => {}
                event => self.event(event, range),
            }
        }
        self.spans.truncate(depth);
        self.wrap(|mut content| {
            trim(&mut content);
            Inline::Footnote { content }
        });
    }

    fn report_unused_notes(&mut self) {
        let mut unused: Vec<_> = self
            .notes
            .iter()
            .filter(|(label, _)| !self.used.contains(label))
            .map(|(_, (range, _))| range.start..range.start + self.written(range).trim_end().len())
            .collect();
        unused.sort_by_key(|range| range.start);
        for range in unused {
            self.unsupported(
                range,
                "a footnote that nothing refers to",
                "cước chú không được dẫn tới",
            );
        }
    }

    /// Adds written text, with what is still to be decided (`TODO`) marked in it.
    fn words(&mut self, text: &str, range: Range<usize>) {
        let mut from = 0;
        while let Some(at) = undecided(&text[from..]) {
            self.typed(text, from..from + at, &range);
            self.push(Inline::todo());
            from += at + UNDECIDED.len();
        }
        self.typed(text, from..text.len(), &range);
    }

    /// Adds a part of a text, run by run where its characters stand in `range` one by one.
    fn typed(&mut self, text: &str, part: Range<usize>, range: &Range<usize>) {
        let exact = text.len() == range.len();
        let asked = if exact {
            range.start + part.start..range.start + part.end
        } else {
            range.clone()
        };
        let runs = (self.place)(asked);
        let whole = || {
            let origins = runs.iter().filter_map(|(_, origin)| *origin);
            origins.reduce(|first, last| {
                let (span, end) = (first.span(), last.span().end);
                Origin::Typed(Span {
                    end: end.max(span.end),
                    ..span
                })
            })
        };
        if !exact {
            let (text, origin) = (text[part].to_owned(), whole());
            self.push(Inline::Text { text, origin });
            return;
        }
        for (run, origin) in runs {
            let text = &text[run.start - range.start..run.end - range.start];
            let text = text.to_owned();
            self.push(Inline::Text { text, origin });
        }
    }

    fn push(&mut self, inline: Inline) {
        let Some(span) = self.spans.last_mut() else {
            return;
        };
        if let Some(last) = span.last_mut()
            && last.extend(&inline)
        {
            return;
        }
        span.push(inline);
    }

    fn wrap(&mut self, make: impl FnOnce(Vec<Inline>) -> Inline) {
        if self.spans.len() > 1
            && let Some(content) = self.spans.pop()
        {
            self.push(make(content));
        }
    }

    fn take(&mut self) -> Vec<Inline> {
        while self.spans.len() > 1 {
            self.wrap(|content| Inline::Emphasis { content });
        }
        let mut content = self
            .spans
            .first_mut()
            .map(std::mem::take)
            .unwrap_or_default();
        trim(&mut content);
        content
    }

    /// Ends the paragraph that is open, if it says anything.
    fn flush(&mut self, end: usize) {
        let content = self.take();
        let start = self.start.take();
        if content.is_empty() {
            return;
        }
        let mark = if std::mem::take(&mut self.fresh_item) {
            self.lists.last().copied().unwrap_or(Mark::None)
        } else {
            Mark::None
        };
        let range = start.unwrap_or(end)..end;
        self.parsed.pieces.push(Piece::Paragraph {
            mark,
            content,
            range,
        });
    }

    fn unsupported(&mut self, range: Range<usize>, en: &str, vi: &str) {
        if self.parsed.unsupported.len() > MOST {
            return;
        }
        let message = Message::new(
            format!("prose cannot have {en}"),
            format!("văn xuôi không dùng được {vi}"),
        );
        self.parsed.unsupported.push(Unsupported { range, message });
    }
}

/// Where the word for an undecided value stands in a text.
fn undecided(text: &str) -> Option<usize> {
    let is_word = |(at, _): &(usize, &str)| {
        let before = text[..*at].chars().next_back();
        let after = text[at + UNDECIDED.len()..].chars().next();
        !before.into_iter().chain(after).any(char::is_alphanumeric)
    };
    text.match_indices(UNDECIDED)
        .find(is_word)
        .map(|(at, _)| at)
}

fn is_blank(content: &[Inline]) -> bool {
    content
        .iter()
        .all(|inline| matches!(inline, Inline::Text { text, .. } if text.trim().is_empty()))
}

/// Takes the white space at both ends away.
fn trim(content: &mut Vec<Inline>) {
    if let Some(first) = content.first_mut() {
        first.keep(|text| text.len() - text.trim_start().len()..text.len());
    }
    if let Some(last) = content.last_mut() {
        last.keep(|text| 0..text.trim_end().len());
    }
    content.retain(|inline| !matches!(inline, Inline::Text { text, .. } if text.is_empty()));
}

#[cfg(test)]
mod tests;
