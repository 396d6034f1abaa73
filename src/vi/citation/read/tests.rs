//! Citations as offices write them, and what only looks like one.

use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn any_text_is_read(text in "(Quyết định |số |ngày |của |về |và |[0-9]{1,4}|QĐ|-UBND|/|TW|QH15|[-,;. ]|\\PC){0,30}") {
        let law = Law::standard();
        for citation in citations(&text, &law) {
            let parts = [Some(citation.range), citation.issuer, citation.subject];
            for part in parts.into_iter().flatten() {
                prop_assert!(text.get(part).is_some());
            }
            prop_assert_eq!(&text[citation.symbol.range.clone()], text.get(citation.symbol.range).unwrap());
            prop_assert!(citation.commas.iter().all(|at| text[*at..].starts_with(',')));
        }
        for fault in malformed(&text, &law) {
            prop_assert!(text.get(fault.range).is_some());
        }
    }
}

/// The law, for as long as the tests run.
fn law() -> &'static Law {
    Box::leak(Box::new(Law::standard()))
}

/// Kind | số | symbol | date | issuer | subject's first words | marks.
fn read(text: &str) -> Vec<String> {
    let slice =
        |range: &Option<Range<usize>>| range.clone().map_or("-", |range| &text[range]).to_owned();
    citations(text, law())
        .iter()
        .map(|c| {
            let date = c.date.as_ref().map(|date| date.range.clone());
            let subject = slice(&c.subject);
            let start: Vec<&str> = subject.split(' ').take(3).collect();
            format!(
                "{}|{}|{}|{}|{}{}{}",
                c.kind.map_or("-", |kind| &kind.name),
                c.symbol.tidy(),
                slice(&date),
                slice(&c.issuer),
                start.join(" "),
                if c.commas.is_empty() { "" } else { " ," },
                if c.inside { " <" } else { "" },
            )
        })
        .collect()
}

#[test]
fn reads_the_citations_of_real_plans() {
    let table: [(&str, &[&str]); 9] = [
        (
            "Thực hiện Quyết định số 02/QĐ-UBND ngày 04/01/2024, của UBND xã Tân Hoa về việc Giao chỉ tiêu năm 2024.",
            &["Quyết định|02/QĐ-UBND|04/01/2024|UBND xã Tân Hoa|về việc Giao ,"],
        ),
        (
            "theo Thông tư 17/2017/TT-BLĐTBXH ngày 28/6/2016 của bộ Lao động Thương binh và Xã hội; Thông tư số 14/2018/TT-BLĐTBXH ngày 26/9/2018 của Bộ Lao động Thương binh và Xã hội, về sửa đổi, bổ sung một số điều của Thông tư 17/2017/TT - BLĐTBXH ngày 26/9/2018 của Bộ Lao động",
            &[
                "Thông tư|17/2017/TT-BLĐTBXH|28/6/2016|bộ Lao động Thương binh và Xã hội|-",
                "Thông tư|14/2018/TT-BLĐTBXH|26/9/2018|Bộ Lao động Thương binh và Xã hội|về sửa đổi,",
                "Thông tư|17/2017/TT-BLĐTBXH|26/9/2018|Bộ Lao động|- <",
            ],
        ),
        (
            "Kế hoạch số 62/KH-UBND ngày 16/3/2022 của UBND tỉnh về việc thực hiện Nghị quyết 160/NQ-CP ngày 22/12/2021 của Chính phủ về tăng cường trên địa bàn và Kế hoạch số 108-KH/HU, ngày 14/4/2022 của Ban Thường vụ Huyện ủy Tây Hòa về việc tăng cường",
            &[
                "Kế hoạch|62/KH-UBND|16/3/2022|UBND tỉnh|về việc thực",
                "Nghị quyết|160/NQ-CP|22/12/2021|Chính phủ|về tăng cường <",
                "Kế hoạch|108-KH/HU|14/4/2022|Ban Thường vụ Huyện ủy Tây Hòa|về việc tăng ,",
            ],
        ),
        (
            "Căn cứ Nghị quyết số 202/2025/QH15 ngày 12 tháng 6 năm 2025 của Ủy ban Thường vụ Quốc hội về việc sắp xếp",
            &["Nghị quyết|202/2025/QH15|12 tháng 6 năm 2025|Ủy ban Thường vụ Quốc hội|về việc sắp"],
        ),
        (
            "khoản 3 Điều 14 Nghị định số 118/2025/NĐ-CP của Chính phủ). 100% thủ tục",
            &["Nghị định|118/2025/NĐ-CP|-|Chính phủ|-"],
        ),
        (
            "Nghị định số 275/2025/NĐ-CP ngày 18/10/2025 của Chính phủ sửa đổi, bổ sung Nghị định số 85/2025/NĐ-CP",
            &[
                "Nghị định|275/2025/NĐ-CP|18/10/2025|Chính phủ|sửa đổi, bổ",
                "Nghị định|85/2025/NĐ-CP|-|-|- <",
            ],
        ),
        (
            "Luật Bảo vệ môi trường số 72/2020/QH14; Công văn số 1234/UBND-KT ngày 05/3/2024 của UBND huyện",
            &[
                "Luật|72/2020/QH14|-|-|-",
                "Công văn|1234/UBND-KT|05/3/2024|UBND huyện|-",
            ],
        ),
        (
            "Chủ tịch UBND tỉnh tại Quyết định số 1441/QĐ-UBND ngày 25/9/2025 của Chủ tịch UBND tỉnh công bố thủ tục",
            &["Quyết định|1441/QĐ-UBND|25/9/2025|Chủ tịch UBND tỉnh|công bố thủ"],
        ),
        (
            "trên cơ sở 387 hộ/12 xã, giai đoạn 2021-2025, ngày 15/10/2024 và Mẫu số 01/ĐK-TTHC, 5%/năm, Đề án 06/CP, Số: 12/KH-UBND",
            &["-|12/KH-UBND|-|-|-"],
        ),
    ];
    for (text, found) in table {
        let found: Vec<_> = found.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(read(text), found, "{text}");
    }
}

#[test]
fn tells_numbers_that_are_no_symbols() {
    let told = |text: &str| -> Vec<(String, Option<String>)> {
        malformed(text, law())
            .into_iter()
            .map(|m| (text[m.range].to_owned(), m.right))
            .collect()
    };
    let right = |text: &str| Some(text.to_owned());
    assert_eq!(
        told("Quyết định số 12/QD-UBND ngày"),
        [("12/QD-UBND".to_owned(), right("12/QĐ-UBND"))]
    );
    assert_eq!(
        told("Quyết định số 12QĐ-UBND, Nghị định số 30/2020/NĐ.CP;"),
        [
            ("12QĐ-UBND".to_owned(), right("12/QĐ-UBND")),
            ("30/2020/NĐ.CP".to_owned(), right("30/2020/NĐ-CP"))
        ]
    );
    assert_eq!(
        told("Kế hoạch số 9/kh-ubnd."),
        [("9/kh-ubnd".to_owned(), right("9/KH-UBND"))]
    );
    for text in [
        "Quyết định số 12/QĐ-UBND ngày",
        "Thông tư số 17/2017/TT - BLĐTBXH",
        "Nghị quyết số 57-NQ/TW, Nghị quyết số 18",
        "Kế hoạch số 415/KH-UBND.",
        "Kế hoạch số 12a/KH-UBND",
        "Dự án số 2: hạ tầng; Dự án số 2a",
        "Công văn số 55/PGDĐT-TH",
        "Nghị quyết số 66.18/2026/NQ-CP",
        "Công văn số 5432/BNN-PCTT&TKCN; Báo cáo số 15/BC-UBND(KT)",
        "Hợp đồng số 15HĐ/2025, Đề án số 06/CP",
        "Thông tư liên tịch số 04/2008/TTLT/BTNMT-BNV",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn what_is_a_citation_and_what_is_a_number() {
    let table: [(&str, &[&str]); 13] = [
        ("số 17/ 2017/TT-BLĐTBXH", &["-|17/2017/TT-BLĐTBXH|-|-|-"]),
        ("tại 12/KH-UBND", &["-|12/KH-UBND|-|-|-"]),
        ("tại 12/KH-TU", &["-|12/KH-TU|-|-|-"]),
        ("tại 12/KH-U", &[]),
        ("Kế hoạch 12/KH-U", &["Kế hoạch|12/KH-U|-|-|-"]),
        ("tại số 13/SNN-KT", &[]),
        (
            "Công văn số 12/SNN-KT, số 13/SNN-KT",
            &["Công văn|12/SNN-KT|-|-|-", "-|13/SNN-KT|-|-|-"],
        ),
        (
            "Công văn số 12/SNN-KT và số 13/SNN-KT",
            &["Công văn|12/SNN-KT|-|-|-", "-|13/SNN-KT|-|-|-"],
        ),
        (
            "Công văn số 12/SNN-KT, 13/SNN-KT",
            &["Công văn|12/SNN-KT|-|-|-"],
        ),
        ("Công văn số 12/SNN", &["Công văn|12/SNN|-|-|-"]),
        ("Đề án số 12/SNN", &[]),
        ("Nghị quyết số 12/QH15", &["Nghị quyết|12/QH15|-|-|-"]),
        ("Mẫu số 12/ABC", &[]),
    ];
    for (text, found) in table {
        assert_eq!(read(text), found, "{text}");
    }
    let says = |text| citations(text, law())[0].says_number;
    assert!(says("Kế hoạch số 12/KH-UBND"));
    assert!(says("Số 12/KH-UBND"));
    assert!(!says("Kế hoạch 12/KH-UBND"));
    assert!(!says("mã-số 12/KH-UBND"));
}

#[test]
fn dates_bodies_and_subjects_end_where_they_ought_to() {
    let table = [
        (
            "Kế hoạch số 1/KH-UBND ngày 15/10",
            "Kế hoạch|1/KH-UBND|-|-|-",
        ),
        (
            "Kế hoạch số 1/KH-UBND ngày15/10/2024",
            "Kế hoạch|1/KH-UBND|-|-|-",
        ),
        ("Kế hoạch số 1/KH-UBND của", "Kế hoạch|1/KH-UBND|-|-|-"),
        ("Kế hoạch số 1/KH-UBND của - ", "Kế hoạch|1/KH-UBND|-|-|-"),
        (
            "Kế hoạch số 1/KH-UBND của Sở Y tế và các xã",
            "Kế hoạch|1/KH-UBND|-|Sở Y tế|-",
        ),
        (
            "Kế hoạch số 1/KH-UBND của Sở Y tế và Sở Nội vụ",
            "Kế hoạch|1/KH-UBND|-|Sở Y tế và Sở Nội vụ|-",
        ),
        (
            "Kế hoạch số 1/KH-UBND của Sở Y tế và Quyết định trên",
            "Kế hoạch|1/KH-UBND|-|Sở Y tế|-",
        ),
        (
            "Kế hoạch số 1/KH-UBND của Sở Y tế tại hội nghị",
            "Kế hoạch|1/KH-UBND|-|Sở Y tế|-",
        ),
        (
            "Nghị quyết số 1/NQ-CP của Chính phủ khóa mới",
            "Nghị quyết|1/NQ-CP|-|Chính phủ|-",
        ),
        (
            "Kế hoạch số 1/KH-UBND của UBND xã (dự thảo) về nhà ở",
            "Kế hoạch|1/KH-UBND|-|UBND xã|-",
        ),
        (
            "Kế hoạch số 1/KH-UBND ngày 20/01/2026về giảm nghèo",
            "Kế hoạch|1/KH-UBND|20/01/2026|-|-",
        ),
        (
            "Kế hoạch số 1/KH-UBND về: nhà ở",
            "Kế hoạch|1/KH-UBND|-|-|về: nhà ở",
        ),
        ("Kế hoạch số 1/KH-UBND vềnhà", "Kế hoạch|1/KH-UBND|-|-|-"),
    ];
    for (text, found) in table {
        assert_eq!(read(text), [found], "{text}");
    }
    let subject = |text| {
        citations(text, law())[0]
            .subject
            .clone()
            .map(|range| &text[range])
    };
    assert_eq!(
        subject("Kế hoạch số 1/KH-UBND về 1.200 hộ. Các xã"),
        Some("về 1.200 hộ")
    );
    assert_eq!(
        subject("Kế hoạch số 1/KH-UBND về nhà ở; các xã"),
        Some("về nhà ở")
    );
    assert_eq!(
        subject("Kế hoạch số 1/KH-UBND về nhà ở (gọi tắt)"),
        Some("về nhà ở ")
    );
    assert_eq!(
        subject("(Kế hoạch số 1/KH-UBND về nhà ở)"),
        Some("về nhà ở")
    );
    let commas = |text: &str| citations(text, law())[0].commas.clone();
    assert_eq!(commas("Số 1/KH-UBND, ngày 20/01/2026"), [14]);
    assert_eq!(commas("Số 1/KH-UBND , của UBND"), [15]);
    assert_eq!(commas("Số 1/KH-UBND, các xã"), [0_usize; 0]);
}

#[test]
fn the_name_of_a_law_stands_between_kind_and_number() {
    let kind = |text: &str| {
        let kind = citations(text, law())
            .first()
            .and_then(|citation| citation.kind);
        kind.map(|kind| kind.name.clone())
    };
    assert_eq!(
        kind("Luật Đất đai số 31/2024/QH15"),
        Some("Luật".to_owned())
    );
    assert_eq!(
        kind("theo luật Đất đai số 31/2024/QH15"),
        Some("Luật".to_owned())
    );
    assert_eq!(kind("Luật Đất đai; số 31/2024/QH15"), None);
    assert_eq!(kind("kỷ-Luật Đất đai số 31/2024/QH15"), None);
    assert_eq!(kind("Luật Đất đai số 31/2024/UBTVQH15"), None);
    let long = |blanks: usize| format!("Luật {} số 31/2024/QH15", "A".repeat(blanks));
    assert_eq!(kind(&long(159 - "Luật ".len())), Some("Luật".to_owned()));
    assert_eq!(kind(&long(160 - "Luật ".len())), None);
    let text = "Luật Đất đai số 31/2024/QH15 và Luật Nhà ở số 27/2023/QH15";
    let second = &citations(text, law())[1];
    assert!(text[second.range.clone()].starts_with("Luật Nhà ở"));
    let text = "Luật Đất đai và luật Nhà ở số 27/2023/QH15";
    assert!(text[citations(text, law())[0].range.clone()].starts_with("luật Nhà ở"));
}

#[test]
fn what_belongs_to_the_subject_of_another() {
    let inside = |text: &str| {
        citations(text, law())
            .iter()
            .map(|c| c.inside)
            .collect::<Vec<_>>()
    };
    let head = "Nghị định số 1/2025/NĐ-CP ngày 18/10/2025 của Chính phủ";
    let whole = "Nghị định số 3/2025/NĐ-CP ngày 18/3/2025 của Chính phủ";
    for (tail, found) in [
        ("sửa đổi Nghị định số 2/2025/NĐ-CP", vec![false, true]),
        (
            "sửa đổi Nghị định số 2/2025/NĐ-CP, Nghị định số 4/2025/NĐ-CP",
            vec![false, true, true],
        ),
        (
            "sửa đổi giá đất, Nghị định số 4/2025/NĐ-CP",
            vec![false, false],
        ),
        (
            "sửa đổi giá đất và Nghị định số 4/2025/NĐ-CP",
            vec![false, false],
        ),
        (
            "sửa đổi giá đất theo Nghị định số 4/2025/NĐ-CP",
            vec![false, false],
        ),
        ("; Nghị định số 4/2025/NĐ-CP", vec![false, false]),
    ] {
        assert_eq!(inside(&format!("{head} {tail}")), found, "{tail}");
    }
    let text = format!("{head} sửa đổi Nghị định số 2/2025/NĐ-CP và {whole}");
    assert_eq!(inside(&text), [false, true, false]);
    let text = format!(
        "{head} sửa đổi Nghị định số 2/2025/NĐ-CP và Nghị định số 3/2025/NĐ-CP ngày 18/3/2025"
    );
    assert_eq!(inside(&text), [false, true, true]);
}

#[test]
fn numbers_are_mended_where_only_the_letters_of_the_kind_are_wrong() {
    let decision = kind_named(law(), "Quyết định").unwrap();
    let mended = |token| mend(token, decision, law());
    let right = || Some("12/QĐ-UBND".to_owned());
    for token in [
        "12/QD-UBND",
        "12/qđ-UBND",
        "12/qd-ubnd",
        "12QĐ-UBND",
        "12/QĐ.UBND",
        "12/QĐ_UBND",
        "12/QĐ/UBND",
    ] {
        assert_eq!(mended(token), right(), "{token}");
    }
    for token in [
        "12/QĐ-UBND",
        "12/QĐ- UBND",
        "12/QD- UBND",
        "12/KH-UBND",
        "/QD-UBND",
        "12/QD",
        "12/QD-",
        "12",
    ] {
        assert_eq!(mended(token), None, "{token}");
    }
    assert_eq!(
        mend("12/CV-UBND", kind_named(law(), "Công văn").unwrap(), law()),
        None
    );
    let told = |text: &str| malformed(text, law()).len();
    assert_eq!(told("Quyết định số 12A"), 0);
    assert_eq!(told("Quyết định số 12AB"), 1);
    assert_eq!(told("Quyết định số AB12"), 0);
    assert_eq!(told("Tham số 12AB"), 0);
    assert_eq!(told("Quyết định số 12AB; 13"), 1);
    assert_eq!(told("Quyết định số 12/QĐ-UBNDx_1"), 1);
    let text = "(Quyết định số 12AB)";
    assert_eq!(&text[malformed(text, law())[0].range.clone()], "12AB");
    let text = "Quyết định số 12AB:";
    assert_eq!(&text[malformed(text, law())[0].range.clone()], "12AB");
}

#[test]
fn date_and_body_stand_in_any_order_and_before_the_document() {
    let table: [(&str, &[&str]); 8] = [
        (
            "Đề án số 08-ĐA/TU của Tỉnh ủy Lào Cai ngày 29/12/2025 về phát triển",
            &["Đề án|08-ĐA/TU|29/12/2025|Tỉnh ủy Lào Cai|về phát triển"],
        ),
        (
            "Ngày 24/02/2020, Chính phủ ban hành Nghị định số 23/2020/NĐ-CP quy định về quản lý cát",
            &["Nghị định|23/2020/NĐ-CP|24/02/2020|Chính phủ|quy định về"],
        ),
        (
            "UBND tỉnh đã ban hành Văn bản số 4115/UBND-KT ngày 21/11/2025 về việc triển khai",
            &["Văn bản|4115/UBND-KT|21/11/2025|UBND tỉnh|về việc triển"],
        ),
        (
            "Nghị quyết số 44/NQ-HĐND ngày 03 tháng 12 năm 2025 của Hội đồng nhân dân tỉnh khóa X, kỳ họp thứ 5 về nhiệm vụ",
            &["Nghị quyết|44/NQ-HĐND|03 tháng 12 năm 2025|Hội đồng nhân dân tỉnh|về nhiệm vụ"],
        ),
        (
            "tại Văn bản số 05/2026/VLN/CV-LV ngày 21/01/2026; tại Văn bản số 27/ĐN-Cty ngày 21/01/2026.",
            &[
                "Văn bản|05/2026/VLN/CV-LV|21/01/2026|-|-",
                "Văn bản|27/ĐN-Cty|21/01/2026|-|-",
            ],
        ),
        (
            "Quyết định số: 12/QĐ-UBND ngày 21/01/2026 của UBND xã",
            &["Quyết định|12/QĐ-UBND|21/01/2026|UBND xã|-"],
        ),
        // A figure before the verb is no body, and a day of another sentence none of the document.
        (
            "Ngày 24/02/2020 họp. Có 12 xã ban hành Kế hoạch số 12/KH-UBND về giảm nghèo",
            &["Kế hoạch|12/KH-UBND|-|-|về giảm nghèo"],
        ),
        (
            "giao các xã ban hành Kế hoạch số 12/KH-UBND",
            &["Kế hoạch|12/KH-UBND|-|-|-"],
        ),
    ];
    for (text, found) in table {
        let found: Vec<_> = found.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(read(text), found, "{text}");
    }
}

#[test]
fn an_enumeration_says_date_and_body_once() {
    let shared = |text: &str| -> Vec<(bool, bool)> {
        let all = citations(text, law()).into_iter();
        all.map(|one| (one.shares.date, one.shares.issuer))
            .collect()
    };
    assert_eq!(
        shared(
            "Quyết định số 08/2025/QĐ-UBND ngày 22/01/2025 và Quyết định số 57/2025/QĐ-UBND ngày 03/06/2025 của UBND tỉnh"
        ),
        [(false, true), (false, false)]
    );
    assert_eq!(
        shared("các Quyết định số 12/QĐ-UBND, số 13/QĐ-UBND ngày 05/01/2026 của UBND tỉnh"),
        [(true, true), (false, false)]
    );
    // What has its own, or says something of itself first, shares nothing.
    for text in [
        "Quyết định số 12/QĐ-UBND của Sở Y tế và Quyết định số 13/QĐ-UBND ngày 05/01/2026 của UBND tỉnh",
        "Quyết định số 12/QĐ-UBND về giao vốn, Quyết định số 13/QĐ-UBND ngày 05/01/2026 của UBND tỉnh",
        "Quyết định số 12/QĐ-UBND đã hết hiệu lực; Quyết định số 13/QĐ-UBND ngày 05/01/2026 của UBND tỉnh",
    ] {
        assert_eq!(shared(text), [(false, false); 2], "{text}");
    }
}
