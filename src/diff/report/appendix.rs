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
mod wording;

use super::reader::capital;
use super::{Part, Reader, Sides, grouped, summary};
use crate::diag::Lang;
use crate::diff::Side;
use crate::diff::change::{Change, Comparison, Expected, Outcome};
use crate::document::model::{
    Appendix, Block, CellAlign, CellBlock, ColumnBlock, Heading, HeadingStyle, Inline, Meta,
    Paragraph, ParagraphStyle, RowBlock, RowKind, TableBlock, plain,
};
use crate::document::{appendix_note, meta};
use crate::plan::Issuer;
use crate::render::glyphs::printable;
use crate::render::{Style, appendix_pdf};
use crate::trouble::Trouble;
use crate::vi;

/// What stands where a plan says nothing.
const NOTHING: &str = "–";

/// How many characters a word may have before it is broken, and into pieces of how many.
const LONG_WORD: usize = 20;
const PIECE: usize = 8;

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

/// Blocks under numbered headings.
#[derive(Default)]
struct Body {
    blocks: Vec<Block>,
    headings: u32,
}

impl Body {
    fn heading(&mut self, title: &str) {
        self.headings += 1;
        let number = vi::ordinal::roman(self.headings);
        let number = number.unwrap_or_else(|| self.headings.to_string());
        self.blocks.push(Block::Heading(Heading {
            style: HeadingStyle::Section,
            // The appendix itself is the outermost heading.
            outline: 2,
            label: format!("{number}."),
            title: vec![text(&vi::text::upper(title))],
            origin: None,
        }));
    }

    fn paragraph(&mut self, style: ParagraphStyle, content: Vec<Inline>) {
        self.blocks.push(Block::Paragraph(Paragraph {
            style,
            label: String::new(),
            content,
            origin: None,
        }));
    }
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
            let (figures, wording) = figures::parted(&items);
            let numbered = self.figures(&figures, body);
            self.wording(part, &wording, numbered, body);
            if part == Part::Budget {
                for line in splits(comparison) {
                    body.paragraph(ParagraphStyle::Dash, vec![text(&line)]);
                }
            }
        }
    }

    /// The names of the items around a change, in one line.
    fn trail(&self, change: &Change) -> String {
        self.reader.trail(&change.trail).join(" › ")
    }
}

/// Which budget lines were split or merged.
fn splits(comparison: &Comparison) -> Vec<String> {
    let told = comparison.splits.iter().map(|split| {
        let word = if split.merged {
            "được gộp từ"
        } else {
            "được tách thành"
        };
        let unit = split.unit.as_deref().unwrap_or_default();
        let amount = vi::number::format(&split.amount);
        let parts = split.parts.join(", ");
        format!("{} {word} {parts} ({amount} {unit})", split.whole)
    });
    told.collect()
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

/// Why a change just follows from the step to another year.
fn expected(expected: Expected) -> &'static str {
    match expected {
        Expected::Year(_) => "Theo năm",
        Expected::Recorded => "Ghi kết quả",
        Expected::Past => "Thôi ghi",
        Expected::Unit => "Quy đổi đơn vị",
    }
}

/// A table that is filled row by row.
struct Sheet {
    table: TableBlock,
    numbered: usize,
}

impl Sheet {
    /// An empty table: heading, share of the width and alignment of each column.
    fn new(columns: &[(&str, usize, CellAlign)]) -> Self {
        let header = columns.iter().map(|(title, ..)| cell(title)).collect();
        let columns = columns.iter().map(|(_, width, align)| ColumnBlock {
            width: *width,
            align: *align,
        });
        Self {
            table: TableBlock {
                caption: None,
                unit_note: None,
                columns: columns.collect(),
                header: vec![header],
                rows: Vec::new(),
                landscape: false,
            },
            numbered: 0,
        }
    }

    /// A cell with the next number.
    fn number(&mut self) -> CellBlock {
        self.numbered += 1;
        cell(&self.numbered.to_string())
    }

    fn row(&mut self, cells: impl IntoIterator<Item = CellBlock>) {
        self.table.rows.push(RowBlock {
            kind: RowKind::Plain,
            cells: cells.into_iter().collect(),
            origin: None,
        });
    }

    /// A row that names those below it.
    fn group(&mut self, title: &str) {
        let whole = CellBlock {
            colspan: self.table.columns.len(),
            ..cell(title)
        };
        self.table.rows.push(RowBlock {
            kind: RowKind::Group,
            cells: vec![whole],
            origin: None,
        });
    }

    fn block(self) -> Block {
        Block::Table(self.table)
    }
}

/// Words that can be printed whoever wrote them.
fn text(words: &str) -> Inline {
    // What a call prints stands in brackets that the typeface does not have.
    let words = words.replace('⟨', "[").replace('⟩', "]");
    Inline::text(breakable(&printable(&words)))
}

/// A text whose longest words may end a line within, so that none reaches beyond its column.
fn breakable(text: &str) -> String {
    let mut broken = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let long = word.chars().count() > LONG_WORD;
        for (place, c) in word.chars().enumerate() {
            if long && place > 0 && place % PIECE == 0 {
                broken.push('\u{200B}');
            }
            broken.push(c);
        }
    }
    broken
}

fn cell(words: &str) -> CellBlock {
    CellBlock::new(vec![text(words)])
}

/// What is taken out.
fn struck(content: Vec<Inline>) -> Inline {
    Inline::Struck { content }
}

/// What is new.
fn underlined(content: Vec<Inline>) -> Inline {
    let content = vec![Inline::Strong { content }];
    Inline::Underlined { content }
}
