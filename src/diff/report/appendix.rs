//! A comparison as an appendix (phụ lục) of the new plan: «BẢNG SO SÁNH» in the form of Decree
//! 30/2020/NĐ-CP, Annex I, III.1, on landscape pages, in Vietnamese whatever the user's language.
//!
//! ```text
//! Comparison ──figures, wording──▶ Appendix (document model) ──render──▶ PDF
//! ```
//!
//! What is taken out is struck through and what is new is bold and underlined, so that a copy in black
//! and white can be read.

mod figures;
mod sheet;
mod wording;

use super::entry::Entry;
use super::reader::capital;
use super::{Part, Reader, Sides, grouped, summary};
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
    let mut body = Body::default();
    report.summary(sides, &mut body);
    if !options.stat {
        report.details(sides.comparison, options.all, &mut body);
    }
    Appendix {
        label: "Phụ lục".to_owned(),
        title: vec![text(&title(sides))],
        note: printable(&appendix_note(sides.new.plan, issuer)).into_owned(),
        landscape: true,
        body: body.blocks,
    }
}

/// What changes are laid out with.
struct Report<'r, 's> {
    reader: &'r Reader<'s>,
    /// The headings of the columns of the old and the new plan.
    years: [String; 2],
}

impl Report<'_, '_> {
    /// How much has changed, a line a part.
    fn summary(&self, sides: &Sides<'_>, body: &mut Body) {
        let lines = summary::lines(sides, self.reader);
        if lines.is_empty() {
            let same = "Nội dung hai kế hoạch không có thay đổi.";
            body.paragraph(ParagraphStyle::Body, vec![text(same)]);
            return;
        }
        body.heading("Tổng hợp");
        let mut sheet = Sheet::new(&[
            ("STT", 5, CellAlign::Center),
            ("Nội dung", 30, CellAlign::Left),
            ("Thay đổi", 65, CellAlign::Left),
        ]);
        for line in lines {
            let number = sheet.number();
            sheet.row([number, cell(line.label), cell(&line.text)]);
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
        let parts = grouped(comparison, all);
        if !parts.is_empty() {
            let mut legend = vec![text("Trong các bảng dưới đây, ")];
            legend.push(struck(vec![text("chữ gạch ngang")]));
            legend.push(text(" là nội dung bỏ đi, "));
            legend.push(underlined(vec![text("chữ đậm có gạch chân")]));
            legend.push(text(" là nội dung mới."));
            body.paragraph(ParagraphStyle::Body, legend);
        }
        for (part, items) in parts {
            body.heading(part.words().text(Lang::Vi));
            let entries = items.iter().map(|item| Entry::of(item, self.reader));
            let entries: Vec<Entry<'_>> = entries.collect();
            let (figures, wording) = figures::parted(&entries);
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
