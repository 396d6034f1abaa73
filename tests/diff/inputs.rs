//! What can be compared: files, revisions of git, documents that carry their plan, folders.

use super::{NEW, OLD, Repository, changed, office};
use crate::support::{Office, Run, installed};

/// The lines of a report without the summary of its parts.
fn head(run: &Run) -> Vec<&str> {
    run.out.lines().take(3).collect()
}

/// A repository in which last year's target was another one a commit ago.
fn history() -> Repository {
    let now = std::fs::read_to_string(office().path(OLD)).unwrap();
    Repository::new()
        .file(
            "plans/units.toml",
            std::fs::read(office().path("units.toml")).unwrap(),
        )
        .file("plans/a.toml", changed(OLD, "value = 59", "value = 61"))
        .commit("one")
        .file("plans/a.toml", now)
        .commit("two")
}

const ONE_TARGET: &str =
    "1. Targets: Số hộ nghèo down from 61 to 59 hộ (-2, -3,28%). [Objectives and indicators]";

#[test]
fn a_revision_alone_means_the_same_path_in_it() {
    if !installed("git") {
        return;
    }
    let run = history().run(&["diff", "HEAD~1", "plans/a.toml", "--stat"]);
    assert_eq!(
        head(&run),
        ["--- HEAD~1:plans/a.toml", "+++ plans/a.toml", ONE_TARGET]
    );
    assert_eq!((run.code, run.err.as_str()), (1, ""));
}

#[test]
fn both_may_be_of_a_revision() {
    if !installed("git") {
        return;
    }
    let run = history().run(&["diff", "HEAD~1:plans/a.toml", "HEAD:plans/a.toml", "--stat"]);
    assert_eq!(
        head(&run),
        [
            "--- HEAD~1:plans/a.toml",
            "+++ HEAD:plans/a.toml",
            ONE_TARGET
        ]
    );
}

#[test]
fn a_path_of_a_revision_may_be_seen_from_here() {
    if !installed("git") {
        return;
    }
    let repository = history();
    let run = crate::support::run_in(
        &repository.path("plans"),
        &["diff", "HEAD~1:a.toml", "a.toml", "--stat"],
    );
    assert_eq!(
        head(&run),
        ["--- HEAD~1:plans/a.toml", "+++ a.toml", ONE_TARGET]
    );
}

#[test]
fn the_data_and_registries_of_the_revision_are_read_with_its_plan() {
    if !installed("git") {
        return;
    }
    let plan = "[document]\nyear = 2025\ntitle = \"Giảm nghèo năm 2025\"\n[[tables]]\nid = \"xa\"\n\
                columns = [{ id = \"xa\", title = \"Xã\" }, { id = \"so\", title = \"Số hộ\", unit = \"hộ\" }]\n\
                rows_from = \"data/xa.csv\"\n[[responsibilities]]\nunit = \"cac_thon\"\n";
    let run = Repository::new()
        .file("xa/plan.toml", plan)
        .file("xa/kehoach.toml", "")
        .file("xa/data/xa.csv", "Xã,Số hộ\nĐông,12\nĐoài,7\n")
        .file(
            "xa/units.toml",
            "[[units]]\nid = \"cac_thon\"\nname = \"Sáu thôn\"\n",
        )
        .commit("one")
        .file("xa/data/xa.csv", "Xã,Số hộ\nĐông,9\nĐoài,7\n")
        .file(
            "xa/plan.toml",
            plan.replace("[[responsibilities]]\nunit = \"cac_thon\"\n", ""),
        )
        .file("xa/units.toml", "")
        .run(&["diff", "HEAD", "xa/plan.toml"]);
    insta::assert_snapshot!(run.out, @"
    --- HEAD:xa/plan.toml
    +++ xa/plan.toml
    1. What has changed: Tables (1 changed); Tasks (1 dropped); neither plan has a budget.

    Tables  1 changed
    Tasks   1 dropped

    Tables
      xa
      ~ row «Đông»
          Số hộ  12 → 9  -3  -25%

    Tasks
      - responsibility «Sáu thôn»
    ");
}

#[test]
fn what_a_repository_does_not_have_is_said() {
    if !installed("git") {
        return;
    }
    let repository = history();
    let said = |old: &str| {
        let run = repository.run(&["diff", old, "plans/a.toml", "--lang", "vi"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{old}");
        run.err
    };
    let told = ["HEAD~9", "HEAD~9:plans/a.toml", "HEAD:plans/b.toml"].map(said);
    insta::assert_snapshot!(told.concat(), @"
    lỗi: kho git không có phiên bản `HEAD~9`
    lỗi: kho git không có phiên bản `HEAD~9`
    lỗi: phiên bản `HEAD` không có `plans/b.toml`
    ");
    let run = repository.run(&["diff", "HEAD~1", "HEAD"]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.err, @"
    error: `HEAD~1` is a revision; which plan of it? Write HEAD~1:plans/…
    error: `HEAD` is a revision; which plan of it? Write HEAD:plans/…
    ");
}

#[test]
fn a_released_pdf_is_compared_with_a_released_docx_by_the_plans_that_they_carry() {
    let office = office();
    office.run(&["render", ".", "--draft", "--format", "pdf,docx"]);
    let plain = office.run(&["diff", OLD, NEW]);
    let (pdf, docx) = ("out/2024-giam-ngheo.pdf", "out/2025-giam-ngheo.docx");
    let run = office.run(&["diff", pdf, docx]);
    assert_eq!(run.code, 1, "{}", run.err);
    let behind = |text: &str| text.lines().skip(2).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(behind(&run.out), behind(&plain.out));
    assert_eq!(
        head(&run)[..2],
        [format!("--- {pdf}"), format!("+++ {docx}")]
    );
    let same = office.run(&["diff", pdf, OLD]);
    assert_eq!(same.code, 0, "{}", same.out);
}

#[test]
fn a_document_without_a_plan_is_said_to_be_one() {
    let office = office()
        .file("a.pdf", "%PDF-1.7\n%%EOF\n")
        .file("b.docx", "no archive");
    let run = office.run(&["diff", "a.pdf", "b.docx"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: a.pdf carries no plan; kehoach render attaches the source to what it makes
    error: b.docx carries no plan; kehoach render attaches the source to what it makes
    ");
}

/// Two folders: a plan of each year, one that has stayed the same, one that is new, one that is no more.
fn years() -> Office {
    let offices = office();
    let text = |name: &str| std::fs::read(offices.path(name)).unwrap();
    let other = "[document]\nyear = 2024\ntitle = \"Phòng chống thiên tai năm 2024\"\n";
    let mut folders = Office::empty();
    for year in ["2024", "2025"] {
        for name in ["kehoach.toml", "units.toml", "legal.toml"] {
            folders = folders.file(&format!("{year}/{name}"), text(name));
        }
    }
    folders
        .file("2024/giam-ngheo.toml", text(OLD))
        .file("2025/ke-hoach-ngheo.toml", text(NEW))
        .file("2024/thien-tai.toml", other)
        .file(
            "2024/quy-che.toml",
            other.replace("Phòng chống thiên tai", "Quy chế"),
        )
        .file(
            "2025/quy-che.toml",
            other.replace("Phòng chống thiên tai", "Quy chế"),
        )
        .file(
            "2025/cchc.toml",
            other.replace("Phòng chống thiên tai", "Cải cách hành chính"),
        )
}

#[test]
fn plans_of_two_folders_are_paired_by_office_and_subject() {
    let run = years().run(&["diff", "2024", "2025", "--stat", "--lang", "vi"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(run.out, @"
    Kế hoạch: 1 thay đổi, 1 không đổi, 1 chỉ có trong thư mục cũ, 1 chỉ có trong thư mục mới
      ~ 2024/giam-ngheo.toml → 2025/ke-hoach-ngheo.toml  35 thay đổi
      = 2024/quy-che.toml → 2025/quy-che.toml
      - 2024/thien-tai.toml
      + 2025/cchc.toml
    ");
}

#[test]
fn a_subject_is_what_the_title_prints() {
    let plan = |cited: &str, year: i16| {
        format!("[document]\nyear = {year}\ntitle = 'Thực hiện {{{{ cite(id=\"{cited}\") }}}}'\n")
    };
    let legal = |year: i16| {
        let document = |number: &str, title: &str| {
            format!(
                "[[documents]]\nid = \"nq_{number}\"\nkind = \"Nghị quyết\"\nnumber = \"{number}/NQ-HĐND\"\n\
                 date = 2023-12-20\nissuer = \"HĐND xã An Bình\"\ntitle = \"về {title} năm {year}\"\n"
            )
        };
        document("05", "giảm nghèo") + &document("06", "chuyển đổi số")
    };
    let run = Office::empty()
        .file("2024/kehoach.toml", "")
        .file("2024/legal.toml", legal(2024))
        .file("2024/a.toml", plan("nq_05", 2024))
        .file("2024/b.toml", plan("nq_06", 2024))
        .file("2025/kehoach.toml", "")
        .file("2025/legal.toml", legal(2025))
        .file("2025/a.toml", plan("nq_06", 2025))
        .file("2025/b.toml", plan("nq_05", 2025))
        .run(&["diff", "2024", "2025", "--stat"]);
    let pairs: Vec<&str> = run.out.lines().skip(1).map(str::trim).collect();
    assert!(
        matches!(pairs[..], [one, other]
            if one.contains("2024/a.toml → 2025/b.toml") && other.contains("2024/b.toml → 2025/a.toml")),
        "{}",
        run.out
    );
}

#[test]
fn of_two_folders_what_has_changed_stands_below_the_overview() {
    let run = years().run(&["diff", "2024", "2025"]);
    let lines: Vec<&str> = run.out.lines().take(12).collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    Plans: 1 changed, 1 the same, 1 only in the old folder, 1 only in the new folder
      ~ 2024/giam-ngheo.toml → 2025/ke-hoach-ngheo.toml  35 changes
      = 2024/quy-che.toml → 2025/quy-che.toml
      - 2024/thien-tai.toml
      + 2025/cchc.toml

    --- 2024/giam-ngheo.toml
    +++ 2025/ke-hoach-ngheo.toml
    1. Targets: Số hộ nghèo down from 59 to 35 hộ (-24, -40,68%); Số lao động được tư vấn, giới thiệu
       việc làm down from 150 to 145 lao động (-5, -3,33%); new: Số nhà tạm được xóa (6 nhà).
       [Objectives and indicators]
    2. Targets of 2024 that were missed: Số lao động được tư vấn, giới thiệu việc làm (target: 150 lao
    ");
    let pairs = run.out.lines().filter(|line| line.starts_with("+++ "));
    assert_eq!(pairs.collect::<Vec<_>>(), ["+++ 2025/ke-hoach-ngheo.toml"]);
}

#[test]
fn two_folders_in_a_merge_request() {
    let office = years();
    let run = office.run(&["diff", "2024", "2025", "--stat", "--format", "md"]);
    insta::assert_snapshot!(run.out, @"
    ## Plans: 1 changed, 1 the same, 1 only in the old folder, 1 only in the new folder

    - **changed** 2024/giam-ngheo.toml → 2025/ke-hoach-ngheo.toml: 35 changes
    - **same** 2024/quy-che.toml → 2025/quy-che.toml
    - **only old** 2024/thien-tai.toml
    - **only new** 2025/cchc.toml
    ");
    let whole = office.run(&["diff", "2024", "2025", "--format", "md"]).out;
    assert!(whole.starts_with(&run.out), "{whole}");
    assert!(whole.contains("\n### 2024/giam-ngheo.toml → 2025/ke-hoach-ngheo.toml\n"));
}

#[test]
fn a_folder_and_itself_are_the_same() {
    let run = years().run(&["diff", "2024", "2024", "--lang", "vi"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @"
    Kế hoạch: 3 không đổi
      = 2024/giam-ngheo.toml → 2024/giam-ngheo.toml
      = 2024/quy-che.toml → 2024/quy-che.toml
      = 2024/thien-tai.toml → 2024/thien-tai.toml
    ");
}

#[test]
fn two_folders_as_json() {
    let run = years().run(&["diff", "2024", "2025", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        report["pairs"][0]["new"]["name"],
        "2025/ke-hoach-ngheo.toml"
    );
    assert_eq!(
        report["counts"],
        serde_json::json!({ "same": 1, "changed": 1, "only_old": 1, "only_new": 1 })
    );
    assert_eq!(report["pairs"][1]["same"], true);
    assert_eq!(
        report["only_old"],
        serde_json::json!(["2024/thien-tai.toml"])
    );
    assert_eq!(report["only_new"], serde_json::json!(["2025/cchc.toml"]));
}

#[test]
fn a_folder_of_a_revision() {
    if !installed("git") {
        return;
    }
    let run = history().run(&["diff", "HEAD~1", "plans", "--stat"]);
    assert_eq!(
        head(&run),
        [
            "Plans: 1 changed",
            "  ~ HEAD~1:plans/a.toml → plans/a.toml  1 change"
        ]
    );
}

#[test]
fn a_plan_and_a_folder_cannot_be_compared() {
    let run = years().run(&["diff", "2024", "2025/cchc.toml"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"error: 2024 and 2025/cchc.toml are not both plans, nor both folders");
}

#[test]
fn a_plan_alone_is_compared_with_the_one_that_it_names() {
    let office = office();
    let plain = std::fs::read_to_string(office.path(NEW)).unwrap();
    let named = |name: &str| {
        plain.replacen(
            "[document]",
            &format!("[document]\nprevious = \"{name}\""),
            1,
        )
    };
    let office = office
        .file("plan.toml", named(OLD))
        .file("lost.toml", named("khong-co.toml"))
        .file(
            "plain.toml",
            plain.replace(&format!("previous = \"{OLD}\"\n"), ""),
        );
    let run = office.run(&["diff", "plan.toml", "--stat"]);
    let both = office.run(&["diff", OLD, "plan.toml", "--stat"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_eq!(
        run.out.lines().collect::<Vec<_>>()[1..],
        both.out.lines().collect::<Vec<_>>()[1..]
    );
    let run = office.run(&["diff", "lost.toml", "--lang", "vi"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("khong-co.toml"), "{}", run.err);
    let run = office.run(&["diff", "plain.toml", "--lang", "vi"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("previous"), "{}", run.err);
    let run = office.run(&["diff", "khong-co.toml"]);
    assert_eq!(run.code, 2);
}
