//! SPC001: what is not TOML.

use super::{check, check_vi};
use insta::assert_snapshot;

/// A quote that is not closed ends with its line, and what follows is read.
#[test]
fn an_open_quote_hides_nothing_that_follows() {
    assert_snapshot!(check(
        r#"
[closing]
text = "Trên đây là Kế hoạch
[signature]
position = "CHỦ TỊCH"
nmae = "Lê Văn Minh"
"#
    ), @r#"
    error[SPC001]: this is not TOML: the quotes of this text are not closed
     --> plan.toml:6:8
      |
    6 | text = "Trên đây là Kế hoạch
      |        ^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `text = "Trên đây là Kế hoạch"`

    error[SPC002]: `signature` has no key `nmae`
     --> plan.toml:9:1
      |
    9 | nmae = "Lê Văn Minh"
      | ^^^^
      |
      = help: did you mean `name`?
      = help: it takes: position, on_behalf, in_place_of, second_position, name, allow

    2 errors in 1 file
    "#);
}

/// Every syntax error is reported, not only the first, and the faults between them too.
#[test]
fn several_errors_in_one_file() {
    assert_snapshot!(check(
        r#"
[marks]
copies = = 5
drafter = NVA

[[sections]
title = "Mục tiêu"

[signature]
position = "CHỦ TỊCH"
position = "PHÓ CHỦ TỊCH"
nam = "Minh"
"#
    ), @r#"
    error[SPC001]: this is not TOML: extra `=`, expected nothing
     --> plan.toml:6:10
      |
    6 | copies = = 5
      |          ^

    error[SPC001]: this is not TOML: a text stands between quotes
     --> plan.toml:7:11
      |
    7 | drafter = NVA
      |           ^^^
      |
      = help: write `drafter = "NVA"`

    error[SPC001]: this is not TOML: unclosed array table, expected `]`
     --> plan.toml:9:12
      |
    9 | [[sections]
      |            ^

    error[SPC001]: this is not TOML: duplicate key
      --> plan.toml:14:1
       |
    14 | position = "PHÓ CHỦ TỊCH"
       | ^^^^^^^^

    4 errors in 1 file
    "#);
}

/// What a syntax error has swallowed is not reported as missing as well.
#[test]
fn a_broken_line_is_not_a_missing_key() {
    assert_snapshot!(check("[closing]\ntext \"Trên đây là Kế hoạch\"\n"), @r#"
    error[SPC001]: this is not TOML: key with no value, expected `=`
     --> plan.toml:5:6
      |
    5 | text "Trên đây là Kế hoạch"
      |      ^

    1 error in 1 file
    "#);
}

#[test]
fn an_open_text_of_several_lines() {
    assert_snapshot!(check("[preamble]\ntext = \"\"\"\nThực hiện Nghị quyết\n\n[closing]\ntext = \"Hết\"\n"), @r#"
    error[SPC001]: this is not TOML: these quotes are never closed
     --> plan.toml:5:8
      |
    5 | text = """
      |        ^^^

    1 error in 1 file
    "#);
}

#[test]
fn an_unknown_escape() {
    assert_snapshot!(check("[closing]\ntext = \"Thư mục C:\\kế hoạch\"\n"), @r#"
    error[SPC001]: this is not TOML: missing escaped value, expected `b`, `e`, `f`, `n`, `r`, `\`, `"`, `x`, `u`, `U`
     --> plan.toml:5:20
      |
    5 | text = "Thư mục C:\kế hoạch"
      |                    ^

    1 error in 1 file
    "#);
}

/// Quotes that a word processor has made curly.
#[test]
fn curly_quotes() {
    assert_snapshot!(check("[closing]\ntext = “Trên đây là Kế hoạch”\n"), @r#"
    error[SPC001]: this is not TOML: these are Word's quotation marks, and not those of a keyboard
     --> plan.toml:5:8
      |
    5 | text = “Trên đây là Kế hoạch”
      |        ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `text = "Trên đây là Kế hoạch"`

    1 error in 1 file
    "#);
}

#[test]
fn a_table_that_is_opened_twice() {
    assert_snapshot!(check("[closing]\ntext = \"Hết\"\n[closing]\ntext = \"Hết rồi\"\n"), @r#"
    error[SPC001]: this is not TOML: duplicate key
     --> plan.toml:6:2
      |
    6 | [closing]
      |  ^^^^^^^

    error[SPC001]: this is not TOML: duplicate key
     --> plan.toml:7:1
      |
    7 | text = "Hết rồi"
      | ^^^^

    2 errors in 1 file
    "#);
}

#[test]
fn in_vietnamese() {
    assert_snapshot!(check_vi("[marks]\ncopies = = 5\n"), @r"
    lỗi[SPC001]: không đúng cú pháp TOML: không đọc được từ chỗ này
     --> plan.toml:5:10
      |
    5 | copies = = 5
      |          ^

    1 lỗi trong 1 tệp
    ");
}

/// SPC017: the limit of nesting is said at the place where it is passed.
#[test]
fn nesting_beyond_the_limit() {
    let lists = format!("[marks]\ndrafter = {}{}\n", "[".repeat(90), "]".repeat(90));
    assert_snapshot!(check(&lists), @r#"
    error[SPC017]: lists and tables are nested more than 80 levels deep here
     --> plan.toml:5:91
      |
    5 | …[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]…
      |                                              ^

    1 error in 1 file
    "#);
    let keys = format!("[marks]\n{} = 1\n", ["a"; 90].join("."));
    assert_snapshot!(check(&keys), @r#"
    error[SPC017]: lists and tables are nested more than 80 levels deep here
     --> plan.toml:5:1
      |
    5 | a.a.a.a.a.a.a.a.a.a.a.….a.a.a.a.a.a.a.a.a = 1
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error in 1 file
    "#);
}

/// What a broken line has swallowed may have placed an indicator, and a call that fails leaves no hole.
#[test]
fn what_follows_from_a_fault_is_silent() {
    let plan = |text: &str| {
        format!(
            "\n[[indicators]]\nid = \"ho\"\nname = \"Số hộ\"\nunit = \"hộ\"\nvalues = {{ 2025 = 84 }}\n\n\
             [[sections]]\ntitle = \"Nội dung\"\n{text}\n"
        )
    };
    let broken = check(&plan("text = Toàn xã còn {{ value(id='ho', year=2025) }}."));
    assert_eq!(broken.matches("error[").count(), 1, "{broken}");
    assert_eq!(broken.matches("SPC013").count(), 0, "{broken}");
    let failed = check(&plan(
        "text = \"Toàn xã còn {{ value(id='ho', year=2020) }}, giảm mạnh.\"",
    ));
    assert_eq!(failed.matches("SPC006").count(), 1, "{failed}");
    assert_eq!(failed.matches("TXT00").count(), 0, "{failed}");
}
