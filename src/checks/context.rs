//! What a rule sees of a plan.

use super::facts::Facts;
use crate::document::model::Document;
use crate::law::Law;
use crate::plan::{DocumentHead, Index, Issuer, Plan, Signature};
use crate::source::Sources;
use crate::spec::Moment;
use crate::workspace::{Loaded, Workspace};
use jiff::civil::Date;

/// A plan with everything around it, read and composed.
#[derive(Debug)]
pub struct Context<'c> {
    /// The files.
    pub loaded: &'c Loaded,
    /// The plan.
    pub plan: &'c Plan,
    /// What rules read of it.
    pub facts: Facts<'c>,
    /// Its items and those of the registries, by id.
    pub index: &'c Index<'c>,
    /// Its document.
    pub document: &'c Document,
    /// The issuing body (cơ quan ban hành).
    pub issuer: &'c Issuer,
    /// Who signs (người ký).
    pub signature: Option<&'c Signature>,
}

impl<'c> Context<'c> {
    /// The texts that the plan was read from.
    #[must_use]
    pub fn sources(&self) -> &'c Sources {
        self.facts.sources()
    }

    /// The office's registries and settings.
    #[must_use]
    pub fn workspace(&self) -> &'c Workspace {
        self.facts.workspace()
    }

    /// The first and the last year planned for.
    #[must_use]
    pub fn period(&self) -> (i16, i16) {
        let head = &self.plan.document;
        let until = head.until.map_or(head.year.value, |year| year.value);
        (head.year.value, until.max(head.year.value))
    }

    /// Whether the plan was surely issued after a day: by its date, or because its year begins later.
    #[must_use]
    pub fn is_surely_after(&self, day: Date) -> bool {
        let head = &self.plan.document;
        match head.date {
            Some(issued) => issued.date >= day,
            None => head.year.value > day.year(),
        }
    }

    /// The law (pháp luật), of all days.
    #[must_use]
    pub fn law(&self) -> &'c Law {
        &self.workspace().law
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
        day_of(&self.plan.document)
    }
}

/// The day of a plan's issue, or the last on which it may still be issued as far as it says.
pub(super) fn day_of(head: &DocumentHead) -> Date {
    let end = |year, month| Date::new(year, month, 1).map_or(Date::MAX, Date::last_of_month);
    match (head.date, head.expected) {
        (Some(day), _) | (None, Some(Moment::Day(day))) => day.date,
        (None, Some(expected)) => end(expected.year(), expected.month().unwrap_or(12)),
        (None, None) => end(head.year.value, 12),
    }
}
