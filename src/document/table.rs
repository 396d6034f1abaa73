//! Tables of targets as blocks.

use super::compose::Composer;
use super::model::{CellAlign, CellBlock, Inline, RowBlock, RowKind, TableBlock};
use super::width;
use crate::plan::{Align, Cell, Column, Row, Table};
use crate::spec::UNDECIDED;
use crate::vi;

impl Composer<'_> {
    /// A table of targets, with the column «STT» where it is numbered.
    pub(super) fn table(&mut self, table: &Table) -> TableBlock {
        self.placed.tables.insert(table.id.value.clone());
        let stt = usize::from(table.numbered);
        let header = self.table_header(&table.columns, table.numbered);
        let mut rows: Vec<RowBlock> = (1_usize..)
            .zip(&table.rows)
            .map(|(number, row)| {
                let number = table.numbered.then(|| CellBlock::text(number.to_string()));
                let cells = table
                    .columns
                    .iter()
                    .map(|column| body_cell(table, row, column));
                RowBlock {
                    kind: RowKind::Plain,
                    cells: number.into_iter().chain(cells).collect(),
                    origin: Some(row.span),
                }
            })
            .collect();
        rows.extend(
            table
                .total
                .as_ref()
                .map(|total| total_row(table, total, stt)),
        );
        let mut aligns = vec![CellAlign::Center; stt];
        aligns.extend(table.columns.iter().map(align));
        let mut columns = width::columns(&aligns, &header, &rows, table.landscape);
        for (block, column) in columns.iter_mut().skip(stt).zip(&table.columns) {
            if let Some(share) = column.width {
                block.width = share as usize;
            }
        }
        TableBlock {
            caption: table.title.as_ref().map(|title| self.line(title)),
            unit_note: table
                .unit
                .as_ref()
                .map(|unit| format!("Đơn vị tính: {}", unit.value)),
            columns,
            header,
            rows,
            landscape: table.landscape,
        }
    }

    /// One row of headings, or two where columns share one.
    fn table_header(&mut self, columns: &[Column], numbered: bool) -> Vec<Vec<CellBlock>> {
        let grouped = columns.iter().any(|column| column.group.is_some());
        let depth = if grouped { 2 } else { 1 };
        let single = |content: Vec<Inline>| CellBlock {
            rowspan: depth,
            ..CellBlock::new(content)
        };
        let mut top = Vec::new();
        let mut below = Vec::new();
        if numbered {
            top.push(single(vec![Inline::text("STT")]));
        }
        let mut rest = columns;
        while let [column, ..] = rest {
            let Some(group) = &column.group else {
                top.push(single(self.column_heading(column)));
                rest = &rest[1..];
                continue;
            };
            let same = |c: &&Column| c.group.as_ref().is_some_and(|g| g.value == group.value);
            let span = rest.iter().take_while(same).count();
            top.push(CellBlock {
                colspan: span,
                ..self.named(group)
            });
            below.extend(
                rest[..span]
                    .iter()
                    .map(|column| CellBlock::new(self.column_heading(column))),
            );
            rest = &rest[span..];
        }
        if grouped { vec![top, below] } else { vec![top] }
    }

    fn column_heading(&mut self, column: &Column) -> Vec<Inline> {
        let mut content = self.line(&column.title);
        if let Some(unit) = &column.unit {
            let note = [
                Inline::text(" ("),
                Inline::of(unit, self.sources),
                Inline::text(")"),
            ];
            content.extend(note);
        }
        content
    }
}

/// How the cells of a column stand, where the plan does not say it: numbers by their commas.
fn align(column: &Column) -> CellAlign {
    match column.align {
        Some(Align::Center) => CellAlign::Center,
        Some(Align::Right) => CellAlign::Right,
        Some(Align::Decimal) => CellAlign::Decimal,
        None if column.is_numeric() => CellAlign::Decimal,
        Some(Align::Left) | None => CellAlign::Left,
    }
}

fn body_cell(table: &Table, row: &Row, column: &Column) -> CellBlock {
    CellBlock::new(table.cell(row, column).map(words).unwrap_or_default())
}

fn words(cell: &Cell) -> Vec<Inline> {
    match cell.number {
        Some(number) => vec![Inline::made(vi::number::format(&number), cell.span)],
        None if cell.text == UNDECIDED => vec![Inline::todo()],
        None if cell.text.is_empty() => Vec::new(),
        None => vec![Inline::typed(&*cell.text, cell.span)],
    }
}

/// The row of totals. Its word also stands over the columns without a total beside it; where it has
/// none, nothing stands before the first total.
fn total_row(table: &Table, total: &Row, stt: usize) -> RowBlock {
    let filled = |column: &Column| {
        table
            .cell(total, column)
            .is_some_and(|cell| !cell.is_blank())
    };
    let first = table.columns.iter().position(filled).unwrap_or(0);
    let word = |column: &Column| {
        let cell = table.cell(total, column);
        cell.is_none_or(|cell| cell.number.is_none() && cell.text != UNDECIDED)
    };
    let mut cells = Vec::new();
    let mut rest = &table.columns[first.min(table.columns.len())..];
    match rest {
        [label, others @ ..] if word(label) => {
            let empty = others.iter().take_while(|column| !filled(column)).count();
            cells.push(CellBlock {
                colspan: stt + first + 1 + empty,
                ..body_cell(table, total, label)
            });
            rest = &others[empty..];
        }
        _ if stt + first > 0 => cells.push(CellBlock {
            colspan: stt + first,
            ..CellBlock::new(Vec::new())
        }),
        _ => {}
    }
    cells.extend(rest.iter().map(|column| body_cell(table, total, column)));
    RowBlock {
        kind: RowKind::Total,
        cells,
        origin: Some(total.span),
    }
}
