//! Finding citations and their parts.

use super::around;
use super::kind::{at_end_of, kind_named, same_letters};
use super::{Citation, Shares, Symbol};
use crate::law::{Kind, Law};
use crate::vi::moment::{WrittenDay, begins_word};
use std::ops::Range;

/// Words that a subject begins with, after the issuing body.
const SUBJECTS: [&str; 33] = [
    "về",
    "việc",
    "ban hành",
    "quy định",
    "phê duyệt",
    "công bố",
    "hướng dẫn",
    "giao",
    "sửa đổi",
    "bổ sung",
    "thay thế",
    "bãi bỏ",
    "đẩy mạnh",
    "tăng cường",
    "triển khai",
    "thực hiện",
    "tổ chức",
    "thành lập",
    "kiện toàn",
    "thông qua",
    "điều chỉnh",
    "phân công",
    "phân bổ",
    "công nhận",
    "phát động",
    "quán triệt",
    "cụ thể hóa",
    "nâng cao",
    "phát triển",
    "xây dựng",
    "chuẩn hóa",
    "tiếp tục",
    "một số",
];

/// Marks at which the name of an issuing body ends.
const ENDS: [char; 12] = [',', ';', '.', ':', '(', ')', '“', '”', '"', '«', '»', '\n'];

/// All citations of a text, in order.
#[must_use]
pub fn citations<'t>(text: &'t str, law: &'t Law) -> Vec<Citation<'t>> {
    let mut found: Vec<Citation<'t>> = Vec::new();
    for at in numbers(text) {
        if found.last().is_some_and(|last| at < last.symbol.range.end) {
            continue;
        }
        if let Some(mut citation) = read(text, at, law) {
            citation.inside = inside(text, &found, &citation);
            found.push(citation);
        }
    }
    around::share(text, &mut found);
    found
}

/// A number after a kind and «số» that is no number of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// Where it stands.
    pub range: Range<usize>,
    /// How it is written rightly, where that is sure.
    pub right: Option<String>,
}

/// The malformed numbers of a text: «Quyết định số 12QĐ-UBND», «Quyết định số 12/QD-UBND».
#[must_use]
pub fn malformed(text: &str, law: &Law) -> Vec<Malformed> {
    let mut found = Vec::new();
    for (word, _) in text.match_indices("số ") {
        let at = word + "số ".len();
        let named = text
            .get(..word)
            .map(str::trim_end)
            .and_then(|head| at_end_of(law, head));
        let Some((_, kind)) = named.filter(|(_, kind)| !kind.free) else {
            continue;
        };
        let ahead = text.get(at..).unwrap_or_default();
        let end = ahead
            .find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '”'))
            .unwrap_or(ahead.len());
        let token = ahead[..end].trim_end_matches(['.', ':']);
        let letters = token.chars().filter(|c| c.is_alphabetic()).count();
        if !token.starts_with(|c: char| c.is_ascii_digit()) || letters < 2 {
            continue;
        }
        let range = at..at + token.len();
        let symbol = Symbol::at(text, at, law).filter(|symbol| symbol.range.end >= range.end);
        let right = mend(token, kind, law);
        if symbol.is_none() || right.is_some() {
            found.push(Malformed { range, right });
        }
    }
    found
}

/// The number with its kind's letters spelt as they ought to be, where only that is wrong.
#[must_use]
pub fn mend(token: &str, kind: &Kind, law: &Law) -> Option<String> {
    let usual = kind.usual()?;
    let digits = token.find(|c: char| !c.is_ascii_digit() && c != '/')?;
    let (number, tail) = token.split_at(digits);
    let (first, rest) = tail.split_once(['-', '.', '_', '/'])?;
    let fold = |text: &str| text.to_uppercase().replace('Đ', "D");
    let number = number.trim_end_matches('/');
    if fold(first) != fold(usual) {
        return None;
    }
    let body = if rest.chars().any(char::is_uppercase) {
        rest.to_owned()
    } else {
        rest.to_uppercase()
    };
    let right = format!("{number}/{usual}-{body}");
    let whole = Symbol::whole(&right, law).is_some_and(|symbol| !symbol.loose);
    (whole && Symbol::whole(token, law).is_none_or(|s| s.kind().is_none())).then_some(right)
}

/// The places of a text where a number begins.
fn numbers(text: &str) -> impl Iterator<Item = usize> {
    let digits = text.match_indices(|c: char| c.is_ascii_digit());
    let places = digits.map(|(at, _)| at);
    places.filter(|at| begins_word(text, *at))
}

fn read<'t>(text: &'t str, at: usize, law: &'t Law) -> Option<Citation<'t>> {
    let symbol = Symbol::at(text, at, law)?.with_tail(text);
    let before = text.get(..at)?.trim_end();
    let before = before.strip_suffix(':').unwrap_or(before);
    let spoken = (before
        .strip_suffix("số")
        .or_else(|| before.strip_suffix("Số")))
    .filter(|rest| begins_word(text, rest.len()));
    let head = spoken.unwrap_or(before).trim_end();
    let named = at_end_of(law, head).or_else(|| named_law(head, &symbol, law));
    // «Đề án 06/CP» is a name; only a letter (công văn) may end with its body.
    let letter = named.is_some_and(|(_, kind)| kind.letter);
    if symbol.rest.is_empty() && !symbol.is_of_assembly() && !letter {
        return None;
    }
    let sure = symbol.kind().is_some() && symbol.rest.chars().count() > 1;
    // «các Nghị định số …, số …»; «Mẫu số 01/ĐK-TTHC» is no document.
    let listed = head.ends_with([',', ';', ':']) || head.ends_with(" và");
    let numbered = spoken.is_some() && listed && !symbol.rest.is_empty();
    if named.is_none() && !sure && !numbered {
        return None;
    }
    let start = named.map_or(at, |(from, _)| from);
    let mut commas = Vec::new();
    let mut end = symbol.range.end;
    let (mut date, mut issuer) = (None, None);
    // In whichever order they stand.
    for _ in 0..2 {
        if date.is_none()
            && let Some(day) = after(text, end, "ngày", &mut commas)
                .and_then(|at| WrittenDay::at(text, at))
                .filter(|day| day.year.is_some())
        {
            end = day.range.end;
            date = Some(day);
        }
        if issuer.is_none()
            && let Some(range) =
                after(text, end, "của", &mut commas).and_then(|at| body(text, at, law))
        {
            end = range.end;
            issuer = Some(range);
        }
    }
    if date.is_none() || issuer.is_none() {
        let issued = around::issued(text, start);
        date = date.or(issued.date);
        issuer = issuer.or(issued.issuer);
    }
    let subject = subject(text, around::session(text, end));
    Some(Citation {
        range: start..end,
        kind: named.map(|(_, kind)| kind),
        says_number: spoken.is_some(),
        symbol,
        date,
        issuer,
        subject,
        commas,
        inside: false,
        shares: Shares::default(),
    })
}

/// «Luật Bảo vệ môi trường số 72/2020/QH14»: the kind stands before the name.
fn named_law<'l>(head: &str, symbol: &Symbol<'_>, law: &'l Law) -> Option<(usize, &'l Kind)> {
    if !symbol.first.starts_with("QH") {
        return None;
    }
    let from = ["Luật ", "luật "]
        .iter()
        .filter_map(|word| head.rfind(word))
        .max()
        .filter(|from| begins_word(head, *from))?;
    let name = head.get(from..)?;
    let plain = !name.contains([';', '.', '(', '/', ':']) && name.len() < 160;
    let kind = kind_named(law, "Luật")?;
    plain.then_some((from, kind))
}

/// The place after a word that follows at once or after a comma.
fn after(text: &str, end: usize, word: &str, commas: &mut Vec<usize>) -> Option<usize> {
    let ahead = text.get(end..)?;
    let trimmed = ahead.trim_start();
    let (rest, comma) = match trimmed.strip_prefix(',') {
        Some(rest) => (rest.trim_start(), Some(text.len() - trimmed.len())),
        None => (trimmed, None),
    };
    let tail = rest.strip_prefix(word)?;
    let found = tail.trim_start();
    if found.len() == tail.len() {
        return None;
    }
    commas.extend(comma);
    Some(text.len() - found.len())
}

/// The name of an issuing body from a place on.
fn body(text: &str, start: usize, law: &Law) -> Option<Range<usize>> {
    let ahead = text.get(start..)?;
    let starts = |name: &str| {
        let (own, rest) = ahead.split_at_checked(name.len())?;
        let whole = same_letters(own, name) && !rest.starts_with(char::is_alphanumeric);
        whole.then(|| start..start + name.len())
    };
    let mut whole = law.bodies().filter(|body| body.whole);
    if let Some(range) = whole.find_map(|body| starts(&body.name)) {
        return Some(range);
    }
    let mut end = ahead.find(ENDS).unwrap_or(ahead.len());
    for (at, _) in ahead[..end].match_indices(' ') {
        let rest = &ahead[at + 1..end];
        let joined = rest.strip_prefix("và ");
        let stops = joined.is_some_and(|next| {
            next.starts_with(char::is_lowercase) || begins_with_kind(next, law)
        });
        let verb = SUBJECTS.iter().any(|verb| starts_with_word(rest, verb));
        // «của Tỉnh ủy Lào Cai ngày 29/12/2025», «của HĐND tỉnh khóa X, kỳ họp thứ 5».
        let goes_on = ["ngày", "khóa", "khoá", "nhiệm kỳ", "kỳ họp"]
            .iter()
            .any(|word| starts_with_word(rest, word));
        let other = [
            "để", "đã", "theo", "trên", "tại", "là", "từ", "đến", "như", "có", "được",
        ]
        .iter()
        .any(|word| starts_with_word(rest, word));
        if stops || verb || other || goes_on {
            end = at;
            break;
        }
    }
    let name = ahead[..end].trim_end_matches([' ', '-', '–']);
    (!name.is_empty()).then(|| start..start + name.len())
}

fn begins_with_kind(text: &str, law: &Law) -> bool {
    law.kinds().any(|kind| text.starts_with(&kind.name))
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// The subject after a place, to the end of its part of the sentence.
fn subject(text: &str, end: usize) -> Option<Range<usize>> {
    let ahead = text.get(end..)?;
    let trimmed = ahead.trim_start_matches([',', ' ', '\u{a0}']);
    let begins = SUBJECTS.iter().any(|word| starts_with_word(trimmed, word));
    if !begins || trimmed.len() == ahead.len() {
        return None;
    }
    let start = text.len() - trimmed.len();
    Some(start..start + sentence(trimmed))
}

/// The length of what stands before the next semicolon, bracket or end of a sentence.
fn sentence(text: &str) -> usize {
    text.char_indices()
        .find(|(at, c)| match c {
            ';' | '\n' | ')' | '(' => true,
            '.' => !text[at + 1..].starts_with(char::is_alphanumeric),
            _ => false,
        })
        .map_or(text.len(), |(at, _)| at)
}

/// Whether a citation belongs to the subject of one before: «… sửa đổi Nghị định số …».
fn inside(text: &str, found: &[Citation<'_>], next: &Citation<'_>) -> bool {
    let start = next.range.start;
    let about = |citation: &&Citation<'_>| {
        let subject = citation.subject.as_ref();
        subject.is_some_and(|subject| subject.contains(&start))
    };
    let (Some(last), Some(around)) = (found.last(), found.iter().rev().find(about)) else {
        return false;
    };
    let from = around
        .subject
        .as_ref()
        .map_or(start, |subject| subject.start);
    let between = text.get(from..start).unwrap_or_default().trim_end();
    let listed = between.ends_with(',') || between.ends_with(" và") || between.ends_with("theo");
    // «… sửa đổi Nghị định số A, Nghị định số B»: what names nothing else goes with its neighbour.
    let bare = next.date.is_none() || next.issuer.is_none();
    !listed || (last.inside && bare)
}

#[cfg(test)]
mod tests;
