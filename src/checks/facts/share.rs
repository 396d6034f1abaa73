//! Shares in running text (tỷ lệ): a part, the percentage that is said of it, and what it may be a part of.

use super::figure;
use super::list::List;
use super::opening::{is_whole, says_one};
use super::sentence::sentence;
use crate::vi;
use crate::vi::quantity::{Quantity, Sense, quantities};
use rust_decimal::Decimal;

/// A part of a whole with its percentage.
#[derive(Debug)]
pub struct Share {
    /// The part (tử số).
    pub part: Quantity,
    /// The percentage.
    pub stated: Quantity,
    /// What the part may be a part of, each in the same text, the nearest last.
    pub wholes: Vec<Quantity>,
}

/// Words that may stand between a part of a whole and its percentage.
const LINKS: [&str; 12] = [
    "đạt",
    "chiếm",
    "bằng",
    "tỷ lệ",
    "tỉ lệ",
    "đạt tỷ lệ",
    "đạt tỉ lệ",
    "chiếm tỷ lệ",
    "chiếm tỉ lệ",
    "tương ứng",
    "tương đương",
    "",
];

/// How many words may name what is counted: «84/1.609 hộ nghèo và cận nghèo, chiếm …».
const MOST_NAMES: usize = 6;

/// Words between a whole and its parts.
const OPENERS: [&str; 6] = ["trong đó", "gồm", "chia ra", "cụ thể", "tổng số", "tổng"];

/// The shares of a text.
pub fn shares(text: &str) -> Vec<Share> {
    let found = quantities(text);
    let read = (0..found.len()).filter_map(|at| share(text, &found, at));
    read.collect()
}

fn share(text: &str, found: &[Quantity], at: usize) -> Option<Share> {
    let part = &found[at];
    let next = found.get(at + 1);
    let one = |stated: &Quantity, whole: Quantity| Share {
        part: part.clone(),
        stated: stated.clone(),
        wholes: vec![whole],
    };
    if let Some(whole) = of_slash(part) {
        // «đạt 95% (1.900/2.000)»: the percentage stands before.
        let before = found[..at].last().filter(|stated| {
            is_percentage(stated) && text[stated.end()..part.range.start].trim() == "("
        });
        let behind = next.filter(|stated| is_said(text, part.end(), stated));
        return behind.or(before).map(|stated| one(stated, whole));
    }
    if let Some(whole) = next.filter(|whole| is_of(text, part, whole)) {
        let stated = found
            .get(at + 2)
            .filter(|stated| is_said(text, whole.end(), stated))?;
        return Some(one(stated, whole.clone()));
    }
    (says_one(part) && part.base() != "%").then_some(())?;
    let stated = next.filter(|stated| is_percentage(stated))?;
    let between = &text[part.end()..stated.range.start];
    is_link(between).then_some(())?;
    if let Some(whole) = found
        .get(at + 2)
        .filter(|whole| is_of_all(text, stated, whole))
        && whole.counted(text) == part.counted(text)
    {
        return Some(one(stated, whole.clone()));
    }
    if let Some(plan) = of_plan(text, found, at, stated) {
        return Some(one(stated, plan));
    }
    // Of what was planned a part may be more than all.
    let says_reached = vi::text::lower(between).contains("đạt");
    let is_open = stated.value <= Decimal::ONE_HUNDRED
        && !says_reached
        && figure::closes(text, stated.end(), &["số", "tổng"]);
    is_open.then_some(())?;
    let wholes = wholes(text, &found[..at], part);
    (!wholes.is_empty()).then(|| Share {
        part: part.clone(),
        stated: stated.clone(),
        wholes,
    })
}

/// The percentage that is said of a part in a line of a list.
pub fn in_line(text: &str, part: &Quantity) -> Option<Quantity> {
    let found = quantities(text);
    let stated = found
        .into_iter()
        .find(|one| one.range.start >= part.end())?;
    let is_said = is_said(text, part.end(), &stated) && stated.value <= Decimal::ONE_HUNDRED;
    let between = vi::text::lower(&text[part.end()..stated.range.start]);
    (is_said && !between.contains("đạt")).then_some(stated)
}

/// Whether a list is one whose parts may have shares of its whole, one line each.
pub fn has_lines(list: &List) -> bool {
    list.parts.iter().all(|(line, _)| *line != list.whole.0)
}

/// The whole behind the slash of a part.
fn of_slash(part: &Quantity) -> Option<Quantity> {
    let (value, range) = part.whole.clone()?;
    (part.is_exact() && part.base() != "%").then(|| Quantity {
        value,
        range,
        whole: None,
        measure: part.measure.clone(),
        noun: None,
        per: None,
        sense: Sense::Exact,
    })
}

fn is_percentage(stated: &Quantity) -> bool {
    stated.is_exact() && stated.base() == "%" && stated.whole.is_none()
}

/// Whether a percentage is said of what ends at an offset.
fn is_said(text: &str, end: usize, stated: &Quantity) -> bool {
    is_percentage(stated)
        && figure::closes(text, stated.end(), &["số", "tổng"])
        && text.get(end..stated.range.start).is_some_and(is_link)
}

/// What was planned, where a percentage is of it: «1.200 người, đạt 120% kế hoạch (1.000 người)», «Kế hoạch vốn 5.000
/// triệu đồng, đã giải ngân 3.200 triệu đồng, đạt 64% kế hoạch».
fn of_plan(text: &str, found: &[Quantity], at: usize, stated: &Quantity) -> Option<Quantity> {
    let part = &found[at];
    let behind = text.get(stated.end()..)?.trim_start();
    let names = ["kế hoạch", "chỉ tiêu", "dự toán"];
    let name = names.iter().find(|name| behind.starts_with(**name))?;
    let same = |plan: &&Quantity| {
        is_whole(text, plan) && plan.counted(text) == part.counted(text) && plan.per == part.per
    };
    let bracket = found.get(at + 2).filter(same).filter(|plan| {
        let between = text.get(stated.end()..plan.range.start).unwrap_or_default();
        between.ends_with('(') && between.split_whitespace().count() <= MOST_NAMES
    });
    let before = || {
        let start = sentence(text, part.range.start).start;
        let mut plans = found[..at]
            .iter()
            .filter(|plan| plan.range.start >= start)
            .filter(same);
        let plan = plans.next().filter(|_| plans.next().is_none())?;
        let said = vi::text::lower(text.get(start..plan.range.start)?);
        said.contains(name).then_some(plan)
    };
    bracket.or_else(before).cloned()
}

/// What a part may be one of: what is counted before it in the sentence, where a word opens it.
fn wholes(text: &str, before: &[Quantity], part: &Quantity) -> Vec<Quantity> {
    let start = sentence(text, part.range.start).start;
    let near = before.iter().filter(|one| one.range.start >= start);
    let opens = |whole: &Quantity| {
        let between = vi::text::lower(&text[whole.end()..part.range.start]);
        OPENERS.iter().any(|word| between.contains(word)) || between.contains(':')
    };
    let same = |whole: &Quantity| {
        is_whole(text, whole)
            && whole.counted(text) == part.counted(text)
            && whole.per == part.per
            && whole.in_base() >= part.in_base()
    };
    near.filter(|whole| same(whole) && opens(whole))
        .cloned()
        .collect()
}

/// Whether a figure behind a percentage is all of which it is one: «chiếm 5,22% tổng số 1.609 hộ».
fn is_of_all(text: &str, stated: &Quantity, whole: &Quantity) -> bool {
    let between = text[stated.end()..whole.range.start].to_lowercase();
    let words: Vec<&str> = between.split_whitespace().collect();
    let is_total = words.iter().take(2).any(|word| *word == "tổng");
    is_total
        && words.len() <= MOST_NAMES
        && !between.contains([',', ';', '.', ':', '(', ')'])
        && is_whole(text, whole)
}

/// Whether a figure is said to be the whole of the one before: «84 hộ trên tổng số 1.609 hộ».
fn is_of(text: &str, part: &Quantity, whole: &Quantity) -> bool {
    let between = text[part.end()..whole.range.start].to_lowercase();
    let words: Vec<&str> = between.split_whitespace().collect();
    let of = [["trên", "tổng", "số"], ["trong", "tổng", "số"]];
    let said = words.len() <= MOST_NAMES && of.iter().any(|of| words.ends_with(of));
    said && !between.contains([',', ';', '.', ':', '('])
        && part.base() == whole.base()
        && whole.is_exact()
}

/// Whether a text between a whole and a percentage leads from one to the other.
fn is_link(between: &str) -> bool {
    let mark = between.rfind([',', '(', ':']);
    let (names, link) = between.split_at(mark.unwrap_or(between.len()));
    let is_name = |names: &str| {
        names.split_whitespace().count() <= MOST_NAMES
            && !names.contains([';', '.', ',', '(', ':', ')'])
    };
    let ends = |text: &str| {
        let text = text
            .trim_matches([' ', '\u{a0}', ',', '(', ':'])
            .to_lowercase();
        LINKS.contains(&text.as_str()) && (!text.is_empty() || link.starts_with('('))
    };
    if mark.is_some() {
        return is_name(names) && ends(link);
    }
    // «84/1.609 hộ đạt 5,22%»: without a mark a word must lead on.
    let text = names.trim().to_lowercase();
    is_name(&text)
        && LINKS
            .iter()
            .any(|link| !link.is_empty() && (text == *link || text.ends_with(&format!(" {link}"))))
        && !["tăng", "giảm", "so với", "trong"]
            .iter()
            .any(|word| text.contains(word))
}
