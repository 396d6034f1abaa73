//! Which characters a text can have.

use super::scalar::Reader;
use crate::diag::{Diagnostic, MOST, Message, code};
use crate::source::Span;

/// The longest run of characters without white space, in bytes; PDF takes no longer ones than 32767.
const LONGEST_WORD: usize = 8192;

/// Whether no document prints a character: controls, private use (which prose uses for its own
/// marks) and non-characters. They are reported where they are read.
#[must_use]
pub fn is_unprintable(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t' && c != '\r')
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFF9}'..='\u{FFFF}' | '\u{F0000}'..)
}

/// Reports the characters of a text that no document prints, and words that no line holds.
pub(super) fn report(value: &str, span: Span, reader: &mut Reader) {
    let unprintable = value.char_indices().filter(|&(_, c)| is_unprintable(c));
    for (at, c) in unprintable.take(MOST) {
        let token = reader.text.get(span.range()).unwrap_or_default();
        let range = super::locate(token, at..at + c.len_utf8());
        let point = u32::from(c);
        reader.push(Diagnostic::new(
            code::CHARACTER,
            span.slice(range),
            Message::new(
                format!("character U+{point:04X} cannot be printed"),
                format!("ký tự U+{point:04X} không in ra được"),
            ),
        ));
    }
    let words = value.split(char::is_whitespace);
    for word in words.filter(|word| word.len() > LONGEST_WORD).take(MOST) {
        // Parts of one text are parts of one allocation.
        let at = word.as_ptr().addr() - value.as_ptr().addr();
        let token = reader.text.get(span.range()).unwrap_or_default();
        let range = super::locate(token, at..at + word.len());
        reader.push(Diagnostic::new(
            code::LIMIT,
            span.slice(range),
            Message::new(
                format!("a word has more than {LONGEST_WORD} bytes"),
                format!("có chữ dài hơn {LONGEST_WORD} byte"),
            ),
        ));
    }
}
