//! The rules on plain text, line by line: lists, counts, and the published documents.

use proptest::prelude::*;

use super::{change, count, reckoned, share, words};
use crate::checks::facts::item::Line;
use crate::checks::facts::opening::Relation;
use crate::checks::facts::{claim, list, listing};
use crate::document::model::ParagraphStyle;
use crate::document::passage::PassageKind;

/// The lines of a text: those with a dash or a letter are items.
fn lines(text: &str) -> Vec<Line<'_>> {
    text.lines()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(|text| {
            let (label, rest) = text.split_once(' ').unwrap_or(("", text));
            let style = match label {
                "-" => ParagraphStyle::Dash,
                "+" => ParagraphStyle::SubDash,
                _ if label.len() < 4 && label.ends_with([')', '.']) => ParagraphStyle::Numbered,
                _ => ParagraphStyle::Body,
            };
            let (label, text) = if style == ParagraphStyle::Body {
                ("", text)
            } else {
                (label, rest)
            };
            Line {
                text,
                label,
                kind: PassageKind::Paragraph(style),
            }
        })
        .collect()
}

/// All lists of a text: the total, its parts, and how far they are from it.
fn lists(text: &str) -> Vec<String> {
    let lines = lines(text);
    let mut seen = Vec::new();
    for at in 0..lines.len() {
        for list in listing::of(&lines, at).1 {
            let Some((sum, rounding)) = list::sum(&list) else {
                continue;
            };
            let whole = list.whole.1.in_base().unwrap();
            let sign = match list.relation {
                Relation::Some => "⊇",
                Relation::Parts if (whole - sum).abs() <= rounding => "=",
                Relation::Parts => "≠",
            };
            seen.push(format!("{whole} {sign} {sum} ({})", list.parts.len()));
        }
    }
    seen
}

/// What all rules that need no plan find in a text.
fn faults(text: &str) -> Vec<String> {
    let lines = lines(text);
    let mut faults: Vec<String> = lists(text)
        .into_iter()
        .filter(|list| list.contains('≠'))
        .collect();
    for at in 0..lines.len() {
        faults.extend(count::miscounts(&lines[at..]));
        faults.extend(words::faults(lines[at].text));
        faults.extend(share::faults(lines[at].text));
        faults.extend(reckoned::faults(lines[at].text));
        faults.extend(claim::claims(lines[at].text).iter().filter_map(|claim| {
            let figure = claim.figure.in_base()?;
            figure.is_sign_negative().then(|| claim.name.clone())
        }));
        faults.extend(change::faults(lines[at].text));
    }
    faults
}

#[test]
fn parts_are_added_up_where_they_are_all() {
    for (text, expected) in [
        (
            "giao 25 hộ, gồm: thôn Đông 8 hộ, thôn Đoài 9 hộ, thôn Thượng 8 hộ.",
            "25 = 25 (3)",
        ),
        (
            "giao 25 hộ, gồm: thôn Đông 8, thôn Đoài 9 và thôn Thượng 7.",
            "25 ≠ 24 (3)",
        ),
        (
            "387 hộ/2 xã, cụ thể: xã A 200 hộ (52%); xã B 187 hộ (48%)",
            "387 = 387 (2)",
        ),
        (
            "Tổng số 250 người: xã A 120 người; xã B 130 người.",
            "250 = 250 (2)",
        ),
        (
            "Tổng số 250 người, trong đó: nam 120, nữ 130",
            "250 = 250 (2)",
        ),
        (
            "Tổng số 250 người (trong đó 120 nam, 140 nữ) được",
            "250 ≠ 260 (2)",
        ),
        (
            "Tổng số 250 người, trong đó 130 người là phụ nữ.",
            "250 ⊇ 130 (1)",
        ),
        (
            "kinh phí 6,6 tỷ đồng, gồm: vốn đầu tư 2.000 triệu đồng, vốn sự nghiệp 4.608 triệu đồng",
            "6600000000 = 6608000000 (2)",
        ),
        (
            "Kinh phí 6.608 triệu đồng, gồm vốn A: 6.000 triệu đồng, trong đó B 100 triệu đồng; vốn C: 608 triệu đồng.",
            "6608000000 = 6608000000 (2) 6000000000 ⊇ 100000000 (1)",
        ),
        (
            "Giao 387 hộ/2 xã, đăng ký 391 hộ/2 xã cụ thể như sau:\nXã A giao 200 hộ/đăng ký 204 hộ;\nXã B giao 187 hộ/đăng ký 187 hộ.",
            "387 = 387 (2) 391 = 391 (2)",
        ),
        (
            "Giảm 30 hộ, chia ra:\n- Thôn Đông: 10 hộ;\n- Thôn Đoài: 19 hộ.",
            "30 ≠ 29 (2)",
        ),
    ] {
        let expected = expected.replace("6600000000 = 6608000000", "6600000000.0 = 6608000000");
        assert_eq!(lists(text).join(" "), expected, "{text}");
    }
}

#[test]
fn lists_that_may_not_be_all_are_not_added_up() {
    for text in [
        "hỗ trợ 30 hộ gồm 25 hộ nghèo và các hộ khác",
        "hỗ trợ 30 hộ, gồm 10 hộ nghèo, 5 hộ cận nghèo và một số hộ mới thoát nghèo",
        "gồm 7 dự án, 11 tiểu dự án",
        "tổng số hộ dân 1.605 hộ, cụ thể như sau:\n- Hộ nghèo 97 hộ;\n- Hộ cận nghèo 75 hộ.",
        "Năm 2022, tổng số hộ dân 1.605 hộ, kết quả như sau:\n- Hộ nghèo còn 97 hộ, giảm 41 hộ.\n- Hộ cận nghèo 75 hộ, giảm 28 hộ",
        "Kinh phí 500 triệu đồng, gồm 2 đợt: đợt 1 300 triệu đồng, đợt 2 200 triệu đồng",
        "250 người, gồm: 60% nam, 40% nữ",
        "giao mỗi xã 20 hộ, gồm: hộ nghèo 12 hộ, hộ cận nghèo 5 hộ",
        "giảm 25 hộ nghèo, trong đó xã An Bình có 97 hộ nghèo giảm 12 hộ",
        "Hỗ trợ 25 hộ nghèo, gồm các hoạt động: cấp bò giống cho 10 hộ, cấp gà giống cho 20 hộ",
        "Hỗ trợ 25 hộ nghèo, bao gồm các hoạt động sau:\n- Cấp bò giống cho 10 hộ;\n- Cấp gà giống cho 20 hộ.",
        "giảm khoảng 25 hộ, gồm thôn Đông 8 hộ, thôn Đoài 9 hộ",
    ] {
        assert!(lists(text).is_empty(), "{text}: {:?}", lists(text));
    }
}

#[test]
fn items_are_counted_where_the_list_is_whole() {
    for (text, expected) in [
        (
            "tập trung vào 3 nhóm chính sách: Hỗ trợ sản xuất; tiếp cận dịch vụ; phát triển hạ tầng các vùng khó khăn.",
            "",
        ),
        (
            "tập trung vào 4 nhóm chính sách: Hỗ trợ sản xuất; tiếp cận dịch vụ; phát triển hạ tầng.",
            "4≠3",
        ),
        (
            "tập trung vào 4 nhóm chính sách: sản xuất; dịch vụ; hạ tầng và truyền thông.",
            "",
        ),
        (
            "Thực hiện 03 nhiệm vụ trọng tâm sau:\n- Một\n- Hai\n+ Hai một\n- Ba\nKết luận.",
            "",
        ),
        (
            "Thực hiện 04 nhiệm vụ trọng tâm sau:\n- Một\n- Hai\n- Ba\nKết luận.",
            "4≠3",
        ),
        (
            "Thực hiện 04 nhiệm vụ trọng tâm sau:\n- Một\n- Hai\nChen ngang.\n- Ba\n- Bốn",
            "",
        ),
        (
            "Thực hiện 02 nội dung:\na) Một\nGiải thích thêm.\nb) Hai\nGiải thích.",
            "",
        ),
        ("Thực hiện 02 nội dung:\na) Một\nb) Hai\nc) Ba", "2≠3"),
        (
            "Giao chỉ tiêu cho 3 xã, cụ thể như sau:\nXã A 10 hộ;\nThị trấn B 12 hộ.",
            "3≠2",
        ),
        (
            "Giảm 25 hộ nghèo tại 12 xã, thực hiện theo các bước:\n- Một\n- Hai",
            "",
        ),
        (
            "gồm 2 dự án, 3 tiểu dự án:\n- Dự án 1: A\n+ Tiểu dự án 1: B\n+ Tiểu dự án 2: C\n- Dự án 2: D",
            "3≠2",
        ),
        (
            "Trong 03 năm 2024, 2025, 2026 thực hiện 12 mô hình; cụ thể:",
            "",
        ),
    ] {
        let lines = lines(text);
        assert_eq!(count::miscounts(&lines).join(" "), expected, "{text}");
    }
}

#[test]
fn the_published_documents_contradict_themselves_nowhere_here() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans/sources");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(faults(&text), Vec::<String>::new(), "{}", path.display());
        read += 1;
        if path.ends_with("krong-no.txt") {
            assert_eq!(lists(&text), ["387 = 387 (12)", "391 = 391 (12)"]);
        }
    }
    assert_eq!(read, 6);
}

/// Pieces that the rules know.
const PIECES: [&str; 53] = [
    " x ",
    " = ",
    "/hộ",
    "đ",
    "xã Minh Tân",
    " của ",
    " có ",
    "Cơ cấu: ",
    "\nTổng cộng: ",
    " (năm 2026: 1.000; ",
    "đầu năm ",
    " còn lại ",
    "25",
    "84/1.609",
    "5,22%",
    "1.609",
    "6 - 8%",
    "120",
    "06",
    " hộ",
    " người",
    " xã",
    " triệu đồng",
    " tỷ đồng",
    "%",
    " gồm",
    " Bao gồm:",
    " trong đó",
    " cụ thể",
    " Tổng số",
    "tổng kinh phí",
    " từ ",
    " lên ",
    " xuống còn ",
    " tăng ",
    " giảm ",
    " (",
    ")",
    ": ",
    "; ",
    ", ",
    ". ",
    "\n- ",
    "\na) ",
    " nhiệm vụ sau:",
    " bằng chữ: ",
    " hai mươi lăm",
    " trăm",
    " chiếm ",
    " trên tổng số ",
    "İ",
    "0,0000000000000000000000000005",
    "nữ",
];

proptest! {
    #[test]
    fn any_text_is_read_without_a_fault_of_ours(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40),
        other in "\\PC{0,40}",
    ) {
        for text in [pieces.concat(), other] {
            faults(&text);
            for line in text.lines() {
                let _ = super::total::totals(line, 2026);
            }
        }
    }
}
