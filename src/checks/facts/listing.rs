//! The lists of figures of the whole text.

use super::below::{above, behind, may_follow};
use super::figure::is_prose;
use super::inline::within;
use super::item::{Line, MOST_LINES};
use super::list::List;
use super::opening::{may_open, says_total};
use crate::document::passage::Passage;

/// How many lines behind one tell whether it opens a list.
const MOST_HEAD: usize = 4;

/// The lists of the whole text, with the passages from the first that has a part in one.
pub fn lists(passages: &[Passage]) -> Vec<(&[Passage], List)> {
    let lines: Vec<Line<'_>> = passages.iter().map(Line::from).collect();
    let read = passages.iter().enumerate();
    let read = read.filter(|(_, passage)| is_prose(passage));
    let found = read.flat_map(|(at, _)| {
        let (from, lists) = of(&lines, at);
        lists.into_iter().map(move |list| (&passages[from..], list))
    });
    found.collect()
}

/// The lists whose total one of some lines says, and the line that theirs are counted from.
pub fn of(lines: &[Line<'_>], at: usize) -> (usize, Vec<List>) {
    let rest = &lines[at..lines.len().min(at + MOST_LINES)];
    let text = rest.first().map_or("", |line| line.text);
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return (at, Vec::new());
    }
    let mut found = Vec::new();
    if may_open(text) {
        found.extend(within(text));
    }
    if may_follow(&rest[..rest.len().min(MOST_HEAD)]) {
        found.extend(behind(rest));
    } else if found.is_empty() && says_total(text) {
        let from = (at + 1).saturating_sub(MOST_LINES);
        return (from, above(&lines[from..=at]));
    }
    (at, found)
}
