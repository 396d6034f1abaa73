//! Ratios whose whole is not printed: `whole = "?"`.

use crate::checks::arithmetic::{Interval, Wholes, also_all, is_comparison, print};
use crate::checks::facts::grid::{Grid, Line};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::source::Span;
use rust_decimal::Decimal;

pub const OF_ROW: Rule = Rule {
    code: Code::error("TAB006", "row-without-possible-whole"),
    ground: Ground::Arithmetic,
    what: words(
        "The ratios of a row cannot be of one and the same whole",
        "Các tỷ lệ trong một dòng không thể có cùng một mẫu số",
    ),
    why: words(
        "The whole is not printed (`whole = \"?\"`), but each part and its rounded ratio bound it: 44 households \
         that are 4,08% are of 1.078 or 1.079, and 94 that are 8,70% of 1.080 or 1.081. No number is both.",
        "Mẫu số không in (`whole = \"?\"`) nhưng tử số và tỷ lệ đã làm tròn cho biết mẫu số: 44 hộ là 4,08% thì tổng số hộ \
         là 1.078 hoặc 1.079; 94 hộ là 8,70% thì tổng số hộ là 1.080 hoặc 1.081. Không số nào thỏa mãn cả hai.",
    ),
    wrong: r#"  ["Thôn Đông", 44, "4,08", 94, "8,70"],"#,
    right: r#"  ["Thôn Đông", 44, "4,08", 94, "8,71"],"#,
    check: Check::Plan(of_rows),
};

pub const OF_TOTAL: Rule = Rule {
    code: Code::error("TAB007", "total-without-possible-whole"),
    ground: Ground::Arithmetic,
    what: words(
        "The ratios in the row of totals cannot be of the wholes of the rows together",
        "Tỷ lệ ở dòng tổng không khớp với tổng mẫu số của các dòng",
    ),
    why: words(
        "The whole of all rows is the sum of their wholes. Where these are not printed, the rows' ratios bound \
         each of them, and so their sum; the mean of the ratios is most often outside.",
        "Mẫu số chung là tổng mẫu số các dòng. Mẫu số không in thì tỷ lệ của từng dòng cho biết khoảng của mẫu số, từ đó \
         có khoảng của tổng; lấy trung bình cộng các tỷ lệ thường ra ngoài khoảng này.",
    ),
    wrong: r#"total = { thon = "Tổng cộng", ho_ngheo = 84, ty_le = "17,9" }"#,
    right: r#"total = { thon = "Tổng cộng", ho_ngheo = 84, ty_le = "16,4" }"#,
    check: Check::Plan(of_totals),
};

/// Columns of ratios whose parts are in one unit, and so of one whole that is not printed.
struct Group {
    unit: Option<String>,
    /// The ratio and its part, by place.
    columns: Vec<(usize, usize)>,
}

fn groups(grid: &Grid<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (place, stripe) in grid.columns.iter().enumerate() {
        let Some((part, None)) = stripe.ratio else {
            continue;
        };
        let unit = grid.columns.get(part).and_then(|part| part.unit);
        let unit = unit.map(|unit| unit.trim().to_lowercase());
        match groups.iter_mut().find(|group| group.unit == unit) {
            Some(group) => group.columns.push((place, part)),
            None => groups.push(Group {
                unit,
                columns: vec![(place, part)],
            }),
        }
    }
    groups
}

/// A ratio of a row and the wholes that it allows.
#[derive(Clone, Copy)]
struct Bound {
    place: usize,
    part: usize,
    stated: (Decimal, Span),
    above: (Decimal, Span),
    wholes: Wholes,
}

fn bounds<'b>(
    grid: &'b Grid<'_>,
    group: &'b Group,
    line: &'b Line<'_, '_>,
) -> impl Iterator<Item = Bound> + 'b {
    group.columns.iter().filter_map(|(place, part)| {
        let (stated, above) = (line.number(*place)?, line.number(*part)?);
        let (ratio, of) = (grid.columns.get(*place)?, grid.columns.get(*part)?);
        let counted = of.measure.is_counted();
        let range = Interval::of(above.0, counted);
        let mut wholes = Wholes::of(range, stated.0, ratio.per(), counted)?;
        if ratio.per() > 1 && !is_comparison(ratio.column.title.plain()) {
            wholes = wholes.not_below(above.0);
        }
        Some(Bound {
            place: *place,
            part: *part,
            stated,
            above,
            wholes,
        })
    })
}

/// The first ratio of a row that leaves no whole to those before it, with the one that it contradicts.
fn contradiction(bounds: impl Iterator<Item = Bound>) -> Option<(Bound, Option<Bound>)> {
    let mut before: Vec<Bound> = Vec::new();
    for bound in bounds {
        if bound.wholes.is_empty() {
            return Some((bound, None));
        }
        let apart = |other: &&Bound| other.wholes.meet(bound.wholes).is_empty();
        if let Some(other) = before.iter().find(apart) {
            return Some((*other, Some(bound)));
        }
        before.push(bound);
    }
    None
}

fn of_rows(context: &Context<'_>, findings: &mut Findings) {
    for grid in context.facts.grids() {
        for group in groups(grid) {
            for line in grid.rows() {
                if let Some((bound, other)) = contradiction(bounds(grid, &group, &line)) {
                    findings.push(told(grid, &line, &bound, other.as_ref()));
                }
            }
        }
    }
}

fn of_totals(context: &Context<'_>, findings: &mut Findings) {
    for grid in context.facts.grids() {
        let Some(total) = grid.total() else {
            continue;
        };
        for group in groups(grid) {
            if let Some((bound, other)) = contradiction(bounds(grid, &group, &total)) {
                findings.push(told(grid, &total, &bound, other.as_ref()));
                continue;
            }
            let Some(sum) = sum(grid, &group) else {
                continue;
            };
            for bound in bounds(grid, &group, &total) {
                if grid.total_fits(bound.part) && bound.wholes.meet(sum).is_empty() {
                    findings.push(beside_rows(grid, &bound, sum));
                }
            }
        }
    }
}

/// The sums that the wholes of all rows can have; a row that contradicts itself may have either.
fn sum(grid: &Grid<'_>, group: &Group) -> Option<Wholes> {
    let mut sum: Option<Wholes> = None;
    for line in grid.rows() {
        let mut own: Option<Wholes> = None;
        let mut apart: Option<Wholes> = None;
        for bound in bounds(grid, group, &line) {
            own = Some(own.map_or(bound.wholes, |wholes| wholes.meet(bound.wholes)));
            apart = Some(apart.map_or(bound.wholes, |wholes| wholes.hull(bound.wholes)));
        }
        let wholes = own.filter(|wholes| !wholes.is_empty()).or(apart)?;
        sum = Some(match sum {
            Some(sum) => sum.plus(wholes)?,
            None => wholes,
        });
    }
    sum
}

fn told(grid: &Grid<'_>, line: &Line<'_, '_>, one: &Bound, other: Option<&Bound>) -> Finding {
    let name = grid.name(line);
    let (above, said) = (print(one.above.0), print(one.stated.0) + sign(grid, one));
    let whole = one.wholes.told();
    let message = match other {
        None => Message::new(
            format!("{name}: there is no number of which {above} is {said}"),
            format!("{name}: không có số nào mà {above} là {said} của số đó"),
        ),
        Some(other) => {
            let (above_2, said_2) = (
                print(other.above.0),
                print(other.stated.0) + sign(grid, other),
            );
            let whole_2 = other.wholes.told();
            Message::new(
                format!(
                    "{name}: if {above} is {said}, the whole is {whole}; if {above_2} is {said_2}, it is {whole_2}"
                ),
                format!(
                    "{name}: {above} là {said} thì mẫu số phải là {whole}; {above_2} là {said_2} thì mẫu số phải là {whole_2}"
                ),
            )
        }
    };
    let finding = Finding::at(one.stated.1, message)
        .value("declared", one.stated.0)
        .value("whole", whole);
    let title = |place: usize| {
        grid.columns
            .get(place)
            .map_or("", |stripe| stripe.column.title.plain())
    };
    let own = [(one.above.1, title(one.part))];
    let others = other.map(|other| {
        [
            (other.stated.1, title(other.place)),
            (other.above.1, title(other.part)),
        ]
    });
    let places = own.into_iter().chain(others.into_iter().flatten());
    also_all(finding, places).help(Message::new(
        "correct one of these ratios, or the part that it is of",
        "sửa một trong các tỷ lệ này, hoặc sửa tử số",
    ))
}

fn beside_rows(grid: &Grid<'_>, bound: &Bound, sum: Wholes) -> Finding {
    let (above, said) = (
        print(bound.above.0),
        print(bound.stated.0) + sign(grid, bound),
    );
    let (whole, all) = (bound.wholes.told(), sum.told());
    let message = Message::new(
        format!("if {above} is {said}, the whole is {whole}; the rows' wholes add up to {all}"),
        format!("{above} là {said} thì mẫu số phải là {whole}; mẫu số các dòng cộng lại là {all}"),
    );
    let finding = Finding::at(bound.stated.1, message)
        .value("declared", bound.stated.0)
        .value("whole", whole);
    let title = grid
        .columns
        .get(bound.part)
        .map_or("", |stripe| stripe.column.title.plain());
    also_all(finding, [(bound.above.1, title)]).help(Message::new(
        "divide the total of the parts by that of the wholes; do not average the ratios",
        "lấy tổng tử số chia tổng mẫu số, không lấy trung bình các tỷ lệ",
    ))
}

fn sign(grid: &Grid<'_>, bound: &Bound) -> &'static str {
    grid.columns
        .get(bound.place)
        .map_or("", crate::checks::facts::grid::Stripe::sign)
}
