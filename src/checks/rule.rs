//! What a rule is: its identity, its documentation and its check, in one place.

use super::context::Context;
use super::party::Party;
use crate::diag::{Code, Diagnostic, Finding, Lang, MOST, Message, Words};
use crate::workspace::Workspace;
use jiff::civil::{Date, date};

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
    /// A place in Decree 30/2020/NĐ-CP, as in `PL I, II.6.a`. It holds for documents from 5 March 2020.
    Decree(&'static str),
    /// Another source of law.
    Law(Words),
    /// What offices and careful writers keep to.
    Convention(Words),
}

/// The first day of Decree 30/2020/NĐ-CP (Điều 37); until then Circular 01/2011/TT-BNV held.
const DECREE_FROM: Date = date(2020, 3, 5);

impl Ground {
    /// Whether a plan of a day is judged by it: older plans stand under the rules of their day.
    #[must_use]
    pub fn holds_on(self, day: Date) -> bool {
        !matches!(self, Self::Decree(_)) || day >= DECREE_FROM
    }

    /// The ground in words.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::Arithmetic => Message::new("arithmetic", "phép tính số học"),
            Self::Format => Message::new("the format of plans", "định dạng tệp kế hoạch"),
            Self::Decree(place) => Message::new(
                format!("nd30-2020: Decree 30/2020/NĐ-CP, {place}"),
                format!("nd30-2020: Nghị định 30/2020/NĐ-CP, {place}"),
            ),
            Self::Law(words) | Self::Convention(words) => {
                Message::new(words.text(Lang::En), words.text(Lang::Vi))
            }
        }
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
    ground: Ground,
    list: Vec<Diagnostic>,
}

impl Findings {
    /// Runs a rule: its findings, with what they rest on.
    pub(super) fn of(rule: &Rule, check: impl FnOnce(&mut Self)) -> Vec<Diagnostic> {
        let mut findings = Self {
            code: rule.code,
            ground: rule.ground,
            list: Vec::new(),
        };
        check(&mut findings);
        findings.list
    }

    /// Adds a finding of the rule, unless it has found too many.
    pub fn push(&mut self, finding: Finding) {
        if self.list.len() < MOST {
            let ground = Some(self.ground.message());
            let finding = finding.of(self.code);
            self.list.push(Diagnostic { ground, ..finding });
        }
    }

    /// Adds findings of the rule.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }
}
