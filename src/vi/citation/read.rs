//! Finding citations and their parts.

use super::{Citation, Kind, Symbol};
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

/// Bodies whose names are known to the last word.
const BODIES: [&str; 8] = [
    "Chính phủ",
    "Thủ tướng Chính phủ",
    "Quốc hội",
    "Ủy ban Thường vụ Quốc hội",
    "Ủy ban thường vụ Quốc hội",
    "Chủ tịch nước",
    "Bộ Chính trị",
    "Ban Bí thư",
];

/// Marks at which the name of an issuing body ends.
const ENDS: [char; 12] = [',', ';', '.', ':', '(', ')', '“', '”', '"', '«', '»', '\n'];

/// All citations of a text, in order.
#[must_use]
pub fn citations(text: &str) -> Vec<Citation<'_>> {
    let mut found: Vec<Citation<'_>> = Vec::new();
    for at in numbers(text) {
        if found.last().is_some_and(|last| at < last.symbol.range.end) {
            continue;
        }
        if let Some(mut citation) = read(text, at) {
            citation.inside = inside(text, &found, &citation);
            found.push(citation);
        }
    }
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
pub fn malformed(text: &str) -> Vec<Malformed> {
    let mut found = Vec::new();
    for (word, _) in text.match_indices("số ") {
        let at = word + "số ".len();
        let named = text
            .get(..word)
            .map(str::trim_end)
            .and_then(Kind::at_end_of);
        let Some((_, kind)) = named.filter(|(_, kind)| !kind.is_free()) else {
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
        let symbol = Symbol::at(text, at).filter(|symbol| symbol.range.end >= range.end);
        let right = mend(token, kind);
        if symbol.is_none() || right.is_some() {
            found.push(Malformed { range, right });
        }
    }
    found
}

/// The number with its kind's letters spelt as they ought to be, where only that is wrong.
#[must_use]
pub fn mend(token: &str, kind: &Kind) -> Option<String> {
    let usual = kind.letters.first()?;
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
    let whole = Symbol::whole(&right).is_some_and(|symbol| !symbol.loose);
    (whole && Symbol::whole(token).is_none_or(|s| s.kind().is_none())).then_some(right)
}

/// The places of a text where a number begins.
fn numbers(text: &str) -> impl Iterator<Item = usize> {
    let digits = text.match_indices(|c: char| c.is_ascii_digit());
    let places = digits.map(|(at, _)| at);
    places.filter(|at| begins_word(text, *at))
}

fn read(text: &str, at: usize) -> Option<Citation<'_>> {
    let symbol = Symbol::at(text, at)?;
    let before = text.get(..at)?.trim_end();
    let spoken = (before
        .strip_suffix("số")
        .or_else(|| before.strip_suffix("Số")))
    .filter(|rest| begins_word(text, rest.len()));
    let head = spoken.unwrap_or(before).trim_end();
    let named = Kind::at_end_of(head).or_else(|| named_law(head, &symbol));
    // «Đề án 06/CP» is a name; only a letter (công văn) may end with its body.
    let letter = named.is_some_and(|(_, kind)| matches!(kind.name, "Công văn" | "Văn bản"));
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
    let date = after(text, end, "ngày", &mut commas)
        .and_then(|at| WrittenDay::at(text, at))
        .filter(|day| day.year.is_some());
    if let Some(date) = &date {
        end = date.range.end;
    }
    let issuer = after(text, end, "của", &mut commas).and_then(|at| body(text, at));
    if let Some(issuer) = &issuer {
        end = issuer.end;
    }
    let subject = subject(text, end);
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
    })
}

/// «Luật Bảo vệ môi trường số 72/2020/QH14»: the kind stands before the name.
fn named_law(head: &str, symbol: &Symbol<'_>) -> Option<(usize, &'static Kind)> {
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
    let kind = Kind::named("Luật")?;
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
fn body(text: &str, start: usize) -> Option<Range<usize>> {
    let ahead = text.get(start..)?;
    if let Some(name) = BODIES.iter().find(|name| starts_with_word(ahead, name)) {
        return Some(start..start + name.len());
    }
    let mut end = ahead.find(ENDS).unwrap_or(ahead.len());
    for (at, _) in ahead[..end].match_indices(' ') {
        let rest = &ahead[at + 1..end];
        let joined = rest.strip_prefix("và ");
        let stops = joined
            .is_some_and(|next| next.starts_with(char::is_lowercase) || begins_with_kind(next));
        let verb = SUBJECTS.iter().any(|verb| starts_with_word(rest, verb));
        let other = [
            "để", "đã", "theo", "trên", "tại", "là", "từ", "đến", "như", "có", "được",
        ]
        .iter()
        .any(|word| starts_with_word(rest, word));
        if stops || verb || other {
            end = at;
            break;
        }
    }
    let name = ahead[..end].trim_end_matches([' ', '-', '–']);
    (!name.is_empty()).then(|| start..start + name.len())
}

fn begins_with_kind(text: &str) -> bool {
    super::KINDS.iter().any(|kind| text.starts_with(kind.name))
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_read(text in "(Quyết định |số |ngày |của |về |và |[0-9]{1,4}|QĐ|-UBND|/|TW|QH15|[-,;. ]|\\PC){0,30}") {
            for citation in citations(&text) {
                let parts = [Some(citation.range), citation.issuer, citation.subject];
                for part in parts.into_iter().flatten() {
                    prop_assert!(text.get(part).is_some());
                }
                prop_assert_eq!(&text[citation.symbol.range.clone()], text.get(citation.symbol.range).unwrap());
                prop_assert!(citation.commas.iter().all(|at| text[*at..].starts_with(',')));
            }
            for fault in malformed(&text) {
                prop_assert!(text.get(fault.range).is_some());
            }
        }
    }

    /// Kind | số | symbol | date | issuer | subject's first words | marks.
    fn read(text: &str) -> Vec<String> {
        let slice = |range: &Option<Range<usize>>| {
            range.clone().map_or("-", |range| &text[range]).to_owned()
        };
        citations(text)
            .iter()
            .map(|c| {
                let date = c.date.as_ref().map(|date| date.range.clone());
                let subject = slice(&c.subject);
                let start: Vec<&str> = subject.split(' ').take(3).collect();
                format!(
                    "{}|{}|{}|{}|{}{}{}",
                    c.kind.map_or("-", |kind| kind.name),
                    c.symbol.tidy(),
                    slice(&date),
                    slice(&c.issuer),
                    start.join(" "),
                    if c.commas.is_empty() { "" } else { " ," },
                    if c.inside { " <" } else { "" },
                )
            })
            .collect()
    }

    #[test]
    fn reads_the_citations_of_real_plans() {
        let table: [(&str, &[&str]); 9] = [
            (
                "Thực hiện Quyết định số 02/QĐ-UBND ngày 04/01/2024, của UBND xã Tân Hoa về việc Giao chỉ tiêu năm 2024.",
                &["Quyết định|02/QĐ-UBND|04/01/2024|UBND xã Tân Hoa|về việc Giao ,"],
            ),
            (
                "theo Thông tư 17/2017/TT-BLĐTBXH ngày 28/6/2016 của bộ Lao động Thương binh và Xã hội; Thông tư số 14/2018/TT-BLĐTBXH ngày 26/9/2018 của Bộ Lao động Thương binh và Xã hội, về sửa đổi, bổ sung một số điều của Thông tư 17/2017/TT - BLĐTBXH ngày 26/9/2018 của Bộ Lao động",
                &[
                    "Thông tư|17/2017/TT-BLĐTBXH|28/6/2016|bộ Lao động Thương binh và Xã hội|-",
                    "Thông tư|14/2018/TT-BLĐTBXH|26/9/2018|Bộ Lao động Thương binh và Xã hội|về sửa đổi,",
                    "Thông tư|17/2017/TT-BLĐTBXH|26/9/2018|Bộ Lao động|- <",
                ],
            ),
            (
                "Kế hoạch số 62/KH-UBND ngày 16/3/2022 của UBND tỉnh về việc thực hiện Nghị quyết 160/NQ-CP ngày 22/12/2021 của Chính phủ về tăng cường trên địa bàn và Kế hoạch số 108-KH/HU, ngày 14/4/2022 của Ban Thường vụ Huyện ủy Tây Hòa về việc tăng cường",
                &[
                    "Kế hoạch|62/KH-UBND|16/3/2022|UBND tỉnh|về việc thực",
                    "Nghị quyết|160/NQ-CP|22/12/2021|Chính phủ|về tăng cường <",
                    "Kế hoạch|108-KH/HU|14/4/2022|Ban Thường vụ Huyện ủy Tây Hòa|về việc tăng ,",
                ],
            ),
            (
                "Căn cứ Nghị quyết số 202/2025/QH15 ngày 12 tháng 6 năm 2025 của Ủy ban Thường vụ Quốc hội về việc sắp xếp",
                &[
                    "Nghị quyết|202/2025/QH15|12 tháng 6 năm 2025|Ủy ban Thường vụ Quốc hội|về việc sắp",
                ],
            ),
            (
                "khoản 3 Điều 14 Nghị định số 118/2025/NĐ-CP của Chính phủ). 100% thủ tục",
                &["Nghị định|118/2025/NĐ-CP|-|Chính phủ|-"],
            ),
            (
                "Nghị định số 275/2025/NĐ-CP ngày 18/10/2025 của Chính phủ sửa đổi, bổ sung Nghị định số 85/2025/NĐ-CP",
                &[
                    "Nghị định|275/2025/NĐ-CP|18/10/2025|Chính phủ|sửa đổi, bổ",
                    "Nghị định|85/2025/NĐ-CP|-|-|- <",
                ],
            ),
            (
                "Luật Bảo vệ môi trường số 72/2020/QH14; Công văn số 1234/UBND-KT ngày 05/3/2024 của UBND huyện",
                &[
                    "Luật|72/2020/QH14|-|-|-",
                    "Công văn|1234/UBND-KT|05/3/2024|UBND huyện|-",
                ],
            ),
            (
                "Chủ tịch UBND tỉnh tại Quyết định số 1441/QĐ-UBND ngày 25/9/2025 của Chủ tịch UBND tỉnh công bố thủ tục",
                &["Quyết định|1441/QĐ-UBND|25/9/2025|Chủ tịch UBND tỉnh|công bố thủ"],
            ),
            (
                "trên cơ sở 387 hộ/12 xã, giai đoạn 2021-2025, ngày 15/10/2024 và Mẫu số 01/ĐK-TTHC, 5%/năm, Đề án 06/CP, Số: 12/KH-UBND",
                &["-|12/KH-UBND|-|-|-"],
            ),
        ];
        for (text, found) in table {
            let found: Vec<_> = found.iter().map(|line| (*line).to_owned()).collect();
            assert_eq!(read(text), found, "{text}");
        }
    }

    #[test]
    fn tells_numbers_that_are_no_symbols() {
        let told = |text: &str| -> Vec<(String, Option<String>)> {
            malformed(text)
                .into_iter()
                .map(|m| (text[m.range].to_owned(), m.right))
                .collect()
        };
        let right = |text: &str| Some(text.to_owned());
        assert_eq!(
            told("Quyết định số 12/QD-UBND ngày"),
            [("12/QD-UBND".to_owned(), right("12/QĐ-UBND"))]
        );
        assert_eq!(
            told("Quyết định số 12QĐ-UBND, Nghị định số 30/2020/NĐ.CP;"),
            [
                ("12QĐ-UBND".to_owned(), right("12/QĐ-UBND")),
                ("30/2020/NĐ.CP".to_owned(), right("30/2020/NĐ-CP"))
            ]
        );
        assert_eq!(
            told("Kế hoạch số 9/kh-ubnd."),
            [("9/kh-ubnd".to_owned(), right("9/KH-UBND"))]
        );
        for text in [
            "Quyết định số 12/QĐ-UBND ngày",
            "Thông tư số 17/2017/TT - BLĐTBXH",
            "Nghị quyết số 57-NQ/TW, Nghị quyết số 18",
            "Kế hoạch số 415/KH-UBND.",
            "Kế hoạch số 12a/KH-UBND",
            "Dự án số 2: hạ tầng; Dự án số 2a",
            "Công văn số 55/PGDĐT-TH",
            "Nghị quyết số 66.18/2026/NQ-CP",
            "Công văn số 5432/BNN-PCTT&TKCN; Báo cáo số 15/BC-UBND(KT)",
            "Hợp đồng số 15HĐ/2025, Đề án số 06/CP",
            "Thông tư liên tịch số 04/2008/TTLT/BTNMT-BNV",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_a_citation_and_what_is_a_number() {
        let table: [(&str, &[&str]); 13] = [
            ("số 17/ 2017/TT-BLĐTBXH", &["-|17/2017/TT-BLĐTBXH|-|-|-"]),
            ("tại 12/KH-UBND", &["-|12/KH-UBND|-|-|-"]),
            ("tại 12/KH-TU", &["-|12/KH-TU|-|-|-"]),
            ("tại 12/KH-U", &[]),
            ("Kế hoạch 12/KH-U", &["Kế hoạch|12/KH-U|-|-|-"]),
            ("tại số 13/SNN-KT", &[]),
            (
                "Công văn số 12/SNN-KT, số 13/SNN-KT",
                &["Công văn|12/SNN-KT|-|-|-", "-|13/SNN-KT|-|-|-"],
            ),
            (
                "Công văn số 12/SNN-KT và số 13/SNN-KT",
                &["Công văn|12/SNN-KT|-|-|-", "-|13/SNN-KT|-|-|-"],
            ),
            (
                "Công văn số 12/SNN-KT, 13/SNN-KT",
                &["Công văn|12/SNN-KT|-|-|-"],
            ),
            ("Công văn số 12/SNN", &["Công văn|12/SNN|-|-|-"]),
            ("Đề án số 12/SNN", &[]),
            ("Nghị quyết số 12/QH15", &["Nghị quyết|12/QH15|-|-|-"]),
            ("Mẫu số 12/ABC", &[]),
        ];
        for (text, found) in table {
            assert_eq!(read(text), found, "{text}");
        }
        let says = |text| citations(text)[0].says_number;
        assert!(says("Kế hoạch số 12/KH-UBND"));
        assert!(says("Số 12/KH-UBND"));
        assert!(!says("Kế hoạch 12/KH-UBND"));
        assert!(!says("mã-số 12/KH-UBND"));
    }

    #[test]
    fn dates_bodies_and_subjects_end_where_they_ought_to() {
        let table = [
            (
                "Kế hoạch số 1/KH-UBND ngày 15/10",
                "Kế hoạch|1/KH-UBND|-|-|-",
            ),
            (
                "Kế hoạch số 1/KH-UBND ngày15/10/2024",
                "Kế hoạch|1/KH-UBND|-|-|-",
            ),
            ("Kế hoạch số 1/KH-UBND của", "Kế hoạch|1/KH-UBND|-|-|-"),
            ("Kế hoạch số 1/KH-UBND của - ", "Kế hoạch|1/KH-UBND|-|-|-"),
            (
                "Kế hoạch số 1/KH-UBND của Sở Y tế và các xã",
                "Kế hoạch|1/KH-UBND|-|Sở Y tế|-",
            ),
            (
                "Kế hoạch số 1/KH-UBND của Sở Y tế và Sở Nội vụ",
                "Kế hoạch|1/KH-UBND|-|Sở Y tế và Sở Nội vụ|-",
            ),
            (
                "Kế hoạch số 1/KH-UBND của Sở Y tế và Quyết định trên",
                "Kế hoạch|1/KH-UBND|-|Sở Y tế|-",
            ),
            (
                "Kế hoạch số 1/KH-UBND của Sở Y tế tại hội nghị",
                "Kế hoạch|1/KH-UBND|-|Sở Y tế|-",
            ),
            (
                "Nghị quyết số 1/NQ-CP của Chính phủ khóa mới",
                "Nghị quyết|1/NQ-CP|-|Chính phủ|-",
            ),
            (
                "Kế hoạch số 1/KH-UBND của UBND xã (dự thảo) về nhà ở",
                "Kế hoạch|1/KH-UBND|-|UBND xã|-",
            ),
            (
                "Kế hoạch số 1/KH-UBND ngày 20/01/2026về giảm nghèo",
                "Kế hoạch|1/KH-UBND|20/01/2026|-|-",
            ),
            (
                "Kế hoạch số 1/KH-UBND về: nhà ở",
                "Kế hoạch|1/KH-UBND|-|-|về: nhà ở",
            ),
            ("Kế hoạch số 1/KH-UBND vềnhà", "Kế hoạch|1/KH-UBND|-|-|-"),
        ];
        for (text, found) in table {
            assert_eq!(read(text), [found], "{text}");
        }
        let subject = |text| citations(text)[0].subject.clone().map(|range| &text[range]);
        assert_eq!(
            subject("Kế hoạch số 1/KH-UBND về 1.200 hộ. Các xã"),
            Some("về 1.200 hộ")
        );
        assert_eq!(
            subject("Kế hoạch số 1/KH-UBND về nhà ở; các xã"),
            Some("về nhà ở")
        );
        assert_eq!(
            subject("Kế hoạch số 1/KH-UBND về nhà ở (gọi tắt)"),
            Some("về nhà ở ")
        );
        assert_eq!(
            subject("(Kế hoạch số 1/KH-UBND về nhà ở)"),
            Some("về nhà ở")
        );
        let commas = |text: &str| citations(text)[0].commas.clone();
        assert_eq!(commas("Số 1/KH-UBND, ngày 20/01/2026"), [14]);
        assert_eq!(commas("Số 1/KH-UBND , của UBND"), [15]);
        assert_eq!(commas("Số 1/KH-UBND, các xã"), [0_usize; 0]);
    }

    #[test]
    fn the_name_of_a_law_stands_between_kind_and_number() {
        let kind = |text: &str| {
            let kind = citations(text).first().and_then(|citation| citation.kind);
            kind.map(|kind| kind.name)
        };
        assert_eq!(kind("Luật Đất đai số 31/2024/QH15"), Some("Luật"));
        assert_eq!(kind("theo luật Đất đai số 31/2024/QH15"), Some("Luật"));
        assert_eq!(kind("Luật Đất đai; số 31/2024/QH15"), None);
        assert_eq!(kind("kỷ-Luật Đất đai số 31/2024/QH15"), None);
        assert_eq!(kind("Luật Đất đai số 31/2024/UBTVQH15"), None);
        let long = |blanks: usize| format!("Luật {} số 31/2024/QH15", "A".repeat(blanks));
        assert_eq!(kind(&long(159 - "Luật ".len())), Some("Luật"));
        assert_eq!(kind(&long(160 - "Luật ".len())), None);
        let text = "Luật Đất đai số 31/2024/QH15 và Luật Nhà ở số 27/2023/QH15";
        let second = &citations(text)[1];
        assert!(text[second.range.clone()].starts_with("Luật Nhà ở"));
        let text = "Luật Đất đai và luật Nhà ở số 27/2023/QH15";
        assert!(text[citations(text)[0].range.clone()].starts_with("luật Nhà ở"));
    }

    #[test]
    fn what_belongs_to_the_subject_of_another() {
        let inside = |text: &str| citations(text).iter().map(|c| c.inside).collect::<Vec<_>>();
        let head = "Nghị định số 1/2025/NĐ-CP ngày 18/10/2025 của Chính phủ";
        let whole = "Nghị định số 3/2025/NĐ-CP ngày 18/3/2025 của Chính phủ";
        for (tail, found) in [
            ("sửa đổi Nghị định số 2/2025/NĐ-CP", vec![false, true]),
            (
                "sửa đổi Nghị định số 2/2025/NĐ-CP, Nghị định số 4/2025/NĐ-CP",
                vec![false, true, true],
            ),
            (
                "sửa đổi giá đất, Nghị định số 4/2025/NĐ-CP",
                vec![false, false],
            ),
            (
                "sửa đổi giá đất và Nghị định số 4/2025/NĐ-CP",
                vec![false, false],
            ),
            (
                "sửa đổi giá đất theo Nghị định số 4/2025/NĐ-CP",
                vec![false, false],
            ),
            ("; Nghị định số 4/2025/NĐ-CP", vec![false, false]),
        ] {
            assert_eq!(inside(&format!("{head} {tail}")), found, "{tail}");
        }
        let text = format!("{head} sửa đổi Nghị định số 2/2025/NĐ-CP và {whole}");
        assert_eq!(inside(&text), [false, true, false]);
        let text = format!(
            "{head} sửa đổi Nghị định số 2/2025/NĐ-CP và Nghị định số 3/2025/NĐ-CP ngày 18/3/2025"
        );
        assert_eq!(inside(&text), [false, true, true]);
    }

    #[test]
    fn numbers_are_mended_where_only_the_letters_of_the_kind_are_wrong() {
        let decision = Kind::named("Quyết định").unwrap();
        let mended = |token| mend(token, decision);
        let right = || Some("12/QĐ-UBND".to_owned());
        for token in [
            "12/QD-UBND",
            "12/qđ-UBND",
            "12/qd-ubnd",
            "12QĐ-UBND",
            "12/QĐ.UBND",
            "12/QĐ_UBND",
            "12/QĐ/UBND",
        ] {
            assert_eq!(mended(token), right(), "{token}");
        }
        for token in [
            "12/QĐ-UBND",
            "12/QĐ- UBND",
            "12/QD- UBND",
            "12/KH-UBND",
            "/QD-UBND",
            "12/QD",
            "12/QD-",
            "12",
        ] {
            assert_eq!(mended(token), None, "{token}");
        }
        assert_eq!(mend("12/CV-UBND", Kind::named("Công văn").unwrap()), None);
        let told = |text: &str| malformed(text).len();
        assert_eq!(told("Quyết định số 12A"), 0);
        assert_eq!(told("Quyết định số 12AB"), 1);
        assert_eq!(told("Quyết định số AB12"), 0);
        assert_eq!(told("Tham số 12AB"), 0);
        assert_eq!(told("Quyết định số 12AB; 13"), 1);
        assert_eq!(told("Quyết định số 12/QĐ-UBNDx_1"), 1);
        let text = "(Quyết định số 12AB)";
        assert_eq!(&text[malformed(text)[0].range.clone()], "12AB");
        let text = "Quyết định số 12AB:";
        assert_eq!(&text[malformed(text)[0].range.clone()], "12AB");
    }
}
