//! Copies for paper of a plan that has gone out: SAO Y, TRÍCH SAO, and the register that numbers them.

use super::{contents, plan, text};
use crate::support::{Office, Run, installed, poppler};

const MORE: &str = "\n[[sections]]\nid = \"kinh_phi\"\ntitle = \"Kinh phí\"\ntext = \"Ngân sách xã.\"\n\n\
    [closing]\ntext = \"Trên đây là Kế hoạch giảm nghèo\"\n\n\
    [[appendices]]\nid = \"bieu\"\ntitle = \"Biểu\"\ntext = \"Nội dung biểu.\"\n";

/// An office with `a.toml` released as 01/KH-UBND of 20/01/2026.
fn released() -> Office {
    let office = super::office("roles = []").file("a.toml", plan("") + MORE);
    let run = office.run(&["release", "a.toml", "--date", "2026-01-20"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    office
}

fn copy(office: &Office, more: &[&str]) -> Run {
    let day = ["--lang", "vi", "copy", "a.toml", "--date", "2026-01-21"];
    office.run(&[&day, more].concat())
}

/// The words of a PDF, a line each.
fn words(office: &Office, name: &str) -> String {
    let path = office.path(name);
    poppler("pdftotext", &["-layout", path.to_str().unwrap(), "-"])
}

fn refused(office: &Office, more: &[&str], why: &str) {
    let before = contents(&office.path("."));
    let run = copy(office, more);
    assert_eq!(run.code, 1, "{more:?}: {}{}", run.out, run.err);
    assert!(run.out.contains(why), "{why}: {}", run.out);
    assert!(contents(&office.path(".")) == before, "{more:?}");
}

#[test]
fn copies_of_all_forms_are_numbered_together_in_a_register_of_their_own() {
    let office = released();
    let outgoing = text(&office, "so-van-ban-di-2026.csv");
    let run = copy(&office, &["--recipient", "Các thôn"]);
    assert_eq!(
        run.out,
        "a.toml: bản sao số 01/SY-UBND ngày 21/01/2026\nreleased/a.sao-y-01.pdf (2 trang)\n"
    );
    let run = copy(&office, &["--kind", "trich-sao", "--sections", "kinh_phi"]);
    assert_eq!(
        run.out,
        "a.toml: bản sao số 02/TrS-UBND ngày 21/01/2026\nreleased/a.trich-sao-02.pdf (1 trang)\n"
    );
    insta::assert_snapshot!(text(&office, "so-ban-sao-2026.csv"));
    assert_eq!(text(&office, "so-van-ban-di-2026.csv"), outgoing);
    // A number is given once, and numbers go up with the days.
    refused(
        &office,
        &["--number", "2"],
        "số 2 đã cấp trong so-ban-sao-2026.csv",
    );
    let earlier = ["copy", "a.toml", "--lang", "vi", "--date", "2026-01-20"];
    let run = office.run(&earlier);
    assert!(
        run.out.contains("số và ngày phải theo cùng thứ tự"),
        "{}",
        run.out
    );
    // Who checks a copy is told that it is none of the files that went out.
    let run = office.run(&["verify", "released/a.sao-y-01.pdf", "--plans", "."]);
    assert_eq!(run.code, 1, "{}", run.out);
    let run = office.run(&["verify", "released/a.pdf", "--plans", "."]);
    assert_eq!(run.code, 0, "{}", run.out);
}

#[test]
fn the_block_of_a_sao_y_stands_behind_the_end_of_the_whole_plan_on_the_same_sheet() {
    let office = released();
    let signer = [
        "--signer",
        "Trần Thị Bình",
        "--position",
        "Chánh Văn phòng",
        "--authority",
        "TL. Chủ tịch",
    ];
    assert_eq!(copy(&office, &signer).code, 0);
    if !installed("pdftotext") {
        return;
    }
    let all = words(&office, "released/a.sao-y-01.pdf");
    let sheets: Vec<&str> = all.split('\u{c}').collect();
    // The appendix is the end of this plan.
    assert!(sheets[0].contains("Giảm 25 hộ nghèo."), "{all}");
    let end = sheets[1];
    let places = [
        "Nội dung biểu",
        "SAO Y",
        "Số: 01/SY-UBND",
        "TL. CHỦ TỊCH",
        "CHÁNH VĂN PHÒNG",
        "Trần Thị Bình",
    ];
    let places = places.map(|words| end.find(words).unwrap_or_else(|| panic!("{words}: {end}")));
    assert!(places.is_sorted(), "{end}");
    assert!(end.contains("ngày 21 tháng 01 năm 2026"), "{end}");
    assert!(end.contains("- Lưu: VT."), "{end}");
}

#[test]
fn a_trich_sao_has_the_form_of_the_plan_and_the_chosen_parts_alone() {
    let office = released();
    let part = |key| {
        let run = copy(&office, &["--kind", "trich-sao", "--sections", key]);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        let name = run.out.lines().nth(1).unwrap().split(' ').next().unwrap();
        installed("pdftotext").then(|| words(&office, name))
    };
    // By id, by the number that it prints, an appendix, several.
    let has = |key, those: &[&str], none: &[&str]| {
        let Some(words) = part(key) else { return };
        let whole = [
            those,
            &[
                "Số: 01/KH-UBND",
                "Giảm nghèo năm 2026",
                "TRÍCH SAO",
                "Lê Văn Minh",
            ],
        ]
        .concat();
        for there in whole {
            assert!(words.contains(there), "{key}, {there}: {words}");
        }
        for gone in none {
            assert!(!words.contains(gone), "{key}, {gone}: {words}");
        }
    };
    has(
        "kinh_phi",
        &["II. KINH PHÍ", "Ngân sách xã."],
        &["Giảm 25 hộ", "Trên đây", "Nội dung biểu"],
    );
    has(
        "I",
        &["I. MỤC TIÊU", "Giảm 25 hộ nghèo."],
        &["Ngân sách xã", "Trên đây", "Nội dung biểu"],
    );
    has(
        "I,bieu",
        &["Giảm 25 hộ nghèo.", "Nội dung biểu"],
        &["Ngân sách xã"],
    );
    refused(
        &office,
        &["--kind", "trich-sao", "--sections", "IX"],
        "«IX»",
    );
}

#[test]
fn a_part_needs_its_sections_and_a_whole_has_none() {
    let office = released();
    assert_eq!(copy(&office, &["--kind", "trich-sao"]).code, 2);
    assert_eq!(copy(&office, &["--sections", "I"]).code, 2);
    assert_eq!(copy(&office, &["--signer", "An"]).code, 2);
    assert_eq!(copy(&office, &["--recipient", " "]).code, 2);
}

#[test]
fn only_what_went_out_as_it_is_and_still_stands_is_copied() {
    let office = released().file("b.toml", plan(""));
    let run = office.run(&["copy", "b.toml"]);
    assert!(run.out.contains("has not gone out"), "{}", run.out);
    let ahead = office.run(&["copy", "a.toml", "--date", "2199-01-01"]);
    assert!(ahead.out.contains("lies ahead"), "{}", ahead.out);
    let early = office.run(&["copy", "a.toml", "--date", "2026-01-19"]);
    assert!(
        early.out.contains("the day on which 01/KH-UBND went out"),
        "{}",
        early.out
    );
    let units = text(&office, "units.toml");
    let office = office.file("units.toml", units.clone() + "# thêm\n");
    refused(&office, &[], "sau đó đã thay đổi: units.toml");
    let office = office.file("units.toml", units);
    office.run(&[
        "withdraw",
        "a.toml",
        "--by",
        "15/TB-UBND",
        "--date",
        "2026-01-21",
    ]);
    refused(
        &office,
        &[],
        "đã bị thu hồi theo Thông báo số 15/TB-UBND ngày 21/01/2026; không sao nữa",
    );
}

#[test]
fn the_same_copy_is_the_same_bytes() {
    let made = || {
        let office = released();
        copy(&office, &[]);
        std::fs::read(office.path("released/a.sao-y-01.pdf")).unwrap()
    };
    assert!(made() == made());
}

#[test]
fn a_template_of_the_office_that_knows_nothing_of_copies_gets_the_block_behind_its_end() {
    let file = crate::support::repository().join("templates/document.typ");
    let built_in = std::fs::read_to_string(file).unwrap();
    let own = built_in.replace("#copy-block", "");
    assert_ne!(own, built_in);
    let office = super::office("roles = []")
        .file("a.toml", plan(""))
        .file("mau/document.typ", own);
    let settings = format!("templates = \"mau\"\n{}", text(&office, "kehoach.toml"));
    let office = office.file("kehoach.toml", settings);
    office.run(&["release", "a.toml", "--date", "2026-01-20"]);
    let run = copy(&office, &[]);
    assert!(
        run.out.ends_with("released/a.sao-y-01.pdf (1 trang)\n"),
        "{}{}",
        run.out,
        run.err
    );
    if installed("pdftotext") {
        assert!(words(&office, "released/a.sao-y-01.pdf").contains("Số: 01/SY-UBND"));
    }
}
