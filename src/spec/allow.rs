//! Findings that an author accepts, beside the item that has them.

use super::book::{Doc, doc};
use super::value::Text;
use crate::source::Span;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The key that every table takes.
pub(super) const KEY: &str = "allow";

/// What the key is for.
pub(super) const DOC: Doc = doc(
    "Findings accepted here, each with its reason",
    "Các phát hiện được chấp nhận tại đây, kèm lý do",
)
.word("accepted finding", "phát hiện được chấp nhận");

/// `allow = [{ rule = "TIM004", reason = "…" }]`: a finding that is accepted (bỏ qua có lý do).
#[derive(Debug, Clone)]
pub struct Allow {
    /// The rule, by id or name.
    pub rule: Text,
    /// Why its finding is right to stay; without it nothing is suppressed.
    pub reason: Option<Text>,
    /// The item that it stands beside, with all that is inside.
    pub scope: Span,
}

/// The bytes of a table with all that is inside, its heading among them.
pub(super) fn extent(table: &DeTable<'_>, heading: Range<usize>) -> Range<usize> {
    let mut extent = heading;
    let mut open = vec![table];
    let grow = |extent: &mut Range<usize>, range: Range<usize>| {
        extent.start = extent.start.min(range.start);
        extent.end = extent.end.max(range.end);
    };
    let mut values: Vec<&Spanned<DeValue<'_>>> = Vec::new();
    while let Some(table) = open.pop() {
        for (key, value) in table {
            grow(&mut extent, key.span());
            values.push(value);
        }
        while let Some(value) = values.pop() {
            grow(&mut extent, value.span());
            match value.get_ref() {
                DeValue::Array(items) => values.extend(items),
                DeValue::Table(inner) => open.push(inner),
                _ => {}
            }
        }
    }
    extent
}
