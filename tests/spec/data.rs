//! Rows from data files: where a fault of a cell is shown.

use super::{check, report};
use crate::support::Office;
use insta::assert_snapshot;
use rust_xlsxwriter::Workbook;

/// A plan whose table of three columns takes its rows from a file.
fn table(file: &str) -> String {
    format!(
        r#"
[[sections]]
title = "Chỉ tiêu"
text = '{{{{ table(id="chi_tieu") }}}}'
[[tables]]
id = "chi_tieu"
rows_from = "{file}"
columns = [
  {{ id = "xa", title = "Tên xã" }},
  {{ id = "ho", title = "Số hộ nghèo", unit = "hộ" }},
  {{ id = "ty_le", title = "Tỷ lệ", unit = "%" }},
]
"#
    )
}

fn office(file: &str, content: impl AsRef<[u8]>) -> Office {
    Office::commune().file(file, content).plan(&table(file))
}

/// The cells of the table as the plan prints them.
fn cells(office: &Office) -> Vec<String> {
    let run = office.run(&["render", "plan.toml", "--format", "typ"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let markup = std::fs::read_to_string(office.path("out/plan.typ")).unwrap();
    let rows = markup.rsplit("rows: (").next().unwrap();
    let rows = rows.split("\n  ),").next().unwrap();
    rows.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Excel in Vietnam writes `;` between cells and a byte order mark before the first.
#[test]
fn a_csv_file_of_excel() {
    let text = "\u{feff}Tên xã;Số hộ nghèo;Tỷ lệ\r\nBuôn Choah;1.073;4,50\r\n\"Nâm \"\"Nđir\"\"; thôn 1\";12;0,3\r\n";
    assert_eq!(
        cells(&office("rows.csv", text)),
        [
            "1",
            "Buôn Choah",
            "1.073",
            "4,50",
            "2",
            "Nâm \\",
            "12",
            "0,3"
        ]
        .iter()
        .flat_map(|cell| match *cell {
            "Nâm \\" => vec!["Nâm \\", "; thôn 1"],
            cell => vec![cell],
        })
        .collect::<Vec<_>>()
    );
}

#[test]
fn faults_of_a_csv_file() {
    let text = "xa,ho,ty_le,ghi_chu\nBuôn Choah,1.073,\"4,50\",\nNâm Nđir,mười,4.5\nĐắk Drô,5,\"1.609\",x\n";
    assert_snapshot!(report(&office("rows.csv", text), &[]), @r#"
    error[SPC002]: the table has no column `ghi_chu`
     --> rows.csv:1:13
      |
    1 | xa,ho,ty_le,ghi_chu
      |             ^^^^^^^

    error[SPC014]: the row has 3 fields, the first line names 4
     --> rows.csv:3:1
      |
    3 | Nâm Nđir,mười,4.5
      | ^^^^^^^^^^^^^^^^^
      |
      = help: put a text that holds the delimiter in double quotes

    error[SPC008]: `mười` is not a number
     --> rows.csv:3:10
      |
    3 | Nâm Nđir,mười,4.5
      |          ^^^^

    error[SPC008]: `4.5` has a decimal point; write "4,5"
     --> rows.csv:3:15
      |
    3 | Nâm Nđir,mười,4.5
      |               ^^^

    error[SPC008]: `1.609` can be read as 1609 or as "1,609"; write the one meant
     --> rows.csv:4:12
      |
    4 | Đắk Drô,5,"1.609",x
      |            ^^^^^

    5 errors in 1 file
    "#);
}

#[test]
fn a_csv_file_with_other_columns() {
    assert_snapshot!(report(&office("rows.csv", "xa,ho,ho\nBuôn Choah,5,6\n"), &["--lang", "vi"]), @r#"
    lỗi[SPC004]: tệp không có cột `ty_le` («Tỷ lệ»)
     --> rows.csv:1:1
      |
    1 | xa,ho,ho
      | ^^^^^^^^

    lỗi[SPC005]: cột `ho` xuất hiện hai lần
     --> rows.csv:1:7
      |
    1 | xa,ho,ho
      |    -- ^^
      |    |
      |    lần đầu ở đây

    2 lỗi trong 1 tệp
    "#);
}

#[test]
fn a_csv_file_without_rows() {
    assert_snapshot!(report(&office("rows.csv", "\n"), &[]), @r#"
    error[SPC010]: the data file is empty
      --> plan.toml:10:13
       |
    10 | rows_from = "rows.csv"
       |             ^^^^^^^^^^

    1 error in 1 file
    "#);
}

fn workbook(rows: &[[&str; 3]]) -> Workbook {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Biểu 1").unwrap();
    sheet.write(0, 0, "Biểu số 1. Hộ nghèo năm 2025").unwrap();
    for (row, cells) in (2..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, *cell).unwrap();
        }
    }
    book
}

/// Numbers come from their cells exactly; the headings are found below a title.
#[test]
fn an_xlsx_file() {
    let mut book = workbook(&[["Tên xã", "Số hộ nghèo", "Tỷ lệ"]]);
    let sheet = book.worksheet_from_index(0).unwrap();
    sheet.write(3, 0, "Buôn Choah").unwrap();
    sheet.write(3, 1, 1073).unwrap();
    sheet.write(3, 2, 4.35).unwrap();
    let office = office("rows.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(cells(&office), ["1", "Buôn Choah", "1.073", "4,35"]);
}

/// A cell is shown with the name that the spreadsheet program gives it.
#[test]
fn faults_of_an_xlsx_file() {
    let mut book = workbook(&[
        ["Tên xã", "Số hộ nghèo", "Tỷ lệ"],
        ["Buôn Choah", "mười", "4,35"],
        ["Nâm Nđir", "5", "4.35"],
    ]);
    let office = office("rows.xlsx", book.save_to_buffer().unwrap());
    assert_snapshot!(report(&office, &[]), @r#"
    error[SPC008]: `mười` is not a number
     --> rows.xlsx!Biểu 1!B4
      |
    4 | Buôn Choah    mười    4,35
      |               ^^^^

    error[SPC008]: `4.35` has a decimal point; write "4,35"
     --> rows.xlsx!Biểu 1!C5
      |
    5 | Nâm Nđir    5    4.35
      |                  ^^^^

    2 errors in 1 file
    "#);
}

/// SPC017: cells far outside the table, as a slip of the hand makes them.
#[test]
fn a_sheet_that_is_too_large() {
    let mut book = workbook(&[["Tên xã", "Số hộ nghèo", "Tỷ lệ"]]);
    book.worksheet_from_index(0)
        .unwrap()
        .write(1_048_575, 0, "x")
        .unwrap();
    let office = office("rows.xlsx", book.save_to_buffer().unwrap());
    assert_snapshot!(report(&office, &[]), @r#"
    error[SPC017]: the sheet `Biểu 1` has more than 200000 rows, 256 columns or 5000000 cells
      --> plan.toml:10:13
       |
    10 | rows_from = "rows.xlsx"
       |             ^^^^^^^^^^^
       |
       = help: delete what stands far below or to the right of the table

    1 error in 1 file
    "#);
}

#[test]
fn a_file_that_is_no_workbook() {
    assert_snapshot!(report(&office("rows.xlsx", "xa,ho\n"), &[]), @r#"
    error[SPC010]: this is no workbook, or a damaged one: Zip error: invalid Zip archive: Could not find EOCD
      --> plan.toml:10:13
       |
    10 | rows_from = "rows.xlsx"
       |             ^^^^^^^^^^^
       |
       = help: open it in a spreadsheet program and save it as .xlsx

    1 error in 1 file
    "#);
}

#[test]
fn a_sheet_that_is_not_there() {
    let plan = table("rows.xlsx").replace("columns =", "sheet = \"Biểu 2\"\ncolumns =");
    let bytes = workbook(&[]).save_to_buffer().unwrap();
    let office = Office::commune().file("rows.xlsx", bytes).plan(&plan);
    assert_snapshot!(report(&office, &[]), @r#"
    error[SPC010]: the workbook has no sheet `Biểu 2`
      --> plan.toml:11:9
       |
    11 | sheet = "Biểu 2"
       |         ^^^^^^^^
       |
       = help: did you mean `Biểu 1`?
       = help: its sheets are «Biểu 1»

    1 error in 1 file
    "#);
    assert!(check(&plan).contains("`rows.xlsx` is not there"));
}

/// What no line of a page holds is said at the cell, before the page is made.
#[test]
fn a_word_that_no_line_holds() {
    let content = format!("xa,ho,ty_le\n{},1,2\n", "a".repeat(9000));
    let run = office("rows.csv", content).run(&["check", "plan.toml"]);
    assert!(
        run.out
            .starts_with("error[SPC017]: a word has more than 8192 bytes\n --> rows.csv:2:1\n"),
        "{}",
        run.out
    );
}
