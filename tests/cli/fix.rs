//! `kehoach check --fix`: what it mends, what it says, and what it leaves alone.

use super::{HEAD, WARNING, files_below};
use crate::support::Office;
use insta::assert_snapshot;
use std::fs;

/// What is said of letters typed apart, as it can stand in this file.
fn nfc(text: &str) -> String {
    kehoach::vi::text::nfc(text).into_owned()
}

/// A plan with letters and marks typed apart, between comments and blanks that nobody else would write.
fn decomposed() -> String {
    let text = "# ghi chu\u{301}  \n\n[closing]\r\ntext   = \"Kê\u{301} hoa\u{323}ch\"   # hết\n";
    format!("{HEAD}{text}")
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
    let expected = "# ghi chú  \n\n[closing]\r\ntext   = \"Kế hoạch\"   # hết\n";
    assert_eq!(text, format!("{HEAD}{expected}"));
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
     --> plan.toml:9:8
      |
    9 | text = "Giảm 25 hộ nghèo"
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
        .file("plans/a.toml", HEAD)
        .file("plans/b.toml", HEAD);
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
