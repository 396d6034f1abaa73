//! What rules of orthography (chính tả) rest on.

use crate::checks::rule::Ground;

/// What careful writers of Vietnamese keep to.
pub(super) const ORTHOGRAPHY: Ground = Ground::Custom("orthography");
