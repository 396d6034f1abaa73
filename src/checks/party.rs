//! A plan with others of the run that concern it.

use crate::plan::{Issuer, Plan};
use crate::workspace::Related;

/// How two plans concern each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The other is an earlier one of the same office and year, with the same number.
    Number,
    /// The other carries this one out.
    Unit,
}

/// A plan with others of the run that concern it.
#[derive(Debug)]
pub struct Party<'p> {
    /// The plan.
    pub plan: &'p Plan,
    /// Who issues it (cơ quan ban hành).
    pub issuer: &'p Issuer,
    others: &'p [(Tie, Related)],
}

impl<'p> Party<'p> {
    pub(super) fn new(plan: &'p Plan, issuer: &'p Issuer, others: &'p [(Tie, Related)]) -> Self {
        Self {
            plan,
            issuer,
            others,
        }
    }

    /// The others that concern the plan in one way, in the order of the run.
    pub fn of(&self, tie: Tie) -> impl Iterator<Item = &'p Related> {
        let others = self.others.iter();
        others
            .filter(move |(own, _)| *own == tie)
            .map(|(_, other)| other)
    }
}
