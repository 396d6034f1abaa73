//! Plans that a plan names: last year's, and the superior's.

use super::report;
use crate::support::Office;
use insta::assert_snapshot;

const HEAD: &str = "[document]\nyear = 2025\ntitle = \"Giảm nghèo năm 2025\"\n";
const OLD: &str = "[document]\nyear = 2024\ntitle = \"Giảm nghèo năm 2024\"\n";
const SUPERIOR: &str = r#"[document]
year = 2025
title = "Giao chỉ tiêu giảm nghèo năm 2025"
[[tables]]
id = "giao"
columns = [
  { id = "xa", title = "Xã" },
  { id = "ho", title = "Số hộ nghèo giảm", unit = "hộ", assigns = "ho_ngheo", assigned = "decrease" },
]
rows = [["xã An Bình", 25], ["xã Phú Hoà", 31]]
[[sections]]
title = "Chỉ tiêu"
text = '{{ table(id="giao") }}'
"#;

/// What is said of a plan with these lines below its head.
fn check(office: Office, more: &str) -> String {
    let office = office.file("plan.toml", format!("{HEAD}{more}"));
    report(&office, &[])
}

fn names_previous(file: &str) -> String {
    check(
        Office::commune().file("2024.toml", OLD),
        &format!("previous = \"{file}\"\n"),
    )
}

#[test]
fn a_plan_that_is_not_there() {
    assert_snapshot!(names_previous("2023.toml"), @r#"
    error[SPC010]: `2023.toml` is not there
     --> plan.toml:4:12
      |
    4 | previous = "2023.toml"
      |            ^^^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn a_plan_of_the_same_year_is_not_last_years() {
    let office = Office::commune().file("2025.toml", HEAD);
    assert_snapshot!(check(office, "previous = \"2025.toml\"\n"), @r#"
    error[SPC014]: last year's plan is for 2025, not for a year before 2025
     --> plan.toml:4:12
      |
    4 | previous = "2025.toml"
      |            ^^^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn a_plan_is_not_its_own_predecessor() {
    assert_snapshot!(names_previous("plan.toml"), @r#"
    error[SPC010]: `plan.toml` is this plan itself
     --> plan.toml:4:12
      |
    4 | previous = "plan.toml"
      |            ^^^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn a_file_that_is_no_plan() {
    assert_snapshot!(names_previous("kehoach.toml"), @r#"
    error[SPC010]: cannot read kehoach.toml: it is not a plan that can be read
     --> plan.toml:4:12
      |
    4 | previous = "kehoach.toml"
      |            ^^^^^^^^^^^^^^

    1 error in 1 file
    "#);
    assert_snapshot!(names_previous("2024.csv"), @r#"
    error[SPC010]: `2024.csv` is no plan: it does not end in .toml
     --> plan.toml:4:12
      |
    4 | previous = "2024.csv"
      |            ^^^^^^^^^^

    1 error in 1 file
    "#);
}

/// Neither above the folder that holds the workspace nor behind a link is anything looked for.
#[cfg(unix)]
#[test]
fn a_plan_outside_the_folders_that_plans_may_name() {
    assert_snapshot!(names_previous("../../2024.toml"), @r#"
    error[SPC010]: `../../2024.toml` lies outside the folders that plans may name
     --> plan.toml:4:12
      |
    4 | previous = "../../2024.toml"
      |            ^^^^^^^^^^^^^^^^^

    1 error in 1 file
    "#);
    assert_snapshot!(names_previous("/etc/2024.toml"), @r#"
    error[SPC010]: `/etc/2024.toml` lies outside the folders that plans may name
     --> plan.toml:4:12
      |
    4 | previous = "/etc/2024.toml"
      |            ^^^^^^^^^^^^^^^^

    1 error in 1 file
    "#);
    let office = Office::commune();
    std::os::unix::fs::symlink("/etc/hostname", office.path("2024.toml")).unwrap();
    assert_snapshot!(check(office, "previous = \"2024.toml\"\n"), @r#"
    error[SPC010]: `2024.toml` lies outside the folders that plans may name
     --> plan.toml:4:12
      |
    4 | previous = "2024.toml"
      |            ^^^^^^^^^^^

    1 error in 1 file
    "#);
}

/// Offices of one repository name each other's plans; those are not attached, and their faults are
/// theirs.
#[test]
fn the_plan_of_another_office_of_the_repository() {
    let office = Office::empty()
        .file(".git/HEAD", "")
        .file("tinh/kehoach.toml", "")
        .file("tinh/2025.toml", format!("{SUPERIOR}[[x]]\n"))
        .file("xa/kehoach.toml", "")
        .file(
            "xa/2025.toml",
            format!("{HEAD}[superior]\nplan = \"../tinh/2025.toml\"\nrow = \"Xã Phú Hòa\"\n"),
        );
    let said = office.run(&["check", "--format", "json", "xa"]).out;
    assert!(!said.contains("SPC"), "{said}");
}

#[test]
fn a_row_that_the_superior_does_not_have() {
    let office = Office::commune().file("tinh.toml", SUPERIOR);
    let more = "[superior]\nplan = \"tinh.toml\"\nrow = \"xã An Bìn\"\n";
    assert_snapshot!(check(office, more), @r#"
    error[SPC006]: no table with which the superior assigns has a row `xã An Bìn`
     --> plan.toml:6:7
      |
    6 | row = "xã An Bìn"
      |       ^^^^^^^^^^^
      |
      = help: did you mean `xã An Bình`?

    1 error in 1 file
    "#);
}

#[test]
fn last_years_plan_given_apart() {
    let office = Office::commune()
        .file("2024.toml", OLD)
        .file("2026.toml", OLD.replace("2024", "2026"))
        .plan("");
    let run = |old: &str, paths: &[&str]| {
        let mut arguments = vec!["check", "--previous", old];
        arguments.extend(paths);
        office.run(&arguments)
    };
    assert_eq!(run("2024.toml", &["plan.toml"]).code, 0);
    assert_snapshot!(run("2026.toml", &["plan.toml"]).err, @"error: cannot read 2026.toml: last year's plan is for 2026, not for a year before 2025");
    assert_snapshot!(run("2023.toml", &["plan.toml"]).err, @"error: cannot read 2023.toml: No such file or directory (os error 2)");
    assert_snapshot!(run("2024.toml", &["."]).err, @"error: --previous is last year's plan of one plan; give just that one");
}
