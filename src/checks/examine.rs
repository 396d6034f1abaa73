//! Examining a plan by all rules, and the registries of its office.

use super::context::{Context, day_of};
use super::facts::Facts;
use super::issuing;
use super::registry::rules;
use super::rule::{Check, Findings, Rule};
use super::sink::{self, Options};
use crate::diag::{self, Diagnostic, code};
use crate::document::passage::passages;
use crate::document::{self, model::Document};
use crate::plan::{Index, Plan, RuleLevels};
use crate::render::glyphs;
use crate::source::{Sources, Span};
use crate::spec::{Named, Text};
use crate::workspace::{Loaded, Workspace};

/// A plan's document with everything that was found on the way to it.
#[derive(Debug)]
pub struct Examined {
    /// The document, unless the plan cannot be read at all.
    pub document: Option<Document>,
    /// All findings about the plan and about what it prints of registries, sorted. The latter are found
    /// with each plan: [`Once`](super::Once) tells them once.
    pub diagnostics: Vec<Diagnostic>,
}

/// Examines a plan by all rules.
#[must_use]
pub fn examine(loaded: &Loaded, options: Options) -> Examined {
    examine_watched(loaded, options, &mut |_| {})
}

/// Examines a plan as [`examine`] does, and tells after each step what it was: `compose`, then each rule by
/// its id, then `settle`.
#[must_use]
pub fn examine_watched(
    loaded: &Loaded,
    options: Options,
    done: &mut dyn FnMut(&'static str),
) -> Examined {
    let workspace = &loaded.workspace;
    let mut found = loaded.diagnostics.clone();
    // What follows from a file that is half read would be noise.
    let whole = |d: &Diagnostic| d.code != code::SYNTAX && d.code != code::ENCODING;
    let readable = found.iter().all(whole);
    let document = loaded.plan.as_ref().map(|plan| {
        let (index, faults) = Index::new(plan, &workspace.units, &workspace.legal);
        found.extend(faults);
        found.extend(dangling(&loaded.references, &index));
        let issuer = plan.issuer.or(&workspace.office.issuer);
        let own = plan.signature.as_ref();
        let signature = own.or(workspace.office.signature.as_ref());
        let (document, faults) = document::compose(
            plan,
            &issuer,
            signature,
            &index,
            &loaded.sources,
            &workspace.law,
        );
        // What a broken line has swallowed may have placed it.
        let is_sure = |d: &Diagnostic| readable || d.code != code::UNPLACED;
        found.extend(faults.into_iter().filter(is_sure));
        found.extend(glyphs::missing(&document, &loaded.sources));
        if readable {
            let passages = passages(&document, &loaded.sources);
            done("compose");
            let context = Context {
                loaded,
                plan,
                facts: Facts::new(loaded, plan, &passages),
                index: &index,
                document: &document,
                issuer: &issuer,
                signature,
            };
            for rule in rules() {
                found.extend(apply(rule, &context, options));
                done(rule.code.id);
            }
        }
        found.extend(sink::level_faults(&plan.rules));
        document
    });
    let holes = holes(&found, &loaded.sources);
    found.retain(|d| !is_beside(d, &holes));
    let levels = levels(workspace, loaded.plan.as_ref());
    let item = |span| item(loaded.plan.as_ref(), span);
    let found = sink::accept(found, &workspace.allows, &item, options);
    let alone = |check| !matches!(check, Check::Together(_));
    let mut diagnostics = sink::settle(found, &levels, &loaded.allows, &item, options, alone);
    diag::sort(&mut diagnostics, &loaded.sources);
    done("settle");
    Examined {
        document,
        diagnostics,
    }
}

/// The calls that print nothing because they are wrong, brackets and all.
fn holes(found: &[Diagnostic], sources: &Sources) -> Vec<Span> {
    let wrong = found
        .iter()
        .filter(|d| d.is_error() && d.code.id.starts_with("SPC"));
    let holes = wrong.filter_map(|d| {
        let span = d.primary.span;
        let text = sources.get(span.source)?.text();
        let (start, end) = (span.range().start, span.range().end);
        let whole = text.get(start..end)?;
        if whole.starts_with("{{") {
            return Some(span);
        }
        let open = text.get(..start)?.rfind("{{")?;
        let is_in = !text.get(open..start)?.contains("}}");
        let close = end + text.get(end..)?.find("}}")? + "}}".len();
        is_in.then(|| Span::new(span.source, open..close))
    });
    holes.collect()
}

/// Whether a finding of blanks is about the hole that a call has left.
fn is_beside(finding: &Diagnostic, holes: &[Span]) -> bool {
    const NEAR: usize = 2;
    let span = finding.primary.span;
    let of_blanks = ["TXT006", "TXT007"].contains(&finding.code.id);
    of_blanks
        && holes.iter().any(|hole| {
            let (hole_at, own) = (hole.range(), span.range());
            hole.source == span.source
                && own.start <= hole_at.end + NEAR
                && own.end + NEAR >= hole_at.start
        })
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
            let day = plan.map(|plan| day_of(&plan.document));
            finding.ground = Some(rule.ground.message(&workspace.law, day));
        }
    }
    sink::grade(&mut found, &levels(workspace, plan));
    found
}

/// Runs a rule of plans.
fn apply(rule: &Rule, context: &Context<'_>, options: Options) -> Vec<Diagnostic> {
    let (law, day) = (context.law(), Some(context.day()));
    match rule.check {
        Check::Release(_) if !options.release => Vec::new(),
        Check::Plan(check) | Check::Both(check, _) | Check::Release(check) => {
            Findings::of(rule, law, day, |findings| check(context, findings))
        }
        _ => Vec::new(),
    }
}

/// The place in the plan that a place belongs to: its table's, where it stands in a data file.
pub(super) fn item(plan: Option<&Plan>, span: Span) -> Span {
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
    let findings = rules().flat_map(|rule| match rule.check {
        Check::Registry(check) | Check::Both(_, check) => {
            Findings::of(rule, &workspace.law, None, |findings| {
                check(workspace, findings);
            })
        }
        _ => Vec::new(),
    });
    let found = workspace
        .diagnostics
        .iter()
        .cloned()
        .chain(faults)
        .chain(dangling(&workspace.references, &index))
        .chain(findings)
        .chain(sink::level_faults(&workspace.office.rules))
        .collect();
    let levels = [&workspace.office.rules];
    let alone = |check| matches!(check, Check::Reading | Check::Registry(_) | Check::Both(..));
    let item = |span| span;
    let mut diagnostics = sink::settle(found, &levels, &workspace.allows, &item, options, alone);
    diag::sort(&mut diagnostics, &workspace.sources);
    diagnostics
}

/// The findings for those of a file's references that name nothing.
fn dangling<'f>(
    references: &'f [(Named, Text)],
    index: &'f Index<'_>,
) -> impl Iterator<Item = Diagnostic> + 'f {
    let lost = references
        .iter()
        .filter(|(named, id)| !index.has(*named, &id.value));
    lost.map(|(named, id)| index.dangling(*named, &id.value, id.span))
}
