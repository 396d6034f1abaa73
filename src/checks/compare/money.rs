//! Amounts of a budget (số tiền), stated or added up.

use crate::plan::{Budget, BudgetLine, GRAND_TOTAL};
use crate::source::Span;
use crate::spec::Figure;
use rust_decimal::Decimal;

/// An amount of money and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Amount {
    /// How much it is, in the budget's unit.
    pub value: Decimal,
    /// The number, or the name of what was added up.
    pub span: Span,
}

/// A stated amount; none where it is still to be decided.
pub fn stated(figure: Option<Figure>) -> Option<Amount> {
    let figure = figure?;
    Some(Amount {
        value: figure.value?,
        span: figure.span,
    })
}

/// What a line has: its stated total, else all amounts of it and its lines.
pub fn of_line(line: &BudgetLine) -> Option<Amount> {
    if line.total.is_some() {
        return stated(line.total);
    }
    let mut figures = Vec::new();
    gather(vec![line], &mut figures);
    sum(&figures, line.title.span)
}

/// What an id of a budget has: a line, a source, or `total`.
#[must_use]
pub fn of_id(budget: &Budget, id: &str) -> Option<Amount> {
    if id == GRAND_TOTAL {
        if budget.total.is_some() {
            return stated(budget.total);
        }
        let mut figures = Vec::new();
        gather(budget.lines.iter().collect(), &mut figures);
        return sum(&figures, budget.unit.span);
    }
    if let Some(line) = budget
        .all_lines()
        .into_iter()
        .find(|line| line.id.value == id)
    {
        return of_line(line);
    }
    let sources = budget.all_sources();
    let source = sources.into_iter().find(|source| source.id.value == id)?;
    if source.total.is_some() {
        return stated(source.total);
    }
    let lines = budget.all_lines();
    let amounts = lines.iter().flat_map(|line| &line.amounts);
    let own = amounts.filter(|(name, _)| name.value == id);
    let figures: Vec<Figure> = own.map(|(_, figure)| *figure).collect();
    sum(&figures, source.title.span)
}

/// The figures that lines are made of: stated totals, and amounts where there is none.
fn gather(mut open: Vec<&BudgetLine>, figures: &mut Vec<Figure>) {
    while let Some(line) = open.pop() {
        if let Some(total) = line.total {
            figures.push(total);
        } else {
            figures.extend(line.amounts.iter().map(|(_, figure)| *figure));
            open.extend(&line.lines);
        }
    }
}

/// The sum of figures, at the one that it is, else at the name of them all.
fn sum(figures: &[Figure], name: Span) -> Option<Amount> {
    let mut value = Decimal::ZERO;
    for figure in figures {
        value = value.checked_add(figure.value?)?;
    }
    match figures {
        [] => None,
        [one] => Some(Amount {
            value,
            span: one.span,
        }),
        _ => Some(Amount { value, span: name }),
    }
}
