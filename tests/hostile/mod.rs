//! Hostile plans: they are rendered as they are written, or are an error.

mod bounded;
mod docx;
mod environment;
mod limits;
mod mutations;
mod template;
mod text;

use crate::support::poppler;
use crate::support::{Office, Run};
use std::time::{Duration, Instant};

/// Far more than a plan takes, and far less than for ever.
const PATIENCE: Duration = Duration::from_mins(1);

/// Runs the program and asserts that it ends in time and by itself.
fn run(office: &Office, arguments: &[&str]) -> Run {
    let start = Instant::now();
    let run = office.run(arguments);
    assert!(start.elapsed() < PATIENCE, "{arguments:?} took too long");
    assert!(!run.err.contains("panicked"), "{}", run.err);
    assert!(
        (0..=2).contains(&run.code),
        "{arguments:?} ended with {}: {}",
        run.code,
        run.err
    );
    run
}

/// Renders `plan.toml` and gives the words of the PDF, parted by single spaces.
fn words(office: &Office) -> String {
    let run = run(office, &["render", "plan.toml"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let file = office.path("out/plan.pdf");
    // The order of the content, not of the page: cells stay together.
    let text = poppler("pdftotext", &["-raw", file.to_str().unwrap(), "-"]);
    squeezed(&text)
}

/// A text with its white space as single spaces.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The findings' codes of `kehoach check plan.toml`.
fn codes(office: &Office) -> Vec<String> {
    let run = run(office, &["check", "plan.toml", "--format", "json"]);
    assert_ne!(run.code, 2, "{}", run.err);
    run.out
        .lines()
        .map(|line| {
            let finding: serde_json::Value = serde_json::from_str(line).unwrap();
            finding["rule"].as_str().unwrap().to_owned()
        })
        .collect()
}
