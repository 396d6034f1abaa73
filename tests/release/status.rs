//! `kehoach status`: what is missing, and which part of the content is no longer what was signed off.

use super::{office, plan, text};
use crate::support::Office;
use serde_json::Value as Json;

/// A plan with rows from a file, in an office with a template of its own, signed off by its signer.
fn signed() -> Office {
    let table = "[[tables]]\nid = \"xa\"\nrows_from = \"data/xa.csv\"\ncolumns = [{ id = \"ten\", title = \"Tên\" }]\n";
    let office = office("")
        .file("plans/a.toml", plan("") + table)
        .file("plans/data/xa.csv", "ten\nNam Đà\n");
    let args = [
        "signoff",
        "plans/a.toml",
        "--role",
        "sign",
        "--name",
        "Lê Văn Minh",
    ];
    assert_eq!(office.run(&args).code, 0);
    office
}

/// The state of the signer's word, and the parts that have changed.
fn signer(office: &Office) -> (i32, String, Vec<String>) {
    let run = office.run(&["status", "--format", "json"]);
    let status: Json = serde_json::from_str(&run.out).unwrap();
    let role = &status["roles"][0];
    assert_eq!(role["role"], "sign");
    let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
    let change = |change: &Json| {
        format!("{} {}", text(&change["part"]), text(&change["path"]))
            .trim()
            .to_owned()
    };
    let changes = role["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(change)
        .collect();
    (run.code, text(&role["state"]), changes)
}

#[test]
fn what_is_signed_off_holds_until_something_changes() {
    assert_eq!(signer(&signed()), (0, "signed".to_owned(), vec![]));
}

#[test]
fn each_part_of_the_content_is_told_apart() {
    let add = |office: Office, name: &str, more: &str| {
        let content = text(&office, name) + more;
        office.file(name, content)
    };
    let stale = |office: Office, part: &str| {
        assert_eq!(
            signer(&office),
            (1, "stale".to_owned(), vec![part.to_owned()])
        );
    };
    stale(add(signed(), "plans/a.toml", "# thêm\n"), "plan");
    stale(
        add(signed(), "plans/data/xa.csv", "Tân Thành\n"),
        "data plans/data/xa.csv",
    );
    stale(
        add(signed(), "kehoach.toml", "# thêm\n"),
        "registry kehoach.toml",
    );
    stale(
        add(signed(), "units.toml", "# thêm\n"),
        "registry units.toml",
    );
    stale(
        add(signed(), "legal.toml", "# thêm\n"),
        "registry legal.toml",
    );
    let ledger = text(&signed(), "plans/a.signoff.toml");
    let of = |key: &str| {
        let line = ledger
            .lines()
            .find(|line| line.starts_with(key))
            .unwrap()
            .to_owned();
        signed().file(
            "plans/a.signoff.toml",
            ledger.replace(&line, &format!("{key} = \"0\"")),
        )
    };
    stale(of("templates"), "templates");
    stale(of("fonts"), "fonts");
    stale(of("program"), "program");
}

#[test]
fn a_template_of_the_office_is_part_of_the_content() {
    let office = signed();
    let built_in =
        std::fs::read_to_string(crate::support::repository().join("templates/nd30.typ")).unwrap();
    let own = text(&office, "kehoach.toml");
    let office = office
        .file("mau/nd30.typ", built_in.clone())
        .file("kehoach.toml", format!("templates = \"mau\"\n{own}"));
    office.run(&[
        "signoff",
        "plans/a.toml",
        "--role",
        "sign",
        "--name",
        "Lê Văn Minh",
    ]);
    assert_eq!(signer(&office), (0, "signed".to_owned(), vec![]));
    let office = office.file("mau/nd30.typ", built_in + "// thêm\n");
    assert_eq!(
        signer(&office),
        (1, "stale".to_owned(), vec!["templates".to_owned()])
    );
}

#[test]
fn it_is_said_in_words() {
    let office = signed().file("plans/data/xa.csv", "ten\nTân Thành\n");
    let run = office.run(&["--lang", "vi", "status"]);
    let day = text(&office, "plans/a.signoff.toml");
    let day = day
        .lines()
        .find_map(|line| line.strip_prefix("on = "))
        .unwrap();
    let day = kehoach::vi::date::short(day.parse().unwrap());
    assert_eq!(
        run.out,
        format!(
            "plans/a.toml: chưa ban hành\n  ký: hết giá trị (Lê Văn Minh, {day}): số liệu đã thay đổi: plans/data/xa.csv\n"
        )
    );
    assert_eq!(run.code, 1);
}

#[test]
fn without_settings_the_signer_must_sign_off() {
    let office = Office::commune().file("a.toml", plan(""));
    let run = office.run(&["status", "a.toml"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (1, "a.toml: not released\n  sign: missing\n")
    );
}

#[test]
fn a_released_plan_waits_for_nothing_while_registries_go_on() {
    let office = signed();
    assert_eq!(
        office
            .run(&["release", "plans/a.toml", "--date", "2026-01-20"])
            .code,
        0
    );
    let more = text(&office, "legal.toml") + "# năm sau\n";
    let office = office.file("legal.toml", more);
    let run = office.run(&["status"]);
    assert!(
        run.out
            .starts_with("plans/a.toml: released as 01/KH-UBND of 20/01/2026\n"),
        "{}",
        run.out
    );
    assert_eq!(run.code, 0);
    let more = text(&office, "plans/a.toml") + "# sửa\n";
    assert_eq!(office.file("plans/a.toml", more).run(&["status"]).code, 1);
}

#[test]
fn a_released_plan_or_a_copy_of_it_that_was_edited_has_changed_since() {
    let office = super::free().file("a.toml", plan(""));
    let release = ["release", "a.toml", "--date", "2026-01-20"];
    assert_eq!(office.run(&release).code, 0);
    let said = |office: &Office, path: &str| {
        let run = office.run(&["status", path, "--lang", "vi"]);
        (run.code, run.out)
    };
    let out = "đã ban hành số 01/KH-UBND ngày 20/01/2026";
    assert_eq!(said(&office, "a.toml"), (0, format!("a.toml: {out}\n")));
    let whole = text(&office, "a.toml");
    let office = office.file("b.toml", &whole);
    assert_eq!(said(&office, "b.toml"), (0, format!("b.toml: {out}\n")));
    let office = office
        .file("a.toml", whole.clone() + "# sửa\n")
        .file("b.toml", whole + "# sửa\n");
    for name in ["a.toml", "b.toml"] {
        let changed = format!("{name}: {out}, sau đó đã thay đổi: {name}\n");
        assert_eq!(said(&office, name), (1, changed));
    }
    let run = office.run(&["status", "a.toml", "--format", "json"]);
    let status: Json = serde_json::from_str(&run.out).unwrap();
    assert_eq!(status["changed"][0], "a.toml");
    // Elsewhere the manifest is looked for where it is said to lie.
    let elsewhere = Office::empty();
    let folder = elsewhere.path("di");
    std::fs::rename(office.path("released"), &folder).unwrap();
    assert_eq!(said(&office, "a.toml").0, 0, "nobody knows");
    let run = office.run(&["status", "a.toml", "--out", folder.to_str().unwrap()]);
    assert_eq!(run.code, 1, "{}", run.out);
}

#[test]
fn one_person_in_two_roles_is_found_in_a_ledger_made_by_hand() {
    let office = office("roles = [\"draft\"]").file("a.toml", plan(""));
    for role in ["draft", "review"] {
        office.run(&[
            "signoff",
            "a.toml",
            "--role",
            role,
            "--name",
            "Nguyễn Văn An",
        ]);
    }
    let own = text(&office, "kehoach.toml")
        .replace("roles = [\"draft\"]", "apart = [[\"draft\", \"review\"]]");
    let office = office.file("kehoach.toml", own);
    for role in ["draft", "review"] {
        office.run(&[
            "signoff",
            "a.toml",
            "--role",
            role,
            "--name",
            "Nguyễn Văn Bình",
        ]);
    }
    let old = text(&office, "a.signoff.toml");
    let forged = old.replace(
        "\"draft\"\nname = \"Nguyễn Văn Bình\"",
        "\"review\"\nname = \"Nguyễn Văn Bình\"",
    );
    let office = office.file("a.signoff.toml", forged);
    let run = office.run(&["status", "a.toml"]);
    assert_eq!(run.code, 1, "{}", run.out);
    let both = office.run(&["status", "a.toml", "--format", "json"]);
    let status: Json = serde_json::from_str(&both.out).unwrap();
    assert_eq!(status["ready"], false);
}

#[test]
fn what_is_wrong_with_the_register_is_told_once_for_all_plans() {
    let office = super::free().file("b.toml", plan(""));
    for (name, number) in [("a.toml", "1"), ("b.toml", "4")] {
        let args = ["release", name, "--number", number, "--date", "2026-01-20"];
        assert_eq!(office.run(&args).code, 0);
    }
    let run = office.run(&["status", "a.toml", "b.toml"]);
    assert_eq!(run.out.matches("REL003").count(), 1, "{}", run.out);
    let run = office.run(&["status", "a.toml", "b.toml", "--format", "json"]);
    assert_eq!(run.out.matches("REL003").count(), 2, "{}", run.out);
}
