//! Rules of dates and years (thời gian).
//!
//! They read the document's sentences. A day, a year or a range that the program prints from a value
//! was checked where it was given; here only what someone wrote is read. The words around a year decide
//! whether it is meant as the plan's: a rule that cannot tell keeps silent.

mod day;
mod deadline;
mod issue;
mod province;
mod range;
mod tier;
mod year;

use super::context::Context;
use super::rule::Rule;
use crate::document::passage::{Passage, PassageKind};
use crate::source::Span;
use jiff::civil::Date;
use std::ops::Range;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[
    day::IMPOSSIBLE,
    range::REVERSED,
    range::TIMELINE_REVERSED,
    day::WEEKDAY,
    range::TIMELINE_ORDER,
    year::ANOTHER,
    deadline::RECURRING,
    deadline::OUTSIDE,
    tier::DISTRICT,
    province::PROVINCE,
    tier::UNIT,
    tier::HISTORICAL,
    issue::OUTSIDE,
    issue::STEP,
];

/// The passages of running text: what a clerk writes as sentences.
fn prose<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c Passage> {
    let read = |passage: &&Passage| {
        !matches!(
            passage.kind,
            PassageKind::Letterhead | PassageKind::Signature | PassageKind::Address
        )
    };
    context.passages.iter().filter(read)
}

/// Where a range was written, if someone wrote it.
fn written(passage: &Passage, range: &Range<usize>) -> Option<Span> {
    if passage.is_made(range.start) || passage.is_made(range.end.saturating_sub(1)) {
        return None;
    }
    passage.place(range.clone())
}

/// The first and the last year planned for.
fn period(context: &Context<'_>) -> (i16, i16) {
    let head = &context.plan.document;
    let until = head.until.map_or(head.year.value, |year| year.value);
    (head.year.value, until.max(head.year.value))
}

/// Whether the plan was surely issued after a day: by its date, or because its year begins later.
fn surely_after(context: &Context<'_>, day: Date) -> bool {
    let head = &context.plan.document;
    match head.date {
        Some(issued) => issued.date >= day,
        None => head.year.value > day.year(),
    }
}

/// The beginning of the sentence that a place stands in.
fn sentence_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before
        .char_indices()
        .rev()
        .find(|(place, c)| match c {
            ';' | '\n' | ':' => true,
            '.' | '!' | '?' => before[place + 1..].starts_with(char::is_whitespace),
            _ => false,
        })
        .map_or(0, |(place, c)| place + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_behind_the_one_before() {
        let start = |text: &str| {
            let at = text.find("huyện").unwrap();
            text[sentence_start(text, at)..at].to_owned()
        };
        for text in [
            "Xong. Báo cáo huyện",
            "Xong! Báo cáo huyện",
            "Xong? Báo cáo huyện",
            "Xong; Báo cáo huyện",
            "Xong: Báo cáo huyện",
            "Xong\n Báo cáo huyện",
        ] {
            assert_eq!(start(text), " Báo cáo ", "{text}");
        }
        assert_eq!(start("Có 1.200 hộ, Báo cáo huyện"), "Có 1.200 hộ, Báo cáo ");
        assert_eq!(start("Báo cáo.huyện"), "Báo cáo.");
        assert_eq!(start("Báo cáo;huyện"), "");
    }
}
