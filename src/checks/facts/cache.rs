//! Facts of one plan, each read once.

use super::addition::{Addition, additions};
use super::grid::Grid;
use super::list::List;
use super::listing::lists;
use super::mention::{Fact, Mention, entry, mentions};
use super::word::{Word, words};
use crate::document::passage::Passage;
use crate::law::Law;
use crate::plan::{LegalBasis, LegalDocument, Plan};
use crate::source::{Sources, Span};
use crate::vi::citation::{Identity, Symbol};
use crate::workspace::{Loaded, Workspace};
use std::cell::OnceCell;
use std::collections::HashMap;

/// A plan and its document's text, with what rules have read of them.
#[derive(Debug)]
pub struct Facts<'c> {
    /// The files.
    pub loaded: &'c Loaded,
    /// The plan.
    pub plan: &'c Plan,
    /// The document's text, in reading order.
    pub passages: &'c [Passage],
    grids: OnceCell<Vec<Grid<'c>>>,
    mentions: OnceCell<Vec<Mention<'c>>>,
    lists: OnceCell<Vec<(&'c [Passage], List)>>,
    words: OnceCell<Vec<Vec<Word<'c>>>>,
    additions: OnceCell<Vec<Addition<'c>>>,
    documents: OnceCell<HashMap<Identity, Vec<&'c LegalDocument>>>,
}

impl<'c> Facts<'c> {
    /// The facts of a plan, none of them read.
    #[must_use]
    pub fn new(loaded: &'c Loaded, plan: &'c Plan, passages: &'c [Passage]) -> Self {
        Self {
            loaded,
            plan,
            passages,
            grids: OnceCell::new(),
            mentions: OnceCell::new(),
            lists: OnceCell::new(),
            words: OnceCell::new(),
            additions: OnceCell::new(),
            documents: OnceCell::new(),
        }
    }

    /// The plan's tables of targets (biểu chỉ tiêu) as rows of numbers.
    pub fn grids(&self) -> &[Grid<'c>] {
        self.grids.get_or_init(|| Grid::all(self.plan))
    }

    /// The citations (viện dẫn) of documents with numbers in the text, in reading order.
    pub fn mentions(&self) -> &[Mention<'c>] {
        self.mentions
            .get_or_init(|| mentions(self.passages, self.law()))
    }

    /// The documents that the plan's legal bases write in place.
    pub fn in_place(&self) -> impl Iterator<Item = &'c LegalDocument> + use<'c> {
        let bases = &self.plan.legal_bases;
        bases.iter().flat_map(LegalBasis::in_place)
    }

    /// What the plan itself says of documents: in running text, and in place among its bases.
    pub fn cited(&self) -> Vec<Fact<'c>> {
        let spoken = self.mentions().iter().map(|mention| mention.fact.clone());
        self.typed().chain(spoken).collect()
    }

    /// What the plan's legal bases say of documents in place.
    pub fn typed(&self) -> impl Iterator<Item = Fact<'c>> + use<'c> {
        let law = self.law();
        self.in_place()
            .filter_map(move |document| entry(document, law))
    }

    /// The entry that a fact is about: the one with its number, and with its date where there are several.
    pub fn known(&self, fact: &Fact<'_>) -> Option<&'c LegalDocument> {
        let documents = self.documents.get_or_init(|| self.by_identity());
        let same = documents.get(&fact.identity())?;
        if let [only] = same[..] {
            return Some(only);
        }
        let cited = fact.date.as_ref().map(|(date, _)| *date);
        let dated = |document: &&&LegalDocument| document.date.map(|day| day.date) == cited;
        same.iter().find(dated).copied()
    }

    /// The entries of the registry and those in place, by what tells documents apart.
    fn by_identity(&self) -> HashMap<Identity, Vec<&'c LegalDocument>> {
        let mut documents: HashMap<Identity, Vec<&'c LegalDocument>> = HashMap::new();
        let loaded: &'c Loaded = self.loaded;
        let all = loaded.workspace.legal.documents.iter();
        for document in all.chain(self.in_place()) {
            let number = document.number.as_ref();
            let symbol = number.and_then(|number| Symbol::whole(number.value.trim(), self.law()));
            if let Some(symbol) = symbol {
                documents
                    .entry(symbol.identity())
                    .or_default()
                    .push(document);
            }
        }
        documents
    }

    /// The figures that the text lists under a total, with the passages from the one that opens the list.
    pub fn lists(&self) -> &[(&'c [Passage], List)] {
        self.lists.get_or_init(|| lists(self.passages))
    }

    /// The passages with their words (tiếng), in reading order.
    pub fn words(&self) -> impl Iterator<Item = (&'c Passage, &[Word<'c>])> {
        let of = |passage: &'c Passage| words(&passage.text).collect();
        let words = || self.passages.iter().map(of).collect();
        let all = self.words.get_or_init(words).iter();
        self.passages.iter().zip(all.map(Vec::as_slice))
    }

    /// The totals that the budget states, beside what they are the totals of.
    pub fn additions(&self) -> &[Addition<'c>] {
        let budget = self.plan.budget.as_ref();
        self.additions
            .get_or_init(|| budget.map(additions).unwrap_or_default())
    }

    /// The text without the appendices, in reading order.
    pub fn main_text(&self) -> impl DoubleEndedIterator<Item = &'c Passage> {
        let passages = self.passages.iter();
        passages.filter(|passage| passage.appendix.is_none())
    }

    /// The texts that the plan was read from.
    #[must_use]
    pub fn sources(&self) -> &'c Sources {
        &self.loaded.sources
    }

    /// The office's registries and settings.
    #[must_use]
    pub fn workspace(&self) -> &'c Workspace {
        &self.loaded.workspace
    }

    /// The law (pháp luật), of all days.
    #[must_use]
    pub fn law(&self) -> &'c Law {
        &self.workspace().law
    }

    /// Whether a place is in a registry of the office: where the plan is at fault, too, its place comes
    /// first.
    #[must_use]
    pub fn is_of_office(&self, span: Span) -> bool {
        self.workspace().sources.get(span.source).is_some()
    }
}
