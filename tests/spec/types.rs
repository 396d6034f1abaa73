//! SPC003: values of another type than the key takes.

use super::{check, check_vi};
use insta::assert_snapshot;

#[test]
fn a_text_is_expected() {
    assert_snapshot!(check(
        r#"
[signature]
position = 1
on_behalf = 2.5
in_place_of = true
second_position = 2025-01-01
name = ["Lê Văn Minh"]
"#
    ), @r#"
    error[SPC003]: a text in quotes is expected here, not a whole number
     --> plan.toml:6:12
      |
    6 | position = 1
      |            ^

    error[SPC003]: a text in quotes is expected here, not a number with decimals
     --> plan.toml:7:13
      |
    7 | on_behalf = 2.5
      |             ^^^

    error[SPC003]: a text in quotes is expected here, not true or false
     --> plan.toml:8:15
      |
    8 | in_place_of = true
      |               ^^^^

    error[SPC003]: a text in quotes is expected here, not a date
     --> plan.toml:9:19
      |
    9 | second_position = 2025-01-01
      |                   ^^^^^^^^^^

    error[SPC003]: a text in quotes is expected here, not a list
      --> plan.toml:10:8
       |
    10 | name = ["Lê Văn Minh"]
       |        ^^^^^^^^^^^^^^^

    5 errors in 1 file
    "#);
}

#[test]
fn a_table_is_expected() {
    assert_snapshot!(check("[signature.position]\nname = \"CHỦ TỊCH\"\n"), @r#"
    error[SPC003]: a text in quotes is expected here, not a table
     --> plan.toml:4:1
      |
    4 | [signature.position]
      | ^^^^^^^^^^^^^^^^^^^^

    1 error in 1 file
    "#);
    assert_snapshot!(check("[marks]\n[[closing]]\ntext = \"Hết\"\n"), @r#"
    error[SPC003]: a table is expected here, not a list
     --> plan.toml:5:1
      |
    5 | [[closing]]
      | ^^^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn a_list_is_expected() {
    assert_snapshot!(check("[sections]\ntitle = \"Mục đích\"\n"), @r#"
    error[SPC003]: a list in square brackets is expected here, not a table
     --> plan.toml:4:1
      |
    4 | [sections]
      | ^^^^^^^^^^

    1 error in 1 file
    "#);
    assert_snapshot!(check("[issuer]\nletterhead = \"UBND xã An Bình\"\n"), @r#"
    error[SPC003]: a list in square brackets is expected here, not a text
     --> plan.toml:5:14
      |
    5 | letterhead = "UBND xã An Bình"
      |              ^^^^^^^^^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn tables_are_expected_in_a_list() {
    assert_snapshot!(check("[recipients]\nlist = [\"Như trên\", { unit = \"cac_thon\" }, 3]\n"), @r#"
    error[SPC003]: a table is expected here, not a text
     --> plan.toml:5:9
      |
    5 | list = ["Như trên", { unit = "cac_thon" }, 3]
      |         ^^^^^^^^^^

    error[SPC003]: a table is expected here, not a whole number
     --> plan.toml:5:44
      |
    5 | list = ["Như trên", { unit = "cac_thon" }, 3]
      |                                            ^

    2 errors in 1 file
    "#);
}

#[test]
fn true_or_false_is_expected() {
    assert_snapshot!(check("[[appendices]]\ntitle = \"Biểu\"\nlandscape = \"yes\"\n"), @r#"
    error[SPC003]: true or false is expected here, not a text
     --> plan.toml:6:13
      |
    6 | landscape = "yes"
      |             ^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn a_whole_number_is_expected() {
    assert_snapshot!(check("[marks]\ncopies = -1\n"), @r#"
    error[SPC003]: a whole number from 0 to 4294967295 is expected here, not -1
     --> plan.toml:5:10
      |
    5 | copies = -1
      |          ^^

    1 error in 1 file
    "#);
    assert_snapshot!(check("[marks]\ncopies = 2.0\n"), @r#"
    error[SPC003]: a whole number from 0 to 4294967295 is expected here, not a number with decimals
     --> plan.toml:5:10
      |
    5 | copies = 2.0
      |          ^^^

    1 error in 1 file
    "#);
    assert_snapshot!(check("[marks]\ncopies = 99999999999\n"), @r#"
    error[SPC003]: a whole number from 0 to 4294967295 is expected here, not 99999999999
     --> plan.toml:5:10
      |
    5 | copies = 99999999999
      |          ^^^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn a_number_is_expected() {
    assert_snapshot!(check(
        r#"
[budget]
unit = "triệu đồng"
total = true
sources = [{ id = "tinh", title = "Ngân sách tỉnh", total = [1] }]
lines = [{ id = "a", title = "Dự án", amounts = 5 }]
[[sections]]
title = "Kinh phí"
text = "{{ budget() }}"
"#
    ), @r#"
    error[SPC003]: a number is expected here, not true or false
     --> plan.toml:7:9
      |
    7 | total = true
      |         ^^^^

    error[SPC003]: a number is expected here, not a list
     --> plan.toml:8:61
      |
    8 | sources = [{ id = "tinh", title = "Ngân sách tỉnh", total = [1] }]
      |                                                             ^^^

    error[SPC003]: a table of numbers is expected here, not a whole number
     --> plan.toml:9:49
      |
    9 | lines = [{ id = "a", title = "Dự án", amounts = 5 }]
      |                                                 ^

    3 errors in 1 file
    "#);
}

#[test]
fn a_date_a_year_and_a_row_are_expected() {
    assert_snapshot!(check(
        r#"
[[sections]]
title = "Chỉ tiêu"
text = '{{ table(id="chi_tieu") }}{{ timeline() }}'
[[timeline]]
text = "Rà soát"
from = true
[[tables]]
id = "chi_tieu"
columns = [{ id = "thon", title = "Thôn" }]
rows = ["Thôn 1", ["Thôn 2"], [["Thôn 3"]]]
"#
    ), @r#"
    error[SPC003]: a date is expected here, not true or false
      --> plan.toml:10:8
       |
    10 | from = true
       |        ^^^^

    error[SPC003]: a row is expected here, not a text
      --> plan.toml:14:9
       |
    14 | rows = ["Thôn 1", ["Thôn 2"], [["Thôn 3"]]]
       |         ^^^^^^^^

    error[SPC014]: the row has 0 cells, the table has 1 columns
      --> plan.toml:14:31
       |
    14 | rows = ["Thôn 1", ["Thôn 2"], [["Thôn 3"]]]
       |                               ^^^^^^^^^^^^

    error[SPC003]: a text in quotes is expected here, not a list
      --> plan.toml:14:32
       |
    14 | rows = ["Thôn 1", ["Thôn 2"], [["Thôn 3"]]]
       |                                ^^^^^^^^^^

    4 errors in 1 file
    "#);
}

#[test]
fn one_text_or_a_list_of_texts_is_expected() {
    assert_snapshot!(check("[recipients]\narchive = { noi = \"VT\" }\n"), @r#"
    error[SPC003]: a text in quotes is expected here, not a table
     --> plan.toml:5:11
      |
    5 | archive = { noi = "VT" }
      |           ^^^^^^^^^^^^^^

    1 error in 1 file
    "#);
    assert_snapshot!(check("[recipients]\narchive = [\"VT\", 2]\n"), @r#"
    error[SPC003]: a text in quotes is expected here, not a whole number
     --> plan.toml:5:18
      |
    5 | archive = ["VT", 2]
      |                  ^

    1 error in 1 file
    "#);
}

#[test]
fn in_vietnamese() {
    assert_snapshot!(check_vi("[marks]\ncopies = \"năm\"\ndrafter = 2025-01-01\n"), @r#"
    lỗi[SPC003]: ở đây cần một số nguyên từ 0 đến 4294967295, không phải một chuỗi
     --> plan.toml:5:10
      |
    5 | copies = "năm"
      |          ^^^^^

    lỗi[SPC003]: ở đây cần một chuỗi trong ngoặc kép, không phải một ngày
     --> plan.toml:6:11
      |
    6 | drafter = 2025-01-01
      |           ^^^^^^^^^^

    2 lỗi trong 1 tệp
    "#);
}
