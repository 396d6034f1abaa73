//! What plans take from their offices' files: each side speaks by its own.

use crate::support::{Office, Run};

const PLAN: &str = r#"[document]
year = 2025
title = "Giảm nghèo"

[[legal_bases]]
ref = "giao_chi_tieu"

[[indicators]]
id = "ho_ngheo"
name = "Số hộ nghèo"
unit = "hộ"
values = { 2024 = 84 }
target = { value = 65 }

[[sections]]
title = "Mục tiêu"
text = "Giảm còn {{ value(id=\"ho_ngheo\", year=2024) }}."

[[responsibilities]]
unit = "phong_kinh_te"
tasks = [{ text = "Rà soát hộ nghèo.", indicators = ["ho_ngheo"] }]
"#;

const OFFICE: &str = r#"[issuer]
name = "Ủy ban nhân dân xã An Bình"
place = "An Bình"
"#;

const UNITS: &str = r#"[[units]]
id = "phong_kinh_te"
name = "Phòng Kinh tế"

[[units]]
id = "cac_thon"
name = "Các thôn"
"#;

const LEGAL: &str = r#"[[documents]]
id = "giao_chi_tieu"
kind = "Quyết định"
number = "3646/QĐ-UBND"
date = 2024-12-10
issuer = "Ủy ban nhân dân tỉnh Hải Đông"
title = "giao chỉ tiêu giảm nghèo năm 2025"
"#;

/// Two offices whose files are the same but for one change, and what is told of their plans.
fn told(file: &str, from: &str, to: &str) -> Run {
    let mut office = Office::empty();
    for folder in ["cu", "moi"] {
        let files = [
            ("plan.toml", PLAN),
            ("kehoach.toml", OFFICE),
            ("units.toml", UNITS),
            ("legal.toml", LEGAL),
        ];
        for (name, text) in files {
            let is_changed = folder == "moi" && name == file;
            assert!(!is_changed || text.contains(from), "{from}");
            let text = if is_changed {
                text.replace(from, to)
            } else {
                text.to_owned()
            };
            office = office.file(&format!("{folder}/{name}"), text);
        }
    }
    office.run(&["diff", "cu/plan.toml", "moi/plan.toml", "--lang", "vi"])
}

/// What is told below the summary, in one line.
fn changes(run: &Run) -> String {
    // The sentences, the numbers, the changes.
    let told = run.out.splitn(3, "\n\n").nth(2).unwrap_or_default();
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_unit_that_the_plan_names_has_another_name() {
    let run = told("units.toml", "Phòng Kinh tế", "Phòng Kinh tế - Hạ tầng");
    assert_eq!(run.code, 1);
    assert_eq!(
        changes(&run),
        "Phân công nhiệm vụ ~ đơn vị «Phòng Kinh tế - Hạ tầng» \
         tên trong văn bản: Phòng Kinh tế{+ - Hạ tầng+}"
    );
    // One that it does not name is no matter of the plan.
    let run = told("units.toml", "Các thôn", "Các thôn, tổ dân phố");
    assert_eq!((run.code, changes(&run).as_str()), (0, ""));
}

#[test]
fn a_document_that_the_plan_cites_is_corrected() {
    let run = told("legal.toml", "3646/QĐ-UBND", "3664/QĐ-UBND");
    assert_eq!(run.code, 1);
    assert_eq!(
        changes(&run),
        "Căn cứ ~ văn bản «3664/QĐ-UBND» số: [-3646-]{+3664+}/QĐ-UBND"
    );
}

#[test]
fn the_office_says_what_the_plan_does_not() {
    let run = told(
        "kehoach.toml",
        "place = \"An Bình\"",
        "place = \"Hải Đông\"",
    );
    assert_eq!(run.code, 1);
    assert_eq!(
        changes(&run),
        "Phần đầu ~ Cơ quan ban hành địa danh: [-An Bình-]{+Hải Đông+}"
    );
}

#[test]
fn an_indicator_with_another_id_is_one_line() {
    let run = told("plan.toml", "ho_ngheo", "so_ho_ngheo");
    assert_eq!(run.code, 1);
    assert_eq!(
        changes(&run),
        "Mục tiêu, chỉ tiêu ~ Số hộ nghèo đổi mã: ho_ngheo → so_ho_ngheo"
    );
}

#[test]
fn each_side_calls_things_by_its_own_names() {
    let task = "indicators = [\"ho_ngheo\"]";
    let renamed = PLAN
        .replace("name = \"Số hộ nghèo\"", "name = \"Tổng số hộ nghèo\"")
        .replace(task, "indicators = []");
    let office = Office::empty()
        .file("cu/plan.toml", PLAN)
        .file("moi/plan.toml", renamed);
    let run = office.run(&["diff", "cu/plan.toml", "moi/plan.toml", "--lang", "vi"]);
    assert!(
        run.out.contains("chỉ tiêu liên quan: Số hộ nghèo → –"),
        "{}",
        run.out
    );
}

#[test]
fn decimals_that_print_are_told() {
    let run = told(
        "plan.toml",
        "target = { value = 65 }",
        "target = { value = \"65,0\" }",
    );
    assert_eq!(run.code, 1);
    assert!(run.out.contains("65 → 65,0"), "{}", run.out);
    let run = told("plan.toml", "2024 = 84", "2024 = 84.0");
    assert!(run.out.contains("84 → 84,0"), "{}", run.out);
}
