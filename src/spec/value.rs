//! Values with their places.

use crate::source::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::ops::Deref;

/// A text (chuỗi) as it was written, in Unicode normal form C.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The value.
    pub value: String,
    /// The whole token, with its quotes.
    pub span: Span,
}

impl Text {
    /// The value.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// Whether nothing but white space is written.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.value.trim().is_empty()
    }
}

impl AsRef<Self> for Text {
    fn as_ref(&self) -> &Self {
        self
    }
}

/// The path of a file (đường dẫn tệp), from the folder of the file that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePath(pub(super) Text);

impl Deref for FilePath {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.0
    }
}

impl AsRef<Text> for FilePath {
    fn as_ref(&self) -> &Text {
        self
    }
}

/// What is written for a value that is still to be decided (giá trị chưa chốt).
pub const UNDECIDED: &str = "TODO";

/// A number (số liệu), exact and with the decimals it was written with, or one still to be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The number; none where `"TODO"` stands.
    pub value: Option<Decimal>,
    /// Where it stands.
    pub span: Span,
}

/// A year (năm) from 1945 to 2199.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub value: i16,
    /// Where it stands.
    pub span: Span,
}

/// A day (ngày).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: Date,
    /// Where it stands.
    pub span: Span,
}

/// A day, a month or a year (thời điểm), as precise as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A day.
    Day(Day),
    /// A month of a year.
    Month {
        /// The year.
        year: i16,
        /// The month, 1 to 12.
        month: i8,
        /// Where it stands.
        span: Span,
    },
    /// A whole year.
    Year {
        /// The year.
        year: i16,
        /// Where it stands.
        span: Span,
    },
}

impl Moment {
    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        match self {
            Self::Day(day) => day.date.year(),
            Self::Month { year, .. } | Self::Year { year, .. } => year,
        }
    }

    /// The month, where it is known.
    #[must_use]
    pub fn month(self) -> Option<i8> {
        match self {
            Self::Day(day) => Some(day.date.month()),
            Self::Month { month, .. } => Some(month),
            Self::Year { .. } => None,
        }
    }
}

/// One value or a list of them: `lead = "so_noi_vu"` or `lead = ["so_noi_vu", "so_tu_phap"]`.
#[derive(Debug, Clone)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for OneOrMany<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}
