//! Deadlines (thời hạn): when tasks and reports are due.

use super::tasks::{FEWEST, opening, rows};
use crate::checks::context::Context;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::TaskResult;
use crate::spec::{Day, Moment};
use crate::vi::date::short;
use jiff::civil::Date;

pub(super) const BEFORE_PLAN: Rule = Rule {
    code: Code::error("RES001", "deadline-before-plan"),
    ground: Ground::Arithmetic,
    what: words(
        "A deadline that has passed when the plan is issued",
        "Thời hạn đã qua khi kế hoạch được ban hành",
    ),
    why: words(
        "Nobody can be done in time with what was due before the plan existed; often the day was copied \
         from last year's plan. While the day of issue is blank, the first day on which the plan may be \
         issued counts; without that, the rule is silent.",
        "Thời hạn đã qua thì đơn vị không thể thực hiện; thường là ngày chép lại từ kế \
         hoạch năm trước. Khi chưa ghi ngày ban hành thì tính từ ngày sớm nhất dự kiến ban hành; không \
         có cả hai thì không xét.",
    ),
    wrong: "deadline = 2025-06-30",
    right: "deadline = 2026-06-30",
    check: Check::Plan(before_plan),
};

pub(super) const BEYOND_PERIOD: Rule = Rule {
    code: Code::error("RES002", "deadline-beyond-period"),
    ground: Ground::Arithmetic,
    what: words(
        "A deadline outside the years that the plan is for",
        "Thời hạn nằm ngoài thời gian của kế hoạch",
    ),
    why: words(
        "Such a day usually has a mistyped year. Closing reports and settlements are due after the last \
         year, so that its first quarter following is still within; in a plan without a day of issue so \
         is the last quarter before the first year.",
        "Ngày như vậy thường là ghi nhầm năm. Báo cáo tổng kết, quyết toán đến hạn sau khi hết năm, nên \
         quý I của năm sau vẫn được chấp nhận; khi kế hoạch chưa có ngày ban hành thì quý IV của năm \
         trước cũng vậy.",
    ),
    wrong: "deadline = 2062-06-30",
    right: "deadline = 2026-06-30",
    check: Check::Plan(beyond_period),
};

pub(super) const NONE: Rule = Rule {
    code: Code::warning("RES004", "task-without-deadline"),
    ground: Ground::Custom("tasks.deadline"),
    what: words(
        "A task without a deadline or period, where most have one",
        "Nhiệm vụ không có thời hạn hoặc định kỳ, trong khi phần lớn đều có",
    ),
    why: words(
        "Where two thirds of a plan's tasks are dated, one that is not was forgotten. Plans that tell \
         their tasks in prose are not asked for dates, nor is a task whose text names a time.",
        "Khi hai phần ba số nhiệm vụ của kế hoạch đã ghi thời hạn thì nhiệm vụ còn lại là bị bỏ sót. \
         Không xét kế hoạch giao việc bằng lời văn, cũng không xét nhiệm vụ đã nói thời gian trong câu.",
    ),
    wrong: "[[task_groups.tasks]]\n\
            text = \"Rà soát danh sách hộ nghèo tại các thôn\"\n\
            lead = \"cac_thon\"",
    right: "[[task_groups.tasks]]\n\
            text = \"Rà soát danh sách hộ nghèo tại các thôn\"\n\
            deadline = 2026-10-15\n\
            lead = \"cac_thon\"",
    check: Check::Plan(none),
};

/// The deadlines of tasks, then of reports.
fn deadlines<'c>(context: &Context<'c>) -> impl Iterator<Item = Day> + use<'c> {
    let tasks = rows(context.plan).filter_map(|(_, row)| row.deadline);
    let reports = context.plan.reporting.iter();
    tasks.chain(reports.filter_map(|report| report.deadline))
}

fn before_plan(context: &Context<'_>, findings: &mut Findings) {
    let head = &context.plan.document;
    let first = |year, month| Date::new(year, month, 1).ok();
    let (issue, span) = match (head.date, head.expected) {
        (Some(day), _) | (None, Some(Moment::Day(day))) => (Some(day.date), day.span),
        (None, Some(Moment::Month { year, month, span })) => (first(year, month), span),
        (None, Some(Moment::Year { year, span })) => (first(year, 1), span),
        (None, None) => return,
    };
    let Some(issue) = issue else { return };
    for deadline in deadlines(context).filter(|deadline| deadline.date < issue) {
        let (due, day) = (short(deadline.date), short(issue));
        let message = Message::new(
            format!("the deadline {due} has passed when the plan is issued, from {day} on"),
            format!("thời hạn {due} đã qua khi kế hoạch được ban hành, từ ngày {day}"),
        );
        let issued = Message::new("the plan is issued", "ngày ban hành kế hoạch");
        let help = Message::new(
            "correct the day, or leave out what has been done",
            "sửa lại ngày, hoặc bỏ việc đã làm xong",
        );
        findings.push(
            Finding::at(deadline.span, message)
                .also(span, issued)
                .help(help)
                .value("declared", deadline.date)
                .value("issued", issue),
        );
    }
}

fn beyond_period(context: &Context<'_>, findings: &mut Findings) {
    let head = &context.plan.document;
    let (from, to) = (head.year, head.until.unwrap_or(head.year));
    let earliest = Date::new(from.value.saturating_sub(1), 10, 1);
    let latest = Date::new(to.value.saturating_add(1), 3, 31);
    let (Ok(earliest), Ok(latest)) = (earliest, latest) else {
        return;
    };
    // The day of issue bounds deadlines below.
    let undated = head.date.is_none() && head.expected.is_none();
    let outside = |day: &Day| day.date > latest || undated && day.date < earliest;
    for deadline in deadlines(context).filter(outside) {
        let due = short(deadline.date);
        let period = if from.value == to.value {
            from.value.to_string()
        } else {
            format!("{}-{}", from.value, to.value)
        };
        let message = Message::new(
            format!("the deadline {due} is outside the plan's period, {period}"),
            format!("thời hạn {due} nằm ngoài thời gian của kế hoạch là năm {period}"),
        );
        let label = Message::new("the plan's period", "thời gian của kế hoạch");
        let help = Message::new(
            "correct the day; a plan for several years names its last one in `until`",
            "sửa lại ngày; kế hoạch cho nhiều năm thì ghi năm cuối ở `until`",
        );
        findings.push(
            Finding::at(deadline.span, message)
                .also(from.span, label)
                .help(help)
                .value("declared", deadline.date)
                .value("period", period),
        );
    }
}

fn none(context: &Context<'_>, findings: &mut Findings) {
    let is_dated = |row: &TaskResult| {
        row.deadline.is_some() || row.deadline_text.is_some() || row.every.is_some()
    };
    let dated = rows(context.plan).filter(|(_, row)| is_dated(row)).count();
    let all = rows(context.plan).count();
    if dated < FEWEST || dated * 3 < all * 2 {
        return;
    }
    for (task, row) in rows(context.plan).filter(|(_, row)| !is_dated(row)) {
        let product = row.product.as_ref().map_or("", |product| product.as_str());
        if names_a_time(task.text.as_str()) || names_a_time(product) {
            continue;
        }
        let message = Message::new(
            format!("this task has no deadline or period, as {dated} of the plan's {all} have"),
            format!(
                "nhiệm vụ này không có thời hạn hoặc định kỳ, trong khi {dated}/{all} nhiệm vụ có"
            ),
        );
        let help = Message::new(
            "give `deadline` or `every`, or the words for it in `deadline_text`",
            "ghi `deadline` hoặc `every`, hoặc ghi bằng chữ ở `deadline_text`",
        );
        let span = opening(&task.text, context.sources());
        findings.push(Finding::at(span, message).help(help));
    }
}

/// Whether a text says when, how often or until when.
fn names_a_time(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "hằng ",
        "hàng ngày",
        "hàng tuần",
        "hàng tháng",
        "hàng quý",
        "hàng năm",
        "định kỳ",
        "thường xuyên",
        "ngày ",
        "tháng ",
        "quý ",
        "trong năm",
        "cuối năm",
        "đầu năm",
        "thời hạn",
        "thời điểm",
    ];
    let text = text.to_lowercase();
    WORDS.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::names_a_time;

    #[test]
    fn texts_that_name_a_time() {
        for text in [
            "Báo cáo hằng tháng",
            "Trực ban hàng ngày",
            "Giao ban hàng tuần",
            "Rà soát hàng tháng",
            "Báo cáo hàng quý",
            "Tổng kết hàng năm",
            "Báo cáo định kỳ",
            "Thường xuyên đôn đốc",
            "Xong trước ngày 15",
            "Trong tháng 5",
            "Trong quý II",
            "Hoàn thành trong năm",
            "Tổng kết cuối năm",
            "Ra quân đầu năm",
            "Đúng thời hạn",
            "Vào thời điểm thích hợp",
        ] {
            assert!(names_a_time(text), "{text}");
        }
        for text in ["Rà soát hộ nghèo", "Hàng hóa thiết yếu", "Vì người nghèo"] {
            assert!(!names_a_time(text), "{text}");
        }
    }
}
