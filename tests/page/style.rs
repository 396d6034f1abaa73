//! An office's own profile and templates.

use super::measure::{MM, WIDTH, near, render};
use crate::support::{Office, installed};

const PLAN: &str = "[[sections]]\ntitle = \"Mục đích\"\ntext = \"Giúp hộ nghèo.\"\n";

/// The commune with more at the head of its kehoach.toml.
fn office(settings: &str) -> Office {
    let commune = Office::commune();
    let own = std::fs::read_to_string(commune.path("kehoach.toml")).unwrap();
    commune
        .file("kehoach.toml", format!("{settings}\n{own}"))
        .plan(PLAN)
}

/// A profile changes what it names and leaves the rest.
#[test]
fn a_profile_changes_sizes() {
    if !installed("pdftotext") {
        return;
    }
    let office = office("profile = \"style.toml\"").file(
        "style.toml",
        "[page]\nleft = 35\nright = 15\n[size]\nbody = 13\nmotto = 13\n\
         [paragraph]\nfirst_line_indent_mm = 10\n[signature]\nspace_mm = 40\n",
    );
    let pdf = render(&office, &[]);
    let text = pdf.line("Giúp hộ nghèo./.");
    assert_eq!(text.look(), "13");
    near(text.left, 45.0 * MM, 0.3);
    assert_eq!(pdf.line("Độc lập").look(), "13 bold");
    near(pdf.line("CỘNG HÒA").right, WIDTH - 15.0 * MM, 0.3);
    assert_eq!(pdf.line("KẾ HOẠCH").look(), "14 bold");
    let gap = pdf.line("Lê Văn Minh").top - pdf.line("CHỦ TỊCH").bottom;
    near(gap / MM, 40.0, 2.0);
}

/// A size outside the decree's range is an error with the clause, and the plan is not rendered.
#[test]
fn a_profile_keeps_to_the_decree() {
    if !installed("pdftotext") {
        return;
    }
    let office = office("profile = \"style.toml\"").file(
        "style.toml",
        "[size]\nbody = 12\n[signature]\nspace_mm = 20\n",
    );
    for arguments in [["check", "plan.toml"], ["render", "plan.toml"]] {
        let run = office.run(&arguments);
        assert_eq!(run.code, 1);
        let text = format!("{}{}", run.out, run.err);
        assert!(text.contains("FRM001"), "{text}");
        assert!(text.contains("style.toml"), "{text}");
        assert!(
            text.contains("size.body is 12; the decree has 13 to 14 pt (Annex I, II.6.e)"),
            "{text}"
        );
        assert!(text.contains("signature.space_mm is 20"), "{text}");
    }
    assert!(!office.path("out/plan.pdf").exists());
}

/// A key that no profile has is an error too.
#[test]
fn a_profile_has_no_other_keys() {
    if !installed("pdftotext") {
        return;
    }
    let office = office("profile = \"style.toml\"").file("style.toml", "[size]\nbodi = 13\n");
    let run = office.run(&["check", "plan.toml"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("bodi"), "{}{}", run.out, run.err);
}

/// A library of the office takes the place of the built-in one: here with another word.
#[test]
fn an_own_library() {
    if !installed("pdftotext") {
        return;
    }
    let built_in = include_str!("../../templates/nd30.typ");
    let own = built_in.replace("\"Nơi nhận:\"", "\"Nơi gửi:\"");
    assert_ne!(built_in, own);
    let pdf = render(
        &office("templates = \"mau\"").file("mau/nd30.typ", own),
        &[],
    );
    assert_eq!(pdf.line("Nơi gửi:").look(), "12 bold italic");
}

/// A document template of the office can put more on the page.
#[test]
fn an_own_document() {
    if !installed("pdftotext") {
        return;
    }
    let built_in = include_str!("../../templates/document.typ");
    let own = built_in.replace(
        "#ending(",
        "#para(\"Thêm: \" + {{ title | content }})\n#ending(",
    );
    assert_ne!(built_in, own);
    let pdf = render(
        &office("templates = \"mau\"").file("mau/document.typ", own),
        &[],
    );
    assert_eq!(pdf.line("Thêm:").text, "Thêm: Giảm nghèo năm 2025");
}

/// A template that Tera cannot read ends the run with code 2 and the template's name.
#[test]
fn a_broken_document_template() {
    if !installed("pdftotext") {
        return;
    }
    let office = office("templates = \"mau\"").file("mau/document.typ", "{% for x in %}");
    let run = office.run(&["render", "plan.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("document.typ"), "{}", run.err);
    assert!(run.err.contains("plan.toml"), "{}", run.err);
    assert!(!office.path("out/plan.pdf").exists());
}

/// So does a document template whose markup Typst cannot compile.
#[test]
fn a_document_template_that_makes_no_document() {
    if !installed("pdftotext") {
        return;
    }
    let office = office("templates = \"mau\"").file("mau/document.typ", "#unknown({{ kind }})");
    let run = office.run(&["render", "plan.toml"]);
    assert_eq!(run.code, 2);
    let place = "(document.typ: #unknown(\"Kế hoạch\"))";
    assert!(run.err.contains(place), "{}", run.err);
}

/// So does a library that Typst cannot compile, with the line of the library.
#[test]
fn a_broken_library() {
    if !installed("pdftotext") {
        return;
    }
    let built_in = include_str!("../../templates/nd30.typ");
    let office = office("templates = \"mau\"").file(
        "mau/nd30.typ",
        format!("{built_in}\n#let last-para(body) = unknown-name\n"),
    );
    let run = office.run(&["render", "plan.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("unknown-name"), "{}", run.err);
    let line = built_in.lines().count() + 2;
    let place = format!("nd30.typ, line {line}: ");
    assert!(run.err.contains(&place), "{}", run.err);
    assert!(!office.path("out/plan.pdf").exists());
}
