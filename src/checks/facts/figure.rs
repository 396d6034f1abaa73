//! Figures in running text (số liệu trong lời văn): which passages have them, and how they are spoken of.

use crate::checks::arithmetic::Exact;
use crate::checks::arithmetic::Interval;
use crate::diag::{Finding, Message};
use crate::document::passage::{Passage, PassageKind};
use crate::vi::number;
use crate::vi::quantity::Quantity;
use rust_decimal::Decimal;
use std::ops::Range;

/// A cell with fewer bytes says nothing that could contradict itself.
const SHORTEST_CELL: usize = 24;

/// A passage with more bytes is no sentence that anybody wrote.
const LONGEST: usize = 20_000;

/// The passages of running text that hold a number and one of these words.
pub fn passages<'c>(
    passages: &'c [Passage],
    words: &'c [&str],
) -> impl Iterator<Item = &'c Passage> {
    passages.iter().filter(|passage| {
        is_prose(passage)
            && passage.text.bytes().any(|byte| byte.is_ascii_digit())
            && words.iter().any(|word| holds(&passage.text, word))
    })
}

/// Whether a passage is running text, and not a name or the head of a column.
pub fn is_prose(passage: &Passage) -> bool {
    if passage.text.len() > LONGEST {
        return false;
    }
    match passage.kind {
        PassageKind::Title
        | PassageKind::Heading(_)
        | PassageKind::Paragraph(_)
        | PassageKind::Footnote
        | PassageKind::Caption
        | PassageKind::AppendixTitle => true,
        PassageKind::Cell(_) => passage.text.len() >= SHORTEST_CELL,
        _ => false,
    }
}

/// Whether a text holds a word, whose first letter may be a capital.
pub fn holds(text: &str, word: &str) -> bool {
    let mut rest = word.chars();
    if word.starts_with(char::is_alphabetic) {
        rest.next();
    }
    text.contains(rest.as_str())
}

/// A finding at a part of a passage; none where the program's own words stand there.
pub fn finding(passage: &Passage, range: &Range<usize>, message: Message) -> Option<Finding> {
    let span = passage.place(range.clone())?;
    Some(Finding::at(span, message))
}

/// Adds a part of a passage to a finding.
pub fn also(finding: Finding, passage: &Passage, range: &Range<usize>, text: Message) -> Finding {
    match passage.place(range.clone()) {
        Some(span) if span != finding.primary.span => finding.also(span, text),
        _ => finding,
    }
}

/// A figure as it is written, with its unit.
pub fn written<'t>(text: &'t str, quantity: &Quantity) -> &'t str {
    let end = quantity
        .noun
        .as_ref()
        .map_or(quantity.end(), |noun| noun.end);
    text.get(quantity.range.start..end).unwrap_or_default()
}

/// A value in Vietnamese notation, without decimals that say nothing.
pub fn figure(value: Decimal) -> String {
    number::format(&value.normalize())
}

/// One value less another; nothing where no number is large enough for it.
pub fn minus(left: Decimal, right: Decimal) -> Decimal {
    left.checked_sub(right).unwrap_or_default()
}

/// A part as a share of a hundred, exactly as far as a number can be.
pub fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// What a figure of the text may stand for: what is written without decimals just that, what is written with some
/// whatever rounds to it or is cut off there.
pub fn stands_for(value: Decimal) -> Interval {
    match value.scale() {
        0 => Interval::exactly(Exact::of(value)),
        _ => Interval::printed(value),
    }
}

/// Whether a stated number is a computed one, rounded or cut off at the decimals that it is written with.
pub fn agrees(stated: Decimal, computed: Interval) -> bool {
    Interval::printed(stated).meets(computed)
}

/// A difference in Vietnamese notation, with its sign.
pub fn difference(value: Decimal) -> String {
    number::signed(&value.normalize())
}

/// Whether nothing but one of these words or a mark stands behind an offset, so that no other thing is
/// counted there: «giảm 12 hộ» but not «giảm 12 hộ cận nghèo».
pub fn closes(text: &str, at: usize, words: &[&str]) -> bool {
    let rest = text[at..].trim_start_matches([' ', '\u{a0}']);
    let word = rest
        .split([' ', '\u{a0}', ',', ';', '.', ':', ')'])
        .next()
        .unwrap_or_default();
    rest.is_empty() || rest.starts_with([',', ';', '.', ':', ')']) || words.contains(&word)
}

/// The years that a text speaks of, numbers of documents among them.
pub fn years(text: &str) -> impl Iterator<Item = i16> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| {
            digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
        })
        .filter_map(|digits| digits.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_four_digits_of_this_century_or_the_last() {
        let seen = |text| years(text).collect::<Vec<_>>();
        assert_eq!(seen("năm 2025, 1999 và 20/2026"), [2025, 1999, 2026]);
        assert!(seen("1899 hộ, 2100 hộ, 20255 hộ, 202 hộ").is_empty());
    }

    #[test]
    fn a_figure_is_closed_by_a_mark_or_a_word_that_counts_nothing() {
        let closed = |rest: &str| closes(rest, 0, &["so"]);
        for rest in [
            "",
            " ",
            ", gồm",
            "; và",
            ". Hết",
            ": sau",
            ") và",
            " so với",
            "\u{a0}so với",
            " so, và",
        ] {
            assert!(closed(rest), "{rest}");
        }
        for rest in [" hộ", " sở", " cận nghèo", "/xã"] {
            assert!(!closed(rest), "{rest}");
        }
    }

    #[test]
    fn a_word_may_begin_with_a_capital() {
        assert!(holds("Bằng chữ", "bằng chữ") && holds("(bằng chữ", "bằng chữ"));
        assert!(!holds("Bằng số", "bằng chữ") && holds("5%", "%") && !holds("5", "%"));
        assert!(!holds("a)", "(") && holds("(a)", "("));
    }

    #[test]
    fn a_number_is_rounded_to_the_nearest_or_cut_off() {
        let agrees = |a: &str, b: &str| {
            let computed = Interval::exactly(Exact::of(b.parse().unwrap()));
            agrees(a.parse().unwrap(), computed)
        };
        assert!(agrees("5.22", "5.2299") && agrees("5.22", "5.215") && agrees("5", "5.9"));
        assert!(!agrees("5.22", "5.23") && !agrees("5.22", "5.2149") && !agrees("5", "6"));
        assert!(agrees("-5.2", "-5.25") && agrees("-5.2", "-5.29") && !agrees("-5.2", "-5.3"));
        assert!(!agrees("6", "5.22") && !agrees("5.3", "5.22"));
    }
}
