//! Words written twice (lặp từ).

use super::orthography::ORTHOGRAPHY;
use crate::checks::facts::slip::{Slip, found};
use crate::checks::facts::word::{Word, words};
use crate::checks::{Check, Context, Findings, Rule};
use crate::diag::{Code, Message, words as said};

/// A word written twice.
pub const DOUBLED_WORD: Rule = Rule {
    code: Code::warning("TXT014", "doubled-word"),
    ground: ORTHOGRAPHY,
    what: said(
        "A word or a pair of words written twice in a row",
        "Một chữ hoặc một từ bị gõ lặp",
    ),
    why: said(
        "Only words that never stand twice are reported: «các các», «của của», «tổ chức tổ chức». Words that double to \
         mean something, as «luôn luôn», or that happen to meet, as in «cơ quan quan trọng», are left alone.",
        "Chỉ báo những chữ không bao giờ đứng hai lần liền nhau: «các các», «của của», «tổ chức tổ chức». Từ láy như «luôn \
         luôn», hoặc hai từ tình cờ gặp nhau như «cơ quan quan trọng» thì không báo.",
    ),
    wrong: r#"text = "Rà soát hộ nghèo của các các thôn theo quy định.""#,
    right: r#"text = "Rà soát hộ nghèo của các thôn theo quy định.""#,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let all = context.facts.words().flat_map(|(passage, words)| {
        let slips = doubled(&passage.text, words).into_iter();
        slips.filter_map(move |slip| found(&context.facts, passage, slip))
    });
    for found in all {
        let word = found.text.trim();
        let message = Message::new(
            format!("“{word}” is written twice"),
            format!("“{word}” bị gõ lặp"),
        );
        findings.push(found.finding(message));
    }
}

/// Words that no right sentence has twice in a row; others, such as «năm năm» or «cơ quan quan trọng»,
/// meet.
const NEVER_TWICE: &[&str] = &[
    "các", "của", "và", "là", "cho", "với", "được", "đã", "những", "theo", "khi", "tại", "trên",
    "trong", "vào", "này", "sẽ", "bị", "hoặc", "nhằm", "thì", "mà", "cũng", "do", "bằng", "đối",
    "nếu", "như",
];

/// What stands before «cấp» and makes a word with it, so that a second one may follow.
const BEFORE_LEVEL: &[&str] = &["ở", "các", "từ", "tại", "với", "của", "do", "cho", "quyền"];

/// Words and pairs of words that stand twice in a row; the range is the second with the gap before it.
pub fn doubled(text: &str, words: &[Word<'_>]) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut last: [Option<Word<'_>>; 3] = [None; 3];
    for &word in words {
        let [third, second, first] = last;
        let beside = |a: Word<'_>, b: Word<'_>| text.get(a.end()..b.start) == Some(" ");
        if let Some(first) = first.filter(|&first| beside(first, word)) {
            if first.is_same(word) && is_fault(second, first, text, word.end()) {
                slips.push(Slip::new(first.end()..word.end(), ""));
            }
            if let (Some(third), Some(second)) = (third, second)
                && beside(third, second)
                && beside(second, first)
                && is_pair_fault([third, second], [first, word])
                && !ends_name(text, third, first)
            {
                slips.push(Slip::new(second.end()..word.end(), ""));
            }
        }
        last = [second, first, Some(word)];
    }
    slips
}

fn is_fault(before: Option<Word<'_>>, word: Word<'_>, text: &str, end: usize) -> bool {
    let next = words(&text[end..]).next();
    // «5 vùng vùng phát triển»: what is counted is named once.
    let is_counted = before.is_some_and(|word| word.text.bytes().all(|byte| byte.is_ascii_digit()));
    let is_noun = word.text.chars().all(char::is_lowercase) && word.text.chars().count() > 1;
    if is_counted && is_noun && !word.is_any(&["năm", "ngày", "tháng", "người", "lần", "bộ", "cấp"])
    {
        return true;
    }
    if word.is("cấp") {
        return before.is_some_and(|word| word.is_any(BEFORE_LEVEL));
    }
    // «của của cải», «các các-bon»: the second begins a word of its own.
    let begins = text[end..].starts_with('-') || next.is_some_and(|next| next.is("cải"));
    word.is_any(NEVER_TWICE) && !begins
}

/// Whether the first of two pairs ends a name, and the second is what it does: «Phòng Kế hoạch - Tổng hợp tổng hợp».
fn ends_name(text: &str, left: Word<'_>, right: Word<'_>) -> bool {
    let is_capital = |word: Word<'_>| word.text.starts_with(char::is_uppercase);
    let before = text.get(..left.start).unwrap_or_default().trim_end();
    let begins = before.is_empty()
        || before.ends_with(['.', '!', '?', ':', ';', '-', '+', '“']) && !before.ends_with(" -");
    is_capital(left) && !is_capital(right) && !begins
}

fn is_pair_fault(left: [Word<'_>; 2], right: [Word<'_>; 2]) -> bool {
    let letters = |word: Word<'_>| word.text.chars().all(char::is_alphabetic);
    left[0].is_same(right[0])
        && left[1].is_same(right[1])
        && !left[0].is_same(left[1])
        && left.into_iter().all(letters)
        && !left[0].is_any(&["từng", "ngày", "lần"])
        && left[0].text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let slips = doubled(text, &words(text).collect::<Vec<_>>());
        slips.iter().map(|slip| &text[slip.range.clone()]).collect()
    }

    #[test]
    fn finds_words_written_twice() {
        assert_eq!(found("của các các xã"), [" các"]);
        assert_eq!(found("ở cấp cấp xã"), [" cấp"]);
        assert_eq!(found("Tổ chức tổ chức thực hiện"), [" tổ chức"]);
        let words = "các các, của của, và và, là là, cho cho, với với, được được, đã đã, những những, theo theo, khi khi, \
            tại tại, trên trên, trong trong, vào vào, này này, sẽ sẽ, bị bị, hoặc hoặc, nhằm nhằm, thì thì, mà mà, \
            cũng cũng, do do, bằng bằng, đối đối, nếu nếu, như như";
        assert_eq!(found(words).len(), 28);
        let levels = "ở cấp cấp, các cấp cấp, từ cấp cấp, tại cấp cấp, với cấp cấp, của cấp cấp, do cấp cấp, cho cấp cấp, \
            quyền cấp cấp";
        assert_eq!(found(levels).len(), 9);
        assert_eq!(found("5 vùng vùng phát triển"), [" vùng"]);
        assert_eq!(found("Các các hộ"), [" các"]);
        assert_eq!(found("các các các"), [" các", " các"]);
    }

    #[test]
    fn leaves_words_that_meet_and_reduplication() {
        for text in [
            "luôn luôn, dần dần, thường thường, từ từ, song song",
            "trong năm năm qua; cơ quan quan trọng; quyết định định hướng; cán bộ bộ Tài chính",
            "phân cấp cấp tỉnh, cấp xã",
            "xã, xã; từng bước từng bước; của của cải",
            "thực hiện kế hoạch thực hiện chỉ tiêu",
            "cấp cấp xã; phân cấp cấp xã; các  các; các-các; các, các",
            "các các-bon; của của cải; của của Cải",
            "tổ chức, tổ chức; tổ, chức tổ chức; tổ chức tổ, chức; tổ  chức tổ chức; tổ chức tổ hợp; tổ chức xã chức",
            "ngày một ngày một; lần hai lần hai; từng hộ từng hộ",
            "Phòng Kế hoạch - Tổng hợp tổng hợp, báo cáo; Ban Tổ chức tổ chức",
            "5 năm năm 2021; 3 bộ bộ tiêu chí; vùng vùng; 5 vùng, vùng phát triển",
            "TB XH TB XH; thôn 3 thôn 3; 12 hộ 12 hộ; luôn luôn luôn luôn",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
