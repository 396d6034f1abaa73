//! How what is looked at stands (kết luận).

use crate::diag::{Words, words};

/// How an item stands. Unknown is never valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It holds.
    Valid,
    /// It cannot be told.
    Unknown,
    /// It does not hold.
    Invalid,
}

impl State {
    /// What people call it.
    #[must_use]
    pub const fn word(self) -> Words {
        match self {
            Self::Valid => words("valid", "hợp lệ"),
            Self::Unknown => words("unknown", "không xác định"),
            Self::Invalid => words("invalid", "không hợp lệ"),
        }
    }
}
