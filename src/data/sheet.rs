//! A sheet of a workbook (trang tính): its cells, its text, its rows.

use super::field::{Field, plain, report_characters, whole_file};
use super::header::{Names, Slot, row};
use crate::diag::{Diagnostic, Message, code};
use crate::plan::{Column, Row, Table};
use crate::source::{Source, SourceId, SourceKind, Sources, Span};
use rust_decimal::Decimal;
use std::ops::Range;
use std::path::Path;

const MAX_ROWS: u32 = 200_000;
const MAX_COLUMNS: u32 = 256;
const MAX_CELLS: u64 = 5_000_000;
const MAX_BYTES: usize = 100_000_000;

/// What a cell holds beside its text.
pub(super) enum Value {
    Text,
    /// A number and whether it is shown as a percentage, when it is that of the percents.
    Number(Decimal, bool),
    Error,
}

struct Item {
    row: u32,
    column: u32,
    text: String,
    value: Value,
}

/// The cells of a sheet that hold something, in order once [`Sheet::finish`] is called.
pub(super) struct Sheet {
    pub name: String,
    items: Vec<Item>,
    width: u32,
    bytes: usize,
}

impl Sheet {
    pub fn new(name: String) -> Self {
        Self {
            name,
            items: Vec::new(),
            width: 0,
            bytes: 0,
        }
    }

    /// Adds the cell at a row and column from 0.
    pub fn push(
        &mut self,
        table: &Table,
        (row, column): (u32, u32),
        (text, value): (String, Value),
    ) -> Result<(), Box<Diagnostic>> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.bytes = self.bytes.saturating_add(text.len());
        let full = self.items.len() as u64 >= MAX_CELLS || self.bytes > MAX_BYTES;
        if row >= MAX_ROWS || column >= MAX_COLUMNS || full {
            return Err(Box::new(self.too_large(table)));
        }
        self.width = self.width.max(column + 1);
        self.items.push(Item {
            row,
            column,
            text,
            value,
        });
        Ok(())
    }

    /// Puts the cells in order.
    pub fn finish(mut self, table: &Table) -> Result<Self, Box<Diagnostic>> {
        self.items.sort_by_key(|item| (item.row, item.column));
        self.items.dedup_by_key(|item| (item.row, item.column));
        let height = self.items.last().map_or(0, |item| item.row + 1);
        if u64::from(height) * u64::from(self.width) > MAX_CELLS {
            return Err(Box::new(self.too_large(table)));
        }
        Ok(self)
    }

    /// The rows below the first row that names columns of the table.
    pub fn read(
        &self,
        table: &Table,
        path: &Path,
        sources: &mut Sources,
    ) -> (Vec<Row>, Vec<Diagnostic>) {
        let (text, lines) = self.write();
        let kind = SourceKind::Sheet(self.name.clone());
        let source = sources.add(Source::with_kind(path.to_owned(), text, kind));
        let text = sources.get(source).map(Source::text).unwrap_or_default();
        self.rows(table, source, text, &lines)
    }

    /// The sheet as text, and the lines of the rows that hold something.
    fn write(&self) -> (String, Vec<Range<usize>>) {
        let mut text = String::new();
        let mut lines = Vec::new();
        let mut line = 0;
        for cells in self.rows_of_items() {
            let row = cells.first().map_or(0, |item| item.row);
            text.extend((line..row).map(|_| '\n'));
            line = row;
            let start = text.len();
            let mut column = 0;
            for item in cells {
                text.extend((column..item.column).map(|_| '\t'));
                column = item.column;
                text.push_str(&item.text);
            }
            text.extend((column + 1..self.width).map(|_| '\t'));
            lines.push(start..text.len());
        }
        (text, lines)
    }

    fn rows_of_items(&self) -> impl Iterator<Item = &[Item]> {
        self.items.chunk_by(|a, b| a.row == b.row)
    }

    fn rows(
        &self,
        table: &Table,
        source: SourceId,
        text: &str,
        lines: &[Range<usize>],
    ) -> (Vec<Row>, Vec<Diagnostic>) {
        let names = Names::new(table);
        let needed = table.columns.len().clamp(1, 2);
        let (mut rows, mut faults) = (Vec::new(), Vec::new());
        let mut slots: Option<Vec<Slot<'_>>> = None;
        for (items, line) in self.rows_of_items().zip(lines) {
            let span = Span::new(source, line.clone());
            let mut fields = fields(text, line, source);
            let Some(slots) = &slots else {
                if names.count(fields.iter().map(|field| field.text.as_str())) >= needed {
                    slots = Some(names.slots(span, &fields, &mut faults));
                }
                continue;
            };
            for item in items {
                let place = item.column as usize;
                let under = slots.get(place).zip(fields.get_mut(place));
                if let Some((Slot::Column(column), field)) = under {
                    let raw = text.get(field.span.range()).unwrap_or_default();
                    report_characters(raw, field.span, &mut faults);
                    let percents = is_of_percents(table, column);
                    settle(item, percents, column, field, &mut faults);
                }
            }
            rows.extend(row(slots, fields, span, &mut faults));
        }
        if slots.is_none() {
            let first = lines.first().map(|line| Span::new(source, line.clone()));
            faults.push(self.no_header(table, first));
        }
        (rows, faults)
    }

    fn too_large(&self, table: &Table) -> Diagnostic {
        let name = &self.name;
        let message = Message::new(
            format!(
                "the sheet `{name}` has more than {MAX_ROWS} rows, {MAX_COLUMNS} columns or {MAX_CELLS} cells"
            ),
            format!(
                "trang tính `{name}` có hơn {MAX_ROWS} dòng, {MAX_COLUMNS} cột hoặc {MAX_CELLS} ô"
            ),
        );
        Diagnostic::new(code::LIMIT, whole_file(table), message).help(Message::new(
            "delete what stands far below or to the right of the table",
            "hãy xóa những gì nằm quá xa phía dưới hoặc bên phải biểu",
        ))
    }

    fn no_header(&self, table: &Table, first: Option<Span>) -> Diagnostic {
        let name = &self.name;
        let columns: Vec<String> = table
            .columns
            .iter()
            .map(|column| format!("«{}»", column.title.plain()))
            .collect();
        let columns = columns.join(", ");
        let message = Message::new(
            format!("no row of the sheet `{name}` names the columns of the table"),
            format!("trang tính `{name}` không có dòng nào ghi tên các cột của biểu"),
        );
        Diagnostic::new(
            code::MISSING_KEY,
            first.unwrap_or(whole_file(table)),
            message,
        )
        .help(Message::new(
            format!("above the rows, write the columns' ids or headings: {columns}"),
            format!("phía trên số liệu, hãy ghi mã hoặc tên cột: {columns}"),
        ))
    }
}

/// All fields of a line.
fn fields(text: &str, line: &Range<usize>, source: SourceId) -> Vec<Field> {
    let mut at = line.start;
    let line = text.get(line.clone()).unwrap_or_default();
    line.split('\t')
        .map(|raw| {
            let start = at;
            at += raw.len() + 1;
            plain(raw, start, source)
        })
        .collect()
}

/// Gives a field its number, or reports why it has none.
fn settle(
    item: &Item,
    percents: bool,
    column: &Column,
    field: &mut Field,
    faults: &mut Vec<Diagnostic>,
) {
    match item.value {
        Value::Number(number, percent) if column.is_numeric() => {
            field.number = (percents || !percent).then_some(number);
        }
        Value::Error => {
            faults.push(error_value(field.span, &item.text));
            field.text.clear();
        }
        Value::Text | Value::Number(..) => {}
    }
}

/// Whether the numbers of a column are percentages (phần trăm).
fn is_of_percents(table: &Table, column: &Column) -> bool {
    match column.unit.as_ref().or(table.unit.as_ref()) {
        Some(unit) => unit.value.contains('%'),
        None => column.ratio.is_some(),
    }
}

fn error_value(span: Span, error: &str) -> Diagnostic {
    let message = Message::new(
        format!("the cell's formula gives the error {error}"),
        format!("công thức của ô này báo lỗi {error}"),
    );
    Diagnostic::new(code::VALUE, span, message)
}

#[cfg(test)]
mod tests {
    use super::super::tests::table;
    use super::*;

    fn text(text: &str) -> (String, Value) {
        (text.to_owned(), Value::Text)
    }

    /// Whether a sheet that reaches to a row and column from 0 is taken.
    fn takes(row: u32, column: u32) -> bool {
        let (table, ..) = table("a.xlsx", "");
        let mut sheet = Sheet::new("Biểu".into());
        sheet.push(&table, (row, 0), text("1")).is_ok()
            && sheet.push(&table, (0, column), text("1")).is_ok()
            && sheet.finish(&table).is_ok()
    }

    #[test]
    fn a_sheet_may_have_so_many_rows_columns_and_cells() {
        assert!(takes(MAX_ROWS - 1, 0));
        assert!(!takes(MAX_ROWS, 0));
        assert!(takes(0, MAX_COLUMNS - 1));
        assert!(!takes(0, MAX_COLUMNS));
        // Five million cells.
        assert!(takes(200_000 - 1, 25 - 1));
        assert!(!takes(200_000 - 1, 26 - 1));
    }

    #[test]
    fn the_text_of_a_sheet_is_limited_too() {
        let (table, ..) = table("a.xlsx", "");
        let mut sheet = Sheet::new("Biểu".into());
        let mut push = |row, text: String| sheet.push(&table, (row, 0), (text, Value::Text));
        assert!(push(0, "x".repeat(MAX_BYTES - 1)).is_ok());
        assert!(push(1, "x".into()).is_ok());
        assert!(push(2, " ".into()).is_ok(), "blanks are not kept");
        assert!(push(3, "x".into()).is_err_and(|fault| fault.code == code::LIMIT));
    }

    /// The cells of the rows, as lines, and the kinds of faults of a sheet with these cells.
    fn read(cells: &[((u32, u32), &str)]) -> (Vec<String>, Vec<&'static str>) {
        let (table, mut sources, _) = table("a.xlsx", "");
        let mut sheet = Sheet::new("Biểu".into());
        for (place, words) in cells {
            sheet.push(&table, *place, text(words)).unwrap();
        }
        let sheet = sheet.finish(&table).unwrap();
        let (rows, faults) = sheet.read(&table, Path::new("a.xlsx"), &mut sources);
        let line = |row: &Row| {
            let cells = row.cells.iter().map(|(_, cell)| cell.text.as_str());
            cells.collect::<Vec<_>>().join("|")
        };
        let faults = faults.iter().map(|fault| fault.code.name);
        (rows.iter().map(line).collect(), faults.collect())
    }

    #[test]
    fn the_headings_are_the_first_row_that_names_two_columns() {
        let headed = |above: &[((u32, u32), &'static str)]| {
            let table = [
                ((2, 0), "xa"),
                ((2, 1), "ho"),
                ((2, 2), "ty_le"),
                ((3, 0), "A"),
                ((3, 1), "1"),
            ];
            read(&[above, &table[..]].concat())
        };
        let rows = (vec!["A|1|".to_owned()], vec![]);
        assert_eq!(headed(&[]), rows);
        assert_eq!(headed(&[((0, 0), "Biểu 1"), ((1, 0), "Số hộ")]), rows);
        // Two are enough, and the third is missing.
        let two = read(&[((0, 0), "xa"), ((0, 1), "ho"), ((1, 0), "A"), ((1, 1), "1")]);
        assert_eq!(two, (vec!["A|1".to_owned()], vec!["missing-key"]));
        let one = read(&[((0, 0), "xa"), ((0, 1), "khác"), ((1, 0), "A")]);
        assert_eq!(one, (vec![], vec!["missing-key"]));
    }

    #[test]
    fn cells_in_any_order_are_rows_and_the_first_of_a_place_stands() {
        let (rows, faults) = read(&[
            ((3, 1), "2"),
            ((3, 0), "B"),
            ((0, 2), "ty_le"),
            ((0, 0), "xa"),
            ((0, 1), "ho"),
            ((1, 1), "1"),
            ((1, 0), "A"),
            ((1, 0), "lần nữa"),
        ]);
        assert_eq!(faults, [""; 0]);
        assert_eq!(rows, ["A|1|", "B|2|"]);
    }

    #[test]
    fn a_table_of_one_column_has_one_heading() {
        let text =
            "id = \"a\"\nrows_from = \"a.xlsx\"\ncolumns = [{ id = \"xa\", title = \"Xã\" }]\n";
        let mut sources = Sources::default();
        let plan = sources.add(Source::new("plan.toml".into(), text.to_owned()));
        let table: Table = crate::spec::read(plan, text).value.unwrap();
        let mut sheet = Sheet::new("Biểu".into());
        for (row, words) in (0..).zip(["Biểu 1", "Xã", "A"]) {
            sheet.push(&table, (row, 0), self::text(words)).unwrap();
        }
        let sheet = sheet.finish(&table).unwrap();
        let (rows, faults) = sheet.read(&table, Path::new("a.xlsx"), &mut sources);
        assert_eq!((rows.len(), faults.len()), (1, 0));
    }

    #[test]
    fn percentages_belong_in_columns_of_percentages() {
        let of = |column: &str, of_all: &str| {
            let text = format!(
                "id = \"a\"\n{of_all}columns = [{{ id = \"x\", title = \"X\"{column} }}, {{ id = \"y\", title = \"Y\" }}]\n"
            );
            let mut sources = Sources::default();
            let plan = sources.add(Source::new("plan.toml".into(), text.clone()));
            let table: Table = crate::spec::read(plan, &text).value.unwrap();
            is_of_percents(&table, &table.columns[0])
        };
        assert!(of(", unit = \"%\"", ""));
        assert!(of(", unit = \"% số hộ\"", ""));
        assert!(!of(", unit = \"‰\"", ""));
        assert!(!of(", unit = \"hộ\"", "unit = \"%\"\n"));
        assert!(of("", "unit = \"%\"\n"));
        assert!(!of("", "unit = \"hộ\"\n"));
        assert!(!of("", ""));
        let ratio = ", ratio = { part = \"x\", whole = \"y\" }";
        assert!(of(ratio, ""));
        assert!(!of(&format!("{ratio}, unit = \"lần\""), ""));
    }

    #[test]
    fn a_wide_and_long_sheet_is_refused_before_it_is_written_out() {
        let (table, ..) = table("a.xlsx", "");
        let mut sheet = Sheet::new("Biểu".into());
        sheet
            .push(&table, (MAX_ROWS - 1, 0), ("1".into(), Value::Text))
            .unwrap();
        sheet
            .push(&table, (0, MAX_COLUMNS - 1), ("1".into(), Value::Text))
            .unwrap();
        assert!(
            sheet
                .finish(&table)
                .is_err_and(|fault| fault.code == code::LIMIT)
        );
    }
}
