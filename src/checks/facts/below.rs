//! Lists in the lines under a total: items of one level, opened by a word at its end, by one on a line of its own, or
//! by none; and lists whose total is the line behind them.

use super::item::{Line, depth, items};
use super::list::List;
use super::opening::{
    Relation, has_head, has_open_end, is_whole, lead, opens_alone, opens_lines, says_one, turns,
};
use crate::document::model::ParagraphStyle;
use crate::document::passage::PassageKind;
use crate::vi::quantity::{Quantity, quantities};

/// How a line opens the list behind it.
#[derive(Debug, Clone, Copy)]
struct Opened {
    /// How many lines stand before its first item.
    skip: usize,
    relation: Relation,
    /// Whether each item must be a place or a time.
    places: bool,
    /// Whether a word says that it is a list.
    is_said: bool,
}

/// Whether a line, with a few behind it, may open a list there.
pub fn may_follow(lines: &[Line<'_>]) -> bool {
    opened(lines).is_some()
}

fn opened(lines: &[Line<'_>]) -> Option<Opened> {
    let (first, rest) = lines.split_first()?;
    let said = |skip, (relation, places)| Opened {
        skip,
        relation,
        places,
        is_said: true,
    };
    if let Some(own) = opens_lines(first.text) {
        return Some(said(1, own));
    }
    // A line that ends in a colon opens something else.
    let next = rest
        .first()
        .filter(|_| !first.text.trim_end().ends_with(':'))?;
    if let Some(alone) = opens_alone(next.text) {
        return Some(said(2, alone));
    }
    let is_text = |line: &&Line<'_>| line.kind == PassageKind::Paragraph(ParagraphStyle::Body);
    let is_heading = matches!(first.kind, PassageKind::Heading(_));
    let between = rest.iter().take_while(is_text).count();
    let item = rest.get(between).filter(|_| between == 0 || is_heading)?;
    let is_under = match depth(first) {
        Some(own) => depth(item).is_some_and(|depth| depth > own),
        None => is_text(&first) && matches!(item.kind, PassageKind::Paragraph(_)),
    };
    let is_alike = between == 0 || matches!(item.kind, PassageKind::Heading(_));
    (is_under && is_alike).then_some(Opened {
        skip: between + 1,
        relation: Relation::Parts,
        places: false,
        is_said: false,
    })
}

/// The lists under the first of some lines, which are counted from it.
pub fn behind(lines: &[Line<'_>]) -> Vec<List> {
    let none = Vec::new();
    let (Some(first), Some(opened)) = (lines.first(), opened(lines)) else {
        return none;
    };
    let rest = lines.get(opened.skip..).unwrap_or_default();
    let at = items(rest);
    let items: Vec<&Line<'_>> = at.iter().filter_map(|at| rest.get(*at)).collect();
    let unlike = opened.places && !items.iter().all(|line| has_head(line.text));
    let is_all = opened.relation == Relation::Parts;
    let open = is_all && items.iter().any(|line| has_open_end(line.text));
    if items.len() < 2 && is_all || items.is_empty() || unlike || open {
        return none;
    }
    let announced = figures(first.text);
    let rows: Vec<Vec<Quantity>> = items.iter().map(|line| figures(line.text)).collect();
    let mut kinds: Vec<Kind<'_>> = announced
        .iter()
        .filter(|one| is_whole(first.text, one))
        .map(|one| Kind::of(first.text, one))
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut lists = Vec::new();
    for kind in kinds {
        let of_kind = |text: &str, found: &[Quantity]| -> Vec<Quantity> {
            let own = found.iter().filter(|one| Kind::of(text, one) == kind);
            own.cloned().collect()
        };
        let wholes = of_kind(first.text, &announced);
        let rows: Vec<Vec<Quantity>> = (items.iter().zip(&rows))
            .map(|(line, row)| of_kind(line.text, row))
            .collect();
        let exact = rows.iter().chain([&wholes]).flatten().all(says_one);
        let full = |row: &Vec<Quantity>| row.len() == wholes.len();
        if !exact || is_all && !rows.iter().all(full) {
            continue;
        }
        if !opened.is_said && !is_sum(first, kind, &wholes, (&items, &rows)) {
            continue;
        }
        // «giao 387 hộ, đăng ký 391 hộ»: the first figures of the lines belong to the first total.
        for (column, whole) in wholes.iter().enumerate() {
            let parts = (at.iter().zip(&rows))
                .filter(|(_, row)| full(row))
                .filter_map(|(at, row)| Some((at + opened.skip, row.get(column)?.clone())));
            lists.push(List {
                whole: (0, whole.clone()),
                parts: parts.collect(),
                relation: opened.relation,
            });
        }
    }
    lists
}

/// Whether items that no word opens are all of the one amount above them: money, each said as it is.
fn is_sum(
    first: &Line<'_>,
    kind: Kind<'_>,
    wholes: &[Quantity],
    (items, rows): (&[&Line<'_>], &[Vec<Quantity>]),
) -> bool {
    let [whole] = wholes else { return false };
    let own = lead(first.text, whole);
    let turned = |(line, row): (&&Line<'_>, &Vec<Quantity>)| {
        row.iter().any(|part| turns(&lead(line.text, part)))
    };
    kind.counted == "đồng" && !turns(&own) && !items.iter().zip(rows).any(turned)
}

/// The list whose total the last of some lines says, counted from the first.
pub fn above(lines: &[Line<'_>]) -> Vec<List> {
    let Some((total, before)) = lines.split_last() else {
        return Vec::new();
    };
    let found = figures(total.text);
    let [whole] = &found[..] else {
        return Vec::new();
    };
    if !is_whole(total.text, whole) {
        return Vec::new();
    }
    let kind = Kind::of(total.text, whole);
    // Back over the items of one list, to the line that begins it.
    let is_item = |line: &&Line<'_>| matches!(line.kind, PassageKind::Paragraph(style) if style != ParagraphStyle::Body);
    let run = before.iter().rev().take_while(is_item).count();
    let start = before.len() - run;
    let run = &before[start..];
    let Some(outer) = run.iter().filter_map(depth).min() else {
        return Vec::new();
    };
    let own: Vec<(usize, &Line<'_>)> = (start..)
        .zip(run)
        .filter(|(_, line)| depth(line) == Some(outer))
        .collect();
    let parts = own.iter().map(|(at, line)| {
        let found = figures(line.text);
        let mut own = found
            .into_iter()
            .filter(|one| Kind::of(line.text, one) == kind);
        let part = own.next().filter(says_one)?;
        let turned = turns(&lead(line.text, &part)) || has_open_end(line.text);
        (own.next().is_none() && !turned).then_some((*at, part))
    });
    let Some(parts) = parts
        .collect::<Option<Vec<_>>>()
        .filter(|parts| parts.len() > 1)
    else {
        return Vec::new();
    };
    vec![List {
        whole: (before.len(), whole.clone()),
        parts,
        relation: Relation::Parts,
    }]
}

/// What figures of several lines must have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Kind<'t> {
    counted: &'t str,
    per: Option<&'static str>,
}

impl<'t> Kind<'t> {
    fn of(text: &'t str, quantity: &Quantity) -> Self {
        Self {
            counted: quantity.counted(text),
            per: quantity.per,
        }
    }
}

/// The figures of a line outside of brackets; those in brackets where there are no others.
fn figures(text: &str) -> Vec<Quantity> {
    let mut found = quantities(text);
    let depth = |one: &Quantity| {
        let before = &text[..one.range.start];
        before.matches('(').count() > before.matches(')').count()
    };
    if found.iter().any(|one| !depth(one) && is_whole(text, one)) {
        found.retain(|one| !depth(one));
    }
    found
}
