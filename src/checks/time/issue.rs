//! Whether a plan's date and steps lie in its time.

use crate::checks::context::Context;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::source::Span;
use crate::spec::Moment;

/// A plan of a year that is over, or that is far ahead.
pub(super) const OUTSIDE: Rule = Rule {
    code: Code::warning("TIM013", "issued-outside-period"),
    ground: Ground::Arithmetic,
    what: words(
        "A plan issued after the years that it is for, or more than a year before them",
        "Kế hoạch ban hành sau khi hết thời gian của kế hoạch, hoặc trước đó hơn một năm",
    ),
    why: words(
        "What is over cannot be planned: year or date has a mistyped year.",
        "Không thể lập kế hoạch cho thời gian đã qua: năm kế hoạch hoặc ngày ban hành ghi nhầm năm.",
    ),
    wrong: "year = 2025\ndate = 2026-01-15",
    right: "year = 2026\ndate = 2026-01-15",
    check: Check::Plan(outside),
};

fn outside(context: &Context<'_>, findings: &mut Findings) {
    let head = &context.plan.document;
    let (first, last) = context.period();
    let issued = match (head.date, head.expected) {
        (Some(day), _) => (day.date.year(), day.span),
        (None, Some(expected)) => (expected.year(), place(expected)),
        (None, None) => return,
    };
    let (year, span) = issued;
    if year <= last && year >= first.saturating_sub(1) {
        return;
    }
    let planned = said(first, last);
    let message = Message::new(
        format!("the plan is issued in {year} and is for {planned}"),
        format!("kế hoạch ban hành năm {year} nhưng lập cho năm {planned}"),
    );
    findings.push(
        Finding::at(span, message)
            .value("declared", year)
            .value("period", planned)
            .also(
                head.year.span,
                Message::new("the year planned for", "năm kế hoạch"),
            ),
    );
}

/// A step outside the years planned for.
pub(super) const STEP: Rule = Rule {
    code: Code::warning("TIM014", "timeline-step-outside-period"),
    ground: Ground::Arithmetic,
    what: words(
        "A step of the timeline outside the years that the plan is for",
        "Bước trong tiến độ nằm ngoài thời gian của kế hoạch",
    ),
    why: words(
        "Such a step usually has a mistyped year. Plans are prepared in the last quarter before and \
         accounted for in the first quarter after, so that both are still within.",
        "Bước như vậy thường là ghi nhầm năm. Việc chuẩn bị trong quý IV năm trước và tổng kết trong quý I năm sau \
         vẫn được chấp nhận.",
    ),
    wrong: "from = \"2062-03\"",
    right: "from = \"2026-03\"",
    check: Check::Plan(steps),
};

fn steps(context: &Context<'_>, findings: &mut Findings) {
    let (first, last) = context.period();
    for moment in
        (context.plan.timeline.iter()).flat_map(|step| step.from.into_iter().chain(step.to))
    {
        let (year, month) = (moment.year(), moment.month());
        let early = year < first && (year + 1 < first || month.is_none_or(|month| month < 10));
        let late = year > last && (year > last + 1 || month.is_none_or(|month| month > 3));
        if !early && !late {
            continue;
        }
        let planned = said(first, last);
        let message = Message::new(
            format!("the step is in {year}, the plan is for {planned}"),
            format!("bước này ghi năm {year}, kế hoạch lập cho năm {planned}"),
        );
        let own = context.plan.document.year.span;
        findings.push(
            Finding::at(place(moment), message)
                .value("declared", year)
                .value("period", planned)
                .also(own, Message::new("the year planned for", "năm kế hoạch")),
        );
    }
}

fn said(first: i16, last: i16) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first}-{last}")
    }
}

fn place(moment: Moment) -> Span {
    match moment {
        Moment::Day(day) => day.span,
        Moment::Month { span, .. } | Moment::Year { span, .. } => span,
    }
}
