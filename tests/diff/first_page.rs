//! The first page in every format: the same sentences, the same numbers, and fit for a screen, a browser and paper.

use super::browser::Browser;
use super::claims::claims;
use super::html::parsed;
use super::{NEW, OLD, office};
use crate::support::{installed, poppler, repository, run_in};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Words with one blank between them, without the marks that they may carry.
fn flat(text: &str) -> String {
    let text = text.replace(['\u{ad}', '\u{200b}'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_format_says_the_same_sentences_eight_at_most() {
    for lang in ["vi", "en"] {
        let office = office();
        let claims = claims(&office, OLD, NEW, lang);
        assert!((5..=8).contains(&claims.len()), "{claims:?}");
        let report = |format: &str| {
            let arguments = ["diff", OLD, NEW, "--format", format, "--lang", lang];
            office.run(&arguments).out
        };
        let page = report("html");
        let document = parsed(&page);
        let mut all = document.descendants();
        let summary = all.find(|node| node.attribute("id") == Some("summary"));
        let words: String = summary
            .unwrap()
            .descendants()
            .filter_map(|node| node.text().filter(|_| node.is_text()))
            .collect();
        let markdown = report("md").replace('\\', "");
        for (format, told) in [
            ("html", flat(&words)),
            ("text", flat(&report("text"))),
            ("md", flat(&markdown)),
        ] {
            for claim in &claims {
                let said = flat(claim["text"].as_str().unwrap());
                assert!(told.contains(&said), "{format}: no «{said}» in\n{told}");
            }
        }
    }
    if !installed("pdftotext") {
        return;
    }
    // The PDF is a document of the office, in Vietnamese.
    for (folder, old, new) in [
        (repository().join("tests/diff/office"), OLD, NEW),
        (
            repository().join("tests/diff/pair"),
            "2024.toml",
            "2025.toml",
        ),
        (repository().join("plans/tan-hoa"), OLD, NEW),
    ] {
        let out = tempfile::NamedTempFile::new().unwrap();
        let name = out.path().to_str().unwrap();
        run_in(
            &folder,
            &["diff", old, new, "--format", "pdf", "--out", name],
        );
        let first = flat(&poppler("pdftotext", &["-raw", "-l", "1", name, "-"]));
        let run = run_in(
            &folder,
            &["diff", old, new, "--format", "json", "--lang", "vi"],
        );
        let report: Value = serde_json::from_str(&run.out).unwrap();
        for claim in report["claims"].as_array().unwrap() {
            let said = flat(claim["text"].as_str().unwrap());
            assert!(first.contains(&said), "pdf: no «{said}» in\n{first}");
        }
    }
}

/// Every change that matters is told by exactly the sentences that name it, the last one at the least.
#[test]
fn each_change_that_matters_stands_behind_a_sentence() {
    for (old, new) in [(OLD, NEW), (NEW, OLD)] {
        let run = office().run(&["diff", old, new, "--format", "json"]);
        let report: Value = serde_json::from_str(&run.out).unwrap();
        let points = report["claims"].as_array().unwrap().iter();
        let points = points.flat_map(|claim| claim["points"].as_array().unwrap());
        let told: Vec<u64> = points
            .flat_map(|point| point["changes"].as_array().unwrap())
            .map(|place| place.as_u64().unwrap())
            .collect();
        let changes = report["changes"].as_array().unwrap();
        for (place, change) in (0..).zip(changes) {
            if change["expected"].is_null() {
                assert!(told.contains(&place), "{change}");
            }
        }
        let all = u64::try_from(changes.len()).unwrap();
        assert!(told.iter().all(|place| *place < all));
    }
}

/// The tiles of the page, the lines of `--stat`, Markdown and the table of the PDF are one list.
#[test]
fn tiles_and_the_table_have_the_numbers_of_stat() {
    let office = office();
    let report = |more: &[&str]| {
        let arguments = [&["diff", OLD, NEW, "--lang", "vi"], more].concat();
        office.run(&arguments).out
    };
    let stat = report(&["--stat"]);
    let (_, stat) = stat.split_once("\n\n").unwrap();
    let page = report(&["--format", "html"]);
    let document = parsed(&page);
    let words = |node: roxmltree::Node<'_, '_>| {
        let texts = node.descendants().filter(roxmltree::Node::is_text);
        let signs = ["+", "−", "⇄", "✎", "▲", "▼", "★", "✓", "✗"];
        let texts = texts.filter_map(|inner| inner.text());
        let texts: Vec<&str> = texts.filter(|text| !signs.contains(text)).collect();
        flat(&texts.join(" "))
    };
    let class = |node: &roxmltree::Node<'_, '_>, class| node.attribute("class") == Some(class);
    let tiles = document
        .descendants()
        .find(|node| class(node, "tiles"))
        .unwrap();
    let tiles: Vec<String> = tiles
        .children()
        .filter(roxmltree::Node::is_element)
        .map(words)
        .collect();
    let lines: Vec<String> = stat
        .lines()
        .map(|line| flat(&line.replace("; ", " ")))
        .collect();
    assert_eq!(tiles, lines);
    let markdown = report(&["--format", "md", "--stat"]).replace('\\', "");
    for line in stat.lines() {
        let (label, numbers) = line.split_once("  ").unwrap();
        let told = format!("- **{}**: {}\n", label.trim(), numbers.trim());
        assert!(markdown.contains(&told), "no «{told}» in\n{markdown}");
    }
    // What is new, and what is dropped, counts as the entries below do.
    for (look, word) in [("added", "thêm"), ("dropped", "bỏ")] {
        for (section, label) in [("tasks", "Phân công nhiệm vụ"), ("tables", "Biểu số liệu")]
        {
            let mut all = document.descendants();
            let own = all
                .find(|node| node.attribute("id") == Some(section))
                .unwrap();
            let marks = own.descendants();
            let marks =
                marks.filter(|node| node.attribute("class") == Some(&format!("mark {look}")));
            let count = marks.count();
            let line = stat.lines().find(|line| line.starts_with(label)).unwrap();
            assert!(
                line.contains(&format!("{count} {word}")),
                "{line}: {count} {look}"
            );
        }
    }
}

/// A long report ends on a screen with what it began with; one that is written to a file does not.
#[test]
fn on_a_screen_a_long_report_ends_with_its_sentences() {
    if !installed("script") {
        return;
    }
    let office = office();
    let command = format!(
        "{} diff {OLD} {NEW} --lang vi --color never",
        env!("CARGO_BIN_EXE_kehoach")
    );
    let run = Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .current_dir(office.path("."))
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&run.stdout).replace('\r', "");
    let (_, end) = shown.rsplit_once("\nTóm tắt\n").expect(&shown);
    assert!(end.starts_with("1. Chỉ tiêu: "), "{end}");
    let piped = office.run(&["diff", OLD, NEW, "--lang", "vi"]).out;
    assert!(!piped.contains("\nTóm tắt\n"), "{piped}");
}

/// An official table has no words of the program, no names of files, and room for remarks on every table.
#[test]
fn what_goes_on_paper_is_the_offices() {
    if !installed("pdftotext") {
        return;
    }
    let pairs = [
        (repository().join("plans/tan-hoa"), OLD, NEW),
        (
            repository().join("tests/diff/pair"),
            "2024.toml",
            "2025.toml",
        ),
        (
            repository().join("tests/diff/fields"),
            "2024.toml",
            "2025.toml",
        ),
        (repository().join("tests/diff/office"), OLD, NEW),
    ];
    for (folder, old, new) in pairs {
        let out = tempfile::NamedTempFile::new().unwrap();
        let name = out.path().to_str().unwrap();
        run_in(
            &folder,
            &["diff", old, new, "--format", "pdf", "--out", name],
        );
        let text = flat(&poppler("pdftotext", &["-raw", name, "-"]));
        for word in [
            ".toml",
            "tử số",
            "Tử số",
            "Mẫu số",
            "giống",
            "coi là một",
            "TXT0",
            "IND0",
            "as published (",
            "Phát hiện được chấp nhận",
            "Đổi mã",
        ] {
            assert!(!text.contains(word), "«{word}» in\n{text}");
        }
        assert!(text.contains("Ghi chú"), "{text}");
        assert_pages_are_filled(out.path());
    }
}

/// Each page but the last is filled to two thirds of its height at the least.
fn assert_pages_are_filled(pdf: &Path) {
    let boxes = poppler("pdftotext", &["-bbox", pdf.to_str().unwrap(), "-"]);
    let attribute = |line: &str, name: &str| -> Option<f64> {
        let (_, rest) = line.split_once(&format!("{name}=\""))?;
        rest.split_once('"')?.0.parse().ok()
    };
    let pages: Vec<&str> = boxes.split("<page ").skip(1).collect();
    for (place, page) in (1..).zip(&pages[..pages.len() - 1]) {
        let height = attribute(page, "height").unwrap();
        let lowest = page.lines().filter_map(|line| attribute(line, "yMax"));
        let lowest = lowest.fold(0.0, f64::max);
        assert!(
            lowest > height * 2.0 / 3.0,
            "page {place} ends at {lowest} of {height}"
        );
    }
}

/// axe-core finds nothing to say of the page, in light and dark.
#[test]
fn the_page_passes_axe_core() {
    let root = Command::new("npm").args(["root", "--global"]).output();
    let root = root.map(|run| String::from_utf8_lossy(&run.stdout).trim().to_owned());
    let script = root.map(|root| Path::new(&root).join("axe-core/axe.min.js"));
    let script = script.and_then(std::fs::read_to_string);
    let (Ok(script), true) = (script, installed("chromium")) else {
        return;
    };
    let office = office();
    let page = office
        .run(&["diff", OLD, NEW, "--format", "html", "--lang", "vi"])
        .out;
    let office = office.file("report.html", page);
    let mut browser = Browser::start(office.path("profile"));
    for scheme in ["light", "dark"] {
        browser.prefer(scheme);
        browser.open(&office.path("report.html"));
        browser.value(&format!("{script}; 0"));
        let found = browser.awaited("axe.run().then(found => JSON.stringify(found.violations.map(one => [one.id, one.nodes.map(node => node.html)])))");
        assert_eq!(found, "[]", "{scheme}");
    }
}
