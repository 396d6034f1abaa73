//! Rows of a register that would pass unread: behind a line end of other times, or swallowed by a quote.

use super::cells::{Cell, outside_quotes};
use super::number::Number;
use crate::checks::issuing::UNREADABLE_ROW;
use crate::diag::{Diagnostic, Message};
use crate::source::{SourceId, Span};
use crate::vi;

/// The findings for cells that hold more than a cell.
pub(super) fn unread(
    id: SourceId,
    text: &str,
    records: &[Vec<Cell>],
    delimiter: char,
) -> Vec<Diagnostic> {
    let found = |cell: &Cell| {
        let raw = &text[cell.range.clone()];
        let message = if outside_quotes(raw, '\r') > 0 {
            Message::new(
                "a line ends here as on old Macs (CR alone), so that what follows is read as one cell; save the \
                 register anew as «CSV UTF-8»",
                "dòng kết thúc bằng ký tự CR kiểu Mac cũ nên phần sau bị đọc thành một ô; hãy lưu lại sổ dạng \
                 «CSV UTF-8»",
            )
        } else if cell
            .text
            .lines()
            .skip(1)
            .any(|line| is_row(line, delimiter))
        {
            Message::new(
                "this cell holds whole rows of the register: a quote is open before them",
                "ô này chứa cả dòng khác của sổ: có dấu ngoặc kép thừa ở phía trước",
            )
        } else {
            return None;
        };
        let span = Span::new(id, cell.range.clone());
        Some(Diagnostic::new(UNREADABLE_ROW.code, span, message))
    };
    // Where lines end so, they all do; the first says enough.
    let mut found: Vec<Diagnostic> = records.iter().flatten().filter_map(found).collect();
    found.dedup_by(|later, first| later.message == first.message);
    found
}

/// Whether a line looks like a row: number and symbol, and a day in a cell behind them.
fn is_row(line: &str, delimiter: char) -> bool {
    let mut cells = line
        .split(delimiter)
        .map(|cell| cell.trim().trim_matches('"'));
    let number = cells.next().and_then(Number::split);
    number.is_some_and(|(_, rest)| rest.starts_with('/'))
        && cells.any(|cell| vi::date::parse(cell).is_some())
}
