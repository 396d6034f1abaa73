//! A document as the register has it. Its note (Ghi chú) is the one cell that is written to after its row.

use super::cells::Cell;
use super::number::Number;
use crate::source::Span;
use jiff::civil::Date;
use std::ops::Range;

/// A document of the register.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number.
    pub number: Number,
    /// Its symbol (ký hiệu): `KH-UBND`.
    pub symbol: String,
    /// Its day, where it can be read.
    pub date: Option<Date>,
    /// Kind and subject.
    pub subject: String,
    /// Where the number stands.
    pub span: Span,
    /// Where the day stands.
    pub day: Span,
    /// What is noted of it (Ghi chú), where the register has room for it.
    pub note: Option<Note>,
}

impl Row {
    /// What is noted of it; none where the register has no room for notes.
    #[must_use]
    pub fn noted(&self) -> Option<&str> {
        self.note.as_ref().map(|note| note.text.as_str())
    }
}

/// What is noted of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The note.
    pub text: String,
    /// Where its cell stands in the text of the register, or would at the end of a row that is too short.
    range: Range<usize>,
    /// How many cells the row lacks before it.
    lacking: usize,
}

impl Note {
    /// The note of a row whose notes have this place.
    pub(super) fn of(cells: &[Cell], place: usize) -> Self {
        if let Some(cell) = cells.get(place) {
            return Self {
                text: cell.text.clone(),
                range: cell.range.clone(),
                lacking: 0,
            };
        }
        let end = cells.last().map_or(0, |cell| cell.range.end);
        Self {
            text: String::new(),
            range: end..end,
            lacking: (place + 1).saturating_sub(cells.len()),
        }
    }

    /// The note with more behind what it says.
    pub(super) fn and(&self, more: &str) -> String {
        match self.text.trim_end_matches([';', '.', ' ']) {
            "" => more.to_owned(),
            before => format!("{before}; {more}"),
        }
    }

    /// The place in the text, and what goes there, for a cell as it is written.
    pub(super) fn edit(&self, cell: &str, delimiter: char) -> (Range<usize>, String) {
        let parted = delimiter.to_string().repeat(self.lacking);
        (self.range.clone(), format!("{parted}{cell}"))
    }
}
