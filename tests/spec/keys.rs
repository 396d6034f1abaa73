//! SPC002 and SPC004: keys that the format does not have, and keys that it must have.

use super::{check, check_vi, report};
use crate::support::Office;
use insta::assert_snapshot;

#[test]
fn at_the_top_of_the_plan() {
    assert_snapshot!(check("[preambel]\ntext = \"Thực hiện Nghị quyết\"\n"), @"
    error[SPC002]: `plan` has no key `preambel`
     --> plan.toml:4:2
      |
    4 | [preambel]
      |  ^^^^^^^^
      |
      = help: did you mean `preamble`?
      = help: it takes: document, issuer, superior, preamble, legal_bases, objectives, indicators, tables, budget, responsibilities, task_groups, timeline, reporting, sections, closing, signature, recipients, appendices, marks, rules, allow

    1 error in 1 file
    ");
}

#[test]
fn in_a_table() {
    assert_snapshot!(check("[signature]\nposition = \"CHỦ TỊCH\"\nnmae = \"Lê Văn Minh\"\n"), @r#"
    error[SPC002]: `signature` has no key `nmae`
     --> plan.toml:6:1
      |
    6 | nmae = "Lê Văn Minh"
      | ^^^^
      |
      = help: did you mean `name`?
      = help: it takes: position, on_behalf, in_place_of, second_position, name, allow

    1 error in 1 file
    "#);
}

#[test]
fn in_an_array_of_tables() {
    assert_snapshot!(check("[[sections]]\nid = \"muc_dich\"\ntitel = \"Mục đích\"\n"), @r#"
    error[SPC004]: key `title` is missing
     --> plan.toml:4:1
      |
    4 | [[sections]]
      | ^^^^^^^^^^^^

    error[SPC002]: `sections` has no key `titel`
     --> plan.toml:6:1
      |
    6 | titel = "Mục đích"
      | ^^^^^
      |
      = help: did you mean `title`?
      = help: it takes: title, id, level, text, sections, allow

    2 errors in 1 file
    "#);
}

#[test]
fn in_a_table_inside_an_array_of_tables() {
    assert_snapshot!(check(
        r#"
[[responsibilities]]
unit = "van_phong"
  [[responsibilities.tasks]]
  text = "Tổng hợp báo cáo"
  dealine = 2025-03-31
[[sections]]
title = "Tổ chức thực hiện"
text = "{{ responsibilities() }}"
"#
    ), @"
    error[SPC002]: `tasks` has no key `dealine`
     --> plan.toml:9:3
      |
    9 |   dealine = 2025-03-31
      |   ^^^^^^^
      |
      = help: did you mean `deadline`?
      = help: it takes: text, id, product, deadline, deadline_text, every, lead, lead_text, with, with_text, monitor, results, indicators, budget_lines, style, allow

    1 error in 1 file
    ");
}

#[test]
fn in_an_inline_table() {
    assert_snapshot!(check(
        "[recipients]\nlist = [{ text = \"Như trên\" }, { unit = \"cac_thon\", not = \"B/c\" }]\n"
    ), @r#"
    error[SPC002]: `recipients.list` has no key `not`
     --> plan.toml:5:53
      |
    5 | list = [{ text = "Như trên" }, { unit = "cac_thon", not = "B/c" }]
      |                                                     ^^^
      |
      = help: did you mean `note`?
      = help: it takes: unit, text, note, allow

    1 error in 1 file
    "#);
}

/// Several unknown keys of one table are several findings; a word like none is given no advice but
/// the list of keys.
#[test]
fn each_is_reported() {
    assert_snapshot!(check("[marks]\nurgent = \"khan\"\nxyz = 1\n\"khóa lạ\" = 2\n"), @r#"
    error[SPC002]: `marks` has no key `urgent`
     --> plan.toml:5:1
      |
    5 | urgent = "khan"
      | ^^^^^^
      |
      = help: did you mean `urgency`?
      = help: it takes: urgency, circulation, drafter, copies, allow

    error[SPC002]: `marks` has no key `xyz`
     --> plan.toml:6:1
      |
    6 | xyz = 1
      | ^^^
      |
      = help: it takes: urgency, circulation, drafter, copies, allow

    error[SPC002]: `marks` has no key `khóa lạ`
     --> plan.toml:7:1
      |
    7 | "khóa lạ" = 2
      | ^^^^^^^^^
      |
      = help: it takes: urgency, circulation, drafter, copies, allow

    3 errors in 1 file
    "#);
}

#[test]
fn in_vietnamese() {
    assert_snapshot!(check_vi("[signature]\nposition = \"CHỦ TỊCH\"\nnmae = \"Lê Văn Minh\"\n"), @r#"
    lỗi[SPC002]: `signature` không có khóa `nmae`
     --> plan.toml:6:1
      |
    6 | nmae = "Lê Văn Minh"
      | ^^^^
      |
      = cách sửa: có phải ý bạn là `name`?
      = cách sửa: các khóa được dùng: position, on_behalf, in_place_of, second_position, name, allow

    1 lỗi trong 1 tệp
    "#);
}

/// A row that is a table names its columns.
#[test]
fn a_row_with_a_column_that_the_table_does_not_have() {
    assert_snapshot!(check(
        r#"
[[sections]]
title = "Chỉ tiêu"
text = '{{ table(id="chi_tieu") }}'
[[tables]]
id = "chi_tieu"
columns = [{ id = "thon", title = "Thôn" }, { id = "ho_ngheo", title = "Hộ nghèo", unit = "hộ" }]
rows = [{ thon = "Thôn 1", ho_ngheo = 5 }, { thon = "Thôn 2", ho_ngeo = 7 }]
total = { thon = "Cộng", tong = 12 }
"#
    ), @r#"
    error[SPC002]: the table has no column `ho_ngeo`
      --> plan.toml:11:63
       |
    11 | rows = [{ thon = "Thôn 1", ho_ngheo = 5 }, { thon = "Thôn 2", ho_ngeo = 7 }]
       |                                                               ^^^^^^^
       |
       = help: did you mean `ho_ngheo`?

    error[SPC002]: the table has no column `tong`
      --> plan.toml:12:26
       |
    12 | total = { thon = "Cộng", tong = 12 }
       |                          ^^^^

    2 errors in 1 file
    "#);
}

/// All that is missing is said at once, each at its table.
#[test]
fn keys_that_must_be_there() {
    assert_snapshot!(check(
        r#"
[[indicators]]
unit = "hộ"

[[sections]]
id = "muc_dich"

[recipients]
list = [{}]

[budget]
sources = [{ id = "tinh" }]
"#
    ), @r#"
    error[SPC004]: key `id` is missing
     --> plan.toml:5:1
      |
    5 | [[indicators]]
      | ^^^^^^^^^^^^^^

    error[SPC004]: key `name` is missing
     --> plan.toml:5:1
      |
    5 | [[indicators]]
      | ^^^^^^^^^^^^^^

    error[SPC004]: key `title` is missing
     --> plan.toml:8:1
      |
    8 | [[sections]]
      | ^^^^^^^^^^^^

    error[SPC004]: key `unit` is missing
      --> plan.toml:14:1
       |
    14 | [budget]
       | ^^^^^^^^

    warning[SPC013]: the budget is nowhere in the text
      --> plan.toml:14:1
       |
    14 | [budget]
       | ^^^^^^^^
       |
       = help: place it with {{ budget() }} in a section or an appendix

    error[SPC004]: key `title` is missing
      --> plan.toml:15:12
       |
    15 | sources = [{ id = "tinh" }]
       |            ^^^^^^^^^^^^^^^

    5 errors, 1 warning in 1 file
    "#);
}

#[test]
fn a_plan_without_its_head() {
    let office = Office::commune().file("plan.toml", "[closing]\ntext = \"Hết\"\n");
    assert_snapshot!(report(&office, &[]), @r#"
    error[SPC004]: key `document` is missing
     --> plan.toml:1:1
      |
    1 | [closing]
      | ^

    1 error in 1 file
    "#);
    let office = Office::commune().file("plan.toml", "[document]\nnumber = 5\n");
    assert_snapshot!(report(&office, &["--lang", "vi"]), @r#"
    lỗi[SPC004]: thiếu khóa `title`
     --> plan.toml:1:1
      |
    1 | [document]
      | ^^^^^^^^^^

    lỗi[SPC004]: thiếu khóa `year`
     --> plan.toml:1:1
      |
    1 | [document]
      | ^^^^^^^^^^

    2 lỗi trong 1 tệp
    "#);
}

/// The registries are read by the same rules, and their faults are reported once.
#[test]
fn in_the_registries() {
    let office = Office::commune()
        .file(
            "units.toml",
            "[[units]]\nid = \"van_phong\"\nnam = \"Văn phòng\"\n",
        )
        .plan("");
    assert_snapshot!(report(&office, &[]), @r#"
    error[SPC004]: key `name` is missing
     --> ./units.toml:1:1
      |
    1 | [[units]]
      | ^^^^^^^^^

    error[SPC002]: `units` has no key `nam`
     --> ./units.toml:3:1
      |
    3 | nam = "Văn phòng"
      | ^^^
      |
      = help: did you mean `name`?
      = help: it takes: id, name, short, abbreviation, parent, level, historical, allow

    2 errors in 1 file
    "#);
}
