//! Days in the tables of the law.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

/// A day without quotes, as TOML has it.
pub(super) fn day<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<Date>, D::Error> {
    let fault = |_| serde::de::Error::custom("no day of the calendar");
    let day = toml::value::Datetime::deserialize(reader)?;
    let (year, month, day) = day
        .date
        .map(|date| (date.year, date.month, date.day))
        .unwrap_or_default();
    let narrow = |number: u8| i8::try_from(number).unwrap_or_default();
    let year = i16::try_from(year).unwrap_or_default();
    Date::new(year, narrow(month), narrow(day))
        .map(Some)
        .map_err(fault)
}

/// Whether a day lies in a period that may be open at either end.
pub(super) fn is_within(from: Option<Date>, until: Option<Date>, day: Date) -> bool {
    from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
}
