//! Cells of a text with delimiters (RFC 4180), each with its place.

use crate::vi;
use std::borrow::Cow;
use std::ops::Range;

/// A cell with its place.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub text: String,
    pub range: Range<usize>,
}

/// What spreadsheets take for the beginning of a formula.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// A cell as it is written: behind an apostrophe where spreadsheets would run it.
pub(super) fn written(cell: &str) -> Cow<'_, str> {
    if cell.trim_start_matches('\'').starts_with(FORMULA) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// A line of cells, without its end.
pub(super) fn line(cells: &[Cow<'_, str>], delimiter: char) -> String {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(cells.iter().map(|cell| &**cell));
    let bytes = writer.into_inner().unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    text.trim_ascii_end().to_owned()
}

/// A cell as it was before it was written.
fn read(cell: &str) -> &str {
    let bare = cell.strip_prefix('\'');
    let is_formula = |bare: &&str| bare.trim_start_matches('\'').starts_with(FORMULA);
    bare.filter(is_formula).unwrap_or(cell)
}

/// How often a mark stands in a line outside of quotes.
pub(super) fn outside_quotes(line: &str, mark: char) -> usize {
    line.split('"')
        .step_by(2)
        .map(|part| part.matches(mark).count())
        .sum()
}

/// The cells of a text with their places, as RFC 4180 parts them, and the place of a quote that is not
/// closed.
pub(super) fn records(text: &str, delimiter: char) -> (Vec<Vec<Cell>>, Option<usize>) {
    let mut records = Vec::new();
    let mut cells = Vec::new();
    let mut at = 0;
    let mut open = None;
    while at < text.len() {
        let rest = &text[at..];
        let (value, length) = if let Some(inner) = rest.strip_prefix('"') {
            let (value, length, closed) = quoted(inner);
            if !closed {
                open = Some(at);
            }
            (value, 1 + length)
        } else {
            (String::new(), 0)
        };
        // What stands between the closing quote and the delimiter is taken as it is.
        let tail = &rest[length..];
        let end = tail.find([delimiter, '\n']).unwrap_or(tail.len());
        let text_of = value + &tail[..end];
        let length = length + end;
        let shown = rest[..length].trim_end();
        cells.push(Cell {
            text: vi::text::nfc(read(text_of.trim())).into_owned(),
            range: at..at + shown.len(),
        });
        at += length;
        match text[at..].chars().next() {
            Some(c) if c == delimiter => {
                at += c.len_utf8();
                let rest = &text[at..];
                if matches!(rest, "" | "\r") || rest.starts_with('\n') || rest.starts_with("\r\n") {
                    cells.push(Cell {
                        text: String::new(),
                        range: at..at,
                    });
                    at += text[at..].find('\n').map_or(text.len() - at, |end| end + 1);
                    records.push(std::mem::take(&mut cells));
                }
            }
            _ => {
                at += 1;
                records.push(std::mem::take(&mut cells));
            }
        }
    }
    if !cells.is_empty() {
        records.push(cells);
    }
    (records, open)
}

/// The value of a quoted cell from behind its quote, the bytes that it takes, and whether it is closed.
fn quoted(text: &str) -> (String, usize, bool) {
    let mut value = String::new();
    let mut at = 0;
    loop {
        let Some(quote) = text[at..].find('"') else {
            value.push_str(&text[at..]);
            return (value, text.len(), false);
        };
        value.push_str(&text[at..at + quote]);
        at += quote + 1;
        if !text[at..].starts_with('"') {
            return (value, at, true);
        }
        value.push('"');
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_written_behind_an_apostrophe_and_read_without_it() {
        for cell in ["=1+1", "+84", "-5", "@a", "'=1", "''-"] {
            assert_eq!(written(cell), format!("'{cell}"));
            assert_eq!(read(&written(cell)), cell);
        }
        for cell in ["", "Kế hoạch", "a=1", "'A", "12/KH-UBND"] {
            assert_eq!(written(cell), cell);
            assert_eq!(read(cell), cell);
        }
        let (rows, _) = records("1,'=A1\n", ',');
        assert_eq!(rows[0][1].text, "=A1");
    }
}
