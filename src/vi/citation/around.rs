//! What belongs to a citation and stands elsewhere: who issued it and when, before it; what an enumeration says once
//! for all; term and session behind the issuing body.

use super::Citation;
use crate::vi::moment::WrittenDay;
use std::ops::Range;

/// How many words the name of a body before its document has at most.
const MOST_WORDS: usize = 14;

/// Words that say that a body issued what follows, the longer first.
const VERBS: [&str; 9] = [
    "đã ký ban hành",
    "ký ban hành",
    "đã ban hành",
    "ban hành",
    "đã thông qua",
    "thông qua",
    "đã phê duyệt",
    "đã có",
    "đã ký",
];

/// Words that the name of a body begins with.
const BODIES: &str = "Chính phủ, Thủ tướng, Quốc hội, Bộ, UBND, Ủy ban, Uỷ ban, HĐND, Hội đồng, Tỉnh ủy, Tỉnh uỷ, \
    Thành ủy, Thành uỷ, Huyện ủy, Huyện uỷ, Đảng ủy, Đảng uỷ, Ban Thường vụ, Ban Chấp hành, Ban Bí thư, Bộ Chính trị, \
    Thường trực, Chủ tịch, Sở, Văn phòng, Ngân hàng, Bảo hiểm, Tòa án, Toà án, Viện, Công an, Công ty, Cục, Tổng cục";

/// Words that make what is before the verb no one who has issued anything.
const OTHERS: &str = "cần, phải, sẽ, được, giao, nghị, cầu, đạo, để, nhằm, trình, các, và, mưu";

/// What stands before a citation.
#[derive(Debug, Default)]
pub(super) struct Issued {
    pub date: Option<WrittenDay>,
    pub issuer: Option<Range<usize>>,
}

/// Who issued a document and when, as «Ngày 24/02/2020, Chính phủ ban hành …» says it before it begins.
pub(super) fn issued(text: &str, start: usize) -> Issued {
    let found = text.get(..start).and_then(|before| {
        let clause = clause(before);
        let head = before.get(clause..)?.trim_end();
        let head = head.strip_suffix(" các").unwrap_or(head);
        let verb = VERBS.iter().find(|verb| {
            let rest = head.strip_suffix(**verb);
            rest.is_some_and(|rest| rest.ends_with([' ', '\u{a0}']))
        })?;
        let head = head.strip_suffix(verb)?.trim_end();
        Some((clause, head))
    });
    let Some((clause, head)) = found else {
        return Issued::default();
    };
    let mut issued = Issued::default();
    let from = head.rfind([',', ';', ':']).map_or(0, |mark| mark + 1);
    let name = head[from..].trim_start();
    let at = clause + head.len() - name.len();
    let dated = head[..from].trim_end_matches([',', ' ']);
    if let Some(day) = day(text, clause, dated) {
        issued.date = Some(day);
    }
    // Without a comma the day stands right before the name, or behind it.
    let name = match name.find("ngày ") {
        Some(0) => {
            let day = WrittenDay::at(text, at + "ngày ".len()).filter(|day| day.year.is_some());
            let end = day.as_ref().map_or(at, |day| day.range.end);
            issued.date = issued.date.or(day);
            text.get(end..clause + head.len())
                .unwrap_or_default()
                .trim_start()
        }
        Some(cut) => {
            let day =
                WrittenDay::at(text, at + cut + "ngày ".len()).filter(|day| day.year.is_some());
            issued.date = issued.date.or(day);
            name[..cut].trim_end()
        }
        None => name,
    };
    let begins = |body: &str| {
        let rest = name.strip_prefix(body);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let other = |word: &str| OTHERS.split(", ").any(|other| other == word);
    let plain = BODIES.split(", ").any(begins)
        && !name.bytes().any(|byte| byte.is_ascii_digit())
        && name.split_whitespace().count() <= MOST_WORDS
        && !name.split_whitespace().any(other);
    if !plain {
        return Issued::default();
    }
    let at = name.as_ptr().addr() - text.as_ptr().addr();
    issued.issuer = Some(at..at + name.len());
    issued
}

/// Where the clause begins that a text ends with.
fn clause(before: &str) -> usize {
    let stops = before.char_indices().rev().find(|(at, c)| match c {
        ';' | '\n' | '!' | '?' => true,
        '.' => before[at + 1..].starts_with([' ', '\u{a0}']),
        _ => false,
    });
    stops.map_or(0, |(at, c)| at + c.len_utf8())
}

/// The one day of a text that begins at a place.
fn day(text: &str, start: usize, dated: &str) -> Option<WrittenDay> {
    let mut days = dated
        .match_indices("gày ")
        .map(|(at, word)| at + word.len());
    let at = days.next().filter(|_| days.next().is_none())?;
    let day = WrittenDay::at(text, start + at)?;
    (day.year.is_some() && day.range.end <= start + dated.len()).then_some(day)
}

/// Marks which citations leave date or issuing body to the next one of their enumeration.
pub(super) fn share(text: &str, found: &mut [Citation<'_>]) {
    for at in (1..found.len()).rev() {
        let (before, behind) = found.split_at_mut(at);
        let (Some(one), Some(next)) = (before.last_mut(), behind.first()) else {
            continue;
        };
        let between = text
            .get(one.range.end..next.range.start)
            .unwrap_or_default();
        let joined = between.trim_matches([' ', '\u{a0}', ',', ';']);
        let joined = joined.strip_suffix("số").unwrap_or(joined).trim_end();
        let is_list = matches!(joined, "" | "và" | "số") && one.subject.is_none();
        if !is_list {
            continue;
        }
        one.shares.issuer = one.issuer.is_none() && (next.issuer.is_some() || next.shares.issuer);
        one.shares.date =
            one.date.is_none() && (next.date.is_some() || next.shares.date) && one.issuer.is_none();
    }
}

/// The place behind term and session of an assembly, where they follow its name: «khóa X, kỳ họp thứ 5».
pub(super) fn session(text: &str, end: usize) -> usize {
    const WORDS: [&str; 6] = [
        "khóa",
        "khoá",
        "nhiệm kỳ",
        "kỳ họp",
        "tại kỳ họp",
        "tại Kỳ họp",
    ];
    const MOST: usize = 6;
    let mut at = end;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let own = rest.trim_start_matches([' ', '\u{a0}', ',', '(']);
        if !WORDS.iter().any(|word| own.starts_with(word)) {
            return at;
        }
        let own_at = text.len() - own.len();
        // A number and its words, up to a mark or a small word that goes on.
        let mut stop = own
            .len()
            .min(own.find([',', ';', ')', '.', ':']).unwrap_or(own.len()));
        let mut seen = 0;
        for (place, _) in own[..stop].match_indices([' ', '\u{a0}']) {
            seen += 1;
            let word = own[place..]
                .trim_start()
                .split([' ', '\u{a0}'])
                .next()
                .unwrap_or_default();
            let goes_on = ["về", "ban", "quy", "thông", "phê", "sửa", "việc"].contains(&word);
            if seen > MOST || goes_on {
                stop = place;
                break;
            }
        }
        at = own_at + stop;
        if text.get(at..).is_some_and(|rest| rest.starts_with(')')) {
            at += 1;
        }
        if stop == 0 {
            return at;
        }
    }
}
