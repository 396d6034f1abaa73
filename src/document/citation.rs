//! How legal documents are cited (Annex I, II.6.a and II.6.b).

use crate::plan::LegalDocument;
use crate::vi;

/// How much of a document a citation names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Everything: the first time that a document is cited.
    Full,
    /// Everything but its subject.
    Dated,
    /// Kind and number: every later time.
    Short,
}

/// How the date in a citation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// «05/01/2024».
    Short,
    /// «05 tháng 01 năm 2024».
    Long,
}

/// The words of a citation.
#[must_use]
pub fn cite(document: &LegalDocument, form: Form, style: DateStyle) -> String {
    let mut words = document.kind.value.clone();
    let mut add = |word: &str, text: &str| {
        words.push(' ');
        words.push_str(word);
        words.push_str(text);
    };
    let title = document.title.as_ref();
    let Some(number) = &document.number else {
        // A Law or an Ordinance has its name alone.
        if let Some(title) = title {
            add("", &title.value);
        }
        return words;
    };
    add("số ", &number.value);
    if form == Form::Short {
        return words;
    }
    if let Some(day) = document.date {
        match style {
            DateStyle::Short => add("ngày ", &vi::date::short(day.date)),
            DateStyle::Long => add("", &vi::date::long(day.date)),
        }
    }
    if let Some(issuer) = &document.issuer {
        add("của ", &issuer.value);
    }
    if let (Form::Full, Some(title)) = (form, title) {
        add("", &title.value);
    }
    words
}
