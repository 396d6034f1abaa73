//! Dates (ngày, tháng, năm) as documents write them.
//!
//! Decree 30/2020/NĐ-CP, Annex I, Part I, II.4.b: Arabic digits, written out
//! in full, with a 0 before days below 10 and before months 1 and 2 only.
//!
//! The writers take what they are given; days are 1 to 31 and months 1 to 12,
//! which [`jiff::civil::Date`] guarantees.

use jiff::civil::{Date, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

use super::text;

/// Room left for a number to be filled in by hand: six no-break spaces.
const BLANK: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

/// Writes the day of the month (ngày), 1 to 31, with a 0 below 10: "05", "26".
///
/// Source: Annex I, Part I, II.4.b.
#[must_use]
pub fn day(day: i8) -> String {
    format!("{day:02}")
}

/// Writes the month (tháng), 1 to 12, with a 0 before 1 and 2 only: "01",
/// "3", "12".
///
/// Source: Annex I, Part I, II.4.b.
#[must_use]
pub fn month(month: i8) -> String {
    if month < 3 {
        format!("{month:02}")
    } else {
        month.to_string()
    }
}

/// Writes a date in full: "ngày 05 tháng 01 năm 2024".
///
/// Source: Annex I, Part I, II.4.b, and the specimen of cell 4 in section V.
#[must_use]
pub fn long(date: Date) -> String {
    format!(
        "ngày {} tháng {} năm {}",
        day(date.day()),
        month(date.month()),
        date.year()
    )
}

/// A moment in the time of Viet Nam (giờ Việt Nam): UTC+7, without summer time.
#[must_use]
pub fn in_vietnam(at: Timestamp) -> Zoned {
    at.to_zoned(TimeZone::fixed(Offset::constant(7)))
}

/// A moment as Vietnamese offices write it, in their time: `14:00:05 22/11/2026`.
#[must_use]
pub fn moment(at: Timestamp) -> String {
    in_vietnam(at).strftime("%H:%M:%S %d/%m/%Y").to_string()
}

/// Writes a date with slashes, for tables and references: "05/01/2024",
/// "26/4/2013".
///
/// Source: common practice, with the zeros of Annex I, Part I, II.4.b.
#[must_use]
pub fn short(date: Date) -> String {
    format!(
        "{}/{}",
        day(date.day()),
        month_year(date.year(), date.month())
    )
}

/// Writes the date line of a draft (dự thảo), with six no-break spaces where
/// the day, and the month if `None`, are to be filled in at signing. The year
/// is 1 to 9999, the month 1 to 12.
///
/// Source: the blank date lines of Annex III (Phụ lục III), section II.
#[must_use]
pub fn blank(year: i16, month: Option<i8>) -> String {
    match month {
        Some(number) => format!("ngày{BLANK}tháng {} năm {year}", self::month(number)),
        None => format!("ngày{BLANK}tháng{BLANK}năm {year}"),
    }
}

/// Writes a month of a year, 1 to 12 and 1 to 9999: "01/2020", "3/2020".
///
/// Source: common practice, with the zeros of Annex I, Part I, II.4.b.
#[must_use]
pub fn month_year(year: i16, month: i8) -> String {
    format!("{}/{year}", self::month(month))
}

/// Names the day of the week (ngày trong tuần): "thứ Hai" to "thứ Bảy", then
/// "Chủ nhật".
///
/// Source: Annex II, V.8.c, for the capital on the syllable that tells the day.
#[must_use]
pub fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "thứ Hai",
        Weekday::Tuesday => "thứ Ba",
        Weekday::Wednesday => "thứ Tư",
        Weekday::Thursday => "thứ Năm",
        Weekday::Friday => "thứ Sáu",
        Weekday::Saturday => "thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    }
}

/// Reads a date: "ngày 05 tháng 01 năm 2024", "05/01/2024" or "5-1-2024", the
/// short forms also after the word "ngày".
///
/// The day comes first and the year has four digits; zeros before day and
/// month are free, as are letter case and the width of spaces. Anything else,
/// and a day that is not in the calendar, is `None`.
///
/// Source: Annex I, Part I, II.4.b, less strict about zeros.
#[must_use]
pub fn parse(text: &str) -> Option<Date> {
    let lower = text::nfc(text).to_lowercase();
    let parts: Vec<&str> = lower.split_whitespace().collect();
    let (day, month, year) = match parts[..] {
        ["ngày", day, "tháng", month, "năm", year] => (day, month, year),
        ["ngày", short] | [short] => split_short(short)?,
        _ => return None,
    };
    Date::new(
        digits(year, 4, 4)?,
        digits(month, 1, 2)?.try_into().ok()?,
        digits(day, 1, 2)?.try_into().ok()?,
    )
    .ok()
}

fn split_short(text: &str) -> Option<(&str, &str, &str)> {
    ['/', '-'].into_iter().find_map(|mark| {
        let (day, rest) = text.split_once(mark)?;
        let (month, year) = rest.split_once(mark)?;
        Some((day, month, year))
    })
}

fn digits(text: &str, least: usize, most: usize) -> Option<i16> {
    let all_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits && (least..=most).contains(&text.len()) {
        text.parse().ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_vietnam_begins_seven_hours_before_that_of_utc() {
        let day = |text: &str| in_vietnam(text.parse().unwrap()).date().to_string();
        assert_eq!(day("2026-01-19T16:59:59Z"), "2026-01-19");
        assert_eq!(day("2026-01-19T17:00:00Z"), "2026-01-20");
        assert_eq!(day("2026-07-19T22:10:00Z"), "2026-07-20");
    }
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn pads_days_below_ten_and_the_first_two_months() {
        assert_eq!([day(5), day(10)], ["05", "10"]);
        assert_eq!(
            [month(1), month(2), month(3), month(12)],
            ["01", "02", "3", "12"]
        );
    }

    #[test]
    fn writes_full_and_short_dates() {
        assert_eq!(long(date(2024, 1, 5)), "ngày 05 tháng 01 năm 2024");
        assert_eq!(long(date(2019, 6, 29)), "ngày 29 tháng 6 năm 2019");
        assert_eq!(short(date(2024, 1, 5)), "05/01/2024");
        assert_eq!(short(date(2013, 4, 26)), "26/4/2013");
        assert_eq!(short(date(2017, 9, 27)), "27/9/2017");
        assert_eq!(
            [month_year(2020, 1), month_year(2020, 3)],
            ["01/2020", "3/2020"]
        );
    }

    #[test]
    fn leaves_room_in_drafts() {
        let spaces = |text: String| text.replace('\u{a0}', "_");
        assert_eq!(spaces(blank(2024, None)), "ngày______tháng______năm 2024");
        assert_eq!(spaces(blank(2025, Some(12))), "ngày______tháng 12 năm 2025");
        assert_eq!(spaces(blank(2025, Some(1))), "ngày______tháng 01 năm 2025");
    }

    #[test]
    fn names_the_days_of_the_week() {
        let names: Vec<_> = (1..=7).map(|day| weekday(date(2024, 1, day))).collect();
        let week = "thứ Hai, thứ Ba, thứ Tư, thứ Năm, thứ Sáu, thứ Bảy, Chủ nhật";
        assert_eq!(names.join(", "), week);
    }

    #[test]
    fn reads_the_usual_forms() {
        for text in [
            "ngày 05 tháng 01 năm 2024",
            " Ngày\u{a0}5  tháng 1 năm 2024",
            "nga\u{300}y 05 tha\u{301}ng 01 na\u{306}m 2024",
            "05/01/2024",
            "ngày 05/01/2024",
            "5-1-2024",
        ] {
            assert_eq!(parse(text), Some(date(2024, 1, 5)), "{text}");
        }
    }

    #[test]
    fn reads_the_last_days_of_months() {
        assert_eq!(parse("31/12/2024"), Some(date(2024, 12, 31)));
        assert_eq!(parse("29/02/2024"), Some(date(2024, 2, 29)));
        assert_eq!(parse("29-2-2000"), Some(date(2000, 2, 29)));
        assert_eq!(parse("29/02/2100"), None);
    }

    #[test]
    fn a_moment_is_that_of_vietnam() {
        let at = |text: &str| moment(text.parse().unwrap());
        assert_eq!(at("2026-11-22T07:00:05Z"), "14:00:05 22/11/2026");
        assert_eq!(at("2026-12-31T16:59:59Z"), "23:59:59 31/12/2026");
        assert_eq!(at("2026-12-31T17:00:00Z"), "00:00:00 01/01/2027");
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "31/02/2024",
            "29/02/2023",
            "0/1/2024",
            "5/13/2024",
            "5/1/24",
            "5/1/02024",
            "005/1/2024",
            "5/001/2024",
            "/1/2024",
            "5//2024",
            "32/12/2024",
            "31/13/2024",
            "5/0/2024",
            "ngày 5 tháng 1 năm",
            "ngày 5 tháng 1 năm 2024 này",
            "5/1-2024",
            "5/1/2024/7",
            "2024-01-05",
            "+5/1/2024",
            "05.01.2024",
            "tháng 01 năm 2024",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&blank(2024, None)), None);
    }

    proptest! {
        #[test]
        fn reads_back_what_it_writes(year in 1000_i16..=9999, month in 1_i8..=12, day in 1_i8..=31) {
            if let Ok(date) = Date::new(year, month, day) {
                prop_assert_eq!(parse(&long(date)), Some(date));
                prop_assert_eq!(parse(&short(date)), Some(date));
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9/ -]{0,12}|\\PC{0,20}") {
            let _ = parse(&text);
        }
    }
}
