//! How a calculation is told.

use super::exact::Exact;
use super::scale::Shift;
use super::unit::Measure;
use crate::diag::{Code, Diagnostic, Message};
use crate::source::Span;
use crate::vi;
use rust_decimal::Decimal;

/// More addends than this are not written out.
const MOST_ADDENDS: usize = 8;

/// More places than this are not shown beside a finding.
const MOST_PLACES: usize = 12;

/// More letters than this of a name are not repeated.
const MOST_LETTERS: usize = 40;

/// A number in Vietnamese notation.
#[must_use]
pub fn print(value: Decimal) -> String {
    vi::number::format(&value)
}

/// A name, or as much of it as a label has room for.
#[must_use]
pub fn short(name: &str) -> String {
    match name.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name.to_owned(),
    }
}

/// A finding about a stated number that is not what a calculation gives; `sign` is `%`, `‰` or nothing.
#[must_use]
pub fn mismatch(
    code: Code,
    (stated, span): (Decimal, Span),
    calculation: &Message,
    computed: Decimal,
    sign: &str,
) -> Diagnostic {
    use crate::diag::Lang::{En, Vi};
    let (said, found) = (print(stated) + sign, print(computed) + sign);
    let difference = stated.checked_sub(computed).unwrap_or_default();
    let off = vi::number::signed(&difference);
    let message = Message::new(
        format!(
            "{} = {found}, stated {said} (off by {off})",
            calculation.text(En)
        ),
        format!(
            "{} = {found}, ghi {said} (chênh {off})",
            calculation.text(Vi)
        ),
    );
    Diagnostic::new(code, span, message)
        .label(Message::new(
            format!("computed {found}"),
            format!("tính ra {found}"),
        ))
        .value("declared", stated)
        .value("computed", computed)
        .value("difference", difference)
}

/// An addition written out, or in words where it is long.
#[must_use]
pub fn addition(addends: &[Decimal]) -> Message {
    if addends.len() > MOST_ADDENDS {
        let count = addends.len();
        return Message::new(
            format!("the sum of {count} numbers"),
            format!("tổng của {count} số"),
        );
    }
    let mut text = String::new();
    for addend in addends {
        if text.is_empty() {
            text.push_str(&print(*addend));
        } else if addend.is_sign_negative() {
            text.push_str(&format!(" - {}", print(-*addend)));
        } else {
            text.push_str(&format!(" + {}", print(*addend)));
        }
    }
    Message::new(&*text, &*text)
}

/// Shows the places of all numbers that take part, with what each of them is; of many, the first.
#[must_use]
pub fn also_all<'a>(
    finding: Diagnostic,
    places: impl IntoIterator<Item = (Span, &'a str)>,
) -> Diagnostic {
    let mut places = places.into_iter();
    let mut finding = finding;
    for (span, name) in places.by_ref().take(MOST_PLACES) {
        finding = finding.also(span, Message::new(short(name), short(name)));
    }
    let more = places.count();
    if more > 0
        && let Some(last) = finding.secondary.last_mut()
    {
        last.text = Some(Message::new(
            format!("… and {more} more"),
            format!("… và {more} số khác"),
        ));
    }
    finding
}

/// A finding about a ratio that is a share of one (phần của một) where hundredths are meant.
#[must_use]
pub fn of_one(
    code: Code,
    (stated, span): (Decimal, Span),
    calculation: &Message,
    computed: Decimal,
    sign: &str,
) -> Diagnostic {
    use crate::diag::Lang::{En, Vi};
    let (said, found) = (print(stated), print(computed) + sign);
    let message = Message::new(
        format!(
            "{said} is a share of one and not in {sign}: {} = {found}",
            calculation.text(En)
        ),
        format!(
            "{said} là phần của một, không phải {sign}: {} = {found}",
            calculation.text(Vi)
        ),
    );
    Diagnostic::new(code, span, message)
        .value("declared", stated)
        .value("computed", computed)
        .help(Message::new(
            format!("write {found}"),
            format!("ghi {found}"),
        ))
}

/// A finding about a number that is in another unit than the numbers that it is compared with.
#[must_use]
pub fn of_scale(
    code: Code,
    (value, span): (Decimal, Span),
    unit: &str,
    shift: Shift,
) -> Diagnostic {
    let said = print(value);
    let message = match other_unit(unit, shift) {
        Some(other) => Message::new(
            format!("{said} is in {other}, the other numbers are in {unit}"),
            format!("{said} là số tính theo {other}, trong khi đơn vị tính là {unit}"),
        ),
        None => Message::new(
            format!("{said} is not in the unit of the numbers that it is compared with"),
            format!("{said} không cùng đơn vị tính với các số liên quan"),
        ),
    };
    let finding = Diagnostic::new(code, span, message).value("declared", value);
    let meant = shift.undone(Exact::of(value)).and_then(Exact::decimal);
    match meant {
        Some(meant) => finding.value("computed", meant).help(Message::new(
            format!("in {unit} it is {}", print(meant)),
            format!("tính theo {unit} là {}", print(meant)),
        )),
        None => finding,
    }
}

/// The unit in which a number would be right that is shifted so far.
fn other_unit(unit: &str, shift: Shift) -> Option<&'static str> {
    let Measure::Money(power) = Measure::of(Some(unit)) else {
        return None;
    };
    match i32::try_from(power).ok()? - shift.0 {
        0 => Some("đồng"),
        3 => Some("nghìn đồng"),
        6 => Some("triệu đồng"),
        9 => Some("tỷ đồng"),
        _ => None,
    }
}
