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
        "«387 hộ, gồm: xã A 200 hộ; xã B 187 hộ», in one sentence or a line each, is a sum. So \
         is a total behind its parts («tổng cộng 387 hộ»), a heading or item with an amount above items \
         that each have one, and brackets by places or years. Silent unless the list says that it is whole \
         («gồm», «bao gồm», «chia ra», «cụ thể» before places or times) or is of money, each item has one \
         figure of the total's unit, and nothing is left over («khác», «còn lại», «…»). Decimals may be \
         rounded. Lists after «trong đó» are only some of a total.",
        "«387 hộ, gồm: xã A 200 hộ; xã B 187 hộ», viết liền hay mỗi dòng một mục, là một phép cộng. \
         Tổng ghi sau các số thành phần («tổng cộng 387 hộ»), tiêu đề hoặc ý có số tiền mà mỗi ý con đều có \
         số tiền, và phần trong ngoặc theo địa bàn, theo năm cũng vậy. Chỉ xét khi danh sách là đầy đủ \
         («gồm», «bao gồm», «chia ra», «cụ thể» theo địa bàn hoặc thời gian) hoặc là tiền, mỗi mục có một \
         số cùng đơn vị với tổng, và không còn phần nào bỏ ngỏ («khác», «còn lại», «…»); số lẻ được phép \
         làm tròn. Danh sách sau «trong đó» chỉ là một phần của tổng.",
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
         «gồm» are compared, and none that is a rise, a fall or a rest («tăng», «giảm», «còn»). Amounts \
         after «trong đó» may not be more than the whole together either; people may be counted twice.",
        "Trong 250 người không thể có 260 phụ nữ. Chỉ so các số cùng đơn vị ngay sau «trong đó» hoặc \
         «gồm», không so số tăng, giảm, còn lại. Các khoản tiền sau «trong đó» cộng lại cũng không được \
         lớn hơn tổng; người thì có thể được tính hai lần.",
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
    let (at, whole) = &list.whole;
    let off = figure::minus(whole.in_base()?, sum);
    if off.abs() <= rounding {
        return None;
    }
    let passage = passages.get(*at)?;
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
        let (at, whole) = &list.whole;
        let (Some(passage), Some(all)) = (passages.get(*at), whole.in_base()) else {
            continue;
        };
        // Lines that are all of it are added up instead.
        if list.relation == Relation::Parts && list.parts.iter().any(|(line, _)| line != at) {
            continue;
        }
        let of = figure::written(&passage.text, whole);
        let mut larger = 0;
        for (line, part) in &list.parts {
            let Some(own) = passages.get(*line) else {
                continue;
            };
            if part.in_base().is_none_or(|value| value <= all) {
                continue;
            }
            larger += 1;
            let says = figure::written(&own.text, part);
            let message = Message::new(
                format!("{says} cannot be a part of {of}"),
                format!("{says} không thể là một phần của {of}"),
            );
            let place = part.range.start..part.end();
            findings.extend(
                figure::finding(own, &place, message)
                    .map(|finding| told(finding, passage, list, part.value)),
            );
        }
        if larger == 0 {
            findings.extend(together(passages, list, all));
        }
    }
}

/// Some amounts that are more together than the amount that they are some of. Of people and things some may be
/// counted twice, as women and as poor; money goes out once.
fn together(passages: &[Passage], list: &List, all: Decimal) -> Option<Finding> {
    let (at, whole) = &list.whole;
    let passage = passages.get(*at)?;
    let (sum, rounding) = sum(list)?;
    let is_money = list.relation == Relation::Some && whole.base() == "đồng";
    (is_money && list.parts.len() > 1 && sum > all.checked_add(rounding)?).then_some(())?;
    let factor = whole.measure.as_ref()?.factor;
    let sum = sum.checked_div(factor)?;
    let (of, shown) = (figure::written(&passage.text, whole), figure(sum));
    let message = Message::new(
        format!("the amounts listed as some of {of} are {shown} together"),
        format!("các khoản ghi «trong đó» cộng lại là {shown}, lớn hơn {of}"),
    );
    let finding = figure::finding(passage, &(whole.range.start..whole.end()), message)?;
    Some(told(finding, passage, list, sum.normalize()))
}

fn told(finding: Finding, passage: &Passage, list: &List, stated: Decimal) -> Finding {
    let whole = &list.whole.1;
    figure::also(
        finding,
        passage,
        &whole.range,
        Message::new("the whole", "tổng số"),
    )
    .value("declared", stated)
    .value("whole", whole.value)
    .help(Message::new(
        "correct the one that is wrong",
        "sửa lại số nào ghi sai",
    ))
}
