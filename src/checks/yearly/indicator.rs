//! Indicators (chỉ tiêu): their results, names and units of measure.

use crate::checks::compare::{
    Counterpart, Counterparts, agree, common, same_unit, signed, with_unit,
};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::Indicator;

/// A result that last year's plan gives otherwise.
pub(super) const BASELINE: Rule = Rule {
    code: Code::error("YOY001", "baseline-differs"),
    ground: Ground::Arithmetic,
    what: words(
        "A result of a past year is another number in last year's plan",
        "Kết quả của một năm đã qua khác với số ghi trong kế hoạch năm trước",
    ),
    why: words(
        "What was reached in a year does not change, and targets are set and judged from it. Indicators \
         are the same by id and name, or by name alone where ids were renumbered. A number with fewer \
         decimals agrees with what it was rounded from; amounts in đồng and triệu đồng are compared as \
         amounts.",
        "Kết quả đã đạt của một năm là cơ sở để giao và đánh giá chỉ tiêu, không tự thay đổi. Chỉ tiêu \
         được đối chiếu theo mã và tên, hoặc theo tên nếu mã đã đánh lại. Số ít chữ số thập phân hơn mà \
         làm tròn đúng thì coi là khớp; số tiền khác đơn vị (đồng, triệu đồng) được quy đổi trước khi so.",
    ),
    wrong: "# Kế hoạch năm 2025: values = { 2023 = 112, 2024 = 97 }\nvalues = { 2024 = 99, 2025 = 84 }",
    right: "# Kế hoạch năm 2025: values = { 2023 = 112, 2024 = 97 }\nvalues = { 2024 = 97, 2025 = 84 }",
    check: Check::Plan(baseline),
};

fn baseline(context: &Context<'_>, findings: &mut Findings) {
    let Some(previous) = &context.loaded.previous else {
        return;
    };
    let year_of_plan = previous.plan.document.year.value;
    for (indicator, counterpart) in pairs(context).filter(|(_, other)| other.same_name) {
        let other = counterpart.other;
        for (year, figure) in &indicator.values {
            let Some((old, now, then)) = other
                .value(*year)
                .and_then(|old| Some((old, figure.value?, old.value?)))
            else {
                continue;
            };
            let units = (indicator.unit.as_ref(), other.unit.as_ref());
            let Some((one, two)) = common((now, units.0), (then, units.1)) else {
                continue;
            };
            if agree(one, two) {
                continue;
            }
            let name = indicator.name.plain();
            let (now, then) = (with_unit(now, units.0), with_unit(then, units.1));
            let gap = signed(one, two);
            let message = Message::new(
                format!(
                    "«{name}» of {year} is {now} here and {then} in the plan for {year_of_plan} \
                     (difference {gap})"
                ),
                format!(
                    "«{name}» năm {year} ghi {now}, kế hoạch năm {year_of_plan} ghi {then} (chênh {gap})"
                ),
            );
            findings.push(
                Finding::at(figure.span, message)
                    .also(
                        old.span,
                        Message::new(
                            format!("{then} in the plan for {year_of_plan}"),
                            format!("kế hoạch năm {year_of_plan} ghi {then}"),
                        ),
                    )
                    .help(Message::new(
                        format!(
                            "compare both with the report on {year}; where the result was revised, say so in `allow`"
                        ),
                        format!(
                            "đối chiếu cả hai với báo cáo kết quả năm {year}; nếu số liệu đã được rà soát \
                             lại thì ghi `allow` kèm lý do"
                        ),
                    ))
                    .value("declared", one)
                    .value("previous", two)
                    .value("difference", gap),
            );
        }
    }
}

/// An indicator with another name than last year.
pub(super) const NAME: Rule = Rule {
    code: Code::warning("YOY002", "indicator-renamed"),
    ground: Ground::Custom("years.name"),
    what: words(
        "An indicator has another name than in last year's plan",
        "Tên chỉ tiêu khác với kế hoạch năm trước",
    ),
    why: words(
        "Whoever compares the years no longer finds it, or takes two things for one. Capitals, the style \
         of tone marks, i or y, punctuation and the year in the name are no difference; nor is an id that \
         now stands for something else.",
        "Người theo dõi nhiều năm sẽ không tìm thấy chỉ tiêu, hoặc nhầm hai nội dung là một. Chữ hoa, kiểu \
         đặt dấu thanh, i hay y, dấu câu và năm ghi trong tên không tính là khác; mã nay dùng cho nội dung \
         khác hẳn cũng không xét.",
    ),
    wrong: "# Kế hoạch năm 2025: name = \"Tỷ lệ lao động qua đào tạo\"\nname = \"Tỷ lệ lao động được đào tạo nghề\"",
    right: "# Kế hoạch năm 2025: name = \"Tỷ lệ lao động qua đào tạo\"\nname = \"Tỷ lệ lao động qua đào tạo\"",
    check: Check::Plan(renamed),
};

fn renamed(context: &Context<'_>, findings: &mut Findings) {
    for (indicator, counterpart) in pairs(context).filter(|(_, other)| !other.same_name) {
        let (name, old) = (&indicator.name, &counterpart.other.name);
        let message = Message::new(
            format!("last year's plan calls this indicator «{}»", old.value),
            format!("kế hoạch năm trước gọi chỉ tiêu này là «{}»", old.value),
        );
        findings.push(
            Finding::at(name.span, message)
                .also(old.span, Message::new("last year", "năm trước"))
                .help(Message::new(
                    "keep the name; if it is another indicator, give it another id",
                    "giữ nguyên tên; nếu là chỉ tiêu khác thì đặt mã khác",
                ))
                .value("declared", &name.value)
                .value("previous", &old.value),
        );
    }
}

/// An indicator with another unit of measure than last year.
pub(super) const UNIT: Rule = Rule {
    code: Code::warning("YOY003", "unit-of-measure-changed"),
    ground: Ground::Custom("years.measure"),
    what: words(
        "An indicator is measured in another unit than in last year's plan",
        "Đơn vị tính của chỉ tiêu khác với kế hoạch năm trước",
    ),
    why: words(
        "Numbers in different units cannot be compared from year to year. Spellings of one unit are no \
         difference («triệu đồng», «trđ»; «hộ», «hộ nghèo»).",
        "Số liệu khác đơn vị tính thì không so sánh được giữa các năm. Các cách viết của một đơn vị không \
         tính là khác («triệu đồng», «trđ»; «hộ», «hộ nghèo»).",
    ),
    wrong: "# Kế hoạch năm 2025: unit = \"người\"\nunit = \"lượt người\"",
    right: "# Kế hoạch năm 2025: unit = \"người\"\nunit = \"người\"",
    check: Check::Plan(remeasured),
};

fn remeasured(context: &Context<'_>, findings: &mut Findings) {
    for (indicator, Counterpart { other, .. }) in pairs(context) {
        let (Some(unit), Some(old)) = (&indicator.unit, &other.unit) else {
            continue;
        };
        if same_unit(&unit.value, &old.value) {
            continue;
        }
        let name = indicator.name.plain();
        let message = Message::new(
            format!(
                "«{name}» was measured in «{}» last year, now in «{}»",
                old.value, unit.value
            ),
            format!(
                "«{name}» năm trước tính bằng «{}», nay tính bằng «{}»",
                old.value, unit.value
            ),
        );
        findings.push(
            Finding::at(unit.span, message)
                .also(old.span, Message::new("last year", "năm trước"))
                .help(Message::new(
                    "keep the unit of measure, or give the new one an indicator of its own",
                    "giữ nguyên đơn vị tính, hoặc lập chỉ tiêu riêng cho đơn vị tính mới",
                ))
                .value("declared", &unit.value)
                .value("previous", &old.value),
        );
    }
}

/// The plan's indicators that last year's plan has, too.
fn pairs<'c>(
    context: &Context<'c>,
) -> impl Iterator<Item = (&'c Indicator, Counterpart<'c>)> + use<'c> {
    let (plan, previous) = (context.plan, &context.loaded.previous);
    let counterparts = previous
        .as_ref()
        .map(|previous| Counterparts::new(&previous.plan, plan));
    counterparts.into_iter().flat_map(move |counterparts| {
        plan.indicators
            .iter()
            .filter_map(move |indicator| Some((indicator, counterparts.of(indicator)?)))
    })
}
