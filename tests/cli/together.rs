//! Plans of one run, seen together.

use super::plan;
use crate::support::Office;
use std::collections::BTreeSet;

/// The rules between plans that find something in a run.
fn rules(office: &Office, paths: &[&str]) -> BTreeSet<String> {
    let arguments = [&["check", "--format", "json"], paths].concat();
    let run = office.run(&arguments);
    let finding = |line: &str| -> serde_json::Value { serde_json::from_str(line).unwrap() };
    let rules = run.out.lines().map(finding);
    rules
        .map(|finding| finding["rule"].as_str().unwrap().to_owned())
        .filter(|rule| rule.starts_with("WSP") || rule == "SPC019")
        .collect()
}

/// `[document]` of a plan with number 12.
fn numbered(more: &str) -> String {
    plan(&format!("number = 12\ndate = 2025-02-10\n{more}"))
}

#[test]
fn a_number_is_taken_by_a_plan_of_the_same_run_and_office() {
    let office = Office::commune()
        .file("a.toml", numbered(""))
        .file("b.toml", numbered(""))
        .file("khac/kehoach.toml", "")
        .file("khac/c.toml", numbered(""));
    assert!(rules(&office, &["."]).contains("WSP007"));
    assert!(rules(&office, &["b.toml"]).is_empty());
    assert!(rules(&office, &["b.toml", "khac"]).is_empty());
}

/// What is accepted stays so, and is no unused suppression where the other plan is not checked.
#[test]
fn a_finding_of_a_run_is_accepted_in_the_plan() {
    let allow = "allow = [{ rule = \"WSP007\", reason = \"cấp lại số đã hủy\" }]\n";
    let office = Office::commune()
        .file("a.toml", numbered(""))
        .file("b.toml", numbered(allow));
    assert!(rules(&office, &["."]).is_empty());
    assert!(rules(&office, &["b.toml"]).is_empty());
    assert!(rules(&office, &[".", "--ignore-allow"]).contains("WSP007"));
    let off = Office::commune()
        .file("a.toml", numbered(""))
        .file("b.toml", numbered("[rules]\nWSP = \"off\"\n"));
    assert!(rules(&off, &["."]).is_empty());
}

/// A superior with so many units, each of which plans one household less than it must.
fn superior_with(units: usize) -> Office {
    let rows: Vec<String> = (0..units).map(|i| format!("[\"xã {i}\", 25]")).collect();
    let superior = format!(
        r#"
[[tables]]
id = "giao"
columns = [
  {{ id = "xa", title = "Xã" }},
  {{ id = "giam", title = "Số hộ nghèo giảm", unit = "hộ", total = "sum", assigns = "ho", assigned = "decrease" }},
]
rows = [{}]
total = {{ xa = "Cộng", giam = {} }}
"#,
        rows.join(", "),
        units * 25
    );
    let mut office = Office::commune().file("tinh.toml", plan(&superior));
    for i in 0..units {
        let unit = format!(
            r#"
[superior]
plan = "tinh.toml"
row = "Xã  {i}"
[[indicators]]
id = "ho"
name = "Số hộ nghèo"
unit = "hộ"
values = {{ 2024 = 90 }}
target = {{ change = -24 }}
"#
        );
        office = office.file(&format!("xa-{i}.toml"), plan(&unit));
    }
    office
}

#[test]
fn units_are_added_up_once_all_are_there() {
    let office = superior_with(14);
    let run = office.run(&["--lang", "vi", "check", "."]);
    let sum = "kế hoạch của các đơn vị cộng lại 14 đơn vị = 336 hộ, ghi 350 (chênh +14); nêu 12 trong 14 đơn vị";
    assert!(run.out.contains(sum), "{}", run.out);
    let all = BTreeSet::from(["WSP001".to_owned(), "WSP005".to_owned()]);
    assert_eq!(rules(&office, &["."]), all);
    std::fs::remove_file(office.path("xa-3.toml")).unwrap();
    assert_eq!(
        rules(&office, &["."]),
        BTreeSet::from(["WSP001".to_owned()])
    );
    assert!(rules(&office, &["tinh.toml"]).is_empty());
}

/// A plan that has become unreadable says so itself; the others are not judged by what is left of it.
#[test]
fn a_plan_that_is_half_read_takes_no_part() {
    let office = superior_with(2).file("xa-1.toml", "[document\nyear = 2025\n");
    let found = rules(&office, &["."]);
    assert_eq!(found, BTreeSet::from(["WSP001".to_owned()]));
}
