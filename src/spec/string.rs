//! Where a character of a TOML string's value stands in the file.

use std::ops::Range;

/// The range within `token` (the string as written, with its quotes) of a range of the string's
/// value, following TOML 1.1, section «String».
#[must_use]
pub fn locate(token: &str, range: Range<usize>) -> Range<usize> {
    Locator::new(token).locate(range)
}

/// A string as written, looked at once for many ranges.
#[derive(Debug, Clone, Copy)]
pub struct Locator<'t> {
    token: &'t str,
    /// Where the value begins, if all of it stands in the file as it is.
    verbatim: Option<usize>,
}

impl<'t> Locator<'t> {
    /// A string with its quotes.
    #[must_use]
    pub fn new(token: &'t str) -> Self {
        let cursor = Cursor::open(token);
        let verbatim = cursor.raw || !token.contains('\\');
        Self {
            token,
            verbatim: verbatim.then_some(cursor.at),
        }
    }

    /// See [`locate`].
    #[must_use]
    pub fn locate(&self, range: Range<usize>) -> Range<usize> {
        let token = self.token;
        let Some(open) = self.verbatim else {
            return follow(token, range);
        };
        let place = |offset: usize| open.saturating_add(offset).min(token.len());
        let start = token.floor_char_boundary(place(range.start));
        start..token.ceil_char_boundary(place(range.end)).max(start)
    }
}

fn follow(token: &str, range: Range<usize>) -> Range<usize> {
    let first = Cursor::open(token).at(range.start);
    // A string that is not closed need not be what its recovered value says.
    let start = token.floor_char_boundary(first.skip().at);
    // What begins after a line-ending backslash ends before it.
    let end = if range.end > range.start {
        first.at(range.end).at
    } else {
        start
    };
    start..token.ceil_char_boundary(end).max(start)
}

/// How far a string has been followed, in the file and in its value.
#[derive(Clone, Copy)]
struct Cursor<'t> {
    token: &'t str,
    raw: bool,
    at: usize,
    decoded: usize,
}

impl<'t> Cursor<'t> {
    /// At the first character of the value.
    fn open(token: &'t str) -> Self {
        let (quotes, raw) = if token.starts_with("\"\"\"") {
            (3, false)
        } else if token.starts_with("'''") {
            (3, true)
        } else {
            (1, token.starts_with('\''))
        };
        let mut at = quotes.min(token.len());
        if quotes == 3 {
            at += newline(&token[at..]);
        }
        Self {
            token,
            raw,
            at,
            decoded: 0,
        }
    }

    /// At an offset of the value, before what writes no character of it.
    fn at(mut self, offset: usize) -> Self {
        while self.decoded < offset {
            let Some((length, value)) = self.next() else {
                break;
            };
            self.decoded += value;
            self.at += length;
        }
        self
    }

    /// Past the backslashes that end lines.
    fn skip(mut self) -> Self {
        while let Some((length, 0)) = self.next() {
            self.at += length;
        }
        self
    }

    /// The bytes that the next character takes in the file, and in the value.
    fn next(&self) -> Option<(usize, usize)> {
        let rest = self.token.get(self.at..)?;
        match rest.chars().next()? {
            '\\' if !self.raw => Some(escape(rest)),
            c => Some((c.len_utf8(), c.len_utf8())),
        }
    }
}

/// Bytes of a line break at the start of `text`.
fn newline(text: &str) -> usize {
    if text.starts_with("\r\n") {
        2
    } else {
        usize::from(text.starts_with('\n'))
    }
}

/// The bytes that the escape at the start of `text` takes, and those that its value has.
fn escape(text: &str) -> (usize, usize) {
    let digits = match text.as_bytes().get(1) {
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(b'x') => 2,
        Some(b' ' | b'\t' | b'\n' | b'\r') => {
            let rest = text[1..].trim_start_matches([' ', '\t', '\n', '\r']);
            return (text.len() - rest.len(), 0);
        }
        // What is no escape has been reported, and may be any character.
        _ => {
            let next = text[1..].chars().next().map_or(0, char::len_utf8);
            return (1 + next, 1);
        }
    };
    let value = text
        .get(2..2 + digits)
        .and_then(|hex| u32::from_str_radix(hex, 16).ok())
        .and_then(char::from_u32)
        .map_or(1, char::len_utf8);
    (text.floor_char_boundary(2 + digits), value)
}

#[cfg(test)]
mod tests {
    use super::locate;

    fn written(token: &str, range: std::ops::Range<usize>) -> &str {
        &token[locate(token, range)]
    }

    #[test]
    fn escapes_line_ends_and_raw_strings_are_followed() {
        let after = |token, before: &str| written(token, before.len()..before.len() + 1);
        assert_eq!(after(r#""hộ nghèo""#, "hộ "), "n");
        assert_eq!(after(r#""a\u1ED9b""#, "aộ"), "b");
        assert_eq!(after("\"\"\"\nmột\nhai\"\"\"", "một\n"), "h");
        assert_eq!(after("\"\"\"một \\\n   hai\"\"\"", "một "), "h");
        assert_eq!(after(r"'a\b'", "a\\"), "b");
    }

    #[test]
    fn every_escape_takes_its_own_letters() {
        let after = |token, before: &str| written(token, before.len()..before.len() + 1);
        assert_eq!(after(r#""\x41b""#, "A"), "b");
        assert_eq!(after(r#""\xE1b""#, "á"), "b");
        assert_eq!(after(r#""\U0001F600b""#, "😀"), "b");
        assert_eq!(after(r#""\tb""#, "\t"), "b");
        assert_eq!(after(r#""\"b""#, "\""), "b");
        assert_eq!(after(r#""\\b""#, "\\"), "b");
        // The escape itself is shown whole.
        assert_eq!(written(r#""a\u0007b""#, 1..2), "\\u0007");
        assert_eq!(written(r#""a\U00000007b""#, 1..2), "\\U00000007");
        assert_eq!(written(r#""a\x07b""#, 1..2), "\\x07");
        assert_eq!(written(r#""a\nb""#, 1..2), "\\n");
    }

    #[test]
    fn a_line_break_behind_three_quotes_is_no_part_of_the_text() {
        assert_eq!(written("\"\"\"\r\nmột\"\"\"", 0..1), "m");
        assert_eq!(written("\"\"\"\nmột\"\"\"", 0..1), "m");
        assert_eq!(written("\"\"\"một\"\"\"", 0..1), "m");
        assert_eq!(written("'''\nmột'''", 0..1), "m");
        assert_eq!(written("\"\"\"\n\nmột\"\"\"", 0..1), "\n");
        assert_eq!(written("\"\"\"\n\\tmột\"\"\"", 1..2), "m");
    }

    #[test]
    fn nothing_is_an_escape_between_single_quotes() {
        assert_eq!(written(r"'a\nb'", 1..3), r"\n");
        assert_eq!(written("'''a\\nb'''", 1..3), r"\n");
        assert_eq!(written("'''a\\\nb'''", 3..4), "b");
    }

    #[test]
    fn a_backslash_joins_lines_whatever_blanks_stand_behind_it() {
        for blanks in ["\n", "\r\n", " \n", "\t\n  ", "\n\n\t "] {
            let token = format!("\"\"\"một \\{blanks}hai\"\"\"");
            assert_eq!(
                written(&token, "một ".len().."một h".len()),
                "h",
                "{blanks:?}"
            );
        }
    }

    #[test]
    fn a_range_keeps_to_the_token() {
        let token = r#""hộ""#;
        assert_eq!(locate(token, 0..99), 1..token.len());
        assert_eq!(locate(token, 99..100), token.len()..token.len());
        assert_eq!(
            written(token, 2..3),
            "ộ",
            "a part of a letter is the letter"
        );
        assert_eq!(locate("\"a\\tb\"", 1..1), 2..2);
    }

    #[test]
    fn a_range_does_not_reach_over_the_end_of_its_line() {
        let token = "\"\"\"\\\n  abc \\\n  d\"\"\"";
        assert_eq!(written(token, 0..3), "abc");
        assert_eq!(written(token, 0..5), "abc \\\n  d");
        assert_eq!(locate(token, 9..12), token.len()..token.len());
    }

    #[test]
    fn what_is_no_escape_keeps_to_whole_characters() {
        for token in ["\"\\ộn\"", "\"\\u1ộộộ\"", "\"\\U😀😀😀\"", "\"\\"] {
            for at in 0..token.len() {
                written(token, at..at + 1);
            }
        }
    }
}
