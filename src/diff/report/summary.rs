//! The summary in numbers: a line a part, the same as text, as tiles and as a table.

use super::counts::{Counts, Tally};
use super::entry::Mark;
use super::{Part, Reader, Sides, count};
use crate::diag::{Lang, words};
use crate::diff::change::{Delta, Outcome, Verdict};
use crate::vi;
use rust_decimal::Decimal;
use serde::Serialize;

/// A line of the summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Line {
    /// The section that tells more.
    pub section: &'static str,
    /// What it is about.
    pub label: &'static str,
    /// What has changed about it.
    pub pieces: Vec<Piece>,
}

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Piece {
    /// Its looks.
    pub look: &'static str,
    /// The sign of its looks.
    pub sign: &'static str,
    pub number: String,
    pub word: String,
}

impl Line {
    /// «1 thêm; 3 sửa»
    pub fn text(&self) -> String {
        said(&self.pieces, "; ")
    }
}

/// Pieces in one line, with something between them.
pub(super) fn said(pieces: &[Piece], between: &str) -> String {
    let said = pieces.iter().map(|piece| {
        let said = format!("{} {}", piece.number, piece.word);
        said.trim_end().to_owned()
    });
    said.collect::<Vec<_>>().join(between)
}

/// The lines of the summary; none where nothing has changed.
pub(super) fn lines(sides: &Sides<'_>, reader: &Reader<'_>) -> Vec<Line> {
    let counts = Counts::of(sides, reader);
    let lang = reader.lang();
    let parts = Part::ALL.into_iter().map(|part| {
        let mut pieces = match part {
            Part::Targets => targets(counts.targets, lang),
            Part::Budget => money(&counts).into_iter().collect(),
            _ => Vec::new(),
        };
        pieces.extend(tallied(counts.part(part), lang));
        Line {
            section: part.key(),
            label: part.words().text(lang),
            pieces,
        }
    });
    let mut lines: Vec<Line> = parts.collect();
    lines.push(Line {
        section: "outcomes",
        label: words("Earlier targets", "Chỉ tiêu năm trước").text(lang),
        pieces: verdicts(&sides.comparison.outcomes, lang),
    });
    lines.push(Line {
        section: "changes",
        label: words("Year", "Năm").text(lang),
        pieces: folded(sides, &counts, lang),
    });
    let many = count(
        counts.converted,
        "amount is the same in another unit",
        "amounts are the same in another unit",
        "số tiền không đổi, chỉ khác đơn vị tính",
        lang,
    );
    lines.push(Line {
        section: "changes",
        label: words("Unit", "Đơn vị tính").text(lang),
        pieces: plain(counts.converted, &many).into_iter().collect(),
    });
    lines.retain(|line| !line.pieces.is_empty());
    lines
}

/// A number that begins a text, without looks; none where it is 0.
fn plain(number: usize, said: &str) -> Option<Piece> {
    let shown = number.to_string();
    let word = said.strip_prefix(&shown).unwrap_or(said).trim_start();
    (number > 0).then(|| Piece {
        look: "",
        sign: "",
        number: shown.clone(),
        word: word.to_owned(),
    })
}

fn targets((better, worse): (usize, usize), lang: Lang) -> Vec<Piece> {
    let all = [
        (
            true,
            better,
            ["target better", "targets better"],
            "chỉ tiêu đặt tốt hơn",
        ),
        (
            false,
            worse,
            ["target worse", "targets worse"],
            "chỉ tiêu đặt kém hơn",
        ),
    ];
    let pieces = all
        .into_iter()
        .filter_map(|(is_better, number, [one, many], vi)| {
            let Mark { look, sign, .. } = Mark::judged(is_better, lang);
            let piece = plain(number, &count(number, one, many, vi, lang))?;
            Some(Piece {
                look,
                sign,
                ..piece
            })
        });
    pieces.collect()
}

/// «1.567 → 1.890 triệu đồng (+323, +20,61%)»
fn money(counts: &Counts) -> Option<Piece> {
    let money = counts.money.as_ref()?;
    if money.old == money.new {
        return None;
    }
    let shown = |number: Option<Decimal>| {
        number.map_or_else(|| "–".to_owned(), |number| vi::number::format(&number))
    };
    let mut word = money.unit.clone();
    if let (Some(old), Some(new)) = (money.old, money.new) {
        let delta = Delta::between(old, new, None)?;
        let growth = delta.growth().map(|growth| format!(", {growth}"));
        let difference = vi::number::signed(&delta.absolute);
        word.push_str(&format!(" ({difference}{})", growth.unwrap_or_default()));
    }
    Some(Piece {
        look: "",
        sign: "",
        number: format!("{} → {}", shown(money.old), shown(money.new)),
        word,
    })
}

/// How many things were replaced, added, dropped, moved, changed.
pub(super) fn tallied(tally: Tally, lang: Lang) -> Vec<Piece> {
    let all = [
        ("moved", "⇄", tally.replaced, words("replaced", "thay thế")),
        ("added", "+", tally.added, words("added", "thêm")),
        ("dropped", "−", tally.dropped, words("dropped", "bỏ")),
        ("moved", "⇄", tally.moved, words("moved", "chuyển chỗ")),
        ("altered", "✎", tally.altered, words("changed", "sửa")),
    ];
    let told = all.into_iter().filter(|(_, _, number, _)| *number > 0);
    let pieces = told.map(|(look, sign, number, word)| Piece {
        look,
        sign,
        number: number.to_string(),
        word: word.text(lang).to_owned(),
    });
    pieces.collect()
}

fn verdicts(outcomes: &[Outcome], lang: Lang) -> Vec<Piece> {
    let all = [Verdict::Exceeded, Verdict::Reached, Verdict::Missed];
    let pieces = all.into_iter().filter_map(|verdict| {
        let own = outcomes.iter().filter(|outcome| outcome.verdict == verdict);
        let Mark { look, sign, word } = Mark::verdict(verdict, lang);
        let piece = plain(own.count(), word)?;
        Some(Piece {
            look,
            sign,
            ..piece
        })
    });
    pieces.collect()
}

/// «2024 → 2025: 37 chỗ»
fn folded(sides: &Sides<'_>, counts: &Counts, lang: Lang) -> Vec<Piece> {
    let (old, new) = sides.comparison.years;
    let places = count(counts.years, "place", "places", "chỗ", lang);
    let years = (counts.years > 0).then(|| Piece {
        look: "",
        sign: "",
        number: format!("{old} → {new}:"),
        word: places,
    });
    let recorded = count(
        counts.recorded,
        "year's result recorded or left out",
        "years' results recorded or left out",
        "kết quả năm được ghi thêm hoặc thôi ghi",
        lang,
    );
    let recorded = plain(counts.recorded, &recorded);
    [years, recorded].into_iter().flatten().collect()
}
