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
