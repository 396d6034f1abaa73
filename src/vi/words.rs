//! Numbers in words (số đọc bằng chữ), as amounts of money are repeated in
//! administrative and accounting papers.
//!
//! Decree 30/2020/NĐ-CP does not regulate the wording; this is the northern
//! standard of state papers: "linh" for a missing ten, "nghìn", "mốt", "lăm",
//! and "tư" after "mươi".

use rust_decimal::Decimal;

use super::text;

const DIGITS: [&str; 10] = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
];

const BILLION: u128 = 1_000_000_000;

/// Longest fraction read as one number; longer ones are read digit by digit.
const MAX_FRACTION_NUMBER: usize = 3;

/// Reads a value aloud in lower case: 6608 is "sáu nghìn sáu trăm linh tám",
/// 24 is "hai mươi tư", -3 is "âm ba".
///
/// The whole part must be below 10^27 ("tỷ tỷ tỷ"), otherwise `None`. Trailing
/// zeros of the fraction are not read: 2.00 is "hai". A fraction of up to
/// three digits is read as a number ("năm phẩy hai mươi hai"); one that begins
/// with zero or is longer, digit by digit ("không phẩy không năm").
///
/// Source: standard usage (cách đọc số); no clause of the decree.
#[must_use]
pub fn words(value: &Decimal) -> Option<String> {
    let normal = value.normalize();
    let mantissa = normal.mantissa().unsigned_abs();
    let unit = 10_u128.checked_pow(normal.scale())?;
    let (whole, fraction) = (mantissa / unit, mantissa % unit);
    if whole >= BILLION.pow(3) {
        return None;
    }
    let mut out = Vec::new();
    if normal.is_sign_negative() && mantissa > 0 {
        out.push("âm");
    }
    read_whole(whole, &mut out);
    if fraction > 0 {
        out.push("phẩy");
        let width = usize::try_from(normal.scale()).ok()?;
        read_fraction(&format!("{fraction:0width$}"), fraction, &mut out);
    }
    Some(out.join(" "))
}

/// Reads an amount with its unit, first letter in upper case: 6608 with
/// "triệu đồng" is "Sáu nghìn sáu trăm linh tám triệu đồng".
///
/// Same range as [`words`]; a blank unit adds nothing.
///
/// Source: practice of accounting papers (số tiền bằng chữ); no clause of the
/// decree.
#[must_use]
pub fn amount_in_words(value: &Decimal, unit: &str) -> Option<String> {
    let amount = format!("{} {}", words(value)?, text::nfc(unit.trim()));
    Some(text::capitalize(amount.trim_end()))
}

fn read_whole(value: u128, out: &mut Vec<&'static str>) {
    let (billions, rest) = (value / BILLION, value % BILLION);
    if billions > 0 {
        read_whole(billions, out);
        out.push("tỷ");
    }
    if rest > 0 || billions == 0 {
        read_millions(rest, billions > 0, out);
    }
}

/// Reads a value below 10^9; `padded` when something was read before it.
fn read_millions(value: u128, mut padded: bool, out: &mut Vec<&'static str>) {
    for (unit, name) in [(1_000_000, "triệu"), (1_000, "nghìn"), (1, "")] {
        let group = value / unit % 1_000;
        if group > 0 {
            read_group(group, padded, out);
            padded = true;
            if !name.is_empty() {
                out.push(name);
            }
        }
    }
    if value == 0 {
        out.push(digit(0));
    }
}

fn read_group(value: u128, padded: bool, out: &mut Vec<&'static str>) {
    let (hundreds, tens, units) = (value / 100, value / 10 % 10, value % 10);
    let has_hundreds = padded || hundreds > 0;
    if has_hundreds {
        out.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if units > 0 && has_hundreds => out.push("linh"),
        0 => {}
        1 => out.push("mười"),
        _ => out.extend([digit(tens), "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => out.push("mốt"),
        (2.., 4) => out.push("tư"),
        (1.., 5) => out.push("lăm"),
        _ => out.push(digit(units)),
    }
}

fn read_fraction(digits: &str, value: u128, out: &mut Vec<&'static str>) {
    if digits.starts_with('0') || digits.len() > MAX_FRACTION_NUMBER {
        out.extend(digits.bytes().map(|byte| digit(u128::from(byte - b'0'))));
    } else {
        read_group(value, false, out);
    }
}

fn digit(value: u128) -> &'static str {
    usize::try_from(value)
        .ok()
        .and_then(|index| DIGITS.get(index).copied())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn say(text: &str) -> String {
        words(&text.parse().unwrap()).unwrap()
    }

    /// The value of words below 10^27, read from the right of each unit.
    fn hear(words: &[&str]) -> u128 {
        for (name, unit) in [
            ("tỷ", BILLION),
            ("triệu", 1_000_000),
            ("nghìn", 1_000),
            ("trăm", 100),
        ] {
            if let Some(at) = words.iter().rposition(|word| *word == name) {
                return hear(&words[..at]) * unit + hear(&words[at + 1..]);
            }
        }
        words.iter().fold(0, |sum, word| match *word {
            "linh" => sum,
            "mười" => 10,
            "mươi" => sum * 10,
            "mốt" => sum + 1,
            "tư" => sum + 4,
            "lăm" => sum + 5,
            _ => sum + DIGITS.iter().position(|digit| digit == word).unwrap() as u128,
        })
    }

    #[test]
    fn reads_whole_numbers() {
        for (value, text) in [
            ("0", "không"),
            ("4", "bốn"),
            ("10", "mười"),
            ("14", "mười bốn"),
            ("15", "mười lăm"),
            ("20", "hai mươi"),
            ("21", "hai mươi mốt"),
            ("24", "hai mươi tư"),
            ("25", "hai mươi lăm"),
            ("101", "một trăm linh một"),
            ("105", "một trăm linh năm"),
            ("111", "một trăm mười một"),
            ("1005", "một nghìn không trăm linh năm"),
            ("6608", "sáu nghìn sáu trăm linh tám"),
            ("1000000", "một triệu"),
            ("1005000", "một triệu không trăm linh năm nghìn"),
            ("1000000005", "một tỷ không trăm linh năm"),
            ("1000000000000", "một nghìn tỷ"),
            ("1000000000000000000", "một tỷ tỷ"),
            ("-3", "âm ba"),
        ] {
            assert_eq!(say(value), text);
        }
    }

    #[test]
    fn reads_fractions() {
        for (value, text) in [
            ("5.22", "năm phẩy hai mươi hai"),
            ("2.5", "hai phẩy năm"),
            ("2.00", "hai"),
            ("2.50", "hai phẩy năm"),
            ("0.05", "không phẩy không năm"),
            ("0.0529", "không phẩy không năm hai chín"),
            ("1.229", "một phẩy hai trăm hai mươi chín"),
            ("3.1416", "ba phẩy một bốn một sáu"),
            ("-0.82", "âm không phẩy tám mươi hai"),
        ] {
            assert_eq!(say(value), text);
        }
    }

    #[test]
    fn reads_amounts_with_their_unit() {
        let amount = |value: i64, unit| amount_in_words(&Decimal::from(value), unit);
        let text = "Sáu nghìn sáu trăm linh tám triệu đồng";
        assert_eq!(amount(6608, "triệu đồng").as_deref(), Some(text));
        assert_eq!(amount(-5, " đồng ").as_deref(), Some("Âm năm đồng"));
        assert_eq!(amount(7, "").as_deref(), Some("Bảy"));
    }

    #[test]
    fn stops_before_the_third_billion() {
        let limit = Decimal::from_i128_with_scale(10_i128.pow(27), 0);
        assert_eq!(words(&limit), None);
        assert!(words(&(limit - Decimal::ONE)).is_some());
    }

    proptest! {
        #[test]
        fn whole_numbers_can_be_heard_back(digits in "[0-9]{1,27}") {
            let said = say(&digits);
            let heard = hear(&said.split(' ').collect::<Vec<_>>());
            prop_assert_eq!(heard, digits.parse::<u128>().unwrap());
        }

        #[test]
        fn equal_words_mean_equal_values(a in 0_i64..2_000, b in 0_i64..2_000, s in 0_u32..6) {
            let (a, b) = (Decimal::new(a, s), Decimal::new(b, s));
            prop_assert_eq!(a == b, words(&a) == words(&b));
        }
    }
}
