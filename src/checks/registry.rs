//! All rules, by family.

use super::rule::Rule;
use super::{
    across, budget, figures, form, indicator, issuing, legal, reading, responsibility, table, text,
    time, yearly,
};

/// The families, in the order in which `kehoach rules` lists them.
const FAMILIES: [&[Rule]; 13] = [
    reading::RULES,
    budget::RULES,
    indicator::RULES,
    table::RULES,
    figures::RULES,
    legal::RULES,
    responsibility::RULES,
    time::RULES,
    form::RULES,
    text::RULES,
    yearly::RULES,
    across::RULES,
    issuing::RULES,
];

/// All rules, family by family.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.into_iter().flatten()
}

/// The rule of an id or a name.
#[must_use]
pub fn rule_named(word: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code.is_named(word))
}
