//! The same words in the same order, on as many pages.

use super::libreoffice::{page_count, pairs};
use super::paragraph::{footnotes, paragraphs};
use crate::page::measure::{MM, drawn};
use crate::support::{installed, poppler};
use std::path::Path;

/// Both have the same words, each as often, page numbers left out; a word that is split at a hyphen or
/// a stroke at a line's end is one word. And in the order of the text, which the structure of a tagged
/// PDF gives, both have the same characters from the first to the last, spaces left out.
#[test]
fn words_and_pages() {
    if !installed("pdftotext") || !installed("soffice") {
        return;
    }
    println!(
        "{:10} {:>6} {:>6} {:>11} {:>5} {:>5}",
        "plan", "words", "DOCX", "characters", "pages", "DOCX"
    );
    for pair in pairs() {
        let (ours, theirs) = (words(&pair.ours), words(&pair.theirs));
        let mut text = in_order(&pair.ours);
        // Stamps and address stand in head and foot of the page in Word, which are outside the text.
        for paragraph in paragraphs(&pair.docx).iter().filter(|p| p.outside) {
            text = text.replacen(&paragraph.words.concat(), "", 1);
        }
        let mut order = in_order(&pair.theirs);
        // A footnote follows its number in our structure, and the text in LibreOffice's.
        for (number, note) in (1..).zip(footnotes(&pair.docx)) {
            let note = format!("{number}{}", note.words.concat());
            for text in [&mut text, &mut order] {
                assert!(text.contains(&note), "{}: «{note}»", pair.name);
                *text = text.replacen(&note, "", 1);
            }
        }
        let pages = [page_count(&pair.ours), page_count(&pair.theirs)];
        println!(
            "{:10} {:6} {:6} {:11} {:5} {:5}",
            pair.name,
            ours.len(),
            theirs.len(),
            order.chars().count(),
            pages[0],
            pages[1]
        );
        assert!(text.chars().count() > 300, "{}", pair.name);
        same(&pair.name, &text, &order);
        assert_eq!(ours, theirs, "{}", pair.name);
        assert!(pages[0].abs_diff(pages[1]) <= 1, "{}: {pages:?}", pair.name);
    }
}

/// Shows where two texts part.
fn same(name: &str, ours: &str, theirs: &str) {
    let part = ours
        .chars()
        .zip(theirs.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let rest = |text: &str| {
        text.chars()
            .skip(part.saturating_sub(20))
            .take(80)
            .collect::<String>()
    };
    assert!(ours == theirs, "{name}:\n{}\n{}", rest(ours), rest(theirs));
}

/// All words of a PDF, sorted.
fn words(path: &Path) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut split = false;
    for word in drawn(path, None).iter().flat_map(|page| &page.words) {
        let number = word.text.bytes().all(|b| b.is_ascii_digit());
        if number && word.bottom < 20.0 * MM {
            continue;
        }
        match words.last_mut() {
            Some(last) if split => last.push_str(&word.text),
            _ => words.push(word.text.clone()),
        }
        split = word.text.len() > 1 && word.text.ends_with(['-', '/']);
    }
    words.sort();
    words
}

/// The characters of a tagged PDF in the order of its structure, without spaces.
fn in_order(path: &Path) -> String {
    let structure = poppler("pdfinfo", &["-struct-text", path.to_str().unwrap()]);
    let quoted = |line: &'_ str| {
        let text = line.trim().strip_prefix('"')?.strip_suffix('"')?;
        Some(text.split_whitespace().collect::<String>())
    };
    structure.lines().filter_map(quoted).collect()
}
