//! What holds for every comparison.

use super::plans::{pair, parts, plan, side};
use kehoach::diff::{Change, Comparison, Item, Leaf, Value, What, compare, outline};
use kehoach::source::Sources;
use proptest::prelude::*;

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

    #[test]
    fn turned_around_every_change_is_turned((old, new) in pair()) {
        let mut sources = Sources::default();
        let (old, new) = (plan(&old, &mut sources), plan(&new, &mut sources));
        let there = compare(side(&old, &sources), side(&new, &sources));
        let back = compare(side(&new, &sources), side(&old, &sources));
        prop_assert_eq!(all(&there, false), all(&back, true));
    }
}
