//! Exit codes: 0 clean, 1 findings, 2 usage or environment. Scripts rely on them.

use super::{FAULT, WARNING};
use crate::support::Office;

#[test]
fn a_clean_plan_is_0() {
    let office = Office::commune().plan("");
    assert_eq!(office.run(&["check", "plan.toml"]).code, 0);
    assert_eq!(office.run(&["render", "plan.toml"]).code, 0);
}

#[test]
fn a_plan_with_an_error_is_1() {
    let office = Office::commune().plan(FAULT);
    assert_eq!(office.run(&["check", "plan.toml"]).code, 1);
    assert_eq!(office.run(&["render", "plan.toml"]).code, 1);
}

#[test]
fn a_warning_is_1_when_checking_and_0_when_rendering_for_it_hinders_nothing() {
    let office = Office::commune().plan(WARNING);
    let run = office.run(&["check", "plan.toml"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("1 warning in 1 file"), "{}", run.out);
    assert_eq!(office.run(&["render", "plan.toml"]).code, 0);
}

#[test]
fn an_error_in_a_registry_is_1() {
    let office = Office::commune().plan("").file("units.toml", "[[units]]\n");
    assert_eq!(office.run(&["check", "plan.toml"]).code, 1);
    assert_eq!(office.run(&["render", "plan.toml"]).code, 1);
}

#[test]
fn a_draft_that_was_asked_for_is_0_in_spite_of_errors() {
    let office = Office::commune().plan(FAULT);
    assert_eq!(office.run(&["render", "plan.toml", "--draft"]).code, 0);
}

#[test]
fn a_file_that_is_not_there_is_2() {
    let office = Office::commune();
    for action in ["check", "render"] {
        let run = office.run(&[action, "no.toml"]);
        assert_eq!(run.code, 2);
        assert_eq!(run.out, "");
        assert!(
            run.err.starts_with("error: cannot read no.toml"),
            "{}",
            run.err
        );
    }
}

#[test]
fn a_folder_without_plans_is_2() {
    let run = Office::commune().run(&["check", "."]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.err, @"error: there is no plan below .");
}

#[test]
fn without_paths_the_folder_plans_is_meant() {
    let run = Office::commune().plan("").run(&["check"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.starts_with("error: cannot read plans"),
        "{}",
        run.err
    );
    let office = Office::commune().file("plans/a.toml", super::plan(""));
    assert_eq!(office.run(&["check"]).code, 0);
}

#[test]
fn what_is_not_there_outweighs_findings_and_hides_none() {
    let run = Office::commune()
        .plan(FAULT)
        .run(&["check", "no.toml", "plan.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.out.contains("1 error in 1 file"), "{}", run.out);
}

#[test]
fn wrong_usage_is_2() {
    let office = Office::empty();
    for arguments in [
        &["chek"][..],
        &["check", "--nope"],
        &["check", "--format", "yaml"],
        &["render", "--jobs", "many"],
        &["new"],
        &["new", "x", "--year", "26"],
        &["schema", "plans"],
        &["completions", "cmd"],
        &["--lang", "fr", "check"],
    ] {
        let run = office.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert_eq!(run.out, "", "{arguments:?}");
        assert!(run.err.starts_with("error: "), "{arguments:?}: {}", run.err);
    }
    assert_eq!(office.run(&[]).code, 2);
}

#[test]
fn an_output_folder_that_cannot_be_is_2() {
    // `legal.toml` is a file, so nothing can lie below it
    for out in ["legal.toml", "legal.toml/out"] {
        let run = Office::commune()
            .plan("")
            .run(&["render", "plan.toml", "--out", out]);
        assert_eq!(run.code, 2);
        let expected = format!("error: plan.toml: cannot write {out}");
        assert!(run.err.starts_with(&expected), "{}", run.err);
    }
}

#[test]
fn help_and_version_are_0() {
    let office = Office::empty();
    assert_eq!(office.run(&["--help"]).code, 0);
    assert_eq!(office.run(&["help", "check"]).code, 0);
    assert_eq!(office.run(&["--version"]).code, 0);
}
