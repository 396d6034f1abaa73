//! Whether the words of a task and of its heading say what its fields say.

use super::tasks::rows;
use crate::checks::context::Context;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::{Responsibility, ResponsibilityLayout};
use crate::spec::Prose;
use crate::vi::date::short;
use crate::vi::moment::{days, years};
use jiff::civil::Date;

pub(super) const DEADLINE: Rule = Rule {
    code: Code::warning("RES011", "deadline-not-of-its-words"),
    ground: Ground::Arithmetic,
    what: words(
        "A deadline that is none of the days, months or years in its own words",
        "Thời hạn (deadline) không khớp thời hạn ghi bằng chữ (deadline_text)",
    ),
    why: words(
        "The plan prints `deadline_text` while the work is followed by `deadline`: one of the two is wrong. \
         For «trước ngày …» the day itself or the one before it will do, for a month or a year its \
         last day or any earlier one in it. Words without a full date, or that count from \
         something else («năm liền kề», «kể từ»), are passed over.",
        "Kế hoạch in `deadline_text` nhưng theo dõi theo `deadline`: một trong hai đã sai. «Trước ngày …» \
         thì chính ngày đó hoặc ngày liền trước đều được; tháng hoặc năm thì là ngày cuối hoặc ngày bất kỳ \
         trong đó. Chữ không ghi đủ ngày tháng, hoặc tính từ việc khác («năm liền kề», «kể từ») thì không xét.",
    ),
    wrong: "deadline = 2026-06-30\n\
            deadline_text = \"Ban hành chậm nhất ngày 15/5/2026\"",
    right: "deadline = 2026-05-15\n\
            deadline_text = \"Ban hành chậm nhất ngày 15/5/2026\"",
    check: Check::Plan(deadlines),
};

fn deadlines(context: &Context<'_>, findings: &mut Findings) {
    let head = &context.plan.document;
    let until = head.until.map(|until| until.value);
    for (_, row) in rows(context.plan) {
        let (Some(deadline), Some(text)) = (row.deadline, &row.deadline_text) else {
            continue;
        };
        let date = deadline.date;
        // What other calls print may be the day.
        if !text.has_only_years() || fits(&text.with_years(head.year.value, until), date) {
            continue;
        }
        let due = short(date);
        let message = Message::new(
            format!("the deadline is {due}, which its words do not name"),
            format!("thời hạn là {due} nhưng chữ in không ghi như vậy"),
        );
        findings.push(
            Finding::at(deadline.span, message)
                .value("declared", date)
                .also(text.span, Message::new("its words", "chữ in")),
        );
    }
}

/// Whether a day may be the one that words name; words that name none fit any.
fn fits(words: &str, date: Date) -> bool {
    const RELATIVE: [&str; 5] = ["liền kề", "kể từ", "sau khi", "năm sau", "năm trước"];
    if RELATIVE.iter().any(|word| words.contains(word)) {
        return true;
    }
    let mut named = false;
    for day in days(words) {
        let Some(day) = day.date() else { continue };
        named = true;
        if date == day || words.contains("rước") && day.yesterday().ok() == Some(date) {
            return true;
        }
    }
    for (at, word) in words.match_indices("háng ") {
        let month = &words[at + word.len()..];
        let Some((month, rest)) = month.split_once('/') else {
            continue;
        };
        let year: Option<i16> = rest.get(..4).and_then(|year| year.parse().ok());
        if let (Ok(month), Some(year)) = (month.parse::<i8>(), year) {
            named = true;
            if date.year() == year && date.month() == month {
                return true;
            }
        }
    }
    // A year alone counts where no day or month is named.
    let mut years = years(words).map(|(_, year)| year).peekable();
    !named && (years.peek().is_none() || years.any(|year| year == date.year()))
}

pub(super) const HEADING: Rule = Rule {
    code: Code::warning("RES012", "heading-of-another-unit"),
    ground: Ground::Custom("tasks.unit"),
    what: words(
        "The heading of a unit's tasks calls another unit than the one that they are given to",
        "Tiêu đề gọi đơn vị khác với đơn vị được giao nhiệm vụ",
    ),
    why: words(
        "The plan prints the one and the tasks are followed under the other. Only units called by `unit()` in the \
         title, or at the beginning of run-in tasks, are compared; the unit need be only one of them, or the group \
         that they belong to.",
        "Bản in ghi đơn vị này nhưng việc lại theo dõi ở đơn vị kia. Chỉ so sánh đơn vị gọi bằng `unit()` trong tiêu \
         đề, hoặc ở đầu đoạn viết liền; chỉ cần là một trong số đó, hoặc là nhóm có các đơn vị đó.",
    ),
    wrong: "unit = \"phong_kinh_te\"\n\
            title = 'Đề nghị {{ unit(id=\"phong_van_hoa\") }}'",
    right: "unit = \"phong_van_hoa\"\n\
            title = 'Đề nghị {{ unit(id=\"phong_van_hoa\") }}'",
    check: Check::Plan(headings),
};

fn headings(context: &Context<'_>, findings: &mut Findings) {
    for responsibility in &context.plan.responsibilities {
        let Some(heading) = heading(responsibility) else {
            continue;
        };
        let unit = responsibility.unit.as_str();
        let called: Vec<&str> = heading.ids("unit").collect();
        let belongs = |id: &&str| {
            let parent = context.index.unit(id).and_then(|unit| unit.parent.as_ref());
            *id == unit || parent.is_some_and(|parent| parent.as_str() == unit)
        };
        let Some(first) = called.first().filter(|_| !called.iter().any(belongs)) else {
            continue;
        };
        let message = Message::new(
            format!("these are tasks of `{unit}`, but the heading calls `{first}`"),
            format!("nhiệm vụ giao cho `{unit}` nhưng tiêu đề gọi `{first}`"),
        );
        findings.push(
            Finding::at(responsibility.unit.span, message)
                .value("declared", unit)
                .value("printed", first)
                .also(heading.span, Message::new("the heading", "tiêu đề")),
        );
    }
}

/// The words that stand for the unit: the title, or the beginning of a task that names it itself.
fn heading(responsibility: &Responsibility) -> Option<&Prose> {
    /// How many bytes may stand before the unit: «Đề nghị », «Giao Trưởng ».
    const BEFORE: usize = 20;
    if responsibility.title.is_some() {
        return responsibility.title.as_ref();
    }
    let run_in = responsibility.layout == ResponsibilityLayout::RunIn;
    let task = responsibility.tasks.first().filter(|_| run_in)?;
    let first = task.text.calls().next()?;
    (first.tag.start < BEFORE && first.name() == "unit").then_some(&task.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn words_name_the_deadline() {
        let last = date(2026, 8, 31);
        assert!(fits(
            "kiểm tra trong tháng 6/2026, báo cáo trong tháng 8/2026",
            last
        ));
        assert!(fits("Trước ngày 01/9/2026", last));
        assert!(fits("Trong năm 2026", last));
        assert!(fits("Thường xuyên trong năm", last));
        assert!(fits("Trước ngày 31/01 năm liền kề", last));
        assert!(!fits("chậm nhất là ngày 15/01/2026", last));
        assert!(!fits("trong tháng 9/2026", last));
        assert!(!fits("Trong năm 2025", last));
        assert!(fits("Sơ kết quý II/2026, tổng kết năm 2026", last));
        assert!(!fits("Sơ kết quý II/2025, tổng kết năm 2025", last));
        assert!(fits("Trong các năm: năm 2025, năm 2026", last));
        assert!(fits("Trong tháng 9/26", last));
        assert!(fits("Trong tháng 9 hoặc tháng 10/", last));
        assert!(!fits("Trong tháng 8/2025", last));
        assert!(!fits("Sau ngày 01/9/2026", last));
    }
}
