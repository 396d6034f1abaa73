//! Ranges of time in running text.

use super::day::word;
use super::{WrittenDay, begins_word, year_at};
use std::ops::Range;

/// A range as it is written, with its ends as year, month and day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moments {
    /// Where the beginning stands.
    pub from: Range<usize>,
    /// Where the end stands.
    pub to: Range<usize>,
    /// Whether it ends before it begins, as far as both are known.
    pub reversed: bool,
}

/// The ranges of a text whose order is certain: «từ ngày 01/3/2024 đến ngày 15/4/2024», «từ tháng
/// 01/2024 đến tháng 6/2024», «từ năm 2021 đến năm 2025», «giai đoạn 2021-2025».
#[must_use]
pub fn ranges(text: &str) -> Vec<Moments> {
    let mut found: Vec<Moments> = ["giai đoạn", "Giai đoạn", "nhiệm kỳ", "Nhiệm kỳ", "năm học"]
        .iter()
        .flat_map(|head| text.match_indices(head))
        .filter_map(|(at, head)| years(text, at + head.len()))
        .collect();
    let spoken = ["từ ", "Từ "]
        .iter()
        .flat_map(|head| text.match_indices(head))
        .filter(|(at, _)| begins_word(text, *at))
        .filter_map(|(at, head)| spoken(text, at + head.len()));
    found.extend(spoken);
    found.sort_by_key(|range| range.from.start);
    found
}

/// Two years with a hyphen or a dash between them.
fn years(text: &str, at: usize) -> Option<Moments> {
    let skip = |at: usize| Some(text.len() - text.get(at..)?.trim_start().len());
    let at = skip(at)?;
    let first = year_at(text, at)?;
    let dash = skip(at + 4)?;
    let mark = text.get(dash..)?.chars().next()?;
    let second = skip(dash + mark.len_utf8())?;
    let last = year_at(text, second)?;
    matches!(mark, '-' | '–' | '—').then_some(Moments {
        from: at..at + 4,
        to: second..second + 4,
        reversed: last < first,
    })
}

/// A moment as precise as written, for comparing with another of the same precision.
enum Point {
    Day(Option<(i16, i8, i8)>, i8),
    Month(i16, i8),
    Year(i16),
}

fn spoken(text: &str, at: usize) -> Option<Moments> {
    let (from, first) = point(text, at)?;
    let (to, last) = point(text, word(text, from.end, "đến")?)?;
    let reversed = match (first, last) {
        (Point::Day(Some(a), _), Point::Day(Some(b), _)) => b < a,
        // «từ ngày 20 đến ngày 10/3/2024»: the month said once is that of both.
        (Point::Day(None, a), Point::Day(Some((_, _, b)), _)) => b < a,
        (Point::Month(year, month), Point::Month(late_year, late)) => {
            (late_year, late) < (year, month)
        }
        (Point::Year(a), Point::Year(b)) => b < a,
        _ => return None,
    };
    Some(Moments { from, to, reversed })
}

fn point(text: &str, at: usize) -> Option<(Range<usize>, Point)> {
    let ahead = text.get(at..)?;
    let after = |head: &str| ahead.strip_prefix(head).map(|_| at + head.len());
    if let Some(at) = after("năm ") {
        return Some((at..at + 4, Point::Year(year_at(text, at)?)));
    }
    if let Some(at) = after("tháng ") {
        let rest = text.get(at..)?;
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let month = rest.get(..length)?.parse().ok()?;
        let end = at + length;
        let year = match text.get(end..)?.strip_prefix('/') {
            Some(_) => end + 1,
            None => word(text, end, "năm")?,
        };
        return Some((at..year + 4, Point::Month(year_at(text, year)?, month)));
    }
    let at = after("ngày ").unwrap_or(at);
    if let Some(day) = WrittenDay::at(text, at) {
        let known = day.year.map(|year| (year, day.month, day.day));
        return known.map(|known| (day.range, Point::Day(Some(known), known.2)));
    }
    let rest = text.get(at..)?;
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let alone = rest.get(length..)?.starts_with(" đến ngày ");
    let day = rest.get(..length)?.parse().ok().filter(|_| alone)?;
    Some((at..at + length, Point::Day(None, day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let slice = |range: &Range<usize>| text[range.clone()].to_owned();
        ranges(text)
            .iter()
            .map(|r| {
                let mark = if r.reversed { ">" } else { "<" };
                format!("{}{mark}{}", slice(&r.from), slice(&r.to))
            })
            .collect()
    }

    #[test]
    fn finds_ranges_and_their_order() {
        let table = [
            ("giai đoạn 2021-2025", "2021<2025"),
            ("giai đoạn 2025 – 2021", "2025>2021"),
            (
                "từ ngày 01/3/2024 đến ngày 15/02/2024",
                "01/3/2024>15/02/2024",
            ),
            ("Từ tháng 10/2024 đến tháng 3/2025", "10/2024<3/2025"),
            (
                "từ tháng 10 năm 2024 đến tháng 3 năm 2024",
                "10 năm 2024>3 năm 2024",
            ),
            ("từ năm 2030 đến năm 2025", "2030>2025"),
            ("từ ngày 20 đến ngày 10/3/2024", "20>10/3/2024"),
        ];
        for (text, found) in table {
            assert_eq!(read(text).join(" "), found, "{text}");
        }
    }

    #[test]
    fn says_nothing_where_the_year_is_open() {
        for text in [
            "từ tháng 10 đến tháng 3",
            "Từ tháng 3 đến tháng 10/2020",
            "từ ngày 15/10 đến ngày 05/3",
            "từ ngày 20 tháng trước đến ngày 10 tháng sau",
            "từ 5% đến 4%",
            "giai đoạn 2021-2025, định hướng đến năm 2030",
        ] {
            let told: Vec<_> = ranges(text).into_iter().filter(|r| r.reversed).collect();
            assert_eq!(told, Vec::new(), "{text}");
        }
    }

    #[test]
    fn an_end_that_is_the_beginning_is_not_before_it() {
        let table = [
            ("giai đoạn 2025-2025", "2025<2025"),
            ("nhiệm kỳ 2026-2025", "2026>2025"),
            ("năm học 2025 - 2026", "2025<2026"),
            ("giai đoạn 2025/2026", ""),
            ("giai đoạn 2025 - 26", ""),
            (
                "từ ngày 01/3/2024 đến ngày 01/3/2024",
                "01/3/2024<01/3/2024",
            ),
            (
                "từ ngày 01/3/2024 đến ngày 29/02/2024",
                "01/3/2024>29/02/2024",
            ),
            ("từ 01/3/2024 đến 02/3/2024", "01/3/2024<02/3/2024"),
            ("từ ngày 10 đến ngày 10/3/2024", "10<10/3/2024"),
            ("từ ngày 11 đến ngày 10/3/2024", "11>10/3/2024"),
            ("từ tháng 3/2024 đến tháng 3/2024", "3/2024<3/2024"),
            ("từ tháng 3/2024 đến tháng 2/2024", "3/2024>2/2024"),
            ("từ tháng 3/2024 đến tháng 2/2025", "3/2024<2/2025"),
            ("từ tháng 3/2025 đến tháng 4/2024", "3/2025>4/2024"),
            ("từ năm 2025 đến năm 2025", "2025<2025"),
            ("từ\u{a0}năm 2025 đến năm 2024", ""),
            ("từ năm 2025\u{a0}đến năm 2024", "2025>2024"),
            ("ngày-từ năm 2025 đến năm 2024", ""),
            ("từ năm 2025 tới năm 2024", ""),
            ("từ năm 2025 đến tháng 3/2024", ""),
            ("từ năm 2025 đến ngày 01/3/2024", ""),
            ("từ tháng 3/2025 đến năm 2024", ""),
            ("từ ngày 20 đến 10/3/2024", ""),
        ];
        for (text, found) in table {
            assert_eq!(read(text).join(" "), found, "{text}");
        }
    }
}
