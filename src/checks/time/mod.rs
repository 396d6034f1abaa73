//! Rules of dates and years (thời gian).
//!
//! They read the document's sentences. A day, a year or a range that the program prints from a value
//! was checked where it was given; here only what someone wrote is read. The words around a year decide
//! whether it is meant as the plan's: a rule that cannot tell keeps silent.

mod body;
mod day;
mod deadline;
mod issue;
mod province;
mod range;
mod tier;
mod year;

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[
    day::IMPOSSIBLE,
    range::REVERSED,
    range::TIMELINE_REVERSED,
    day::WEEKDAY,
    range::TIMELINE_ORDER,
    year::ANOTHER,
    deadline::RECURRING,
    deadline::OUTSIDE,
    tier::DISTRICT,
    province::PROVINCE,
    tier::UNIT,
    tier::HISTORICAL,
    issue::OUTSIDE,
    issue::STEP,
    body::BODY,
];
