//! What numbers of a unit can be.

use super::series::{Known, Series};
use crate::checks::arithmetic::{Measure, is_average, print};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::{Indicator, Ratio};
use crate::spec::Ref;
use crate::vi::text::nfc;
use rust_decimal::Decimal;

pub const OUT_OF_RANGE: Rule = Rule {
    code: Code::error("IND007", "share-out-of-range"),
    ground: Ground::Arithmetic,
    what: words(
        "A share of a whole is below nothing or above all of it",
        "Tỷ lệ của một phần trong tổng nhỏ hơn 0 hoặc lớn hơn 100%",
    ),
    why: words(
        "Of all households no more than 100% can be poor. Growth, and what is reached of a plan, may be more, so \
         this looks only at shares: ratios of a part, and «Tỷ lệ» of people, households, communes.",
        "Tỷ lệ hộ nghèo không thể vượt 100%. Tốc độ tăng, mức hoàn thành kế hoạch thì có thể, nên chỉ xét tỷ lệ \
         của một phần trong tổng và «Tỷ lệ» hộ, người, xã …",
    ),
    wrong: r#"name = "Tỷ lệ hộ dùng nước sạch"
unit = "%"
target = { value = 109 }"#,
    right: r#"name = "Tỷ lệ hộ dùng nước sạch"
unit = "%"
target = { value = 100 }"#,
    check: Check::Plan(out_of_range),
};

fn out_of_range(context: &Context<'_>, findings: &mut Findings) {
    for series in Series::all(context).filter(|series| is_share(context, series)) {
        let per = series.measure.per();
        let most = Decimal::from_i128_with_scale(per, 0);
        let sign = series.measure.sign();
        let (values, changes) = figures(&series);
        let outside = |known: &Known| known.value < Decimal::ZERO || known.value > most;
        let values = values.into_iter().filter(outside);
        let changes = changes.into_iter().filter(|known| known.value.abs() > most);
        for Known { value, span } in values.chain(changes) {
            let said = print(value);
            let message = Message::new(
                format!("the share {said}{sign} is not between 0 and {per}{sign}"),
                format!("tỷ lệ {said}{sign} nằm ngoài khoảng từ 0 đến {per}{sign}"),
            );
            findings.push(
                Finding::at(span, message)
                    .value("declared", value)
                    .help(Message::new("correct the share", "sửa tỷ lệ")),
            );
        }
    }
}

/// Whether an indicator is the share of a part in its whole.
fn is_share(context: &Context<'_>, series: &Series<'_>) -> bool {
    if series.measure.sign().is_empty() {
        return false;
    }
    let within = |ratio: &Ratio<Ref<Indicator>>| {
        let Some(all) = &ratio.whole else {
            return false;
        };
        let mut id = ratio.part.as_str();
        // No chain of parts is longer than there are indicators.
        for _ in 0..context.plan.indicators.len() {
            match context
                .index
                .indicator(id)
                .and_then(|part| part.part_of.as_ref())
            {
                Some(whole) if whole.as_str() == all.as_str() => return true,
                Some(whole) => id = whole.as_str(),
                None => return false,
            }
        }
        false
    };
    series.indicator.ratio.as_ref().is_some_and(within)
        || is_named_share(series.indicator.name.plain())
}

/// Whether a name is «Tỷ lệ» of things that are counted.
fn is_named_share(name: &str) -> bool {
    let name = nfc(name).to_lowercase();
    let of = name.strip_prefix("tỷ lệ ").or(name.strip_prefix("tỉ lệ "));
    let compared = ["so với", " tăng", " trên ", "/"];
    of.is_some_and(|of| {
        Measure::of(Some(of)) == Measure::Count && !compared.iter().any(|word| of.contains(word))
    })
}

pub const FRACTION: Rule = Rule {
    code: Code::error("IND008", "fraction-of-a-count"),
    ground: Ground::Arithmetic,
    what: words(
        "Something that is counted one by one has decimals",
        "Số liệu đếm được (hộ, người, xã …) lại có phần thập phân",
    ),
    why: words(
        "There is no half household. The number was divided or typed wrongly, or its unit is another. Averages \
         are let be.",
        "Không có nửa hộ. Số này do chia hoặc gõ nhầm, hoặc đơn vị tính ghi sai. Không xét số bình quân.",
    ),
    wrong: r#"unit = "hộ"
target = { value = "59,5" }"#,
    right: r#"unit = "hộ"
target = { value = 59 }"#,
    check: Check::Plan(fractions),
};

fn fractions(context: &Context<'_>, findings: &mut Findings) {
    for series in Series::all(context) {
        let indicator = series.indicator;
        let Some(unit) = &indicator.unit else {
            continue;
        };
        if series.measure != Measure::Count || is_average(indicator.name.plain()) {
            continue;
        }
        let (values, changes) = figures(&series);
        for Known { value, span } in values.into_iter().chain(changes) {
            if value.fract().is_zero() {
                continue;
            }
            let (said, unit) = (print(value), unit.as_str());
            let message = Message::new(
                format!("{said} {unit}: what is counted has no decimals"),
                format!("{said} {unit}: số đếm được thì không có phần thập phân"),
            );
            findings.push(
                Finding::at(span, message)
                    .value("declared", value)
                    .help(Message::new(
                        "write a whole number, or the unit that is meant",
                        "ghi số nguyên, hoặc ghi lại đơn vị tính",
                    )),
            );
        }
    }
}

/// The values and the changes of an indicator, those of its target among them.
fn figures(series: &Series<'_>) -> (Vec<Known>, Vec<Known>) {
    let Series { indicator, .. } = series;
    let target = indicator.target.as_ref();
    let known = |figures: &[(i16, crate::spec::Figure)], target: Option<crate::spec::Figure>| {
        let figures = figures.iter().map(|(_, figure)| *figure).chain(target);
        figures.filter_map(Known::of).collect()
    };
    let values = [&indicator.values[..], &indicator.targets].concat();
    (
        known(&values, target.and_then(|target| target.value)),
        known(&indicator.changes, target.and_then(|target| target.change)),
    )
}
