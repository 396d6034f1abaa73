//! Tables: a grid that all rows fill, so that no program guesses widths (ECMA-376 Part 1, 17.4).

use super::package::Package;
use super::samples;
use super::structure::says;
use super::xml::Element;

/// The rows of a table.
pub fn rows(table: &Element) -> Vec<&Element> {
    named(table, "w:tr")
}

/// The cells of a row.
pub fn cells(row: &Element) -> Vec<&Element> {
    named(row, "w:tc")
}

fn named<'e>(element: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut blocks = element.blocks();
    blocks.retain(|block| block.name == name);
    blocks
}

/// What is wrong with the grids of a package.
fn faults(package: &Package) -> Vec<String> {
    let document = package.document();
    let mut faults = Vec::new();
    for (number, table) in document.every("w:tbl").into_iter().enumerate() {
        let mut own = Vec::new();
        grid(table, &mut own);
        merges(table, &mut own);
        faults.extend(
            own.into_iter()
                .map(|fault| format!("table {number}: {fault}")),
        );
    }
    let body = document.child("w:body").unwrap().blocks();
    for pair in body.windows(2) {
        if pair.iter().all(|block| block.name == "w:tbl") {
            faults.push("two tables without a paragraph between them".to_owned());
        }
    }
    faults
}

/// The columns that a cell spans.
fn span(cell: &Element) -> usize {
    let span = cell.at(&["w:tcPr", "w:gridSpan"]);
    span.map_or(1, |span| usize::try_from(span.number("w:val")).unwrap())
}

/// Grid, rows and cells have the same widths, and each cell ends in a paragraph.
fn grid(table: &Element, faults: &mut Vec<String>) {
    let properties = table.child("w:tblPr").unwrap();
    let layout = properties.child("w:tblLayout");
    if layout.and_then(|layout| layout.get("w:type")) != Some("fixed") {
        faults.push("the layout is not fixed".to_owned());
    }
    let columns: Vec<i64> = table
        .child("w:tblGrid")
        .unwrap()
        .children
        .iter()
        .map(|column| column.number("w:w"))
        .collect();
    let width = properties.child("w:tblW").unwrap();
    if width.get("w:type") != Some("dxa") || width.number("w:w") != columns.iter().sum::<i64>() {
        faults.push(format!("the width is not that of the columns {columns:?}"));
    }
    for (number, row) in rows(table).into_iter().enumerate() {
        let mut column = 0;
        for cell in cells(row) {
            let end = (column + span(cell)).min(columns.len());
            let own = cell.at(&["w:tcPr", "w:tcW"]).unwrap().number("w:w");
            if own != columns[column..end].iter().sum::<i64>() {
                faults.push(format!("row {number}: a cell is {own} wide"));
            }
            if cell.blocks().last().is_none_or(|last| last.name != "w:p") {
                faults.push(format!("row {number}: a cell ends in no paragraph"));
            }
            column += span(cell);
        }
        if column != columns.len() {
            let all = columns.len();
            faults.push(format!("row {number}: {column} of {all} columns"));
        }
    }
}

/// A place that is spanned from above stands under the cell that spans it (17.4 `vMerge`).
fn merges(table: &Element, faults: &mut Vec<String>) {
    let mut above: Vec<(usize, usize)> = Vec::new();
    for (number, row) in rows(table).into_iter().enumerate() {
        let mut merged = Vec::new();
        let mut column = 0;
        for cell in cells(row) {
            let place = (column, span(cell));
            match cell.at(&["w:tcPr", "w:vMerge"]).map(|merge| merge.val()) {
                Some(Some("restart")) => merged.push(place),
                Some(_) if above.contains(&place) => merged.push(place),
                Some(_) => faults.push(format!("row {number}: nothing spans column {column}")),
                None => {}
            }
            column += place.1;
        }
        above = merged;
    }
}

#[test]
fn every_row_fills_the_grid() {
    for package in samples::all() {
        assert_eq!(faults(package), Vec::<String>::new(), "{}", package.name);
    }
}

#[test]
fn what_does_not_fill_the_grid_is_found() {
    let package = samples::everything();
    for (from, to, fault) in [
        (
            "<w:gridSpan w:val=\"2\"/>",
            "<w:gridSpan w:val=\"3\"/>",
            "7 of 6 columns",
        ),
        ("<w:gridSpan w:val=\"2\"/>", "", "5 of 6 columns"),
        ("<w:gridCol w:w=\"", "<w:gridCol w:w=\"1", "wide"),
        ("<w:tblW w:w=\"", "<w:tblW w:w=\"1", "the width is not that"),
        (
            "<w:tblLayout w:type=\"fixed\"/>",
            "",
            "the layout is not fixed",
        ),
        (
            "<w:vMerge w:val=\"restart\"/>",
            "",
            "nothing spans column 0",
        ),
        (
            "</w:p></w:tc>",
            "</w:p><w:tbl><w:tblPr><w:tblW w:w=\"9\" w:type=\"dxa\"/></w:tblPr><w:tblGrid/></w:tbl></w:tc>",
            "ends in no paragraph",
        ),
        (
            "<w:pStyle w:val=\"NgatPhan\"/><w:keepNext/></w:pPr></w:p>",
            "</w:pPr></w:p><w:tbl><w:tblPr><w:tblW w:w=\"9\" w:type=\"dxa\"/></w:tblPr><w:tblGrid/></w:tbl>",
            "two tables without a paragraph",
        ),
    ] {
        let found = faults(&package.broken("word/document.xml", from, to));
        assert!(found.iter().any(|f| f.contains(fault)), "{from}: {found:?}");
    }
}

/// Header rows of all tables are repeated, rows are whole but for those that are higher than a third of
/// a page, a row that names others stays with them.
#[test]
fn rows_repeat_and_do_not_break() {
    for package in samples::all() {
        for table in package.document().every("w:tbl") {
            if table.at(&["w:tblPr", "w:tblStyle"]).is_none() {
                continue;
            }
            let rows = rows(table);
            let heads = rows.iter().take_while(|row| is_header(row)).count();
            assert!(heads > 0, "{}: a table without a header", package.name);
            assert!(!rows[heads..].iter().any(|row| is_header(row)));
            for row in &rows {
                let long = |cell: &&Element| cell.text().chars().count() > 150;
                let whole = row.at(&["w:trPr", "w:cantSplit"]).is_some();
                assert!(whole || cells(row).iter().any(long));
            }
        }
    }
}

fn is_header(row: &Element) -> bool {
    row.at(&["w:trPr", "w:tblHeader"]).is_some()
}

/// A header that two columns share spans them, the others span both of its rows.
#[test]
fn grouped_headers_span_columns_and_rows() {
    let document = samples::everything().document();
    let table = table_with(&document, "Hộ nghèo");
    let look = |row: usize| -> Vec<String> {
        let cells = cells(rows(table)[row]).into_iter();
        cells
            .map(|cell| {
                let of = |name| cell.at(&["w:tcPr", name]).and_then(Element::val);
                let span = of("w:gridSpan").unwrap_or("1");
                format!("{} {span} {}", cell.text(), of("w:vMerge").unwrap_or("-"))
            })
            .collect()
    };
    assert_eq!(
        look(0),
        [
            "STT 1 restart",
            "Thôn 1 restart",
            "Tổng số (hộ) 1 restart",
            "Hộ nghèo 2 -",
            "Ghi chú 1 restart",
        ]
    );
    assert_eq!(
        look(1),
        [
            " 1 continue",
            " 1 continue",
            " 1 continue",
            "Số hộ (hộ) 1 -",
            "Tỷ lệ (%) 1 -",
            " 1 continue",
        ]
    );
}

fn table_with<'d>(document: &'d Element, words: &str) -> &'d Element {
    let tables = document.every("w:tbl");
    let found = tables.into_iter().find(|table| {
        let styled = table.at(&["w:tblPr", "w:tblStyle"]).is_some();
        styled && table.text().contains(words)
    });
    found.unwrap_or_else(|| panic!("no table with {words}"))
}

/// Numbers stand at the right, as far from it as their decimals are shorter than the longest, so that
/// commas stand under each other; a decimal tab would ask the reader's system for its decimal sign.
#[test]
fn commas_stand_under_each_other() {
    let document = samples::everything().document();
    let indent = |table: &Element, row: usize, column: usize| {
        let cell = cells(rows(table)[row])[column].every("w:pPr")[0].clone();
        assert_eq!(cell.child("w:tabs"), None);
        let jc = cell.child("w:jc").and_then(Element::val);
        let indent = cell.child("w:ind")?.number("w:right");
        assert_eq!(jc, Some("right"));
        Some(indent)
    };
    let trees = table_with(&document, "ĐH.501");
    let (whole, decimal) = (indent(trees, 1, 1), indent(trees, 2, 1));
    // «,5» is a quarter and half of 13 pt wide.
    assert_eq!(whole.unwrap() - decimal.unwrap(), 195);
    let poor = table_with(&document, "Hộ nghèo");
    // The words of the total span two columns.
    assert_eq!(indent(poor, 2, 2), indent(poor, 4, 1));
    assert_eq!(indent(poor, 2, 4), indent(poor, 3, 4));
    assert_eq!(indent(poor, 2, 1), None);
    let width = cells(rows(poor)[2])[2].at(&["w:tcPr", "w:tcW"]).unwrap();
    assert!((1..width.number("w:w")).contains(&indent(poor, 2, 2).unwrap()));
}

#[test]
fn totals_are_bold_and_lines_of_cells_are_paragraphs() {
    let document = samples::everything().document();
    let table = table_with(&document, "Hộ nghèo");
    let rows = rows(table);
    let bold = |row: usize| {
        let runs = rows[row].every("w:r");
        let bold = |run: &&&Element| {
            let own = run.at(&["w:rPr", "w:b"]);
            own.is_some_and(|b| b.val().is_none())
        };
        (runs.iter().filter(bold).count(), runs.len())
    };
    assert_eq!(bold(2).0, 0);
    let (strong, all) = bold(4);
    assert!(strong == all && all > 0);
    assert_eq!(cells(rows[3])[5].every("w:p").len(), 2);
}

/// Letterhead and ending are tables of two columns without lines.
#[test]
fn letterhead_and_ending_stand_in_two_columns_without_lines() {
    let package = samples::everything();
    let document = package.document();
    let body = document.child("w:body").unwrap();
    let plain = |table: &&&Element| {
        table
            .child("w:tblPr")
            .unwrap()
            .child("w:tblStyle")
            .is_none()
    };
    let tables: Vec<&Element> = body.children.iter().filter(|e| e.name == "w:tbl").collect();
    let plain: Vec<&&Element> = tables.iter().filter(plain).collect();
    assert_eq!(plain.len(), 2);
    for (table, left, right) in [
        (
            plain[0],
            "ỦY BAN NHÂN DÂN TỈNH\u{A0}HẢI\u{A0}ĐÔNG",
            "CỘNG HÒA",
        ),
        (plain[1], "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"),
    ] {
        assert!(table.at(&["w:tblPr", "w:tblBorders"]).is_none());
        let cells = cells(rows(table)[0]);
        assert_eq!(cells.len(), 2);
        assert!(cells[0].text().starts_with(left), "{}", cells[0].text());
        assert!(cells[1].text().starts_with(right), "{}", cells[1].text());
    }
    let normal = says(package, "TableNormal", &["w:tblPr", "w:tblBorders"]);
    assert_eq!(normal, None);
}
