//! `kehoach check`: what it says, and how.

use super::{FAULT, WARNING, plan, program};
use crate::support::Office;
use std::io::Read;
use std::process::Stdio;

#[test]
fn a_finding_shows_the_line_and_how_to_mend_it() {
    let run = Office::commune().plan(FAULT).run(&["check", "plan.toml"]);
    assert_eq!(run.err, "");
    insta::assert_snapshot!(run.out, @"
    error[SPC002]: `document` has no key `numbr`
     --> plan.toml:4:1
      |
    4 | numbr = 12
      | ^^^^^
      |
      = help: did you mean `number`?
      = help: it takes: kind, year, until, title, number, date, expected, symbol, numbering, previous, allow

    1 error in 1 file
    ");
}

#[test]
fn nothing_found_is_said_in_one_line() {
    let run = Office::commune().plan("").run(&["check", "plan.toml"]);
    assert_eq!(run.err, "");
    insta::assert_snapshot!(run.out, @"no findings in 1 file");
}

#[test]
fn findings_come_in_the_order_of_the_files_and_are_counted_together() {
    let office = Office::commune()
        .file("plans/b.toml", plan(FAULT))
        .file("plans/a.toml", plan(WARNING))
        .file("plans/c.toml", plan(""));
    let run = office.run(&["check"]);
    let (a, b) = (run.out.find("a.toml:5:8"), run.out.find("b.toml:4:1"));
    assert!(a.is_some() && a < b, "{}", run.out);
    let last = run.out.lines().last().unwrap();
    insta::assert_snapshot!(last, @"1 error, 1 warning in 3 files");
}

#[test]
fn findings_about_registries_come_once_however_many_plans_there_are() {
    let office = Office::commune()
        .file("units.toml", "[[units]]\nname = \"Văn phòng\"\n")
        .file("plans/a.toml", plan(""))
        .file("plans/b.toml", plan(""));
    let run = office.run(&["check"]);
    assert_eq!(run.out.matches("key `id` is missing").count(), 1);
}

#[test]
fn json_has_one_object_a_line_and_nothing_else() {
    let office = Office::commune().plan(&format!("{FAULT}{WARNING}"));
    let run = office.run(&["check", "plan.toml", "--format", "json"]);
    assert_eq!(run.code, 1);
    let objects: Vec<serde_json::Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let short = |o: &serde_json::Value| {
        let (rule, severity) = (&o["rule"], &o["severity"]);
        format!(
            "{rule} {severity} {}:{}:{}",
            o["path"], o["line"], o["column"]
        )
    };
    let lines: Vec<String> = objects.iter().map(short).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    "SPC002" "error" "plan.toml":4:1
    "SPC013" "warning" "plan.toml":6:8
    "#);
    let clean = Office::commune()
        .plan("")
        .run(&["check", "plan.toml", "--format=json"]);
    assert_eq!((clean.code, clean.out.as_str()), (0, ""));
}

#[test]
fn json_speaks_the_language_that_is_asked_for() {
    let office = Office::commune().plan(FAULT);
    let run = office.run(&["check", "plan.toml", "--format", "json", "--lang", "vi"]);
    let object: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(object["message"], "`document` không có khóa `numbr`");
    assert_eq!(object["name"], "unknown-key");
}

#[test]
fn github_has_one_command_a_line_and_nothing_else() {
    let office = Office::commune().plan(&format!("{FAULT}{WARNING}"));
    let run = office.run(&["check", "plan.toml", "--format", "github"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(run.out, @"
    ::error file=plan.toml,line=4,endLine=4,col=1,endColumn=6,title=SPC002 unknown-key::`document` has no key `numbr`%0Adid you mean `number`?%0Ait takes: kind, year, until, title, number, date, expected, symbol, numbering, previous, allow
    ::warning file=plan.toml,line=6,endLine=6,col=8,endColumn=26,title=SPC013 unplaced-item::this objective is nowhere in the text%0Aplace it with {{ objectives() }} in a section or an appendix
    ");
}

/// As in `kehoach check | head -1`.
#[test]
fn a_reader_that_leaves_early_is_no_fault() {
    // more than a pipe holds
    let faults: Vec<String> = (0..3000).map(|n| format!("key_{n} = 1\n")).collect();
    let office = Office::commune().file("plan.toml", plan(&faults.concat()));
    for format in ["text", "json", "sarif", "github"] {
        let mut child = program(
            &office.path(""),
            &["check", "plan.toml", "--format", format],
        )
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
        let mut first = [0; 1];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn a_file_given_twice_is_checked_once() {
    let office = Office::commune().file("plans/a.toml", plan(FAULT));
    let run = office.run(&["check", "plans", "plans/a.toml", "./plans/../plans/a.toml"]);
    assert!(run.out.ends_with("1 error in 1 file\n"), "{}", run.out);
}

#[test]
fn checking_writes_nothing() {
    let office = Office::commune().plan("");
    let before = super::files_below(&office.path(""));
    office.run(&["check", "plan.toml"]);
    assert_eq!(super::files_below(&office.path("")), before);
}

#[test]
fn an_entry_that_was_compared_long_ago_says_where_to_look() {
    let help = |at: &str| {
        let legal = format!(
            "[[documents]]\nid = \"nd_07\"\nkind = \"Nghị định\"\nnumber = \"07/2021/NĐ-CP\"\n\
             date = 2021-01-27\nissuer = \"Chính phủ\"\ntitle = \"quy định chuẩn nghèo đa chiều\"\n\
             checked_on = 2023-03-01\n{at}"
        );
        let run = Office::empty()
            .file("kehoach.toml", "")
            .file("legal.toml", legal)
            .plan("[[legal_bases]]\nref = \"nd_07\"\n")
            .run(&["check", "plan.toml"]);
        let mut lines = run.out.lines().map(str::trim);
        lines
            .find(|line| line.contains("set `checked_on`"))
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(
        help(""),
        "= help: look whether it is still in force and set `checked_on`"
    );
    assert_eq!(
        help("checked_at = \"vanban.chinhphu.vn\"\n"),
        "= help: look at vanban.chinhphu.vn whether it is still in force and set `checked_on`"
    );
}
