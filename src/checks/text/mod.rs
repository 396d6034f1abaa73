//! Rules of Vietnamese text (chính tả, dấu câu).

use super::rule::Rule;
mod dash;
mod letters;
mod number;
mod pairs;
mod repeat;
mod slip;
mod space;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[];
