//! The reports for people, as the clerk reads them.

use super::{NEW, OLD, office};

#[test]
fn the_report_in_vietnamese() {
    let run = office().run(&["diff", OLD, NEW, "--lang", "vi"]);
    insta::assert_snapshot!(run.out);
}

#[test]
fn the_summary_alone() {
    let run = office().run(&["diff", OLD, NEW, "--stat"]);
    insta::assert_snapshot!(run.out, @"");
}

#[test]
fn what_just_follows_from_the_year_is_shown_when_asked_for() {
    let office = office();
    let folded = office.run(&["diff", OLD, NEW]).out;
    let all = office.run(&["diff", OLD, NEW, "--all"]).out;
    for said in ["deadline: 30/11/2024 → 30/11/2025", "text: Vận động"] {
        assert!(!folded.contains(said), "{folded}");
    }
    let more: Vec<&str> = all.lines().filter(|line| !folded.contains(line)).collect();
    insta::assert_snapshot!(more.join("\n"), @"");
}

#[test]
fn with_colours_what_differs_has_no_marks() {
    let run = office().run(&["diff", OLD, NEW, "--color", "always"]);
    let line = run
        .out
        .lines()
        .find(|line| line.contains("loa truyền thanh"))
        .unwrap();
    insta::assert_snapshot!(line.replace('\u{1b}', "␛"), @"");
}

#[test]
fn markdown_for_a_merge_request() {
    let run = office().run(&["diff", OLD, NEW, "--lang", "vi", "--format", "md"]);
    insta::assert_snapshot!(run.out);
}

#[test]
fn a_long_part_is_folded_in_markdown() {
    let more: String = (1..20)
        .map(|n| format!("[[objectives]]\ntext = \"Việc thứ {n} của năm\"\n"))
        .collect();
    let text = super::changed(NEW, "[preamble]", &format!("{more}[preamble]"));
    let run = office()
        .file(NEW, text)
        .run(&["diff", OLD, NEW, "--format", "md"]);
    assert!(
        run.out.contains(
            "#### Objectives and indicators\n\n<details><summary>24 changes</summary>\n\n"
        ),
        "{}",
        run.out
    );
    assert_eq!(run.out.matches("</details>").count(), 1);
}
