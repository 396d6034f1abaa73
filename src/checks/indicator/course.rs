//! The course of an indicator over the years (diễn biến qua các năm).

use super::series::{Known, Series, in_year};
use crate::checks::arithmetic::{Exact, also_all, print, short};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::{Better, Bound};

pub const AGAINST: Rule = Rule {
    code: Code::warning("IND010", "target-for-the-worse"),
    ground: Ground::Custom("targets.better"),
    what: words(
        "A target makes an indicator worse than it was",
        "Chỉ tiêu phấn đấu kém hơn kết quả năm trước",
    ),
    why: words(
        "`better` says which way the indicator gets better; the target goes the other way. Most often a sign is \
         missing (`change = -25`), or two numbers have changed places. A limit («không quá …», «tối thiểu …») may \
         be looser than what was reached.",
        "`better` cho biết tăng hay giảm là tốt, nhưng chỉ tiêu lại theo chiều ngược lại. Thường là thiếu dấu trừ \
         (`change = -25`) hoặc ghi lẫn hai số. Mức giới hạn («không quá …», «tối thiểu …») có thể rộng hơn kết \
         quả đã đạt.",
    ),
    wrong: r#"better = "lower"
values = { 2025 = 84 }
target = { change = 25 }"#,
    right: r#"better = "lower"
values = { 2025 = 84 }
target = { change = -25 }"#,
    check: Check::Plan(against),
};

fn against(context: &Context<'_>, findings: &mut Findings) {
    for series in Series::all(context) {
        let indicator = series.indicator;
        let (Some(better), Some(target)) = (indicator.better, &indicator.target) else {
            continue;
        };
        let worse = |difference: Exact| match better {
            Better::Lower => difference > Exact::ZERO,
            Better::Higher => difference.is_negative(),
        };
        let is_limit = matches!(
            (better, target.bound),
            (Better::Lower, Some(Bound::AtMost | Bound::LessThan))
                | (Better::Higher, Some(Bound::AtLeast | Bound::MoreThan))
        );
        if is_limit {
            continue;
        }
        let name = indicator.name.plain();
        if let Some(change) = target.change.and_then(Known::of)
            && worse(change.exact())
        {
            let said = print(change.value);
            findings.push(worsening(better, change, &format!("{name}: {said}")).help(
                Message::new(
                    "a decrease is written with a minus sign, an increase without",
                    "mức giảm ghi dấu trừ, mức tăng không ghi dấu",
                ),
            ));
        }
        let value = target.value.and_then(Known::of);
        let Some((value, (year, before))) = value.zip(last_before(&series)) else {
            continue;
        };
        if value.exact().minus(before.exact()).is_some_and(worse) {
            let text = format!("{name}: {} → {}", print(before.value), print(value.value));
            let label = in_year(&short(name), year);
            let finding = worsening(better, value, &text);
            findings.push(
                also_all(finding, [(before.span, &*label)]).help(Message::new(
                    "correct the target, or `better`",
                    "sửa chỉ tiêu hoặc sửa `better`",
                )),
            );
        }
    }
}

fn worsening(better: Better, known: Known, text: &str) -> Finding {
    let message = match better {
        Better::Lower => Message::new(
            format!("{text}; the target goes up, lower is better"),
            format!("{text}; chỉ tiêu tăng lên trong khi giảm mới là tốt"),
        ),
        Better::Higher => Message::new(
            format!("{text}; the target goes down, higher is better"),
            format!("{text}; chỉ tiêu giảm đi trong khi tăng mới là tốt"),
        ),
    };
    Finding::at(known.span, message).value("declared", known.value)
}

/// The last value before the year of the target.
fn last_before(series: &Series<'_>) -> Option<(i16, Known)> {
    let values = series.indicator.values.iter().rev();
    let mut values = values.filter(|(year, _)| *year < series.year);
    values.find_map(|(year, figure)| Some((*year, Known::of(*figure)?)))
}

pub const GAP: Rule = Rule {
    code: Code::warning("IND011", "year-missing-in-series"),
    ground: Ground::Custom("series.whole"),
    what: words(
        "A year is missing among the values of an indicator",
        "Dãy số liệu của chỉ tiêu thiếu một năm",
    ),
    why: words(
        "The years around it are there, so it was forgotten or typed under another year. `\"TODO\"` stands for a \
         number that is not known yet. A first year some years before the others is a baseline and no gap.",
        "Các năm liền kề đều có nên năm này bị quên hoặc ghi nhầm năm. Số chưa có thì ghi `\"TODO\"`. Năm gốc \
         cách các năm sau vài năm thì không tính là thiếu.",
    ),
    wrong: r#"name = "Số hộ nghèo"
unit = "hộ"
values = { 2022 = 138, 2023 = 121, 2025 = 84 }"#,
    right: r#"name = "Số hộ nghèo"
unit = "hộ"
values = { 2022 = 138, 2023 = 121, 2024 = 97, 2025 = 84 }"#,
    check: Check::Plan(gaps),
};

fn gaps(context: &Context<'_>, findings: &mut Findings) {
    for series in Series::all(context) {
        let values = &series.indicator.values;
        let yearly = values.windows(2).any(|pair| pair[1].0 - pair[0].0 == 1);
        for pair in values.windows(2) {
            let [(before, first), (after, second)] = pair else {
                continue;
            };
            let missing = before + 1;
            if after - before != 2 || !(yearly || computable(context, &series, missing)) {
                continue;
            }
            let message = Message::new(
                format!("{missing} is missing between {before} and {after}"),
                format!("thiếu số liệu năm {missing}, giữa năm {before} và năm {after}"),
            );
            let (start, end) = (before.to_string(), after.to_string());
            let places = [(first.span, &*start)];
            let finding = Finding::at(second.span, message);
            let finding = finding.label(Message::new(&*end, &*end));
            findings.push(also_all(finding, places).help(Message::new(
                format!("add `{missing} = …`, or `{missing} = \"TODO\"`"),
                format!("thêm `{missing} = …` hoặc `{missing} = \"TODO\"`"),
            )));
        }
    }
}

/// Whether a ratio could be computed for a year that it is not stated for.
fn computable(context: &Context<'_>, series: &Series<'_>, year: i16) -> bool {
    let known =
        |id: &str| Series::named(context, id).is_some_and(|series| series.at(year).is_some());
    let ratio = series.indicator.ratio.as_ref();
    ratio.is_some_and(|ratio| ratio.whole.is_some() && ratio.ids().all(|id| known(id.as_str())))
}

pub const UNIT: Rule = Rule {
    code: Code::warning("IND012", "unit-changes-between-years"),
    ground: Ground::Arithmetic,
    what: words(
        "The values of two years look as if they were in different units",
        "Số liệu hai năm có vẻ không cùng đơn vị tính",
    ),
    why: words(
        "From one year to the next a value grows or falls a thousand times, a million times or, for a \
         percentage, a hundred times, give or take a quarter: one of them was most likely written in \
         thousands, in millions or as a share of one.",
        "Từ năm này sang năm sau số liệu tăng hoặc giảm khoảng một nghìn lần, một triệu lần, hoặc một trăm lần \
         với tỷ lệ %: nhiều khả năng một trong hai số ghi theo nghìn, theo triệu hoặc ghi tỷ lệ dưới dạng số thập phân (0,05 thay cho 5%).",
    ),
    wrong: r#"unit = "triệu đồng"
values = { 2024 = 6608, 2025 = "7,1" }"#,
    right: r#"unit = "triệu đồng"
values = { 2024 = 6608, 2025 = 7100 }"#,
    check: Check::Plan(units),
};

fn units(context: &Context<'_>, findings: &mut Findings) {
    for series in Series::all(context) {
        let values = series.indicator.values.iter();
        let mut known: Vec<(i16, Known)> = values
            .filter_map(|(year, figure)| Some((*year, Known::of(*figure)?)))
            .collect();
        let target = series.target().filter(|_| series.at(series.year).is_none());
        known.extend(target.map(|target| (series.year, target)));
        let factors: &[i128] = if series.measure.sign().is_empty() {
            &[1_000, 1_000_000, 1_000_000_000]
        } else {
            &[100]
        };
        for pair in known.windows(2) {
            let [(before, first), (after, second)] = pair else {
                continue;
            };
            let factor = factors
                .iter()
                .find(|factor| is_about(*first, *second, **factor));
            let Some(factor) = factor else {
                continue;
            };
            let (a, b) = (print(first.value), print(second.value));
            let said = print(rust_decimal::Decimal::from_i128_with_scale(*factor, 0));
            let message = Message::new(
                format!("{before}: {a}, {after}: {b}; they are about {said} times apart"),
                format!("năm {before} là {a}, năm {after} là {b}; chênh nhau khoảng {said} lần"),
            );
            let name = in_year(&short(series.indicator.name.plain()), *before);
            let finding = Finding::at(second.span, message);
            let finding = finding.value("declared", second.value);
            findings.push(also_all(finding, [(first.span, &*name)]).help(Message::new(
                "write both in the unit of the indicator",
                "ghi cả hai số theo đơn vị tính của chỉ tiêu",
            )));
        }
    }
}

/// Whether two numbers are so many times apart, give or take a quarter.
fn is_about(first: Known, second: Known, factor: i128) -> bool {
    let (a, b) = (first.exact(), second.exact());
    let (small, large) = (a.min(b), a.max(b));
    if small <= Exact::ZERO {
        return false;
    }
    let bound = |above: i128, below: i128| {
        let factor = factor.checked_mul(above)?;
        small.times(Exact::whole(factor))?.over(Exact::whole(below))
    };
    bound(4, 5)
        .zip(bound(5, 4))
        .is_some_and(|(low, high)| low <= large && large <= high)
}
