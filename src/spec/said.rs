//! What the keys of a file say, by the roles of their values.

use super::book::Doc;
use super::named::Named;
use super::value::{Figure, Moment, Text};
use super::word::Word;
use crate::source::Span;

/// What a value says, by the role that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Words that stand as written.
    Text(Text),
    /// Words that are run and set when the document is composed.
    Prose(Text),
    /// What its table is named by.
    Id(Text),
    /// What names another thing.
    Ref(Named, Text),
    /// A number with a unit, or one still to be decided.
    Figure(Figure),
    /// Numbers with a unit, by year.
    Yearly(Vec<(i16, Figure)>),
    /// A whole number.
    Count(u32),
    /// A year.
    Year(i16),
    /// A day, a month or a year.
    Moment(Moment),
    /// A word of the format: `lower`, `true`.
    Word(Word),
    /// Values that are told together.
    Several(Vec<Said>),
    /// Values that are told each at its place.
    List(Vec<Said>),
    /// Values that are told each by its key, and what the keys name.
    Keyed(Option<Named>, Vec<(Text, Said)>),
}

/// What a table says (nội dung của một bảng).
#[derive(Debug, Clone)]
pub struct Record {
    /// The table's name, see [`super::Table::NAME`].
    pub table: &'static str,
    /// Where it stands.
    pub span: Span,
    /// What its keys say, in the order in which they are asked for.
    pub keys: Vec<Key>,
}

/// What a key says.
#[derive(Debug, Clone)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// Its documentation.
    pub doc: Doc,
    /// The value's place; none where it is left out.
    pub span: Option<Span>,
    /// What its value says; nothing where tables say it.
    pub said: Option<Said>,
    /// Whether a plan that leaves it out says the same.
    pub usual: bool,
    /// The tables that stand at it.
    pub tables: Vec<Record>,
}

impl Record {
    /// The texts that stand at its keys.
    #[must_use]
    pub fn texts(&self) -> Vec<&Text> {
        let said = self.keys.iter().filter_map(|key| match &key.said {
            Some(Said::Text(text)) => Some(text),
            _ => None,
        });
        said.collect()
    }
}
