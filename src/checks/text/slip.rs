//! What the searches of this family hand back, and the words that they look at.

use crate::vi::syllable;
use std::ops::Range;

/// Characters of a text that are wrong (lỗi gõ), and what belongs there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The characters.
    pub range: Range<usize>,
    /// What is to stand instead, where there is no doubt.
    pub right: Option<String>,
}

impl Slip {
    /// Characters with what belongs there.
    pub fn new(range: Range<usize>, right: impl Into<String>) -> Self {
        Self {
            range,
            right: Some(right.into()),
        }
    }

    /// Characters without a sure remedy.
    pub fn unsure(range: Range<usize>) -> Self {
        Self { range, right: None }
    }
}

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

    /// Whether the word is one of these, which are given in small letters.
    pub fn is_any(self, small: &[&str]) -> bool {
        small.iter().any(|one| self.is(one))
    }

    /// Whether it begins with a capital.
    pub fn is_capital(self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The words of a text, in order.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let tail = text.get(rest..)?;
        let start = rest + tail.find(char::is_alphanumeric)?;
        let tail = text.get(start..)?;
        let end = tail
            .find(|c: char| !c.is_alphanumeric())
            .map_or(text.len(), |length| start + length);
        rest = end;
        Some(Word {
            start,
            text: text.get(start..end)?,
        })
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
        .map_or(0, |space| space + after(text, space).map_or(1, char::len_utf8));
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
        assert_eq!(token(text, 17), "TB&XH");
        assert_eq!(token("xem https://a.vn nhé", 10), "https://a.vn");
        assert!(words("ĐẨY").all(|word| word.is("đẩy")));
    }
}
