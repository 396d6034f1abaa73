//! Ratios (tỷ lệ) and what they are the ratios of.

use super::series::{Known, Series, in_year};
use crate::checks::arithmetic::{
    Exact, Interval, Measure, Wholes, also_all, as_share_of_one, closest, is_comparison, mismatch,
    of_one, print, share, shift, short,
};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, Severity, words};
use rust_decimal::Decimal;

pub const MISMATCH: Rule = Rule {
    code: Code::error("IND001", "ratio-not-part-of-whole"),
    ground: Ground::Arithmetic,
    what: words(
        "A stated ratio is not its part divided by its whole, however it is rounded",
        "Tỷ lệ đã ghi không phải là tử số chia mẫu số, dù làm tròn cách nào",
    ),
    why: words(
        "The plan prints part, whole and ratio, and every reader can divide. Halves may be rounded either \
         way; a part or whole with decimals stands for all that it can be rounded from.",
        "Kế hoạch ghi cả tử số, mẫu số và tỷ lệ nên người đọc chia là thấy. Số đúng nửa đơn vị làm tròn lên \
         hay xuống đều được; tử số, mẫu số có phần thập phân được hiểu là số đã làm tròn.",
    ),
    wrong: r#"ratio = { part = "ho_ngheo", whole = "ho_dan" }
values = { 2024 = "6,15", 2025 = "5,16" }"#,
    right: r#"ratio = { part = "ho_ngheo", whole = "ho_dan" }
values = { 2024 = "6,15", 2025 = "5,61" }"#,
    check: Check::Plan(mismatches),
};

fn mismatches(context: &Context<'_>, findings: &mut Findings) {
    for series in Series::all(context) {
        let Some((part, whole)) = operands(context, &series) else {
            continue;
        };
        for year in series.years() {
            let numbers = (
                series.planned(year),
                part.planned(year),
                whole.planned(year),
            );
            if let (Some(stated), Some(above), Some(below)) = numbers {
                let (above, below) = ((above, &part), (below, &whole));
                findings.extend(quotient(&series, stated, above, below, year));
            }
        }
    }
}

/// The part and the whole of a ratio that is printed with both.
fn operands<'p>(context: &Context<'p>, series: &Series<'p>) -> Option<(Series<'p>, Series<'p>)> {
    let ratio = series.indicator.ratio.as_ref()?;
    let part = Series::named(context, ratio.part.as_str())?;
    Some((
        part,
        Series::named(context, ratio.whole.as_ref()?.as_str())?,
    ))
}

/// How many the ratio is of: a hundred, a thousand, or one.
fn per(series: &Series<'_>) -> i128 {
    match series.measure {
        Measure::Percent | Measure::Permille => series.measure.per(),
        _ => 1,
    }
}

fn quotient(
    series: &Series<'_>,
    stated: Known,
    (part, of_part): (Known, &Series<'_>),
    (whole, of_whole): (Known, &Series<'_>),
    year: i16,
) -> Option<Finding> {
    let per = per(series);
    let range =
        |known: Known, series: &Series<'_>| Interval::of(known.value, series.measure.is_counted());
    let shares = share(range(part, of_part), range(whole, of_whole), per)?;
    if Interval::rounded(stated.value).meets(shares) {
        return None;
    }
    let exact = Exact::whole(per).times(part.exact())?.over(whole.exact())?;
    // Part, whole and ratio may be in units a power of a thousand apart.
    if per == 1 && shift(stated.value, exact).is_some() {
        return None;
    }
    let text = format!("{} / {}", print(part.value), print(whole.value));
    let calculation = Message::new(&*text, &*text);
    let (place, sign) = ((stated.value, stated.span), series.measure.sign());
    let finding = if let Some(computed) = as_share_of_one(stated.value, exact, per) {
        of_one(place, &calculation, computed, sign)
    } else {
        let computed = closest(exact, stated.value)?;
        mismatch(place, &calculation, computed, sign).help(Message::new(
            "correct the ratio, or the number that is wrong",
            "sửa tỷ lệ, hoặc sửa số liệu bị ghi sai",
        ))
    };
    let name = |series: &Series<'_>| in_year(&short(series.indicator.name.plain()), year);
    let (above, below) = (name(of_part), name(of_whole));
    Some(also_all(
        finding,
        [(part.span, &*above), (whole.span, &*below)],
    ))
}

pub const TARGET: Rule = Rule {
    code: Code::warning("IND006", "target-of-ratio-not-of-its-part"),
    ground: Ground::Arithmetic,
    what: words(
        "The target of a ratio does not follow from the target of its part",
        "Chỉ tiêu của tỷ lệ không khớp với chỉ tiêu của tử số",
    ),
    why: words(
        "A plan that is to bring down 25 of 1.609 households brings the ratio down by 1,55 points. The whole \
         of the year itself may still be unknown, so this warns; any whole that the plan knows for this year \
         or the one before is accepted.",
        "Giảm 25 hộ trên 1.609 hộ tức là giảm 1,55 điểm phần trăm. Mẫu số của năm kế hoạch có thể chưa biết \
         nên chỉ cảnh báo; khớp với mẫu số năm nay hoặc năm trước đều được chấp nhận.",
    ),
    wrong: r#"ratio = { part = "ho_ngheo", whole = "ho_dan" }
values = { 2025 = "5,59" }
target = { change = "-1,21" }"#,
    right: r#"ratio = { part = "ho_ngheo", whole = "ho_dan" }
values = { 2025 = "5,59" }
target = { change = "-1,12" }"#,
    check: Check::Plan(targets),
};

fn targets(context: &Context<'_>, findings: &mut Findings) {
    for series in Series::all(context).filter(|series| per(series) > 1) {
        let Some((part, whole)) = operands(context, &series) else {
            continue;
        };
        if part.year == series.year && series.at(series.year).is_none() {
            findings.extend(target_change(&series, &part, &whole));
            findings.extend(target_value(&series, &part, &whole));
        }
    }
}

/// The change of the ratio beside the change of its part.
fn target_change(series: &Series<'_>, part: &Series<'_>, whole: &Series<'_>) -> Option<Finding> {
    let (stated, change) = (series.target_change()?, part.target_change()?);
    let (this, last) = (whole.planned(series.year), whole.at(series.year - 1));
    let hundred = Exact::whole(per(series));
    let of = |base: Known| hundred.times(change.exact())?.over(base.exact());
    let between = || {
        let before = part.at(series.year - 1)?.exact();
        let after = before.plus(change.exact())?;
        let (this, last) = (this?.exact(), last?.exact());
        let difference = after.over(this)?.minus(before.over(last)?)?;
        hundred.times(difference)
    };
    let base = last.or(this)?;
    let possible = [this.and_then(of), last.and_then(of), between()];
    let range = Interval::rounded(stated.value);
    if possible
        .into_iter()
        .flatten()
        .any(|value| range.holds(value))
    {
        return None;
    }
    let computed = closest(of(base)?, stated.value)?;
    let text = format!("{} / {}", print(change.value), print(base.value));
    Some(told(
        series,
        stated,
        computed,
        &text,
        [
            (change, part, series.year),
            (
                base,
                whole,
                if last.is_some() {
                    series.year - 1
                } else {
                    series.year
                },
            ),
        ],
    ))
}

/// The value of the ratio beside the value of its part, by the whole of the year before.
fn target_value(series: &Series<'_>, part: &Series<'_>, whole: &Series<'_>) -> Option<Finding> {
    let (stated, above) = (series.target()?, part.target()?);
    if whole.planned(series.year).is_some() {
        return None;
    }
    let base = whole.at(series.year - 1)?;
    let exact = Exact::whole(per(series))
        .times(above.exact())?
        .over(base.exact())?;
    if Interval::rounded(stated.value).holds(exact) {
        return None;
    }
    let computed = closest(exact, stated.value)?;
    let text = format!("{} / {}", print(above.value), print(base.value));
    Some(told(
        series,
        stated,
        computed,
        &text,
        [(above, part, series.year), (base, whole, series.year - 1)],
    ))
}

fn told(
    series: &Series<'_>,
    stated: Known,
    computed: Decimal,
    text: &str,
    places: [(Known, &Series<'_>, i16); 2],
) -> Finding {
    let calculation = Message::new(text, text);
    let place = (stated.value, stated.span);
    let finding = mismatch(place, &calculation, computed, series.measure.sign());
    let names = places.map(|(known, series, year)| {
        (
            known.span,
            in_year(&short(series.indicator.name.plain()), year),
        )
    });
    also_all(
        finding,
        names.iter().map(|(span, name)| (*span, name.as_str())),
    )
    .help(Message::new(
        "correct one of the two targets, or state the whole of the year if it changes",
        "sửa một trong hai chỉ tiêu, hoặc ghi thêm mẫu số của năm kế hoạch nếu mẫu số thay đổi",
    ))
}

pub const NO_WHOLE: Rule = Rule {
    code: Code::error("IND009", "ratio-without-possible-whole"),
    ground: Ground::Arithmetic,
    what: words(
        "No whole number explains a ratio and its part, or the ratios of a year with theirs",
        "Không có mẫu số (số nguyên) nào phù hợp với tỷ lệ đã ghi, hoặc cho ra các tỷ lệ cùng năm",
    ),
    why: words(
        "Where the whole is not printed (`whole = \"?\"`), part and rounded ratio still bound it: 44 \
         households that are 4,08% are of 1.078 or 1.079. Where nothing is left, a number is wrong. Two ratios \
         may be of different wholes, so that they disagree only warns.",
        "Mẫu số không in (`whole = \"?\"`) vẫn suy ra được từ tử số và tỷ lệ đã làm tròn: 44 hộ là 4,08% thì \
         tổng số hộ là 1.078 hoặc 1.079. Không còn số nào thỏa mãn tức là có số sai. Hai tỷ lệ có thể \
         của hai mẫu số khác nhau nên nếu chỉ lệch nhau thì cảnh báo.",
    ),
    wrong: r#"ratio = { part = "truong_chuan", whole = "?" }
values = { 2025 = "83,0" }"#,
    right: r#"ratio = { part = "truong_chuan", whole = "?" }
values = { 2025 = "83,3" }"#,
    check: Check::Plan(hidden),
};

/// A ratio of a year whose whole is not printed.
struct Hidden<'p> {
    ratio: Series<'p>,
    part: Series<'p>,
    year: i16,
    stated: Known,
    above: Known,
    wholes: Wholes,
}

fn hidden(context: &Context<'_>, findings: &mut Findings) {
    let mut all: Vec<Hidden<'_>> = Vec::new();
    for ratio in Series::all(context).filter(|series| per(series) > 1) {
        for one in without_whole(context, ratio) {
            if one.wholes.is_empty() {
                findings.push(impossible(&one));
                continue;
            }
            let apart = |other: &&Hidden<'_>| {
                other.year == one.year
                    && other.part.same_unit(&one.part)
                    && other.wholes.meet(one.wholes).is_empty()
            };
            if let Some(other) = all.iter().find(apart) {
                findings.push(disagreement(&one, other));
            }
            all.push(one);
        }
    }
}

fn without_whole<'p>(context: &Context<'p>, ratio: Series<'p>) -> Vec<Hidden<'p>> {
    let of = ratio.indicator.ratio.as_ref();
    let of = of.filter(|of| of.whole.is_none());
    let Some(part) = of.and_then(|of| Series::named(context, of.part.as_str())) else {
        return Vec::new();
    };
    let one = |year| {
        let (stated, above) = (ratio.planned(year)?, part.planned(year)?);
        let counted = part.measure.is_counted();
        let range = Interval::of(above.value, counted);
        let mut wholes = Wholes::of(range, stated.value, per(&ratio), counted)?;
        if !is_comparison(ratio.indicator.name.plain()) {
            wholes = wholes.not_below(above.value);
        }
        Some(Hidden {
            ratio,
            part,
            year,
            stated,
            above,
            wholes,
        })
    };
    ratio.years().filter_map(one).collect()
}

fn impossible(one: &Hidden<'_>) -> Finding {
    let (said, above) = (print(one.stated.value), print(one.above.value));
    let sign = one.ratio.measure.sign();
    let message = Message::new(
        format!("there is no number of which {above} is {said}{sign}"),
        format!("không có số nào mà {above} là {said}{sign} của số đó"),
    );
    let finding = Finding::at(one.stated.span, message);
    let finding = finding.value("declared", one.stated.value);
    let name = one.part.indicator.name.plain();
    also_all(finding, [(one.above.span, name)]).help(Message::new(
        "correct the ratio or its part",
        "sửa tỷ lệ hoặc tử số",
    ))
}

fn disagreement(one: &Hidden<'_>, other: &Hidden<'_>) -> Finding {
    let told = |hidden: &Hidden<'_>| {
        let (said, above) = (print(hidden.stated.value), print(hidden.above.value));
        (
            above,
            said + hidden.ratio.measure.sign(),
            hidden.wholes.told(),
        )
    };
    let ((above, said, whole), (above_2, said_2, whole_2)) = (told(one), told(other));
    let message = Message::new(
        format!(
            "if {above} is {said}, the whole is {whole}; if {above_2} is {said_2}, it is {whole_2}"
        ),
        format!(
            "{above} là {said} thì mẫu số phải là {whole}; {above_2} là {said_2} thì mẫu số phải là {whole_2}"
        ),
    );
    let mut finding = Finding::at(one.stated.span, message);
    finding.severity = Severity::Warning;
    let places = [
        (one.above.span, one.part.indicator.name.plain()),
        (other.stated.span, other.ratio.indicator.name.plain()),
        (other.above.span, other.part.indicator.name.plain()),
    ];
    let finding = finding.value("declared", one.stated.value);
    also_all(finding, places).help(Message::new(
        "if both are of one whole, correct the number that is wrong",
        "nếu hai tỷ lệ cùng một mẫu số thì sửa số bị ghi sai",
    ))
}
