//! What is said of a document, wherever that stands.

use crate::checks::context::Context;
use crate::document::passage::{Passage, PassageKind};
use crate::plan::{LegalBasis, LegalDocument};
use crate::source::Span;
use crate::spec::{Text, locate};
use crate::vi::citation::{Citation, Identity, Kind, Symbol, citations};
use crate::vi::date::short;
use crate::workspace::Workspace;
use jiff::civil::Date;
use std::ops::Range;

/// One word of a citation with its place.
#[derive(Debug, Clone)]
pub(super) struct Part<'c> {
    /// The characters.
    pub text: &'c str,
    /// Where they stand; the call that prints them, if one does.
    pub span: Span,
    /// Whether they are printed from a registry, where they are checked.
    pub made: bool,
}

/// What is said of a document with a number: in a registry, in place, or in running text.
#[derive(Debug)]
pub(super) struct Fact<'c> {
    /// Its kind, where it is a known one.
    pub kind: Option<&'static Kind>,
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
pub(super) struct Mention<'c> {
    /// The passage that it stands in.
    pub passage: &'c Passage,
    /// Its parts in the passage.
    pub citation: &'c Citation<'c>,
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

/// All citations of the document, in reading order.
pub(super) fn mentions<'c>(context: &'c Context<'_>) -> Vec<Mention<'c>> {
    let found = context.citations().iter();
    found
        .filter_map(|(passage, citation)| mention(passage, citation))
        .collect()
}

fn mention<'c>(passage: &'c Passage, citation: &'c Citation<'c>) -> Option<Mention<'c>> {
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

/// The documents that the plan's legal bases write in place.
pub(super) fn in_place<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c LegalDocument> {
    let bases = context.plan.legal_bases.iter();
    bases.flat_map(LegalBasis::in_place)
}

/// What an entry says of its document; none where its number cannot be read.
pub(super) fn entry(document: &LegalDocument) -> Option<Fact<'_>> {
    let part = |text| part(text);
    let number = document.number.as_ref()?;
    Some(Fact {
        kind: Kind::named(&document.kind.value),
        symbol: Symbol::whole(number.value.trim())?,
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
pub(super) fn entries(workspace: &Workspace) -> Vec<Fact<'_>> {
    workspace.legal.documents.iter().filter_map(entry).collect()
}

/// What the registry says of its documents, and of those that their titles cite.
pub(super) fn all(workspace: &Workspace) -> Vec<Fact<'_>> {
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
        for citation in citations(text) {
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

/// What the plan itself says: in running text, and in place among its bases.
pub(super) fn own<'c>(context: &'c Context<'_>) -> Vec<Fact<'c>> {
    let spoken = mentions(context).into_iter().map(|mention| mention.fact);
    in_place(context).filter_map(entry).chain(spoken).collect()
}

/// The entry that a fact is about: the one with its number, and with its date where there are several.
pub(super) fn known<'c>(context: &'c Context<'_>, fact: &Fact<'_>) -> Option<&'c LegalDocument> {
    let identity = fact.identity();
    let all = context.workspace().legal.documents.iter();
    let same = all.chain(in_place(context)).filter(|document| {
        let number = document.number.as_ref();
        number
            .and_then(|number| Symbol::whole(number.value.trim()))
            .is_some_and(|symbol| symbol.identity() == identity)
    });
    let same: Vec<_> = same.collect();
    if let [only] = same[..] {
        return Some(only);
    }
    let cited = fact.date.as_ref().map(|(date, _)| *date);
    let dated = |document: &&LegalDocument| document.date.map(|day| day.date) == cited;
    same.into_iter().find(dated)
}

/// A date in a message.
pub(super) fn said(date: Date) -> String {
    short(date)
}
