//! Files that are not TOML (sai cú pháp): what is wrong in the line, as far as it can be told, and what mends it.

use super::scalar;
use crate::diag::{Diagnostic, Message, code};
use crate::source::{SourceId, Span};
use std::ops::Range;

/// The finding of an error of the TOML reader.
pub(super) fn fault(source: SourceId, text: &str, error: &toml::de::Error) -> Diagnostic {
    if error.message().contains("recurs") {
        return too_deep(source, text, error.span());
    }
    let range = error.span().unwrap_or(0..0);
    let start = text.floor_char_boundary(range.start);
    let end = text.ceil_char_boundary(range.end.max(range.start));
    if let Some((date, range)) = date_token(text, start) {
        return scalar::no_such_day(Span::new(source, range), date);
    }
    let open = text[..start]
        .rfind("\"\"\"")
        .into_iter()
        .chain(text[..start].rfind("'''"))
        .max()
        .filter(|_| start == text.len() && error.message().contains("multi-line"));
    let told = |range: Range<usize>, en: &str, vi: &str| {
        let message = Message::new(
            format!("this is not TOML: {en}"),
            format!("không đúng cú pháp TOML: {vi}"),
        );
        Diagnostic::new(code::SYNTAX, Span::new(source, range), message)
    };
    if let Some(open) = open {
        return told(
            open..open + 3,
            "these quotes are never closed",
            "dấu ngoặc mở ở đây không được đóng lại",
        );
    }
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    if text[line..start].contains("{{") {
        return told(start..end, error.message(), "không đọc được từ chỗ này").help(Message::new(
            "a text with quotes inside is written between three quotes, \"\"\"…\"\"\", or between '…'",
            "chuỗi có dấu ngoặc kép bên trong thì đặt giữa ba dấu \"\"\"…\"\"\", hoặc giữa '…'",
        ));
    }
    let guess = guess(text, line);
    match guess {
        Some(Guess { range, slip, right }) => {
            let (en, vi) = slip.said();
            told(range, en, vi).help(Message::new(
                format!("write `{right}`"),
                format!("ghi `{right}`"),
            ))
        }
        None => told(start..end, error.message(), "không đọc được từ chỗ này"),
    }
}

/// The finding of a file that git has left with both versions in it: the first conflict, with its three marks.
pub(super) fn conflict(source: SourceId, text: &str) -> Option<Diagnostic> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    let wanted = ["<<<<<<<", "=======", ">>>>>>>"];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let whole = line.trim_end();
        if let Some(mark) = wanted.get(marks.len())
            && whole.starts_with(mark)
        {
            marks.push(at..at + whole.len());
        }
        at += line.len();
    }
    let [ours, parts, theirs] = &marks[..] else {
        return None;
    };
    let message = Message::new(
        "git could not merge two versions of this file: both stand here, one behind the other",
        "git chưa trộn được hai bản của tệp này: cả hai bản đang nằm nối nhau ở đây",
    );
    let span = |range: &Range<usize>| Span::new(source, range.clone());
    let finding = Diagnostic::new(code::SYNTAX, span(ours), message);
    let between = Message::new("the other version begins here", "bản kia bắt đầu từ đây");
    let end = Message::new("and ends here", "và kết thúc ở đây");
    let finding = finding.also(span(parts), between).also(span(theirs), end);
    Some(finding.help(Message::new(
        "keep the lines that hold, and take the three lines of marks out",
        "giữ lại các dòng đúng, rồi xóa ba dòng đánh dấu",
    )))
}

/// What is most likely wrong in a line.
struct Guess {
    range: Range<usize>,
    slip: Slip,
    /// What belongs there.
    right: String,
}

/// The usual slips.
#[derive(Clone, Copy)]
enum Slip {
    WordQuotes,
    BareNumber,
    BareText,
    OpenQuote,
}

impl Slip {
    const fn said(self) -> (&'static str, &'static str) {
        match self {
            Self::WordQuotes => (
                "these are Word's quotation marks, and not those of a keyboard",
                "đây là dấu ngoặc kép của Word, phải dùng dấu \" của bàn phím",
            ),
            Self::BareNumber => (
                "a number as offices write it stands between quotes",
                "số viết theo lối Việt Nam phải đặt trong dấu ngoặc kép",
            ),
            Self::BareText => (
                "a text stands between quotes",
                "chữ phải đặt trong dấu ngoặc kép",
            ),
            Self::OpenQuote => (
                "the quotes of this text are not closed",
                "thiếu dấu ngoặc kép đóng ở cuối",
            ),
        }
    }
}

/// Looks at the value of the line that begins at an offset.
fn guess(text: &str, line: usize) -> Option<Guess> {
    let whole = text[line..].lines().next()?;
    let (key, value) = whole.split_once('=')?;
    let bare = value.trim();
    let at = line + key.len() + 1 + (value.len() - value.trim_start().len());
    let range = at..at + bare.len();
    let quoted = |inside: &str| format!("{} = \"{inside}\"", key.trim());
    let marks = ['“', '”', '„', '‘', '’', '«', '»', '"', '\''];
    let first = bare.chars().next()?;
    let one = |slip, inside: &str| {
        Some(Guess {
            range: range.clone(),
            slip,
            right: quoted(inside),
        })
    };
    if marks[..7].contains(&first) {
        return one(Slip::WordQuotes, bare.trim_matches(marks));
    }
    if first == '"' {
        let inside = &bare[1..];
        let is_open = !inside.contains('"') && !inside.is_empty();
        return is_open.then(|| one(Slip::OpenQuote, inside.trim_end_matches(marks)))?;
    }
    let token = bare.split([' ', '#', '}', ']']).next()?;
    let is_number = first.is_ascii_digit()
        && token
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-'));
    if is_number {
        let inside = bare.split('#').next()?.trim_end();
        return one(Slip::BareNumber, inside);
    }
    let is_word = first.is_alphabetic() && !["true", "false", "inf", "nan"].contains(&token);
    if is_word {
        return one(Slip::BareText, bare.split('#').next()?.trim_end());
    }
    None
}

/// A fault of nesting, which the parser takes 80 levels of.
fn too_deep(source: SourceId, text: &str, span: Option<Range<usize>>) -> Diagnostic {
    const LEVELS: usize = 80;
    let mut at = 0;
    // The parser gives a key with too many dots no place.
    let long_key = text.split_inclusive('\n').find_map(|line| {
        let key = at + line.len() - line.trim_start().len();
        at += line.len();
        (line.matches('.').count() + 1 >= LEVELS)
            .then(|| key..at - line.len() + line.trim_end().len())
    });
    let range = span.or(long_key).unwrap_or(0..0);
    let range = text.floor_char_boundary(range.start)..text.ceil_char_boundary(range.end);
    Diagnostic::new(
        code::LIMIT,
        Span::new(source, range),
        Message::new(
            format!("lists and tables are nested more than {LEVELS} levels deep here"),
            format!("danh sách và bảng ở đây lồng nhau sâu hơn {LEVELS} cấp"),
        ),
    )
}

/// The token around an offset if it looks like a date (`2024-02-30`).
fn date_token(text: &str, at: usize) -> Option<(&str, Range<usize>)> {
    let of_date = |c: char| c.is_ascii_digit() || c == '-';
    let start = text[..at].rfind(|c| !of_date(c)).map_or(0, |i| i + 1);
    let end = text[at..]
        .find(|c| !of_date(c))
        .map_or(text.len(), |i| at + i);
    let token = text.get(start..end)?;
    let parts: Vec<usize> = token.split('-').map(str::len).collect();
    (parts == [4, 2, 2]).then_some((token, start..end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Lang;
    use crate::source::{Source, Sources};

    fn said(text: &str) -> String {
        let id = Sources::default().add(Source::new("a.toml".into(), String::new()));
        let finding = conflict(id, text).unwrap_or_else(|| {
            let error = text.parse::<toml::Table>().unwrap_err();
            fault(id, text, &error)
        });
        let help = finding
            .help
            .first()
            .map(|help| help.text(Lang::Vi).to_owned());
        let part = &text[finding.primary.span.start as usize..finding.primary.span.end as usize];
        format!(
            "{part}: {}; {}",
            finding.message.text(Lang::Vi),
            help.unwrap_or_default()
        )
    }

    #[test]
    fn usual_slips_are_told_with_what_mends_them() {
        let number =
            "không đúng cú pháp TOML: số viết theo lối Việt Nam phải đặt trong dấu ngoặc kép";
        for (text, expected) in [
            ("total = 91.481.640.145", format!("91.481.640.145: {number}; ghi `total = \"91.481.640.145\"`")),
            ("rate = 65,01 # %", format!("65,01 # %: {number}; ghi `rate = \"65,01\"`")),
            ("rate = 5,22%", format!("5,22%: {number}; ghi `rate = \"5,22%\"`")),
            (
                "title = Giảm nghèo",
                "Giảm nghèo: không đúng cú pháp TOML: chữ phải đặt trong dấu ngoặc kép; ghi `title = \"Giảm nghèo\"`".to_owned(),
            ),
            (
                "title = “Giảm nghèo”",
                "“Giảm nghèo”: không đúng cú pháp TOML: đây là dấu ngoặc kép của Word, phải dùng dấu \" của bàn phím; ghi `title = \"Giảm nghèo\"`".to_owned(),
            ),
            (
                "title = \"Giảm nghèo\nyear = 2026",
                "\"Giảm nghèo: không đúng cú pháp TOML: thiếu dấu ngoặc kép đóng ở cuối; ghi `title = \"Giảm nghèo\"`".to_owned(),
            ),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_guessed_is_shown_where_it_is() {
        assert!(said("[document\nyear = 2026").contains("không đọc được từ chỗ này"));
        assert!(said("a = [1, 2").contains("không đọc được từ chỗ này"));
    }

    #[test]
    fn a_conflict_is_one_finding_with_its_three_marks() {
        let text = "a = 1\n<<<<<<< HEAD\nb = 2\n=======\nb = 3\n>>>>>>> nhanh\n";
        assert!(said(text).starts_with("<<<<<<< HEAD: git chưa trộn được hai bản"));
    }
}
