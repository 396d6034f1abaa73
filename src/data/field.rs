//! Fields of a data file (ô của tệp số liệu).

use crate::diag::Diagnostic;
use crate::plan::Table;
use crate::source::{SourceId, Span};
use crate::spec::character_faults;
use crate::spec::markup::{self, Printed};
use crate::vi::text::nfc;
use rust_decimal::Decimal;

/// Where the plan names the file.
pub(super) fn whole_file(table: &Table) -> Span {
    table.rows_from.as_deref().unwrap_or(&table.id).span
}

/// A piece of a data file between two delimiters.
pub(super) struct Field {
    /// What is written, in normal form C, without white space around it.
    pub text: String,
    /// The number, where the file keeps numbers as such.
    pub number: Option<Decimal>,
    /// The characters of the text.
    pub span: Span,
}

/// Reports the faults of a field's characters; `raw` is the text of `span`.
pub(super) fn report_characters(raw: &str, span: Span, faults: &mut Vec<Diagnostic>) {
    faults.extend(character_faults(raw, &|range| span.slice(range)));
    let slips = markup::in_plain(raw).into_iter();
    faults.extend(slips.map(|slip| {
        let range = slip.range.clone();
        slip.finding(Printed::Plain, &raw[range.clone()], span.slice(range))
    }));
}

/// A field of a text file or sheet: the characters at `start`, which need no unquoting.
pub(super) fn plain(raw: &str, start: usize, source: SourceId) -> Field {
    let text = raw.trim();
    let start = start + (raw.len() - raw.trim_start().len());
    Field {
        text: nfc(text).into_owned(),
        number: None,
        span: Span::new(source, start..start + text.len()),
    }
}
