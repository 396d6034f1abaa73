//! Legal documents: as bases above the text, and cited in it (Annex I, II.6.a and II.6.b).

use super::{faults, printed_by, section};
use crate::support::Office;

const LEGAL: &str = r#"
[[documents]]
id = "qd_05"
kind = "Quyết định"
number = "05/QĐ-UBND"
date = 2025-03-09
issuer = "UBND xã An Bình"
title = "về việc giao chỉ tiêu năm 2025"
[[documents]]
id = "luat"
kind = "Luật"
title = "Trẻ em"
date = 2016-04-05
issuer = "Quốc hội"
[[documents]]
id = "phap_lenh"
kind = "Pháp lệnh"
[[documents]]
id = "cv_12"
kind = "Công văn"
number = "12/UBND-VX"
# Named like other things of a plan.
[[documents]]
id = "full"
kind = "Nghị quyết"
number = "01/NQ-HĐND"
[[documents]]
id = "van_phong"
kind = "Chỉ thị"
number = "02/CT-UBND"
"#;

fn plan(more: &str) -> Vec<String> {
    printed_by(&Office::commune().file("legal.toml", LEGAL).plan(more))
}

/// What a paragraph prints.
fn cited(text: &str) -> String {
    let plan = plan(&format!("[preamble]\ntext = '''\n{text}\n'''\n"));
    plan.join("|")
}

#[test]
fn the_first_time_in_full_and_later_short() {
    assert_eq!(
        cited("{{ cite(id=\"qd_05\") }}|{{ cite(id=\"qd_05\") }}|{{ cite(id=\"cv_12\") }}"),
        "Quyết định số 05/QĐ-UBND ngày 09/3/2025 của UBND xã An Bình về việc giao chỉ tiêu năm 2025|\
         Quyết định số 05/QĐ-UBND|Công văn số 12/UBND-VX./."
    );
}

#[test]
fn in_the_form_that_the_text_asks_for() {
    let full = "Quyết định số 05/QĐ-UBND ngày 09/3/2025 của UBND xã An Bình về việc giao chỉ tiêu năm 2025";
    for (arguments, wanted) in [
        ("form=\"short\"", "Quyết định số 05/QĐ-UBND"),
        (
            "form=\"dated\"",
            "Quyết định số 05/QĐ-UBND ngày 09/3/2025 của UBND xã An Bình",
        ),
        ("form=\"full\"", full),
        ("date=\"short\"", full),
        (
            "date=\"long\"",
            "Quyết định số 05/QĐ-UBND ngày 09 tháng 3 năm 2025 của UBND xã An Bình về việc giao chỉ tiêu năm 2025",
        ),
        (
            "form=\"dated\", date=\"long\"",
            "Quyết định số 05/QĐ-UBND ngày 09 tháng 3 năm 2025 của UBND xã An Bình",
        ),
        ("form=\"short\", date=\"long\"", "Quyết định số 05/QĐ-UBND"),
    ] {
        let call = format!("{{{{ cite(id=\"qd_05\", {arguments}) }}}}");
        assert_eq!(cited(&call), format!("{wanted}./."), "{arguments}");
    }
    // A form that is asked for holds however often the document was cited.
    let twice = "{{ cite(id=\"qd_05\") }}|{{ cite(id=\"qd_05\", form=\"full\") }}";
    assert_eq!(cited(twice), format!("{full}|{full}./."));
}

/// A Law or an Ordinance is cited by its name, whatever else the registry knows of it (II.6.b); only a
/// text that asks for its day has that, too.
#[test]
fn a_law_is_cited_by_its_name() {
    for (form, day) in [
        ("", ""),
        (", form=\"full\"", ""),
        (", form=\"short\"", ""),
        (", form=\"dated\"", " ngày 05 tháng 4 năm 2016"),
    ] {
        let call = |id: &str| cited(&format!("{{{{ cite(id=\"{id}\"{form}) }}}}"));
        assert_eq!(call("luat"), format!("Luật Trẻ em{day}./."));
        assert_eq!(call("phap_lenh"), "Pháp lệnh./.");
    }
}

/// A basis says everything but number, symbol and issuing body of a Law or an Ordinance (II.6.a).
#[test]
fn a_law_that_is_a_basis_has_its_name_and_its_day() {
    for (document, wanted) in [
        (
            "kind = \"Luật\", number = \"83/2015/QH13\", date = 2015-06-25, issuer = \"Quốc hội\", \
             title = \"Ngân sách nhà nước\"",
            "Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015",
        ),
        (
            "kind = \"Luật Thi đua, khen thưởng\", date = 2022-06-15",
            "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        ),
        (
            "kind = \"Bộ luật\", title = \"Lao động\", number = \"45/2019/QH14\"",
            "Bộ luật Lao động",
        ),
        // Nobody knows a Law by a number alone, so that what is known is said.
        (
            "kind = \"Luật\", number = \"83/2015/QH13\", date = 2015-06-25, issuer = \"Quốc hội\"",
            "Luật số 83/2015/QH13 ngày 25/6/2015 của Quốc hội",
        ),
    ] {
        let lines = plan(&format!("[[legal_bases]]\ndocument = {{ {document} }}\n"));
        assert_eq!(lines, [format!("Căn cứ {wanted}./.")]);
    }
}

#[test]
fn a_document_without_number_has_its_day_and_its_body() {
    let document = "[[legal_bases]]\ndocument = { id = \"kh\", kind = \"Kế hoạch\", date = 2025-12-24, \
                    issuer = \"Ủy ban nhân dân tỉnh\", title = \"về cải cách hành chính\" }\n\
                    [[sections]]\ntitle = \"A\"\ntext = '{{ cite(id=\"kh\") }}'\n";
    assert_eq!(
        plan(document),
        [
            "Căn cứ Kế hoạch ngày 24/12/2025 của Ủy ban nhân dân tỉnh về cải cách hành chính.",
            "I. A",
            "Kế hoạch ngày 24/12/2025 của Ủy ban nhân dân tỉnh./.",
        ]
    );
}

#[test]
fn a_basis_of_several_documents_is_one_line_with_a_footnote() {
    let basis = r#"
[[legal_bases]]
documents = [
  "qd_05",
  { kind = "Nghị định", number = "146/2025/NĐ-CP", date = 2025-06-12, issuer = "Chính phủ", title = "quy định về phân quyền, phân cấp" },
]
note = "Được sửa đổi theo {{ cite(id=\"full\") }}."
[[legal_bases]]
text = "Theo đề nghị của Văn phòng;"
note = "Tờ trình tháng 3."
[preamble]
text = "Xã ban hành."
"#;
    let lines = plan(basis);
    let wanted = [
        "Căn cứ Quyết định số 05/QĐ-UBND ngày 09/3/2025 của UBND xã An Bình về việc giao chỉ tiêu năm 2025; \
         Nghị định số 146/2025/NĐ-CP ngày 12/6/2025 của Chính phủ quy định về phân quyền, phân cấp[1];",
        "Theo đề nghị của Văn phòng[2].",
        "Xã ban hành./.",
        "[1] Được sửa đổi theo Nghị quyết số 01/NQ-HĐND.",
        "[2] Tờ trình tháng 3.",
    ];
    assert_eq!(lines, wanted);
}

#[test]
fn bases_end_with_semicolons_and_the_last_with_a_full_stop() {
    let bases = r#"
[[legal_bases]]
ref = "luat"
[[legal_bases]]
ref = "cv_12"
verb = "Theo"
[[legal_bases]]
text = "Theo đề nghị của *Văn phòng*;"
[[legal_bases]]
document = { kind = "Kế hoạch", number = "09/KH-UBND" }
"#;
    assert_eq!(
        plan(bases),
        [
            "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;",
            "Theo Công văn số 12/UBND-VX;",
            "Theo đề nghị của Văn phòng;",
            // The text is nothing else, so its end is the plan's.
            "Căn cứ Kế hoạch số 09/KH-UBND./.",
        ]
    );
    let lines = plan(&format!("{bases}[preamble]\ntext = \"Xã ban hành.\"\n"));
    assert_eq!(lines[3], "Căn cứ Kế hoạch số 09/KH-UBND.");
}

#[test]
fn a_basis_counts_as_the_first_citation() {
    let lines = plan(
        r#"
[[legal_bases]]
ref = "qd_05"
[[legal_bases]]
document = { id = "kh_09", kind = "Kế hoạch", number = "09/KH-UBND", date = 2025-01-12 }
[preamble]
text = "Theo {{ cite(id=\"kh_09\", form=\"short\") }}."
[[sections]]
title = "Nội dung"
text = "Theo {{ cite(id=\"qd_05\") }}."
"#,
    );
    assert_eq!(
        lines,
        [
            "Căn cứ Quyết định số 05/QĐ-UBND ngày 09/3/2025 của UBND xã An Bình về việc giao chỉ tiêu năm 2025.",
            "Theo Kế hoạch số 09/KH-UBND.",
            "I. NỘI DUNG",
            "Theo Quyết định số 05/QĐ-UBND./.",
        ]
    );
}

#[test]
fn only_what_the_preamble_cites_is_no_basis_above_it() {
    let bases = "[[legal_bases]]\nref = \"qd_05\"\n[[legal_bases]]\nref = \"full\"\n\
                 [[legal_bases]]\nref = \"van_phong\"\n";
    let text = "Theo {{ cite(id='qd_05', form='full') }}, {{ unit(id=\"van_phong\") }}.";
    let lines = plan(&format!("{bases}[preamble]\ntext = '''{text}'''\n"));
    assert_eq!(
        lines,
        [
            "Căn cứ Nghị quyết số 01/NQ-HĐND;",
            "Căn cứ Chỉ thị số 02/CT-UBND.",
            "Theo Quyết định số 05/QĐ-UBND ngày 09/3/2025 của UBND xã An Bình về việc giao chỉ tiêu năm 2025, \
             Văn phòng HĐND và UBND xã./.",
        ]
    );
    // What a section cites stays a basis.
    let section = "[[sections]]\ntitle = \"A\"\ntext = \"{{ cite(id=\\\"full\\\") }}\"\n";
    let lines = plan(&format!("[[legal_bases]]\nref = \"full\"\n{section}"));
    assert_eq!(lines[0], "Căn cứ Nghị quyết số 01/NQ-HĐND.");
}

#[test]
fn a_basis_that_names_nothing_prints_nothing() {
    let found = faults("[[legal_bases]]\nref = \"qd_99\"\n[[legal_bases]]\nref = \"qd_05\"\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("no legal document has the id `qd_99`"));
    let office = Office::commune().plan("[[legal_bases]]\nref = \"qd_99\"\n");
    let (document, _) = super::examined(&office);
    assert_eq!(document.body.len(), 0);
}

#[test]
fn a_name_of_a_unit_can_be_short() {
    let units = r#"
[[units]]
id = "so"
name = "Sở Lao động - Thương binh và Xã hội"
short = "Sở Lao động"
abbreviation = "LĐTBXH"
[[units]]
id = "ap"
name = "các ấp"
"#;
    let text = "{{ unit(id=\"so\") }}, {{ unit(id=\"so\", form=\"name\") }}, {{ unit(id=\"so\", form=\"short\") }}, \
                {{ unit(id=\"so\", form=\"abbreviation\") }}, {{ unit(id=\"ap\", form=\"short\") }}, \
                {{ unit(id=\"ap\", form=\"abbreviation\") }}";
    let plan = format!("[preamble]\ntext = '''{text}'''\n");
    let name = "Sở Lao động - Thương binh và Xã hội";
    assert_eq!(
        printed_by(&Office::commune().file("units.toml", units).plan(&plan)),
        [format!(
            "{name}, {name}, Sở Lao động, LĐTBXH, các ấp, các ấp./."
        )]
    );
}

#[test]
fn the_word_for_an_office_stands_as_it_is_written() {
    let lines = section("", "Giao {{ unit(id=\"cac_thon\") }} thực hiện.");
    assert_eq!(lines, ["Giao các thôn thực hiện./."]);
}
