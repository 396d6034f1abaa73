//! Citations of documents in running text (viện dẫn văn bản).
//!
//! Annex I, II.6.b asks for kind, number with symbol, date, issuing body and subject, in this order:
//! «Quyết định số 02/QĐ-UBND ngày 04/01/2024 của UBND xã Tân Hoa về việc …». Each part is found with
//! its place; what a citation leaves out is none.

mod around;
mod kind;
mod read;
mod subject;
mod symbol;

pub use kind::{kind_at_start_of, kind_named};
pub use read::{Malformed, citations, malformed, mend};
pub use subject::{one_subject, same_body, same_subject};
pub use symbol::{Identity, Symbol};

use super::moment::WrittenDay;
use crate::law::Kind;
use std::ops::Range;

/// One citation of a document with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation<'t> {
    /// From the kind, or the number, to the end of the issuing body.
    pub range: Range<usize>,
    /// The kind of document, where it is named before the number.
    pub kind: Option<&'t Kind>,
    /// Whether the word «số» stands before the number.
    pub says_number: bool,
    /// Number and symbol.
    pub symbol: Symbol<'t>,
    /// The date of issue.
    pub date: Option<WrittenDay>,
    /// The issuing body, as it stands after «của».
    pub issuer: Option<Range<usize>>,
    /// The subject, with its first word («về», «ban hành»), to the end of the sentence's part.
    pub subject: Option<Range<usize>>,
    /// Commas before date or issuing body, where the decree's own citations have none.
    pub commas: Vec<usize>,
    /// Whether it belongs to the subject of the citation before it.
    pub inside: bool,
    /// What the next citation of an enumeration says for both.
    pub shares: Shares,
}

/// What an enumeration says once for all: «số 12/QĐ-UBND ngày 05/01/2026 và số 13/QĐ-UBND ngày 06/01/2026 của UBND tỉnh».
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shares {
    /// The date.
    pub date: bool,
    /// The issuing body.
    pub issuer: bool,
}
