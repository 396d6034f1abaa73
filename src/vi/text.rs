//! Vietnamese letters: normal form, capitals, tone marks, alphabetical order.
//!
//! Everything returned is in normalization form C (dạng dựng sẵn), whatever
//! form the input had: Decree 30/2020/NĐ-CP, Annex I, Part I, I.4, asks for
//! Unicode after TCVN 6909:2001.

use std::borrow::Cow;
use std::cmp::Ordering;

use unicode_normalization::char::{compose, decompose_canonical, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The alphabet of [`compare`]: the 29 Vietnamese letters (chữ cái) with f, j,
/// w and z, which codes and foreign names bring in, at their usual places.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Tone marks (dấu thanh) from huyền to nặng in dictionary order; a letter
/// without one (thanh ngang) comes first.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// Puts any text into normalization form C, borrowing it if it is already.
///
/// Source: Annex I, Part I, I.4 (bộ mã ký tự Unicode).
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_plainly_nfc(text) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Tells whether a text is in normalization form C.
///
/// Source: as for [`nfc`].
#[must_use]
pub fn is_nfc(text: &str) -> bool {
    is_plainly_nfc(text) || unicode_normalization::is_nfc(text)
}

/// Whether a text has nothing but letters and signs that normal form C never touches: Latin ones
/// below the combining marks, Vietnamese ones, and the usual punctuation.
fn is_plainly_nfc(text: &str) -> bool {
    text.chars()
        .all(|c| c < '\u{300}' || matches!(c, '\u{1EA0}'..='\u{1EF9}' | '\u{2010}'..='\u{203A}'))
}

/// Writes any text in capitals (chữ in hoa): "kế hoạch" is "KẾ HOẠCH".
///
/// Source: Annex I, Part I, II.5.b, for the name of the document.
#[must_use]
pub fn upper(text: &str) -> String {
    compose_marks(&nfc(text).to_uppercase())
}

/// Writes any text in small letters (chữ thường), letter by letter.
#[must_use]
pub fn lower(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    small.extend(text.chars().map(super::syllable::lower));
    small
}

/// Writes the first letter as a capital (viết hoa chữ cái đầu) and leaves the
/// rest: "ủy ban" is "Ủy ban". Punctuation before it is passed over; a text
/// that begins with a digit stays as it is.
///
/// Source: Annex II, section I.
#[must_use]
pub fn capitalize(text: &str) -> String {
    let text = nfc(text);
    let first = text.char_indices().find(|(_, c)| c.is_alphanumeric());
    match first {
        Some((at, letter)) if letter.is_lowercase() => {
            let (before, rest) = text.split_at(at);
            let after = rest.strip_prefix(letter).unwrap_or(rest);
            compose_marks(&format!("{before}{}{after}", letter.to_uppercase()))
        }
        _ => text.into_owned(),
    }
}

/// Counts the characters (ký tự) of a text in normalization form C: "kế" is 2
/// however it was typed.
///
/// Source: none; for aligning plain text.
#[must_use]
pub fn width(text: &str) -> usize {
    nfc(text).chars().count()
}

/// Rewrites open syllables in oa, oe, uy with the tone mark on the first
/// vowel, so that both styles of tone placement (kiểu đặt dấu thanh) become
/// one: "hoà" is "hòa", "khoẻ" is "khỏe", "thuý" is "thúy".
///
/// After q the u is no vowel and the mark goes on the y: "qúy" is "quý".
/// Syllables with a final letter, such as "hoàn" or "huỳnh", have one style
/// only and stay.
///
/// Source: the decree uses both; its Quốc hiệu, "CỘNG HÒA", sets the style
/// (Annex I, Part I, II.1.a).
#[must_use]
pub fn fold_tone_style(text: &str) -> String {
    let mut chars: Vec<char> = nfc(text).chars().collect();
    for at in 1..chars.len() {
        // Few pairs of letters need a closer look.
        if !(is_o_or_u(chars[at - 1]) && is_open_end(chars[at])) {
            continue;
        }
        let before = at.checked_sub(2).and_then(|index| chars.get(index));
        let after_q = matches!(before, Some('q' | 'Q'));
        let closed =
            (chars.get(at + 1)).is_some_and(|c| c.is_alphabetic() || is_combining_mark(*c));
        let ((first, first_tone), (second, second_tone)) =
            (split_tone(chars[at - 1]), split_tone(chars[at]));
        let lower = |c: char| c.to_ascii_lowercase();
        let pair = matches!((lower(first), lower(second)), ('o', 'a' | 'e') | ('u', 'y'));
        if !pair || closed {
            continue;
        }
        let from_q = after_q && lower(first) == 'u';
        let (on_first, on_second) = match (from_q, first_tone, second_tone) {
            (true, Some(tone), None) => (Some(first), compose(second, tone)),
            (false, None, Some(tone)) => (compose(first, tone), Some(second)),
            _ => continue,
        };
        if let (Some(first), Some(second)) = (on_first, on_second) {
            chars[at - 1] = first;
            chars[at] = second;
        }
    }
    chars.into_iter().collect()
}

/// A text as it is compared with others: in small letters and one style of tone marks, letter by letter.
#[must_use]
pub fn folded(text: &str) -> String {
    fold_tone_style(&lower(text))
}

/// A name as it is compared with others: [`folded`], with single blanks.
#[must_use]
pub fn folded_name(name: &str) -> String {
    let folded = folded(name);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a letter is o or u, with any tone.
fn is_o_or_u(c: char) -> bool {
    matches!(
        c,
        'o' | 'ò'
            | 'ỏ'
            | 'õ'
            | 'ó'
            | 'ọ'
            | 'u'
            | 'ù'
            | 'ủ'
            | 'ũ'
            | 'ú'
            | 'ụ'
            | 'O'
            | 'Ò'
            | 'Ỏ'
            | 'Õ'
            | 'Ó'
            | 'Ọ'
            | 'U'
            | 'Ù'
            | 'Ủ'
            | 'Ũ'
            | 'Ú'
            | 'Ụ'
    )
}

/// Whether a letter is a, e or y, with any tone.
fn is_open_end(c: char) -> bool {
    matches!(
        c,
        'a' | 'à'
            | 'ả'
            | 'ã'
            | 'á'
            | 'ạ'
            | 'e'
            | 'è'
            | 'ẻ'
            | 'ẽ'
            | 'é'
            | 'ẹ'
            | 'y'
            | 'ỳ'
            | 'ỷ'
            | 'ỹ'
            | 'ý'
            | 'ỵ'
            | 'A'
            | 'À'
            | 'Ả'
            | 'Ã'
            | 'Á'
            | 'Ạ'
            | 'E'
            | 'È'
            | 'Ẻ'
            | 'Ẽ'
            | 'É'
            | 'Ẹ'
            | 'Y'
            | 'Ỳ'
            | 'Ỷ'
            | 'Ỹ'
            | 'Ý'
            | 'Ỵ'
    )
}

/// Compares two texts in Vietnamese alphabetical order (thứ tự bảng chữ cái).
///
/// First by letters, where ă, â, đ, ê, ô, ơ and ư are letters of their own;
/// then by tones, from left to right: ngang, huyền, hỏi, ngã, sắc, nặng; then
/// small letters before capitals. Spaces and punctuation come before digits,
/// digits, one by one, before letters. Tone style does not matter until nothing else
/// differs, and only texts with the same normal form are equal.
///
/// Source: order of Vietnamese dictionaries; Annex I, Part I, II.6.đ refers to
/// the alphabet only.
#[must_use]
pub fn compare(left: &str, right: &str) -> Ordering {
    let keys = |text: &str| -> Vec<Key> { fold_tone_style(text).chars().map(key).collect() };
    let (lefts, rights) = (keys(left), keys(right));
    let by_letter = lefts
        .iter()
        .map(|k| k.letter)
        .cmp(rights.iter().map(|k| k.letter));
    by_letter
        .then_with(|| {
            lefts
                .iter()
                .map(|k| k.tone)
                .cmp(rights.iter().map(|k| k.tone))
        })
        .then_with(|| {
            lefts
                .iter()
                .map(|k| k.capital)
                .cmp(rights.iter().map(|k| k.capital))
        })
        .then_with(|| nfc(left).cmp(&nfc(right)))
}

/// Rank of one character: class and place in it, then tone, then case.
struct Key {
    letter: (u8, u32),
    tone: usize,
    capital: bool,
}

fn key(c: char) -> Key {
    let (base, tone) = split_tone(c);
    let mut lowered = base.to_lowercase();
    let small = lowered
        .next()
        .filter(|_| lowered.next().is_none())
        .unwrap_or(base);
    let letter = match ALPHABET
        .chars()
        .zip(0..)
        .find(|(letter, _)| *letter == small)
    {
        Some((_, place)) => (3, place),
        None if c.is_whitespace() => (0, 0),
        None if c.is_alphabetic() => (4, small.into()),
        None if c.is_numeric() => (2, c.into()),
        None => (1, c.into()),
    };
    let rank = TONES.iter().zip(1..).find(|(mark, _)| Some(**mark) == tone);
    Key {
        letter,
        tone: rank.map_or(0, |(_, rank)| rank),
        capital: base != small,
    }
}

/// Takes the tone mark off a composed letter: 'ế' is 'ê' and the acute.
fn split_tone(c: char) -> (char, Option<char>) {
    let mut base = None;
    let mut tone = None;
    decompose_canonical(c, |part| {
        if TONES.contains(&part) {
            tone = Some(part);
        } else {
            base = base.map_or(Some(part), |base| compose(base, part).or(Some(base)));
        }
    });
    match base {
        Some(base) if tone.is_some() => (base, tone),
        _ => (c, None),
    }
}

/// Some capitals outside Vietnamese come decomposed.
fn compose_marks(text: &str) -> String {
    nfc(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn composes_letters() {
        assert_eq!(nfc("ke\u{302}\u{301} hoa\u{323}ch"), "kế hoạch");
        assert!(matches!(nfc("kế hoạch"), Cow::Borrowed(_)));
        assert!(is_nfc("kế hoạch") && !is_nfc("ke\u{302}"));
        assert_eq!(upper("ΐ"), nfc("\u{399}\u{308}\u{301}"));
        assert_eq!(
            [width("kế"), width("ke\u{302}\u{301}"), width("")],
            [2, 2, 0]
        );
    }

    #[test]
    fn writes_capitals() {
        assert_eq!(upper("kế hoạch đường bộ"), "KẾ HOẠCH ĐƯỜNG BỘ");
        for (text, capital) in [
            ("ủy ban", "Ủy ban"),
            ("đường", "Đường"),
            ("e\u{302}", "Ê"),
            ("“ngày", "“Ngày"),
            ("2 người", "2 người"),
            ("", ""),
        ] {
            assert_eq!(capitalize(text), capital);
        }
    }

    #[test]
    fn folds_both_tone_styles_into_one() {
        for (text, folded) in [
            ("hoà thuý khoẻ", "hòa thúy khỏe"),
            ("CỘNG HOÀ", "CỘNG HÒA"),
            ("Uỷ ban, tuỳ, hoạ", "Ủy ban, tùy, họa"),
            ("quý qúy QÚY quỹ", "quý quý QUÝ quỹ"),
            ("hoàn hoài huỳnh khuỷu ngoẻo", "hoàn hoài huỳnh khuỷu ngoẻo"),
            ("thuở mùa lúa tiền", "thuở mùa lúa tiền"),
        ] {
            assert_eq!(fold_tone_style(text), folded);
        }
    }

    #[test]
    fn sorts_by_letter_then_tone_then_case() {
        for sorted in [
            "a à ả ã á ạ ăn ân b",
            "da dã đa đê em ê",
            "o ô ơ u ư v",
            "ba bà bàn bán bạn bang",
            "an An án Án ăn",
            "10 2 a",
        ] {
            let mut words: Vec<_> = sorted.split(' ').rev().collect();
            words.sort_by(|a, b| compare(a, b));
            assert_eq!(words.join(" "), sorted);
        }
        assert_eq!(compare("ba mươi", "bà"), Ordering::Greater);
        assert_eq!(compare("hoà bình", "hòa an"), Ordering::Greater);
        assert_eq!(compare("e\u{302}", "ê"), Ordering::Equal);
    }

    proptest! {
        #[test]
        fn folding_settles_at_once(text in "[qhQHoOuUaAeEyYàáảòóỏùúủỳýỷẻéè n]{0,12}|\\PC{0,12}") {
            let folded = fold_tone_style(&text);
            prop_assert_eq!(fold_tone_style(&folded), folded.clone());
            prop_assert!(is_nfc(&folded) && is_nfc(&capitalize(&text)) && is_nfc(&upper(&text)));
        }

        #[test]
        fn order_is_total(
            a in "[aàăbđêA ]{0,4}|\\PC{0,4}",
            b in "[aàăbđêA ]{0,4}|\\PC{0,4}",
            c in "[aàăbđêA ]{0,4}",
        ) {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
            prop_assert_eq!(compare(&a, &b) == Ordering::Equal, nfc(&a) == nfc(&b));
            let mut words = [a, b, c];
            words.sort_by(|a, b| compare(a, b));
            prop_assert_ne!(compare(&words[0], &words[2]), Ordering::Greater);
        }
    }
}
