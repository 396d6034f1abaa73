//! Numbers in digits (chữ số): Vietnamese notation, written and read.
//!
//! The dot groups thousands and the comma opens the decimals: so the Law on
//! Accounting since 2003 (Luật Kế toán 03/2003/QH11, Điều 12, khoản 2), and so
//! Decree 30/2020/NĐ-CP writes "1,27 cm" (Annex I, Part I, II.6.đ).

use std::{error::Error, fmt};

use rust_decimal::Decimal;

/// Digits a number may carry, leading zeros of the whole part aside: the most
/// for which a [`Decimal`] holds every value exactly.
const MAX_DIGITS: usize = 28;

/// What a number in Vietnamese notation says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// One value and no other, with the scale it was written with.
    Exact(Decimal),
    /// One dot before exactly three digits, as in "1.609": Vietnamese grouping
    /// by rule, an English decimal point by accident.
    Ambiguous {
        /// The Vietnamese reading (dấu chấm phân nhóm): 1609.
        grouped: Decimal,
        /// The English reading (dấu chấm thập phân): 1.609.
        decimal: Decimal,
    },
}

/// Why a text is not a number in Vietnamese notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    /// Nothing but spaces.
    Empty,
    /// Something other than digits, separators and one leading sign, or a
    /// separator without a digit on both sides.
    NotANumber,
    /// Dot for decimals, or commas for groups, as in "5.22" or "1,229.50";
    /// carries the value so read.
    EnglishNotation(Decimal),
    /// Separators that fit neither notation, as in "1.22.3".
    BadGrouping,
    /// More than 28 digits.
    TooLarge,
}

impl fmt::Display for NumberError {
    /// Writes the reason in Vietnamese, without capital or full stop.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("không có số"),
            Self::NotANumber => f.write_str("không phải là số"),
            Self::EnglishNotation(value) => write!(
                f,
                "số viết theo lối tiếng Anh; tiếng Việt viết là {}",
                format(value)
            ),
            Self::BadGrouping => f.write_str("dấu chấm, dấu phẩy trong số đặt sai chỗ"),
            Self::TooLarge => write!(f, "số có quá {MAX_DIGITS} chữ số"),
        }
    }
}

impl Error for NumberError {}

/// Writes any value in Vietnamese notation, keeping its scale: 6608 is
/// "6.608", 2.00 is "2,00", -0.82 is "-0,82". Zero carries no sign.
///
/// Source: Law on Accounting (dấu chấm after thousands, dấu phẩy after units).
#[must_use]
pub fn format(value: &Decimal) -> String {
    write(value, Some('.'), ',')
}

/// Writes a difference (chênh lệch): [`format()`] with a plus before what is not below zero.
#[must_use]
pub fn signed(value: &Decimal) -> String {
    let is_below = value.is_sign_negative() && !value.is_zero();
    let plus = if is_below { "" } else { "+" };
    format!("{plus}{}", format(value))
}

/// Writes any value without grouping, with `point` as the decimal mark (dấu
/// thập phân), keeping its scale: 2.99 with '.' is "2.99".
///
/// Source: none; for formats that other programs read.
#[must_use]
pub fn format_plain(value: &Decimal, point: char) -> String {
    write(value, None, point)
}

fn write(value: &Decimal, group: Option<char>, point: char) -> String {
    let digits = value.abs().to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut out = String::with_capacity(digits.len() * 2);
    if value.is_sign_negative() && !value.is_zero() {
        out.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.extend(group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// Reads a number in Vietnamese notation, of at most 28 digits.
///
/// Spaces around it are dropped; a sign "-", "+" or "−" (U+2212) may lead.
/// Spaces between groups of three, breaking or not, group as dots do, without
/// the doubt of [`Reading::Ambiguous`]. The scale is kept: "5,220" is 5.220.
///
/// Source: as for [`format()`].
///
/// # Errors
///
/// A [`NumberError`] for anything else, a trailing "%" included.
pub fn parse(text: &str) -> Result<Reading, NumberError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(NumberError::Empty);
    }
    let body = trimmed.strip_prefix(['-', '+', '\u{2212}']);
    let negative = body.is_some() && !trimmed.starts_with('+');
    let body = body.unwrap_or(trimmed);
    let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',') || is_gap(c);
    let closed = body.starts_with(|c: char| c.is_ascii_digit())
        && body.ends_with(|c: char| c.is_ascii_digit());
    if !closed || !body.chars().all(part) {
        return Err(NumberError::NotANumber);
    }
    let exact = |whole: &str, fraction: &str| decimal(negative, whole, fraction);
    let dotted = |text: &str| grouped(text, |c| c == '.').ok_or(NumberError::BadGrouping);
    match (body.matches('.').count(), body.matches(',').count()) {
        (0, 0) => exact(&plain_or_spaced(body)?, "").map(Reading::Exact),
        (1, 0) => {
            let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
            let decimal = exact(&plain_or_spaced(whole)?, digits_only(fraction)?)?;
            let Ok(whole) = dotted(body) else {
                return Err(NumberError::EnglishNotation(decimal));
            };
            exact(&whole, "").map(|grouped| Reading::Ambiguous { grouped, decimal })
        }
        (_, 0) => exact(&dotted(body)?, "").map(Reading::Exact),
        (dots, commas) => {
            let (left, right) = body.split_once('.').unwrap_or((body, ""));
            let english = commas > 1 || body.find(',') < body.find('.');
            if let Some(whole) = grouped(left, |c| c == ',').filter(|_| english) {
                let value = exact(&whole, digits_only(right)?)?;
                return Err(NumberError::EnglishNotation(value));
            }
            let (left, right) = body.split_once(',').unwrap_or((body, ""));
            let whole = if dots == 0 {
                plain_or_spaced(left)
            } else {
                dotted(left)
            };
            exact(&whole?, digits_only(right)?).map(Reading::Exact)
        }
    }
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

fn digits_only(text: &str) -> Result<&str, NumberError> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some(text).ok_or(NumberError::BadGrouping)
}

fn plain_or_spaced(text: &str) -> Result<String, NumberError> {
    if text.contains(is_gap) {
        grouped(text, is_gap).ok_or(NumberError::BadGrouping)
    } else {
        digits_only(text).map(str::to_owned)
    }
}

/// The digits of `text` without separators, if it is one to three digits that
/// do not begin with zero, then one or more groups of exactly three.
fn grouped(text: &str, separator: impl Fn(char) -> bool) -> Option<String> {
    let mut groups = text.split(separator);
    let mut digits = groups.next()?.to_owned();
    let mut valid = (1..=3).contains(&digits.len()) && !digits.starts_with('0');
    let mut count = 0;
    for group in groups {
        valid &= group.len() == 3;
        digits.push_str(group);
        count += 1;
    }
    valid &= count > 0 && digits.bytes().all(|byte| byte.is_ascii_digit());
    valid.then_some(digits)
}

fn decimal(negative: bool, whole: &str, fraction: &str) -> Result<Decimal, NumberError> {
    let whole = whole.trim_start_matches('0');
    if whole.len() + fraction.len() > MAX_DIGITS {
        return Err(NumberError::TooLarge);
    }
    let mantissa = whole
        .bytes()
        .chain(fraction.bytes())
        .fold(0_i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
    let mantissa = if negative { -mantissa } else { mantissa };
    let scale = u32::try_from(fraction.len()).map_err(|_| NumberError::TooLarge)?;
    Decimal::try_from_i128_with_scale(mantissa, scale).map_err(|_| NumberError::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn scaled(text: &str) -> String {
        match parse(text) {
            Ok(Reading::Exact(value)) => value.to_string(),
            other => format!("{other:?}"),
        }
    }

    fn cases(table: &str) -> impl Iterator<Item = (&str, &str)> {
        table
            .split(" | ")
            .filter_map(|case| case.split_once(" -> "))
    }

    #[test]
    fn writes_dots_and_a_comma() {
        let table = "0 -> 0 | 842 -> 842 | 6608 -> 6.608 | -1234567.5 -> -1.234.567,5 | \
                     2.00 -> 2,00 | -0.82 -> -0,82 | -0.00 -> 0,00";
        for (value, text) in cases(table) {
            assert_eq!(format(&dec(value)), text);
        }
        assert_eq!(format_plain(&dec("2.99"), '.'), "2.99");
        assert_eq!(format_plain(&dec("-66080.10"), ','), "-66080,10");
    }

    #[test]
    fn zero_has_no_minus_whatever_it_was_rounded_from() {
        let mut zero = Decimal::new(0, 2);
        zero.set_sign_negative(true);
        assert_eq!(format(&zero), "0,00");
        assert_eq!(signed(&zero), "+0,00");
    }

    #[test]
    fn a_difference_shows_its_sign() {
        for (value, text) in cases("5 -> +5 | -5 -> -5 | 0 -> +0 | 1234.5 -> +1.234,5") {
            assert_eq!(signed(&dec(value)), text);
        }
    }

    #[test]
    fn groups_are_of_three_counted_from_the_right() {
        let table = "999 -> 999 | 1000 -> 1.000 | 10000 -> 10.000 | 100000 -> 100.000 | \
                     999999 -> 999.999 | 1000000 -> 1.000.000 | 1000.0001 -> 1.000,0001";
        for (value, text) in cases(table) {
            assert_eq!(format(&dec(value)), text);
        }
    }

    #[test]
    fn the_first_group_has_one_to_three_digits_and_the_others_three() {
        let table = "1.000 -> 1000 | 12.000 -> 12000 | 123.000 -> 123000";
        for (text, value) in cases(table) {
            let read = parse(text);
            assert!(
                matches!(read, Ok(Reading::Ambiguous { grouped, .. }) if grouped == dec(value)),
                "{text}: {read:?}"
            );
        }
        for text in [
            "1234.567.890",
            "12.34.567",
            "12.345.67",
            "12.345.6789",
            "012.345.678",
        ] {
            assert_eq!(parse(text), Err(NumberError::BadGrouping), "{text}");
        }
        for text in ["1234.567", "1.6090", "1.60", "01.609"] {
            let read = parse(text);
            assert!(
                matches!(read, Err(NumberError::EnglishNotation(_))),
                "{text}: {read:?}"
            );
        }
        assert_eq!(parse("1234 567"), Err(NumberError::BadGrouping));
        assert_eq!(parse("1 2345"), Err(NumberError::BadGrouping));
    }

    #[test]
    fn every_blank_that_a_program_puts_between_groups_is_one() {
        for gap in [' ', '\u{a0}', '\u{2007}', '\u{2009}', '\u{202f}'] {
            assert_eq!(scaled(&format!("12{gap}345")), "12345", "{gap:?}");
        }
        assert_eq!(parse("12\u{200b}345"), Err(NumberError::NotANumber));
        assert_eq!(parse("12_345"), Err(NumberError::NotANumber));
    }

    #[test]
    fn a_sign_leads_once() {
        assert_eq!(scaled("-1.609,5"), "-1609.5");
        assert_eq!(scaled("+1.609,5"), "1609.5");
        assert_eq!(scaled("  -7 "), "-7");
        for text in [
            "5-", "+-5", "-+5", "+", "\u{2212}", "1-5", "5.", "-.5", "-5,",
        ] {
            assert_eq!(parse(text), Err(NumberError::NotANumber), "{text}");
        }
    }

    #[test]
    fn points_and_commas_in_an_order_that_nobody_writes() {
        let misplaced = [
            "1.234,5,6",
            "1,234.5.6",
            "12,34.5",
            "1234,567.8",
            "1,5 0",
            "1.5 0",
        ];
        for text in misplaced {
            assert_eq!(parse(text), Err(NumberError::BadGrouping), "{text}");
        }
    }

    #[test]
    fn digits_are_counted_without_leading_zeros_and_with_decimals() {
        let most = format!("00{},{}", "9".repeat(20), "9".repeat(8));
        assert_eq!(
            scaled(&most),
            format!("{}.{}", "9".repeat(20), "9".repeat(8))
        );
        let more = format!("{},{}", "9".repeat(20), "9".repeat(9));
        assert_eq!(parse(&more), Err(NumberError::TooLarge));
        assert_eq!(
            scaled(&format!("0,{}1", "0".repeat(27))),
            format!("0.{}1", "0".repeat(27))
        );
        assert_eq!(
            parse(&format!("0,{}1", "0".repeat(28))),
            Err(NumberError::TooLarge)
        );
        assert_eq!(scaled(&"0".repeat(40)), "0");
    }

    #[test]
    fn a_reason_is_said_in_vietnamese() {
        let said = |error: NumberError| error.to_string();
        assert_eq!(said(NumberError::Empty), "không có số");
        assert_eq!(said(NumberError::NotANumber), "không phải là số");
        assert_eq!(
            said(NumberError::BadGrouping),
            "dấu chấm, dấu phẩy trong số đặt sai chỗ"
        );
        assert_eq!(said(NumberError::TooLarge), "số có quá 28 chữ số");
    }

    #[test]
    fn reads_what_can_mean_one_thing() {
        let table = "842 -> 842 | 06 -> 6 |  5,22  -> 5.22 | 2,00 -> 2.00 | 1,229 -> 1.229 | \
                     1.609,5 -> 1609.5 | 1609,5 -> 1609.5 | 1.234.567 -> 1234567 | \
                     1\u{a0}609 -> 1609 | 12 345\u{202f}678,9 -> 12345678.9 | \
                     \u{2212}0,82 -> -0.82 | +7 -> 7 | -0 -> 0";
        for (text, value) in cases(table) {
            assert_eq!(scaled(text), value, "{text}");
        }
    }

    #[test]
    fn leaves_one_dot_and_three_digits_to_the_caller() {
        let (grouped, decimal) = (dec("-1609"), dec("-1.609"));
        assert_eq!(parse("-1.609"), Ok(Reading::Ambiguous { grouped, decimal }));
    }

    #[test]
    fn names_english_notation_and_its_value() {
        let table = "5.22 -> 5.22 | 0.609 -> 0.609 | 1609.250 -> 1609.250 | \
                     1,229.50 -> 1229.50 | 1,229,000 -> 1229000 | 1 609.5 -> 1609.5";
        for (text, value) in cases(table) {
            assert_eq!(parse(text), Err(NumberError::EnglishNotation(dec(value))));
        }
        let said = NumberError::EnglishNotation(dec("5.22")).to_string();
        assert!(said.ends_with("viết là 5,22"));
    }

    #[test]
    fn refuses_the_rest() {
        use NumberError::{BadGrouping, Empty, NotANumber, TooLarge};
        let misplaced = "1.22.3|1.2,5|0.609,5|0.609.000|1,2,3|1 60|1.609 000|5,2 2|1,5.0";
        for text in misplaced.split('|') {
            assert_eq!(parse(text), Err(BadGrouping), "{text}");
        }
        for text in "-|12%|5,|,5|.5|- 5|--5|1e3|ba|٣".split('|') {
            assert_eq!(parse(text), Err(NotANumber), "{text}");
        }
        assert_eq!(parse(" \u{a0}"), Err(Empty));
        assert_eq!(parse(&"9".repeat(29)), Err(TooLarge));
        assert_eq!(scaled(&"9".repeat(28)), "9".repeat(28));
    }

    proptest! {
        #[test]
        fn reads_back_what_it_writes(digits in "-?[0-9]{1,28}", scale in 0_u32..=27) {
            let value = Decimal::from_i128_with_scale(digits.parse().unwrap(), scale);
            let read = match parse(&format(&value)) {
                Ok(Reading::Exact(read) | Reading::Ambiguous { grouped: read, .. }) => read,
                Err(error) => return Err(TestCaseError::fail(error.to_string())),
            };
            prop_assert_eq!((read, read.scale()), (value, scale));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[-+0-9., ]{0,40}|\\PC{0,20}") {
            let _ = parse(&text);
        }
    }
}
