//! Money whose unit alone was changed: all digits stand as they stood, which the unit's own line tells.

use super::change::{Change, What};
use super::item::{Kind, Value};
use super::unit::is_converted;
use std::collections::BTreeSet;

/// What has one unit: the budget, an indicator.
type Owner<'c> = (bool, &'c str);

/// The places of the amounts that have the digits of before, where all amounts have them that were counted in
/// another unit. They matter, each of them; the line of the unit stands for them.
pub(super) fn kept(changes: &[Change]) -> BTreeSet<usize> {
    let told = changes.iter().enumerate();
    let told = told.filter_map(|(place, change)| Some((place, counted(change)?)));
    let told: Vec<(usize, (Owner<'_>, bool))> = told.collect();
    let broken = told.iter().filter(|(_, (_, is_kept))| !is_kept);
    let broken: BTreeSet<Owner<'_>> = broken.map(|(_, (owner, _))| *owner).collect();
    let kept = told
        .iter()
        .filter(|(_, (owner, _))| !broken.contains(owner));
    kept.map(|(place, _)| *place).collect()
}

/// Whose amount has another unit, and whether it has the digits of before.
fn counted(change: &Change) -> Option<(Owner<'_>, bool)> {
    let What::Altered {
        old: Some(Value::Number(old)),
        new: Some(Value::Number(new)),
        ..
    } = &change.what
    else {
        return None;
    };
    let owner = match change.kind {
        Kind::Budget | Kind::BudgetLine | Kind::BudgetSource => (true, ""),
        Kind::Indicator => (false, change.name.as_str()),
        _ => return None,
    };
    let unit = change.old_unit.as_deref()?;
    is_converted(Some(unit), change.unit.as_deref()).then_some((owner, old == new))
}
