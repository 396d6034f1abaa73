//! What is added up to each total of a budget.

use crate::checks::arithmetic::{Shift, Sum, misplaced, shift};
use crate::plan::{Budget, BudgetLine, BudgetSource};
use crate::spec::{Figure, Ref};
use rust_decimal::Decimal;

/// A number that is added up, and the title of the line or source that it is of; among the amounts of
/// a line, the source's id.
pub type Addend<'b> = (Figure, &'b str);

/// What a total is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A line, from its lines.
    Lines,
    /// A line, from what the sources give to it.
    Amounts,
    /// A source, from what the lines take from it.
    Column,
    /// A source, from its parts.
    Parts,
    /// The grand total, from the lines.
    AllLines,
    /// The grand total, from the sources.
    AllSources,
}

/// A stated total beside what it is the total of.
#[derive(Debug)]
pub struct Addition<'b> {
    /// What the total is of.
    pub of: Of,
    /// The title of the line or source, empty for the grand total.
    pub title: &'b str,
    /// The stated total.
    pub stated: Decimal,
    /// Where it stands.
    pub total: Figure,
    /// What is added up.
    pub addends: Vec<Addend<'b>>,
    /// The numbers that are added up.
    pub numbers: Vec<Decimal>,
    /// Their sum.
    pub sum: Sum,
}

/// How a total differs from its addends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Off {
    /// By an amount.
    Amount(Decimal),
    /// By its scale alone.
    Scale(Shift),
    /// By the scale of one addend.
    ScaleOf(usize, Shift),
}

impl<'b> Addition<'b> {
    /// The total beside its addends, unless one of them is undecided or there is none.
    fn new(of: Of, title: &'b str, total: Figure, addends: Vec<Addend<'b>>) -> Option<Self> {
        let some = Some(addends).filter(|addends| !addends.is_empty())?;
        Self::of_any(of, title, total, some)
    }

    /// The total beside its addends, be there none, unless one of them is undecided.
    fn of_any(of: Of, title: &'b str, total: Figure, addends: Vec<Addend<'b>>) -> Option<Self> {
        let numbers: Option<Vec<Decimal>> =
            addends.iter().map(|(figure, _)| figure.value).collect();
        let numbers = numbers?;
        let sum = numbers.iter().copied().collect();
        let stated = total.value?;
        Some(Self {
            of,
            title,
            stated,
            total,
            addends,
            numbers,
            sum,
        })
    }

    /// How the total differs, if it does.
    pub fn off(&self) -> Option<Off> {
        let sum = self.sum.exact()?;
        if self.sum.fits(self.stated) {
            return None;
        }
        let of_addend = || {
            let (place, shift) = misplaced(&self.numbers, &self.sum, self.stated)?;
            Some(Off::ScaleOf(place, shift))
        };
        shift(self.stated, sum)
            .map(Off::Scale)
            .or_else(of_addend)
            .or_else(|| self.sum.value().map(Off::Amount))
    }
}

/// All totals that a budget states, beside what they are the totals of.
///
/// Where an inner total is wrong, it alone is: an outer one may follow either the inner total or what
/// that should be.
pub fn additions(budget: &Budget) -> Vec<Addition<'_>> {
    let mut all = Vec::new();
    for line in budget.all_lines() {
        all.extend(of_line(line));
    }
    for source in budget.all_sources() {
        all.extend(of_source(budget, source));
    }
    if let Some(total) = budget.total {
        all.extend(from_lines(Of::AllLines, "", total, &budget.lines));
        all.extend(from_sources(
            Of::AllSources,
            "",
            total,
            budget,
            &budget.sources,
        ));
    }
    all
}

/// The first of two ways of adding up that gives the total, else the first.
fn either<'b>(
    of: Of,
    title: &'b str,
    total: Figure,
    shallow: Vec<Addend<'b>>,
    deep: Vec<Addend<'b>>,
) -> Option<Addition<'b>> {
    let shallow = Addition::new(of, title, total, shallow)?;
    let deep = Addition::new(of, title, total, deep);
    let fits = |addition: &Addition<'_>| addition.sum.fits(addition.stated);
    (!fits(&shallow) && !deep.as_ref().is_some_and(fits)).then_some(shallow)
}

fn from_lines<'b>(
    of: Of,
    title: &'b str,
    total: Figure,
    lines: &'b [BudgetLine],
) -> Option<Addition<'b>> {
    let (mut shallow, mut deep) = (Vec::new(), Vec::new());
    let mut open = false;
    for line in lines {
        let before = shallow.len();
        in_all(line, true, &mut shallow);
        in_all(line, false, &mut deep);
        open |= shallow.len() == before;
    }
    let addition = either(of, title, total, shallow, deep)?;
    // A line without any number may be what is missing.
    let short = addition.sum.value().is_none_or(|sum| sum < addition.stated);
    (!(open && short)).then_some(addition)
}

fn of_line(line: &BudgetLine) -> Option<Addition<'_>> {
    let total = line.total?;
    let title = line.title.plain();
    let amounts = line.amounts.iter();
    let amounts = amounts.map(|(id, figure)| (*figure, id.as_str())).collect();
    let by_amounts = Addition::new(Of::Amounts, title, total, amounts);
    if line.lines.is_empty() {
        return by_amounts;
    }
    if line.amounts.is_empty() {
        return from_lines(Of::Lines, title, total, &line.lines);
    }
    // With both, the amounts are part of the total, or say the same as the lines.
    let (mut shallow, mut deep) = (Vec::new(), Vec::new());
    own(line, true, &mut shallow);
    own(line, false, &mut deep);
    let added = either(Of::Lines, title, total, shallow, deep)?;
    let by_lines = from_lines(Of::Lines, title, total, &line.lines);
    match by_amounts {
        Some(amounts) if by_lines.is_none() => Some(amounts),
        Some(amounts) if amounts.sum.fits(amounts.stated) => by_lines,
        _ => Some(added),
    }
}

fn of_source<'b>(budget: &'b Budget, source: &'b BudgetSource) -> Vec<Addition<'b>> {
    let Some(total) = source.total else {
        return Vec::new();
    };
    let title = source.title.plain();
    let parts = from_sources(Of::Parts, title, total, budget, &source.parts);
    let mut ids = Vec::new();
    gather(source, &mut ids);
    // Where nothing is taken from it, it has nothing to give.
    let column = column(budget, &ids)
        .and_then(|addends| Addition::of_any(Of::Column, title, total, addends));
    parts.into_iter().chain(column).collect()
}

fn from_sources<'b>(
    of: Of,
    title: &'b str,
    total: Figure,
    budget: &'b Budget,
    sources: &'b [BudgetSource],
) -> Option<Addition<'b>> {
    let (mut shallow, mut deep) = (Vec::new(), Vec::new());
    for source in sources {
        let before = shallow.len();
        given(budget, source, true, &mut shallow);
        given(budget, source, false, &mut deep);
        if shallow.len() == before {
            return None;
        }
    }
    either(of, title, total, shallow, deep)
}

/// What a source gives: as stated, else by its parts, else by what is taken from it.
fn given<'b>(
    budget: &'b Budget,
    source: &'b BudgetSource,
    stated: bool,
    out: &mut Vec<Addend<'b>>,
) {
    let total = source.total.filter(|_| stated || source.parts.is_empty());
    if let Some(total) = total {
        out.push((total, source.title.plain()));
    } else if source.parts.is_empty() {
        out.extend(column(budget, &[source.id.as_str()]).unwrap_or_default());
    } else {
        for part in &source.parts {
            given(budget, part, stated, out);
        }
    }
}

/// What all lines take from some sources; none where a line does not say what it takes from whom.
fn column<'b>(budget: &'b Budget, ids: &[&str]) -> Option<Vec<Addend<'b>>> {
    let mut taken = Vec::new();
    let complete = budget.lines.iter().all(|line| take(line, ids, &mut taken));
    (complete && !budget.lines.is_empty()).then_some(taken)
}

fn take<'b>(line: &'b BudgetLine, ids: &[&str], out: &mut Vec<Addend<'b>>) -> bool {
    let title = line.title.plain();
    let from = |(id, figure): &'b (Ref<_>, Figure)| named(ids, id).then_some((*figure, title));
    let before = out.len();
    out.extend(line.amounts.iter().filter_map(from));
    if line.lines.is_empty() {
        return !line.amounts.is_empty();
    }
    let own: Option<Sum> = out[before..]
        .iter()
        .map(|(figure, _)| figure.value)
        .collect();
    let middle = out.len();
    let complete = line.lines.iter().all(|line| take(line, ids, out));
    let inner: Option<Sum> = out[middle..]
        .iter()
        .map(|(figure, _)| figure.value)
        .collect();
    // The amounts of a line that say the same as its lines are no money of their own.
    if own.zip(inner).is_some_and(|(a, b)| a.exact() == b.exact()) {
        out.truncate(middle);
    }
    complete
}

fn named(ids: &[&str], id: &crate::spec::Text) -> bool {
    ids.contains(&id.as_str())
}

fn gather<'b>(source: &'b BudgetSource, ids: &mut Vec<&'b str>) {
    ids.push(source.id.as_str());
    for part in &source.parts {
        gather(part, ids);
    }
}

fn amounts(line: &BudgetLine) -> impl Iterator<Item = Addend<'_>> {
    let title = line.title.plain();
    line.amounts.iter().map(move |(_, figure)| (*figure, title))
}

/// What a line gets: as stated, or by what it is made of.
fn in_all<'b>(line: &'b BudgetLine, stated: bool, out: &mut Vec<Addend<'b>>) {
    let leaf = line.amounts.is_empty() && line.lines.is_empty();
    match line.total.filter(|_| stated || leaf) {
        Some(total) => out.push((total, line.title.plain())),
        None => own(line, stated, out),
    }
}

/// What a line is made of.
fn own<'b>(line: &'b BudgetLine, stated: bool, out: &mut Vec<Addend<'b>>) {
    out.extend(amounts(line));
    for inner in &line.lines {
        in_all(inner, stated, out);
    }
}
