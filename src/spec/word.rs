//! A word of the format, and what people call it.

use crate::diag::{Lang, Words, words};

/// A word of the format (từ khóa), with what people call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// As it is written in a file.
    pub written: &'static str,
    said: Words,
}

/// A word of the format, with what it is called in English and in Vietnamese.
#[must_use]
pub const fn word(written: &'static str, en: &'static str, vi: &'static str) -> Word {
    let said = words(en, vi);
    Word { written, said }
}

impl Word {
    /// What it is called in a language.
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        self.said.text(lang)
    }
}
