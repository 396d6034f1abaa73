//! Formulas of columns (công thức của cột), and what relations name.

use crate::checks::arithmetic::{
    Exact, Formula, FormulaFault, Interval, Shift, also_all, closest, mismatch, print, shift,
};
use crate::checks::facts::grid::{Grid, Line};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::Ratio;
use crate::source::Span;
use crate::spec::{Text, locate};
use rust_decimal::Decimal;
use std::ops::Range;

pub const BROKEN: Rule = Rule {
    code: Code::error("TAB001", "row-formula-broken"),
    ground: Ground::Arithmetic,
    what: words(
        "A cell is not what the formula of its column gives for its row",
        "Ô không đúng với công thức của cột",
    ),
    why: words(
        "The column says how it follows from the others (`equals`). Whole numbers must fit exactly; numbers with \
         decimals within their rounding; quotients of measures within the rounding of what is divided. The row \
         of totals is held to formulas that sums follow too.",
        "Cột đã khai báo cách tính từ các cột khác (`equals`). Số nguyên phải khớp đúng; số thập phân được lệch \
         trong phạm vi làm tròn; phép chia các số đo được lệch trong phạm vi làm tròn của số bị chia, số chia. \
         Dòng tổng cũng phải đúng công thức cộng, trừ.",
    ),
    wrong: r#"  ["Thôn Đông", 46, 12, 35],"#,
    right: r#"  ["Thôn Đông", 46, 12, 34],"#,
    check: Check::Plan(broken),
};

/// A cell that does not follow from its row.
struct Difference<'g, 'p> {
    line: Line<'g, 'p>,
    place: usize,
    stated: Decimal,
    computed: Exact,
}

fn broken(context: &Context<'_>, findings: &mut Findings) {
    for grid in context.facts.grids() {
        for (formula, found) in differences(grid) {
            if shift(found.stated, found.computed).is_none() {
                findings.extend(told(grid, formula, &found));
            }
        }
    }
}

/// Every cell that does not follow from its row by its scale alone, with the shift.
pub fn scaled(grid: &Grid<'_>) -> Vec<(Decimal, Span, usize, Shift)> {
    let of_scale = |found: &Difference<'_, '_>| {
        let shift = shift(found.stated, found.computed)?;
        let (stated, span) = found.line.number(found.place)?;
        Some((stated, span, found.place, shift))
    };
    let all = differences(grid).into_iter();
    all.filter_map(|(_, found)| of_scale(&found)).collect()
}

/// All cells that do not follow from their rows, each with its formula.
fn differences<'g, 'p>(grid: &'g Grid<'p>) -> Vec<(&'g Formula, Difference<'g, 'p>)> {
    let mut all = Vec::new();
    for (place, stripe) in grid.columns.iter().enumerate() {
        let Some(Ok(formula)) = &stripe.formula else {
            continue;
        };
        let whole = formula.columns().iter().chain([&place]);
        let sums = formula.is_additive() && whole.copied().all(|place| grid.total_fits(place));
        let total = grid.total().filter(|_| sums);
        let lines = grid.rows().chain(total);
        let wrong = lines.filter_map(|line| difference(grid, formula, &line, place));
        all.extend(wrong.map(|found| (formula, found)));
    }
    all
}

fn difference<'g, 'p>(
    grid: &'g Grid<'p>,
    formula: &Formula,
    line: &Line<'g, 'p>,
    place: usize,
) -> Option<Difference<'g, 'p>> {
    let (stated, _) = line.number(place)?;
    let cell = |place: usize| -> Option<Interval> {
        let (value, _) = line.number(place)?;
        Some(grid.columns.get(place)?.range(value, formula.divides()))
    };
    let (computed, range) = formula.value(cell)?;
    (!Interval::rounded(stated).meets(range)).then_some(Difference {
        line: *line,
        place,
        stated,
        computed,
    })
}

fn told(grid: &Grid<'_>, formula: &Formula, found: &Difference<'_, '_>) -> Option<Finding> {
    let stripe = grid.columns.get(found.place)?;
    let span = found.line.cell(found.place)?.span;
    let number = |id: &str| {
        let (value, _) = found.line.number(grid.place(id)?)?;
        Some(print(value))
    };
    let text = Formula::written(stripe.column.equals.as_ref()?.as_str(), number);
    let calculation = Message::new(&*text, &*text);
    let computed = found
        .computed
        .decimal()
        .filter(|value| value.scale() <= found.stated.scale());
    let computed = match computed {
        Some(value) => value,
        None => closest(found.computed, found.stated)?,
    };
    let finding = mismatch((found.stated, span), &calculation, computed, "");
    let places = formula.columns().iter().filter_map(|place| {
        let (_, span) = found.line.number(*place)?;
        Some((span, grid.columns.get(*place)?.column.title.plain()))
    });
    let name = grid.name(&found.line);
    Some(also_all(finding, places).help(Message::new(
        format!("row «{name}»: correct the cell, or the number that it follows from"),
        format!("dòng «{name}»: sửa ô này hoặc số dùng để tính"),
    )))
}

pub const NO_COLUMN: Rule = Rule {
    code: Code::error("TAB014", "relation-of-no-column"),
    ground: Ground::Format,
    what: words(
        "A relation of a column cannot be read, or names a column that the table does not have",
        "Quan hệ của cột không đọc được, hoặc nhắc đến cột không có trong biểu",
    ),
    why: words(
        "A relation that names nothing checks nothing. A formula has ids of columns, numbers, `+`, `-`, `*`, `/` \
         and brackets; `part_of` and `ratio` have ids.",
        "Quan hệ không trỏ đến cột nào thì không kiểm tra được gì. Công thức gồm mã cột, số, `+`, `-`, `*`, `/` và \
         dấu ngoặc; `part_of` và `ratio` ghi mã cột.",
    ),
    wrong: r#"  { id = "con_lai", title = "Còn lại", unit = "hộ", equals = "dau_nam - thoat_ngeo" },"#,
    right: r#"  { id = "con_lai", title = "Còn lại", unit = "hộ", equals = "dau_nam - thoat_ngheo" },"#,
    check: Check::Plan(no_column),
};

fn no_column(context: &Context<'_>, findings: &mut Findings) {
    for grid in context.facts.grids() {
        for stripe in &grid.columns {
            let column = stripe.column;
            let ratio = column.ratio.iter().flat_map(Ratio::ids);
            for id in ratio.chain(&column.part_of) {
                if grid.place(id.as_str()).is_none() {
                    findings.push(unknown(grid, id.as_str(), id.span));
                }
            }
            if let (Some(Err(error)), Some(formula)) = (&stripe.formula, &column.equals) {
                let span = inside(context, formula, error.range.clone());
                findings.push(match &error.fault {
                    FormulaFault::UnknownColumn(id) => unknown(grid, id, span),
                    fault => unreadable(fault, span),
                });
            }
        }
    }
}

/// Where some bytes of a text's value stand.
fn inside(context: &Context<'_>, text: &Text, range: Range<usize>) -> Span {
    let token = context.sources().slice(text.span);
    if range.is_empty() {
        return text.span;
    }
    text.span.slice(locate(token, range))
}

fn unknown(grid: &Grid<'_>, id: &str, span: Span) -> Finding {
    let known = grid.columns.iter().map(|stripe| stripe.column.id.as_str());
    let message = Message::new(
        format!("the table has no column `{id}`"),
        format!("biểu không có cột `{id}`"),
    );
    Finding::at(span, message).suggest(id, known)
}

fn unreadable(fault: &FormulaFault, span: Span) -> Finding {
    let message = match fault {
        FormulaFault::Unclosed => {
            Message::new("this bracket is not closed", "dấu ngoặc này chưa đóng")
        }
        FormulaFault::Unfinished => {
            Message::new("the formula ends too early", "công thức viết chưa hết")
        }
        FormulaFault::Unexpected(word) | FormulaFault::UnknownColumn(word) => Message::new(
            format!("`{word}` cannot stand here in a formula"),
            format!("`{word}` không đứng ở chỗ này trong công thức được"),
        ),
    };
    Finding::at(span, message).help(Message::new(
        "a formula has ids of columns, numbers, `+`, `-`, `*`, `/` and brackets",
        "công thức gồm mã cột, số, `+`, `-`, `*`, `/` và dấu ngoặc",
    ))
}
