//! What is wrong with a registry (danh mục của cơ quan), told once a run.

use crate::diag::{Diagnostic, Severity};
use crate::source::Span;
use crate::workspace::Workspace;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::path::PathBuf;

/// A fault of an office's registries, the same whichever plan shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OfficeFault {
    file: PathBuf,
    range: (u32, u32),
    rule: String,
    /// Where plans of an office set the level of a rule apart, it is told at each.
    severity: Severity,
}

impl OfficeFault {
    /// The fault that a finding is of; none of a finding whose first place is the plan's own.
    #[must_use]
    pub fn of(finding: &Diagnostic, workspace: &Workspace) -> Option<Self> {
        let Span { source, start, end } = finding.primary.span;
        Some(Self {
            file: workspace.sources.get(source)?.path().to_owned(),
            range: (start, end),
            rule: finding.code.id.to_owned(),
            severity: finding.severity,
        })
    }
}

/// The faults of registries that a run has told: each plan that prints an entry finds them again.
#[derive(Debug, Default)]
pub struct Once(HashSet<OfficeFault>);

impl Once {
    /// What is new of what was found in a plan or in registries; `fault` says what is a registry's.
    #[must_use]
    pub fn news<T>(
        &mut self,
        mut found: Vec<T>,
        fault: impl Fn(&T) -> Option<OfficeFault>,
    ) -> Vec<T> {
        let mut new = Vec::new();
        found.retain(|finding| {
            let fault = fault(finding);
            let known = fault.as_ref().is_some_and(|fault| self.0.contains(fault));
            new.extend(fault);
            !known
        });
        self.0.extend(new);
        found
    }
}
