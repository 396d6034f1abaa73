//! A comparison as a page of HTML: one file that needs no network.
//!
//! ```text
//! Comparison, both plans ──layout, chart, bars──▶ Page ──templates/diff.html──▶ HTML
//! ```
//!
//! Text is escaped wherever the template prints it. Without its script the page shows everything.

mod bars;
mod chart;
mod layout;
mod wording;

use super::entry::Mark;
use super::money::{Money, money};
use super::summary::{Line, lines};
use super::{Claim, Part, Reader, Side, Sides, claims, items};
use crate::diag::{Lang, Words, words};
use crate::diff::{Comparison, Delta};
use crate::trouble::Trouble;
use bars::{Bars, bars};
use chart::{Chart, charts};
use layout::{Block, is_amount, is_prose};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use tera::{Context, Tera};

const TEMPLATE: &str = "diff.html";
const STYLE: &str = include_str!("../../../templates/diff.css");
const SCRIPT: &str = include_str!("../../../templates/diff.js");

/// Everything that the template prints.
#[derive(Debug, Serialize)]
struct Page {
    lang: &'static str,
    t: BTreeMap<&'static str, &'static str>,
    sides: [About; 2],
    /// The headings of columns: the years, else which plan.
    columns: [String; 2],
    claims: Vec<Said>,
    tiles: Vec<Line>,
    outcomes: Vec<Judged>,
    sections: Vec<Section>,
    charts: Vec<Chart>,
    money: Option<Money>,
    bars: Option<Bars>,
    /// How many changes just follow from the year.
    expected: usize,
    /// Whether those are shown at first.
    all: bool,
    /// Whether the summary is all.
    stat: bool,
    style: &'static str,
    script: &'static str,
}

/// A plan in the heading.
#[derive(Debug, Serialize)]
struct About {
    label: &'static str,
    title: String,
    year: i16,
    file: String,
}

/// A sentence: its beginning, and what it names with what leads there.
#[derive(Debug, Serialize)]
struct Said {
    head: String,
    points: Vec<(String, Option<String>)>,
}

/// A target with its result.
#[derive(Debug, Serialize)]
struct Judged {
    name: String,
    unit: Option<String>,
    year: i16,
    is_change: bool,
    target: String,
    result: String,
    difference: String,
    verdict: Mark,
}

/// The changes of like kinds.
#[derive(Debug, Serialize)]
struct Section {
    key: &'static str,
    title: &'static str,
    /// Whether its changes are mostly of numbers.
    numbers: bool,
    /// Whether some are for the better or the worse.
    judged: bool,
    /// What stands above its changes.
    notes: Vec<String>,
    entries: Vec<Block>,
    /// What is laid out as prose.
    prose: Vec<Block>,
    /// Whether there is anything to show.
    any: bool,
    /// How many entries do not just follow from the year.
    matter: usize,
}

/// A comparison as a page of HTML; what just follows from the year is folded at first unless `all`; the
/// summary alone where `stat`.
///
/// # Errors
/// The template fails.
pub fn render(sides: &Sides<'_>, lang: Lang, all: bool, stat: bool) -> Result<String, Trouble> {
    let page = Page {
        stat,
        ..page(sides, lang, all)
    };
    let failed = |error: tera::Error| Trouble::Template {
        name: TEMPLATE.to_owned(),
        error: error.to_string(),
    };
    let mut tera = Tera::default();
    tera.add_raw_template(TEMPLATE, include_str!("../../../templates/diff.html"))
        .map_err(failed)?;
    let mut context = Context::new();
    context.insert("page", &page);
    tera.render(TEMPLATE, &context).map_err(failed)
}

fn page(sides: &Sides<'_>, lang: Lang, all: bool) -> Page {
    let comparison = sides.comparison;
    let (old, new) = (sides.old.plan, sides.new.plan);
    let about = |label: Words, side: Side<'_>| {
        let head = &side.plan.document;
        let (year, until) = (head.year.value, head.until.map(|until| until.value));
        About {
            label: label.text(lang),
            title: head.title.with_years(year, until),
            year,
            file: side.name.to_owned(),
        }
    };
    let about = [
        about(words("Old plan", "Kế hoạch cũ"), sides.old),
        about(words("New plan", "Kế hoạch mới"), sides.new),
    ];
    let years = comparison.years;
    let columns = if years.0 == years.1 {
        [about[0].label, about[1].label].map(ToOwned::to_owned)
    } else {
        let word = words("Plan", "Năm").text(lang);
        [years.0, years.1].map(|year| format!("{word} {year}"))
    };
    let reader = Reader::new(sides, lang);
    let sections = Part::ALL.map(|part| section(part, comparison, &reader));
    let money = money(
        old.budget.as_ref(),
        new.budget.as_ref(),
        &comparison.changes,
        lang,
    );
    let unit = money.as_ref().map_or("", |money| &money.unit);
    let bars = money.as_ref().and_then(|money| bars(&money.lines, unit));
    let links = Links::of(&sections, comparison);
    let claims = claims(sides, &reader);
    let claims = claims.iter().map(|claim| links.said(claim)).collect();
    Page {
        lang: match lang {
            Lang::En => "en",
            Lang::Vi => "vi",
        },
        t: wording::labels(lang),
        sides: about,
        columns,
        claims,
        tiles: lines(sides, &reader),
        outcomes: outcomes(comparison, lang),
        sections: sections.into(),
        charts: charts(old, new, &comparison.changes, lang),
        money,
        bars,
        expected: comparison
            .changes
            .iter()
            .filter(|change| !change.matters())
            .count(),
        all,
        stat: false,
        style: STYLE,
        script: SCRIPT,
    }
}

fn section(part: Part, comparison: &Comparison, reader: &Reader<'_>) -> Section {
    let changes = comparison.changes.iter().enumerate();
    let own =
        changes.filter(|(place, change)| Part::of(change.kind) == part && !reader.is_kept(*place));
    let mut items = items(own);
    let matters = |item: &super::Item<'_>| item.changes.iter().any(|change| change.matters());
    let matter = items.iter().filter(|item| matters(item)).count();
    if part == Part::Budget {
        items.retain(|item| !is_amount(item));
    }
    let (prose, entries): (Vec<_>, Vec<_>) =
        items.iter().partition(|item| is_prose(item.first().kind));
    let laid = |items: Vec<&super::Item<'_>>| -> Vec<Block> {
        items
            .into_iter()
            .map(|item| Block::of(item, reader))
            .collect()
    };
    let (prose, entries) = (laid(prose), laid(entries));
    Section {
        key: part.key(),
        title: part.words().text(reader.lang()),
        numbers: matches!(part, Part::Targets | Part::Tables | Part::Budget),
        judged: part == Part::Targets,
        notes: reader.notes(part),
        matter,
        any: matter > 0 || !entries.is_empty() || !prose.is_empty(),
        entries,
        prose,
    }
}

/// What there is to lead to on a page.
struct Links<'p> {
    comparison: &'p Comparison,
    /// The entry of each change that has one, by the change's place.
    entries: BTreeMap<usize, &'p str>,
    /// The sections that there are.
    sections: BTreeSet<&'static str>,
}

impl<'p> Links<'p> {
    fn of(sections: &'p [Section], comparison: &'p Comparison) -> Self {
        let shown = || sections.iter().filter(|section| section.any);
        let blocks = shown().flat_map(|section| section.entries.iter().chain(&section.prose));
        let entries = blocks.flat_map(|block| {
            let places = block.places.iter();
            places.map(|place| (*place, block.id.as_str()))
        });
        Self {
            comparison,
            entries: entries.collect(),
            sections: shown().map(|section| section.key).collect(),
        }
    }

    fn said(&self, claim: &Claim) -> Said {
        let points = claim.points.iter().map(|point| {
            let link = point.entries.iter().find_map(|place| self.lead(*place));
            let part = claim.topic.part().and_then(|part| self.section(part));
            (point.text.clone(), link.or(part).map(ToOwned::to_owned))
        });
        Said {
            head: claim.head.clone(),
            points: points.collect(),
        }
    }

    /// The entry of a change, else the section that shows it otherwise.
    fn lead(&self, place: usize) -> Option<&str> {
        let own = self.entries.get(&place).copied();
        let change = self.comparison.changes.get(place)?;
        own.or_else(|| self.section(Part::of(change.kind)))
    }

    fn section(&self, part: Part) -> Option<&'static str> {
        self.sections.get(part.key()).copied()
    }
}

fn outcomes(comparison: &Comparison, lang: Lang) -> Vec<Judged> {
    let judged = comparison.outcomes.iter().map(|outcome| Judged {
        name: outcome.name.clone(),
        unit: outcome.unit.clone(),
        year: outcome.year,
        is_change: outcome.is_change,
        target: outcome.written(&outcome.target),
        result: outcome.written(&outcome.result),
        difference: Delta::between(outcome.target, outcome.result, outcome.unit.as_deref())
            .filter(|delta| !delta.absolute.is_zero())
            .map(|delta| delta.written(lang))
            .unwrap_or_default(),
        verdict: Mark::verdict(outcome.verdict, lang),
    });
    judged.collect()
}
