//! Rules against last year's plan (so với kế hoạch năm trước), which a plan names or `--previous` gives.

mod basis;
mod indicator;
mod money;
mod work;

pub(in crate::checks) use basis::is_carried_over;

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[
    indicator::BASELINE,
    indicator::NAME,
    indicator::UNIT,
    basis::CARRIED_OVER,
    money::CHANGED,
    work::UNIT_DROPPED,
    work::TASK_DROPPED,
];
