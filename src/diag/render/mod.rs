//! Renderers of findings: [`text`] for people at a terminal, [`json`] for programs, [`sarif`] and
//! [`github`] for services that show them at the lines of a change.
//!
//! They lay out what a [`Diagnostic`] already says and judge nothing. Here stand the counting for the
//! last line of a report, and the cutting of sources to what fits a terminal.

pub mod github;
pub mod json;
pub mod sarif;
pub mod text;

use super::{Diagnostic, Label, Lang, Severity};
use crate::source::{Source, SourceId, Sources};
use crate::vi::format::is_invisible;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// Most lines that one excerpt spans.
const MAX_LINES: usize = 100;

/// How many findings of each severity there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Findings for which a plan is refused.
    pub errors: usize,
    /// Findings that are most likely faults.
    pub warnings: usize,
    /// Findings that are worth a look.
    pub infos: usize,
}

impl Counts {
    /// Counts findings by the severity that they carry, which may differ from their kind's own.
    #[must_use]
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| {
            diagnostics
                .iter()
                .filter(|d| d.severity == severity)
                .count()
        };
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
        }
    }

    /// Counts further findings.
    pub fn add(&mut self, diagnostics: &[Diagnostic]) {
        self.merge(Self::of(diagnostics));
    }

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, more: Self) {
        self.errors += more.errors;
        self.warnings += more.warnings;
        self.infos += more.infos;
    }
}

/// The last line of a report, without a line break: `3 errors, 1 warning in 2 files`.
///
/// `files` is the number of files looked at, also those without findings. Severities that did not
/// occur are left out.
#[must_use]
pub fn summary(counts: &Counts, files: usize, lang: Lang) -> String {
    let words = match lang {
        Lang::En => [
            ("error", "errors"),
            ("warning", "warnings"),
            ("info", "infos"),
        ],
        // Vietnamese nouns have no plural form
        Lang::Vi => [("lỗi", "lỗi"), ("cảnh báo", "cảnh báo"), ("lưu ý", "lưu ý")],
    };
    let number = |count: usize, (one, many): (&str, &str)| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    let found = [counts.errors, counts.warnings, counts.infos]
        .into_iter()
        .zip(words)
        .filter(|&(count, _)| count > 0)
        .map(|(count, word)| number(count, word))
        .collect::<Vec<_>>()
        .join(", ");
    match (lang, found.is_empty()) {
        (Lang::En, true) => format!("no findings in {}", number(files, ("file", "files"))),
        (Lang::En, false) => format!("{found} in {}", number(files, ("file", "files"))),
        (Lang::Vi, true) => format!("{files} tệp không có lỗi nào"),
        (Lang::Vi, false) => format!("{found} trong {files} tệp"),
    }
}

/// A label found in its source.
struct Mark<'a> {
    id: SourceId,
    source: &'a Source,
    /// Its bytes in the source, without line breaks at their end.
    range: Range<usize>,
    first_line: usize,
    last_line: usize,
    text: Option<String>,
    primary: bool,
}

impl<'a> Mark<'a> {
    /// None where the source is unknown; more than [`MAX_LINES`] lines become the first of them.
    fn new(label: &Label, primary: bool, sources: &'a Sources, lang: Lang) -> Option<Self> {
        let id = label.span.source;
        let source = sources.get(id)?;
        let (text, span) = (source.text(), label.span.range());
        let start = text.floor_char_boundary(span.start);
        let end = text.floor_char_boundary(span.end).max(start);
        let mut range = start..start + text[start..end].trim_end_matches(['\r', '\n']).len();
        let first_line = source.position(start).line;
        let mut last_line = first_line + text[range.clone()].matches('\n').count();
        if last_line - first_line > MAX_LINES {
            last_line = first_line;
            range.end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        }
        let word = label
            .text
            .as_ref()
            .map(|message| clean(message.text(lang)).replace('\n', " "));
        let text = word.filter(|word| !word.is_empty());
        Some(Self {
            id,
            source,
            range,
            first_line,
            last_line,
            text,
            primary,
        })
    }

    /// The path line: `a/b.toml:3:7`, of a workbook `a/b.xlsx!Sheet1!B7`.
    fn origin(&self) -> String {
        let path = self.source.path().display();
        let at = self.source.position(self.range.start);
        let place = match self.source.cell(self.range.start) {
            Some(cell) => format!("{path}!{cell}"),
            None => format!("{path}:{}:{}", at.line, at.column),
        };
        clean(&place).replace('\n', " ")
    }

    /// Whether both fit one excerpt, `self` coming first.
    fn is_near(&self, next: &Self) -> bool {
        self.id == next.id && next.first_line.saturating_sub(self.last_line) <= MAX_LINES
    }

    /// Bytes between two ends of a line that it begins or ends on, and the columns of its word.
    fn on_line(&self, line: &Range<usize>, line_break: usize) -> Option<(Range<usize>, usize)> {
        let here = |at| (line.start <= at && at <= line_break).then_some(line.end.min(at));
        let (from, to) = (here(self.range.start), here(self.range.end));
        let room = self.text.as_ref().map_or(0, |text| text.chars().count());
        Some((from.or(to)?..to.or(from)?, room))
    }
}

/// Lines of a source around some marks, long ones cut to windows with `…` for what is left out.
///
/// Every line ends with `\n`, so that an empty last line exists for whoever counts lines. Characters
/// that would move the cursor or hide are replaced by visible ones.
struct Excerpt {
    text: String,
    /// Offset in the source and in `text` of each character kept, and of each window's end.
    map: Vec<(usize, usize)>,
}

impl Excerpt {
    /// The lines from the first to the last of marks of one source, cut to about `columns`.
    ///
    /// The cost does not depend on the length of the lines but for finding their ends.
    fn cut(marks: &[Mark], columns: usize) -> Self {
        let source = marks.first().map_or("", |mark| mark.source.text());
        let first = marks.iter().map(|mark| mark.range.start).min().unwrap_or(0);
        let last = marks.iter().map(|mark| mark.range.end).max().unwrap_or(0);
        let mut excerpt = Self {
            text: String::new(),
            map: Vec::new(),
        };
        let mut start = source[..first].rfind('\n').map_or(0, |at| at + 1);
        loop {
            let end = source[start..]
                .find('\n')
                .map_or(source.len(), |at| start + at);
            let line = start..start + source[start..end].trim_end_matches('\r').len();
            let here: Vec<_> = marks
                .iter()
                .filter_map(|mark| mark.on_line(&line, end))
                .collect();
            excerpt.push(source, &line, &windows(source, &line, &here, columns));
            // the line break, before the one written for it
            excerpt.map.push((end, excerpt.text.len() - 1));
            if last <= end {
                return excerpt;
            }
            start = end + 1;
        }
    }

    fn push(&mut self, source: &str, line: &Range<usize>, windows: &[Range<usize>]) {
        let mut shown = line.start;
        for window in windows {
            if shown < window.start {
                self.text.push('…');
            }
            for (at, c) in source[window.clone()].char_indices() {
                self.map.push((window.start + at, self.text.len()));
                self.text.push(visible(c));
            }
            self.map.push((window.end, self.text.len()));
            shown = window.end;
        }
        self.text
            .push_str(if shown < line.end { "…\n" } else { "\n" });
    }

    /// Where a byte of the source stands in the excerpt; for one left out, what comes after it.
    fn offset(&self, source: usize) -> usize {
        let at = self.map.partition_point(|&(from, _)| from < source);
        self.map
            .get(at)
            .or(self.map.last())
            .map_or(0, |&(_, to)| to)
    }
}

/// The parts of a line to show, in order and apart from each other, for marks with room for words.
fn windows(
    source: &str,
    line: &Range<usize>,
    marks: &[(Range<usize>, usize)],
    columns: usize,
) -> Vec<Range<usize>> {
    let forward = |from: usize, n| walk(source[from..line.end].chars(), n);
    let back = |from: usize, n| walk(source[line.start..from].chars().rev(), n);
    let whole = forward(line.start, columns).0;
    if marks.is_empty() || whole == line.len() {
        return std::iter::once(line.start..line.start + whole).collect();
    }
    // a column for each `…`; too many marks make the line too wide rather than unreadable
    let each = (columns / marks.len()).saturating_sub(2).max(12);
    let around = |at: usize| at - back(at, each / 4).0..at + forward(at, each / 4).0;
    let mut parts = Vec::new();
    for (range, room) in marks {
        let (length, width) = walk(source[range.clone()].chars(), each);
        if length < range.len() {
            parts.extend([around(range.start), around(range.end)]);
            continue;
        }
        let spare = each - width;
        let left = (spare / 2).min(spare.saturating_sub(room + 1).max(12));
        let (_, right) = forward(range.end, spare - left);
        let (before, left) = back(range.start, spare - right);
        let (after, _) = forward(range.end, spare - left);
        parts.push(range.start - before..range.end + after);
    }
    parts.sort_by_key(|part| part.start);
    parts.dedup_by(|next, part| {
        let touch = next.start <= part.end;
        if touch {
            part.end = part.end.max(next.end);
        }
        touch
    });
    parts
}

/// Bytes and columns of as many of the characters as fit into `columns`.
fn walk(chars: impl Iterator<Item = char>, columns: usize) -> (usize, usize) {
    let (mut bytes, mut used) = (0, 0);
    for c in chars {
        let width = if c == '\t' { 4 } else { 1 };
        if used + width > columns {
            break;
        }
        bytes += c.len_utf8();
        used += width;
    }
    (bytes, used)
}

/// A character as a terminal can show it: tabs and line breaks stay, whatever else moves the cursor,
/// turns the direction of writing or is invisible becomes a picture.
fn visible(c: char) -> char {
    match c {
        '\t' | '\n' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        c if c.is_control() || is_invisible(c) => '\u{fffd}',
        _ => c,
    }
}

/// Text as one line that a terminal can show, whatever it holds.
#[must_use]
pub fn visible_text(text: &str) -> String {
    clean(text).replace('\n', "␊")
}

/// Text of several lines as a terminal can show it, whatever files it comes from. Codes of colour stay where
/// it is `styled`, and then it must have been cleaned before they were put in.
#[must_use]
pub fn shown(text: &str, styled: bool) -> Cow<'_, str> {
    if text.chars().all(|c| visible(c) == c) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let code = rest.strip_prefix("\u{1b}[").filter(|_| styled);
        let code = code.and_then(|code| {
            let end = code.find(|c: char| !c.is_ascii_digit() && c != ';')?;
            code[end..]
                .starts_with('m')
                .then_some("\u{1b}[m".len() + end)
        });
        let length = match code {
            Some(length) => length,
            None if rest.starts_with("\r\n") => "\r\n".len(),
            None => {
                shown.push(visible(c));
                rest = &rest[c.len_utf8()..];
                continue;
            }
        };
        shown.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    Cow::Owned(shown)
}

/// JSON in which what a terminal would obey or hide is written as its code.
#[must_use]
pub fn shown_json(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| visible(c) == c) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if visible(c) == c {
            shown.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                shown.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    Cow::Owned(shown)
}

/// Text without characters that a terminal would obey; line breaks stay.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c == '\t' { ' ' } else { visible(c) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Message, code};
    use crate::source::Span;
    use insta::assert_snapshot;

    #[test]
    fn a_terminal_gets_no_codes_but_our_own_colours() {
        let text = "a\u{1b}[2J\u{9b}b\u{1b}[31mc\u{202e}\td\r\ne\r";
        assert_eq!(shown(text, false), "a␛[2J\u{fffd}b␛[31mc\u{fffd}\td\r\ne␍");
        assert_eq!(
            shown(text, true),
            "a␛[2J\u{fffd}b\u{1b}[31mc\u{fffd}\td\r\ne␍"
        );
        assert_eq!(shown("Kế hoạch\nsố 5", false), "Kế hoạch\nsố 5");
        let json = shown_json("{\"a\": \"\u{9b}b\u{202e}\u{e0041}\"}");
        assert_eq!(json, r#"{"a": "\u009bb\u202e\udb40\udc41"}"#);
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["a"], "\u{9b}b\u{202e}\u{e0041}");
    }

    #[test]
    fn findings_are_counted_by_their_own_severity() {
        let id = Sources::default().add(Source::new("a.toml".into(), String::new()));
        let error = Diagnostic::new(code::DATE, Span::new(id, 0..0), Message::new("no", "không"));
        let warning = Diagnostic {
            severity: Severity::Warning,
            ..error.clone()
        };
        let counts = Counts::of(&[error.clone(), warning, error]);
        assert_eq!(
            counts,
            Counts {
                errors: 2,
                warnings: 1,
                infos: 0
            }
        );
    }

    #[test]
    fn the_last_line_of_a_report() {
        let counts = |errors, warnings, infos| Counts {
            errors,
            warnings,
            infos,
        };
        assert_snapshot!(summary(&counts(3, 1, 0), 2, Lang::En), @"3 errors, 1 warning in 2 files");
        assert_snapshot!(summary(&counts(1, 0, 2), 1, Lang::En), @"1 error, 2 infos in 1 file");
        assert_snapshot!(summary(&counts(0, 0, 0), 2, Lang::En), @"no findings in 2 files");
        assert_snapshot!(summary(&counts(3, 1, 0), 2, Lang::Vi), @"3 lỗi, 1 cảnh báo trong 2 tệp");
        assert_snapshot!(summary(&counts(0, 0, 0), 2, Lang::Vi), @"2 tệp không có lỗi nào");
    }
}
