//! Totals in running text and what is listed under them (tổng số và các số thành phần).

use crate::checks::context::Context;
use crate::checks::facts::figure::{self, difference, figure};
use crate::checks::facts::list::{List, sum};
use crate::checks::facts::opening::Relation;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::document::passage::Passage;
use rust_decimal::Decimal;

/// The figures listed under a total do not add up to it.
pub(super) const PARTS: Rule = Rule {
    code: Code::warning("TAB020", "listed-parts-do-not-add-up"),
    ground: Ground::Arithmetic,
    what: words(
        "The figures that the text lists under a total do not add up to it",
        "Các số liệt kê trong lời văn cộng lại không bằng tổng số ghi trước đó",
    ),
    why: words(
        "«387 hộ, gồm: xã A 200 hộ; xã B 187 hộ», in one sentence or a line each, is a sum. Silent \
         unless the list says that it is whole («gồm», «bao gồm», «chia ra», «cụ thể» before places or \
         times), each item has one figure of the total's unit, and nothing is left over («khác», «còn \
         lại», «…»). Decimals may be rounded, and so may amounts in thousands or millions of đồng of \
         three parts or more. Lists after «trong đó» are only some of a total.",
        "«387 hộ, gồm: xã A 200 hộ; xã B 187 hộ», viết liền hay mỗi dòng một mục, là một phép cộng. Chỉ \
         xét khi danh sách là đầy đủ («gồm», «bao gồm», «chia ra», «cụ thể» theo địa bàn hoặc thời gian), \
         mỗi mục có một số cùng đơn vị với tổng, và không còn phần nào bỏ ngỏ («khác», «còn lại», «…»); \
         số lẻ, và số tiền ghi theo nghìn, triệu, tỷ đồng từ ba mục trở lên, được phép làm tròn. Danh sách \
         sau «trong đó» chỉ là một phần của tổng.",
    ),
    wrong: "text = \"Giao chỉ tiêu giảm 25 hộ nghèo, gồm: thôn Đông 8 hộ, thôn Đoài 9 hộ, thôn Thượng 7 hộ.\"",
    right: "text = \"Giao chỉ tiêu giảm 25 hộ nghèo, gồm: thôn Đông 8 hộ, thôn Đoài 9 hộ, thôn Thượng 8 hộ.\"",
    check: Check::Plan(parts),
};

/// A figure listed as some of a total is larger than it.
pub(super) const PART: Rule = Rule {
    code: Code::error("TAB021", "listed-part-exceeds-whole"),
    ground: Ground::Arithmetic,
    what: words(
        "A figure that the text lists as a part is larger than the whole before it",
        "Số thành phần trong lời văn lớn hơn tổng số ghi trước đó",
    ),
    why: words(
        "Of 250 people no 260 can be women. Only figures of the same unit right behind «trong đó» or \
         «gồm» are compared, and none that is a rise, a fall or a rest («tăng», «giảm», «còn»).",
        "Trong 250 người không thể có 260 phụ nữ. Chỉ so các số cùng đơn vị ngay sau «trong đó» hoặc \
         «gồm», không so số tăng, giảm, còn lại.",
    ),
    wrong: "text = \"Tập huấn cho 250 người, trong đó 260 người là phụ nữ.\"",
    right: "text = \"Tập huấn cho 250 người, trong đó 160 người là phụ nữ.\"",
    check: Check::Plan(part),
};

fn parts(context: &Context<'_>, findings: &mut Findings) {
    for (passages, list) in context.facts.lists() {
        if list.relation == Relation::Parts
            && let Some(finding) = of_sum(passages, list)
        {
            findings.push(finding);
        }
    }
}

/// How many numbers a message shows.
const MOST_SHOWN: usize = 12;

fn of_sum(passages: &[Passage], list: &List) -> Option<Finding> {
    let (sum, rounding) = sum(list)?;
    let whole = &list.whole;
    let off = figure::minus(whole.in_base()?, sum);
    if off.abs() <= rounding {
        return None;
    }
    let passage = passages.first()?;
    let factor = whole
        .measure
        .as_ref()
        .map_or(Decimal::ONE, |measure| measure.factor);
    let scaled = |value: Decimal| value.checked_div(factor).unwrap_or(value);
    let terms: Vec<String> = list
        .parts
        .iter()
        .take(MOST_SHOWN)
        .filter_map(|(_, part)| Some(figure(scaled(part.in_base()?))))
        .collect();
    let more = list.parts.len().saturating_sub(MOST_SHOWN);
    let (en, vi) = match more {
        0 => (String::new(), String::new()),
        more => (
            format!(" + … ({more} more)"),
            format!(" + … (còn {more} số)"),
        ),
    };
    let (terms, sum, off) = (terms.join(" + "), scaled(sum), scaled(off));
    let says = figure::written(&passage.text, whole);
    let message = Message::new(
        format!(
            "{terms}{en} = {}, but the text says {says} (difference {})",
            figure(sum),
            difference(off)
        ),
        format!(
            "{terms}{vi} = {}, lời văn ghi {says} (chênh {})",
            figure(sum),
            difference(off)
        ),
    );
    let mut finding = figure::finding(passage, &(whole.range.start..whole.end()), message)?;
    for (line, part) in list.parts.iter().take(MOST_SHOWN) {
        if let Some(passage) = passages.get(*line) {
            finding = figure::also(
                finding,
                passage,
                &part.range,
                Message::new("added here", "cộng số này"),
            );
        }
    }
    Some(
        finding
            .value("declared", whole.value)
            .value("computed", sum.normalize())
            .value("difference", off.normalize())
            .help(Message::new(
                "correct the total or the number that is wrong",
                "sửa lại tổng số hoặc con số nào ghi sai",
            )),
    )
}

fn part(context: &Context<'_>, findings: &mut Findings) {
    for (passages, list) in context.facts.lists() {
        let (Some(passage), Some(whole)) = (passages.first(), list.whole.in_base()) else {
            continue;
        };
        if list.parts.iter().any(|(line, _)| *line > 0) {
            continue;
        }
        for (_, part) in &list.parts {
            if part.in_base().is_none_or(|value| value <= whole) {
                continue;
            }
            let (says, of) = (
                figure::written(&passage.text, part),
                figure::written(&passage.text, &list.whole),
            );
            let message = Message::new(
                format!("{says} cannot be a part of {of}"),
                format!("{says} không thể là một phần của {of}"),
            );
            let place = part.range.start..part.end();
            findings.extend(figure::finding(passage, &place, message).map(|finding| {
                figure::also(
                    finding,
                    passage,
                    &list.whole.range,
                    Message::new("the whole", "tổng số"),
                )
                .value("declared", part.value)
                .value("whole", list.whole.value)
                .help(Message::new(
                    "correct the one that is wrong",
                    "sửa lại số nào ghi sai",
                ))
            }));
        }
    }
}
