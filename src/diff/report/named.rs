//! What the ids of two plans name.

use super::Side;
use crate::plan::{LegalBasis, LegalDocument};
use crate::spec::Named;
use crate::vi;

/// Everything of a plan that has an id, with its name.
pub(super) fn named(side: Side<'_>) -> Vec<((Named, &str), String)> {
    let mut names = Vec::new();
    for unit in &side.units.units {
        names.push(((Named::Unit, unit.id.as_str()), unit.name.value.clone()));
    }
    let in_place = side.plan.legal_bases.iter().flat_map(LegalBasis::in_place);
    for document in side.legal.documents.iter().chain(in_place) {
        for key in document.id.as_deref().into_iter().chain(&document.number) {
            names.push(((Named::Legal, key.as_str()), citation(document)));
        }
    }
    for indicator in &side.plan.indicators {
        names.push((
            (Named::Indicator, indicator.id.as_str()),
            indicator.name.plain().to_owned(),
        ));
    }
    let Some(budget) = &side.plan.budget else {
        return names;
    };
    for source in budget.all_sources() {
        names.push((
            (Named::Source, source.id.as_str()),
            source.title.plain().to_owned(),
        ));
    }
    for line in budget.all_lines() {
        names.push((
            (Named::Budget, line.id.as_str()),
            line.title.plain().to_owned(),
        ));
    }
    names
}

/// «Quyết định 02/QĐ-UBND ngày 04/01/2024»
fn citation(document: &LegalDocument) -> String {
    let mut text = document.kind.value.clone();
    match (&document.number, &document.title) {
        (Some(number), _) => text.push_str(&format!(" {}", number.value)),
        (None, Some(title)) => text.push_str(&format!(" {}", title.value)),
        (None, None) => {}
    }
    if let Some(date) = document.date {
        text.push_str(&format!(" ngày {}", vi::date::short(date.date)));
    }
    text
}
