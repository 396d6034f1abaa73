//! Which item of one plan is which of the other.
//!
//! By id, else by what they say: the same words in the same place, the same words elsewhere, like words in
//! the same place, like words elsewhere. Items that hold others are paired before what they hold.

use super::item::{Item, Kind};
use super::tree::{Node, words};
use crate::document::difference::likeness;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Why two items are taken for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// There is one of the kind.
    Only,
    /// They have the same id.
    Id,
    /// They say the same.
    Same,
    /// So many percent of their words are alike.
    Like(u8),
}

/// The pairs of two plans' items.
#[derive(Debug)]
pub struct Pairs {
    /// For each item of the old plan, its counterpart.
    pub of_old: Vec<Option<(usize, Reason)>>,
    /// For each item of the new plan, its counterpart.
    pub of_new: Vec<Option<(usize, Reason)>>,
    /// The pairs that stand at another place among those that have stayed in the same item.
    pub moved: BTreeSet<(usize, usize)>,
}

impl Pairs {
    /// Whether the items around a pair are a pair, too.
    pub fn stay(&self, old: &[Node<'_>], new: &[Node<'_>], pair: (usize, usize)) -> bool {
        match (old[pair.0].parent, new[pair.1].parent) {
            (Some(before), Some(after)) => {
                self.of_old[before].is_some_and(|(found, _)| found == after)
            }
            (before, after) => before == after,
        }
    }

    /// Finds the pairs that have moved among their neighbours.
    fn find_moved(&mut self, old: &[Node<'_>], new: &[Node<'_>]) {
        let mut groups: BTreeMap<(usize, Kind), Vec<(usize, usize)>> = BTreeMap::new();
        for (at, node) in new.iter().enumerate() {
            if let (Some(parent), Some((before, _))) = (node.parent, self.of_new[at])
                && self.stay(old, new, (before, at))
            {
                let group = groups.entry((parent, node.item.kind)).or_default();
                group.push((before, at));
            }
        }
        for group in groups.values() {
            let places: Vec<usize> = group.iter().map(|(old, _)| *old).collect();
            let kept = rising(&places);
            let left = group.iter().zip(kept).filter(|(_, kept)| !kept);
            self.moved.extend(left.map(|(pair, _)| *pair));
        }
    }
}

/// Which numbers of a list belong to a longest rising part of it.
fn rising(list: &[usize]) -> Vec<bool> {
    // The places at which rising parts of each length end, lowest ends first.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(list.len());
    for (at, number) in list.iter().enumerate() {
        let length = ends.partition_point(|end| list[*end] < *number);
        before.push(
            length
                .checked_sub(1)
                .and_then(|last| ends.get(last))
                .copied(),
        );
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut kept = vec![false; list.len()];
    let mut at = ends.last().copied();
    while let Some(place) = at {
        kept[place] = true;
        at = before[place];
    }
    kept
}

/// The order in which kinds are paired: what holds others first.
const ORDER: [Kind; 25] = [
    Kind::Plan,
    Kind::Issuer,
    Kind::Superior,
    Kind::Signature,
    Kind::Unit,
    Kind::Document,
    Kind::Budget,
    Kind::Table,
    Kind::Appendix,
    Kind::Section,
    Kind::Responsibility,
    Kind::TaskGroup,
    Kind::BudgetSource,
    Kind::BudgetLine,
    Kind::Column,
    Kind::Row,
    Kind::Task,
    Kind::TaskResult,
    Kind::LegalBasis,
    Kind::Objective,
    Kind::Indicator,
    Kind::Step,
    Kind::Report,
    Kind::Recipient,
    Kind::Paragraph,
];

/// How many percent of the words must be alike, in the same place and elsewhere.
const LIKE_HERE: usize = 45;
const LIKE_ELSEWHERE: usize = 65;
/// How many, of two paragraphs on different sides of one that has not changed.
const LIKE_ACROSS: usize = 80;
/// A word that more items have tells none from the others, unless there are few items.
const COMMON: usize = 60;

/// Pairs the items of two plans; the years are those planned for.
///
/// It comes out the same whichever of the two is called the old one.
#[must_use]
pub fn pair(old: &[Node<'_>], new: &[Node<'_>], years: (i16, i16)) -> Pairs {
    let said = |nodes: &[Node<'_>]| -> Vec<_> {
        let leaves = nodes.iter().flat_map(|node| &node.item.leaves);
        leaves
            .map(|leaf| (leaf.field.clone(), leaf.value.clone()))
            .collect()
    };
    let turned = years.1 < years.0 || (years.1 == years.0 && said(new) < said(old));
    if turned {
        let pairs = pair_in_order(new, old, (years.1, years.0));
        return Pairs {
            of_old: pairs.of_new,
            of_new: pairs.of_old,
            moved: pairs
                .moved
                .into_iter()
                .map(|(old, new)| (new, old))
                .collect(),
        };
    }
    pair_in_order(old, new, years)
}

fn pair_in_order(old: &[Node<'_>], new: &[Node<'_>], years: (i16, i16)) -> Pairs {
    let mut pairs = Pairs {
        of_old: vec![None; old.len()],
        of_new: vec![None; new.len()],
        moved: BTreeSet::new(),
    };
    for kind in ORDER {
        Matcher {
            old,
            new,
            years,
            kind,
            pairs: &mut pairs,
        }
        .run();
    }
    pairs.find_moved(old, new);
    pairs
}

struct Matcher<'m, 'i> {
    old: &'m [Node<'i>],
    new: &'m [Node<'i>],
    years: (i16, i16),
    kind: Kind,
    pairs: &'m mut Pairs,
}

/// An item without a counterpart yet, with its words.
struct Loose {
    at: usize,
    words: Vec<String>,
    /// The words in the order of the alphabet.
    sorted: Vec<String>,
}

impl Matcher<'_, '_> {
    fn run(&mut self) {
        if matches!(
            self.kind,
            Kind::Plan | Kind::Issuer | Kind::Superior | Kind::Budget | Kind::Signature
        ) {
            self.by(|_, _| Some(String::new()), Reason::Only);
            return;
        }
        let bound = self.is_bound();
        self.by(
            |item, around| {
                let id = item.id.as_ref()?;
                match around {
                    Some(around) => Some(format!("{around}\t{id}")),
                    None if bound => None,
                    None => Some(id.clone()),
                }
            },
            Reason::Id,
        );
        // What is the same to the letter is one, before years count from each plan's own.
        let (old, new) = self.loose(|_| None);
        if old.is_empty() || new.is_empty() {
            return;
        }
        self.by_words(&old, &new, true);
        let (old, new) = self.loose(Some);
        self.by_words(&old, &new, true);
        if !bound {
            self.by_words(&old, &new, false);
        }
        self.by_likeness(&old, &new, LIKE_HERE, true);
        if !bound {
            self.by_likeness(&old, &new, LIKE_ELSEWHERE, false);
        }
    }

    /// Whether items are known by the item around them alone, as a row and a column by their table.
    fn is_bound(&self) -> bool {
        matches!(self.kind, Kind::Row | Kind::Column)
    }

    fn take(&mut self, old: usize, new: usize, reason: Reason) {
        self.pairs.of_old[old] = Some((new, reason));
        self.pairs.of_new[new] = Some((old, reason));
    }

    /// The place of the counterpart of the item around, as the new plan counts; none where it has none.
    fn around(&self, node: &Node<'_>, is_old: bool) -> Option<usize> {
        let parent = node.parent?;
        if is_old {
            self.pairs.of_old[parent].map(|(new, _)| new)
        } else {
            self.pairs.of_new[parent].map(|_| parent)
        }
    }

    /// Whether two items stand in counterparts.
    fn together(&self, old: usize, new: usize) -> bool {
        let around = self.around(&self.old[old], true);
        around.is_some() && around == self.around(&self.new[new], false)
    }

    /// Pairs items with the same key; of several with one key, the first with the first.
    fn by(&mut self, key: impl Fn(&Item, Option<usize>) -> Option<String>, reason: Reason) {
        let bound = self.is_bound();
        let mut waiting: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, node) in self.new.iter().enumerate() {
            if node.item.kind == self.kind {
                let around = self.around(node, false).filter(|_| bound);
                if let Some(key) = key(node.item, around) {
                    waiting.entry(key).or_default().push(at);
                }
            }
        }
        for places in waiting.values_mut() {
            places.reverse();
        }
        for (at, node) in self.old.iter().enumerate() {
            if node.item.kind == self.kind {
                let around = self.around(node, true).filter(|_| bound);
                let key = key(node.item, around);
                let found = key.and_then(|key| waiting.get_mut(&key)?.pop());
                if let Some(new) = found {
                    self.take(at, new, reason);
                }
            }
        }
    }

    /// The items without a counterpart, with words whose years count from what is made of the plan's own.
    fn loose(&self, since: fn(i16) -> Option<i16>) -> (Vec<Loose>, Vec<Loose>) {
        let of = |nodes: &[Node<'_>], paired: &[Option<(usize, Reason)>], year| {
            let nodes = nodes.iter().zip(paired).enumerate();
            nodes
                .filter(|(_, (node, paired))| node.item.kind == self.kind && paired.is_none())
                .map(|(at, (node, _))| {
                    let words = words(node.item, since(year));
                    let mut sorted = words.clone();
                    sorted.sort_unstable();
                    Loose { at, words, sorted }
                })
                .collect()
        };
        (
            of(self.old, &self.pairs.of_old, self.years.0),
            of(self.new, &self.pairs.of_new, self.years.1),
        )
    }

    /// Pairs items with the same words, in counterparts or anywhere.
    fn by_words(&mut self, old: &[Loose], new: &[Loose], here: bool) {
        let mut waiting: HashMap<(Option<usize>, &[String]), Vec<usize>> = HashMap::new();
        for loose in new.iter().rev() {
            if self.pairs.of_new[loose.at].is_some() {
                continue;
            }
            let around = self.around(&self.new[loose.at], false);
            if here && around.is_none() {
                continue;
            }
            let key = (around.filter(|_| here), loose.words.as_slice());
            waiting.entry(key).or_default().push(loose.at);
        }
        for loose in old {
            if self.pairs.of_old[loose.at].is_some() {
                continue;
            }
            let around = self.around(&self.old[loose.at], true).filter(|_| here);
            let found = waiting.get_mut(&(around, loose.words.as_slice()));
            if let Some(new) = found.and_then(Vec::pop) {
                self.take(loose.at, new, Reason::Same);
            }
        }
    }

    /// How alike two items are where years are not counted from each plan's own.
    fn to_the_letter(&self, old: usize, new: usize) -> usize {
        let [old, new] = [self.old[old].item, self.new[new].item].map(|item| {
            let mut words = words(item, None);
            words.sort_unstable();
            words
        });
        likeness(&old, &new)
    }

    /// Whether two paragraphs stand on different sides of one that both plans have to the letter: what is said
    /// there is rather left out and said anew than moved.
    fn crosses(&self, old: usize, new: usize) -> bool {
        /// How far around is looked.
        const NEAR: usize = 64;
        let same = |at: usize| {
            let (found, reason) = self.pairs.of_old[at]?;
            let beside = self.old[at].parent == self.old[old].parent
                && self.new[found].parent == self.new[new].parent;
            (beside && reason == Reason::Same).then_some(found)
        };
        let before = (0..old).rev().take(NEAR).find_map(same);
        let behind = (old + 1..self.old.len()).take(NEAR).find_map(same);
        before.is_some_and(|found| found > new) || behind.is_some_and(|found| found < new)
    }

    /// Pairs items with like words, the likest first.
    fn by_likeness(&mut self, old: &[Loose], new: &[Loose], least: usize, here: bool) {
        let new: Vec<&Loose> = new
            .iter()
            .filter(|l| self.pairs.of_new[l.at].is_none())
            .collect();
        let mut having: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, loose) in new.iter().enumerate() {
            for word in distinct(&loose.sorted) {
                having.entry(word).or_default().push(place);
            }
        }
        let common = COMMON.max(new.len() / 20);
        let mut candidates = Vec::new();
        for loose in old.iter().filter(|l| self.pairs.of_old[l.at].is_none()) {
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for word in distinct(&loose.sorted) {
                let places = having.get(word).filter(|places| places.len() <= common);
                for place in places.into_iter().flatten() {
                    *shared.entry(*place).or_default() += 1;
                }
            }
            for place in shared.into_keys() {
                let other = new[place];
                let together = self.together(loose.at, other.at);
                if here && !together {
                    continue;
                }
                let likeness = likeness(&loose.sorted, &other.sorted);
                let crosses = || {
                    self.kind == Kind::Paragraph
                        && together
                        && self.crosses(loose.at, other.at)
                        && self.to_the_letter(loose.at, other.at) < LIKE_ACROSS
                };
                if likeness >= least && !crosses() {
                    candidates.push((likeness, loose.at, other.at));
                }
            }
        }
        // Two candidates that exclude each other differ in one place, so none is decided by their order.
        let apart = |(_, old, new): &(usize, usize, usize)| {
            self.old[*old].place.abs_diff(self.new[*new].place)
        };
        candidates.sort_by_key(|one| (std::cmp::Reverse(one.0), apart(one), one.1 + one.2));
        for (likeness, old, new) in candidates {
            if self.pairs.of_old[old].is_none() && self.pairs.of_new[new].is_none() {
                let percent = u8::try_from(likeness).unwrap_or(100);
                self.take(old, new, Reason::Like(percent));
            }
        }
    }
}

/// The words of a sorted list, each once.
fn distinct(sorted: &[String]) -> impl Iterator<Item = &str> {
    sorted
        .chunk_by(|one, other| one == other)
        .map(|same| same[0].as_str())
}

#[cfg(test)]
mod tests;
