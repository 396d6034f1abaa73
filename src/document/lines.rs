//! The lines of a prose: each is a paragraph, a heading, an item of a list or the text of a footnote.

use crate::vi::ordinal;
use std::ops::Range;

/// What a line begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opener {
    /// Words.
    None,
    /// `#`, with how many there are.
    Heading(usize),
    /// `-` or `*`.
    Dash,
    /// `+`.
    Plus,
    /// `1.`
    Number(u32),
    /// `1)`
    Point(u32),
    /// `a)`, with the place of the letter among those that number points, from 1.
    Letter(u32),
    /// `[^1]:`, with the label between caret and bracket.
    Note(Range<usize>),
    /// What Markdown makes of a line elsewhere and prose does not have.
    Foreign(Foreign),
}

/// A line that prose does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// `> words`
    Quotation,
    /// `***`
    Rule,
    /// `===`, or `---` under words.
    Underline,
    /// Three backticks.
    Fence,
    /// `[label]: target`
    LinkTarget,
}

/// A line that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How many blanks it begins with; a tab is four.
    pub indent: usize,
    /// What it begins with.
    pub opener: Opener,
    /// Its characters, without the blanks at both ends.
    pub range: Range<usize>,
    /// Those behind the opener.
    pub words: Range<usize>,
}

/// The lines of a text that are not blank, in order.
#[must_use]
pub fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut at = 0;
    let mut under_words = false;
    for line in text.split('\n') {
        let words = line.trim();
        let blanks = &line[..line.len() - line.trim_start().len()];
        let start = at + blanks.len();
        at += line.len() + 1;
        if words.is_empty() {
            under_words = false;
            continue;
        }
        let (opener, length) = opener(words, under_words);
        under_words = opener == Opener::None;
        let rest = &words[length..];
        let inner = start + words.len() - rest.trim_start().len();
        lines.push(Line {
            indent: blanks.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum(),
            opener,
            range: start..start + words.len(),
            words: inner..start + words.len(),
        });
    }
    lines
}

impl Line {
    /// The line as words alone, whatever it begins with.
    #[must_use]
    pub fn plain(self) -> Self {
        Self {
            opener: Opener::None,
            words: self.range.clone(),
            ..self
        }
    }
}

/// What a line begins with, and how many bytes that takes.
fn opener(line: &str, under_words: bool) -> (Opener, usize) {
    let none = (Opener::None, 0);
    let first = line.chars().next().unwrap_or_default();
    match first {
        '#' => {
            let depth = line.len() - line.trim_start_matches('#').len();
            match line[depth..].chars().next() {
                None | Some(' ' | '\t') if depth <= 6 => (Opener::Heading(depth), depth),
                _ => none,
            }
        }
        '-' | '*' | '+' | '=' | '_' if is_drawn(line, first) => {
            let underline = first == '=' || first == '-' && under_words;
            let foreign = if underline {
                Foreign::Underline
            } else {
                Foreign::Rule
            };
            (Opener::Foreign(foreign), 0)
        }
        '-' | '*' | '+' if ends_mark(&line[1..]) => {
            let opener = if first == '+' {
                Opener::Plus
            } else {
                Opener::Dash
            };
            (opener, 1)
        }
        '>' => (Opener::Foreign(Foreign::Quotation), 0),
        '`' if line.starts_with("```") => (Opener::Foreign(Foreign::Fence), 0),
        '[' => bracket(line).unwrap_or(none),
        _ => numbered(line).unwrap_or(none),
    }
}

/// Whether a line consists of nothing but a sign that draws, three times at least: `---`, `* * *`, `===`.
fn is_drawn(line: &str, sign: char) -> bool {
    let signs = line.chars().filter(|c| *c == sign).count();
    signs >= 3 && sign != '+' && line.chars().all(|c| c == sign || c == ' ' && sign != '=')
}

/// Whether a mark ends before the rest of a line.
fn ends_mark(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([' ', '\t', '\u{A0}'])
}

/// `[^label]: words` or `[label]: target`.
fn bracket(line: &str) -> Option<(Opener, usize)> {
    let close = line.find(']').filter(|close| *close > 1)?;
    if !line[close..].starts_with("]:") {
        return None;
    }
    if line.starts_with("[^") {
        let label = "[^".len()..close;
        let named = !label.is_empty() && !line[label.clone()].contains(char::is_whitespace);
        return named.then_some((Opener::Note(label), close + "]:".len()));
    }
    Some((Opener::Foreign(Foreign::LinkTarget), 0))
}

/// `1.`, `1)` or `a)`.
fn numbered(line: &str) -> Option<(Opener, usize)> {
    /// A year with a full stop is no number of an item.
    const MOST_DIGITS: usize = 3;
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, length) = if digits == 0 {
        let length = line.chars().next()?.len_utf8();
        let place = ordinal::parse_letter(&line[..length])?;
        (u32::try_from(place + 1).ok()?, length)
    } else {
        (line[..digits.min(MOST_DIGITS)].parse().ok()?, digits)
    };
    let mark = line[length..].chars().next()?;
    let length = length + mark.len_utf8();
    let opener = match mark {
        ')' if digits == 0 => Opener::Letter(number),
        ')' => Opener::Point(number),
        '.' if digits > 0 => Opener::Number(number),
        _ => return None,
    };
    (digits <= MOST_DIGITS && ends_mark(&line[length..])).then_some((opener, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The indent, the opener and the words of each line.
    fn read(text: &str) -> Vec<String> {
        let lines = lines(text).into_iter();
        let show = |line: Line| {
            let words = &text[line.words.clone()];
            format!("{} {:?} {words}", line.indent, line.opener)
        };
        lines.map(show).collect()
    }

    #[test]
    fn what_a_line_begins_with() {
        assert_eq!(
            read(
                "# Một\n## Hai\nba\n\n- bốn\n  * năm\n\t+ sáu\n1. bảy\n12) tám\nđ) chín\n[^a]: mười\r\n-"
            ),
            [
                "0 Heading(1) Một",
                "0 Heading(2) Hai",
                "0 None ba",
                "0 Dash bốn",
                "2 Dash năm",
                "4 Plus sáu",
                "0 Number(1) bảy",
                "0 Point(12) tám",
                "0 Letter(5) chín",
                "0 Note(2..3) mười",
                "0 Dash ",
            ]
        );
    }

    #[test]
    fn words_that_look_like_marks() {
        for text in [
            "#1 là",
            "-5 độ",
            "+5 độ",
            "*nghiêng* chữ",
            "**đậm**",
            "1.000 hộ",
            "1.1. Mục",
            "15/3",
            "f) w",
            "ab) c",
            "a. b",
            "A) b",
            "(a) b",
            "[a] b",
            "[^ a]: b",
            "[^]: b",
            "--",
            "2024. Năm",
            "2024) Năm",
            "=",
            "a = b",
            "####### bảy",
        ] {
            assert_eq!(read(text), [format!("0 None {text}")]);
        }
    }

    #[test]
    fn lines_of_other_markdown() {
        let kind = |text: &str| lines(text).pop().map(|line| line.opener);
        for (text, foreign) in [
            ("> trích", Foreign::Quotation),
            ("***", Foreign::Rule),
            ("* * *", Foreign::Rule),
            ("a\n\n---", Foreign::Rule),
            ("a\n---", Foreign::Underline),
            ("a\n===", Foreign::Underline),
            ("```", Foreign::Fence),
            ("[a]: b", Foreign::LinkTarget),
        ] {
            assert_eq!(kind(text), Some(Opener::Foreign(foreign)), "{text}");
        }
    }
}
