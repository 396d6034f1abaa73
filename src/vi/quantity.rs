//! Figures in running text (số liệu trong lời văn): «giảm 25 hộ», «6 - 8%», «từ 98% trở lên», «84/1.609 hộ».
//!
//! A number of a date, of a document or of a list is no figure; nor is one that cannot be told from them.

use std::ops::Range;

use rust_decimal::Decimal;

use super::number::{self, NumberError, Reading};
use super::unit::{GLUED, Measure, list, measure, noun, per};

/// How surely a figure is meant (cách nói về số liệu).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// Just this: «25 hộ».
    Exact,
    /// At least, at most: «trên 4%», «từ 98% trở lên».
    Bound,
    /// More or less: «khoảng 30 hộ», «gần 30 hộ».
    About,
    /// One end of a span: «6 - 8%», «từ 3 đến 5 hộ».
    Span,
    /// For each of something: «1%/năm», «mỗi xã 02 hộ».
    Each,
}

/// A figure in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Its value, as written: 6608 for «6.608 triệu đồng».
    pub value: Decimal,
    /// Where its digits stand in the text.
    pub range: Range<usize>,
    /// The whole that it is a part of: 1609 of «84/1.609 hộ».
    pub whole: Option<(Decimal, Range<usize>)>,
    /// Its unit, where one follows.
    pub measure: Option<Measure>,
    /// The word behind it where that is no known unit, but may name what is counted: «chợ» of «12 chợ».
    pub noun: Option<Range<usize>>,
    /// What it is meant for each of: «năm» of «20 triệu đồng/năm».
    pub per: Option<&'static str>,
    /// How it is meant.
    pub sense: Sense,
}

impl Quantity {
    /// The value counted in the base of the unit: 6 608 000 000 for «6.608 triệu đồng».
    #[must_use]
    pub fn in_base(&self) -> Option<Decimal> {
        let factor = self
            .measure
            .as_ref()
            .map_or(Decimal::ONE, |measure| measure.factor);
        self.value.checked_mul(factor)
    }

    /// What is counted; empty where no unit follows.
    #[must_use]
    pub fn base(&self) -> &'static str {
        self.measure.as_ref().map_or("", |measure| measure.base)
    }

    /// What is counted, by any noun behind the figure; empty where none follows. `text` is that of the figure.
    #[must_use]
    pub fn counted<'t>(&self, text: &'t str) -> &'t str {
        let noun = || text.get(self.noun.clone()?);
        match self.base() {
            "" => noun().unwrap_or_default(),
            base => base,
        }
    }

    /// One past the last byte of the figure with its unit.
    #[must_use]
    pub fn end(&self) -> usize {
        let digits = self
            .whole
            .as_ref()
            .map_or(self.range.end, |(_, range)| range.end);
        self.measure
            .as_ref()
            .map_or(digits, |measure| measure.range.end)
    }

    /// Whether it says just one value.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.sense == Sense::Exact
    }
}

/// Words after which a number names one thing of many: «Dự án 4», «tháng 6», «thôn 5».
const NAMING: &str = "năm, tháng, ngày, quý, số, khoản, điều, điểm, mục, phần, chương, lục, biểu, bảng, mẫu, án, \
    thứ, khóa, khoá, lần, thôn, tổ, khu, ấp, bản, xóm, đội, phường, quận, đường, lộ, cấp, hạng, \
    loại, lớp, bước, đợt, đoạn, nhóm, kỳ, trang, câu, chỉ thị";

/// Words before a figure that make it a bound.
const BOUNDS: &str = "trên, dưới, ít nhất, tối thiểu, tối đa, không quá, nhiều nhất, quá, đủ";

/// Words before a figure that make it rough.
const ROUGH: &str = "khoảng, gần, hơn, xấp xỉ, chừng, độ, trên dưới";

fn holds(words: &'static str, word: &str) -> bool {
    list(words).any(|one| one == word)
}

/// The figures of a text, in order.
#[must_use]
pub fn quantities(text: &str) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    // Where the last number that names something ends: «khoản 1, 2 và 3», «nhiệm kỳ 2020 - 2025».
    let mut named = None;
    let mut at = 0;
    while let Some(start) = text[at..]
        .find(|c: char| c.is_ascii_digit())
        .map(|next| at + next)
    {
        let run = run(text, at, start);
        at = run.end;
        let Some(quantity) = quantity(text, run) else {
            named = Some(at);
            continue;
        };
        at = quantity.end();
        at += text[at..]
            .chars()
            .next()
            .filter(|c| matches!(c, '-' | '–'))
            .map_or(0, char::len_utf8);
        let joined = |end: usize, by: &[&str]| by.contains(&text[end..quantity.range.start].trim());
        if quantity.measure.is_none() {
            let mut marks = vec!["-", "–", "—", "đến", "tới", ",", "và", "/"];
            marks.extend(quantity.noun.is_none().then_some(""));
            let goes_on = named.is_some_and(|end| joined(end, &marks));
            if goes_on || is_year(&text[quantity.range.clone()]) {
                named = Some(quantity.end());
                continue;
            }
        }
        // «loại 1 15 chợ» has a figure behind the number of a kind, with its own unit.
        let own = quantity.measure.is_none() && quantity.noun.is_none();
        if named.is_some_and(|end| joined(end, &["-", "–", "—", "đến", "tới"]))
            || own && named.is_some_and(|end| joined(end, &[""]))
        {
            continue;
        }
        if let Some(before) = found.last_mut() {
            // «12 345 hộ»: nobody can tell where one number ends.
            if before.measure.is_none() && joined(before.end(), &[""]) {
                found.pop();
                continue;
            }
            if joined(before.end(), &["-", "–", "—", "đến", "tới"]) {
                before.sense = Sense::Span;
                found.push(Quantity {
                    sense: Sense::Span,
                    ..quantity
                });
                continue;
            }
        }
        found.push(quantity);
    }
    found
}

/// Whether digits are most likely a year.
fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// Digits with what is glued to them, separators, slashes, letters, not further back than `from`.
fn run(text: &str, from: usize, start: usize) -> Range<usize> {
    let glued =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '-' | '–' | '_' | '&' | '²');
    let before = text[from..start]
        .char_indices()
        .rev()
        .take_while(|(_, c)| glued(*c));
    let first = before.last().map_or(start, |(at, _)| from + at);
    let length = text[start..]
        .find(|c: char| !glued(c))
        .unwrap_or(text.len() - start);
    first..start + length
}

fn quantity(text: &str, run: Range<usize>) -> Option<Quantity> {
    let (digits, whole) = digits(text, run)?;
    let end = whole
        .as_ref()
        .map_or(digits.end, |whole: &Range<usize>| whole.end);
    let measure = measure(text, end);
    let base = measure.as_ref().map_or("", |measure| measure.base);
    let value = value(&text[digits.clone()], base)?;
    let whole = match whole {
        // «tháng 01/2020» and «3/4» are no part of a whole.
        Some(range) => {
            let whole = self::value(&text[range.clone()], base)?;
            let is_told = measure.is_some() || is_ratio(text, (&digits, value), (&range, whole));
            is_told.then_some(())?;
            Some((whole, range))
        }
        None => None,
    };
    let before = words_before(text, digits.start);
    // «làm đường 100 triệu đồng»: no thing has money or a percentage for its number.
    let is_sum = matches!(base, "đồng" | "%");
    if names(&before) && !is_sum {
        return None;
    }
    let behind = measure.as_ref().map_or(end, |measure| measure.range.end);
    let noun = match measure {
        Some(_) => None,
        None => noun(text, end),
    };
    let per = per(&text[noun.as_ref().map_or(behind, |noun| noun.end)..]);
    let sense = sense(&before, &text[behind..], per);
    Some(Quantity {
        value,
        range: digits,
        whole,
        measure,
        noun,
        per,
        sense,
    })
}

/// Whether a slash between numbers without a known unit is that of a part: alone in brackets, or before a noun,
/// and too large for a day, a month or a year.
fn is_ratio(
    text: &str,
    (part, value): (&Range<usize>, Decimal),
    (range, whole): (&Range<usize>, Decimal),
) -> bool {
    const LAST_DAY: u32 = 31;
    let blanks = [' ', '\u{a0}'];
    let before = text[..part.start].trim_end_matches(blanks);
    let behind = text[range.end..].trim_start_matches(blanks);
    let is_alone = before.ends_with('(') && behind.starts_with(')');
    let is_large = value <= whole && whole > Decimal::from(LAST_DAY);
    is_large && !is_year(&text[range.clone()]) && (is_alone || noun(text, range.end).is_some())
}

/// The digits of a run, and those after its slash.
fn digits(text: &str, run: Range<usize>) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let is_number = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    };
    let bare = text[run.clone()].trim_end_matches(['.', ',', '-', '–', '/']);
    let bare = GLUED
        .iter()
        .find_map(|unit| bare.strip_suffix(unit))
        .unwrap_or(bare);
    let mut start = run.start;
    // «hộ/12», «kinh tế-2»: words before a slash are another figure's unit.
    let mut bare = bare;
    if let Some((word, rest)) = bare.split_once('/')
        && word.chars().all(char::is_lowercase)
    {
        start += word.len() + 1;
        bare = rest;
    }
    if is_number(bare) {
        return Some((start..start + bare.len(), None));
    }
    if let Some((part, whole)) = bare.split_once('/') {
        if is_number(part) && is_number(whole) {
            let from = start + part.len() + 1;
            return Some((start..start + part.len(), Some(from..from + whole.len())));
        }
        // «44 hộ/đăng ký»: what follows the slash is no part of the number, but of a symbol it is.
        return None;
    }
    // «6-8%»: the first of two; the second is found on its own, after the dash.
    let (first, second) = bare.split_once(['-', '–'])?;
    (is_number(first) && is_number(second) && first.len() < 4)
        .then(|| (start..start + first.len(), None))
}

fn value(digits: &str, base: &str) -> Option<Decimal> {
    match number::parse(digits) {
        Ok(Reading::Exact(value)) | Err(NumberError::EnglishNotation(value)) => Some(value),
        Ok(Reading::Ambiguous { grouped, decimal }) => {
            Some(if base == "%" { decimal } else { grouped })
        }
        Err(_) => None,
    }
}

/// The three words before an offset, the nearest first, in small letters; none beyond a mark.
fn words_before(text: &str, at: usize) -> Vec<String> {
    let before = text[..at].trim_end_matches([' ', '\u{a0}']);
    let clause = before
        .rfind([',', ';', ':', '.', '(', ')', '/'])
        .map_or(0, |mark| mark + 1);
    let words = before[clause..].split_whitespace().rev().take(3);
    words
        .map(|word| word.chars().flat_map(char::to_lowercase).collect())
        .collect()
}

/// Whether the number after these words names one thing of many.
fn names(before: &[String]) -> bool {
    let [first, rest @ ..] = before else {
        return false;
    };
    // «tổng số 250 người», «mỗi năm 25 hộ».
    let counts = ["tổng", "mỗi", "từng", "hằng", "hàng", "cả"];
    let counted = rest
        .first()
        .is_some_and(|word| counts.contains(&word.as_str()));
    // «đầu năm 12 hồ sơ»: a time of the year, and the number of no year.
    let of_time = matches!(first.as_str(), "năm" | "kỳ")
        && rest
            .first()
            .is_some_and(|word| ["đầu", "cuối", "trong"].contains(&word.as_str()));
    !counted && !of_time && holds(NAMING, first)
}

fn sense(before: &[String], after: &str, per: Option<&str>) -> Sense {
    let first = before.first().map_or("", String::as_str);
    let pair = match before {
        [first, second, ..] => format!("{second} {first}"),
        _ => String::new(),
    };
    let clause = after
        .find([',', ';', ':', '.', '(', ')'])
        .map_or(after, |mark| &after[..mark]);
    if first == "quân" || before.iter().any(|word| word == "mỗi") || per.is_some() {
        Sense::Each
    } else if holds(ROUGH, first) || holds(ROUGH, &pair) {
        Sense::About
    } else if holds(BOUNDS, first)
        || holds(BOUNDS, &pair)
        || clause.contains("trở lên")
        || clause.contains("trở xuống")
    {
        Sense::Bound
    } else {
        Sense::Exact
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seen(text: &str) -> String {
        let show = |quantity: &Quantity| {
            let whole = quantity
                .whole
                .as_ref()
                .map(|(whole, _)| format!("/{whole}"));
            let sense = match quantity.sense {
                Sense::Exact => "",
                Sense::Bound => "≥",
                Sense::About => "≈",
                Sense::Span => "–",
                Sense::Each => "@",
            };
            let base = quantity.base();
            format!(
                "{sense}{}{}{base}",
                quantity.in_base().unwrap(),
                whole.unwrap_or_default()
            )
        };
        quantities(text)
            .iter()
            .map(show)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn reads_figures_with_their_units() {
        for (text, expected) in [
            (
                "Hộ nghèo còn 97 hộ, tỷ lệ 6.04%, giảm 2,57%",
                "97hộ 6.04% 2.57%",
            ),
            ("Kinh phí 6.608 triệu đồng, trong đó", "6608000000đồng"),
            ("387 hộ/12 xã thị trấn", "387hộ 12xã"),
            ("giao 06 hộ/đăng ký giảm nghèo 06 hộ;", "6hộ 6hộ"),
            ("còn 84/1.609 hộ (5,22%)", "84/1609hộ 5.22%"),
            ("gồm 7 dự án, 11 tiểu dự án", "7dự án 11tiểu dự án"),
            ("tổng số 250 người: nam 120, nữ 130.", "250người 120 130"),
            ("Đạt 1.609 % và 1.609 hộ", "1.609% 1609hộ"),
            ("04 Nhiệm vụ sau", "4nhiệm vụ"),
            ("giảm 1,5 điểm phần trăm", "1.5%"),
        ] {
            assert_eq!(seen(text), expected, "{text}");
        }
    }

    #[test]
    fn tells_how_a_figure_is_meant() {
        for (text, expected) in [
            ("giảm 6 - 8%", "–6 –8%"),
            ("giảm 6-8%", "–6 –8%"),
            ("từ 3 đến 5 hộ", "–3 –5hộ"),
            ("mỗi năm 2-3 hộ", "–2 –3hộ"),
            ("giảm trên 4% so", "≥4%"),
            ("giảm từ 4% trở lên (riêng 5%)", "≥4% 5%"),
            ("đạt tối thiểu 80%", "≥80%"),
            ("có ít nhất 01 sáng kiến", "≥1"),
            ("khoảng 30 hộ, gần 40 hộ", "≈30hộ ≈40hộ"),
            ("giảm bình quân 1%/năm", "@1%"),
            ("mỗi xã 02 hộ", "@2hộ"),
        ] {
            assert_eq!(seen(text), expected, "{text}");
        }
    }

    #[test]
    fn passes_over_numbers_that_are_no_figures() {
        for text in [
            "Kế hoạch số 62/KH-UBND ngày 16/3/2022, Nghị quyết 160/NQ-CP, 57-NQ/TW, 108-KH/HU",
            "Nghị quyết 66.18/2026/NQ-CP",
            "giai đoạn 2021-2025, nhiệm kỳ 2020 - 2025",
            "tháng 01/2020, từ tháng 3 đến tháng 10/2020",
            "Dự án 4: Phát triển, Tiểu dự án 1, khoản 4 Điều 35",
            "tại thôn 5 hộ ông An",
            "12 345 hộ",
            "QĐ 1401a, 3G, covid-19",
        ] {
            assert_eq!(seen(text), "", "{text}");
        }
        assert_eq!(
            seen("1.000.000đ, 5đồng, 12trđ"),
            "1000000đồng 5đồng 12000000đồng"
        );
        // Where each has its unit, they are two, and so they are behind the number of a kind or a year.
        assert_eq!(seen("năm 2023 84 hộ"), "84hộ");
        assert_eq!(seen("loại 1 15 chợ"), "15");
        assert_eq!(seen("12 hộ 345 người"), "12hộ 345người");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[0-9.,/% -]{0,20}|([0-9]{1,4}|hộ|triệu đồng|%|/|-|–| |từ|đến|số|́){0,20}|\\PC{0,30}") {
            for quantity in quantities(&text) {
                prop_assert!(text.get(quantity.range.clone()).is_some());
                prop_assert!(text.get(quantity.range.start..quantity.end()).is_some());
            }
        }
    }
}
