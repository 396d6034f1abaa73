//! In git: as an external diff driver and as a textconv, set up as the README says.

use super::{NEW, OLD, Repository, changed};
use crate::support::{installed, repository};

/// The lines of the README between ``` and ``` that contain a word.
fn readme(word: &str) -> Vec<String> {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let block = readme
        .split("```")
        .find(|block| block.contains(word))
        .unwrap();
    block.lines().skip(1).map(str::to_owned).collect()
}

/// A repository of the office's plans, set up with the README's lines that contain a word.
fn set_up(word: &str) -> Repository {
    let repository =
        Repository::new().file(".gitattributes", readme("diff=kehoach").join("\n") + "\n");
    for line in readme("git config")
        .iter()
        .filter(|line| line.contains(word))
    {
        let (words, value) = line.split_once(" \"").unwrap();
        let mut words: Vec<&str> = words.split(' ').skip(1).collect();
        words.push(value.trim_end_matches('"'));
        repository.git(&words);
    }
    repository.commit("all")
}

#[test]
fn as_a_driver_it_shows_what_has_changed_of_a_plan_and_leaves_the_rest_to_git() {
    if !installed("git") {
        return;
    }
    let repository = set_up("command")
        .file(
            OLD,
            changed(OLD, "target = { value = 59 }", "target = { value = 55 }"),
        )
        .file(
            "units.toml",
            changed("units.toml", "\"Các thôn\"", "\"Mười thôn\""),
        );
    insta::assert_snapshot!(repository.git(&["diff"]), @r#"
    diff --git a/2024-giam-ngheo.toml b/2024-giam-ngheo.toml
    --- a/2024-giam-ngheo.toml
    +++ b/2024-giam-ngheo.toml
    Objectives and indicators  1 target better; 1 changed

    Objectives and indicators
      ~ Số hộ nghèo (hộ)
          target  59 → 55  -4  -6,78%  better
    diff --git a/units.toml b/units.toml
    --- a/units.toml
    +++ b/units.toml
    @@ -12,7 +12,7 @@ name = "Phòng Kinh tế"
     
     [[units]]
     id = "cac_thon"
    -name = "Các thôn"
    +name = "Mười thôn"
     
     [[units]]
     id = "hoi_nong_dan"
    "#);
}

#[test]
fn the_history_of_a_plan_shows_changes_too() {
    if !installed("git") {
        return;
    }
    let repository = set_up("command")
        .file(
            OLD,
            changed(OLD, "target = { value = 59 }", "target = { value = 55 }"),
        )
        .commit("Chỉ tiêu mới");
    let log = repository.git(&["log", "-p", "--ext-diff", "--format=%s", "-1"]);
    insta::assert_snapshot!(log, @"
    Chỉ tiêu mới

    diff --git a/2024-giam-ngheo.toml b/2024-giam-ngheo.toml
    --- a/2024-giam-ngheo.toml
    +++ b/2024-giam-ngheo.toml
    Objectives and indicators  1 target better; 1 changed

    Objectives and indicators
      ~ Số hộ nghèo (hộ)
          target  59 → 55  -4  -6,78%  better
    ");
}

#[test]
fn a_plan_that_cannot_be_read_does_not_stop_git() {
    if !installed("git") {
        return;
    }
    let repository = set_up("command")
        .file(OLD, changed(OLD, "[document]", "[document"))
        .file(
            NEW,
            changed(NEW, "target = { value = 35 }", "target = { value = 30 }"),
        );
    let diff = repository.git(&["diff"]);
    assert!(diff.contains("\n-[document]\n+[document\n"), "{diff}");
    assert!(diff.contains("target  35 → 30"), "{diff}");
}

#[test]
fn a_new_plan_is_shown_line_by_line() {
    if !installed("git") {
        return;
    }
    let repository =
        set_up("command").file("2026.toml", "[document]\nyear = 2026\ntitle = \"A\"\n");
    repository.git(&["add", "2026.toml"]);
    insta::assert_snapshot!(repository.git(&["diff", "--cached"]), @r#"
    diff --git a/2026.toml b/2026.toml
    --- /dev/null
    +++ b/2026.toml
    @@ -0,0 +1,3 @@
    +[document]
    +year = 2026
    +title = "A"
    "#);
}

#[test]
fn as_a_textconv_it_shows_the_text_with_the_names_of_the_workspace() {
    if !installed("git") {
        return;
    }
    let repository = set_up("textconv").file(OLD, changed(OLD, "In và phát", "Phát"));
    let diff = repository.git(&["diff"]);
    let lines: Vec<&str> = diff
        .lines()
        .filter(|line| line.starts_with(['+', '-']))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    --- a/2024-giam-ngheo.toml
    +++ b/2024-giam-ngheo.toml
    -- In và phát tờ rơi chính sách cho từng hộ
    +- Phát tờ rơi chính sách cho từng hộ
    ");
    assert!(diff.contains("2. Các thôn"), "{diff}");
}

#[test]
fn the_text_of_a_plan_is_that_of_render() {
    let office = super::office();
    let run = office.run(&["text", OLD]);
    office.run(&["render", OLD, "--format", "txt", "--draft"]);
    let rendered = std::fs::read_to_string(office.path("out/2024-giam-ngheo.txt")).unwrap();
    assert_eq!((run.code, run.out), (0, rendered));
    let run = office.run(&["text", "units.toml"]);
    assert!(run.out.starts_with("[[units]]"), "{}", run.out);
    assert_eq!(office.run(&["text", "no.toml"]).code, 2);
}
