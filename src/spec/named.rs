//! What ids name.

use crate::diag::Message;

/// What an id can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Named {
    /// An indicator (chỉ tiêu).
    Indicator,
    /// A table of targets (biểu).
    Table,
    /// A budget line or source, or `total` (kinh phí).
    Budget,
    /// A legal document (văn bản).
    Legal,
    /// An organisation (đơn vị).
    Unit,
    /// A section or an appendix (mục, phụ lục).
    Place,
    /// A source of money (nguồn vốn).
    Source,
}

impl Named {
    /// What the named thing is called in messages.
    #[must_use]
    pub fn noun(self) -> Message {
        match self {
            Self::Indicator => Message::new("indicator", "chỉ tiêu"),
            Self::Table => Message::new("table", "biểu"),
            Self::Budget => Message::new("budget line or source", "khoản mục hoặc nguồn kinh phí"),
            Self::Legal => Message::new("legal document", "văn bản"),
            Self::Unit => Message::new("unit", "đơn vị"),
            Self::Place => Message::new("section or appendix", "mục hoặc phụ lục"),
            Self::Source => Message::new("budget source", "nguồn kinh phí"),
        }
    }
}
