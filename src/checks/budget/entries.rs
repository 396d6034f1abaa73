//! Single entries of the budget.

use crate::checks::arithmetic::print;
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::{Budget, BudgetLine};
use crate::spec::Figure;
use crate::vi::text::{folded_name, lower};
use rust_decimal::Decimal;
use std::collections::HashMap;

pub const NEGATIVE: Rule = Rule {
    code: Code::error("BUD007", "negative-amount"),
    ground: Ground::Arithmetic,
    what: words(
        "An amount of the budget is below zero",
        "Số tiền trong kinh phí nhỏ hơn 0",
    ),
    why: words(
        "No one can be allotted less than nothing; a minus sign is most often a slip, or stands for «none». What is \
         adjusted, lowered or taken back, by the title of the line or the plan, has a sign.",
        "Không thể giao số kinh phí âm; dấu trừ thường là gõ nhầm hoặc được dùng thay cho «không có». Khoản điều chỉnh, \
         giảm, thu hồi (theo tên dòng hoặc tên kế hoạch) thì được ghi dấu trừ.",
    ),
    wrong: "amounts = { nguon_xa = -120 }",
    right: "amounts = { nguon_xa = 120 }",
    check: Check::Plan(negative),
};

fn negative(context: &Context<'_>, findings: &mut Findings) {
    let Some(budget) = &context.plan.budget else {
        return;
    };
    // «Điều chỉnh giảm kinh phí»: what is taken back has a sign.
    let takes = |title: &str| {
        // «Giảm nghèo» takes nothing back.
        let title = lower(title).replace("giảm nghèo", "");
        let words = ["điều chỉnh", "giảm", "thu hồi"];
        words.iter().any(|word| title.contains(word))
    };
    let title = context.plan.document.title.plain();
    if takes(title) {
        return;
    }
    let sources = budget.all_sources().into_iter();
    let sources = sources
        .filter(|source| !takes(source.title.plain()))
        .map(|source| source.total);
    let lines: Vec<_> = budget
        .all_lines()
        .into_iter()
        .filter(|line| !takes(line.title.plain()))
        .collect();
    let amounts = lines
        .iter()
        .flat_map(|line| line.amounts.iter().map(|(_, figure)| Some(*figure)));
    let totals = lines.iter().map(|line| line.total);
    let all = [budget.total]
        .into_iter()
        .chain(sources)
        .chain(totals)
        .chain(amounts);
    for Figure { value, span } in all.flatten() {
        let Some(value) = value.filter(|value| *value < Decimal::ZERO) else {
            continue;
        };
        let said = print(value);
        let message = Message::new(
            format!("the amount {said} is below zero"),
            format!("số tiền {said} nhỏ hơn 0"),
        );
        let help = Message::new(
            "write what is to be spent without a sign, or 0",
            "ghi số tiền chi, không có dấu trừ; không chi thì ghi 0",
        );
        findings.push(
            Finding::at(span, message)
                .value("declared", value)
                .help(help),
        );
    }
}

pub const NO_RESPONSIBLE: Rule = Rule {
    code: Code::warning("BUD009", "budget-line-without-responsible"),
    ground: Ground::Custom("money.owner"),
    what: words(
        "A budget line names no unit that spends it, while most lines do",
        "Khoản mục không ghi đơn vị thực hiện, trong khi phần lớn khoản mục khác có ghi",
    ),
    why: words(
        "Money without an owner is not spent, or not accounted for. Nothing is said where a plan names units \
         for fewer than half of its lines.",
        "Tiền không giao cho ai thì không ai chi, không ai quyết toán. Không nhắc nếu kế hoạch chỉ ghi đơn vị \
         cho chưa đến một nửa số khoản mục.",
    ),
    wrong: r#"  { id = "tap_huan", title = "Tập huấn cán bộ thôn", total = 60, responsible = "phong_van_hoa" },
  { id = "truyen_thong", title = "Truyền thông", total = 40 },"#,
    right: r#"  { id = "tap_huan", title = "Tập huấn cán bộ thôn", total = 60, responsible = "phong_van_hoa" },
  { id = "truyen_thong", title = "Truyền thông", total = 40, responsible = "phong_van_hoa" },"#,
    check: Check::Plan(no_responsible),
};

fn no_responsible(context: &Context<'_>, findings: &mut Findings) {
    let Some(budget) = &context.plan.budget else {
        return;
    };
    let mut without = Vec::new();
    let mut with = 0;
    for line in &budget.lines {
        owners(line, false, &mut with, &mut without);
    }
    if with < without.len() {
        return;
    }
    for line in without {
        let title = line.title.plain();
        let message = Message::new(
            format!("no unit is responsible for the budget line «{title}»"),
            format!("khoản mục «{title}» chưa ghi đơn vị thực hiện"),
        );
        let help = Message::new(
            "add `responsible` with the id of the unit that spends it",
            "thêm `responsible` và mã đơn vị thực hiện khoản này",
        );
        findings.push(Finding::at(line.id.span, message).help(help));
    }
}

/// Counts the innermost lines that somebody answers for, and gathers the others.
fn owners<'b>(
    line: &'b BudgetLine,
    owned: bool,
    with: &mut usize,
    without: &mut Vec<&'b BudgetLine>,
) {
    let owned = owned || !line.responsible.0.is_empty();
    for inner in &line.lines {
        owners(inner, owned, with, without);
    }
    if line.lines.is_empty() {
        if owned {
            *with += 1;
        } else {
            without.push(line);
        }
    }
}

pub const TWICE: Rule = Rule {
    code: Code::warning("BUD010", "budget-line-twice"),
    ground: Ground::Custom("money.once"),
    what: words(
        "Two lines beside each other have the same title",
        "Hai khoản mục cùng cấp có tên giống nhau",
    ),
    why: words(
        "The same expense is most likely counted twice, or a line was copied and its title not changed.",
        "Nhiều khả năng một khoản chi bị tính hai lần, hoặc chép lại dòng trên mà quên sửa tên.",
    ),
    wrong: r#"  { id = "bien_hieu_1", title = "Làm biển hiệu nhà văn hóa", total = 20 },
  { id = "bien_hieu_2", title = "Làm biển hiệu nhà văn hóa", total = 20 },"#,
    right: r#"  { id = "bien_hieu_1", title = "Làm biển hiệu nhà văn hóa", total = 20 },
  { id = "bien_hieu_2", title = "Làm biển hiệu trạm y tế", total = 20 },"#,
    check: Check::Plan(twice),
};

fn twice(context: &Context<'_>, findings: &mut Findings) {
    let budget = context.plan.budget.as_ref();
    let inner = budget.map(Budget::all_lines).unwrap_or_default();
    let siblings = inner.iter().map(|line| &line.lines);
    for lines in budget
        .map(|budget| &budget.lines)
        .into_iter()
        .chain(siblings)
    {
        let mut first: HashMap<String, &BudgetLine> = HashMap::new();
        for line in lines.iter().filter(|line| !line.title.is_blank()) {
            let name = folded_name(line.title.plain());
            let Some(earlier) = first.get(&name) else {
                first.insert(name, line);
                continue;
            };
            let title = line.title.plain();
            let message = Message::new(
                format!("the budget line «{title}» stands here twice"),
                format!("khoản mục «{title}» bị ghi hai lần"),
            );
            findings.push(
                Finding::at(line.title.span, message)
                    .also(
                        earlier.title.span,
                        Message::new("first here", "lần đầu ở đây"),
                    )
                    .help(Message::new(
                        "take one of them out, or say in the titles how they differ",
                        "bỏ một khoản, hoặc ghi tên sao cho phân biệt được hai khoản",
                    )),
            );
        }
    }
}
