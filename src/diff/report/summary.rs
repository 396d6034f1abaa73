//! The summary: what an office must know, one line a part.

use super::counts::{Counts, Tally};
use super::{Part, Reader, Sides, count};
use crate::diag::{Lang, words};
use crate::diff::change::{Delta, Outcome, Verdict};
use crate::vi;
use rust_decimal::Decimal;

/// A line of the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// What it is about.
    pub label: &'static str,
    /// What has changed about it.
    pub text: String,
}

/// The lines of the summary; none where nothing has changed.
pub(super) fn lines(sides: &Sides<'_>, reader: &Reader<'_>) -> Vec<Line> {
    let counts = Counts::of(sides, reader);
    let lang = reader.lang();
    let mut lines = Vec::new();
    for part in Part::ALL {
        let mut said = Vec::new();
        match part {
            Part::Bases if counts.replaced > 0 => {
                said.push(count(
                    counts.replaced,
                    "replaced",
                    "replaced",
                    "được thay thế",
                    lang,
                ));
            }
            Part::Targets => said.extend(targets(counts.targets, lang)),
            Part::Budget => said.extend(money(&counts)),
            _ => {}
        }
        said.extend(tally(counts.part(part), lang));
        if !said.is_empty() {
            lines.push(Line {
                label: part.words().text(lang),
                text: said.join("; "),
            });
        }
    }
    let outcomes = &sides.comparison.outcomes;
    if !outcomes.is_empty() {
        lines.push(Line {
            label: match lang {
                Lang::En => "Earlier targets",
                Lang::Vi => "Chỉ tiêu năm trước",
            },
            text: verdicts(outcomes, lang),
        });
    }
    lines.extend(folded(sides, &counts, lang));
    if counts.converted > 0 {
        lines.push(Line {
            label: words("Unit", "Đơn vị tính").text(lang),
            text: count(
                counts.converted,
                "amount is the same in another unit",
                "amounts are the same in another unit",
                "số tiền không đổi, chỉ khác đơn vị tính",
                lang,
            ),
        });
    }
    lines
}

fn targets((better, worse): (usize, usize), lang: Lang) -> Option<String> {
    let said = [
        (better > 0).then(|| {
            count(
                better,
                "target better",
                "targets better",
                "chỉ tiêu đặt tốt hơn",
                lang,
            )
        }),
        (worse > 0).then(|| {
            count(
                worse,
                "target worse",
                "targets worse",
                "chỉ tiêu đặt kém hơn",
                lang,
            )
        }),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// «1.567 → 1.890 triệu đồng (+323, +20,61%)»
fn money(counts: &Counts) -> Option<String> {
    let money = counts.money.as_ref()?;
    if money.old == money.new {
        return None;
    }
    let shown = |number: Option<Decimal>| {
        number.map_or_else(|| "–".to_owned(), |number| vi::number::format(&number))
    };
    let mut text = format!("{} → {} {}", shown(money.old), shown(money.new), money.unit);
    if let (Some(old), Some(new)) = (money.old, money.new) {
        let delta = Delta::between(old, new, None)?;
        let growth = delta.growth().map(|growth| format!(", {growth}"));
        let difference = vi::number::signed(&delta.absolute);
        text.push_str(&format!(" ({difference}{})", growth.unwrap_or_default()));
    }
    Some(text)
}

fn tally(tally: Tally, lang: Lang) -> Option<String> {
    let said: Vec<String> = [
        (tally.added, "added", "thêm"),
        (tally.dropped, "dropped", "bỏ"),
        (tally.moved, "moved", "chuyển chỗ"),
        (tally.altered, "changed", "sửa"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, en, vi)| count(number, en, en, vi, lang))
    .collect();
    (!said.is_empty()).then(|| said.join(", "))
}

fn verdicts(outcomes: &[Outcome], lang: Lang) -> String {
    let of = |verdict: Verdict| {
        outcomes
            .iter()
            .filter(|outcome| outcome.verdict == verdict)
            .count()
    };
    [Verdict::Exceeded, Verdict::Reached, Verdict::Missed]
        .into_iter()
        .filter(|verdict| of(*verdict) > 0)
        .map(|verdict| format!("{} {}", of(verdict), verdict.words().text(lang)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// «năm 2024 → 2025: 37 chỗ»
fn folded(sides: &Sides<'_>, counts: &Counts, lang: Lang) -> Option<Line> {
    let (old, new) = sides.comparison.years;
    let mut said = Vec::new();
    if counts.years > 0 {
        let places = count(counts.years, "place", "places", "chỗ", lang);
        said.push(format!("{old} → {new}: {places}"));
    }
    if counts.recorded > 0 {
        said.push(count(
            counts.recorded,
            "year's result recorded or left out",
            "years' results recorded or left out",
            "kết quả năm được ghi thêm hoặc thôi ghi",
            lang,
        ));
    }
    (!said.is_empty()).then(|| Line {
        label: match lang {
            Lang::En => "Year",
            Lang::Vi => "Năm",
        },
        text: said.join("; "),
    })
}
