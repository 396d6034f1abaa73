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

/// Where the run finds what: rule and line, in the order told.
fn found(office: Office, plan: &str) -> Vec<String> {
    let run = office
        .plan(&format!("[rules]\nTXT006 = \"warn\"\n{plan}"))
        .run(&["check", "plan.toml"]);
    let heads = run.out.lines().filter_map(|line| {
        let (_, rest) = line.split_once('[')?;
        rest.split_once("]: ").map(|(rule, _)| rule)
    });
    let places = run.out.lines().filter_map(|line| {
        let (_, place) = line.split_once("--> ")?;
        place.rsplit_once(':').map(|(place, _)| place)
    });
    heads
        .zip(places)
        .map(|(rule, place)| format!("{place} {rule}"))
        .collect()
}

#[test]
fn a_suppression_in_one_section_leaves_the_next() {
    let section = |title: &str, more: &str| {
        format!("[[sections]]\ntitle = \"{title}\"\ntext = \"Rà soát  hộ nghèo.\"\n{more}\n")
    };
    let allow = "allow = [{ rule = \"TXT006\", reason = \"chép nguyên văn\" }]";
    let plan = section("Nội dung", allow) + &section("Biện pháp", "");
    assert_eq!(found(Office::commune(), &plan), ["plan.toml:12 TXT006"]);
    let plan = section("Nội dung", "") + &section("Biện pháp", allow);
    assert_eq!(found(Office::commune(), &plan), ["plan.toml:8 TXT006"]);
    let plan = section("Nội dung", allow) + &section("Biện pháp", allow);
    assert_eq!(found(Office::commune(), &plan), [""; 0]);
}

#[test]
fn a_suppression_reaches_all_that_is_inside_its_item() {
    let plan = |unit: &str, first: &str, second: &str| {
        format!(
            "[[responsibilities]]\nunit = \"cac_thon\"\n{unit}\n\
             [[responsibilities.tasks]]\ntext = \"Rà soát  hộ nghèo.\"\n{first}\n\
             [[responsibilities.tasks]]\ntext = \"Lập  danh sách.\"\n{second}\n\
             [[sections]]\ntitle = \"Nội dung\"\ntext = \"{{{{ responsibilities() }}}}\"\n"
        )
    };
    let allow = "allow = [{ rule = \"TXT006\", reason = \"chép nguyên văn\" }]";
    let found = |unit, first, second| found(Office::commune(), &plan(unit, first, second));
    assert_eq!(
        found("", "", ""),
        ["plan.toml:10 TXT006", "plan.toml:13 TXT006"]
    );
    assert_eq!(found(allow, "", ""), [""; 0]);
    assert_eq!(found("", allow, ""), ["plan.toml:13 TXT006"]);
    assert_eq!(found("", "", allow), ["plan.toml:10 TXT006"]);
    assert_eq!(found(allow, "", allow), [""; 0]);
}

#[test]
fn the_suppression_of_a_table_reaches_its_data_file() {
    let table = |id: &str, more: &str| {
        format!(
            "[[tables]]\nid = \"{id}\"\ncolumns = [{{ id = \"viec\", title = \"Việc\" }}]\n\
             rows_from = \"{id}.csv\"\n{more}\n"
        )
    };
    let allow = "allow = [{ rule = \"TXT006\", reason = \"chép nguyên văn\" }]";
    let plan = |first: &str, second: &str| {
        let text = "[[sections]]\ntitle = \"Nội dung\"\n\
            text = \"{{ table(id='viec_1') }}\\n\\n{{ table(id='viec_2') }}\"\n";
        table("viec_1", first) + &table("viec_2", second) + text
    };
    let found = |first, second| {
        let csv = "Việc\nRà soát  hộ nghèo\n";
        let office = Office::commune()
            .file("viec_1.csv", csv)
            .file("viec_2.csv", csv);
        found(office, &plan(first, second))
    };
    assert_eq!(
        found("", ""),
        ["viec_1.csv:2 TXT006", "viec_2.csv:2 TXT006"]
    );
    assert_eq!(found(allow, ""), ["viec_2.csv:2 TXT006"]);
    assert_eq!(found("", allow), ["viec_1.csv:2 TXT006"]);
    assert_eq!(found(allow, allow), [""; 0]);
}

#[test]
fn a_suppression_of_a_family_is_none() {
    let allow = "allow = [{ rule = \"TXT\", reason = \"chép nguyên văn\" }]";
    let plan =
        format!("[[sections]]\ntitle = \"Nội dung\"\ntext = \"Rà soát  hộ nghèo.\"\n{allow}\n");
    assert_eq!(
        found(Office::commune(), &plan),
        ["plan.toml:8 TXT006", "plan.toml:9 SPC020"]
    );
}
