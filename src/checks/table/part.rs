//! Cells that are parts of others, and what cells can be.

use crate::checks::arithmetic::{Measure, also_all, is_average, print};
use crate::checks::facts::grid::{Grid, Line};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};

pub const EXCEEDS: Rule = Rule {
    code: Code::error("TAB003", "cell-exceeds-its-whole"),
    ground: Ground::Arithmetic,
    what: words(
        "A cell is larger than the cell of its row that it is a part of",
        "Ô là một phần lại lớn hơn ô tổng cùng dòng",
    ),
    why: words(
        "The column says what it is a part of (`part_of`): of 16 households that leave poverty no 26 can be of an \
         ethnic minority.",
        "Cột đã khai báo là một phần của cột khác (`part_of`): có 16 hộ thoát nghèo thì không thể có 26 hộ dân tộc \
         thiểu số trong đó.",
    ),
    wrong: r#"  ["Thôn Đông", 16, 26],"#,
    right: r#"  ["Thôn Đông", 36, 26],"#,
    check: Check::Plan(exceeds),
};

fn exceeds(context: &Context<'_>, findings: &mut Findings) {
    for grid in context.facts.grids() {
        for (place, stripe) in grid.columns.iter().enumerate() {
            let Some(whole) = stripe.part_of else {
                continue;
            };
            for line in grid.rows().chain(grid.total()) {
                findings.extend(larger(grid, &line, place, whole));
            }
        }
    }
}

fn larger(grid: &Grid<'_>, line: &Line<'_, '_>, part: usize, whole: usize) -> Option<Finding> {
    let ((small, span), (large, of)) = (line.number(part)?, line.number(whole)?);
    let (stripe, other) = (grid.columns.get(part)?, grid.columns.get(whole)?);
    if stripe.range(small, false).low <= other.range(large, false).high {
        return None;
    }
    let (said, most) = (print(small), print(large));
    let difference = small.checked_sub(large).unwrap_or_default();
    let off = print(difference);
    let name = grid.name(line);
    let message = Message::new(
        format!("{name}: the part {said} is larger than the whole {most} (by {off})"),
        format!("{name}: số thành phần {said} lớn hơn số tổng {most} (hơn {off})"),
    );
    let finding = Finding::at(span, message)
        .value("declared", small)
        .value("whole", large)
        .value("difference", difference);
    let title = other.column.title.plain();
    Some(also_all(finding, [(of, title)]).help(Message::new(
        "correct the part or the whole",
        "sửa số của phần hoặc số của tổng",
    )))
}

pub const FRACTION: Rule = Rule {
    code: Code::error("TAB013", "cell-with-fraction-of-a-count"),
    ground: Ground::Arithmetic,
    what: words(
        "A cell of things that are counted one by one has decimals",
        "Ô ghi số đếm được (hộ, người, xã …) lại có phần thập phân",
    ),
    why: words(
        "There is no half household. Averages are let be.",
        "Không có nửa hộ. Không xét số bình quân.",
    ),
    wrong: r#"  ["Thôn Tây", "49,5"],"#,
    right: r#"  ["Thôn Tây", 49],"#,
    check: Check::Plan(fractions),
};

fn fractions(context: &Context<'_>, findings: &mut Findings) {
    for grid in context.facts.grids() {
        for (place, stripe) in grid.columns.iter().enumerate() {
            let column = stripe.column;
            let counts = stripe.measure == Measure::Count && column.ratio.is_none();
            let Some(unit) = stripe
                .unit
                .filter(|_| counts && !is_average(column.title.plain()))
            else {
                continue;
            };
            for line in grid.rows().chain(grid.total()) {
                let number = line.number(place);
                let Some((value, span)) = number.filter(|(value, _)| !value.fract().is_zero())
                else {
                    continue;
                };
                let said = print(value);
                let message = Message::new(
                    format!("{said} {unit}: what is counted has no decimals"),
                    format!("{said} {unit}: số đếm được thì không có phần thập phân"),
                );
                let help = Message::new(
                    "write a whole number, or the unit that is meant",
                    "ghi số nguyên, hoặc ghi lại đơn vị tính",
                );
                let finding = Finding::at(span, message);
                findings.push(finding.value("declared", value).help(help));
            }
        }
    }
}
