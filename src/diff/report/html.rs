//! A comparison as a page of HTML: one file that needs no network.
//!
//! ```text
//! Comparison, both plans ──layout, money, chart──▶ Page ──templates/diff.html──▶ HTML
//! ```
//!
//! Text is escaped wherever the template prints it. Without its script the page shows everything.

mod chart;
mod layout;
mod money;
mod summary;
mod wording;

use super::entry::Mark;
use super::{Counts, Part, Reader, Side, Sides, items};
use crate::diag::{Lang, Words, words};
use crate::diff::{Change, Comparison, Delta, Kind};
use crate::trouble::Trouble;
use chart::{Chart, charts};
use layout::{Block, is_amount};
use money::{Money, money};
use serde::Serialize;
use std::collections::BTreeMap;
use summary::{Tile, tiles, verdict};
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
    tiles: Vec<Tile>,
    outcomes: Vec<Judged>,
    sections: Vec<Section>,
    charts: Vec<Chart>,
    money: Option<Money>,
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
    /// Whether there is anything to show.
    any: bool,
    /// How many entries do not just follow from the year.
    matter: usize,
}

/// The sections of a page: name, heading, whether numbers, kinds.
const SECTIONS: [(&str, Words, bool, &[Kind]); 9] = [
    (
        "indicators",
        words("Indicators", "Chỉ tiêu"),
        true,
        &[Kind::Indicator],
    ),
    (
        "budget",
        words("Budget", "Kinh phí"),
        true,
        &[Kind::Budget, Kind::BudgetSource, Kind::BudgetLine],
    ),
    (
        "tables",
        words("Tables", "Bảng biểu"),
        true,
        &[Kind::Table, Kind::Column, Kind::Row],
    ),
    (
        "tasks",
        words("Responsibilities", "Phân công nhiệm vụ"),
        false,
        &[
            Kind::Unit,
            Kind::Responsibility,
            Kind::TaskGroup,
            Kind::Task,
            Kind::TaskResult,
        ],
    ),
    (
        "legal",
        words("Legal bases", "Căn cứ pháp lý"),
        false,
        &[Kind::LegalBasis, Kind::Document],
    ),
    (
        "time",
        words("Timeline and reports", "Tiến độ và chế độ báo cáo"),
        false,
        &[Kind::Step, Kind::Report],
    ),
    (
        "prose",
        words("Text", "Lời văn"),
        false,
        &[
            Kind::Objective,
            Kind::Section,
            Kind::Appendix,
            Kind::Paragraph,
        ],
    ),
    (
        "recipients",
        words("Recipients and signature", "Nơi nhận và người ký"),
        false,
        &[Kind::Recipient, Kind::Signature],
    ),
    (
        "head",
        words("Heading of the plan", "Phần đầu kế hoạch"),
        false,
        &[Kind::Plan, Kind::Issuer, Kind::Superior],
    ),
];

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
    let counts = Counts::of(sides, &reader);
    let sections: Vec<Section> = SECTIONS
        .iter()
        .map(|section| self::section(section, comparison, &reader))
        .collect();
    let money = money(
        old.budget.as_ref(),
        new.budget.as_ref(),
        &comparison.changes,
        lang,
    );
    Page {
        lang: match lang {
            Lang::En => "en",
            Lang::Vi => "vi",
        },
        t: wording::labels(lang),
        sides: about,
        columns,
        tiles: tiles(comparison, &counts, (old, new), lang),
        outcomes: outcomes(comparison, lang),
        sections,
        charts: charts(old, new, &comparison.changes, lang),
        money,
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

fn section(
    (key, title, numbers, kinds): &(&'static str, Words, bool, &[Kind]),
    comparison: &Comparison,
    reader: &Reader<'_>,
) -> Section {
    let of_kind = |change: &&Change| kinds.contains(&change.kind);
    let mut items = items(comparison.changes.iter().filter(of_kind));
    let matters = |item: &super::Item<'_>| item.changes.iter().any(|change| change.matters());
    let matter = items.iter().filter(|item| matters(item)).count();
    if *key == "budget" {
        items.retain(|item| !is_amount(item));
    }
    let entries = items.iter().map(|item| Block::of(item, reader));
    let entries: Vec<Block> = entries.collect();
    let notes = match *key {
        "legal" => reader.notes(Part::Bases),
        "budget" => reader.notes(Part::Budget),
        _ => Vec::new(),
    };
    Section {
        key,
        title: title.text(reader.lang()),
        numbers: *numbers,
        judged: *key == "indicators",
        notes,
        matter,
        any: matter > 0 || !entries.is_empty(),
        entries,
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
        verdict: verdict(outcome.verdict, lang),
    });
    judged.collect()
}
