//! What a rule is: its identity, its documentation and its check, in one place.

use super::context::Context;
use super::party::Party;
use crate::diag::{Code, Diagnostic, Finding, MOST, Message, Words};
use crate::law::Law;
use crate::workspace::Workspace;
use jiff::civil::Date;

/// A rule (quy tắc): a kind of fault with all that is known about it.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its id, its name, which states the fault, and its severity.
    pub code: Code,
    /// What it rests on (căn cứ).
    pub ground: Ground,
    /// What it finds.
    pub what: Words,
    /// Why that is a fault, and where the rule keeps silent.
    pub why: Words,
    /// Lines of a plan that it finds fault with.
    pub wrong: &'static str,
    /// The same lines, mended.
    pub right: &'static str,
    /// How it is checked.
    pub check: Check,
}

impl Rule {
    /// Whether levels and suppressions act on its findings: not on what cannot be read, nor on what a
    /// released plan may not lack.
    #[must_use]
    pub fn is_adjustable(&self) -> bool {
        self.code.is_adjustable() && !matches!(self.check, Check::Release(_))
    }
}

/// What a rule rests on.
#[derive(Debug, Clone, Copy)]
pub enum Ground {
    /// Numbers that must follow from each other.
    Arithmetic,
    /// The format of plans.
    Format,
    /// A requirement of law (quy định), by its key in [`crate::law`]: `signer.authority`.
    Law(&'static str),
    /// What offices and careful writers keep to (thông lệ), by its key in [`crate::law`]: `tasks.once`.
    Custom(&'static str),
}

impl Ground {
    /// Whether a plan of a day is judged by it: each plan stands under the law of its day, and what
    /// belongs to no plan under the law that goes on.
    #[must_use]
    pub fn holds_on(self, law: &Law, day: Option<Date>) -> bool {
        match self {
            Self::Law(key) => law.asks(key, day),
            Self::Arithmetic | Self::Format | Self::Custom(_) => true,
        }
    }

    /// The ground in words, as the law has it on a day, or has it from now on.
    #[must_use]
    pub fn message(self, law: &Law, day: Option<Date>) -> Message {
        let (key, found) = match self {
            Self::Arithmetic => return Message::new("arithmetic", "phép tính số học"),
            Self::Format => return Message::new("the format of plans", "định dạng tệp kế hoạch"),
            Self::Law(key) => (key, law.place(key, day)),
            Self::Custom(key) => (key, law.custom(key)),
        };
        let (en, vi) = found.unwrap_or_else(|| (key.into(), key.into()));
        Message::new(en, vi)
    }
}

/// How a rule is checked.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// While files are read and composed; the rest of the rule is found there.
    Reading,
    /// In a plan and its document.
    Plan(fn(&Context<'_>, &mut Findings)),
    /// In the registries of a workspace.
    Registry(fn(&Workspace, &mut Findings)),
    /// In a plan and its document, and in the registries.
    Both(
        fn(&Context<'_>, &mut Findings),
        fn(&Workspace, &mut Findings),
    ),
    /// In a plan beside others of the run that concern it.
    Together(fn(&Party<'_>, &mut Findings)),
    /// In a plan that is about to be released.
    Release(fn(&Context<'_>, &mut Findings)),
    /// In sign-offs and register, while a plan is signed off and goes out; the rest of the rule is found
    /// there.
    Issuing,
}

/// What a rule has found: it knows whose findings it takes.
#[derive(Debug)]
pub struct Findings {
    code: Code,
    list: Vec<Diagnostic>,
}

impl Findings {
    /// Runs a rule, if the law of a day asks for it: its findings, with what they rest on.
    pub(super) fn of(
        rule: &Rule,
        law: &Law,
        day: Option<Date>,
        check: impl FnOnce(&mut Self),
    ) -> Vec<Diagnostic> {
        let mut findings = Self {
            code: rule.code,
            list: Vec::new(),
        };
        if rule.ground.holds_on(law, day) {
            check(&mut findings);
        }
        for finding in &mut findings.list {
            let ground = || rule.ground.message(law, day);
            finding.ground.get_or_insert_with(ground);
        }
        findings.list
    }

    /// Adds a finding of the rule, unless it has found too many.
    pub fn push(&mut self, finding: Finding) {
        if self.list.len() < MOST {
            self.list.push(finding.of(self.code));
        }
    }

    /// Adds findings of the rule.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }
}
