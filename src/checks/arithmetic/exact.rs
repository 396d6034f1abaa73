//! Exact fractions.

use rust_decimal::Decimal;
use std::cmp::Ordering;

/// A fraction (phân số) of 128-bit numbers, never rounded.
///
/// It is shortened only when it would not fit otherwise, since most denominators are powers of ten.
#[derive(Debug, Clone, Copy)]
pub struct Exact {
    above: i128,
    /// Always positive.
    below: i128,
}

impl Exact {
    /// Nothing.
    pub const ZERO: Self = Self::whole(0);

    /// A whole number.
    #[must_use]
    pub const fn whole(number: i128) -> Self {
        Self {
            above: number,
            below: 1,
        }
    }

    /// The value of a decimal.
    #[must_use]
    pub fn of(value: Decimal) -> Self {
        Self {
            above: value.mantissa(),
            // A decimal has at most 28 digits after the comma.
            below: 10_i128.checked_pow(value.scale()).unwrap_or(1),
        }
    }

    /// Half a unit of the last digit of a number with so many decimals.
    #[must_use]
    pub fn half_unit(scale: u32) -> Self {
        Self {
            above: 1,
            below: 10_i128
                .checked_pow(scale)
                .and_then(|unit| unit.checked_mul(2))
                .unwrap_or(i128::MAX),
        }
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.below == other.below {
            let above = self.above.checked_add(other.above)?;
            return Some(Self { above, ..self });
        }
        // Powers of ten go into each other, which keeps long sums from growing.
        if self.below % other.below == 0 {
            let other = other.above.checked_mul(self.below / other.below)?;
            let above = self.above.checked_add(other)?;
            return Some(Self { above, ..self });
        }
        if other.below % self.below == 0 {
            return other.plus(self);
        }
        shortened(self, other, |a, b| {
            let left = a.above.checked_mul(b.below)?;
            let right = b.above.checked_mul(a.below)?;
            Some(Self {
                above: left.checked_add(right)?,
                below: a.below.checked_mul(b.below)?,
            })
        })
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        shortened(self, other, |a, b| {
            Some(Self {
                above: a.above.checked_mul(b.above)?,
                below: a.below.checked_mul(b.below)?,
            })
        })
    }

    /// The quotient; none by nothing.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        let (above, below) = (other.below, other.above);
        match below.signum() {
            0 => None,
            1 => self.times(Self { above, below }),
            _ => self.times(Self {
                above: -above,
                below: below.checked_neg()?,
            }),
        }
    }

    /// The same number on the other side of nothing.
    #[must_use]
    pub fn negated(self) -> Self {
        Self {
            above: self.above.saturating_neg(),
            ..self
        }
    }

    /// Whether it is a whole number.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.above % self.below == 0
    }

    /// Whether it is below nothing.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.above < 0
    }

    /// The smallest whole number that is no less.
    #[must_use]
    pub fn ceiling(self) -> i128 {
        let floor = self.floor();
        floor + i128::from(!self.is_whole())
    }

    /// The largest whole number that is no more.
    #[must_use]
    pub fn floor(self) -> i128 {
        self.above.div_euclid(self.below)
    }

    /// The nearest decimal with so many digits after the comma, halves away from nothing.
    #[must_use]
    pub fn rounded(self, scale: u32) -> Option<Decimal> {
        let unit = Self::whole(10_i128.checked_pow(scale)?);
        let scaled = self.times(unit)?.short();
        let twice = scaled.above.checked_mul(2)?;
        let half = scaled.below.checked_mul(twice.signum())?;
        let nearest = twice.checked_add(half)? / scaled.below.checked_mul(2)?;
        Decimal::try_from_i128_with_scale(nearest, scale).ok()
    }

    /// The decimal that it is, if it is one, with no more digits than it needs.
    #[must_use]
    pub fn decimal(self) -> Option<Decimal> {
        let short = self.short();
        let mut scale = 0;
        let mut unit = 1_i128;
        while unit % short.below != 0 {
            unit = unit.checked_mul(10)?;
            scale += 1;
        }
        let above = short.above.checked_mul(unit / short.below)?;
        Decimal::try_from_i128_with_scale(above, scale).ok()
    }

    fn short(self) -> Self {
        let (mut a, mut b) = (self.above.unsigned_abs(), self.below.unsigned_abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        match i128::try_from(a) {
            Ok(common) if common > 1 => Self {
                above: self.above / common,
                below: self.below / common,
            },
            _ => self,
        }
    }
}

/// Tries again with shortened numbers what does not fit.
fn shortened(
    a: Exact,
    b: Exact,
    operation: impl Fn(Exact, Exact) -> Option<Exact>,
) -> Option<Exact> {
    operation(a, b).or_else(|| operation(a.short(), b.short()).map(Exact::short))
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.below == other.below {
            return self.above.cmp(&other.above);
        }
        let left = self.above.checked_mul(other.below);
        let right = other.above.checked_mul(self.below);
        if let (Some(left), Some(right)) = (left, right) {
            return left.cmp(&right);
        }
        // By whole parts, then by what remains turned over: numbers only get smaller.
        let (mut a, mut b) = (*self, *other);
        loop {
            let whole = a.floor().cmp(&b.floor());
            let rest = |e: Exact| e.above.rem_euclid(e.below);
            let (left, right) = (rest(a), rest(b));
            if whole.is_ne() || left == 0 || right == 0 {
                return whole.then(left.signum().cmp(&right.signum()));
            }
            (a, b) = (
                Self {
                    above: b.below,
                    below: right,
                },
                Self {
                    above: a.below,
                    below: left,
                },
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn exact(text: &str) -> Exact {
        Exact::of(text.parse().unwrap())
    }

    fn over(above: i128, below: i128) -> Exact {
        Exact::whole(above).over(Exact::whole(below)).unwrap()
    }

    #[test]
    fn decimals_are_what_they_say() {
        assert_eq!(exact("5.22"), exact("5.220"));
        assert_eq!(exact("1.5").plus(exact("0.25")), Some(exact("1.75")));
        assert_eq!(exact("1.5").minus(exact("2")), Some(exact("-0.5")));
        assert_eq!(exact("1.5").times(exact("-2")), Some(exact("-3")));
        assert_eq!(exact("1").over(exact("-4")), Some(exact("-0.25")));
        assert_eq!(exact("1").over(Exact::ZERO), None);
        assert_eq!(exact("5.220").decimal().unwrap().to_string(), "5.22");
        assert_eq!(over(1, 3).decimal(), None);
    }

    #[test]
    fn rounds_halves_away_from_nothing() {
        let said = |e: Exact, scale| e.rounded(scale).unwrap().to_string();
        assert_eq!(said(over(2500, 1609), 2), "1.55");
        assert_eq!(said(over(1, 8), 2), "0.13");
        assert_eq!(said(over(-1, 8), 2), "-0.13");
        assert_eq!(said(over(7, 1), 2), "7.00");
    }

    #[test]
    fn whole_numbers_around_a_fraction() {
        for (value, floor, ceiling) in [
            (over(7, 2), 3, 4),
            (over(-7, 2), -4, -3),
            (over(6, 2), 3, 3),
            (over(-6, 2), -3, -3),
            (Exact::ZERO, 0, 0),
        ] {
            assert_eq!((value.floor(), value.ceiling()), (floor, ceiling));
            assert_eq!(value.is_whole(), floor == ceiling);
        }
        assert!(over(-1, 2).is_negative());
        assert!(!Exact::ZERO.is_negative() && !over(1, 2).is_negative());
        assert_eq!(over(1, -2), over(-1, 2));
    }

    #[test]
    fn fractions_of_any_denominators_are_added() {
        assert_eq!(over(1, 3).plus(over(1, 3)), Some(over(2, 3)));
        assert_eq!(over(1, 6).plus(over(1, 3)), Some(over(1, 2)));
        assert_eq!(over(1, 3).plus(over(1, 6)), Some(over(1, 2)));
        assert_eq!(over(1, 3).plus(over(1, 4)), Some(over(7, 12)));
        assert_eq!(over(1, 3).minus(over(1, 4)), Some(over(1, 12)));
        assert_eq!(Exact::half_unit(0), over(1, 2));
        assert_eq!(Exact::half_unit(2), exact("0.005"));
    }

    #[test]
    fn what_does_not_fit_is_shortened_first() {
        let unit = 10_i128.pow(38);
        let one = Exact {
            above: unit,
            below: unit,
        };
        assert_eq!(one.times(one), Some(Exact::whole(1)));
        assert_eq!(one.plus(over(1, 3)), Some(over(4, 3)));
        assert_eq!(one.rounded(2).unwrap().to_string(), "1.00");
        let most = Exact::whole(i128::MAX);
        assert_eq!(most.plus(Exact::whole(1)), None);
        assert_eq!(most.times(Exact::whole(2)), None);
    }

    #[test]
    fn a_decimal_has_no_more_digits_than_it_needs() {
        let said = |e: Exact| e.decimal().unwrap().to_string();
        assert_eq!(said(over(1, 8)), "0.125");
        assert_eq!(said(over(-3, 20)), "-0.15");
        assert_eq!(said(over(10, 5)), "2");
    }

    #[test]
    fn long_sums_stay_short() {
        let mut sum = Exact::ZERO;
        for _ in 0..1000 {
            for addend in ["0.1", "0.01", "7", "0.001"] {
                sum = sum.plus(exact(addend)).unwrap();
            }
        }
        assert_eq!(sum, exact("7111"));
    }

    proptest! {
        #[test]
        fn order_is_that_of_small_fractions(a in -500_i128..500, b in 1_i128..500, c in -500_i128..500, d in 1_i128..500) {
            prop_assert_eq!(over(a, b).cmp(&over(c, d)), (a * d).cmp(&(c * b)));
        }

        #[test]
        fn order_holds_where_products_do_not_fit(a in 1_i128..1000, d in -2_i128..=2) {
            let big = i128::MAX / 1001;
            let left = Exact { above: a * big, below: big - 1 };
            let right = Exact { above: a * big + d, below: big - 1 };
            prop_assert_eq!(left.cmp(&right), 0.cmp(&d));
            let (left, right) = (Exact { above: big, below: big - 1 }, Exact { above: big - 1, below: big - 2 });
            prop_assert_eq!(left.cmp(&right), Ordering::Less);
        }

        #[test]
        fn rounding_is_within_half_a_unit(a in -1_000_000_i128..1_000_000, b in 1_i128..1_000_000, scale in 0_u32..6) {
            let value = over(a, b);
            let off = Exact::of(value.rounded(scale).unwrap()).minus(value).unwrap();
            let half = Exact::half_unit(scale);
            prop_assert!(off <= half && off.negated() <= half);
        }

        #[test]
        fn anything_is_computed_or_not_but_nothing_panics(a: i128, b: i128, c in 1_i128.., d in 1_i128..) {
            let (x, y) = (Exact { above: a, below: c }, Exact { above: b, below: d });
            let _ = (x.plus(y), x.minus(y), x.times(y), x.over(y), x.cmp(&y), x.rounded(3), x.decimal());
        }
    }
}
