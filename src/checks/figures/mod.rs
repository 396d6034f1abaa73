//! Rules of figures in running text (số liệu trong lời văn).

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[];
