//! Periods whose length the text says beside their ends (khoảng thời gian): «04 ngày (24-27/8)», «trong 5 năm
//! (2021 - 2025)», «3 tháng (từ tháng 4 đến tháng 6)».

use jiff::civil::Date;
use std::ops::Range;

/// A length with the ends of what it is the length of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The length, as it is said.
    pub stated: i64,
    /// Where it is said, with its unit.
    pub range: Range<usize>,
    /// Where the ends stand.
    pub ends: Range<usize>,
    /// What the ends make, both of them counted.
    pub counted: i64,
}

/// The lengths of days, months and years that a text says before brackets with both ends; a day without a year is
/// of `year`.
pub fn periods(text: &str, year: i16) -> Vec<Period> {
    let opened = text.match_indices('(');
    opened
        .filter_map(|(at, _)| period(text, at, year))
        .collect()
}

fn period(text: &str, open: usize, year: i16) -> Option<Period> {
    const MOST_DIGITS: usize = 3;
    let before = text[..open].trim_end_matches([' ', '\u{a0}']);
    let (head, unit) = before.rsplit_once([' ', '\u{a0}'])?;
    let head = head.trim_end_matches([' ', '\u{a0}']);
    let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let start = head.len() - digits;
    let lead = head[..start]
        .split_whitespace()
        .next_back()
        .unwrap_or_default();
    // «tháng 10 năm»: the number names a month.
    let names = ["ngày", "tháng", "quý", "năm"].contains(&lead);
    let is_own = !names && (head[..start].ends_with([' ', '\u{a0}', '(']) || start == 0);
    (is_own && (1..=MOST_DIGITS).contains(&digits)).then_some(())?;
    let stated = head[start..].parse().ok()?;
    let length = text[open..].find(')')?;
    let ends = open + 1..open + length;
    let numbers = ends_of(&text[ends.clone()])?;
    let counted = match unit {
        "năm" => years(&numbers)?,
        "tháng" => months(&numbers)?,
        "ngày" => days(&numbers, year)?,
        _ => return None,
    };
    (counted > 0).then_some(Period {
        stated,
        range: start..before.len(),
        ends,
        counted,
    })
}

/// The numbers of both ends, parted as they are written: `[[24], [27, 8]]` of «24-27/8».
fn ends_of(inside: &str) -> Option<[Vec<i64>; 2]> {
    let plain = inside.trim().trim_start_matches("từ ");
    let mut ends = plain.split(" đến ").flat_map(|end| end.split(['-', '–']));
    let (first, second) = (ends.next()?, ends.next()?);
    ends.next().is_none().then_some(())?;
    let numbers = |end: &str| -> Option<Vec<i64>> {
        let end = end.trim();
        let end = [
            "ngày ",
            "tháng ",
            "năm ",
            "hết tháng ",
            "hết ngày ",
            "hết năm ",
        ]
        .iter()
        .find_map(|word| end.strip_prefix(word))
        .unwrap_or(end);
        let parts = end
            .split('/')
            .map(|part| part.trim().parse::<u16>().ok().map(i64::from));
        parts.collect()
    };
    Some([numbers(first)?, numbers(second)?])
}

fn is_year(number: i64) -> bool {
    (1900..2200).contains(&number)
}

fn years([first, second]: &[Vec<i64>; 2]) -> Option<i64> {
    match (&first[..], &second[..]) {
        ([from], [to]) if is_year(*from) && is_year(*to) => Some(to - from + 1),
        _ => None,
    }
}

/// «4 - 6», «4/2026 - 6/2026», «10/2025 - 02/2026».
fn months([first, second]: &[Vec<i64>; 2]) -> Option<i64> {
    let is_month = |month: &i64| (1..=12).contains(month);
    let (from, to) = match (&first[..], &second[..]) {
        ([from], [to] | [to, _]) => (*from, *to),
        ([from, year], [to, last]) if is_year(*year) && is_year(*last) => {
            (*from, to + (last - year) * 12)
        }
        _ => return None,
    };
    let named = first.first().zip(second.first());
    let is_right = named.is_some_and(|(one, other)| is_month(one) && is_month(other));
    is_right.then_some(to - from + 1)
}

/// «24-27/8», «28/8 - 02/9», «28/12/2025 - 03/01/2026».
fn days([first, second]: &[Vec<i64>; 2], year: i16) -> Option<i64> {
    let (day, month, last) = match second[..] {
        [day, month] => (day, month, i64::from(year)),
        [day, month, year] => (day, month, year),
        _ => return None,
    };
    let (from_day, from_month, from_year) = match first[..] {
        [from] => (from, month, last),
        [from, month] => (from, month, last),
        [from, month, year] => (from, month, year),
        _ => return None,
    };
    let date = |year: i64, month: i64, day: i64| {
        let (year, month, day) = (
            year.try_into().ok()?,
            month.try_into().ok()?,
            day.try_into().ok()?,
        );
        Date::new(year, month, day).ok()
    };
    let (from, to) = (
        date(from_year, from_month, from_day)?,
        date(last, month, day)?,
    );
    let length = from.until(to).ok()?.get_days();
    Some(i64::from(length) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(i64, i64)> {
        let all = periods(text, 2026).into_iter();
        all.map(|period| (period.stated, period.counted)).collect()
    }

    #[test]
    fn both_ends_of_a_period_are_counted() {
        for (text, expected) in [
            ("trong 04 ngày (24-27/8)", (4, 4)),
            ("trong 5 ngày (từ ngày 24 đến ngày 27/8/2026)", (5, 4)),
            ("trong 6 ngày (28/8 - 02/9)", (6, 6)),
            ("trong 7 ngày (28/12/2025-03/01/2026)", (7, 7)),
            ("trong 5 năm (2021 - 2025)", (5, 5)),
            ("trong 4 năm (2021–2025)", (4, 5)),
            ("trong 3 tháng (từ tháng 4 đến tháng 6)", (3, 3)),
            ("trong 5 tháng (10/2025 - 02/2026)", (5, 5)),
        ] {
            assert_eq!(seen(text), [expected], "{text}");
        }
    }

    #[test]
    fn other_brackets_say_no_period() {
        for text in [
            "5 năm (2021)",
            "5 xã (2021 - 2025)",
            "năm (2021 - 2025)",
            "5 năm (từ 2021)",
            "4 ngày (31/2 - 3/3)",
            "4 ngày (27-24/8)",
            "tháng 10 năm (2021 - 2025)",
            "04 ngày (xem Phụ lục)",
        ] {
            assert_eq!(seen(text), [], "{text}");
        }
    }
}
