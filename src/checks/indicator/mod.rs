//! Rules of indicators and objectives (chỉ tiêu, mục tiêu).

mod aim;
mod change;
mod course;
mod measure;
mod owner;
mod part;
mod ratio;
mod series;

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[
    ratio::MISMATCH,
    change::MISMATCH,
    part::EXCEEDS,
    part::SUM,
    change::TARGET,
    ratio::TARGET,
    measure::OUT_OF_RANGE,
    measure::FRACTION,
    ratio::NO_WHOLE,
    course::AGAINST,
    course::GAP,
    course::UNIT,
    owner::INDICATOR,
    owner::OBJECTIVE,
    aim::PAST_YEAR,
    aim::ANOTHER,
];
