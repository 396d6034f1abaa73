//! Rules of tables of targets (biểu chỉ tiêu).

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[];
