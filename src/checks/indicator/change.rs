//! Changes from year to year (mức tăng, giảm).

use super::series::{Known, Series, in_year};
use crate::checks::arithmetic::{Exact, Interval, also_all, mismatch, print, short};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use rust_decimal::Decimal;

pub const MISMATCH: Rule = Rule {
    code: Code::error("IND002", "change-not-of-the-years"),
    ground: Ground::Arithmetic,
    what: words(
        "A stated change is not the difference of the two years",
        "Mức tăng, giảm đã ghi không phải là hiệu số của hai năm",
    ),
    why: words(
        "Of a rounded ratio both are right: the difference of the two printed ratios, and the rounded \
         difference of the ratios themselves.",
        "Với tỷ lệ đã làm tròn, cả hai cách đều đúng: hiệu của hai tỷ lệ đã in, hoặc hiệu của hai tỷ lệ thật \
         rồi làm tròn.",
    ),
    wrong: r"values = { 2024 = 97, 2025 = 84 }
changes = { 2025 = -15 }",
    right: r"values = { 2024 = 97, 2025 = 84 }
changes = { 2025 = -13 }",
    check: Check::Plan(mismatches),
};

fn mismatches(context: &Context<'_>, findings: &mut Findings) {
    for series in Series::all(context) {
        for (year, change) in &series.indicator.changes {
            let last = year.saturating_sub(1);
            let numbers = (Known::of(*change), series.at(*year), series.at(last));
            if let (Some(stated), Some(this), Some(before)) = numbers {
                let years = [(*year, this), (last, before)];
                findings.extend(change_of(context, &series, stated, years));
            }
        }
    }
}

fn change_of(
    context: &Context<'_>,
    series: &Series<'_>,
    stated: Known,
    [(year, this), (last, before)]: [(i16, Known); 2],
) -> Option<Finding> {
    let numbers = [stated.value, this.value, before.value];
    let scale = most(numbers);
    let counted = series.measure.is_counted();
    let shares = !series.measure.sign().is_empty();
    // Results in whole per cent are rounded, and so are their changes.
    let scale = if shares { scale.max(1) } else { scale };
    let own = stated.range(scale, counted);
    let printed = this.exact().minus(before.exact())?;
    let range = |year| series.true_range(context, year, scale);
    let real = range(year)?.minus(range(last)?)?;
    if own.holds(printed) || own.meets(real) {
        return None;
    }
    let computed = printed.rounded(most(numbers))?;
    let text = format!("{} - {}", print(this.value), brackets(before.value));
    let calculation = Message::new(&*text, &*text);
    let sign = series.measure.sign();
    let place = (stated.value, stated.span);
    let finding = mismatch(place, &calculation, computed, sign);
    let name = short(series.indicator.name.plain());
    let (now, then) = (in_year(&name, year), in_year(&name, last));
    let finding = also_all(finding, [(this.span, &*now), (before.span, &*then)]);
    let turned = Exact::of(-stated.value) == printed;
    Some(finding.help(if turned {
        Message::new(
            "a decrease is written with a minus sign, an increase without",
            "mức giảm ghi dấu trừ, mức tăng không ghi dấu",
        )
    } else {
        Message::new(
            "correct the change, or the value of the year that is wrong",
            "sửa mức tăng, giảm hoặc số liệu của năm bị ghi sai",
        )
    }))
}

/// The most decimals of some numbers.
fn most<const N: usize>(numbers: [Decimal; N]) -> u32 {
    numbers.iter().map(Decimal::scale).max().unwrap_or(0)
}

fn brackets(value: Decimal) -> String {
    if value.is_sign_negative() {
        format!("({})", print(value))
    } else {
        print(value)
    }
}

pub const TARGET: Rule = Rule {
    code: Code::error("IND005", "target-not-baseline-and-change"),
    ground: Ground::Arithmetic,
    what: words(
        "A target states a value and a change that do not fit last year's value",
        "Chỉ tiêu ghi cả giá trị và mức tăng, giảm nhưng không khớp với số năm trước",
    ),
    why: words(
        "Last year's value and the change give the value to reach; a unit that is told two different targets \
         will reach one of them.",
        "Số năm trước cộng mức tăng, giảm phải ra giá trị phấn đấu; hai con số khác nhau thì đơn vị không \
         biết thực hiện theo số nào.",
    ),
    wrong: r"values = { 2025 = 84 }
target = { value = 61, change = -25 }",
    right: r"values = { 2025 = 84 }
target = { value = 59, change = -25 }",
    check: Check::Plan(targets),
};

fn targets(context: &Context<'_>, findings: &mut Findings) {
    for series in Series::all(context) {
        let target = series.indicator.target.as_ref();
        let value = target.and_then(|target| Known::of(target.value?));
        let change = target.and_then(|target| Known::of(target.change?));
        let before = series.at(series.year.saturating_sub(1));
        if let (Some(value), Some(change), Some(before)) = (value, change, before) {
            findings.extend(target_of(context, &series, value, change, before));
        }
    }
}

fn target_of(
    context: &Context<'_>,
    series: &Series<'_>,
    stated: Known,
    change: Known,
    before: Known,
) -> Option<Finding> {
    let scale = most([stated.value, change.value, before.value]);
    let counted = series.measure.is_counted();
    let last = series.year.saturating_sub(1);
    let own = stated.range(scale, counted);
    let printed = before.exact().plus(change.exact())?;
    let baseline = series.true_range(context, last, scale)?;
    let real: Interval = baseline.plus(change.range(scale, counted))?;
    if own.holds(printed) || own.meets(real) {
        return None;
    }
    let sign = if change.value.is_sign_negative() {
        '-'
    } else {
        '+'
    };
    let text = format!(
        "{} {sign} {}",
        print(before.value),
        print(change.value.abs())
    );
    let calculation = Message::new(&*text, &*text);
    let place = (stated.value, stated.span);
    let computed = printed.rounded(scale)?;
    let finding = mismatch(place, &calculation, computed, series.measure.sign());
    let name = in_year(&short(series.indicator.name.plain()), last);
    let finding = finding.also(change.span, Message::new("the change", "mức tăng, giảm"));
    Some(
        also_all(finding, [(before.span, &*name)]).help(Message::new(
            "correct the value to reach or the change; one of them is enough",
            "sửa giá trị phấn đấu hoặc mức tăng, giảm; chỉ cần ghi một trong hai",
        )),
    )
}
