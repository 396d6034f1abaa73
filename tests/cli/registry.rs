//! What plans find wrong with the registries that they print.

use super::plan;
use crate::support::Office;
use serde_json::Value as Json;

/// A signer as the office's file names one: a head in his own place, a mark without its space.
const WRONG: &str = "on_behalf = \"TM.ỦY BAN NHÂN DÂN\"\nin_place_of = \"KT. CHỦ TỊCH\"\nposition = \"CHỦ TỊCH\"\nname = \"TS. Lê Văn Minh\"\n";
/// The same signer, mended.
const RIGHT: &str = "on_behalf = \"TM. ỦY BAN NHÂN DÂN\"\nin_place_of = \"KT. CHỦ TỊCH\"\nposition = \"PHÓ CHỦ TỊCH\"\nname = \"Lê Văn Minh\"\n";

/// A commune whose kehoach.toml names a signer, with two plans of its own.
fn office(signature: &str) -> Office {
    let issuer = "[issuer]\nname = \"Ủy ban nhân dân xã An Bình\"\nabbreviation = \"UBND\"\nplace = \"An Bình\"\n[release]\nroles = []\n[rules]\nRES = \"off\"\n";
    Office::empty()
        .file("kehoach.toml", format!("{issuer}[signature]\n{signature}"))
        .file("a.toml", ready("Giảm nghèo"))
        .file("b.toml", ready("Việc làm"))
}

/// A plan that lacks nothing for its release.
fn ready(title: &str) -> String {
    format!(
        "[document]\nyear = 2026\ntitle = \"{title} năm 2026\"\nexpected = \"2026-01\"\n[[sections]]\ntitle = \"Mục tiêu\"\ntext = \"Giảm 25 hộ nghèo.\"\n[recipients]\nlist = [{{ text = \"Các thôn\" }}]\narchive = [\"VT\"]\n[closing]\ntext = \"Trên đây là Kế hoạch, yêu cầu các thôn thực hiện.\"\n"
    )
}

/// What a run finds: the rule and the file of each finding.
fn found(office: &Office, arguments: &[&str]) -> Vec<(String, String)> {
    let run = office.run(&[&["check", "--format", "json"], arguments].concat());
    let finding = |line: &str| {
        let finding: Json = serde_json::from_str(line).unwrap();
        let text = |value: &Json| value.as_str().unwrap().to_owned();
        (text(&finding["rule"]), text(&finding["path"]))
    };
    run.out.lines().map(finding).collect()
}

fn of(rules: &[&str], file: &str) -> Vec<(String, String)> {
    let pair = |rule: &&str| ((*rule).to_owned(), file.to_owned());
    rules.iter().map(pair).collect()
}

#[test]
fn the_signer_of_an_office_is_judged_once_a_run() {
    let wrong = office(WRONG);
    let told = of(&["FRM004", "FRM002", "FRM016"], "./kehoach.toml");
    for paths in [&["a.toml"][..], &["a.toml", "b.toml"], &["."]] {
        let mut found = found(&wrong, paths);
        for (_, file) in &mut found {
            *file = format!("./{}", file.trim_start_matches("./"));
        }
        assert_eq!(found, told, "{paths:?}");
    }
    assert_eq!(found(&office(RIGHT), &["."]), []);
}

#[test]
fn a_hundred_plans_of_two_offices_tell_the_faults_of_each_once() {
    let mut office = office(WRONG);
    let settings = std::fs::read_to_string(office.path("kehoach.toml")).unwrap();
    office = office.file("khac/kehoach.toml", settings);
    for place in 0..100 {
        let folder = if place % 2 == 0 { "" } else { "khac/" };
        office = office.file(&format!("{folder}{place}.toml"), ready("Đào tạo"));
    }
    let mut files: Vec<_> = found(&office, &["."]);
    files.retain(|(rule, _)| rule == "FRM016");
    assert_eq!(
        files,
        [
            of(&["FRM016"], "./kehoach.toml"),
            of(&["FRM016"], "./khac/kehoach.toml")
        ]
        .concat()
    );
}

#[test]
fn what_a_plan_says_itself_is_the_plans() {
    let office = office(WRONG).file("a.toml", ready("Giảm nghèo") + "[signature]\n" + RIGHT);
    assert_eq!(found(&office, &["a.toml"]), []);
    let office = office.file("a.toml", ready("Giảm nghèo") + "[signature]\n" + WRONG);
    let told = of(&["FRM004", "FRM002", "FRM016"], "a.toml");
    assert_eq!(found(&office, &["a.toml"]), told);
}

#[test]
fn an_error_in_a_registry_stops_rendering_and_release_of_what_prints_it() {
    let wrong = office(WRONG);
    let run = wrong.run(&["render", ".", "--format", "txt", "--jobs", "2"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.out.matches("[FRM002]").count(), 1, "{}", run.out);
    assert!(
        run.out.ends_with("1 error, 2 warnings in 2 files\n"),
        "{}",
        run.out
    );
    let refused = "a.toml: not released, nothing is changed\n";
    let run = wrong.run(&["release", "a.toml"]);
    assert!(
        run.out.contains("error[FRM002]") && run.out.ends_with(refused),
        "{}",
        run.out
    );
    assert_eq!(run.code, 1);
    let right = office(RIGHT);
    assert_eq!(right.run(&["render", ".", "--format", "txt"]).code, 0);
    let run = right.run(&["release", "a.toml"]);
    assert_eq!(
        (run.code, run.out.contains("FRM")),
        (0, false),
        "{}",
        run.out
    );
}

#[test]
fn an_office_accepts_findings_in_its_own_file() {
    let allow = "allow = [{ rule = \"FRM016\", reason = \"trường đại học\" }]\n";
    let told = of(&["FRM004", "FRM002"], "a.toml");
    let rules =
        |found: Vec<(String, String)>| found.into_iter().map(|(rule, _)| rule).collect::<Vec<_>>();
    let accepted = office(&format!("{WRONG}{allow}"));
    assert_eq!(rules(found(&accepted, &["a.toml", "b.toml"])), rules(told));
    let all = rules(found(&accepted, &[".", "--ignore-allow"]));
    assert_eq!(all, ["FRM004", "FRM002", "FRM016"]);
    // Another plan than those of this run may need it.
    assert_eq!(found(&office(&format!("{RIGHT}{allow}")), &["."]), []);
}

#[test]
fn where_plan_and_registry_are_at_fault_the_plans_place_comes_first() {
    let office = |text: &str| {
        let text = format!("[[sections]]\ntitle = \"Nội dung\"\ntext = \"{text}\"\n");
        Office::empty()
            .file("kehoach.toml", "[issuer]\nname = \"Ủy ban nhân dân xã An Bình\"\nletterhead = [\"Ủy ban nhân dân\", \"xã An Bình\"]\n[rules]\nFRM = \"off\"\n")
            .file("a.toml", plan(&text))
    };
    let both = "Kết nối hàng hoá, số hoá hồ sơ, xoá nhà tạm, đa dạng hóa sinh kế.";
    assert_eq!(found(&office(both), &["a.toml"]), of(&["TXT004"], "a.toml"));
    let office_alone = "Kết nối hàng hoá, số hoá hồ sơ, xoá nhà tạm, đa dạng hoá sinh kế.";
    let told = of(&["TXT004"], "./kehoach.toml");
    assert_eq!(found(&office(office_alone), &["a.toml"]), told);
    let none = "Kết nối hàng hóa, số hóa hồ sơ, xóa nhà tạm, đa dạng hóa sinh kế.";
    assert_eq!(found(&office(none), &["a.toml"]), []);
}
