//! Days in running text.

use super::begins_word;
use jiff::civil::Date;
use std::ops::Range;

/// A day as it is written, whether or not a calendar has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDay {
    /// Where it stands, without the word «ngày».
    pub range: Range<usize>,
    /// The day of the month, as written.
    pub day: i8,
    /// The month, as written.
    pub month: i8,
    /// The year, where it is written.
    pub year: Option<i16>,
    /// Whether the word «ngày» stands before it.
    pub named: bool,
}

impl WrittenDay {
    /// The day that begins at a byte of a text: «15/10/2024», «15-10-2024», «15 tháng 10 năm 2024»,
    /// and after the word «ngày» also «15/10» and «15 tháng 10».
    #[must_use]
    pub fn at(text: &str, start: usize) -> Option<Self> {
        let named = ends_with_word(text, start, "ngày") || ends_with_word(text, start, "Ngày");
        let (day, at) = number(text, start)?;
        let mark = text.get(at..)?.chars().next()?;
        let written = |day, month, year: Option<i16>, end| Self {
            range: start..end,
            day,
            month,
            year,
            named,
        };
        let (month, at) = if matches!(mark, '/' | '-' | '.') {
            // «1.2.2024» alone may be the number of a heading.
            if mark != '/' && !named {
                return None;
            }
            let (month, at) = number(text, at + 1)?;
            if let Some(rest) = text.get(at..)?.strip_prefix(mark) {
                let year = super::year_at(rest, 0)?;
                let goes_on = rest[4..].starts_with(['/', '-'])
                    && rest[5..].starts_with(char::is_alphanumeric);
                return (!goes_on).then(|| written(day, month, Some(year), at + 5));
            }
            if mark != '/' || !named {
                return None;
            }
            (month, at)
        } else {
            let (month, at) = number(text, word(text, at, "tháng")?)?;
            let slash = text.get(at..)?.starts_with('/');
            if let Some(year) = slash.then(|| super::year_at(text, at + 1)).flatten() {
                return Some(written(day, month, Some(year), at + 5));
            }
            (month, at)
        };
        let ahead = text.get(at..)?;
        if ahead.starts_with(char::is_alphanumeric)
            || (ahead.starts_with(['/', '-']) && ahead[1..].starts_with(char::is_alphanumeric))
        {
            return None;
        }
        let year = word(text, at, "năm").and_then(|at| Some((super::year_at(text, at)?, at + 4)));
        let end = year.map_or(at, |(_, end)| end);
        Some(written(day, month, year.map(|(year, _)| year), end))
    }

    /// The date, where the year is written and a calendar has the day.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day).ok()
    }

    /// Whether no calendar has the day; 29 February without a year may be one.
    #[must_use]
    pub fn is_impossible(&self) -> bool {
        Date::new(self.year.unwrap_or(2000), self.month, self.day).is_err()
    }
}

/// All days of a text, in order.
#[must_use]
pub fn days(text: &str) -> Vec<WrittenDay> {
    let mut found = Vec::new();
    let mut past = 0;
    for (at, _) in text.match_indices(|c: char| c.is_ascii_digit()) {
        if at < past || !begins_word(text, at) {
            continue;
        }
        if let Some(day) = WrittenDay::at(text, at) {
            past = day.range.end;
            found.push(day);
        }
    }
    found
}

/// A number of one or two digits and the place after it.
fn number(text: &str, at: usize) -> Option<(i8, usize)> {
    let ahead = text.get(at..)?;
    let length = ahead.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&length) {
        return None;
    }
    Some((ahead[..length].parse().ok()?, at + length))
}

/// The place after blanks, a word and blanks.
pub(super) fn word(text: &str, at: usize, word: &str) -> Option<usize> {
    let ahead = text.get(at..)?;
    let trimmed = ahead.trim_start();
    let rest = trimmed.strip_prefix(word)?;
    let after = rest.trim_start();
    (trimmed.len() < ahead.len() && after.len() < rest.len()).then(|| text.len() - after.len())
}

fn ends_with_word(text: &str, at: usize, word: &str) -> bool {
    let before = super::before(text, at);
    before.ends_with(word) && begins_word(text, before.len() - word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        days(text)
            .into_iter()
            .map(|d| {
                let year = d.year.map_or_else(|| "?".to_owned(), |y| y.to_string());
                let mark = if d.is_impossible() { "!" } else { "" };
                format!("{}.{}.{year}{mark}", d.day, d.month)
            })
            .collect()
    }

    #[test]
    fn finds_days_in_sentences() {
        let table = [
            ("ngày 04/01/2024, của UBND xã", "4.1.2024"),
            ("ngày 05 tháng 01 năm 2024", "5.1.2024"),
            ("Hàng tháng, trước ngày 15 tháng 10 tổng hợp", "15.10.?"),
            ("trước ngày 20/12 hằng năm", "20.12.?"),
            (
                "từ ngày 01/3/2024 đến ngày 31/4/2024",
                "1.3.2024 31.4.2024!",
            ),
            ("(30/02/2024)", "30.2.2024!"),
            ("ngày 31 tháng 4", "31.4.?!"),
            ("ngày 29 tháng 02", "29.2.?"),
            ("ngày 29/02/2023", "29.2.2023!"),
            ("ngày 5-1-2024 và 15 tháng 10/2024", "5.1.2024 15.10.2024"),
            ("Số: 05, ngày 12.3.2024.", "12.3.2024"),
        ];
        for (text, found) in table {
            assert_eq!(read(text).join(" "), found, "{text}");
        }
    }

    #[test]
    fn numbers_that_are_no_days() {
        for text in [
            "giai đoạn 2021-2025",
            "387 hộ/12 xã",
            "275/2025/NĐ-CP",
            "01/2020",
            "trước ngày 05 của tháng liền kề",
            "đạt 15/16 tiêu chí",
            "ngày 15 hằng tháng",
            "ngày      tháng     năm 2024",
            "2.99% và 12.345.678 đồng",
            "1.2.1 Mục tiêu",
            "điểm 15 tháng",
            "1.13.2024 và 5-1-2024",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn days_at_their_bounds() {
        let table = [
            ("ngày 31/12/2024", "31.12.2024"),
            ("ngày 32/12/2024", "32.12.2024!"),
            ("ngày 15/13/2024", "15.13.2024!"),
            ("ngày 0/1/2024", "0.1.2024!"),
            ("ngày 1/0/2024", "1.0.2024!"),
            ("ngày 29/02/2024", "29.2.2024"),
            ("ngày 29/02/2100", "29.2.2100!"),
            ("ngày 29/02/2000", "29.2.2000"),
            ("ngày 30 tháng 02", "30.2.?!"),
            ("ngày 123/4/2024", ""),
            ("ngày 12/123/2024", ""),
            ("ngày 1/1/1899", ""),
            ("ngày 1/1/1900", "1.1.1900"),
            ("ngày 1/1/2199", "1.1.2199"),
            ("ngày 1/1/2200", ""),
            ("ngày 1/1/24", ""),
            ("ngày 1/1/20245", ""),
            ("15/10/2024", "15.10.2024"),
            ("15/10", ""),
            ("ngày 15-10", ""),
            ("ngày 15.10", ""),
            ("ngày 15/10a", ""),
            ("ngày 15/10/2024-2025", ""),
            ("ngày 15/10/2024/NĐ", ""),
            ("ngày 15/10/2024 - 16/10/2024", "15.10.2024 16.10.2024"),
            ("ngày 15/10/2024/", "15.10.2024"),
            ("ngày 15/10-20/10", ""),
            ("ngày 15/10 - 20/10", "15.10.?"),
            ("ngày 15/10-", "15.10.?"),
            ("15 tháng 10", "15.10.?"),
            ("15 tháng 10/2024", "15.10.2024"),
            ("15 tháng 10/24", ""),
            ("15 tháng 10 năm 2024", "15.10.2024"),
            ("15 tháng 10 năm 24", "15.10.?"),
            ("15tháng 10", ""),
            ("15 tháng10", ""),
            ("Ngày 15/10", "15.10.?"),
            ("cngày 15/10", ""),
            ("ngày15/10", ""),
            ("x15/10/2024, 1,5/10/2024", ""),
        ];
        for (text, found) in table {
            assert_eq!(read(text).join(" "), found, "{text}");
        }
    }
}
