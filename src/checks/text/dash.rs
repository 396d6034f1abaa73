//! Hyphens and dashes (gạch nối, gạch ngang).

use crate::checks::facts::slip::{Slip, typed};
use crate::checks::facts::word::{after, before, words, words_back};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Message, words as said};

/// A hyphen with a space on one side only.
pub const HYPHEN_SPACING: Rule = Rule {
    code: Code::warning("TXT009", "hyphen-spacing"),
    ground: Ground::Law("motto.hyphens"),
    what: said(
        "A hyphen with a space on one side only",
        "Gạch nối chỉ cách chữ ở một bên",
    ),
    why: said(
        "The decree writes hyphens between words with a space on both sides, as in «Độc lập - Tự do - Hạnh phúc». Hyphens \
         without any spaces, minus signs and the hyphens of lists are left alone.",
        "Nghị định quy định gạch nối giữa các cụm từ có cách chữ hai bên, như «Độc lập - Tự do - Hạnh phúc». Gạch nối viết \
         liền hai bên, dấu trừ, gạch đầu dòng thì không báo.",
    ),
    wrong: r#"text = "Góp phần phát triển kinh tế- xã hội của xã.""#,
    right: r#"text = "Góp phần phát triển kinh tế - xã hội của xã.""#,
    check: Check::Plan(check_hyphens),
};

fn check_hyphens(context: &Context<'_>, findings: &mut Findings) {
    for found in typed(&context.facts, one_sided_hyphens) {
        let message = Message::new(
            "this hyphen has a space on one side only",
            "gạch nối chỉ có khoảng trắng ở một bên",
        );
        findings.push(found.finding(message).safely());
    }
}

/// A long dash for a hyphen.
pub const DASH_FOR_HYPHEN: Rule = Rule {
    code: Code::warning("TXT010", "dash-for-hyphen"),
    ground: Ground::Law("hyphens"),
    what: said(
        "A long dash where the decree has a hyphen",
        "Gạch ngang dài ở chỗ phải dùng gạch nối",
    ),
    why: said(
        "In names of several parts, between numbers and in symbols the decree writes a hyphen. Word processors \
         lengthen it unasked, and then nobody who searches for «Lao động - Thương binh» finds it. A dash between \
         two thoughts of a sentence is left alone.",
        "Trong tên gồm nhiều phần, giữa hai số và trong ký hiệu, Nghị định dùng gạch nối (-). Phần mềm soạn thảo hay tự \
         kéo dài thành (–), khi đó tìm «Lao động - Thương binh» sẽ không thấy. Gạch ngang giữa hai vế của câu thì \
         không báo.",
    ),
    wrong: r#"text = "Phòng Văn hóa – Xã hội theo dõi việc thực hiện giai đoạn 2026–2030.""#,
    right: r#"text = "Phòng Văn hóa - Xã hội theo dõi việc thực hiện giai đoạn 2026-2030.""#,
    check: Check::Plan(check_dashes),
};

fn check_dashes(context: &Context<'_>, findings: &mut Findings) {
    for found in typed(&context.facts, long_dashes) {
        let message = Message::new(
            "a long dash stands for a hyphen",
            "dùng gạch ngang dài thay cho gạch nối",
        );
        findings.push(found.finding(message));
    }
}

/// Compound names that offices write with a hyphen: the words on both sides, in small letters.
const COMPOUNDS: &[(&str, &str)] = &[
    ("tế", "xã"),
    ("phòng", "an"),
    ("trị", "xã"),
    ("hóa", "xã"),
    ("hoá", "xã"),
    ("xã", "hội"),
];

/// A hyphen with a space on one side only, in the middle of a name or between two years.
///
/// A hyphen without any spaces joins syllables and symbols, so only one space is a slip.
pub fn one_sided_hyphens(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (at, _) in text.match_indices('-') {
        let end = at + 1;
        let (Some(left), Some(right)) = (before(text, at), after(text, end)) else {
            continue;
        };
        let open_left = left == ' ' && joins(text, at, end + usize::from(right == ' '));
        let open_right = right == ' ' && joins(text, at, end + 1);
        if left == ' ' && right != ' ' && open_left {
            slips.push(Slip::new(at - 1..end, " - "));
        } else if left != ' ' && right == ' ' && open_right {
            slips.push(Slip::new(at..end + 1, " - "));
        }
    }
    slips
}

/// Whether what stands on both sides of a dash belongs together: two words, or two years.
fn joins(text: &str, at: usize, end: usize) -> bool {
    let head = text[..at].trim_end_matches(' ');
    let tail = text[end..].trim_start_matches(' ');
    let word = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let left = head.chars().next_back();
    let right = tail.chars().next();
    let years = ends_with_year(head) && starts_with_year(tail);
    let quoted = matches!(left, Some('”' | ')')) && word(right);
    let symbol = left.is_some_and(|c| c.is_ascii_digit())
        && tail.starts_with(|c: char| c.is_uppercase())
        && at > head.len();
    (word(left) && word(right) && !is_item(head)) || years || quoted || symbol
}

/// Whether a text is the letter or number of an item and nothing else: «a», «II».
fn is_item(head: &str) -> bool {
    head.chars().count() == 1 || head.bytes().all(|byte| b"IVX".contains(&byte))
}

fn ends_with_year(text: &str) -> bool {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    digits == 4 && text.get(text.len() - 4..).is_some_and(is_year)
}

fn starts_with_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && text.get(..4).is_some_and(is_year)
}

fn is_year(digits: &str) -> bool {
    digits.starts_with("19") || digits.starts_with("20")
}

/// A long dash where offices write a hyphen: in a name of several parts, between years or other
/// numbers, inside a symbol. A dash between two thoughts is one.
pub fn long_dashes(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (at, dash) in text.match_indices(['–', '—', '‒']) {
        let end = at + dash.len();
        let head = text[..at].trim_end_matches(' ');
        let tail = text[end..].trim_start_matches(' ');
        let (Some(left), Some(right)) = (head.chars().next_back(), tail.chars().next()) else {
            continue;
        };
        let spaces = (head.len() < at, text.len() - tail.len() > end);
        let range = head.len()..text.len() - tail.len();
        let digits = left.is_ascii_digit() && right.is_ascii_digit() && spaces.0 == spaces.1;
        let symbol = spaces == (false, false) && left.is_uppercase() && right.is_uppercase();
        let last = words_back(head).next();
        let next = words(tail).next();
        let pair = |word: (&str, &str)| {
            last.is_some_and(|w| w.is(word.0)) && next.is_some_and(|w| w.is(word.1))
        };
        let letters = left.is_alphabetic() && right.is_alphabetic();
        let name = letters && (right.is_uppercase() || COMPOUNDS.iter().any(|&words| pair(words)));
        let glued = letters && spaces.0 != spaces.1;
        if digits || symbol || name || glued {
            let tight = symbol || (digits && !spaces.0);
            slips.push(Slip::new(range, if tight { "-" } else { " - " }));
        }
    }
    slips
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str, slips: &[Slip]) -> String {
        let mut mended = text.to_owned();
        for slip in slips.iter().rev() {
            mended.replace_range(slip.range.clone(), slip.right.as_deref().unwrap_or("?"));
        }
        mended
    }

    #[test]
    fn finds_hyphens_with_one_space() {
        for (text, right) in [
            ("phát triển kinh tế- xã hội", "phát triển kinh tế - xã hội"),
            ("Lao động -TB&XH", "Lao động - TB&XH"),
            ("giai đoạn 2021- 2025", "giai đoạn 2021 - 2025"),
            ("số 108 -KH/HU", "số 108 - KH/HU"),
            ("giai đoạn 1998 -2000", "giai đoạn 1998 - 2000"),
            (
                "“Vì người nghèo”- không để ai",
                "“Vì người nghèo” - không để ai",
            ),
            ("(kèm theo) -bản sao", "(kèm theo) - bản sao"),
            ("kinh tế -xã hội", "kinh tế - xã hội"),
        ] {
            assert_eq!(mended(text, &one_sided_hyphens(text)), right);
        }
        for text in [
            "- Tổ chức",
            "kinh tế - xã hội",
            "2021-2025",
            "giảm -5%",
            "08-KH/HU",
            "từ 6 - 8%",
            "Phòng-An ninh",
            "a- Nội dung",
            "II- Nội dung",
            "nhiệt độ -2 °C",
            "năm 2021- 25",
            "năm 21 -2025",
            "năm 2121- 2025",
            "năm 12021- 2025",
            "năm 2021- 20255",
            "số 108- KH/HU",
            "số 108 -kh/hu",
            "kinh tế- 5 hộ",
            "“Vì người nghèo”- 5 hộ",
            "IV- Nội dung",
            "kinh tế-",
            "-kinh tế",
        ] {
            assert_eq!(one_sided_hyphens(text), [], "{text}");
        }
    }

    #[test]
    fn finds_long_dashes_in_names_and_numbers() {
        for (text, right) in [
            ("Sở Lao động – TBXH", "Sở Lao động - TBXH"),
            ("Lao động –TB&XH", "Lao động - TB&XH"),
            ("giai đoạn 2021–2025", "giai đoạn 2021-2025"),
            ("giai đoạn 2021 – 2025", "giai đoạn 2021 - 2025"),
            ("12/KH–UBND", "12/KH-UBND"),
            ("kinh tế – xã hội", "kinh tế - xã hội"),
            ("quốc phòng – an ninh", "quốc phòng - an ninh"),
            ("chính trị – xã hội", "chính trị - xã hội"),
            ("văn hóa – xã hội", "văn hóa - xã hội"),
            ("văn hoá — xã hội", "văn hoá - xã hội"),
            ("xã ‒ hội", "xã - hội"),
            ("giảm nghèo– nhiệm vụ", "giảm nghèo - nhiệm vụ"),
            ("giảm nghèo –nhiệm vụ", "giảm nghèo - nhiệm vụ"),
            ("TB–XH", "TB-XH"),
            ("Lao động  –  TBXH", "Lao động - TBXH"),
        ] {
            assert_eq!(mended(text, &long_dashes(text)), right);
        }
        for text in [
            "giảm nghèo – nhiệm vụ trọng tâm – của xã",
            "– Nội dung",
            "từ –5%",
            "2021 –2025",
            "từ 2021 – nay",
            "giảm nghèo–nhiệm vụ",
            "TB–xh",
            "kinh tế – hội nhập",
            "nghèo – xã",
            "Nội dung –",
            "”– Nội",
        ] {
            assert_eq!(long_dashes(text), [], "{text}");
        }
    }
}
