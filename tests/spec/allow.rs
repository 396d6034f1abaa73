//! Findings that a plan accepts, and levels of rules.

use super::{assert_clean, check, check_vi};
use crate::support::Office;
use insta::assert_snapshot;

/// An indicator that no text places, with what stands beside it.
fn unplaced(beside: &str) -> String {
    format!("[[indicators]]\nid = \"ho_ngheo\"\nname = \"Số hộ nghèo\"\n{beside}\n")
}

#[test]
fn a_finding_is_accepted_with_a_reason() {
    assert_clean(&unplaced(
        r#"allow = [{ rule = "SPC013", reason = "chỉ để so sánh" }]"#,
    ));
    assert_clean(&unplaced(
        r#"allow = [{ rule = "unplaced-item", reason = "chỉ để so sánh" }]"#,
    ));
}

#[test]
fn without_a_reason_it_stays() {
    assert_snapshot!(check(&unplaced(r#"allow = [{ rule = "SPC013" }]"#)), @r#"
    warning[SPC013]: indicator `ho_ngheo` is nowhere in the text
     --> plan.toml:5:6
      |
    5 | id = "ho_ngheo"
      |      ^^^^^^^^^^
      |
      = help: place it with {{ value(id="ho_ngheo") }} in a section or an appendix

    warning[SPC018]: the suppression of `SPC013` says no reason
     --> plan.toml:7:19
      |
    7 | allow = [{ rule = "SPC013" }]
      |                   ^^^^^^^^
      |
      = help: add `reason = "…"`; until then the finding stays

    2 warnings in 1 file
    "#);
    assert_snapshot!(check_vi(&unplaced(r#"allow = [{ rule = "SPC013", reason = " " }]"#)), @r#"
    cảnh báo[SPC013]: chỉ tiêu `ho_ngheo` không có trong văn bản
     --> plan.toml:5:6
      |
    5 | id = "ho_ngheo"
      |      ^^^^^^^^^^
      |
      = cách sửa: đặt {{ value(id="ho_ngheo") }} vào một mục hoặc phụ lục

    cảnh báo[SPC018]: bỏ qua `SPC013` mà không nêu lý do
     --> plan.toml:7:19
      |
    7 | allow = [{ rule = "SPC013", reason = " " }]
      |                   ^^^^^^^^
      |
      = cách sửa: thêm `reason = "…"`; chưa có lý do thì phát hiện vẫn còn

    2 cảnh báo trong 1 tệp
    "#);
}

#[test]
fn one_that_suppresses_nothing() {
    let plan = r#"
[closing]
text = "Trên đây là Kế hoạch"
allow = [{ rule = "SPC013", reason = "chỉ để so sánh" }]
"#;
    assert_snapshot!(check(plan), @r#"
    warning[SPC019]: `SPC013` finds nothing here that could be suppressed
     --> plan.toml:7:19
      |
    7 | allow = [{ rule = "SPC013", reason = "chỉ để so sánh" }]
      |                   ^^^^^^^^
      |
      = help: take it out

    1 warning in 1 file
    "#);
}

#[test]
fn a_rule_that_does_not_exist_or_cannot_be_switched_off() {
    let plan = r#"
[rules]
SPC013 = "off"
SPC = "warn"
SPC113 = "off"
unplaced = "info"
syntax = "off"
SPC012 = "never"
"#;
    assert_snapshot!(check(plan), @r#"
    error[SPC020]: there is no rule `SPC113`
     --> plan.toml:8:1
      |
    8 | SPC113 = "off"
      | ^^^^^^
      |
      = help: did you mean `SPC013`?
      = help: `kehoach rules` lists them

    error[SPC020]: there is no rule `unplaced`
     --> plan.toml:9:1
      |
    9 | unplaced = "info"
      | ^^^^^^^^
      |
      = help: did you mean `unplaced-item`?
      = help: `kehoach rules` lists them

    error[SPC020]: `syntax` cannot be switched off: what cannot be read cannot be accepted
      --> plan.toml:10:1
       |
    10 | syntax = "off"
       | ^^^^^^

    error[SPC014]: a rule's level cannot be `never`; it is one of `error`, `warn`, `info`, `off`
      --> plan.toml:11:10
       |
    11 | SPC012 = "never"
       |          ^^^^^^^

    4 errors in 1 file
    "#);
}

#[test]
fn levels_of_the_plan_go_before_those_of_the_office() {
    let severity = |office: &str, plan: &str| {
        let plan = unplaced("") + plan;
        let run = Office::commune()
            .file("kehoach.toml", office)
            .plan(&plan)
            .run(&["check", "plan.toml"]);
        let head = run
            .out
            .split('[')
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned();
        (head, run.code)
    };
    let text = |word: &str, code| (word.to_owned(), code);
    assert_eq!(severity("", ""), text("warning", 1));
    assert_eq!(severity("[rules]\nSPC013 = \"info\"", ""), text("info", 0));
    let office = "[rules]\nSPC013 = \"off\"";
    assert_eq!(
        severity(office, "[rules]\nSPC013 = \"error\""),
        text("error", 1)
    );
    assert_eq!(severity(office, "").1, 0);
}
