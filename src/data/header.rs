//! The header of a data file (dòng tiêu đề): which column of the table stands where.

use super::field::Field;
use crate::diag::{Diagnostic, Message, code};
use crate::plan::{Cell, Column, Row, Table};
use crate::source::Span;
use crate::spec::Text;
use crate::vi::text::nfc;

/// The column that stands at a place of each row.
#[derive(Clone, Copy)]
pub(super) enum Slot<'t> {
    Column(&'t Column),
    /// No heading: nothing may stand there.
    Unnamed,
    /// A heading that was reported, or the row's number, which the table makes itself.
    Ignored,
}

/// What a heading of the file names.
enum Found<'t> {
    Column(&'t Column),
    Ambiguous(Vec<&'t Column>),
    Unknown,
}

/// The names that a table's columns go by.
pub(super) struct Names<'t> {
    table: &'t Table,
    columns: Vec<(String, String, &'t Column)>,
}

impl<'t> Names<'t> {
    pub fn new(table: &'t Table) -> Self {
        let columns = table
            .columns
            .iter()
            .map(|column| (fold(&column.id.value), fold(column.title.plain()), column))
            .collect();
        Self { table, columns }
    }

    fn find(&self, name: &str) -> Found<'t> {
        let name = fold(name);
        if let Some((.., column)) = self.columns.iter().find(|(id, ..)| *id == name) {
            return Found::Column(column);
        }
        let titled = self.columns.iter().filter(|(_, title, _)| *title == name);
        let columns: Vec<&Column> = titled.map(|&(.., column)| column).collect();
        match columns.as_slice() {
            [] => Found::Unknown,
            [column] => Found::Column(column),
            _ => Found::Ambiguous(columns),
        }
    }

    /// How many of the texts name a column.
    pub fn count<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> usize {
        names
            .into_iter()
            .filter(|name| !matches!(self.find(name), Found::Unknown))
            .count()
    }

    /// The columns under the headings; `line` is where the headings stand.
    pub fn slots(
        &self,
        line: Span,
        heads: &[Field],
        faults: &mut Vec<Diagnostic>,
    ) -> Vec<Slot<'t>> {
        let mut taken: Vec<(&Column, Span)> = Vec::new();
        let mut slots = Vec::with_capacity(heads.len());
        for head in heads {
            let slot = match self.find(&head.text) {
                _ if head.text.is_empty() => Slot::Unnamed,
                Found::Unknown if self.is_row_number(&head.text) => Slot::Ignored,
                Found::Unknown => {
                    faults.push(self.unknown(head));
                    Slot::Ignored
                }
                Found::Ambiguous(columns) => {
                    faults.push(ambiguous(head, &columns));
                    taken.extend(columns.into_iter().map(|column| (column, head.span)));
                    Slot::Ignored
                }
                Found::Column(column) => {
                    let first = taken.iter().find(|(c, _)| c.id.value == column.id.value);
                    if let Some(&(_, first)) = first {
                        faults.push(repeated(column, head.span, first));
                        Slot::Ignored
                    } else {
                        taken.push((column, head.span));
                        Slot::Column(column)
                    }
                }
            };
            slots.push(slot);
        }
        for column in &self.table.columns {
            if !taken.iter().any(|(c, _)| c.id.value == column.id.value) {
                faults.push(missing(column, line));
            }
        }
        slots
    }

    /// Whether a heading is that of the row numbers, which are printed without being read.
    fn is_row_number(&self, name: &str) -> bool {
        self.table.numbered && matches!(fold(name).as_str(), "stt" | "tt" | "số tt")
    }

    fn unknown(&self, head: &Field) -> Diagnostic {
        let name = &head.text;
        let columns = &self.table.columns;
        let known = columns
            .iter()
            .flat_map(|column| [column.id.as_str(), column.title.plain()]);
        Diagnostic::new(
            code::UNKNOWN_KEY,
            head.span,
            Message::new(
                format!("the table has no column `{name}`"),
                format!("biểu không có cột `{name}`"),
            ),
        )
        .suggest(name, known)
    }
}

/// A name as it is compared: whatever its letters' case, its form and the white space in it.
pub(super) fn fold(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    nfc(&nfc(&words.join(" ")).to_lowercase()).into_owned()
}

fn ambiguous(head: &Field, columns: &[&Column]) -> Diagnostic {
    let name = &head.text;
    let ids: Vec<String> = columns
        .iter()
        .map(|column| format!("`{}`", column.id.value))
        .collect();
    let ids = ids.join(", ");
    let message = Message::new(
        format!("`{name}` is the heading of several columns of the table"),
        format!("`{name}` là tên của nhiều cột trong biểu"),
    );
    Diagnostic::new(code::VALUE, head.span, message).help(Message::new(
        format!("name the column by its id: {ids}"),
        format!("hãy ghi mã cột: {ids}"),
    ))
}

fn repeated(column: &Column, span: Span, first: Span) -> Diagnostic {
    let id = &column.id.value;
    let message = Message::new(
        format!("the column `{id}` is given twice"),
        format!("cột `{id}` xuất hiện hai lần"),
    );
    Diagnostic::new(code::DUPLICATE_ID, span, message)
        .also(first, Message::new("first here", "lần đầu ở đây"))
}

fn missing(column: &Column, line: Span) -> Diagnostic {
    let (id, title) = (&column.id.value, column.title.plain());
    Diagnostic::new(
        code::MISSING_KEY,
        line,
        Message::new(
            format!("the file has no column `{id}` («{title}»)"),
            format!("tệp không có cột `{id}` («{title}»)"),
        ),
    )
}

/// The row of the fields that stand under columns of the table, unless all of them are empty.
pub(super) fn row(
    slots: &[Slot<'_>],
    fields: Vec<Field>,
    span: Span,
    faults: &mut Vec<Diagnostic>,
) -> Option<Row> {
    let mut cells = Vec::with_capacity(slots.len());
    for (slot, Field { text, number, span }) in slots.iter().zip(fields) {
        match slot {
            Slot::Column(column) => {
                let key = Text {
                    value: column.id.value.clone(),
                    span,
                };
                cells.push((Some(key), Cell { text, number, span }));
            }
            Slot::Unnamed if !text.is_empty() => faults.push(Diagnostic::new(
                code::VALUE,
                span,
                Message::new(
                    "this stands under no heading",
                    "ô này không nằm dưới tên cột nào",
                ),
            )),
            Slot::Unnamed | Slot::Ignored => {}
        }
    }
    let empty = cells.iter().all(|(_, cell)| cell.text.is_empty());
    (!empty).then_some(Row { cells, span })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outcome, table};
    use super::*;

    #[test]
    fn a_name_is_the_same_in_any_case_and_form() {
        assert_eq!(fold(" TÊN\n xã "), fold("te\u{302}n\u{a0}Xa\u{303}"));
    }

    #[test]
    fn a_heading_of_two_columns_names_neither() {
        let more = "[[columns]]\nid = \"nam_sau\"\ntitle = \"số hộ\"";
        let (table, ..) = table("a.csv", more);
        assert!(matches!(
            Names::new(&table).find("Số hộ"),
            Found::Ambiguous(_)
        ));
        assert!(matches!(
            Names::new(&table).find("NAM_SAU"),
            Found::Column(_)
        ));
        let (_, faults) = outcome("a.csv", more, "Tên xã,Số hộ,Tỷ lệ\nA,1,2\n".as_bytes());
        assert_eq!(faults, [("value-not-allowed", "Số hộ".to_owned())]);
    }

    #[test]
    fn an_id_is_found_before_a_heading() {
        // The heading of one column is the id of another.
        let more = "[[columns]]\nid = \"nam_sau\"\ntitle = \"HO\"";
        let bytes = "xa,ho,ty_le,nam_sau\nA,1,2,3\n".as_bytes();
        let (table, mut sources, _) = table("a.csv", more);
        let file = std::path::Path::new("a.csv");
        let (rows, faults) = crate::data::read(&table, file, bytes, &mut sources);
        assert_eq!(faults, []);
        let cells = rows[0].cells.iter();
        let cells: Vec<_> = cells
            .map(|(id, cell)| (id.as_ref().unwrap().as_str(), cell.text.as_str()))
            .collect();
        assert_eq!(
            cells,
            [("xa", "A"), ("ho", "1"), ("ty_le", "2"), ("nam_sau", "3")]
        );
    }

    #[test]
    fn a_heading_that_is_nearly_a_column_is_told_which() {
        let (table, mut sources, _) = table("a.csv", "");
        let file = std::path::Path::new("a.csv");
        let bytes = "xa,Số họ,ty_le\nA,1,2\n".as_bytes();
        let (_, faults) = crate::data::read(&table, file, bytes, &mut sources);
        let codes: Vec<_> = faults.iter().map(|fault| fault.code.name).collect();
        assert_eq!(codes, ["unknown-key", "missing-key"]);
        let help = faults[0].help[0].text(crate::diag::Lang::En);
        assert_eq!(help, "did you mean `Số hộ`?");
    }

    #[test]
    fn every_usual_heading_of_row_numbers_is_one() {
        for head in ["STT", "stt", "TT", "Số TT", "số  tt"] {
            let text = format!("{head},xa,ho,ty_le\n1,A,2,3\n");
            assert_eq!(outcome("a.csv", "", text.as_bytes()).1, [], "{head}");
        }
        let (_, faults) = outcome("a.csv", "", "Số,xa,ho,ty_le\n1,A,2,3\n".as_bytes());
        assert_eq!(faults, [("unknown-key", "Số".to_owned())]);
    }

    #[test]
    fn row_numbers_are_passed_over_only_where_the_table_makes_them() {
        let bytes = "STT,xa,ho,ty_le\n1,A,2,3\n2,,,\n".as_bytes();
        assert_eq!(
            outcome("a.csv", "", bytes),
            (vec![vec!["A".into(), "2".into(), "3".into()]], vec![])
        );
        let (_, faults) = outcome("a.csv", "numbered = false", bytes);
        assert_eq!(faults, [("unknown-key", "STT".to_owned())]);
    }
}
