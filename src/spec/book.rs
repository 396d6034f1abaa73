//! What is gathered while a format is described.

use crate::diag::{Lang, Words, words};
use serde_json::{Map, Value as Json};

/// What a key is for, in the languages of the messages.
#[derive(Debug, Clone, Copy)]
pub struct Doc {
    en: &'static str,
    vi: &'static str,
    word: Option<Words>,
}

/// A key's documentation in English and Vietnamese.
#[must_use]
pub const fn doc(en: &'static str, vi: &'static str) -> Doc {
    Doc { en, vi, word: None }
}

impl Doc {
    /// With what people call the key, where its documentation does not begin so.
    #[must_use]
    pub const fn word(self, en: &'static str, vi: &'static str) -> Self {
        let word = Some(words(en, vi));
        Self { word, ..self }
    }

    /// The documentation in one language.
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        words(self.en, self.vi).text(lang)
    }

    /// What people call the key, in small letters: as its documentation begins unless another word is given.
    #[must_use]
    pub fn called(self, lang: Lang) -> String {
        if let Some(word) = self.word {
            return word.text(lang).to_owned();
        }
        let text = self.text(lang);
        let begins = text.split([',', '.', ':', ';', '(']).next();
        let begins = begins.unwrap_or(text).trim_end();
        let mut letters = begins.chars();
        match (letters.next(), letters.clone().next()) {
            // An abbreviation keeps its capitals.
            (Some(first), Some(second)) if !second.is_uppercase() => {
                first.to_lowercase().chain(letters).collect()
            }
            _ => begins.to_owned(),
        }
    }
}

/// The definitions gathered while a format is described.
#[derive(Debug)]
pub struct Book {
    pub(super) lang: Lang,
    pub(super) definitions: Map<String, Json>,
}

impl Book {
    pub(super) fn text(&self, doc: Doc) -> &'static str {
        doc.text(self.lang)
    }
}

/// The keys of one table, as they are described.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub properties: Map<String, Json>,
    pub required: Vec<&'static str>,
}
