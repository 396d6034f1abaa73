//! Columns of ratios (tỷ lệ) whose part and whole are printed.

use crate::checks::arithmetic::{
    Exact, Interval, Sum, also_all, as_share_of_one, closest, mismatch, of_one, print, share, shift,
};
use crate::checks::facts::grid::{Grid, Line, Stripe};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::source::Span;
use rust_decimal::Decimal;

pub const OF_ROW: Rule = Rule {
    code: Code::error("TAB004", "row-ratio-wrong"),
    ground: Ground::Arithmetic,
    what: words(
        "The ratio of a row is not its part divided by its whole, however it is rounded",
        "Tỷ lệ của dòng không phải là tử số chia mẫu số, dù làm tròn cách nào",
    ),
    why: words(
        "Part and whole stand in the same row, and every reader can divide. Halves may be rounded either way.",
        "Tử số và mẫu số ở ngay cùng dòng nên người đọc chia là thấy. Số đúng nửa đơn vị làm tròn lên hay xuống \
         đều được.",
    ),
    wrong: r#"  ["Thôn Đông", 312, 35, "12,22"],"#,
    right: r#"  ["Thôn Đông", 312, 35, "11,22"],"#,
    check: Check::Plan(of_rows),
};

/// A ratio column with its part and its whole.
#[derive(Clone, Copy)]
struct Relation<'g, 'p> {
    stripe: &'g Stripe<'p>,
    place: usize,
    part: usize,
    whole: usize,
}

fn relations<'g, 'p>(grid: &'g Grid<'p>) -> impl Iterator<Item = Relation<'g, 'p>> {
    let columns = grid.columns.iter().enumerate();
    columns.filter_map(|(place, stripe)| {
        let (part, Some(whole)) = stripe.ratio? else {
            return None;
        };
        Some(Relation {
            stripe,
            place,
            part,
            whole,
        })
    })
}

fn of_rows(context: &Context<'_>, findings: &mut Findings) {
    for grid in context.facts.grids() {
        for relation in relations(grid) {
            for line in grid.rows() {
                let operands = line.number(relation.part).zip(line.number(relation.whole));
                let (Some(stated), Some((part, whole))) = (line.number(relation.place), operands)
                else {
                    continue;
                };
                if !fits(grid, relation, stated.0, part.0, whole.0) {
                    findings.extend(wrong(grid, relation, stated, (part.0, whole.0), &line));
                }
            }
        }
    }
}

fn fits(
    grid: &Grid<'_>,
    relation: Relation<'_, '_>,
    stated: Decimal,
    part: Decimal,
    whole: Decimal,
) -> bool {
    let per = relation.stripe.per();
    let range = |place: usize, value| Some(grid.columns.get(place)?.range(value, true));
    let shares = || {
        share(
            range(relation.part, part)?,
            range(relation.whole, whole)?,
            per,
        )
    };
    let Some(shares) = shares() else {
        return true;
    };
    // Where it is of one, part and whole may be in units a power of a thousand apart.
    let of_one = || {
        let exact = Exact::of(part).over(Exact::of(whole))?;
        shift(stated, exact)
    };
    Interval::rounded(stated).meets(shares) || (per == 1 && of_one().is_some())
}

fn wrong(
    grid: &Grid<'_>,
    relation: Relation<'_, '_>,
    (stated, span): (Decimal, Span),
    (part, whole): (Decimal, Decimal),
    line: &Line<'_, '_>,
) -> Option<Finding> {
    let hundred = Exact::whole(relation.stripe.per());
    let exact = hundred.times(Exact::of(part))?.over(Exact::of(whole))?;
    let text = format!("{} / {}", print(part), print(whole));
    let calculation = Message::new(&*text, &*text);
    let (place, sign) = ((stated, span), relation.stripe.sign());
    let finding = if let Some(computed) = as_share_of_one(stated, exact, relation.stripe.per()) {
        of_one(place, &calculation, computed, sign)
    } else {
        let name = grid.name(line);
        mismatch(place, &calculation, closest(exact, stated)?, sign).help(Message::new(
            format!("row «{name}»: correct the ratio, or the number that is wrong"),
            format!("dòng «{name}»: sửa tỷ lệ hoặc số bị ghi sai"),
        ))
    };
    let places = [relation.part, relation.whole]
        .into_iter()
        .filter_map(|place| {
            let (_, span) = line.number(place)?;
            Some((span, grid.columns.get(place)?.column.title.plain()))
        });
    Some(also_all(finding, places))
}

pub const OF_TOTAL: Rule = Rule {
    code: Code::error("TAB005", "total-ratio-wrong"),
    ground: Ground::Arithmetic,
    what: words(
        "The ratio in the row of totals is not that of the totals",
        "Tỷ lệ ở dòng tổng không phải là tỷ lệ của các số tổng",
    ),
    why: words(
        "The ratio of a whole commune is that of its sums, not the mean of its villages' ratios: large villages \
         weigh more than small ones.",
        "Tỷ lệ chung của xã là tổng tử số chia tổng mẫu số, không phải trung bình cộng tỷ lệ các thôn, vì thôn lớn \
         và thôn nhỏ không như nhau.",
    ),
    wrong: r#"total = { thon = "Tổng cộng", ho_dan = 512, ho_ngheo = 84, ty_le = "17,86" }"#,
    right: r#"total = { thon = "Tổng cộng", ho_dan = 512, ho_ngheo = 84, ty_le = "16,41" }"#,
    check: Check::Plan(of_totals),
};

fn of_totals(context: &Context<'_>, findings: &mut Findings) {
    for grid in context.facts.grids() {
        let Some(total) = grid.total() else {
            continue;
        };
        for relation in relations(grid) {
            findings.extend(of_total(grid, relation, &total));
        }
    }
}

fn of_total(grid: &Grid<'_>, relation: Relation<'_, '_>, total: &Line<'_, '_>) -> Option<Finding> {
    let stated = total.number(relation.place)?;
    let sum = |place: usize| {
        let stripe = grid.columns.get(place)?;
        stripe
            .sum
            .filter(|sum| stripe.is_summed() && sum.count > 0)?
            .value()
    };
    let printed = |place: usize| total.number(place).map(|(value, _)| value);
    // A wrong total of a column is told of that column.
    let by_print = of_both(relation, |place| printed(place).or_else(|| sum(place)));
    let by_sum = of_both(relation, |place| sum(place).or_else(|| printed(place)));
    let fit = |operands: Option<(Decimal, Decimal)>| {
        operands.is_some_and(|(part, whole)| fits(grid, relation, stated.0, part, whole))
    };
    if by_print.is_none() || fit(by_print) || fit(by_sum) {
        return None;
    }
    let finding = wrong(grid, relation, stated, by_print?, total)?;
    Some(if is_mean(grid, relation.place, stated.0) {
        finding.help(Message::new(
            "this is the mean of the rows' ratios; they have to be weighted",
            "đây là trung bình cộng tỷ lệ các dòng; phải tính theo số tổng",
        ))
    } else {
        finding
    })
}

fn of_both(
    relation: Relation<'_, '_>,
    number: impl Fn(usize) -> Option<Decimal>,
) -> Option<(Decimal, Decimal)> {
    number(relation.part).zip(number(relation.whole))
}

/// Whether a number is the mean of the rows.
fn is_mean(grid: &Grid<'_>, place: usize, stated: Decimal) -> bool {
    let numbers = grid.rows().filter_map(|line| line.number(place));
    let sum: Sum = numbers.map(|(value, _)| value).collect();
    let mean = || {
        let count = Exact::whole(i128::try_from(sum.count).ok()?);
        sum.exact()?.over(count)
    };
    mean().is_some_and(|mean| Interval::rounded(stated).holds(mean))
}
