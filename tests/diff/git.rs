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
    1. Targets: Số hộ nghèo down from 59 to 55 hộ (-4, -6,78%). [Objectives and indicators]
    2. What else has changed: Tasks (1 changed); unchanged: «Legal bases», «Tables», «Budget»,
       «Signature and recipients».

    Objectives and indicators  1 target better; 1 changed
    Tasks                      1 changed

    Objectives and indicators
      ~ Số hộ nghèo (hộ)
          target  59 → 55  -4  -6,78%  better

    Tasks
      ~ unit «Mười thôn»
          name in running text: [-Các-]{+Mười+} thôn
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
    1. Targets: Số hộ nghèo down from 59 to 55 hộ (-4, -6,78%). [Objectives and indicators]
    2. Nothing else has changed.

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
fn of_a_new_plan_its_title_and_what_it_has_are_shown() {
    if !installed("git") {
        return;
    }
    let repository = set_up("command");
    std::fs::copy(repository.path(NEW), repository.path("2026.toml")).unwrap();
    repository.git(&["add", "2026.toml"]);
    insta::assert_snapshot!(repository.git(&["diff", "--cached"]), @"
    diff --git a/2026.toml b/2026.toml
    --- /dev/null
    +++ b/2026.toml
    New plan: Giảm nghèo năm 2025
    Legal bases                2 legal bases
    Objectives and indicators  1 objective, 4 indicators
    Tables                     1 table, 3 rows
    Budget                     1.890 triệu đồng, 3 budget sources, 3 budget lines
    Tasks                      4 tasks
    Timeline and reports       1 report
    Text                       2 sections, 12 paragraphs
    Signature and recipients   4 recipients
    ");
}

#[test]
fn of_a_deleted_plan_too() {
    if !installed("git") {
        return;
    }
    let repository = set_up("command");
    repository.git(&["rm", "--quiet", OLD]);
    repository.git(&[
        "config",
        "diff.kehoach.command",
        "kehoach --lang vi diff --git",
    ]);
    insta::assert_snapshot!(repository.git(&["diff", "HEAD"]), @"
    diff --git a/2024-giam-ngheo.toml b/2024-giam-ngheo.toml
    --- a/2024-giam-ngheo.toml
    +++ /dev/null
    Kế hoạch đã xóa: Giảm nghèo năm 2024
    Căn cứ              2 căn cứ
    Mục tiêu, chỉ tiêu  1 mục tiêu, 3 chỉ tiêu
    Biểu số liệu        1 biểu, 3 dòng
    Kinh phí            1.567 triệu đồng, 2 nguồn vốn, 2 khoản mục
    Phân công nhiệm vụ  4 nhiệm vụ
    Tiến độ, báo cáo    1 báo cáo
    Lời văn             2 mục, 11 đoạn văn
    Người ký, nơi nhận  3 nơi nhận
    ");
}

#[test]
fn a_new_file_that_is_no_plan_is_shown_line_by_line() {
    if !installed("git") {
        return;
    }
    let repository = set_up("command").file("xa/units.toml", "[[units]]\nid = \"a\"\n");
    repository.git(&["add", "xa"]);
    insta::assert_snapshot!(repository.git(&["diff", "--cached"]), @r#"
    diff --git a/xa/units.toml b/xa/units.toml
    --- /dev/null
    +++ b/xa/units.toml
    @@ -0,0 +1,2 @@
    +[[units]]
    +id = "a"
    "#);
}

/// A plan whose unit has another name in each commit and is gone in the last, with its registry.
fn renamed_unit() -> Repository {
    let units = |name: &str| format!("[[units]]\nid = \"thon\"\nname = \"{name}\"\n");
    let plan = |work: &str| format!("[document]\nyear = 2025\ntitle = \"Giảm nghèo\"\n{work}");
    let work = "[[responsibilities]]\nunit = \"thon\"\n";
    set_up("command")
        .file("xa/kehoach.toml", "")
        .file("xa/units.toml", units("Sáu thôn"))
        .file("xa/a.toml", plan(work))
        .commit("Sáu thôn")
        .file("xa/units.toml", units("Năm thôn"))
        .file("xa/a.toml", plan("[[objectives]]\ntext = \"Giảm\"\n"))
        .commit("Năm thôn")
        .file("xa/units.toml", "")
        .commit("Không thôn")
}

/// What a report says of the unit.
fn units_in(said: &str) -> Vec<&str> {
    let lines = said.lines().map(str::trim);
    lines
        .filter(|line| line.contains("responsibility"))
        .collect()
}

#[test]
fn each_side_is_read_with_the_registries_of_its_commit() {
    if !installed("git") {
        return;
    }
    let repository = renamed_unit();
    let log = repository.git(&["log", "-p", "--ext-diff", "-1", "HEAD~1", "--", "xa/a.toml"]);
    assert_eq!(units_in(&log), ["- responsibility «Sáu thôn»"], "{log}");
    // No commit makes this change: the last one that had the file counts.
    let diff = repository.git(&["diff", "HEAD", "HEAD~2", "--", "xa/a.toml"]);
    assert_eq!(units_in(&diff), ["+ responsibility «Sáu thôn»"], "{diff}");
}

#[test]
fn what_is_staged_and_what_is_not_have_registries_of_their_own() {
    if !installed("git") {
        return;
    }
    let repository = renamed_unit();
    repository.git(&["checkout", "--quiet", "HEAD~2"]);
    let units = "[[units]]\nid = \"thon\"\nname = \"Bảy thôn\"\n\
                 [[units]]\nid = \"hoi\"\nname = \"Hội Nông dân\"\n";
    let head = "[document]\nyear = 2025\ntitle = \"Giảm nghèo\"\n";
    let staged = format!("{head}[[responsibilities]]\nunit = \"hoi\"\n");
    let repository = repository
        .file("xa/units.toml", units)
        .file("xa/a.toml", staged);
    repository.git(&["add", "xa"]);
    let repository = repository.file("xa/units.toml", "").file("xa/a.toml", head);
    let cached = repository.git(&["diff", "--cached", "--", "xa/a.toml"]);
    let expected = [
        "- responsibility «Sáu thôn»",
        "+ responsibility «Hội Nông dân»",
    ];
    let mut said = units_in(&cached);
    said.sort_unstable();
    let mut sorted = expected;
    sorted.sort_unstable();
    assert_eq!(said, sorted, "{cached}");
    let diff = repository.git(&["diff", "--", "xa/a.toml"]);
    assert_eq!(
        units_in(&diff),
        ["- responsibility «Hội Nông dân»"],
        "{diff}"
    );
}

#[test]
fn a_plan_that_goes_by_another_name_is_compared_with_itself() {
    if !installed("git") {
        return;
    }
    let repository = set_up("command");
    std::fs::remove_file(repository.path(OLD)).unwrap();
    let repository = repository
        .file(
            "xa/2024.toml",
            changed(OLD, "target = { value = 59 }", "target = { value = 55 }"),
        )
        .commit("renamed");
    let diff = repository.git(&["diff", "-M", "HEAD~1", "HEAD"]);
    let head: Vec<&str> = diff.lines().take(5).collect();
    insta::assert_snapshot!(head.join("\n"), @"
    diff --git a/2024-giam-ngheo.toml b/xa/2024.toml
    --- a/2024-giam-ngheo.toml
    +++ b/xa/2024.toml
    1. Targets: Số hộ nghèo down from 59 to 55 hộ (-4, -6,78%). [Objectives and indicators]
    2. Nothing else has changed.
    ");
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

#[test]
fn data_above_the_folder_of_a_plan_is_read_on_both_sides() {
    if !installed("git") {
        return;
    }
    let plan = |title: &str| {
        format!(
            "[document]\nyear = 2024\ntitle = \"{title}\"\n[[tables]]\nid = \"t\"\ntitle = \"T\"\n\
             rows_from = \"../data/d.csv\"\ncolumns = [{{ id = \"x\", title = \"X\" }}, {{ id = \"y\", \
             title = \"Y\", unit = \"hộ\" }}]\n"
        )
    };
    let repository = set_up("command")
        .file("plans/p.toml", plan("B"))
        .file("data/d.csv", "x;y\na;1\n")
        .commit("plan")
        .file("plans/p.toml", plan("C"));
    insta::assert_snapshot!(repository.git(&["diff"]), @"
    diff --git a/plans/p.toml b/plans/p.toml
    --- a/plans/p.toml
    +++ b/plans/p.toml
    1. What has changed: Heading (1 changed); unchanged: «Tables»; neither plan has a budget.

    Heading  1 changed

    Heading
      ~ plan «C»
          subject: [-B-]{+C+}
    ");
}

#[test]
fn a_file_of_a_revision_is_read_up_to_the_size_of_any_other() {
    if !installed("git") {
        return;
    }
    let repository = set_up("command")
        .file("a.toml", "[document]\nyear = 2024\ntitle = \"A\"\n")
        .file("b.toml", vec![b'#'; (64 << 20) + 1])
        .commit("all");
    let run = repository.run(&["diff", "HEAD:b.toml", "a.toml", "--lang", "vi"]);
    let told = "b.toml: tệp có 67108865 byte, lớn nhất chỉ được 67108864 byte";
    assert!(run.err.contains(told), "{}", run.err);
    assert_eq!(run.code, 2);
}
