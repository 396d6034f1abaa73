//! Budget lines that were split into several, or merged from several: their amounts tell, and words or ids that
//! they have in common. Equal sums alone are told of nothing; they are common among round numbers.

use super::item::{Item, Kind, Value};
use super::pair::Pairs;
use super::tree::Node;
use super::unit::in_unit;
use crate::diag::{Lang, words};
use crate::vi;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// The most lines that are tried together, and how many of them make one.
const MOST: usize = 14;
const PARTS: usize = 4;

/// One line of one plan that is several of the other (tách, gộp khoản mục).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The line that is one.
    pub whole: String,
    /// The lines that have its amount together.
    pub parts: Vec<String>,
    /// Whether the old plan has the parts: they were merged.
    pub merged: bool,
    /// The amount.
    pub amount: Decimal,
    /// The unit of the amount.
    pub unit: Option<String>,
}

impl Split {
    /// «Nhà ở được tách thành Xây mới, Sửa chữa (900 triệu đồng)»
    #[must_use]
    pub fn said(&self, lang: Lang) -> String {
        let word = if self.merged {
            words("is merged from", "được gộp từ")
        } else {
            words("is split into", "được tách thành")
        };
        let unit = self.unit.as_deref().unwrap_or_default();
        let amount = vi::number::format(&self.amount);
        let (word, parts) = (word.text(lang), self.parts.join(", "));
        format!("{} {word} {parts} ({amount} {unit})", self.whole)
    }
}

/// A line with its amount.
struct Line<'i> {
    item: &'i Item,
    /// As it is counted.
    said: Decimal,
    /// In đồng, where its unit is one of money.
    amount: Decimal,
    /// What its counterpart is called and has; none where it has none.
    kept: Option<(&'i str, Decimal)>,
}

/// The lines of each item around them, by its place in the old plan.
type Lines<'i> = BTreeMap<usize, Vec<Line<'i>>>;

/// The lines that were split or merged, among those around which nothing else has changed.
#[must_use]
pub fn splits(old: &[Node<'_>], new: &[Node<'_>], pairs: &Pairs) -> Vec<Split> {
    let mut before: Lines<'_> = BTreeMap::new();
    let mut after: Lines<'_> = BTreeMap::new();
    for (node, pair) in old.iter().zip(&pairs.of_old) {
        let other = pair.map(|(new_at, _)| new[new_at].item);
        if let (Some(parent), Some(line)) = (node.parent, line(node.item, other)) {
            before.entry(parent).or_default().push(line);
        }
    }
    for (node, pair) in new.iter().zip(&pairs.of_new) {
        let other = pair.map(|(old_at, _)| old[old_at].item);
        let parent = node.parent.and_then(|parent| pairs.of_new[parent]);
        if let (Some((parent, _)), Some(line)) = (parent, line(node.item, other)) {
            after.entry(parent).or_default().push(line);
        }
    }
    let mut splits = Vec::new();
    for (parent, olds) in &before {
        let news = after.get(parent).map(Vec::as_slice).unwrap_or_default();
        find(olds, news, false, &mut splits);
        find(news, olds, true, &mut splits);
    }
    splits
}

fn line<'i>(item: &'i Item, other: Option<&'i Item>) -> Option<Line<'i>> {
    let kept = match other {
        Some(other) => Some((other.name.as_str(), plain(other, amount(other)?)?)),
        None => None,
    };
    let said = amount(item)?;
    (item.kind == Kind::BudgetLine).then_some(Line {
        item,
        said,
        amount: plain(item, said)?,
        kept,
    })
}

/// An amount of a line in đồng: the plans may count in different units.
fn plain(item: &Item, amount: Decimal) -> Option<Decimal> {
    in_unit(amount, item.unit.as_deref(), Some("đồng"))
}

/// What a line comes to: its stated total, else its amounts or its lines.
fn amount(item: &Item) -> Option<Decimal> {
    let number = |value: &Value| match value {
        Value::Number(number) => Some(*number),
        _ => None,
    };
    let stated = item.leaves.iter().find(|leaf| leaf.field.name == "total");
    if let Some(stated) = stated {
        return number(&stated.value);
    }
    let amounts = item
        .leaves
        .iter()
        .filter(|leaf| leaf.field.name == "amount");
    let amounts: Vec<Option<Decimal>> = amounts.map(|leaf| number(&leaf.value)).collect();
    let parts = if amounts.is_empty() {
        item.children.iter().map(amount).collect()
    } else {
        amounts
    };
    let sum = parts
        .into_iter()
        .try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part?))?;
    (!sum.is_zero()).then_some(sum)
}

/// Finds the lines of one side whose amount, as far as no counterpart has it, is that of several lines
/// which only the other side has.
fn find(wholes: &[Line<'_>], others: &[Line<'_>], merged: bool, splits: &mut Vec<Split>) {
    let mut free: Vec<&Line<'_>> = others.iter().filter(|line| line.kept.is_none()).collect();
    if free.len() > MOST {
        return;
    }
    for whole in wholes {
        let kept = whole.kept.map_or(Decimal::ZERO, |(_, kept)| kept);
        let least = if whole.kept.is_some() { 1 } else { 2 };
        let Some(wanted) = whole.amount.checked_sub(kept) else {
            continue;
        };
        if wanted <= Decimal::ZERO {
            continue;
        }
        let kin = free.iter().copied();
        let kin: Vec<_> = kin.filter(|line| are_kin(whole.item, line.item)).collect();
        let Some(parts) = subset(&kin, wanted, least) else {
            continue;
        };
        let parts: Vec<&Line<'_>> = parts.into_iter().map(|at| kin[at]).collect();
        let names = parts.iter().map(|line| line.item.name.clone());
        let own = whole.kept.map(|(name, _)| name.to_owned());
        splits.push(Split {
            whole: whole.item.name.clone(),
            parts: own.into_iter().chain(names).collect(),
            merged,
            amount: whole.said,
            unit: whole.item.unit.clone(),
        });
        free.retain(|line| !parts.iter().any(|part| std::ptr::eq(*part, *line)));
    }
}

/// Words that many lines have, whatever they are for.
const COMMON: [&str; 10] = [
    "dự án",
    "tiểu dự",
    "nội dung",
    "kinh phí",
    "hỗ trợ",
    "thực hiện",
    "chi phí",
    "chương trình",
    "nhiệm vụ",
    "hoạt động",
];

/// Whether two lines have something in common besides money: two syllables in a row, as most Vietnamese words
/// have, or the beginning of an id.
fn are_kin(one: &Item, other: &Item) -> bool {
    let ids = one.id.as_deref().zip(other.id.as_deref());
    let (one, other) = (vi::text::folded(&one.name), vi::text::folded(&other.name));
    let in_id = ids.is_some_and(|(one, other)| {
        let goes_on = |long: &str, short: &str| {
            long.strip_prefix(short)
                .is_some_and(|rest| rest.starts_with(['_', '-']))
        };
        one == other || goes_on(one, other) || goes_on(other, one)
    });
    let pairs = |name: &str| -> BTreeSet<String> {
        let clauses = name.split(|c: char| !c.is_alphanumeric() && c != ' ');
        let pairs = clauses.flat_map(|clause| {
            let syllables = clause.split_whitespace();
            let pairs = syllables.clone().zip(syllables.skip(1));
            pairs.map(|(one, other)| format!("{one} {other}"))
        });
        let is_word = |pair: &String| {
            !COMMON.contains(&pair.as_str()) && !pair.contains(|c: char| c.is_ascii_digit())
        };
        pairs.filter(is_word).collect()
    };
    in_id || !pairs(&one).is_disjoint(&pairs(&other))
}

/// The fewest lines that come to an amount.
fn subset(lines: &[&Line<'_>], wanted: Decimal, least: usize) -> Option<Vec<usize>> {
    (least..=PARTS).find_map(|count| choose(lines, 0, wanted, count))
}

fn choose(lines: &[&Line<'_>], from: usize, wanted: Decimal, count: usize) -> Option<Vec<usize>> {
    if count == 0 {
        return wanted.is_zero().then(Vec::new);
    }
    (from..lines.len()).find_map(|at| {
        let rest = wanted.checked_sub(lines[at].amount)?;
        let mut chosen = choose(lines, at + 1, rest, count - 1)?;
        chosen.insert(0, at);
        Some(chosen)
    })
}
