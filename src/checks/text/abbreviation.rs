//! Abbreviations (chữ viết tắt) that a document spells out.

use crate::checks::facts::word::{Word, before, words, words_back};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words as said};
use crate::vi::syllable;
use std::ops::Range;

/// An abbreviation that is spelt out after its first use.
pub const ABBREVIATION: Rule = Rule {
    code: Code::warning("TXT011", "abbreviation-before-explained"),
    ground: Ground::Custom("abbreviations"),
    what: said(
        "An abbreviation used before it is spelt out",
        "Dùng chữ viết tắt trước khi giải thích",
    ),
    why: said(
        "Who reads from the beginning meets letters that are told only later. Abbreviations that the plan never spells \
         out, and those that every office knows, such as UBND, are left alone.",
        "Người đọc từ đầu gặp chữ viết tắt mà về sau mới được giải thích. Chữ viết tắt mà kế hoạch không giải thích ở đâu, \
         hoặc ai cũng biết như UBND, thì không báo.",
    ),
    wrong: "Củng cố các THT hiện có. Phát triển mới 03 tổ hợp tác (THT) trồng rau.",
    right: "Củng cố các tổ hợp tác (THT) hiện có. Phát triển mới 03 THT trồng rau.",
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut told: Vec<String> = Vec::new();
    for (number, passage) in context.facts.passages.iter().enumerate() {
        for definition in definitions(&passage.text) {
            if told.contains(&definition.short) {
                continue;
            }
            let head = passage
                .text
                .get(..definition.range.start)
                .unwrap_or_default();
            let earlier = context.facts.passages[..number]
                .iter()
                .map(|passage| (passage, &*passage.text));
            let mut uses = earlier
                .chain([(passage, head)])
                .filter_map(|(passage, text)| Some((passage, first_use(text, &definition.short)?)));
            if let Some((user, range)) = uses.next()
                && !user.is_made(range.start)
                && let (Some(place), Some(later)) =
                    (user.place(range), passage.place(definition.range))
            {
                let short = &definition.short;
                let message = Message::new(
                    format!("{short} is used here, but spelt out only later"),
                    format!("{short} dùng ở đây nhưng về sau mới được giải thích"),
                );
                let here = Message::new("spelt out here", "giải thích ở đây");
                findings.push(Finding::at(place, message).also(later, here));
            }
            told.push(definition.short);
        }
    }
}

/// Abbreviations that every office knows: spelling one out late is no fault.
const KNOWN: &[&str] = &[
    "UBND", "HĐND", "MTTQ", "UBMTTQ", "TTg", "CP", "TP", "TW", "BHYT", "BHXH", "CNTT", "KT", "XH",
    "TB", "DTTS", "VHTT", "CCHC", "TTHC", "QPPL", "KH", "QĐ", "NQ", "BCĐ", "PCT", "VT",
];

/// How many characters a bracket with an abbreviation has at most.
const LONGEST: usize = 60;

/// An abbreviation where it is spelt out: «dân tộc thiểu số (DTTS)».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The abbreviation.
    pub short: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// The abbreviations that a text spells out.
pub fn definitions(text: &str) -> Vec<Definition> {
    let mut found = Vec::new();
    for (open, _) in text.match_indices('(') {
        let near = text[open..].char_indices().take(LONGEST);
        let Some((length, _)) = near.into_iter().find(|(_, c)| *c == ')') else {
            continue;
        };
        let inner = &text[open + 1..open + length];
        let said = [
            "sau đây viết tắt là ",
            "viết tắt là ",
            "sau đây gọi tắt là ",
            "gọi tắt là ",
        ];
        let called = said.iter().find_map(|words| inner.strip_prefix(words));
        let short = called.unwrap_or(inner).trim();
        let known = KNOWN.contains(&short);
        if known
            || !is_abbreviation(short)
            || !(called.is_some() || has_initials(&text[..open], short))
        {
            continue;
        }
        let start = open + 1 + inner.trim_end().len() - short.len();
        found.push(Definition {
            short: short.to_owned(),
            range: start..start + short.len(),
        });
    }
    found
}

/// Two or more capitals and nothing else.
fn is_abbreviation(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(char::is_uppercase)
}

/// Whether the last words of a text begin with the letters of an abbreviation; «và» may be left out.
fn has_initials(head: &str, short: &str) -> bool {
    let initials = words_back(head)
        .filter(|word| !word.is("và"))
        .filter_map(|word| word.text.chars().next());
    let letters = short.chars().rev().map(syllable::bare);
    initials
        .map(syllable::bare)
        .take(short.chars().count())
        .eq(letters)
}

/// Where a text uses an abbreviation as a word of its own, not as part of a symbol or another one.
pub fn first_use(text: &str, short: &str) -> Option<Range<usize>> {
    // Among words in capitals nobody can tell.
    if !text.contains(short) || !text.contains(char::is_lowercase) {
        return None;
    }
    let joint = |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '-' | '&' | '.' | '–'));
    words(text)
        .find(|word| {
            let after = text[word.end()..].chars().next();
            word.text == short
                && !joint(before(text, word.start))
                && !joint(after.filter(|c| *c != '.'))
        })
        .map(Word::range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shorts(text: &str) -> Vec<String> {
        let found = definitions(text);
        found
            .into_iter()
            .map(|definition| definition.short)
            .collect()
    }

    #[test]
    fn finds_where_they_are_spelt_out() {
        assert_eq!(
            shorts("Chương trình mục tiêu quốc gia (CTMTQG) và"),
            ["CTMTQG"]
        );
        assert_eq!(shorts("tổ hợp tác (sau đây viết tắt là THT)"), ["THT"]);
        let none =
            shorts("Ủy ban nhân dân (UBND); huyện (B/c); mục (II); nền tảng (NDXP) và (Hòa An)");
        assert_eq!(none, Vec::<String>::new());
        assert_eq!(shorts("tổ hợp tác (viết tắt là THT)"), ["THT"]);
        assert_eq!(shorts("Ban (sau đây gọi tắt là BQLDA)"), ["BQLDA"]);
        assert_eq!(shorts("Ban (gọi tắt là BQLDA)"), ["BQLDA"]);
        assert_eq!(shorts("khoa học và công nghệ (KHCN)"), ["KHCN"]);
        assert_eq!(shorts("Ủy ban, Đảng bộ (UBĐB)"), ["UBĐB"]);
        assert_eq!(shorts("hợp tác (HT), tổ hợp tác (THT)"), ["HT", "THT"]);
        for text in [
            "hợp tác (HTX)",
            "tổ hợp tác (Tht)",
            "tổ hợp tác (THT 2)",
            "hợp (H)",
            "Ủy ban nhân dân (gọi tắt là UBND)",
            "tổ hợp tác (THT",
        ] {
            assert_eq!(shorts(text), Vec::<String>::new(), "{text}");
        }
        for text in [
            "tổ hợp tác (THT)",
            "tổ hợp tác ( THT )",
            "tổ hợp tác (viết tắt là THT )",
        ] {
            assert_eq!(&text[definitions(text)[0].range.clone()], "THT");
        }
    }

    #[test]
    fn a_bracket_with_an_abbreviation_is_short() {
        // The bracket that opens counts, so that the one that closes is the last of them.
        let text = |letters: usize| format!("Ban (gọi tắt là {})", "B".repeat(letters));
        let room = LONGEST - "(gọi tắt là )".chars().count();
        assert_eq!(shorts(&text(room)).len(), 1);
        assert_eq!(shorts(&text(room + 1)).len(), 0);
    }

    #[test]
    fn finds_the_first_use() {
        assert_eq!(first_use("của THT xã", "THT"), Some(6..9));
        assert_eq!(first_use("xã có THT.", "THT"), Some(8..11));
        assert_eq!(first_use("THTX của THT xã", "THT"), Some(11..14));
        for text in [
            "12/KH-THT xã",
            "THT/xã",
            "THT-xã",
            "THT–xã",
            "THT&XH xã",
            "a.THT",
            "b&THT",
            "c–THT",
            "d/THT",
            "THTX xã",
            "tht",
            "CÁC THT",
        ] {
            assert_eq!(first_use(text, "THT"), None, "{text}");
        }
    }
}
