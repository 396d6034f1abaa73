//! What stands around the text: letterhead, ending, the note of an appendix, the file's properties.

use super::model::{Ending, Inline, Letterhead, Line, Meta, plain};
use crate::diag::Lang;
use crate::plan::{Issuer, Plan, Signature};
use crate::source::Sources;
use crate::spec::{Choice, Text};
use crate::vi;

/// The blank that the clerk fills in by hand (six no-break spaces).
const BLANK: &str = "\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}";

/// The file's properties of a document that a plan becomes, or that goes with it.
#[must_use]
pub fn meta(plan: &Plan, issuer: &Issuer, title: &[Inline]) -> Meta {
    let head = &plan.document;
    let date = match (head.date, head.expected) {
        (Some(day), _) => (day.date.year(), day.date.month(), day.date.day()),
        (None, Some(expected)) => (expected.year(), expected.month().unwrap_or(1), 1),
        (None, None) => (head.year.value, 1, 1),
    };
    Meta {
        title: format!("{} {}", head.kind.name(), plain(title)),
        author: issuer
            .name
            .as_ref()
            .map(|name| name.value.clone())
            .unwrap_or_default(),
        date,
    }
}

/// The letterhead (cells 1 to 4, 10b and 11 of the layout chart; Annex I, IV).
pub(super) fn letterhead(plan: &Plan, issuer: &Issuer, sources: &Sources) -> Letterhead {
    let upper = |text: &Text| capitals(text, sources);
    let lines = if issuer.letterhead.is_empty() {
        issuer.name.iter().map(upper).collect()
    } else {
        issuer.letterhead.iter().map(upper).collect()
    };
    let place = issuer
        .place
        .as_ref()
        .map(|place| format!("{}, ", place.value));
    Letterhead {
        parent: issuer.parent.iter().map(upper).collect(),
        issuer: lines,
        number: format!("Số: {}", number(plan, issuer)),
        place_date: format!("{}{}", place.unwrap_or_default(), date(plan)),
        urgency: plan.marks.urgency.map(stamp),
        circulation: plan.marks.circulation.map(stamp),
    }
}

/// The words of a stamp (Annex I, III.2).
fn stamp(mark: impl Choice) -> String {
    vi::text::upper(mark.word().text(Lang::Vi))
}

/// Number and symbol (số, ký hiệu; Annex I, II.3): a number below 10 has a zero before it.
fn number(plan: &Plan, issuer: &Issuer) -> String {
    let head = &plan.document;
    let number = match &head.number {
        None => BLANK.to_owned(),
        Some(number) if number.value.len() == 1 => format!("0{}", number.value),
        Some(number) => number.value.clone(),
    };
    format!("{number}/{}", head.symbol_of(issuer))
}

/// «ngày 05 tháng 02 năm 2024», or its blanks (Annex I, II.4.b).
fn date(plan: &Plan) -> String {
    let head = &plan.document;
    match (head.date, head.expected) {
        (Some(day), _) => vi::date::long(day.date),
        (None, Some(expected)) => vi::date::blank(expected.year(), expected.month()),
        (None, None) => vi::date::blank(head.year.value, None),
    }
}

/// «(Kèm theo Kế hoạch số … ngày … của …)» (Annex I, III.1.c).
#[must_use]
pub fn appendix_note(plan: &Plan, issuer: &Issuer) -> String {
    let name = issuer
        .name
        .as_ref()
        .map(|name| format!(" của {}", name.value))
        .unwrap_or_default();
    let kind = plan.document.kind.name();
    format!(
        "(Kèm theo {kind} số {} {}{name})",
        number(plan, issuer),
        date(plan)
    )
}

/// Recipients and signature (cells 7a to 7c, 9b and 12).
pub(super) fn ending(
    plan: &Plan,
    signature: Option<&Signature>,
    recipients: Vec<Line>,
    sources: &Sources,
) -> Ending {
    let upper = |text: &Text| capitals(text, sources);
    let drafter = plan.marks.drafter.as_ref().map(|drafter| {
        let copies = plan
            .marks
            .copies
            .map(|copies| format!(".({copies})"))
            .unwrap_or_default();
        format!("{}{copies}", vi::text::upper(drafter.as_str()))
    });
    let authority = signature
        .map(|s| {
            s.on_behalf
                .iter()
                .chain(&s.in_place_of)
                .map(upper)
                .collect()
        })
        .unwrap_or_default();
    Ending {
        recipients,
        drafter,
        authority,
        position: signature.map(|s| upper(&s.position)).unwrap_or_default(),
        second_position: signature
            .and_then(|s| s.second_position.as_ref())
            .map(upper),
        name: signature
            .and_then(|s| s.name.as_ref())
            .map(|name| Line(vec![Inline::of(name, sources)]))
            .unwrap_or_default(),
    }
}

/// A line in capitals.
fn capitals(text: &Text, sources: &Sources) -> Line {
    let mut inline = Inline::of(text, sources);
    if let Inline::Text { text, .. } = &mut inline {
        *text = vi::text::upper(text);
    }
    Line(vec![inline])
}
