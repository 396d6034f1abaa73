//! The report as a whole: every fault of a file in one run, sorted; and as JSON.

use super::{check, report};
use crate::support::Office;
use insta::assert_snapshot;
use serde_json::Value;

const MANY: &str = r#"number = 5
date = 2025-02-30
tilte = "Giảm nghèo"

[preamble]
text = """
Thực hiện {{ cite(id="qd_06") }} của {{ unitt(id="cac_thon") }}, năm {{ nam }}.

> Trích dẫn
"""

[[indicators]]
id = "ho_ngheo"
name = "Số hộ nghèo"
unit = "%"
values = { 2023 = "1.609", 2024 = "5.22", 25 = 1 }
better = "less"

[[indicators]]
id = "ho_ngheo"
name = 5

[[sections]]
id = "muc_dich"

[[tables]]
id = "bieu"
rows_from = "../../so-lieu.csv"
columns = [{ id = "thon", title = "Thôn 😀" }]

[closing]
text = "Hết \u0007"

[signature]
position = CHỦ TỊCH

[recipients]
list = [{ unit = "cac_tho" }]
"#;

#[test]
fn every_fault_of_a_file_is_reported_in_one_run() {
    assert_snapshot!(check(MANY), @r#"
    error[SPC007]: there is no day `2025-02-30` in the calendar
     --> plan.toml:5:8
      |
    5 | date = 2025-02-30
      |        ^^^^^^^^^^

    error[SPC002]: `document` has no key `tilte`
     --> plan.toml:6:1
      |
    6 | tilte = "Giảm nghèo"
      | ^^^^^
      |
      = help: did you mean `title`?
      = help: it takes: kind, year, until, title, number, date, expected, symbol, numbering, previous, allow

    error[SPC006]: no legal document has the id `qd_06`
      --> plan.toml:10:23
       |
    10 | Thực hiện {{ cite(id="qd_06") }} của {{ unitt(id="cac_thon") }}, năm {{ nam }}.
       |                       ^^^^^
       |
       = help: did you mean `qd_05`?

    error[SPC009]: prose has no call `unitt`
      --> plan.toml:10:41
       |
    10 | Thực hiện {{ cite(id="qd_06") }} của {{ unitt(id="cac_thon") }}, năm {{ nam }}.
       |                                         ^^^^^
       |
       = help: did you mean `unit`?

    error[SPC009]: prose has no variable `nam`
      --> plan.toml:10:73
       |
    10 | Thực hiện {{ cite(id="qd_06") }} của {{ unitt(id="cac_thon") }}, năm {{ nam }}.
       |                                                                         ^^^

    error[SPC015]: prose cannot have a quotation mark `>`
      --> plan.toml:12:1
       |
    12 | > Trích dẫn
       | ^^^^^^^^^^^

    error[SPC008]: `1.609` can be read as 1609 or as "1,609"; write the one meant
      --> plan.toml:19:19
       |
    19 | values = { 2023 = "1.609", 2024 = "5.22", 25 = 1 }
       |                   ^^^^^^^

    error[SPC008]: `5.22` has a decimal point; write "5,22"
      --> plan.toml:19:35
       |
    19 | values = { 2023 = "1.609", 2024 = "5.22", 25 = 1 }
       |                                   ^^^^^^

    error[SPC014]: `25` is not a year from 1945 to 2199
      --> plan.toml:19:43
       |
    19 | values = { 2023 = "1.609", 2024 = "5.22", 25 = 1 }
       |                                           ^^

    error[SPC014]: `better` cannot be `less`; it is one of `lower`, `higher`
      --> plan.toml:20:10
       |
    20 | better = "less"
       |          ^^^^^^

    error[SPC005]: the id `ho_ngheo` is given twice
      --> plan.toml:23:6
       |
    16 | id = "ho_ngheo"
       |      ---------- first here
    ...
    23 | id = "ho_ngheo"
       |      ^^^^^^^^^^

    error[SPC003]: a text in quotes is expected here, not a whole number
      --> plan.toml:24:8
       |
    24 | name = 5
       |        ^

    error[SPC004]: key `title` is missing
      --> plan.toml:26:1
       |
    26 | [[sections]]
       | ^^^^^^^^^^^^

    error[SPC010]: `../../so-lieu.csv` lies outside the workspace
      --> plan.toml:31:13
       |
    31 | rows_from = "../../so-lieu.csv"
       |             ^^^^^^^^^^^^^^^^^^^

    error[SPC016]: character U+0007 cannot be printed
      --> plan.toml:35:13
       |
    35 | text = "Hết \u0007"
       |             ^^^^^^

    error[SPC001]: this is not TOML: a text stands between quotes
      --> plan.toml:38:12
       |
    38 | position = CHỦ TỊCH
       |            ^^^^^^^^
       |
       = help: write `position = "CHỦ TỊCH"`

    error[SPC006]: no unit has the id `cac_tho`
      --> plan.toml:41:18
       |
    41 | list = [{ unit = "cac_tho" }]
       |                  ^^^^^^^^^
       |
       = help: did you mean `cac_thon`?

    17 errors in 1 file
    "#);
}

/// Codes, lines and columns of a run with `--format json`; each line is one JSON object.
fn json(office: &Office, options: &[&str]) -> Vec<Value> {
    let run = office.run(&[&["check", "plan.toml", "--format", "json"], options].concat());
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    run.out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn findings_stand_in_the_order_of_the_file() {
    let found = json(&Office::commune().plan(MANY), &[]);
    let places: Vec<_> = found
        .iter()
        .map(|f| (f["line"].as_u64(), f["column"].as_u64()))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    let mut codes: Vec<_> = found.iter().filter_map(|f| f["rule"].as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert!(codes.len() >= 10, "{codes:?}");
}

/// Columns count characters, as editors do, not bytes.
#[test]
fn columns_of_a_vietnamese_line() {
    let line = "text = \"Hộ nghèo: {{ unit(id='cac_ban') }}\"";
    let office = Office::commune().plan(&format!("[closing]\n{line}\n"));
    let found = json(&office, &["--lang", "vi"]);
    let column = line.chars().position(|c| c == '\'').unwrap() + 2;
    let place = |key: &str| found[0][key].as_u64().unwrap();
    assert_eq!(found[0]["rule"], "SPC006");
    assert_eq!((place("line"), place("end_line")), (5, 5));
    assert_eq!(place("column"), column as u64);
    assert_eq!(place("end_column"), (column + "cac_ban".len()) as u64);
    assert_eq!(found[0]["message"], "không có đơn vị nào mang mã `cac_ban`");
}

#[test]
fn the_first_place_of_a_doubled_id_is_a_label() {
    let office = Office::commune().plan(
        "[[sections]]\nid = \"a\"\ntitle = \"Một\"\n[[sections]]\nid = \"a\"\ntitle = \"Hai\"\n",
    );
    let found = json(&office, &[]);
    let labels = found[0]["labels"].as_array().unwrap();
    let lines: Vec<_> = labels
        .iter()
        .map(|l| (l["line"].as_u64(), l["primary"] == true))
        .collect();
    assert_eq!(lines, [(Some(8), true), (Some(5), false)]);
}

/// The summary counts what was found, and warnings apart from errors.
#[test]
fn errors_and_warnings() {
    assert_snapshot!(check("[[timeline]]\ntext = \"Rà soát\"\nx = 1\n"), @r#"
    warning[SPC013]: the timeline is nowhere in the text
     --> plan.toml:5:8
      |
    5 | text = "Rà soát"
      |        ^^^^^^^^^
      |
      = help: place it with {{ timeline() }} in a section or an appendix

    error[SPC002]: `timeline` has no key `x`
     --> plan.toml:6:1
      |
    6 | x = 1
      | ^
      |
      = help: it takes: text, id, from, to, when_text, units, allow

    1 error, 1 warning in 1 file
    "#);
}

/// Plans of one folder are reported in the order of their names, a fault of a registry once.
#[test]
fn several_plans() {
    let plan = "[document]\nyear = 2025\ntitle = \"Giảm nghèo {{ x }}\"\n";
    let office = Office::commune()
        .file("legal.toml", "[[documents]]\nid = \"luat\"\n")
        .file("a/plan.toml", plan)
        .file("b/plan.toml", plan);
    let run = office.run(&["check", "."]);
    assert_eq!(run.code, 1);
    assert_snapshot!(run.out, @r#"
    error[SPC004]: key `kind` is missing
     --> ./legal.toml:1:1
      |
    1 | [[documents]]
      | ^^^^^^^^^^^^^

    error[SPC009]: prose has no variable `x`
     --> ./a/plan.toml:3:24
      |
    3 | title = "Giảm nghèo {{ x }}"
      |                        ^

    error[SPC009]: prose has no variable `x`
     --> ./b/plan.toml:3:24
      |
    3 | title = "Giảm nghèo {{ x }}"
      |                        ^

    3 errors in 2 files
    "#);
    assert_snapshot!(report(&office.plan("y = 1\n"), &["--lang", "vi"]), @"
    lỗi[SPC004]: thiếu khóa `kind`
     --> ./legal.toml:1:1
      |
    1 | [[documents]]
      | ^^^^^^^^^^^^^

    lỗi[SPC002]: `document` không có khóa `y`
     --> plan.toml:4:1
      |
    4 | y = 1
      | ^
      |
      = cách sửa: các khóa được dùng: kind, year, until, title, number, date, expected, symbol, numbering, previous, allow

    2 lỗi trong 1 tệp
    ");
}
