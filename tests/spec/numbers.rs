//! SPC008: numbers that cannot be read, or in two ways; and those that can, which keep all digits.

use super::{assert_clean, check, check_vi};
use crate::support::Office;
use insta::assert_snapshot;

/// A plan with an indicator of a unit and its values of 2023 and 2024.
fn indicator(unit: &str, before: &str, now: &str) -> String {
    format!(
        r#"
[[indicators]]
id = "chi_tieu"
name = "Chỉ tiêu"
unit = "{unit}"
values = {{ 2023 = {before}, 2024 = {now} }}
[[sections]]
title = "Kết quả"
text = '{{{{ value(id="chi_tieu", year=2023) }}}}; {{{{ value(id="chi_tieu", year=2024) }}}}'
"#
    )
}

/// What the plan prints for its two values.
fn printed(unit: &str, before: &str, now: &str) -> String {
    let office = Office::commune().plan(&indicator(unit, before, now));
    let run = office.run(&["render", "plan.toml", "--format", "typ"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let markup = std::fs::read_to_string(office.path("out/plan.typ")).unwrap();
    let line = markup.lines().rfind(|line| line.contains("; ")).unwrap();
    let words: String = line.split('"').skip(1).step_by(2).collect();
    words.trim_end_matches("./.").replace('\u{a0}', " ")
}

/// `"1.609"` is 1609 households, but of a ratio it could be a slip for 1,609 %.
#[test]
fn one_number_that_can_be_read_in_two_ways() {
    assert_snapshot!(check(&indicator("%", "\"1.609\"", "\"1,609\"")), @r#"
    error[SPC008]: `1.609` can be read as 1609 or as "1,609"; write the one meant
     --> plan.toml:9:19
      |
    9 | values = { 2023 = "1.609", 2024 = "1,609" }
      |                   ^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn english_notation() {
    assert_snapshot!(check(&indicator("%", "\"5.22\"", "\"1,609.5\"")), @r#"
    error[SPC008]: `5.22` has a decimal point; write "5,22"
     --> plan.toml:9:19
      |
    9 | values = { 2023 = "5.22", 2024 = "1,609.5" }
      |                   ^^^^^^

    error[SPC008]: `1,609.5` has a decimal point; write "1.609,5"
     --> plan.toml:9:34
      |
    9 | values = { 2023 = "5.22", 2024 = "1,609.5" }
      |                                  ^^^^^^^^^

    2 errors in 1 file
    "#);
}

#[test]
fn wrong_groups_of_digits() {
    assert_snapshot!(check(&indicator("hộ", "\"1.22.3\"", "\"16.09\"")), @r#"
    error[SPC008]: `1.22.3` groups its digits wrongly; dots part groups of three
     --> plan.toml:9:19
      |
    9 | values = { 2023 = "1.22.3", 2024 = "16.09" }
      |                   ^^^^^^^^

    error[SPC008]: `16.09` has a decimal point; write "16,09"
     --> plan.toml:9:36
      |
    9 | values = { 2023 = "1.22.3", 2024 = "16.09" }
      |                                    ^^^^^^^

    2 errors in 1 file
    "#);
}

/// What TOML has and nobody writes in a plan.
#[test]
fn numbers_of_computers() {
    assert_snapshot!(check(&indicator("hộ", "inf", "1e5")), @r#"
    error[SPC008]: this number cannot be held exactly: at most 28 decimal digits, no exponent, inf or nan
     --> plan.toml:9:19
      |
    9 | values = { 2023 = inf, 2024 = 1e5 }
      |                   ^^^

    error[SPC008]: this number cannot be held exactly: at most 28 decimal digits, no exponent, inf or nan
     --> plan.toml:9:31
      |
    9 | values = { 2023 = inf, 2024 = 1e5 }
      |                               ^^^

    2 errors in 1 file
    "#);
    assert_snapshot!(check(&indicator("hộ", "nan", "0x10")), @r#"
    error[SPC008]: this number cannot be held exactly: at most 28 decimal digits, no exponent, inf or nan
     --> plan.toml:9:19
      |
    9 | values = { 2023 = nan, 2024 = 0x10 }
      |                   ^^^

    error[SPC008]: this number cannot be held exactly: at most 28 decimal digits, no exponent, inf or nan
     --> plan.toml:9:31
      |
    9 | values = { 2023 = nan, 2024 = 0x10 }
      |                               ^^^^

    2 errors in 1 file
    "#);
}

#[test]
fn more_digits_than_can_be_held() {
    let digits = "123456789012345678901234567890";
    assert_snapshot!(check(&indicator("hộ", digits, &format!("\"{digits}\""))), @r#"
    error[SPC008]: this number cannot be held exactly: at most 28 decimal digits, no exponent, inf or nan
     --> plan.toml:9:19
      |
    9 | values = { 2023 = 123456789012345678901234567890, 2024 = "123456789012345678901234567890" }
      |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    error[SPC008]: `123456789012345678901234567890` has more digits than can be held exactly (28)
     --> plan.toml:9:58
      |
    9 | values = { 2023 = 123456789012345678901234567890, 2024 = "123456789012345678901234567890" }
      |                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    2 errors in 1 file
    "#);
}

#[test]
fn words_instead_of_numbers() {
    assert_snapshot!(check(&indicator("hộ", "\"tám mươi\"", "\"84 hộ\"")), @r#"
    error[SPC008]: `tám mươi` is not a number
     --> plan.toml:9:19
      |
    9 | values = { 2023 = "tám mươi", 2024 = "84 hộ" }
      |                   ^^^^^^^^^^

    error[SPC008]: `84 hộ` is not a number
     --> plan.toml:9:38
      |
    9 | values = { 2023 = "tám mươi", 2024 = "84 hộ" }
      |                                      ^^^^^^^

    2 errors in 1 file
    "#);
    assert_snapshot!(check(&indicator("hộ", "\"\"", "\"--5\"")), @r#"
    error[SPC008]: `` is not a number
     --> plan.toml:9:19
      |
    9 | values = { 2023 = "", 2024 = "--5" }
      |                   ^^

    error[SPC008]: `--5` is not a number
     --> plan.toml:9:30
      |
    9 | values = { 2023 = "", 2024 = "--5" }
      |                              ^^^^^

    2 errors in 1 file
    "#);
}

#[test]
fn in_the_cells_of_a_table() {
    assert_snapshot!(check(
        r#"
[[sections]]
title = "Chỉ tiêu"
text = '{{ table(id="chi_tieu") }}'
[[tables]]
id = "chi_tieu"
columns = [{ id = "thon", title = "Thôn" }, { id = "ty_le", title = "Tỷ lệ", unit = "%" }]
rows = [["Thôn 1", "5,22"], ["Thôn 2", "5.22"], ["Thôn 3", "1.609"], ["Thôn 4", 5.22], ["Thôn 5", "-"]]
total = { thon = "Cộng", ty_le = "năm" }
"#
    ), @r#"
    error[SPC008]: `5.22` has a decimal point; write "5,22"
      --> plan.toml:11:40
       |
    11 | rows = [["Thôn 1", "5,22"], ["Thôn 2", "5.22"], ["Thôn 3", "1.609"], ["Thôn 4", 5.22], […
       |                                        ^^^^^^

    error[SPC008]: `1.609` can be read as 1609 or as "1,609"; write the one meant
      --> plan.toml:11:60
       |
    11 | …1", "5,22"], ["Thôn 2", "5.22"], ["Thôn 3", "1.609"], ["Thôn 4", 5.22], ["Thôn 5", "-"]]
       |                                              ^^^^^^^

    error[SPC008]: `năm` is not a number
      --> plan.toml:12:34
       |
    12 | total = { thon = "Cộng", ty_le = "năm" }
       |                                  ^^^^^

    3 errors in 1 file
    "#);
}

#[test]
fn in_the_budget() {
    assert_snapshot!(check(
        r#"
[[sections]]
title = "Kinh phí"
text = "{{ budget() }}"
[budget]
unit = "triệu đồng"
total = "6,608.00"
sources = [{ id = "tinh", title = "Ngân sách tỉnh", total = "6608đ" }]
lines = [{ id = "a", title = "Dự án", amounts = { tinh = "1.00" } }]
"#
    ), @r#"
    error[SPC008]: `6,608.00` has a decimal point; write "6.608,00"
      --> plan.toml:10:9
       |
    10 | total = "6,608.00"
       |         ^^^^^^^^^^

    error[SPC008]: `6608đ` is not a number
      --> plan.toml:11:61
       |
    11 | sources = [{ id = "tinh", title = "Ngân sách tỉnh", total = "6608đ" }]
       |                                                             ^^^^^^^

    error[SPC008]: `1.00` has a decimal point; write "1,00"
      --> plan.toml:12:58
       |
    12 | lines = [{ id = "a", title = "Dự án", amounts = { tinh = "1.00" } }]
       |                                                          ^^^^^^

    3 errors in 1 file
    "#);
}

#[test]
fn in_vietnamese() {
    assert_snapshot!(check_vi(&indicator("%", "\"1.609\"", "\"5.22\"")), @r#"
    lỗi[SPC008]: `1.609` có thể hiểu là 1609 hoặc "1,609"; hãy viết rõ số muốn nói
     --> plan.toml:9:19
      |
    9 | values = { 2023 = "1.609", 2024 = "5.22" }
      |                   ^^^^^^^

    lỗi[SPC008]: `5.22` dùng dấu chấm thập phân; hãy viết "5,22"
     --> plan.toml:9:35
      |
    9 | values = { 2023 = "1.609", 2024 = "5.22" }
      |                                   ^^^^^^

    2 lỗi trong 1 tệp
    "#);
    assert_snapshot!(check_vi(&indicator("hộ", "1e5", "\"1.22.3\"")), @r#"
    lỗi[SPC008]: không giữ được chính xác số này: tối đa 28 chữ số thập phân, không dùng số mũ, inf, nan
     --> plan.toml:9:19
      |
    9 | values = { 2023 = 1e5, 2024 = "1.22.3" }
      |                   ^^^

    lỗi[SPC008]: `1.22.3` tách nhóm chữ số sai; dấu chấm tách từng nhóm ba chữ số
     --> plan.toml:9:31
      |
    9 | values = { 2023 = 1e5, 2024 = "1.22.3" }
      |                               ^^^^^^^^

    2 lỗi trong 1 tệp
    "#);
}

/// Whole numbers, decimals and texts are exact and keep their decimals.
#[test]
fn what_is_written_is_what_is_printed() {
    assert_eq!(printed("%", "\"2,00\"", "2.00"), "2,00%; 2,00%");
    assert_eq!(printed("%", "0.1", "\"0,30\""), "0,1%; 0,30%");
    assert_eq!(printed("hộ", "1609", "\"1.609\""), "1.609 hộ; 1.609 hộ");
    assert_eq!(printed("hộ", "1_609", "\"1609\""), "1.609 hộ; 1.609 hộ");
    assert_eq!(
        printed(
            "đồng",
            "9007199254740993",
            "\"1234567890123456789012345,678\""
        ),
        "9.007.199.254.740.993 đồng; 1.234.567.890.123.456.789.012.345,678 đồng"
    );
}

#[test]
fn a_number_still_to_be_decided_is_no_fault() {
    assert_clean(&indicator("hộ", "84", "\"TODO\""));
}
