//! The text between title and signature: Annex I, Part I, II.6 and V.6.

use super::measure::{HEIGHT, Line, MM, Pdf, WIDTH, between, near, render};
use crate::support::{Office, installed};

const LEFT: f64 = 30.0 * MM;
const RIGHT: f64 = WIDTH - 20.0 * MM;
const INDENT: f64 = 12.7 * MM;

const LEGAL: &str = r#"
[[documents]]
id = "qd_05"
kind = "Quyết định"
number = "05/QĐ-UBND"
date = 2025-01-09
issuer = "UBND xã An Bình"
title = "về việc giao chỉ tiêu năm 2025"
[[documents]]
id = "nq_12"
kind = "Nghị quyết"
number = "12/NQ-HĐND"
date = 2024-12-20
issuer = "HĐND huyện Phú Giáo"
title = "về nhiệm vụ phát triển kinh tế - xã hội năm 2025 và các chương trình mục tiêu của huyện"
"#;

/// A plan with every kind of paragraph and heading of the usual structure.
fn usual() -> Pdf {
    let plan = r#"
[[legal_bases]]
ref = "qd_05"
[[legal_bases]]
ref = "nq_12"
[preamble]
text = """
Ủy ban nhân dân xã An Bình ban hành Kế hoạch giảm nghèo năm 2025 trên địa bàn xã với các nội dung \
cụ thể như sau, để các ấp, các đơn vị và các hộ gia đình biết, thực hiện.

Kế hoạch áp dụng cho toàn xã.
"""
[[sections]]
title = "Mục đích, yêu cầu"
text = '''
# Mục đích

Hỗ trợ hộ nghèo có sinh kế ổn định, tiếp cận các dịch vụ xã hội cơ bản[^1] và **không tái nghèo**, *không để ai bị bỏ lại phía sau*.

[^1]: Y tế, giáo dục, nhà ở, nước sạch và thông tin.

## Về việc làm

- Rà soát nhu cầu.
  - Theo từng ấp.

# Yêu cầu

1) Đúng đối tượng.
2) Đúng thời hạn.
'''
"#;
    render(&Office::commune().file("legal.toml", LEGAL).plan(plan), &[])
}

/// The lines of the paragraph that begins with a text.
fn paragraph<'p>(pdf: &'p Pdf, start: &str) -> Vec<&'p Line> {
    let mut lines = pdf.lines().skip_while(|line| !line.text.starts_with(start));
    let first = lines.next().unwrap();
    let rest = lines.take_while(|line| line.left < LEFT + 1.0 && line.look() == first.look());
    std::iter::once(first).chain(rest).collect()
}

/// II.6.a: legal bases in italics, 13-14 pt, each in a paragraph of its own that ends with a
/// semicolon, the last with a full stop.
#[test]
fn legal_bases() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = usual();
    let first = paragraph(&pdf, "Căn cứ Quyết định số 05/QĐ-UBND");
    let last = paragraph(&pdf, "Căn cứ Nghị quyết số 12/NQ-HĐND");
    for line in first.iter().chain(&last) {
        assert_eq!(line.look(), "14 italic");
    }
    assert!(first.last().unwrap().text.ends_with("năm 2025;"));
    assert!(last.last().unwrap().text.ends_with("của huyện."));
    assert!(pdf.rule_below(pdf.line("Giảm nghèo năm 2025")).top < first[0].top);
}

/// II.6.e: upright, 13-14 pt, in both margins, the first line 10 or 12.7 mm in.
#[test]
fn paragraphs_are_justified_and_indented() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = usual();
    let lines = paragraph(&pdf, "Ủy ban nhân dân xã An Bình ban hành");
    assert_eq!(lines.len(), 3, "{}", pdf.text());
    near(lines[0].left, LEFT + INDENT, 0.3);
    near(lines[1].left, LEFT, 0.3);
    near(lines[2].left, LEFT, 0.3);
    near(lines[0].right, RIGHT, 0.3);
    near(lines[1].right, RIGHT, 0.3);
    assert!(lines[2].right < RIGHT - 10.0);
    assert_eq!(lines[0].look(), "14");
}

/// II.6.e: lines from single to 1.5 apart, paragraphs 6 pt more.
#[test]
fn lines_and_paragraphs_are_apart() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = usual();
    let single = 14.0 * 2355.0 / 2048.0;
    let lines = paragraph(&pdf, "Ủy ban nhân dân xã An Bình ban hành");
    let pitch = lines[1].bottom - lines[0].bottom;
    between(pitch / single, 1.0, 1.5);
    near(lines[2].bottom - lines[1].bottom, pitch, 0.02);
    let next = pdf.line("Kế hoạch áp dụng");
    near(next.bottom - lines[2].bottom, pitch + 6.0, 0.02);
    // The same between headings, points and hyphens.
    let starts = [
        "a) Về việc làm",
        "- Rà soát nhu cầu.",
        "+ Theo từng ấp.",
        "2. Yêu cầu",
        "a) Đúng đối tượng.",
        "b) Đúng thời hạn.",
    ];
    for pair in starts.windows(2) {
        let (one, other) = (pdf.line(pair[0]), pdf.line(pair[1]));
        assert!(other.bottom - one.bottom >= pitch + 6.0 - 0.7, "{pair:?}");
        assert!(other.bottom - one.bottom <= pitch + 6.0 + 0.7, "{pair:?}");
    }
}

/// V.6 and II.6.đ: sections in bold capitals, clauses with a title in bold, points upright; all
/// indented like paragraphs.
#[test]
fn headings() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = usual();
    for (start, look) in [
        ("I. MỤC ĐÍCH, YÊU CẦU", "14 bold"),
        ("1. Mục đích", "14 bold"),
        ("a) Về việc làm", "14"),
        ("- Rà soát nhu cầu.", "14"),
        ("+ Theo từng ấp.", "14"),
        ("2. Yêu cầu", "14 bold"),
        ("a) Đúng đối tượng.", "14"),
    ] {
        let line = pdf.line(start);
        assert_eq!(line.text, start);
        assert_eq!(line.look(), look, "{start}");
        near(line.left, LEFT + INDENT, 0.3);
    }
}

/// II.6.đ: «Phần», «Chương», «Mục» with their numbers on a line of their own, the title in capitals
/// below, both bold and centred; «Điều» in bold small letters, indented.
#[test]
fn parts_chapters_and_articles() {
    if !installed("pdftotext") {
        return;
    }
    let plan = r#"
[document]
year = 2025
title = "Phát triển du lịch cộng đồng năm 2025"
numbering = ["Phần", "Chương", "Mục", "Điều", "1.", "a)"]
[[sections]]
title = "Tình hình"
[[sections.sections]]
title = "Tiềm năng"
[[sections.sections.sections]]
title = "Cảnh quan"
[[sections.sections.sections.sections]]
title = "Thác nước"
text = """
1. Xã có hai thác nước.

1) Thác Trên.
"""
"#;
    let pdf = render(&Office::commune().file("plan.toml", plan), &[]);
    let middle = f64::midpoint(LEFT, RIGHT);
    for (label, title) in [
        ("Phần I", "TÌNH HÌNH"),
        ("Chương I", "TIỀM NĂNG"),
        ("Mục 1", "CẢNH QUAN"),
    ] {
        for text in [label, title] {
            let line = pdf.line(text);
            assert_eq!(line.text, text);
            assert_eq!(line.look(), "14 bold");
            near(line.middle(), middle, 0.3);
        }
        assert!(pdf.line(title).bottom > pdf.line(label).bottom + 10.0);
    }
    let article = pdf.line("Điều 1. Thác nước");
    assert_eq!(article.look(), "14 bold");
    near(article.left, LEFT + INDENT, 0.3);
    assert_eq!(pdf.line("1. Xã có hai thác nước.").look(), "14");
    assert_eq!(pdf.line("a) Thác Trên.").look(), "14");
}

/// Bold and italics of the plan; a footnote's number is raised, its words stand at the foot.
#[test]
fn emphasis_and_footnotes() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = usual();
    assert_eq!(pdf.line("không tái nghèo").look(), "14 bold");
    assert_eq!(pdf.line("không để ai bị bỏ lại").look(), "14 italic");
    let numbers: Vec<&Line> = pdf.lines().filter(|line| line.text == "1").collect();
    assert_eq!(numbers.len(), 2, "{}", pdf.text());
    let text = pdf.line("và"); // what follows the number
    assert!(numbers[0].size < 10.0);
    near(numbers[0].right, text.left, 4.0);
    assert!(numbers[0].bottom < text.bottom - 2.0);
    let note = pdf.line("Y tế, giáo dục");
    assert_eq!(note.look(), "11");
    between(note.bottom, HEIGHT - 35.0 * MM, HEIGHT - 20.0 * MM);
    let separator = pdf
        .strokes(1)
        .into_iter()
        .find(|stroke| stroke.top > pdf.line("b) Đúng thời hạn.").bottom && stroke.height() < 0.1);
    assert!(separator.unwrap().top < note.top);
}

/// Symbols, ranges and names stay on one line wherever that ends, in the text and in the recipients; who
/// copies them gets the very characters.
#[test]
fn symbols_and_ranges_do_not_break() {
    if !installed("pdftotext") {
        return;
    }
    let words = [
        "766/QĐ-TTg",
        "LĐ-TB&XH",
        "2016 - 2020",
        "2021–2025",
        "hộ/đăng",
    ];
    let mut text = String::new();
    for fill in 0..40 {
        for word in words {
            text.push_str(&format!("{} {word} là.\n\n", "á".repeat(fill + 30)));
        }
    }
    let plan = format!(
        "[[sections]]\ntitle = \"A\"\ntext = '''\nTheo {}'''\n[recipients]\n\
         list = [{{ text = \"Sở Lao động - Thương binh và Xã hội\", note = \"b/c\" }}]\narchive = [\"VT\"]\n",
        text.replace("\n\n", " ").trim_end().to_owned() + "\n"
    );
    let office = Office::commune().plan(&plan);
    let pdf = render(&office, &[]);
    let file = office.path("out/plan.pdf");
    let text = crate::support::poppler("pdftotext", &["-layout", file.to_str().unwrap(), "-"]);
    for word in words {
        let found = text.split('\n').map(|line| {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            line.matches(word).count()
        });
        assert_eq!(found.sum::<usize>(), 40, "{word} in\n{text}");
    }
    for line in text.lines() {
        let end = line.trim_end();
        assert!(!end.ends_with(['-', '/', '–']), "{line}");
    }
    assert!(text.contains("(b/c);"));
    // No joiner stands among the characters, and nothing reaches into the margin.
    assert!(!text.contains(['\u{2060}', '\u{AD}', '\u{2011}']));
    for line in pdf.lines() {
        assert!(line.right < WIDTH - 20.0 * MM + 1.0, "{}", line.text);
    }
}
