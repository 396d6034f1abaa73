//! What tasks serve: indicators and budget lines.

use super::tasks::tasks;
use crate::checks::context::Context;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::{BudgetLine, GRAND_TOTAL, Indicator};
use std::collections::HashSet;

pub(super) const INDICATOR: Rule = Rule {
    code: Code::warning("RES007", "indicator-without-task"),
    ground: Ground::Custom("targets.tasks"),
    what: words(
        "A target that no task serves, where tasks name most of the others",
        "Chỉ tiêu không có nhiệm vụ nào thực hiện, trong khi phần lớn chỉ tiêu khác có",
    ),
    why: words(
        "A target without a task is a wish. The rule looks only at plans whose tasks name at least half \
         of the indicators with targets; one whose part, whole or ratio is served is served with it.",
        "Chỉ tiêu không có nhiệm vụ thì không ai thực hiện. Chỉ xét kế hoạch mà các nhiệm vụ đã nêu ít \
         nhất một nửa số chỉ tiêu phấn đấu; chỉ tiêu có tử số, mẫu số hoặc tổng được thực hiện thì tính \
         là có.",
    ),
    wrong: "indicators = [\"ho_ngheo\"]",
    right: "indicators = [\"ho_ngheo\", \"lao_dong\"]",
    check: Check::Plan(indicator),
};

pub(super) const BUDGET_LINE: Rule = Rule {
    code: Code::warning("RES008", "budget-line-without-task"),
    ground: Ground::Custom("money.tasks"),
    what: words(
        "A budget line that no task uses, where tasks name most of the others",
        "Khoản kinh phí không gắn với nhiệm vụ nào, trong khi phần lớn khoản khác có",
    ),
    why: words(
        "Money without a task is not spent, or its task was forgotten. The rule looks only at plans \
         whose tasks name at least half of the outermost lines; a line is used with any of its own lines \
         and with the one that it is part of.",
        "Kinh phí không có nhiệm vụ thì không giải ngân được, hoặc nhiệm vụ đã bị bỏ sót. Chỉ xét kế \
         hoạch mà các nhiệm vụ đã nêu ít nhất một nửa số khoản lớn; khoản lớn và khoản thành phần được \
         tính cho nhau.",
    ),
    wrong: "budget_lines = [\"vay_von\", \"tap_huan\"]",
    right: "budget_lines = [\"vay_von\", \"tap_huan\", \"nha_o\"]",
    check: Check::Plan(budget_line),
};

fn indicator(context: &Context<'_>, findings: &mut Findings) {
    let named: HashSet<&str> = tasks(context.plan)
        .flat_map(|(_, task)| task.indicators.iter().map(|id| id.as_str()))
        .collect();
    let related = |indicator: &Indicator| {
        let others = indicator.related();
        others.map(|id| id.value.clone()).collect::<Vec<_>>()
    };
    let with_named = context.plan.indicators.iter();
    let with_named = with_named.filter(|indicator| named.contains(indicator.id.as_str()));
    let by_relation: HashSet<String> = with_named.flat_map(related).collect();
    let is_served = |indicator: &Indicator| {
        named.contains(indicator.id.as_str())
            || by_relation.contains(indicator.id.as_str())
            || related(indicator)
                .iter()
                .any(|id| named.contains(id.as_str()))
    };
    let targets: Vec<&Indicator> = context
        .plan
        .indicators
        .iter()
        .filter(|indicator| indicator.has_target())
        .collect();
    let served = targets.iter().filter(|target| is_served(target)).count();
    if served * 2 < targets.len() {
        return;
    }
    let all = targets.len();
    for target in targets.into_iter().filter(|target| !is_served(target)) {
        let name = target.name.plain();
        let message = Message::new(
            format!("no task serves «{name}»; tasks serve {served} of the {all} targets"),
            format!(
                "không nhiệm vụ nào thực hiện chỉ tiêu «{name}»; {served}/{all} chỉ tiêu đã có nhiệm vụ"
            ),
        );
        let id = &target.id.value;
        let help = Message::new(
            format!("name it in the task that serves it: indicators = [\"{id}\"]"),
            format!("ghi vào nhiệm vụ thực hiện chỉ tiêu này: indicators = [\"{id}\"]"),
        );
        findings.push(
            Finding::at(target.name.span, message)
                .help(help)
                .value("indicator", id),
        );
    }
}

fn budget_line(context: &Context<'_>, findings: &mut Findings) {
    let Some(budget) = &context.plan.budget else {
        return;
    };
    let named: HashSet<&str> = tasks(context.plan)
        .flat_map(|(_, task)| task.budget_lines.iter().map(|id| id.as_str()))
        .collect();
    let all = budget.lines.len();
    let served = budget
        .lines
        .iter()
        .filter(|line| is_used(line, &named))
        .count();
    if named.contains(GRAND_TOTAL) || served * 2 < all {
        return;
    }
    // What is used through one of its own lines may have others that are not.
    let mut open: Vec<&BudgetLine> = budget.lines.iter().rev().collect();
    while let Some(line) = open.pop() {
        if named.contains(line.id.as_str()) {
            continue;
        }
        if is_used(line, &named) {
            open.extend(line.lines.iter().rev());
            continue;
        }
        let title = line.title.plain();
        let message = Message::new(
            format!("no task uses «{title}»; tasks use {served} of the {all} outermost lines"),
            format!(
                "không nhiệm vụ nào dùng khoản «{title}»; {served}/{all} khoản lớn đã có nhiệm vụ"
            ),
        );
        let id = &line.id.value;
        let help = Message::new(
            format!("name it in the task that it pays for: budget_lines = [\"{id}\"]"),
            format!("ghi vào nhiệm vụ dùng khoản này: budget_lines = [\"{id}\"]"),
        );
        findings.push(
            Finding::at(line.title.span, message)
                .help(help)
                .value("line", id),
        );
    }
}

/// Whether a task names a line or one of its own.
fn is_used(line: &BudgetLine, named: &HashSet<&str>) -> bool {
    named.contains(line.id.as_str()) || line.lines.iter().any(|inner| is_used(inner, named))
}
