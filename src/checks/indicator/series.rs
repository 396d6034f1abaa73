//! An indicator's numbers by year.

use crate::checks::Context;
use crate::checks::arithmetic::{Exact, Interval, Measure, share};
use crate::plan::Indicator;
use crate::source::Span;
use crate::spec::{Figure, Text};
use rust_decimal::Decimal;

/// A number that has been decided.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// The number.
    pub value: Decimal,
    /// Where it stands.
    pub span: Span,
}

impl Known {
    /// The number, unless it is undecided.
    pub fn of(figure: Figure) -> Option<Self> {
        let span = figure.span;
        figure.value.map(|value| Self { value, span })
    }

    /// The number as a fraction.
    pub fn exact(self) -> Exact {
        Exact::of(self.value)
    }

    /// What it stands for among numbers with up to so many decimals: it is rounded if it or they have
    /// decimals, unless it counts something.
    pub fn range(self, scale: u32, counted: bool) -> Interval {
        if self.value.scale() == 0 && (counted || scale == 0) {
            Interval::exactly(self.exact())
        } else {
            Interval::rounded(self.value)
        }
    }
}

/// An indicator with what its unit says.
#[derive(Debug, Clone, Copy)]
pub struct Series<'p> {
    /// The indicator.
    pub indicator: &'p Indicator,
    /// What its numbers are.
    pub measure: Measure,
    /// The year that its target is for.
    pub year: i16,
}

impl<'p> Series<'p> {
    /// An indicator of a plan.
    pub fn new(context: &Context<'p>, indicator: &'p Indicator) -> Self {
        let unit = indicator.unit.as_ref().map(Text::as_str);
        let year = indicator.target.as_ref().and_then(|target| target.year);
        Self {
            indicator,
            measure: Measure::of(unit),
            year: year.map_or(context.plan.document.year.value, |year| year.value),
        }
    }

    /// All indicators of a plan.
    pub fn all(context: &Context<'p>) -> impl Iterator<Item = Self> {
        let plan = context.plan;
        plan.indicators
            .iter()
            .map(|indicator| Self::new(context, indicator))
    }

    /// The indicator of an id.
    pub fn named(context: &Context<'p>, id: &str) -> Option<Self> {
        let indicator = context.index.indicator(id)?;
        Some(Self::new(context, indicator))
    }

    /// What was reached in a year.
    pub fn at(&self, year: i16) -> Option<Known> {
        self.indicator.value(year).and_then(Known::of)
    }

    /// What is to be reached, no more and no less.
    pub fn target(&self) -> Option<Known> {
        let target = self.indicator.target.as_ref()?;
        let value = target.value.filter(|_| target.bound.is_none());
        value.and_then(Known::of)
    }

    /// By how much it is to change, no more and no less.
    pub fn target_change(&self) -> Option<Known> {
        let target = self.indicator.target.as_ref()?;
        let change = target.change.filter(|_| target.bound.is_none());
        change.and_then(Known::of)
    }

    /// What was reached in a year, or is to be reached in it.
    pub fn planned(&self, year: i16) -> Option<Known> {
        self.at(year)
            .or_else(|| self.target().filter(|_| self.year == year))
            .or_else(|| self.indicator.target_of(year).and_then(Known::of))
    }

    /// The years with a value, and that of the target.
    pub fn years(&self) -> impl Iterator<Item = i16> + use<'p> {
        let own = self.year;
        let values = self.indicator.values.iter().map(|(year, _)| *year);
        let target = self.target().map(|_| own);
        let target = target.filter(|year| self.indicator.value(*year).is_none());
        values.chain(target)
    }

    /// What a value of a year stands for when it is compared with other years: the ratio itself, where
    /// its part and whole are known.
    pub fn true_range(&self, context: &Context<'_>, year: i16, scale: u32) -> Option<Interval> {
        let value = self.at(year)?;
        let of_ratio = || {
            let ratio = self.indicator.ratio.as_ref()?;
            let part = Series::named(context, ratio.part.as_str())?;
            let whole = Series::named(context, ratio.whole.as_ref()?.as_str())?;
            let range = |series: &Series<'_>| {
                let value = series.at(year)?.value;
                Some(Interval::of(value, series.measure.is_counted()))
            };
            share(range(&part)?, range(&whole)?, self.measure.per())
        };
        let counted = self.measure.is_counted();
        Some(of_ratio().unwrap_or_else(|| value.range(scale, counted)))
    }

    /// Whether the numbers of two indicators can be compared as they stand.
    pub fn same_unit(&self, other: &Series<'_>) -> bool {
        let name = |series: &Series<'_>| {
            let unit = series.indicator.unit.as_ref();
            unit.map(|unit| unit.as_str().trim().to_lowercase())
        };
        match (name(self), name(other)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }
}

/// A year as a label.
pub fn in_year(name: &str, year: i16) -> String {
    format!("{name}, {year}")
}
