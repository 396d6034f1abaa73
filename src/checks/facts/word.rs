//! The words (tiếng) of a text, and what stands around them.

use crate::vi::syllable;
use std::ops::Range;

/// A word (tiếng): letters and digits that stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'t> {
    /// Where it begins.
    pub start: usize,
    /// Its characters.
    pub text: &'t str,
}

impl Word<'_> {
    /// One past its last byte.
    pub fn end(self) -> usize {
        self.start + self.text.len()
    }

    /// The bytes that it takes.
    pub fn range(self) -> Range<usize> {
        self.start..self.end()
    }

    /// Whether the word is this one, which is given in small letters.
    pub fn is(self, small: &str) -> bool {
        self.text.chars().map(syllable::lower).eq(small.chars())
    }

    /// Whether two words are the same but for capitals.
    pub fn is_same(self, other: Word<'_>) -> bool {
        let small = self.text.chars().map(syllable::lower);
        self.text == other.text
            || (self.text.len() == other.text.len()
                && small.eq(other.text.chars().map(syllable::lower)))
    }

    /// Whether the word is one of these, which are given in small letters.
    pub fn is_any(self, small: &[&str]) -> bool {
        small.iter().any(|one| self.is(one))
    }

    /// Whether it begins with a capital.
    pub fn is_capital(self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// Whether a character is a letter or a digit; those of Vietnamese are known at a glance.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{1B0}' | '\u{1EA0}'..='\u{1EF9}')
        || (!c.is_ascii() && c.is_alphanumeric())
}

/// The words of a text, in order.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = skip(text, rest, false);
        rest = skip(text, start, true);
        let word = text.get(start..rest).filter(|word| !word.is_empty())?;
        Some(Word { start, text: word })
    })
}

/// The end of the run of letters, or of other characters, that begins at a byte.
fn skip(text: &str, mut at: usize, letters: bool) -> usize {
    while let Some(byte) = text.as_bytes().get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() != letters {
                return at;
            }
            at += 1;
            continue;
        }
        let Some(c) = after(text, at) else { break };
        if is_letter(c) != letters {
            return at;
        }
        at += c.len_utf8();
    }
    text.len()
}

/// The words of a text from its end.
pub fn words_back(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = text.len();
    std::iter::from_fn(move || {
        let head = text.get(..rest)?;
        let last = head.rfind(is_letter)?;
        let end = last + after(head, last).map_or(1, char::len_utf8);
        let start = head[..last]
            .rfind(|c: char| !is_letter(c))
            .map_or(0, |gap| gap + after(head, gap).map_or(1, char::len_utf8));
        rest = start;
        Some(Word {
            start,
            text: text.get(start..end)?,
        })
    })
}

/// The word that a byte stands in.
pub fn word_at(text: &str, at: usize) -> Option<Word<'_>> {
    let end = at
        + after(text, at)
            .filter(|c| is_letter(*c))
            .map(char::len_utf8)?;
    let start = words_back(text.get(..end)?).next()?.start;
    words(text.get(start..)?).next().map(|word| Word {
        start,
        text: word.text,
    })
}

/// The character before a byte.
pub fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at a byte.
pub fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The run of characters without white space around a byte: an address, a symbol, a word.
pub fn token(text: &str, at: usize) -> &str {
    let start = text
        .get(..at)
        .and_then(|head| head.rfind(char::is_whitespace))
        .map_or(0, |space| {
            space + after(text, space).map_or(1, char::len_utf8)
        });
    let end = text
        .get(at..)
        .and_then(|tail| tail.find(char::is_whitespace))
        .map_or(text.len(), |length| at + length);
    text.get(start..end).unwrap_or_default()
}

/// Whether a run of characters is an address of mail or of a site, or a file's name.
pub fn is_address(token: &str) -> bool {
    token.contains("://") || token.contains("www.") || token.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_and_what_is_around() {
        let text = "Đẩy mạnh, TB&XH";
        let found: Vec<_> = words(text).map(|word| (word.start, word.text)).collect();
        assert_eq!(found, [(0, "Đẩy"), (7, "mạnh"), (15, "TB"), (18, "XH")]);
        let mut back: Vec<_> = words_back(text)
            .map(|word| (word.start, word.text))
            .collect();
        back.reverse();
        assert_eq!(back, found);
        assert_eq!(
            word_at(text, 11).map(|word| (word.start, word.text)),
            Some((7, "mạnh"))
        );
        assert_eq!(token(text, 17), "TB&XH");
        assert_eq!(token("xem https://a.vn nhé", 10), "https://a.vn");
        assert!(words("ĐẨY").all(|word| word.is("đẩy")));
        assert_eq!(word_at(text, 14), None);
        assert_eq!(word_at(text, 0).map(|word| word.text), Some("Đẩy"));
        assert_eq!(
            (token(text, 0), token(text, 8), token(text, 15)),
            ("Đẩy", "mạnh,", "TB&XH")
        );
        assert_eq!(token("một\u{a0}hai", 8), "hai");
    }

    #[test]
    fn words_are_letters_and_digits_of_any_script() {
        let parts = |text| words(text).map(|word| word.text).collect::<Vec<_>>();
        assert_eq!(parts("3×4÷5_a’b"), ["3", "4", "5", "a", "b"]);
        assert_eq!(parts("ÀÖØöøưƯ Ạỹ ñΩб٣"), ["ÀÖØöøưƯ", "Ạỹ", "ñΩб٣"]);
        assert_eq!(parts(" … "), [""; 0]);
        for text in ["3×4", "“một” hai…", "…", "", "a", "Ω×б"] {
            let mut back: Vec<_> = words_back(text).collect();
            back.reverse();
            assert_eq!(back, words(text).collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn knows_addresses() {
        for address in ["https://a.vn", "www.a.vn", "vanthu@a.vn"] {
            assert!(is_address(address));
        }
        assert!(!is_address("baocao.docx") && !is_address("a/b"));
    }

    #[test]
    fn words_are_the_same_but_for_capitals() {
        let same = |a: &'static str, b: &'static str| {
            let word = |text| Word { start: 0, text };
            word(a).is_same(word(b))
        };
        assert!(same("các", "CÁC") && same("các", "các"));
        assert!(!same("các", "cac") && !same("các", "cáca"));
        assert!(
            Word {
                start: 0,
                text: "Đẩy"
            }
            .is_capital()
                && !Word {
                    start: 0,
                    text: "đẨY"
                }
                .is_capital()
        );
    }
}
