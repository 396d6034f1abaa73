//! The figures at the head of the page.

use super::entries::Mark;
use super::{money, wording};
use crate::diag::{Lang, Words, words};
use crate::diff::words::Run;
use crate::diff::{Comparison, Expected, Kind, Verdict, What};
use crate::plan::Plan;
use serde::Serialize;
use std::collections::BTreeSet;

/// A figure of the summary, with the section that tells more.
#[derive(Debug, Serialize)]
pub struct Tile {
    pub section: &'static str,
    pub label: &'static str,
    pub parts: Vec<Part>,
    pub detail: String,
}

/// A number with what it counts.
#[derive(Debug, Serialize)]
pub struct Part {
    pub look: &'static str,
    pub sign: &'static str,
    pub number: String,
    pub word: &'static str,
}

/// The mark of how a target turned out.
pub fn verdict(verdict: Verdict, lang: Lang) -> Mark {
    let (look, sign) = match verdict {
        Verdict::Missed => ("worse", "✗"),
        Verdict::Reached => ("better", "✓"),
        Verdict::Exceeded => ("better", "★"),
    };
    let word = wording::verdict(verdict).text(lang);
    Mark { look, sign, word }
}

/// The figures at the head of the page: those that there is something to say of.
pub fn tiles(comparison: &Comparison, (old, new): (&Plan, &Plan), lang: Lang) -> Vec<Tile> {
    let tile = |section, label: Words, parts: Vec<Part>| Tile {
        section,
        label: label.text(lang),
        parts,
        detail: String::new(),
    };
    let mut tiles = vec![
        tile(
            "indicators",
            words("Targets", "Mục tiêu so với kỳ trước"),
            targets(comparison, lang),
        ),
        tile(
            "outcomes",
            words("Last targets", "Thực hiện mục tiêu kỳ trước"),
            verdicts(comparison, lang),
        ),
    ];
    tiles.extend(budget(old, new, lang));
    let counted: [(_, _, &[Kind]); 3] = [
        (
            "tasks",
            words("Tasks", "Nhiệm vụ"),
            &[Kind::Task, Kind::TaskResult],
        ),
        (
            "legal",
            words("Legal bases", "Căn cứ pháp lý"),
            &[Kind::LegalBasis],
        ),
        (
            "prose",
            words("Paragraphs", "Đoạn văn"),
            &[Kind::Paragraph, Kind::Objective],
        ),
    ];
    for (section, label, kinds) in counted {
        tiles.push(tile(section, label, counts(comparison, kinds, lang)));
    }
    tiles.extend(shift(comparison, lang));
    tiles.retain(|tile| !tile.parts.is_empty());
    tiles
}

fn part(look: &'static str, sign: &'static str, number: usize, word: &'static str) -> Option<Part> {
    (number > 0).then(|| Part {
        look,
        sign,
        number: number.to_string(),
        word,
    })
}

fn targets(comparison: &Comparison, lang: Lang) -> Vec<Part> {
    let judged = |wanted: bool| {
        let changes = comparison.changes.iter().filter(|change| change.matters());
        let of_target = changes.filter(|change| match &change.what {
            What::Altered {
                field,
                delta: Some(delta),
                ..
            } => matches!(field.name, "target" | "target_change") && delta.better == Some(wanted),
            _ => false,
        });
        of_target.count()
    };
    let marks = [true, false].map(|better| {
        let mark = super::entries::judged(better, lang);
        part(mark.look, mark.sign, judged(better), mark.word)
    });
    marks.into_iter().flatten().collect()
}

fn verdicts(comparison: &Comparison, lang: Lang) -> Vec<Part> {
    let all = [Verdict::Exceeded, Verdict::Reached, Verdict::Missed];
    let parts = all.map(|own| {
        let mark = verdict(own, lang);
        let count = comparison
            .outcomes
            .iter()
            .filter(|outcome| outcome.verdict == own)
            .count();
        part(mark.look, mark.sign, count, mark.word)
    });
    parts.into_iter().flatten().collect()
}

fn budget(old: &Plan, new: &Plan, lang: Lang) -> Option<Tile> {
    let (old, new) = (old.budget.as_ref(), new.budget.as_ref());
    let sum = money::total(old, new, lang)?;
    let unit = new
        .or(old)
        .map(|budget| budget.unit.value.clone())
        .unwrap_or_default();
    let or_none = |text: &str| {
        if text.is_empty() {
            "–".to_owned()
        } else {
            text.to_owned()
        }
    };
    let number = format!("{} → {}", or_none(&sum.old), or_none(&sum.new));
    let mut detail = unit;
    for more in [&sum.difference, &sum.percent] {
        if !more.is_empty() {
            detail.push_str("; ");
            detail.push_str(more);
        }
    }
    Some(Tile {
        section: "budget",
        label: words("Budget", "Kinh phí").text(lang),
        parts: vec![Part {
            look: "",
            sign: "",
            number,
            word: "",
        }],
        detail,
    })
}

/// How many items of some kinds were added, dropped, moved, changed.
fn counts(comparison: &Comparison, kinds: &[Kind], lang: Lang) -> Vec<Part> {
    let looks = [
        ("added", "+", words("added", "thêm")),
        ("dropped", "−", words("dropped", "bỏ")),
        ("moved", "⇄", words("moved", "chuyển chỗ")),
        ("altered", "✎", words("changed", "sửa")),
    ];
    let parts = looks.map(|(look, sign, word)| {
        let changes = comparison.changes.iter();
        let found = changes.filter(|change| {
            let own = super::entries::mark(&change.what, lang).look;
            change.matters() && kinds.contains(&change.kind) && own == look
        });
        let count = match look {
            "added" | "dropped" => found.count(),
            _ => found
                .map(|change| (&change.name, &change.trail))
                .collect::<BTreeSet<_>>()
                .len(),
        };
        part(look, sign, count, word.text(lang))
    });
    parts.into_iter().flatten().collect()
}

/// How many places of a text are years that moved.
fn years_in(runs: &[Run]) -> usize {
    let new = runs.iter().filter(|run| matches!(run, Run::New(_)));
    new.count().max(1)
}

/// How much just follows from the step to another year.
fn shift(comparison: &Comparison, lang: Lang) -> Option<Tile> {
    let places = |wanted: &[Expected]| -> usize {
        let changes = comparison.changes.iter();
        let expected =
            changes.filter(|change| change.expected.is_some_and(|own| wanted.contains(&own)));
        let count = expected.map(|change| match &change.what {
            What::Altered { runs, .. } => years_in(runs),
            _ => 1,
        });
        count.sum()
    };
    let (moved, recorded) = (
        places(&[Expected::Year]),
        places(&[Expected::Recorded, Expected::Past]),
    );
    let (old, new) = comparison.years;
    let number = match lang {
        Lang::En => format!("{old} → {new}: {moved} places"),
        Lang::Vi => format!("năm {old} → {new}: {moved} chỗ"),
    };
    let detail = match (recorded, lang) {
        (0, _) => String::new(),
        (_, Lang::En) => format!("and {recorded} results of past years"),
        (_, Lang::Vi) => format!("và {recorded} số liệu các năm đã qua"),
    };
    (moved + recorded > 0).then(|| Tile {
        section: "head",
        label: words("Just follows from the year", "Chỉ đổi theo năm").text(lang),
        parts: vec![Part {
            look: "",
            sign: "",
            number,
            word: "",
        }],
        detail,
    })
}
