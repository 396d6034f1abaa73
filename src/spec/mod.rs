//! From TOML text to typed tables, with every fault of a file at once.
//!
//! Each type of the domain says once which keys it has ([`Table::fields`]). The same function reads a
//! table and describes it, so the reader's «unknown key», the JSON Schema that editors use and the
//! printed reference cannot part.

mod allow;
mod book;
mod characters;
mod choice;
mod fields;
mod id;
pub mod markup;
mod named;
pub mod path;
pub(crate) mod prose;
mod reader;
mod record;
mod said;
mod scalar;
pub mod scan;
mod schema;
mod string;
mod syntax;
mod value;
mod word;

pub use allow::Allow;
pub use book::{Book, Doc, doc};
pub use characters::{character_faults, is_unprintable};
pub use choice::Choice;
pub use fields::{Fields, Table};
pub use id::{Id, Nameable, Ref};
pub use named::Named;
pub use prose::{Called, Prose};
pub use reader::{Node, Reader, Value};
pub use record::record;
pub use said::{Key, Record, Said};
pub use scalar::{Expect, read_written};
pub use schema::json_schema;
pub use string::{Locator, locate};
pub use value::{Day, Figure, FilePath, Moment, OneOrMany, Text, UNDECIDED, Year};
pub use word::{Word, word};

use crate::diag::{Diagnostic, MOST, code};
use crate::source::{SourceId, Span};
use std::collections::BTreeSet;
use toml::de::DeTable;

/// What reading a file came to.
#[derive(Debug)]
pub struct Reading<T> {
    /// The value, unless something that it cannot do without is missing or unreadable.
    pub value: Option<T>,
    /// All faults of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// The findings that its author accepts.
    pub allows: Vec<Allow>,
    /// The ids that it names things by, in the order in which they were read.
    pub references: Vec<(Named, Text)>,
}

/// Reads one file into `T`.
#[must_use]
pub fn read<T: Table>(source: SourceId, text: &str) -> Reading<T> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::new(source, text);
    reader.years = prose::years(root.get_ref());
    let broken = broken(source, text, &errors);
    broken.iter().cloned().for_each(|fault| reader.push(fault));
    let value = fields::read_table(root.get_ref(), Span::new(source, 0..0), &mut reader);
    let Reader {
        mut diagnostics,
        allows,
        references,
        ..
    } = reader;
    if !broken.is_empty() {
        // What a syntax error swallowed is not missing, and what it left of a value is not wrong.
        let follows = |d: &Diagnostic| {
            let part = if d.code == code::MISSING_KEY {
                extent(text, d.primary.span.range())
            } else {
                d.primary.span.range()
            };
            let broken_inside = |b: &Diagnostic| {
                let at = b.primary.span.range().start;
                part.start <= at && at <= part.end
            };
            !broken.contains(d) && is_of_value(d) && broken.iter().any(broken_inside)
        };
        diagnostics.retain(|d| !follows(d));
    }
    Reading {
        value,
        diagnostics,
        allows,
        references,
    }
}

/// A table with what stands below its heading, up to the next; all of the file for its root.
fn extent(text: &str, heading: std::ops::Range<usize>) -> std::ops::Range<usize> {
    if heading.is_empty() {
        return 0..text.len();
    }
    let below = text.get(heading.end..).unwrap_or_default();
    let next = below.match_indices('\n').map(|(at, _)| at + 1).find(|at| {
        below[*at..]
            .trim_start_matches([' ', '\t'])
            .starts_with('[')
    });
    // A heading that is broken may have been meant for this table.
    let end = next.map_or(text.len(), |at| {
        let line = below[at..].find('\n').map_or(below.len(), |end| at + end);
        heading.end + line
    });
    heading.start..end
}

fn is_of_value(diagnostic: &Diagnostic) -> bool {
    [
        code::CHARACTER,
        code::MISSING_KEY,
        code::WRONG_TYPE,
        code::DATE,
        code::NUMBER,
    ]
    .contains(&diagnostic.code)
}

/// What is said of the errors of the TOML reader: of each line the first, and of a conflict that git has left
/// nothing else, for all that follows comes of it.
fn broken(source: SourceId, text: &str, errors: &[toml::de::Error]) -> Vec<Diagnostic> {
    if errors.is_empty() {
        return Vec::new();
    }
    if let Some(conflict) = syntax::conflict(source, text) {
        return vec![conflict];
    }
    let mut lines = BTreeSet::new();
    let faults = errors
        .iter()
        .take(MOST)
        .map(|error| syntax::fault(source, text, error));
    faults
        .filter(|fault| {
            let at = text.floor_char_boundary(fault.primary.span.range().start);
            lines.insert(text[..at].matches('\n').count())
        })
        .collect()
}
