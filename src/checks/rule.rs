//! What a rule is: its identity, its documentation and its check, in one place.

use super::context::Context;
use super::party::Party;
use crate::diag::{Code, Diagnostic, Lang, MOST, Message, Words};
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

/// What rules have found.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
    /// Where the findings of the rule that is at work begin.
    from: usize,
}

impl Findings {
    /// Adds a finding of the rule that is at work, unless it has found too many.
    pub fn push(&mut self, finding: Diagnostic) {
        if self.list.len() - self.from < MOST {
            self.list.push(finding);
        }
    }

    /// Adds findings of the rule that is at work.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Diagnostic>) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }

    /// Runs a rule and says of its findings what they rest on.
    pub(super) fn run(&mut self, rule: &Rule, check: impl FnOnce(&mut Self)) {
        self.from = self.list.len();
        check(self);
        for finding in &mut self.list[self.from..] {
            finding.ground.get_or_insert_with(|| rule.ground.message());
        }
    }

    pub(super) fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }
}
