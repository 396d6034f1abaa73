//! Changes that a sentence states with both their ends (mức tăng, giảm ghi cùng số đầu và số cuối).

use crate::checks::context::Context;
use crate::checks::facts::change::{Change, Times, changes};
use crate::checks::facts::figure::{self, difference, figure};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::document::passage::Passage;
use crate::vi::quantity::Quantity;
use rust_decimal::Decimal;

/// The difference in a sentence is not that of its ends.
pub(super) const DIFFERENCE: Rule = Rule {
    code: Code::error("IND022", "change-in-text-wrong"),
    ground: Ground::Arithmetic,
    what: words(
        "A change in the text is not the difference of the two numbers beside it",
        "Mức tăng, giảm trong lời văn không bằng hiệu hai số ghi cạnh đó",
    ),
    why: words(
        "«từ 109 xuống 84 hộ (giảm 25 hộ)» and «giảm 25 hộ (từ 109 hộ xuống còn 84 hộ)» can be worked \
         out. Silent where one of the three numbers is missing, is a bound or rough, or where \
         «từ … đến …» may be a span.",
        "«từ 109 xuống 84 hộ (giảm 25 hộ)» và «giảm 25 hộ (từ 109 hộ xuống còn 84 hộ)» thì tính lại được. \
         Không xét khi thiếu một trong ba số, khi có số chỉ là mức trên, dưới, khoảng, hoặc khi «từ … \
         đến …» có thể là một khoảng.",
    ),
    wrong: "text = \"Số hộ nghèo giảm từ 109 hộ xuống còn 84 hộ (giảm 23 hộ).\"",
    right: "text = \"Số hộ nghèo giảm từ 109 hộ xuống còn 84 hộ (giảm 25 hộ).\"",
    check: Check::Plan(differences),
};

/// The growth in a sentence is not that of its ends.
pub(super) const RELATIVE: Rule = Rule {
    code: Code::error("IND023", "relative-change-in-text-wrong"),
    ground: Ground::Arithmetic,
    what: words(
        "A growth or fall in per cent is not that of the two numbers beside it",
        "Mức tăng, giảm tính bằng % không khớp hai số ghi cạnh đó",
    ),
    why: words(
        "«tăng từ 120 lên 150 triệu đồng (tăng 25%)» is measured from the first number. Between two \
         percentages both the difference in points and the growth are taken, of «điểm phần trăm» the \
         difference alone. Silent as IND022 is.",
        "«tăng từ 120 lên 150 triệu đồng (tăng 25%)» được tính trên số đầu. Giữa hai tỷ lệ % thì chấp \
         nhận cả số điểm % lẫn mức tăng tương đối; đã ghi «điểm phần trăm» thì chỉ là hiệu số. Không xét trong các trường hợp như IND022.",
    ),
    wrong: "text = \"Thu nhập bình quân tăng từ 48 triệu đồng lên 54 triệu đồng (tăng 15%).\"",
    right: "text = \"Thu nhập bình quân tăng từ 48 triệu đồng lên 54 triệu đồng (tăng 12,5%).\"",
    check: Check::Plan(relatives),
};

/// A rise that falls, or a fall that rises.
pub(super) const DIRECTION: Rule = Rule {
    code: Code::warning("IND024", "change-goes-the-other-way"),
    ground: Ground::Arithmetic,
    what: words(
        "A sentence speaks of a rise where its numbers fall, or the other way round",
        "Câu nói tăng mà số liệu giảm, hoặc nói giảm mà số liệu tăng",
    ),
    why: words(
        "«giảm từ 84 hộ xuống 109 hộ»: the numbers are exchanged, or the word is. Silent where the two \
         numbers are the same, and as IND022 is.",
        "«giảm từ 84 hộ xuống 109 hộ»: hai số bị đảo, hoặc dùng sai chữ. Không xét khi hai số bằng nhau \
         và trong các trường hợp như IND022.",
    ),
    wrong: "text = \"Tỷ lệ hộ nghèo giảm từ 4,12% xuống 5,22%.\"",
    right: "text = \"Tỷ lệ hộ nghèo giảm từ 5,22% xuống 4,12%.\"",
    check: Check::Plan(directions),
};

/// The changes of the whole text.
fn all<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (&'c Passage, Change)> {
    figure::passages(context.facts.passages, &["lên", "xuống", "còn", "so với"]).flat_map(
        |passage| {
            changes(&passage.text)
                .into_iter()
                .map(move |change| (passage, change))
        },
    )
}

fn differences(context: &Context<'_>, findings: &mut Findings) {
    for (passage, change) in all(context) {
        for (stated, computed) in change.wrong_differences() {
            let unit = stated
                .measure
                .as_ref()
                .map_or(Decimal::ONE, |measure| measure.factor);
            let shown = computed.checked_div(unit).unwrap_or(computed);
            findings.extend(finding(passage, &change, stated, shown, ""));
        }
    }
}

fn relatives(context: &Context<'_>, findings: &mut Findings) {
    for (passage, change) in all(context) {
        for (stated, computed) in change.wrong_growths() {
            findings.extend(finding(passage, &change, stated, computed, "%"));
        }
        for (stated, computed) in change.wrong_times() {
            findings.extend(multiple(passage, &change, stated, computed));
        }
    }
}

/// The finding for a multiple that should be another.
fn multiple(
    passage: &Passage,
    change: &Change,
    stated: &Times,
    computed: Decimal,
) -> Option<Finding> {
    let (from, to) = (figure(change.ends.0), figure(change.ends.1));
    let says = passage.text.get(stated.range.clone())?.trim();
    let shown = figure(computed);
    let message = Message::new(
        format!("{to} / {from} = {shown}, but the text says «{says}»"),
        format!("{to} / {from} = {shown}, lời văn ghi «{says}»"),
    );
    let finding = figure::finding(passage, &stated.range, message)?;
    Some(
        with_ends(finding, passage, change)
            .value("declared", stated.value)
            .value("computed", computed.normalize())
            .help(Message::new(
                "correct the multiple, or the number that is wrong",
                "sửa lại số lần, hoặc con số nào ghi sai",
            )),
    )
}

/// The finding for a stated change that should be another.
fn finding(
    passage: &Passage,
    change: &Change,
    stated: &Quantity,
    computed: Decimal,
    sign: &str,
) -> Option<Finding> {
    // All in the unit of the stated change, or of the last number where that is a percentage.
    let measure = if stated.base() == change.base() {
        &stated.measure
    } else {
        &change.to.measure
    };
    let factor = measure
        .as_ref()
        .map_or(Decimal::ONE, |measure| measure.factor);
    let end = |value: Decimal| figure(value.checked_div(factor).unwrap_or(value));
    let (from, to) = (end(change.ends.0), end(change.ends.1));
    let says = figure::written(&passage.text, stated);
    let off = figure::minus(stated.value, computed);
    let sum = if sign.is_empty() || change.base() == "%" {
        let (larger, smaller) = if change.ends.0 > change.ends.1 {
            (from, to)
        } else {
            (to, from)
        };
        format!("{larger} - {smaller} = {}{sign}", figure(computed))
    } else {
        format!("({to} - {from}) / {from} = {}%", figure(computed))
    };
    let message = Message::new(
        format!(
            "{sum}, but the text says {says} (difference {})",
            difference(off)
        ),
        format!("{sum}, lời văn ghi {says} (chênh {})", difference(off)),
    );
    let finding = figure::finding(passage, &(stated.range.start..stated.end()), message)?;
    Some(
        with_ends(finding, passage, change)
            .value("declared", stated.value)
            .value("computed", computed.normalize())
            .value("difference", off.normalize())
            .help(Message::new(
                "correct the change, or the number that is wrong",
                "sửa lại mức tăng, giảm, hoặc con số nào ghi sai",
            )),
    )
}

fn with_ends(finding: Finding, passage: &Passage, change: &Change) -> Finding {
    let finding = figure::also(
        finding,
        passage,
        &change.from.range,
        Message::new("from", "số đầu"),
    );
    figure::also(
        finding,
        passage,
        &change.to.range,
        Message::new("to", "số cuối"),
    )
}

fn directions(context: &Context<'_>, findings: &mut Findings) {
    for (passage, change) in all(context) {
        let difference = change.difference();
        let rises = difference > Decimal::ZERO;
        if difference.is_zero() || change.rises.iter().all(|said| *said == rises) {
            continue;
        }
        let (from, to) = (figure(change.from.value), figure(change.to.value));
        let (en, vi) = if rises {
            ("is a rise", "là tăng")
        } else {
            ("is a fall", "là giảm")
        };
        let message = Message::new(
            format!("from {from} to {to} {en}, but the sentence says the opposite"),
            format!("từ {from} đến {to} {vi}, câu lại nói ngược lại"),
        );
        let place = change.to.range.start..change.to.end();
        findings.extend(figure::finding(passage, &place, message).map(|finding| {
            figure::also(
                finding,
                passage,
                &change.from.range,
                Message::new("from", "số đầu"),
            )
            .value("declared", change.to.value)
            .help(Message::new(
                "exchange the numbers, or correct the word",
                "đổi chỗ hai số, hoặc sửa lại chữ tăng, giảm, lên, xuống",
            ))
        }));
    }
}

/// The contradictions of a text, for tests.
#[cfg(test)]
pub(super) fn faults(text: &str) -> Vec<String> {
    let wrong = |change: &Change| {
        let difference = change.difference();
        let turned = !difference.is_zero()
            && change
                .rises
                .iter()
                .any(|rises| *rises != (difference > Decimal::ZERO));
        turned
            || change.wrong_differences().next().is_some()
            || change.wrong_growths().next().is_some()
            || change.wrong_times().next().is_some()
    };
    let all = changes(text).into_iter().filter(wrong);
    all.map(|change| text[change.from.range.start..change.to.end()].to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        let show = |change: &Change| {
            let stated = change
                .stated
                .iter()
                .map(|stated| format!(" {}{}", stated.value, stated.base()));
            format!(
                "{}→{}{}",
                change.ends.0.normalize(),
                change.ends.1.normalize(),
                stated.collect::<String>()
            )
        };
        changes(text)
            .iter()
            .map(show)
            .collect::<Vec<_>>()
            .join("; ")
    }

    #[test]
    fn reads_changes_with_both_ends() {
        for (text, expected) in [
            ("giảm từ 109 hộ xuống còn 84 hộ (giảm 25 hộ)", "109→84 25hộ"),
            (
                "tăng từ 120 lên 150 hộ (tăng 30 hộ, tương ứng 25%)",
                "120→150 30hộ 25%",
            ),
            (
                "giảm 25 hộ nghèo (từ 109 hộ năm 2023 xuống 84 hộ năm 2024)",
                "109→84 25hộ",
            ),
            (
                "tăng từ 48 triệu đồng lên 54 triệu đồng, tăng thêm 6 triệu đồng",
                "48000000→54000000 6000000đồng",
            ),
            (
                "Tỷ lệ hộ nghèo giảm từ 5,22% xuống 4,12%, giảm 1,1%",
                "5.22→4.12 1.1%",
            ),
            ("từ 950 triệu đồng lên 1,2 tỷ đồng", "950000000→1200000000"),
        ] {
            let expected = expected.replace("6000000đồng", "6đồng");
            assert_eq!(seen(text), expected, "{text}");
        }
    }

    #[test]
    fn passes_over_what_is_no_change_or_has_one_end() {
        for text in [
            "giảm tỷ lệ hộ nghèo từ 4% trở lên",
            "giảm từ 3 đến 5 hộ, tăng 20 người",
            "Từ tháng 3 đến tháng 10/2020",
            "giảm từ trên 5% xuống dưới 4%",
            "Từ 120 hộ; nâng lên 150 hộ",
            "tăng lên 150 hộ (tăng 30 hộ)",
        ] {
            assert_eq!(seen(text), "", "{text}");
        }
        for text in [
            "giảm từ 109 xuống 84 hộ, tăng 12 hộ so với kế hoạch",
            "giảm từ 109 xuống 84 hộ, giảm 12 hộ so với kế hoạch",
            "giảm từ 109 xuống 84 hộ nghèo, giảm 12 hộ cận nghèo",
            "giảm từ 109 hộ xuống 84 hộ nghèo, hộ cận nghèo giảm 12 hộ",
            "giảm từ 109 xuống 84 hộ, đạt 125% so với kế hoạch",
        ] {
            assert_eq!(seen(text), "109→84", "{text}");
        }
    }
}
