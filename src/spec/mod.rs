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

use crate::diag::{Diagnostic, MOST, Message, code};
use crate::source::{SourceId, Span};
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
    let broken: Vec<Diagnostic> = errors
        .iter()
        .take(MOST)
        .map(|error| syntax_fault(source, text, error))
        .collect();
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

fn syntax_fault(source: SourceId, text: &str, error: &toml::de::Error) -> Diagnostic {
    if error.message().contains("recurs") {
        return too_deep(source, text, error.span());
    }
    let range = error.span().unwrap_or(0..0);
    let start = text.floor_char_boundary(range.start);
    let end = text.ceil_char_boundary(range.end.max(range.start));
    let token = date_token(text, start);
    if let Some((date, range)) = token {
        return scalar::no_such_day(Span::new(source, range), date);
    }
    let open = text[..start]
        .rfind("\"\"\"")
        .into_iter()
        .chain(text[..start].rfind("'''"))
        .max()
        .filter(|_| start == text.len() && error.message().contains("multi-line"));
    if let Some(open) = open {
        return Diagnostic::new(
            code::SYNTAX,
            Span::new(source, open..open + 3),
            Message::new(
                "this is not TOML: these quotes are never closed",
                "không đúng cú pháp TOML: dấu ngoặc mở ở đây không được đóng lại",
            ),
        );
    }
    let fault = Diagnostic::new(
        code::SYNTAX,
        Span::new(source, start..end),
        Message::new(
            format!("this is not TOML: {}", error.message()),
            format!("không đúng cú pháp TOML: {}", error.message()),
        ),
    );
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    if text[line..start].contains("{{") {
        return fault.help(Message::new(
            "a text with quotes inside is written between three quotes, \"\"\"…\"\"\", or between '…'",
            "chuỗi có dấu ngoặc kép bên trong thì đặt giữa ba dấu \"\"\"…\"\"\", hoặc giữa '…'",
        ));
    }
    fault
}

/// A fault of nesting, which the parser takes 80 levels of.
fn too_deep(source: SourceId, text: &str, span: Option<std::ops::Range<usize>>) -> Diagnostic {
    const LEVELS: usize = 80;
    let mut at = 0;
    // The parser gives a key with too many dots no place.
    let long_key = text.split_inclusive('\n').find_map(|line| {
        let key = at + line.len() - line.trim_start().len();
        at += line.len();
        (line.matches('.').count() + 1 >= LEVELS)
            .then(|| key..at - line.len() + line.trim_end().len())
    });
    let range = span.or(long_key).unwrap_or(0..0);
    let range = text.floor_char_boundary(range.start)..text.ceil_char_boundary(range.end);
    Diagnostic::new(
        code::LIMIT,
        Span::new(source, range),
        Message::new(
            format!("lists and tables are nested more than {LEVELS} levels deep here"),
            format!("danh sách và bảng ở đây lồng nhau sâu hơn {LEVELS} cấp"),
        ),
    )
}

/// The token around an offset if it looks like a date (`2024-02-30`).
fn date_token(text: &str, at: usize) -> Option<(&str, std::ops::Range<usize>)> {
    let of_date = |c: char| c.is_ascii_digit() || c == '-';
    let start = text[..at].rfind(|c| !of_date(c)).map_or(0, |i| i + 1);
    let end = text[at..]
        .find(|c| !of_date(c))
        .map_or(text.len(), |i| at + i);
    let token = text.get(start..end)?;
    let parts: Vec<usize> = token.split('-').map(str::len).collect();
    (parts == [4, 2, 2]).then_some((token, start..end))
}
