//! Plans that are too long, too deep or too wide. They are rendered, or the limit is said.

use super::{codes, run, words};
use crate::support::{Office, installed};

#[test]
fn the_least_plan() {
    if !installed("pdftotext") {
        return;
    }
    let words = words(&Office::empty().plan(""));
    assert!(words.contains("Giảm nghèo năm 2025"), "{words}");
}

#[test]
fn deep_toml() {
    if !installed("pdftotext") {
        return;
    }
    for depth in [100, 10_000] {
        for value in [
            format!("{}{}", "[".repeat(depth), "]".repeat(depth)),
            format!("{}1{}", "{ a = ".repeat(depth), " }".repeat(depth)),
            "[".repeat(depth),
            "{ a = ".repeat(depth),
        ] {
            let office = Office::commune().plan(&format!("number = {value}\n"));
            assert!(codes(&office).contains(&"SPC017".to_owned()), "{depth}");
        }
        let key = vec!["a"; depth].join(".");
        for line in [
            format!("{key} = 1"),
            format!("[{key}]"),
            format!("[[{key}]]"),
        ] {
            let office = Office::commune().plan(&format!("{line}\n"));
            assert!(codes(&office).contains(&"SPC017".to_owned()), "{depth}");
        }
    }
}

/// Budget lines fifty levels deep are a plan like any other.
#[test]
fn deep_budget_lines() {
    if !installed("pdftotext") {
        return;
    }
    let mut plan = "[[sections]]\ntitle = \"Kinh phí\"\ntext = \"{{ budget() }}\"\n[budget]\nunit = \"đồng\"\n".to_owned();
    for depth in 1..=50 {
        let path = vec!["lines"; depth].join(".");
        plan.push_str(&format!(
            "[[budget.{path}]]\nid = \"l{depth}\"\ntitle = \"Khoản {depth}\"\ntotal = 5\n"
        ));
    }
    assert!(words(&Office::commune().plan(&plan)).contains("Khoản 50"));
}

/// Sections have as many levels as the numbering; the first beyond is said.
#[test]
fn deep_sections() {
    if !installed("pdftotext") {
        return;
    }
    let mut plan = String::new();
    for depth in 1..=50 {
        let path = vec!["sections"; depth].join(".");
        plan.push_str(&format!("[[{path}]]\ntitle = \"Mục {depth}\"\n"));
    }
    let found = codes(&Office::commune().plan(&plan));
    assert!(
        !found.is_empty() && found.iter().all(|code| code == "SPC015"),
        "{found:?}"
    );
}

#[test]
fn deep_lists() {
    if !installed("pdftotext") {
        return;
    }
    let list: String = (0..50)
        .map(|depth| format!("{}- mức {depth}\n", "  ".repeat(depth)))
        .collect();
    let office = Office::commune().plan(&format!("[preamble]\ntext = '''\n{list}'''\n"));
    let deeper = codes(&office);
    assert_eq!(deeper, ["SPC015"; 47]);
}

/// Markup that opens ten thousand times.
#[test]
fn deep_markup() {
    if !installed("pdftotext") {
        return;
    }
    let n = 10_000;
    for text in [
        format!("{}x{}", "*a **b ".repeat(n), " b** a*".repeat(n)),
        "> ".repeat(n),
        "[".repeat(n),
        "![a](".repeat(n),
        "[^".repeat(n),
        "<a ".repeat(n),
        "`".repeat(n),
        "- ".repeat(n),
        "{".repeat(n),
        "{{ ".repeat(n),
        "{% if year %}".repeat(n),
        format!("{{{{ {}1{} }}}}", "(".repeat(n), ")".repeat(n)),
        format!("{{{{ {}1 }}}}", "-".repeat(n)),
        format!("{{{{ {}year }}}}", "not ".repeat(n)),
        format!("{{{{ {}1{} }}}}", "[".repeat(n), "]".repeat(n)),
    ] {
        let office = Office::commune().plan(&format!("[preamble]\ntext = '''\n{text}\n'''\n"));
        let found = run(&office, &["check", "plan.toml"]);
        let head: String = text.chars().take(20).collect();
        assert!(found.code < 2, "{head}: {}", found.err);
        assert!(run(&office, &["render", "plan.toml"]).code < 2, "{head}");
    }
}

/// A text with a fault at every word is checked in time, and its first faults are enough.
#[test]
fn more_faults_than_anyone_reads() {
    if !installed("pdftotext") {
        return;
    }
    for fault in ["{{ nam }} ", "{{ 1 2 }} ", "{% for %} ", "`a` ", "\u{e000}"] {
        let text = fault.repeat(50_000);
        let office = Office::commune().plan(&format!("[preamble]\ntext = '''\n{text}'''\n"));
        let found = codes(&office).len();
        assert!((200..=1_000).contains(&found), "{fault}: {found}");
    }
    assert!(codes(&Office::commune().plan(&"= 1\n".repeat(50_000))).len() <= 1_000);
}

#[test]
fn a_long_paragraph() {
    if !installed("pdftotext") {
        return;
    }
    let text = "một trăm nghìn chữ ".repeat(100_000 / 19);
    let office = Office::commune().plan(&format!("[closing]\ntext = \"{text}\"\n"));
    assert!(words(&office).matches("nghìn").count() == 100_000 / 19);
}

/// A PDF has no room for longer words.
#[test]
fn a_word_longer_than_the_page() {
    if !installed("pdftotext") {
        return;
    }
    let closing = |length| {
        let word = "a".repeat(length);
        Office::commune().plan(&format!("[closing]\ntext = \"Hết {word}\"\n"))
    };
    assert_eq!(run(&closing(8_000), &["render", "plan.toml"]).code, 0);
    assert_eq!(codes(&closing(20_000)), ["SPC017"]);
}

/// A table of ten thousand rows takes some seconds.
#[test]
fn a_long_table() {
    if !installed("pdftotext") {
        return;
    }
    let rows: String = (1..=10_000)
        .map(|row| format!("Thôn {row},{row}\n"))
        .collect();
    let office = Office::commune()
        .file("rows.csv", format!("thon,ho\n{rows}"))
        .plan(
            r#"
[[sections]]
title = "Chỉ tiêu"
text = '{{ table(id="bieu") }}'
[[tables]]
id = "bieu"
columns = [{ id = "thon", title = "Thôn" }, { id = "ho", title = "Số hộ", unit = "hộ" }]
rows_from = "rows.csv"
"#,
        );
    let words = words(&office);
    assert!(words.contains("Thôn 1 ") && words.contains("Thôn 10000 10.000"));
}

/// A row that is taller than a page is parted, and none of it is lost.
#[test]
fn a_tall_row() {
    if !installed("pdftotext") {
        return;
    }
    let cell = "chữ ".repeat(3_000);
    let office = Office::commune().plan(&format!(
        "[[sections]]\ntitle = \"A\"\ntext = '{{{{ table(id=\"a\") }}}}'\n[[tables]]\nid = \"a\"\n\
         columns = [{{ id = \"x\", title = \"X\" }}, {{ id = \"y\", title = \"Y\" }}]\nrows = [[\"{cell}\", \"1\"]]\n"
    ));
    assert_eq!(words(&office).matches("chữ").count(), 3_000);
}

/// More columns than a page has room for.
#[test]
fn a_wide_table() {
    if !installed("pdftotext") {
        return;
    }
    let columns: String = (0..60)
        .map(|c| format!("{{ id = \"c{c}\", title = \"Cột {c}\" }},"))
        .collect();
    let office = Office::commune().plan(&format!(
        "[[sections]]\ntitle = \"A\"\ntext = '{{{{ table(id=\"a\") }}}}'\n[[tables]]\nid = \"a\"\ncolumns = [{columns}]\n\
         rows = [[{}]]\n",
        "\"ô\",".repeat(60)
    ));
    assert!(run(&office, &["render", "plan.toml"]).code < 2);
}
