//! Which files are taken for plans, and where what is made of them goes.

use super::{FAULT, files_below, has_extension, plan};
use crate::support::Office;

/// The plans found below `.`, as `check` names them: each plan has a fault, so each is named.
fn found(office: &Office) -> Vec<String> {
    let run = office.run(&["check", ".", "--format", "json"]);
    let path = |line: &str| {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        object["path"]
            .as_str()
            .unwrap()
            .trim_start_matches("./")
            .to_owned()
    };
    run.out.lines().map(path).collect()
}

#[test]
fn plans_are_found_in_folders_below_folders() {
    let office = Office::commune()
        .file("a.toml", plan(FAULT))
        .file("2025/b.toml", plan(FAULT))
        .file("2025/quy-1/c.toml", plan(FAULT));
    assert_eq!(
        found(&office),
        ["2025/b.toml", "2025/quy-1/c.toml", "a.toml"]
    );
}

#[test]
fn other_files_and_registries_are_no_plans() {
    let office = Office::commune()
        .file("a.toml", plan(FAULT))
        .file("data/so-lieu.csv", "xa,so\n")
        .file("README.md", plan(FAULT))
        .file("a.toml~", plan(FAULT));
    assert_eq!(found(&office), ["a.toml"]);
}

#[test]
fn hidden_files_and_folders_are_no_plans() {
    let office = Office::commune()
        .file("a.toml", plan(FAULT))
        .file(".b.toml", plan(FAULT))
        .file(".git/c.toml", plan(FAULT));
    assert_eq!(found(&office), ["a.toml"]);
}

#[test]
fn a_folder_given_as_such_is_walked_though_it_is_hidden() {
    let office = Office::commune().file(".cu/a.toml", plan(""));
    assert_eq!(office.run(&["check", ".cu"]).code, 0);
}

#[test]
fn the_profile_and_the_templates_of_an_office_are_no_plans() {
    let office = Office::commune()
        .file(
            "kehoach.toml",
            "profile = \"style.toml\"\ntemplates = \"mau\"\n",
        )
        .file("style.toml", "[size]\nbody = 14\n")
        .file("mau/x.toml", plan(FAULT))
        .file("a.toml", plan(FAULT));
    assert_eq!(found(&office), ["a.toml"]);
}

#[test]
fn outside_a_workspace_a_toml_file_is_a_plan_only_where_it_looks_like_one() {
    let office = Office::empty()
        .file("Cargo.toml", "[package]\nname = \"x\"\n")
        .file("a.toml", plan(FAULT));
    assert_eq!(found(&office), ["a.toml"]);
}

#[test]
fn inside_a_workspace_a_toml_file_without_a_head_is_a_faulty_plan() {
    let office = Office::commune().file("a.toml", "[package]\nname = \"x\"\n");
    assert_eq!(found(&office), ["a.toml", "a.toml"]);
}

#[test]
fn a_file_given_as_such_is_always_taken_for_a_plan() {
    let office = Office::empty().file("Cargo.toml", "[package]\nname = \"x\"\n");
    assert_eq!(office.run(&["check", "Cargo.toml"]).code, 1);
}

#[test]
fn each_plan_belongs_to_the_nearest_workspace_above_it() {
    let office = Office::commune()
        .file("plans/x/kehoach.toml", "[issuer]\nplace = \"Xã Một\"\n")
        .file("plans/x/2025/a.toml", plan(""))
        .file("plans/y/b.toml", plan(""));
    assert_eq!(office.run(&["render", "--format", "typ"]).code, 0);
    let text = |name| std::fs::read_to_string(office.path(name)).unwrap();
    assert!(text("out/x/2025/a.typ").contains("Xã Một"));
    assert!(text("out/y/b.typ").contains("An Bình"));
}

#[test]
fn outputs_mirror_the_folders_below_the_given_one() {
    let office = Office::commune()
        .file("plans/a.toml", plan(""))
        .file("plans/2025/a.toml", plan(""))
        .file("plans/2025/quy-1/a.toml", plan(""));
    let run = office.run(&["render", "plans", "--format", "typ", "--out", "in/ra"]);
    insta::assert_snapshot!(run.out, @r"
    in/ra/2025/a.typ
    in/ra/2025/quy-1/a.typ
    in/ra/a.typ
    ");
    let typ = |files: Vec<String>| -> Vec<String> {
        files
            .into_iter()
            .filter(|f| has_extension(f, "typ"))
            .collect()
    };
    let all = typ(files_below(&office.path("in/ra")));
    assert_eq!(all, ["2025/a.typ", "2025/quy-1/a.typ", "a.typ"]);
    office.run(&["render", "plans/2025", "--format", "typ", "--out", "nam"]);
    assert_eq!(
        typ(files_below(&office.path("nam"))),
        ["a.typ", "quy-1/a.typ"]
    );
    office.run(&[
        "render",
        "plans/2025/a.toml",
        "--format",
        "typ",
        "--out",
        "mot",
    ]);
    assert_eq!(typ(files_below(&office.path("mot"))), ["a.typ"]);
}

#[test]
fn a_name_with_dots_keeps_them() {
    let office = Office::commune()
        .file("ke-hoach.v1.toml", plan(""))
        .file("ke-hoach.v2.toml", plan(""));
    office.run(&["render", ".", "--format", "typ"]);
    assert!(office.path("out/ke-hoach.v1.typ").is_file());
    assert!(office.path("out/ke-hoach.v2.typ").is_file());
}

#[test]
fn two_plans_for_one_place_are_both_left_alone() {
    let office = Office::commune()
        .file("x/2025.toml", plan(""))
        .file("y/2025.toml", plan(""))
        .file("z/2026.toml", plan(""));
    let given = ["render", "x/2025.toml", "y", "z", "--format", "typ"];
    let run = office.run(&given);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.err, @"error: x/2025.toml, y/2025.toml would all be written to `2025` in the output folder; give the folder that holds them, or render them apart with --out");
    insta::assert_snapshot!(run.out, @"out/2026.typ");
    assert!(!office.path("out/2025.typ").exists());
    // as the message advises
    assert_eq!(office.run(&["render", ".", "--format", "typ"]).code, 0);
    assert!(office.path("out/x/2025.typ").is_file() && office.path("out/y/2025.typ").is_file());
}

#[test]
fn one_plan_given_in_two_ways_is_no_clash() {
    let office = Office::commune().file("x/2025.toml", plan(""));
    let run = office.run(&["render", "x", "./x/2025.toml", "--format", "typ"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    // nor is checking plans of one name
    let office = office.file("y/2025.toml", plan(""));
    assert_eq!(office.run(&["check", "x/2025.toml", "y/2025.toml"]).code, 0);
}
