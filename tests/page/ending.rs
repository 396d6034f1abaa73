//! Recipients and signature, and where pages may end: Annex I, Part I, II.7, II.9 and IV.

use super::measure::{HEIGHT, Line, MM, Pdf, WIDTH, between, near, render};
use crate::support::{Office, installed};
use std::fmt::Write as _;

const SIGNED: &str = r#"
[signature]
on_behalf = "TM. ỦY BAN NHÂN DÂN"
in_place_of = "KT. CHỦ TỊCH"
position = "PHÓ CHỦ TỊCH"
second_position = "Trưởng Ban Chỉ đạo xã"
name = "Lê Văn Minh"
[recipients]
list = [ { text = "UBND huyện", note = "B/c" }, { unit = "van_phong" }, { unit = "cac_thon" } ]
archive = ["VT", "VX"]
"#;

/// A plan whose text has a number of short paragraphs before its last headings and its end.
fn plan(paragraphs: usize, last: &str) -> String {
    let mut text = String::from("[document]\nyear = 2025\ntitle = \"Trồng cây năm 2025\"\n");
    text.push_str("[[sections]]\ntitle = \"Nội dung\"\ntext = '''\n");
    for number in 0..paragraphs {
        let _ = writeln!(text, "Tuyến đường số {number} trồng cây sao đen.\n");
    }
    text.push_str("'''\n[[sections]]\ntitle = \"Tổ chức thực hiện\"\ntext = '''\n");
    let _ = write!(
        text,
        "# Các đơn vị\n\n## Phân công\n\n{last}\n'''\n{SIGNED}"
    );
    text
}

/// The plans with 0 to 39 short paragraphs, rendered in one run: their ends fall everywhere.
fn everywhere(plan: &dyn Fn(usize) -> String) -> Vec<Pdf> {
    let mut office = Office::commune();
    for paragraphs in 0..40 {
        office = office.file(&format!("plans/{paragraphs}.toml"), plan(paragraphs));
    }
    let run = office.run(&["render"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    (0..40)
        .map(|paragraphs| Pdf::read(&office.path(&format!("out/{paragraphs}.pdf"))))
        .collect()
}

const SHORT: &str = "Các đơn vị, các thôn tổ chức thực hiện.";

/// II.9.d: «Nơi nhận:» at the left margin in bold italics of 12 pt, level with the signer's authority;
/// recipients of 11 pt, each on its line with a hyphen, a semicolon, «Lưu» with a full stop.
#[test]
fn recipients() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = render(&Office::commune().file("plan.toml", plan(2, SHORT)), &[]);
    let label = pdf.line("Nơi nhận:");
    assert_eq!(label.look(), "12 bold italic");
    near(label.left / MM, 30.0, 0.1);
    let list = [
        "- UBND huyện (B/c);",
        "- Văn phòng HĐND và UBND xã;",
        "- Các thôn;",
        "- Lưu: VT, VX.",
    ];
    for text in list {
        let line = pdf
            .lines()
            .find(|line| line.text.eq_ignore_ascii_case(text));
        let line = line.unwrap_or_else(|| panic!("no «{text}» in\n{}", pdf.text()));
        assert_eq!(line.look(), "11");
        near(line.left / MM, 30.0, 0.1);
    }
    let glyphs = pdf.glyphs(1);
    let authority = pdf.line("TM. ỦY BAN NHÂN DÂN");
    let baseline = |line: &Line| {
        let near = |g: &&super::measure::Glyph| {
            (g.x - line.left).abs() < 0.05 && (g.y - line.bottom).abs() < 6.0
        };
        glyphs.iter().find(near).unwrap().y
    };
    near(baseline(label), baseline(authority), 0.1);
}

/// II.7.đ: authority and position in bold capitals, the name in bold small letters, 13-14 pt, all
/// centred in the right half; at least 25 mm between them for the signature; another position of
/// the signer above the name.
#[test]
fn signature() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = render(&Office::commune().file("plan.toml", plan(2, SHORT)), &[]);
    let authority = pdf.line("TM. ỦY BAN NHÂN DÂN");
    let name = pdf.line("Lê Văn Minh");
    let second = pdf.line("TRƯỞNG BAN CHỈ ĐẠO XÃ");
    let position = pdf.line("PHÓ CHỦ TỊCH");
    for line in [authority, pdf.line("KT. CHỦ TỊCH"), position, second, name] {
        assert_eq!(line.look(), "14 bold");
        near(line.middle(), authority.middle(), 0.3);
        assert!(line.left > WIDTH / 2.0 - 10.0);
    }
    between((second.top - position.bottom) / MM, 25.0, 30.0);
    near(name.bottom - second.bottom, 14.0 * 1.15, 0.3);
}

/// Wherever the text ends: recipients and signature are never split and never alone on their page,
/// a heading is never the last on its page, no page runs into its margin, none stays empty.
#[test]
fn page_breaks() {
    if !installed("pdftotext") {
        return;
    }
    let mut pages = Vec::new();
    for (paragraphs, pdf) in everywhere(&|paragraphs| plan(paragraphs, SHORT))
        .iter()
        .enumerate()
    {
        ending_keeps_together_with_the_text(pdf, paragraphs);
        headings_keep_with_what_follows(pdf, paragraphs);
        pages_are_full(pdf, paragraphs);
        pages.push(pdf.line("Nơi nhận:").page);
    }
    // The sweep has seen what it is for: an end on page 1 and one on page 2.
    assert_eq!(pages[0], 1);
    assert!(pages.contains(&2));
}

fn ending_keeps_together_with_the_text(pdf: &Pdf, paragraphs: usize) {
    let page = pdf.line("Nơi nhận:").page;
    for part in ["TM. ỦY BAN", "PHÓ CHỦ TỊCH", "Lê Văn Minh", "- Lưu: VT"] {
        assert_eq!(pdf.line(part).page, page, "{paragraphs}: {part}");
    }
    assert_eq!(pdf.line("Các đơn vị, các thôn").page, page, "{paragraphs}");
}

fn headings_keep_with_what_follows(pdf: &Pdf, paragraphs: usize) {
    for page in &pdf.pages {
        let last = page.lines.last().unwrap();
        let heading = ["I. ", "II. ", "1. ", "a) "]
            .iter()
            .any(|label| last.text.starts_with(label));
        assert!(!heading, "{paragraphs}: {}", last.text);
    }
    let last = pdf.line("a) Phân công");
    assert_eq!(last.page, pdf.line("Các đơn vị, các thôn").page);
}

fn pages_are_full(pdf: &Pdf, paragraphs: usize) {
    let margin = HEIGHT - 20.0 * MM;
    for page in &pdf.pages {
        let foot = page.lines.iter().map(|l| l.bottom).fold(0.0, f64::max);
        assert!(foot <= margin + 0.1, "{paragraphs}: {foot}");
        // What may move on: the last paragraph with its three headings, and the ending.
        let whole = page.lines.iter().any(|line| line.text == "Lê Văn Minh");
        assert!(whole || foot > margin - 320.0, "{paragraphs}: {foot}");
    }
}

/// A short table at the end of the text stays whole and with the signature, below its headings.
#[test]
fn page_breaks_around_a_last_table() {
    if !installed("pdftotext") {
        return;
    }
    let table = "[[tables]]\nid = \"cay\"\ntitle = \"Số cây theo ấp\"\nunit = \"cây\"\n\
                 columns = [{ id = \"ap\", title = \"Ấp\" }, { id = \"so\", title = \"Số\", unit = \"cây\" }]\n\
                 rows = [[\"Cà Na\", 120], [\"Bình Hòa\", 85], [\"Bình Tiến\", 60]]\n";
    let pdfs = everywhere(&|paragraphs| {
        let text = plan(paragraphs, "{{ table(id=\"cay\") }}");
        text.replacen("[[sections]]", &format!("{table}[[sections]]"), 1)
    });
    for (paragraphs, pdf) in pdfs.iter().enumerate() {
        let page = pdf.line("Lê Văn Minh").page;
        for part in [
            "a) Phân công",
            "Số cây theo ấp",
            "Đơn vị tính",
            "STT",
            "Cà Na",
            "Bình Tiến",
        ] {
            assert_eq!(pdf.line(part).page, page, "{paragraphs}: {part}");
        }
    }
}

/// A longer table at the end of the text breaks where it must; its last row stays with the signature,
/// under the header where it begins a page.
#[test]
fn page_breaks_in_a_long_last_table() {
    if !installed("pdftotext") {
        return;
    }
    let mut table = String::from("[[tables]]\nid = \"cay\"\n");
    table.push_str("columns = [{ id = \"ap\", title = \"Ấp\" }]\nrows = [\n");
    for row in 1..=30 {
        let _ = writeln!(table, "  [\"Ấp số {row}\"],");
    }
    table.push_str("]\n");
    let pdfs = everywhere(&|paragraphs| {
        let text = plan(paragraphs, "{{ table(id=\"cay\") }}");
        text.replacen("[[sections]]", &format!("{table}[[sections]]"), 1)
    });
    let mut moved = 0;
    for (paragraphs, pdf) in pdfs.iter().enumerate() {
        let (last, name) = (pdf.line("Ấp số 30"), pdf.line("Lê Văn Minh"));
        assert_eq!(last.page, name.page, "{paragraphs}");
        for (number, page) in (1..).zip(&pdf.pages) {
            let rows = page
                .lines
                .iter()
                .filter(|line| line.text.starts_with("Ấp số"));
            let headers = page.lines.iter().filter(|line| line.text == "STT").count();
            assert_eq!(
                headers,
                usize::from(rows.count() > 0),
                "{paragraphs}: {number}"
            );
        }
        let [one, two] = ["Ấp số 28", "Ấp số 29"].map(|text| pdf.line(text));
        moved += usize::from(two.page < last.page);
        // No seam shows between the last row and those above it.
        if one.page == last.page {
            near(last.bottom - two.bottom, two.bottom - one.bottom, 0.1);
        }
    }
    assert!(moved > 0);
}

/// A last paragraph that is longer than a page loses no word, and its end stays with the signature.
#[test]
fn a_long_last_paragraph() {
    if !installed("pdftotext") {
        return;
    }
    let mut last = String::new();
    for number in 0..900 {
        let _ = write!(last, "thửa{number} ");
    }
    last.push_str("hết");
    let pdf = render(&Office::commune().file("plan.toml", plan(3, &last)), &[]);
    let words: String = pdf.text().replace('\n', " ");
    for number in 0..900 {
        assert!(words.contains(&format!("thửa{number} ")), "thửa{number}");
    }
    let page = pdf.line("Nơi nhận:").page;
    assert_eq!(pdf.line("Lê Văn Minh").page, page);
    let above = &pdf.pages[page - 1].lines;
    assert!(
        above.iter().any(|line| line.text.contains("hết./.")),
        "{}",
        pdf.text()
    );
}

/// The lines of text above the signature on its page, and whether those of the last paragraph go on from
/// the page before.
fn above_the_signature(pdf: &Pdf) -> (usize, bool) {
    let label = pdf.line("Nơi nhận:");
    let page = &pdf.pages[label.page - 1];
    let in_text = |line: &&Line| line.top > 20.0 * MM && line.bottom < label.top;
    let mut lines: Vec<f64> = page
        .lines
        .iter()
        .filter(in_text)
        .map(|line| line.bottom)
        .collect();
    lines.dedup_by(|one, other| (*one - *other).abs() < 2.0);
    let first = page.lines.iter().find(in_text).unwrap();
    let indented = first.left > 30.0 * MM + 1.0;
    (lines.len(), label.page > 1 && !indented)
}

/// The last paragraph fills its page and goes on with two lines at the least above the signature.
#[test]
fn a_last_paragraph_may_break() {
    if !installed("pdftotext") {
        return;
    }
    let last = "Các đơn vị, các thôn tổ chức thực hiện Kế hoạch trồng cây. ".repeat(10);
    let mut broken = 0;
    for (paragraphs, pdf) in everywhere(&|paragraphs| plan(paragraphs, &last))
        .iter()
        .enumerate()
    {
        let (lines, goes_on) = above_the_signature(pdf);
        assert!(lines >= 2, "{paragraphs}: {lines} lines");
        broken += usize::from(goes_on);
        let page = pdf.line("Nơi nhận:").page;
        assert_eq!(pdf.line("Lê Văn Minh").page, page, "{paragraphs}");
        headings_keep_with_what_follows(pdf, paragraphs);
    }
    assert!(broken >= 5, "{broken}");
}

/// One line is no text above a signature: the paragraph or the row before it comes with it.
#[test]
fn one_line_is_not_left_alone_above_the_signature() {
    if !installed("pdftotext") {
        return;
    }
    let table = "{{ table(id=\"t\") }}";
    let rows: String = (1..=20).map(|row| format!("[\"Ấp {row}\"], ")).collect();
    let tables = format!(
        "[[tables]]\nid = \"t\"\ncolumns = [{{ id = \"a\", title = \"Ấp\" }}]\nrows = [{rows}]\n"
    );
    for before in ["Các ấp trồng cây.", table] {
        let last = format!("Việc cần làm:\n\n{before}\n\nTrên đây là Kế hoạch.");
        let plan = |paragraphs| format!("{}{tables}", plan(paragraphs, &last));
        for (paragraphs, pdf) in everywhere(&plan).iter().enumerate() {
            let page = pdf.line("Nơi nhận:").page;
            assert_eq!(pdf.line("Trên đây là Kế hoạch./.").page, page);
            let before = if before == table { "Ấp 20" } else { before };
            assert_eq!(pdf.line(before).page, page, "{paragraphs}: {before}");
        }
    }
}
