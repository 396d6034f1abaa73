//! Everything in a plan and its registries that has an id.

use super::{
    BudgetLine, BudgetSource, Indicator, LegalBasis, LegalDocument, LegalRegistry, Plan, Table,
    Unit, UnitRegistry,
};
use crate::diag::{Diagnostic, Message, code};
use crate::spec::{Id, Named};
use std::collections::HashMap;

/// The id that names the grand total of the budget.
pub const GRAND_TOTAL: &str = "total";

/// A plan's items by id.
#[derive(Debug, Default)]
pub struct Index<'p> {
    indicators: HashMap<&'p str, &'p Indicator>,
    tables: HashMap<&'p str, &'p Table>,
    lines: HashMap<&'p str, &'p BudgetLine>,
    sources: HashMap<&'p str, &'p BudgetSource>,
    legal: HashMap<&'p str, &'p LegalDocument>,
    units: HashMap<&'p str, &'p Unit>,
    places: Vec<&'p str>,
}

impl<'p> Index<'p> {
    /// The ids of the registries alone; one given twice is reported at its second place.
    #[must_use]
    pub fn of_registries(
        units: &'p UnitRegistry,
        legal: &'p LegalRegistry,
    ) -> (Self, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let documents = legal
            .documents
            .iter()
            .filter_map(|d| Some((d.id.as_ref()?, d)));
        let index = Self {
            legal: unique(documents, &mut faults),
            units: unique(units.units.iter().map(|u| (&u.id, u)), &mut faults),
            ..Self::default()
        };
        (index, faults)
    }

    /// Gathers the ids; an id given twice is reported at its second place.
    #[must_use]
    pub fn new(
        plan: &'p Plan,
        units: &'p UnitRegistry,
        legal: &'p LegalRegistry,
    ) -> (Self, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let budget = plan.budget.as_ref();
        let places = places(plan);
        let in_place = plan.legal_bases.iter().flat_map(LegalBasis::in_place);
        // The plan's own come second, so that one with an id of the registry is shown in the plan.
        let legal = legal
            .documents
            .iter()
            .chain(in_place)
            .filter_map(|d| Some((d.id.as_ref()?, d)));
        let index = Self {
            indicators: unique(plan.indicators.iter().map(|i| (&i.id, i)), &mut faults),
            tables: unique(plan.tables.iter().map(|t| (&t.id, t)), &mut faults),
            lines: unique(
                budget
                    .map(super::Budget::all_lines)
                    .unwrap_or_default()
                    .into_iter()
                    .map(|l| (&l.id, l)),
                &mut faults,
            ),
            sources: unique(
                budget
                    .map(super::Budget::all_sources)
                    .unwrap_or_default()
                    .into_iter()
                    .map(|s| (&s.id, s)),
                &mut faults,
            ),
            legal: unique(legal, &mut faults),
            units: unique(units.units.iter().map(|u| (&u.id, u)), &mut faults),
            places: unique(places.iter().map(|id| (*id, ())), &mut faults)
                .into_keys()
                .collect(),
        };
        for table in &plan.tables {
            unique(table.columns.iter().map(|c| (&c.id, ())), &mut faults);
        }
        unique(plan.task_groups.iter().map(|g| (&g.id, ())), &mut faults);
        let objectives = plan.objectives.iter().filter_map(|o| o.id.as_ref());
        unique(objectives.map(|id| (id, ())), &mut faults);
        let steps = plan.timeline.iter().filter_map(|step| step.id.as_ref());
        unique(steps.map(|id| (id, ())), &mut faults);
        (index, faults)
    }

    /// The indicator of an id.
    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<&'p Indicator> {
        self.indicators.get(id).copied()
    }

    /// The table of an id.
    #[must_use]
    pub fn table(&self, id: &str) -> Option<&'p Table> {
        self.tables.get(id).copied()
    }

    /// The budget line of an id.
    #[must_use]
    pub fn line(&self, id: &str) -> Option<&'p BudgetLine> {
        self.lines.get(id).copied()
    }

    /// The budget source of an id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&'p BudgetSource> {
        self.sources.get(id).copied()
    }

    /// The legal document of an id.
    #[must_use]
    pub fn legal(&self, id: &str) -> Option<&'p LegalDocument> {
        self.legal.get(id).copied()
    }

    /// The organisation of an id.
    #[must_use]
    pub fn unit(&self, id: &str) -> Option<&'p Unit> {
        self.units.get(id).copied()
    }

    /// Whether an id names something of a kind.
    #[must_use]
    pub fn has(&self, named: Named, id: &str) -> bool {
        match named {
            Named::Indicator => self.indicators.contains_key(id),
            Named::Table => self.tables.contains_key(id),
            Named::Budget => {
                id == GRAND_TOTAL || self.lines.contains_key(id) || self.sources.contains_key(id)
            }
            Named::Legal => self.legal.contains_key(id),
            Named::Unit => self.units.contains_key(id),
            Named::Place => self.places.contains(&id),
            Named::Source => self.sources.contains_key(id),
        }
    }

    /// All ids of a kind, for suggestions, in alphabetical order.
    #[must_use]
    pub fn ids(&self, named: Named) -> Vec<&'p str> {
        let mut ids: Vec<&'p str> = match named {
            Named::Indicator => self.indicators.keys().copied().collect(),
            Named::Table => self.tables.keys().copied().collect(),
            Named::Budget => self
                .lines
                .keys()
                .chain(self.sources.keys())
                .copied()
                .collect(),
            Named::Legal => self.legal.keys().copied().collect(),
            Named::Unit => self.units.keys().copied().collect(),
            Named::Place => self.places.clone(),
            Named::Source => self.sources.keys().copied().collect(),
        };
        ids.sort_unstable();
        ids
    }

    /// The finding for an id that names nothing.
    #[must_use]
    pub fn dangling(&self, named: Named, id: &str, span: crate::source::Span) -> Diagnostic {
        use crate::diag::Lang;
        let noun = named.noun();
        Diagnostic::new(
            code::DANGLING,
            span,
            Message::new(
                format!("no {} has the id `{id}`", noun.text(Lang::En)),
                format!("không có {} nào mang mã `{id}`", noun.text(Lang::Vi)),
            ),
        )
        .suggest(id, self.ids(named))
    }
}

fn places(plan: &Plan) -> Vec<&Id> {
    let mut ids = Vec::new();
    let mut open: Vec<_> = plan.sections.iter().rev().collect();
    while let Some(section) = open.pop() {
        ids.extend(&section.id);
        open.extend(section.sections.iter().rev());
    }
    ids.extend(
        plan.appendices
            .iter()
            .filter_map(|appendix| appendix.id.as_ref()),
    );
    ids
}

fn unique<'p, T>(
    items: impl Iterator<Item = (&'p Id, T)>,
    faults: &mut Vec<Diagnostic>,
) -> HashMap<&'p str, T> {
    let mut first: HashMap<&str, &Id> = HashMap::new();
    let mut map = HashMap::new();
    for (id, item) in items {
        if let Some(earlier) = first.get(id.as_str()) {
            faults.push(
                Diagnostic::new(
                    code::DUPLICATE_ID,
                    id.span,
                    Message::new(
                        format!("the id `{}` is given twice", id.value),
                        format!("mã `{}` được dùng hai lần", id.value),
                    ),
                )
                .also(earlier.span, Message::new("first here", "lần đầu ở đây")),
            );
        } else {
            first.insert(id.as_str(), id);
            map.insert(id.as_str(), item);
        }
    }
    map
}
