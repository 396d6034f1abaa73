//! Rules of the budget (kinh phí).

mod entries;
mod totals;

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[
    totals::LINE_FROM_LINES,
    totals::LINE_FROM_AMOUNTS,
    totals::SOURCE_FROM_COLUMN,
    totals::SOURCE_FROM_PARTS,
    totals::TOTAL_FROM_LINES,
    totals::TOTAL_FROM_SOURCES,
    entries::NEGATIVE,
    totals::MIXED_UNITS,
    entries::NO_RESPONSIBLE,
    entries::TWICE,
];
