//! Stamps, drafter, address and draft mark: Annex I, Part I, III.2 to III.4 and IV.

use super::measure::{HEIGHT, Line, MM, Pdf, Stroke, WIDTH, between, near, render};
use crate::support::{Office, installed};

const TEXT: &str = "[[sections]]\ntitle = \"Mục đích\"\ntext = \"Giúp hộ nghèo có việc làm.\"\n";

fn marked(marks: &str) -> Pdf {
    let plan = format!("{TEXT}[recipients]\narchive = [\"VT\"]\n[marks]\n{marks}\n");
    render(&Office::commune().plan(&plan), &[])
}

/// The frame around a line.
fn frame(pdf: &Pdf, line: &Line) -> Stroke {
    let around = |s: &Stroke| {
        s.height() > 5.0 && s.left < line.left && line.right < s.right && s.top < line.bottom
    };
    pdf.strokes(line.page)
        .into_iter()
        .find(around)
        .expect("a frame")
}

/// III.2.b: bright red, bold capitals of 13-14 pt in the middle of a frame of 20, 40 or 30 mm by
/// 8 mm, below number and symbol (cell 10b).
#[test]
fn stamps_of_urgency() {
    if !installed("pdftotext") {
        return;
    }
    for (key, text, width) in [
        ("khan", "KHẨN", 20.0),
        ("thuong_khan", "THƯỢNG KHẨN", 40.0),
        ("hoa_toc", "HOẢ TỐC", 30.0),
    ] {
        let pdf = marked(&format!("urgency = \"{key}\""));
        let line = pdf.line(text);
        assert_eq!(line.look(), "13 bold");
        assert_eq!(line.color, "#ff0000");
        let frame = frame(&pdf, line);
        near(frame.length() / MM, width, 0.05);
        near(frame.height() / MM, 8.0, 0.05);
        near(frame.middle(), line.middle(), 0.2);
        assert_eq!(frame.color, "rgb(100%,0%,0%)");
        let number = pdf.line("Số:");
        assert!(frame.top > number.bottom && frame.left < number.middle());
        assert!(frame.bottom < pdf.line("KẾ HOẠCH").top);
    }
}

/// III.2.c: black bold capitals of 13-14 pt in the middle of a frame above the national name (cell 11).
#[test]
fn stamps_of_circulation() {
    if !installed("pdftotext") {
        return;
    }
    for (key, text) in [
        ("xem_xong_tra_lai", "XEM XONG TRẢ LẠI"),
        ("luu_hanh_noi_bo", "LƯU HÀNH NỘI BỘ"),
    ] {
        let pdf = marked(&format!("circulation = \"{key}\""));
        let line = pdf.line(text);
        assert_eq!(line.look(), "13 bold");
        assert_eq!(line.color, "#000000");
        let frame = frame(&pdf, line);
        near(frame.middle(), line.middle(), 0.2);
        let national = pdf.line("CỘNG HÒA");
        assert!(frame.bottom < national.top);
        near(frame.middle(), national.middle(), 0.3);
        assert!(frame.top > 5.0 * MM);
    }
}

/// III.3: the drafter's code in capitals and the number of copies, 11 pt, upright, below the
/// recipients at the left (cell 12; Form 1.4 of Annex III has it in their last line).
#[test]
fn drafter_and_copies() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = marked("drafter = \"NVH\"\ncopies = 12");
    let line = pdf.line("- Lưu: VT. NVH");
    assert_eq!(line.text, "- Lưu: VT. NVH.(12)");
    assert_eq!(line.look(), "11");
    near(line.left / MM, 30.0, 0.1);
}

/// III.4: address, telephone and mail of 11-12 pt at the foot of page 1 and of no other, under a rule
/// as wide as the text.
#[test]
fn address_at_the_foot_of_page_1() {
    if !installed("pdftotext") {
        return;
    }
    let address = "Địa chỉ: Ấp Bình Thắng, xã An Bình. Điện thoại: 0274 3 672 000";
    let paragraphs = "Các ấp trồng cây dọc đường.\n\n".repeat(60);
    let plan = format!(
        "[issuer]\naddress = \"{address}\"\n[[sections]]\ntitle = \"Mục đích\"\ntext = '''\n\
         {paragraphs}'''\n[recipients]\narchive = [\"VT\"]\n"
    );
    let pdf = render(&Office::commune().plan(&plan), &[]);
    assert!(pdf.pages.len() > 1);
    let lines: Vec<&Line> = pdf.lines().filter(|line| line.text == address).collect();
    assert_eq!(lines.len(), 1);
    let line = lines[0];
    assert_eq!((line.page, line.look().as_str()), (1, "11"));
    between(HEIGHT - line.bottom, 20.0 * MM - 0.1, 25.0 * MM);
    let strokes = pdf.strokes(1);
    let rule = strokes.iter().max_by(|a, b| a.top.total_cmp(&b.top));
    let rule = rule.unwrap();
    near(rule.left, 30.0 * MM, 0.1);
    near(rule.right, WIDTH - 20.0 * MM, 0.1);
    assert!(rule.top < line.top + 2.0);
    let text = pdf.pages[0].lines.iter().rev();
    let above = text.into_iter().find(|l| l.text.starts_with("Các ấp"));
    assert!(above.unwrap().bottom < rule.top);
}

/// A draft says so on each page, outside the text; a plan without errors rendered without `--draft`
/// does not.
#[test]
fn draft_mark() {
    if !installed("pdftotext") {
        return;
    }
    let paragraphs = "Các ấp trồng cây dọc đường.\n\n".repeat(60);
    let plan = format!(
        "[[sections]]\ntitle = \"Mục đích\"\ntext = '''\n{paragraphs}'''\n\
         [[appendices]]\ntitle = \"Biểu\"\nlandscape = true\ntext = \"Kèm biểu.\"\n"
    );
    let office = Office::commune().plan(&plan);
    let draft = render(&office, &["--draft"]);
    assert!(draft.pages.len() > 2);
    for page in &draft.pages {
        let mark = page.lines.iter().find(|line| line.text == "DỰ THẢO");
        let mark = mark.unwrap_or_else(|| panic!("no mark in\n{}", draft.text()));
        assert_eq!(mark.look(), "13 bold");
        assert!(mark.bottom < 20.0 * MM);
        near(frame(&draft, mark).left / MM, 30.0, 0.5);
    }
    assert!(!render(&office, &[]).text().contains("DỰ THẢO"));
}

/// What is not decided yet is marked yellow in a draft.
#[test]
fn values_still_to_be_decided() {
    if !installed("pdftotext") {
        return;
    }
    let plan = r#"
[[tables]]
id = "ho"
columns = [{ id = "ap", title = "Ấp" }, { id = "ho", title = "Số hộ", unit = "hộ" }]
rows = [["Bình Thắng", 210], ["Cà Na", "TODO"]]
[[sections]]
title = "Chỉ tiêu"
text = '{{ table(id="ho") }}'
"#;
    let pdf = render(&Office::commune().plan(plan), &["--draft"]);
    pdf.line("TODO");
    assert!(pdf.svg(1).contains("fill:rgb(100%,88.2"), "no yellow");
}
