//! SPC014 and SPC016: values outside what a key allows, and characters that cannot be printed.

use super::{check, check_vi, report};
use crate::support::Office;
use insta::assert_snapshot;

#[test]
fn a_word_that_is_not_one_of_a_few() {
    assert_snapshot!(check("[marks]\nurgency = \"hoa_tốc\"\ncirculation = \"mật\"\n"), @r#"
    error[SPC014]: `urgency` cannot be `hoa_tốc`; it is one of `khan`, `thuong_khan`, `hoa_toc`
     --> plan.toml:5:11
      |
    5 | urgency = "hoa_tốc"
      |           ^^^^^^^^^
      |
      = help: did you mean `hoa_toc`?

    error[SPC014]: `circulation` cannot be `mật`; it is one of `xem_xong_tra_lai`, `luu_hanh_noi_bo`
     --> plan.toml:6:15
      |
    6 | circulation = "mật"
      |               ^^^^^

    2 errors in 1 file
    "#);
}

#[test]
fn years() {
    assert_snapshot!(check(
        r#"
[[indicators]]
id = "ho"
name = "Số hộ"
values = { 24 = 84, 2024 = 80, "năm ngoái" = 90, 1900 = 1 }
target = { year = 20250 }
[[sections]]
title = "Kết quả"
text = "{{ indicators() }}"
"#
    ), @r#"
    error[SPC014]: `24` is not a year from 1945 to 2199
     --> plan.toml:8:12
      |
    8 | values = { 24 = 84, 2024 = 80, "năm ngoái" = 90, 1900 = 1 }
      |            ^^

    error[SPC014]: `năm ngoái` is not a year from 1945 to 2199
     --> plan.toml:8:32
      |
    8 | values = { 24 = 84, 2024 = 80, "năm ngoái" = 90, 1900 = 1 }
      |                                ^^^^^^^^^^^

    error[SPC014]: `1900` is not a year from 1945 to 2199
     --> plan.toml:8:50
      |
    8 | values = { 24 = 84, 2024 = 80, "năm ngoái" = 90, 1900 = 1 }
      |                                                  ^^^^

    error[SPC014]: `20250` is not a year from 1945 to 2199
     --> plan.toml:9:19
      |
    9 | target = { year = 20250 }
      |                   ^^^^^

    4 errors in 1 file
    "#);
}

#[test]
fn a_level_of_numbering() {
    let office = Office::commune().file(
        "plan.toml",
        "[document]\nyear = 2025\ntitle = \"Giảm nghèo\"\nnumbering = [\"I.\", \"1\", \"a)\"]\n\
         [[sections]]\ntitle = \"Một\"\nlevel = \"Chuong\"\n[[sections]]\ntitle = \"Hai\"\nlevel = \"Điều\"\n",
    );
    assert_snapshot!(report(&office, &[]), @r#"
    error[SPC014]: `1` is no level of numbering; they are Phần, Chương, Mục, Tiểu mục, Điều, I., 1., 1.1., 1.1.1., a)
     --> plan.toml:4:20
      |
    4 | numbering = ["I.", "1", "a)"]
      |                    ^^^
      |
      = help: did you mean `1.`?

    error[SPC014]: `Chuong` is no level of numbering; they are Phần, Chương, Mục, Tiểu mục, Điều, I., 1., 1.1., 1.1.1., a)
     --> plan.toml:7:9
      |
    7 | level = "Chuong"
      |         ^^^^^^^^
      |
      = help: did you mean `Chương`?

    error[SPC014]: the plan's numbering has no level `Điều`
      --> plan.toml:10:9
       |
    10 | level = "Điều"
       |         ^^^^^^

    3 errors in 1 file
    "#);
}

#[test]
fn a_row_of_another_length() {
    assert_snapshot!(check(
        r#"
[[sections]]
title = "Chỉ tiêu"
text = '{{ table(id="chi_tieu") }}'
[[tables]]
id = "chi_tieu"
columns = [{ id = "thon", title = "Thôn" }, { id = "ho", title = "Hộ" }]
rows = [["Thôn 1"], ["Thôn 2", "5"], ["Thôn 3", "5", "6"], []]
"#
    ), @r#"
    error[SPC014]: the row has 1 cells, the table has 2 columns
      --> plan.toml:11:9
       |
    11 | rows = [["Thôn 1"], ["Thôn 2", "5"], ["Thôn 3", "5", "6"], []]
       |         ^^^^^^^^^^

    error[SPC014]: the row has 3 cells, the table has 2 columns
      --> plan.toml:11:38
       |
    11 | rows = [["Thôn 1"], ["Thôn 2", "5"], ["Thôn 3", "5", "6"], []]
       |                                      ^^^^^^^^^^^^^^^^^^^^

    error[SPC014]: the row has 0 cells, the table has 2 columns
      --> plan.toml:11:60
       |
    11 | rows = [["Thôn 1"], ["Thôn 2", "5"], ["Thôn 3", "5", "6"], []]
       |                                                            ^^

    3 errors in 1 file
    "#);
}

#[test]
fn in_vietnamese() {
    assert_snapshot!(check_vi("[marks]\nurgency = \"khẩn\"\n"), @r#"
    lỗi[SPC014]: `urgency` không thể là `khẩn`; chỉ nhận `khan`, `thuong_khan`, `hoa_toc`
     --> plan.toml:5:11
      |
    5 | urgency = "khẩn"
      |           ^^^^^^
      |
      = cách sửa: có phải ý bạn là `khan`?

    1 lỗi trong 1 tệp
    "#);
}

/// Escapes write what no typeface has; each is shown where it stands.
#[test]
fn control_characters_and_private_use() {
    assert_snapshot!(check(
        "[preamble]\ntext = \"\"\"\nMột\\u0007 hai\\u0000,\nba \u{e000}0\u{e001} bốn \\uF8FF.\"\"\"\n"
    ), @r#"
    error[SPC016]: character U+0007 cannot be printed
     --> plan.toml:6:4
      |
    6 | Một\u0007 hai\u0000,
      |    ^^^^^^

    error[SPC016]: character U+0000 cannot be printed
     --> plan.toml:6:14
      |
    6 | Một\u0007 hai\u0000,
      |              ^^^^^^

    error[SPC016]: character U+E000 cannot be printed
     --> plan.toml:7:4
      |
    7 | ba 0 bốn \uF8FF."""
      |    ^

    error[SPC016]: character U+E001 cannot be printed
     --> plan.toml:7:6
      |
    7 | ba 0 bốn \uF8FF."""
      |      ^

    error[SPC016]: character U+F8FF cannot be printed
     --> plan.toml:7:12
      |
    7 | ba 0 bốn \uF8FF."""
      |            ^^^^^^

    5 errors in 1 file
    "#);
}

/// TOML itself has no control characters.
#[test]
fn raw_control_characters() {
    assert_snapshot!(check("[closing]\ntext = \"Một\u{1}hai\"\n"), @r#"
    error[SPC001]: this is not TOML: invalid basic string, expected non-double-quote visible characters, `\`
     --> plan.toml:5:12
      |
    5 | text = "Một␁hai"
      |            ^

    1 error in 1 file
    "#);
}

#[test]
fn characters_that_the_typeface_does_not_have() {
    assert_snapshot!(check(
        r#"
[preamble]
text = "Phấn đấu 😀 hoàn thành 100% ✅ chỉ tiêu, tăng 漢字 😀."
[signature]
position = "CHỦ TỊCH ☺"
"#
    ), @r#"
    error[SPC016]: the typeface has no character `😀` (U+1F600)
     --> plan.toml:6:18
      |
    6 | text = "Phấn đấu 😀 hoàn thành 100% ✅ chỉ tiêu, tăng 漢字 😀."
      |                  ^^

    error[SPC016]: the typeface has no character `✅` (U+2705)
     --> plan.toml:6:36
      |
    6 | text = "Phấn đấu 😀 hoàn thành 100% ✅ chỉ tiêu, tăng 漢字 😀."
      |                                     ^^

    error[SPC016]: the typeface has no character `漢` (U+6F22)
     --> plan.toml:6:53
      |
    6 | text = "Phấn đấu 😀 hoàn thành 100% ✅ chỉ tiêu, tăng 漢字 😀."
      |                                                       ^^

    error[SPC016]: the typeface has no character `字` (U+5B57)
     --> plan.toml:6:54
      |
    6 | text = "Phấn đấu 😀 hoàn thành 100% ✅ chỉ tiêu, tăng 漢字 😀."
      |                                                         ^^

    4 errors in 1 file
    "#);
}

#[test]
fn characters_in_vietnamese() {
    assert_snapshot!(check_vi("[closing]\ntext = \"Hết 😀 \\u0007\"\n"), @r#"
    lỗi[SPC016]: phông chữ không có ký tự `😀` (U+1F600)
     --> plan.toml:5:13
      |
    5 | text = "Hết 😀 \u0007"
      |             ^^

    lỗi[SPC016]: ký tự U+0007 không in ra được
     --> plan.toml:5:15
      |
    5 | text = "Hết 😀 \u0007"
      |                ^^^^^^

    2 lỗi trong 1 tệp
    "#);
}
