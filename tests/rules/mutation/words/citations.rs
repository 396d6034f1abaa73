//! Citations whose parts say different things.
//!
//! The kind and the letters of the symbol tell each other, as do the year in the number and that of the
//! date, the issuing body and its letters, the Assembly's term and the year, and two dates of one
//! document.

use super::dates::{Entry, digits, entries, mentions};
use super::scan::days;
use super::{File, Files, Mutant};
use std::ops::Range;

/// Kinds of documents and their letters.
const KINDS: [(&str, &str); 10] = [
    ("Quyết định", "QĐ"),
    ("Nghị quyết", "NQ"),
    ("Nghị định", "NĐ"),
    ("Chỉ thị", "CT"),
    ("Kế hoạch", "KH"),
    ("Thông tư", "TT"),
    ("Thông báo", "TB"),
    ("Kết luận", "KL"),
    ("Phương án", "PA"),
    ("Hướng dẫn", "HD"),
];

/// Issuing bodies of which each has letters of its own.
const BODIES: [(&str, &str); 6] = [
    ("Chính phủ", "CP"),
    ("Thủ tướng Chính phủ", "TTg"),
    ("Quốc hội", "QH"),
    ("Ủy ban nhân dân tỉnh Bắc Giang", "UBND"),
    ("Ban Thường vụ Huyện ủy", "HU"),
    ("Bộ Nội vụ", "BNV"),
];

/// A number with its symbol: the places of its parts.
pub struct Symbol {
    pub whole: Range<usize>,
    pub year: Option<Range<usize>>,
    /// The letters of the kind, if it has any.
    pub kind: Option<Range<usize>>,
    pub body: Range<usize>,
}

/// The numbers with symbols in a part of a text.
pub fn symbols(text: &str, within: &Range<usize>) -> Vec<Symbol> {
    let mut found: Vec<Symbol> = Vec::new();
    let part = |at: usize, fits: fn(char) -> bool| {
        let rest = &text[at..within.end];
        at..at + rest.find(|c| !fits(c)).unwrap_or(rest.len())
    };
    for (at, _) in text[within.clone()].match_indices(['/', '-']) {
        let mark = within.start + at;
        let digits = text[within.start..mark].trim_end_matches(|c: char| c.is_ascii_digit());
        let start = within.start + digits.len();
        if start == mark || found.last().is_some_and(|last| mark < last.whole.end) {
            continue;
        }
        let year = part(mark + 1, |c| c.is_ascii_digit());
        let is_year = year.len() == 4 && text[year.end..].starts_with('/');
        let from = if is_year { year.end + 1 } else { mark + 1 };
        let first = part(from, char::is_alphanumeric);
        let begins = text[first.clone()].starts_with(char::is_uppercase);
        let joint = &text[first.end..within.end];
        let second = joint
            .starts_with(['-', '/'])
            .then(|| part(first.end + 1, char::is_alphanumeric));
        let second = second.filter(|second| text[second.clone()].starts_with(char::is_uppercase));
        let assembly = text[first.clone()].starts_with("QH");
        if !begins || second.is_none() && !assembly {
            continue;
        }
        let (kind, body) = match second {
            Some(second) => (Some(first), second),
            None => (None, first),
        };
        let whole = start..body.end;
        let year = is_year.then_some(year);
        found.push(Symbol {
            whole,
            year,
            kind,
            body,
        });
    }
    found
}

pub fn mutants(files: &Files) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for entry in entries(files) {
        registered(&files.legal, &entry, &mut mutants);
    }
    for file in [&files.plan, &files.legal] {
        for text in file
            .values
            .iter()
            .filter(|value| value.quoted && value.key != "number")
        {
            for symbol in symbols(&file.text, &text.range) {
                typed(file, &symbol, &text.range, &mut mutants);
            }
        }
    }
    for mention in mentions(files) {
        for to in digits(mention.file.at(&mention.date)) {
            let told_by = "the other date of the document";
            let kind = "citations: digit in the date of a second mention";
            mutants.push(mention.file.mutant(kind, &mention.date, to, told_by));
        }
    }
    mutants
}

/// The other kinds that a word or letters are changed to: the next two.
fn others(place: usize) -> impl Iterator<Item = (&'static str, &'static str)> {
    KINDS.into_iter().cycle().skip(place + 1).take(2)
}

/// Changes in an entry of the registry.
fn registered(file: &File, entry: &Entry<'_>, mutants: &mut Vec<Mutant>) {
    let symbol = &entry.symbol;
    if let Some(letters) = &symbol.kind
        && let Some(place) = KINDS
            .iter()
            .position(|(word, _)| *word == file.at(&entry.kind.range))
    {
        for (word, other) in others(place) {
            let (kind, range) = ("citations: letters of another kind", &entry.kind.range);
            mutants.push(file.mutant(kind, letters, other, "the kind beside it"));
            let kind = "citations: another kind";
            mutants.push(file.mutant(kind, range, word, "the letters of the symbol"));
        }
    }
    if let (Some(year), Some(_)) = (&symbol.year, entry.date) {
        years(file, year, mutants);
    }
    if let Some(issuer) = entry.issuer {
        bodies(file, &issuer.range, &symbol.body, mutants);
    }
    let letters = file.at(&symbol.body);
    if let (Some(term), Some(_)) = (letters.strip_prefix("QH"), entry.date) {
        let term: u32 = term.parse().unwrap();
        for other in [term - 1, term + 1] {
            let told_by = "the year of the document";
            let kind = "citations: another term of the Assembly";
            mutants.push(file.mutant(kind, &symbol.body, format!("QH{other}"), told_by));
        }
    }
}

fn years(file: &File, year: &Range<usize>, mutants: &mut Vec<Mutant>) {
    let value: i16 = file.at(year).parse().unwrap();
    for other in [value - 1, value + 1, value - 10] {
        let kind = "citations: another year in the number";
        mutants.push(file.mutant(kind, year, other.to_string(), "the year of the date"));
    }
}

/// Other bodies beside the letters, and other letters beside the body.
fn bodies(file: &File, issuer: &Range<usize>, letters: &Range<usize>, mutants: &mut Vec<Mutant>) {
    let own = file.at(letters);
    let own = BODIES.iter().position(|(_, known)| own.starts_with(known));
    for (place, (body, others)) in BODIES.into_iter().enumerate() {
        if own == Some(place) {
            continue;
        }
        let kind = "citations: another issuing body";
        mutants.push(file.mutant(kind, issuer, body, "the letters of the symbol"));
        // The Assembly's letters have no kind before them.
        if others != "QH" && !file.at(letters).starts_with("QH") {
            let kind = "citations: letters of another body";
            mutants.push(file.mutant(kind, letters, others, "the issuing body beside it"));
        }
    }
}

/// Changes in a citation of running text.
fn typed(file: &File, symbol: &Symbol, within: &Range<usize>, mutants: &mut Vec<Mutant>) {
    let before = file.text[within.start..symbol.whole.start].trim_end();
    let before = before.strip_suffix("số").unwrap_or(before).trim_end();
    let place = KINDS.iter().position(|(word, _)| before.ends_with(word));
    if let (Some(letters), Some(place)) = (&symbol.kind, place) {
        let end = within.start + before.len();
        let own = end - KINDS[place].0.len()..end;
        for (word, other) in others(place) {
            let kind = "citations: letters of another kind";
            mutants.push(file.mutant(kind, letters, other, "the kind before it"));
            let kind = "citations: another kind";
            mutants.push(file.mutant(kind, &own, word, "the letters of the symbol"));
        }
    }
    let behind = &file.text[symbol.whole.end..within.end];
    if !behind.starts_with(" ngày ") {
        return;
    }
    let Some((date, _)) = days(&file.text, &(symbol.whole.end..within.end))
        .into_iter()
        .next()
    else {
        return;
    };
    if let Some(year) = &symbol.year {
        years(file, year, mutants);
    }
    let behind = &file.text[date.end..within.end];
    if let Some(issuer) = behind.strip_prefix(" của ") {
        let start = within.end - issuer.len();
        let end = [" về", " việc", ";", ",", "."]
            .iter()
            .filter_map(|end| issuer.find(end))
            .min();
        let issuer = start..start + end.unwrap_or(issuer.len());
        bodies(file, &issuer, &symbol.body, mutants);
    }
}
