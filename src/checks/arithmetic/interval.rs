//! What a printed number can stand for.

use super::exact::Exact;
use rust_decimal::Decimal;

/// The true values (khoảng giá trị) that a printed number can stand for, ends included: halves are
/// rounded up, down or to even by different offices and programs, and all of them are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The smallest.
    pub low: Exact,
    /// The largest.
    pub high: Exact,
}

impl Interval {
    /// One value and no other.
    #[must_use]
    pub const fn exactly(value: Exact) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    /// Everything that rounds to a number as it is printed.
    #[must_use]
    pub fn rounded(value: Decimal) -> Self {
        Self::around(value, value.scale())
    }

    /// Everything that rounds to a number as it is printed, or is it when what follows is cut off.
    #[must_use]
    pub fn printed(value: Decimal) -> Self {
        // One digit deeper than any that is compared stands for all that is less than a step.
        const DEEPER: u32 = 9;
        let rounded = Self::rounded(value);
        let cut = |step: Exact| {
            let less = step.minus(Exact::half_unit(value.scale() + DEEPER))?;
            Exact::of(value.abs()).plus(less)
        };
        let step = Exact::half_unit(value.scale());
        let Some(furthest) = step.plus(step).and_then(cut) else {
            return rounded;
        };
        if value.is_sign_negative() {
            Self {
                low: furthest.negated(),
                ..rounded
            }
        } else {
            Self {
                high: furthest,
                ..rounded
            }
        }
    }

    /// Everything that is at most half a unit of a decimal place away.
    #[must_use]
    pub fn around(value: Decimal, scale: u32) -> Self {
        let (value, half) = (Exact::of(value), Exact::half_unit(scale));
        let exactly = Self::exactly(value);
        Self {
            low: value.minus(half).unwrap_or(exactly.low),
            high: value.plus(half).unwrap_or(exactly.high),
        }
    }

    /// What a number stands for among others that are counted (`counted`) or measured: with decimals
    /// it is rounded; without, it is exact when it was counted.
    #[must_use]
    pub fn of(value: Decimal, counted: bool) -> Self {
        if counted && value.scale() == 0 {
            Self::exactly(Exact::of(value))
        } else {
            Self::rounded(value)
        }
    }

    /// Whether it is one value.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// Whether a value lies in it.
    #[must_use]
    pub fn holds(self, value: Exact) -> bool {
        self.low <= value && value <= self.high
    }

    /// Whether a value lies in both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// All sums.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            low: self.low.plus(other.low)?,
            high: self.high.plus(other.high)?,
        })
    }

    /// All differences.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        Some(Self {
            low: self.low.minus(other.high)?,
            high: self.high.minus(other.low)?,
        })
    }

    /// All products.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        if self.is_exact() && other.is_exact() {
            return self.low.times(other.low).map(Self::exactly);
        }
        hull([
            self.low.times(other.low)?,
            self.low.times(other.high)?,
            self.high.times(other.low)?,
            self.high.times(other.high)?,
        ])
    }

    /// All quotients; none where the divisor can be nothing.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        if other.holds(Exact::ZERO) {
            return None;
        }
        if self.is_exact() && other.is_exact() {
            return self.low.over(other.low).map(Self::exactly);
        }
        hull([
            self.low.over(other.low)?,
            self.low.over(other.high)?,
            self.high.over(other.low)?,
            self.high.over(other.high)?,
        ])
    }
}

fn hull(values: [Exact; 4]) -> Option<Interval> {
    let low = values.into_iter().min()?;
    let high = values.into_iter().max()?;
    Some(Interval { low, high })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn holds(printed: &str, value: &str) -> bool {
        Interval::rounded(dec(printed)).holds(Exact::of(dec(value)))
    }

    #[test]
    fn halves_belong_to_both_sides() {
        assert!(holds("1.55", "1.545") && holds("1.55", "1.555"));
        assert!(holds("1.54", "1.545") && !holds("1.56", "1.5549"));
        assert!(holds("-0.82", "-0.825") && holds("-0.82", "-0.815") && !holds("-0.82", "-0.826"));
        assert!(holds("100", "99.5") && !holds("100.0", "99.5"));
    }

    #[test]
    fn a_count_is_exact_and_a_measure_is_rounded() {
        assert!(Interval::of(dec("25"), true).is_exact());
        assert!(!Interval::of(dec("25"), false).is_exact());
        assert!(!Interval::of(dec("2.5"), true).is_exact());
    }

    #[test]
    fn numbers_beside_each_other_meet_in_their_half() {
        let meets = |a: &str, b: &str| {
            let (a, b) = (Interval::rounded(dec(a)), Interval::rounded(dec(b)));
            assert_eq!(a.meets(b), b.meets(a));
            a.meets(b)
        };
        assert!(meets("1.5", "1.6") && meets("1.5", "1.5"));
        assert!(!meets("1.5", "1.7") && !meets("1.50", "1.6") && meets("1.55", "1.6"));
    }

    #[test]
    fn products_and_quotients_have_the_outermost_of_all() {
        let show = |range: Interval| {
            let end = |e: Exact| e.decimal().unwrap().to_string();
            format!("{}..{}", end(range.low), end(range.high))
        };
        let (two, minus) = (Interval::rounded(dec("2")), Interval::rounded(dec("-4")));
        assert_eq!(show(two.times(minus).unwrap()), "-11.25..-5.25");
        assert_eq!(show(minus.times(minus).unwrap()), "12.25..20.25");
        assert_eq!(show(two.minus(minus).unwrap()), "5..7");
        assert_eq!(show(two.plus(minus).unwrap()), "-3..-1");
        let half = Interval::exactly(Exact::of(dec("0.5")));
        assert_eq!(show(two.over(half).unwrap()), "3..5");
        assert_eq!(show(half.over(half).unwrap()), "1..1");
    }

    #[test]
    fn nothing_is_divided_by_what_may_be_nothing() {
        let (one, none) = (Interval::rounded(dec("1")), Interval::rounded(dec("0")));
        assert_eq!(one.over(none), None);
        assert!(none.over(one).unwrap().holds(Exact::ZERO));
    }

    proptest! {
        #[test]
        fn true_values_stay_inside(a in -5000_i64..5000, b in 1_i64..5000, c in 0_u32..3, d in 0_u32..3) {
            // Values of four decimals, printed with fewer.
            let (x, y) = (Decimal::new(a, 4), Decimal::new(b, 4));
            let printed = |v: Decimal, scale| Exact::of(v).rounded(scale).unwrap();
            let (p, q) = (Interval::rounded(printed(x, c)), Interval::rounded(printed(y, d)));
            let (x, y) = (Exact::of(x), Exact::of(y));
            prop_assert!(p.holds(x) && q.holds(y));
            prop_assert!(p.plus(q).unwrap().holds(x.plus(y).unwrap()));
            prop_assert!(p.minus(q).unwrap().holds(x.minus(y).unwrap()));
            prop_assert!(p.times(q).unwrap().holds(x.times(y).unwrap()));
            prop_assert!(p.over(q).is_none_or(|r| r.holds(x.over(y).unwrap())));
        }
    }
}
