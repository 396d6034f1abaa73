//! Numbers of another scale: thousands written for millions, 0,05 for 5 %.

use super::exact::Exact;
use super::interval::Interval;
use super::sum::Sum;
use rust_decimal::Decimal;

/// By how many powers of ten a number stands too high, or too low where negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift(pub i32);

/// The factors between đồng, thousands, millions and billions.
const SHIFTS: [i32; 6] = [3, -3, 6, -6, 9, -9];

impl Shift {
    /// A number brought back to the scale of the others.
    #[must_use]
    pub fn undone(self, value: Exact) -> Option<Exact> {
        let power = Exact::whole(10_i128.checked_pow(self.0.unsigned_abs())?);
        if self.0 > 0 {
            value.over(power)
        } else {
            value.times(power)
        }
    }
}

/// The shift between a stated number and what it should be, where that is all the difference.
#[must_use]
pub fn shift(stated: Decimal, computed: Exact) -> Option<Shift> {
    if computed == Exact::ZERO {
        return None;
    }
    SHIFTS.into_iter().map(Shift).find(|shift| {
        let undone = shift.undone(Exact::of(stated));
        undone == Some(computed) || is_rounding(stated, *shift, computed)
    })
}

/// Whether a number of at least two digits is the other one rounded, at another scale.
fn is_rounding(stated: Decimal, shift: Shift, computed: Exact) -> bool {
    if shift.0 > 0 || stated.normalize().mantissa().unsigned_abs() < 10 {
        return false;
    }
    let range = Interval::rounded(stated);
    let (low, high) = (shift.undone(range.low), shift.undone(range.high));
    low.zip(high)
        .is_some_and(|(low, high)| Interval { low, high }.holds(computed))
}

/// The addend whose scale alone makes a sum differ from its stated total.
#[must_use]
pub fn misplaced(addends: &[Decimal], sum: &Sum, stated: Decimal) -> Option<(usize, Shift)> {
    let rest = Exact::of(stated).minus(sum.exact()?)?;
    addends.iter().enumerate().find_map(|(place, addend)| {
        let addend = Exact::of(*addend);
        let meant = addend.plus(rest)?;
        let shift = SHIFTS
            .into_iter()
            .map(Shift)
            .find(|shift| shift.undone(addend) == Some(meant))?;
        Some((place, shift))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn of(stated: &str, computed: &str) -> Option<i32> {
        shift(dec(stated), Exact::of(dec(computed))).map(|shift| shift.0)
    }

    #[test]
    fn another_scale_is_recognised() {
        assert_eq!(of("6608000", "6608"), Some(3));
        assert_eq!(of("6.608", "6608"), Some(-3));
        assert_eq!(of("6.6", "6608"), Some(-3));
        assert_eq!(of("6608", "6608"), None);
        assert_eq!(of("66080", "6608"), None);
        assert_eq!(of("7", "6608"), None);
        assert_eq!(of("0", "0"), None);
        assert_eq!(of("0", "6608"), None);
    }

    #[test]
    fn thousands_millions_and_billions_are_scales_and_nothing_between() {
        for power in 1..=10 {
            let many = 42 * 10_i64.pow(power);
            let (many, few) = (Decimal::from(many), dec("42"));
            let scale = i32::try_from(power).ok().filter(|p| matches!(p, 3 | 6 | 9));
            assert_eq!(shift(many, Exact::of(few)).map(|shift| shift.0), scale);
            assert_eq!(shift(few, Exact::of(many)).map(|shift| -shift.0), scale);
        }
    }

    #[test]
    fn only_a_number_of_a_larger_unit_with_two_digits_can_be_a_rounded_one() {
        assert_eq!(of("6608400", "6608"), None);
        assert_eq!(of("6.60", "6604"), Some(-3));
        assert_eq!(of("6.60", "6605"), Some(-3));
        assert_eq!(of("6.60", "6606"), None);
        assert_eq!(of("10", "9600"), Some(-3));
        assert_eq!(of("9", "9400"), None);
        assert_eq!(of("6.0", "6040"), None);
        assert_eq!(of("6", "6000"), Some(-3));
        assert_eq!(of("-6.6", "-6608"), Some(-3));
    }

    #[test]
    fn an_addend_of_another_scale_is_found() {
        let addends = [dec("839"), dec("737000"), dec("12")];
        let sum: Sum = addends.into_iter().collect();
        assert_eq!(misplaced(&addends, &sum, dec("1588")), Some((1, Shift(3))));
        assert_eq!(misplaced(&addends, &sum, dec("1589")), None);
    }
}
