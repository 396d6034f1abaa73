//! Reports of a comparison: [`text`] for people at a terminal, [`json`] for programs, [`markdown`] for a
//! merge request, [`html`] for a browser and for paper, [`appendix`] as a PDF to attach to the plan;
//! [`overview`] of two folders, [`alone`] of a plan without a counterpart.
//!
//! They lay out what a [`Comparison`] says, with the sentences of its [`claim`]s first. Here stands what they have in common: the two plans with what
//! their ids mean, and the parts that changes are grouped by.

pub mod alone;
pub mod appendix;
pub mod claim;
mod counts;
mod entry;
mod goal;
pub mod html;
pub mod json;
pub mod markdown;
mod money;
mod named;
pub mod overview;
mod paint;
mod reader;
mod summary;
pub mod text;

pub use claim::{Claim, claims};
pub use counts::{Counts, Money, Tally};
pub use reader::{Age, Reader};

use super::digits::kept;
use super::{Change, Comparison, Kind, Side};
use crate::diag::{Lang, Words, words};

/// Two plans and what has changed between them.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'s> {
    /// The old plan.
    pub old: Side<'s>,
    /// The new plan.
    pub new: Side<'s>,
    /// What has changed.
    pub comparison: &'s Comparison,
}

/// A part of a plan that changes are reported under, in the order of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Kind, title, number, date and issuer (phần đầu).
    Head,
    /// Legal bases (căn cứ).
    Bases,
    /// Objectives and indicators (mục tiêu, chỉ tiêu).
    Targets,
    /// Tables (biểu).
    Tables,
    /// Money (kinh phí).
    Budget,
    /// Who does what (phân công nhiệm vụ).
    Tasks,
    /// Steps in time and reports (tiến độ, báo cáo).
    Timeline,
    /// Sections, appendices and their paragraphs (lời văn).
    Prose,
    /// Signature and recipients (ký, nơi nhận).
    Ending,
}

impl Part {
    /// All parts in order.
    pub const ALL: [Self; 9] = [
        Self::Head,
        Self::Bases,
        Self::Targets,
        Self::Tables,
        Self::Budget,
        Self::Tasks,
        Self::Timeline,
        Self::Prose,
        Self::Ending,
    ];

    /// The part that items of a kind belong to.
    #[must_use]
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Plan | Kind::Issuer | Kind::Superior => Self::Head,
            Kind::LegalBasis | Kind::Document => Self::Bases,
            Kind::Objective | Kind::Indicator => Self::Targets,
            Kind::Table | Kind::Column | Kind::Row => Self::Tables,
            Kind::Budget | Kind::BudgetSource | Kind::BudgetLine => Self::Budget,
            Kind::Unit | Kind::Responsibility | Kind::TaskGroup | Kind::Task | Kind::TaskResult => {
                Self::Tasks
            }
            Kind::Step | Kind::Report => Self::Timeline,
            Kind::Section | Kind::Appendix | Kind::Paragraph => Self::Prose,
            Kind::Signature | Kind::Recipient => Self::Ending,
        }
    }

    /// Its name in links.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Bases => "legal",
            Self::Targets => "indicators",
            Self::Tables => "tables",
            Self::Budget => "budget",
            Self::Tasks => "tasks",
            Self::Timeline => "time",
            Self::Prose => "prose",
            Self::Ending => "recipients",
        }
    }

    /// What readers call it.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Self::Head => words("Heading", "Phần đầu"),
            Self::Bases => words("Legal bases", "Căn cứ"),
            Self::Targets => words("Objectives and indicators", "Mục tiêu, chỉ tiêu"),
            Self::Tables => words("Tables", "Biểu số liệu"),
            Self::Budget => words("Budget", "Kinh phí"),
            Self::Tasks => words("Tasks", "Phân công nhiệm vụ"),
            Self::Timeline => words("Timeline and reports", "Tiến độ, báo cáo"),
            Self::Prose => words("Text", "Lời văn"),
            Self::Ending => words("Signature and recipients", "Người ký, nơi nhận"),
        }
    }
}

/// Changes of one item, in order.
#[derive(Debug)]
pub struct Item<'c> {
    /// Its changes; there is at least one.
    pub changes: Vec<&'c Change>,
    /// Their places in the comparison.
    pub places: Vec<usize>,
}

impl<'c> Item<'c> {
    /// The first change, which says what the item is.
    #[must_use]
    pub fn first(&self) -> &'c Change {
        self.changes[0]
    }
}

/// Changes with their places, by item; those of one item follow each other.
#[must_use]
pub fn items<'c>(changes: impl Iterator<Item = (usize, &'c Change)>) -> Vec<Item<'c>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    for (place, change) in changes {
        match items.last_mut() {
            Some(item) if same_item(item.first(), change) => {
                item.changes.push(change);
                item.places.push(place);
            }
            _ => items.push(Item {
                changes: vec![change],
                places: vec![place],
            }),
        }
    }
    items
}

/// The changes by part and item; those that follow from the step to the next year, and amounts that the line of
/// their unit stands for, only where `all`.
#[must_use]
pub fn grouped(comparison: &Comparison, all: bool) -> Vec<(Part, Vec<Item<'_>>)> {
    let kept = kept(&comparison.changes);
    let of = |part: Part| {
        let changes = comparison.changes.iter().enumerate();
        let is_told = |place: &usize, change: &Change| change.matters() && !kept.contains(place);
        let shown = changes.filter(|(place, change)| all || is_told(place, change));
        items(shown.filter(move |(_, change)| Part::of(change.kind) == part))
    };
    let mut parts: Vec<_> = Part::ALL.map(|part| (part, of(part))).into();
    parts.retain(|(_, items)| !items.is_empty());
    parts
}

/// Whether two changes in a row are of one item: only one that both plans have has several.
fn same_item(one: &Change, other: &Change) -> bool {
    let key = |change: &Change| (change.kind, change.reason.is_some());
    key(one) == key(other)
        && one.reason.is_some()
        && one.name == other.name
        && one.trail == other.trail
}

/// «3 targets», «3 chỉ tiêu»: a number with a noun that has a plural in English.
fn count(number: usize, one: &str, many: &str, vi: &str, lang: Lang) -> String {
    match lang {
        Lang::En if number == 1 => format!("1 {one}"),
        Lang::En => format!("{number} {many}"),
        Lang::Vi => format!("{number} {vi}"),
    }
}

/// A text cut between words, where it is longer than so many letters.
fn clipped(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let end = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..end].trim_end())
}
