//! Tables on the pages of both: commas, repeated headers, whole rows.

use super::libreoffice::{Pair, pair};
use crate::page::measure::{MM, Page, Word, drawn, near};
use crate::support::installed;

/// The tables of `plans.rs`, in the PDF and in that of `LibreOffice`.
fn both() -> [Vec<Page>; 2] {
    let Pair { ours, theirs, .. } = pair("tables");
    [drawn(ours, None), drawn(theirs, None)]
}

fn word<'p>(page: &'p Page, text: &str) -> &'p Word {
    let found = page.words.iter().find(|word| word.text == text);
    found.unwrap_or_else(|| panic!("no «{text}»"))
}

/// Where the comma of a number stands, or would behind a whole one: digits are half as wide as the
/// type is high, 13 pt, and a comma a quarter.
fn comma(word: &Word) -> f64 {
    let decimals = word
        .text
        .split(',')
        .nth(1)
        .map_or(0.0, |d| d.chars().map(|_| 0.5).sum::<f64>() + 0.25);
    word.right - decimals * 13.0
}

/// Commas of a column stand under each other within half a millimetre, and where the PDF has them.
#[test]
fn commas_stand_under_each_other() {
    if !installed("pdftotext") || !installed("soffice") {
        return;
    }
    let numbers = ["1.234,5", "7,125", "98", "-0,25", "1.339,375"];
    let [ours, theirs] = both();
    let places = |pages: &[Page]| numbers.map(|number| comma(word(&pages[0], number)));
    let (ours, theirs) = (places(&ours), places(&theirs));
    println!("{numbers:?}\n{ours:?}\n{theirs:?}");
    for (place, other) in ours.iter().zip(theirs) {
        near(other, theirs[0], 0.5 * MM);
        near(other, *place, 0.5 * MM);
    }
}

/// Every page of a long table begins with its header, and has whole rows.
#[test]
fn headers_repeat_and_rows_are_whole() {
    if !installed("pdftotext") || !installed("soffice") {
        return;
    }
    for pages in both() {
        let rows = |page: &Page| page.words.iter().filter(|w| w.text == "số").count();
        let long: Vec<&Page> = pages[..4].iter().filter(|page| rows(page) > 5).collect();
        assert_eq!(long.len(), 4);
        for page in long {
            let count = |text: &str| page.words.iter().filter(|w| w.text == text).count();
            // A row begins with «chăm sóc» on its first line and ends with «của xã» on its second.
            assert_eq!(count("chăm"), count("dân"));
            let head = word(page, "(%)");
            let first = word(page, "chăm");
            assert!(head.bottom < first.top + 3.0);
        }
    }
}
