//! Numbers that are given though the register does not have them: a row was lost, or somebody is writing.

use super::{contents, free, plan, text};
use crate::support::{Office, Run};

const DAY: [&str; 2] = ["--date", "2026-01-20"];
const REGISTER: &str = "so-van-ban-di-2026.csv";

fn release(office: &Office, plan: &str, more: &[&str]) -> Run {
    office.run(&[&["release", plan], &DAY[..], more].concat())
}

/// Asserts that a plan does not go out, for a reason, and that nothing is changed.
fn refused(office: &Office, plan: &str, more: &[&str], why: &str) {
    let before = contents(&office.path("."));
    let run = release(office, plan, more);
    assert!(run.out.contains(why), "{why}: {}{}", run.out, run.err);
    assert_eq!(run.code, 1);
    assert_eq!(contents(&office.path(".")), before);
}

/// An office where `a.toml` has gone out as number 1 and `b.toml` is to follow.
fn after_the_first() -> Office {
    let office = free().file("b.toml", plan("").replace("Giảm nghèo", "Cải cách"));
    let run = release(&office, "a.toml", &[]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    office
}

#[test]
fn a_number_that_went_out_is_not_given_again_where_its_row_is_lost() {
    let office = after_the_first();
    let header = text(&office, REGISTER).lines().next().unwrap().to_owned();
    let lost = "so-van-ban-di-2026.csv has no 01/KH-UBND of 20/01/2026, which ";
    // With the row, with the whole register, and whichever of plan and manifest is still there.
    let office = office.file(REGISTER, format!("{header}\n"));
    refused(&office, "b.toml", &[], lost);
    refused(&office, "b.toml", &["--number", "1"], lost);
    refused(&office, "b.toml", &["--number", "2"], lost);
    refused(&office, "a.toml", &[], lost);
    std::fs::remove_file(office.path(REGISTER)).unwrap();
    refused(&office, "b.toml", &[], lost);
    std::fs::remove_file(office.path("a.toml")).unwrap();
    refused(&office, "b.toml", &[], lost);
    let office = after_the_first().file(REGISTER, format!("{header}\n"));
    std::fs::remove_dir_all(office.path("released")).unwrap();
    refused(&office, "b.toml", &[], lost);
    // With its row all is well.
    let office = after_the_first();
    assert!(
        release(&office, "b.toml", &[])
            .out
            .contains("as 02/KH-UBND")
    );
}

#[test]
fn plans_may_have_their_numbers_before_they_go_out() {
    let own = |number: u32| plan(&format!("number = {number}\ndate = 2026-01-20"));
    let office = free().file("a.toml", own(1)).file("b.toml", own(2));
    let office = office.file("c.toml", plan(""));
    // Who has none waits for them, and gets no number of theirs.
    refused(
        &office,
        "c.toml",
        &[],
        "has no 01/KH-UBND of 20/01/2026, which ./a.toml has",
    );
    refused(
        &office,
        "c.toml",
        &["--number", "2"],
        "./b.toml has number 2",
    );
    for (plan, number) in [("b.toml", "02"), ("c.toml", "03")] {
        let office = free()
            .file("b.toml", own(2))
            .file("c.toml", plan_after(&office));
        let run = release(&office, "b.toml", &[]);
        assert!(run.out.contains("as 02/KH-UBND"), "{}", run.out);
        let run = release(&office, plan, &[]);
        assert!(
            run.out.contains(&format!("as {number}/KH-UBND")),
            "{}",
            run.out
        );
    }
}

fn plan_after(office: &Office) -> String {
    text(office, "c.toml")
}

#[test]
fn a_plan_whose_row_is_anothers_has_not_gone_out() {
    let office = after_the_first();
    let register = text(&office, REGISTER).replace("Giảm nghèo", "Xây dựng trụ sở");
    let office = office.file(REGISTER, register);
    let run = release(&office, "a.toml", &[]);
    assert!(run.out.contains("number 1 is given in"), "{}", run.out);
    let status = office.run(&["status", "a.toml"]);
    assert!(
        status.out.contains("which the register does not have"),
        "{}",
        status.out
    );
}

#[test]
fn numbers_of_other_years_series_and_offices_are_theirs() {
    let other = "[document]\nyear = 2026\ntitle = \"A\"\nnumber = 1\ndate = 2025-12-30\n";
    let office = free().file("b.toml", other).file("xa/kehoach.toml", "");
    let office = office.file("xa/c.toml", other.replace("2025-12-30", "2026-01-05"));
    let run = release(&office, "a.toml", &[]);
    assert!(run.out.contains("as 01/KH-UBND"), "{}{}", run.out, run.err);
}

#[test]
fn a_register_that_somebody_has_open_stops_a_release() {
    for mark in [".~lock.so-van-ban-di-2026.csv#", "~$so-van-ban-di-2026.csv"] {
        let office = free().file(mark, "");
        refused(
            &office,
            "a.toml",
            &[],
            "so-van-ban-di-2026.csv is open in another program",
        );
        std::fs::remove_file(office.path(mark)).unwrap();
        assert_eq!(release(&office, "a.toml", &[]).code, 0);
    }
}

#[test]
fn no_day_ahead_and_no_number_behind_the_last_is_given() {
    let ahead = free().file("a.toml", plan("date = 2199-01-05"));
    let run = ahead.run(&["release", "a.toml"]);
    assert!(run.out.contains("05/01/2199 lies ahead"), "{}", run.out);
    assert_eq!(run.code, 1);
    let run = free().run(&["release", "a.toml", "--date", "2199-01-05"]);
    assert!(run.out.contains("05/01/2199 lies ahead"), "{}", run.out);
    let office = after_the_first();
    let full = text(&office, REGISTER) + "4294967295/KH-UBND,20/01/2026,A,,,,,,,\n";
    let office = office.file(REGISTER, full);
    refused(
        &office,
        "b.toml",
        &[],
        "no number is left after the last one",
    );
}

#[test]
fn another_than_the_plans_signer_stops_a_release() {
    let office = super::office("").file("a.toml", plan(""));
    let sign = |name: &str| {
        let args = ["signoff", "a.toml", "--role", "sign", "--name", name];
        assert_eq!(office.run(&args).code, 0);
    };
    sign("Trần Thị Bình");
    refused(&office, "a.toml", &[], "REL007");
    // Who may sign does so after all, whatever degree the office writes before the name.
    sign("TS. Lê Văn Minh");
    assert_eq!(release(&office, "a.toml", &[]).code, 0);
}

#[test]
fn a_checkout_with_other_line_ends_is_the_same_workspace() {
    let files = [
        "a.toml",
        "kehoach.toml",
        "units.toml",
        "legal.toml",
        "so.csv",
    ];
    let with = |ends: &str| {
        let table = "[[tables]]\nid = \"b\"\ntitle = \"Biểu\"\nrows_from = \"so.csv\"\n\
            [[tables.columns]]\nid = \"xa\"\ntitle = \"Xã\"\n[[tables.columns]]\nid = \"so\"\ntitle = \"Số\"\n";
        let text = plan("").replace(
            "\"Giảm 25 hộ nghèo.\"",
            "\"\"\"\n# Một\nGiảm 25 hộ\nnghèo. \\\n  Hai.\n\n- Ba\n\"\"\"",
        );
        let office = super::office("").file("a.toml", text + table);
        let office = office.file("so.csv", "Xã,Số\nA,1\n\"B\nC\",2\n");
        files.iter().fold(office, |office, name| {
            let text = super::text(&office, name).replace('\n', ends);
            office.file(name, text)
        })
    };
    let (unix, windows) = (with("\n"), with("\r\n"));
    for office in [&unix, &windows] {
        let args = [
            "signoff",
            "a.toml",
            "--role",
            "sign",
            "--name",
            "Lê Văn Minh",
            "--date",
            "2026-01-10",
        ];
        let run = office.run(&args);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    }
    // A sign-off of one holds for the other, and so does a ledger that was checked out so.
    let ledger = text(&unix, "a.signoff.toml");
    assert_eq!(ledger, text(&windows, "a.signoff.toml"));
    let windows = windows.file("a.signoff.toml", ledger.replace('\n', "\r\n"));
    for office in [&unix, &windows] {
        let run = release(office, "a.toml", &[]);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    }
    for name in ["a.pdf", "a.docx", "a.manifest.json"] {
        let read = |office: &Office| std::fs::read(office.path("released").join(name)).unwrap();
        assert!(read(&unix) == read(&windows), "{name}");
    }
    // The plan keeps its line ends, and is found again.
    let stamped = text(&windows, "a.toml");
    assert_eq!(stamped.replace("\r\n", "\n"), text(&unix, "a.toml"));
    assert!(!stamped.replace("\r\n", "").contains('\n'));
    let run = windows.run(&["verify", "released/a.pdf", "--plans", "."]);
    assert!(
        run.out
            .contains("the register has 01/KH-UBND of 20/01/2026"),
        "{}",
        run.out
    );
    let run = release(&windows, "a.toml", &[]);
    assert!(run.out.contains("nothing is changed"), "{}", run.out);
}

#[test]
fn a_sign_off_of_either_form_of_line_ends_holds() {
    let office = super::office("").file("a.toml", plan(""));
    let args = [
        "signoff",
        "a.toml",
        "--role",
        "sign",
        "--name",
        "Lê Văn Minh",
    ];
    office.run(&args);
    // As earlier versions signed off a plan with CRLF.
    let hash = |text: &str| kehoach::release::content::sha256(text.as_bytes());
    let bare = kehoach::release::stamp::unstamped(&text(&office, "a.toml"));
    let ledger = text(&office, "a.signoff.toml");
    let old = ledger.replace(&hash(&bare), &hash(&bare.replace('\n', "\r\n")));
    assert_ne!(old, ledger);
    let office = office.file("a.signoff.toml", old);
    assert_eq!(release(&office, "a.toml", &[]).code, 0);
}
