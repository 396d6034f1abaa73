//! Moments in running text (thời điểm): days, years, ranges and periods, as documents write them.
//!
//! [`super::date`] reads and writes one date; this finds dates inside sentences, keeps where each
//! stands, and keeps days that no calendar has, so that they can be told.

mod day;
mod range;

pub use day::{WrittenDay, days};
pub use range::{Moments, ranges};

/// Whether a byte offset is the start of a word: nothing of a number or a word stands before it.
#[must_use]
pub fn begins_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    !before
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | ','))
}

/// A year of four digits at a place, as a whole word.
#[must_use]
pub fn year_at(text: &str, at: usize) -> Option<i16> {
    let ahead = text.get(at..)?;
    let digits = ahead.get(..4)?;
    let whole = !ahead[4..].starts_with(|c: char| c.is_ascii_digit());
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let year = digits.parse().ok()?;
    (whole && plain && (1900..2200).contains(&year)).then_some(year)
}

/// Where every «năm 2024» of a text has its year, with the year.
pub fn years(text: &str) -> impl Iterator<Item = (usize, i16)> {
    const WORD: &str = "năm ";
    text.match_indices(WORD)
        .chain(text.match_indices("Năm "))
        .filter_map(|(at, word)| {
            let year = at + word.len();
            Some((year, year_at(text, year)?))
        })
}

/// What stands before a place without the blanks at its end.
fn before(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default().trim_end()
}
