//! How much has changed, in numbers.

use super::{Item, Part, Reader, Sides};
use crate::diff::change::{Expected, What};
use crate::diff::item::Kind;
use crate::diff::unit::in_unit;
use crate::document::grand_total;
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;

/// Numbers of things of a part that were added, dropped, moved or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// Only the new plan has them.
    pub added: usize,
    /// Only the old plan has them.
    pub dropped: usize,
    /// They stand elsewhere.
    pub moved: usize,
    /// They say something else.
    pub altered: usize,
    /// Another document stands in their place.
    #[serde(skip)]
    pub replaced: usize,
}

/// The money of two plans, in the new one's unit where both have a unit of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// The old plan's total.
    pub old: Option<Decimal>,
    /// The new plan's total.
    pub new: Option<Decimal>,
    /// The unit of both.
    pub unit: String,
}

/// How much has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// Items by kind, without what just follows from the step to the next year.
    pub by_kind: BTreeMap<Kind, Tally>,
    /// Targets of indicators that are for the better and for the worse.
    pub targets: (usize, usize),
    /// Legal bases that another document has replaced.
    pub replaced: usize,
    /// The money; none where neither plan has a budget.
    pub money: Option<Money>,
    /// Places where just the year is another.
    pub years: usize,
    /// Results that have been recorded, and years long past that are left out.
    pub recorded: usize,
    /// Amounts of money that are the same in another unit.
    pub converted: usize,
}

impl Counts {
    /// Counts what has changed.
    #[must_use]
    pub fn of(sides: &Sides<'_>, reader: &Reader<'_>) -> Self {
        let mut counts = Self {
            by_kind: BTreeMap::new(),
            targets: (0, 0),
            replaced: 0,
            money: money(sides),
            years: 0,
            recorded: 0,
            converted: 0,
        };
        for (_, items) in super::grouped(sides.comparison, false) {
            for item in items {
                let tally = counts.by_kind.entry(item.first().kind).or_default();
                tally.add(&item, reader);
            }
        }
        counts.replaced = counts.by_kind.values().map(|tally| tally.replaced).sum();
        for change in &sides.comparison.changes {
            match (change.expected, &change.what) {
                (Some(Expected::Year(places)), _) => counts.years += places,
                (Some(Expected::Recorded | Expected::Past), _) => counts.recorded += 1,
                (Some(Expected::Unit), _) => counts.converted += 1,
                (None, What::Altered { field, delta, .. })
                    if matches!(field.name, "target" | "target_change") =>
                {
                    match delta.as_ref().and_then(|delta| delta.better) {
                        Some(true) => counts.targets.0 += 1,
                        Some(false) => counts.targets.1 += 1,
                        None => {}
                    }
                }
                _ => {}
            }
        }
        counts
    }

    /// The numbers of a part: those of all its kinds.
    #[must_use]
    pub fn part(&self, part: Part) -> Tally {
        let mut sum = Tally::default();
        for (_, tally) in self
            .by_kind
            .iter()
            .filter(|(kind, _)| Part::of(**kind) == part)
        {
            sum.added += tally.added;
            sum.dropped += tally.dropped;
            sum.moved += tally.moved;
            sum.altered += tally.altered;
            sum.replaced += tally.replaced;
        }
        sum
    }
}

impl Tally {
    /// Counts an item once.
    pub(super) fn add(&mut self, item: &Item<'_>, reader: &Reader<'_>) {
        let first = item.first();
        let moved = |what: &What| {
            matches!(
                what,
                What::Moved { .. } | What::Reordered { .. } | What::Sorted { .. }
            )
        };
        match first.what {
            What::Added { .. } if reader.is_successor(first) => {}
            What::Dropped { .. } if reader.successor(first).is_some() => self.replaced += 1,
            What::Added { .. } => self.added += 1,
            What::Dropped { .. } => self.dropped += 1,
            _ if reader.replacement(&item.changes).is_some() => self.replaced += 1,
            _ => {
                let mut changes = item.changes.iter();
                self.moved += usize::from(changes.clone().any(|change| moved(&change.what)));
                self.altered += usize::from(changes.any(|change| !moved(&change.what)));
            }
        }
    }
}

fn money(sides: &Sides<'_>) -> Option<Money> {
    let (old, new) = (
        sides.old.plan.budget.as_ref(),
        sides.new.plan.budget.as_ref(),
    );
    let unit = new.or(old)?.unit.value.clone();
    let total = |budget: Option<&crate::plan::Budget>| {
        let budget = budget?;
        let total = grand_total(budget)?.value?;
        in_unit(total, Some(&budget.unit.value), Some(&unit))
    };
    Some(Money {
        old: total(old),
        new: total(new),
        unit,
    })
}
