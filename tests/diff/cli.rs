//! Exit codes as those of `diff`, files to write to, and plans that cannot be read.

use super::{NEW, OLD, changed, office};
use std::fs;

#[test]
fn a_plan_and_itself_are_the_same_and_that_is_0() {
    let run = office().run(&["diff", OLD, OLD]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @"
    --- 2024-giam-ngheo.toml
    +++ 2024-giam-ngheo.toml
    The plans say the same
    ");
}

#[test]
fn plans_that_differ_are_1() {
    let run = office().run(&["diff", OLD, NEW, "--stat"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
}

#[test]
fn what_cannot_be_read_is_2_and_both_sides_are_told_of() {
    let run = office().run(&["diff", "no.toml", "none.toml"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: cannot read no.toml: No such file or directory (os error 2)
    error: cannot read none.toml: No such file or directory (os error 2)
    ");
}

#[test]
fn a_plan_that_is_no_toml_is_an_error_with_its_findings() {
    let office = office().file(
        "torn.toml",
        "[document]\nyear = 2025\ntitle = \"Giảm nghèo\n",
    );
    let run = office.run(&["diff", OLD, "torn.toml"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @r#"
    error[SPC001]: this is not TOML: the quotes of this text are not closed
     --> torn.toml:3:9
      |
    3 | title = "Giảm nghèo
      |         ^^^^^^^^^^^
      |
      = help: write `title = "Giảm nghèo"`
    error: torn.toml is not a plan that can be read, so there is nothing to compare
    "#);
}

#[test]
fn a_plan_with_errors_is_compared_as_far_as_it_can_be_read() {
    let text = changed(
        OLD,
        "values = { 2022 = 109, 2023 = 84 }",
        "valuse = { 2022 = 109, 2023 = 84 }",
    );
    let run = office()
        .file("faulty.toml", text)
        .run(&["diff", OLD, "faulty.toml"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.err, @"warning: faulty.toml has 1 error (kehoach check shows them); what can be read is compared");
    insta::assert_snapshot!(run.out, @"
    --- 2024-giam-ngheo.toml
    +++ faulty.toml
    1. What has changed: Objectives and indicators (1 changed); unchanged: «Legal bases», «Tables»,
       «Budget», «Tasks», «Signature and recipients».

    Objectives and indicators  1 changed

    Objectives and indicators
      ~ Số hộ nghèo (hộ)
          result 2022  109 → –
          result 2023   84 → –
    ");
}

#[test]
fn a_report_goes_to_a_file() {
    let office = office();
    let told = office.run(&["diff", OLD, NEW, "--format", "md"]).out;
    let run = office.run(&[
        "diff",
        OLD,
        NEW,
        "--format",
        "md",
        "--out",
        "so-sanh/2025.md",
    ]);
    assert_eq!((run.code, run.out.as_str()), (1, "so-sanh/2025.md\n"));
    assert_eq!(
        fs::read_to_string(office.path("so-sanh/2025.md")).unwrap(),
        told
    );
}

#[test]
fn a_file_that_cannot_be_written_is_2() {
    let run = office().run(&["diff", OLD, NEW, "--out", "units.toml/2025.txt"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.starts_with("error: cannot write units.toml"),
        "{}",
        run.err
    );
}

#[test]
fn documents_of_two_kinds_and_two_offices_are_compared_with_a_word_of_warning() {
    let other = changed(NEW, "[document]", "[document]\nkind = \"chuong_trinh\"")
        + "\n[issuer]\nname = \"Ủy ban nhân dân xã An Hòa\"\n";
    let run = office()
        .file("b.toml", other)
        .run(&["diff", OLD, "b.toml", "--stat", "--lang", "vi"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.err, @"
    cảnh báo: văn bản cũ là Kế hoạch, văn bản mới là Chương trình
    cảnh báo: kế hoạch cũ của Ủy ban nhân dân xã An Bình, kế hoạch mới của Ủy ban nhân dân xã An Hòa
    ");
}
