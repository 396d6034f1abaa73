//! Indicators over the years as drawings, in whole units of a drawing.

use crate::diag::{Lang, words};
use crate::diff::report::clipped;
use crate::diff::unit::{in_unit, is_comparable};
use crate::diff::{Change, Kind, What};
use crate::document::without_emphasis;
use crate::plan::{Indicator, Plan};
use crate::vi;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;
use std::collections::BTreeMap;

/// An indicator's chart.
#[derive(Debug, Serialize)]
pub struct Chart {
    pub title: String,
    pub unit: String,
    /// What it shows, in words.
    pub about: String,
    pub width: i64,
    pub lines: Vec<Polyline>,
    pub years: Vec<Label>,
    pub marks: Vec<Mark>,
    pub labels: Vec<Label>,
}

/// The line of a series; its look is `old` or `new`.
#[derive(Debug, Serialize)]
pub struct Polyline {
    pub look: &'static str,
    pub points: String,
}

/// The mark of a value; its look is that of the series.
#[derive(Debug, Serialize)]
pub struct Mark {
    pub look: &'static str,
    pub path: String,
}

/// A text beside a mark.
#[derive(Debug, Serialize)]
pub struct Label {
    pub x: i64,
    pub y: i64,
    pub anchor: &'static str,
    pub text: String,
}

const LEFT: i64 = 36;
const STEP: i64 = 62;
const LEAST: i64 = 320;
const TOP: i64 = 30;
const HEIGHT: i64 = 92;
const YEARS: i64 = 158;

/// The four series of a chart: values and target of the old and the new plan.
const LOOKS: [&str; 4] = ["old", "new", "old-target", "new-target"];
type Series = [BTreeMap<i16, Decimal>; 4];

/// The charts of the indicators that have a course: numbers of several years.
pub fn charts(old: &Plan, new: &Plan, changes: &[Change], lang: Lang) -> Vec<Chart> {
    let pairs = new.indicators.iter().map(|after| {
        let id = before(after.id.as_str(), changes);
        let old = old.indicators.iter().find(|before| before.id.value == id);
        (old, Some(after))
    });
    let gone = old.indicators.iter().filter(|before| {
        let kept = |after: &Indicator| self::before(after.id.as_str(), changes) == before.id.value;
        !new.indicators.iter().any(kept)
    });
    let years = (old.document.year.value, new.document.year.value);
    pairs
        .chain(gone.map(|before| (Some(before), None)))
        .filter_map(|(before, after)| chart(before, after, years, lang))
        .collect()
}

/// The id in the old plan of an indicator of the new one.
fn before<'c>(new: &'c str, changes: &'c [Change]) -> &'c str {
    let renamed = changes.iter().find_map(|change| match &change.what {
        What::Renamed {
            from: Some(from),
            to: Some(to),
        } if change.kind == Kind::Indicator && to == new => Some(from.as_str()),
        _ => None,
    });
    renamed.unwrap_or(new)
}

fn values(indicator: Option<&Indicator>) -> BTreeMap<i16, Decimal> {
    let values = indicator.into_iter().flat_map(|own| &own.values);
    values
        .filter_map(|(year, figure)| Some((*year, figure.value?)))
        .collect()
}

/// The target as a value, at its year.
fn target(indicator: Option<&Indicator>, year: i16) -> Option<(i16, Decimal)> {
    let indicator = indicator?;
    let target = indicator.target.as_ref()?;
    let year = target.year_in(year);
    if let Some(value) = target.value {
        return Some((year, value.value?));
    }
    let base = indicator.value(year.checked_sub(1)?)?.value?;
    Some((year, base.checked_add(target.change?.value?)?))
}

fn chart(
    old: Option<&Indicator>,
    new: Option<&Indicator>,
    years: (i16, i16),
    lang: Lang,
) -> Option<Chart> {
    let own = new.or(old)?;
    let unit = |indicator: &'_ Indicator| indicator.unit.as_ref().map(|unit| unit.value.clone());
    let (from, to) = (old.and_then(unit), unit(own));
    let (from, to) = (from.as_deref(), to.as_deref());
    // One drawing has one unit; what cannot be told in it is left out.
    let old = old.filter(|_| is_comparable(from, to));
    let in_own = |points: BTreeMap<i16, Decimal>| -> BTreeMap<i16, Decimal> {
        let points = points.into_iter();
        points
            .filter_map(|(year, value)| Some((year, in_unit(value, from, to)?)))
            .collect()
    };
    let series: Series = [
        in_own(values(old)),
        values(new),
        in_own(target(old, years.0).into_iter().collect()),
        target(new, years.1).into_iter().collect(),
    ];
    let mut at: Vec<i16> = series
        .iter()
        .flat_map(|points| points.keys().copied())
        .collect();
    at.sort_unstable();
    at.dedup();
    if at.len() < 2 {
        return None;
    }
    let canvas = Canvas::of(&at, &series)?;
    let mut marks = Vec::new();
    let mut lines = Vec::new();
    for (look, points) in LOOKS.iter().zip(&series) {
        let places: Vec<(i64, i64)> = points
            .iter()
            .filter_map(|(year, value)| canvas.place(*year, *value))
            .collect();
        marks.extend(places.iter().map(|place| Mark {
            look,
            path: shape(look, *place),
        }));
        if places.len() > 1 {
            let points: Vec<String> = places.iter().map(|(x, y)| format!("{x},{y}")).collect();
            lines.push(Polyline {
                look,
                points: points.join(" "),
            });
        }
    }
    Some(Chart {
        title: clipped(&without_emphasis(own.name.plain()), 60),
        unit: to.unwrap_or_default().to_owned(),
        about: about(&series, lang),
        width: canvas.width,
        lines,
        years: canvas.years(),
        marks,
        labels: canvas.labels(&series),
    })
}

/// Where years and values are drawn.
struct Canvas {
    years: Vec<i16>,
    width: i64,
    low: Decimal,
    range: Decimal,
}

impl Canvas {
    fn of(years: &[i16], series: &Series) -> Option<Self> {
        let all = || series.iter().flat_map(BTreeMap::values).copied();
        let (low, high) = (all().min()?, all().max()?);
        let count = i64::try_from(years.len()).ok()?;
        Some(Self {
            years: years.to_vec(),
            width: LEAST.max(2 * LEFT + STEP * (count - 1)),
            low,
            range: high.checked_sub(low)?,
        })
    }

    fn x(&self, year: i16) -> Option<i64> {
        let place = self.years.iter().position(|own| *own == year)?;
        let place = i64::try_from(place).ok()?;
        let last = i64::try_from(self.years.len()).ok()? - 1;
        Some(LEFT + (self.width - 2 * LEFT) * place / last.max(1))
    }

    fn place(&self, year: i16, value: Decimal) -> Option<(i64, i64)> {
        let up = if self.range.is_zero() {
            HEIGHT / 2
        } else {
            let above = value.checked_sub(self.low)?;
            above
                .checked_mul(HEIGHT.into())?
                .checked_div(self.range)?
                .round()
                .to_i64()?
        };
        Some((self.x(year)?, TOP + HEIGHT - up))
    }

    fn years(&self) -> Vec<Label> {
        let label = |year: &i16| {
            Some(Label {
                x: self.x(*year)?,
                y: YEARS,
                anchor: "middle",
                text: year.to_string(),
            })
        };
        self.years.iter().filter_map(label).collect()
    }

    /// The numbers at their marks: the highest of a year above, the lowest below, others beside.
    fn labels(&self, series: &Series) -> Vec<Label> {
        let mut labels = Vec::new();
        for year in &self.years {
            let mut values: Vec<Decimal> = series
                .iter()
                .filter_map(|points| points.get(year))
                .copied()
                .collect();
            values.sort_unstable();
            values.dedup();
            let last = values.len().saturating_sub(1);
            for (place, value) in values.iter().enumerate() {
                let Some((x, y)) = self.place(*year, *value) else {
                    continue;
                };
                let (x, y, anchor) = match place {
                    _ if place == last => (x, y - 10, "middle"),
                    0 => (x, y + 19, "middle"),
                    _ => (x - 9, y + 4, "end"),
                };
                labels.push(Label {
                    x,
                    y,
                    anchor,
                    text: vi::number::format(value),
                });
            }
        }
        labels
    }
}

/// A hollow square, a disc, a hollow and a full diamond: told apart without colour.
fn shape(look: &str, (x, y): (i64, i64)) -> String {
    match look {
        "old" => format!("M{} {}h12v12h-12z", x - 6, y - 6),
        "new" => format!("M{} {y}a3 3 0 1 0 6 0a3 3 0 1 0-6 0z", x - 3),
        _ => format!("M{x} {}l7 7l-7 7l-7-7z", y - 7),
    }
}

/// The numbers of a chart in words.
fn about(series: &Series, lang: Lang) -> String {
    let words = [
        words("old plan", "kế hoạch cũ"),
        words("new plan", "kế hoạch mới"),
        words("old target", "mục tiêu cũ"),
        words("new target", "mục tiêu mới"),
    ];
    let told = words
        .iter()
        .zip(series)
        .filter(|(_, points)| !points.is_empty())
        .map(|(words, points)| {
            let points = points
                .iter()
                .map(|(year, value)| format!("{year}: {}", vi::number::format(value)));
            let points: Vec<String> = points.collect();
            format!("{}: {}", words.text(lang), points.join(", "))
        });
    told.collect::<Vec<String>>().join("; ")
}
