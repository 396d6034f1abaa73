//! From TOML text to typed tables, with every fault of a file at once.
//!
//! Each type of the domain says once which keys it has ([`Table::fields`]). The same function reads a
//! table and describes it, so the reader's «unknown key», the JSON Schema that editors use and the
//! printed reference cannot part.

mod fields;
mod scalar;
mod schema;
mod string;
mod value;

pub use fields::{Fields, Table};
pub use scalar::{Expect, Node, Reader, Value, read_written};
pub use schema::{Book, Doc, doc, json_schema};
pub use string::locate;
pub use value::{Day, Figure, Moment, Names, Text, Year};

use crate::diag::{Diagnostic, Message, code};
use crate::source::{SourceId, Span};
use toml::de::DeTable;

/// Reads one file into `T`. The value is there unless something that `T` cannot do without is
/// missing or unreadable; the findings are all that the file has.
#[must_use]
pub fn read<T: Table>(source: SourceId, text: &str) -> (Option<T>, Vec<Diagnostic>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::new(source, text);
    let broken = !errors.is_empty();
    for error in errors {
        reader.push(syntax_fault(source, text, &error));
    }
    let value = fields::read_table(root.get_ref(), Span::new(source, 0..0), &mut reader);
    let mut diagnostics = reader.finish();
    if broken {
        // What a syntax error swallowed is not missing.
        diagnostics.retain(|d| d.code != code::MISSING_KEY);
    }
    (value, diagnostics)
}

fn syntax_fault(source: SourceId, text: &str, error: &toml::de::Error) -> Diagnostic {
    let range = error.span().unwrap_or(0..0);
    let start = text.floor_char_boundary(range.start);
    let end = text.ceil_char_boundary(range.end.max(range.start));
    let token = date_token(text, start);
    if let Some((date, range)) = token {
        return Diagnostic::new(
            code::DATE,
            Span::new(source, range),
            Message::new(
                format!("there is no day `{date}` in the calendar"),
                format!("không có ngày `{date}` trong lịch"),
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
