//! What is wrong with a plan that has been read.
//!
//! A [`Rule`] is one kind of fault with its id, its documentation in both languages and the function
//! that finds it; [`rules`] has them all, a folder a family. The functions see a [`Context`]: the plan,
//! its registries, and its document as running text with a way back to the source. What they find is
//! settled once, by the levels and suppressions of office and plan.
//!
//! To add a rule: write it into its family's table, and a wrong and a right plan into `tests/rules`.

mod across;
mod arithmetic;
mod budget;
mod compare;
mod context;
mod figures;
mod form;
mod indicator;
pub mod issuing;
mod legal;
mod once;
mod reading;
mod references;
mod registry;
mod responsibility;
mod rule;
mod sink;
mod slip;
mod table;
mod text;
mod time;
mod together;
mod yearly;

pub(crate) use arithmetic::Measure;
pub use compare::money::{Amount, of_id as amount_of};
pub use context::Context;
pub use once::{OfficeFault, Once};
pub use registry::{rule_named, rules};
pub use rule::{Check, Findings, Ground, Rule};
pub use sink::Options;
pub use together::{Brief, Party, Tie, examine_together};

use crate::diag::{self, Diagnostic, code};
use crate::document::passage::passages;
use crate::document::{self, model::Document};
use crate::plan::{Index, Plan, RuleLevels};
use crate::render::glyphs;
use crate::source::Span;
use crate::workspace::{Loaded, Workspace};

/// A plan's document with everything that was found on the way to it.
#[derive(Debug)]
pub struct Examined {
    /// The document, unless the plan cannot be read at all.
    pub document: Option<Document>,
    /// All findings about the plan and about what it prints of registries, sorted. The latter are found
    /// with each plan: [`Once`] tells them once.
    pub diagnostics: Vec<Diagnostic>,
}

/// Examines a plan by all rules.
#[must_use]
pub fn examine(loaded: &Loaded, options: Options) -> Examined {
    let workspace = &loaded.workspace;
    let mut found = loaded.diagnostics.clone();
    // What follows from a file that is half read would be noise.
    let whole = |d: &Diagnostic| d.code != code::SYNTAX && d.code != code::ENCODING;
    let readable = found.iter().all(whole);
    let document = loaded.plan.as_ref().map(|plan| {
        let (index, faults) = Index::new(plan, &workspace.units, &workspace.legal);
        found.extend(faults);
        found.extend(references::dangling(&loaded.references, &index));
        let issuer = plan.issuer.or(&workspace.office.issuer);
        let own = plan.signature.as_ref();
        let signature = own.or(workspace.office.signature.as_ref());
        let (document, faults) =
            document::compose(plan, &issuer, signature, &index, &loaded.sources);
        found.extend(faults);
        found.extend(glyphs::missing(&document, &loaded.sources));
        if readable {
            let passages = passages(&document, &loaded.sources);
            let context = Context::new(
                loaded, plan, &index, &document, &passages, &issuer, signature,
            );
            found.extend(apply(&context, options));
        }
        found.extend(sink::level_faults(&plan.rules));
        document
    });
    let levels = levels(workspace, loaded.plan.as_ref());
    let item = |span| item(loaded.plan.as_ref(), span);
    let found = sink::accept(found, &workspace.allows, &item, options);
    let alone = |check| !matches!(check, Check::Together(_));
    let mut diagnostics = sink::settle(found, &levels, &loaded.allows, &item, options, alone);
    diag::sort(&mut diagnostics, &loaded.sources);
    Examined {
        document,
        diagnostics,
    }
}

/// The levels that office and plan have set, the office's first.
fn levels<'l>(workspace: &'l Workspace, plan: Option<&'l Plan>) -> Vec<&'l RuleLevels> {
    let own = plan.map(|plan| &plan.rules);
    [&workspace.office.rules].into_iter().chain(own).collect()
}

/// Settles what was found while a plan is signed off and goes out: says what the rules of issue rest on,
/// and sets the levels of office and plan.
#[must_use]
pub fn settle_issuing(
    mut found: Vec<Diagnostic>,
    workspace: &Workspace,
    plan: Option<&Plan>,
) -> Vec<Diagnostic> {
    for finding in &mut found {
        let rule = issuing::RULES.iter().find(|rule| rule.code == finding.code);
        if let Some(rule) = rule {
            finding.ground = Some(rule.ground.message());
        }
    }
    sink::grade(&mut found, &levels(workspace, plan));
    found
}

/// Runs the rules of a plan.
fn apply(context: &Context<'_>, options: Options) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    let day = context.day();
    for rule in rules().filter(|rule| rule.ground.holds_on(day)) {
        match rule.check {
            Check::Plan(check) | Check::Both(check, _) => {
                findings.run(rule, |findings| check(context, findings));
            }
            Check::Release(check) if options.release => {
                findings.run(rule, |findings| check(context, findings));
            }
            Check::Release(_)
            | Check::Registry(_)
            | Check::Together(_)
            | Check::Reading
            | Check::Issuing => {}
        }
    }
    findings.into_list()
}

/// The place in the plan that a place belongs to: its table's, where it stands in a data file.
fn item(plan: Option<&Plan>, span: Span) -> Span {
    let mut tables = plan.iter().flat_map(|plan| &plan.tables);
    tables
        .find(|table| {
            table.rows_from.is_some()
                && table
                    .rows
                    .last()
                    .is_some_and(|row| row.span.source == span.source)
                && table.id.span.source != span.source
        })
        .map_or(span, |table| table.id.span)
}

/// All findings about the registries of a workspace, sorted.
#[must_use]
pub fn examine_registries(workspace: &Workspace, options: Options) -> Vec<Diagnostic> {
    let (units, legal) = (&workspace.units, &workspace.legal);
    let (index, faults) = Index::of_registries(units, legal);
    let mut findings = Findings::default();
    for rule in rules() {
        if let Check::Registry(check) | Check::Both(_, check) = rule.check {
            findings.run(rule, |findings| check(workspace, findings));
        }
    }
    let found = workspace
        .diagnostics
        .iter()
        .cloned()
        .chain(faults)
        .chain(references::dangling(&workspace.references, &index))
        .chain(findings.into_list())
        .chain(sink::level_faults(&workspace.office.rules))
        .collect();
    let levels = [&workspace.office.rules];
    let alone = |check| matches!(check, Check::Reading | Check::Registry(_) | Check::Both(..));
    let item = |span| span;
    let mut diagnostics = sink::settle(found, &levels, &workspace.allows, &item, options, alone);
    diag::sort(&mut diagnostics, &workspace.sources);
    diagnostics
}
