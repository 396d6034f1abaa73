//! Tables: header, rows, totals, and how cells stand.

use super::{examined, section};
use crate::support::Office;
use kehoach::document::model::{Block, CellAlign, CellBlock, RowKind, TableBlock};

/// The first table of a plan.
fn table(items: &str, id: &str) -> TableBlock {
    let plan = format!(
        "{items}[[sections]]\ntitle = \"A\"\ntext = '{{{{ table(id=\"{id}\") }}}}'\n[rules]\nSPC013 = \"off\"\n"
    );
    let (document, found) = examined(&Office::commune().plan(&plan));
    assert_eq!(found, Vec::<String>::new());
    match document.body.into_iter().next_back() {
        Some(Block::Table(table)) => table,
        other => panic!("{other:?}"),
    }
}

/// The columns and rows that the cells of a row span.
fn spans(row: &[CellBlock]) -> Vec<(usize, usize)> {
    row.iter()
        .map(|cell| (cell.colspan, cell.rowspan))
        .collect()
}

const WIDE: &str = r#"
[[tables]]
id = "xa"
title = "Chỉ tiêu *năm* {{ year }}"
unit = "hộ"
columns = [
    { id = "thon", title = "Thôn" },
    { id = "to", title = "Tổ", group = "Địa bàn" },
    { id = "ap", title = "Ấp", group = "Địa bàn" },
    { id = "dau", title = "Đầu năm", group = "Hộ nghèo", unit = "hộ" },
    { id = "giam", title = "Giảm", group = "Hộ nghèo", unit = "%", align = "left" },
    { id = "ghi_chu", title = "Ghi chú" },
    { id = "ma", title = "Mã", group = "Địa bàn", align = "center" },
]
rows = [
    { thon = "Đông", to = "1", ap = "Một", dau = "1.320,50", giam = "-", ghi_chu = "a\nb", ma = "Đ" },
    { thon = "Đoài", dau = "TODO", giam = "0,9" },
]
total = { to = "Tổng cộng", giam = 3, ma = "x" }
"#;

#[test]
fn neighbours_share_a_heading_and_cells_have_their_places() {
    assert_eq!(
        section(WIDE, "{{ table(id=\"xa\") }}"),
        [
            "Chỉ tiêu năm 2025",
            "Đơn vị tính: hộ",
            "STT\tThôn\tĐịa bàn\t\tHộ nghèo\t\tGhi chú\tĐịa bàn",
            "\t\tTổ\tẤp\tĐầu năm (hộ)\tGiảm (%)\t\tMã",
            "1\tĐông\t1\tMột\t1.320,50\t-\ta b\tĐ",
            "2\tĐoài\t\t\tTODO\t0,9\t\t",
            "Tổng cộng\t\t\t\t\t3\t\tx",
        ]
    );
    let table = table(WIDE, "xa");
    assert_eq!(
        spans(&table.header[0]),
        [(1, 2), (1, 2), (2, 1), (2, 1), (1, 2), (1, 1)]
    );
    assert_eq!(spans(&table.header[1]), [(1, 1); 5]);
    // The first word of the total stands over all before the first number, cells behind that are empty.
    assert_eq!(
        spans(&table.rows[2].cells),
        [(5, 1), (1, 1), (1, 1), (1, 1)]
    );
    let kinds: Vec<RowKind> = table.rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [RowKind::Plain, RowKind::Plain, RowKind::Total]);
    let aligns: Vec<CellAlign> = table.columns.iter().map(|column| column.align).collect();
    let (left, middle, decimal) = (CellAlign::Left, CellAlign::Center, CellAlign::Decimal);
    assert_eq!(
        aligns,
        [middle, left, left, left, decimal, left, left, middle]
    );
    assert!(!table.landscape);
}

#[test]
fn a_table_without_numbers_of_rows_groups_and_totals() {
    let plain = "[[tables]]\nid = \"t\"\nnumbered = false\nlandscape = true\n\
                 columns = [{ id = \"a\", title = \"Việc\", align = \"right\" }, { id = \"b\", title = \"Số\", align = \"decimal\" }]\n\
                 rows = [[\"Họp\", 2]]\n";
    assert_eq!(
        section(plain, "{{ table(id=\"t\") }}"),
        ["Việc\tSố", "Họp\t2"]
    );
    let table = table(plain, "t");
    assert!(table.landscape);
    assert_eq!(spans(&table.header[0]), [(1, 1); 2]);
    let aligns: Vec<CellAlign> = table.columns.iter().map(|column| column.align).collect();
    assert_eq!(aligns, [CellAlign::Right, CellAlign::Decimal]);
}

/// Each relation makes a column one of numbers, which stand by their commas.
#[test]
fn columns_of_numbers_stand_by_their_commas() {
    for key in [
        "unit = \"hộ\"",
        "total = \"sum\"",
        "equals = \"b + b\"",
        "ratio = { part = \"b\", whole = \"b\" }",
        "part_of = \"b\"",
    ] {
        let items = format!(
            "[[tables]]\nid = \"t\"\nnumbered = false\n\
             columns = [{{ id = \"a\", title = \"A\", {key} }}, {{ id = \"b\", title = \"B\" }}]\nrows = []\n"
        );
        let table = table(&items, "t");
        let aligns: Vec<CellAlign> = table.columns.iter().map(|column| column.align).collect();
        assert_eq!(aligns, [CellAlign::Decimal, CellAlign::Left], "{key}");
    }
}

#[test]
fn a_total_begins_where_it_has_its_first_word() {
    for (total, spans_wanted) in [
        ("a = \"Cộng\", b = 3, c = 4", vec![(2, 1), (1, 1), (1, 1)]),
        ("a = \"Cộng\", c = 4", vec![(3, 1), (1, 1)]),
        ("a = \"Cộng\"", vec![(4, 1)]),
        // A number stands in its column alone.
        ("b = 3", vec![(2, 1), (1, 1), (1, 1)]),
        ("b = 3, c = 4", vec![(2, 1), (1, 1), (1, 1)]),
        ("c = 4", vec![(3, 1), (1, 1)]),
    ] {
        let items = format!(
            "[[tables]]\nid = \"t\"\ncolumns = [{{ id = \"a\", title = \"A\" }}, \
             {{ id = \"b\", title = \"B\", unit = \"hộ\" }}, {{ id = \"c\", title = \"C\", unit = \"hộ\" }}]\n\
             rows = [[\"x\", 3, 4]]\ntotal = {{ {total} }}\n"
        );
        assert_eq!(
            spans(&table(&items, "t").rows[1].cells),
            spans_wanted,
            "{total}"
        );
    }
    // Without the column «STT» there is one less.
    let items = "[[tables]]\nid = \"t\"\nnumbered = false\ncolumns = [{ id = \"a\", title = \"A\" }, \
                 { id = \"b\", title = \"B\", unit = \"hộ\" }]\nrows = [[\"x\", 3]]\ntotal = { a = \"Cộng\", b = 3 }\n";
    assert_eq!(spans(&table(items, "t").rows[1].cells), [(1, 1); 2]);
}

#[test]
fn a_column_has_the_share_of_the_width_that_the_plan_gives_it() {
    let items = |width: &str| {
        format!(
            "[[tables]]\nid = \"t\"\ncolumns = [{{ id = \"a\", title = \"A\" }}, \
             {{ id = \"b\", title = \"B\"{width} }}]\nrows = [[\"x\", \"y\"]]\n"
        )
    };
    let widths = |width: &str| -> Vec<usize> {
        let table = table(&items(width), "t");
        table.columns.iter().map(|column| column.width).collect()
    };
    let usual = widths("");
    let own = widths(", width = 40");
    assert_eq!(own, [usual[0], usual[1], 40]);
    assert_ne!(usual[2], 40);
}

#[test]
fn rows_from_a_file_stand_like_those_of_the_plan() {
    let plan = "[[tables]]\nid = \"t\"\nrows_from = \"so_lieu.csv\"\n\
                columns = [{ id = \"ten\", title = \"Tên\" }, { id = \"so\", title = \"Số\", unit = \"hộ\" }]\n\
                [[sections]]\ntitle = \"A\"\ntext = '{{ table(id=\"t\") }}'\n";
    let office = Office::commune()
        .file("so_lieu.csv", "ten,so\nĐông,\"1.320\"\nĐoài,\n")
        .plan(plan);
    assert_eq!(
        super::printed_by(&office)[1..],
        ["STT\tTên\tSố (hộ)", "1\tĐông\t1.320", "2\tĐoài\t"]
    );
}
