//! Rules across the plans of a workspace (giữa các kế hoạch).

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[];
