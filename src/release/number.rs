//! Numbers of documents (số văn bản).

use crate::vi;
use std::fmt;

/// A document's number in a year (số): digits, and a letter where one was put in between.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    /// The digits.
    pub value: u32,
    /// The letter behind them; mostly none.
    pub letter: String,
}

impl Number {
    /// Reads a number: `12`, `05`, `12a`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (number, rest) = Self::split(text.trim())?;
        rest.is_empty().then_some(number)
    }

    /// The number at the beginning of a text, and what follows it.
    pub(super) fn split(text: &str) -> Option<(Self, &str)> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let value = text[..digits].parse().ok().filter(|value| *value > 0)?;
        let rest = &text[digits..];
        let end = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        let letter = vi::text::lower(&rest[..end]);
        (letter.chars().count() < 2).then_some((Self { value, letter }, &rest[end..]))
    }

    /// Number and symbol as documents print them (Annex I, II.3.a): `05/KH-UBND`.
    #[must_use]
    pub fn with(&self, symbol: &str) -> String {
        format!("{:02}{}/{symbol}", self.value, self.letter)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.value, self.letter)
    }
}
