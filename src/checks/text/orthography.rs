//! What rules of orthography (chính tả) rest on.

use crate::checks::rule::Ground;
use crate::diag::words;

/// What careful writers of Vietnamese keep to.
pub(super) const ORTHOGRAPHY: Ground = Ground::Convention(words(
    "Vietnamese orthography",
    "quy tắc chính tả, dấu câu tiếng Việt",
));
