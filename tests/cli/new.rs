//! `kehoach new`: what a clerk starts from.

use super::files_below;
use crate::support::poppler;
use crate::support::{Office, installed};
use std::fs;

#[test]
fn a_workspace() {
    let office = Office::empty();
    let run = office.run(&["new", "xa", "--year", "2027"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @r"
    xa/kehoach.toml
    xa/units.toml
    xa/legal.toml
    xa/plan.schema.json
    xa/2027-giam-ngheo.toml
    next: edit, then `kehoach check xa` and `kehoach render xa`
    ");
    assert_eq!(files_below(&office.path("xa")).len(), 5);
}

#[test]
fn the_same_in_vietnamese() {
    let run = Office::empty().run(&["new", "xa", "--year", "2027", "--lang", "vi"]);
    let last = run.out.lines().last().unwrap();
    insta::assert_snapshot!(last, @"tiếp theo: sửa nội dung, rồi chạy `kehoach check xa`, `kehoach render xa`");
}

#[test]
fn it_is_clean_in_every_year_and_no_placeholder_stays() {
    for year in ["1990", "2000", "2024", "2026", "2027", "2028", "2100"] {
        let office = Office::empty();
        assert_eq!(office.run(&["new", ".", "--year", year]).code, 0);
        let run = office.run(&["check", "."]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{year}: {}", run.out);
        assert_eq!(run.out, "no findings in 1 file\n");
        for name in files_below(&office.path("")) {
            let text = fs::read_to_string(office.path(&name)).unwrap();
            assert!(!text.contains('@'), "{name}");
        }
    }
}

#[test]
fn without_a_year_the_next_one_is_meant() {
    let office = Office::empty();
    office.run(&["new", "."]);
    let name = files_below(&office.path(""))
        .into_iter()
        .find(|name| name.ends_with("-giam-ngheo.toml"))
        .unwrap();
    let text = fs::read_to_string(office.path(&name)).unwrap();
    assert!(text.contains(&format!("year = {} ", &name[..4])), "{name}");
}

#[test]
fn it_renders_to_a_whole_document() {
    if !installed("pdftotext") {
        return;
    }
    let office = Office::empty();
    office.run(&["new", ".", "--year", "2027"]);
    let run = office.run(&["render", "."]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @"out/2027-giam-ngheo.pdf (4 pages)");
    let pdf = office.path("out/2027-giam-ngheo.pdf");
    let text = poppler("pdftotext", &["-layout", pdf.to_str().unwrap(), "-"]);
    for words in [
        "An Bình, ngày     tháng 12 năm 2026",
        "Giảm nghèo bền vững năm 2027",
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "trong đó 57 hộ nghèo",
        "từ 4,56% xuống còn 3,04%",
        "IV. TỔ CHỨC THỰC HIỆN",
        "TM. ỦY BAN NHÂN DÂN",
        "Phụ lục",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn editors_are_told_where_the_schema_is() {
    let office = Office::empty();
    office.run(&["new", ".", "--year", "2027"]);
    let first = |name: &str| {
        let text = fs::read_to_string(office.path(name)).unwrap();
        text.lines().next().unwrap().to_owned()
    };
    assert_eq!(first("2027-giam-ngheo.toml"), "#:schema ./plan.schema.json");
    let schema = office.run(&["--lang", "vi", "schema", "plan"]).out;
    assert_eq!(
        fs::read_to_string(office.path("plan.schema.json")).unwrap(),
        schema
    );
    // plans that come later name it from where they stand
    office.run(&["new", "b.toml"]);
    office.run(&["new", "2028/quy-1/c.toml"]);
    assert_eq!(first("b.toml"), "#:schema ./plan.schema.json");
    assert_eq!(
        first("2028/quy-1/c.toml"),
        "#:schema ../../plan.schema.json"
    );
}

#[test]
fn a_plan_in_a_workspace() {
    let office = Office::empty();
    office.run(&["new", ".", "--year", "2027"]);
    let run = office.run(&["new", "2028/a.toml", "--year", "2028"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @r"
    2028/a.toml
    next: edit, then `kehoach check 2028/a.toml` and `kehoach render 2028/a.toml`
    ");
    assert_eq!(office.run(&["check", "2028"]).code, 0);
}

#[test]
fn a_plan_outside_a_workspace_is_written_with_a_word_on_what_it_lacks() {
    let office = Office::empty();
    let run = office.run(&["new", "a.toml", "--year", "2027"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @r"
    a.toml
    there is no kehoach.toml in this folder or above it, so the plan has no office, units and legal documents; `kehoach new FOLDER` makes them
    next: edit, then `kehoach check a.toml` and `kehoach render a.toml`
    ");
    assert_eq!(files_below(&office.path("")), ["a.toml"]);
    let first = fs::read_to_string(office.path("a.toml")).unwrap();
    assert!(!first.contains("#:schema"));
}

#[test]
fn nothing_is_overwritten() {
    for taken in [
        "kehoach.toml",
        "legal.toml",
        "plan.schema.json",
        "2027-giam-ngheo.toml",
    ] {
        let office = Office::empty().file(&format!("xa/{taken}"), "mine");
        let run = office.run(&["new", "xa", "--year", "2027"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        let expected = format!("error: xa/{taken} is there already; nothing was written\n");
        assert_eq!(run.err, expected);
        assert_eq!(files_below(&office.path("")), [format!("xa/{taken}")]);
        let kept = fs::read_to_string(office.path("xa").join(taken)).unwrap();
        assert_eq!(kept, "mine");
    }
}

#[test]
fn a_plan_is_not_overwritten_either() {
    let office = Office::commune().plan("");
    let before = fs::read_to_string(office.path("plan.toml")).unwrap();
    assert_eq!(office.run(&["new", "plan.toml"]).code, 2);
    assert_eq!(
        fs::read_to_string(office.path("plan.toml")).unwrap(),
        before
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_overwritten() {
    let office = Office::empty();
    std::os::unix::fs::symlink("nowhere", office.path("units.toml")).unwrap();
    assert_eq!(office.run(&["new", "."]).code, 2);
    assert_eq!(
        fs::read_link(office.path("units.toml")).unwrap().to_str(),
        Some("nowhere")
    );
    assert!(!office.path("kehoach.toml").exists());
}

#[test]
fn a_workspace_in_place_of_a_file_is_refused() {
    let office = Office::empty().file("xa", "mine");
    let run = office.run(&["new", "xa"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("error: cannot write xa"), "{}", run.err);
    assert_eq!(fs::read_to_string(office.path("xa")).unwrap(), "mine");
}

#[test]
fn a_year_that_no_plan_can_have_is_refused() {
    for year in ["0", "1946", "2200", "-1", "99999"] {
        let office = Office::empty();
        let run = office.run(&["new", ".", &format!("--year={year}")]);
        assert_eq!(run.code, 2, "{year}");
        assert!(files_below(&office.path("")).is_empty());
    }
}
