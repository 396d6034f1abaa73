//! How a calculation is told.

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
    let plus = if difference.is_sign_positive() {
        "+"
    } else {
        ""
    };
    let off = format!("{plus}{}", print(difference));
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
