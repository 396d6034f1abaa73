//! What searches of the document's text hand back, and the words that they look at.

use crate::checks::Context;
use crate::diag::{Code, Diagnostic, Message};
use crate::document::passage::Passage;
use crate::source::Span;
use crate::vi::{self, syllable};
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

/// A slip that someone typed in the plan.
pub struct Found<'c> {
    /// The characters of the passage.
    pub text: &'c str,
    /// What is to stand instead, where there is no doubt.
    pub right: Option<String>,
    /// Where it stands.
    pub span: Span,
    /// Whether these very characters stand there.
    exact: bool,
}

impl Found<'_> {
    /// A finding of it, with the change that most likely mends it.
    pub fn finding(&self, code: Code, message: Message) -> Diagnostic {
        let finding = Diagnostic::new(code, self.span, message);
        match &self.right {
            Some(right) if self.exact => finding.propose(self.span, right),
            _ => finding,
        }
    }

    /// A finding of it that says what to write.
    pub fn told(&self, code: Code, message: Message) -> Diagnostic {
        let finding = self.finding(code, message);
        match &self.right {
            Some(right) => finding.help(Message::new(
                format!("write “{right}”"),
                format!("viết là “{right}”"),
            )),
            None => finding,
        }
    }
}

/// The slips that someone typed in the plan's text, in reading order. What calls print from data and
/// registries is theirs to mend.
pub fn typed<'c>(
    context: &'c Context<'_>,
    search: impl Fn(&str) -> Vec<Slip> + 'c,
) -> impl Iterator<Item = Found<'c>> {
    let found = move |passage: &'c Passage| {
        let slips = search(&passage.text).into_iter();
        slips.filter_map(|slip| found(context, passage, slip))
    };
    context
        .passages
        .iter()
        .flat_map(move |passage| found(passage).collect::<Vec<_>>())
}

/// A slip with its place in the plan, where it has one that is typed.
pub fn found<'c>(context: &'c Context<'_>, passage: &'c Passage, slip: Slip) -> Option<Found<'c>> {
    let text = passage.text.get(slip.range.clone())?;
    if passage.is_made(slip.range.start) && passage.is_made(slip.range.end.saturating_sub(1)) {
        return None;
    }
    let span = passage.place(slip.range)?;
    let written = context.sources().slice(span);
    // Headings are printed in capitals.
    let recased = written != text && written.to_lowercase() == text.to_lowercase();
    let right = match slip.right {
        Some(right) if recased => Some(recase(&right, written)),
        right => right,
    };
    let exact = recased || written == text;
    let text = if recased { written } else { text };
    Some(Found {
        text,
        right,
        span,
        exact,
    })
}

/// A text with the capitals of another, as far as their words go together.
fn recase(text: &str, model: &str) -> String {
    let mut small = text.to_lowercase();
    let pairs: Vec<_> = words(text).zip(words(model)).collect();
    for (word, model) in pairs.into_iter().rev() {
        if model.is_capital()
            && let Some(part) = small.get(word.range())
        {
            let capital = vi::text::capitalize(part);
            small.replace_range(word.range(), &capital);
        }
    }
    small
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
    }
}
