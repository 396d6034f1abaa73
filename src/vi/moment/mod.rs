//! Moments in running text (thời điểm): days, years, ranges and periods, as documents write them.
//!
//! [`super::date`] reads and writes one date; this finds dates inside sentences, keeps where each
//! stands, and keeps days that no calendar has, so that they can be told.

mod day;
mod range;

pub use day::{WrittenDay, days};
pub use range::{Moments, ranges};

/// Whether a byte offset is the start of a word: nothing of a number or a word stands before it.
#[must_use]
pub fn begins_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    !before
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | ','))
}

/// A year of four digits at a place, as a whole word.
#[must_use]
pub fn year_at(text: &str, at: usize) -> Option<i16> {
    let ahead = text.get(at..)?;
    let digits = ahead.get(..4)?;
    let whole = !ahead[4..].starts_with(|c: char| c.is_ascii_digit());
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let year = digits.parse().ok()?;
    (whole && plain && (1900..2200).contains(&year)).then_some(year)
}

/// Where every «năm 2024» of a text has its year, with the year; «5 năm 2021-2025» is a period.
pub fn years(text: &str) -> impl Iterator<Item = (usize, i16)> {
    const WORD: &str = "năm ";
    text.match_indices(WORD)
        .chain(text.match_indices("Năm "))
        .filter_map(|(at, word)| {
            let year = at + word.len();
            let rest = text.get(year + 4..)?.trim_start();
            let period = rest.strip_prefix(['-', '–', '—']).map(str::trim_start);
            let goes_on = period.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            Some((year, year_at(text, year)?)).filter(|_| !goes_on)
        })
}

/// Where a text has a year that is certainly one: behind «năm» and in the list that goes on from there
/// («các năm 2023, 2024 và 2025»), in a day, behind a month or a quarter («tháng 3/2024», «quý I/2024»). The years
/// of a period («2021-2025») are not among them, nor is a number that may be an amount or part of a symbol.
#[must_use]
pub fn certain_years(text: &str) -> Vec<usize> {
    let listed = years(text).flat_map(|(at, _)| listed(text, at));
    let in_days = days(text)
        .into_iter()
        .filter(|day| day.year.is_some())
        .map(|day| day.range.end - 4);
    let behind = text.match_indices('/').map(|(at, mark)| at + mark.len());
    let in_months = behind.filter(|at| {
        let word = text[..at - 1].split_whitespace().nth_back(1);
        let word = word.unwrap_or_default().to_lowercase();
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let is_named = matches!(word, "tháng" | "quý");
        is_named && year_at(text, *at).is_some() && !text[at + 4..].starts_with(['/', '-'])
    });
    let mut all: Vec<usize> = listed.chain(in_days).chain(in_months).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A year and those that follow it in a list.
fn listed(text: &str, first: usize) -> Vec<usize> {
    let next = |at: &usize| {
        let rest = text.get(at + 4..)?;
        let joins = [", ", "; ", " và ", " hoặc "];
        let join = joins.into_iter().find(|join| rest.starts_with(join))?;
        let at = at + 4 + join.len();
        year_at(text, at)?;
        // What is counted is no year: «năm 2024, 2025 hộ».
        let behind = text.get(at + 4..)?;
        let ends = behind.is_empty() || behind.starts_with([',', ';', '.', ')', ':']);
        (ends || joins.into_iter().any(|join| behind.starts_with(join))).then_some(at)
    };
    std::iter::successors(Some(first), next).collect()
}

/// What stands before a place without the blanks at its end.
fn before(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default().trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_year_and_a_period() {
        let found = |text| years(text).map(|(_, year)| year).collect::<Vec<_>>();
        assert_eq!(found("năm 2024, Năm 2025 - tổng kết"), [2024, 2025]);
        assert_eq!(
            found("kế hoạch 5 năm 2021-2025, năm 2021 – 2025"),
            [0_i16; 0]
        );
    }

    #[test]
    fn a_year_is_certain_where_the_words_around_it_say_so() {
        let found = |text: &str| -> Vec<String> {
            let places = certain_years(text).into_iter();
            places.map(|at| text[at..at + 4].to_owned()).collect()
        };
        for (text, certain) in [
            ("năm 2024", &["2024"][..]),
            ("các năm 2023, 2024 và 2025.", &["2023", "2024", "2025"]),
            ("ngày 15/10/2024", &["2024"]),
            ("ngày 15 tháng 10 năm 2024", &["2024"]),
            ("tháng 3/2024 và quý I/2025", &["2024", "2025"]),
            ("Quý IV/2024", &["2024"]),
            ("năm 2024, 2025 hộ thoát nghèo", &["2024"]),
            ("giai đoạn 2021-2025", &[]),
            ("2024 hộ, 2025 triệu đồng", &[]),
            ("tổng số: 2024", &[]),
            ("Nghị quyết số 12/2024/NQ-HĐND", &[]),
            ("Nghị quyết 12/2024", &[]),
            ("Quyết định số 2024/QĐ-UBND", &[]),
            ("tháng 3/2024/BC", &[]),
        ] {
            assert_eq!(found(text), certain, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(ngày |tháng |năm |từ |đến |giai đoạn |[0-9]{1,4}|[-/., ]|\\PC){0,30}") {
            for day in days(&text) {
                prop_assert!(text.get(day.range).is_some());
            }
            for range in ranges(&text) {
                prop_assert!(text.get(range.from).is_some() && text.get(range.to).is_some());
            }
            prop_assert!(years(&text).all(|(at, _)| text.get(at..at + 4).is_some()));
            prop_assert!(certain_years(&text).iter().all(|at| year_at(&text, *at).is_some()));
        }
    }

    #[test]
    fn a_word_begins_behind_a_blank_or_a_bracket() {
        for before in ["", " ", "(", "“", ";", ":"] {
            assert!(
                begins_word(&format!("{before}15"), before.len()),
                "{before}"
            );
        }
        for before in ["a", "ệ", "1", "/", "-", ".", ","] {
            assert!(
                !begins_word(&format!("{before}15"), before.len()),
                "{before}"
            );
        }
    }

    #[test]
    fn a_year_has_four_digits_and_is_of_our_time() {
        for (text, year) in [
            ("1900", Some(1900)),
            ("2199.", Some(2199)),
            ("2026a", Some(2026)),
        ] {
            assert_eq!(year_at(text, 0), year, "{text}");
        }
        for text in ["1899", "2200", "202", "20261", "+202", "202a"] {
            assert_eq!(year_at(text, 0), None, "{text}");
        }
        let found = |text| years(text).collect::<Vec<_>>();
        assert_eq!(found("năm 2024"), [(5, 2024)]);
        assert_eq!(found("năm 2024 - 2025"), []);
        assert_eq!(found("năm 2024 — 2025"), []);
        assert_eq!(found("năm 2024 - rà soát"), [(5, 2024)]);
        assert_eq!(found("năm 202"), []);
    }
}
