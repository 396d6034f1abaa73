//! The grand total of the budget in running text (tổng kinh phí ghi trong lời văn).

use crate::checks::context::Context;
use crate::checks::facts::{figure, sentence};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Message, words};
use crate::plan::{Budget, BudgetLine};
use crate::vi::quantity::{Quantity, quantities};
use crate::vi::unit;
use rust_decimal::Decimal;

/// The text states a total of the budget that the budget does not have.
pub(super) const TOTAL: Rule = Rule {
    code: Code::warning("BUD022", "budget-in-text-differs"),
    ground: Ground::Arithmetic,
    what: words(
        "The text states a total of money that nothing in the budget comes to",
        "Tổng kinh phí trong lời văn không khớp số nào trong phần kinh phí",
    ),
    why: words(
        "«Tổng kinh phí thực hiện: 6.608 triệu đồng» is compared with the grand total and with the \
         totals of sources and lines, whatever the multiples of đồng and however rounded; it may be \
         the total of one project. Silent without a budget, where a value is still to be decided, \
         where a call prints the number, where the words between name what is paid for, and where the \
         sentence speaks of another year or a period.",
        "«Tổng kinh phí thực hiện: 6.608 triệu đồng» được so với tổng kinh phí và tổng từng nguồn, từng \
         khoản mục, quy về cùng đơn vị, có tính làm tròn; đó có thể là kinh phí của một dự án. Không xét \
         khi kế hoạch không khai kinh phí, khi còn số chưa chốt, khi số do lệnh in ra, khi giữa tên gọi \
         và con số có nêu khoản chi cụ thể, và khi câu nói về năm khác hoặc cả giai đoạn.",
    ),
    wrong: "text = \"Tổng kinh phí thực hiện: 1,5 tỷ đồng.\"",
    right: "text = \"Tổng kinh phí thực hiện: 1,2 tỷ đồng.\"",
    check: Check::Plan(check),
};

/// Words for the whole money of something.
const NAMES: [&str; 8] = [
    "tổng kinh phí",
    "tổng nguồn kinh phí",
    "tổng số kinh phí",
    "tổng nguồn vốn",
    "tổng số vốn",
    "tổng vốn",
    "tổng dự toán",
    "tổng mức kinh phí",
];

/// Words that may stand between the name and the number; others name another thing that is paid for.
const BETWEEN: [&str; 26] = [
    "thực", "hiện", "kế", "hoạch", "năm", "là", "dự", "kiến", "của", "toàn", "bộ", "xã", "trong",
    "triển", "khai", "được", "giao", "phân", "bổ", "bố", "trí", "chương", "trình", "cần", "để",
    "ước",
];

/// The totals of a text.
pub(super) fn totals(text: &str, year: i16) -> Vec<Quantity> {
    let lower = crate::vi::text::lower(text);
    if lower.len() != text.len() || !NAMES.iter().any(|name| lower.contains(name)) {
        return Vec::new();
    }
    let found = quantities(text);
    let mut totals = Vec::new();
    for name in NAMES {
        for (at, _) in lower.match_indices(name) {
            let end = at + name.len();
            let Some(next) = found.iter().find(|one| one.range.start >= end) else {
                continue;
            };
            let gap = &lower[end..next.range.start];
            let sentence = &lower[sentence::sentence(text, at)];
            let mut words = gap
                .split([' ', '\u{a0}', ':', ','])
                .filter(|word| !word.is_empty());
            let near =
                words.all(|word| BETWEEN.contains(&word) || figure::years(word).next().is_some());
            let other_year =
                figure::years(sentence).any(|one| one != year) || sentence.contains("giai đoạn");
            let exact = next.is_exact() && next.base() == "đồng" && next.whole.is_none();
            if near && exact && !other_year && !totals.contains(next) {
                totals.push(next.clone());
            }
        }
    }
    totals
}

/// All totals that a budget has, in đồng; none where one is still to be decided.
fn declared(budget: &Budget) -> Option<Vec<Decimal>> {
    let (base, factor) = unit::unit(budget.unit.as_str())?;
    if base != "đồng" {
        return None;
    }
    let mut values = Vec::new();
    let mut whole = Decimal::ZERO;
    for line in &budget.lines {
        whole = whole.checked_add(line_total(line)?)?;
    }
    values.push(whole);
    values.push(budget.total.map_or(Some(whole), |total| total.value)?);
    let mut sources = Decimal::ZERO;
    for source in budget.all_sources() {
        let stated = source
            .total
            .map_or(Some(Decimal::ZERO), |total| total.value)?;
        let given = budget
            .all_lines()
            .into_iter()
            .flat_map(|line| &line.amounts);
        let mut sum = Decimal::ZERO;
        for (_, figure) in given.filter(|(id, _)| id.value == source.id.value) {
            sum = sum.checked_add(figure.value?)?;
        }
        sources = sources.checked_add(stated)?;
        values.extend([stated, sum]);
    }
    values.push(sources);
    for line in budget.all_lines() {
        values.push(line_total(line)?);
        values.extend(line.total.and_then(|total| total.value));
        values.extend(line.amounts.iter().filter_map(|(_, figure)| figure.value));
    }
    values
        .into_iter()
        .map(|value| value.checked_mul(factor))
        .collect()
}

/// What a line comes to: its lines, else its amounts, else what it states.
fn line_total(line: &BudgetLine) -> Option<Decimal> {
    if !line.lines.is_empty() {
        return line.lines.iter().try_fold(Decimal::ZERO, |sum, line| {
            sum.checked_add(line_total(line)?)
        });
    }
    if !line.amounts.is_empty() {
        let values = line.amounts.iter().map(|(_, figure)| figure.value);
        return values
            .into_iter()
            .try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value?));
    }
    line.total.map_or(Some(Decimal::ZERO), |total| total.value)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(budget) = &context.plan.budget else {
        return;
    };
    let Some(declared) = declared(budget) else {
        return;
    };
    let Some(whole) = declared.get(1).copied() else {
        return;
    };
    if whole.is_zero() {
        return;
    }
    let year = context.plan.document.year.value;
    for passage in figure::passages(context.facts.passages, &["đồng"]) {
        for total in totals(&passage.text, year) {
            let Some(value) = total.in_base() else {
                continue;
            };
            let factor = total
                .measure
                .as_ref()
                .map_or(Decimal::ONE, |measure| measure.factor);
            let step = Decimal::new(1, total.value.scale())
                .checked_mul(factor)
                .unwrap_or(factor);
            let is = |declared: &Decimal| figure::minus(*declared, value).abs() < step;
            if passage.is_made(total.range.start) || declared.iter().any(is) {
                continue;
            }
            let shown = whole.checked_div(factor).unwrap_or(whole);
            let unit = passage
                .text
                .get(total.range.end..total.end())
                .unwrap_or_default();
            let off = figure::minus(total.value, shown);
            let says = figure::written(&passage.text, &total);
            let message = Message::new(
                format!(
                    "the text says {says}, the budget comes to {}{unit} (difference {})",
                    figure::figure(shown),
                    figure::difference(off)
                ),
                format!(
                    "lời văn ghi {says}, phần kinh phí là {}{unit} (chênh {})",
                    figure::figure(shown),
                    figure::difference(off)
                ),
            );
            let place = total.range.start..total.end();
            findings.extend(figure::finding(passage, &place, message).map(|finding| {
                let declared = budget.total.map_or(budget.unit.span, |total| total.span);
                finding
                    .also(declared, Message::new("the budget", "phần kinh phí"))
                    .value("declared", total.value)
                    .value("computed", shown.normalize())
                    .value("difference", off.normalize())
                    .help(Message::new(
                        "write `{{ amount(id=\"total\") }}` in place of the number",
                        "ghi `{{ amount(id=\"total\") }}` thay cho con số",
                    ))
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        totals(text, 2024)
            .iter()
            .map(|one| one.in_base().unwrap().normalize().to_string())
            .collect()
    }

    #[test]
    fn reads_totals_of_the_plan() {
        assert_eq!(
            seen("Tổng kinh phí thực hiện năm 2024: 1.576 triệu đồng."),
            ["1576000000"]
        );
        assert_eq!(seen("Tổng nguồn vốn là 6,608 tỷ đồng"), ["6608000000"]);
        for text in [
            "Tổng kinh phí giai đoạn 2021 - 2025 là 30.000 triệu đồng",
            "Tổng kinh phí năm 2023 là 5.000 triệu đồng",
            "Tổng kinh phí khoảng 6 tỷ đồng",
            "Kinh phí 6.608 triệu đồng",
            "Tổng kinh phí vận động xã hội hóa: 200 triệu đồng",
            "Tổng kinh phí hỗ trợ mỗi hộ 50 triệu đồng",
            "Tổng kinh phí của 12 xã là 5.000 triệu đồng",
        ] {
            assert!(seen(text).is_empty(), "{text}");
        }
    }
}
