//! Syllables that nobody writes, and the two styles of tone marks.

use super::orthography::ORTHOGRAPHY;
use super::phrase::misspelt_phrases;
use crate::checks::facts::slip::{Found, MOST_PLACES, Slip, found};
use crate::checks::facts::word::{Word, before};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Message, words as said};
use crate::vi::syllable::{Misspelling, ToneStyle, bare, in_style, misspelling, tone_style};
use std::collections::HashSet;

/// Both styles of tone marks in one plan.
pub const TONE_STYLES: Rule = Rule {
    code: Code::warning("TXT004", "mixed-tone-styles"),
    ground: Ground::Custom("orthography.tones"),
    what: said(
        "Two styles of tone marks in one plan (hòa and hoà)",
        "Hai kiểu đặt dấu thanh trong một kế hoạch (hòa và hoà)",
    ),
    why: said(
        "Both styles are right, but «hàng hóa» and «hàng hoá» side by side show that texts of several hands were pasted \
         together, and a search finds only one of them. Names of people and places keep the style of their owners and \
         are not counted.",
        "Hai kiểu đều đúng, nhưng «hàng hóa» và «hàng hoá» cạnh nhau cho thấy văn bản được ghép từ nhiều nguồn, khi tìm kiếm sẽ bị sót. Tên người, tên đất giữ cách viết riêng nên không tính.",
    ),
    wrong: "Kết nối thị trường hàng hoá cho hộ nghèo, đa dạng hóa sinh kế, số hóa hồ sơ.",
    right: "Kết nối thị trường hàng hóa cho hộ nghèo, đa dạng hóa sinh kế, số hóa hồ sơ.",
    check: Check::Plan(check_styles),
};

fn check_styles(context: &Context<'_>, findings: &mut Findings) {
    let all: Vec<(ToneStyle, Found<'_>)> = context
        .facts
        .words()
        .flat_map(|(passage, words)| {
            let slips = in_tone_styles(words).into_iter();
            slips.filter_map(move |(style, slip)| {
                Some((style, found(&context.facts, passage, slip)?))
            })
        })
        .collect();
    let of = |style: ToneStyle| {
        let own = all.iter().filter(move |(own, _)| *own == style);
        own.map(|(_, found)| found)
    };
    let (first, second) = (of(ToneStyle::First).count(), of(ToneStyle::Second).count());
    if first == 0 || second == 0 {
        return;
    }
    // The motto of the state sets the style where both are as frequent.
    let (rare, usual) = if first < second {
        (ToneStyle::First, ToneStyle::Second)
    } else {
        (ToneStyle::Second, ToneStyle::First)
    };
    let mut slips: Vec<_> = of(rare).collect();
    slips.sort_by_key(|found| context.facts.is_of_office(found.span));
    let mut slips = slips.into_iter();
    let (Some(slip), Some(other)) = (slips.next(), of(usual).next()) else {
        return;
    };
    let (few, many) = (first.min(second), first.max(second));
    let message = Message::new(
        format!(
            "“{}” has its tone mark in another style than the rest: {few} words so, {many} otherwise",
            slip.text
        ),
        format!(
            "“{}” đặt dấu thanh khác với phần còn lại: {few} chữ kiểu này, {many} chữ kiểu kia",
            slip.text
        ),
    );
    let mut finding = slip.told(message).also(
        other.span,
        Message::new(
            format!("“{}” in the other style", other.text),
            format!("“{}” theo kiểu kia", other.text),
        ),
    );
    for more in slips.take(MOST_PLACES) {
        finding = more.add_to(finding, Message::new("this one, too", "chữ này cũng vậy"));
    }
    findings.push(finding);
}

/// The common words of a text whose tone mark shows a style, each with its other form.
fn in_tone_styles(words: &[Word<'_>]) -> Vec<(ToneStyle, Slip)> {
    let mut slips = Vec::new();
    let mut all = words.iter().copied().peekable();
    while let Some(word) = all.next() {
        let next = all.peek().filter(|next| next.start == word.end() + 1);
        if !may_show_style(word.text) {
            continue;
        }
        let common = word.text.chars().all(char::is_lowercase)
            || (word.is_any(&["ủy", "uỷ"]) && next.is_some_and(|next| next.is("ban")));
        if common && let Some(style) = tone_style(word.text) {
            let other = match style {
                ToneStyle::First => ToneStyle::Second,
                ToneStyle::Second => ToneStyle::First,
            };
            let slip = Slip::new(word.range(), in_style(word.text, other));
            slips.push((style, slip));
        }
    }
    slips
}

/// Whether a word has a mark and ends in oa, oe or uy: a first look that most words fail.
fn may_show_style(word: &str) -> bool {
    let mut ends = word.chars().rev().map(bare);
    let (last, first) = (ends.next(), ends.next());
    !word.is_ascii()
        && matches!(
            (first, last),
            (Some('o'), Some('a' | 'e')) | (Some('u'), Some('y'))
        )
}

/// A syllable that Vietnamese does not have.
pub const IMPOSSIBLE_SYLLABLE: Rule = Rule {
    code: Code::warning("TXT012", "impossible-syllable"),
    ground: ORTHOGRAPHY,
    what: said(
        "A syllable that Vietnamese does not have",
        "Âm tiết không có trong tiếng Việt",
    ),
    why: said(
        "«Thưc», «nghềo», «tòan» are slips of the keyboard: no syllable has these letters, this tone or its mark on this \
         letter. Only words in small letters with Vietnamese marks are judged, so foreign words, names of villages of \
         ethnic groups and abbreviations are left alone.",
        "«Thưc», «nghềo», «tòan» là lỗi gõ phím: không âm tiết nào có những chữ cái này, thanh này, hay dấu đặt ở chữ này. \
         Chỉ xét chữ thường có dấu tiếng Việt, nên từ nước ngoài, tên buôn làng các dân tộc, chữ viết tắt thì không báo.",
    ),
    wrong: r#"text = "Các thôn thưc hiện tòan diện việc rà soát hộ nghềo.""#,
    right: r#"text = "Các thôn thực hiện toàn diện việc rà soát hộ nghèo.""#,
    check: Check::Plan(check_syllables),
};

fn check_syllables(context: &Context<'_>, findings: &mut Findings) {
    let mut right = HashSet::new();
    for (passage, words) in context.facts.words() {
        let faults = misspelt(&passage.text, words, &mut right);
        if faults.is_empty() {
            continue;
        }
        let phrases = misspelt_phrases(&passage.text, words);
        for (word, fault) in faults {
            // The whole phrase says better what is wrong, and is reported by its own rule.
            if phrases.iter().any(|slip| slip.range.contains(&word.start)) {
                continue;
            }
            let right = match &fault {
                Misspelling::MarkPlace(right) => Some(right.clone()),
                _ => None,
            };
            let slip = Slip {
                range: word.range(),
                right,
            };
            let Some(found) = found(&context.facts, passage, slip) else {
                continue;
            };
            let word = found.text;
            let message = match fault {
                Misspelling::Letters => Message::new(
                    format!("“{word}” is no syllable of Vietnamese"),
                    format!("“{word}” không phải là âm tiết tiếng Việt"),
                ),
                Misspelling::StopTone => Message::new(
                    format!("“{word}” lacks its tone: what ends in c, ch, p or t has sắc or nặng"),
                    format!(
                        "“{word}” thiếu hoặc sai dấu thanh: âm tiết tận cùng bằng c, ch, p, t chỉ mang dấu sắc hoặc dấu nặng"
                    ),
                ),
                Misspelling::MarkPlace(right) => Message::new(
                    format!(
                        "the tone mark of “{word}” stands on the wrong letter; it is “{right}”"
                    ),
                    format!("“{word}” đặt dấu thanh sai chữ cái; viết đúng là “{right}”"),
                ),
            };
            findings.push(found.finding(message));
        }
    }
}

/// The words of a text that are no syllables; `right` keeps those that are, which come again and again.
fn misspelt<'t>(
    text: &'t str,
    words: &[Word<'t>],
    right: &mut HashSet<&'t str>,
) -> Vec<(Word<'t>, Misspelling)> {
    let mut faults = Vec::new();
    for &word in words {
        if word.text.is_ascii() || right.contains(word.text) {
            continue;
        }
        let after = text[word.end()..].chars().next();
        let joint =
            |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '\'' | '’' | '/' | '&' | '_'));
        let small = word.text.chars().skip(1).all(char::is_lowercase);
        if !small || joint(before(text, word.start)) || joint(after) {
            continue;
        }
        let Some(fault) = misspelling(word.text) else {
            right.insert(word.text);
            continue;
        };
        // A name is written as its owners write it, but a sentence begins with any word.
        let opens = text[..word.start]
            .trim_end()
            .chars()
            .next_back()
            .is_none_or(|c| matches!(c, '.' | ':' | '“'));
        if !word.is_capital() || (opens && !matches!(fault, Misspelling::Letters)) {
            faults.push((word, fault));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::facts::word::words;

    fn wrong(text: &str) -> Vec<&str> {
        misspelt(text, &words(text).collect::<Vec<_>>(), &mut HashSet::new())
            .into_iter()
            .map(|(word, _)| word.text)
            .collect()
    }

    #[test]
    fn finds_what_nobody_writes() {
        assert_eq!(
            wrong("thưc hiện. Tòan xã giảm nghềo"),
            ["thưc", "Tòan", "nghềo"]
        );
    }

    #[test]
    fn a_name_is_no_slip_but_a_sentence_begins_with_any_word() {
        for text in ["Tòan", "xã. Tòan", "gồm: Tòan", "“Tòan"] {
            assert_eq!(wrong(text), ["Tòan"], "{text}");
        }
        for text in ["xã Tòan", "- Tòan", "Nghềo", "xã Nghềo", "thưC", "TÒAN"] {
            assert_eq!(wrong(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn what_is_joined_is_no_word_of_its_own() {
        for joint in ['-', '\'', '’', '/', '&', '_'] {
            for text in [format!("thưc{joint}xã"), format!("xã{joint}thưc")] {
                assert_eq!(wrong(&text), Vec::<&str>::new(), "{text}");
            }
        }
        assert_eq!(wrong("thưc,xã thưc"), ["thưc", "thưc"]);
    }

    #[test]
    fn leaves_names_and_foreign_words() {
        let text = "Xã Nâm N'Dir, Đăk Sôr, Đắk Drô, Krông Nô, Ê Đê, ô-xy, bê-tông, M’nông, Kông Chro, vi-rút; \
            hoà hòa thuỷ thủy; đ/c; TCVN; Pờ Ê";
        assert_eq!(wrong(text), Vec::<&str>::new());
    }

    #[test]
    fn counts_common_words_by_style() {
        let text = "hoà bình, hàng hóa, xã Tây Hoà, Uỷ ban, UỶ BAN, khỏe, Uỷ viên, Uỷ, ban, thúy, Thúy, nghĩa, quý";
        let of = |style| -> Vec<&str> {
            let slips = in_tone_styles(&words(text).collect::<Vec<_>>()).into_iter();
            let own = slips.filter(|(own, _)| *own == style);
            own.map(|(_, slip)| &text[slip.range]).collect()
        };
        assert_eq!(of(ToneStyle::First), ["hóa", "khỏe", "thúy"]);
        assert_eq!(of(ToneStyle::Second), ["hoà", "Uỷ", "UỶ"]);
    }
}
