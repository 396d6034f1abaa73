//! What becomes of a plan after it has gone out: withdrawn, replaced, corrected; each tells ledger, register and
//! manifest at once, and none touches what went out.

use super::{contents, free, plan, text};
use crate::support::{Office, Run};
use serde_json::Value as Json;

/// An office with `plans/a.toml` released as 01/KH-UBND of 20/01/2026 and `plans/b.toml` as 02/KH-UBND of
/// 22/01/2026.
fn released() -> Office {
    let office = super::office("roles = []").file("a.toml", plan("")).file(
        "b.toml",
        plan("").replace("Giảm nghèo", "Giảm nghèo bền vững"),
    );
    for (plan, day) in [("a.toml", "2026-01-20"), ("b.toml", "2026-01-22")] {
        let run = office.run(&["release", plan, "--date", day]);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    }
    office
}

const WITHDRAW: [&str; 6] = [
    "withdraw",
    "a.toml",
    "--by",
    "15/TB-UBND",
    "--date",
    "2026-01-22",
];
const REPLACE: [&str; 4] = ["replace", "a.toml", "--by", "b.toml"];
const CORRECT: [&str; 6] = [
    "correct",
    "a.toml",
    "--by",
    "16/UBND-VP",
    "--date",
    "23/01/2026",
];

fn vi(office: &Office, arguments: &[&str]) -> Run {
    office.run(&[&["--lang", "vi"], arguments].concat())
}

/// That a command is refused, changes nothing, and says this.
fn refused(office: &Office, arguments: &[&str], why: &str) {
    let before = contents(&office.path("."));
    let run = vi(office, arguments);
    assert_eq!(run.code, 1, "{arguments:?}: {}{}", run.out, run.err);
    assert!(run.out.contains(why), "{why}: {}", run.out);
    assert!(
        run.out.contains("không ghi nhận, không có gì thay đổi"),
        "{}",
        run.out
    );
    assert!(contents(&office.path(".")) == before, "{arguments:?}");
}

#[test]
fn a_withdrawn_plan_is_so_in_ledger_register_and_manifest_and_its_files_stay() {
    let office = released();
    let went = contents(&office.path("released"));
    let run = vi(&office, &WITHDRAW);
    insta::assert_snapshot!(run.out);
    insta::assert_snapshot!(text(&office, "a.signoff.toml"));
    insta::assert_snapshot!(text(&office, "so-van-ban-di-2026.csv"));
    let manifest: Json = serde_json::from_str(&text(&office, "released/a.manifest.json")).unwrap();
    insta::assert_snapshot!(manifest["acts"]);
    let now = contents(&office.path("released"));
    let changed: Vec<_> = now
        .iter()
        .filter(|(path, bytes)| went[*path] != **bytes)
        .collect();
    assert_eq!(changed.len(), 1, "the manifest alone");
    // What was said of it goes out with nothing: the same release is still the same.
    let run = office.run(&["release", "a.toml"]);
    assert!(run.out.contains("nothing is changed"), "{}", run.out);
}

#[test]
fn status_and_verify_say_what_became_of_it() {
    let office = released();
    vi(&office, &CORRECT);
    vi(&office, &REPLACE);
    let run = vi(&office, &["status", "a.toml", "b.toml"]);
    insta::assert_snapshot!(run.out);
    assert_eq!(run.code, 0);
    let run = vi(&office, &["verify", "released/a.pdf", "--plans", "."]);
    insta::assert_snapshot!(run.out);
    // It is what went out, and it is no longer to be followed.
    assert_eq!(run.code, 1);
    let run = office.run(&["verify", "released/a.docx", "--plans", "."]);
    insta::assert_snapshot!(run.out);
    let run = office.run(&["status", "a.toml", "--format", "json"]);
    let status: Json = serde_json::from_str(&run.out).unwrap();
    insta::assert_snapshot!(format!("{:#}", status["acts"]));
    let verify = office.run(&[
        "verify",
        "released/b.pdf",
        "--plans",
        ".",
        "--format",
        "json",
    ]);
    let report: Json = serde_json::from_str(&verify.out).unwrap();
    assert_eq!(
        (verify.code, &report[0]["in_force"]),
        (0, &Json::Bool(true))
    );
}

#[test]
fn a_corrected_plan_goes_on_to_hold_and_may_be_corrected_again() {
    let office = released();
    assert_eq!(vi(&office, &CORRECT).code, 0);
    let again = [
        "correct",
        "a.toml",
        "--by",
        "21/UBND-VP",
        "--date",
        "2026-01-24",
    ];
    assert_eq!(vi(&office, &again).code, 0);
    let run = vi(&office, &["verify", "released/a.pdf", "--plans", "."]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.contains("đã được đính chính bởi Công văn số 16/UBND-VP ngày 23/01/2026; đã được đính chính bởi Công văn số 21/UBND-VP ngày 24/01/2026"), "{}", run.out);
    assert!(run.out.ends_with("= hợp lệ, chưa ký đủ\n"), "{}", run.out);
    // The decree has a letter do it.
    let by_plan = [
        "correct",
        "a.toml",
        "--by",
        "22/TB-UBND",
        "--date",
        "2026-01-24",
    ];
    let run = vi(&office, &by_plan);
    assert!(run.out.contains("khoản 3 Điều 18"), "{}", run.out);
}

#[test]
fn the_same_again_changes_nothing_and_another_end_is_refused() {
    let office = released();
    vi(&office, &WITHDRAW);
    let before = contents(&office.path("."));
    let run = vi(&office, &WITHDRAW);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("không có gì thay đổi"), "{}", run.out);
    assert!(contents(&office.path(".")) == before);
    let why = "số 01/KH-UBND đã bị thu hồi theo Thông báo số 15/TB-UBND ngày 22/01/2026";
    let other = [
        "withdraw",
        "a.toml",
        "--by",
        "17/TB-UBND",
        "--date",
        "2026-01-22",
    ];
    refused(&office, &other, why);
    refused(&office, &REPLACE, why);
    refused(&office, &CORRECT, why);
    // What has ended replaces nothing.
    let back = ["replace", "b.toml", "--by", "a.toml"];
    refused(&office, &back, "không thể thay thế");
}

#[test]
fn what_a_book_has_lost_is_told_and_written_again() {
    let office = released();
    vi(&office, &WITHDRAW);
    let whole = contents(&office.path("."));
    let broken = |file: &str, content: &str| {
        let old = text(&office, file);
        std::fs::write(office.path(file), content).unwrap();
        let run = vi(&office, &["verify", "released/a.pdf", "--plans", "."]);
        assert!(
            run.out.contains("? xử lý sau ban hành: không xác định"),
            "{file}: {}",
            run.out
        );
        assert!(!run.out.contains("= hợp lệ"), "{}", run.out);
        assert_eq!(run.code, 1);
        if std::path::Path::new(file)
            .extension()
            .is_some_and(|end| end == "json")
        {
            assert_eq!(vi(&office, &WITHDRAW).code, 0, "{file}");
            assert!(contents(&office.path(".")) == whole, "{file}");
        }
        std::fs::write(office.path(file), old).unwrap();
    };
    let manifest = text(&office, "released/a.manifest.json");
    let mut old: Json = serde_json::from_str(&manifest).unwrap();
    old.as_object_mut().unwrap().remove("acts");
    broken("released/a.manifest.json", &(format!("{old:#}") + "\n"));
    broken("a.signoff.toml", "# trống\n");
    let register = text(&office, "so-van-ban-di-2026.csv");
    let note = "Thu hồi theo Thông báo số 15/TB-UBND ngày 22/01/2026";
    broken("so-van-ban-di-2026.csv", &register.replace(note, ""));
    broken(
        "so-van-ban-di-2026.csv",
        &register.replace("15/TB", "51/TB"),
    );
    // A manifest that is lost is made again with what the ledger has.
    std::fs::remove_file(office.path("released/a.manifest.json")).unwrap();
    assert_eq!(office.run(&["release", "a.toml"]).code, 0);
    assert!(contents(&office.path(".")) == whole);
    // Status sees ledger and register.
    let office = office.file("so-van-ban-di-2026.csv", register.replace(note, ""));
    let run = vi(&office, &["status", "a.toml"]);
    assert!(run.out.contains("sổ sách không khớp"), "{}", run.out);
    assert_eq!(run.code, 1);
}

#[test]
fn only_what_has_gone_out_is_withdrawn_and_only_from_then_to_today() {
    let office = released();
    let office = office.file("c.toml", plan(""));
    let by = |plan, date| ["withdraw", plan, "--by", "15/TB-UBND", "--date", date];
    refused(&office, &by("c.toml", "2026-01-22"), "chưa có số và ngày");
    refused(
        &office,
        &by("a.toml", "2026-01-19"),
        "trước ngày ban hành 20/01/2026",
    );
    refused(&office, &by("a.toml", "2199-01-01"), "chưa tới");
    assert_eq!(vi(&office, &by("a.toml", "2026-01-20")).code, 0);
    let itself = ["replace", "b.toml", "--by", "./b.toml"];
    refused(&office, &itself, "không thể tự thay thế chính nó");
    let itself = [
        "withdraw",
        "b.toml",
        "--by",
        "2/KH-UBND",
        "--date",
        "2026-01-22",
    ];
    refused(&office, &itself, "không thể tự thu hồi chính nó");
    let unreleased = ["replace", "b.toml", "--by", "c.toml"];
    refused(&office, &unreleased, "chưa có số và ngày");
    let older = ["replace", "b.toml", "--by", "a.toml"];
    refused(&office, &older, "không thể thay thế");
    let edited = text(&office, "b.toml") + "# thêm\n";
    let office = office.file("b.toml", edited);
    refused(&office, &by("b.toml", "2026-01-22"), "sau đó đã thay đổi");
}

#[test]
fn a_document_is_named_by_number_and_symbol() {
    let office = released();
    for wrong in ["TB-UBND", "15", "15/", "x/TB", "15/TB UBND"] {
        let run = office.run(&["withdraw", "a.toml", "--by", wrong, "--date", "2026-01-22"]);
        assert_eq!(run.code, 2, "{wrong}");
    }
}

#[test]
fn a_register_of_any_form_keeps_all_else() {
    let office = free();
    office.run(&["release", "a.toml", "--date", "2026-01-20"]);
    // Semicolons, columns of the office's own, a row that ends early.
    let register = "Số, ký hiệu văn bản;Ngày tháng văn bản;Tên loại và trích yếu nội dung văn bản;Cặp số;Ghi chú\n\
         01/KH-UBND;20/01/2026;Kế hoạch Giảm nghèo năm 2026\n";
    let office = office.file("so-van-ban-di-2026.csv", register);
    assert_eq!(vi(&office, &WITHDRAW).code, 0);
    let note = "Thu hồi theo Thông báo số 15/TB-UBND ngày 22/01/2026";
    assert_eq!(
        text(&office, "so-van-ban-di-2026.csv"),
        format!("{};;{note}\n", register.trim_end())
    );
    let office = office
        .file("a.signoff.toml", "# trống\n")
        .file("so-van-ban-di-2026.csv", register.replace(";Ghi chú", ""));
    let run = vi(
        &office,
        &[
            "correct",
            "a.toml",
            "--by",
            "1/UBND",
            "--date",
            "2026-01-24",
        ],
    );
    assert_eq!(run.code, 1, "{}", run.out);
    // A note of the clerk's own stays before it.
    let office = free();
    office.run(&["release", "a.toml", "--date", "2026-01-20"]);
    let old = text(&office, "so-van-ban-di-2026.csv");
    let office = office.file(
        "so-van-ban-di-2026.csv",
        old.replace(",,,\r\n", ",,,Hỏa tốc.\r\n"),
    );
    vi(&office, &WITHDRAW);
    assert!(text(&office, "so-van-ban-di-2026.csv").contains(&format!("Hỏa tốc; {note}")));
    let run = vi(&office, &["verify", "released/a.pdf", "--plans", "."]);
    assert!(run.out.contains("✓ xử lý sau ban hành"), "{}", run.out);
}

#[test]
fn a_ledger_copied_with_its_plan_says_nothing_of_the_new_one() {
    let office = released();
    vi(&office, &WITHDRAW);
    let ledger = text(&office, "a.signoff.toml");
    let office = office.file("b.signoff.toml", ledger);
    let run = vi(&office, &["status", "b.toml"]);
    assert_eq!(
        run.out,
        "b.toml: đã ban hành số 02/KH-UBND ngày 22/01/2026\n"
    );
}
