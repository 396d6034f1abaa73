//! Word's own means: styles, headings, sections, fields and tables, as someone edits them.

use super::package::Package;
use super::samples;
use super::xml::Element;
use std::collections::BTreeSet;

/// The style of a paragraph.
fn style(paragraph: &Element) -> &str {
    let style = paragraph.at(&["w:pPr", "w:pStyle"]);
    style.and_then(Element::val).unwrap_or("Normal")
}

/// The paragraphs of a style.
pub fn styled<'e>(part: &'e Element, id: &str) -> Vec<&'e Element> {
    let mut paragraphs = part.every("w:p");
    paragraphs.retain(|paragraph| style(paragraph) == id);
    paragraphs
}

/// What a style says, or else the style that it is based on.
pub fn says(package: &Package, id: &str, path: &[&str]) -> Option<Element> {
    let styles = package.styles();
    let mut id = id.to_owned();
    loop {
        let style = styles.get(&id)?;
        if let Some(found) = style.at(path) {
            return Some(found.clone());
        }
        id = style.child("w:basedOn")?.val()?.to_owned();
    }
}

/// The styles that an office worker finds in the list, each with words of the plan in it.
#[test]
fn every_component_has_a_style_of_its_name() {
    let package = samples::everything();
    let document = package.document();
    let styles = package.styles();
    for (name, words) in [
        ("Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc"),
        (
            "Cơ quan chủ quản",
            "ỦY BAN NHÂN DÂN TỈNH\u{A0}HẢI\u{A0}ĐÔNG",
        ),
        ("Cơ quan ban hành", "ỦY BAN NHÂN DÂN"),
        ("Số ký hiệu", "Số: 07/KH-UBND"),
        ("Địa danh ngày tháng", "An Bình, ngày 05 tháng 02 năm 2025"),
        ("Dấu chỉ mức độ khẩn", "THƯỢNG KHẨN"),
        ("Tên loại", "KẾ HOẠCH"),
        (
            "Trích yếu",
            "Giảm nghèo bền vững và trồng cây dọc các tuyến đường trên địa bàn xã An Bình năm 2025",
        ),
        (
            "Căn cứ",
            "Căn cứ Nghị quyết số 01/NQ-HĐND ngày 20/12/2024 của Hội đồng nhân dân xã An Bình về \
             nhiệm vụ năm 2025.",
        ),
        ("heading 1", "Phần I\nNHỮNG VẤN ĐỀ CHUNG"),
        ("heading 2", "Chương I\nMỤC ĐÍCH"),
        ("heading 3", "Mục 1\nYÊU CẦU"),
        ("heading 4", "Điều 1. Phạm vi"),
        (
            "Nội dung",
            "Thực hiện ngay Quyết định số 05/QĐ-UBND ngày 09/01/2025 của UBND xã An Bình về việc giao \
             chỉ tiêu năm 2025, xã ban hành Kế hoạch như sau:",
        ),
        ("Điểm", "a) Chọn cây giống."),
        ("Gạch đầu dòng", "- Đường liên thôn;"),
        ("Dấu cộng", "+ Đoạn đầu;"),
        ("Tên bảng", "Hộ nghèo theo thôn"),
        ("Đơn vị tính", "Đơn vị tính: hộ"),
        ("Đầu bảng", "STT"),
        ("Bảng", "1"),
        ("Nơi nhận - nhãn", "Nơi nhận:"),
        ("Nơi nhận", "- UBND huyện (B/c);"),
        ("Chữ ký", "TM. ỦY BAN NHÂN DÂN"),
        ("Họ tên người ký", "TRƯỞNG BAN CHỈ ĐẠO XÃ"),
        ("Phụ lục", "Phụ lục I\nBẢNG PHÂN CÔNG NHIỆM VỤ"),
        (
            "Chỉ dẫn phụ lục",
            "(Kèm theo Kế hoạch số 07/KH-UBND ngày 05 tháng 02 năm 2025 của Ủy ban nhân dân xã An Bình)",
        ),
    ] {
        let named = |style: &&Element| style.child("w:name").and_then(Element::val) == Some(name);
        let style = styles.values().find(named);
        let id = style.unwrap_or_else(|| panic!("no style {name}"));
        let first = styled(&document, id.get("w:styleId").unwrap());
        let first = first.first().unwrap_or_else(|| panic!("no {name}"));
        assert_eq!(first.text(), words, "{name}");
    }
    let grid = document.every("w:tblStyle");
    assert!(grid.iter().all(|style| style.val() == Some("LuoiBang")));
}

/// No paragraph is without a style, none is set by hand but for what its place asks for.
#[test]
fn paragraphs_are_set_by_their_styles() {
    let by_place = [
        "w:pStyle",
        "w:keepNext",
        "w:keepLines",
        "w:framePr",
        "w:spacing",
        "w:jc",
        "w:ind",
        "w:sectPr",
    ];
    for package in samples::all() {
        for (part, root) in package.worded() {
            for paragraph in root.every("w:p") {
                assert_ne!(style(paragraph), "Normal", "{}: {part}", package.name);
                let own = &paragraph.child("w:pPr").unwrap().children;
                for property in own {
                    assert!(by_place.contains(&property.name.as_str()), "{property:?}");
                }
            }
            for run in root.every("w:r") {
                let own = run.child("w:rPr").map_or(&[][..], |own| &own.children);
                let sized = |property: &&Element| {
                    matches!(property.name.as_str(), "w:sz" | "w:rFonts" | "w:lang")
                };
                assert_eq!(own.iter().find(sized), None, "{}: {part}", package.name);
            }
        }
    }
}

#[test]
fn times_new_roman_and_vietnamese_are_the_defaults() {
    for package in samples::all() {
        let styles = package.part("word/styles.xml");
        let defaults = styles
            .at(&["w:docDefaults", "w:rPrDefault", "w:rPr"])
            .unwrap();
        let fonts = defaults.child("w:rFonts").unwrap();
        for script in ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"] {
            assert_eq!(fonts.get(script), Some("Times New Roman"));
        }
        assert_eq!(defaults.child("w:lang").unwrap().val(), Some("vi-VN"));
        assert_eq!(defaults.child("w:sz").unwrap().val(), Some("28"));
        let paragraph = styles.at(&["w:docDefaults", "w:pPrDefault", "w:pPr"]);
        assert!(paragraph.unwrap().child("w:widowControl").is_some());
        assert_eq!(styles.every("w:rFonts").len(), 1, "one typeface");
    }
}

/// Headings are those that Word's navigation pane shows, at their depths, with what follows them.
#[test]
fn headings_have_outline_levels_and_keep_with_what_follows() {
    let package = samples::everything();
    let styles = package.styles();
    for depth in 1..=9 {
        let id = format!("Heading{depth}");
        let name = styles[&id].child("w:name").unwrap().val().unwrap();
        assert_eq!(name, format!("heading {depth}"));
        let outline = says(package, &id, &["w:pPr", "w:outlineLvl"]).unwrap();
        assert_eq!(outline.number("w:val"), depth - 1);
        for keep in ["w:keepNext", "w:keepLines"] {
            let kept = says(package, &id, &["w:pPr", keep]);
            assert!(kept.is_some_and(|keep| keep.val().is_none()), "{id} {keep}");
        }
    }
    let appendix = says(package, "PhuLuc", &["w:pPr", "w:outlineLvl"]);
    assert_eq!(appendix.unwrap().number("w:val"), 0);
    let document = package.document();
    let headings: Vec<(String, String)> = document
        .every("w:p")
        .into_iter()
        .filter(|paragraph| style(paragraph).starts_with("Heading"))
        .map(|paragraph| {
            let words = paragraph.text().replace('\n', " ");
            (style(paragraph)["Heading".len()..].to_owned(), words)
        })
        .collect();
    let found: Vec<String> = headings
        .into_iter()
        .map(|(d, w)| format!("{d} {w}"))
        .collect();
    let wanted = [
        "1 Phần I NHỮNG VẤN ĐỀ CHUNG",
        "2 Chương I MỤC ĐÍCH",
        "3 Mục 1 YÊU CẦU",
        "4 Điều 1. Phạm vi",
        "5 1. Trong số đó",
        "6 a) Thôn Đông trồng cây:",
        "5 2. Cách làm",
        "1 Phần II CHỈ TIÊU VÀ TỔ CHỨC THỰC HIỆN",
        "2 Phần I KẾT QUẢ",
    ];
    assert_eq!(found, wanted);
}

/// A paragraph without words is a line of the decree, the end of a section, keeps two tables apart, or
/// waits for a signer that the plan does not name.
#[test]
fn no_paragraph_is_empty_without_a_reason() {
    let reasons = [
        "KeTieuNgu",
        "KeCoQuan",
        "KeTrichYeu",
        "KePhuLuc",
        "KePhuLucNgang",
        "NgatPhan",
        "ChuKy",
        "HoTen",
    ];
    for package in samples::all() {
        let document = package.document();
        let mut in_cells = BTreeSet::new();
        for cell in document.every("w:tc") {
            in_cells.extend(cell.every("w:p").into_iter().map(std::ptr::from_ref));
        }
        for paragraph in document.every("w:p") {
            let table = in_cells.contains(&std::ptr::from_ref(paragraph))
                && ["Bang", "DauBang"].contains(&style(paragraph));
            let empty = paragraph.text().trim().is_empty();
            let reason = table || reasons.contains(&style(paragraph));
            assert!(!empty || reason, "{}: {}", package.name, style(paragraph));
        }
    }
}

/// Line breaks stand only between the two lines of a part's heading and of an appendix's.
#[test]
fn paragraphs_are_real() {
    for package in samples::all() {
        for paragraph in package.document().every("w:p") {
            let breaks = paragraph.every("w:br").len();
            let of = style(paragraph);
            assert!(
                breaks == 0 || of.starts_with("Heading") || of == "PhuLuc",
                "{}: {}",
                package.name,
                paragraph.text()
            );
        }
    }
}
