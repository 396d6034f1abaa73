//! Letters of other scripts that look like ours (chữ cái lạ), and the sign `№`.

use crate::checks::facts::slip::{Slip, typed};
use crate::checks::facts::word::{after, before, word_at};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Message, words as said};
use crate::vi::format::{is_invisible, is_turning};

/// Letters of another script that look like ours.
pub const FOREIGN_LETTER: Rule = Rule {
    code: Code::error("TXT001", "foreign-letter"),
    ground: Ground::Law("page.letters"),
    what: said(
        "A letter of another script that looks like ours",
        "Ký tự của bảng chữ khác, hình dạng giống chữ tiếng Việt",
    ),
    why: said(
        "The decree asks for Vietnamese letters of TCVN 6909:2001. A Cyrillic «а» or an Icelandic «Ð» looks \
         right on paper, but nobody who searches for the word finds it, and systems that receive the \
         document file it wrongly. Words wholly of another script are left alone.",
        "Nghị định yêu cầu bộ mã ký tự Unicode theo TCVN 6909:2001. Chữ «а» Kirin hay chữ «Ð» Iceland nhìn như \
         đúng nhưng tìm kiếm không ra, phần mềm tiếp nhận văn bản đọc sai. Từ viết hoàn toàn bằng bộ chữ khác \
         thì không báo.",
    ),
    wrong: r#"text = "Cán bộ văn hóa phối hợp với Ðoàn Thanh niên xã.""#,
    right: r#"text = "Cán bộ văn hóa phối hợp với Đoàn Thanh niên xã.""#,
    check: Check::Plan(check_letters),
};

fn check_letters(context: &Context<'_>, findings: &mut Findings) {
    for found in typed(&context.facts, |text| {
        let mut slips = foreign_letters(text);
        slips.extend(invisible_characters(text));
        slips
    }) {
        let letters: String = found.text.chars().map(point).collect::<Vec<_>>().join(", ");
        let right = found.right.as_deref().unwrap_or_default();
        let message = if right.is_empty() {
            Message::new(
                format!("an invisible character, {letters}, stands here"),
                format!("ở đây có ký tự không nhìn thấy được, {letters}"),
            )
        } else {
            Message::new(
                format!(
                    "“{}” is {letters} and only looks like “{right}”",
                    found.text
                ),
                format!("“{}” là {letters}, chỉ trông giống “{right}”", found.text),
            )
        };
        findings.push(found.finding(message).safely());
    }
}

fn point(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}

/// The sign `№`.
pub const NUMERO_SIGN: Rule = Rule {
    code: Code::error("TXT002", "numero-sign"),
    ground: Ground::Law("number.form"),
    what: said("The sign № for the word «số»", "Dấu № thay cho chữ «số»"),
    why: said(
        "Vietnamese documents write the word «số». The sign comes from Russian keyboards and from scans that \
         were read wrongly; inside a word it stands for letters that were lost.",
        "Văn bản tiếng Việt ghi chữ «số». Dấu № đến từ bàn phím tiếng Nga hoặc từ bản quét nhận dạng sai; nằm \
         trong một chữ thì nó đã thay mất chữ cái.",
    ),
    wrong: r#"text = "Giao tổ công tác № 2 rà soát hộ nghèo.""#,
    right: r#"text = "Giao tổ công tác số 2 rà soát hộ nghèo.""#,
    check: Check::Plan(check_numero),
};

fn check_numero(context: &Context<'_>, findings: &mut Findings) {
    for found in typed(&context.facts, numero_signs) {
        let message = Message::new(
            "the sign № is not Vietnamese",
            "dấu № không dùng trong văn bản tiếng Việt",
        );
        findings.push(found.told(message).safely());
    }
}

/// Letters of other scripts beside the Latin ones that they look like.
const ALIKE: &[(&str, &str)] = &[
    ("АВЕЅІЈКМНОРСТХУ", "ABESIJKMHOPCTXY"),
    ("аеіјорсухѕһԁ", "aeijopcyxshd"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ("οıɑɡÐƉðƌɖ", "oiagĐĐđđđ"),
];

/// The Latin or Vietnamese letter that a letter of another script looks like, or its usual width.
fn usual(letter: char) -> Option<char> {
    if let '\u{FF01}'..='\u{FF5E}' = letter {
        return char::from_u32(u32::from(letter) - 0xFEE0);
    }
    ALIKE.iter().find_map(|(odd, right)| {
        let place = odd.chars().position(|c| c == letter)?;
        right.chars().nth(place)
    })
}

/// Whether a letter may be of another script: a first look that nearly all letters pass.
fn is_odd(letter: char) -> bool {
    matches!(
        letter,
        'Ð' | 'ð' | 'ı' | 'Ɖ' | 'ƌ' | 'ɑ' | 'ɖ' | 'ɡ' | '\u{370}'..='\u{52F}' | '\u{FF01}'..='\u{FF5E}'
    )
}

/// Whether a letter can only be of another script than ours.
fn is_other_script(letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{52F}') && usual(letter).is_none()
}

/// Letters that are not what they look like; a word that is wholly of another script is one.
pub fn foreign_letters(text: &str) -> Vec<Slip> {
    let mut slips: Vec<Slip> = Vec::new();
    for (at, letter) in text.char_indices() {
        let Some(right) = Some(letter).filter(|c| is_odd(*c)).and_then(usual) else {
            continue;
        };
        let here = word_at(text, at);
        let other = here.is_some_and(|word| word.text.chars().any(is_other_script));
        if other {
            continue;
        }
        match slips.last_mut() {
            Some(last) if last.range.end == at => {
                last.range.end += letter.len_utf8();
                last.right.get_or_insert_default().push(right);
            }
            _ => slips.push(Slip::new(at..at + letter.len_utf8(), right)),
        }
    }
    slips
}

/// Characters without width, which nobody sees and which part a word for every search. What turns or breaks
/// the text around is reported where it is read.
pub fn invisible_characters(text: &str) -> Vec<Slip> {
    let odd = text
        .char_indices()
        .filter(|(_, c)| is_invisible(*c) && !is_turning(*c));
    odd.map(|(at, c)| Slip::new(at..at + c.len_utf8(), ""))
        .collect()
}

/// The sign `№` for the word «số»; inside a word it stands for letters that nobody can guess.
pub fn numero_signs(text: &str) -> Vec<Slip> {
    text.match_indices('№')
        .map(|(at, sign)| {
            let range = at..at + sign.len();
            let next = after(text, range.end);
            if next.is_some_and(char::is_alphabetic) {
                return Slip::unsure(range);
            }
            let opens = before(text, at).is_none();
            let word = if opens { "Số" } else { "số" };
            let gap = if next.is_some_and(|c| c.is_ascii_digit()) {
                " "
            } else {
                ""
            };
            Slip::new(range, format!("{word}{gap}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rights(slips: &[Slip]) -> Vec<&str> {
        let rights = slips.iter().map(|slip| slip.right.as_deref());
        rights.map(|right| right.unwrap_or("?")).collect()
    }

    #[test]
    fn finds_letters_of_other_scripts() {
        assert_eq!(rights(&foreign_letters("Ủy bаn nhân dân")), ["a"]);
        assert_eq!(rights(&foreign_letters("Số: 12/КН-UBND")), ["KH"]);
        assert_eq!(
            rights(&foreign_letters("Ðảng bộ, ðường, Ɖắk")),
            ["Đ", "đ", "Đ"]
        );
        assert_eq!(rights(&foreign_letters("ＵＢＮＤ，xã")), ["UBND,"]);
        assert_eq!(rights(&foreign_letters("！～")), ["!~"]);
        assert_eq!(rights(&foreign_letters("\u{FF00}\u{FF5F}")), [""; 0]);
        assert_eq!(rights(&foreign_letters("bаn nhаn")), ["a", "a"]);
        for (odd, right) in [
            ("АВЕЅІЈКМНОРСТХУ", "ABESIJKMHOPCTXY"),
            ("аеіјорсухѕһԁ", "aeijopcyxshd"),
            ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
            ("οıɑɡÐƉðƌɖ", "oiagĐĐđđđ"),
        ] {
            assert_eq!(rights(&foreign_letters(odd)), [right]);
        }
    }

    #[test]
    fn names_letters_by_their_points() {
        assert_eq!([point('а'), point('Ð')], ["U+0430", "U+00D0"]);
    }

    #[test]
    fn leaves_our_letters_and_real_words_of_other_scripts() {
        for text in [
            "Đường Điện Biên, Ê Đê, M'Nông, ÔNG, đỡ, ỹ",
            "5 μg, Ω, ±2 °C, 10 m², “Vì người nghèo” – §",
            "Москва, Владимир",
            "Москвы, а\u{370}, а\u{52F}",
        ] {
            assert_eq!(rights(&foreign_letters(text)), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn finds_signs_and_what_nobody_sees() {
        assert_eq!(
            rights(&numero_signs("№ 5, №7 và №i nhận, №.")),
            ["Số", "số ", "?", "số"]
        );
        for odd in [
            '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}', '\u{AD}', '\u{FE0F}',
        ] {
            let text = format!("ho{odd}à");
            assert_eq!(
                invisible_characters(&text),
                [Slip::new(2..2 + odd.len_utf8(), "")]
            );
        }
        assert_eq!(invisible_characters("hoà\u{a0}bình"), []);
    }
}
