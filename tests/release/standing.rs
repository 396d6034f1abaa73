//! Who has signed off and what a plan still waits for, clause by clause.

use super::{contents, free, office, plan, text};
use crate::support::{Office, Run};
use jiff::ToSpan;
use kehoach::release::standing::same_person;
use kehoach::release::transaction::{Change, JOURNAL, Lock, System, commit, is_pending, recover};
use serde_json::Value as Json;

const DAY: &str = "2026-01-20";

fn signoff(office: &Office, role: &str, name: &str, more: &[&str]) -> Run {
    let own = ["signoff", "a.toml", "--role", role, "--name", name];
    office.run(&[&own[..], more].concat())
}

fn status(office: &Office) -> (i32, Json) {
    let run = office.run(&["status", "a.toml", "--format", "json"]);
    let line = run
        .out
        .lines()
        .next()
        .unwrap_or_else(|| panic!("{}", run.err));
    (run.code, serde_json::from_str(line).unwrap())
}

/// The exit code of `status`, and its line on the plan.
fn told(office: &Office) -> (i32, String) {
    let run = office.run(&["status", "a.toml"]);
    let line = run.out.lines().find(|line| line.starts_with("a.toml: "));
    (run.code, line.unwrap_or_default().to_owned())
}

#[test]
fn a_name_is_a_persons_whatever_its_case_and_blanks() {
    for (one, other, is_same) in [
        ("Lê Văn Minh", "Lê Văn Minh", true),
        ("Lê Văn Minh", "LÊ  VĂN MINH ", true),
        ("Lê Văn Minh", "le van minh", true),
        ("Le Van Minh", "Lê Văn Minh", true),
        ("Đỗ Thị Ánh", "do thi anh", true),
        ("Lê Văn Minh", "Lê Văn Mính", false),
        ("Lê Văn Minh", "Le Văn Minh", false),
        ("Lê Văn Minh", "Lê Minh", false),
        ("le van minh", "le van mink", false),
    ] {
        assert_eq!(same_person(one, other), is_same, "{one}, {other}");
    }
}

#[test]
fn a_sign_off_may_be_of_today_but_not_of_tomorrow() {
    let office = office("").file("a.toml", plan(""));
    let today = kehoach::vi::date::in_vietnam(jiff::Timestamp::now()).date();
    let tomorrow = (today + 2.days()).to_string();
    let run = signoff(&office, "draft", "An", &["--date", &tomorrow]);
    assert_eq!(run.code, 2, "{}", run.out);
    let run = signoff(&office, "draft", "An", &["--date", &today.to_string()]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(text(&office, "a.signoff.toml").contains(&format!("on = {today}\n")));
}

#[test]
fn a_warning_is_of_roles_that_come_before_and_are_asked_for() {
    let all = || office("roles = [\"draft\", \"review\", \"sign\"]").file("a.toml", plan(""));
    let warnings = |office: &Office, role: &str, name: &str| {
        let run = signoff(office, role, name, &[]);
        assert_eq!(run.code, 0, "{}", run.err);
        run.out.matches("warning: ").count()
    };
    let own = all();
    assert_eq!(warnings(&own, "draft", "An"), 0);
    assert_eq!(warnings(&own, "sign", "Lê Văn Minh"), 1);
    assert_eq!(warnings(&all(), "sign", "Lê Văn Minh"), 2);
    // Formal checking comes before signing, but nobody asks for it.
    let sign = office("").file("a.toml", plan(""));
    assert_eq!(warnings(&sign, "clerk", "Hoa"), 1);
    assert_eq!(warnings(&sign, "form", "Hoa"), 0);
}

#[test]
fn the_signer_is_who_stands_below_the_plan_and_else_whom_the_office_names() {
    let with = |more: &str, role: &str, name: &str| {
        let office = office("roles = []").file("a.toml", plan("") + more);
        signoff(&office, role, name, &[]).out.contains("warning: ")
    };
    let own = "[signature]\nposition = \"PHÓ CHỦ TỊCH\"\nname = \"Trần Thị Bình\"\n";
    assert!(!with("", "sign", "Lê Văn Minh"));
    assert!(!with("", "sign", "le van minh"));
    assert!(with("", "sign", "Trần Thị Bình"));
    assert!(!with(own, "sign", "Trần Thị Bình"));
    assert!(with(own, "sign", "Lê Văn Minh"));
    assert!(!with("", "draft", "Trần Thị Bình"));
}

#[test]
fn another_persons_word_and_another_role_are_new() {
    let office = office("roles = []").file("a.toml", plan(""));
    let added = |role: &str, name: &str| {
        let before = text(&office, "a.signoff.toml").len();
        assert_eq!(signoff(&office, role, name, &[]).code, 0);
        text(&office, "a.signoff.toml").len() > before
    };
    assert_eq!(signoff(&office, "draft", "An", &[]).code, 0);
    assert!(!added("draft", "AN"));
    assert!(added("draft", "Bình"));
    assert!(added("review", "An"));
}

#[test]
fn only_roles_of_one_group_must_be_two_persons() {
    let office = office("roles = []\napart = [[\"draft\", \"review\"], [\"form\", \"sign\"]]")
        .file("a.toml", plan(""));
    let code = |role: &str, name: &str| signoff(&office, role, name, &[]).code;
    assert_eq!(code("draft", "An"), 0);
    assert_eq!(code("sign", "An"), 0);
    assert_eq!(code("review", "An"), 1);
    assert_eq!(code("form", "An"), 1);
    assert_eq!(code("review", "Bình"), 0);
    // The same role again is no second one.
    assert_eq!(code("draft", "An"), 0);
    // A word that no longer holds is nobody's.
    let office = office.file("units.toml", "# đổi\n");
    assert_eq!(signoff(&office, "review", "An", &[]).code, 0);
}

#[test]
fn the_newest_word_that_holds_counts_and_else_the_newest() {
    let office = office("").file("a.toml", plan(""));
    let state = |office: &Office| {
        let (_, status) = status(office);
        let role = &status["roles"][0];
        let text = |key: &str| role[key].as_str().unwrap().to_owned();
        (text("state"), text("name"))
    };
    let pair = |state: &str, name: &str| (state.to_owned(), name.to_owned());
    signoff(&office, "sign", "Lê Văn Minh", &[]);
    let own = text(&office, "units.toml");
    let office = office.file("units.toml", "# đổi\n");
    assert_eq!(state(&office), pair("stale", "Lê Văn Minh"));
    signoff(&office, "sign", "Trần Thị Bình", &[]);
    assert_eq!(state(&office), pair("signed", "Trần Thị Bình"));
    // The content is again what the first one saw.
    let office = office.file("units.toml", own);
    assert_eq!(state(&office), pair("signed", "Lê Văn Minh"));
    let office = office.file("units.toml", "# đổi nữa\n");
    assert_eq!(state(&office), pair("stale", "Trần Thị Bình"));
}

#[test]
fn roles_that_nobody_asks_for_are_told_and_not_waited_for() {
    let office = office("roles = [\"sign\"]").file("a.toml", plan(""));
    signoff(&office, "sign", "Lê Văn Minh", &[]);
    let (code, whole) = status(&office);
    assert_eq!((code, whole["roles"].as_array().unwrap().len()), (0, 1));
    signoff(&office, "draft", "An", &[]);
    let (code, whole) = status(&office);
    assert_eq!(code, 0);
    let roles: Vec<(&str, bool)> = whole["roles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|role| {
            (
                role["role"].as_str().unwrap(),
                role["required"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(roles, [("draft", false), ("sign", true)]);
    let office = office.file("units.toml", "# đổi\n");
    signoff(&office, "sign", "Lê Văn Minh", &[]);
    let (code, whole) = status(&office);
    assert_eq!(whole["roles"][0]["state"], "stale");
    assert_eq!(code, 0, "{whole}");
}

#[test]
fn a_plan_has_gone_out_if_the_register_has_its_number_symbol_day_and_subject() {
    let both = "number = 1\ndate = 2026-01-20";
    let with = |head: &str, row: &str| {
        let header = kehoach::release::row::COLUMNS
            .map(|name| format!("\"{name}\""))
            .join(",");
        let office = free().file("a.toml", plan(head));
        told(&office.file("so-van-ban-di-2026.csv", format!("{header}\n{row}\n")))
    };
    let said = |code, line: &str| (code, format!("a.toml: {line}"));
    let released = said(0, "released as 01/KH-UBND of 20/01/2026");
    let numbered = said(
        0,
        "numbered 01/KH-UBND of 20/01/2026, which the register does not have",
    );
    assert_eq!(
        with(both, "1/KH-UBND,20/01/2026,Kế hoạch Giảm nghèo năm 2026"),
        released
    );
    assert_eq!(
        with(both, "1/QĐ-UBND,20/01/2026,Kế hoạch Giảm nghèo năm 2026"),
        numbered
    );
    assert_eq!(
        with(both, "1/KH-UBND,19/01/2026,Kế hoạch Giảm nghèo năm 2026"),
        numbered
    );
    assert_eq!(
        with(both, "2/KH-UBND,20/01/2026,Kế hoạch Giảm nghèo năm 2026"),
        numbered
    );
    assert_eq!(
        with(both, "1/KH-UBND,20/01/2026,Kế hoạch cải cách"),
        numbered
    );
    for head in [
        "",
        "number = 1",
        "date = 2026-01-20",
        "number = \"TODO\"\ndate = 2026-01-20",
    ] {
        assert_eq!(
            with(head, "1/KH-UBND,20/01/2026,Kế hoạch Giảm nghèo năm 2026"),
            said(0, "not released"),
            "{head}"
        );
    }
}

#[test]
fn a_draft_is_held_against_the_register_of_its_year() {
    let header = kehoach::release::row::COLUMNS
        .map(|name| format!("\"{name}\""))
        .join(",");
    let gap = format!("{header}\n1/KH,05/01/2027,A\n3/KH,06/01/2027,B\n");
    let office = free().file("so-van-ban-di-2027.csv", gap);
    assert_eq!(told(&office).0, 0);
    let office = office.file("a.toml", plan("date = 2027-01-05"));
    assert_eq!(told(&office).0, 1);
    let office = office.file("a.toml", plan("").replace("year = 2026", "year = 2027"));
    assert_eq!(told(&office).0, 1);
    // What is told of lightly does not stop a plan.
    let settings = text(&office, "kehoach.toml").replace("[rules]", "[rules]\nREL003 = \"info\"");
    assert_eq!(told(&office.file("kehoach.toml", settings)).0, 0);
}

#[test]
fn what_cannot_be_read_is_not_ready() {
    let (code, status_of) = status(&free());
    assert_eq!((code, status_of["ready"].as_bool()), (0, Some(true)));
    for office in [
        free().file("a.toml", "[document\n"),
        free().file("units.toml", "unit = 1\n"),
        free().file("a.signoff.toml", "[[signoffs]]\nrole = \"boss\"\n"),
        free().file("so-van-ban-di-2026.csv", "Số,Ngày\n"),
    ] {
        let run = office.run(&["status", "a.toml"]);
        assert_eq!(run.code, 1, "{}{}", run.out, run.err);
        assert!(run.out.contains("error["), "{}", run.out);
    }
}

#[test]
fn a_plan_that_has_gone_out_waits_for_a_word_that_was_never_given() {
    let office = free();
    let run = office.run(&["release", "a.toml", "--date", DAY]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert_eq!(told(&office).0, 0);
    let settings = text(&office, "kehoach.toml").replace("roles = []", "roles = [\"sign\"]");
    assert_eq!(told(&office.file("kehoach.toml", settings)).0, 1);
}

#[test]
fn of_a_plan_that_has_gone_out_plan_and_data_stay() {
    let table = "[[tables]]\nid = \"xa\"\nrows_from = \"xa.csv\"\ncolumns = [{ id = \"ten\", title = \"Tên\" }]\n";
    let released = || {
        let office = office("")
            .file("a.toml", plan("") + table)
            .file("xa.csv", "ten\nNam Đà\n");
        signoff(&office, "sign", "Lê Văn Minh", &[]);
        let run = office.run(&["release", "a.toml", "--date", DAY]);
        assert_eq!(run.code, 0, "{}", run.out);
        office
    };
    let ledger = |key: &str| {
        let office = released();
        let whole = text(&office, "a.signoff.toml");
        let line = whole
            .lines()
            .find(|line| line.starts_with(key))
            .unwrap()
            .to_owned();
        office.file(
            "a.signoff.toml",
            whole.replace(&line, &format!("{key} = \"0\"")),
        )
    };
    for key in ["templates", "fonts", "program"] {
        assert_eq!(told(&ledger(key)).0, 0, "{key}");
    }
    assert_eq!(told(&ledger("plan =")).0, 1);
    assert_eq!(told(&released().file("units.toml", "# đổi\n")).0, 0);
    assert_eq!(told(&released().file("xa.csv", "ten\nTân Thành\n")).0, 1);
}

#[test]
fn a_new_ledger_has_a_heading_and_an_empty_one_gets_none() {
    let office = office("roles = []").file("a.toml", plan(""));
    signoff(&office, "draft", "An", &["--date", "2026-01-10"]);
    let first = text(&office, "a.signoff.toml");
    assert!(
        first.starts_with("# Sổ xác nhận của kế hoạch cùng tên"),
        "{first}"
    );
    let office = office.file("a.signoff.toml", "");
    signoff(&office, "draft", "An", &["--date", "2026-01-10"]);
    assert!(text(&office, "a.signoff.toml").starts_with("\n[[signoffs]]\n"));
}

#[test]
fn a_ledger_needs_all_of_a_sign_off_and_a_name_that_is_one() {
    let office = office("").file("a.toml", plan(""));
    signoff(&office, "sign", "Lê Văn Minh", &[]);
    let whole = text(&office, "a.signoff.toml");
    assert_eq!(told(&office).0, 0);
    for key in [
        "role",
        "name",
        "on",
        "program",
        "plan",
        "templates",
        "fonts",
    ] {
        let line = whole
            .lines()
            .find(|line| line.starts_with(&format!("{key} =")))
            .unwrap();
        let office = free().file("a.signoff.toml", whole.replace(&format!("{line}\n"), ""));
        let run = office.run(&["status", "a.toml"]);
        assert!(run.out.contains("error["), "{key}: {}", run.out);
    }
    let blank = whole.replace("\"Lê Văn Minh\"", "\"  \"");
    let run = free()
        .file("a.signoff.toml", blank)
        .run(&["status", "a.toml"]);
    assert!(run.out.contains("the name is blank"), "{}", run.out);
}

fn change(folder: &std::path::Path, name: &str, new: &str) -> Change {
    Change {
        path: folder.join(name),
        old: None,
        new: new.as_bytes().to_vec(),
    }
}

#[test]
fn nothing_is_left_half_done_where_nothing_was_begun() {
    let folder = tempfile::tempdir().unwrap();
    let lock = Lock::take(folder.path()).unwrap();
    assert!(!is_pending(folder.path()));
    assert!(!recover(&lock, &mut System).unwrap());
    commit(&lock, &mut System, &[change(folder.path(), "a.pdf", "1")]).unwrap();
    assert!(!is_pending(folder.path()));
    // A journal that a power cut left empty, and a draft of one.
    for (name, was_there) in [(JOURNAL, true), ("..kehoach.journal.kehoach-new", false)] {
        std::fs::write(folder.path().join(name), "").unwrap();
        assert!(is_pending(folder.path()), "{name}");
        assert_eq!(recover(&lock, &mut System).unwrap(), was_there, "{name}");
        assert!(!is_pending(folder.path()), "{name}");
    }
    assert_eq!(contents(folder.path()).len(), 1);
}

#[test]
fn a_file_that_must_not_be_there_and_one_that_must_be_there_stop_it() {
    let folder = tempfile::tempdir().unwrap();
    let lock = Lock::take(folder.path()).unwrap();
    std::fs::write(folder.path().join("a.pdf"), "0").unwrap();
    let error = commit(&lock, &mut System, &[change(folder.path(), "a.pdf", "1")]).unwrap_err();
    assert!(
        error.to_string().contains("has changed meanwhile"),
        "{error}"
    );
    let gone = Change {
        old: Some(b"0".to_vec()),
        ..change(folder.path(), "b", "1")
    };
    let error = commit(&lock, &mut System, &[gone]).unwrap_err();
    assert!(
        error.to_string().contains("has changed meanwhile"),
        "{error}"
    );
    assert_eq!(contents(folder.path()).len(), 1);
}

/// The journal of a change that was stopped, with a folder and one file.
fn journal(root: &std::path::Path, written: bool) {
    let file = root.join("ra/a.pdf");
    let new = kehoach::release::content::sha256(b"1");
    let entry = serde_json::json!({ "path": file, "old": null, "new": new });
    let whole =
        serde_json::json!({ "written": written, "files": [entry], "folders": [root.join("ra")] });
    std::fs::create_dir(root.join("ra")).unwrap();
    std::fs::write(root.join("ra/.a.pdf.kehoach-new"), "1").unwrap();
    std::fs::write(root.join(JOURNAL), whole.to_string()).unwrap();
}

#[test]
fn a_stopped_change_is_taken_back_or_brought_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let lock = Lock::take(root).unwrap();
    journal(root, false);
    assert!(recover(&lock, &mut System).unwrap());
    assert!(contents(root).is_empty(), "{:?}", contents(root));
    journal(root, true);
    assert!(recover(&lock, &mut System).unwrap());
    assert_eq!(std::fs::read(root.join("ra/a.pdf")).unwrap(), b"1");
    assert_eq!(contents(root).len(), 2);
}

#[test]
fn a_file_that_someone_put_into_a_new_folder_stays() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let lock = Lock::take(root).unwrap();
    journal(root, false);
    std::fs::write(root.join("ra/khac.txt"), "khác").unwrap();
    assert!(recover(&lock, &mut System).unwrap());
    assert!(root.join("ra/khac.txt").exists() && !root.join("ra/.a.pdf.kehoach-new").exists());
    assert!(!is_pending(root));
}

#[test]
fn a_new_content_that_is_not_what_the_journal_says_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let lock = Lock::take(root).unwrap();
    journal(root, true);
    std::fs::write(root.join("ra/.a.pdf.kehoach-new"), "2").unwrap();
    let error = recover(&lock, &mut System).unwrap_err();
    assert!(
        error.to_string().contains("a.pdf has been changed since"),
        "{error}"
    );
    assert!(is_pending(root));
    // It has its new content already, by whatever hand.
    std::fs::write(root.join("ra/a.pdf"), "1").unwrap();
    assert!(recover(&lock, &mut System).unwrap());
    assert!(!root.join("ra/.a.pdf.kehoach-new").exists() && !is_pending(root));
}

#[test]
fn a_plan_and_its_release_may_stand_in_the_folder_itself() {
    let office = free();
    let run = office.run(&["release", "a.toml", "--date", DAY, "--out", "."]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(office.path("a.pdf").exists());
    let run = office.run(&["release", "a.toml", "--out", "."]);
    assert!(run.out.ends_with("nothing is changed\n"), "{}", run.out);
}
