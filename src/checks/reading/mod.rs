//! Rules of the file itself (tệp): they act while it is read and composed.

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[];
