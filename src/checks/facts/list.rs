//! Lists in running text: the figures that a sentence or the lines behind it list under a total.

use super::figure::is_prose;
use super::item::{Line, MOST_LINES, items};
use super::opening::{Relation, has_head, has_open_end, is_whole, may_open, opening, opens_lines};
use super::sentence::sentence;
use crate::document::passage::Passage;
use crate::vi;
use crate::vi::quantity::{Quantity, quantities};
use rust_decimal::Decimal;
use std::ops::Range;

/// The lists of the whole text, with the passages from the one that opens them.
pub fn lists(passages: &[Passage]) -> Vec<(&[Passage], List)> {
    let read = passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| is_prose(passage) && may_open(&passage.text));
    let lists = read.flat_map(move |(at, passage)| {
        let lines: Vec<Line<'_>> = if passage.text.trim_end().ends_with(':') {
            passages[at..]
                .iter()
                .take(MOST_LINES)
                .map(Line::from)
                .collect()
        } else {
            Vec::new()
        };
        let lists = within(&passage.text).into_iter().chain(behind(&lines));
        lists.map(move |list| (&passages[at..], list))
    });
    lists.collect()
}

/// A figure with those listed under it, each with the line that it stands in, counted from its own.
#[derive(Debug)]
pub struct List {
    pub whole: Quantity,
    pub parts: Vec<(usize, Quantity)>,
    pub relation: Relation,
}

/// Words before a figure that say something else of it than how many there are.
const TURNS: [&str; 12] = [
    "tăng", "giảm", "còn", "lên", "xuống", "đạt", "chiếm", "hơn", "kém", "vượt", "với", "từ",
];

/// The lists within one line.
pub fn within(text: &str) -> Vec<List> {
    let found = quantities(text);
    let mut lists = Vec::new();
    for (at, whole) in found.iter().enumerate() {
        if !is_whole(whole) {
            continue;
        }
        // «387 hộ/12 xã, gồm»: other things may be counted before the list opens.
        let same = |one: &&Quantity| one.base() == whole.base() || one.base().is_empty();
        let next = found[at + 1..].iter().find(same);
        let Some((relation, places, start)) = opening(text, whole, next) else {
            continue;
        };
        // «giảm 25 hộ, trong đó …» may go on with how many there are.
        let turned = TURNS.contains(&lead(text, whole).as_str());
        if relation == Relation::Some && turned {
            continue;
        }
        let mut range = start..end(text, start);
        let before = &text[sentence(text, whole.range.start).start..whole.range.start];
        // «gồm: A 60 hộ, trong đó 12 hộ …; B 70 hộ»: an item of a list ends where the next one begins.
        if relation == Relation::Some && (before.contains([';', ':']) || before.contains("gồm")) {
            let next = found.get(at + 1).map_or(start, Quantity::end).max(start);
            let comma = || text.get(next..range.end)?.find(',').map(|stop| next + stop);
            let stop = text[range.clone()].find(';').map(|stop| start + stop);
            range.end = match stop {
                None if !before.contains(';') => comma(),
                stop => stop,
            }
            .unwrap_or(range.end);
        }
        let parts = parts(
            text,
            range.clone(),
            &found[at + 1..],
            whole,
            &lead(text, whole),
        );
        let listed = match (&parts, relation) {
            (Listed::Some(_), Relation::Parts) => continue,
            (Listed::All(parts) | Listed::Some(parts), _) => parts,
        };
        let sexes = relation == Relation::Some
            && matches!(parts, Listed::All(_))
            && are_sexes(text, listed);
        let relation = if sexes { Relation::Parts } else { relation };
        let headed = |part: &Quantity| has_head(segment(text, &range, part));
        if relation == Relation::Parts
            && (listed.len() < 2
                || has_open_end(&text[range.clone()])
                || (places && !listed.iter().all(headed)))
        {
            continue;
        }
        lists.push(List {
            whole: whole.clone(),
            parts: listed.iter().map(|part| (0, part.clone())).collect(),
            relation,
        });
    }
    lists
}

/// The lists of a line that ends in a colon and the lines behind it; the lines are counted from it.
pub fn behind(lines: &[Line<'_>]) -> Vec<List> {
    let Some((first, rest)) = lines.split_first() else {
        return Vec::new();
    };
    let Some(places) = opens_lines(first.text) else {
        return Vec::new();
    };
    let at = items(rest);
    let items: Vec<&Line<'_>> = at.iter().filter_map(|at| rest.get(*at)).collect();
    let unlike = places && !items.iter().all(|line| has_head(line.text));
    if items.len() < 2 || unlike || items.iter().any(|line| has_open_end(line.text)) {
        return Vec::new();
    }
    let announced = quantities(first.text);
    let rows: Vec<Vec<Quantity>> = items.iter().map(|line| quantities(line.text)).collect();
    let mut bases: Vec<&str> = announced
        .iter()
        .filter(|one| is_whole(one))
        .map(Quantity::base)
        .collect();
    bases.sort_unstable();
    bases.dedup();
    let mut lists = Vec::new();
    for base in bases {
        let of_base = |found: &[Quantity]| -> Vec<Quantity> {
            found
                .iter()
                .filter(|one| one.base() == base)
                .cloned()
                .collect()
        };
        let wholes = of_base(&announced);
        let rows: Vec<Vec<Quantity>> = rows.iter().map(|row| of_base(row)).collect();
        let exact = rows
            .iter()
            .chain([&wholes])
            .flatten()
            .all(Quantity::is_exact);
        if !exact || rows.iter().any(|row| row.len() != wholes.len()) {
            continue;
        }
        // «giao 387 hộ, đăng ký 391 hộ»: the first figures of the lines belong to the first total.
        for (column, whole) in wholes.iter().enumerate() {
            let parts = at
                .iter()
                .zip(&rows)
                .filter_map(|(at, row)| Some((at + 1, row.get(column)?.clone())));
            lists.push(List {
                whole: whole.clone(),
                parts: parts.collect(),
                relation: Relation::Parts,
            });
        }
    }
    lists
}

/// Where the list that begins at an offset ends: at the full stop or the bracket that closes around it.
fn end(text: &str, start: usize) -> usize {
    let sentence = sentence(text, start).end;
    let mut depth = 0_i32;
    for (at, c) in text[start..sentence].char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return start + at;
        }
    }
    sentence
}

/// The figures of a list, as far as they can be read.
enum Listed {
    All(Vec<Quantity>),
    Some(Vec<Quantity>),
}

/// The word before a figure.
fn lead(text: &str, quantity: &Quantity) -> String {
    let word = text[..quantity.range.start].split_whitespace().next_back();
    word.unwrap_or_default().to_lowercase()
}

/// The figures of a list, up to the first that cannot be told to be a part of the whole; `lead` is the
/// word before that one.
fn parts(
    text: &str,
    range: Range<usize>,
    found: &[Quantity],
    whole: &Quantity,
    lead: &str,
) -> Listed {
    let mut parts: Vec<Quantity> = Vec::new();
    let semicolons = text[range.clone()].contains(';');
    let mut last: Option<Range<usize>> = None;
    let first = found.partition_point(|one| one.range.start < range.start);
    let within = found[first..].iter();
    for quantity in within.take_while(|one| one.range.start < range.end) {
        let here = segment_range(text, &range, quantity);
        if depth(&text[range.start..quantity.range.start]) > 0 {
            continue;
        }
        let before = self::lead(text, quantity);
        let turned = TURNS.contains(&before.as_str()) && before != lead;
        let counts = quantity.base() == whole.base() || quantity.base().is_empty();
        let again = last.as_ref() == Some(&here);
        // «xã A 100 hộ, trong đó 30 hộ DTTS; xã B …»: a part of a part.
        if again && semicolons && text[here.start..quantity.range.start].contains("trong đó") {
            continue;
        }
        if turned || !counts || again || !quantity.is_exact() || quantity.whole.is_some() {
            return Listed::Some(parts);
        }
        if !semicolons && text[here.clone()].contains("trong đó") {
            return Listed::Some(parts);
        }
        last = Some(here);
        let measure = quantity.measure.clone().or_else(|| whole.measure.clone());
        let measure = measure.map(|measure| vi::unit::Measure {
            range: quantity.range.end..quantity.end(),
            ..measure
        });
        parts.push(Quantity {
            measure,
            ..quantity.clone()
        });
    }
    // Parted by semicolons, each item must have had its figure.
    let items = text[range]
        .split(';')
        .filter(|item| !item.trim().is_empty())
        .count();
    if semicolons && items != parts.len() {
        return Listed::Some(parts);
    }
    Listed::All(parts)
}

fn depth(text: &str) -> usize {
    text.matches('(')
        .count()
        .saturating_sub(text.matches(')').count())
}

/// The item of a list that a figure stands in.
fn segment_range(text: &str, range: &Range<usize>, quantity: &Quantity) -> Range<usize> {
    let inside = &text[range.clone()];
    let at = quantity.range.start - range.start;
    let end = quantity.end() - range.start;
    let marks: &[&str] = if inside.contains(';') {
        &[";"]
    } else {
        &[",", " và "]
    };
    let start = marks
        .iter()
        .filter_map(|mark| inside[..at].rfind(mark).map(|at| at + mark.len()))
        .max();
    let stop = marks
        .iter()
        .filter_map(|mark| inside.get(end..)?.find(mark))
        .min();
    range.start + start.unwrap_or(0)..stop.map_or(range.end, |stop| range.start + end + stop)
}

fn segment<'t>(text: &'t str, range: &Range<usize>, quantity: &Quantity) -> &'t str {
    text.get(segment_range(text, range, quantity))
        .unwrap_or_default()
}

/// Whether two parts are «nam» and «nữ», who are everybody.
fn are_sexes(text: &str, parts: &[Quantity]) -> bool {
    let [one, other] = parts else { return false };
    let mut names = [lead(text, one), lead(text, other)];
    names.sort();
    let after = |quantity: &Quantity| {
        let word = text[quantity.end()..]
            .split_whitespace()
            .next()
            .unwrap_or_default();
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    let mut behind = [after(one), after(other)];
    behind.sort();
    names == ["nam", "nữ"] || behind == ["nam", "nữ"]
}

/// What the parts of a list add up to in the base of their unit, and how far rounding may take it.
/// Decimals are rounded, and so are amounts in multiples of đồng where there are many.
pub fn sum(list: &List) -> Option<(Decimal, Decimal)> {
    let many = list.parts.len() > 2;
    let slack = |quantity: &Quantity| {
        let factor = quantity
            .measure
            .as_ref()
            .map_or(Decimal::ONE, |measure| measure.factor);
        match quantity.value.scale() {
            0 if !many || factor == Decimal::ONE => Some(Decimal::ZERO),
            scale => Decimal::try_new(5, scale + 1).ok()?.checked_mul(factor),
        }
    };
    let mut total = Decimal::ZERO;
    let mut rounding = slack(&list.whole)?;
    for (_, part) in &list.parts {
        total = total.checked_add(part.in_base()?)?;
        rounding = rounding.checked_add(slack(part)?)?;
    }
    Some((total, rounding))
}
