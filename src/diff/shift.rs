//! What follows from moving a plan from one year to the next.

use super::change::Expected;
use super::item::{Field, Kind, Value};
use super::words::pieces;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Why a leaf has changed, where that just follows from the step from one plan's year to the other's.
#[must_use]
pub fn expected(
    years: (i16, i16),
    kind: Kind,
    field: &Field,
    values: (Option<&Value>, Option<&Value>),
) -> Option<Expected> {
    let recorded = |years: (i16, i16)| {
        let key: i16 = field.key.as_deref()?.parse().ok()?;
        is_record(kind, field).then_some((key, years.0.min(years.1), years.0.max(years.1)))
    };
    match values {
        _ if years.0 == years.1 => None,
        (Some(old), Some(new)) => {
            let places = moved(kind, field, old, new, years);
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
fn moved(kind: Kind, field: &Field, old: &Value, new: &Value, years: (i16, i16)) -> usize {
    let by = Decimal::from(years.1) - Decimal::from(years.0);
    match (old, new) {
        (Value::Text(old), Value::Text(new)) => moved_text(old, new, years),
        (Value::Day(old), Value::Day(new)) => usize::from(moved_day(*old, *new, years)),
        (Value::Number(old), Value::Number(new)) => {
            let year = kind == Kind::Plan && matches!(field.name, "year" | "until");
            let year = year || field.name == "target_year";
            usize::from(year && new.checked_sub(*old) == Some(by))
        }
        _ => 0,
    }
}

/// Whether a field is what an indicator recorded of a year.
fn is_record(kind: Kind, field: &Field) -> bool {
    kind == Kind::Indicator && matches!(field.name, "value" | "change")
}

fn moved_day(old: Date, new: Date, years: (i16, i16)) -> bool {
    // The last of February has no counterpart in every year.
    let day = old.day() == new.day() || (old.month() == 2 && old.day().max(new.day()) == 29);
    is_later(old.year(), new.year(), years) && old.month() == new.month() && day
}

/// Whether one year is as much later than another as the new plan is later than the old one.
fn is_later(old: i16, new: i16, years: (i16, i16)) -> bool {
    i32::from(new) - i32::from(old) == i32::from(years.1) - i32::from(years.0)
}

/// How many years differ by the step, where two texts differ in nothing else and none of the old plan's
/// year was forgotten; else 0.
fn moved_text(old: &str, new: &str, years: (i16, i16)) -> usize {
    let (old, new) = (pieces(old), pieces(new));
    let mut moved = 0;
    let is_moved = old.len() == new.len()
        && old.iter().zip(&new).all(|(old, new)| {
            let both = year(old).zip(year(new));
            let later = both.is_some_and(|(old, new)| is_later(old, new, years));
            moved += usize::from(later);
            later || (old == new && year(new) != Some(years.0))
        });
    if is_moved { moved } else { 0 }
}

fn year(word: &str) -> Option<i16> {
    word.parse().ok().filter(|_| word.len() == 4)
}
