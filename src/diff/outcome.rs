//! What became of the old plan's targets, as far as the new one records results.

use super::change::{Outcome, Verdict};
use super::unit::{in_unit, is_comparable};
use crate::plan::{Better, Bound, Indicator, Plan};
use std::cmp::Ordering;

/// What became of the old plan's targets, of the indicators that are one.
pub(super) fn outcomes(old: &Plan, new: &Plan, pairs: &[(&str, &str)]) -> Vec<Outcome> {
    let find = |plan: &'_ Plan, id: &str| -> Option<usize> {
        plan.indicators
            .iter()
            .position(|indicator| indicator.id.value == id)
    };
    pairs
        .iter()
        .filter_map(|(before, after)| {
            let before = &old.indicators[find(old, before)?];
            let after = &new.indicators[find(new, after)?];
            outcome(old, before, after)
        })
        .collect()
}

/// What became of a target that is a bound, where a result is less, equal or greater.
fn bounded(bound: Bound, order: Ordering) -> Verdict {
    let is_met = match bound {
        Bound::AtLeast => order.is_ge(),
        Bound::MoreThan => order.is_gt(),
        Bound::AtMost => order.is_le(),
        Bound::LessThan => order.is_lt(),
    };
    match (bound, order) {
        _ if !is_met => Verdict::Missed,
        (Bound::AtLeast, Ordering::Greater) => Verdict::Exceeded,
        _ => Verdict::Reached,
    }
}

fn outcome(old: &Plan, before: &Indicator, after: &Indicator) -> Option<Outcome> {
    let target = before.target.as_ref()?;
    let year = target
        .year
        .map_or(old.document.year.value, |year| year.value);
    let (wanted, result, is_change) = match (target.value, target.change) {
        (Some(value), _) => (value, after.value(year)?, false),
        (None, Some(change)) => (change, after.change(year)?, true),
        (None, None) => return None,
    };
    let unit = |indicator: &Indicator| indicator.unit.as_ref().map(|unit| unit.value.clone());
    let (from, to) = (unit(before), unit(after));
    if !is_comparable(from.as_deref(), to.as_deref()) {
        return None;
    }
    let wanted = in_unit(wanted.value?, from.as_deref(), to.as_deref())?;
    let result = result.value?;
    let better = after.better.or(before.better)?;
    // A bound of a fall is said of how much it falls: «giảm trên 4%».
    let falls = is_change && wanted.is_sign_negative();
    let order = if falls {
        wanted.cmp(&result)
    } else {
        result.cmp(&wanted)
    };
    let verdict = match target.bound {
        Some(bound) => bounded(bound, order),
        None => match (result.cmp(&wanted), better) {
            (Ordering::Equal, _) => Verdict::Reached,
            (Ordering::Greater, Better::Higher) | (Ordering::Less, Better::Lower) => {
                Verdict::Exceeded
            }
            _ => Verdict::Missed,
        },
    };
    Some(Outcome {
        name: after.name.value.clone(),
        unit: to,
        year,
        target: wanted,
        is_change,
        result,
        verdict,
    })
}
