//! The budgets of both plans side by side: a tree of lines, and their sources.

use super::entry::Mark;
use crate::checks::amount_of;
use crate::diag::Lang;
use crate::diff::unit::in_unit;
use crate::diff::{Change, Delta, Kind, What};
use crate::plan::{Budget, BudgetLine, BudgetSource, GRAND_TOTAL};
use crate::vi;
use rust_decimal::Decimal;
use serde::Serialize;

/// Both budgets.
#[derive(Debug, Serialize)]
pub struct Money {
    pub unit: String,
    pub lines: Vec<Sum>,
    pub sources: Vec<Sum>,
}

/// An amount in both plans.
#[derive(Debug, Clone, Serialize)]
pub struct Sum {
    pub depth: usize,
    /// `total`, `line` or `source`.
    pub look: &'static str,
    pub title: String,
    pub mark: Option<Mark>,
    pub old: String,
    pub new: String,
    pub difference: String,
    pub percent: String,
    #[serde(skip)]
    pub amounts: (Option<Decimal>, Option<Decimal>),
    /// New less old; none where either is still to be decided, or they are the same.
    #[serde(skip)]
    pub change: Option<Decimal>,
    /// Whether it is a line that no other lines make up.
    #[serde(skip)]
    pub is_leaf: bool,
}

/// What one id has in both plans, and whether they have it at all.
#[derive(Debug, Clone, Copy)]
struct Amounts {
    values: (Option<Decimal>, Option<Decimal>),
    has: (bool, bool),
}

/// Amounts of two budgets, in the new one's unit.
struct Purse<'b> {
    old: Option<&'b Budget>,
    new: Option<&'b Budget>,
    /// The ids of what goes by another id: old and new.
    renamed: Vec<(&'b str, &'b str)>,
    lang: Lang,
}

/// The grand total of both budgets.
pub fn total(old: Option<&Budget>, new: Option<&Budget>, lang: Lang) -> Option<Sum> {
    let purse = Purse {
        old,
        new,
        renamed: Vec::new(),
        lang,
    };
    let id = |budget: Option<&Budget>| budget.map(|_| GRAND_TOTAL);
    let amounts = purse.amounts(id(old), id(new));
    let is_known = amounts.values.0.is_some() || amounts.values.1.is_some();
    is_known.then(|| {
        let title = match lang {
            Lang::En => "Total",
            Lang::Vi => "Tổng số",
        };
        purse.sum(0, "total", title, amounts)
    })
}

/// The budgets of two plans; none where neither has one.
pub fn money(
    old: Option<&Budget>,
    new: Option<&Budget>,
    changes: &[Change],
    lang: Lang,
) -> Option<Money> {
    let unit = new.or(old)?.unit.value.clone();
    let renamed = changes.iter().filter_map(|change| match &change.what {
        What::Renamed {
            from: Some(from),
            to: Some(to),
        } if matches!(change.kind, Kind::BudgetLine | Kind::BudgetSource) => {
            Some((from.as_str(), to.as_str()))
        }
        _ => None,
    });
    let purse = Purse {
        old,
        new,
        renamed: renamed.collect(),
        lang,
    };
    let (mut lines, mut sources) = (Vec::new(), Vec::new());
    lines.extend(total(old, new, lang));
    let before: &[BudgetLine] = old.map_or(&[], |budget| &budget.lines);
    let after: &[BudgetLine] = new.map_or(&[], |budget| &budget.lines);
    purse.lines(before, after, 1, &mut lines);
    let before: &[BudgetSource] = old.map_or(&[], |budget| &budget.sources);
    let after: &[BudgetSource] = new.map_or(&[], |budget| &budget.sources);
    purse.sources(before, after, 0, &mut sources);
    Some(Money {
        unit,
        lines,
        sources,
    })
}

impl Purse<'_> {
    /// The id in the old budget of what has an id in the new one.
    fn before<'n>(&'n self, new: &'n str) -> &'n str {
        let found = self.renamed.iter().find(|(_, to)| *to == new);
        found.map_or(new, |(from, _)| from)
    }

    fn is_kept(&self, old: &str) -> bool {
        let new = self.renamed.iter().find(|(from, _)| *from == old);
        let new = new.map_or(old, |(_, to)| to);
        let Some(budget) = self.new else { return false };
        let lines = budget.all_lines();
        let sources = budget.all_sources();
        let mut ids = lines
            .iter()
            .map(|line| &line.id)
            .chain(sources.iter().map(|own| &own.id));
        ids.any(|id| id.value == new)
    }

    fn lines(
        &self,
        before: &[BudgetLine],
        after: &[BudgetLine],
        depth: usize,
        sums: &mut Vec<Sum>,
    ) {
        let known = self.old.map(Budget::all_lines).unwrap_or_default();
        for line in after {
            let id = self.before(line.id.as_str());
            let old = known.iter().find(|old| old.id.value == id).copied();
            let amounts = self.amounts(old.map(|old| old.id.as_str()), Some(line.id.as_str()));
            let is_leaf = line.lines.is_empty() && old.is_none_or(|old| old.lines.is_empty());
            let sum = self.sum(depth, "line", line.title.plain(), amounts);
            sums.push(Sum { is_leaf, ..sum });
            self.given(old, Some(line), depth + 1, sums);
            self.lines(
                old.map_or(&[], |old| &old.lines),
                &line.lines,
                depth + 1,
                sums,
            );
        }
        for line in before.iter().filter(|line| !self.is_kept(line.id.as_str())) {
            let amounts = self.amounts(Some(line.id.as_str()), None);
            let is_leaf = line.lines.is_empty();
            let sum = self.sum(depth, "line", line.title.plain(), amounts);
            sums.push(Sum { is_leaf, ..sum });
            self.given(Some(line), None, depth + 1, sums);
            self.lines(&line.lines, &[], depth + 1, sums);
        }
    }

    /// What sources give to a line, where it has changed.
    fn given(
        &self,
        old: Option<&BudgetLine>,
        new: Option<&BudgetLine>,
        depth: usize,
        sums: &mut Vec<Sum>,
    ) {
        let all = |budget: Option<&Budget>| -> Vec<(String, String)> {
            let sources = budget.map(Budget::all_sources).unwrap_or_default();
            let named = sources
                .iter()
                .map(|own| (own.id.value.clone(), own.title.plain().to_owned()));
            named.collect()
        };
        let gives = |line: Option<&BudgetLine>, id: &str| -> Option<Option<Decimal>> {
            let mut amounts = line?.amounts.iter();
            Some(amounts.find(|(source, _)| source.value == id)?.1.value)
        };
        let after = all(self.new);
        let gone = all(self.old)
            .into_iter()
            .filter(|(id, _)| !self.is_kept(id));
        let sources: Vec<_> = after.into_iter().chain(gone).collect();
        for (id, title) in sources {
            let (one, other) = (gives(old, self.before(&id)), gives(new, &id));
            let before = one.flatten().and_then(|amount| self.reconciled(amount));
            let amounts = Amounts {
                values: (before, other.flatten()),
                has: (one.is_some(), other.is_some()),
            };
            if amounts.values.0 != amounts.values.1 {
                sums.push(self.sum(depth, "source", &title, amounts));
            }
        }
    }

    fn sources(
        &self,
        before: &[BudgetSource],
        after: &[BudgetSource],
        depth: usize,
        sums: &mut Vec<Sum>,
    ) {
        let known = self.old.map(Budget::all_sources).unwrap_or_default();
        for source in after {
            let id = self.before(source.id.as_str());
            let old = known.iter().find(|old| old.id.value == id).copied();
            let amounts = self.amounts(old.map(|old| old.id.as_str()), Some(source.id.as_str()));
            sums.push(self.sum(depth, "line", source.title.plain(), amounts));
            self.sources(
                old.map_or(&[], |old| &old.parts),
                &source.parts,
                depth + 1,
                sums,
            );
        }
        for source in before.iter().filter(|own| !self.is_kept(own.id.as_str())) {
            let amounts = self.amounts(Some(source.id.as_str()), None);
            sums.push(self.sum(depth, "line", source.title.plain(), amounts));
            self.sources(&source.parts, &[], depth + 1, sums);
        }
    }

    /// What an id has in both budgets, in the new one's unit.
    fn amounts(&self, old: Option<&str>, new: Option<&str>) -> Amounts {
        let of = |budget: Option<&Budget>, id: Option<&str>| Some(amount_of(budget?, id?)?.value);
        let before = of(self.old, old).and_then(|amount| self.reconciled(amount));
        Amounts {
            values: (before, of(self.new, new)),
            has: (old.is_some(), new.is_some()),
        }
    }

    fn reconciled(&self, amount: Decimal) -> Option<Decimal> {
        let unit = |budget: &Budget| budget.unit.value.clone();
        let from = self.old.map(unit);
        let to = self.new.or(self.old).map(unit);
        in_unit(amount, from.as_deref(), to.as_deref())
    }

    fn sum(
        &self,
        depth: usize,
        look: &'static str,
        title: &str,
        Amounts { values, has }: Amounts,
    ) -> Sum {
        let text =
            |amount: Option<Decimal>| amount.as_ref().map(vi::number::format).unwrap_or_default();
        let leaves = Vec::new;
        let mark = match has {
            (false, true) => Some(Mark::of(&What::Added { leaves: leaves() }, self.lang)),
            (true, false) => Some(Mark::of(&What::Dropped { leaves: leaves() }, self.lang)),
            _ => None,
        };
        let amount = |value: Option<Decimal>, has| if has { value } else { Some(Decimal::ZERO) };
        let both = amount(values.0, has.0).zip(amount(values.1, has.1));
        let change = both.and_then(|(old, new)| new.checked_sub(old));
        let change = change.filter(|change| !change.is_zero());
        let growth = match values {
            (Some(old), Some(new)) if old != new => Delta::between(old, new, None),
            _ => None,
        };
        let growth = growth.as_ref().and_then(Delta::growth);
        Sum {
            depth,
            look,
            title: title.to_owned(),
            mark,
            old: text(values.0),
            new: text(values.1),
            difference: change.as_ref().map(vi::number::signed).unwrap_or_default(),
            percent: growth.unwrap_or_default(),
            amounts: values,
            change,
            is_leaf: false,
        }
    }
}
