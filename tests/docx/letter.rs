//! The files to the letter: laws say what must hold of them, these say what they are. Two plans stand for
//! all: the one that uses everything, and one as an office published it.

use super::package::Package;
use super::samples;
use super::xml::Element;
use crate::support::{repository, run_in};
use std::fmt::Write as _;
use std::sync::LazyLock;
use tempfile::TempDir;

/// A published plan as DOCX and as Typst markup.
static PUBLISHED: LazyLock<(Package, String)> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let plan = "plans/tan-hoa/2025-giam-ngheo.toml";
    let out = folder.path().to_str().unwrap();
    let arguments = ["render", plan, "--format", "docx,typ", "--out", out];
    let run = run_in(repository(), &arguments);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let read = |name| std::fs::read(folder.path().join(name)).unwrap();
    let markup = String::from_utf8(read("2025-giam-ngheo.typ")).unwrap();
    (
        Package::read("tan-hoa", read("2025-giam-ngheo.docx")),
        markup,
    )
});

/// A part as an outline: an element a line with its attributes and its characters. An element with
/// nothing but another in it stands on the line of that. Of controls only the file is left that they
/// name: their places move with each edit of a plan, and have laws of their own.
fn outline(part: &Element) -> String {
    let mut lines = String::new();
    push(part, 0, &mut lines);
    lines
}

fn push(element: &Element, depth: usize, lines: &mut String) {
    if element.name == "w:sdtPr" {
        let tag = element.child("w:tag").and_then(Element::val).unwrap();
        let (file, _) = tag.split_once(':').unwrap();
        let _ = writeln!(lines, "{:1$}file {file}", "", 2 * depth);
        return;
    }
    let _ = write!(lines, "{:1$}", "", 2 * depth);
    let mut inner = element;
    loop {
        lines.push_str(&inner.name);
        for (name, value) in &inner.attributes {
            if !name.starts_with("xmlns") {
                let _ = write!(lines, " {name}={value:?}");
            }
        }
        if !inner.own_text.trim().is_empty() || inner.name == "w:t" {
            let _ = write!(lines, " {:?}", inner.own_text);
        }
        match inner.children.as_slice() {
            [only] if only.name != "w:sdtPr" => inner = only,
            _ => break,
        }
        lines.push_str(" > ");
    }
    lines.push('\n');
    for child in &inner.children {
        push(child, depth + 1, lines);
    }
}

/// Several parts under their names; those that no plan changes stand in one snapshot only.
fn parts(package: &Package, counts: impl Fn(&str) -> bool) -> String {
    let mut text = String::new();
    let names = package.parts.iter().map(|(name, _)| name.as_str());
    for name in names.filter(|name| counts(name)) {
        let _ = writeln!(text, "# {name}\n{}", outline(&package.part(name)));
    }
    text
}

/// What a template of the office makes: the profile, then what stands behind the libraries.
fn own_markup(markup: &str) -> String {
    let (profile, rest) = markup.split_once("\n)\n").unwrap();
    format!("{profile}\n)\n…\n{}", body(rest))
}

/// The components that the markup calls, without the lines between them that say nothing.
fn body(markup: &str) -> String {
    let (_, body) = markup.split_once("#show: nd30.with(").unwrap();
    let lines = body.lines().filter(|line| !line.trim().is_empty());
    let lines: Vec<&str> = lines.collect();
    format!("#show: nd30.with(\n{}", lines.join("\n"))
}

/// Text, notes, heads and feet of pages, with the mark of a draft.
#[test]
fn the_plan_of_everything_as_docx() {
    let package = samples::everything();
    insta::assert_snapshot!("everything-document", outline(&package.document()));
    let around = |name: &str| {
        name.starts_with("word/header")
            || name.starts_with("word/foot")
            || name.starts_with("word/_rels")
    };
    insta::assert_snapshot!("everything-around", parts(package, around));
}

/// Styles and settings, which follow from the profile and the depths of the headings.
#[test]
fn styles_and_settings() {
    let package = samples::everything();
    let counts = |name: &str| matches!(name, "word/styles.xml" | "word/settings.xml");
    insta::assert_snapshot!("styles-and-settings", parts(package, counts));
}

#[test]
fn the_plan_of_everything_as_markup() {
    let office = samples::office().file("plan.toml", samples::EVERYTHING);
    let run = office.run(&["render", "plan.toml", "--format", "typ", "--draft"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let markup = std::fs::read_to_string(office.path("out/plan.typ")).unwrap();
    insta::assert_snapshot!("everything-markup", own_markup(&markup));
}

#[test]
fn a_published_plan_as_docx_and_as_markup() {
    let (package, markup) = &*PUBLISHED;
    insta::assert_snapshot!("published-document", outline(&package.document()));
    let counts = |name: &str| matches!(name, "word/footnotes.xml" | "docProps/core.xml");
    insta::assert_snapshot!("published-around", parts(package, counts));
    insta::assert_snapshot!("published-markup", body(markup));
}
