//! How legal documents are cited (Annex I, II.6.a and II.6.b).

use super::compose::{Composer, end_with, paragraph};
use super::model::{Block, Inline, ParagraphStyle};
use crate::law::Law;
use crate::plan::{Cited, LegalBasis, LegalDocument};
use crate::source::Span;
use crate::spec::Text;
use crate::vi;
use std::collections::HashSet;

/// How much of a document a citation names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Everything, as a legal basis does; of a Law its name and its day.
    Basis,
    /// Everything: the first time that a document is cited; of a Law its name.
    Full,
    /// Everything but its subject; of a Law its name and its day.
    Dated,
    /// Kind and number, or what stands for them where there is none: every later time.
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
pub fn cite(document: &LegalDocument, form: Form, style: DateStyle, law: &Law) -> String {
    if let Some(name) = document.name_of_law(law) {
        let dated = matches!(form, Form::Basis | Form::Dated);
        let day = document.date.filter(|_| dated);
        return match day {
            Some(day) => format!("{name} {}", vi::date::long(day.date)),
            None => name,
        };
    }
    let mut words = document.kind.value.clone();
    let mut add = |word: &str, text: &str| {
        words.push(' ');
        words.push_str(word);
        words.push_str(text);
    };
    if let Some(number) = &document.number {
        add("số ", &number.value);
        if form == Form::Short {
            return words;
        }
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
    // What has neither number nor day is known by its subject alone.
    let unknown = document.number.is_none() && document.date.is_none();
    let whole = matches!(form, Form::Basis | Form::Full) || unknown;
    if let Some(title) = document.title.as_ref().filter(|_| whole) {
        add("", &title.value);
    }
    words
}

impl Composer<'_> {
    /// The legal bases that the preamble does not cite itself.
    pub(super) fn bases(&mut self) -> Vec<Block> {
        let plan = self.plan;
        let preamble = plan.preamble.as_ref();
        let cited: HashSet<&str> = preamble
            .into_iter()
            .flat_map(|preamble| preamble.text.ids("cite"))
            .collect();
        let mut lines = Vec::new();
        for basis in &plan.legal_bases {
            let (content, span) = match &basis.text {
                Some(text) => (self.line(text), text.span),
                None => match self.basis(basis, &cited) {
                    Some(line) => line,
                    None => continue,
                },
            };
            let note = basis.note.as_ref().map(|note| self.line(note));
            lines.push((content, note, span));
        }
        let count = lines.len();
        let mut blocks = Vec::new();
        for (place, (mut content, note, span)) in lines.into_iter().enumerate() {
            let mark = if place + 1 == count { "." } else { ";" };
            if let Some(note) = note {
                end_with(&mut content, "");
                content.push(Inline::Footnote { content: note });
            }
            end_with(&mut content, mark);
            blocks.push(paragraph(
                ParagraphStyle::Basis,
                String::new(),
                content,
                Some(span),
            ));
        }
        blocks
    }

    /// The line of a basis and where the plan names its first document; none where the preamble, which
    /// cites the documents `above`, has it all.
    fn basis(&mut self, basis: &LegalBasis, above: &HashSet<&str>) -> Option<(Vec<Inline>, Span)> {
        let verb = basis.verb.as_ref().map_or("Căn cứ", |verb| verb.as_str());
        let mut words = vec![Inline::text(format!("{verb} "))];
        let mut first = None;
        for cited in &basis.cited {
            let id = cited.id().map(Text::as_str);
            let index = self.index;
            let Some(document) = cited.document(|id| index.legal(id)) else {
                continue;
            };
            if id.is_some_and(|id| above.contains(id)) {
                continue;
            }
            self.cited.extend(id.map(str::to_owned));
            let span = match cited {
                Cited::Entry(id) => id.span,
                Cited::Own(document) => document.kind.span,
            };
            words.extend(first.map(|_| Inline::text("; ")));
            first.get_or_insert(span);
            let citation = cite(document, Form::Basis, DateStyle::Short, self.law);
            words.push(Inline::made(citation, span));
        }
        first.map(|span| (words, span))
    }
}
