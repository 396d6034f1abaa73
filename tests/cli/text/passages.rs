//! The document as running text: what is read in one go, and where each character was written.

use crate::support::Office;
use kehoach::checks::{Options, examine};
use kehoach::document::passage::{Passage, passages};
use kehoach::source::Sources;
use kehoach::workspace::Workspace;
use std::sync::Arc;

/// The passages of a plan of the commune, with the texts that they come from.
fn read(plan: &str) -> (Vec<Passage>, Sources) {
    let office = Office::commune().file("plan.toml", plan);
    let folder = office.path(".").canonicalize().unwrap();
    let workspace = Arc::new(Workspace::open(&folder).unwrap());
    let loaded = workspace.load(&folder.join("plan.toml")).unwrap();
    let document = examine(&loaded, Options::default()).document.unwrap();
    let passages = passages(&document, &loaded.sources);
    (passages, loaded.sources)
}

const PLAN: &str = r#"
[document]
year = 2025
title = "Trồng *cây* năm {{ year }}"
[issuer]
parent = "Ủy ban nhân dân tỉnh"
address = "Ấp Cà Na"
[signature]
on_behalf = "TM. ỦY BAN NHÂN DÂN"
position = "Chủ tịch"
second_position = "Trưởng ban"
name = "Lê Văn Minh"
[[legal_bases]]
ref = "qd_05"
[[tables]]
id = "t"
title = "Biểu giao"
columns = [{ id = "a", title = "Thôn" }, { id = "b", title = "Số", unit = "hộ" }]
rows = [["Đông", 12], ["7", "TODO"], ["", 3]]
total = { a = "Cộng", b = 15 }
[[sections]]
title = "Mục \u0111ích **chung**"
text = '''
1. Giao {{ unit(id="cac_thon") }} **12 hộ *nghèo***[^1], còn TODO.

- Năm {{ year }}

[^1]: Chú thích.

{{ table(id="t") }}
'''
[recipients]
list = [{ text = "UBND tỉnh", note = "B/c" }]
archive = ["VT"]
[[appendices]]
title = "Biểu"
text = "Nội dung."
[[appendices]]
title = "Mẫu"
"#;

#[test]
fn passages_stand_in_reading_order() {
    let (passages, _) = read(PLAN);
    let shown = passages.iter().map(|passage| {
        let place = passage
            .appendix
            .map_or(String::new(), |at| format!(" [{at}]"));
        format!(
            "{:?}{place}: {}|{}",
            passage.kind, passage.label, passage.text
        )
    });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            "Letterhead: |ỦY BAN NHÂN DÂN TỈNH",
            "Letterhead: |ỦY BAN NHÂN DÂN",
            "Letterhead: |XÃ AN BÌNH",
            "Title: |Trồng cây năm 2025",
            "Paragraph(Basis): |Căn cứ Quyết định số 05/QĐ-UBND ngày 09/01/2025 của UBND xã An Bình về việc giao chỉ tiêu năm 2025.",
            "Heading(Section): I.|MỤC ĐÍCH CHUNG",
            "Paragraph(Numbered): 1.|Giao các thôn 12 hộ nghèo, còn TODO.",
            "Footnote: |Chú thích.",
            "Paragraph(Dash): -|Năm 2025",
            "Caption: |Biểu giao",
            "Header: |STT",
            "Header: |Thôn",
            "Header: |Số (hộ)",
            // Cells with nothing but a number are none.
            "Cell(Plain): |Đông",
            "Cell(Plain): |TODO",
            "Cell(Total): |Cộng",
            "Recipient: |- UBND tỉnh (B/c);",
            "Recipient: |- Lưu: VT.",
            "Signature: |TM. ỦY BAN NHÂN DÂN",
            "Signature: |CHỦ TỊCH",
            "Signature: |TRƯỞNG BAN",
            "Signature: |Lê Văn Minh",
            "Address: |Ấp Cà Na",
            "AppendixTitle [0]: Phụ lục I|BIỂU",
            "Paragraph(Body) [0]: |Nội dung.",
            "AppendixTitle [1]: Phụ lục II|MẪU",
        ]
    );
}

/// What was written for words of a passage; `made` where a call printed them.
fn written(start: &str, words: &str) -> (Option<String>, bool) {
    let (passages, sources) = read(PLAN);
    let passage = passages.iter().find(|p| p.text.starts_with(start));
    let passage = passage.unwrap_or_else(|| panic!("no {start}"));
    let at = passage.text.find(words).unwrap();
    let place = passage.place(at..at + words.len());
    let place = place.map(|span| sources.slice(span).to_owned());
    (place, passage.is_made(at))
}

#[test]
fn every_word_leads_back_to_where_it_was_written() {
    for (start, words, wanted, made) in [
        ("Trồng", "Trồng", "Trồng", false),
        ("Trồng", "cây", "cây", false),
        ("Trồng", "2025", "{{ year }}", true),
        ("Trồng", "cây năm", "cây* năm", false),
        ("Trồng", "năm 2025", "năm {{ year }}", false),
        // Part of what a call printed is all of the call.
        ("Giao", "thôn", "{{ unit(id=\"cac_thon\") }}", true),
        ("Giao", "hộ nghèo", "hộ *nghèo", false),
        ("Giao", "nghèo", "nghèo", false),
        ("Giao", "12", "12", false),
        // Capitals are the program's, the letters are the author's.
        ("ỦY BAN NHÂN DÂN TỈNH", "TỈNH", "tỉnh", false),
        ("CHỦ TỊCH", "TỊCH", "tịch", false),
        ("MỤC", "CHUNG", "chung", false),
        ("Biểu giao", "giao", "giao", false),
        ("Đông", "Đông", "\"Đông\"", false),
        ("Căn cứ", "05/QĐ", "\"qd_05\"", true),
        ("- UBND", "B/c", "B/c", false),
    ] {
        let found = written(start, words);
        assert_eq!(found, (Some(wanted.to_owned()), made), "{start}: {words}");
    }
}

#[test]
fn words_of_the_program_were_written_nowhere() {
    for (start, words) in [("Căn cứ", "Căn cứ"), ("- UBND", "- "), ("Giao", "TODO")] {
        assert_eq!(written(start, words), (None, false), "{words}");
    }
    // What follows them was.
    assert_eq!(written("- UBND", "- UBND").0.as_deref(), Some("UBND"));
    assert_eq!(written("- UBND", "(B/c);").0.as_deref(), Some("B/c"));
}

/// A letter that is written with an escape has no place of its own, so all that was written with it has.
#[test]
fn words_with_escapes_are_found_as_a_whole() {
    let (found, made) = written("MỤC", "ĐÍCH");
    assert_eq!(found.as_deref(), Some("Mục \\u0111ích "));
    assert!(!made);
}

#[test]
fn an_empty_range_is_the_place_of_its_character() {
    let (passages, sources) = read(PLAN);
    let title = &passages[3];
    let place = title.place(0..0).unwrap();
    assert_eq!(sources.slice(place), "");
    let start = place.range().start;
    assert!(sources.get(place.source).unwrap().text()[start..].starts_with("Trồng"));
    let end = title.text.len();
    assert_eq!(title.place(end..end), None);
    assert!(!title.is_made(end));
}
