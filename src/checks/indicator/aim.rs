//! Whether targets and objectives speak of what they say they do.

use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::Indicator;
use crate::spec::{Prose, Ref, Year};

pub const PAST_YEAR: Rule = Rule {
    code: Code::error("IND015", "target-of-past-year"),
    ground: Ground::Arithmetic,
    what: words(
        "A target for a year before those that the plan is for",
        "Chỉ tiêu phấn đấu của một năm trước thời gian của kế hoạch",
    ),
    why: words(
        "What lies behind cannot be aimed at: mostly the target was copied from last year's plan. Targets of later \
         years are let be.",
        "Không thể phấn đấu cho năm đã qua: thường là chỉ tiêu chép từ kế hoạch năm trước. Chỉ tiêu cho những năm sau \
         thì không xét.",
    ),
    wrong: "target = { year = 2025, value = 59 }",
    right: "target = { year = 2026, value = 59 }",
    check: Check::Plan(past_year),
};

fn past_year(context: &Context<'_>, findings: &mut Findings) {
    let first = context.plan.document.year;
    let years = context.plan.indicators.iter().flat_map(|indicator| {
        let own = indicator.target.as_ref().and_then(|target| target.year);
        let several = indicator.targets.iter().map(|(year, figure)| Year {
            value: *year,
            span: figure.span,
        });
        own.into_iter().chain(several)
    });
    for year in years {
        if year.value >= first.value {
            continue;
        }
        let (own, planned) = (year.value, first.value);
        let message = Message::new(
            format!("the target is for {own}, the plan for {planned}"),
            format!("chỉ tiêu ghi cho năm {own}, kế hoạch là của năm {planned}"),
        );
        let label = Message::new("the year planned for", "năm kế hoạch");
        findings.push(
            Finding::at(year.span, message)
                .also(first.span, label)
                .value("declared", own)
                .value("expected", planned)
                .help(Message::new(
                    "correct the year, or leave it out: a target is for the plan's year",
                    "sửa lại năm, hoặc bỏ đi: chỉ tiêu mặc định là của năm kế hoạch",
                )),
        );
    }
}

pub const ANOTHER: Rule = Rule {
    code: Code::warning("IND016", "indicator-of-another-objective"),
    ground: Ground::Custom("objective.indicators"),
    what: words(
        "An objective or a task prints an indicator that it does not name, and names one that it does not print",
        "Mục tiêu hoặc nhiệm vụ in một chỉ tiêu không được gắn, lại gắn một chỉ tiêu không in",
    ),
    why: words(
        "One of the two ids is that of a neighbour, so that the objective is measured by another's number. Where a text \
         prints more than is named, or less, nothing is said.",
        "Một trong hai mã là của mục bên cạnh, nên mục tiêu bị đo bằng số liệu của mục khác. Nếu lời văn chỉ in thêm, \
         hoặc chỉ in bớt chỉ tiêu thì không xét.",
    ),
    wrong: r#"text = 'Đến cuối năm còn {{ value(id="ho_ngheo", of="target") }} nghèo.'
indicators = ["ho_can_ngheo"]"#,
    right: r#"text = 'Đến cuối năm còn {{ value(id="ho_ngheo", of="target") }} nghèo.'
indicators = ["ho_ngheo"]"#,
    check: Check::Plan(another),
};

fn another(context: &Context<'_>, findings: &mut Findings) {
    let plan = context.plan;
    for objective in &plan.objectives {
        findings.extend(differing(&objective.indicators.0, &[&objective.text]));
    }
    let by_unit = plan.responsibilities.iter().flat_map(|r| &r.tasks);
    let by_field = plan.task_groups.iter().flat_map(|group| &group.tasks);
    for task in by_unit.chain(by_field) {
        let products = task.rows().filter_map(|row| row.product.as_ref());
        let texts: Vec<&Prose> = [&task.text].into_iter().chain(products).collect();
        findings.extend(differing(&task.indicators.0, &texts));
    }
}

/// The finding for indicators that are not those of the values in texts.
fn differing(named: &[Ref<Indicator>], texts: &[&Prose]) -> Option<Finding> {
    if named.is_empty() {
        return None;
    }
    let all: Vec<&str> = texts.iter().flat_map(|text| text.ids("value")).collect();
    let unprinted = named.iter().find(|id| !all.contains(&id.as_str()))?;
    let is_named = |id: &str| named.iter().any(|named| named.as_str() == id);
    let unnamed = all.iter().copied().find(|id| !is_named(id))?;
    let id = unprinted.as_str();
    let message = Message::new(
        format!("`{id}` is named here, but the text prints `{unnamed}`"),
        format!("ở đây gắn `{id}` nhưng lời văn in `{unnamed}`"),
    );
    let text = texts.first()?;
    Some(
        Finding::at(unprinted.span, message)
            .value("declared", id)
            .value("printed", unnamed)
            .also(text.span, Message::new("the text", "lời văn")),
    )
}
