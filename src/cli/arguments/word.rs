//! Words of the command line that are more than text.

use crate::plan::Role;
use crate::release::number::Number;
use crate::spec::is_unprintable;
use crate::vi;
use jiff::civil::Date;

/// A role, by its id or name.
pub fn role(word: &str) -> Result<Role, String> {
    let known = || format!("there is no such role; roles are {}", Role::ids());
    Role::parse(word).ok_or_else(known)
}

/// A number, as in 12 and 12a.
pub fn number(word: &str) -> Result<Number, String> {
    let wrong = || "a number is digits, at most with a letter, as in 12 or 12a".to_owned();
    Number::parse(word).ok_or_else(wrong)
}

/// A day, as Vietnamese offices or ISO 8601 write it.
pub fn day(word: &str) -> Result<Date, String> {
    let wrong = || "a day is written as 2026-01-20 or 20/01/2026".to_owned();
    (word.parse().ok())
        .or_else(|| vi::date::parse(word))
        .ok_or_else(wrong)
}

/// Number and symbol of a document, as in 15/TB-UBND.
pub fn document(word: &str) -> Result<String, String> {
    let wrong = || "a document is given by number and symbol, as in 15/TB-UBND".to_owned();
    let word = vi::text::nfc(word.trim()).into_owned();
    let (number, symbol) = word.split_once('/').ok_or_else(wrong)?;
    let number = Number::parse(number).ok_or_else(wrong)?;
    let odd = |c: char| c.is_whitespace() || is_unprintable(c) || c == ';';
    if symbol.is_empty() || symbol.chars().any(odd) {
        return Err(wrong());
    }
    Ok(number.with(symbol))
}
