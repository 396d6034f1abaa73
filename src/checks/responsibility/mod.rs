//! Rules of responsibilities (phân công): who does what until when, and who must know of it.
//!
//! What only some plans have is missed only where most of a plan has it: tasks told in prose need no
//! deadline and no product, but a matrix with one empty cell does.

mod deadline;
mod names;
mod recipient;
mod served;
mod task;
mod tasks;
mod words;

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[
    deadline::BEFORE_PLAN,
    deadline::BEYOND_PERIOD,
    recipient::NO_COPY,
    deadline::NONE,
    task::TWO_LEADERS,
    task::TWICE,
    served::INDICATOR,
    served::BUDGET_LINE,
    recipient::NAMED_ONLY,
    task::NO_PRODUCT,
    words::DEADLINE,
    words::HEADING,
];
