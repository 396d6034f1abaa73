//! Which typed items the text has placed, and those that it has not.

use crate::diag::{Diagnostic, Message, code};
use crate::plan::{Budget, Indicator, Plan};
use crate::source::Span;
use crate::spec::Text;
use std::collections::HashSet;

/// What has been placed so far.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says of one call whether it was made"
)]
pub struct Placed {
    /// Tables, by id.
    pub tables: HashSet<String>,
    /// Indicators, by id.
    pub indicators: HashSet<String>,
    /// Groups of objectives; none stands for all.
    pub objectives: HashSet<Option<String>>,
    /// Groups of responsibilities; none stands for all.
    pub responsibilities: HashSet<Option<String>>,
    /// The budget, or an amount of it.
    pub budget: bool,
    /// The table of indicators.
    pub all_indicators: bool,
    /// The task matrix.
    pub task_matrix: bool,
    /// The timeline.
    pub timeline: bool,
    /// The reporting regime.
    pub reporting: bool,
}

impl Placed {
    /// A finding for every typed item that no text places.
    #[must_use]
    pub fn missing(&self, plan: &Plan) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let mut report = |span: Span, en: String, vi: String, call: String| {
            let advice = Message::new(
                format!("place it with {{{{ {call} }}}} in a section or an appendix"),
                format!("đặt {{{{ {call} }}}} vào một mục hoặc phụ lục"),
            );
            findings.push(Diagnostic::new(code::UNPLACED, span, Message::new(en, vi)).help(advice));
        };
        for table in plan
            .tables
            .iter()
            .filter(|table| !self.tables.contains(&table.id.value))
        {
            let id = &table.id.value;
            report(
                table.id.span,
                format!("table `{id}` is nowhere in the text"),
                format!("biểu `{id}` không có trong văn bản"),
                format!("table(id=\"{id}\")"),
            );
        }
        let used = self.used_indicators(plan);
        for indicator in plan
            .indicators
            .iter()
            .filter(|i| !used.contains(i.id.as_str()))
        {
            let id = &indicator.id.value;
            report(
                indicator.id.span,
                format!("indicator `{id}` is nowhere in the text"),
                format!("chỉ tiêu `{id}` không có trong văn bản"),
                format!("value(id=\"{id}\")"),
            );
        }
        let has = |groups: &HashSet<Option<String>>, group: Option<&str>| {
            groups.contains(&None) || groups.contains(&group.map(str::to_owned))
        };
        for objective in &plan.objectives {
            let group = objective.group.as_ref().map(Text::as_str);
            if !has(&self.objectives, group) {
                report(
                    objective.text.span,
                    "this objective is nowhere in the text".to_owned(),
                    "mục tiêu này không có trong văn bản".to_owned(),
                    call("objectives", group),
                );
            }
        }
        for responsibility in &plan.responsibilities {
            let group = responsibility.group.as_ref().map(Text::as_str);
            if !self.task_matrix && !has(&self.responsibilities, group) {
                report(
                    responsibility.unit.span,
                    format!(
                        "the tasks of `{}` are nowhere in the text",
                        responsibility.unit.value
                    ),
                    format!(
                        "nhiệm vụ của `{}` không có trong văn bản",
                        responsibility.unit.value
                    ),
                    call("responsibilities", group),
                );
            }
        }
        for group in plan.task_groups.iter().filter(|_| !self.task_matrix) {
            report(
                group.id.span,
                format!(
                    "the tasks of group `{}` are nowhere in the text",
                    group.id.value
                ),
                format!(
                    "nhiệm vụ của nhóm `{}` không có trong văn bản",
                    group.id.value
                ),
                "task_matrix()".to_owned(),
            );
        }
        if let Some(Budget { unit, .. }) = plan.budget.as_ref().filter(|_| !self.budget) {
            report(
                unit.span,
                "the budget is nowhere in the text".to_owned(),
                "kinh phí không có trong văn bản".to_owned(),
                "budget()".to_owned(),
            );
        }
        if let Some(step) = plan.timeline.first().filter(|_| !self.timeline) {
            report(
                step.text.span,
                "the timeline is nowhere in the text".to_owned(),
                "tiến độ không có trong văn bản".to_owned(),
                "timeline()".to_owned(),
            );
        }
        if let Some(item) = plan.reporting.first().filter(|_| !self.reporting) {
            report(
                item.text.span,
                "the reporting regime is nowhere in the text".to_owned(),
                "chế độ báo cáo không có trong văn bản".to_owned(),
                "reporting()".to_owned(),
            );
        }
        findings
    }

    /// Indicators that the text prints, or that stand behind one that it prints.
    fn used_indicators<'p>(&'p self, plan: &'p Plan) -> HashSet<&'p str> {
        let mut used: HashSet<&str> = self.indicators.iter().map(String::as_str).collect();
        if self.all_indicators {
            used.extend(plan.indicators.iter().map(|i| i.id.as_str()));
        }
        let measured = plan.objectives.iter().flat_map(|o| &o.indicators.0);
        let behind = plan.indicators.iter().flat_map(Indicator::related);
        used.extend(measured.chain(behind).map(|id| id.as_str()));
        used
    }
}

fn call(name: &str, group: Option<&str>) -> String {
    group.map_or_else(
        || format!("{name}()"),
        |group| format!("{name}(group=\"{group}\")"),
    )
}
