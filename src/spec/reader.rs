//! What reading a file comes to, value by value.

use super::allow::Allow;
use super::book::Book;
use super::named::Named;
use super::said::{Record, Said};
use super::value::Text;
use crate::diag::{Diagnostic, Message, code};
use crate::source::{SourceId, Span};
use serde_json::Value as Json;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

/// A value of the TOML tree with its place.
pub type Node<'i> = Spanned<DeValue<'i>>;

/// A type that a TOML value is read into.
pub trait Value: Sized {
    /// Reads the value; nothing where it does not fit, which has then been reported.
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self>;

    /// What fits, as JSON Schema.
    fn schema(book: &mut Book) -> Json;

    /// What the value says, by its role; nothing where tables say it.
    fn said(&self) -> Option<Said>;
}

/// What reading a file has come to so far.
#[derive(Debug)]
pub struct Reader {
    source: SourceId,
    pub(super) text: String,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) allows: Vec<Allow>,
    pub(super) references: Vec<(Named, Text)>,
    /// The year and the last year of the plan that is read.
    pub(super) years: Option<(i16, Option<i16>)>,
    /// What the tables at the key that is being read say, where that is recorded.
    pub(super) record: Option<Vec<Record>>,
}

impl Reader {
    pub(super) fn new(source: SourceId, text: &str) -> Self {
        Self {
            source,
            text: text.to_owned(),
            diagnostics: Vec::new(),
            allows: Vec::new(),
            references: Vec::new(),
            years: None,
            record: None,
        }
    }

    /// Reports a fault.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A range of the file as a span.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range)
    }

    pub(super) fn allow(&mut self, allow: Allow) {
        self.allows.push(allow);
    }

    pub(super) fn reference(&mut self, named: Named, id: &Text) {
        self.references.push((named, id.clone()));
    }

    /// Reports a value of the wrong type; what was expected is said in both languages.
    pub fn wrong_type<T>(
        &mut self,
        span: Span,
        found: &DeValue<'_>,
        en: &str,
        vi: &str,
    ) -> Option<T> {
        let (found_en, found_vi) = type_name(found);
        self.push(Diagnostic::new(
            code::WRONG_TYPE,
            span,
            Message::new(
                format!("{en} is expected here, not {found_en}"),
                format!("ở đây cần {vi}, không phải {found_vi}"),
            ),
        ));
        None
    }
}

fn type_name(value: &DeValue<'_>) -> (&'static str, &'static str) {
    match value {
        DeValue::String(_) => ("a text", "một chuỗi"),
        DeValue::Integer(_) => ("a whole number", "một số nguyên"),
        DeValue::Float(_) => ("a number with decimals", "một số thập phân"),
        DeValue::Boolean(_) => ("true or false", "true hoặc false"),
        DeValue::Datetime(_) => ("a date", "một ngày"),
        DeValue::Array(_) => ("a list", "một danh sách"),
        DeValue::Table(_) => ("a table", "một bảng"),
    }
}
