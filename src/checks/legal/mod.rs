//! Rules of legal bases and citations (căn cứ, viện dẫn).

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[];
