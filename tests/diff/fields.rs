//! Everything that a plan can say, said otherwise, left out and new: what each report makes of it.

use super::html::parsed;
use crate::support::{repository, run_in};
use kehoach::diff::report::{Sides, appendix};
use kehoach::diff::{Side, compare, printed};
use kehoach::document::model::{Block, CellBlock, Inline, TableBlock};
use kehoach::workspace::Workspace;
use roxmltree::Node;
use std::path::PathBuf;
use std::sync::Arc;

/// The folder of a plan of 2024 that has every key, one of 2025 that says all of it otherwise, and one
/// that says nothing.
fn folder() -> PathBuf {
    repository().join("tests/diff/fields")
}

const OLD: &str = "2024.toml";
const NEW: &str = "2025.toml";
const BLANK: &str = "trong.toml";

fn report(old: &str, new: &str, format: &str, more: &[&str]) -> String {
    let arguments = [&["diff", old, new, "--format", format], more].concat();
    let run = run_in(&folder(), &arguments);
    assert_eq!(run.code, 1, "{}", run.err);
    run.out
}

const PAIRS: [(&str, &str); 3] = [(OLD, NEW), (OLD, BLANK), (BLANK, NEW)];

fn all_pairs(format: &str, more: &[&str]) -> String {
    let reports = PAIRS.map(|(old, new)| report(old, new, format, more));
    reports.join("\n==========\n")
}

#[test]
fn as_text_in_vietnamese() {
    insta::assert_snapshot!(all_pairs("text", &["--lang", "vi"]));
}

#[test]
fn as_text_in_english() {
    insta::assert_snapshot!(report(OLD, NEW, "text", &["--all"]));
}

#[test]
fn as_markdown_in_vietnamese() {
    insta::assert_snapshot!(all_pairs("md", &["--lang", "vi"]));
}

#[test]
fn as_markdown_in_english() {
    insta::assert_snapshot!(report(OLD, NEW, "md", &["--all"]));
}

/// A change a line.
#[test]
fn as_json() {
    let told = PAIRS.map(|(old, new)| {
        let report = report(old, new, "json", &["--lang", "vi"]);
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        let changes = report["changes"].as_array().unwrap().iter();
        let changes: String = changes.map(|change| format!("{change}\n")).collect();
        let rest = [&report["counts"], &report["outcomes"], &report["equal"]];
        let rest: String = rest.map(|rest| format!("{rest}\n")).concat();
        changes + &rest
    });
    insta::assert_snapshot!(told.join("==========\n"));
}

/// What stands in an element: marks and differences as such.
fn said(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    for child in node.children() {
        if let Some(own) = child.text().filter(|_| child.is_text()) {
            text.push_str(own);
            continue;
        }
        let class = child.attribute("class").unwrap_or_default();
        let inner = said(child);
        match (child.tag_name().name(), class.strip_prefix("mark ")) {
            ("del", _) => text.push_str(&format!("[-{inner}-]")),
            ("ins", _) => text.push_str(&format!("{{+{inner}+}}")),
            (_, Some(look)) => text.push_str(&format!("<{look}: {}>", inner.trim())),
            ("li" | "dd" | "dt", _) => text.push_str(&format!(" * {inner}")),
            _ => text.push_str(&inner),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The page in lines: rows with their cells, paragraphs, and what is drawn where.
fn page(node: Node<'_, '_>, lines: &mut Vec<String>) {
    let class = node.attribute("class").unwrap_or_default();
    let name = node.tag_name().name();
    match name {
        "style" | "script" => {}
        "tr" => {
            let cells: Vec<String> = node.children().filter(Node::is_element).map(said).collect();
            lines.push(format!("{class}: {}", cells.join(" | ")));
        }
        "path" | "polyline" | "rect" | "g" | "text" | "svg" => {
            let attributes = node.attributes();
            let attributes = attributes
                .filter(|own| !own.name().starts_with("aria") && own.name() != "role")
                .map(|own| own.value());
            let attributes: Vec<&str> = attributes.collect();
            let words = if name == "text" {
                said(node)
            } else {
                String::new()
            };
            lines.push(format!("{name} {} {words}", attributes.join(" ")));
            node.children().for_each(|child| page(child, lines));
        }
        "p" | "h1" | "h2" | "h3" | "h4" | "li" | "figcaption" | "button" | "title" | "desc" => {
            lines.push(format!("{name} {class}: {}", said(node)));
        }
        "div" if class == "old" || class == "new" => {
            lines.push(format!("{class}: {}", said(node)));
        }
        "header" if class == "head" => lines.push(format!("head: {}", said(node))),
        _ => {
            if ["entry", "pair"].iter().any(|kind| class.starts_with(kind)) {
                lines.push(class.to_owned());
            }
            node.children().for_each(|child| page(child, lines));
        }
    }
}

#[test]
fn as_a_page() {
    let told = PAIRS.map(|(old, new)| {
        let html = report(old, new, "html", &["--lang", "vi"]);
        let document = parsed(&html);
        let mut lines = Vec::new();
        page(document.root_element(), &mut lines);
        lines.join("\n")
    });
    insta::assert_snapshot!(told.join("\n==========\n"));
}

#[test]
fn as_a_page_in_english() {
    let html = report(OLD, NEW, "html", &["--all"]);
    let document = parsed(&html);
    let mut lines = Vec::new();
    page(document.root_element(), &mut lines);
    insta::assert_snapshot!(lines.join("\n"));
}

/// What stands in a cell: struck out and underlined as such.
fn inline(content: &[Inline]) -> String {
    let said = content.iter().map(|one| match one {
        Inline::Text { text, .. } | Inline::Todo { text } => text.replace('\u{200b}', "¦"),
        Inline::Strong { content } => format!("**{}**", inline(content)),
        Inline::Struck { content } => format!("[-{}-]", inline(content)),
        Inline::Underlined { content } => format!("{{+{}+}}", inline(content)),
        other => format!("{other:?}"),
    });
    said.collect::<String>().replace('\n', "⏎")
}

fn cell(cell: &CellBlock) -> String {
    let span = match (cell.colspan, cell.rowspan) {
        (1, 1) => String::new(),
        (columns, rows) => format!("<{columns}x{rows}> "),
    };
    span + &inline(&cell.content)
}

fn table(table: &TableBlock) -> Vec<String> {
    let columns = table.columns.iter();
    let columns: Vec<String> = columns
        .map(|column| format!("{} {:?}", column.width, column.align))
        .collect();
    let mut lines = vec![columns.join(" | ")];
    lines.extend(table.unit_note.clone());
    let header = table.header.iter().map(Vec::as_slice);
    let rows = table.rows.iter().map(|row| row.cells.as_slice());
    lines.extend(header.chain(rows).map(|cells| {
        let cells: Vec<String> = cells.iter().map(cell).collect();
        cells.join(" | ")
    }));
    lines
}

/// The comparison table of two plans, in lines.
fn appended(old: &str, new: &str, options: appendix::Options) -> String {
    let workspace = Arc::new(Workspace::open(&folder()).unwrap());
    let [one, other] = [old, new].map(|name| workspace.load(&folder().join(name)).unwrap());
    let side = |loaded: &'static kehoach::workspace::Loaded, name: &'static str| Side {
        name,
        plan: loaded.plan.as_ref().unwrap(),
        units: &loaded.workspace.units,
        legal: &loaded.workspace.legal,
        law: &loaded.workspace.law,
        office: loaded.workspace.office.source(),
        sources: &loaded.sources,
    };
    // Tests may keep what they have read.
    let [one, other] = [one, other].map(|loaded| &*Box::leak(Box::new(loaded)));
    let (before, after) = (side(one, "old"), side(other, "new"));
    let comparison = printed(compare(before, after), before, after);
    let sides = Sides {
        old: before,
        new: after,
        comparison: &comparison,
    };
    let appendix = appendix::appendix(&sides, &workspace.office.issuer, options);
    let mut lines = vec![appendix.label, inline(&appendix.title), appendix.note];
    for block in appendix.body {
        match block {
            Block::Heading(heading) => {
                lines.push(format!("\n## {} {}", heading.label, inline(&heading.title)));
            }
            Block::Paragraph(own) => {
                lines.push(format!("{:?}: {}", own.style, inline(&own.content)));
            }
            Block::Table(own) => lines.extend(table(&own)),
        }
    }
    lines.join("\n")
}

#[test]
fn as_an_appendix() {
    let options = appendix::Options {
        all: true,
        stat: false,
    };
    let told = PAIRS.map(|(old, new)| appended(old, new, options));
    insta::assert_snapshot!(told.join("\n==========\n"));
}

#[test]
fn the_appendix_may_be_the_summary_and_leave_out_what_follows_from_the_year() {
    let of = |all, stat| appended(OLD, NEW, appendix::Options { all, stat });
    let stat = of(true, true);
    assert_eq!(stat.matches("## ").count(), 2, "{stat}");
    for title in ["## I. NHỮNG ĐIỂM CHÍNH", "## II. TỔNG HỢP"] {
        assert!(stat.contains(title), "{stat}");
    }
    let (all, some) = (of(true, false), of(false, false));
    assert!(
        all.contains("Theo năm") && !some.contains("Theo năm"),
        "{some}"
    );
    let same = appended(OLD, OLD, appendix::Options::default());
    assert!(
        same.ends_with("Body: Nội dung hai kế hoạch không có thay đổi."),
        "{same}"
    );
    assert!(same.contains("với bản trước"), "{same}");
}
