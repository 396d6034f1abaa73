//! Words that are typed together (viết dính), and ends of sentences that are none (dấu chấm câu).

use super::orthography::ORTHOGRAPHY;
use crate::checks::facts::slip::{Found, Slip, typed};
use crate::checks::facts::word::{Word, is_address, token, words};
use crate::checks::{Check, Context, Findings, Rule};
use crate::diag::{Code, Message, words as said};
use crate::vi::syllable::misspelling;

/// Two words, or a word and a number, without a blank between.
pub const GLUED: Rule = Rule {
    code: Code::warning("TXT019", "glued-words"),
    ground: ORTHOGRAPHY,
    what: said(
        "Two words, or a word and a number, typed without a space between",
        "Hai chữ, hoặc chữ và số, viết dính vào nhau",
    ),
    why: said(
        "«Giám đốcSở», «khoảng1.230», «lúa:2.961», «3.Liên minh»: the space was lost. Only Vietnamese words are looked at; \
         names such as «VNeID», units, symbols, hours and addresses are left alone.",
        "«Giám đốcSở», «khoảng1.230», «lúa:2.961», «3.Liên minh» là thiếu khoảng trắng. Chỉ xét chữ tiếng Việt; tên riêng \
         như «VNeID», đơn vị đo, số ký hiệu, giờ, địa chỉ thì không báo.",
    ),
    wrong: r#"text = "Giám đốcSở Nội vụ chỉ đạo thực hiện.""#,
    right: r#"text = "Giám đốc Sở Nội vụ chỉ đạo thực hiện.""#,
    check: Check::Plan(check_glued),
};

fn check_glued(context: &Context<'_>, findings: &mut Findings) {
    // Between words of two places there may be more than is printed.
    for found in typed(&context.facts, glued).filter(Found::is_exact) {
        let word = found.text;
        let message = Message::new(
            format!("a space is missing in “{word}”"),
            format!("thiếu khoảng trắng trong “{word}”"),
        );
        findings.push(found.finding(message).safely());
    }
}

/// Two full stops, or a small letter behind one.
pub const SENTENCE_END: Rule = Rule {
    code: Code::warning("TXT020", "sentence-end"),
    ground: ORTHOGRAPHY,
    what: said(
        "Two full stops in a row, or a small letter behind a full stop",
        "Hai dấu chấm liền nhau, hoặc chữ thường sau dấu chấm câu",
    ),
    why: said(
        "A sentence ends with one full stop and the next begins with a capital; else a comma was meant. Dots that leave a \
         sentence open, abbreviations and numbers are left alone.",
        "Câu kết thúc bằng một dấu chấm và câu sau viết hoa chữ đầu; nếu không thì là dấu phẩy gõ nhầm. Dấu ba chấm, chữ \
         viết tắt và số thì không báo.",
    ),
    wrong: r#"text = "Các thôn rà soát hộ nghèo. xã tổng hợp trước ngày 30/9.""#,
    right: r#"text = "Các thôn rà soát hộ nghèo. Xã tổng hợp trước ngày 30/9.""#,
    check: Check::Plan(check_ends),
};

fn check_ends(context: &Context<'_>, findings: &mut Findings) {
    for found in typed(&context.facts, false_ends) {
        let message = Message::new(
            format!("“{}” ends no sentence", found.text),
            format!("“{}” không phải là chỗ hết câu", found.text),
        );
        findings.push(found.finding(message));
    }
}

/// Whether letters are a word of Vietnamese, by their marks and their form.
fn is_syllable(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_alphabetic) && misspelling(word).is_none()
}

/// Whether some letter is none of English.
fn has_mark(word: &str) -> bool {
    !word.is_ascii()
}

/// The places where a blank is missing between two words, or a word and a number.
pub fn glued(text: &str) -> Vec<Slip> {
    let words: Vec<Word<'_>> = words(text).collect();
    let mut slips = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if is_address(token(text, word.start)) {
            continue;
        }
        slips.extend(inside(*word));
        if let Some(next) = words.get(at + 1) {
            slips.extend(beside(text, *word, *next));
        }
    }
    slips
}

/// A blank that is missing within letters and digits: «đốcSở», «khoảng1».
fn inside(word: Word<'_>) -> Option<Slip> {
    let text = word.text;
    let cut = text
        .char_indices()
        .zip(text.chars().skip(1))
        .find_map(|((at, one), next)| {
            let is_cut = one.is_lowercase() && (next.is_uppercase() || next.is_ascii_digit());
            is_cut.then(|| at + one.len_utf8())
        })?;
    let (first, second) = text.split_at(cut);
    let digits = second.bytes().all(|byte| byte.is_ascii_digit());
    let is_pair = if digits {
        has_mark(first) && first.chars().all(char::is_lowercase)
    } else {
        has_mark(text) && is_syllable(second)
    };
    (is_pair && is_syllable(first)).then(|| Slip::new(word.range(), format!("{first} {second}")))
}

/// A blank that is missing behind a mark: «lúa:2.961», «3.Liên minh», «năm.2026».
fn beside(text: &str, word: Word<'_>, next: Word<'_>) -> Option<Slip> {
    let between = text.get(word.end()..next.start)?;
    let is_number = |word: Word<'_>| word.text.bytes().all(|byte| byte.is_ascii_digit());
    let before = text[..word.start].chars().next_back();
    let right = match between {
        ":" if is_number(next)
            && !word.is("số")
            && is_syllable(word.text)
            && has_mark(word.text) =>
        {
            ": "
        }
        // No number of a section or symbol has a word with small letters behind its dot.
        "." if is_number(word) && is_title(next.text) && before.is_none_or(char::is_whitespace) => {
            ". "
        }
        "." if word.is("năm") && is_number(next) && next.text.len() == 4 => " ",
        _ => return None,
    };
    Some(Slip::new(
        word.start..next.end(),
        format!("{}{right}{}", word.text, next.text),
    ))
}

/// Whether a word begins with a capital and goes on with small letters that are Vietnamese.
fn is_title(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() > 0
        && letters.all(char::is_lowercase)
        && has_mark(word)
        && is_syllable(word)
}

/// Words before a full stop that are cut short there.
const SHORT: [&str; 12] = [
    "v", "vv", "tr", "tp", "tx", "tt", "đ", "ths", "ts", "gs", "pgs", "st",
];

/// The ends of sentences that are none.
pub fn false_ends(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    let words: Vec<Word<'_>> = words(text).collect();
    for pair in words.windows(2) {
        let [word, next] = pair else { continue };
        let between = &text[word.end()..next.start];
        if between == ". " {
            let is_end = is_syllable(word.text)
                && word.text.chars().all(char::is_lowercase)
                && !word.is_any(&SHORT);
            let small = next.text.chars().all(char::is_lowercase) && is_syllable(next.text);
            if is_end && small {
                let capital: String = capitalized(next.text);
                slips.push(Slip::new(
                    word.start..next.end(),
                    format!("{}. {capital}", word.text),
                ));
            }
        }
    }
    let stops = text.match_indices("..").filter(|(at, _)| {
        let (before, behind) = (&text[..*at], &text[at + 2..]);
        let is_two = !before.ends_with('.') && !behind.starts_with('.');
        is_two
            && before.ends_with(char::is_alphabetic)
            && (behind.is_empty() || behind.starts_with(' '))
    });
    slips.extend(stops.map(|(at, _)| Slip::new(at..at + 2, ".")));
    slips.sort_by_key(|slip| slip.range.start);
    slips
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str, search: fn(&str) -> Vec<Slip>) -> Vec<String> {
        search(text)
            .into_iter()
            .filter_map(|slip| slip.right)
            .collect()
    }

    #[test]
    fn a_blank_that_was_lost_is_seen() {
        for (text, right) in [
            ("Giám đốcSở Nội vụ", "đốc Sở"),
            ("khoảng1.230 tỷ đồng", "khoảng 1"),
            ("diện tích lúa:2.961 ha", "lúa: 2"),
            ("gồm 3.Liên minh Hợp tác xã", "3. Liên"),
            ("trong năm.2026", "năm 2026"),
        ] {
            assert_eq!(mended(text, glued), [right], "{text}");
        }
    }

    #[test]
    fn names_symbols_units_and_hours_have_none() {
        for text in [
            "VNeID, iOS, eOffice, GitHub, McDonald, LibreOffice, pH, mHealth",
            "100m2, CO2, covid19, PM2.5, QH15, ha2, A4, 3G",
            "lúc 8:30, tỷ lệ 1:2, http://xa.vn:8080, số:2",
            "1.A, mục 3.2, TP.Vinh, 2.000.Theo",
            "QĐ-UBND, TTHĐND, HĐNDTỉnh",
            "thôn 3, năm 2026. Các thôn",
        ] {
            assert_eq!(mended(text, glued), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_sentence_ends_once_and_the_next_begins_with_a_capital() {
        assert_eq!(
            mended("rà soát hộ nghèo. các thôn", false_ends),
            ["nghèo. Các"]
        );
        assert_eq!(mended("rà soát hộ nghèo.. Các thôn", false_ends), ["."]);
        assert_eq!(mended("rà soát hộ nghèo..", false_ends), ["."]);
        for text in [
            "rà soát hộ nghèo. Các thôn",
            "hộ nghèo... các thôn, hộ nghèo… các thôn, v.v. các thôn",
            "mục 2. các nội dung, TP. hồ, tr. các",
            "hộ nghèo./.",
            "a. các, I. các",
            "../data",
        ] {
            assert_eq!(mended(text, false_ends), [""; 0], "{text}");
        }
    }
}
