//! What a rule sees of a plan.

use super::figures::{self, List};
use super::slip::{self, Word};
use super::table::grid::Grid;
use crate::document::model::Document;
use crate::document::passage::Passage;
use crate::plan::{Index, Issuer, Plan, Signature};
use crate::source::{Sources, Span};
use crate::spec::Moment;
use crate::vi::citation::{Citation, citations};
use crate::workspace::{Loaded, Workspace};
use jiff::civil::Date;
use std::cell::OnceCell;

/// A plan with everything around it, read and composed.
#[derive(Debug)]
pub struct Context<'c> {
    /// The files.
    pub loaded: &'c Loaded,
    /// The plan.
    pub plan: &'c Plan,
    /// Its items and those of the registries, by id.
    pub index: &'c Index<'c>,
    /// Its document.
    pub document: &'c Document,
    /// The document's text, in reading order.
    pub passages: &'c [Passage],
    /// The issuing body (cơ quan ban hành).
    pub issuer: &'c Issuer,
    /// Who signs (người ký).
    pub signature: Option<&'c Signature>,
    /// Its tables of targets, laid out for the rules once the first of them asks.
    grids: OnceCell<Vec<Grid<'c>>>,
    /// The citations of its text, once a rule has asked.
    citations: OnceCell<Vec<(&'c Passage, Citation<'c>)>>,
    /// The lists of figures under a total in its text, once a rule has asked.
    lists: OnceCell<Vec<(&'c [Passage], List)>>,
    /// The words of its text, once a rule has asked.
    words: OnceCell<Vec<Vec<Word<'c>>>>,
}

impl<'c> Context<'c> {
    pub(super) fn new(
        loaded: &'c Loaded,
        plan: &'c Plan,
        index: &'c Index<'c>,
        document: &'c Document,
        passages: &'c [Passage],
        issuer: &'c Issuer,
        signature: Option<&'c Signature>,
    ) -> Self {
        Self {
            loaded,
            plan,
            index,
            document,
            passages,
            issuer,
            signature,
            grids: OnceCell::new(),
            citations: OnceCell::new(),
            lists: OnceCell::new(),
            words: OnceCell::new(),
        }
    }

    /// The plan's tables of targets (biểu chỉ tiêu) as rows of numbers.
    pub(super) fn grids(&self) -> &[Grid<'c>] {
        self.grids.get_or_init(|| Grid::all(self.plan))
    }

    /// The citations (viện dẫn) of documents with numbers in the text, in reading order.
    pub(super) fn citations(&self) -> &[(&'c Passage, Citation<'c>)] {
        self.citations.get_or_init(|| {
            let of = |passage: &'c Passage| {
                let found = citations(&passage.text).into_iter();
                found.map(move |citation| (passage, citation))
            };
            self.passages.iter().flat_map(of).collect()
        })
    }

    /// The figures that the text lists under a total, with the passages from the one that opens the list.
    pub(super) fn lists(&self) -> &[(&'c [Passage], List)] {
        self.lists.get_or_init(|| figures::lists(self.passages))
    }

    /// The passages with their words (tiếng), in reading order.
    pub(super) fn words(&self) -> impl Iterator<Item = (&'c Passage, &[Word<'c>])> {
        let of = |passage: &'c Passage| slip::words(&passage.text).collect();
        let words = || self.passages.iter().map(of).collect();
        let all = self.words.get_or_init(words).iter();
        self.passages.iter().zip(all.map(Vec::as_slice))
    }

    /// The text without the appendices, in reading order.
    pub(super) fn main_text(&self) -> impl DoubleEndedIterator<Item = &'c Passage> {
        let passages = self.passages.iter();
        passages.filter(|passage| passage.appendix.is_none())
    }

    /// The texts that the plan was read from.
    #[must_use]
    pub fn sources(&self) -> &'c Sources {
        &self.loaded.sources
    }

    /// Whether a place is in a registry of the office: where the plan is at fault, too, its place comes
    /// first.
    #[must_use]
    pub fn is_of_office(&self, span: Span) -> bool {
        self.workspace().sources.get(span.source).is_some()
    }

    /// The office's registries and settings.
    #[must_use]
    pub fn workspace(&self) -> &'c Workspace {
        &self.loaded.workspace
    }

    /// The day of issue, or the first on which the plan may have been issued, so that nothing is told
    /// too early.
    #[must_use]
    pub fn earliest(&self) -> Date {
        let head = &self.plan.document;
        let begins = |year, month| Date::new(year, month, 1).unwrap_or(Date::MIN);
        match (head.date, head.expected) {
            (Some(day), _) | (None, Some(Moment::Day(day))) => day.date,
            (None, Some(expected)) => begins(expected.year(), expected.month().unwrap_or(1)),
            (None, None) => begins(head.year.value, 1),
        }
    }

    /// The day of issue, or the last on which the plan may still be issued as far as it says.
    #[must_use]
    pub fn day(&self) -> Date {
        let head = &self.plan.document;
        let end = |year, month| Date::new(year, month, 1).map_or(Date::MAX, Date::last_of_month);
        match (head.date, head.expected) {
            (Some(day), _) | (None, Some(Moment::Day(day))) => day.date,
            (None, Some(expected)) => end(expected.year(), expected.month().unwrap_or(12)),
            (None, None) => end(head.year.value, 12),
        }
    }
}
