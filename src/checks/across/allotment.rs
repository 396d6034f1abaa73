//! Money (kinh phí) that is not what the superior allots.

use super::assignment::{What, of};
use crate::checks::compare::{agree, common, money, signed, with_unit};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};

/// An amount that is not what the superior allots.
pub(super) const DIFFERS: Rule = Rule {
    code: Code::error("WSP003", "budget-differs-from-allotted"),
    ground: Ground::Arithmetic,
    what: words(
        "An amount of the budget is another than the superior allots to the unit",
        "Kinh phí khác với số cấp trên phân bổ cho đơn vị",
    ),
    why: words(
        "A unit spends what it is given. The superior's column says with `allots` what that is in the \
         units' budgets: their `total`, or a line or source by id; money of the unit's own is then a \
         source apart. Amounts in đồng and triệu đồng are compared as amounts.",
        "Đơn vị chỉ được chi trong phạm vi số được giao. Cột của cấp trên ghi ở `allots` đó là tổng kinh phí \
         (`total`), hay một khoản mục, nguồn vốn theo mã trong kế hoạch của đơn vị; vốn của đơn vị thì ghi \
         thành nguồn riêng. Số tiền khác đơn vị tính được quy đổi trước khi so.",
    ),
    wrong: "# Tỉnh phân bổ cho xã An Bình 450 triệu đồng\namounts = { tinh = 480 }",
    right: "# Tỉnh phân bổ cho xã An Bình 450 triệu đồng\namounts = { tinh = 450 }",
    check: Check::Plan(differs),
};

fn differs(context: &Context<'_>, findings: &mut Findings) {
    let Some(budget) = &context.plan.budget else {
        return;
    };
    for allotment in of(context).iter().filter(|a| a.what == What::Money) {
        let Some(amount) = money::of_id(budget, allotment.id.as_str()) else {
            continue;
        };
        let own = (amount.value, Some(&budget.unit));
        let Some((one, two)) = common(own, (allotment.value, allotment.unit)) else {
            continue;
        };
        if agree(one, two) {
            continue;
        }
        let title = allotment.title();
        let (own, given, gap) = (with_unit(own.0, own.1), allotment.given(), signed(one, two));
        let message = Message::new(
            format!(
                "«{title}»: the superior allots {given}, this plan has {own} (difference {gap})"
            ),
            format!("«{title}»: cấp trên phân bổ {given}, kế hoạch này ghi {own} (chênh {gap})"),
        );
        let finding = Finding::at(amount.span, message);
        findings.push(
            allotment
                .label(finding)
                .value("declared", one)
                .value("assigned", two)
                .value("difference", gap)
                .help(Message::new(
                    "plan what is allotted; enter the unit's own money as a source of its own",
                    "ghi đúng số được phân bổ; vốn của đơn vị thì ghi thành nguồn riêng",
                )),
        );
    }
}
