//! The plans of one run together: which of them concern each other, and what that shows.
//!
//! Of every plan only a [`Brief`] is kept; the few that concern each other are read once more, into one
//! set of sources.

use super::context::day_of;
use super::examine::item;
use super::party::{Party, Tie};
use super::registry::rules;
use super::rule::{Check, Findings};
use super::sink::{self, Options};
use crate::diag::{self, Diagnostic, code};
use crate::source::Sources;
use crate::workspace::{Loaded, Related, Workspace};
use jiff::civil::Date;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// As much of a plan as tells which others concern it.
#[derive(Debug)]
pub struct Brief {
    path: PathBuf,
    workspace: Arc<Workspace>,
    year: i16,
    date: Option<Date>,
    /// Office, number and symbol.
    number: Option<(String, String)>,
    /// The file of the superior's plan, links followed.
    superior: Option<PathBuf>,
    assigns: bool,
}

impl Brief {
    /// The brief of a plan; none of one that is half read.
    #[must_use]
    pub fn of(loaded: &Loaded) -> Option<Self> {
        let torn = |d: &Diagnostic| d.code == code::SYNTAX || d.code == code::ENCODING;
        let plan = loaded.plan.as_ref()?;
        if loaded.diagnostics.iter().any(torn) {
            return None;
        }
        let head = &plan.document;
        let issuer = plan.issuer.or(&loaded.workspace.office.issuer);
        let number = head.number_of(&issuer).map(|number| {
            let office = issuer.name.as_ref().map(|name| name.value.clone());
            let number = number.trim_start_matches('0').to_owned();
            (office.unwrap_or_default(), number)
        });
        let superior = loaded.superior.as_ref();
        Some(Self {
            path: loaded.path.clone(),
            workspace: Arc::clone(&loaded.workspace),
            year: head.year.value,
            date: head.date.map(|day| day.date),
            number,
            superior: superior.and_then(|superior| superior.path.canonicalize().ok()),
            assigns: plan.tables.iter().any(crate::plan::Table::assigns),
        })
    }

    /// Whether both are issued in one year, as far as they say.
    fn is_of_year(&self, other: &Self) -> bool {
        match (self.date, other.date) {
            (Some(one), Some(two)) => one.year() == two.year(),
            _ => self.year == other.year,
        }
    }
}

/// Examines plans of one run together. Each report is about one of them, with the texts that it shows.
#[must_use]
pub fn examine_together(briefs: &[Brief], options: Options) -> Vec<(Vec<Diagnostic>, Sources)> {
    let mut ties: HashMap<usize, Vec<(Tie, usize)>> = HashMap::new();
    for (later, earlier) in same_numbers(briefs) {
        ties.entry(later).or_default().push((Tie::Number, earlier));
    }
    for (superior, unit) in units(briefs) {
        ties.entry(superior).or_default().push((Tie::Unit, unit));
    }
    let mut ties: Vec<_> = ties.into_iter().collect();
    ties.sort_unstable_by_key(|(plan, _)| *plan);
    ties.iter()
        .filter_map(|(plan, others)| examine(briefs, *plan, others, options))
        .filter(|(findings, _)| !findings.is_empty())
        .collect()
}

fn examine(
    briefs: &[Brief],
    plan: usize,
    others: &[(Tie, usize)],
    options: Options,
) -> Option<(Vec<Diagnostic>, Sources)> {
    let brief = briefs.get(plan)?;
    // What cannot be read any more has just been read: a later run will say so.
    let mut loaded = brief.workspace.load(&brief.path).ok()?;
    let others: Vec<(Tie, Related)> = others
        .iter()
        .filter_map(|(tie, other)| {
            let mut related = loaded.beside(&briefs.get(*other)?.path)?;
            related.plan.forget_text();
            Some((*tie, related))
        })
        .collect();
    let plan = loaded.plan.as_ref()?;
    let issuer = plan.issuer.or(&loaded.workspace.office.issuer);
    let party = Party::new(plan, &issuer, &others);
    let (law, day) = (&loaded.workspace.law, Some(day_of(&plan.document)));
    let found = rules().flat_map(|rule| match rule.check {
        Check::Together(check) => Findings::of(rule, law, day, |findings| check(&party, findings)),
        _ => Vec::new(),
    });
    let found = found.collect();
    let levels = [&loaded.workspace.office.rules, &plan.rules];
    let item = |span| item(Some(plan), span);
    let mut kept = sink::accept(found, &loaded.allows, &item, options);
    sink::grade(&mut kept, &levels);
    diag::sort(&mut kept, &loaded.sources);
    Some((kept, loaded.sources))
}

/// Plans with the number of an earlier one, by date where both have one, else in the order of the run.
fn same_numbers(briefs: &[Brief]) -> Vec<(usize, usize)> {
    let mut groups: HashMap<(&Path, &(String, String)), Vec<usize>> = HashMap::new();
    for (place, brief) in briefs.iter().enumerate() {
        if let Some(number) = &brief.number {
            let key = (brief.workspace.root(), number);
            groups.entry(key).or_default().push(place);
        }
    }
    let mut found = Vec::new();
    for group in groups.values_mut() {
        group.sort_by_key(|place| briefs.get(*place).and_then(|brief| brief.date));
        for (place, later) in group.iter().enumerate() {
            let Some(own) = briefs.get(*later) else {
                continue;
            };
            let earlier = group.iter().take(place).find(|earlier| {
                briefs
                    .get(**earlier)
                    .is_some_and(|other| own.is_of_year(other))
            });
            found.extend(earlier.map(|earlier| (*later, *earlier)));
        }
    }
    found
}

/// Superiors that assign something, with the plans that carry them out.
fn units(briefs: &[Brief]) -> Vec<(usize, usize)> {
    let mut superiors: HashMap<PathBuf, usize> = HashMap::new();
    if briefs.iter().any(|brief| brief.superior.is_some()) {
        for (place, brief) in briefs.iter().enumerate().filter(|(_, b)| b.assigns) {
            superiors.extend(brief.path.canonicalize().ok().map(|path| (path, place)));
        }
    }
    let named = briefs.iter().enumerate();
    named
        .filter_map(|(place, brief)| Some((*superiors.get(brief.superior.as_ref()?)?, place)))
        .collect()
}
