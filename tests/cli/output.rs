//! Files appear whole or not at all, and always with the same bytes.

use super::{FAULT, files_below, plan};
use crate::support::Office;
use std::fs;

#[test]
fn nothing_but_the_results_is_left() {
    let office = Office::commune()
        .file("plans/a.toml", plan(""))
        .file("plans/b.toml", plan(FAULT))
        .file("plans/c.toml", plan(""));
    office.run(&["render"]);
    assert_eq!(files_below(&office.path("out")), ["a.pdf", "c.pdf"]);
}

#[test]
fn an_old_file_is_replaced() {
    let office = Office::commune().plan("").file("out/plan.pdf", "old");
    assert_eq!(office.run(&["render", "plan.toml"]).code, 0);
    assert!(
        fs::read(office.path("out/plan.pdf"))
            .unwrap()
            .starts_with(b"%PDF-")
    );
    assert_eq!(files_below(&office.path("out")), ["plan.pdf"]);
}

#[test]
fn where_a_file_cannot_be_put_in_place_nothing_half_written_stays() {
    // a folder stands where the PDF is to go
    let office = Office::commune().plan("").file("out/plan.pdf/x", "");
    let run = office.run(&["render", "plan.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("cannot write out/plan.pdf"), "{}", run.err);
    assert_eq!(files_below(&office.path("out")), ["plan.pdf/x"]);
}

#[test]
fn where_the_markup_cannot_be_made_the_pdf_is_not_replaced_either() {
    let office = Office::commune()
        .file("kehoach.toml", "templates = \"mau\"\n")
        .file("mau/document.typ", "{{ nothing_of_that_name }}")
        .plan("")
        .file("out/plan.pdf", "old");
    let run = office.run(&["render", "plan.toml", "--format", "pdf,typ"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err
            .starts_with("error: plan.toml: template document.typ fails"),
        "{}",
        run.err
    );
    assert_eq!(
        fs::read_to_string(office.path("out/plan.pdf")).unwrap(),
        "old"
    );
    assert_eq!(files_below(&office.path("out")), ["plan.pdf"]);
}

#[test]
fn one_job_and_many_write_the_same_bytes() {
    let mut office = Office::commune();
    for n in 0..6 {
        let text = format!("[[sections]]\ntitle = \"Mục {n}\"\ntext = \"Đoạn {n}\"\n");
        office = office.file(&format!("plans/{n}.toml"), plan(&text));
    }
    let one = office.run(&["render", "--jobs", "1", "--out", "one"]);
    let many = office.run(&["render", "--out", "many"]);
    assert_eq!(one.out.replace("one/", "many/"), many.out);
    let names = files_below(&office.path("one"));
    assert_eq!(names.len(), 6);
    assert_eq!(files_below(&office.path("many")), names);
    for name in names {
        let read = |folder: &str| fs::read(office.path(folder).join(&name)).unwrap();
        assert!(read("one") == read("many"), "{name}");
    }
}

#[test]
fn the_same_plan_elsewhere_makes_the_same_bytes() {
    let pdf = || {
        let office = Office::commune().plan("");
        office.run(&["render", "plan.toml"]);
        fs::read(office.path("out/plan.pdf")).unwrap()
    };
    assert!(pdf() == pdf());
}

/// Worker processes share the plans; what is said and written is the same, in the order of the files.
#[test]
fn many_plans_at_once_say_the_same_as_one_after_the_other() {
    let mut office = Office::commune();
    for number in 0..12 {
        let fault = if number == 5 { "nam = 1\n" } else { "" };
        let text = format!("[document]\nyear = 2025\ntitle = \"Kế hoạch {number}\"\n{fault}");
        office = office.file(&format!("plans/ke-hoach-{number}.toml"), text);
    }
    let alone = office.run(&["render", "plans", "--jobs", "1", "--lang", "vi"]);
    let shared = office.run(&["render", "plans", "--jobs", "3", "--lang", "vi"]);
    assert_eq!((alone.code, &alone.out), (shared.code, &shared.out));
    assert_eq!(shared.code, 1);
    assert_eq!(shared.out.matches("(1 trang)").count(), 11);
}
