//! `kehoach check --fix`: what it mends, what it says, and what it leaves alone.

use super::{HEAD, WARNING, files_below};
use crate::support::{Office, repository};
use insta::assert_snapshot;
use std::collections::BTreeMap;
use std::fs;

const CLOSING: &str = "[closing]\ntext = \"Trên đây là Kế hoạch\"\n";

/// What is said of letters typed apart, as it can stand in this file.
fn nfc(text: &str) -> String {
    kehoach::vi::text::nfc(text).into_owned()
}

/// A plan with letters and marks typed apart, between comments and blanks that nobody else would write.
fn decomposed() -> String {
    whole("# ghi chu\u{301}  \n\n[closing]\r\ntext   = \"Kê\u{301} hoa\u{323}ch này\"   # hết\n")
}

/// A plan that has nothing else to be found in it.
fn whole(closing: &str) -> String {
    let recipients = "[recipients]\nlist = [{ text = \"Các thôn\" }]\narchive = [\"VT\"]\n";
    format!("{HEAD}{closing}{recipients}")
}

#[test]
fn only_what_is_wrong_changes() {
    let office = Office::commune().file("plan.toml", decomposed());
    let run = office.run(&["check", "--fix", "plan.toml"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_snapshot!(nfc(&run.out), @"
    plan.toml:4:7: SPC012 «chú» → «chú»
    plan.toml:7:11: SPC012 «Kế» → «Kế»
    plan.toml:7:15: SPC012 «hoạch» → «hoạch»
    mended 3 places in 1 file

    no findings in 1 file
    ");
    let text = fs::read_to_string(office.path("plan.toml")).unwrap();
    let expected = "# ghi chú  \n\n[closing]\r\ntext   = \"Kế hoạch này\"   # hết\n";
    assert_eq!(text, whole(expected));
}

#[test]
fn what_is_left_is_reported() {
    let office = Office::commune().file("plan.toml", format!("{}{WARNING}", decomposed()));
    let run = office.run(&["check", "--fix", "plan.toml", "--lang", "vi"]);
    assert_eq!(run.code, 1);
    assert_snapshot!(nfc(&run.out), @r#"
    plan.toml:4:7: SPC012 «chú» → «chú»
    plan.toml:7:11: SPC012 «Kế» → «Kế»
    plan.toml:7:15: SPC012 «hoạch» → «hoạch»
    đã sửa 3 chỗ trong 1 tệp

    cảnh báo[SPC013]: mục tiêu này không có trong văn bản
      --> plan.toml:12:8
       |
    12 | text = "Giảm 25 hộ nghèo"
       |        ^^^^^^^^^^^^^^^^^^
       |
       = cách sửa: đặt {{ objectives() }} vào một mục hoặc phụ lục

    1 cảnh báo trong 1 tệp
    "#);
}

#[test]
fn a_second_time_there_is_nothing_to_do() {
    let office = Office::commune().file("plan.toml", decomposed());
    office.run(&["check", "--fix", "plan.toml"]);
    let before = fs::metadata(office.path("plan.toml"))
        .unwrap()
        .modified()
        .unwrap();
    let run = office.run(&["check", "--fix", "plan.toml"]);
    assert_eq!(run.out, "no findings in 1 file\n");
    let after = fs::metadata(office.path("plan.toml"))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(before, after);
}

#[test]
fn reports_for_programs_say_beside_them_what_was_done() {
    for format in ["json", "sarif", "github"] {
        let office = Office::commune().file("plan.toml", format!("{}{WARNING}", decomposed()));
        let run = office.run(&["check", "--fix", "plan.toml", "--format", format]);
        assert!(
            run.err.ends_with("mended 3 places in 1 file\n"),
            "{}",
            run.err
        );
        assert!(
            !run.out.contains("SPC012") && run.out.contains("SPC013"),
            "{}",
            run.out
        );
    }
}

#[test]
fn registries_are_mended_once_however_many_plans_there_are() {
    let office = Office::commune()
        .file(
            "units.toml",
            "[[units]]\nid = \"tyt\"\nname = \"Tra\u{323}m Y tê\u{301} xã\"\n",
        )
        .file("plans/a.toml", whole(CLOSING))
        .file("plans/b.toml", whole(CLOSING));
    let run = office.run(&["check", "--fix"]);
    assert_snapshot!(nfc(&run.out), @"
    ./units.toml:3:9: SPC012 «Trạm» → «Trạm»
    ./units.toml:3:17: SPC012 «tế» → «tế»
    mended 2 places in 1 file

    no findings in 2 files
    ");
    let text = fs::read_to_string(office.path("units.toml")).unwrap();
    assert_eq!(text, "[[units]]\nid = \"tyt\"\nname = \"Trạm Y tế xã\"\n");
}

/// The folder may be written, so that replacing the file would succeed.
#[test]
fn a_file_that_may_not_be_written_is_trouble_and_others_are_mended() {
    let office = Office::commune()
        .file("plans/a.toml", decomposed())
        .file("plans/b.toml", decomposed());
    let path = office.path("plans/a.toml");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let before = files_below(&office.path(""));
    let run = office.run(&["check", "--fix"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("a.toml: permission denied"), "{}", run.err);
    assert_eq!(run.err.lines().count(), 1);
    assert!(run.out.contains("mended 3 places in 1 file"), "{}", run.out);
    assert_eq!(fs::read_to_string(&path).unwrap(), decomposed());
    assert_eq!(files_below(&office.path("")), before);
}

#[cfg(unix)]
#[test]
fn a_file_stays_a_link_and_keeps_its_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let office = Office::commune().file("kept/real.toml", decomposed());
    let real = office.path("kept/real.toml");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, office.path("plan.toml")).unwrap();
    office.run(&["check", "--fix", "plan.toml"]);
    assert!(office.path("plan.toml").is_symlink());
    assert!(fs::read_to_string(&real).unwrap().contains("Kế hoạch"));
    let mode = fs::metadata(&real).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn without_the_option_nothing_is_written() {
    let office = Office::commune().file("plan.toml", decomposed());
    office.run(&["check", "plan.toml"]);
    let text = fs::read_to_string(office.path("plan.toml")).unwrap();
    assert_eq!(text, decomposed());
}

/// All findings of a folder, a number for each rule, and whether one of them offers an edit.
fn counts(office: &Office) -> (BTreeMap<String, usize>, bool) {
    let run = office.run(&["check", ".", "--format", "json"]);
    let mut counts = BTreeMap::new();
    let mut edits = false;
    for line in run.out.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        let rule = finding["rule"].as_str().unwrap().to_owned();
        *counts.entry(rule).or_default() += 1;
        edits |= finding["edits"] != serde_json::json!([]);
    }
    (counts, edits)
}

#[test]
fn mending_the_plans_of_the_repository_leaves_nothing_to_mend_and_nothing_new() {
    let plans = repository().join("plans");
    let mut office = Office::empty();
    for name in files_below(&plans) {
        let bytes = fs::read(plans.join(&name)).unwrap();
        office = office.file(&name, bytes);
    }
    let (before, _) = counts(&office);
    let run = office.run(&["check", "--fix", "."]);
    assert_eq!(run.err, "");
    let (after, edits) = counts(&office);
    assert!(!edits, "{}", run.out);
    for (rule, count) in after {
        let known = before.get(&rule).copied().unwrap_or_default();
        assert!(count <= known, "{rule}: {known} before, {count} after");
    }
}
