//! What the units plan together (cộng kế hoạch của các đơn vị), against the superior's totals.

use super::assignment::{What, assigned, is_beyond, planned, same_year, unit};
use crate::checks::compare::{agree, common, money, signed, slack, with_unit, within};
use crate::checks::party::{Party, Tie};
use crate::checks::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::{Better, Cell, Column, Superior, Table, Total};
use crate::source::Span;
use crate::spec::Text;
use crate::vi::number::format;
use crate::workspace::Related;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// How many units are shown.
const SHOWN: usize = 12;
/// How many addends a message writes out.
const WRITTEN: usize = 6;

/// Targets of the units that do not add up to the superior's.
pub(super) const TARGETS: Rule = Rule {
    code: Code::error("WSP005", "unit-targets-do-not-add-up"),
    ground: Ground::Arithmetic,
    what: words(
        "The units' targets do not add up to the superior's",
        "Chỉ tiêu trong kế hoạch của các đơn vị cộng lại không bằng chỉ tiêu của cấp trên",
    ),
    why: words(
        "A superior's target is reached by its units. Their own plans are added up for every column with \
         `assigns` and `total = \"sum\"`, when the plans of all rows that are assigned something are \
         checked in one run, and compared with the stated total and the superior's own target of the same \
         id. Units that together go further in the direction that is `better` are right.",
        "Chỉ tiêu của cấp trên do các đơn vị thực hiện. Mỗi cột có `assigns` và `total = \"sum\"` được cộng \
         từ kế hoạch của chính các đơn vị khi cùng lúc kiểm tra đủ kế hoạch của mọi dòng được giao, rồi đối \
         chiếu với dòng tổng và chỉ tiêu cùng mã của cấp trên. Cộng lại vượt theo chiều tốt lên (`better`) \
         thì không coi là sai.",
    ),
    wrong: "# Hai xã đặt kế hoạch giảm 15 và 31 hộ\ntarget = { change = -50 }",
    right: "# Hai xã đặt kế hoạch giảm 15 và 31 hộ\ntarget = { change = -46 }",
    check: Check::Together(|party, findings| add_up(party, findings, false)),
};

/// Budgets of the units that do not add up to what the superior allots.
pub(super) const MONEY: Rule = Rule {
    code: Code::error("WSP006", "unit-budgets-do-not-add-up"),
    ground: Ground::Arithmetic,
    what: words(
        "The units' budgets do not add up to what the superior allots",
        "Kinh phí trong kế hoạch của các đơn vị cộng lại không bằng số cấp trên phân bổ",
    ),
    why: words(
        "What is allotted is what the units may spend, no more and no less. Their own budgets are added up \
         for every column with `allots` and `total = \"sum\"`, when the plans of all rows that are allotted \
         something are checked in one run.",
        "Số phân bổ là số các đơn vị được chi, không hơn không kém. Mỗi cột có `allots` và `total = \"sum\"` \
         được cộng từ kế hoạch của chính các đơn vị khi cùng lúc kiểm tra đủ kế hoạch của mọi dòng được \
         phân bổ.",
    ),
    wrong: "# Tỉnh phân bổ 850 triệu đồng, trong đó xã Phú Hòa 400 triệu đồng\namounts = { tinh = 380 }",
    right: "# Tỉnh phân bổ 850 triệu đồng, trong đó xã Phú Hòa 400 triệu đồng\namounts = { tinh = 400 }",
    check: Check::Together(|party, findings| add_up(party, findings, true)),
};

fn add_up(party: &Party<'_>, findings: &mut Findings, money: bool) {
    let mut units: Units<'_> = HashMap::new();
    for unit in party.of(Tie::Unit) {
        let row = unit.plan.superior.as_ref().and_then(|s| s.row.as_ref());
        if let Some(row) = row.filter(|_| same_year(&unit.plan, party.plan)) {
            let key = Superior::row_key(&row.value);
            units.entry(key).or_default().push((row.as_str(), unit));
        }
    }
    for table in &party.plan.tables {
        for column in table.columns.iter().filter(|c| c.total == Some(Total::Sum)) {
            for (what, id) in assigned(column) {
                if (what == What::Money) != money {
                    continue;
                }
                let item = Item {
                    table,
                    column,
                    what,
                    id,
                };
                if let Some(sum) = item.sum(party, &units) {
                    findings.extend(item.findings(party, &sum));
                }
            }
        }
    }
}

/// The plans of units, with the names of their rows, by what rows are known by.
type Units<'p> = HashMap<String, Vec<(&'p str, &'p Related)>>;

/// What a column assigns to all units.
struct Item<'p> {
    table: &'p Table,
    column: &'p Column,
    what: What,
    id: &'p Text,
}

/// What the units have of it together, in the column's unit of measure.
struct Sum<'p> {
    value: Decimal,
    slack: Decimal,
    addends: Vec<(&'p str, Decimal, Span)>,
    better: Option<Better>,
}

impl<'p> Item<'p> {
    /// Adds up the plans of all units; none where one is missing, or has the number in no way that can
    /// be compared.
    fn sum(&self, party: &Party<'_>, units: &Units<'p>) -> Option<Sum<'p>> {
        let mut sum = Sum {
            value: Decimal::ZERO,
            slack: Decimal::ZERO,
            addends: Vec::new(),
            better: None,
        };
        let own = party
            .plan
            .indicators
            .iter()
            .find(|i| i.id.value == self.id.value);
        sum.better = own.and_then(|own| own.better);
        for row in &self.table.rows {
            let cell = self.table.cell(row, self.column);
            if cell.is_none_or(is_nothing) {
                continue;
            }
            let key = self.table.key(row)?;
            let mut named = units
                .get(&Superior::row_key(&key.text))?
                .iter()
                .filter_map(|(row, unit)| Some((*row, self.of(unit)?)));
            let (row, part) = named.next()?;
            // Several plans of a unit that have it cannot be told apart.
            if named.next().is_some() {
                return None;
            }
            sum.better = sum.better.or(part.better);
            sum.value = sum.value.checked_add(part.value)?;
            sum.slack = sum.slack.checked_add(part.slack)?;
            sum.addends.push((row, part.value, part.span));
        }
        (sum.addends.len() > 1).then_some(sum)
    }

    /// What one unit's plan has of it.
    fn of(&self, related: &Related) -> Option<Part> {
        let plan = &related.plan;
        let year = plan.document.year.value;
        let (value, slack, span, measure, better) = match self.what {
            What::Target(assigned) => {
                let indicator = plan
                    .indicators
                    .iter()
                    .find(|i| i.id.value == self.id.value)?;
                let planned = planned(indicator, assigned, year, year)?;
                let own = slack(planned.value).max(planned.slack);
                let unit = indicator.unit.as_ref();
                (planned.value, own, planned.span, unit, indicator.better)
            }
            What::Money => {
                let budget = plan.budget.as_ref()?;
                let amount = money::of_id(budget, self.id.as_str())?;
                let own = slack(amount.value);
                (amount.value, own, amount.span, Some(&budget.unit), None)
            }
        };
        let (one, two) = common((value, measure), (value, unit(self.table, self.column)))?;
        // The column's unit must be the larger, or sums would be of numbers in different units.
        if two != value {
            return None;
        }
        Some(Part {
            value: one,
            slack,
            span,
            better,
        })
    }

    /// The findings at the stated total, and at the superior's own target where that is another number.
    fn findings(&self, party: &Party<'_>, sum: &Sum<'_>) -> Vec<Finding> {
        let total = self.table.total.as_ref();
        let total = total.and_then(|total| self.table.cell(total, self.column));
        let total = total.and_then(|cell| Some((cell.number?, cell.span)));
        let year = party.plan.document.year.value;
        let own = party
            .plan
            .indicators
            .iter()
            .find(|i| i.id.value == self.id.value);
        let own = match (self.what, own) {
            (What::Target(assigned), Some(own)) => {
                planned(own, assigned, year, year).and_then(|planned| {
                    let measures = (own.unit.as_ref(), unit(self.table, self.column));
                    let (one, two) =
                        common((planned.value, measures.0), (planned.value, measures.1))?;
                    (one == two).then_some((planned.value, planned.span))
                })
            }
            _ => None,
        };
        let own = own.filter(|own| total.is_none_or(|total| total.0 != own.0));
        let stated = total.into_iter().chain(own);
        stated
            .filter(|(stated, _)| !self.fits(*stated, sum))
            .map(|(stated, span)| self.finding(stated, span, sum))
            .collect()
    }

    fn fits(&self, stated: Decimal, sum: &Sum<'_>) -> bool {
        let rounding = sum.slack.checked_add(slack(stated)).unwrap_or_default();
        agree(sum.value, stated)
            || within(sum.value, stated, rounding)
            || is_beyond(sum.better, self.what, sum.value, stated)
    }

    fn finding(&self, stated: Decimal, span: Span, sum: &Sum<'_>) -> Finding {
        let measure = unit(self.table, self.column);
        let title = self.column.title.plain();
        let numbers: Vec<String> = sum
            .addends
            .iter()
            .map(|(_, value, _)| format(value))
            .collect();
        let count = numbers.len();
        let (en, vi) = if count <= WRITTEN {
            let written = numbers.join(" + ");
            (written.clone(), written)
        } else {
            (format!("{count} units"), format!("{count} đơn vị"))
        };
        let total = with_unit(sum.value, measure);
        let (said, gap) = (format(&stated), signed(stated, sum.value));
        let (more_en, more_vi) = if count > SHOWN {
            (
                format!("; {SHOWN} of {count} are shown"),
                format!("; nêu {SHOWN} trong {count} đơn vị"),
            )
        } else {
            (String::new(), String::new())
        };
        let message = Message::new(
            format!(
                "«{title}»: the units' plans come to {en} = {total}, stated {said} (difference {gap}){more_en}"
            ),
            format!(
                "«{title}»: kế hoạch của các đơn vị cộng lại {vi} = {total}, ghi {said} (chênh {gap}){more_vi}"
            ),
        );
        let mut finding = Finding::at(span, message);
        for ((row, _, place), number) in sum.addends.iter().zip(&numbers).take(SHOWN) {
            let said = format!("{row}: {number}");
            finding = finding.also(*place, Message::new(said.clone(), said));
        }
        finding
            .value("declared", stated)
            .value("computed", sum.value)
            .value("difference", gap)
            .help(Message::new(
                "bring the units' plans and the assignment into line",
                "rà soát để kế hoạch của các đơn vị khớp với số đã giao",
            ))
    }
}

/// What a unit has of an item.
struct Part {
    value: Decimal,
    slack: Decimal,
    span: Span,
    better: Option<Better>,
}

/// Whether a cell assigns nothing.
fn is_nothing(cell: &Cell) -> bool {
    match cell.number {
        Some(number) => number.is_zero(),
        None => matches!(cell.text.trim(), "" | "-"),
    }
}
