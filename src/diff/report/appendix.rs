//! A comparison as an appendix (phụ lục) of the new plan: «BẢNG SO SÁNH» in the form of Decree
//! 30/2020/NĐ-CP, Annex I, III.1, on landscape pages, in Vietnamese whatever the user's language.
//!
//! ```text
//! Comparison ──shown, figures, wording──▶ Appendix (document model) ──render──▶ PDF
//! ```
//!
//! What is taken out is struck through and what is new is bold and underlined, so that a copy in black
//! and white can be read.

mod figures;
mod sheet;
mod shown;
mod wording;

use super::claim::Topic;
use super::entry::Entry;
use super::reader::capital;
use super::{Claim, Part, Reader, Sides, claims, grouped, summary};
use crate::diag::Lang;
use crate::diff::Side;
use crate::diff::change::{Comparison, Outcome};
use crate::document::model::{Appendix, Block, CellAlign, Meta, ParagraphStyle, plain};
use crate::document::{appendix_note, meta};
use crate::plan::Issuer;
use crate::render::glyphs::printable;
use crate::render::{Style, appendix_pdf};
use crate::trouble::Trouble;
use sheet::{Body, Sheet, cell, struck, text, underlined};
use shown::shown;
use std::collections::{BTreeMap, BTreeSet};

/// How much of a comparison is printed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Whether what just follows from the step to the next year is shown, too.
    pub all: bool,
    /// Whether the summary is enough.
    pub stat: bool,
}

/// A comparison as a PDF, set in the new plan's style; `issuer` is who issues the new plan.
///
/// # Errors
/// A template of the workspace fails.
pub fn pdf(
    sides: &Sides<'_>,
    issuer: &Issuer,
    style: &Style,
    options: Options,
) -> Result<Vec<u8>, Trouble> {
    let appendix = appendix(sides, issuer, options);
    let meta = meta(sides.new.plan, issuer, &appendix.title);
    // The properties name the comparison, not the plan that it goes with.
    let title = plain(&appendix.title).replace(['\n', '\u{200B}'], "");
    let meta = Meta { title, ..meta };
    Ok(appendix_pdf(&appendix, &meta, style)?.bytes)
}

/// A comparison as an appendix of the new plan.
#[must_use]
pub fn appendix(sides: &Sides<'_>, issuer: &Issuer, options: Options) -> Appendix {
    let reader = Reader::new(sides, Lang::Vi);
    let report = Report {
        reader: &reader,
        years: columns(sides),
    };
    // The sentences lead to where the tables tell more.
    let mut details = Body::behind(BEFORE);
    if !options.stat {
        report.details(sides.comparison, options.all, &mut details);
    }
    let mut body = Body::default();
    report.summary(sides, &details, &mut body);
    body.blocks.append(&mut details.blocks);
    Appendix {
        label: "Phụ lục".to_owned(),
        title: vec![text(&title(sides))],
        note: printable(&appendix_note(sides.new.plan, issuer)).into_owned(),
        landscape: true,
        body: body.blocks,
    }
}

/// How many headings stand before the tables that tell more.
const BEFORE: u32 = 2;

/// What changes are laid out with.
struct Report<'r, 's> {
    reader: &'r Reader<'s>,
    /// The headings of the columns of the old and the new plan.
    years: [String; 2],
}

impl Report<'_, '_> {
    /// What an office must know, then how much has changed, a line a part.
    fn summary(&self, sides: &Sides<'_>, details: &Body, body: &mut Body) {
        let claims = claims(sides, self.reader);
        if claims.is_empty() {
            let same = "Nội dung hai kế hoạch không có thay đổi.";
            body.paragraph(ParagraphStyle::Body, vec![text(same)]);
            return;
        }
        body.heading("Những điểm chính");
        let leads: Vec<String> = claims.iter().map(|claim| lead(claim, details)).collect();
        // Where the summary is all there is nothing to lead to.
        let is_led = leads.iter().any(|lead| !lead.is_empty());
        let mut columns = vec![
            ("STT", 5, CellAlign::Center),
            ("Nội dung", if is_led { 84 } else { 95 }, CellAlign::Left),
        ];
        columns.extend(is_led.then_some(("Xem mục", 11, CellAlign::Left)));
        let mut sheet = Sheet::new(&columns);
        for (claim, lead) in claims.iter().zip(leads) {
            let lead = is_led.then(|| cell(&lead));
            let cells = [sheet.number(), cell(&claim.text())];
            sheet.row(cells.into_iter().chain(lead));
        }
        body.blocks.push(sheet.block());
        body.heading("Tổng hợp");
        let mut sheet = Sheet::new(&[
            ("STT", 5, CellAlign::Center),
            ("Nội dung", 30, CellAlign::Left),
            ("Thay đổi", 65, CellAlign::Left),
        ]);
        for line in summary::lines(sides, self.reader) {
            let number = sheet.number();
            sheet.row([number, cell(line.label), cell(&line.text())]);
        }
        body.blocks.push(sheet.block());
    }

    /// Every change, part by part.
    fn details(&self, comparison: &Comparison, all: bool, body: &mut Body) {
        let outcomes = &comparison.outcomes;
        if !outcomes.is_empty() {
            body.heading("Chỉ tiêu năm trước và kết quả");
            body.blocks.push(self::outcomes(outcomes));
        }
        let parts = grouped(comparison, all).into_iter();
        let parts = parts.map(|(part, items)| {
            let entries = items.iter().map(|item| Entry::of(item, self.reader));
            (part, entries.filter_map(shown).collect::<Vec<_>>())
        });
        let parts: Vec<_> = parts.filter(|(_, entries)| !entries.is_empty()).collect();
        if !parts.is_empty() {
            let mut legend = vec![text("Trong các bảng dưới đây, ")];
            legend.push(struck(vec![text("chữ gạch ngang")]));
            legend.push(text(" là nội dung bỏ đi, "));
            legend.push(underlined(vec![text("chữ đậm có gạch chân")]));
            legend.push(text(" là nội dung mới."));
            body.paragraph(ParagraphStyle::Body, legend);
        }
        for (part, entries) in &parts {
            let part = *part;
            body.heading(part.words().text(Lang::Vi));
            let (figures, wording) = figures::parted(entries);
            let numbered = figures::table(&figures, &self.years, body);
            self.wording(part, &wording, numbered, body);
            if part == Part::Budget {
                for note in self.reader.notes(part) {
                    body.paragraph(ParagraphStyle::Dash, vec![text(&note)]);
                }
            }
        }
    }
}

/// «IV, số 1-3, 5»: where the tables tell more of a sentence.
fn lead(claim: &Claim, details: &Body) -> String {
    if claim.topic == Topic::Outcomes && !details.blocks.is_empty() {
        // They stand first.
        return sheet::ordinal(BEFORE + 1);
    }
    // The last one names its parts, and what is accepted is nothing that a plan prints.
    let is_led = !matches!(claim.topic, Topic::Rest | Topic::Exceptions);
    let mut headings: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for place in claim.entries().filter(|_| is_led) {
        if let Some((heading, number)) = details.places.get(&place) {
            headings.entry(*heading).or_default().insert(*number);
        }
    }
    let said = headings
        .iter()
        .map(|(heading, numbers)| format!("{}, số {}", sheet::ordinal(*heading), ranges(numbers)));
    said.collect::<Vec<_>>().join("; ")
}

/// «1-3, 5»
fn ranges(numbers: &BTreeSet<usize>) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    let said = ranges.into_iter().map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}-{last}")
        }
    });
    said.collect::<Vec<_>>().join(", ")
}

/// What became of the old plan's targets.
fn outcomes(outcomes: &[Outcome]) -> Block {
    let mut sheet = Sheet::new(&[
        ("STT", 5, CellAlign::Center),
        ("Chỉ tiêu", 36, CellAlign::Left),
        ("Đơn vị tính", 11, CellAlign::Center),
        ("Năm", 8, CellAlign::Center),
        ("Mức đặt ra", 13, CellAlign::Decimal),
        ("Kết quả", 10, CellAlign::Decimal),
        ("Đánh giá", 17, CellAlign::Center),
    ]);
    for outcome in outcomes {
        let number = sheet.number();
        sheet.row([
            number,
            cell(&outcome.name),
            cell(outcome.unit.as_deref().unwrap_or_default()),
            cell(&outcome.year.to_string()),
            cell(&outcome.written(&outcome.target)),
            cell(&outcome.written(&outcome.result)),
            cell(&capital(outcome.verdict.words().text(Lang::Vi))),
        ]);
    }
    sheet.block()
}

/// «Bảng so sánh», then which plans, on lines of their own; bookmarks show the blanks between them.
fn title(sides: &Sides<'_>) -> String {
    let name = |side: &Side<'_>| {
        let head = &side.plan.document;
        let until = head.until.map(|until| until.value);
        let title = head.title.with_years(head.year.value, until);
        format!("{} {title}", head.kind.name())
    };
    let (old, new) = (name(&sides.old), name(&sides.new));
    if old == new {
        format!("Bảng so sánh \n{new} \nvới bản trước")
    } else {
        format!("Bảng so sánh \n{new} \nvới {old}")
    }
}

fn columns(sides: &Sides<'_>) -> [String; 2] {
    let (old, new) = sides.comparison.years;
    if old == new {
        ["Bản cũ", "Bản mới"].map(ToOwned::to_owned)
    } else {
        [old, new].map(|year| format!("Năm {year}"))
    }
}
