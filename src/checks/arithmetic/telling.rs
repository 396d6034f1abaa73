//! How a calculation is told.

use super::exact::Exact;
use super::scale::Shift;
use super::unit::Measure;
use crate::diag::{Finding, Message};
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
    (stated, span): (Decimal, Span),
    calculation: &Message,
    computed: Decimal,
    sign: &str,
) -> Finding {
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
    Finding::at(span, message)
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
    finding: Finding,
    places: impl IntoIterator<Item = (Span, &'a str)>,
) -> Finding {
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
    (stated, span): (Decimal, Span),
    calculation: &Message,
    computed: Decimal,
    sign: &str,
) -> Finding {
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
    Finding::at(span, message)
        .value("declared", stated)
        .value("computed", computed)
        .help(Message::new(
            format!("write {found}"),
            format!("ghi {found}"),
        ))
}

/// A finding about a number that is in another unit than the numbers that it is compared with.
#[must_use]
pub fn of_scale((value, span): (Decimal, Span), unit: &str, shift: Shift) -> Finding {
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
    let finding = Finding::at(span, message).value("declared", value);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Lang;
    use crate::source::{Source, Sources};

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn spans(count: usize) -> Vec<Span> {
        let text = "0".repeat(count);
        let source = Sources::default().add(Source::new("a.toml".into(), text));
        (0..count).map(|at| Span::new(source, at..at + 1)).collect()
    }

    fn said(message: &Message) -> &str {
        message.text(Lang::Vi)
    }

    #[test]
    fn eight_addends_are_written_out_and_nine_are_not() {
        let add = |numbers: &str| {
            let numbers: Vec<Decimal> = numbers.split(' ').map(dec).collect();
            said(&addition(&numbers)).to_owned()
        };
        assert_eq!(add("839 -12.5 737"), "839 - 12,5 + 737");
        assert_eq!(add("-5 3"), "-5 + 3");
        assert_eq!(add("1 2 3 4 5 6 7 8"), "1 + 2 + 3 + 4 + 5 + 6 + 7 + 8");
        assert_eq!(add("1 2 3 4 5 6 7 8 9"), "tổng của 9 số");
    }

    #[test]
    fn a_name_of_forty_letters_is_repeated_whole() {
        let (whole, long) = ("ổ".repeat(40), "ổ".repeat(41));
        assert_eq!(short(&whole), whole);
        assert_eq!(short(&long), format!("{whole}…"));
        assert_eq!(
            short(&format!("{} {long}", "ổ".repeat(39))),
            format!("{}…", "ổ".repeat(39))
        );
    }

    #[test]
    fn twelve_places_are_shown_and_the_thirteenth_is_counted() {
        let shown = |count: usize| {
            let spans = spans(count + 1);
            let finding = Finding::at(spans[count], Message::new("", ""));
            let places = spans[..count].iter().map(|span| (*span, "Thôn Đông"));
            let finding = also_all(finding, places);
            let last = finding
                .secondary
                .last()
                .and_then(|label| label.text.as_ref());
            (
                finding.secondary.len(),
                last.map(|text| said(text).to_owned()),
            )
        };
        assert_eq!(shown(0), (0, None));
        assert_eq!(shown(12), (12, Some("Thôn Đông".to_owned())));
        assert_eq!(shown(13), (12, Some("… và 1 số khác".to_owned())));
        assert_eq!(shown(15), (12, Some("… và 3 số khác".to_owned())));
    }

    #[test]
    fn a_calculation_is_told_with_its_difference() {
        let total = (dec("86"), spans(1)[0]);
        let finding = mismatch(total, &addition(&[dec("35"), dec("49")]), dec("84"), "%");
        assert_eq!(said(&finding.message), "35 + 49 = 84%, ghi 86% (chênh +2)");
        assert_eq!(finding.primary.text.as_ref().map(said), Some("tính ra 84%"));
        let finding = of_one(
            (dec("0.245"), total.1),
            &addition(&[dec("1")]),
            dec("24.5"),
            "%",
        );
        assert_eq!(
            said(&finding.message),
            "0,245 là phần của một, không phải %: 1 = 24,5%"
        );
        assert_eq!(said(&finding.help[0]), "ghi 24,5%");
    }

    #[test]
    fn a_number_of_another_unit_is_told_in_both() {
        let told = |value: &str, unit: &str, shift: i32| {
            let finding = of_scale((dec(value), spans(1)[0]), unit, Shift(shift));
            let help = finding.help.first().map(|help| said(help).to_owned());
            (said(&finding.message).to_owned(), help.unwrap_or_default())
        };
        for (shift, other, meant) in [
            (6, "đồng", "0,00085"),
            (3, "nghìn đồng", "0,85"),
            (-3, "tỷ đồng", "850.000"),
        ] {
            let (message, help) = told("850", "triệu đồng", shift);
            assert_eq!(
                message,
                format!("850 là số tính theo {other}, trong khi đơn vị tính là triệu đồng")
            );
            assert_eq!(help, format!("tính theo triệu đồng là {meant}"));
        }
        let (message, _) = told("850", "nghìn đồng", -3);
        assert!(message.contains("tính theo triệu đồng,"), "{message}");
        for (unit, shift) in [("triệu đồng", 9), ("hộ", 3), ("", 3)] {
            let (message, _) = told("850", unit, shift);
            assert_eq!(message, "850 không cùng đơn vị tính với các số liên quan");
        }
    }
}
