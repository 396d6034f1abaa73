//! What is gathered while a format is described.

use crate::diag::Lang;
use serde_json::{Map, Value as Json};

/// What a key is for, in the languages of the messages.
#[derive(Debug, Clone, Copy)]
pub struct Doc {
    en: &'static str,
    vi: &'static str,
}

/// A key's documentation in English and Vietnamese.
#[must_use]
pub const fn doc(en: &'static str, vi: &'static str) -> Doc {
    Doc { en, vi }
}

/// The definitions gathered while a format is described.
#[derive(Debug)]
pub struct Book {
    pub(super) lang: Lang,
    pub(super) definitions: Map<String, Json>,
}

impl Book {
    pub(super) fn text(&self, doc: Doc) -> &'static str {
        match self.lang {
            Lang::En => doc.en,
            Lang::Vi => doc.vi,
        }
    }
}

/// The keys of one table, as they are described.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub properties: Map<String, Json>,
    pub required: Vec<&'static str>,
}
