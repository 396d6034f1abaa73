//! What the plans print, against the documents that they transcribe.

use crate::support::{installed, poppler, repository, run_in};
use similar::{Algorithm, ChangeTag, TextDiff};
use tempfile::TempDir;

/// The words of a plan's PDF in its reading order, without page numbers and other artifacts.
fn printed(plan: &str) -> Vec<String> {
    let out = TempDir::new().unwrap();
    let run = run_in(
        repository(),
        &["render", plan, "--out", out.path().to_str().unwrap()],
    );
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let pdf = walkdir::WalkDir::new(out.path())
        .into_iter()
        .filter_map(Result::ok)
        .find(|entry| entry.path().extension().is_some_and(|e| e == "pdf"))
        .unwrap();
    words(&reading_order(&poppler(
        "pdfinfo",
        &["-struct-text", pdf.path().to_str().unwrap()],
    )))
}

/// The text of a tagged PDF from poppler's listing of its structure tree: pieces of text in quotes,
/// elements between them. A line that was broken at a hyphen or slash goes on without a space.
fn reading_order(listing: &str) -> String {
    let mut text = String::new();
    let mut depth = 0;
    let mut inside = false;
    for line in listing.lines() {
        let indent = line.len() - line.trim_start().len();
        let line = line.trim();
        let Some(piece) = line
            .strip_prefix('"')
            .and_then(|line| line.strip_suffix('"'))
        else {
            inside = ["Span", "Strong", "Em"]
                .iter()
                .any(|inline| line.starts_with(inline));
            if !inside {
                text.push('\n');
            }
            continue;
        };
        // Emphasis begins and ends in the middle of a line.
        let same_line = inside || indent < depth;
        if !same_line && !text.ends_with(['-', '/', ' ', '\n']) {
            text.push(' ');
        }
        text.push_str(piece);
        (depth, inside) = (indent, false);
    }
    text
}

/// The words of a source without what scanning left in it.
fn source(name: &str, marks: &[(&str, &str)]) -> Vec<String> {
    let path = repository().join("tests/plans/sources").join(name);
    let mut text = std::fs::read_to_string(path).unwrap();
    for (mark, meant) in marks {
        assert!(text.contains(mark), "{mark} is not in {name}");
        text = text.replace(mark, meant);
    }
    words(&text)
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Asserts that at least 99,5 % of the source's words are printed in order, and gives the runs that
/// differ: what the source has, what is printed instead.
fn differences(source: &[String], printed: &[String]) -> String {
    let before: Vec<&str> = source.iter().map(String::as_str).collect();
    let after: Vec<&str> = printed.iter().map(String::as_str).collect();
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Myers)
        .diff_slices(&before, &after);
    let mut runs: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
    let mut open = false;
    for change in diff.iter_all_changes() {
        if change.tag() == ChangeTag::Equal {
            open = false;
            continue;
        }
        if !open {
            runs.push((Vec::new(), Vec::new()));
            open = true;
        }
        let (gone, new) = runs.last_mut().unwrap();
        match change.tag() {
            ChangeTag::Delete => gone.push(change.value()),
            _ => new.push(change.value()),
        }
    }
    let missing: usize = runs.iter().map(|(gone, _)| gone.len()).sum();
    let found = source.len() - missing;
    let share = found * 10_000 / source.len();
    println!(
        "{found} of {} words, {},{:02} %",
        source.len(),
        share / 100,
        share % 100
    );
    let lines: Vec<String> = runs
        .iter()
        .filter(|(gone, _)| !gone.is_empty())
        .map(|(gone, new)| format!("{} -> {}", gone.join(" "), new.join(" ")))
        .collect();
    let lines = lines.join("\n");
    assert!(share >= 9_950, "only {share} of 10000\n{lines}");
    lines
}

#[test]
fn tan_hoa_2024_prints_its_source() {
    if !installed("pdftotext") {
        return;
    }
    let marks = [
        ("№i", "Nơi"),
        ("**", ""),
        ("(*gửi", "(gửi"),
        ("hợp*)", "hợp)"),
    ];
    let source = source("tan-hoa.txt", &marks);
    let printed = printed("plans/tan-hoa/2024-giam-ngheo.toml");
    insta::assert_snapshot!(differences(&source, &printed), @"");
}

/// The number is set as the decree wants it (Annex I, II.3.c), numbers of headings end with a dot, and
/// «Người nhận» is no component of a document: the decree's word is «Nơi nhận».
#[test]
fn krong_no_2020_prints_its_source() {
    if !installed("pdftotext") {
        return;
    }
    let source = source("krong-no.txt", &[("**", "")]);
    let printed = printed("plans/krong-no/2020-giam-ngheo.toml");
    insta::assert_snapshot!(differences(&source, &printed), @r"
    51 /KH-UBND -> 51/KH-UBND
    2.1 -> 2.1.
    Người -> Nơi
    ");
}

/// The source ends some numbers of headings with a dot and some without.
#[test]
fn tan_yen_2024_prints_its_source() {
    if !installed("pdftotext") {
        return;
    }
    let source = source("tan-yen.txt", &[("[bookmark: _GoBack]", "")]);
    let printed = printed("plans/tan-yen/2024-giam-ngheo.toml");
    insta::assert_snapshot!(differences(&source, &printed), @r"
    3.2 -> 3.2.
    4.2 -> 4.2.
    5.1 -> 5.1.
    ");
}

#[test]
fn tay_hoa_2022_prints_its_source() {
    if !installed("pdftotext") {
        return;
    }
    let source = source("tay-hoa.txt", &[("**", "")]);
    let printed = printed("plans/tay-hoa/2022-giam-ngheo.toml");
    insta::assert_snapshot!(differences(&source, &printed), @"");
}

/// The last basis and the recipients end with a full stop (Annex I, II.6.a and II.9.d), the label and
/// the note of the appendix are those of the decree (III.1.b, III.1.c), and units in a cell of the
/// task matrix are parted alike.
#[test]
fn lam_dong_2026_prints_its_source() {
    if !installed("pdftotext") {
        return;
    }
    let source = source("lam-dong.txt", &[]);
    let printed = printed("plans/lam-dong/2026-cchc.toml");
    insta::assert_snapshot!(differences(&source, &printed), @r"
    2030; -> 2030.
    NC.Châu -> NC.Châu.
    PHỤ LỤC -> Phụ lục
    (Ban hành kèm -> (Kèm
    /12/2025 -> tháng 12 năm 2025
    pháp, -> pháp;
    tỉnh, -> tỉnh;
    tỉnh. -> tỉnh
    tỉnh. -> tỉnh
    ");
}

/// Every figure of the newspaper report stands in the plan that it became.
#[test]
fn cao_bang_2024_has_every_figure_of_the_report() {
    if !installed("pdftotext") {
        return;
    }
    let report = source("cao-bang.txt", &[]);
    let printed = printed("plans/cao-bang/2024-giam-ngheo.toml");
    let figures = |words: &[String]| -> Vec<String> {
        let bare = words
            .iter()
            .filter(|word| !word.contains("://"))
            .map(|word| {
                word.trim_matches(|c: char| !c.is_ascii_digit() && c != '%')
                    .to_owned()
            });
        bare.filter(|word| word.contains(|c: char| c.is_ascii_digit()))
            .collect()
    };
    let printed = figures(&printed);
    for figure in figures(&report) {
        assert!(
            printed.contains(&figure),
            "{figure} is missing; printed are {printed:?}"
        );
    }
}
