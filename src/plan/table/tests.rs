//! How cells of tables are read.

use super::*;
use crate::source::{Source, Sources};

/// A table with these columns beside one of names, and its rows.
fn table(columns: &str, rows: &str) -> (Table, Vec<&'static str>) {
    let text = format!(
        "id = \"a\"\ncolumns = [{{ id = \"ten\", title = \"Tên\" }}, {columns}]\nrows = [{rows}]\n"
    );
    let id = Sources::default().add(Source::new("a.toml".into(), text.clone()));
    let reading = spec::read::<Table>(id, &text);
    let faults = reading.diagnostics.iter().map(|fault| fault.code.name);
    (reading.value.unwrap(), faults.collect())
}

/// The number of the second cell of the first row.
fn number(column: &str, cell: &str) -> (Option<Decimal>, Vec<&'static str>) {
    let column = format!("{{ id = \"so\", title = \"Số\"{column} }}");
    let (table, faults) = table(&column, &format!("[\"A\", {cell}]"));
    (table.rows[0].cells[1].1.number, faults)
}

#[test]
fn a_column_is_one_of_numbers_by_anything_that_only_numbers_have() {
    let ratio = ", ratio = { part = \"so\", whole = \"ten\" }";
    for column in [
        ", unit = \"hộ\"",
        ", total = \"sum\"",
        ", equals = \"so\"",
        ", part_of = \"ten\"",
        ", assigns = \"ho_ngheo\"",
        ", allots = \"total\"",
    ] {
        assert_eq!(
            number(column, "\"1.609\""),
            (Some(1609.into()), vec![]),
            "{column}"
        );
    }
    assert_eq!(
        number(ratio, "\"5,2\""),
        (Some(Decimal::new(52, 1)), vec![])
    );
    assert_eq!(number("", "\"1.609\""), (None, vec![]));
}

#[test]
fn the_thousands_of_a_ratio_are_asked_about() {
    let ratio = ", ratio = { part = \"so\", whole = \"ten\" }";
    for column in [ratio, ", unit = \"%\"", ", unit = \"‰\""] {
        let read = number(column, "\"1.609\"");
        assert_eq!(read, (None, vec!["unreadable-number"]), "{column}");
    }
}

#[test]
fn a_cell_of_a_column_of_numbers_may_be_blank_or_undecided() {
    let unit = ", unit = \"hộ\"";
    for cell in ["\"\"", "\" \"", "\"TODO\"", "\"-\"", "\" - \""] {
        assert_eq!(number(unit, cell), (None, vec![]), "{cell}");
    }
    for cell in ["\"todo\"", "\"–\"", "\"--\"", "\"x\""] {
        assert_eq!(
            number(unit, cell),
            (None, vec!["unreadable-number"]),
            "{cell}"
        );
    }
    assert_eq!(number(unit, "1_609"), (Some(1609.into()), vec![]));
    assert_eq!(number(unit, "5.20"), (Some(Decimal::new(520, 2)), vec![]));
}

#[test]
fn a_row_has_as_many_cells_as_columns_or_names_them() {
    let rows = |rows: &str| table("{ id = \"so\", title = \"Số\" }", rows).1;
    assert_eq!(rows("[\"A\", 1]"), [""; 0]);
    assert_eq!(rows("[\"A\"]"), ["value-not-allowed"]);
    assert_eq!(rows("[\"A\", 1, 2]"), ["value-not-allowed"]);
    assert_eq!(rows("{ ten = \"A\" }"), [""; 0]);
    assert_eq!(rows("{ so = 1, ten = \"A\" }"), [""; 0]);
    assert_eq!(rows("{ sos = 1, ten = \"A\" }"), ["unknown-key"]);
}

#[test]
fn cells_stand_under_their_columns_in_whatever_order() {
    let (table, _) = table(
        "{ id = \"so\", title = \"Số\", unit = \"hộ\" }",
        "{ so = 7, ten = \"A\" }, [\"B\", 8]",
    );
    let cells = |row: &Row| {
        let columns = table.columns.iter();
        let cells: Vec<_> = columns
            .map(|column| table.cell(row, column).unwrap().text.clone())
            .collect();
        (table.key(row).unwrap().text.clone(), cells)
    };
    let cells: Vec<_> = table.rows.iter().map(cells).collect();
    let row =
        |name: &str, number: &str| (name.to_owned(), vec![name.to_owned(), number.to_owned()]);
    assert_eq!(cells, [row("A", "7"), row("B", "8")]);
}

#[test]
fn a_table_assigns_by_a_target_or_by_money() {
    let assigns = |more: &str| {
        let column = format!("{{ id = \"so\", title = \"Số\"{more} }}");
        table(&column, "").0.assigns()
    };
    assert!(assigns(", assigns = \"ho_ngheo\""));
    assert!(assigns(", allots = \"total\""));
    assert!(!assigns(", unit = \"hộ\""));
}
