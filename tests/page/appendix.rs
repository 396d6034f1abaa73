//! Page numbers, appendices and landscape pages: Annex I, Part I, I.2, I.7 and III.1.

use super::measure::{HEIGHT, Line, MM, Page, Pdf, WIDTH, between, near, render};
use crate::support::{Office, installed};

/// A plan of several pages with two appendices, the first landscape and of several pages.
fn with_appendices() -> Pdf {
    let long = "Các ấp trồng cây dọc đường.\n\n".repeat(70);
    let plan = format!(
        r#"
[document]
year = 2025
number = 7
date = 2025-02-05
title = "Trồng cây năm 2025"
[[sections]]
title = "Nội dung"
text = '''
Kết quả ghi theo {{{{ ref(id="bieu") }}}} và {{{{ ref(id="mau") }}}}.

{long}'''
[recipients]
archive = ["VT"]
[[appendices]]
id = "bieu"
title = "Biểu kết quả"
landscape = true
text = '''
{long}'''
[[appendices]]
id = "mau"
title = "Mẫu báo cáo"
text = "Các ấp báo cáo theo quý."
"#
    );
    render(&Office::commune().file("plan.toml", plan), &[])
}

/// The number in the top margin of a page.
fn number(page: &Page) -> Option<&Line> {
    page.lines.iter().find(|line| line.bottom < 20.0 * MM)
}

/// I.7: Arabic, upright, 13-14 pt, centred in the top margin, not shown on page 1; III.1.đ: appendices
/// are numbered on their own.
#[test]
fn page_numbers() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = with_appendices();
    let shown: Vec<&str> = pdf
        .pages
        .iter()
        .map(|page| number(page).map_or("", |line| line.text.as_str()))
        .collect();
    let plan = pdf.line("Nơi nhận:").page;
    let first = pdf.line("Phụ lục I").page;
    let second = pdf.line("Phụ lục II").page;
    assert_eq!(first, plan + 1);
    assert_eq!(second, pdf.pages.len());
    assert!(plan >= 3 && second - first >= 3, "{shown:?}");
    let mut wanted = Vec::new();
    for pages in [plan, second - first, 1] {
        wanted.push(String::new());
        wanted.extend((2..=pages).map(|number| number.to_string()));
    }
    assert_eq!(shown, wanted);
    for page in &pdf.pages {
        let Some(line) = number(page) else { continue };
        assert_eq!(line.look(), "14");
        // In the middle of what the margins leave.
        near(
            line.middle(),
            (30.0 * MM + page.width - 20.0 * MM) / 2.0,
            0.3,
        );
        assert!(line.top > 8.0 * MM);
    }
}

/// III.1.b and c: «Phụ lục» with a Roman number, 14 pt, bold; the title in bold capitals; the note in
/// italics and brackets, 13-14 pt; all centred above a rule.
#[test]
fn appendix_headings() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = with_appendices();
    for (label, title) in [("Phụ lục I", "BIỂU KẾT QUẢ"), ("Phụ lục II", "MẪU BÁO CÁO")]
    {
        let label = pdf.lines().find(|line| line.text == label).unwrap();
        let page = &pdf.pages[label.page - 1];
        let line = |start: &str| {
            page.lines
                .iter()
                .find(|line| line.text.starts_with(start))
                .unwrap_or_else(|| panic!("no «{start}» in\n{}", pdf.text()))
        };
        let (title, note) = (line(title), line("(Kèm theo Kế hoạch số 07/KH-UBND ngày"));
        assert_eq!(label.look(), "14 bold");
        assert_eq!(title.look(), "14 bold");
        assert_eq!(note.look(), "14 italic");
        let middle = (30.0 * MM + page.width - 20.0 * MM) / 2.0;
        near(label.middle(), middle, 0.3);
        near(title.middle(), middle, 0.3);
        near(note.middle(), middle, 0.3);
        assert!(label.top < title.top && title.top < note.top);
        near(
            pdf.rule_below(page.lines.iter().rfind(|l| l.italic).unwrap())
                .middle(),
            middle,
            0.3,
        );
    }
    assert!(
        pdf.text()
            .contains("Kết quả ghi theo Phụ lục I và Phụ lục II.")
    );
}

/// I.2 and I.3: an appendix may lie on its side; its margins are those of the decree too, and the
/// pages after it stand upright again.
#[test]
fn landscape_appendix() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = with_appendices();
    let (first, second) = (pdf.line("Phụ lục I").page, pdf.line("Phụ lục II").page);
    for (number, page) in (1..).zip(&pdf.pages) {
        let (width, height) = if (first..second).contains(&number) {
            (HEIGHT, WIDTH)
        } else {
            (WIDTH, HEIGHT)
        };
        near(page.width, width, 0.01);
        near(page.height, height, 0.01);
        let left = page.words.iter().map(|w| w.left).fold(width, f64::min);
        let right = page.words.iter().map(|w| w.right).fold(0.0, f64::max);
        let bottom = page.words.iter().map(|w| w.bottom).fold(0.0, f64::max);
        assert!(left >= 30.0 * MM - 0.1, "{left}");
        assert!(right <= width - 20.0 * MM + 0.1, "{right}");
        assert!(bottom <= height - 20.0 * MM + 0.1, "{bottom}");
    }
}

/// I.2: a wide table of the text may lie on a page on its side, between pages that stand upright; the
/// page numbers go on.
#[test]
fn landscape_table_in_the_text() {
    if !installed("pdftotext") {
        return;
    }
    let plan = r#"
[[tables]]
id = "bieu"
landscape = true
columns = [{ id = "ap", title = "Ấp" }, { id = "cay", title = "Số cây", unit = "cây" }]
rows = [["Bình Thắng", 120], ["Cà Na", 85]]
[[sections]]
title = "Nội dung"
text = '''
Số cây theo biểu sau:

{{ table(id="bieu") }}

Các ấp trồng xong trước mùa mưa.
'''
"#;
    let pdf = render(&Office::commune().plan(plan), &[]);
    let widths: Vec<f64> = pdf.pages.iter().map(|page| page.width.round()).collect();
    assert_eq!(widths, [595.0, 842.0, 595.0]);
    assert_eq!(pdf.line("Bình Thắng").page, 2);
    assert_eq!(pdf.line("Các ấp trồng xong").page, 3);
    let numbers: Vec<&str> = pdf.pages[1..]
        .iter()
        .map(|page| number(page).unwrap().text.as_str())
        .collect();
    assert_eq!(numbers, ["2", "3"]);
    let strokes = pdf.strokes(2);
    let left = strokes.iter().map(|s| s.left).fold(HEIGHT, f64::min);
    let right = strokes.iter().map(|s| s.right).fold(0.0, f64::max);
    near(left, 30.0 * MM, 0.5);
    between(right, 30.0 * MM, HEIGHT - 20.0 * MM + 0.5);
}
