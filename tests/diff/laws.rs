//! What holds for every comparison.

use super::plans::{in_thousands, pair, parts, plan, side};
use kehoach::diag::Lang;
use kehoach::diff::report::{Claim, Reader, Sides, claims};
use kehoach::diff::{
    Change, Comparison, Expected, Item, Leaf, Value, What, compare, outline, printed,
};
use kehoach::source::Sources;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn leaves<'i>(item: &'i Item, all: &mut Vec<&'i Leaf>) {
    all.extend(&item.leaves);
    item.children.iter().for_each(|child| leaves(child, all));
}

/// What a change covers of the old and of the new plan, as text.
fn covered(change: &Change) -> (Vec<String>, Vec<String>) {
    let of = |leaves: &[Leaf]| {
        leaves
            .iter()
            .map(|leaf| said(leaf.field.name, leaf.field.key.as_deref(), &leaf.value))
            .collect()
    };
    match &change.what {
        What::Added { leaves } => (Vec::new(), of(leaves)),
        What::Dropped { leaves } => (of(leaves), Vec::new()),
        What::Altered {
            field, old, new, ..
        } => {
            let side = |value: &Option<Value>| {
                value
                    .iter()
                    .map(|value| said(field.name, field.key.as_deref(), value))
                    .collect()
            };
            (side(old), side(new))
        }
        _ => (Vec::new(), Vec::new()),
    }
}

fn said(name: &str, key: Option<&str>, value: &Value) -> String {
    format!("{name} {key:?} {value:?}")
}

/// Takes what changes cover out of what a plan says; what is left is the same in both.
fn left(item: &Item, taken: Vec<String>) -> Vec<String> {
    let mut all = Vec::new();
    leaves(item, &mut all);
    let mut all: Vec<String> = all
        .iter()
        .map(|leaf| said(leaf.field.name, leaf.field.key.as_deref(), &leaf.value))
        .collect();
    for one in taken {
        let at = all.iter().position(|own| *own == one);
        all.remove(at.unwrap_or_else(|| panic!("{one} is covered twice, or is not in the plan")));
    }
    all.sort();
    all
}

/// The amounts of an item counted in million đồng that are not zero.
fn money<'i>(item: &'i Item, all: &mut Vec<&'i Leaf>) {
    if item.unit.as_deref() == Some("triệu đồng") {
        let is_amount = |leaf: &&Leaf| {
            let key = leaf.field.key.as_deref();
            let named =
                leaf.field.name == "amount" || (leaf.field.name == "cell" && key == Some("c"));
            named && matches!(leaf.value, Value::Number(number) if !number.is_zero())
        };
        all.extend(item.leaves.iter().filter(is_amount));
    }
    item.children.iter().for_each(|child| money(child, all));
}

/// A change as it reads either way: what it is about, and both sides of it.
fn either_way(change: &Change, turned: bool) -> String {
    let turn = |old: String, new: String| if turned { (new, old) } else { (old, new) };
    let (what, (old, new)) = match &change.what {
        What::Added { leaves } => ("only one", turn(String::new(), format!("{leaves:?}"))),
        What::Dropped { leaves } => ("only one", turn(format!("{leaves:?}"), String::new())),
        What::Moved { from } => (
            "moved",
            turn(format!("{from:?}"), format!("{:?}", change.trail)),
        ),
        What::Reordered { from, to } => ("reordered", turn(from.to_string(), to.to_string())),
        What::Sorted { of, moved } => {
            let both = format!("{of:?} {moved}");
            ("sorted", turn(both.clone(), both))
        }
        What::Renamed { from, to } => ("renamed", turn(format!("{from:?}"), format!("{to:?}"))),
        What::Altered {
            field, old, new, ..
        } => {
            let (old, new) = turn(format!("{old:?}"), format!("{new:?}"));
            return format!("{:?} {field:?}: {old} -> {new}", change.kind);
        }
    };
    format!("{:?} {what}: {old} -> {new}", change.kind)
}

fn all(comparison: &Comparison, turned: bool) -> Vec<String> {
    let mut all: Vec<String> = comparison
        .changes
        .iter()
        .map(|change| either_way(change, turned))
        .collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_plan_is_the_same_as_itself(parts in parts()) {
        let mut sources = Sources::default();
        let text = format!("[document]\nyear = 2024\ntitle = \"Giảm nghèo\"\n{}", parts.concat());
        let (one, other) = (plan(&text, &mut sources), plan(&text, &mut sources));
        let comparison = compare(side(&one, &sources), side(&other, &sources));
        prop_assert_eq!(&comparison.changes, &[]);
        let outline = outline(side(&one, &sources));
        let mut all = Vec::new();
        leaves(&outline, &mut all);
        prop_assert_eq!(comparison.equal, all.len());
    }

    #[test]
    fn every_leaf_is_the_same_or_covered_once((old, new) in pair()) {
        let mut sources = Sources::default();
        let (old, new) = (plan(&old, &mut sources), plan(&new, &mut sources));
        let comparison = compare(side(&old, &sources), side(&new, &sources));
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for change in &comparison.changes {
            let (old, new) = covered(change);
            before.extend(old);
            after.extend(new);
        }
        let (before, after) = (left(&outline(side(&old, &sources)), before), left(&outline(side(&new, &sources)), after));
        prop_assert_eq!(comparison.equal, before.len());
        prop_assert_eq!(before, after);
    }

    /// Nothing but the unit has changed of it, and amounts that are not zero are counted.
    #[test]
    fn the_same_money_in_another_unit_is_no_change_of_money(parts in parts()) {
        let file = |parts: &[String]| {
            format!("[document]\nyear = 2024\ntitle = \"Giảm nghèo\"\n{}", parts.concat())
        };
        let mut sources = Sources::default();
        let other: Vec<String> = parts.iter().map(|part| in_thousands(part)).collect();
        let other_unit = other != parts;
        let (old, new) = (plan(&file(&parts), &mut sources), plan(&file(&other), &mut sources));
        let comparison = compare(side(&old, &sources), side(&new, &sources));
        let matter = comparison.changes.iter().filter(|change| change.matters());
        let fields = matter.map(|change| match &change.what {
            What::Altered { field, .. } => field.name,
            what => panic!("{what:?}"),
        });
        prop_assert_eq!(fields.collect::<Vec<_>>(), vec!["unit"; usize::from(other_unit)]);
        for change in comparison.changes.iter().filter(|change| !change.matters()) {
            prop_assert_eq!(change.expected, Some(Expected::Unit));
            prop_assert_eq!(change.old_unit.as_deref(), Some("triệu đồng"));
        }
    }

    /// The same digits in another unit are another amount.
    #[test]
    fn an_amount_is_equal_only_in_its_unit(parts in parts()) {
        let file = |unit: &str| {
            let text = format!("[document]\nyear = 2024\ntitle = \"Giảm nghèo\"\n{}", parts.concat());
            text.replace("\"triệu đồng\"", unit)
        };
        let mut sources = Sources::default();
        let (old, new) = (file("\"triệu đồng\""), file("\"tỷ đồng\""));
        let (old, new) = (plan(&old, &mut sources), plan(&new, &mut sources));
        let comparison = compare(side(&old, &sources), side(&new, &sources));
        let outline = outline(side(&old, &sources));
        let mut amounts = Vec::new();
        money(&outline, &mut amounts);
        let changed = comparison.changes.iter().filter(|change| change.old_unit.is_some());
        prop_assert_eq!(changed.count(), amounts.len());
        prop_assert!(comparison.changes.iter().all(Change::matters));
    }

    #[test]
    fn turned_around_every_change_is_turned((old, new) in pair()) {
        let mut sources = Sources::default();
        let (old, new) = (plan(&old, &mut sources), plan(&new, &mut sources));
        let there = compare(side(&old, &sources), side(&new, &sources));
        let back = compare(side(&new, &sources), side(&old, &sources));
        prop_assert_eq!(all(&there, false), all(&back, true));
    }

    /// Whatever has changed, eight sentences stand for it at most, and every change that matters behind one.
    #[test]
    fn sentences_stand_for_all_that_matters((old, new) in pair()) {
        let mut sources = Sources::default();
        let (old, new) = (plan(&old, &mut sources), plan(&new, &mut sources));
        let (old, new) = (side(&old, &sources), side(&new, &sources));
        let comparison = printed(compare(old, new), old, new);
        let sides = Sides { old, new, comparison: &comparison };
        for lang in [Lang::En, Lang::Vi] {
            let claims = claims(&sides, &Reader::new(&sides, lang));
            prop_assert!(claims.len() <= 8);
            prop_assert_eq!(claims.is_empty(), comparison.changes.is_empty());
            let told: BTreeSet<usize> = claims.iter().flat_map(Claim::entries).collect();
            prop_assert!(told.iter().all(|place| *place < comparison.changes.len()));
            for (place, change) in comparison.changes.iter().enumerate() {
                prop_assert!(!change.matters() || told.contains(&place), "{:?}", change);
            }
        }
    }
}
