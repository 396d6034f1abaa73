//! Tables: repeated headers, whole rows, numbers by their commas, totals.

use super::measure::{Glyph, HEIGHT, Line, MM, Page, Pdf, WIDTH, Word, near, render};
use crate::support::{Office, installed};
use std::fmt::Write as _;

/// A plan of one table with a grouped header and a number of rows.
fn counted(rows: usize, name: impl Fn(usize) -> String) -> Pdf {
    let mut data = String::from("ap,ho,ngheo,ty_le\n");
    for row in 0..rows {
        let _ = writeln!(data, "\"{}\",{},{},\"4,5\"", name(row), 200 + row, row + 1);
    }
    let plan = r#"
[[tables]]
id = "ho"
title = "Hộ nghèo theo ấp"
unit = "hộ"
rows_from = "so_lieu.csv"
columns = [
    { id = "ap", title = "Ấp" },
    { id = "ho", title = "Tổng số", unit = "hộ" },
    { id = "ngheo", title = "Số hộ", group = "Hộ nghèo", unit = "hộ" },
    { id = "ty_le", title = "Tỷ lệ", group = "Hộ nghèo", unit = "%" },
]
[[sections]]
title = "Chỉ tiêu"
text = '''
Chỉ tiêu của các ấp như sau:

{{ table(id="ho") }}

Các ấp rà soát.
'''
"#;
    let office = Office::commune().file("so_lieu.csv", data).plan(plan);
    render(&office, &[])
}

/// The header stands again on each page, the shared heading above its columns.
#[test]
fn grouped_headers_are_repeated() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = counted(90, |row| format!("Ấp số {row}"));
    let with_rows = |page: &&Page| page.lines.iter().any(|l| l.text.starts_with("Ấp số"));
    let pages: Vec<&Page> = pdf.pages.iter().filter(with_rows).collect();
    assert!(pages.len() >= 3);
    for page in pages {
        let line = |text: &str| {
            let found = page.lines.iter().find(|line| line.text == text);
            found.unwrap_or_else(|| panic!("no «{text}» in\n{}", pdf.text()))
        };
        let (group, one, other) = (line("Hộ nghèo"), line("Số hộ (hộ)"), line("Tỷ lệ (%)"));
        for heading in [line("STT"), group, one, other] {
            assert!(heading.bold);
            assert!(
                heading.bottom
                    < page
                        .lines
                        .iter()
                        .find(|l| l.text.starts_with("Ấp số"))
                        .unwrap()
                        .top
                        + 3.0
            );
        }
        assert!(group.bottom < one.top + 3.0);
        assert!(one.middle() < group.middle() && group.middle() < other.middle());
    }
    // Each row once.
    for row in 0..90 {
        let name = format!("Ấp số {row}");
        assert_eq!(pdf.lines().filter(|line| line.text == name).count(), 1);
    }
    // The caption stays with the table's first row.
    let caption = pdf.line("Hộ nghèo theo ấp");
    assert_eq!(caption.look(), "13 bold");
    assert_eq!(caption.page, pdf.line("Ấp số 0").page);
}

/// The lines of a row with several lines are on one page, framed by the page's own rules.
#[test]
fn rows_do_not_break() {
    if !installed("pdftotext") {
        return;
    }
    let words =
        "hỗ trợ vay vốn, dạy nghề, giới thiệu việc làm và xây nhà ở cho hộ nghèo ".repeat(3);
    let pdf = counted(40, |row| format!("đầu{row} {words} cuối{row}"));
    let place = |word: &str| {
        let page = pdf
            .pages
            .iter()
            .position(|page| page.words.iter().any(|w| w.text == word));
        page.unwrap_or_else(|| panic!("no «{word}»"))
    };
    for row in 0..40 {
        assert_eq!(
            place(&format!("đầu{row}")),
            place(&format!("cuối{row}")),
            "{row}"
        );
    }
    for page in &pdf.pages {
        let foot = page.words.iter().map(|w| w.bottom).fold(0.0, f64::max);
        assert!(foot <= HEIGHT - 20.0 * MM);
    }
}

/// A row that no page can hold breaks, since else its words would be lost.
#[test]
fn a_row_taller_than_a_page_loses_no_word() {
    if !installed("pdftotext") {
        return;
    }
    let name = |row: usize| {
        if row != 1 {
            return format!("Ấp số {row}");
        }
        (0..900).map(|word| format!("việc{word} ")).collect()
    };
    let pdf = counted(3, name);
    for word in 0..900 {
        let word = format!("việc{word}");
        let count = pdf
            .pages
            .iter()
            .flat_map(|page| &page.words)
            .filter(|w| w.text == word)
            .count();
        assert_eq!(count, 1, "{word}");
    }
    assert!(pdf.text().contains("Ấp số 2"));
    assert!(pdf.text().contains("Các ấp rà soát."));
    for page in &pdf.pages {
        let foot = page.words.iter().map(|w| w.bottom).fold(0.0, f64::max);
        assert!(foot <= HEIGHT - 20.0 * MM);
    }
}

/// Where the comma of a number is drawn, or would be behind a whole number.
fn comma(word: &Word, glyphs: &[Glyph]) -> f64 {
    let mut own: Vec<f64> = glyphs
        .iter()
        .filter(|g| word.left - 0.05 <= g.x && g.x < word.right - 0.05)
        .filter(|g| word.top < g.y && g.y < word.bottom + 1.0)
        .map(|g| g.x)
        .collect();
    own.sort_by(f64::total_cmp);
    assert_eq!(own.len(), word.text.chars().count(), "{}", word.text);
    let place = word.text.chars().position(|c| c == ',');
    place.map_or(word.right, |place| own[place])
}

/// Numbers of a column stand with their decimal commas under each other, whatever they have before
/// and behind it, also those of the total in bold.
#[test]
fn decimal_commas_stand_under_each_other() {
    if !installed("pdftotext") {
        return;
    }
    let plan = r#"
[[tables]]
id = "dien_tich"
columns = [
    { id = "ap", title = "Ấp" },
    { id = "ha", title = "Diện tích", unit = "ha", total = "sum" },
]
rows = [
    ["Bình Thắng", "1.234,5"],
    ["Bình Hòa", "7,125"],
    ["Cà Na", "98"],
    ["Đồng Chinh", "-0,25"],
    ["Bình Tiến", "-"],
]
total = { ap = "Tổng cộng", ha = "1.339,375" }
[[sections]]
title = "Chỉ tiêu"
text = '''
Diện tích như sau:

{{ table(id="dien_tich") }}

Các ấp rà soát.
'''
"#;
    let pdf = render(&Office::commune().plan(plan), &[]);
    let glyphs = pdf.glyphs(1);
    let numbers = ["1.234,5", "7,125", "98", "0,25", "1.339,375"];
    let places: Vec<f64> = numbers
        .iter()
        .map(|number| {
            let sign = ['-', '–', '−'];
            let found = |w: &&Word| w.text.trim_start_matches(sign) == *number;
            let word = pdf.pages[0].words.iter().find(found);
            comma(
                word.unwrap_or_else(|| panic!("no {number}: {}", pdf.text())),
                &glyphs,
            )
        })
        .collect();
    for place in &places {
        near(*place, places[0], 0.02);
    }
}

/// The row of totals is bold, with its words over the columns before.
#[test]
fn totals_are_bold() {
    if !installed("pdftotext") {
        return;
    }
    let plan = r#"
[[tables]]
id = "cay"
columns = [
    { id = "ap", title = "Ấp" },
    { id = "duong", title = "Tuyến đường" },
    { id = "cay", title = "Số cây", unit = "cây", total = "sum" },
]
rows = [["Bình Thắng", "ĐH.501", 120], ["Cà Na", "ĐH.507", 85]]
total = { ap = "Tổng cộng", cay = 205 }
[[sections]]
title = "Chỉ tiêu"
text = '''
Số cây như sau:

{{ table(id="cay") }}

Các ấp rà soát.
'''
"#;
    let pdf = render(&Office::commune().plan(plan), &[]);
    for (text, bold) in [
        ("Tổng cộng", true),
        ("205", true),
        ("85", false),
        ("Cà Na", false),
    ] {
        let line = pdf.lines().find(|line| line.text == text).unwrap();
        assert_eq!(line.bold, bold, "{text}");
        assert_eq!(line.size, 13.0);
    }
    let right = |text: &str| pdf.lines().find(|line| line.text == text).unwrap().right;
    near(right("205"), right("120"), 0.02);
}

/// A table is as wide as the text, framed, and no word leaves its cell.
#[test]
fn tables_fill_the_width() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = counted(5, |row| format!("Ấp số {row}"));
    let strokes = pdf.strokes(1);
    let caption = pdf.line("Hộ nghèo theo ấp");
    let grid = || strokes.iter().filter(|stroke| stroke.top > caption.top);
    let left = grid().map(|s| s.left).fold(WIDTH, f64::min);
    let right = grid().map(|s| s.right).fold(0.0, f64::max);
    near(left, 30.0 * MM, 0.3);
    near(right, WIDTH - 20.0 * MM, 0.3);
    let verticals: Vec<f64> = grid()
        .filter(|stroke| stroke.length() < 0.1)
        .map(|stroke| stroke.left)
        .collect();
    let row: Vec<&Line> = pdf
        .lines()
        .filter(|line| (line.bottom - pdf.line("Ấp số 3").bottom).abs() < 1.0)
        .collect();
    assert_eq!(row.len(), 5, "{}", pdf.text());
    for line in row {
        for x in &verticals {
            assert!(line.right < *x || *x < line.left, "{} at {x}", line.text);
        }
    }
}

/// The row that names a group of tasks is bold and never the last on its page.
#[test]
fn rows_of_groups_keep_with_their_first_row() {
    if !installed("pdftotext") {
        return;
    }
    let mut office = Office::commune();
    for paragraphs in 0..12 {
        let mut plan = String::from("[document]\nyear = 2025\ntitle = \"Trồng cây năm 2025\"\n");
        for group in 0..9 {
            let _ = writeln!(
                plan,
                "[[task_groups]]\nid = \"nhom_{group}\"\ntitle = \"Nhóm {group}\""
            );
            for task in 0..3 {
                let _ = writeln!(
                    plan,
                    "[[task_groups.tasks]]\ntext = \"Việc {group}{task}\"\nlead = [\"cac_thon\"]"
                );
            }
        }
        let text = "Các tuyến đường trồng cây.\n\n".repeat(paragraphs);
        let _ = write!(
            plan,
            "[[sections]]\ntitle = \"Phân công\"\ntext = \"\"\"\n{text}{{{{ task_matrix() }}}}\n\n\
             Các thôn thực hiện.\n\"\"\"\n"
        );
        office = office.file(&format!("plans/{paragraphs}.toml"), plan);
    }
    let run = office.run(&["render"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    for paragraphs in 0..12 {
        let pdf = Pdf::read(&office.path(&format!("out/{paragraphs}.pdf")));
        let page = |text: &str| {
            let found = pdf.lines().find(|line| line.text.contains(text));
            found
                .unwrap_or_else(|| panic!("no {text} in\n{}", pdf.text()))
                .page
        };
        assert!(pdf.line("Nhóm 0").bold);
        for group in 0..9 {
            let (own, first) = (
                page(&format!("Nhóm {group}")),
                page(&format!("Việc {group}0")),
            );
            assert_eq!(own, first, "{paragraphs}: {group}");
        }
        assert!(page("Nhóm 0") < page("Nhóm 8"));
    }
}

/// The unit of all numbers stands above the table at the right, in italics.
#[test]
fn unit_of_measure() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = counted(5, |row| format!("Ấp số {row}"));
    let note = pdf.line("Đơn vị tính: hộ");
    assert_eq!(note.look(), "13 italic");
    near(note.right, WIDTH - 20.0 * MM, 5.0);
    assert!(pdf.line("Hộ nghèo theo ấp").top < note.top && note.top < pdf.line("STT").top);
}

/// A row that is higher than a third of a page goes on on the next page, one that is lower stays whole.
#[test]
fn a_high_row_may_break() {
    if !installed("pdftotext") {
        return;
    }
    let tall = |words: usize| -> Vec<usize> {
        let long: String = (0..words).map(|word| format!("từ{word} ")).collect();
        let row = |row| format!("[\"Ấp {row}\", \"\"], ");
        let rows: String = (1..=23).map(row).collect();
        let plan = format!(
            "[[tables]]\nid = \"t\"\ncolumns = [{{ id = \"a\", title = \"Ấp\", width = 10 }}, \
             {{ id = \"b\", title = \"Việc\", width = 10 }}]\nrows = [{rows}[\"Cuối\", \"{long}\"], {rows}]\n\
             [[sections]]\ntitle = \"A\"\ntext = '''{{{{ table(id=\"t\") }}}}\n\nHết.'''\n"
        );
        let pdf = render(&Office::commune().plan(&plan), &[]);
        let holds = |word: usize| {
            let word = format!("từ{word}");
            let on = |page: &Page| page.words.iter().any(|own| own.text == word);
            pdf.pages.iter().position(on).unwrap()
        };
        vec![holds(0), holds(words - 1)]
    };
    // About six words stand on a line, and 48 lines on a page.
    assert_eq!(tall(60), [1, 1], "ten lines");
    assert_eq!(tall(140), [0, 1], "more than sixteen lines");
}
