//! Tables of targets.

use super::indicator::Ratio;
use super::superior::Assigned;
use crate::diag::{Diagnostic, Message, code};
use crate::source::Span;
use crate::spec::{
    self, Book, Choice, Expect, Fields, Figure, FilePath, Id, Nameable, Named, Node, Prose, Reader,
    Said, Text, Value, Word, doc, read_written, word,
};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use toml::de::DeValue;

/// How the cells of a column stand (canh lề).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
    /// Numbers with their decimal commas under each other.
    Decimal,
}

impl Choice for Align {
    const WORDS: &'static [(Word, Self)] = &[
        (word("left", "left", "bên trái"), Self::Left),
        (word("center", "in the middle", "ở giữa"), Self::Center),
        (word("right", "right", "bên phải"), Self::Right),
        (
            word("decimal", "by decimal commas", "theo dấu phẩy thập phân"),
            Self::Decimal,
        ),
    ];
}

/// How the total of a column is made (cách tính dòng tổng).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Total {
    /// The sum of the rows.
    Sum,
}

impl Choice for Total {
    const WORDS: &'static [(Word, Self)] =
        &[(word("sum", "sum of the rows", "cộng các dòng"), Self::Sum)];
}

/// A column (cột) and what its cells must satisfy.
#[derive(Debug, Clone)]
pub struct Column {
    /// The id that rows and relations name it by.
    pub id: Id,
    /// The heading.
    pub title: Prose,
    /// The unit of measure, printed under the heading; a column with one holds numbers.
    pub unit: Option<Text>,
    /// The heading that it shares with its neighbours.
    pub group: Option<Prose>,
    /// How its total is made.
    pub total: Option<Total>,
    /// A formula of other columns: ids, `+`, `-`, `*`, `/` and brackets.
    pub equals: Option<Text>,
    /// The columns that it is the ratio of.
    pub ratio: Option<Ratio<Id>>,
    /// The column that it is a part of, by id.
    pub part_of: Option<Id>,
    /// The indicator whose target its cells assign to the units of the rows (giao chỉ tiêu), by its id
    /// in their plans.
    pub assigns: Option<Id>,
    /// What the cells say about that indicator; else the value to reach.
    pub assigned: Assigned,
    /// What its cells allot to the units of the rows (phân bổ kinh phí): `total`, or the id of a budget
    /// line or source in their plans.
    pub allots: Option<Id>,
    /// How its cells stand; else by what they hold.
    pub align: Option<Align>,
    /// Its share of the width, where the columns' texts should not decide.
    pub width: Option<u32>,
}

impl Column {
    /// Whether the column's cells are numbers.
    #[must_use]
    pub fn is_numeric(&self) -> bool {
        self.unit.is_some()
            || self.total.is_some()
            || self.equals.is_some()
            || self.ratio.is_some()
            || self.part_of.is_some()
            || self.assigns.is_some()
            || self.allots.is_some()
    }

    /// How a number written in the column is read.
    #[must_use]
    pub fn expects(&self) -> Expect {
        if self.ratio.is_some() {
            Expect::Ratio
        } else {
            Expect::of_unit(self.unit.as_ref())
        }
    }
}

impl spec::Table for Column {
    const NAME: &'static str = "columns";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let id = f.required("id", doc("Id", "Mã cột"));
        let title = f.text("title", doc("Heading", "Tên cột").word("name", "tên"));
        Some(Self {
            unit: f.optional(
                "unit",
                doc(
                    "Unit of measure; makes it a column of numbers",
                    "Đơn vị tính; cột số",
                ),
            ),
            group: f.optional(
                "group",
                doc("Heading shared with neighbours", "Tên nhóm cột").word("group", "nhóm"),
            ),
            total: f.choice("total", doc("How its total is made", "Cách tính tổng")),
            equals: f.optional(
                "equals",
                doc("Formula of other columns", "Công thức từ các cột khác")
                    .word("formula", "công thức"),
            ),
            ratio: f.optional(
                "ratio",
                doc("Columns it is the ratio of", "Tỷ lệ của hai cột"),
            ),
            part_of: f.optional(
                "part_of",
                doc("Column it is a part of", "Là một phần của cột").word("part of", "thuộc"),
            ),
            assigns: f.optional(
                "assigns",
                doc(
                    "Indicator assigned to the units of the rows, by its id in their plans",
                    "Giao cho đơn vị ở mỗi dòng: mã chỉ tiêu trong kế hoạch của đơn vị",
                )
                .word("indicator that is assigned", "chỉ tiêu được giao"),
            ),
            assigned: f.choice_or(
                "assigned",
                Assigned::default(),
                doc(
                    "What is assigned: the value to reach (unless told otherwise), the change, \
                         the decrease",
                    "Số được giao là mức đạt (mặc định), mức tăng giảm hay mức giảm",
                )
                .word("how it is assigned", "cách giao"),
            ),
            allots: f.optional(
                "allots",
                doc(
                    "Money allotted to the units of the rows: total, or a budget line's or \
                     source's id in their plans",
                    "Phân bổ kinh phí cho đơn vị ở mỗi dòng: total, hoặc mã khoản mục, nguồn vốn \
                     trong kế hoạch của đơn vị",
                )
                .word("money that is allotted", "kinh phí được phân bổ"),
            ),
            align: f.choice(
                "align",
                doc("How its cells stand", "Canh lề").word("alignment", "canh lề"),
            ),
            width: f.optional("width", doc("Share of the width", "Tỷ phần bề rộng")),
            id: id?,
            title: title?,
        })
    }
}

/// A cell (ô) of a table.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What is written, as a text.
    pub text: String,
    /// The number, where the column holds numbers and the cell has one.
    pub number: Option<Decimal>,
    /// Where it stands: in the plan, or in the data file.
    pub span: Span,
}

impl Cell {
    /// Whether nothing is written in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// A row (dòng) of a table, with its cells by column.
#[derive(Debug, Clone)]
pub struct Row {
    /// Column id (none where the row is a list) and cell, in the order written.
    pub cells: Vec<(Option<Text>, Cell)>,
    /// The whole row.
    pub span: Span,
}

impl Value for Row {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let span = reader.span(node.span());
        let cells = match node.get_ref() {
            DeValue::Array(items) => items
                .iter()
                .filter_map(|item| Some((None, cell(item, reader)?)))
                .collect(),
            DeValue::Table(table) => table
                .iter()
                .filter_map(|(key, item)| {
                    let key = Text {
                        value: key.get_ref().to_string(),
                        span: reader.span(key.span()),
                    };
                    Some((Some(key), cell(item, reader)?))
                })
                .collect(),
            other => return reader.wrong_type(span, other, "a row", "một dòng"),
        };
        Some(Self { cells, span })
    }

    fn schema(_: &mut Book) -> Json {
        let cell = json!({ "type": ["string", "number"] });
        json!({ "type": ["array", "object"], "items": cell, "additionalProperties": cell })
    }

    fn said(&self) -> Option<Said> {
        // Its table says which column a cell stands in, and reads its number.
        None
    }
}

fn cell(node: &Node<'_>, reader: &mut Reader) -> Option<Cell> {
    let span = reader.span(node.span());
    let (text, number) = match node.get_ref() {
        DeValue::Integer(number) => (number.as_str().to_owned(), true),
        DeValue::Float(number) => (number.as_str().to_owned(), true),
        _ => {
            let text = Text::read(node, reader)?;
            return Some(Cell {
                text: text.value,
                number: None,
                span,
            });
        }
    };
    let number = number
        .then(|| Decimal::from_str_exact(&text.replace('_', "")).ok())
        .flatten();
    Some(Cell { text, number, span })
}

/// `[[tables]]`: a table of targets (biểu chỉ tiêu) with relations between its columns.
#[derive(Debug, Clone)]
pub struct Table {
    /// The id that prose places it by.
    pub id: Id,
    /// The title above it. One paragraph.
    pub title: Option<Prose>,
    /// The unit of measure of all its numbers, printed above it at the right.
    pub unit: Option<Text>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; those of a data file are added when the plan is loaded.
    pub rows: Vec<Row>,
    /// The data file beside the plan (CSV or XLSX).
    pub rows_from: Option<FilePath>,
    /// The sheet of an XLSX file, else its first.
    pub sheet: Option<Text>,
    /// The stated totals.
    pub total: Option<Row>,
    /// Whether the rows are numbered in a first column «STT»; they are unless told otherwise.
    pub numbered: bool,
    /// Whether it needs a landscape page.
    pub landscape: bool,
}

impl Nameable for Table {
    const NAMED: Named = Named::Table;
}

impl spec::Table for Table {
    const NAME: &'static str = "tables";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let id = f.required("id", doc("Id", "Mã biểu"));
        let columns: Option<Vec<Column>> = f.required("columns", doc("Columns", "Các cột"));
        let columns = columns.unwrap_or_default();
        let mut table = Self {
            title: f.optional(
                "title",
                doc("Title above the table. Prose", "Tên biểu. Văn xuôi").word("name", "tên"),
            ),
            unit: f.optional(
                "unit",
                doc("Unit of all its numbers", "Đơn vị tính chung")
                    .word("unit of measure", "đơn vị tính"),
            ),
            rows: f.list(
                "rows",
                doc(
                    "Rows: lists, or tables by column id",
                    "Các dòng: danh sách, hoặc theo mã cột",
                ),
            ),
            rows_from: f.optional(
                "rows_from",
                doc(
                    "CSV or XLSX file beside the plan",
                    "Tệp CSV hoặc XLSX cạnh kế hoạch",
                )
                .word("data file", "tệp số liệu"),
            ),
            sheet: f.optional(
                "sheet",
                doc("Sheet of the XLSX file", "Tên trang tính").word("sheet", "trang tính"),
            ),
            total: f.optional("total", doc("Stated totals", "Dòng tổng đã ghi")),
            numbered: f.optional_or(
                "numbered",
                true,
                doc("Column «STT», true unless told", "Có cột STT (mặc định có)")
                    .word("numbered", "đánh số thứ tự"),
            ),
            landscape: f.optional_or(
                "landscape",
                false,
                doc("On a landscape page", "Trang nằm ngang").word("landscape", "trang ngang"),
            ),
            id: id?,
            columns,
        };
        for diagnostic in table.settle() {
            f.push(diagnostic);
        }
        Some(table)
    }
}

impl Table {
    /// Puts every cell under its column and reads the numbers; reports what does not fit.
    ///
    /// Called again when the rows of a data file have been added.
    pub fn settle(&mut self) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        for row in self.rows.iter_mut().chain(self.total.as_mut()) {
            settle_row(&self.columns, row, &mut faults);
        }
        faults
    }

    /// Whether it is a table with which a superior assigns (biểu giao chỉ tiêu, phân bổ kinh phí).
    #[must_use]
    pub fn assigns(&self) -> bool {
        self.columns
            .iter()
            .any(|column| column.assigns.is_some() || column.allots.is_some())
    }

    /// The cell that a row is called by (tên dòng): its first.
    #[must_use]
    pub fn key<'r>(&self, row: &'r Row) -> Option<&'r Cell> {
        self.cell(row, self.columns.first()?)
    }

    /// The cell of a row under a column.
    #[must_use]
    pub fn cell<'r>(&self, row: &'r Row, column: &Column) -> Option<&'r Cell> {
        row.cells
            .iter()
            .find(|(key, _)| key.as_ref().is_some_and(|key| key.value == column.id.value))
            .map(|(_, cell)| cell)
    }
}

fn settle_row(columns: &[Column], row: &mut Row, faults: &mut Vec<Diagnostic>) {
    let by_place = row.cells.iter().all(|(key, _)| key.is_none());
    if by_place && row.cells.len() != columns.len() {
        let (have, want) = (row.cells.len(), columns.len());
        faults.push(Diagnostic::new(
            code::VALUE,
            row.span,
            Message::new(
                format!("the row has {have} cells, the table has {want} columns"),
                format!("dòng này có {have} ô, biểu có {want} cột"),
            ),
        ));
    }
    for (place, (key, cell)) in row.cells.iter_mut().enumerate() {
        let column = match key {
            None => columns.get(place),
            Some(key) => columns.iter().find(|column| column.id.value == key.value),
        };
        let Some(column) = column else {
            if let Some(key) = key {
                faults.push(
                    Diagnostic::new(
                        code::UNKNOWN_KEY,
                        key.span,
                        Message::new(
                            format!("the table has no column `{}`", key.value),
                            format!("biểu không có cột `{}`", key.value),
                        ),
                    )
                    .suggest(&key.value, columns.iter().map(|column| column.id.as_str())),
                );
            }
            continue;
        };
        if key.is_none() {
            *key = Some(Text {
                value: column.id.value.clone(),
                span: cell.span,
            });
        }
        if !column.is_numeric() || cell.number.is_some() || cell.text.trim().is_empty() {
            continue;
        }
        if cell.text == spec::UNDECIDED || cell.text.trim() == "-" {
            continue;
        }
        match read_written(&cell.text, column.expects()) {
            Ok(number) => cell.number = Some(number),
            Err(message) => faults.push(Diagnostic::new(code::NUMBER, cell.span, message)),
        }
    }
}

/// The figure of a settled cell, as relations use it.
impl From<&Cell> for Figure {
    fn from(cell: &Cell) -> Self {
        Self {
            value: cell.number,
            span: cell.span,
        }
    }
}

#[cfg(test)]
mod tests;
