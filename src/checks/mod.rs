//! Checks of a plan that has been read, and its document with them.

mod references;

use crate::diag::{self, Diagnostic};
use crate::document::{self, model::Document};
use crate::plan::{Index, Named};
use crate::render::glyphs;
use crate::workspace::{Loaded, Workspace};

/// A plan's document with everything that was found on the way to it.
#[derive(Debug)]
pub struct Examined {
    /// The document, unless the plan cannot be read at all.
    pub document: Option<Document>,
    /// All findings about the plan, sorted; those about registries belong to the workspace.
    pub diagnostics: Vec<Diagnostic>,
}

/// Examines a plan: ids, prose, placement, characters.
#[must_use]
pub fn examine(loaded: &Loaded) -> Examined {
    let mut diagnostics = loaded.diagnostics.clone();
    let workspace = &loaded.workspace;
    let document = loaded.plan.as_ref().map(|plan| {
        let (index, faults) = Index::new(plan, &workspace.units, &workspace.legal);
        // Ids that are doubled in a registry have been reported with it.
        let own = |d: &Diagnostic| workspace.sources.get(d.primary.span.source).is_none();
        diagnostics.extend(faults.into_iter().filter(own));
        diagnostics.extend(references::references(plan, &index));
        let issuer = plan.issuer.or(&workspace.office.issuer);
        let signature = plan
            .signature
            .as_ref()
            .or(workspace.office.signature.as_ref());
        let (document, faults) =
            document::compose(plan, &issuer, signature, &index, &loaded.sources);
        diagnostics.extend(faults);
        diagnostics.extend(glyphs::missing(&document, &loaded.sources));
        document
    });
    diag::sort(&mut diagnostics, &loaded.sources);
    Examined {
        document,
        diagnostics,
    }
}

/// All findings about the registries of a workspace, sorted.
#[must_use]
pub fn examine_registries(workspace: &Workspace) -> Vec<Diagnostic> {
    let (units, legal) = (&workspace.units, &workspace.legal);
    let (index, faults) = Index::of_registries(units, legal);
    let parents = units
        .units
        .iter()
        .filter_map(|unit| Some((Named::Unit, unit.parent.as_ref()?)));
    let heirs = legal
        .documents
        .iter()
        .filter_map(|d| Some((Named::Legal, d.replaced_by.as_ref()?)));
    let named = parents
        .chain(heirs)
        .filter(|(named, id)| !index.has(*named, &id.value));
    let dangling = named.map(|(named, id)| index.dangling(named, &id.value, id.span));
    let mut diagnostics: Vec<Diagnostic> = workspace
        .diagnostics
        .iter()
        .cloned()
        .chain(faults)
        .chain(dangling)
        .collect();
    diag::sort(&mut diagnostics, &workspace.sources);
    diagnostics
}
