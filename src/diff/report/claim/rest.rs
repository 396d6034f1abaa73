//! All that no other sentence stands for, counted.

use super::sentence::{Claim, Point, Told, Topic};
use crate::diag::{Lang, words};
use crate::diff::report::summary::{said, tallied};
use crate::diff::report::{Age, Counts, Item, Part, Tally, count, grouped};
use crate::diff::words::Run;
use crate::diff::{Kind, What};
use std::collections::BTreeSet;

/// The last sentence: what else has changed, part by part, and what just follows from the year. `alone`
/// where there is no other one.
pub(super) fn rest(told: &Told<'_, '_>, covered: &BTreeSet<usize>, alone: bool) -> Claim {
    let (lang, sides) = (told.lang(), told.sides);
    let mut points = Vec::new();
    let (mut others, mut has_words) = (false, false);
    for (part, items) in grouped(sides.comparison, false) {
        let left = items
            .into_iter()
            .filter_map(|item| uncovered(item, covered));
        let (wording, rest): (Vec<_>, Vec<_>) = left.partition(is_wording);
        for (items, label) in [
            (rest, label(part, false, lang)),
            (wording, label(part, true, lang)),
        ] {
            if items.is_empty() {
                continue;
            }
            if items.iter().all(is_wording) {
                has_words = true;
            } else {
                others = true;
            }
            let mut tally = Tally::default();
            for item in &items {
                tally.add(item, told.reader);
            }
            let said = said(&tallied(tally, lang), ", ");
            let entries = items.iter().flat_map(|item| item.places.iter().copied());
            let entries = entries.collect();
            points.push(Point::new(format!("{label} ({said})"), entries));
        }
    }
    points.extend(folded(told));
    if others || has_words {
        points.extend(unchanged(told));
        points.extend(without_money(told));
    }
    let [en, vi] = match (others, has_words, alone) {
        (true, _, false) => ["What else has changed", "Thay đổi còn lại"],
        (true, _, true) => ["What has changed", "Các thay đổi"],
        (_, true, false) => ["The rest is wording", "Còn lại chỉ là lời văn"],
        (_, true, true) => ["Only wording has changed", "Chỉ thay đổi lời văn"],
        (_, _, false) if points.is_empty() => [
            "Nothing else has changed",
            "Ngoài ra không có thay đổi nào khác",
        ],
        (_, _, false) => ["Besides, there are only", "Ngoài ra chỉ còn"],
        (_, _, true) => [
            "All that has changed just follows",
            "Chỉ có các thay đổi kéo theo",
        ],
    };
    let head = words(en, vi).text(lang);
    Claim {
        topic: Topic::Rest,
        head: head.to_owned(),
        points,
    }
}

/// What is left of an item beside what other sentences stand for.
fn uncovered<'c>(item: Item<'c>, covered: &BTreeSet<usize>) -> Option<Item<'c>> {
    let own = item.changes.into_iter().zip(item.places);
    let own = own.filter(|(_, place)| !covered.contains(place));
    let (changes, places): (Vec<_>, Vec<_>) = own.unzip();
    (!changes.is_empty()).then_some(Item { changes, places })
}

/// What a count is of: a part, or its wording.
fn label(part: Part, is_wording: bool, lang: Lang) -> String {
    let name = part.words().text(lang);
    match (is_wording, part, lang) {
        (false, Part::Prose, Lang::En) => format!("numbers and order in {name}"),
        (false, Part::Prose, Lang::Vi) => format!("số, bố cục trong {name}"),
        (false, ..) => name.to_owned(),
        (true, _, Lang::En) => format!("wording in {name}"),
        (true, _, Lang::Vi) => format!("câu chữ trong {name}"),
    }
}

/// Whether only words of an item are others, and no figure among them.
fn is_wording(item: &Item<'_>) -> bool {
    let has_figure = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    item.changes.iter().all(|change| match &change.what {
        What::Altered { field, runs, .. } => {
            // What a plan is called is no matter of words.
            let is_text = matches!(field.name, "text" | "title") && change.kind != Kind::Plan;
            let kept = runs.iter().all(|run| match run {
                Run::Same(_) => true,
                Run::Old(text) | Run::New(text) => !has_figure(text),
            });
            is_text && !runs.is_empty() && kept
        }
        What::Added { .. } | What::Dropped { .. } => {
            change.kind == Kind::Paragraph && !has_figure(&change.name)
        }
        _ => false,
    })
}

/// The main parts that both plans say alike to the letter.
fn unchanged(told: &Told<'_, '_>) -> Option<Point> {
    let (lang, changes) = (told.lang(), &told.sides.comparison.changes);
    let has = |part: Part| {
        let plan = told.reader.plan(Age::New);
        match part {
            Part::Bases => !plan.legal_bases.is_empty(),
            Part::Targets => !plan.indicators.is_empty() || !plan.objectives.is_empty(),
            Part::Tables => !plan.tables.is_empty(),
            Part::Budget => plan.budget.is_some(),
            Part::Tasks => !plan.responsibilities.is_empty() || !plan.task_groups.is_empty(),
            Part::Ending => plan.signature.is_some() || plan.recipients.is_some(),
            Part::Head | Part::Timeline | Part::Prose => false,
        }
    };
    let is_same = |part: Part| changes.iter().all(|change| Part::of(change.kind) != part);
    let parts = Part::ALL
        .into_iter()
        .filter(|part| has(*part) && is_same(*part));
    let parts = parts.map(|part| format!("«{}»", part.words().text(lang)));
    let parts: Vec<String> = parts.collect();
    let said = match lang {
        Lang::En => format!("unchanged: {}", parts.join(", ")),
        Lang::Vi => format!("giữ nguyên: {}", parts.join(", ")),
    };
    (!parts.is_empty()).then(|| Point::new(said, Vec::new()))
}

/// That neither plan speaks of money, which a reader of the first page would ask for.
fn without_money(told: &Told<'_, '_>) -> Option<Point> {
    let mut plans = [Age::Old, Age::New]
        .map(|age| told.reader.plan(age))
        .into_iter();
    let said = match told.lang() {
        Lang::En => "neither plan has a budget",
        Lang::Vi => "hai kế hoạch đều không có dự toán kinh phí",
    };
    let is_without = plans.all(|plan| plan.budget.is_none());
    is_without.then(|| Point::new(said.to_owned(), Vec::new()))
}

/// What just follows from the year or from another unit.
fn folded(told: &Told<'_, '_>) -> Vec<Point> {
    let counts = Counts::of(told.sides, told.reader);
    let lang = told.lang();
    let all = [
        (
            counts.years,
            [
                "place just has the later year",
                "places just have the later year",
            ],
            "chỗ chỉ đổi theo năm",
        ),
        (
            counts.recorded,
            [
                "result of a year recorded or left out",
                "results of years recorded or left out",
            ],
            "số liệu năm ghi thêm, thôi ghi",
        ),
        (
            counts.converted,
            [
                "amount is the same in another unit",
                "amounts are the same in another unit",
            ],
            "số tiền không đổi, chỉ khác đơn vị tính",
        ),
    ];
    let all = all.into_iter().filter(|(number, ..)| *number > 0);
    let points = all.map(|(number, [one, many], vi)| {
        Point::new(count(number, one, many, vi, lang), Vec::new())
    });
    points.collect()
}
