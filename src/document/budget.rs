//! The budget as a table or a list, and the amounts that it gives.

use super::compose::{Composer, paragraph};
use super::model::{
    Block, CellAlign, CellBlock, Inline, ParagraphStyle, RowBlock, RowKind, TableBlock,
};
use super::width;
use crate::plan::{Budget, BudgetLine, BudgetSource};
use crate::source::Span;
use crate::spec::Figure;
use crate::vi;
use rust_decimal::Decimal;

/// The grand total: as stated, else of the lines.
#[must_use]
pub fn grand_total(budget: &Budget) -> Option<Figure> {
    budget.total.or_else(|| {
        sum(
            budget.lines.iter().map(|line| line_amount(line, None)),
            budget.unit.span,
        )
    })
}

/// What a line gets, of one source or in all: as stated, else the sum of its amounts or lines.
pub(super) fn line_amount(line: &BudgetLine, source: Option<&str>) -> Option<Figure> {
    let stated = line.total.filter(|_| source.is_none());
    stated.or_else(|| {
        let amounts = line
            .amounts
            .iter()
            .filter(|(id, _)| source.is_none_or(|s| s == id.value));
        let own = amounts.map(|(_, figure)| Some(*figure));
        let inner = line.lines.iter().map(|line| line_amount(line, source));
        sum(own.chain(inner), line.id.span)
    })
}

/// What a source gives: as stated, else the sum of its parts or of what lines take from it.
pub(super) fn source_total(budget: &Budget, source: &BudgetSource) -> Option<Figure> {
    source.total.or_else(|| {
        if source.parts.is_empty() {
            return taken(budget, source);
        }
        sum(
            source.parts.iter().map(|part| source_total(budget, part)),
            source.id.span,
        )
    })
}

/// What lines take from a source itself.
fn taken(budget: &Budget, source: &BudgetSource) -> Option<Figure> {
    let id = Some(source.id.as_str());
    let lines = budget.lines.iter().map(|line| line_amount(line, id));
    sum(lines, source.id.span)
}

/// The sum of what is there; none where nothing is, undecided where something is undecided.
fn sum(figures: impl Iterator<Item = Option<Figure>>, span: Span) -> Option<Figure> {
    let mut total: Option<Option<Decimal>> = None;
    for figure in figures.flatten() {
        let so_far = total.unwrap_or(Some(Decimal::ZERO));
        total = Some(so_far.zip(figure.value).and_then(|(a, b)| a.checked_add(b)));
    }
    total.map(|value| Figure { value, span })
}

impl Composer<'_> {
    /// The budget as a table: lines down, sources across.
    pub(super) fn budget_table(&mut self, budget: &Budget) -> TableBlock {
        self.placed.budget = true;
        let sources: Vec<&BudgetSource> = budget
            .sources
            .iter()
            .flat_map(|source| columns(budget, source))
            .collect();
        let mut rows = Vec::new();
        for (number, line) in (1_u32..).zip(&budget.lines) {
            let label = vi::ordinal::roman(number).unwrap_or_else(|| number.to_string());
            self.line_rows(line, &label, 0, &sources, &mut rows);
        }
        let mut cells = vec![CellBlock {
            colspan: 2,
            ..CellBlock::text("Tổng cộng")
        }];
        cells.push(amount_cell(grand_total(budget)));
        for source in &sources {
            let stated = source.total.filter(|_| source.parts.is_empty());
            cells.push(amount_cell(
                stated.or_else(|| taken(budget, source)).or(source.total),
            ));
        }
        rows.push(RowBlock {
            kind: RowKind::Total,
            cells,
            origin: budget.total.map(|total| total.span),
        });
        let header = self.budget_header(budget);
        let mut aligns = vec![CellAlign::Center, CellAlign::Left];
        aligns.resize(3 + sources.len(), CellAlign::Decimal);
        TableBlock {
            caption: None,
            unit_note: Some(format!("Đơn vị tính: {}", budget.unit.value)),
            columns: width::columns(&aligns, &header, &rows, false),
            header,
            rows,
            landscape: false,
        }
    }

    /// The budget's sources as numbered paragraphs, with their parts behind hyphens.
    pub(super) fn budget_list(&mut self, budget: &Budget, span: Span) -> Vec<Block> {
        self.placed.budget = true;
        let mut blocks = Vec::new();
        let depth = self.items();
        for source in &budget.sources {
            let end = if source.parts.is_empty() {
                "."
            } else {
                ", gồm:"
            };
            let content = self.source_words(budget, source, end);
            blocks.push(self.numbered(depth, content, span));
            for part in &source.parts {
                let content = self.source_words(budget, part, ".");
                blocks.push(paragraph(
                    ParagraphStyle::Dash,
                    "-".to_owned(),
                    content,
                    Some(span),
                ));
            }
        }
        blocks
    }

    fn source_words(&mut self, budget: &Budget, source: &BudgetSource, end: &str) -> Vec<Inline> {
        let mut words = self.line(&source.title);
        if let Some(total) = source_total(budget, source) {
            let unit = Inline::text(format!("\u{A0}{}", budget.unit.value));
            words.extend([Inline::text(": "), Inline::figure(total), unit]);
        }
        words.push(Inline::text(end));
        words
    }

    fn budget_header(&mut self, budget: &Budget) -> Vec<Vec<CellBlock>> {
        let sources = budget.sources.iter();
        let parts: Vec<_> = sources.map(|source| parts(budget, source)).collect();
        let grouped = parts.iter().any(|parts| !parts.is_empty());
        let single = |cell: CellBlock| CellBlock {
            rowspan: if grouped { 2 } else { 1 },
            ..cell
        };
        let own = ["STT", "Nội dung", "Tổng kinh phí"];
        let mut top: Vec<CellBlock> = own.map(CellBlock::text).map(single).into();
        let mut below = Vec::new();
        for (source, parts) in budget.sources.iter().zip(&parts) {
            let title = self.named(&source.title);
            if columns(budget, source).len() > parts.len() {
                top.push(single(title.clone()));
            }
            if !parts.is_empty() {
                top.push(CellBlock {
                    colspan: parts.len(),
                    ..title
                });
                below.extend(parts.iter().map(|part| self.named(&part.title)));
            }
        }
        if grouped { vec![top, below] } else { vec![top] }
    }

    fn line_rows(
        &mut self,
        line: &BudgetLine,
        label: &str,
        depth: usize,
        sources: &[&BudgetSource],
        rows: &mut Vec<RowBlock>,
    ) {
        let mut cells = vec![CellBlock::text(label), self.named(&line.title)];
        cells.push(amount_cell(line_amount(line, None)));
        cells.extend(
            sources
                .iter()
                .map(|source| amount_cell(line_amount(line, Some(source.id.as_str())))),
        );
        let kind = if depth == 0 {
            RowKind::Total
        } else {
            RowKind::Plain
        };
        rows.push(RowBlock {
            kind,
            cells,
            origin: Some(line.id.span),
        });
        for (number, inner) in (1_usize..).zip(&line.lines) {
            let inner_label = if depth == 0 {
                number.to_string()
            } else {
                format!("{label}.{number}")
            };
            self.line_rows(inner, &inner_label, depth + 1, sources, rows);
        }
    }
}

/// The sources in and under a source that have a column: those that lines take money from, and those
/// with a total of which no part has a column.
fn columns<'b>(budget: &Budget, source: &'b BudgetSource) -> Vec<&'b BudgetSource> {
    let mut inside = parts(budget, source);
    let stated = inside.is_empty() && source.total.is_some();
    if stated || taken(budget, source).is_some() {
        inside.insert(0, source);
    }
    inside
}

/// The sources under a source that have a column.
fn parts<'b>(budget: &Budget, source: &'b BudgetSource) -> Vec<&'b BudgetSource> {
    let parts = source.parts.iter();
    parts.flat_map(|part| columns(budget, part)).collect()
}

fn amount_cell(figure: Option<Figure>) -> CellBlock {
    CellBlock::new(figure.map(Inline::figure).into_iter().collect())
}
