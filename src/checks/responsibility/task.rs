//! Tasks (nhiệm vụ) by themselves: who leads them, what comes of them, and none twice.

use super::names::is_group;
use super::tasks::{FEWEST, opening, rows, tasks};
use crate::checks::context::Context;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::{Task, Unit};
use crate::spec::{Prose, Ref, Text, UNDECIDED};
use crate::vi::text::folded;
use std::collections::HashMap;

pub(super) const TWO_LEADERS: Rule = Rule {
    code: Code::warning("RES005", "two-units-leading"),
    ground: Ground::Custom("tasks.lead"),
    what: words(
        "Two units that lead one task",
        "Một nhiệm vụ do hai đơn vị cùng chủ trì",
    ),
    why: words(
        "Where two lead, each may wait for the other and neither answers for the result. A group (`các \
         sở, ngành`, `UBND các xã`) beside a unit is no fault: each then leads in its own field.",
        "Hai đơn vị cùng chủ trì thì dễ chờ nhau, không rõ đơn vị nào chịu trách nhiệm. Không xét khi có \
         nhóm đơn vị (`các sở, ngành`, `UBND các xã`) vì khi đó mỗi đơn vị chủ trì phần của mình.",
    ),
    wrong: "lead = [\"phong_kinh_te\", \"phong_van_hoa\"]",
    right: "lead = \"phong_kinh_te\"\n\
            with = \"phong_van_hoa\"",
    check: Check::Plan(two_leaders),
};

pub(super) const TWICE: Rule = Rule {
    code: Code::warning("RES006", "task-given-twice"),
    ground: Ground::Custom("tasks.once"),
    what: words(
        "A task that one unit is given twice",
        "Một nhiệm vụ giao hai lần cho cùng một đơn vị",
    ),
    why: words(
        "The second one is left over from copying, or was meant to be another. The same sentence for \
         different units is no fault, nor is a list by unit that repeats the task matrix.",
        "Nhiệm vụ thứ hai là do chép thừa, hoặc lẽ ra là việc khác. Không xét câu giống nhau giao cho các \
         đơn vị khác nhau, và danh mục theo đơn vị nhắc lại bảng phân công.",
    ),
    wrong: "tasks = [\n  \
            { text = \"Tổng hợp báo cáo kết quả giảm nghèo của các thôn.\" },\n  \
            { text = \"Tổng hợp, báo cáo kết quả giảm nghèo của các thôn\" },\n\
            ]",
    right: "tasks = [\n  \
            { text = \"Tổng hợp báo cáo kết quả giảm nghèo của các thôn.\" },\n  \
            { text = \"Hướng dẫn các thôn rà soát hộ nghèo\" },\n\
            ]",
    check: Check::Plan(twice),
};

pub(super) const NO_PRODUCT: Rule = Rule {
    code: Code::info("RES010", "task-without-product"),
    ground: Ground::Custom("tasks.product"),
    what: words(
        "A task of the matrix without product, number or indicator, where most have a product",
        "Nhiệm vụ trong bảng không có sản phẩm, số lượng hoặc chỉ tiêu, trong khi phần lớn đều có sản phẩm",
    ),
    why: words(
        "Nobody can tell at the end of the year whether it was done. Only matrices in which two thirds \
         of the rows have a product are looked at.",
        "Cuối năm không có gì để đánh giá nhiệm vụ đã hoàn thành hay chưa. Chỉ xét bảng mà hai phần ba số \
         dòng đã ghi sản phẩm.",
    ),
    wrong: "[[task_groups.tasks]]\n\
            text = \"Tuyên truyền chính sách giảm nghèo\"\n\
            every = \"quarter\"",
    right: "[[task_groups.tasks]]\n\
            text = \"Tuyên truyền chính sách giảm nghèo\"\n\
            product = \"Tin, bài trên trang thông tin điện tử của xã\"\n\
            every = \"quarter\"",
    check: Check::Plan(no_product),
};

fn two_leaders(context: &Context<'_>, findings: &mut Findings) {
    for (task, row) in rows(context.plan) {
        let unit = |id: &Ref<Unit>| context.index.unit(id.as_str());
        let leaders: Option<Vec<&Unit>> = row.lead.0.iter().map(unit).collect();
        let Some(leaders) = leaders.filter(|leaders| !leaders.iter().any(|unit| is_group(unit)))
        else {
            continue;
        };
        let ([first, second, others @ ..], [leader, other, ..]) =
            (row.lead.0.as_slice(), leaders.as_slice())
        else {
            continue;
        };
        if first.value == second.value {
            continue;
        }
        let (leader, other) = (leader.name.as_str(), other.name.as_str());
        let message = Message::new(
            format!("{leader} and {other} both lead this task"),
            format!("{leader} và {other} cùng chủ trì nhiệm vụ này"),
        );
        let id = &second.value;
        let help = Message::new(
            format!("let one lead and put the other into `with`: with = \"{id}\""),
            format!("để một đơn vị chủ trì, đơn vị kia phối hợp: with = \"{id}\""),
        );
        let too = || Message::new("leads as well", "cũng chủ trì");
        let this = Message::new("this task", "nhiệm vụ này");
        let finding = Finding::at(second.span, message)
            .also(first.span, too())
            .also(opening(&task.text, context.sources()), this)
            .help(help);
        let others = others.iter();
        findings.push(others.fold(finding, |finding, id| finding.also(id.span, too())));
    }
}

/// How many characters of two tasks are compared first.
const OPENING: usize = 24;

fn twice(context: &Context<'_>, findings: &mut Findings) {
    let mut first: HashMap<(bool, &str, String), Vec<&Text>> = HashMap::new();
    for (unit, task) in tasks(context.plan) {
        let leader = task.rows().find_map(|row| row.lead.0.first());
        let who = unit.or(leader).map_or("", |unit| unit.as_str());
        if task.text.is_blank() || task.text.value == UNDECIDED {
            continue;
        }
        // Most tasks part in their first words.
        let letters = task.text.as_str().chars().filter(|c| c.is_alphanumeric());
        let opens: String = letters.take(OPENING).collect();
        let alike = first
            .entry((unit.is_some(), who, bare(&opens)))
            .or_default();
        let text = || bare(task.text.as_str());
        let same = |earlier: &&&Text| bare(earlier.as_str()) == text();
        let Some(earlier) = alike.iter().find(same).copied() else {
            alike.push(&task.text);
            continue;
        };
        let message = Message::new(
            "the same unit has been given this task before",
            "nhiệm vụ này đã giao cho chính đơn vị đó ở trên",
        );
        let sources = context.sources();
        let help = Message::new("leave one of them out", "bỏ một trong hai");
        findings.push(
            Finding::at(opening(&task.text, sources), message)
                .also(
                    opening(earlier, sources),
                    Message::new("first here", "lần đầu ở đây"),
                )
                .help(help),
        );
    }
}

/// The letters and digits of a text in small letters, with one style of tone marks.
fn bare(text: &str) -> String {
    folded(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn no_product(context: &Context<'_>, findings: &mut Findings) {
    let groups = || {
        context
            .plan
            .task_groups
            .iter()
            .flat_map(|group| &group.tasks)
    };
    let rows = || groups().flat_map(|task| task.rows().map(move |row| (task, row)));
    let all = rows().count();
    let with = rows().filter(|(_, row)| row.product.is_some()).count();
    if with < FEWEST || with * 3 < all * 2 {
        return;
    }
    let is_measured = |task: &Task| !task.indicators.is_empty() || numbers(&task.text);
    for (task, row) in rows() {
        if row.product.is_some() || is_measured(task) {
            continue;
        }
        let message = Message::new(
            format!("this task has no product, as {with} of the matrix's {all} rows have"),
            format!("nhiệm vụ này không có sản phẩm, trong khi {with}/{all} dòng của bảng có"),
        );
        let help = Message::new(
            "say in `product` what is handed in, or name its indicators",
            "ghi sản phẩm ở `product`, hoặc ghi chỉ tiêu ở `indicators`",
        );
        let span = opening(&task.text, context.sources());
        findings.push(Finding::at(span, message).help(help));
    }
}

/// Whether a text states a quantity: a number that is not part of a call, a date or a symbol.
fn numbers(text: &Prose) -> bool {
    // A value that is printed is a quantity; a citation is none.
    let prints = |name: &str| ["value", "cell", "total", "amount"].contains(&name);
    if text.calls().any(|call| prints(call.name())) {
        return true;
    }
    let outside = text.without_tags();
    let words = outside
        .split_whitespace()
        .map(|word| word.trim_matches(['(', ')', ',', '.', ';']));
    let mut previous = "";
    for word in words {
        let digits = word.trim_end_matches('%');
        let is_number = !digits.is_empty()
            && digits
                .chars()
                .all(|c| c.is_ascii_digit() || c == '.' || c == ',');
        let named =
            ["năm", "tháng", "ngày", "số", "Điều", "quý", "Quý", "khoản"].contains(&previous);
        if is_number && !named {
            return true;
        }
        previous = word;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities() {
        let numbers = |text: &str| numbers(&crate::spec::prose::tests::prose(text));
        assert!(numbers("Tổ chức 03 lớp tập huấn"));
        assert!(numbers("Đạt {{ value(id=\"x\") }}"));
        assert!(numbers("Đạt 95%."));
        for call in ["value", "cell", "total", "amount"] {
            assert!(numbers(&format!("Đạt {{{{{call}(id=\"x\")}}}}")), "{call}");
        }
        assert!(numbers("Theo {{ cite(id=\"qd_05\") }} mở 03 lớp"));
        assert!(numbers("Mở 03 lớp theo {{ cite(id=\"qd_05\") }}"));
        assert!(numbers("Trồng (1.609,5) ha"));
        assert!(numbers("Năm 2026, 03 lớp"));
        assert!(!numbers("Theo {{ cite(id=\"qd_05\", of=\" 03 \""));
        assert!(!numbers("Mở lớp 3A, đạt % cao"));
        for word in ["năm", "tháng", "ngày", "số", "Điều", "quý", "Quý", "khoản"] {
            assert!(!numbers(&format!("Theo {word} 5")), "{word}");
        }
        assert!(!numbers("Thực hiện {{ cite(id=\"qd_05\") }} năm 2026"));
        assert!(!numbers("Theo Quyết định 1737/QĐ-UBND ngày 17/10/2025"));
    }

    #[test]
    fn the_same_words() {
        assert_eq!(
            bare("Tổng hợp, báo cáo  hoà giải."),
            bare("tổng hợp báo cáo hòa giải")
        );
    }
}
