//! Which characters a text can have.

use super::reader::Reader;
use crate::diag::{Diagnostic, MOST, Message, code};
use crate::source::Span;
use crate::vi::format::is_turning;
use std::ops::Range;

/// The longest run of characters without white space, in bytes; PDF takes no longer ones than 32767.
const LONGEST_WORD: usize = 8192;

/// Whether no document prints a character: controls, private use (which prose uses for its own
/// marks), non-characters, and what turns or breaks the text around it, so that another text is read than
/// is written. They are reported where they are read.
#[must_use]
pub fn is_unprintable(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t' && c != '\r')
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{F0000}'..)
        || is_turning(c)
}

/// Whether a text is short and has nothing but Latin and Vietnamese letters in normal form C and usual
/// signs, as most have.
pub(super) fn are_usual(text: &str) -> bool {
    let usual = |c| {
        matches!(c, '\n' | ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}')
            || matches!(c, '\u{1EA0}'..='\u{1EF9}')
            || matches!(c, '\u{2010}'..='\u{2027}')
    };
    text.len() <= LONGEST_WORD && text.chars().all(usual)
}

/// The faults of a text's characters: those that no document prints, and words that no line holds.
/// `place` turns a range of the text into a span.
#[must_use]
pub fn character_faults(text: &str, place: &dyn Fn(Range<usize>) -> Span) -> Vec<Diagnostic> {
    let unprintable = text.char_indices().filter(|&(_, c)| is_unprintable(c));
    let characters = unprintable.take(MOST).map(|(at, c)| {
        let point = u32::from(c);
        let message = Message::new(
            format!("character U+{point:04X} cannot be printed"),
            format!("ký tự U+{point:04X} không in ra được"),
        );
        Diagnostic::new(code::CHARACTER, place(at..at + c.len_utf8()), message)
    });
    let long = text
        .split(char::is_whitespace)
        .filter(|word| word.len() > LONGEST_WORD);
    let words = long.take(MOST).map(|word| {
        // Parts of one text are parts of one allocation.
        let at = word.as_ptr().addr() - text.as_ptr().addr();
        let message = Message::new(
            format!("a word has more than {LONGEST_WORD} bytes"),
            format!("có chữ dài hơn {LONGEST_WORD} byte"),
        );
        Diagnostic::new(code::LIMIT, place(at..at + word.len()), message)
    });
    characters.chain(words).collect()
}

/// Reports the faults of a string's characters.
pub(super) fn report(value: &str, span: Span, reader: &mut Reader) {
    let token = reader.text.get(span.range()).unwrap_or_default();
    let place = |range: Range<usize>| span.slice(super::locate(token, range));
    for fault in character_faults(value, &place) {
        reader.push(fault);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};

    /// The faults of a text, each with its kind and the bytes where it stands.
    fn faults(text: &str) -> Vec<(&'static str, Range<usize>)> {
        let id = Sources::default().add(Source::new("a.toml".into(), text.to_owned()));
        let found = character_faults(text, &|range| Span::new(id, range));
        let found = found.iter();
        found
            .map(|fault| (fault.code.id, fault.primary.span.range()))
            .collect()
    }

    #[test]
    fn controls_private_use_and_what_is_no_character_are_not_printed() {
        for c in [
            '\0',
            '\u{1f}',
            '\u{7f}',
            '\u{80}',
            '\u{9f}',
            '\u{e000}',
            '\u{f8ff}',
            '\u{fff9}',
            '\u{ffff}',
            '\u{f0000}',
            '\u{10ffff}',
            '\u{200f}',
            '\u{2028}',
            '\u{202e}',
            '\u{2066}',
            '\u{e0041}',
        ] {
            assert!(is_unprintable(c), "{c:?}");
            let text = format!("một {c} hai");
            let at = "một ".len();
            assert_eq!(faults(&text), [("SPC016", at..at + c.len_utf8())], "{c:?}");
            assert!(!are_usual(&text), "{c:?}");
        }
        for c in [
            '\n',
            '\t',
            '\r',
            ' ',
            '~',
            '\u{a0}',
            'ộ',
            '\u{d7ff}',
            '\u{f900}',
            '\u{2010}',
            '\u{2027}',
            '\u{202f}',
            '\u{ffef}',
            '\u{10000}',
            '\u{dffff}',
        ] {
            assert!(!is_unprintable(c), "{c:?}");
        }
    }

    #[test]
    fn a_word_may_have_8192_bytes() {
        let word = |bytes: usize| format!("một {} hai", "a".repeat(bytes));
        assert_eq!(faults(&word(8192)), []);
        let at = "một ".len();
        assert_eq!(faults(&word(8193)), [("SPC017", at..at + 8193)]);
        // Words are parted by any white space.
        let parted = format!("{}\n{}", "a".repeat(8192), "b".repeat(8192));
        assert_eq!(faults(&parted), []);
        assert!(are_usual(&"a".repeat(8192)));
        assert!(!are_usual(&"a".repeat(8193)));
    }

    #[test]
    fn no_more_of_a_kind_are_told_than_anyone_mends_at_once() {
        assert_eq!(faults(&"\0".repeat(MOST)).len(), MOST);
        assert_eq!(faults(&"\0".repeat(MOST + 1)).len(), MOST);
        let word = format!("{} ", "a".repeat(8193));
        assert_eq!(faults(&word.repeat(MOST + 1)).len(), MOST);
    }
}
