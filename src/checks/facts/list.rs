//! A list in running text: the figures that are listed under a total.

use super::opening::Relation;
use crate::vi::quantity::Quantity;
use rust_decimal::Decimal;

/// A figure with those listed under it, each with the line that it stands in, counted from the first of them.
#[derive(Debug)]
pub struct List {
    /// The total (tổng số).
    pub whole: (usize, Quantity),
    /// The figures listed (các số thành phần).
    pub parts: Vec<(usize, Quantity)>,
    /// How they belong to the total.
    pub relation: Relation,
}

/// What the parts of a list add up to in the base of their unit, and how far rounding may take it: what is
/// written with decimals is rounded, what is written without is meant as it stands.
pub fn sum(list: &List) -> Option<(Decimal, Decimal)> {
    let slack = |quantity: &Quantity| match quantity.value.scale() {
        0 => Some(Decimal::ZERO),
        scale => {
            let factor = quantity.measure.as_ref();
            let factor = factor.map_or(Decimal::ONE, |measure| measure.factor);
            Decimal::try_new(5, scale + 1).ok()?.checked_mul(factor)
        }
    };
    let mut total = Decimal::ZERO;
    let mut rounding = slack(&list.whole.1)?;
    for (_, part) in &list.parts {
        total = total.checked_add(part.in_base()?)?;
        rounding = rounding.checked_add(slack(part)?)?;
    }
    Some((total, rounding))
}
