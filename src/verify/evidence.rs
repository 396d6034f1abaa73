//! What a file is held against.

use crate::release::PictureFiles;
use crate::release::ledger::Ledger;
use crate::release::manifest::Manifest;
use crate::release::number::Number;
use crate::release::register::Register;
use crate::signature::certificate::Certificate;
use crate::workspace::Loaded;
use jiff::Timestamp;
use jiff::civil::Date;

/// The kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PDF.
    Pdf,
    /// DOCX.
    Docx,
}

/// A file, and what it is held against.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'e> {
    /// Its kind.
    pub format: Format,
    /// Its bytes.
    pub bytes: &'e [u8],
    /// The plan that it carries, with registries and data; none where it carries none.
    pub source: Option<&'e Loaded>,
    /// The manifest of the release.
    pub manifest: Option<&'e Manifest>,
    /// The pictures of signature and seal that went into it.
    pub pictures: &'e PictureFiles,
    /// The register of outgoing documents.
    pub register: Option<&'e Register>,
    /// The ledger beside its plan.
    pub ledger: Option<&'e Ledger>,
    /// The authorities that are trusted.
    pub trusted: &'e [Certificate],
    /// Now.
    pub at: Timestamp,
}

impl<'e> Evidence<'e> {
    /// The plan that the file carries, where it can be read. Plans beside it, last year's and the superior's,
    /// are not carried, so what they are missed for is no fault.
    pub(super) fn readable(&self) -> Option<&'e Loaded> {
        self.source.filter(|loaded| loaded.plan.is_some())
    }

    /// Number, symbol and day of the plan that the file carries, where it has them.
    pub(super) fn issued(&self) -> Option<(Number, String, Date)> {
        let loaded = self.readable()?;
        let plan = loaded.plan.as_ref()?;
        let head = &plan.document;
        let number = Number::parse(head.number.as_ref()?.as_str())?;
        let symbol = head.symbol_of(&plan.issuer.or(&loaded.workspace.office.issuer));
        Some((number, symbol, head.date?.date))
    }
}
