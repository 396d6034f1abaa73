//! Changes in running text (mức tăng, giảm) that are said with both their ends: «giảm từ 109 hộ xuống 84 hộ (giảm 25
//! hộ)», «84 hộ, giảm 25 hộ so với năm 2024 (109 hộ)», «tăng từ 120 lên 360 triệu đồng, gấp 3 lần».

use super::figure::{self, agrees, percent, stands_for};
use super::opening::says_one;
use super::sentence::sentence;
use crate::checks::arithmetic::{Exact, Interval};
use crate::vi;
use crate::vi::quantity::{Quantity, quantities};
use rust_decimal::Decimal;
use std::ops::Range;

/// A change from one figure to another.
#[derive(Debug, Clone)]
pub struct Change {
    /// The first figure (số đầu).
    pub from: Quantity,
    /// The second (số cuối).
    pub to: Quantity,
    /// The values of both in the base of their unit.
    pub ends: (Decimal, Decimal),
    /// The words for it: true for a rise.
    pub rises: Vec<bool>,
    /// The changes that are stated for it.
    pub stated: Vec<Quantity>,
    /// The multiples that are stated for it.
    pub times: Vec<Times>,
}

/// A multiple (số lần): «gấp đôi», «tăng 3 lần».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Times {
    /// How many times.
    pub value: Decimal,
    /// Where it is said.
    pub range: Range<usize>,
    /// Whether it is said in words: «gấp đôi».
    pub is_word: bool,
    /// Whether it may be what came on top: «tăng 3 lần» is three times as much to some, and four to others.
    pub may_add: bool,
}

impl Change {
    /// The second figure less the first.
    pub fn difference(&self) -> Decimal {
        figure::minus(self.ends.1, self.ends.0)
    }

    /// What both count.
    pub fn base(&self) -> &'static str {
        self.to.base()
    }

    /// The stated differences that are none, with the right one in the base of the unit.
    pub fn wrong_differences(&self) -> impl Iterator<Item = (&Quantity, Decimal)> {
        let computed = self.difference().abs();
        let same = self
            .stated
            .iter()
            .filter(|stated| stated.base() == self.base() && stated.base() != "%");
        same.filter(move |stated| stated.in_base().is_some_and(|value| value != computed))
            .map(move |stated| (stated, computed))
    }

    /// The stated multiples that are none, with the right one.
    pub fn wrong_times(&self) -> impl Iterator<Item = (&Times, Decimal)> {
        let (from, to) = (stands_for(self.ends.0), stands_for(self.ends.1));
        let times = to.over(from);
        let near = self.ends.1.checked_div(self.ends.0);
        self.times.iter().filter_map(move |stated| {
            let (times, near) = (times?, near?);
            let one = Interval::exactly(Exact::whole(1));
            // «gấp đôi» is two times to a twentieth, «3 lần» three to a half.
            let scale = stated.value.scale().max(u32::from(stated.is_word));
            let is = |value| Interval::around(stated.value, scale).meets(value);
            let is_right = is(times) || stated.may_add && times.minus(one).is_some_and(is);
            (!is_right).then(|| (stated, near.round_dp(stated.value.scale().max(2))))
        })
    }

    /// The stated growths that are none, with the right one; between percentages that is in points.
    pub fn wrong_growths(&self) -> impl Iterator<Item = (&Quantity, Decimal)> {
        let points = self.difference().abs();
        let growth = percent(points, self.ends.0.abs());
        self.stated
            .iter()
            .filter(|stated| stated.base() == "%")
            .filter_map(move |stated| {
                let growth = growth?;
                let is = |value| agrees(stated.value, Interval::exactly(Exact::of(value)));
                let of_points = self.base() == "%";
                let says_points = stated.measure.as_ref().is_some_and(|own| own.points);
                if !says_points && is(growth) || (of_points && is(points)) {
                    return None;
                }
                let scale = stated.value.scale().max(2);
                Some((
                    stated,
                    if of_points {
                        points
                    } else {
                        growth.round_dp(scale)
                    },
                ))
            })
    }
}

/// Words for a change, and whether they mean a rise.
const VERBS: [(&str, bool); 2] = [("tăng", true), ("giảm", false)];

/// Words on the way from one figure to the other, and whether they mean a rise.
const WAYS: [(&str, bool); 3] = [("lên", true), ("xuống", false), ("còn", false)];

/// How many words may stand between a figure and the next of its change: «hộ nghèo năm 2023 xuống còn».
const MOST_WORDS: usize = 8;

/// The changes of a text that have both their ends.
pub fn changes(text: &str) -> Vec<Change> {
    let found = quantities(text);
    let mut changes: Vec<Change> = found
        .windows(3)
        .filter_map(|run| compared(text, run))
        .collect();
    for (at, pair) in found.windows(2).enumerate() {
        let [from, to] = pair else { continue };
        let Some(way) = way(text, from, to) else {
            continue;
        };
        let Some(ends) = ends(text, from, to) else {
            continue;
        };
        // «đầu năm 123 hộ, cuối năm giảm còn 98 hộ»: the verb before the way leads from the one to the other.
        let led = led(text, from, to);
        let Some(verb) = before_from(&text[..from.range.start]).or(led) else {
            continue;
        };
        let mut change = Change {
            from: from.clone(),
            to: to.clone(),
            ends,
            rises: vec![way],
            stated: Vec::new(),
            times: times(text, from, to),
        };
        change.rises.extend(meaning(&VERBS, verb));
        let up = change.difference() > Decimal::ZERO;
        let stated = announced(text, &found[..at], from).into_iter();
        let stated = stated.chain(summed_up(text, &found[at + 2..], to));
        // «tăng từ 120 lên 150 hộ, giảm 5 hộ …» speaks of something else.
        let own = stated
            .filter(|(stated, rises)| *rises == up && stated.is_exact() && stated.whole.is_none());
        change.stated.extend(own.map(|(stated, _)| stated));
        changes.push(change);
    }
    changes
}

/// A change whose first figure stands last: «84 hộ, giảm 25 hộ so với năm 2024 (109 hộ)».
fn compared(text: &str, run: &[Quantity]) -> Option<Change> {
    let [to, stated, from] = run else { return None };
    let plain = run.iter().all(|one| says_one(one) && one.whole.is_none()) && from.per == to.per;
    let ends = ends(text, from, to).filter(|_| plain)?;
    let leads = &text[to.end()..stated.range.start];
    let verb = leads
        .split_whitespace()
        .next_back()
        .and_then(|word| meaning(&VERBS, word))?;
    let names = leads.split_whitespace().count() <= MOST_WORDS && !leads.contains([';', ':', '.']);
    let behind = text[stated.end()..from.range.start].trim_start();
    let since = behind.strip_prefix("so với")?;
    let near =
        since.split_whitespace().count() <= MOST_WORDS && !since.contains([';', ':', '.', ',']);
    let unit = stated.base() == to.base() || stated.base() == "%";
    (names && near && unit).then(|| Change {
        from: from.clone(),
        to: to.clone(),
        ends,
        rises: vec![verb],
        stated: vec![stated.clone()],
        times: Vec::new(),
    })
}

/// The multiples that are said right behind a change, or right before it.
fn times(text: &str, from: &Quantity, to: &Quantity) -> Vec<Times> {
    const WORDS: [(&str, u32, u32); 4] = [
        ("gấp đôi", 2, 0),
        ("gấp ba", 3, 0),
        ("gấp rưỡi", 15, 1),
        ("gấp bốn", 4, 0),
    ];
    let lower = vi::text::lower(text);
    if lower.len() != text.len() {
        return Vec::new();
    }
    let end = sentence(text, to.range.start).end;
    let behind = to.end()..end.max(to.end());
    let start = sentence(text, from.range.start).start;
    let parts = [start.min(from.range.start)..from.range.start, behind];
    let mut found = Vec::new();
    for (index, part) in parts.into_iter().enumerate() {
        let own = &lower[part.clone()];
        // Behind, only what goes on with the change; before, only what leads to it.
        let is_near = |range: &Range<usize>| match index {
            0 => own[range.end..].split_whitespace().count() <= 1,
            _ => {
                own[..range.start].split_whitespace().count() <= 3
                    && !own[..range.start].contains([';', '.'])
            }
        };
        let words = WORDS.iter().filter_map(|(word, value, scale)| {
            let at = own.find(word)?;
            Some((
                at..at + word.len(),
                Decimal::new(i64::from(*value), *scale),
                None,
            ))
        });
        let digits = own.match_indices(" lần").filter_map(|(at, unit)| {
            let (before, number) = own[..at].rsplit_once([' ', '\u{a0}'])?;
            let value = number.replace(',', ".").parse().ok()?;
            let verb = before.split_whitespace().next_back()?;
            let start = at - number.len();
            matches!(verb, "gấp" | "tăng")
                .then(|| (start..at + unit.len(), value, Some(verb == "tăng")))
        });
        for (range, value, adds) in words.chain(digits).filter(|(range, ..)| is_near(range)) {
            found.push(Times {
                value,
                range: part.start + range.start..part.start + range.end,
                is_word: adds.is_none(),
                may_add: adds == Some(true),
            });
        }
    }
    found
}

fn meaning(words: &[(&str, bool)], word: &str) -> Option<bool> {
    words
        .iter()
        .find(|(one, _)| one.eq_ignore_ascii_case(word))
        .map(|(_, rises)| *rises)
}

/// The word before «từ» at the end of a text, empty where there is none; none without «từ».
fn before_from(text: &str) -> Option<&str> {
    let (before, word) = text
        .trim_end()
        .rsplit_once([' ', '(', '\u{a0}'])
        .unwrap_or(("", text.trim()));
    let is_from = word == "từ" || word == "Từ";
    is_from.then(|| before.split_whitespace().next_back().unwrap_or_default())
}

/// The verb that stands with the way right before the second figure: «giảm còn», «tăng lên».
fn led<'t>(text: &'t str, from: &Quantity, to: &Quantity) -> Option<&'t str> {
    let between = &text[from.end()..to.range.start];
    let mut words = between.split_whitespace().rev();
    let (way, verb) = (words.next()?, words.next()?);
    meaning(&WAYS, way)?;
    let own = from.counted(text) == to.counted(text) && !to.counted(text).is_empty();
    (own && meaning(&VERBS, verb).is_some()).then_some(verb)
}

/// Whether the text between two figures leads up or down from one to the other.
fn way(text: &str, from: &Quantity, to: &Quantity) -> Option<bool> {
    if !from.is_exact() || !to.is_exact() || from.whole.is_some() || to.whole.is_some() {
        return None;
    }
    let between = &text[from.end()..to.range.start];
    let words: Vec<&str> = between.split_whitespace().collect();
    if words.len() > MOST_WORDS || between.contains([';', ':', '.']) {
        return None;
    }
    // «lên», «xuống», «lên đến», «xuống còn» right before the second figure.
    let last = words.iter().rev().take(2);
    last.into_iter().find_map(|word| meaning(&WAYS, word))
}

/// Both ends in the base of the unit, which the first may leave to the second.
fn ends(text: &str, from: &Quantity, to: &Quantity) -> Option<(Decimal, Decimal)> {
    let (first, second) = (from.counted(text), to.counted(text));
    let same = first == second || first.is_empty() || second.is_empty() && from.measure.is_none();
    (same && !second.is_empty()).then_some(())?;
    let factor = to
        .measure
        .as_ref()
        .map_or(Decimal::ONE, |measure| measure.factor);
    let first = from
        .measure
        .as_ref()
        .map_or(factor, |measure| measure.factor);
    Some((from.value.checked_mul(first)?, to.in_base()?))
}

/// The change in front, with its direction: «giảm 25 hộ nghèo (từ 109 …».
fn announced(text: &str, before: &[Quantity], from: &Quantity) -> Option<(Quantity, bool)> {
    let stated = before.last()?;
    let between = text[stated.end()..from.range.start]
        .trim()
        .strip_suffix("từ")?;
    let names = between.trim_end_matches([' ', ',', '(', '\u{a0}']);
    let close =
        names.split_whitespace().count() <= 3 && !names.contains([',', ';', ':', '.', '(', ')']);
    let verb = text[..stated.range.start]
        .split_whitespace()
        .next_back()
        .unwrap_or_default();
    let rises = meaning(&VERBS, &verb.to_lowercase())?;
    close.then(|| (stated.clone(), rises))
}

/// Words that a change behind both ends may begin with.
const LINKS: [&str; 14] = [
    "tăng", "giảm", "thêm", "được", "đi", "tức", "là", "tương", "ứng", "đương", "hay", "với",
    "bằng", "và",
];

/// The changes behind, with their directions: «… xuống 84 hộ (giảm 25 hộ, tương ứng giảm 22,9%)».
fn summed_up(text: &str, after: &[Quantity], to: &Quantity) -> Vec<(Quantity, bool)> {
    let mut stated: Vec<(Quantity, bool)> = Vec::new();
    let mut end = to.end();
    let mut bracket = false;
    for quantity in after.iter().take(2) {
        let between = text[end..quantity.range.start].to_lowercase();
        let mark = between.rfind([',', '(']);
        let (names, link) = between.split_at(mark.unwrap_or(0));
        bracket |= link.starts_with('(');
        let words: Vec<&str> = link
            .trim_start_matches([',', '('])
            .split_whitespace()
            .collect();
        let rises = words.iter().find_map(|word| meaning(&VERBS, word));
        let rises = rises.or_else(|| stated.last().map(|(_, rises)| *rises));
        // «84 hộ nghèo năm 2025 (giảm …»: what is counted, not another thing that is.
        let named = names.split_whitespace().count() <= MOST_WORDS
            && !names.contains([',', '(', ')', ';', ':', '.'])
            && (stated.is_empty() || names.trim().is_empty());
        let (Some(rises), true) = (rises, named) else {
            break;
        };
        if words.is_empty() || !words.iter().all(|word| LINKS.contains(word)) {
            break;
        }
        end = quantity.end();
        let same = ["tương", "hay", "tức", "và"];
        // «tăng 30 hộ so với năm 2024» may be measured from elsewhere, «giảm 12 hộ cận nghèo» counts
        // another thing; in brackets the words behind only name it again.
        let rest = text[end..].trim_start();
        if rest.starts_with("so ") || !(bracket || figure::closes(text, end, &same)) {
            break;
        }
        stated.push((quantity.clone(), rises));
    }
    stated
}
