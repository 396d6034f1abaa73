//! `kehoach diff --format docx`: the new plan in Word with tracked changes against the old one.

use super::others::settled;
use super::reader::{Choice, lines};
use super::{NEW, OLD, changed, office};
use crate::docx::package::Package;
use crate::support::{Office, Run, installed, repository, run_in};
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

const DATE: [&str; 2] = ["--date", "2026-01-31T08:00"];
const AUTHOR: [&str; 2] = ["--author", "Trần Thị \"Hoa\" & Sơn"];

/// A workspace of a folder of the repository.
fn workspace(folder: &str) -> Office {
    let mut office = Office::empty();
    for entry in fs::read_dir(repository().join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        office = office.file(&name, fs::read(path).unwrap());
    }
    office
}

/// The workspaces with plans of two years.
fn workspaces() -> [(&'static str, Office, [&'static str; 2]); 2] {
    let years = ["2024-giam-ngheo", "2025-giam-ngheo"];
    [
        ("tan-hoa", workspace("plans/tan-hoa"), years),
        ("pair", workspace("tests/diff/pair"), ["2024", "2025"]),
    ]
}

fn package(office: &Office, file: &str) -> Package {
    Package::read(file, fs::read(office.path(file)).unwrap())
}

fn word(office: &Office, [old, new]: [&str; 2], more: &[&str]) -> Run {
    let (old, new) = (format!("{old}.toml"), format!("{new}.toml"));
    let mut arguments = vec!["diff", &old, &new, "--format", "docx", "--out", "a.docx"];
    arguments.extend(more);
    office.run(&arguments)
}

#[test]
fn accepting_gives_the_new_text_and_rejecting_the_old_one() {
    for (name, office, [old, new]) in workspaces() {
        let run = word(&office, [old, new], &DATE);
        assert_eq!((run.code, run.out.as_str()), (1, "a.docx\n"), "{name}");
        office.run(&["render", ".", "--draft", "--format", "docx"]);
        let tracked = package(&office, "a.docx");
        for (choice, plan) in [(Choice::Reject, old), (Choice::Accept, new)] {
            let plain = package(&office, &format!("out/{plan}.docx"));
            let expected = lines(&plain, Choice::Accept);
            assert!(expected.len() > 30, "{name} {plan}");
            assert_eq!(lines(&tracked, choice), expected, "{name} {plan}");
        }
    }
}

#[test]
fn libre_office_does_so_too() {
    let target = Office::empty();
    for (name, office, [old, new]) in workspaces() {
        word(&office, [old, new], &DATE);
        office.run(&["render", ".", "--draft", "--format", "docx"]);
        let files = [
            ("a.docx".to_owned(), "tracked"),
            (format!("out/{old}.docx"), "old"),
            (format!("out/{new}.docx"), "new"),
        ];
        for (file, kind) in files {
            let copy = target.path(&format!("{name}.{kind}.docx"));
            fs::copy(office.path(&file), copy).unwrap();
        }
    }
    let Some(text) = settled(&target.path("")) else {
        return;
    };
    for (name, ..) in workspaces() {
        assert!(!text(name, "new").is_empty());
        assert_eq!(text(name, "accepted"), text(name, "new"), "{name}");
        assert_eq!(text(name, "rejected"), text(name, "old"), "{name}");
    }
}

/// Authors and times of the tracked changes of a file.
fn signed(office: &Office) -> BTreeSet<(String, String)> {
    let package = package(office, "a.docx");
    let document = package.document();
    let changes = ["w:ins", "w:del"].into_iter();
    let changes = changes.flat_map(|change| document.every(change));
    let of = |name, change: &crate::docx::xml::Element| change.get(name).unwrap().to_owned();
    changes
        .map(|change| (of("w:author", change), of("w:date", change)))
        .collect()
}

#[test]
fn every_change_has_the_author_and_the_time_that_are_given() {
    let office = office();
    word(&office, years(), &[AUTHOR, DATE].concat());
    let author = AUTHOR[1].to_owned();
    let expected = BTreeSet::from([(author, "2026-01-31T08:00:00Z".to_owned())]);
    assert_eq!(signed(&office), expected);
}

fn years() -> [&'static str; 2] {
    [OLD, NEW].map(|name| name.trim_end_matches(".toml"))
}

#[test]
fn else_the_author_is_the_user_of_git_and_the_time_is_now() {
    let office = office();
    let run = |config: &str| {
        fs::write(office.path("config"), config).unwrap();
        let status = Command::new(env!("CARGO_BIN_EXE_kehoach"))
            .args([
                "diff", OLD, NEW, "--format", "docx", "--out", "a.docx", "--lang", "vi",
            ])
            .current_dir(office.path(""))
            .env("GIT_CONFIG_GLOBAL", office.path("config"))
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .output()
            .unwrap()
            .status;
        assert_eq!(status.code(), Some(1));
        let signed = signed(&office);
        assert_eq!(signed.len(), 1, "{signed:?}");
        let (author, date) = signed.into_iter().next().unwrap();
        let date: jiff::civil::DateTime = date.trim_end_matches('Z').parse().unwrap();
        let age = kehoach::vi::date::in_vietnam(jiff::Timestamp::now())
            .datetime()
            .duration_since(date);
        assert!(age.as_secs().abs() < 600, "{date}");
        author
    };
    assert_eq!(run(""), "kehoach");
    if installed("git") {
        assert_eq!(run("[user]\nname = Văn thư xã\n"), "Văn thư xã");
    }
}

#[test]
fn the_same_plans_at_the_same_time_give_the_same_file() {
    let office = office();
    let more = [AUTHOR, DATE].concat();
    word(&office, years(), &more);
    let first = fs::read(office.path("a.docx")).unwrap();
    word(&office, years(), &more);
    assert!(fs::read(office.path("a.docx")).unwrap() == first);
    let run = word(&office, years(), &["--date", "hôm qua"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--date <TIME>"), "{}", run.err);
}

#[test]
fn a_plan_and_itself_are_0_and_have_no_changes() {
    let office = office();
    let [_, new] = years();
    let run = word(&office, [new, new], &DATE);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(signed(&office), BTreeSet::new());
}

#[test]
fn a_pipe_takes_the_file_and_a_terminal_does_not() {
    let office = office();
    let arguments = ["diff", OLD, NEW, "--format", "docx", "--lang", "vi"];
    let program = env!("CARGO_BIN_EXE_kehoach");
    let mut command = Command::new(program);
    let piped = command.args(arguments).current_dir(office.path(""));
    let output = piped.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.starts_with(b"PK"));
    if !installed("python3") {
        return;
    }
    let script =
        "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
    let mut command = Command::new("python3");
    let shown = command.args(["-c", script, program]).args(arguments);
    let output = shown.current_dir(office.path("")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(
        String::from_utf8(output.stdout).unwrap().replace('\r', ""),
        @"lỗi: không hiển thị được định dạng này trên màn hình; hãy ghi ra tệp bằng --out"
    );
}

#[test]
fn what_cannot_be_composed_is_said_and_the_rest_is_compared() {
    let faulty = changed(
        NEW,
        "{{ budget() }}",
        "{{ budget() }}

{{ amount(id=\"khong_co\") }}",
    );
    let office = office().file("faulty.toml", faulty);
    let run = word(&office, [years()[0], "faulty"], &["--lang", "vi"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.err, @"
    cảnh báo: faulty.toml có 1 chỗ không lập được thành văn bản (xem bằng kehoach check); chỉ so sánh phần còn lại
    cảnh báo: faulty.toml còn lỗi (xem bằng kehoach check) nên các trang được đánh dấu «DỰ THẢO»
    ");
    let torn = office.file("torn.toml", "[document]\nyear = 2025\ntitle = \"Giảm\n");
    let run = word(&torn, [years()[0], "torn"], &[]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(
        run.err.ends_with("so there is nothing to compare\n"),
        "{}",
        run.err
    );
}

#[test]
fn folders_are_refused() {
    let office = office().file("a/a.toml", "").file("b/b.toml", "");
    let run = run_in(&office.path(""), &["diff", "a", "b", "--format", "docx"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err.lines().last().unwrap(), @"error: a report of this format is of two plans; give two files instead of folders");
}

/// The style is the new plan's, of its revision where it is of one.
#[test]
fn a_revision_has_its_own_style() {
    if !installed("git") {
        return;
    }
    let repository = super::Repository::new();
    let office = fs::read_to_string(repository.path("kehoach.toml")).unwrap();
    let repository = repository
        .file(
            "kehoach.toml",
            format!("profile = \"style.toml\"\n{office}"),
        )
        .file("style.toml", "[font]\ndocx_family = \"Liberation Serif\"\n")
        .commit("all")
        .file("style.toml", "");
    let (old, new) = (format!("HEAD:{OLD}"), format!("HEAD:{NEW}"));
    let run = repository.run(&["diff", &old, &new, "--format", "docx", "--out", "a.docx"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let package = Package::read("a", fs::read(repository.path("a.docx")).unwrap());
    assert!(package.text("word/styles.xml").contains("Liberation Serif"));
}
