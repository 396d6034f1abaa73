//! Totals of the budget (tổng số) and what they are the totals of.

use crate::checks::arithmetic::{addition, also_all, mismatch, of_scale, print};
use crate::checks::facts::addition::{Addition, Of, Off};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use rust_decimal::Decimal;

pub const LINE_FROM_LINES: Rule = Rule {
    code: Code::error("BUD001", "line-total-not-of-its-lines"),
    ground: Ground::Arithmetic,
    what: words(
        "The stated total of a budget line differs from the lines that it is made of",
        "Tổng của khoản mục khác tổng các khoản thành phần",
    ),
    why: words(
        "A reader adds the lines up and gets another amount than the one that is to be allotted. Whole \
         numbers must add up exactly; numbers with decimals may be off by what their rounding explains. \
         Nothing is said while an amount is undecided.",
        "Cộng các khoản thành phần ra số khác với số được giao. Số nguyên phải cộng đúng; số thập phân \
         được lệch trong phạm vi làm tròn. Không nhắc khi còn số chưa chốt.",
    ),
    wrong: r#"total = 1567
  [[budget.lines.lines]]
  id = "duong_thon"
  title = "Làm đường thôn"
  amounts = { nguon_xa = 839 }
  [[budget.lines.lines]]
  id = "cau_thon"
  title = "Sửa cầu thôn"
  amounts = { nguon_xa = 737 }"#,
    right: r#"total = 1576
  [[budget.lines.lines]]
  id = "duong_thon"
  title = "Làm đường thôn"
  amounts = { nguon_xa = 839 }
  [[budget.lines.lines]]
  id = "cau_thon"
  title = "Sửa cầu thôn"
  amounts = { nguon_xa = 737 }"#,
    check: Check::Plan(|context, findings| differences(context, Of::Lines, findings)),
};

pub const LINE_FROM_AMOUNTS: Rule = Rule {
    code: Code::error("BUD002", "line-total-not-of-its-sources"),
    ground: Ground::Arithmetic,
    what: words(
        "The stated total of a budget line differs from what the sources give to it",
        "Tổng của khoản mục khác tổng số tiền các nguồn cấp cho khoản đó",
    ),
    why: words(
        "In the table of the budget the amounts of a line stand beside its total, and must add up to it.",
        "Trong bảng kinh phí, số tiền theo nguồn đứng cạnh số tổng của khoản mục nên phải cộng lại đúng \
         bằng số tổng.",
    ),
    wrong: r"total = 450
amounts = { nguon_tinh = 300, nguon_xa = 120 }",
    right: r"total = 420
amounts = { nguon_tinh = 300, nguon_xa = 120 }",
    check: Check::Plan(|context, findings| differences(context, Of::Amounts, findings)),
};

pub const SOURCE_FROM_COLUMN: Rule = Rule {
    code: Code::error("BUD003", "source-total-not-of-its-column"),
    ground: Ground::Arithmetic,
    what: words(
        "The stated total of a source differs from what the lines take from it",
        "Tổng của nguồn vốn khác tổng số tiền các khoản mục lấy từ nguồn đó",
    ),
    why: words(
        "More would be spent of a source than it has, or some of it would not be spent. Nothing is said \
         while a line does not tell its sources.",
        "Chi vượt nguồn hoặc còn tiền chưa phân bổ. Không nhắc khi có khoản mục chưa ghi rõ nguồn.",
    ),
    wrong: r#"id = "nguon_tinh"
title = "Ngân sách tỉnh"
total = 500"#,
    right: r#"id = "nguon_tinh"
title = "Ngân sách tỉnh"
total = 480"#,
    check: Check::Plan(|context, findings| differences(context, Of::Column, findings)),
};

pub const SOURCE_FROM_PARTS: Rule = Rule {
    code: Code::error("BUD004", "source-total-not-of-its-parts"),
    ground: Ground::Arithmetic,
    what: words(
        "The stated total of a source differs from the parts that it is made of",
        "Tổng của nguồn vốn khác tổng các nguồn thành phần",
    ),
    why: words(
        "The parts of a source, such as investment and recurrent funds, are all that it gives.",
        "Các nguồn thành phần, như vốn đầu tư phát triển và vốn sự nghiệp, cộng lại phải đúng bằng số \
         của nguồn.",
    ),
    wrong: r#"id = "trung_uong"
title = "Ngân sách trung ương"
total = 910"#,
    right: r#"id = "trung_uong"
title = "Ngân sách trung ương"
total = 900"#,
    check: Check::Plan(|context, findings| differences(context, Of::Parts, findings)),
};

pub const TOTAL_FROM_LINES: Rule = Rule {
    code: Code::error("BUD005", "grand-total-not-of-the-lines"),
    ground: Ground::Arithmetic,
    what: words(
        "The stated grand total differs from the sum of the budget lines",
        "Tổng kinh phí khác tổng các khoản mục",
    ),
    why: words(
        "The grand total is what is asked for and allotted; the lines are what it is spent on. Nothing is \
         said where a line has no amount that could be what is missing.",
        "Tổng kinh phí là số được bố trí, các khoản mục là chỗ chi số tiền đó. Không nhắc khi có khoản \
         mục chưa ghi số tiền.",
    ),
    wrong: "unit = \"triệu đồng\"\ntotal = 1240",
    right: "unit = \"triệu đồng\"\ntotal = 1250",
    check: Check::Plan(|context, findings| differences(context, Of::AllLines, findings)),
};

pub const TOTAL_FROM_SOURCES: Rule = Rule {
    code: Code::error("BUD006", "grand-total-not-of-the-sources"),
    ground: Ground::Arithmetic,
    what: words(
        "The stated grand total differs from the sum of the sources",
        "Tổng kinh phí khác tổng các nguồn vốn",
    ),
    why: words(
        "A budget that is larger than its sources cannot be spent; one that is smaller leaves money unused.",
        "Tổng kinh phí lớn hơn các nguồn thì không có tiền chi; nhỏ hơn thì còn tiền chưa dùng đến.",
    ),
    wrong: "unit = \"triệu đồng\"\ntotal = 800",
    right: "unit = \"triệu đồng\"\ntotal = 780",
    check: Check::Plan(|context, findings| differences(context, Of::AllSources, findings)),
};

fn differences(context: &Context<'_>, of: Of, findings: &mut Findings) {
    for addition in context
        .facts
        .additions()
        .iter()
        .filter(|addition| addition.of == of)
    {
        if let Some(Off::Amount(computed)) = addition.off() {
            findings.push(difference(context, addition, computed));
        }
    }
}

fn difference(context: &Context<'_>, found: &Addition<'_>, computed: Decimal) -> Finding {
    let total = (found.stated, found.total.span);
    let finding = if found.addends.is_empty() {
        let said = print(found.stated);
        let message = Message::new(
            format!("no line takes anything from this source, stated {said}"),
            format!("không khoản mục nào lấy tiền từ nguồn này, ghi {said}"),
        );
        Finding::at(found.total.span, message)
            .value("declared", found.stated)
            .value("computed", computed)
            .value("difference", found.stated)
    } else {
        mismatch(total, &addition(&found.numbers), computed, "")
    };
    let source = |id: &&str| context.index.source(id).filter(|_| found.of == Of::Amounts);
    let name = |name| source(&name).map_or(name, |source| source.title.plain());
    let places = found.addends.iter();
    let places = places.map(|(figure, title)| (figure.span, name(*title)));
    also_all(finding, places).help(help(found))
}

fn help(found: &Addition<'_>) -> Message {
    let title = found.title;
    match found.of {
        Of::Lines | Of::Amounts => Message::new(
            format!("correct the total of «{title}» or one of its amounts"),
            format!("sửa số tổng của «{title}» hoặc số thành phần bị ghi sai"),
        ),
        Of::Column | Of::Parts => Message::new(
            format!("correct what «{title}» gives in all, or an amount taken from it"),
            format!("sửa tổng số của «{title}» hoặc số tiền lấy từ nguồn này"),
        ),
        Of::AllLines | Of::AllSources => Message::new(
            "correct the grand total or one of the amounts",
            "sửa tổng kinh phí hoặc số tiền bị ghi sai",
        ),
    }
}

pub const MIXED_UNITS: Rule = Rule {
    code: Code::warning("BUD008", "amounts-in-mixed-units"),
    ground: Ground::Arithmetic,
    what: words(
        "An amount is written in another unit than the rest: thousands, millions or billions of đồng",
        "Số tiền ghi theo đơn vị khác với các số còn lại: nghìn, triệu hay tỷ đồng",
    ),
    why: words(
        "The numbers would add up if one of them were divided or multiplied by a thousand, a million or a \
         billion, so it was most likely taken from a paper with another unit.",
        "Chỉ cần nhân hoặc chia một số cho một nghìn, một triệu, một tỷ là các số khớp nhau; nhiều khả \
         năng số đó chép từ văn bản dùng đơn vị tính khác.",
    ),
    wrong: r#"total = 1250
lines = [
  { id = "may_tinh", title = "Mua máy tính", total = 850000 },
  { id = "tap_huan", title = "Tập huấn", total = 400 },
]"#,
    right: r#"total = 1250
lines = [
  { id = "may_tinh", title = "Mua máy tính", total = 850 },
  { id = "tap_huan", title = "Tập huấn", total = 400 },
]"#,
    check: Check::Plan(mixed_units),
};

fn mixed_units(context: &Context<'_>, findings: &mut Findings) {
    let Some(budget) = &context.plan.budget else {
        return;
    };
    let mut seen = Vec::new();
    for addition in context.facts.additions() {
        let (figure, shift) = match addition.off() {
            Some(Off::Scale(shift)) => (addition.total, shift),
            Some(Off::ScaleOf(place, shift)) => match addition.addends.get(place) {
                Some((figure, _)) => (*figure, shift),
                None => continue,
            },
            Some(Off::Amount(_)) | None => continue,
        };
        let Some(value) = figure.value.filter(|_| !seen.contains(&figure.span)) else {
            continue;
        };
        seen.push(figure.span);
        let finding = of_scale((value, figure.span), budget.unit.as_str(), shift);
        let places = addition
            .addends
            .iter()
            .map(|(figure, title)| (figure.span, *title));
        let places = places.filter(|(span, _)| *span != figure.span);
        findings.push(also_all(finding, places));
    }
}
