//! What a superior's tables assign (giao chỉ tiêu, phân bổ kinh phí), and what a unit's plan has of it.

use crate::checks::compare::{slack, with_unit};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::{Assigned, Better, Budget, Column, Indicator, Plan, Table, Target};
use crate::source::Span;
use crate::spec::{Id, Text};
use rust_decimal::Decimal;

/// Something that a unit's plan does not have although it is assigned.
pub(super) const LEFT_OUT: Rule = Rule {
    code: Code::warning("WSP004", "assignment-left-out"),
    ground: Ground::Custom("assigned.whole"),
    what: words(
        "The superior assigns a target or money that the plan does not have",
        "Chỉ tiêu hoặc kinh phí cấp trên giao không có trong kế hoạch",
    ),
    why: words(
        "What nobody plans is not carried out, and the superior's totals are missed. Looked for are the \
         indicator's target of the superior's year, or the budget line, by the id that the column names. \
         Plans of different years, and what is still to be decided, are passed over.",
        "Chỉ tiêu không đưa vào kế hoạch thì không có ai thực hiện, và tổng số của cấp trên không đạt. \
         Chương trình tìm chỉ tiêu của năm đó hoặc khoản kinh phí theo mã ghi ở cột của cấp trên; không \
         xét kế hoạch khác năm và số chưa chốt.",
    ),
    wrong: "# Tỉnh giao xã An Bình giảm 15 hộ nghèo: assigns = \"ho_ngheo\"\n[superior]\nplan = \"tinh/2026.toml\"\nrow = \"xã An Bình\"",
    right: "[[indicators]]\nid = \"ho_ngheo\"\nname = \"Số hộ nghèo\"\nunit = \"hộ\"\nbetter = \"lower\"\nvalues = { 2025 = 97 }\ntarget = { change = -15 }",
    check: Check::Plan(left_out),
};

fn left_out(context: &Context<'_>, findings: &mut Findings) {
    let row = context.plan.superior.as_ref().and_then(|s| s.row.as_ref());
    let Some(row) = row else { return };
    for assignment in of(context) {
        let id = assignment.id.as_str();
        let (has, noun_en, noun_vi) = match assignment.what {
            What::Target(_) => {
                let indicator = context.index.indicator(id);
                let target = indicator.and_then(|i| Some((i, i.target.as_ref()?)));
                let year = context.plan.document.year.value;
                let has = target.is_some_and(|(_, target)| is_of(target, year, year));
                (has, "target", "chỉ tiêu")
            }
            What::Money => {
                let budget = context.plan.budget.as_ref();
                let has = budget.is_some_and(|budget| has_item(budget, id));
                (has, "money", "kinh phí")
            }
        };
        if has {
            continue;
        }
        let (title, given) = (assignment.title(), assignment.given());
        let message = Message::new(
            format!(
                "the superior assigns «{title}»: {given}; this plan has no such {noun_en} (`{id}`)"
            ),
            format!(
                "cấp trên giao «{title}»: {given}; kế hoạch này không có {noun_vi} đó (`{id}`)"
            ),
        );
        let finding = Finding::at(row.span, message);
        findings.push(assignment.label(finding).help(Message::new(
            format!("add it under the id `{id}`, or take `assigns` or `allots` from the superior's column"),
            format!("bổ sung với mã `{id}`, hoặc bỏ khóa `assigns`, `allots` ở cột của cấp trên"),
        )));
    }
}

/// Whether a budget has a line or a source of an id, or is asked for its total.
fn has_item(budget: &Budget, id: &str) -> bool {
    id == crate::plan::GRAND_TOTAL
        || budget.all_lines().iter().any(|line| line.id.value == id)
        || budget
            .all_sources()
            .iter()
            .any(|source| source.id.value == id)
}

/// What is assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A target (chỉ tiêu).
    Target(Assigned),
    /// Money (kinh phí).
    Money,
}

/// One figure that a superior assigns to a unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Assignment<'p> {
    /// What it is.
    pub what: What,
    /// The id of the indicator, or of the budget line, in the units' plans.
    pub id: &'p Text,
    /// How much.
    pub value: Decimal,
    /// Its cell.
    pub span: Span,
    /// Its unit of measure.
    pub unit: Option<&'p Text>,
    column: &'p Column,
}

impl Assignment<'_> {
    /// What the column is called.
    pub fn title(&self) -> &str {
        self.column.title.plain()
    }

    /// The figure with its unit of measure.
    pub fn given(&self) -> String {
        with_unit(self.value, self.unit)
    }

    /// The finding with a word at the superior's cell.
    pub fn label(&self, finding: Finding) -> Finding {
        let given = self.given();
        let said = Message::new(
            format!("the superior assigns {given}"),
            format!("cấp trên giao {given}"),
        );
        finding.also(self.span, said)
    }
}

/// What a column assigns, and by which id.
pub(super) fn assigned(column: &Column) -> impl Iterator<Item = (What, &Id)> {
    let target = column.assigns.as_ref();
    let target = target.map(|id| (What::Target(column.assigned), id));
    let money = column.allots.as_ref().map(|id| (What::Money, id));
    target.into_iter().chain(money)
}

/// What the superior assigns to the plan's unit, where both plan for the same year.
pub(super) fn of<'c>(context: &Context<'c>) -> Vec<Assignment<'c>> {
    let superior = context.loaded.superior.as_ref();
    let row = context.plan.superior.as_ref().and_then(|s| s.row.as_ref());
    let (Some(superior), Some(row)) = (superior, row) else {
        return Vec::new();
    };
    if !same_year(&superior.plan, context.plan) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (table, row) in superior.rows(&row.value) {
        for column in &table.columns {
            let cell = table.cell(row, column);
            let Some((cell, value)) = cell.and_then(|cell| Some((cell, cell.number?))) else {
                continue;
            };
            found.extend(assigned(column).map(|(what, id)| Assignment {
                what,
                id,
                value,
                span: cell.span,
                unit: unit(table, column),
                column,
            }));
        }
    }
    found
}

/// The unit of measure of a column.
pub(super) fn unit<'t>(table: &'t Table, column: &'t Column) -> Option<&'t Text> {
    column.unit.as_ref().or(table.unit.as_ref())
}

/// Whether two plans are for one and the same year.
pub(super) fn same_year(one: &Plan, other: &Plan) -> bool {
    let (one, other) = (&one.document, &other.document);
    one.year.value == other.year.value && one.until.is_none() && other.until.is_none()
}

/// Whether a target, of a plan for a year, is for a year.
fn is_of(target: &Target, plan_year: i16, year: i16) -> bool {
    target.year_in(plan_year) == year
}

/// A target as a plan has it: stated, or from the value of the year before.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    /// How much.
    pub value: Decimal,
    /// How far rounding may have moved it.
    pub slack: Decimal,
    /// The number that is stated.
    pub span: Span,
    /// The other number that it comes from.
    pub base: Option<Span>,
    /// How it was computed, where it was.
    pub sum: Option<String>,
}

/// The target of an indicator for a year, counted as the superior counts it.
pub(super) fn planned(
    indicator: &Indicator,
    assigned: Assigned,
    plan_year: i16,
    year: i16,
) -> Option<Planned> {
    let target = indicator.target.as_ref()?;
    if !is_of(target, plan_year, year) {
        return None;
    }
    let wants_value = assigned == Assigned::Value;
    let (direct, other) = if wants_value {
        (target.value, target.change)
    } else {
        (target.change, target.value)
    };
    let sign = |value: Decimal| {
        if assigned == Assigned::Decrease {
            -value
        } else {
            value
        }
    };
    if let Some(figure) = direct {
        return Some(Planned {
            value: sign(figure.value?),
            slack: Decimal::ZERO,
            span: figure.span,
            base: None,
            sum: None,
        });
    }
    let (figure, base) = (other?, indicator.value(year.checked_sub(1)?)?);
    let (stated, start) = (figure.value?, base.value?);
    let text = crate::vi::number::format;
    let (value, sum) = if wants_value {
        let mark = if stated.is_sign_negative() { '-' } else { '+' };
        let sum = format!("{} {mark} {}", text(&start), text(&stated.abs()));
        (start.checked_add(stated)?, sum)
    } else if assigned == Assigned::Decrease {
        let sum = format!("{} - {}", text(&start), text(&stated));
        (stated.checked_sub(start)?, sum)
    } else {
        let sum = format!("{} - {}", text(&stated), text(&start));
        (stated.checked_sub(start)?, sum)
    };
    Some(Planned {
        value: sign(value),
        slack: slack(stated).checked_add(slack(start))?,
        span: figure.span,
        base: Some(base.span),
        sum: Some(sum),
    })
}

impl Planned {
    /// The number, with the calculation it comes from: «97 - 15 = 82 hộ».
    pub fn text(&self, unit: Option<&Text>) -> String {
        let number = with_unit(self.value, unit);
        match &self.sum {
            Some(sum) => format!("{sum} = {number}"),
            None => number,
        }
    }
}

/// Whether one number goes further than another in the direction that is better, where that is known.
pub(super) fn is_beyond(better: Option<Better>, what: What, one: Decimal, other: Decimal) -> bool {
    let more = one > other;
    match (better, what) {
        (Some(Better::Higher), What::Target(Assigned::Decrease))
        | (Some(Better::Lower), What::Target(Assigned::Value | Assigned::Change)) => !more,
        (Some(_), What::Target(_)) => more,
        _ => false,
    }
}
