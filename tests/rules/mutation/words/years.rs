//! Years in prose where the plan's own year is meant.
//!
//! The plan's year is meant after «năm» in its own title and those of its sections and appendices, in
//! the preamble and the closing where they name the plan («ban hành Kế hoạch …», «Trên đây là Kế hoạch
//! …»), in an objective, in a sentence that prints a target, and in one that speaks of what is to be
//! reached («phấn đấu», «để hoàn thành chỉ tiêu», «không để phát sinh», «có khả năng thoát nghèo»). A
//! sentence that compares, reports or evaluates does not say it, nor one in which another plan («kế
//! hoạch») is of that year. The year before is the slip of a plan that was copied.

use super::{Files, Mutant};

/// What is to be reached.
const AIMS: [&str; 7] = [
    "phấn đấu",
    "hoàn thành chỉ tiêu",
    "không để phát sinh",
    "nguy cơ",
    "có khả năng thoát nghèo",
    "thực hiện chỉ tiêu",
    "đạt các chỉ tiêu",
];

/// What is compared, reported or evaluated.
const LOOKS: [&str; 8] = [
    "đã ",
    "so với",
    "kết quả",
    "báo cáo",
    "đánh giá",
    "tính đến",
    "cuối năm",
    "nguồn vốn",
];

/// Whether a sentence of a place says that the plan's year is meant.
fn determined(header: &str, key: &str, before: &str, sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let heading = key == "title" && ["document", "sections", "appendices"].contains(&header);
    let plan = before.to_lowercase().contains("kế hoạch");
    if ["preamble", "closing"].contains(&header) {
        return plan && !before.contains("Giao chỉ tiêu");
    }
    let aim = has(&AIMS) || sentence.contains("of=\"target") || header == "objectives";
    !has(&LOOKS) && (heading || aim && !plan)
}

pub fn mutants(files: &Files) -> Vec<Mutant> {
    let (file, year) = (&files.plan, files.year());
    let mut mutants = Vec::new();
    let texts = file
        .values
        .iter()
        .filter(|value| value.quoted && ["title", "text"].contains(&value.key.as_str()));
    for value in texts {
        let text = file.at(&value.range);
        for written in ["{{ year }}".to_owned(), year.to_string()] {
            for (at, _) in text.match_indices(&format!("năm {written}")) {
                let start = [". ", "; ", "\n"]
                    .iter()
                    .filter_map(|end| text[..at].rfind(end))
                    .max();
                let rest = &text[at..];
                let end = [". ", ";", "\n"]
                    .iter()
                    .filter_map(|end| rest.find(end))
                    .min();
                let sentence =
                    &text[start.map_or(0, |start| start + 1)..at + end.unwrap_or(rest.len())];
                let before = &text[start.map_or(0, |start| start + 1)..at];
                if !determined(&value.header, &value.key, before, sentence) {
                    continue;
                }
                let place = value.range.start + at + "năm ".len();
                let kind = match value.key.as_str() {
                    "title" => "years: in a title",
                    _ => "years: in a sentence",
                };
                let to = (year - 1).to_string();
                let told_by = format!("the plan's year: {}", sentence.trim());
                mutants.push(file.mutant(kind, &(place..place + written.len()), to, told_by));
            }
        }
    }
    mutants
}
