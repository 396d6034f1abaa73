//! Days that no calendar has, and weekdays that are not theirs.

use crate::checks::context::Context;
use crate::checks::facts::sentence::{prose, written};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::vi::date::weekday;
use crate::vi::moment::{WrittenDay, days};

/// A day in prose that no calendar has.
pub(super) const IMPOSSIBLE: Rule = Rule {
    code: Code::error("TIM001", "impossible-date-in-prose"),
    ground: Ground::Custom("calendar"),
    what: words(
        "A day in the text that no calendar has",
        "Ngày ghi trong lời văn không có trong lịch",
    ),
    why: words(
        "«31/4/2024» does not exist, so nobody knows until when the work is due. A 29 February without a year is passed over.",
        "«31/4/2024» không có thật nên không ai biết thời hạn là ngày nào. Ngày 29 tháng 02 không ghi năm thì không xét.",
    ),
    wrong: "text = \"Các thôn gửi báo cáo trước ngày 31/4/2026.\"",
    right: "text = \"Các thôn gửi báo cáo trước ngày 30/4/2026.\"",
    check: Check::Plan(impossible),
};

fn impossible(context: &Context<'_>, findings: &mut Findings) {
    for passage in prose(context.facts.passages) {
        for day in days(&passage.text).iter().filter(|day| day.is_impossible()) {
            let Some(span) = written(passage, &day.range) else {
                continue;
            };
            let text = &passage.text[day.range.clone()];
            let last = last_of_month(day);
            let message = match last {
                Some(last) => Message::new(
                    format!("there is no day {text}: the month has {last} days"),
                    format!("không có ngày {text}: tháng này chỉ có {last} ngày"),
                ),
                None => Message::new(
                    format!("there is no day {text}"),
                    format!("không có ngày {text}"),
                ),
            };
            findings.push(Finding::at(span, message).value("declared", text));
        }
    }
}

/// The number of days of a month, where there is such a month.
fn last_of_month(day: &WrittenDay) -> Option<i8> {
    let first = jiff::civil::Date::new(day.year.unwrap_or(2000), day.month, 1);
    (day.day > 0)
        .then(|| first.ok().map(jiff::civil::Date::days_in_month))
        .flatten()
}

/// A weekday that its date does not have.
pub(super) const WEEKDAY: Rule = Rule {
    code: Code::error("TIM004", "weekday-mismatch"),
    ground: Ground::Custom("calendar"),
    what: words(
        "A weekday that does not fit the date beside it",
        "Thứ trong tuần không khớp với ngày ghi bên cạnh",
    ),
    why: words(
        "Those invited come on different days. Dates without a year are passed over.",
        "Người được mời sẽ đến vào những ngày khác nhau. Ngày không ghi năm thì không xét.",
    ),
    wrong: "text = \"Hội nghị triển khai tổ chức vào thứ Hai, ngày 10/3/2026.\"",
    right: "text = \"Hội nghị triển khai tổ chức vào thứ Ba, ngày 10/3/2026.\"",
    check: Check::Plan(weekdays),
};

/// The weekdays as people write them, and the name of each.
const WEEKDAYS: [(&str, &str); 15] = [
    ("thứ hai", "thứ Hai"),
    ("thứ ba", "thứ Ba"),
    ("thứ tư", "thứ Tư"),
    ("thứ năm", "thứ Năm"),
    ("thứ sáu", "thứ Sáu"),
    ("thứ bảy", "thứ Bảy"),
    ("thứ bẩy", "thứ Bảy"),
    ("chủ nhật", "Chủ nhật"),
    ("chúa nhật", "Chủ nhật"),
    ("thứ 2", "thứ Hai"),
    ("thứ 3", "thứ Ba"),
    ("thứ 4", "thứ Tư"),
    ("thứ 5", "thứ Năm"),
    ("thứ 6", "thứ Sáu"),
    ("thứ 7", "thứ Bảy"),
];

/// Whether a text can name a weekday at all; asked first, because few do.
fn may_name_one(text: &str) -> bool {
    ["thứ ", "Thứ ", "nhật"]
        .iter()
        .any(|word| text.contains(word))
}

fn weekdays(context: &Context<'_>, findings: &mut Findings) {
    for passage in prose(context.facts.passages).filter(|passage| may_name_one(&passage.text)) {
        for day in days(&passage.text) {
            let Some(date) = day.date() else { continue };
            let Some((range, stated)) = stated_weekday(&passage.text, &day) else {
                continue;
            };
            let right = weekday(date);
            let Some(span) = written(passage, &range).filter(|_| stated != right) else {
                continue;
            };
            let text = &passage.text[day.range.clone()];
            let message = Message::new(
                format!("{text} is {right}, not {stated}"),
                format!("ngày {text} là {right}, không phải {stated}"),
            );
            let mut finding = Finding::at(span, message)
                .value("declared", stated)
                .value("computed", right);
            if let Some(place) = passage.place(day.range.clone()) {
                finding = finding.also(place, Message::new("the date", "ngày"));
            }
            findings.push(finding);
        }
    }
}

/// The weekday that stands before a day, with nothing but «, ngày» or a bracket between.
fn stated_weekday(text: &str, day: &WrittenDay) -> Option<(std::ops::Range<usize>, &'static str)> {
    let before = text.get(..day.range.start)?;
    let word = before.trim_end();
    let word = word
        .strip_suffix("ngày")
        .unwrap_or(word)
        .trim_end_matches([' ', ',', '(', '\u{a0}']);
    WEEKDAYS.iter().find_map(|(written, name)| {
        let from = word.len().checked_sub(written.len())?;
        let tail = word.get(from..)?;
        // «Hội nghị lần thứ hai, ngày …» counts meetings.
        let counts = ["lần", "kỳ", "họp", "đợt", "vòng", "khóa"];
        let counted = |before: &str| counts.iter().any(|word| before.trim_end().ends_with(word));
        let same = tail.to_lowercase() == *written && !counted(&word[..from]);
        (same && crate::vi::moment::begins_word(text, from)).then_some((from..word.len(), *name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(text: &str) -> Option<&'static str> {
        let day = days(text).into_iter().next()?;
        stated_weekday(text, &day).map(|(_, name)| name)
    }

    #[test]
    fn a_weekday_beside_its_date() {
        assert_eq!(stated("vào thứ Hai, ngày 10/3/2026"), Some("thứ Hai"));
        assert_eq!(stated("Chủ nhật (15/3/2026)"), Some("Chủ nhật"));
        assert_eq!(stated("Thứ 6 ngày 15 tháng 3 năm 2026"), Some("thứ Sáu"));
        assert_eq!(stated("lần thứ hai. Ngày 10/3/2026"), None);
        assert_eq!(stated("Hội nghị lần thứ hai, ngày 10/3/2026"), None);
        assert_eq!(stated("họp lần thứ hai của năm, ngày 10/3/2026"), None);
    }

    #[test]
    fn every_weekday_in_every_spelling() {
        for (written, name) in WEEKDAYS {
            assert_eq!(
                stated(&format!("vào {written} ngày 10/3/2026")),
                Some(name),
                "{written}"
            );
            let capital = written[..1].to_uppercase() + &written[1..];
            assert_eq!(
                stated(&format!("{capital}, ngày 10/3/2026")),
                Some(name),
                "{capital}"
            );
            assert!(may_name_one(written) && may_name_one(&capital), "{written}");
        }
        assert!(!may_name_one("Hội nghị ngày 10/3/2026"));
    }

    #[test]
    fn a_weekday_that_counts_or_stands_apart() {
        for counts in ["lần", "kỳ", "kỳ họp", "đợt", "vòng", "khóa"] {
            assert_eq!(
                stated(&format!("{counts} thứ hai, ngày 10/3/2026")),
                None,
                "{counts}"
            );
        }
        assert_eq!(stated("buổi thứ hai, ngày 10/3/2026"), Some("thứ Hai"));
        assert_eq!(stated("ngày-thứ hai, ngày 10/3/2026"), None);
        assert_eq!(stated("thứ Hai và ngày 10/3/2026"), None);
        assert_eq!(stated("thứ Hai (10/3/2026)"), Some("thứ Hai"));
        assert_eq!(stated("thứ 8, ngày 10/3/2026"), None);
    }

    #[test]
    fn how_many_days_a_month_has() {
        let last = |text: &str| last_of_month(&days(text)[0]);
        assert_eq!(last("ngày 31/4/2026"), Some(30));
        assert_eq!(last("ngày 29/02/2026"), Some(28));
        assert_eq!(last("ngày 30/02/2028"), Some(29));
        assert_eq!(last("ngày 30 tháng 02"), Some(29));
        assert_eq!(last("ngày 1/13/2026"), None);
        assert_eq!(last("ngày 0/4/2026"), None);
        assert_eq!(last("ngày 32/12/2026"), Some(31));
    }
}
