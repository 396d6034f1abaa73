//! Columns as a whole: their totals, units and missing cells.

use super::formula::scaled;
use crate::checks::arithmetic::{
    Exact, Shift, Sum, addition, also_all, mismatch, misplaced, of_scale, shift,
};
use crate::checks::facts::grid::{Entry, Grid, Line, Stripe};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::source::Span;
use rust_decimal::Decimal;

pub const TOTAL: Rule = Rule {
    code: Code::error("TAB002", "column-total-wrong"),
    ground: Ground::Arithmetic,
    what: words(
        "The stated total of a column is not the sum of its rows",
        "Số ở dòng tổng không bằng tổng các dòng của cột",
    ),
    why: words(
        "The column says that its total is the sum (`total = \"sum\"`). Whole numbers must add up exactly, numbers \
         with decimals within their rounding. Nothing is said while a cell is undecided, or blank where it may be \
         what is missing.",
        "Cột đã khai báo dòng tổng là tổng các dòng (`total = \"sum\"`). Số nguyên phải cộng đúng, số thập phân được \
         lệch trong phạm vi làm tròn. Không nhắc khi còn ô chưa chốt, hoặc còn ô trống có thể là số bị thiếu.",
    ),
    wrong: r#"total = { thon = "Tổng cộng", ho_ngheo = 86 }"#,
    right: r#"total = { thon = "Tổng cộng", ho_ngheo = 84 }"#,
    check: Check::Plan(totals),
};

/// A stated total of a column that is not its sum.
struct Difference<'g, 'p> {
    stripe: &'g Stripe<'p>,
    place: usize,
    stated: Decimal,
    span: Span,
    sum: Sum,
}

fn differences<'g, 'p>(grid: &'g Grid<'p>) -> impl Iterator<Item = Difference<'g, 'p>> {
    let summed = grid
        .columns
        .iter()
        .enumerate()
        .filter(|(_, stripe)| stripe.is_summed());
    summed.filter_map(|(place, stripe)| {
        let sum = stripe.sum.filter(|sum| sum.count > 0)?;
        let (stated, span) = grid.total()?.number(place)?;
        if sum.fits(stated) {
            return None;
        }
        let exact = sum.exact()?;
        let (short, twice) = (
            exact < Exact::of(stated),
            Exact::of(stated).times(Exact::whole(2))?,
        );
        let blank = || {
            grid.rows()
                .any(|line| matches!(line.entry(place), Entry::Blank) && !is_heading(grid, &line))
        };
        // Where rows are numbered by hand, some of them may be sums of others.
        let nested = !grid.table.numbered && exact == twice;
        let explained = nested || (short && blank());
        (!explained).then_some(Difference {
            stripe,
            place,
            stated,
            span,
            sum,
        })
    })
}

/// The numbers of a column, with their places and the names of their rows.
fn cells<'p>(grid: &Grid<'p>, place: usize) -> impl Iterator<Item = (Decimal, Span, &'p str)> {
    grid.rows().filter_map(move |line| {
        let (value, span) = line.number(place)?;
        Some((value, span, grid.name(&line)))
    })
}

fn off_by_scale(grid: &Grid<'_>, found: &Difference<'_, '_>) -> Option<(Decimal, Span, Shift)> {
    if let Some(shift) = shift(found.stated, found.sum.exact()?) {
        return Some((found.stated, found.span, shift));
    }
    let numbers: Vec<Decimal> = cells(grid, found.place).map(|(value, ..)| value).collect();
    let (at, shift) = misplaced(&numbers, &found.sum, found.stated)?;
    let (value, span, _) = cells(grid, found.place).nth(at)?;
    Some((value, span, shift))
}

fn totals(context: &Context<'_>, findings: &mut Findings) {
    for grid in context.facts.grids() {
        for found in differences(grid) {
            if off_by_scale(grid, &found).is_none() {
                findings.extend(wrong_total(grid, &found));
            }
        }
    }
}

fn wrong_total(grid: &Grid<'_>, found: &Difference<'_, '_>) -> Option<Finding> {
    let numbers: Vec<Decimal> = cells(grid, found.place).map(|(value, ..)| value).collect();
    let sign = found.stripe.measure.sign();
    let total = (found.stated, found.span);
    let finding = mismatch(total, &addition(&numbers), found.sum.value()?, sign);
    let places = cells(grid, found.place).map(|(_, span, name)| (span, name));
    let title = found.stripe.column.title.plain();
    Some(also_all(finding, places).help(Message::new(
        format!("column «{title}»: correct the total, or the row that is wrong"),
        format!("cột «{title}»: sửa số ở dòng tổng hoặc dòng bị ghi sai"),
    )))
}

pub const MIXED_UNITS: Rule = Rule {
    code: Code::warning("TAB012", "cells-in-mixed-units"),
    ground: Ground::Arithmetic,
    what: words(
        "A cell is in another unit than its column: a thousand, a million or a billion times too large or small",
        "Ô ghi theo đơn vị khác với cột: gấp hoặc kém một nghìn, một triệu, một tỷ lần",
    ),
    why: words(
        "The numbers would fit if the cell were divided or multiplied, so it was most likely taken from a paper \
         with another unit.",
        "Chỉ cần nhân hoặc chia ô này là các số khớp nhau; nhiều khả năng số chép từ văn bản dùng đơn vị tính khác.",
    ),
    wrong: r#"  ["Nước sạch thôn Tây", 450000000],"#,
    right: r#"  ["Nước sạch thôn Tây", 450],"#,
    check: Check::Plan(mixed_units),
};

fn mixed_units(context: &Context<'_>, findings: &mut Findings) {
    for grid in context.facts.grids() {
        let sums = differences(grid).filter_map(|found| {
            let (value, span, shift) = off_by_scale(grid, &found)?;
            Some((value, span, found.place, shift))
        });
        let mut seen = Vec::new();
        for (value, span, place, shift) in sums.chain(scaled(grid)) {
            let unit = grid.columns.get(place).and_then(|stripe| stripe.unit);
            if seen.len() < crate::diag::MOST && !seen.contains(&span) {
                seen.push(span);
                let unit = unit.unwrap_or_default();
                findings.push(of_scale((value, span), unit, shift));
            }
        }
    }
}

pub const MISSING: Rule = Rule {
    code: Code::error("TAB010", "missing-cell"),
    ground: Ground::Arithmetic,
    what: words(
        "A cell is blank that a total, a ratio or a formula needs",
        "Ô bị bỏ trống trong khi dòng tổng, tỷ lệ hoặc công thức cần đến",
    ),
    why: words(
        "Most rows have a number in this column. A hyphen says that there is none, `\"TODO\"` that it is not known \
         yet. Nothing is said where totals or formulas fit without it, or of rows that are headings.",
        "Phần lớn các dòng có số ở cột này. Không có thì ghi dấu gạch ngang, chưa có thì ghi `\"TODO\"`. Không nhắc khi \
         dòng tổng, công thức vẫn khớp, và không xét dòng tiêu đề.",
    ),
    wrong: r#"  { thon = "Thôn Tây", ho_ngheo = "", ho_can_ngheo = 30 },"#,
    right: r#"  { thon = "Thôn Tây", ho_ngheo = "-", ho_can_ngheo = 30 },"#,
    check: Check::Plan(missing),
};

fn missing(context: &Context<'_>, findings: &mut Findings) {
    for grid in context.facts.grids() {
        let rows = grid.table.rows.len();
        for (place, stripe) in grid.columns.iter().enumerate() {
            let summed = stripe.is_summed()
                && grid
                    .total()
                    .is_some_and(|total| total.number(place).is_some());
            let needed = stripe.related && stripe.filled * 2 >= rows;
            if !needed || (summed && grid.total_fits(place)) {
                continue;
            }
            let blank = grid
                .rows()
                .filter(|line| matches!(line.entry(place), Entry::Blank));
            for line in blank.filter(|line| !is_heading(grid, line) && !is_nothing(stripe, line)) {
                let span = line.cell(place).map_or(line.row.span, |cell| cell.span);
                let (title, name) = (stripe.column.title.plain(), grid.name(&line));
                let message = Message::new(
                    format!("row «{name}» has no number under «{title}»"),
                    format!("dòng «{name}» chưa có số ở cột «{title}»"),
                );
                findings.push(Finding::at(span, message).help(Message::new(
                    "write the number, `-` where there is none, `TODO` where it is not known yet",
                    "ghi số liệu; không có thì ghi `-`, chưa có thì ghi `TODO`",
                )));
            }
        }
    }
}

/// Whether a row has words and no numbers.
fn is_heading(grid: &Grid<'_>, line: &Line<'_, '_>) -> bool {
    (0..grid.columns.len()).all(|place| matches!(line.entry(place), Entry::Blank | Entry::Open))
}

/// Whether the formula of a column gives nothing for a row.
fn is_nothing(stripe: &Stripe<'_>, line: &Line<'_, '_>) -> bool {
    let Some(Ok(formula)) = &stripe.formula else {
        return false;
    };
    let cell = |place: usize| Some(stripe.range(line.number(place)?.0, false));
    formula
        .value(cell)
        .is_some_and(|(value, _)| value == Exact::ZERO)
}
