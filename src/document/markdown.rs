//! Prose, second stage: a subset of Markdown.

pub use super::piece::{Mark, Parsed, Piece, Run, Unsupported};

use super::lines::{Foreign, Line, Opener, lines};
use super::list::{Lists, Wrong};
use super::model::{Inline, Origin};
use super::notes::{Note, is_unwritten_note, split};
use super::prose::{call_mark, pieces};
use crate::diag::{MOST, Message};
use crate::source::Span;
use crate::spec::UNDECIDED;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// The runs of a range of the text, each with its origin.
pub type Runs = Vec<(Range<usize>, Option<Origin>)>;

/// The runs of a text that stands nowhere.
pub fn unplaced(range: Range<usize>) -> Runs {
    vec![(range, None)]
}

/// Parses a rendered text. `call` prints the inline call of an index; it is asked in reading order.
/// `stands_alone` says which calls make paragraphs of their own, `place` where a range was written, run by run.
/// A text of one item, which stands under so many tiers of signs, has no mark before its first line.
pub fn parse(
    text: &str,
    item: Option<usize>,
    stands_alone: &dyn Fn(usize) -> bool,
    place: &dyn Fn(Range<usize>) -> Runs,
    call: &mut dyn FnMut(usize, Range<usize>) -> Vec<Inline>,
) -> Parsed {
    let mut lines = lines(text);
    if item.is_some() && !lines.is_empty() {
        let first = lines.remove(0).plain();
        lines.insert(0, first);
    }
    let (body, notes) = split(text, lines);
    let mut builder = Builder {
        text,
        stands_alone,
        place,
        call,
        used: vec![false; notes.len()],
        labels: labels(text, &notes),
        notes,
        lists: Lists::under(item.unwrap_or_default()),
        spans: vec![Vec::new()],
        beyond: 0,
        line: 0..0,
        in_note: false,
        parsed: Parsed::default(),
    };
    for line in &body {
        builder.line(line);
    }
    builder.report_notes();
    builder.parsed
}

fn labels<'t>(text: &'t str, notes: &[Note]) -> HashMap<&'t str, usize> {
    let labels = notes.iter().enumerate().rev();
    let labels = labels.map(|(at, note)| (&text[note.label.clone()], at));
    labels.collect()
}

struct Builder<'t, 'c> {
    text: &'t str,
    stands_alone: &'c dyn Fn(usize) -> bool,
    place: &'c dyn Fn(Range<usize>) -> Runs,
    call: &'c mut dyn FnMut(usize, Range<usize>) -> Vec<Inline>,
    notes: Vec<Note>,
    /// The note of each label, the first of several.
    labels: HashMap<&'t str, usize>,
    /// Which of the notes have been referred to.
    used: Vec<bool>,
    lists: Lists,
    /// The open spans of emphasis, outermost first; the first holds the paragraph.
    spans: Vec<Vec<Inline>>,
    /// How many spans of emphasis are open beyond the deepest that are kept.
    beyond: usize,
    /// The line that is read.
    line: Range<usize>,
    in_note: bool,
    parsed: Parsed,
}

/// How many spans of emphasis may stand inside each other.
const DEEPEST: usize = 8;

/// What a line is led by so that Markdown takes it for words, whatever it begins with. Emphasis may
/// begin behind it.
const GUARD: &str = ",";

impl<'t> Builder<'t, '_> {
    fn line(&mut self, line: &Line) {
        self.line = line.range.clone();
        match line.opener {
            Opener::Heading(depth) => {
                self.lists.end();
                self.inline(line.words.clone());
                let content = self.take();
                self.parsed.pieces.push(Piece::Heading {
                    depth,
                    content,
                    range: line.range.clone(),
                });
            }
            Opener::Foreign(foreign) => {
                let (en, vi) = match foreign {
                    Foreign::Quotation => ("a quotation mark `>`", "dấu `>` đầu dòng"),
                    Foreign::Rule => ("a rule", "đường kẻ"),
                    Foreign::Underline => (
                        "a line of `=` or `-` under a text",
                        "dòng dấu `=` hoặc `-` dưới một dòng chữ",
                    ),
                    Foreign::Fence => ("a fenced block", "khối mã giữa ba dấu nháy ngược"),
                    Foreign::LinkTarget => ("the target of a link", "đích của liên kết"),
                };
                self.unsupported(line.range.clone(), en, vi);
            }
            _ => self.item(line),
        }
    }

    fn item(&mut self, line: &Line) {
        let item = self.lists.item(line, self.parsed.pieces.len());
        if let Some(wrong) = item.wrong {
            self.wrong(line, wrong);
        }
        let first = item
            .counted
            .and_then(|first| self.parsed.pieces.get_mut(first));
        if let Some(Piece::Paragraph {
            mark: Mark::Number(_, run) | Mark::Point(run),
            ..
        }) = first
            && let Run::First { counted, .. } = run
        {
            *counted = true;
        }
        self.inline(line.words.clone());
        let content = self.take();
        if !content.is_empty() {
            self.parsed.pieces.push(Piece::Paragraph {
                mark: item.mark,
                content,
                range: line.range.clone(),
            });
        }
    }

    /// Reports the item of a list that cannot be what it is written as.
    fn wrong(&mut self, line: &Line, wrong: Wrong) {
        let message = wrong.message(&line.opener);
        let range = line.range.start..line.words.start.max(line.range.start + 1);
        let range = range.start..range.start + self.text[range].trim_end().len();
        self.parsed.unsupported.push(Unsupported { range, message });
    }

    /// Reads the words of a line.
    fn inline(&mut self, range: Range<usize>) {
        let Some(words) = self.text.get(range.clone()) else {
            return;
        };
        let mut guarded = format!("{GUARD}{words}");
        let end = guarded.len();
        // A reference is one where there is such a note.
        let referred = words.split("[^").skip(1);
        let referred = referred.filter_map(|rest| rest.split_once(']'));
        let labels: BTreeSet<&str> = referred.map(|(label, _)| label).collect();
        for label in labels {
            if self.labels.contains_key(label) {
                guarded.push_str(&format!("\n\n[^{label}]: x"));
            }
        }
        let options = Options::ENABLE_FOOTNOTES;
        for (event, at) in Parser::new_ext(&guarded, options).into_offset_iter() {
            if at.start >= end {
                break;
            }
            let from = at.start.max(GUARD.len());
            let place = |at: usize| range.start + at - GUARD.len();
            let place = place(from)..place(at.end.clamp(from, end));
            match event {
                Event::Text(text) if at.start == 0 => {
                    if text.len() > GUARD.len() {
                        self.text(&text[GUARD.len()..], place);
                    }
                }
                event => self.event(event, place),
            }
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Emphasis) if self.is_star(&range) => {
                self.words("*", range.start..range.start + 1);
            }
            Event::End(TagEnd::Emphasis) if self.is_star(&range) => {
                self.words("*", range.end - 1..range.end);
            }
            Event::Start(tag) => self.open(&tag, range),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::InlineHtml(text) => self.text(&text, range),
            Event::FootnoteReference(label) => self.note(&label, range),
            Event::Code(text) => {
                self.unsupported(range.clone(), "backticks", "dấu nháy ngược");
                self.text(&text, range);
            }
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
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
            Tag::Link { .. } | Tag::Image { .. } => {
                self.unsupported(range, "a link", "liên kết");
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong if self.beyond > 0 => self.beyond -= 1,
            TagEnd::Emphasis => self.wrap(|content| Inline::Emphasis { content }),
            TagEnd::Strong => self.wrap(|content| Inline::Strong { content }),
            _ => {}
        }
    }

    /// Whether the star that a range begins with is none of emphasis, as in 5*3*2 and (*).
    fn is_star(&self, range: &Range<usize>) -> bool {
        let before = self.text[..range.start].chars().next_back();
        let inside = self.text[range.start..].chars().nth(1);
        before.is_some_and(char::is_alphanumeric) || inside == Some(')')
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
        let before = &self.text[..range.start];
        let second = text.starts_with('*') && before.ends_with('*') && !before.ends_with("\\*");
        if second || text.contains("**") {
            let (en, vi) = (
                "bold that does not end on its line: `**` would be printed",
                "chữ đậm không được đóng lại trên cùng dòng: `**` sẽ bị in ra",
            );
            let from = range.start - usize::from(second);
            self.unsupported(from..range.end, en, vi);
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
        let Some(at) = self.labels.get(label).copied() else {
            return;
        };
        if self.in_note {
            let (en, vi) = ("a footnote inside a footnote", "cước chú trong cước chú");
            return self.unsupported(range, en, vi);
        }
        if std::mem::replace(&mut self.used[at], true) {
            let (en, vi) = (
                "a second reference to a footnote",
                "cước chú được dẫn hai lần",
            );
            return self.unsupported(range, en, vi);
        }
        self.spans.push(Vec::new());
        self.in_note = true;
        let depth = self.spans.len();
        for (place, line) in self.notes[at].lines.clone().into_iter().enumerate() {
            if line.opener != Opener::None {
                let (en, vi) = (
                    "a list or heading in a footnote",
                    "danh sách trong cước chú",
                );
                self.unsupported(line.range.clone(), en, vi);
            }
            if place > 0 {
                self.push(Inline::text(" "));
            }
            self.inline(line.words);
            while self.spans.len() > depth {
                self.wrap(|content| Inline::Emphasis { content });
            }
        }
        self.in_note = false;
        self.wrap(|mut content| {
            trim(&mut content);
            Inline::Footnote { content }
        });
    }

    fn report_notes(&mut self) {
        for at in 0..self.notes.len() {
            if !self.used[at] {
                let range = self.notes[at].range.clone();
                let (en, vi) = (
                    "a footnote that nothing refers to",
                    "cước chú không được dẫn tới",
                );
                self.unsupported(range, en, vi);
            }
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
