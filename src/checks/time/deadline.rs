//! Days until when something is due, as prose says them.

use crate::checks::context::Context;
use crate::checks::facts::sentence::{prose, sentence_start, written};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::vi::date::short;
use crate::vi::moment::{WrittenDay, begins_word, days};

/// A report of every month that is due on one day of the year.
pub(super) const RECURRING: Rule = Rule {
    code: Code::warning("TIM007", "recurring-with-one-date"),
    ground: Ground::Custom("periods.days"),
    what: words(
        "Work of every week, month or quarter that is due on one day of one month",
        "Việc hằng tuần, hằng tháng, hằng quý nhưng hạn là một ngày của một tháng",
    ),
    why: words(
        "«Hàng tháng, trước ngày 15 tháng 10» says two things: each month, and once a year. Name the day of the month alone, or the one day alone.",
        "«Hàng tháng, trước ngày 15 tháng 10» nói hai điều: mỗi tháng, và một lần trong năm. Chỉ ghi ngày trong tháng, hoặc chỉ ghi một ngày cụ thể.",
    ),
    wrong: "text = \"Hằng tháng, trước ngày 20 tháng 10 gửi báo cáo về Ủy ban nhân dân xã.\"",
    right: "text = \"Trước ngày 20 hằng tháng gửi báo cáo về Ủy ban nhân dân xã.\"",
    check: Check::Plan(recurring),
};

/// The periods shorter than a year, in small letters.
const PERIODS: [&str; 6] = [
    "hàng tháng",
    "hằng tháng",
    "hàng quý",
    "hằng quý",
    "hàng tuần",
    "hằng tuần",
];

/// Words of a last day, in small letters.
const UNTIL: [&str; 8] = [
    "trước",
    "chậm nhất",
    "chậm nhất là",
    "muộn nhất",
    "muộn nhất là",
    "vào",
    "xong trước",
    "hoàn thành trước",
];

fn recurring(context: &Context<'_>, findings: &mut Findings) {
    for passage in prose(context.facts.passages) {
        let text = &passage.text;
        if !(text.contains("àng ") || text.contains("ằng ")) {
            continue;
        }
        for day in days(text) {
            let Some(period) = period_of(text, &day) else {
                continue;
            };
            let Some(span) = written(passage, &day.range) else {
                continue;
            };
            let named = &text[day.range.clone()];
            let message = Message::new(
                format!("«{period}» recurs, but {named} is one day of the year"),
                format!("«{period}» là việc định kỳ nhưng hạn ngày {named} mỗi năm chỉ có một lần"),
            );
            let finding = Finding::at(span, message).value("declared", named);
            findings.push(finding.help(Message::new(
                format!(
                    "write «trước ngày {} {}», or leave the period out",
                    day.day,
                    period.to_lowercase()
                ),
                format!(
                    "viết «trước ngày {} {}», hoặc bỏ chữ chỉ kỳ",
                    day.day,
                    period.to_lowercase()
                ),
            )));
        }
    }
}

/// The period that stands just before a day or just after it.
fn period_of<'t>(text: &'t str, day: &WrittenDay) -> Option<&'t str> {
    if !day.named {
        return None;
    }
    let before = text.get(..day.range.start)?.trim_end();
    let before = before.get(..before.len() - "ngày".len())?.trim_end();
    let ends = |text: &str, word: &str| {
        text.get(text.len().checked_sub(word.len())?..)
            .filter(|tail| tail.to_lowercase() == word)
            .map(|tail| text.len() - tail.len())
    };
    let until = UNTIL.iter().filter_map(|word| ends(before, word)).min()?;
    let left = before[..until].trim_end_matches([' ', ',', '(']);
    let at_left = PERIODS.iter().find_map(|period| {
        let from = ends(left, period)?;
        begins_word(text, from).then(|| &left[from..])
    });
    let right = text.get(day.range.end..)?.trim_start();
    let at_right = PERIODS
        .iter()
        .find(|period| right.starts_with(**period))
        .and_then(|period| right.get(..period.len()));
    at_left.or(at_right)
}

/// A deadline that is over before the plan begins, or long after it ends.
pub(super) const OUTSIDE: Rule = Rule {
    code: Code::warning("TIM008", "deadline-in-prose-outside-period"),
    ground: Ground::Custom("year"),
    what: words(
        "A last day in the text that is before the plan's date, or more than a year after its period",
        "Hạn ghi trong lời văn sớm hơn ngày ban hành, hoặc sau kỳ kế hoạch hơn một năm",
    ),
    why: words(
        "Nobody can keep it: mostly a year left behind from an earlier plan. Reports of what was done are passed over, as are days of the year before where the plan is not yet dated.",
        "Không ai thực hiện được: thường là năm cũ còn sót lại. Câu kể việc đã làm thì không xét; kế hoạch chưa ghi ngày thì hạn trong năm liền trước cũng không xét.",
    ),
    wrong: "text = \"Các thôn rà soát, gửi danh sách trước ngày 30/6/2024.\"",
    right: "text = \"Các thôn rà soát, gửi danh sách trước ngày 30/6/2026.\"",
    check: Check::Plan(outside),
};

fn outside(context: &Context<'_>, findings: &mut Findings) {
    let (first, last) = context.period();
    let issued = context.plan.document.date;
    for passage in prose(context.facts.passages) {
        let text = &passage.text;
        if !text.contains("rước") && !text.contains("nhất") {
            continue;
        }
        for day in days(text) {
            let Some(date) = day.date().filter(|_| is_due(text, &day)) else {
                continue;
            };
            let early = match issued {
                Some(issued) => date < issued.date,
                None => date.year() < first - 1,
            };
            if !early && date.year() <= last + 1 {
                continue;
            }
            let Some(span) = written(passage, &day.range) else {
                continue;
            };
            let date = short(date);
            let message = if early {
                Message::new(
                    format!("the day {date} is over before the plan is issued"),
                    format!("hạn {date} đã qua trước khi kế hoạch được ban hành"),
                )
            } else {
                Message::new(
                    format!("the day {date} is more than a year after the plan's period"),
                    format!("hạn {date} sau kỳ kế hoạch hơn một năm"),
                )
            };
            let place = issued.map_or(context.plan.document.year.span, |issued| issued.span);
            findings.push(Finding::at(span, message).value("declared", date).also(
                place,
                Message::new("the plan's own time", "thời gian của kế hoạch"),
            ));
        }
    }
}

/// Whether a day is one until when something is to be done.
fn is_due(text: &str, day: &WrittenDay) -> bool {
    const PAST: [&str; 9] = [
        "đã ",
        "kết quả",
        "sinh",
        "tính đến",
        "ban hành",
        "quyết định",
        "đang",
        "được ",
        "hộ khẩu",
    ];
    let before = text.get(..day.range.start).unwrap_or_default().trim_end();
    let Some(before) = before.strip_suffix("ngày").map(str::trim_end) else {
        return false;
    };
    let given = ["báo cáo", "gửi", "hoàn thành", "nộp", "trình", "tổng hợp"];
    let due = [
        "trước",
        "Trước",
        "chậm nhất",
        "chậm nhất là",
        "muộn nhất",
        "muộn nhất là",
    ];
    let sentence = &before[sentence_start(text, day.range.start).min(before.len())..];
    let lower = sentence.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    due.iter().any(|word| before.ends_with(word)) && has(&given) && !has(&PAST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Option<&str> {
        days(text).iter().find_map(|day| period_of(text, day))
    }

    #[test]
    fn what_recurs_on_one_day() {
        let text = "Hàng tháng, trước ngày 15 tháng 10 tổng hợp tình hình";
        assert_eq!(period(text), Some("Hàng tháng"));
        assert_eq!(
            period("báo cáo hằng quý chậm nhất là ngày 20/12"),
            Some("hằng quý")
        );
        assert_eq!(period("trước ngày 15/10 hằng tháng"), Some("hằng tháng"));
        for text in [
            "trước ngày 15 hằng tháng",
            "báo cáo hằng tháng trước ngày 25, báo cáo năm trước ngày 15 tháng 12",
            "hằng tháng, kể từ ngày 01/7/2025, các thôn báo cáo",
            "hằng năm, trước ngày 15 tháng 11",
            "Hằng tháng, trước ngày 05 của tháng liền kề",
        ] {
            assert_eq!(period(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_that_is_due_and_one_that_was() {
        let due = |text: &str| days(text).iter().any(|day| is_due(text, day));
        assert!(due("gửi báo cáo trước ngày 30/6/2024."));
        assert!(!due("đã gửi báo cáo trước ngày 30/6/2024."));
        assert!(!due("Người tham gia kháng chiến trước ngày 30/4/1975"));
        assert!(!due("Trẻ sinh trước ngày 01/01/2020"));
        assert!(!due("Quyết định số 5/QĐ-UBND ngày 30/6/2024"));
    }

    #[test]
    fn every_period_and_every_word_of_a_last_day() {
        for word in PERIODS {
            assert_eq!(
                period(&format!("{word}, trước ngày 15 tháng 10")),
                Some(word)
            );
            assert_eq!(
                period(&format!("trước ngày 15 tháng 10 {word}")),
                Some(word)
            );
        }
        for until in UNTIL {
            let text = format!("hằng tháng {until} ngày 15/10");
            assert_eq!(period(&text), Some("hằng tháng"), "{until}");
        }
        for text in [
            "hằng tháng trước 15 tháng 10",
            "hằng tháng, ngày 15/10",
            "hằng tháng, các thôn báo cáo trước ngày 15/10",
            "ngày-hằng tháng trước ngày 15/10",
            "hằng năm trước ngày 15/10, rồi hằng tháng",
            "trước ngày 15/10, hằng tháng",
        ] {
            assert_eq!(period(text), None, "{text}");
        }
        assert_eq!(period("(hằng tháng) trước ngày 15/10"), None);
        assert_eq!(
            period("gửi hằng tháng (trước ngày 15/10)"),
            Some("hằng tháng")
        );
    }

    #[test]
    fn a_deadline_says_until_when_and_what_is_handed_in() {
        let due = |text: &str| days(text).iter().any(|day| is_due(text, day));
        for until in [
            "trước",
            "Trước",
            "chậm nhất",
            "chậm nhất là",
            "muộn nhất",
            "muộn nhất là",
        ] {
            assert!(due(&format!("nộp hồ sơ {until} ngày 30/6/2024")), "{until}");
        }
        for given in ["báo cáo", "gửi", "hoàn thành", "nộp", "trình", "tổng hợp"] {
            assert!(
                due(&format!("Các thôn {given} trước ngày 30/6/2024")),
                "{given}"
            );
        }
        assert!(!due("Các thôn nộp hồ sơ ngày 30/6/2024"));
        assert!(!due("Các thôn nộp hồ sơ trước 30/6/2024"));
        assert!(!due("Các thôn họp trước ngày 30/6/2024"));
        assert!(due(
            "Đã có kết quả. Các thôn nộp hồ sơ trước ngày 30/6/2024"
        ));
        assert!(!due("Các thôn nộp hồ sơ. Họp trước ngày 30/6/2024"));
        for past in [
            "đã ",
            "kết quả",
            "sinh",
            "tính đến",
            "ban hành",
            "quyết định",
            "đang",
            "được ",
            "hộ khẩu",
        ] {
            assert!(
                !due(&format!("Nộp hồ sơ {past} trước ngày 30/6/2024")),
                "{past}"
            );
        }
    }
}
