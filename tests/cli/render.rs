//! `kehoach render`: what is written and what is said.

use super::{FAULT, WARNING, files_below, plan, run_with};
use crate::support::{Office, installed};

#[test]
fn a_file() {
    let office = Office::commune().plan("");
    let run = office.run(&["render", "plan.toml"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @"out/plan.pdf (1 page)");
    assert_eq!(files_below(&office.path("out")), ["plan.pdf"]);
    assert!(
        std::fs::read(office.path("out/plan.pdf"))
            .unwrap()
            .starts_with(b"%PDF-")
    );
}

#[test]
fn a_folder_and_no_progress_bar_where_nobody_watches() {
    let office = Office::commune()
        .file("plans/b.toml", plan(""))
        .file("plans/a/a.toml", plan(""));
    let run = office.run(&["render", "plans"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @r"
    out/a/a.pdf (1 page)
    out/b.pdf (1 page)
    ");
}

#[test]
fn several_files_in_the_order_given() {
    let office = Office::commune()
        .file("b.toml", plan(""))
        .file("a.toml", plan(""));
    let run = office.run(&["render", "b.toml", "a.toml", "--out", "in"]);
    insta::assert_snapshot!(run.out, @r"
    in/b.pdf (1 page)
    in/a.pdf (1 page)
    ");
}

#[test]
fn a_warning_is_said_and_hinders_nothing() {
    let run = Office::commune()
        .plan(WARNING)
        .run(&["render", "plan.toml"]);
    insta::assert_snapshot!(run.out, @r#"
    warning[SPC013]: this objective is nowhere in the text
     --> plan.toml:5:8
      |
    5 | text = "Giảm 25 hộ nghèo"
      |        ^^^^^^^^^^^^^^^^^^
      |
      = help: place it with {{ objectives() }} in a section or an appendix

    out/plan.pdf (1 page)
    1 warning in 1 file
    "#);
}

#[test]
fn a_plan_with_errors_is_refused() {
    let office = Office::commune().plan(FAULT);
    let run = office.run(&["render", "plan.toml"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.out, @"
    error[SPC002]: `document` has no key `numbr`
     --> plan.toml:4:1
      |
    4 | numbr = 12
      | ^^^^^
      |
      = help: did you mean `number`?
      = help: it takes: kind, year, until, title, number, date, expected, symbol, numbering, previous, allow

    plan.toml: not rendered because of errors (--draft renders it)
    1 error in 1 file
    ");
    assert!(!office.path("out").exists());
}

#[test]
fn a_refused_plan_does_not_hold_up_the_others() {
    let office = Office::commune()
        .file("a.toml", plan(FAULT))
        .file("b.toml", plan(""));
    let run = office.run(&["render", "."]);
    assert_eq!(run.code, 1);
    assert_eq!(files_below(&office.path("out")), ["b.pdf"]);
}

#[test]
fn a_plan_that_becomes_refused_keeps_its_old_files_as_they_were() {
    let office = Office::commune().plan("");
    let formats = ["render", "plan.toml", "--format", "pdf,typ"];
    assert_eq!(office.run(&formats).code, 0);
    let files = files_below(&office.path("out"));
    let bytes = |name: &String| std::fs::read(office.path("out").join(name)).unwrap();
    let before: Vec<_> = files.iter().map(bytes).collect();
    std::fs::write(office.path("plan.toml"), plan(FAULT)).unwrap();
    assert_eq!(office.run(&formats).code, 1);
    assert_eq!(files_below(&office.path("out")), files);
    let after: Vec<_> = files.iter().map(bytes).collect();
    assert!(before == after);
}

#[test]
fn a_draft_is_rendered_in_spite_of_errors_and_marked() {
    let office = Office::commune().plan(FAULT);
    let run = office.run(&["render", "plan.toml", "--draft", "--format", "typ"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("SPC002"), "{}", run.out);
    let draft = std::fs::read_to_string(office.path("out/plan.typ")).unwrap();
    let final_one = {
        let office = Office::commune().plan("");
        office.run(&["render", "plan.toml", "--format", "typ"]);
        std::fs::read_to_string(office.path("out/plan.typ")).unwrap()
    };
    let count = |text: &str| text.matches("DỰ THẢO").count() + text.matches("draft: true").count();
    assert!(count(&draft) > count(&final_one));
}

#[test]
fn a_draft_in_pdf_bears_the_mark_on_its_page() {
    if !installed("pdftotext") {
        return;
    }
    let office = Office::commune().plan("");
    let text = |arguments: &[&str]| {
        assert_eq!(office.run(arguments).code, 0);
        let pdf = office.path("out/plan.pdf");
        crate::support::poppler("pdftotext", &[pdf.to_str().unwrap(), "-"])
    };
    assert!(text(&["render", "plan.toml", "--draft"]).contains("DỰ THẢO"));
    assert!(!text(&["render", "plan.toml"]).contains("DỰ THẢO"));
}

#[test]
fn what_cannot_be_read_as_a_plan_makes_no_draft_either() {
    let office = Office::commune().file("plan.toml", "[[units]]\n");
    let run = office.run(&["render", "plan.toml", "--draft"]);
    assert_eq!(run.code, 1);
    assert!(
        run.out
            .contains("plan.toml: not rendered, too much of it cannot be read"),
        "{}",
        run.out
    );
    assert!(!office.path("out").exists());
}

#[test]
fn the_markup_is_written_with_what_it_attaches() {
    let office = Office::commune().plan("");
    let run = office.run(&["render", "plan.toml", "--format", "typ"]);
    insta::assert_snapshot!(run.out, @"out/plan.typ");
    insta::assert_snapshot!(files_below(&office.path("out")).join("\n"), @r"
    plan.attached/0
    plan.attached/1
    plan.attached/2
    plan.attached/3
    plan.typ
    ");
    let attached = std::fs::read(office.path("out/plan.attached/0")).unwrap();
    assert_eq!(attached, std::fs::read(office.path("plan.toml")).unwrap());
    let text = std::fs::read_to_string(office.path("out/plan.typ")).unwrap();
    assert!(text.contains("plan.attached/0"));
}

#[test]
fn several_formats_at_once() {
    let office = Office::commune().plan("");
    let run = office.run(&["render", "plan.toml", "--format", "pdf,typ"]);
    insta::assert_snapshot!(run.out, @r"
    out/plan.pdf (1 page)
    out/plan.typ
    ");
    assert!(office.path("out/plan.pdf").is_file() && office.path("out/plan.typ").is_file());
}

#[test]
fn a_format_named_twice_is_written_once() {
    let run = Office::commune()
        .plan("")
        .run(&["render", "plan.toml", "--format", "pdf,pdf"]);
    assert_eq!(run.out.matches("plan.pdf").count(), 1, "{}", run.out);
}

#[test]
fn colour_and_language_leave_the_pdf_alone() {
    let office = Office::commune().plan("");
    let bytes = |variables: &[(&str, &str)], more: &[&str]| {
        let all = [&["render", "plan.toml"], more].concat();
        run_with(&office.path(""), variables, &all);
        std::fs::read(office.path("out/plan.pdf")).unwrap()
    };
    let plain = bytes(&[], &[]);
    assert!(
        plain
            == bytes(
                &[("LANG", "vi_VN.UTF-8"), ("TZ", "Asia/Tokyo")],
                &["--color", "always"]
            )
    );
}

#[test]
fn an_office_with_an_address_prints_it() {
    if !installed("pdftotext") {
        return;
    }
    let office = Office::commune()
        .file(
            "kehoach.toml",
            "[issuer]\naddress = \"Số 1, đường Trần Phú\"\n",
        )
        .plan("");
    assert_eq!(office.run(&["render", "plan.toml"]).code, 0);
    let pdf = office.path("out/plan.pdf");
    let text = crate::support::poppler("pdftotext", &[pdf.to_str().unwrap(), "-"]);
    assert!(text.contains("Số 1, đường Trần Phú"));
}
