//! The language and the colours of messages.

use super::{FAULT, run_with};
use crate::support::Office;

/// Whether a clean plan is reported in Vietnamese.
fn is_vietnamese(variables: &[(&str, &str)], arguments: &[&str]) -> bool {
    let office = Office::commune().plan("");
    let all = [&["check", "plan.toml"], arguments].concat();
    let run = run_with(&office.path(""), variables, &all);
    match run.out.as_str() {
        "1 tệp không có lỗi nào\n" => true,
        "no findings in 1 file\n" => false,
        other => panic!("{other}"),
    }
}

#[test]
fn english_unless_the_locale_says_otherwise() {
    assert!(!is_vietnamese(&[], &[]));
    assert!(!is_vietnamese(&[("LANG", "C.UTF-8")], &[]));
    assert!(!is_vietnamese(&[("LANG", "en_GB.UTF-8")], &[]));
    assert!(is_vietnamese(&[("LANG", "vi_VN.UTF-8")], &[]));
    assert!(is_vietnamese(&[("LANG", "vi_VN")], &[]));
    assert!(is_vietnamese(&[("LC_MESSAGES", "vi_VN.UTF-8")], &[]));
    assert!(is_vietnamese(&[("LC_ALL", "vi_VN.UTF-8")], &[]));
}

#[test]
fn lc_all_outweighs_lc_messages_which_outweighs_lang() {
    let (vi, en) = ("vi_VN.UTF-8", "en_US.UTF-8");
    assert!(!is_vietnamese(
        &[("LC_ALL", en), ("LC_MESSAGES", vi), ("LANG", vi)],
        &[]
    ));
    assert!(is_vietnamese(
        &[("LC_ALL", vi), ("LC_MESSAGES", en), ("LANG", en)],
        &[]
    ));
    assert!(!is_vietnamese(&[("LC_MESSAGES", en), ("LANG", vi)], &[]));
    // one that is set to nothing is not set
    assert!(is_vietnamese(
        &[("LC_ALL", ""), ("LC_MESSAGES", ""), ("LANG", vi)],
        &[]
    ));
}

#[test]
fn the_option_outweighs_the_locale() {
    assert!(is_vietnamese(&[("LC_ALL", "C")], &["--lang", "vi"]));
    assert!(!is_vietnamese(
        &[("LC_ALL", "vi_VN.UTF-8")],
        &["--lang", "en"]
    ));
}

#[test]
fn findings_in_vietnamese() {
    let run = Office::commune()
        .plan(FAULT)
        .run(&["--lang", "vi", "check", "plan.toml"]);
    insta::assert_snapshot!(run.out, @"
    lỗi[SPC002]: `document` không có khóa `numbr`
     --> plan.toml:4:1
      |
    4 | numbr = 12
      | ^^^^^
      |
      = cách sửa: có phải ý bạn là `number`?
      = cách sửa: các khóa được dùng: kind, year, until, title, number, date, expected, symbol, numbering, previous, allow

    1 lỗi trong 1 tệp
    ");
}

#[test]
fn trouble_in_vietnamese() {
    let run = Office::commune().run(&["--lang", "vi", "check", "."]);
    insta::assert_snapshot!(run.err, @"lỗi: không có kế hoạch nào trong .");
}

#[test]
fn a_refusal_in_vietnamese() {
    let run = Office::commune()
        .plan(FAULT)
        .run(&["render", "plan.toml", "--lang", "vi"]);
    let last: Vec<&str> = run.out.lines().rev().take(2).collect();
    insta::assert_snapshot!(last.join("\n"), @r"
    1 lỗi trong 1 tệp
    plan.toml: không in vì có lỗi (dùng --draft để in bản dự thảo)
    ");
}

/// Whether the report of a faulty plan has escape sequences.
fn is_coloured(variables: &[(&str, &str)], arguments: &[&str]) -> bool {
    let office = Office::commune().plan(FAULT);
    let all = [&["check", "plan.toml"], arguments].concat();
    run_with(&office.path(""), variables, &all)
        .out
        .contains('\u{1b}')
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    // a test's standard output is no terminal
    assert!(!is_coloured(&[], &[]));
    assert!(!is_coloured(&[], &["--color", "auto"]));
    assert!(!is_coloured(&[], &["--color", "never"]));
    assert!(is_coloured(&[], &["--color", "always"]));
}

#[test]
fn no_color_is_obeyed_unless_colour_is_asked_for() {
    assert!(!is_coloured(&[("NO_COLOR", "1")], &[]));
    assert!(is_coloured(&[("NO_COLOR", "1")], &["--color", "always"]));
}

#[test]
fn json_has_no_colour() {
    assert!(!is_coloured(
        &[],
        &["--format", "json", "--color", "always"]
    ));
}

#[test]
fn why_a_file_cannot_be_used_is_said_in_vietnamese_alone() {
    let office = Office::commune().plan("").file(
        "2026.toml",
        "[document]\nyear = 2026\ntitle = \"Giảm nghèo\"\n",
    );
    let said = |previous: &str| {
        let check = ["--lang", "vi", "check", "plan.toml", "--previous", previous];
        office.run(&check).err
    };
    insta::assert_snapshot!(said("2026.toml"), @"lỗi: không đọc được 2026.toml: kế hoạch năm trước là của năm 2026, không phải của năm trước năm 2025");
    insta::assert_snapshot!(said("kehoach.toml"), @"lỗi: không đọc được kehoach.toml: đây không phải là kế hoạch đọc được");
    insta::assert_snapshot!(said("."), @"lỗi: không đọc được .: đây không phải là tệp");
}
