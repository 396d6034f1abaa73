//! Rules against last year's plan (so với năm trước).

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[];
