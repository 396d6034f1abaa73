//! `kehoach signoff`: who may sign off what, and what the ledger keeps.

use super::{contents, office, plan, text};
use crate::support::run_in;

const DAY: [&str; 2] = ["--date", "2026-01-10"];

#[test]
fn a_role_goes_by_its_id_or_by_its_vietnamese_name() {
    let office = office("").file("a.toml", plan(""));
    for (role, name, said) in [
        ("draft", "Nguyễn Văn An", "draft, Nguyễn Văn An"),
        ("thẩm định", "Trần Thị Bình", "review, Trần Thị Bình"),
        ("kiem tra the thuc", "Lê  Cường", "form, Lê Cường"),
        ("KÝ", "Lê Văn Minh", "sign, Lê Văn Minh"),
    ] {
        let run = office.run(&["signoff", "a.toml", "--role", role, "--name", name]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert_eq!(run.out, format!("a.signoff.toml: {said}\n"));
    }
    let run = office.run(&["signoff", "a.toml", "--role", "đọc", "--name", "A"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("draft, review, form, sign, clerk"),
        "{}",
        run.err
    );
}

#[test]
fn what_stands_in_the_ledger_stays_with_its_comments() {
    let office = office("roles = [\"draft\"]").file("a.toml", plan(""));
    let args = ["signoff", "a.toml", "--role", "draft", "--name", "An"];
    office.run(&[&args[..], &DAY].concat());
    let first = text(&office, "a.signoff.toml") + "# đã xem lại với phòng Tài chính";
    std::fs::write(office.path("a.signoff.toml"), &first).unwrap();
    let args = [
        "signoff", "a.toml", "--role", "review", "--name", "M\"in\"h",
    ];
    assert_eq!(office.run(&[&args[..], &DAY].concat()).code, 0);
    let both = text(&office, "a.signoff.toml");
    assert!(both.starts_with(&first));
    assert!(both[first.len()..].starts_with(
        "\n\n[[signoffs]]\nrole = \"review\"\nname = \"M\\\"in\\\"h\"\non = 2026-01-10\n"
    ));
    assert_eq!(office.run(&["status", "a.toml"]).code, 0);
}

#[test]
fn the_same_word_twice_changes_nothing() {
    let office = office("").file("a.toml", plan(""));
    let args = [
        "signoff",
        "a.toml",
        "--role",
        "sign",
        "--name",
        "Lê Văn Minh",
    ];
    office.run(&args);
    let before = contents(&office.path("."));
    let args = [
        "signoff",
        "a.toml",
        "--role",
        "sign",
        "--name",
        "lê văn  minh",
    ];
    let run = office.run(&args);
    assert_eq!(run.code, 0);
    assert!(run.out.ends_with("nothing is changed\n"), "{}", run.out);
    assert_eq!(contents(&office.path(".")), before);
}

#[test]
fn one_person_does_not_review_what_they_drafted() {
    let office = office("apart = [[\"draft\", \"review\"]]").file("a.toml", plan(""));
    office.run(&[
        "signoff",
        "a.toml",
        "--role",
        "draft",
        "--name",
        "Nguyễn Văn An",
    ]);
    let before = contents(&office.path("."));
    let args = [
        "signoff",
        "a.toml",
        "--role",
        "review",
        "--name",
        "NGUYỄN VĂN AN",
    ];
    let run = office.run(&args);
    assert_eq!(run.code, 1);
    assert!(
        run.out
            .contains("both draft and review, which must be two persons"),
        "{}",
        run.out
    );
    assert_eq!(contents(&office.path(".")), before);
    assert_eq!(
        office
            .run(&[
                "signoff",
                "a.toml",
                "--role",
                "form",
                "--name",
                "Nguyễn Văn An"
            ])
            .code,
        0
    );
}

#[test]
fn a_step_out_of_turn_is_taken_with_a_warning() {
    let office = office("roles = [\"draft\", \"sign\"]").file("a.toml", plan(""));
    let run = office.run(&[
        "signoff",
        "a.toml",
        "--role",
        "sign",
        "--name",
        "Lê Văn Minh",
    ]);
    assert_eq!(run.code, 0);
    assert_eq!(
        run.out,
        "warning: «draft» comes before «sign» and is still open\na.signoff.toml: sign, Lê Văn Minh\n"
    );
}

#[test]
fn another_signer_than_the_plan_names_is_taken_with_a_warning() {
    let office = office("").file("a.toml", plan(""));
    let run = office.run(&[
        "signoff",
        "a.toml",
        "--role",
        "sign",
        "--name",
        "Trần Thị Bình",
    ]);
    assert_eq!(run.code, 0);
    assert!(
        run.out
            .starts_with("warning: Lê Văn Minh stands below the plan as its signer\n"),
        "{}",
        run.out
    );
}

#[test]
fn what_cannot_be_read_is_not_signed_off() {
    let broken = plan("numbr = 1");
    let office = office("").file("a.toml", broken);
    let run = office.run(&[
        "signoff",
        "a.toml",
        "--role",
        "sign",
        "--name",
        "Lê Văn Minh",
    ]);
    assert_eq!(run.code, 1);
    assert!(
        run.out.contains("error[SPC002]") && run.out.contains("not signed off"),
        "{}",
        run.out
    );
    let office = office
        .file("a.toml", plan(""))
        .file("a.signoff.toml", "[[signoffs]]\nrole = \"boss\"\n");
    let run = office.run(&[
        "signoff",
        "a.toml",
        "--role",
        "sign",
        "--name",
        "Lê Văn Minh",
    ]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("a.signoff.toml:2:8"), "{}", run.out);
    assert_eq!(
        text(&office, "a.signoff.toml"),
        "[[signoffs]]\nrole = \"boss\"\n"
    );
    for name in ["", "  ", "A\u{7}"] {
        let run = office.run(&["signoff", "a.toml", "--role", "sign", "--name", name]);
        assert_eq!(
            (run.code, run.err.as_str()),
            (2, "error: --name must be a name\n")
        );
    }
}

#[test]
fn a_ledger_is_no_plan() {
    let office = office("roles = []").file("plans/a.toml", plan(""));
    office.run(&[
        "signoff",
        "plans/a.toml",
        "--role",
        "sign",
        "--name",
        "Lê Văn Minh",
    ]);
    let run = office.run(&["check"]);
    assert_eq!(
        run.out.lines().last(),
        Some("no findings in 1 file"),
        "{}",
        run.out
    );
}

#[test]
fn a_name_typed_without_tone_marks_is_no_second_person() {
    let office = office("apart = [[\"draft\", \"review\"]]").file("a.toml", plan(""));
    let signoff = |role: &str, name: &str| {
        let args = ["signoff", "a.toml", "--role", role, "--name", name];
        office.run(&args).code
    };
    assert_eq!(signoff("draft", "Trần Thị Bình"), 0);
    assert_eq!(signoff("review", "tran thi binh"), 1);
    // Marks that differ tell two persons apart.
    assert_eq!(signoff("review", "Trần Thị Bính"), 0);
}

#[test]
fn a_sign_off_is_of_the_plan_wherever_the_program_runs() {
    let table = "[[tables]]\nid = \"xa\"\nrows_from = \"data/xa.csv\"\ncolumns = [{ id = \"ten\", title = \"Tên\" }]\n";
    let office = office("")
        .file("phong/a.toml", plan("") + table)
        .file("phong/data/xa.csv", "ten\nNam Đà\n");
    let folder = office.path("phong");
    let args = ["--role", "sign", "--name", "Lê Văn Minh"];
    let run = run_in(&folder, &[&["signoff", "a.toml"], &args[..]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let release = ["--date", "2026-01-20", "--out"];
    let run = office.run(&[&["release", "phong/a.toml"], &release[..], &["ra"]].concat());
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let run = run_in(
        &folder,
        &[&["release", "a.toml"], &release[..], &["../ra"]].concat(),
    );
    assert!(run.out.ends_with("nothing is changed\n"), "{}", run.out);
    assert_eq!(run.code, 0);
}

#[test]
fn a_day_that_has_not_come_is_refused() {
    let office = office("").file("a.toml", plan(""));
    let arguments = [
        "signoff",
        "a.toml",
        "--role",
        "sign",
        "--name",
        "Lê Văn Minh",
    ];
    let run = office.run(&[&arguments[..], &["--date", "2199-12-31", "--lang", "vi"]].concat());
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.err.trim_end(), @"lỗi: ngày 31/12/2199 chưa tới; không thể xác nhận trước ngày");
    assert!(!office.path("a.signoff.toml").exists());
}
