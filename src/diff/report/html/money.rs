//! The budgets of both plans side by side: a tree of lines, their sources, bars.

use super::layout::clipped;
use crate::checks::amount_of;
use crate::diag::Lang;
use crate::diff::report::entry::Mark;
use crate::diff::unit::in_unit;
use crate::diff::{Change, Delta, Kind, What};
use crate::plan::{Budget, BudgetLine, BudgetSource, GRAND_TOTAL};
use crate::vi;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

/// Both budgets.
#[derive(Debug, Serialize)]
pub struct Money {
    pub unit: String,
    pub lines: Vec<Sum>,
    pub sources: Vec<Sum>,
    pub bars: Option<Bars>,
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
}

/// A chart of horizontal bars.
#[derive(Debug, Serialize)]
pub struct Bars {
    pub height: usize,
    pub about: String,
    pub groups: Vec<Group>,
}

/// The bars of a line.
#[derive(Debug, Serialize)]
pub struct Group {
    pub top: usize,
    pub title: String,
    pub old: Option<Bar>,
    pub new: Option<Bar>,
}

#[derive(Debug, Serialize)]
pub struct Bar {
    pub width: usize,
    pub text: String,
}

/// How wide the longest bar is, and how high the bars of a line are with their title.
const WIDEST: usize = 380;
const GROUP: usize = 62;
const TITLE: usize = 62;

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
    let amounts = purse.amounts(Some(GRAND_TOTAL), Some(GRAND_TOTAL));
    (amounts.0.is_some() || amounts.1.is_some()).then(|| {
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
    let bars = bars(&lines, &unit);
    Some(Money {
        unit,
        lines,
        sources,
        bars,
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
            sums.push(self.sum(depth, "line", line.title.plain(), amounts));
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
            sums.push(self.sum(depth, "line", line.title.plain(), amounts));
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
        let gives = |line: Option<&BudgetLine>, id: &str| -> Option<Decimal> {
            let mut amounts = line?.amounts.iter();
            amounts.find(|(source, _)| source.value == id)?.1.value
        };
        let after = all(self.new);
        let gone = all(self.old)
            .into_iter()
            .filter(|(id, _)| !self.is_kept(id));
        let sources: Vec<_> = after.into_iter().chain(gone).collect();
        for (id, title) in sources {
            let one = gives(old, self.before(&id)).and_then(|amount| self.reconciled(amount));
            let amounts = (one, gives(new, &id));
            if amounts.0 != amounts.1 {
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
    fn amounts(&self, old: Option<&str>, new: Option<&str>) -> (Option<Decimal>, Option<Decimal>) {
        let of = |budget: Option<&Budget>, id: Option<&str>| Some(amount_of(budget?, id?)?.value);
        let before = of(self.old, old).and_then(|amount| self.reconciled(amount));
        (before, of(self.new, new))
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
        amounts: (Option<Decimal>, Option<Decimal>),
    ) -> Sum {
        let text =
            |amount: Option<Decimal>| amount.as_ref().map(vi::number::format).unwrap_or_default();
        let leaves = Vec::new;
        let mark = match amounts {
            (None, Some(_)) => Some(Mark::of(&What::Added { leaves: leaves() }, self.lang)),
            (Some(_), None) => Some(Mark::of(&What::Dropped { leaves: leaves() }, self.lang)),
            _ => None,
        };
        let zero = |amount: Option<Decimal>| amount.unwrap_or_default();
        let difference = zero(amounts.1)
            .checked_sub(zero(amounts.0))
            .filter(|d| !d.is_zero());
        let growth = match amounts {
            (Some(old), Some(new)) if old != new => Delta::between(old, new, None),
            _ => None,
        };
        let growth = growth.as_ref().and_then(Delta::growth);
        Sum {
            depth,
            look,
            title: title.to_owned(),
            mark,
            old: text(amounts.0),
            new: text(amounts.1),
            difference: difference
                .as_ref()
                .map(vi::number::signed)
                .unwrap_or_default(),
            percent: growth.unwrap_or_default(),
            amounts,
        }
    }
}

fn bars(lines: &[Sum], unit: &str) -> Option<Bars> {
    let lines: Vec<&Sum> = lines
        .iter()
        .filter(|sum| sum.look == "line" && sum.depth == 1)
        .collect();
    let all = lines.iter().flat_map(|sum| [sum.amounts.0, sum.amounts.1]);
    let most = all.flatten().max().filter(|most| *most > Decimal::ZERO)?;
    let bar = |amount: Option<Decimal>| {
        let amount = amount?;
        let width = amount
            .checked_mul(WIDEST.into())?
            .checked_div(most)?
            .round();
        Some(Bar {
            width: width.max(Decimal::ZERO).to_usize()?,
            text: vi::number::format(&amount),
        })
    };
    let groups: Vec<Group> = lines
        .iter()
        .zip(0..)
        .map(|(sum, place)| Group {
            top: place * GROUP,
            title: clipped(&sum.title, TITLE),
            old: bar(sum.amounts.0),
            new: bar(sum.amounts.1),
        })
        .collect();
    let or_none = |text: &str| {
        if text.is_empty() {
            "–".to_owned()
        } else {
            text.to_owned()
        }
    };
    let told = lines.iter().map(|sum| {
        format!(
            "{}: {} → {} {unit}",
            sum.title,
            or_none(&sum.old),
            or_none(&sum.new)
        )
    });
    let told: Vec<String> = told.collect();
    Some(Bars {
        height: groups.len() * GROUP,
        about: told.join("; "),
        groups,
    })
}
