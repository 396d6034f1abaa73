//! The total, the lines that rise and fall most, what each source gives more or less.

use super::sentence::{Claim, Point, Told, Topic, measured};
use super::target::moved;
use crate::diag::Lang;
use crate::diff::change::{Change, Delta};
use crate::diff::report::Part;
use crate::diff::report::money::{self, Money, Sum};
use crate::diff::{Kind, Role, What};
use crate::vi;
use rust_decimal::Decimal;
use std::cmp::Reverse;

/// How many lines that rise, and how many that fall, are named.
const LINES: usize = 3;

fn both(told: &Told<'_, '_>) -> Option<Money> {
    let sides = told.sides;
    let (old, new) = (
        sides.old.plan.budget.as_ref(),
        sides.new.plan.budget.as_ref(),
    );
    money::money(old, new, &sides.comparison.changes, told.lang())
}

/// Places of the changes of the budget that a condition holds for.
fn places(told: &Told<'_, '_>, is_told: impl Fn(&Change) -> bool) -> Vec<usize> {
    let changes = told.sides.comparison.changes.iter().enumerate();
    let own = changes.filter(|(_, change)| {
        Part::of(change.kind) == Part::Budget && change.matters() && is_told(change)
    });
    own.map(|(place, _)| place).collect()
}

/// Whether a change is of amounts: another one, or a line that only one plan has.
fn is_amount(change: &Change) -> bool {
    match &change.what {
        What::Altered { field, .. } => field.role.is_figure(),
        What::Added { .. } | What::Dropped { .. } => true,
        _ => false,
    }
}

/// What the total comes to, and the lines that rise and fall most.
pub(super) fn money(told: &Told<'_, '_>) -> Option<Claim> {
    let (money, lang) = (both(told)?, told.lang());
    let head = match lang {
        Lang::En => "Money",
        Lang::Vi => "Kinh phí",
    };
    if let Some(point) = digits(told) {
        return Claim::of(Topic::Money, head, vec![point], lang);
    }
    let lines = money.lines.iter().filter(|sum| sum.is_leaf);
    let mut lines: Vec<(&Sum, Decimal)> =
        lines.filter_map(|sum| Some((sum, sum.change?))).collect();
    let mut all = places(told, is_amount);
    // The budget itself first, which the total leads to.
    let changes = &told.sides.comparison.changes;
    all.sort_by_key(|place| changes[*place].kind != Kind::Budget);
    let first = total(told, &money).filter(|_| !all.is_empty());
    let mut points: Vec<Point> = first
        .map(|text| Point::new(text, all))
        .into_iter()
        .collect();
    lines.sort_by_key(|(_, change)| Reverse(change.abs()));
    for falls in [false, true] {
        let own = lines
            .iter()
            .filter(|(_, change)| change.is_sign_negative() == falls);
        points.extend(own.take(LINES).map(|(sum, change)| {
            let entries = places(told, |change| {
                change.kind == Kind::BudgetLine && change.name == sum.title && is_amount(change)
            });
            Point::new(line(sum, *change, lang), entries)
        }));
    }
    Claim::of(Topic::Money, head, points, lang)
}

/// «tổng số tăng từ 1.567 lên 1.890 triệu đồng (+323, +20,61%)»
fn total(told: &Told<'_, '_>, money: &Money) -> Option<String> {
    let (lang, unit) = (told.lang(), Some(money.unit.as_str()));
    let sides = told.sides;
    let sum = money.lines.iter().find(|sum| sum.look == "total");
    let amounts = sum.map_or((None, None), |sum| sum.amounts);
    let shown = |amount: Option<Decimal>| match (amount, lang) {
        (Some(amount), _) => measured(&vi::number::format(&amount), unit),
        (None, Lang::En) => "to be decided".to_owned(),
        (None, Lang::Vi) => "chưa xác định".to_owned(),
    };
    let has = [sides.old, sides.new].map(|side| side.plan.budget.is_some());
    Some(match (has, amounts) {
        ([false, _], (_, new)) => match lang {
            Lang::En => format!("a budget of {}, none before", shown(new)),
            Lang::Vi => format!("có dự toán {}, trước chưa có", shown(new)),
        },
        ([_, false], (old, _)) => match lang {
            Lang::En => format!("no budget any more, {} before", shown(old)),
            Lang::Vi => format!("không còn dự toán, trước là {}", shown(old)),
        },
        (_, (Some(old), Some(new))) if old == new => match lang {
            Lang::En => format!("the total stays {}", shown(Some(new))),
            Lang::Vi => format!("tổng số giữ nguyên {}", shown(Some(new))),
        },
        (_, (Some(old), Some(new))) => {
            let delta = Delta::between(old, new, None)?;
            let (old, new) = (vi::number::format(&old), vi::number::format(&new));
            let moved = moved(&old, &new, Some(&delta), unit, lang);
            match lang {
                Lang::En => format!("the total goes {moved}"),
                Lang::Vi => format!("tổng số {moved}"),
            }
        }
        (_, (None, None)) => return None,
        (_, (old, new)) => match lang {
            Lang::En => format!("the total is {}, {} before", shown(new), shown(old)),
            Lang::Vi => format!("tổng số {}, trước là {}", shown(new), shown(old)),
        },
    })
}

/// «Xóa nhà tạm +300 (mới)», «Dự án 1 +61 (từ 839 lên 900)»
fn line(sum: &Sum, change: Decimal, lang: Lang) -> String {
    let name = Told::short(&sum.title);
    let signed = vi::number::signed(&change);
    let about = match (sum.amounts, lang, change.is_sign_negative()) {
        ((Some(_), Some(_)), Lang::En, _) => format!("from {} to {}", sum.old, sum.new),
        ((Some(_), Some(_)), Lang::Vi, true) => format!("từ {} xuống {}", sum.old, sum.new),
        ((Some(_), Some(_)), Lang::Vi, false) => format!("từ {} lên {}", sum.old, sum.new),
        (_, Lang::En, true) => "dropped".to_owned(),
        (_, Lang::Vi, true) => "bỏ".to_owned(),
        (_, Lang::En, false) => "new".to_owned(),
        (_, Lang::Vi, false) => "mới".to_owned(),
    };
    format!("{name} {signed} ({about})")
}

/// That the unit alone is another and the digits are those of before.
fn digits(told: &Told<'_, '_>) -> Option<Point> {
    let mut own = told.sides.comparison.changes.iter().enumerate();
    let (place, change) = own.find(|(_, change)| {
        let is_unit = matches!(&change.what, What::Altered { field, .. } if field.name == "unit");
        change.kind == Kind::Budget && is_unit
    })?;
    told.rescaled(place, change)
}

/// What each of several sources gives more or less.
pub(super) fn sources(told: &Told<'_, '_>) -> Option<Claim> {
    let (money, lang) = (both(told)?, told.lang());
    if digits(told).is_some() {
        return None;
    }
    let outer: Vec<&Sum> = money.sources.iter().filter(|sum| sum.depth == 0).collect();
    if outer.len() < 2 {
        return None;
    }
    let points = outer.into_iter().filter_map(|sum| {
        let text = line(sum, sum.change?, lang);
        let entries = places(told, |change| match &change.what {
            What::Altered { field, .. } if matches!(field.role, Role::By(_)) => {
                told.reader.field(change, field) == sum.title
            }
            _ => change.kind == Kind::BudgetSource && change.name == sum.title,
        });
        Some(Point::new(text, entries))
    });
    let head = match lang {
        Lang::En => format!("By source ({})", money.unit),
        Lang::Vi => format!("Theo nguồn vốn ({})", money.unit),
    };
    Claim::of(Topic::Sources, &head, points.collect(), lang)
}
