//! What a target comes to (mức phấn đấu), be it said as a value or as a change.

use crate::diff::{Change, Field, Value, What};
use crate::plan::{Indicator, Plan, Target};
use crate::source::Span;
use rust_decimal::Decimal;

/// Whether a number is a target.
pub(super) fn is_target(field: &Field) -> bool {
    matches!(field.name, "target" | "target_change")
}

/// Of the changes of an indicator whose target was said as a value and is said as a change now, or the other way
/// round: one of them, and where the old and the new plan say it.
pub(super) fn restated<'c>(
    changes: &(impl Iterator<Item = &'c Change> + Clone),
) -> Option<(&'c Change, [Span; 2])> {
    let side = |is_old: bool| {
        changes.clone().find_map(|change| {
            let What::Altered {
                field, old, new, ..
            } = &change.what
            else {
                return None;
            };
            let ((one, other), place) = if is_old {
                ((old, new), change.places.0)
            } else {
                ((new, old), change.places.1)
            };
            // Targets of several years are told year by year.
            let is_own = is_target(field) && field.key.is_none();
            let is_single = matches!((one, other), (Some(Value::Number(_)), None));
            (is_own && is_single).then_some((change, place?))
        })
    };
    let ((change, old), (_, new)) = (side(true)?, side(false)?);
    Some((change, [old, new]))
}

/// The value that the target at a place comes to, itself or that of the year before and the change, and whether
/// it is a fall.
pub(super) fn level(plan: &Plan, span: Span) -> Option<(Decimal, bool)> {
    let (indicator, target) = target_at(plan, span)?;
    if let Some(value) = target.value {
        return Some((value.value?, false));
    }
    let before = target.year_in(plan.document.year.value).checked_sub(1)?;
    let before = indicator.value(before)?.value?;
    let change = target.change?.value?;
    Some((before.checked_add(change)?, change.is_sign_negative()))
}

/// The target at a place, and the indicator that it is of.
pub(super) fn target_at(plan: &Plan, span: Span) -> Option<(&Indicator, &Target)> {
    let all = plan.indicators.iter();
    let mut all = all.filter_map(|indicator| Some((indicator, indicator.target.as_ref()?)));
    all.find(|(_, target)| {
        let mut figures = [target.value, target.change].into_iter().flatten();
        figures.any(|figure| figure.span == span)
    })
}
