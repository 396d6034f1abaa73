//! Lists within one line of running text: «387 hộ, gồm: xã A 200 hộ; xã B 187 hộ», «xã A 200 hộ; xã B 187 hộ, tổng
//! cộng 387 hộ», «15.000 triệu đồng (năm 2026: 1.000; năm 2027: 14.000)».

use super::list::List;
use super::opening::{Relation, has_open_end, is_headed, is_whole, lead, opening, says_one, turns};
use super::sentence::sentence;
use crate::vi;
use crate::vi::quantity::{Quantity, quantities};
use crate::vi::unit::Measure;
use std::ops::Range;

/// The lists within one line.
pub fn within(text: &str) -> Vec<List> {
    let found = quantities(text);
    let mut lists = Vec::new();
    for (at, whole) in found.iter().enumerate() {
        if !is_whole(text, whole) {
            continue;
        }
        // «387 hộ/12 xã, gồm»: other things may be counted before the list opens.
        let own = whole.counted(text);
        let same = |one: &&Quantity| matches!(one.counted(text), other if other == own || other.is_empty());
        let next = found[at + 1..].iter().find(same);
        let Some((relation, places, start)) = opening(text, whole, next) else {
            continue;
        };
        // «giảm 25 hộ, trong đó …» may go on with how many there are.
        let turned = turns(&lead(text, whole));
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
        let headed = |part: &Quantity| is_headed(segment(text, &range, part));
        if relation == Relation::Parts
            && (listed.len() < 2
                || has_open_end(&text[range.clone()])
                || (places && !listed.iter().all(headed)))
        {
            continue;
        }
        lists.push(List {
            whole: (0, whole.clone()),
            parts: listed.iter().map(|part| (0, part.clone())).collect(),
            relation,
        });
    }
    lists.extend((1..found.len()).filter_map(|at| before(text, &found, at)));
    lists
}

/// A total behind its parts: «xã A 200 hộ; xã B 187 hộ, tổng cộng 387 hộ».
fn before(text: &str, found: &[Quantity], at: usize) -> Option<List> {
    let (parts, whole) = (&found[..at], &found[at]);
    let said = vi::text::lower(&text[parts.last()?.end()..whole.range.start]);
    let said = said.trim_matches([' ', '\u{a0}', ',', ';', '.', ':', '(']);
    let is_total = [
        "tổng cộng",
        "cộng",
        "cộng lại là",
        "tổng cộng là",
        "cộng là",
    ]
    .contains(&said);
    (is_total && is_whole(text, whole)).then_some(())?;
    let start = sentence(text, parts.last()?.range.start).start;
    let start = text[..whole.range.start]
        .rfind(':')
        .map_or(start, |colon| start.max(colon + 1));
    let first = parts.partition_point(|one| one.range.start < start);
    let range = start..parts.last()?.end();
    match self::parts(
        text,
        range,
        &parts[first..],
        whole,
        &lead(text, &parts[first]),
    ) {
        Listed::All(parts) if parts.len() > 1 => Some(List {
            whole: (0, whole.clone()),
            parts: parts.into_iter().map(|part| (0, part)).collect(),
            relation: Relation::Parts,
        }),
        _ => None,
    }
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
        let turned = turns(&before) && before != lead;
        let counted = quantity.counted(text);
        let counts = counted.is_empty() || counted == whole.counted(text);
        let per = quantity.per.is_none() || quantity.per == whole.per;
        let again = last.as_ref() == Some(&here);
        // «xã A 100 hộ, trong đó 30 hộ DTTS; xã B …»: a part of a part.
        if again && semicolons && text[here.start..quantity.range.start].contains("trong đó") {
            continue;
        }
        if turned || !counts || !per || again || !says_one(quantity) || quantity.whole.is_some() {
            return Listed::Some(parts);
        }
        if !semicolons && text[here.clone()].contains("trong đó") {
            return Listed::Some(parts);
        }
        last = Some(here);
        let measure = quantity.measure.clone().or_else(|| whole.measure.clone());
        let measure = measure.map(|measure| Measure {
            range: quantity.range.end..quantity.end(),
            ..measure
        });
        parts.push(Quantity {
            measure,
            ..quantity.clone()
        });
    }
    // «thôn Nà Bản 900 hộ»: an item whose digits nobody could read leaves the list open.
    let list = &text[range.clone()];
    let parts_items = |c: char| c == ';' || c == ',' && !semicolons;
    // The comma of a decimal parts nothing.
    let is_mark = |(at, mark): &(usize, &str)| {
        !list[at + mark.len()..].starts_with(|c: char| c.is_ascii_digit())
    };
    let mut ends: Vec<usize> = list
        .match_indices(parts_items)
        .filter(is_mark)
        .map(|(at, _)| at)
        .collect();
    ends.push(list.len());
    let mut at = 0;
    for end in ends {
        let item = &list[at..end];
        let own = range.start + at..range.start + end;
        at = (end + 1).min(list.len());
        let has_digits = item.bytes().any(|byte| byte.is_ascii_digit());
        let is_read = found.iter().any(|one| own.contains(&one.range.start));
        if has_digits && !is_read {
            return Listed::Some(parts);
        }
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
