//! Money (kinh phí) that changes much from one year to the next.

use crate::checks::compare::money::{Amount, of_line, stated};
use crate::checks::compare::{common, likeness, plain, with_unit};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::{Budget, BudgetLine};
use crate::vi::number::format;
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};

/// The share in percent beyond which a change is pointed out, unless a budget says otherwise.
const ALERT_SHARE: u32 = 50;

/// A budget line that is much more or less than last year.
pub(super) const CHANGED: Rule = Rule {
    code: Code::info("YOY005", "budget-line-changed"),
    ground: Ground::Custom("years.money"),
    what: words(
        "A budget line is much more or less than in last year's plan",
        "Khoản kinh phí tăng hoặc giảm nhiều so với kế hoạch năm trước",
    ),
    why: words(
        "A change by more than half, or by more than `alert_share` percent under `[budget]`, is intended \
         and can be explained, or a digit or the unit of measure is wrong. Of lines within each other \
         only the inner ones are named.",
        "Thay đổi quá một nửa, hoặc quá `alert_share` phần trăm ghi ở `[budget]`, thì hoặc là chủ trương \
         và cần thuyết minh, hoặc ghi nhầm chữ số, nhầm đơn vị tính. Khoản lớn gồm khoản nhỏ thì chỉ nêu \
         khoản nhỏ.",
    ),
    wrong: "# Kế hoạch năm 2025: amounts = { tinh = 450 }\namounts = { tinh = 4800 }",
    right: "# Kế hoạch năm 2025: amounts = { tinh = 450 }\namounts = { tinh = 480 }",
    check: Check::Plan(changed),
};

fn changed(context: &Context<'_>, findings: &mut Findings) {
    let previous = context.loaded.previous.as_ref();
    let then = previous.and_then(|previous| previous.plan.budget.as_ref());
    let (Some(now), Some(then)) = (&context.plan.budget, then) else {
        return;
    };
    let lines = Lines::of(then);
    let mut told: HashSet<&str> = HashSet::new();
    // Inner lines come behind what they are in.
    for line in now.all_lines().into_iter().rev() {
        if line
            .lines
            .iter()
            .any(|inner| told.contains(inner.id.as_str()))
        {
            told.insert(line.id.as_str());
            continue;
        }
        let Some(old) = lines.same(line) else {
            continue;
        };
        let title = line.title.plain();
        if let Some(finding) = jump((now, of_line(line)), (then, of_line(old)), title) {
            told.insert(line.id.as_str());
            findings.push(finding);
        }
    }
    if told.is_empty() {
        let totals = (stated(now.total), stated(then.total));
        findings.extend(jump((now, totals.0), (then, totals.1), "Tổng kinh phí"));
    }
}

/// The finding for an amount that has changed beyond the share.
fn jump(
    (now, amount): (&Budget, Option<Amount>),
    (then, old): (&Budget, Option<Amount>),
    title: &str,
) -> Option<Finding> {
    let (amount, old) = (amount?, old?);
    let (one, two) = common(
        (amount.value, Some(&now.unit)),
        (old.value, Some(&then.unit)),
    )?;
    let share = one
        .checked_sub(two)?
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(two)?
        .round_dp(1)
        .normalize();
    let limit = now.alert_share.unwrap_or(ALERT_SHARE);
    if share.abs() <= Decimal::from(limit) {
        return None;
    }
    let [now, then] = [(amount.value, &now.unit), (old.value, &then.unit)]
        .map(|(value, unit)| with_unit(value, Some(unit)));
    let percent = format(&share.abs());
    let (en, vi) = if share.is_sign_negative() {
        ("less", "giảm")
    } else {
        ("more", "tăng")
    };
    let message = Message::new(
        format!("«{title}» is {percent}% {en} than last year: {now}, then {then}"),
        format!("«{title}» {vi} {percent}% so với năm trước: {now}, năm trước {then}"),
    );
    Some(
        Finding::at(amount.span, message)
            .also(old.span, Message::new("last year", "năm trước"))
            .help(Message::new(
                "check digits and unit of measure; a change that is meant needs an explanation",
                "kiểm tra lại chữ số và đơn vị tính; nếu đúng chủ trương thì nên thuyết minh",
            ))
            .value("declared", one)
            .value("previous", two)
            .value("change_percent", share),
    )
}

/// The lines of a budget as another may know them.
struct Lines<'p> {
    by_id: HashMap<&'p str, &'p BudgetLine>,
    /// None where several have the title.
    by_title: HashMap<String, Option<&'p BudgetLine>>,
}

impl<'p> Lines<'p> {
    fn of(budget: &'p Budget) -> Self {
        let mut by_title: HashMap<String, Option<&'p BudgetLine>> = HashMap::new();
        let lines = budget.all_lines();
        for line in &lines {
            by_title
                .entry(plain(line.title.plain()))
                .and_modify(|known| *known = None)
                .or_insert(Some(line));
        }
        let by_id = lines
            .into_iter()
            .map(|line| (line.id.as_str(), line))
            .collect();
        Self { by_id, by_title }
    }

    /// The same line: by title; else by id, where its title is much like it.
    fn same(&self, line: &BudgetLine) -> Option<&'p BudgetLine> {
        let title = plain(line.title.plain());
        if let Some(same) = self.by_title.get(&title).copied().flatten() {
            return Some(same);
        }
        let other = *self.by_id.get(line.id.as_str())?;
        let old = plain(other.title.plain());
        let words = |text| str::split_whitespace(text).collect::<HashSet<&str>>();
        (likeness(&words(&title), &words(&old)) >= 60).then_some(other)
    }
}
