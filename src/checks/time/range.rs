//! Ranges that end before they begin, and steps out of order.

use crate::checks::context::Context;
use crate::checks::facts::sentence::{prose, written};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::source::Span;
use crate::spec::Moment;
use crate::vi::moment::ranges;

/// A range in prose that ends before it begins.
pub(super) const REVERSED: Rule = Rule {
    code: Code::error("TIM002", "reversed-range"),
    ground: Ground::Custom("order-of-time"),
    what: words(
        "A range in the text that ends before it begins",
        "Khoảng thời gian trong lời văn kết thúc trước khi bắt đầu",
    ),
    why: words(
        "One of the two ends is wrong. A range whose years are left open, as «từ tháng 10 đến tháng 3», is passed over.",
        "Một trong hai mốc đã ghi sai. Khoảng không ghi rõ năm như «từ tháng 10 đến tháng 3» thì không xét.",
    ),
    wrong: "text = \"Rà soát hộ nghèo từ ngày 15/9/2026 đến ngày 30/8/2026.\"",
    right: "text = \"Rà soát hộ nghèo từ ngày 15/9/2026 đến ngày 30/10/2026.\"",
    check: Check::Plan(reversed),
};

fn reversed(context: &Context<'_>, findings: &mut Findings) {
    for passage in prose(context.facts.passages) {
        for range in ranges(&passage.text).iter().filter(|range| range.reversed) {
            let Some(span) = written(passage, &range.to) else {
                continue;
            };
            let (from, to) = (
                &passage.text[range.from.clone()],
                &passage.text[range.to.clone()],
            );
            let finding = Finding::at(span, turned(from, to));
            findings.push(match passage.place(range.from.clone()) {
                Some(place) => finding.also(place, begins()),
                None => finding,
            });
        }
    }
}

/// A step of the timeline that ends before it begins.
pub(super) const TIMELINE_REVERSED: Rule = Rule {
    code: Code::error("TIM003", "timeline-step-reversed"),
    ground: Ground::Custom("order-of-time"),
    what: words(
        "A step of the timeline whose end is before its beginning",
        "Bước trong tiến độ kết thúc trước khi bắt đầu",
    ),
    why: words(
        "`to` must not be earlier than `from`; a month and a day are compared as far as both are known.",
        "`to` không được sớm hơn `from`; tháng và ngày được so đến mức cả hai cùng ghi.",
    ),
    wrong: "from = \"2026-10\"\nto = \"2026-03\"",
    right: "from = \"2026-03\"\nto = \"2026-10\"",
    check: Check::Plan(steps),
};

fn steps(context: &Context<'_>, findings: &mut Findings) {
    for step in &context.plan.timeline {
        let (Some(from), Some(to)) = (step.from, step.to) else {
            continue;
        };
        if before(to, from) {
            let message = turned(&said(from), &said(to));
            findings.push(Finding::at(place(to), message).also(place(from), begins()));
        }
    }
}

/// Steps of the timeline that are not in the order of time.
pub(super) const TIMELINE_ORDER: Rule = Rule {
    code: Code::warning("TIM005", "timeline-out-of-order"),
    ground: Ground::Custom("order-of-time"),
    what: words(
        "A step of the timeline that begins before the step above it",
        "Bước trong tiến độ bắt đầu trước bước ghi phía trên",
    ),
    why: words(
        "Readers take a timeline from top to bottom; a step that goes back in time is most often a wrong month or year.",
        "Người đọc xem tiến độ từ trên xuống; bước lùi về trước thường là ghi sai tháng hoặc năm.",
    ),
    wrong: "from = \"2026-02\"\ntext = \"Rà soát hộ nghèo trên địa bàn.\"",
    right: "from = \"2026-11\"\ntext = \"Rà soát hộ nghèo trên địa bàn.\"",
    check: Check::Plan(order),
};

fn order(context: &Context<'_>, findings: &mut Findings) {
    let begins = context.plan.timeline.iter().filter_map(|step| step.from);
    let mut latest: Option<Moment> = None;
    for from in begins {
        match latest {
            Some(above) if before(from, above) => {
                let (this, that) = (said(from), said(above));
                let message = Message::new(
                    format!(
                        "this step begins {this}, before one listed above it, which begins {that}"
                    ),
                    format!("bước này bắt đầu {this}, trước bước ghi phía trên bắt đầu {that}"),
                );
                findings.push(
                    Finding::at(place(from), message)
                        .also(
                            place(above),
                            Message::new("begins later", "bắt đầu muộn hơn"),
                        )
                        .help(Message::new(
                            "list the steps in the order of time, or mend the month",
                            "xếp các bước theo thứ tự thời gian, hoặc sửa lại tháng",
                        )),
                );
            }
            _ => latest = Some(from),
        }
    }
}

/// Whether a moment is surely before another, as far as both are known.
fn before(left: Moment, right: Moment) -> bool {
    let day = |moment| match moment {
        Moment::Day(day) => Some(day.date.day()),
        _ => None,
    };
    let parts = |moment: Moment| (moment.month(), day(moment));
    let ((month, this), (other, that)) = (parts(left), parts(right));
    let by_year = left.year().cmp(&right.year());
    let both = |a: Option<i8>, b: Option<i8>| a.zip(b).map(|(a, b)| a.cmp(&b));
    by_year
        .then(both(month, other).unwrap_or(std::cmp::Ordering::Equal))
        .then(both(this, that).unwrap_or(std::cmp::Ordering::Equal))
        .is_lt()
}

fn place(moment: Moment) -> Span {
    match moment {
        Moment::Day(day) => day.span,
        Moment::Month { span, .. } | Moment::Year { span, .. } => span,
    }
}

/// A moment as documents write it.
fn said(moment: Moment) -> String {
    match moment {
        Moment::Day(day) => crate::vi::date::short(day.date),
        Moment::Month { year, month, .. } => crate::vi::date::month_year(year, month),
        Moment::Year { year, .. } => year.to_string(),
    }
}

fn turned(from: &str, to: &str) -> Message {
    Message::new(
        format!("this ends {to}, before it begins, {from}"),
        format!("kết thúc {to}, trước khi bắt đầu {from}"),
    )
}

fn begins() -> Message {
    Message::new("it begins here", "bắt đầu từ đây")
}
