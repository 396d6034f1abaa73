//! How a command ends.

use serde::{Deserialize, Serialize};

/// How a command ended: 0 clean, 1 findings, 2 usage or environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::cli) enum Outcome {
    /// Nothing is wrong.
    Clean,
    /// Something was found.
    Findings,
    /// Something could not be done.
    Trouble,
}
