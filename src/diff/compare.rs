//! Two plans to their changes.

use super::change::{Change, Comparison, Delta, Expected, What};
use super::item::{Field, Item, Kind, Leaf, Role, Value};
use super::outcome::outcomes;
use super::outline::{Side, outline};
use super::pair::{Pairs, Reason, pair};
use super::registry::fill;
use super::rename::Renames;
use super::shift::expected;
use super::split::splits;
use super::tree::{Node, flatten};
use super::unit::{in_unit, is_comparable, is_converted, is_same, unit_of};
use super::words::runs;
use crate::plan::{Better, LegalBasis, Plan};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashSet};

/// Compares two plans.
///
/// Every leaf of both is the same in a pair of items, or is covered by exactly one change.
#[must_use]
pub fn compare(before: Side<'_>, after: Side<'_>) -> Comparison {
    let (old, new) = (before.plan, after.plan);
    let years = (old.document.year.value, new.document.year.value);
    let mut items = [outline(before), outline(after)];
    fill([before, after], &mut items);
    let (old_nodes, new_nodes) = (flatten(&items[0]), flatten(&items[1]));
    let pairs = pair(&old_nodes, &new_nodes, years);
    let mut comparer = Comparer {
        old: &old_nodes,
        new: &new_nodes,
        pairs: &pairs,
        years,
        directions: directions(old, new),
        sorted: sorted(&new_nodes, &pairs),
        lonely: lonely(&old_nodes, &new_nodes, &pairs),
        renames: Renames::of(&old_nodes, &new_nodes, &pairs),
        changes: Vec::new(),
        equal: 0,
    };
    comparer.run();
    let outcomes = outcomes(old, new, &comparer.paired_indicators());
    Comparison {
        years,
        changes: comparer.changes,
        equal: comparer.equal,
        replaced: replaced(before, after),
        splits: splits(&old_nodes, &new_nodes, &pairs),
        outcomes,
    }
}

struct Comparer<'c, 'i> {
    old: &'c [Node<'i>],
    new: &'c [Node<'i>],
    pairs: &'c Pairs,
    years: (i16, i16),
    /// Which way indicators get better, by id in the new plan.
    directions: Vec<(String, Better)>,
    renames: Renames,
    /// The tables of the new plan in which several rows or columns have changed their places.
    sorted: BTreeMap<(usize, Kind), usize>,
    lonely: HashSet<Lonely>,
    changes: Vec<Change>,
    equal: usize,
}

fn directions(old: &Plan, new: &Plan) -> Vec<(String, Better)> {
    let known = new.indicators.iter().chain(&old.indicators);
    known
        .filter_map(|indicator| Some((indicator.id.value.clone(), indicator.better?)))
        .collect()
}

/// A column that one plan alone has: whether the old one, the table, the id.
type Lonely = (bool, Option<usize>, Option<String>);

fn lonely(old: &[Node<'_>], new: &[Node<'_>], pairs: &Pairs) -> HashSet<Lonely> {
    let sides = [(true, old, &pairs.of_old), (false, new, &pairs.of_new)];
    let alone = sides.into_iter().flat_map(|(is_old, nodes, pairs)| {
        let nodes = nodes.iter().zip(pairs).filter(|(_, pair)| pair.is_none());
        let columns = nodes.filter(|(node, _)| node.item.kind == Kind::Column);
        columns.map(move |(node, _)| (is_old, node.parent, node.item.id.clone()))
    });
    alone.collect()
}

/// The tables in which several rows or columns have changed their places, and how many of each.
fn sorted(new: &[Node<'_>], pairs: &Pairs) -> BTreeMap<(usize, Kind), usize> {
    let mut counts = BTreeMap::new();
    for (_, at) in &pairs.moved {
        let node = &new[*at];
        if let (Some(parent), Kind::Row | Kind::Column) = (node.parent, node.item.kind) {
            *counts.entry((parent, node.item.kind)).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count > 1);
    counts
}

impl Comparer<'_, '_> {
    fn run(&mut self) {
        let mut dropped = self.dropped().into_iter().peekable();
        for at in 0..self.new.len() {
            match self.pairs.of_new[at] {
                Some((old, reason)) => self.pair(old, at, reason),
                None => self.single(at, false),
            }
            while let Some((_, old)) = dropped.next_if(|(behind, _)| *behind == at) {
                self.single(old, true);
            }
        }
    }

    /// The items that only the old plan has, each with the item of the new plan that they stood behind.
    fn dropped(&self) -> Vec<(usize, usize)> {
        let mut behind = 0;
        let mut dropped = Vec::new();
        for (at, pair) in self.pairs.of_old.iter().enumerate() {
            match pair {
                Some((new, _)) => behind = *new,
                None => dropped.push((behind, at)),
            }
        }
        dropped.sort_by_key(|(behind, _)| *behind);
        dropped
    }

    fn pair(&mut self, old: usize, new: usize, reason: Reason) {
        let (before, after) = (&self.old[old], &self.new[new]);
        if !self.pairs.stay(self.old, self.new, (old, new)) {
            let from = trail(self.old, old);
            self.push(old, new, reason, What::Moved { from });
        } else if self.pairs.moved.contains(&(old, new)) && !self.is_sorted(new) {
            let (from, to) = (before.place + 1, after.place + 1);
            self.push(old, new, reason, What::Reordered { from, to });
        }
        let (before, after) = (before.item, after.item);
        if before.id != after.id && before.kind != Kind::Row {
            let (from, to) = (before.id.clone(), after.id.clone());
            self.push(old, new, reason, What::Renamed { from, to });
        }
        let fields = before.leaves.iter();
        let fields: Vec<_> = fields.map(|leaf| self.renames.field(&leaf.field)).collect();
        for (leaf, field) in before.leaves.iter().zip(&fields) {
            self.leaf(old, new, reason, Some(leaf), after.leaf(field));
        }
        for of in [Kind::Column, Kind::Row] {
            if let Some(moved) = self.sorted.get(&(new, of)).copied() {
                self.push(old, new, reason, What::Sorted { of, moved });
            }
        }
        for leaf in &after.leaves {
            if !fields.iter().any(|field| **field == leaf.field) {
                self.leaf(old, new, reason, before.leaf(&leaf.field), Some(leaf));
            }
        }
    }

    fn leaf(
        &mut self,
        old: usize,
        new: usize,
        reason: Reason,
        before: Option<&Leaf>,
        after: Option<&Leaf>,
    ) {
        let (one, other) = (
            before.map(|leaf| &leaf.value),
            after.map(|leaf| &leaf.value),
        );
        let Some(leaf) = before.or(after) else {
            return;
        };
        let field = &leaf.field;
        // A column that only one plan has takes its cells along.
        let lonely = match (before, after) {
            (Some(_), None) => self.is_lonely(&self.old[old], field, true),
            (None, Some(_)) => self.is_lonely(&self.new[new], field, false),
            _ => false,
        };
        if lonely {
            return;
        }
        if one != other && one.map(|one| self.renames.value(field, one)).as_ref() == other {
            self.equal += 1;
            return;
        }
        let units = (unit_of(self.old, old, field), unit_of(self.new, new, field));
        let same_amount = match (one, other) {
            (Some(Value::Number(one)), Some(Value::Number(other))) => {
                is_same((*one, units.0), (*other, units.1))
            }
            _ => one == other,
        };
        if one == other && same_amount && is_written_alike(one, other) {
            self.equal += 1;
            return;
        }
        // The same number, with other decimals.
        let is_rewritten = one == other && same_amount;
        let field = leaf.field.clone();
        let runs = match (one, other) {
            (Some(Value::Text(one)), Some(Value::Text(other))) => runs(one, other),
            _ => Vec::new(),
        };
        let item = self.new[new].item;
        let delta = match (one, other) {
            (Some(Value::Number(one)), Some(Value::Number(other))) if !is_rewritten => {
                self.delta(item, &field, (*one, *other), units)
            }
            _ => None,
        };
        let expected = if same_amount && !is_rewritten {
            Some(Expected::Unit)
        } else {
            expected(self.years, &field, (one, other))
        };
        let what = What::Altered {
            field,
            old: one.cloned(),
            new: other.cloned(),
            delta,
            runs,
        };
        self.push(old, new, reason, what);
        if let Some(change) = self.changes.last_mut() {
            change.expected = expected;
            let differ = is_converted(units.0, units.1) || !is_comparable(units.0, units.1);
            if matches!(one, Some(Value::Number(_))) && differ {
                change.old_unit = units.0.map(ToOwned::to_owned);
            }
            let place = |leaf: Option<&Leaf>| leaf.and_then(|leaf| leaf.span);
            change.places = (place(before), place(after));
        }
    }

    /// The difference of two numbers, that of money in the new one's unit.
    fn delta(
        &self,
        item: &Item,
        field: &Field,
        (old, new): (Decimal, Decimal),
        units: (Option<&str>, Option<&str>),
    ) -> Option<Delta> {
        if !field.role.is_measure() || !is_comparable(units.0, units.1) {
            return None;
        }
        let old = in_unit(old, units.0, units.1)?;
        let delta = Delta::between(old, new, units.1.or(units.0))?;
        let absolute = delta.absolute;
        let direction = self
            .directions
            .iter()
            .find(|(id, _)| Some(id) == item.id.as_ref());
        let better = match direction {
            Some((_, better)) if item.kind == Kind::Indicator && !absolute.is_zero() => {
                // The change of a value counts as the value does: the lower, the better.
                let rises = !absolute.is_sign_negative();
                field
                    .role
                    .is_figure()
                    .then_some(rises == (*better == Better::Higher))
            }
            _ => None,
        };
        Some(Delta { better, ..delta })
    }

    /// Whether the column of a row's cell stands in one plan alone.
    fn is_lonely(&self, row: &Node<'_>, cell: &Field, is_old: bool) -> bool {
        cell.role == Role::Cell && {
            let key = (is_old, row.parent, cell.key.clone());
            self.lonely.contains(&key)
        }
    }

    /// Whether an item is a row or column of a table in which several have changed their places.
    fn is_sorted(&self, new: usize) -> bool {
        let node = &self.new[new];
        let key = node.parent.map(|parent| (parent, node.item.kind));
        key.is_some_and(|key| self.sorted.contains_key(&key))
    }

    /// Reports an item that only one of the plans has.
    fn single(&mut self, at: usize, is_old: bool) {
        let nodes = if is_old { self.old } else { self.new };
        let pairs = if is_old {
            &self.pairs.of_old
        } else {
            &self.pairs.of_new
        };
        let item = nodes[at].item;
        let mut leaves = item.leaves.clone();
        if item.kind == Kind::Column {
            let rows = nodes.iter().zip(pairs).filter(|(row, pair)| {
                row.item.kind == Kind::Row && row.parent == nodes[at].parent && pair.is_some()
            });
            let cells = rows.flat_map(|(row, _)| &row.item.leaves);
            leaves.extend(cells.filter(|cell| cell.field.key == item.id).cloned());
        }
        let (what, places) = if is_old {
            (What::Dropped { leaves }, (item.span, None))
        } else {
            (What::Added { leaves }, (None, item.span))
        };
        self.changes.push(Change {
            kind: item.kind,
            name: item.name.clone(),
            trail: trail(nodes, at),
            unit: item.unit.clone(),
            old_unit: None,
            reason: None,
            what,
            expected: None,
            places,
        });
    }

    fn push(&mut self, old: usize, new: usize, reason: Reason, what: What) {
        let item = self.new[new].item;
        self.changes.push(Change {
            kind: item.kind,
            name: item.name.clone(),
            trail: trail(self.new, new),
            unit: item.unit.clone(),
            old_unit: None,
            reason: Some(reason),
            what,
            expected: None,
            places: (self.old[old].item.span, item.span),
        });
    }

    /// The ids of indicators that are one.
    fn paired_indicators(&self) -> Vec<(&str, &str)> {
        let pairs = self.pairs.of_old.iter().zip(self.old);
        pairs
            .filter(|(_, node)| node.item.kind == Kind::Indicator)
            .filter_map(|(pair, node)| {
                let (new, _) = (*pair)?;
                Some((node.item.id.as_deref()?, self.new[new].item.id.as_deref()?))
            })
            .collect()
    }
}

/// Whether two values print alike: numbers keep the decimals that they are written with.
fn is_written_alike(one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one, other) {
        (Some(Value::Number(one)), Some(Value::Number(other))) => one.scale() == other.scale(),
        _ => true,
    }
}

/// The names of the items around an item, outermost first, without the plan itself.
fn trail(nodes: &[Node<'_>], at: usize) -> Vec<String> {
    let mut trail = Vec::new();
    let mut around = nodes[at].parent;
    while let Some(parent) = around {
        let node = &nodes[parent];
        around = node.parent;
        if around.is_some() {
            trail.push(node.item.name.clone());
        }
    }
    trail.reverse();
    trail
}

/// The bases of the old plan in whose place the new one has those that the registry names, be it by way of
/// others.
fn replaced(before: Side<'_>, after: Side<'_>) -> Vec<(String, String)> {
    let named = |side: Side<'_>| -> Vec<String> {
        let bases = side.plan.legal_bases.iter();
        let ids = bases.flat_map(LegalBasis::entries);
        ids.map(|id| id.value.clone()).collect()
    };
    let heir = |id: &str| {
        let mut entries = [after, before]
            .into_iter()
            .filter_map(|side| side.document(id));
        entries.find_map(|entry| entry.replaced_by.as_ref())
    };
    let (old, new) = (named(before), named(after));
    let gone = old.into_iter().filter(|id| !new.contains(id));
    let pairs = gone.filter_map(|id| {
        // A registry may send documents round in a circle.
        let heirs = std::iter::successors(heir(&id), |id| heir(id.as_str())).take(10);
        let heir = heirs
            .map(|heir| &heir.value)
            .find(|heir| new.contains(heir))?;
        Some((id, heir.clone()))
    });
    pairs.collect()
}
