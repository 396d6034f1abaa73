//! Ids that name nothing.

use crate::diag::Diagnostic;
use crate::plan::Index;
use crate::spec::{Named, Text};

/// The findings for those of a file's references that name nothing.
pub fn dangling<'f>(
    references: &'f [(Named, Text)],
    index: &'f Index<'_>,
) -> impl Iterator<Item = Diagnostic> + 'f {
    let lost = references
        .iter()
        .filter(|(named, id)| !index.has(*named, &id.value));
    lost.map(|(named, id)| index.dangling(*named, &id.value, id.span))
}
