//! Numbering (số thứ tự): Roman numerals for parts, chapters and annexes,
//! letters of the Vietnamese alphabet for points.

/// Letters that number points, in order. The decree's own annexes run a, b, c,
/// d, đ, e, g (Annex I, Part I, II.6), so the letters with a breve, circumflex
/// or horn are passed over, as legal texts do.
const LETTERS: [char; 23] = [
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't',
    'u', 'v', 'x', 'y',
];

const ROMAN: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// Writes 1 to 3999 as a Roman numeral (chữ số La Mã) in capitals; `None`
/// outside that range.
///
/// Source: Annex I, Part I, II.6.đ (phần, chương) and III.1.a (Phụ lục).
#[must_use]
pub fn roman(number: u32) -> Option<String> {
    if !(1..=3999).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, numeral) in ROMAN {
        while rest >= value {
            out.push_str(numeral);
            rest -= value;
        }
    }
    Some(out)
}

/// Reads a Roman numeral as [`roman`] writes it, 1 to 3999; lower case and
/// irregular numerals such as "IIII" are `None`.
///
/// Source: as for [`roman`].
#[must_use]
pub fn parse_roman(text: &str) -> Option<u32> {
    let mut rest = text;
    let mut number = 0_u32;
    for (value, numeral) in ROMAN {
        while let Some(tail) = rest.strip_prefix(numeral) {
            number = number.checked_add(value)?;
            rest = tail;
        }
    }
    // Writing the number again tells a regular numeral from an irregular one.
    roman(number)
        .filter(|regular| regular == text)
        .map(|_| number)
}

/// Writes the letter of the point (điểm) at index `n`, counted from 0, without
/// its bracket: 0 is "a", 4 is "đ", 6 is "g", 22 is "y".
///
/// The decree gives nothing past "y"; two letters follow in the same order, as
/// columns of a sheet do: 23 is "aa", 24 is "ab", 46 is "ba". Every `n` has
/// its own letters.
///
/// Source: Annex I, Part I, II.6.đ (thứ tự bảng chữ cái tiếng Việt).
#[must_use]
pub fn letter(n: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = Some(n);
    while let Some(index) = rest {
        letters.push(LETTERS[index % LETTERS.len()]);
        rest = (index / LETTERS.len()).checked_sub(1);
    }
    letters.into_iter().rev().collect()
}

/// Reads the letter of a point as [`letter`] writes it, back to its index
/// counted from 0; capitals, letters not used for points and indexes beyond
/// `usize` are `None`.
///
/// Source: as for [`letter`].
#[must_use]
pub fn parse_letter(text: &str) -> Option<usize> {
    let count = text.chars().try_fold(0_usize, |count, c| {
        let index = LETTERS.iter().position(|letter| *letter == c)?;
        count.checked_mul(LETTERS.len())?.checked_add(index + 1)
    })?;
    count.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn writes_roman_numerals() {
        for (number, numeral) in [
            (1, "I"),
            (4, "IV"),
            (9, "IX"),
            (14, "XIV"),
            (1990, "MCMXC"),
            (3999, "MMMCMXCIX"),
        ] {
            assert_eq!(roman(number).as_deref(), Some(numeral));
        }
        assert_eq!([roman(0), roman(4000)], [None, None]);
    }

    #[test]
    fn reads_regular_numerals_only() {
        assert_eq!(parse_roman("XXIV"), Some(24));
        for text in ["", "IIII", "IC", "VX", "iv", "MMMM", "I ", "1"] {
            assert_eq!(parse_roman(text), None, "{text}");
        }
    }

    #[test]
    fn letters_points_in_the_order_of_the_decree() {
        let first: Vec<_> = (0..23).map(letter).collect();
        assert_eq!(
            first.join(" "),
            "a b c d đ e g h i k l m n o p q r s t u v x y"
        );
        assert_eq!([letter(23), letter(24), letter(46)], ["aa", "ab", "ba"]);
    }

    #[test]
    fn reads_letters_of_points() {
        assert_eq!(parse_letter("đ"), Some(4));
        assert_eq!(parse_letter("aa"), Some(23));
        for text in ["", "ă", "f", "Đ", "a)", "yyyyyyyyyyyyyyyyyyyyyyyy"] {
            assert_eq!(parse_letter(text), None, "{text}");
        }
    }

    #[test]
    fn reads_back_every_numeral() {
        for number in 1..=3999 {
            assert_eq!(
                roman(number).and_then(|text| parse_roman(&text)),
                Some(number)
            );
        }
    }

    proptest! {
        #[test]
        fn reads_back_every_letter(n in prop_oneof![0_usize..2000, any::<usize>()]) {
            prop_assert_eq!(parse_letter(&letter(n)), Some(n));
        }
    }
}
