//! Parts and wholes (một phần, tổng).

use super::series::{Known, Series, in_year};
use crate::checks::arithmetic::{
    Sum, addition, also_all, mismatch, misplaced, print, shift, short,
};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use rust_decimal::Decimal;

pub const EXCEEDS: Rule = Rule {
    code: Code::error("IND003", "part-exceeds-whole"),
    ground: Ground::Arithmetic,
    what: words(
        "An indicator is larger than the one that it is a part of",
        "Chỉ tiêu là một phần lại lớn hơn chỉ tiêu tổng",
    ),
    why: words(
        "There are no more poor households than households. Compared are the numbers of one year, and the \
         targets.",
        "Số hộ nghèo không thể nhiều hơn tổng số hộ. So sánh số liệu cùng năm và chỉ tiêu phấn đấu.",
    ),
    wrong: r#"part_of = "ho_ngheo"
values = { 2025 = 117 }"#,
    right: r#"part_of = "ho_ngheo"
values = { 2025 = 71 }"#,
    check: Check::Plan(exceeds),
};

fn exceeds(context: &Context<'_>, findings: &mut Findings) {
    for part in Series::all(context) {
        let whole = part.indicator.part_of.as_ref();
        let Some(whole) = whole.and_then(|id| Series::named(context, id.as_str())) else {
            continue;
        };
        if !part.same_unit(&whole) {
            continue;
        }
        for year in part.years() {
            if let Some((small, large)) = part.planned(year).zip(whole.planned(year)) {
                findings.extend(larger(&part, small, &whole, large, year));
            }
        }
    }
}

fn larger(
    part: &Series<'_>,
    small: Known,
    whole: &Series<'_>,
    large: Known,
    year: i16,
) -> Option<Finding> {
    let scale = small.value.scale().max(large.value.scale());
    let counted = part.measure.is_counted();
    if small.range(scale, counted).low <= large.range(scale, counted).high {
        return None;
    }
    let (said, most) = (print(small.value), print(large.value));
    let difference = small.value.checked_sub(large.value).unwrap_or_default();
    let off = print(difference);
    let message = Message::new(
        format!("the part {said} is larger than the whole {most} (by {off})"),
        format!("số thành phần {said} lớn hơn số tổng {most} (hơn {off})"),
    );
    let finding = Finding::at(small.span, message)
        .value("declared", small.value)
        .value("whole", large.value)
        .value("difference", difference);
    let name = in_year(&short(whole.indicator.name.plain()), year);
    Some(also_all(finding, [(large.span, &*name)]).help(Message::new(
        "correct the part or the whole",
        "sửa số của phần hoặc số của tổng",
    )))
}

pub const SUM: Rule = Rule {
    code: Code::error("IND004", "parts-do-not-add-up"),
    ground: Ground::Arithmetic,
    what: words(
        "The indicators that an indicator is the sum of do not add up to it",
        "Các chỉ tiêu thành phần cộng lại không bằng chỉ tiêu tổng",
    ),
    why: words(
        "Whole numbers must add up exactly in every year in which all of them are known; numbers with \
         decimals, within their rounding.",
        "Năm nào có đủ số liệu thì số nguyên phải cộng đúng; số thập phân được lệch trong phạm vi làm tròn.",
    ),
    wrong: r#"sum_of = ["ho_ngheo_thon_dong", "ho_ngheo_thon_tay"]
values = { 2025 = 82 }"#,
    right: r#"sum_of = ["ho_ngheo_thon_dong", "ho_ngheo_thon_tay"]
values = { 2025 = 84 }"#,
    check: Check::Plan(sums),
};

fn sums(context: &Context<'_>, findings: &mut Findings) {
    for whole in Series::all(context) {
        let parts = whole.indicator.sum_of.0.iter();
        let parts: Option<Vec<Series<'_>>> = parts
            .map(|id| Series::named(context, id.as_str()).filter(|part| part.same_unit(&whole)))
            .collect();
        let Some(parts) = parts.filter(|parts| !parts.is_empty()) else {
            continue;
        };
        for year in whole.years() {
            let addends: Option<Vec<Known>> = parts.iter().map(|part| part.planned(year)).collect();
            if let Some((stated, addends)) = whole.planned(year).zip(addends) {
                findings.extend(sum_of(&whole, stated, &parts, &addends));
            }
        }
    }
}

fn sum_of(
    whole: &Series<'_>,
    stated: Known,
    parts: &[Series<'_>],
    addends: &[Known],
) -> Option<Finding> {
    let numbers: Vec<Decimal> = addends.iter().map(|addend| addend.value).collect();
    let mut sum = match whole.measure.sign() {
        "" => Sum::default(),
        _ => Sum::of_shares(),
    };
    sum.extend(numbers.iter().copied());
    if sum.fits(stated.value) {
        return None;
    }
    let place = (stated.value, stated.span);
    let sign = whole.measure.sign();
    let finding = mismatch(place, &addition(&numbers), sum.value()?, sign);
    let names = parts.iter().map(|part| part.indicator.name.plain());
    let finding = also_all(finding, addends.iter().map(|addend| addend.span).zip(names));
    let scaled = shift(stated.value, sum.exact()?).is_some()
        || misplaced(&numbers, &sum, stated.value).is_some();
    Some(finding.help(if scaled {
        Message::new(
            "one of the numbers is in thousands, millions or billions of the others' unit",
            "có số ghi theo đơn vị gấp một nghìn, một triệu hoặc một tỷ lần các số khác",
        )
    } else {
        Message::new(
            "correct the sum or one of its parts",
            "sửa số tổng hoặc số thành phần bị ghi sai",
        )
    }))
}
