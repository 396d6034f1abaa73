//! Ids in typed fields that name nothing.

use crate::diag::Diagnostic;
use crate::plan::{Index, Named, Plan, Task};
use crate::spec::Text;

/// Every id of the plan's typed fields that names nothing.
#[must_use]
pub fn references(plan: &Plan, index: &Index<'_>) -> Vec<Diagnostic> {
    all(plan)
        .into_iter()
        .filter(|(named, id)| !index.has(*named, &id.value))
        .map(|(named, id)| index.dangling(named, &id.value, id.span))
        .collect()
}

fn all(plan: &Plan) -> Vec<(Named, &Text)> {
    let mut ids: Vec<(Named, &Text)> = Vec::new();
    for basis in &plan.legal_bases {
        ids.extend(basis.reference.iter().map(|id| (Named::Legal, id)));
    }
    for objective in &plan.objectives {
        ids.extend(
            objective
                .indicators
                .0
                .iter()
                .map(|id| (Named::Indicator, id)),
        );
    }
    for indicator in &plan.indicators {
        let ratio = indicator
            .ratio
            .iter()
            .flat_map(|ratio| [&ratio.part, &ratio.whole]);
        let parts = indicator
            .part_of
            .iter()
            .chain(&indicator.sum_of.0)
            .chain(ratio);
        ids.extend(
            parts
                .filter(|id| id.value != "?")
                .map(|id| (Named::Indicator, id)),
        );
        ids.extend(indicator.responsible.iter().map(|id| (Named::Unit, id)));
    }
    for line in plan.budget.iter().flat_map(crate::plan::Budget::all_lines) {
        ids.extend(
            line.amounts
                .iter()
                .map(|(source, _)| (Named::Source, source)),
        );
        ids.extend(line.responsible.0.iter().map(|id| (Named::Unit, id)));
    }
    for responsibility in &plan.responsibilities {
        ids.push((Named::Unit, &responsibility.unit));
        responsibility
            .tasks
            .iter()
            .for_each(|task| task_ids(task, &mut ids));
    }
    for group in &plan.task_groups {
        group.tasks.iter().for_each(|task| task_ids(task, &mut ids));
    }
    for step in &plan.timeline {
        ids.extend(step.units.0.iter().map(|id| (Named::Unit, id)));
    }
    for report in &plan.reporting {
        ids.extend(
            report
                .units
                .0
                .iter()
                .chain(&report.to.0)
                .map(|id| (Named::Unit, id)),
        );
    }
    for recipient in plan
        .recipients
        .iter()
        .flat_map(|recipients| &recipients.list)
    {
        ids.extend(recipient.unit.iter().map(|id| (Named::Unit, id)));
    }
    ids
}

fn task_ids<'p>(task: &'p Task, ids: &mut Vec<(Named, &'p Text)>) {
    ids.extend(task.indicators.0.iter().map(|id| (Named::Indicator, id)));
    ids.extend(task.budget_lines.0.iter().map(|id| (Named::Budget, id)));
    for row in std::iter::once(&task.result).chain(&task.results) {
        let units = row.lead.0.iter().chain(&row.with.0).chain(&row.monitor.0);
        ids.extend(units.map(|id| (Named::Unit, id)));
    }
}
