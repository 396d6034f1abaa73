//! Rules of indicators and objectives (chỉ tiêu, mục tiêu).

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[];
