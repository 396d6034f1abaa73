//! What outloud says of PDF/UA-1 (ISO 14289-1): nothing, but for what is known and why.

use super::{ALL, PLANS, everything, pictured, prepared, rendered};
use crate::support::{Office, installed, repository};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// What outloud says of a PDF.
pub fn heard(path: &Path) -> Value {
    let output = Command::new("outloud")
        .args(["--json", "-"])
        .arg(path)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    report["results"][0].clone()
}

/// Rule and page of each finding.
pub fn findings(report: &Value) -> Vec<(&str, Option<u64>)> {
    let all = report["findings"].as_array().unwrap().iter();
    all.map(|found| (found["rule"].as_str().unwrap(), found["page"].as_u64()))
        .collect()
}

/// The rules that outloud finds broken, each once.
pub fn rules(report: &Value) -> Vec<&str> {
    let mut rules: Vec<&str> = findings(report).iter().map(|(rule, _)| *rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

#[test]
fn outloud_finds_nothing_that_the_fields_bring() {
    if !installed("outloud") {
        return;
    }
    for plan in PLANS {
        let pdf = rendered(plan);
        let office = Office::empty()
            .file("before.pdf", &pdf.bytes)
            .file("after.pdf", prepared(&pdf))
            .file("pictures.pdf", pictured(&pdf));
        let before = heard(&office.path("before.pdf"));
        for name in ["after.pdf", "pictures.pdf"] {
            let after = heard(&office.path(name));
            assert_eq!(findings(&after), findings(&before), "{plan}");
            let checkpoints = after["criteria"]["pdfua1"].as_array().unwrap();
            let annotations = checkpoints.iter().find(|point| point["id"] == "28");
            assert_eq!(annotations.unwrap()["status"], "pass");
        }
    }
}

/// The rows of a header that ends with a cell over two rows: outloud forgets that cell in the second
/// row, and counts a column less. `every_row_of_a_table_has_all_its_columns` counts them all.
const ROWS: &str = "TBL-004";
/// A header that is repeated on the next page is an artifact there, as the decorations of pages are (ISO
/// 32000-1, 14.8.2.2.2): readers aloud have it at the head of the table. outloud knows only what is
/// repeated on more pages.
const REPEATED: &str = "TAG-002";
/// outloud looks for a table only on the page that its element names, which it need not name (ISO
/// 32000-1, table 323), and Typst names pages where the content is.
const PAGE: &str = "TBL-014";
/// The plan has a title of more than 200 characters.
const TITLE: &str = "DOC-040";

#[test]
fn outloud_finds_nothing_in_the_plans_but_what_is_known() {
    if !installed("outloud") {
        return;
    }
    // In the order of the plans' names.
    let known: [&[&str]; 7] = [
        &[],
        &[REPEATED, ROWS, PAGE],
        &[PAGE],
        &[],
        &[],
        &[ROWS, PAGE],
        &[TITLE],
    ];
    for (plan, known) in ALL.into_iter().zip(known) {
        let office = Office::empty().file("it.pdf", prepared(&rendered(plan)));
        let report = heard(&office.path("it.pdf"));
        assert_eq!(rules(&report), known, "{plan}: {}", report["findings"]);
        assert_eq!(report["verdict"] == "pass", known.is_empty(), "{plan}");
    }
}

#[test]
fn outloud_finds_nothing_in_a_plan_of_everything_but_what_is_known() {
    if !installed("outloud") {
        return;
    }
    let office = Office::empty().file("it.pdf", prepared(&everything()));
    let report = heard(&office.path("it.pdf"));
    assert_eq!(rules(&report), [ROWS, PAGE], "{}", report["findings"]);
}

#[test]
fn these_are_all_plans() {
    let folders = walkdir::WalkDir::new(repository().join("plans")).min_depth(2);
    let names = folders.into_iter().filter_map(|entry| {
        let path = entry.unwrap().into_path().with_extension("");
        let name = path
            .file_name()?
            .to_str()?
            .starts_with("20")
            .then_some(&path)?;
        let folder = name.parent()?.file_name()?.to_str()?;
        Some(format!("{folder}/{}", name.file_name()?.to_str()?))
    });
    let mut names: Vec<String> = names.filter(|name| !name.contains("/data/")).collect();
    names.sort();
    assert_eq!(names, ALL);
}
