//! Tasks: by unit as text, and all together as the task matrix.

use super::compose::Composer;
use super::model::{
    Block, CellAlign, CellBlock, Inline, ParagraphStyle, RowBlock, RowKind, TableBlock, plain,
};
use super::width;
use crate::plan::{Responsibility, ResponsibilityLayout, Task, TaskResult, TaskStyle, Unit};
use crate::spec::{OneOrMany, Prose, Ref};
use crate::vi;

impl Composer<'_> {
    /// The tasks of the units of a group, or of all, under a heading each.
    pub(super) fn responsibilities(&mut self, group: Option<&str>) -> Vec<Block> {
        self.placed
            .responsibilities
            .insert(group.map(str::to_owned));
        let plan = self.plan;
        let own = |r: &&Responsibility| {
            group.is_none_or(|group| r.group.as_ref().is_some_and(|g| g.value == group))
        };
        let depth = self.below();
        let mut blocks = Vec::new();
        for responsibility in plan.responsibilities.iter().filter(own) {
            let made = self.aside(|composer| composer.responsibility(responsibility, depth));
            blocks.extend(made);
        }
        blocks
    }

    fn responsibility(&mut self, responsibility: &Responsibility, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut tasks = responsibility.tasks.iter();
        match responsibility.layout {
            ResponsibilityLayout::Heading => {
                let title = responsibility.title.as_ref();
                let content = if let Some(title) = title {
                    self.line(title)
                } else {
                    let unit = &responsibility.unit;
                    vec![Inline::made(self.unit(unit), unit.span)]
                };
                let span = title.map_or(responsibility.unit.span, |title| title.span);
                blocks.extend(self.heading(depth, content, span).map(Block::Heading));
            }
            ResponsibilityLayout::RunIn => {
                let title = responsibility.title.as_ref();
                let first = tasks.next().map(|first| &first.text);
                let (text, lead) = match (title, first) {
                    (Some(title), Some(first)) => {
                        let mut lead = self.line(title);
                        lead.push(Inline::text(" "));
                        (Some(first), lead)
                    }
                    (title, first) => (first.or(title), Vec::new()),
                };
                blocks.extend(
                    text.map(|text| self.numbered_item(text, depth, lead))
                        .into_iter()
                        .flatten(),
                );
            }
        }
        for task in tasks {
            let style = match task.style {
                TaskStyle::Dash => ParagraphStyle::Dash,
                TaskStyle::Paragraph => ParagraphStyle::Body,
            };
            blocks.extend(self.item(&task.text, style, Vec::new()));
        }
        blocks
    }

    /// All tasks as a table: by field, then by unit for those that are written by unit.
    pub(super) fn task_matrix(&mut self) -> TableBlock {
        self.placed.task_matrix = true;
        let plan = self.plan;
        let mut rows = Vec::new();
        let mut groups = Vec::new();
        for group in &plan.task_groups {
            let title = self.line(&group.title);
            groups.push((title, group.title.span, group.tasks.as_slice(), None));
        }
        for own in &plan.responsibilities {
            let title = vec![Inline::text(self.unit(&own.unit))];
            groups.push((title, own.unit.span, own.tasks.as_slice(), Some(&own.unit)));
        }
        for (number, (title, span, tasks, unit)) in (1_u32..).zip(groups) {
            let roman = vi::ordinal::roman(number).unwrap_or_else(|| number.to_string());
            let title = CellBlock {
                colspan: COLUMNS.len() - 1,
                ..CellBlock::new(title)
            };
            let cells = vec![CellBlock::text(roman), title];
            rows.push(RowBlock {
                kind: RowKind::Group,
                cells,
                origin: Some(span),
            });
            for (number, task) in (1_usize..).zip(tasks) {
                self.task_rows(number, task, unit, &mut rows);
            }
        }
        drop_empty_columns(rows)
    }

    fn task_rows(
        &mut self,
        number: usize,
        task: &Task,
        unit: Option<&Ref<Unit>>,
        rows: &mut Vec<RowBlock>,
    ) {
        let results: Vec<&TaskResult> = task.rows().collect();
        for (place, result) in results.iter().enumerate() {
            let mut cells = Vec::new();
            if place == 0 {
                let text = self.line(&task.text);
                let span = results.len();
                cells.push(CellBlock {
                    rowspan: span,
                    ..CellBlock::text(number.to_string())
                });
                cells.push(CellBlock {
                    rowspan: span,
                    ..CellBlock::new(text)
                });
            }
            cells.push(CellBlock::new(self.optional(result.product.as_ref())));
            cells.push(CellBlock::new(self.deadline(result)));
            let lead = match (&result.lead_text, unit) {
                (Some(text), _) => self.line(text),
                (None, Some(unit)) if result.lead.0.is_empty() => {
                    vec![Inline::text(vi::text::capitalize(&self.unit(unit)))]
                }
                (None, _) => self.units(&result.lead),
            };
            cells.push(CellBlock::new(lead));
            let with = match &result.with_text {
                Some(text) => self.line(text),
                None => self.units(&result.with),
            };
            cells.push(CellBlock::new(with));
            cells.push(CellBlock::new(self.units(&result.monitor)));
            rows.push(RowBlock {
                kind: RowKind::Plain,
                cells,
                origin: Some(match &result.product {
                    Some(product) if place > 0 => product.span,
                    _ => task.text.span,
                }),
            });
        }
    }

    fn deadline(&mut self, result: &TaskResult) -> Vec<Inline> {
        match (&result.deadline_text, result.deadline, result.every) {
            (Some(text), _, _) => self.line(text),
            (None, Some(day), _) => vec![Inline::made(vi::date::short(day.date), day.span)],
            (None, None, Some(period)) => vec![Inline::text(period.text())],
            (None, None, None) => Vec::new(),
        }
    }

    fn optional(&mut self, text: Option<&Prose>) -> Vec<Inline> {
        text.map(|text| self.line(text)).unwrap_or_default()
    }

    fn unit(&self, id: &Ref<Unit>) -> String {
        let unit = self.index.unit(id.as_str());
        unit.map(|unit| unit.name.value.clone()).unwrap_or_default()
    }

    /// The names of units in one cell, the first with a capital.
    fn units(&self, ids: &OneOrMany<Ref<Unit>>) -> Vec<Inline> {
        let names: Vec<String> = ids.0.iter().map(|id| self.unit(id)).collect();
        if names.is_empty() {
            return Vec::new();
        }
        let all = vi::text::capitalize(&names.join("; "));
        vec![Inline::made(all, ids.0[0].span)]
    }
}

const COLUMNS: [&str; 7] = [
    "STT",
    "Nhiệm vụ",
    "Sản phẩm",
    "Thời gian hoàn thành",
    "Chủ trì thực hiện",
    "Phối hợp thực hiện",
    "Theo dõi, kiểm tra, đôn đốc",
];

/// The matrix without the columns in which no task has anything.
fn drop_empty_columns(mut rows: Vec<RowBlock>) -> TableBlock {
    let mut kept = vec![true; COLUMNS.len()];
    for (column, kept) in kept.iter_mut().enumerate().skip(2) {
        *kept = rows.iter().any(|row| {
            let from_end = COLUMNS.len() - column;
            let place = row.cells.len().checked_sub(from_end);
            row.kind == RowKind::Plain
                && place
                    .and_then(|place| row.cells.get(place))
                    .is_some_and(|cell| !plain(&cell.content).is_empty())
        });
    }
    let count = kept.iter().filter(|kept| **kept).count();
    for row in &mut rows {
        if row.kind == RowKind::Group {
            if let Some(title) = row.cells.last_mut() {
                title.colspan = count - 1;
            }
            continue;
        }
        let first = COLUMNS.len() - row.cells.len();
        let mut column = first;
        row.cells.retain(|_| {
            column += 1;
            kept.get(column - 1).copied().unwrap_or(true)
        });
    }
    let header: Vec<CellBlock> = COLUMNS
        .iter()
        .zip(&kept)
        .filter(|(_, kept)| **kept)
        .map(|(t, _)| CellBlock::text(*t))
        .collect();
    let header = vec![header];
    let mut aligns = vec![CellAlign::Left; count];
    if let Some(first) = aligns.first_mut() {
        *first = CellAlign::Center;
    }
    TableBlock {
        caption: None,
        unit_note: None,
        columns: width::columns(&aligns, &header, &rows, true),
        header,
        rows,
        landscape: false,
    }
}
