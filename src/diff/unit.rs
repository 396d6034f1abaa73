//! Units (đơn vị tính) of numbers: the same amount of money has other digits in another unit, and the same
//! digits are another amount.

use super::item::{Field, Kind, Role, Value};
use super::tree::Node;
use crate::checks::Measure;
use rust_decimal::{Decimal, MathematicalOps};

/// The unit of a number: its column's, else its item's; none where the number is no measure, as a year is.
#[must_use]
pub fn unit_of<'i>(nodes: &[Node<'i>], at: usize, field: &Field) -> Option<&'i str> {
    let node = &nodes[at];
    let own = node.item.unit.as_deref();
    match field.role {
        role if role.is_figure() => own,
        Role::Cell => {
            let table = nodes[node.parent?].item;
            let mut columns = table.children.iter().enumerate();
            let column = columns.find(|(_, column)| {
                column.kind == Kind::Column && column.id.as_deref() == field.key.as_deref()
            });
            let said = column.and_then(|(_, column)| column.leaf(&Field::of("unit")));
            let said = said.and_then(|leaf| match &leaf.value {
                Value::Text(unit) => Some(unit.as_str()),
                _ => None,
            });
            // Rows are called by their first cell.
            let is_key = column.is_none_or(|(place, _)| place == 0);
            said.or(own.filter(|_| !is_key))
        }
        _ => None,
    }
}

/// Whether two units are of money, and not the same.
#[must_use]
pub fn is_converted(from: Option<&str>, to: Option<&str>) -> bool {
    from != to && powers(from, to).is_some_and(|(from, to)| from != to)
}

/// Whether numbers of two units can be held against each other: not a share or an amount of money against
/// what is counted or measured.
#[must_use]
pub fn is_comparable(from: Option<&str>, to: Option<&str>) -> bool {
    let sort = |unit| match Measure::of(Some(unit)) {
        Measure::Money(_) => Measure::Money(0),
        Measure::Other => Measure::Count,
        measure => measure,
    };
    from.zip(to).is_none_or(|(from, to)| sort(from) == sort(to))
}

/// Whether two numbers are the same amount, each in its unit; the numbers alone count where the units are
/// not both of money.
#[must_use]
pub fn is_same(old: (Decimal, Option<&str>), new: (Decimal, Option<&str>)) -> bool {
    let powers = Some((old.1, new.1)).filter(|(from, to)| from != to);
    let Some((from, to)) = powers.and_then(|(from, to)| self::powers(from, to)) else {
        return old.0 == new.0;
    };
    let whole = |number: Decimal, ten| number.checked_mul(power(ten)?);
    match (whole(old.0, from), whole(new.0, to)) {
        (Some(old), Some(new)) => old == new,
        _ => false,
    }
}

/// A number in another unit, with no more decimals than it needs; as it is where the units are not both of
/// money.
#[must_use]
pub fn in_unit(number: Decimal, from: Option<&str>, to: Option<&str>) -> Option<Decimal> {
    let Some((from, to)) = powers(from, to).filter(|(from, to)| from != to) else {
        return Some(number);
    };
    let whole = number.checked_mul(power(from)?)?;
    Some(whole.checked_div(power(to)?)?.normalize())
}

/// How many times smaller (true) or larger one unit of money is than another.
#[must_use]
pub fn scale(from: Option<&str>, to: Option<&str>) -> Option<(bool, Decimal)> {
    let (from, to) = powers(from, to).filter(|(from, to)| from != to)?;
    Some((to < from, power(from.abs_diff(to))?))
}

/// The powers of ten of a đồng that two units are.
fn powers(from: Option<&str>, to: Option<&str>) -> Option<(u32, u32)> {
    match (Measure::of(from), Measure::of(to)) {
        (Measure::Money(from), Measure::Money(to)) => Some((from, to)),
        _ => None,
    }
}

fn power(ten: u32) -> Option<Decimal> {
    Decimal::TEN.checked_powu(u64::from(ten))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::item::Item;
    use crate::spec::Named;

    #[test]
    fn a_share_is_not_held_against_a_count() {
        assert!(!is_comparable(Some("%"), Some("hộ")));
        assert!(!is_comparable(Some("hộ"), Some("triệu đồng")));
        assert!(is_comparable(Some("triệu đồng"), Some("tỷ đồng")));
        // One thing under two names.
        assert!(is_comparable(Some("ha"), Some("héc-ta")));
        assert!(is_comparable(None, Some("%")));
    }

    #[test]
    fn shares_of_two_kinds_are_two_sorts() {
        assert!(is_comparable(Some("%"), Some("% số hộ")));
        assert!(!is_comparable(Some("%"), Some("‰")));
        assert!(!is_comparable(Some("triệu đồng"), Some("%")));
        assert!(is_comparable(Some("hộ"), Some("người")));
        assert!(is_comparable(Some("%"), None));
    }

    #[test]
    fn a_number_is_told_in_another_unit_of_money_alone() {
        let (million, billion) = (Some("triệu đồng"), Some("tỷ đồng"));
        let in_unit = |number: i64, from, to| in_unit(number.into(), from, to);
        let billions = in_unit(1500, million, billion)
            .as_ref()
            .map(ToString::to_string);
        assert_eq!(billions.as_deref(), Some("1.5"));
        assert_eq!(in_unit(15, billion, million), Some(15_000.into()));
        for (from, to) in [
            (million, million),
            (million, Some("hộ")),
            (Some("hộ"), million),
            (None, million),
            (million, None),
        ] {
            assert_eq!(in_unit(15, from, to), Some(15.into()), "{from:?} {to:?}");
        }
        // The same unit in other letters keeps the decimals.
        let same = super::in_unit(Decimal::new(150, 2), million, Some("Triệu đồng"));
        assert_eq!(same.as_ref().map(Decimal::scale), Some(2));
        let most = super::in_unit(Decimal::MAX, billion, million);
        assert_eq!(most, None);
    }

    /// A table of names and numbers, one column with a unit of its own, and a row.
    fn table(unit: Option<&str>) -> Item {
        let column = |id: &str, unit: Option<&str>| {
            let mut column = Item::new(Kind::Column, id);
            column.id = Some(id.to_owned());
            column.leaves = unit
                .map(|unit| crate::diff::Leaf {
                    field: Field::of("unit"),
                    value: Value::Text(unit.to_owned()),
                    span: None,
                })
                .into_iter()
                .collect();
            column
        };
        let mut row = Item::new(Kind::Row, "x");
        row.id = Some("x".to_owned());
        row.unit = unit.map(ToOwned::to_owned);
        let mut table = Item::new(Kind::Table, "biểu");
        table.children = vec![
            column("ten", None),
            column("ho", Some("hộ")),
            column("von", None),
            row,
        ];
        table
    }

    #[test]
    fn a_cell_has_the_unit_of_its_column_else_of_its_table() {
        let of = |unit: Option<&str>, key: &str| {
            let table = table(unit);
            let nodes = crate::diff::tree::flatten(&table);
            let unit = unit_of(&nodes, 4, &Field::keyed("cell", key).role(Role::Cell));
            unit.map(ToOwned::to_owned)
        };
        let million = Some("triệu đồng");
        assert_eq!(of(million, "von").as_deref(), million);
        assert_eq!(of(million, "ho").as_deref(), Some("hộ"));
        assert_eq!(of(None, "ho").as_deref(), Some("hộ"));
        assert_eq!(of(None, "von"), None);
        // The first cell is what the row is called by; and a row is no column.
        assert_eq!(of(million, "ten"), None);
        assert_eq!(of(million, "x"), None);
        assert_eq!(of(million, "la"), None);
    }

    #[test]
    fn what_is_measured_has_the_unit_of_its_item_and_a_year_has_none() {
        let mut item = Item::new(Kind::Indicator, "thu");
        item.unit = Some("triệu đồng".to_owned());
        let nodes = crate::diff::tree::flatten(&item);
        let of = |role: Role| unit_of(&nodes, 0, &Field::of("a").role(role));
        for role in [Role::Figure, Role::Yearly, Role::By(Named::Source)] {
            assert_eq!(of(role), Some("triệu đồng"), "{role:?}");
        }
        for role in [Role::Year, Role::Count, Role::Words] {
            assert_eq!(of(role), None, "{role:?}");
        }
    }

    #[test]
    fn amounts_are_compared_and_not_digits() {
        let (thousand, million) = (Some("nghìn đồng"), Some("triệu đồng"));
        let same = |old: i64, from, new: i64, to| is_same((old.into(), from), (new.into(), to));
        assert!(same(839_000, thousand, 839, million));
        assert!(!same(839, thousand, 839, million));
        assert!(same(0, thousand, 0, million));
        // What is no money is not converted.
        assert!(same(839, Some("hộ"), 839, million));
        assert!(is_converted(thousand, million));
        assert!(!is_converted(million, Some("Triệu đồng")));
        assert!(!is_converted(million, million));
        assert!(!is_converted(million, Some("hộ")));
        assert!(!is_converted(None, million));
        let most = (Decimal::MAX, Some("tỷ đồng"));
        assert!(!is_same(most, (Decimal::MAX, million)));
    }
}
