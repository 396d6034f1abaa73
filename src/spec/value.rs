//! Values with their places.

use super::record::Said;
use super::scalar::{Node, Reader, Value, not_a_year, year};
use super::schema::Book;
use crate::source::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use std::ops::Deref;
use toml::de::DeValue;

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
pub struct FilePath(Text);

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

impl Value for FilePath {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        Text::verbatim(node, reader).map(Self)
    }

    fn schema(book: &mut Book) -> Json {
        Text::schema(book)
    }

    fn said(&self) -> Option<Said> {
        self.0.said()
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

impl Value for Year {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let span = reader.span(node.span());
        let DeValue::Integer(number) = node.get_ref() else {
            return reader.wrong_type(span, node.get_ref(), "a year", "một năm");
        };
        let value = year(number.as_str());
        if value.is_none() {
            let text = number.as_str().to_owned();
            reader.push(not_a_year(&Text { value: text, span }));
        }
        value.map(|value| Self { value, span })
    }

    fn schema(_: &mut Book) -> Json {
        json!({ "type": "integer", "minimum": 1945, "maximum": 2199 })
    }

    fn said(&self) -> Option<Said> {
        Some(Said::Year(self.value))
    }
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

impl<T: Value> Value for OneOrMany<T> {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        match node.get_ref() {
            DeValue::Array(_) => Vec::read(node, reader).map(Self),
            _ => T::read(node, reader).map(|one| Self(vec![one])),
        }
    }

    fn schema(_: &mut Book) -> Json {
        json!({ "type": ["string", "array"], "items": { "type": "string" } })
    }

    fn said(&self) -> Option<Said> {
        let said: Vec<Said> = self.iter().filter_map(T::said).collect();
        (!said.is_empty()).then_some(Said::Several(said))
    }
}
