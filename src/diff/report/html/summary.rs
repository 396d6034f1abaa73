//! The figures at the head of the page.

use super::money;
use crate::diag::{Lang, Words, words};
use crate::diff::report::entry::Mark;
use crate::diff::report::{Counts, Tally};
use crate::diff::{Comparison, Kind, Verdict};
use crate::plan::Plan;
use serde::Serialize;

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
    let word = verdict.words().text(lang);
    Mark { look, sign, word }
}

/// The figures at the head of the page: those that there is something to say of.
pub fn tiles(
    comparison: &Comparison,
    counts: &Counts,
    (old, new): (&Plan, &Plan),
    lang: Lang,
) -> Vec<Tile> {
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
            targets(counts, lang),
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
        tiles.push(tile(section, label, tally(counts, kinds, lang)));
    }
    tiles.extend(shift(comparison.years, counts, lang));
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

fn targets(counts: &Counts, lang: Lang) -> Vec<Part> {
    let (better, worse) = counts.targets;
    let parts = [(true, better), (false, worse)].map(|(better, count)| {
        let mark = Mark::judged(better, lang);
        part(mark.look, mark.sign, count, mark.word)
    });
    parts.into_iter().flatten().collect()
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
fn tally(counts: &Counts, kinds: &[Kind], lang: Lang) -> Vec<Part> {
    let sum = |of: fn(&Tally) -> usize| kinds.iter().map(|kind| of(&counts.kind(*kind))).sum();
    let replaced = if kinds == [Kind::LegalBasis] {
        counts.replaced
    } else {
        0
    };
    let parts = [
        ("moved", "⇄", replaced, words("replaced", "thay thế")),
        (
            "added",
            "+",
            sum(|tally| tally.added),
            words("added", "thêm"),
        ),
        (
            "dropped",
            "−",
            sum(|tally| tally.dropped),
            words("dropped", "bỏ"),
        ),
        (
            "moved",
            "⇄",
            sum(|tally| tally.moved),
            words("moved", "chuyển chỗ"),
        ),
        (
            "altered",
            "✎",
            sum(|tally| tally.altered),
            words("changed", "sửa"),
        ),
    ];
    let parts = parts.map(|(look, sign, count, word)| part(look, sign, count, word.text(lang)));
    parts.into_iter().flatten().collect()
}

/// How much just follows from the step to another year.
fn shift((old, new): (i16, i16), counts: &Counts, lang: Lang) -> Option<Tile> {
    let (moved, recorded) = (counts.years, counts.recorded);
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
        section: "changes",
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
