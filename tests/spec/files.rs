//! SPC010 to SPC012: files that are not there or may not be read, and encodings of other times.

use super::{check, check_vi, report};
use crate::support::Office;
use insta::assert_snapshot;
use kehoach::vi::text::nfc;

/// A plan whose table takes its rows from a file.
fn rows_from(file: &str) -> String {
    format!(
        r#"
[[sections]]
title = "Chỉ tiêu"
text = '{{{{ table(id="chi_tieu") }}}}'
[[tables]]
id = "chi_tieu"
columns = [{{ id = "thon", title = "Thôn" }}]
rows_from = "{file}"
"#
    )
}

#[test]
fn a_data_file_that_is_not_there() {
    assert_snapshot!(check(&rows_from("data/hộ nghèo.csv")), @r#"
    error[SPC010]: `data/hộ nghèo.csv` is not there
      --> plan.toml:11:13
       |
    11 | rows_from = "data/hộ nghèo.csv"
       |             ^^^^^^^^^^^^^^^^^^^

    1 error in 1 file
    "#);
    assert_snapshot!(check_vi(&rows_from("data/hộ nghèo.csv")), @r#"
    lỗi[SPC010]: `data/hộ nghèo.csv` không tồn tại
      --> plan.toml:11:13
       |
    11 | rows_from = "data/hộ nghèo.csv"
       |             ^^^^^^^^^^^^^^^^^^^

    1 lỗi trong 1 tệp
    "#);
}

/// What lies outside is not looked for: whether it is there is not told.
#[test]
fn a_data_file_outside_the_workspace() {
    assert_snapshot!(check(&rows_from("/etc/passwd")), @r#"
    error[SPC010]: `/etc/passwd` lies outside the workspace
      --> plan.toml:11:13
       |
    11 | rows_from = "/etc/passwd"
       |             ^^^^^^^^^^^^^

    1 error in 1 file
    "#);
    assert_snapshot!(check(&rows_from("../../../../../../etc/passwd")), @r#"
    error[SPC010]: `../../../../../../etc/passwd` lies outside the workspace
      --> plan.toml:11:13
       |
    11 | rows_from = "../../../../../../etc/passwd"
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error in 1 file
    "#);
    assert_eq!(
        check(&rows_from("../../no/such/file.csv")).lines().next(),
        Some("error[SPC010]: `../../no/such/file.csv` lies outside the workspace")
    );
}

/// A link that leads out of the workspace is a way out like any other.
#[cfg(unix)]
#[test]
fn a_link_out_of_the_workspace() {
    let office = Office::commune().plan(&rows_from("rows.csv"));
    std::os::unix::fs::symlink("/etc/passwd", office.path("rows.csv")).unwrap();
    assert_snapshot!(report(&office, &[]), @r#"
    error[SPC010]: `rows.csv` lies outside the workspace
      --> plan.toml:11:13
       |
    11 | rows_from = "rows.csv"
       |             ^^^^^^^^^^

    1 error in 1 file
    "#);
}

/// Within the workspace a plan may take its rows from wherever it likes.
#[test]
fn a_data_file_beside_the_folder_of_the_plan() {
    let office = Office::commune()
        .file("so-lieu/thon.csv", "thon\nThôn 1\n")
        .file(
            "2025/plan.toml",
            format!(
                "[document]\nyear = 2025\ntitle = \"Giảm nghèo\"\n{}",
                rows_from("../so-lieu/thon.csv")
            ),
        );
    assert_eq!(office.run(&["check", "2025/plan.toml"]).code, 0);
}

#[test]
fn a_kind_of_file_that_holds_no_rows() {
    let office = Office::commune()
        .file("rows.docx", "PK")
        .plan(&rows_from("rows.docx"));
    assert_snapshot!(report(&office, &[]), @r#"
    error[SPC010]: `rows.docx` is not a kind of data file that can be read
      --> plan.toml:11:13
       |
    11 | rows_from = "rows.docx"
       |             ^^^^^^^^^^^
       |
       = help: rows are taken from .csv, .tsv, .txt, .xlsx and .xlsm files

    1 error in 1 file
    "#);
}

#[test]
fn a_folder_instead_of_a_file() {
    let office = Office::commune()
        .file("rows.csv/a", "")
        .plan(&rows_from("rows.csv"));
    assert_snapshot!(report(&office, &[]), @r#"
    error[SPC010]: cannot read rows.csv: it is not a file
      --> plan.toml:11:13
       |
    11 | rows_from = "rows.csv"
       |             ^^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn templates_outside_the_workspace() {
    let office = Office::commune()
        .file(
            "kehoach.toml",
            "templates = \"../mau\"\nprofile = \"khong-co.toml\"\n",
        )
        .plan("");
    assert_snapshot!(report(&office, &[]), @r#"
    error[SPC010]: the workspace has no folder `../mau`
     --> ./kehoach.toml:1:13
      |
    1 | templates = "../mau"
      |             ^^^^^^^^

    error[SPC010]: `khong-co.toml` is not there
     --> ./kehoach.toml:2:11
      |
    2 | profile = "khong-co.toml"
      |           ^^^^^^^^^^^^^^^

    2 errors in 1 file
    "#);
}

/// TCVN3 (ABC) has one byte a letter.
#[test]
fn a_plan_in_an_old_encoding() {
    let mut plan = b"[document]\nyear = 2025\ntitle = \"Gi".to_vec();
    plan.extend(b"\xB6m ngh\xCCo\"\n");
    let office = Office::commune().file("plan.toml", plan);
    assert_snapshot!(report(&office, &[]), @r#"
    error[SPC011]: from here on the file is not UTF-8
     --> plan.toml:3:12
      |
    3 | title = "Gi�m ngh�o"
      |            ^
      |
      = help: convert it from its old encoding (TCVN3, VNI or Windows-1258) to Unicode UTF-8

    1 error in 1 file
    "#);
    assert_snapshot!(report(&office, &["--lang", "vi"]), @r#"
    lỗi[SPC011]: từ đây trở đi tệp không phải là UTF-8
     --> plan.toml:3:12
      |
    3 | title = "Gi�m ngh�o"
      |            ^
      |
      = cách sửa: hãy chuyển mã từ TCVN3 (ABC), VNI hoặc Windows-1258 sang Unicode UTF-8

    1 lỗi trong 1 tệp
    "#);
}

#[test]
fn a_data_file_in_an_old_encoding() {
    let office = Office::commune()
        .file("rows.csv", b"thon\nTh\xABn 1\n")
        .plan(&rows_from("rows.csv"));
    assert_snapshot!(report(&office, &[]), @r#"
    error[SPC011]: the data file is not UTF-8 at byte 7, line 2
      --> plan.toml:11:13
       |
    11 | rows_from = "rows.csv"
       |             ^^^^^^^^^^
       |
       = help: in Excel: Save As, «CSV UTF-8 (Comma delimited)»

    1 error in 1 file
    "#);
}

/// What Windows' Notepad calls Unicode.
#[test]
fn a_plan_in_utf_16() {
    let plan: Vec<u8> = "\u{feff}[document]\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let office = Office::commune().file("plan.toml", plan);
    assert_snapshot!(report(&office, &[]), @r#"
    error[SPC011]: from here on the file is not UTF-8
     --> plan.toml:1:1
      |
    1 | ��[␀d␀o␀c␀u␀m␀e␀n␀t␀]␀
      | ^
      |
      = help: convert it from its old encoding (TCVN3, VNI or Windows-1258) to Unicode UTF-8

    1 error in 1 file
    "#);
}

/// A byte order mark is no fault.
#[test]
fn a_plan_with_a_byte_order_mark() {
    let office = Office::commune().file(
        "plan.toml",
        "\u{feff}[document]\nyear = 2025\ntitle = \"Giảm nghèo\"\n",
    );
    assert_eq!(office.run(&["check", "plan.toml"]).code, 0);
}

/// Letters and marks typed apart are put together, with a warning at the first of them.
#[test]
fn decomposed_letters() {
    assert_snapshot!(nfc(&check(
        "[closing]\ntext = \"Trên đây là Kê\u{301} hoa\u{323}ch\"\n[signature]\nposition = \"CHU\u{309} TỊCH\"\n"
    )), @r#"
    warning[SPC012]: letters and their marks are written apart (not Unicode NFC) on 2 line(s)
     --> plan.toml:5:21
      |
    5 | text = "Trên đây là Kế hoạch"
      |                     ^^
      |
      = help: type the text with a Unicode (precomposed) keyboard, or let `kehoach check --fix` compose it

    1 warning in 1 file
    "#);
    assert_snapshot!(nfc(&check_vi("[closing]\ntext = \"Kê\u{301} hoạch\"\n")), @r#"
    cảnh báo[SPC012]: chữ và dấu bị tách rời (không phải Unicode dựng sẵn, NFC) ở 1 dòng
     --> plan.toml:5:9
      |
    5 | text = "Kế hoạch"
      |         ^^
      |
      = cách sửa: hãy gõ bằng bảng mã Unicode dựng sẵn, hoặc chạy `kehoach check --fix` để ghép lại

    1 cảnh báo trong 1 tệp
    "#);
}
