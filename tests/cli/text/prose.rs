//! Prose: what stands in it for what, and where the plan's own marks go.

use super::{examined, faults, lines, printed, section};
use crate::support::Office;

const PLACES: &str = r#"
[[sections]]
id = "to_chuc"
title = "Tổ chức, xem phụ lục {{ ref(id=\"mau\") }}"
[[sections.sections]]
id = "kinh_phi"
title = "Kinh phí theo {{ ref(id=\"mau\") }}"
[[sections.sections.sections]]
id = "diem"
title = "Điểm"
[[appendices]]
id = "bieu"
title = "Biểu theo mục {{ ref(id=\"to_chuc\") }}"
text = "Xem mục {{ ref(id=\"kinh_phi\") }}."
[[appendices]]
id = "mau"
title = "Mẫu theo {{ ref(id=\"bieu\") }}"
"#;

/// Forward and backward, wherever prose stands.
#[test]
fn references_are_numbers_wherever_they_stand() {
    let head =
        "[document]\nyear = 2025\ntitle = \"Trồng cây theo mục {{ ref(id=\\\"to_chuc\\\") }}\"\n";
    let more = r#"
[preamble]
text = '''
Trước {{ ref(id="to_chuc") }}, *nghiêng {{ ref(id="kinh_phi") }}*, **đậm *cả hai {{ ref(id="diem") }}***[^1].

[^1]: Chú thích mục {{ ref(id="to_chuc") }}, *điểm {{ ref(id="diem") }}*.
'''
[[tables]]
id = "t"
title = "Biểu theo mục {{ ref(id=\"to_chuc\") }}"
columns = [{ id = "a", title = "A" }]
rows = [["x"]]
[[task_groups]]
id = "g"
title = "Nhóm"
[[task_groups.tasks]]
text = "Việc ở mục {{ ref(id=\"kinh_phi\") }}"
[closing]
text = '''
{{ table(id="t") }}

{{ task_matrix() }}

Hết mục {{ ref(id="to_chuc") }}
'''
"#;
    let office = Office::commune().file("plan.toml", format!("{head}{more}{PLACES}"));
    let (document, found) = examined(&office);
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(document.meta.title, "Kế hoạch Trồng cây theo mục I");
    let all = lines(&document);
    let title = all.iter().position(|line| line == "KẾ HOẠCH").unwrap() + 1;
    assert_eq!(all[title], "Trồng cây theo mục I");
    let note = "(Kèm theo Kế hoạch số ~~~~~~/KH-UBND ngày~~~~~~tháng~~~~~~năm 2025 của Ủy ban nhân dân xã An Bình)";
    assert_eq!(
        super::between(all),
        [
            "Trước I, nghiêng 1, đậm cả hai a[1].",
            "I. TỔ CHỨC, XEM PHỤ LỤC PHỤ LỤC II",
            "1. Kinh phí theo Phụ lục II",
            "a) Điểm",
            "Biểu theo mục I",
            "STT\tA",
            "1\tx",
            "STT\tNhiệm vụ",
            "I\tNhóm",
            "1\tViệc ở mục 1",
            "Hết mục I./.",
            "Phụ lục I",
            "BIỂU THEO MỤC I",
            note,
            "Xem mục 1.",
            "Phụ lục II",
            "MẪU THEO PHỤ LỤC I",
            note,
            "[1] Chú thích mục I, điểm a.",
        ]
    );
}

#[test]
fn parts_and_articles_are_referred_to_by_their_words() {
    let plan = "[document]\nyear = 2025\ntitle = \"A\"\nnumbering = [\"Phần\", \"Điều\"]\n\
                [preamble]\ntext = \"{{ ref(id=\\\"p\\\") }}, {{ ref(id=\\\"d\\\") }}\"\n\
                [[sections]]\nid = \"p\"\ntitle = \"Một\"\n[[sections.sections]]\nid = \"d\"\ntitle = \"Hai\"\n";
    let lines = super::printed_by(&Office::commune().file("plan.toml", plan));
    assert_eq!(lines, ["Phần I, Điều 1", "Phần I MỘT", "Điều 1. Hai"]);
}

/// The mark of the end stands in the place of whatever the author has put there.
#[test]
fn the_text_ends_with_its_mark() {
    for (text, wanted) in [
        ("Hết", "Hết./."),
        ("Hết.", "Hết./."),
        ("Hết;", "Hết./."),
        ("Hết,", "Hết./."),
        ("Hết./.", "Hết./."),
        ("Hết ./. ", "Hết./."),
        ("Hết!", "Hết!./."),
        ("**Hết.**", "Hết./."),
        ("Hết *năm;*", "Hết năm./."),
        ("Hết **năm *nay.***", "Hết năm nay./."),
        ("Hết TODO", "Hết TODO./."),
        ("- Hết;", "- Hết./."),
        ("1. Hết;", "1. Hết./."),
        ("1) Hết;", "a) Hết./."),
    ] {
        assert_eq!(section("", text), [wanted], "{text}");
    }
    let with_note = "Hết.[^1]\n\n[^1]: Chú thích.";
    assert_eq!(section("", with_note), ["Hết.[1]./.", "[1] Chú thích."]);
    // A table and a heading have none.
    assert_eq!(section("", "Đầu.\n\n# Cuối"), ["Đầu.", "1. Cuối"]);
    assert_eq!(
        printed("[[appendices]]\ntitle = \"A\"\ntext = \"Hết.\"\n")
            .pop()
            .unwrap(),
        "Hết."
    );
}

#[test]
fn marks_of_lists_and_emphasis_print_as_an_office_sets_them() {
    let text = r"Đoạn **đậm**, *nghiêng*, ***cả hai*** và \*sao\*.

- gạch
  - cộng
    - cộng nữa

      tiếp
- gạch lại

1. số

   tiếp

1) chữ

# Mục

## Điểm

hai
dòng";
    assert_eq!(
        section("", text),
        [
            "Đoạn đậm, nghiêng, cả hai và *sao*.",
            "- gạch",
            "+ cộng",
            "• cộng nữa",
            "tiếp",
            "- gạch lại",
            "1. số",
            "tiếp",
            "a) chữ",
            "2. Mục",
            "a) Điểm",
            "hai",
            "dòng./.",
        ]
    );
}

#[test]
fn footnotes_are_numbered_through_the_document_in_reading_order() {
    let plan = r#"
[preamble]
text = '''
Một[^b], hai[^a].

[^a]: Chú thích hai.
[^b]: Chú thích
  một.
'''
[[sections]]
title = "Nội *dung*[^1]\n\n[^1]: Chú thích ba."
[[appendices]]
title = "Mẫu"
text = "Bốn[^x].\n\n[^x]: **Chú thích** bốn."
"#;
    let lines = printed(plan);
    assert_eq!(lines[0], "Một[1], hai[2].");
    assert_eq!(lines[1], "I. NỘI DUNG[3]");
    assert_eq!(
        lines[lines.len() - 5..],
        [
            "Bốn[4].",
            "[1] Chú thích một.",
            "[2] Chú thích hai.",
            "[3] Chú thích ba.",
            "[4] Chú thích bốn.",
        ]
    );
}

#[test]
fn a_text_of_one_line_is_no_list() {
    for title in ["1. Mục đích", "- Mục đích", "# Mục đích", "1) Mục đích"] {
        let plan = format!("[[sections]]\ntitle = \"{title}\"\n");
        let wanted = format!("I. {}", title.replace("Mục đích", "MỤC ĐÍCH"));
        assert_eq!(printed(&plan), [wanted]);
    }
    assert_eq!(
        printed("[[sections]]\ntitle = \"  Mục đích  \"\n"),
        ["I. MỤC ĐÍCH"]
    );
    assert_eq!(
        printed("[[sections]]\ntitle = \"{{ year }}. Năm\"\n"),
        ["I. 2025. NĂM"]
    );
}

#[test]
fn several_paragraphs_are_too_many_for_a_line() {
    for more in [
        "\\n\\nHai",
        "\\n\\n- Hai",
        "\\n\\n# Hai",
        "\\n\\n{{ timeline() }}",
    ] {
        let plan = format!(
            "[[timeline]]\ntext = \"x\"\n[[sections]]\ntitle = \"Một{more}\"\ntext = \"{{{{ timeline() }}}}\"\n"
        );
        let found = faults(&plan);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with("this text takes one paragraph only"));
        let (document, _) = examined(&Office::commune().plan(&plan));
        assert_eq!(super::between(lines(&document))[0], "I. MỘT");
    }
}

/// A text with faults prints as it is written, so that a draft can show it, and nothing that it may have
/// placed is missed.
#[test]
fn a_text_that_cannot_be_read_prints_as_it_is() {
    let plan = |objective: &str| {
        format!(
            "[[objectives]]\ntext = \"{objective}\"\n[[timeline]]\ntext = \"Bước\"\n\
             [[sections]]\ntitle = \"A\"\ntext = \"{{{{ objectives() }}}}\"\n"
        )
    };
    let office = Office::commune().plan(&plan("Giảm {{ x }}"));
    let (document, found) = examined(&office);
    assert_eq!(found, ["«x» prose has no variable `x`"]);
    assert_eq!(
        super::between(lines(&document)),
        ["I. A", "- Giảm {{ x }}./."]
    );
    let found = faults(&plan("Giảm 5 hộ"));
    assert_eq!(found, ["«\"Bước\"» the timeline is nowhere in the text"]);
}

#[test]
fn conditions_choose_what_prints() {
    assert_eq!(
        section(
            "",
            "{% if year > 2024 %}Sau{% else %}Trước{% endif %} năm 2024, {% raw %}{{ x }}{% endraw %}{# ghi chú #}."
        ),
        ["Sau năm 2024, {{ x }}./."]
    );
}
