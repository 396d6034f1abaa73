//! What stands above the text: Annex I, Part I, II.1 to II.5 and IV.

use super::measure::{HEIGHT, MM, Pdf, WIDTH, between, near, render};
use crate::support::{Office, installed};

const TITLE: &str = "Giảm nghèo bền vững, hỗ trợ sinh kế cho hộ nghèo và hộ cận nghèo trên địa bàn \
                     xã An Bình năm 2025";

/// An issued plan of a commune with a body above it and a title of two lines.
fn issued() -> Pdf {
    let plan = format!(
        r#"
[document]
year = 2025
number = 7
date = 2025-02-05
title = "{TITLE}"
[issuer]
parent = "UBND huyện Phú Giáo"
[[sections]]
title = "Mục đích"
text = "Giúp hộ nghèo có việc làm."
[recipients]
archive = ["VT"]
"#
    );
    render(&Office::commune().file("plan.toml", plan), &[])
}

/// I.1 and I.3: A4, upright; 20-25 mm at top and bottom, 30-35 at the left, 15-20 at the right.
#[test]
fn paper_and_margins() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = issued();
    let page = &pdf.pages[0];
    near(page.width, WIDTH, 0.01);
    near(page.height, HEIGHT, 0.01);
    let left = page.words.iter().map(|w| w.left).fold(WIDTH, f64::min);
    let right = page.words.iter().map(|w| w.right).fold(0.0, f64::max);
    let top = page.words.iter().map(|w| w.top).fold(HEIGHT, f64::min);
    near(left / MM, 30.0, 0.05);
    near((WIDTH - right) / MM, 20.0, 0.05);
    between(top / MM, 20.0, 25.0);
}

/// II.1: national name in bold capitals of 12-13 pt at the upper right; the motto centred under it,
/// bold, 13-14 pt, single spaced, above a line as long as itself.
#[test]
fn national_name_and_motto() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = issued();
    let name = pdf.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    let motto = pdf.line("Độc lập - Tự do - Hạnh phúc");
    assert_eq!(name.look(), "13 bold");
    assert_eq!(motto.look(), "14 bold");
    near(name.right, WIDTH - 20.0 * MM, 0.5);
    near(name.middle(), motto.middle(), 0.3);
    // Word's single spacing of Times New Roman is 1.15 em.
    near(motto.bottom - name.bottom, 14.0 * 1.15, 0.5);
    let rule = pdf.rule_below(motto);
    near(rule.length(), motto.length(), 0.3);
    near(rule.left, motto.left, 0.3);
    between(rule.top - motto.bottom, 0.0, 6.0);
}

/// II.2.b: the body above in capitals, not bold; under it the issuing body in bold capitals, both
/// 12-13 pt and centred, above a line of 1/3 to 1/2 of the name in its middle.
#[test]
fn issuing_body() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = issued();
    let parent = pdf.line("UBND HUYỆN PHÚ GIÁO");
    let first = pdf.line("ỦY BAN NHÂN DÂN");
    let second = pdf.line("XÃ AN BÌNH");
    assert_eq!(parent.look(), "13");
    assert_eq!(first.look(), "13 bold");
    assert_eq!(second.look(), "13 bold");
    near(first.middle(), parent.middle(), 0.3);
    near(second.middle(), parent.middle(), 0.3);
    near(first.bottom - parent.bottom, 13.0 * 1.15, 0.5);
    near(second.bottom - first.bottom, 13.0 * 1.15, 0.3);
    let rule = pdf.rule_below(second);
    between(rule.length() / first.length(), 1.0 / 3.0, 0.5);
    near(rule.middle(), first.middle(), 0.3);
    // The top line is level with the national name (IV.2).
    near(parent.bottom, pdf.line("CỘNG HÒA").bottom, 0.1);
}

/// II.3 and II.4: the number is upright, 13 pt, centred under the issuing body and has two digits;
/// place and date are in italics, 13-14 pt, centred under the motto; both stand on one line.
#[test]
fn number_place_and_date() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = issued();
    let number = pdf.line("Số: 07/KH-UBND");
    let date = pdf.line("An Bình, ngày 05 tháng 02 năm 2025");
    assert_eq!(number.look(), "13");
    assert_eq!(date.look(), "14 italic");
    near(number.middle(), pdf.line("XÃ AN BÌNH").middle(), 0.3);
    near(date.middle(), pdf.line("Độc lập").middle(), 0.3);
    let baseline = |left: f64| {
        let glyphs = pdf.glyphs(1);
        let found = glyphs
            .iter()
            .find(|glyph| (glyph.x - left).abs() < 0.05 && (glyph.y - number.bottom).abs() < 6.0);
        found.expect("a character at the line's start").y
    };
    near(baseline(number.left), baseline(date.left), 0.02);
}

/// II.4.b: in a plan that is not issued yet, number and day are blanks to be filled in by hand.
#[test]
fn blanks_before_issue() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = render(
        &Office::commune().plan("[[sections]]\ntitle = \"Mục đích\"\ntext = \"Việc làm.\"\n"),
        &[],
    );
    let number = pdf.line("Số:");
    let date = pdf.line("An Bình, ngày");
    assert!(number.text.ends_with("/KH-UBND"), "{}", number.text);
    assert!(date.text.ends_with("năm 2025"), "{}", date.text);
    // Room for two digits in handwriting: half a centimetre and more.
    let words = &pdf.pages[0].words;
    let day = words.iter().position(|w| w.text == "ngày").unwrap();
    let month = words.iter().position(|w| w.text == "tháng").unwrap();
    assert!(words[month].left - words[day].right > 5.0 * MM);
}

/// II.5.b: the kind in bold capitals, the title below it in bold small letters, 13-14 pt, centred,
/// above a line of 1/3 to 1/2 of the title; the lines of a long title are about equally long.
#[test]
fn kind_and_title() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = issued();
    let kind = pdf.line("KẾ HOẠCH");
    let first = pdf.line("Giảm nghèo bền vững");
    let second = pdf.line("và hộ cận nghèo");
    assert_eq!(format!("{} {}", first.text, second.text), TITLE);
    for line in [kind, first, second] {
        assert_eq!(line.look(), "14 bold");
        near(line.middle(), (30.0 * MM + WIDTH - 20.0 * MM) / 2.0, 2.0);
    }
    assert!(kind.bottom < first.top + 4.0);
    between(second.length() / first.length(), 0.7, 1.4);
    let rule = pdf.rule_below(second);
    let longest = first.length().max(second.length());
    between(rule.length() / longest, 1.0 / 3.0, 0.5);
    near(rule.middle(), kind.middle(), 0.3);
}

/// II.2.b: a long name of the issuing body goes on several lines; the national name keeps its one.
#[test]
fn a_long_name_of_the_body() {
    if !installed("pdftotext") {
        return;
    }
    let plan = r#"
[document]
year = 2025
title = "Phòng, chống thiên tai năm 2025"
[issuer]
name = "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn thị trấn Phước Vĩnh"
[[sections]]
title = "Mục đích"
text = "Chủ động ứng phó."
"#;
    let pdf = render(&Office::commune().file("plan.toml", plan), &[]);
    let national = pdf.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    let name: Vec<_> = pdf
        .lines()
        .filter(|line| line.bold && line.size == 13.0 && line.right < national.left)
        .collect();
    assert!(name.len() > 2, "{}", pdf.text());
    let words: Vec<&str> = name.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(
        words.join(" "),
        "BAN CHỈ HUY PHÒNG, CHỐNG THIÊN TAI VÀ TÌM KIẾM CỨU NẠN THỊ TRẤN PHƯỚC VĨNH"
    );
    let rule = pdf.rule_below(name[name.len() - 1]);
    let longest = name.iter().map(|line| line.length()).fold(0.0, f64::max);
    between(rule.length() / longest, 1.0 / 3.0, 0.5);
    assert!(pdf.line("Số:").top > rule.bottom);
}

/// Names of bodies break before the name of their area, not inside it; one that has no room even on a
/// line of its own breaks where it must.
#[test]
fn a_name_breaks_before_that_of_its_area() {
    if !installed("pdftotext") {
        return;
    }
    for (parent, lines) in [
        (
            "Ủy ban nhân dân tỉnh Lâm Đồng",
            &["ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG"][..],
        ),
        (
            "Ủy ban nhân dân thành phố Hồ Chí Minh",
            &["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH"],
        ),
        ("UBND xã An Bình", &["UBND XÃ AN BÌNH"]),
        (
            "Ủy ban nhân dân thị trấn Phước Vĩnh thuộc huyện Phú Giáo cũ và mới",
            &["ỦY BAN NHÂN DÂN"],
        ),
    ] {
        let plan = format!(
            "[document]\nyear = 2025\ntitle = \"{TITLE}\"\n[issuer]\nparent = \"{parent}\"\n"
        );
        let pdf = render(&Office::commune().file("plan.toml", plan), &[]);
        for line in lines {
            let words: Vec<&str> = line.split(' ').collect();
            let found = pdf.line(words[0]);
            let text: String = pdf.pages[0]
                .lines
                .iter()
                .filter(|other| (other.bottom - found.bottom).abs() < 1.0)
                .filter(|other| other.right < WIDTH / 2.0)
                .map(|line| line.text.as_str())
                .collect::<Vec<_>>()
                .join(" ");
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.starts_with(line), "{parent}: «{text}»");
            assert!(found.right < WIDTH / 2.0);
        }
    }
}
