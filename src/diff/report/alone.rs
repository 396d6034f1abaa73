//! A plan that has no counterpart, at a terminal: its title, and how much there is of each part.

use super::paint::{Look, Paint};
use super::text::Options;
use super::{Part, Side, count};
use crate::diag::{Lang, words};
use crate::diff::item::{Item, Kind};
use crate::diff::outline::{TOTAL, outline};
use crate::document::grand_total;
use crate::vi;
use std::collections::BTreeMap;

/// The kinds that are counted, with their English plurals.
const COUNTED: [(Kind, &str); 14] = [
    (Kind::LegalBasis, "legal bases"),
    (Kind::Objective, "objectives"),
    (Kind::Indicator, "indicators"),
    (Kind::Table, "tables"),
    (Kind::Row, "rows"),
    (Kind::BudgetSource, "budget sources"),
    (Kind::BudgetLine, "budget lines"),
    (Kind::Task, "tasks"),
    (Kind::Step, "steps"),
    (Kind::Report, "reports"),
    (Kind::Section, "sections"),
    (Kind::Appendix, "appendices"),
    (Kind::Paragraph, "paragraphs"),
    (Kind::Recipient, "recipients"),
];

/// A plan that only one side has: the new one, else the old one.
#[must_use]
pub fn render(side: &Side<'_>, is_new: bool, options: &Options) -> String {
    let lang = options.lang;
    let paint = Paint {
        color: options.color,
        width: options.width.max(40),
    };
    let (label, look) = if is_new {
        (words("New plan", "Kế hoạch mới"), Look::New)
    } else {
        (words("Deleted plan", "Kế hoạch đã xóa"), Look::Old)
    };
    let nothing = "/dev/null";
    let (old, new) = if is_new {
        (nothing, side.name)
    } else {
        (side.name, nothing)
    };
    let head = &side.plan.document;
    let until = head.until.map(|until| until.value);
    let title = head.title.with_years(head.year.value, until);
    let title = format!("{}: {title}", label.text(lang));
    let mut text = [
        paint.text(Look::Old, &format!("--- {old}")),
        paint.text(Look::New, &format!("+++ {new}")),
        paint.text(look, &title),
        String::new(),
    ]
    .join("\n");
    let lines = lines(side, lang);
    let widths = lines.iter().map(|(label, _)| label.chars().count());
    let width = widths.max().unwrap_or_default();
    for (label, said) in lines {
        let label = format!("{label:width$}  ");
        text.push_str(&paint.wrapped(&label, width + 2, Look::Plain, &said));
    }
    text
}

/// What there is of each part that there is anything of.
fn lines(side: &Side<'_>, lang: Lang) -> Vec<(&'static str, String)> {
    let mut counts = BTreeMap::new();
    tally(&outline(*side), &mut counts);
    let mut lines = Vec::new();
    for part in Part::ALL {
        let mut said = Vec::new();
        if part == Part::Budget {
            said.extend(money(side));
        }
        let kinds = COUNTED.iter().filter(|(kind, _)| Part::of(*kind) == part);
        said.extend(kinds.filter_map(|(kind, many)| {
            let number = counts.get(kind)?;
            let [one, vi] = [Lang::En, Lang::Vi].map(|lang| kind.words().text(lang));
            Some(count(*number, one, many, vi, lang))
        }));
        if !said.is_empty() {
            lines.push((part.words().text(lang), said.join(", ")));
        }
    }
    lines
}

fn tally(item: &Item, counts: &mut BTreeMap<Kind, usize>) {
    let is_total = item.kind == Kind::Row && item.id.as_deref() == Some(TOTAL);
    if !is_total {
        *counts.entry(item.kind).or_default() += 1;
    }
    for child in &item.children {
        tally(child, counts);
    }
}

/// «1.890 triệu đồng»
fn money(side: &Side<'_>) -> Option<String> {
    let budget = side.plan.budget.as_ref()?;
    let total = grand_total(budget)?.value?;
    Some(format!(
        "{} {}",
        vi::number::format(&total),
        budget.unit.value
    ))
}
