//! Who answers for an indicator, and what measures an objective.

use super::series::Series;
use crate::checks::arithmetic::{counted, short};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::Objective;
use std::ops::Range;

pub const INDICATOR: Rule = Rule {
    code: Code::warning("IND013", "indicator-without-responsible"),
    ground: Ground::Custom("targets.owner"),
    what: words(
        "An indicator with a target names no unit that answers for it, while most do",
        "Chỉ tiêu phấn đấu không ghi đơn vị phụ trách, trong khi phần lớn chỉ tiêu khác có ghi",
    ),
    why: words(
        "A target that is nobody's is not followed. Nothing is said where a plan names units for fewer than half of \
         its targets.",
        "Chỉ tiêu không giao cho ai thì không ai theo dõi. Không nhắc nếu kế hoạch chỉ ghi đơn vị cho chưa đến một \
         nửa số chỉ tiêu.",
    ),
    wrong: r#"name = "Số hộ cận nghèo"
unit = "hộ"
target = { value = 60 }"#,
    right: r#"name = "Số hộ cận nghèo"
unit = "hộ"
target = { value = 60 }
responsible = "phong_van_hoa""#,
    check: Check::Plan(indicators),
};

fn indicators(context: &Context<'_>, findings: &mut Findings) {
    let targets = Series::all(context).map(|series| series.indicator);
    let (with, without): (Vec<_>, Vec<_>) = targets
        .filter(|indicator| indicator.has_target())
        .partition(|indicator| indicator.responsible.is_some());
    if with.len() < without.len() {
        return;
    }
    for indicator in without {
        let name = indicator.name.plain();
        let message = Message::new(
            format!("no unit answers for «{name}»"),
            format!("chỉ tiêu «{name}» chưa ghi đơn vị phụ trách"),
        );
        findings.push(Finding::at(indicator.id.span, message).help(Message::new(
            "add `responsible` with the id of the unit",
            "thêm `responsible` và mã đơn vị phụ trách",
        )));
    }
}

pub const OBJECTIVE: Rule = Rule {
    code: Code::warning("IND014", "objective-without-indicator"),
    ground: Ground::Custom("objective.measured"),
    what: words(
        "An objective states a number and has no indicator, while most have",
        "Mục tiêu có nêu số liệu nhưng không gắn chỉ tiêu, trong khi phần lớn mục tiêu khác có gắn",
    ),
    why: words(
        "A number that is typed into the text is compared with nothing. Objectives without numbers are let be, and \
         so are plans that name indicators for fewer than half of their objectives.",
        "Số gõ thẳng vào lời văn thì không được đối chiếu với số nào. Không xét mục tiêu không có số liệu, cũng không \
         xét kế hoạch chỉ gắn chỉ tiêu cho chưa đến một nửa số mục tiêu.",
    ),
    wrong: r#"text = "Đào tạo nghề cho 120 lao động nông thôn.""#,
    right: r#"text = 'Đào tạo nghề cho {{ value(id="dao_tao_nghe", of="target") }} nông thôn.'
indicators = ["dao_tao_nghe"]"#,
    check: Check::Plan(objectives),
};

fn objectives(context: &Context<'_>, findings: &mut Findings) {
    let objectives = &context.plan.objectives;
    let measured = |objective: &&Objective| {
        !objective.indicators.0.is_empty() || objective.text.as_str().contains("value(")
    };
    let with = objectives.iter().filter(measured).count();
    if with * 2 < objectives.len() {
        return;
    }
    for objective in objectives.iter().filter(|objective| !measured(objective)) {
        let text = objective.text.without_tags();
        let Some(range) = quantity(&text) else {
            continue;
        };
        let token = context.sources().slice(objective.text.span);
        let place = objective
            .text
            .span
            .slice(crate::spec::locate(token, range.clone()));
        let said = short(&text[range]);
        let message = Message::new(
            format!("the objective states «{said}», and no indicator measures it"),
            format!("mục tiêu nêu «{said}» nhưng không gắn với chỉ tiêu nào"),
        );
        findings.push(
            Finding::at(place, message).help(Message::new(
                "state the number as an indicator, name it in `indicators` and print it with `value(…)`",
                "khai báo số này thành chỉ tiêu, ghi mã vào `indicators` và in bằng `value(…)`",
            )),
        );
    }
}

/// The first number of a text with a sign or noun of what it counts.
fn quantity(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let rest = &text[start..];
        let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let end = rest.find(|c| !number(c)).unwrap_or(rest.len());
        at = start + end;
        let attached =
            text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '–'));
        let dated = text[..start].trim_end().to_lowercase().ends_with("năm");
        let after = rest[end..].trim_start_matches([' ', '\u{a0}']);
        let sign = after.chars().next().filter(|c| matches!(c, '%' | '‰'));
        let length = match sign {
            Some(sign) => Some(sign.len_utf8()),
            None if dated => None,
            None => counted(after).map(str::len),
        };
        if let Some(length) = length.filter(|_| !attached) {
            let gap = rest[end..].len() - after.len();
            return Some(start..at + gap + length);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::quantity;

    #[test]
    fn numbers_that_count_something_are_found() {
        let found = |text: &'static str| {
            let words = crate::spec::prose::tests::prose(text).without_tags();
            quantity(&words).map(|range| &text[range])
        };
        assert_eq!(found("Giảm 1,5% tỷ lệ hộ nghèo"), Some("1,5%"));
        assert_eq!(found("Hỗ trợ 120 hộ nghèo"), Some("120 hộ"));
        assert_eq!(found("Đào tạo 120 lao động"), Some("120 lao động"));
        assert_eq!(found("Đến năm 2026 xã đạt chuẩn"), None);
        assert_eq!(found("Theo Điều 14 và giai đoạn 2021-2025"), None);
        assert_eq!(
            found("{{ value(id=\"a2\") }} hộ, còn 3 thôn"),
            Some("3 thôn")
        );
        assert_eq!(found("{{ value(id=\"a2\") hộ"), None);
    }
}
