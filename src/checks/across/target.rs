//! Targets (chỉ tiêu) that are not what the superior assigns.

use super::assignment::{Assignment, Planned, What, is_beyond, of, planned};
use crate::checks::compare::{agree, common, same_unit, signed, slack, within};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::{Assigned, Indicator};
use crate::vi::number::format;
use rust_decimal::Decimal;

/// A target that falls short of what is assigned, or differs from it.
pub(super) const DIFFERS: Rule = Rule {
    code: Code::error("WSP001", "target-differs-from-assigned"),
    ground: Ground::Arithmetic,
    what: words(
        "A target is another number than the superior assigns to the unit",
        "Chỉ tiêu khác với số cấp trên giao",
    ),
    why: words(
        "What a superior assigns binds its units. The superior's column says with `assigns` which \
         indicator it is, and with `assigned` whether the value, the change or the decrease; a target \
         that is stated the other way is computed from the year before. A target that goes further in \
         the direction that is `better` is WSP002.",
        "Chỉ tiêu cấp trên giao là bắt buộc đối với đơn vị. Cột của cấp trên ghi ở `assigns` là chỉ tiêu \
         nào, ở `assigned` là mức đạt, mức tăng giảm hay mức giảm; chỉ tiêu ghi theo cách khác thì được \
         tính từ số năm trước. Chỉ tiêu vượt theo chiều tốt lên (`better`) thuộc WSP002.",
    ),
    wrong: "# Tỉnh giao xã An Bình giảm 15 hộ nghèo\nvalues = { 2025 = 97 }\ntarget = { change = -12 }",
    right: "# Tỉnh giao xã An Bình giảm 15 hộ nghèo\nvalues = { 2025 = 97 }\ntarget = { change = -15 }",
    check: Check::Plan(|context, findings| compare(context, findings, false)),
};

/// A target that goes further than what is assigned.
pub(super) const BEYOND: Rule = Rule {
    code: Code::info("WSP002", "target-beyond-assigned"),
    ground: Ground::Custom("assigned.more"),
    what: words(
        "A target goes further than the superior asks",
        "Chỉ tiêu phấn đấu vượt mức cấp trên giao",
    ),
    why: words(
        "A unit may aim higher than it must; then the plan should say so. Which way is further is taken \
         from `better`.",
        "Đơn vị có thể phấn đấu cao hơn mức được giao; khi đó nên nêu rõ trong kế hoạch. Chiều nào là vượt \
         lấy theo khóa `better`.",
    ),
    wrong: "# Tỉnh giao xã An Bình giảm 15 hộ nghèo\nbetter = \"lower\"\nvalues = { 2025 = 97 }\ntarget = { value = 80 }",
    right: "# Tỉnh giao xã An Bình giảm 15 hộ nghèo\nbetter = \"lower\"\nvalues = { 2025 = 97 }\ntarget = { value = 82 }",
    check: Check::Plan(|context, findings| compare(context, findings, true)),
};

fn compare(context: &Context<'_>, findings: &mut Findings, beyond: bool) {
    let year = context.plan.document.year.value;
    for assignment in of(context) {
        let What::Target(assigned) = assignment.what else {
            continue;
        };
        let Some(indicator) = context.index.indicator(assignment.id.as_str()) else {
            continue;
        };
        let Some(planned) = planned(indicator, assigned, year, year) else {
            continue;
        };
        let Some((own, given)) = difference(&assignment, indicator, &planned) else {
            continue;
        };
        let better = indicator.better.or_else(|| {
            let superior = &context.loaded.superior.as_ref()?.plan;
            let mut same = superior.indicators.iter();
            same.find(|i| i.id.value == indicator.id.value)?.better
        });
        if is_beyond(better, assignment.what, own, given) == beyond {
            findings.push(finding(
                &assignment,
                indicator,
                &planned,
                (own, given),
                beyond,
            ));
        }
    }
}

/// The planned and the assigned number in one unit of measure, unless they agree or cannot be compared.
fn difference(
    assignment: &Assignment<'_>,
    indicator: &Indicator,
    planned: &Planned,
) -> Option<(Decimal, Decimal)> {
    let (unit, other) = (indicator.unit.as_ref(), assignment.unit);
    let (own, given) = common((planned.value, unit), (assignment.value, other))?;
    let same = if planned.sum.is_none() {
        agree(own, given)
    } else {
        let comparable = unit
            .zip(other)
            .is_none_or(|(a, b)| same_unit(&a.value, &b.value));
        !comparable || within(own, given, planned.slack.checked_add(slack(given))?)
    };
    (!same).then_some((own, given))
}

fn finding(
    assignment: &Assignment<'_>,
    indicator: &Indicator,
    planned: &Planned,
    (own, given): (Decimal, Decimal),
    beyond: bool,
) -> Finding {
    let name = indicator.name.plain();
    let text = planned.text(indicator.unit.as_ref());
    let asked = assignment.given();
    let gap = signed(own, given);
    let (en, vi) = match assignment.what {
        What::Target(Assigned::Change) => ("a change of ", "mức tăng giảm "),
        What::Target(Assigned::Decrease) => ("a decrease of ", "giảm "),
        _ => ("", ""),
    };
    let message = Message::new(
        format!(
            "«{name}»: the superior assigns {en}{asked}, this plan has {en}{text} (difference {gap})"
        ),
        format!("«{name}»: cấp trên giao {vi}{asked}, kế hoạch này đặt {vi}{text} (chênh {gap})"),
    );
    let mut finding = Finding::at(planned.span, message);
    if let Some(base) = planned.base {
        finding = finding.also(
            base,
            Message::new("from the year before", "tính từ số năm trước"),
        );
    }
    let finding = assignment
        .label(finding)
        .value("declared", own)
        .value("assigned", given)
        .value("difference", gap);
    if own == -given {
        return finding.help(Message::new(
            "only the sign differs: `assigned = \"decrease\"` in the superior's column says that it counts decreases",
            "hai số chỉ khác dấu: nếu cột của cấp trên ghi mức giảm thì thêm `assigned = \"decrease\"` ở cột đó",
        ));
    }
    if beyond {
        return finding.help(Message::new(
            "say in the plan that it goes further than assigned, if that is meant",
            "nếu chủ trương phấn đấu vượt thì nêu rõ trong kế hoạch",
        ));
    }
    let asked = format(&given);
    finding.help(Message::new(
        format!("plan {asked} as assigned, or ask the superior to change it"),
        format!("đặt đúng {asked} như được giao, hoặc đề nghị cấp trên điều chỉnh"),
    ))
}
