//! Rules between the plans of a workspace (giữa các kế hoạch): what a superior assigns, what its units
//! plan, and the numbers of an office's documents.

mod allotment;
mod assignment;
mod citation;
mod number;
mod sum;
mod target;

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[
    target::DIFFERS,
    target::BEYOND,
    allotment::DIFFERS,
    assignment::LEFT_OUT,
    sum::TARGETS,
    sum::MONEY,
    number::TAKEN,
    citation::UNCITED,
];
