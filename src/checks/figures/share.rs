//! Percentages beside their part and whole (tỷ lệ ghi cạnh tử số, mẫu số).

use crate::checks::arithmetic::Exact;
use crate::checks::arithmetic::Interval;
use crate::checks::context::Context;
use crate::checks::facts::figure::{self, agrees, difference, figure, stands_for};
use crate::checks::facts::portion::{Portions, portions};
use crate::checks::facts::share::{Share, has_lines, in_line, shares};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::document::passage::Passage;
use crate::vi::quantity::Quantity;
use rust_decimal::Decimal;

/// A percentage in the text is not the part of the whole beside it.
pub(super) const SHARE: Rule = Rule {
    code: Code::error("IND021", "share-in-text-wrong"),
    ground: Ground::Arithmetic,
    what: words(
        "A percentage in the text is not the part over the whole that stand beside it",
        "Tỷ lệ % trong lời văn không bằng tử số chia mẫu số ghi cạnh đó",
    ),
    why: words(
        "«84/1.609 hộ, chiếm 5,22%», «1.609 hộ, trong đó 84 hộ nghèo, chiếm 5,22%», «84 hộ, chiếm 5,22% \
         tổng số 1.609 hộ» and «đạt 95% (1.900/2.000)» can be worked out, and so can the items of a list \
         under a total. Rounded and cut-off percentages are both taken. Silent where the whole is not in the \
         sentence, where anything but a word such as «chiếm», «đạt», «tỷ lệ» stands between, and \
         where a figure is a bound or rough.",
        "«84/1.609 hộ, chiếm 5,22%», «1.609 hộ, trong đó 84 hộ nghèo, chiếm 5,22%», «84 hộ, chiếm 5,22% tổng \
         số 1.609 hộ», «đạt 95% (1.900/2.000)» và các mục liệt kê dưới một tổng số thì tính lại được. Làm \
         tròn hay bỏ bớt số lẻ đều được chấp nhận. Không xét khi mẫu số không ở cùng câu, khi giữa hai \
         số có gì khác ngoài các chữ như «chiếm», «đạt», «tỷ lệ», và khi số liệu chỉ là mức trên, dưới, \
         khoảng.",
    ),
    wrong: "text = \"Toàn xã còn 84/1.609 hộ nghèo, chiếm 5,32% số hộ dân.\"",
    right: "text = \"Toàn xã còn 84/1.609 hộ nghèo, chiếm 5,22% số hộ dân.\"",
    check: Check::Plan(check),
};

/// The interval of values that a figure stands for, in the base of its unit.
fn interval(quantity: &Quantity) -> Option<Interval> {
    let factor = quantity.measure.as_ref();
    let factor = factor.map_or(Decimal::ONE, |measure| measure.factor);
    stands_for(quantity.value).times(Interval::exactly(Exact::of(factor)))
}

/// A share that is not what it is of any of its wholes, with what it is of the nearest.
fn wrong(share: &Share) -> Option<Exact> {
    let part = interval(&share.part)?;
    let computed = |whole: &Quantity| crate::checks::arithmetic::share(part, interval(whole)?, 100);
    let all: Option<Vec<Interval>> = share.wholes.iter().map(computed).collect();
    let is_right = |computed: &Interval| agrees(share.stated.value, *computed);
    if all?.iter().any(is_right) {
        return None;
    }
    let (part, whole) = (share.part.in_base()?, share.wholes.last()?.in_base()?);
    Exact::of(part)
        .times(Exact::whole(100))?
        .over(Exact::of(whole))
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for passage in figure::passages(context.facts.passages, &["%"]) {
        let shares = shares(&passage.text).into_iter();
        findings.extend(shares.filter_map(|share| finding(passage, passage, &share)));
        let portions = portions(&passage.text).into_iter();
        findings.extend(portions.filter_map(|portions| together(passage, &portions)));
    }
    for (passages, list) in context.facts.lists() {
        let (at, whole) = &list.whole;
        let Some(total) = passages.get(*at).filter(|_| has_lines(list)) else {
            continue;
        };
        for (line, part) in &list.parts {
            let own = passages.get(*line);
            let share = own.and_then(|own| {
                Some(Share {
                    part: part.clone(),
                    stated: in_line(&own.text, part)?,
                    wholes: vec![whole.clone()],
                })
            });
            if let (Some(own), Some(share)) = (own, share) {
                findings.extend(finding(own, total, &share));
            }
        }
    }
}

/// Shares of one whole that are more than all of it, or not all.
fn together(passage: &Passage, portions: &Portions) -> Option<Finding> {
    let sum = portions.wrong()?;
    let terms: Vec<String> = portions
        .parts
        .iter()
        .map(|part| figure(part.value))
        .collect();
    let (terms, shown) = (terms.join(" + "), figure(sum));
    let message = Message::new(
        format!("the shares of one whole are {terms} = {shown}%, not 100%"),
        format!("các tỷ lệ của cùng một tổng cộng lại là {terms} = {shown}%, không phải 100%"),
    );
    let (first, last) = (portions.parts.first()?, portions.parts.last()?);
    let finding = figure::finding(passage, &(first.range.start..last.end()), message)?;
    let of = Message::new("the whole", "tổng số");
    let finding = match &portions.whole {
        Some(whole) => figure::also(finding, passage, &whole.range, of),
        None => finding,
    };
    Some(finding.value("computed", sum).help(Message::new(
        "correct the percentage that is wrong",
        "sửa lại tỷ lệ nào ghi sai",
    )))
}

/// The finding of a share whose whole stands in a passage, its own or that of the total.
fn finding(passage: &Passage, total: &Passage, share: &Share) -> Option<Finding> {
    let stated = share.stated.value;
    let computed = wrong(share)?.rounded(stated.scale().max(2))?;
    let whole = share.wholes.last()?;
    let off = figure::minus(stated, computed);
    let shown = |quantity: &Quantity| {
        let is_plain = share.part.measure.as_ref().map(|own| own.factor)
            == whole.measure.as_ref().map(|own| own.factor);
        let value = if is_plain {
            Some(quantity.value)
        } else {
            quantity.in_base()
        };
        value.map(figure).unwrap_or_default()
    };
    let sum = format!(
        "{} / {} = {}%",
        shown(&share.part),
        shown(whole),
        figure(computed)
    );
    let says = figure::written(&passage.text, &share.stated);
    let message = Message::new(
        format!(
            "{sum}, but the text says {says} (difference {})",
            difference(off)
        ),
        format!("{sum}, lời văn ghi {says} (chênh {})", difference(off)),
    );
    let place = share.stated.range.start..share.stated.end();
    let finding = figure::finding(passage, &place, message)?;
    let part = Message::new("the part", "tử số");
    let finding = figure::also(finding, passage, &share.part.range, part);
    let of = Message::new("the whole", "mẫu số");
    Some(
        figure::also(finding, total, &whole.range, of)
            .value("declared", stated)
            .value("computed", computed)
            .value("difference", off)
            .help(Message::new(
                "correct the percentage, or the number that is wrong",
                "sửa lại tỷ lệ, hoặc con số nào ghi sai",
            )),
    )
}

/// The contradictions of a text, for tests.
#[cfg(test)]
pub(super) fn faults(text: &str) -> Vec<String> {
    let wrong = shares(text)
        .into_iter()
        .filter(|share| wrong(share).is_some());
    wrong
        .map(|share| text[share.stated.range].to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        let show = |share: &Share| {
            let sign = if wrong(share).is_some() { "≠" } else { "=" };
            let whole = share.wholes.last().unwrap().value;
            format!("{}/{whole} {sign} {}", share.part.value, share.stated.value)
        };
        shares(text).iter().map(show).collect()
    }

    #[test]
    fn compares_a_percentage_with_part_and_whole_beside_it() {
        for (text, expected) in [
            ("còn 84/1.609 hộ nghèo, chiếm 5,22%", "84/1609 = 5.22"),
            ("còn 84/1.609 hộ (5,2%)", "84/1609 = 5.2"),
            ("84/1.609 hộ đạt tỷ lệ 5,32%", "84/1609 ≠ 5.32"),
            (
                "có 84 hộ nghèo trên tổng số 1.609 hộ, tỷ lệ 5,22%",
                "84/1609 = 5.22",
            ),
            (
                "84 hộ trong tổng số 1.609 hộ dân (chiếm 5,52%)",
                "84/1609 ≠ 5.52",
            ),
        ] {
            assert_eq!(seen(text), [expected], "{text}");
        }
    }

    #[test]
    fn passes_over_percentages_of_something_else() {
        for text in [
            "Hộ nghèo còn 84 hộ, tỷ lệ 5,22%, giảm 0,82%",
            "84/1.609 hộ nghèo, giảm 0,82% so với năm 2022",
            "84/1.609 hộ; 100% hộ nghèo được hỗ trợ",
            "5/12 xã đạt chuẩn, trong đó 02 xã đạt 100%",
            "84/1.609 hộ, chiếm trên 5%",
            "84/1.609 hộ nghèo giảm còn 4%",
            "có 12/15 thôn đạt chuẩn văn hóa, 95% hộ đạt gia đình văn hóa",
            "có 12/15 thôn đạt chuẩn, đạt 95% kế hoạch",
            "84/1.609 hộ nghèo, chiếm 60% là hộ dân tộc thiểu số",
            "84/1.609 hộ nghèo trong đó hộ dân tộc thiểu số chiếm 60%",
        ] {
            assert!(seen(text).is_empty(), "{text}: {:?}", seen(text));
        }
    }
}
