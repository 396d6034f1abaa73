//! Figures that are no numbers (số không đọc được).

use crate::checks::context::Context;
use crate::checks::facts::figure;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Message, words};
use crate::vi::number::{NumberError, parse};
use std::ops::Range;

/// A figure whose groups of thousands are none.
pub(super) const UNREAD: Rule = Rule {
    code: Code::error("IND028", "figure-that-is-no-number"),
    ground: Ground::Law("figures"),
    what: words(
        "A figure whose groups of thousands have not three digits each, so that nobody can read it",
        "Số có nhóm nghìn không đủ ba chữ số nên không đọc được",
    ),
    why: words(
        "«7.215.4000.000 đồng» may be seven billion or seventy-two: a digit too many or too few. Dates, numbers of \
         sections, addresses and versions have small groups and are left alone.",
        "«7.215.4000.000 đồng» có thể là bảy tỷ hoặc bảy mươi hai tỷ: thừa hoặc thiếu một chữ số. Ngày tháng, số mục, \
         địa chỉ, phiên bản có các nhóm nhỏ nên không xét.",
    ),
    wrong: "text = \"Số đã thu là 7.215.4000.000 đồng.\"",
    right: "text = \"Số đã thu là 7.215.400.000 đồng.\"",
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let passages = context.facts.passages.iter();
    for passage in passages.filter(|passage| figure::is_prose(passage)) {
        for range in unread(&passage.text) {
            let says = passage.text.get(range.clone()).unwrap_or_default();
            let message = Message::new(
                format!("«{says}» is no number: each group of thousands has three digits"),
                format!("«{says}» không phải là số: mỗi nhóm nghìn có ba chữ số"),
            );
            let finding = figure::finding(passage, &range, message);
            findings.extend(finding.map(|finding| {
                finding.value("declared", says).help(Message::new(
                    "see which digit is missing or too many",
                    "xem lại chữ số nào thừa hoặc thiếu",
                ))
            }));
        }
    }
}

/// The runs of digits and dots of a text that no number is written so.
fn unread(text: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..]
        .find(|c: char| c.is_ascii_digit())
        .map(|next| at + next)
    {
        let length = text[start..]
            .find(|c: char| !is_part(c))
            .unwrap_or(text.len() - start);
        let run = text[start..start + length].trim_end_matches('.');
        let (before, behind) = (&text[..start], &text[start + run.len()..]);
        at = start + length;
        let is_glued = before
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | ',' | '_'))
            || behind.starts_with(|c: char| {
                c.is_alphanumeric() && c != 'đ' || matches!(c, '/' | '-' | '_' | ',')
            });
        let groups: Vec<&str> = run.split('.').collect();
        let large = groups.iter().filter(|group| group.len() > 2).count();
        let is_figure =
            !run.starts_with('0') && groups.len() > 2 && large * 2 > groups.len() - 1 && large > 1;
        if !is_glued && is_figure && parse(run) == Err(NumberError::BadGrouping) {
            found.push(start..start + run.len());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<&str> {
        unread(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_group_of_thousands_has_three_digits() {
        assert_eq!(
            seen("đã thu 7.215.4000.000 đồng; phạt 2.1130.500.000đ."),
            ["7.215.4000.000", "2.1130.500.000"]
        );
        assert_eq!(seen("còn 18.79.810.000 đồng"), ["18.79.810.000"]);
        for text in [
            "7.215.400.000 đồng",
            "ngày 20.01.2026, 20.1.2026",
            "mục 1.1.2, khoản 2.10.1, phiên bản 10.15.7",
            "địa chỉ 192.168.1.1, mã 000.00.01.H29",
            "điện thoại 0204.3854.111",
            "1.229,5 và 12.345",
        ] {
            assert_eq!(seen(text), [""; 0], "{text}");
        }
    }
}
