//! Numbers that the program makes: of sections, headings, lists and appendices.

use super::{examined, faults, lines, printed};
use crate::support::Office;
use kehoach::document::model::{Block, Document};
use std::fmt::Write as _;

/// A plan with a structure of numbering.
fn numbered(structure: &str, more: &str) -> Office {
    let head = "[document]\nyear = 2025\ntitle = \"Giảm nghèo năm 2025\"\n";
    let plan = format!("{head}numbering = {structure}\n{more}");
    Office::commune().file("plan.toml", plan)
}

fn printed_with(structure: &str, more: &str) -> Vec<String> {
    super::printed_by(&numbered(structure, more))
}

/// The depths of the headings with their labels.
fn outline(document: &Document) -> Vec<String> {
    let inside = document.appendices.iter().flat_map(|a| &a.body);
    let blocks = document.body.iter().chain(inside);
    let headings = blocks.filter_map(|block| match block {
        Block::Heading(heading) => Some(format!("{} {}", heading.outline, heading.label)),
        _ => None,
    });
    headings.collect()
}

const CLOSING: &str = r#"
[[sections]]
title = "Mục đích"
text = """
1. Có việc làm.
2. Có nhà ở:

1) Nhà xây mới.
"""
[closing]
text = """
Các đơn vị lưu ý:

1. Báo cáo đúng hạn.
2. Báo cáo đủ:

1) Số hộ nghèo.
2) Số hộ cận nghèo.
"""
"#;

#[test]
fn a_list_in_the_closing_is_one_of_clauses_and_begins_anew() {
    assert_eq!(
        printed(CLOSING),
        [
            "I. MỤC ĐÍCH",
            "1. Có việc làm.",
            "2. Có nhà ở:",
            "a) Nhà xây mới.",
            "Các đơn vị lưu ý:",
            "1. Báo cáo đúng hạn.",
            "2. Báo cáo đủ:",
            "a) Số hộ nghèo.",
            "b) Số hộ cận nghèo./.",
        ]
    );
}

#[test]
fn a_list_under_no_heading_is_one_of_clauses_in_every_structure() {
    let closing = "[[sections]]\ntitle = \"Mục đích\"\ntext = \"Có việc làm.\"\n\
                   [closing]\ntext = \"\"\"\n1. Đúng hạn.\n2. Đủ.\n\"\"\"\n";
    for (structure, first, second) in [
        ("[\"muc\"]", "1. Đúng hạn.", "2. Đủ./."),
        ("[\"phan\"]", "1. Đúng hạn.", "2. Đủ./."),
        ("[\"dieu\"]", "1. Đúng hạn.", "2. Đủ./."),
        // Where sections are numbered like clauses, a list in them is one of points.
        ("[\"1.\", \"a)\"]", "a) Đúng hạn.", "b) Đủ./."),
        ("[\"I.\", \"a)\"]", "a) Đúng hạn.", "b) Đủ./."),
        ("[\"1.\"]", "a) Đúng hạn.", "b) Đủ./."),
    ] {
        let lines = printed_with(structure, closing);
        assert_eq!(lines[lines.len() - 2..], [first, second], "{structure}");
    }
}

#[test]
fn articles_count_on_where_lists_begin_anew() {
    let plan = r#"
[preamble]
text = "1. Mở đầu."
[[sections]]
title = "Chung"
[[sections.sections]]
title = "Phạm vi"
text = "1. Toàn xã."
[closing]
text = """
1. Kết luận.

# Hiệu lực

## Từ ngày ký
"""
"#;
    assert_eq!(
        printed_with("[\"dieu\"]", plan),
        [
            "1. Mở đầu.",
            "Chương I CHUNG",
            "Điều 1. Phạm vi",
            "1. Toàn xã.",
            "1. Kết luận.",
            "Chương II HIỆU LỰC",
            "Điều 2. Từ ngày ký",
        ]
    );
}

#[test]
fn a_list_in_the_preamble_takes_no_number_from_the_sections() {
    let plan = r#"
[preamble]
text = "1. Một.\n2. Hai."
[[sections]]
title = "Mục đích"
level = "1."
[[sections]]
title = "Yêu cầu"
"#;
    assert_eq!(
        printed(plan),
        ["1. Một.", "2. Hai.", "1. Mục đích", "I. YÊU CẦU"]
    );
}

#[test]
fn headings_in_the_closing_count_on_with_the_sections() {
    let plan = r##"
[[sections]]
title = "Mục đích"
[closing]
text = "# Hiệu lực\n\n1. Từ ngày ký."
"##;
    assert_eq!(
        printed(plan),
        ["I. MỤC ĐÍCH", "II. HIỆU LỰC", "1. Từ ngày ký./."]
    );
}

#[test]
fn a_list_inside_another_is_a_level_deeper() {
    let list = "\"\"\"\n1. Một.\n   1. Trong một.\n   2. Trong một nữa.\n2. Hai.\n   1. Trong hai.\n\"\"\"";
    let plan = format!("[[sections]]\ntitle = \"Nội dung\"\ntext = {list}\n");
    assert_eq!(
        printed(&plan)[1..],
        [
            "1. Một.",
            "a) Trong một.",
            "b) Trong một nữa.",
            "2. Hai.",
            "a) Trong hai./."
        ]
    );
    let both = format!("{plan}[closing]\ntext = {list}\n");
    let lines = printed_with("[\"I.\", \"1.\", \"1.1.\", \"a)\"]", &both);
    let wanted = [
        "1. Một.",
        "1.1. Trong một.",
        "1.2. Trong một nữa.",
        "2. Hai.",
        "2.1. Trong hai",
    ];
    for (place, wanted) in wanted.iter().enumerate() {
        assert!(lines[1 + place].starts_with(wanted), "{lines:?}");
        assert!(lines[6 + place].starts_with(wanted), "{lines:?}");
    }
}

#[test]
fn points_go_below_all_levels_where_the_structure_has_none() {
    let plan = "[[sections]]\ntitle = \"Nội dung\"\ntext = \"1) Một.\\n2) Hai.\"\n";
    assert_eq!(
        printed_with("[\"I.\", \"1.\"]", plan),
        ["I. NỘI DUNG", "a) Một.", "b) Hai./."]
    );
}

#[test]
fn letters_and_roman_numerals_go_as_far_as_they_must() {
    let mut plan = String::new();
    for number in 1..=40 {
        let _ = writeln!(plan, "[[sections]]\ntitle = \"Mục {number}\"");
    }
    plan.push_str("text = '''\n");
    for number in 1..=25 {
        let _ = writeln!(plan, "{number}) Điểm {number}.");
    }
    plan.push_str("'''\n");
    let lines = printed(&plan);
    for (line, wanted) in [
        (3, "IV. MỤC 4"),
        (4, "V. MỤC 5"),
        (8, "IX. MỤC 9"),
        (38, "XXXIX. MỤC 39"),
        (39, "XL. MỤC 40"),
        (40, "a) Điểm 1."),
        (43, "d) Điểm 4."),
        (44, "đ) Điểm 5."),
        (45, "e) Điểm 6."),
        (46, "g) Điểm 7."),
        (62, "y) Điểm 23."),
        (63, "aa) Điểm 24."),
    ] {
        assert_eq!(lines[line], wanted);
    }
}

fn items(text: &str) -> Vec<String> {
    super::section("", text)
}

#[test]
fn numbers_that_are_all_one_go_on_and_those_that_are_counted_begin_where_they_say() {
    assert_eq!(
        items("1. Một.\n\nGiữa.\n\n1. Hai."),
        ["1. Một.", "Giữa.", "2. Hai./."]
    );
    assert_eq!(
        items("1. Một.\n2. Hai.\n\nGiữa.\n\n3. Ba."),
        ["1. Một.", "2. Hai.", "Giữa.", "3. Ba./."]
    );
    assert_eq!(
        items("Thu:\na) Một.\nb) Hai.\nChi:\na) Ba.\nb) Bốn."),
        ["Thu:", "a) Một.", "b) Hai.", "Chi:", "a) Ba.", "b) Bốn./."]
    );
}

#[test]
fn a_list_behind_a_heading_stands_beside_it_where_its_number_follows() {
    assert_eq!(
        items("# Sở Nội vụ\n- Chủ trì.\n2. Sở Tư pháp.\n3. Sở Tài chính:\n   1. Lập dự toán."),
        [
            "1. Sở Nội vụ",
            "- Chủ trì.",
            "2. Sở Tư pháp.",
            "3. Sở Tài chính:",
            "a) Lập dự toán./."
        ]
    );
    assert_eq!(
        items("# Sở Nội vụ\n1. Chủ trì.\n2. Phối hợp."),
        ["1. Sở Nội vụ", "a) Chủ trì.", "b) Phối hợp./."]
    );
}

#[test]
fn a_section_can_stand_at_a_level_of_its_own() {
    let plan = r#"
[[sections]]
title = "Chung"
[[sections.sections]]
title = "Điểm ngay dưới mục"
level = "a)"
[[sections.sections]]
title = "Khoản"
[[sections.sections.sections]]
title = "Điểm"
[[sections]]
title = "Riêng"
"#;
    let (document, found) = examined(&Office::commune().plan(plan));
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(
        outline(&document),
        ["1 I.", "2 a)", "2 1.", "3 a)", "1 II."]
    );
}

#[test]
fn only_headings_of_outer_levels_are_in_capitals() {
    let plan = r##"
[[sections]]
title = "phần **một** *hai*"
[[sections.sections]]
title = "chương"
[[sections.sections.sections]]
title = "mục"
[[sections.sections.sections.sections]]
title = "mục la mã"
[[sections.sections.sections.sections.sections]]
title = "điều"
[[sections.sections.sections.sections.sections.sections]]
title = "khoản"
text = "# điểm"
"##;
    let structure = "[\"Phần\", \"Chương\", \"Tiểu mục\", \"I.\", \"Điều\", \"1.\", \"a)\"]";
    assert_eq!(
        printed_with(structure, plan),
        [
            "Phần I PHẦN MỘT HAI",
            "Chương I CHƯƠNG",
            "Tiểu mục 1 MỤC",
            "I. MỤC LA MÃ",
            "Điều 1. điều",
            "1. khoản",
            "a) điểm",
        ]
    );
}

const APPENDIX: &str = "[[appendices]]\nid = \"bieu_1\"\ntitle = \"Biểu\"\n\
                        text = '''\n# Chung\n\n1. Một.\n\n## Riêng\n'''\n";

#[test]
fn one_appendix_has_no_number_and_several_do() {
    let reference =
        "[[sections]]\ntitle = \"Nội dung\"\ntext = \"Xem {{ ref(id=\\\"bieu_1\\\") }}.\"\n";
    let note = "(Kèm theo Kế hoạch số ~~~~~~/KH-UBND ngày~~~~~~tháng~~~~~~năm 2025 của Ủy ban nhân dân xã An Bình)";
    assert_eq!(
        printed(&format!("{reference}{APPENDIX}")),
        [
            "I. NỘI DUNG",
            "Xem Phụ lục./.",
            "Phụ lục",
            "BIỂU",
            note,
            "I. CHUNG",
            "1. Một.",
            "2. Riêng",
        ]
    );
    let second = "[[appendices]]\ntitle = \"Mẫu\"\ntext = \"1. Hai.\\n\\n# Sau\"\n";
    assert_eq!(
        printed(&format!("{reference}{APPENDIX}{second}")),
        [
            "I. NỘI DUNG",
            "Xem Phụ lục I./.",
            "Phụ lục I",
            "BIỂU",
            note,
            "I. CHUNG",
            "1. Một.",
            "2. Riêng",
            "Phụ lục II",
            "MẪU",
            note,
            "1. Hai.",
            "I. SAU",
        ]
    );
}

#[test]
fn an_appendix_is_itself_the_outermost_heading_of_its_pages() {
    let plan = format!(
        "[[sections]]\ntitle = \"Nội dung\"\ntext = \"# Một\"\n{APPENDIX}\
         [[appendices]]\ntitle = \"Mẫu\"\ntext = '''\n## Sâu\n\n# Nông\n'''\n"
    );
    let (document, _) = examined(&Office::commune().plan(&plan));
    assert_eq!(
        outline(&document),
        ["1 I.", "2 1.", "2 I.", "3 2.", "2 1.", "2 I."]
    );
}

#[test]
fn a_level_that_there_is_not_is_said() {
    let (_, found) = examined(&numbered("[\"I.\", \"2.\"]", ""));
    let levels = "Phần, Chương, Mục, Tiểu mục, Điều, I., 1., 1.1., 1.1.1., a)";
    assert_eq!(
        found,
        [format!(
            "«\"2.\"» `2.` is no level of numbering; they are {levels}"
        )]
    );
    let section = |level: &str| format!("[[sections]]\ntitle = \"A\"\nlevel = \"{level}\"\n");
    assert_eq!(
        faults(&section("Điều")),
        ["«\"Điều\"» the plan's numbering has no level `Điều`"]
    );
    assert_eq!(faults(&section("1.")), Vec::<String>::new());
    assert_eq!(faults(&section("x")).len(), 1);
}

#[test]
fn a_number_that_contains_one_above_needs_it() {
    let plan = "[[sections]]\ntitle = \"A\"\nlevel = \"1.1.\"\n";
    let (document, found) = examined(&numbered("[\"I.\", \"1.\", \"1.1.\"]", plan));
    assert_eq!(
        found,
        ["«\"A\"» this number contains the one above it, and there is none"]
    );
    assert!(!lines(&document).contains(&"A".to_owned()));
}
