//! Rules of tables of targets (biểu chỉ tiêu).
//!
//! Every table is laid out once as a [`Grid`](super::facts::grid::Grid), which all its rules share; each
//! of them goes over the rows once.

mod column;
mod formula;
mod hidden;
mod part;
mod ratio;
mod row;

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[
    formula::BROKEN,
    column::TOTAL,
    part::EXCEEDS,
    ratio::OF_ROW,
    ratio::OF_TOTAL,
    hidden::OF_ROW,
    hidden::OF_TOTAL,
    row::DUPLICATE,
    row::SAME_NAME,
    column::MISSING,
    row::NUMBERS,
    column::MIXED_UNITS,
    part::FRACTION,
    formula::NO_COLUMN,
];
