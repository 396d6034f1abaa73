//! What follows from moving a plan from one year to the next.

use super::change::Expected;
use super::item::{Field, Role, Value};
use super::words::pieces;
use crate::spec::scan::scan;
use crate::vi::moment::{certain_years, year_at};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Why a leaf has changed, where that just follows from the step from one plan's year to the other's.
#[must_use]
pub fn expected(
    years: (i16, i16),
    field: &Field,
    values: (Option<&Value>, Option<&Value>),
) -> Option<Expected> {
    let recorded = |years: (i16, i16)| {
        let key: i16 = field.key.as_deref()?.parse().ok()?;
        (field.role == Role::Yearly).then_some((key, years.0.min(years.1), years.0.max(years.1)))
    };
    match values {
        _ if years.0 == years.1 => None,
        (Some(old), Some(new)) => {
            let places = moved(field, old, new, years);
            (places > 0).then_some(Expected::Year(places))
        }
        (None, Some(_)) => recorded(years)
            .filter(|(year, first, last)| (first..last).contains(&year))
            .map(|_| Expected::Recorded),
        (Some(_), None) => recorded(years)
            .filter(|(year, first, _)| year < first)
            .map(|_| Expected::Past),
        (None, None) => None,
    }
}

/// In how many places a value is another, moved from one year to the other; 0 where it is another value.
fn moved(field: &Field, old: &Value, new: &Value, years: (i16, i16)) -> usize {
    let by = Decimal::from(years.1) - Decimal::from(years.0);
    match (old, new) {
        // A title often ends with the bare year of its plan.
        (Value::Text(old), Value::Text(new)) => moved_text(old, new, years, field.name == "title"),
        (Value::Day(old), Value::Day(new)) => usize::from(moved_day(*old, *new, years)),
        (Value::Number(old), Value::Number(new)) => {
            usize::from(field.role == Role::Year && new.checked_sub(*old) == Some(by))
        }
        _ => 0,
    }
}

fn moved_day(old: Date, new: Date, years: (i16, i16)) -> bool {
    // The last of February is another day in another year.
    let is_last = |day: Date| day == day.last_of_month();
    let is_same = old.day() == new.day() || (is_last(old) && is_last(new));
    is_later(old.year(), new.year(), years) && old.month() == new.month() && is_same
}

/// Whether one year is as much later than another as the new plan is later than the old one.
fn is_later(old: i16, new: i16, years: (i16, i16)) -> bool {
    i32::from(new) - i32::from(old) == i32::from(years.1) - i32::from(years.0)
}

/// How many years differ by the step, where two texts differ in nothing else and none of the old plan's
/// year was forgotten; else 0.
fn moved_text(old: &str, new: &str, years: (i16, i16), is_title: bool) -> usize {
    let (old, new) = (dated(old, years.0, is_title), dated(new, years.1, is_title));
    let mut moved = 0;
    let is_moved = old.len() == new.len()
        && old.iter().zip(&new).all(|((old, before), (new, after))| {
            let both = before.zip(*after);
            let later = both.is_some_and(|(old, new)| is_later(old, new, years));
            moved += usize::from(later);
            later || (old == new && *after != Some(years.0))
        });
    if is_moved { moved } else { 0 }
}

/// The pieces of a text of a plan for a year, each with the year that it certainly is.
fn dated(text: &str, plan: i16, is_title: bool) -> Vec<(&str, Option<i16>)> {
    let (certain, scan) = (certain_years(text), scan(text));
    let mut end = 0;
    let pieces = pieces(text).into_iter().map(|piece| {
        let start = end;
        end += piece.len();
        let year = year_at(text, start).filter(|_| piece.len() == 4);
        let is_sure = |year: &i16| {
            let is_bare = is_title && *year == plan && end == text.len();
            // What a call asks for is a year, too: «value(…, year=2024)».
            let is_said = certain.binary_search(&start).is_ok() || scan.tag_at(start).is_some();
            is_bare || is_said && is_near(*year, plan)
        };
        (piece, year.filter(is_sure))
    });
    pieces.collect()
}

/// Whether a year is within reach of a plan for a year: a period of ten years to either side.
fn is_near(year: i16, plan: i16) -> bool {
    year.abs_diff(plan) <= 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Why a field of the plans of 2024 and 2025 has changed, or of other years.
    fn of(years: (i16, i16), name: &'static str, values: &[Value; 2]) -> Option<Expected> {
        let [old, new] = values;
        expected(years, &Field::of(name), (Some(old), Some(new)))
    }

    fn text(years: (i16, i16), old: &str, new: &str) -> Option<Expected> {
        of(
            years,
            "text",
            &[old, new].map(|text| Value::Text(text.to_owned())),
        )
    }

    const YEARS: (i16, i16) = (2024, 2025);

    #[test]
    fn a_text_follows_where_only_years_have_moved_by_the_step() {
        let year = |old, new| text(YEARS, old, new);
        assert_eq!(
            year("năm 2024, so với năm 2023", "năm 2025, so với năm 2024"),
            Some(Expected::Year(2))
        );
        assert_eq!(year("Năm 2024", "Năm 2026"), None, "another step");
        assert_eq!(year("Năm 2023", "Năm 2023"), None, "nothing has moved");
        assert_eq!(year("Năm 2024: 12 hộ", "Năm 2025: 13 hộ"), None);
        assert_eq!(year("Năm 2024", "Năm 2025 và sau đó"), None);
        assert_eq!(year("Năm 2024 và sau đó", "Năm 2025"), None);
    }

    #[test]
    fn a_year_of_both_stays_unless_it_is_the_old_plans_own() {
        assert_eq!(
            text(
                YEARS,
                "từ năm 2021 đến năm 2024",
                "từ năm 2021 đến năm 2025"
            ),
            Some(Expected::Year(1))
        );
        // The second one was forgotten.
        assert_eq!(
            text(YEARS, "năm 2024, cuối năm 2024", "năm 2025, cuối năm 2024"),
            None
        );
    }

    #[test]
    fn what_may_be_an_amount_or_a_symbol_is_no_year() {
        for (old, new) in [
            ("năm 1500 hộ", "năm 1501 hộ"),
            ("có 2024 hộ", "có 2025 hộ"),
            ("kinh phí: 2024 triệu đồng", "kinh phí: 2025 triệu đồng"),
            (
                "Nghị quyết số 12/2024/NQ-HĐND",
                "Nghị quyết số 12/2025/NQ-HĐND",
            ),
            ("Nghị quyết 12/2024", "Nghị quyết 12/2025"),
            ("Quyết định số 1401/QĐ-TTg", "Quyết định số 1402/QĐ-TTg"),
            ("giai đoạn 2021-2025", "giai đoạn 2022-2026"),
            ("năm 2044", "năm 2045"),
            ("có 2024", "có 2025"),
        ] {
            assert_eq!(text(YEARS, old, new), None, "{old}");
        }
        let follows = Some(Expected::Year(1));
        assert_eq!(text(YEARS, "ngày 05/01/2024", "ngày 05/01/2025"), follows);
        assert_eq!(text(YEARS, "quý I/2024", "quý I/2025"), follows);
        let title = |old: &str, new: &str| {
            let values = [old, new].map(|text| Value::Text(text.to_owned()));
            of(YEARS, "title", &values)
        };
        assert_eq!(title("Giảm nghèo 2024", "Giảm nghèo 2025"), follows);
        assert_eq!(title("Hỗ trợ 2024 hộ", "Hỗ trợ 2025 hộ"), None);
        assert_eq!(title("Cấp 1500", "Cấp 1501"), None);
    }

    #[test]
    fn plans_may_lie_years_apart_and_be_turned_around() {
        assert_eq!(
            text((2021, 2026), "Năm 2021", "Năm 2026"),
            Some(Expected::Year(1))
        );
        assert_eq!(text((2021, 2026), "Năm 2021", "Năm 2022"), None);
        assert_eq!(
            text((2025, 2024), "Năm 2025", "Năm 2024"),
            Some(Expected::Year(1))
        );
    }

    #[test]
    fn a_day_follows_to_the_same_day_of_another_year() {
        let day = |years, old, new| of(years, "deadline", &[old, new].map(Value::Day));
        let follows = Some(Expected::Year(1));
        assert_eq!(day(YEARS, date(2024, 11, 30), date(2025, 11, 30)), follows);
        assert_eq!(day(YEARS, date(2024, 11, 30), date(2025, 11, 29)), None);
        assert_eq!(day(YEARS, date(2024, 11, 30), date(2025, 10, 30)), None);
        assert_eq!(day(YEARS, date(2024, 11, 30), date(2024, 10, 30)), None);
        assert_eq!(day(YEARS, date(2024, 11, 30), date(2026, 11, 30)), None);
    }

    #[test]
    fn the_last_of_february_follows_to_the_last_of_february() {
        let day = |years, old, new| of(years, "deadline", &[old, new].map(Value::Day));
        let follows = Some(Expected::Year(1));
        assert_eq!(day(YEARS, date(2024, 2, 29), date(2025, 2, 28)), follows);
        assert_eq!(
            day((2023, 2024), date(2023, 2, 28), date(2024, 2, 29)),
            follows
        );
        assert_eq!(day(YEARS, date(2024, 2, 29), date(2025, 2, 27)), None);
        assert_eq!(
            day((2023, 2024), date(2023, 2, 27), date(2024, 2, 29)),
            None
        );
        assert_eq!(day(YEARS, date(2024, 2, 27), date(2025, 2, 28)), None);
        assert_eq!(day(YEARS, date(2024, 1, 29), date(2025, 1, 28)), None);
        // Within one year nothing follows from the year.
        assert_eq!(
            day((2024, 2024), date(2024, 2, 29), date(2024, 2, 28)),
            None
        );
    }

    #[test]
    fn of_numbers_only_years_follow() {
        let number = |role, old: i64, new: i64| {
            let [old, new] = [old, new].map(|year| Value::Number(year.into()));
            let field = Field::of("until").role(role);
            expected(YEARS, &field, (Some(&old), Some(&new)))
        };
        assert_eq!(number(Role::Year, 2024, 2025), Some(Expected::Year(1)));
        assert_eq!(number(Role::Year, 2024, 2026), None);
        assert_eq!(number(Role::Year, 2024, 2023), None);
        assert_eq!(number(Role::Figure, 2024, 2025), None);
        let undecided = of(
            YEARS,
            "total",
            &[Value::Undecided, Value::Number(2025.into())],
        );
        assert_eq!(undecided, None);
    }

    /// Why a value of a year stands in one plan alone.
    fn alone(years: (i16, i16), field: &Field, is_new: bool) -> Option<Expected> {
        let value = Value::Number(84.into());
        let values = if is_new {
            (None, Some(&value))
        } else {
            (Some(&value), None)
        };
        expected(years, field, values)
    }

    #[test]
    fn the_results_from_the_old_plans_year_to_the_new_ones_are_recorded() {
        for name in ["value", "change"] {
            let new = |years, year: i16| {
                alone(years, &Field::keyed(name, &year).role(Role::Yearly), true)
            };
            assert_eq!(new(YEARS, 2023), None);
            assert_eq!(new(YEARS, 2024), Some(Expected::Recorded));
            assert_eq!(new(YEARS, 2025), None);
            assert_eq!(new((2021, 2023), 2022), Some(Expected::Recorded));
            assert_eq!(new((2025, 2024), 2024), Some(Expected::Recorded));
            assert_eq!(new((2024, 2024), 2024), None);
        }
        assert_eq!(alone(YEARS, &Field::keyed("amount", &2024), true), None);
        assert_eq!(
            alone(YEARS, &Field::of("value").role(Role::Yearly), true),
            None
        );
        let named = Field::keyed("value", "nay").role(Role::Yearly);
        assert_eq!(alone(YEARS, &named, true), None);
    }

    #[test]
    fn results_from_before_the_old_plans_year_may_be_left_out() {
        for name in ["value", "change"] {
            let old = |years, year: i16| {
                alone(years, &Field::keyed(name, &year).role(Role::Yearly), false)
            };
            assert_eq!(old(YEARS, 2023), Some(Expected::Past));
            assert_eq!(old(YEARS, 2024), None);
            assert_eq!(old((2025, 2024), 2023), Some(Expected::Past));
            assert_eq!(old((2025, 2024), 2024), None);
            assert_eq!(old((2024, 2024), 2023), None);
        }
        assert_eq!(alone(YEARS, &Field::keyed("cell", &2023), false), None);
        assert_eq!(expected(YEARS, &Field::of("text"), (None, None)), None);
    }
}
