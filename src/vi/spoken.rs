//! Numbers in words, read (đọc số viết bằng chữ): the way back from [`super::words`].
//!
//! Offices write the same number in several ways, and all are taken: linh or lẻ, nghìn or ngàn, tỷ or
//! tỉ, bốn or tư, năm, lăm or nhăm, một or mốt, bảy or bẩy, «hai lăm» for «hai mươi lăm», «phẩy» before
//! decimals, «rưỡi» at the end, and commas between groups. The same unit may be spoken of in words
//! («sáu nghìn sáu trăm linh tám triệu đồng») or be part of the number («sáu tỷ sáu trăm linh tám triệu
//! đồng»): both are 6 608 000 000 đồng.

use std::ops::Range;

use rust_decimal::Decimal;

use super::text;

/// What words say (số đọc được).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken<'t> {
    /// The number, every «nghìn», «triệu» and «tỷ» counted in: «ba triệu đồng» is 3 000 000.
    pub value: Decimal,
    /// The words after the number, without «chẵn» and final marks: «đồng», «hộ» or nothing.
    pub unit: &'t str,
    /// Where those words begin.
    pub at: usize,
}

/// The word at which a text stops being a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Where the word stands in the text; the end of the text where a word is missing.
    pub range: Range<usize>,
}

/// A word of the language of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// A digit in its usual form.
    Digit(u128),
    /// A digit in the form that it has only after tens: «mốt», «tư», «lăm», «nhăm».
    Last(u128),
    /// «mười».
    Ten,
    /// «mươi».
    Tens,
    /// «trăm».
    Hundred,
    /// «linh», «lẻ».
    Gap,
    /// «nghìn», «triệu», «tỷ».
    Scale(u128),
    /// «phẩy».
    Point,
    /// «rưỡi».
    Half,
    /// «âm».
    Minus,
}

const BILLION: u128 = 1_000_000_000;

fn word(text: &str) -> Option<Word> {
    Some(match text {
        "không" => Word::Digit(0),
        "một" => Word::Digit(1),
        "hai" => Word::Digit(2),
        "ba" => Word::Digit(3),
        "bốn" => Word::Digit(4),
        "năm" => Word::Digit(5),
        "sáu" => Word::Digit(6),
        "bảy" | "bẩy" => Word::Digit(7),
        "tám" => Word::Digit(8),
        "chín" => Word::Digit(9),
        "mốt" => Word::Last(1),
        "tư" => Word::Last(4),
        "lăm" | "nhăm" => Word::Last(5),
        "mười" => Word::Ten,
        "mươi" => Word::Tens,
        "trăm" => Word::Hundred,
        "linh" | "lẻ" => Word::Gap,
        "nghìn" | "ngàn" => Word::Scale(1_000),
        "triệu" => Word::Scale(1_000_000),
        "tỷ" | "tỉ" => Word::Scale(BILLION),
        "phẩy" | "phảy" => Word::Point,
        "rưỡi" | "rưởi" => Word::Half,
        "âm" => Word::Minus,
        _ => return None,
    })
}

/// Reads a number in words, with what follows it.
///
/// Source: standard usage (cách đọc số); no clause of the decree.
///
/// # Errors
///
/// The word that no number can have at its place. A word that belongs to no number at all ends it and
/// begins the unit.
pub fn read(text: &str) -> Result<Spoken<'_>, Unread> {
    let (words, unit) = split(text);
    let mut reader = Reader {
        words,
        at: 0,
        end: text.trim_end().len(),
    };
    let value = reader.number()?;
    match reader.words.get(reader.at) {
        Some((_, range)) => Err(Unread {
            range: range.clone(),
        }),
        None => Ok(Spoken {
            value,
            unit: without_end(unit),
            at: text.len() - unit.len(),
        }),
    }
}

/// The words of numbers that a text begins with, and the rest.
fn split(text: &str) -> (Vec<(Word, Range<usize>)>, &str) {
    let mut words = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let start = at + (rest.len() - rest.trim_start_matches([' ', '\u{a0}', ',']).len());
        let letters = text[start..].find(|c: char| !c.is_alphabetic() && !is_mark(c));
        let end = letters.map_or(text.len(), |length| start + length);
        let Some(next) = word(&text::nfc(&text[start..end]).to_lowercase()) else {
            return (words, &text[start..]);
        };
        words.push((next, start..end));
        at = end;
    }
}

/// Whether a character is a tone mark typed apart from its letter.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// A unit without «chẵn» and the marks at its end.
fn without_end(unit: &str) -> &str {
    let bare = |text: &'_ str| {
        text.trim_end_matches([' ', '\u{a0}', '.', '/', ',', ';', ':'])
            .len()
    };
    let unit = &unit[..bare(unit)];
    match unit.strip_suffix("chẵn") {
        Some(even) => even.trim_end(),
        None => unit,
    }
}

struct Reader {
    words: Vec<(Word, Range<usize>)>,
    at: usize,
    end: usize,
}

impl Reader {
    fn peek(&self) -> Option<Word> {
        self.words.get(self.at).map(|(word, _)| *word)
    }

    /// Takes the next word if it is the one expected.
    fn take(&mut self, expected: Word) -> bool {
        let found = self.peek() == Some(expected);
        self.at += usize::from(found);
        found
    }

    fn digit(&mut self) -> Option<u128> {
        let Some(Word::Digit(digit)) = self.peek() else {
            return None;
        };
        self.at += 1;
        Some(digit)
    }

    /// The fault of the next word, or of a word missing at the end.
    fn fault(&self) -> Unread {
        let missing = self.end..self.end;
        let range = self
            .words
            .get(self.at)
            .map_or(missing, |(_, range)| range.clone());
        Unread { range }
    }

    fn number(&mut self) -> Result<Decimal, Unread> {
        let negative = self.take(Word::Minus);
        let (whole, scale) = self.whole()?;
        let mut value = i128::try_from(whole)
            .ok()
            .and_then(|whole| Decimal::try_from_i128_with_scale(whole, 0).ok())
            .ok_or_else(|| self.fault())?;
        if self.take(Word::Point) {
            let fraction = self.fraction()?;
            value = value.checked_add(fraction).ok_or_else(|| self.fault())?;
            while let Some(Word::Scale(by)) = self.peek() {
                let by = Decimal::from_i128_with_scale(i128::try_from(by).unwrap_or(1), 0);
                value = value.checked_mul(by).ok_or_else(|| self.fault())?;
                self.at += 1;
            }
        } else if self.take(Word::Half) {
            let half = Decimal::try_from_i128_with_scale(i128::try_from(scale * 5).unwrap_or(0), 1);
            let sum = half.ok().and_then(|half| value.checked_add(half));
            value = sum.ok_or_else(|| self.fault())?;
        }
        if negative {
            value.set_sign_negative(true);
        }
        Ok(value.normalize())
    }

    /// The whole part, and what the last word of it counts: «hai triệu» ends in millions.
    fn whole(&mut self) -> Result<(u128, u128), Unread> {
        // What was said so far, by falling scale; a larger scale takes all smaller ones before it.
        let mut parts: Vec<(u128, u128)> = Vec::new();
        loop {
            let group = self.group(!parts.is_empty())?;
            let Some(Word::Scale(scale)) = self.peek() else {
                if let Some((value, last)) = group {
                    parts.push((value, last));
                }
                break;
            };
            let mut sum = group.map_or(0, |(value, _)| value);
            let mut taken = group.is_some();
            while let Some((value, last)) = parts.last().copied()
                && (last < scale || scale == BILLION)
            {
                sum = sum.checked_add(value).ok_or_else(|| self.fault())?;
                taken = true;
                parts.pop();
            }
            if !taken || parts.last().is_some_and(|(_, last)| *last == scale) {
                return Err(self.fault());
            }
            let value = sum.checked_mul(scale).ok_or_else(|| self.fault())?;
            parts.push((value, scale));
            self.at += 1;
        }
        let Some((_, last)) = parts.last().copied() else {
            return Err(self.fault());
        };
        let sum = parts
            .iter()
            .try_fold(0_u128, |sum, (value, _)| sum.checked_add(*value));
        sum.map(|sum| (sum, last)).ok_or_else(|| self.fault())
    }

    /// A number below a thousand, and what its last word counts; none where no number begins.
    fn group(&mut self, inside: bool) -> Result<Option<(u128, u128)>, Unread> {
        let start = self.at;
        let Some(digit) = self.digit() else {
            if inside && self.take(Word::Gap) {
                return self.after_gap().map(|digit| Some((digit, 1)));
            }
            return Ok(self.take(Word::Ten).then(|| (10 + self.last(), 1)));
        };
        if !self.take(Word::Hundred) {
            self.at = start;
            return self.below_hundred().map(|value| Some((value, 1)));
        }
        let hundreds = digit * 100;
        if self.take(Word::Gap) {
            return self.after_gap().map(|digit| Some((hundreds + digit, 1)));
        }
        match self.peek() {
            Some(Word::Ten) => {
                self.at += 1;
                Ok(Some((hundreds + 10 + self.last(), 1)))
            }
            Some(Word::Digit(_)) => {
                let start = self.at;
                let rest = self.below_hundred()?;
                if rest < 10 {
                    // «một trăm hai» is 102 to some and 120 to others.
                    self.at = start;
                    return Err(self.fault());
                }
                Ok(Some((hundreds + rest, 1)))
            }
            _ => Ok(Some((hundreds, 100))),
        }
    }

    fn below_hundred(&mut self) -> Result<u128, Unread> {
        let digit = self.digit().ok_or_else(|| self.fault())?;
        match self.peek() {
            Some(Word::Tens) if digit > 1 => {
                self.at += 1;
                Ok(digit * 10 + self.last())
            }
            Some(Word::Last(last)) if digit > 1 => {
                self.at += 1;
                Ok(digit * 10 + last)
            }
            _ => Ok(digit),
        }
    }

    /// The digit after «linh».
    fn after_gap(&mut self) -> Result<u128, Unread> {
        match self.last() {
            0 => Err(self.fault()),
            digit => Ok(digit),
        }
    }

    /// The digit after a ten, 0 where there is none.
    fn last(&mut self) -> u128 {
        match self.peek() {
            Some(Word::Digit(digit @ 1..) | Word::Last(digit)) => {
                self.at += 1;
                digit
            }
            _ => 0,
        }
    }

    /// What follows «phẩy»: a number, or digits one by one.
    fn fraction(&mut self) -> Result<Decimal, Unread> {
        let start = self.at;
        let mut digits = String::new();
        while let Some(digit) = self.digit() {
            digits.push_str(&digit.to_string());
        }
        if digits.is_empty()
            || matches!(
                self.peek(),
                Some(Word::Tens | Word::Hundred | Word::Last(_))
            )
        {
            self.at = start;
            let (value, _) = self.group(false)?.ok_or_else(|| self.fault())?;
            digits = value.to_string();
        }
        let scale = u32::try_from(digits.len()).ok();
        let value = digits.parse().ok().zip(scale);
        value
            .and_then(|(value, scale)| Decimal::try_from_i128_with_scale(value, scale).ok())
            .ok_or_else(|| self.fault())
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;
    use proptest::prelude::*;

    fn heard(text: &str) -> String {
        match read(text) {
            Ok(Spoken {
                value, unit: "", ..
            }) => value.to_string(),
            Ok(Spoken { value, unit, .. }) => format!("{value} {unit}"),
            Err(Unread { range }) => format!("? {}", &text[range]),
        }
    }

    fn all(table: &[(&str, &str)]) {
        for (text, value) in table {
            assert_eq!(heard(text), *value, "{text}");
        }
    }

    #[test]
    fn reads_every_usual_form() {
        all(&[
            ("không", "0"),
            ("Hai mươi mốt", "21"),
            ("hai mươi một", "21"),
            ("hai mươi bốn", "24"),
            ("hai mươi tư", "24"),
            ("hai tư", "24"),
            ("mười lăm", "15"),
            ("mười nhăm", "15"),
            ("bốn mươi nhăm", "45"),
            ("hai lăm", "25"),
            ("một trăm lẻ năm", "105"),
            ("một trăm linh tư", "104"),
            ("sáu ngàn sáu trăm lẻ tám", "6608"),
            ("một nghìn không trăm linh năm", "1005"),
            ("một nghìn linh năm", "1005"),
            ("bẩy mươi bẩy", "77"),
            ("năm tỉ", "5000000000"),
            ("một nghìn tỷ", "1000000000000"),
            ("ba triệu rưỡi", "3500000"),
            ("hai trăm rưỡi", "250"),
            ("năm rưỡi", "5.5"),
            ("một phẩy năm tỷ", "1500000000"),
            ("hai nghìn phẩy năm triệu", "2000500000"),
            ("âm không phẩy tám mươi hai", "-0.82"),
            ("không phẩy không năm hai chín", "0.0529"),
            ("năm phẩy hai lăm", "5.25"),
            ("hai mươi ba\u{301}m", "20 ba\u{301}m"),
        ]);
    }

    #[test]
    fn reads_amounts_with_their_units() {
        all(&[
            ("Sáu nghìn sáu trăm linh tám triệu đồng", "6608000000 đồng"),
            (
                "Sáu tỷ, sáu trăm linh tám triệu đồng chẵn./.",
                "6608000000 đồng",
            ),
            ("Hai mươi lăm hộ", "25 hộ"),
            ("Hai tỷ sáu nghìn triệu đồng", "8000000000 đồng"),
            ("sáu trăm nghìn đồng.", "600000 đồng"),
        ]);
    }

    #[test]
    fn says_where_it_stops_to_be_a_number() {
        all(&[
            ("", "? "),
            ("đồng", "? "),
            ("sáu trăm linh", "? "),
            ("mươi lăm", "? mươi"),
            ("một trăm hai", "? hai"),
            ("hai ba", "? ba"),
            ("một triệu hai triệu", "? triệu"),
            ("nghìn", "? nghìn"),
            ("sáu nghìn sáu chăm linh tám", "6006 chăm linh tám"),
        ]);
    }

    /// The same number as other people say it.
    fn variants(words: &str) -> Vec<String> {
        let swap = |pairs: &[(&str, &str)]| -> String {
            let word = |word: &str| {
                let other = pairs.iter().find(|(from, _)| *from == word);
                other.map_or(word, |(_, to)| *to).to_owned()
            };
            words.split(' ').map(word).collect::<Vec<_>>().join(" ")
        };
        vec![
            words.to_owned(),
            text::capitalize(words),
            text::upper(words),
            swap(&[
                ("linh", "lẻ"),
                ("nghìn", "ngàn"),
                ("tỷ", "tỉ"),
                ("bảy", "bẩy"),
            ]),
            swap(&[("tư", "bốn"), ("mốt", "một"), ("lăm", "năm")]),
            swap(&[("lăm", "nhăm")]),
            format!("  {words} đồng chẵn./."),
        ]
    }

    proptest! {
        #[test]
        fn whole_numbers_are_read_back_in_every_form(digits in "[0-9]{1,27}") {
            let value: Decimal = digits.parse().unwrap();
            for text in variants(&words(&value).unwrap()) {
                let read = read(&text).map(|spoken| spoken.value);
                prop_assert_eq!(read, Ok(value), "{}", text);
            }
        }

        #[test]
        fn fractions_are_read_back(mantissa in -1_000_000_i64..1_000_000, scale in 0_u32..7) {
            let value = Decimal::new(mantissa, scale);
            let said = words(&value).unwrap();
            prop_assert_eq!(read(&said).unwrap().value, value);
        }

        #[test]
        fn any_text_is_read_or_refused(
            text in "(không|một|tư|lăm|mười|mươi|trăm|linh|nghìn|triệu|tỷ|phẩy|rưỡi|âm|,| |đồng){0,30}|\\PC{0,20}",
        ) {
            let spaced = text.replace('|', " ");
            if let Err(Unread { range }) = read(&spaced) {
                prop_assert!(spaced.get(range).is_some());
            }
        }
    }
}
