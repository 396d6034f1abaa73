//! What is said of a document, wherever that stands.

use crate::document::passage::{Passage, PassageKind};
use crate::law::{Kind, Law};
use crate::plan::LegalDocument;
use crate::source::Span;
use crate::spec::{Text, locate};
use crate::vi::citation::{Citation, Identity, Symbol, citations, kind_named};
use crate::vi::date::short;
use crate::workspace::Workspace;
use jiff::civil::Date;
use std::ops::Range;

/// One word of a citation with its place.
#[derive(Debug, Clone)]
pub struct Part<'c> {
    /// The characters.
    pub text: &'c str,
    /// Where they stand; the call that prints them, if one does.
    pub span: Span,
    /// Whether they are printed from a registry, where they are checked.
    pub made: bool,
}

/// What is said of a document with a number: in a registry, in place, or in running text.
#[derive(Debug, Clone)]
pub struct Fact<'c> {
    /// Its kind, where it is a known one.
    pub kind: Option<&'c Kind>,
    /// Number and symbol.
    pub symbol: Symbol<'c>,
    /// Number and symbol as written.
    pub number: Part<'c>,
    /// The date of issue.
    pub date: Option<(Date, Part<'c>)>,
    /// Who issued it.
    pub issuer: Option<Part<'c>>,
    /// What it is about.
    pub subject: Option<Part<'c>>,
    /// Whether running text says it, where the subject may be the sentence going on.
    pub spoken: bool,
}

impl Fact<'_> {
    /// What is the same wherever the document is named.
    pub fn identity(&self) -> Identity {
        self.symbol.identity()
    }

    /// The document in a message: «17/2017/TT-BLĐTBXH».
    pub fn name(&self) -> String {
        self.symbol.tidy()
    }
}

/// A citation in the document's text.
#[derive(Debug)]
pub struct Mention<'c> {
    /// The passage that it stands in.
    pub passage: &'c Passage,
    /// Its parts in the passage.
    pub citation: Citation<'c>,
    /// What it says.
    pub fact: Fact<'c>,
}

impl Mention<'_> {
    /// Whether it stands in the plan's own subject (trích yếu).
    pub fn in_title(&self) -> bool {
        self.passage.kind == PassageKind::Title
    }

    /// Whether these words stand right before it.
    pub fn follows(&self, words: &str) -> bool {
        let before = self.passage.text.get(..self.citation.range.start);
        before.is_some_and(|before| before.trim_end().ends_with(words))
    }

    /// The whole of it: kind, number, date and issuing body.
    pub fn place(&self) -> Span {
        let whole = self.passage.place(self.citation.range.clone());
        whole.unwrap_or(self.fact.number.span)
    }
}

/// All citations of documents with numbers in a text, in reading order.
pub fn mentions<'c>(passages: &'c [Passage], law: &'c Law) -> Vec<Mention<'c>> {
    let mut all = Vec::new();
    for passage in passages {
        let found = citations(&passage.text, law).into_iter();
        all.extend(found.filter_map(|citation| mention(passage, citation)));
    }
    all
}

fn mention<'c>(passage: &'c Passage, citation: Citation<'c>) -> Option<Mention<'c>> {
    let part = |range: &Range<usize>| {
        Some(Part {
            text: passage.text.get(range.clone())?,
            span: passage.place(range.clone())?,
            made: passage.is_made(range.start),
        })
    };
    let day = citation.date.as_ref();
    let fact = Fact {
        kind: citation.kind,
        symbol: citation.symbol.clone(),
        number: part(&citation.symbol.range)?,
        date: day.and_then(|day| Some((day.date()?, part(&day.range)?))),
        issuer: citation.issuer.as_ref().and_then(part),
        subject: citation.subject.as_ref().and_then(part),
        spoken: true,
    };
    Some(Mention {
        passage,
        citation,
        fact,
    })
}

/// What an entry says of its document; none where its number cannot be read.
pub fn entry<'c>(document: &'c LegalDocument, law: &'c Law) -> Option<Fact<'c>> {
    let part = |text| part(text);
    let number = document.number.as_ref()?;
    Some(Fact {
        kind: kind_named(law, &document.kind.value),
        symbol: Symbol::whole(number.value.trim(), law)?,
        number: part(number),
        date: document.date.map(|day| {
            let written = Part {
                text: "",
                span: day.span,
                made: false,
            };
            (day.date, written)
        }),
        issuer: document.issuer.as_ref().map(part),
        subject: document.title.as_ref().map(part),
        spoken: false,
    })
}

fn part(text: &Text) -> Part<'_> {
    Part {
        text: &text.value,
        span: text.span,
        made: false,
    }
}

/// What the registry says of its documents.
pub fn entries(workspace: &Workspace) -> Vec<Fact<'_>> {
    let documents = workspace.legal.documents.iter();
    documents
        .filter_map(|document| entry(document, &workspace.law))
        .collect()
}

/// What the registry says of its documents, and of those that their titles cite.
pub fn all(workspace: &Workspace) -> Vec<Fact<'_>> {
    let mut facts = entries(workspace);
    for title in (workspace.legal.documents.iter()).filter_map(|document| document.title.as_ref()) {
        let text = title.value.as_str();
        let token = workspace.sources.slice(title.span);
        let part = |range: &Range<usize>| {
            Some(Part {
                text: text.get(range.clone())?,
                span: title.span.slice(locate(token, range.clone())),
                made: false,
            })
        };
        for citation in citations(text, &workspace.law) {
            let Some(number) = part(&citation.symbol.range) else {
                continue;
            };
            let date =
                (citation.date.as_ref()).and_then(|day| Some((day.date()?, part(&day.range)?)));
            facts.push(Fact {
                kind: citation.kind,
                number,
                date,
                issuer: citation.issuer.as_ref().and_then(part),
                subject: citation.subject.as_ref().and_then(part),
                symbol: citation.symbol,
                spoken: true,
            });
        }
    }
    facts
}

/// A date in a message.
pub fn said(date: Date) -> String {
    short(date)
}
