//! Shares of a whole, and wholes that are not printed.

use super::exact::Exact;
use super::interval::Interval;
use super::telling::print;
use rust_decimal::Decimal;

/// More digits than this are never needed to tell two numbers apart.
const MOST_DIGITS: u32 = 8;

/// The shares (tỷ lệ) that a part can be of a whole, per hundred or per thousand; none of nothing.
#[must_use]
pub fn share(part: Interval, whole: Interval, per: i128) -> Option<Interval> {
    Interval::exactly(Exact::whole(per))
        .times(part)?
        .over(whole)
}

/// A computed value as it is to be printed: with the decimals of the stated one, and as many more as
/// it takes to look different.
#[must_use]
pub fn closest(computed: Exact, stated: Decimal) -> Option<Decimal> {
    let scale = stated.scale();
    (scale..=scale + MOST_DIGITS)
        .map_while(|scale| computed.rounded(scale))
        .find(|printed| *printed != stated)
}

/// The share of a hundred or a thousand that a stated share of one is, where it is what was computed.
#[must_use]
pub fn as_share_of_one(stated: Decimal, computed: Exact, per: i128) -> Option<Decimal> {
    let zeros = per.checked_ilog10()?;
    let meant =
        Decimal::try_from_i128_with_scale(stated.mantissa().checked_mul(per)?, stated.scale());
    let meant = meant.ok()?.normalize();
    let scale = stated.scale().saturating_sub(zeros);
    let printed = computed.rounded(scale)?;
    let is_fraction =
        zeros > 0 && !stated.is_zero() && Interval::around(meant, scale).holds(computed);
    is_fraction.then_some(printed)
}

/// The wholes (mẫu số) that are possible where the whole is not printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wholes {
    /// The smallest.
    pub low: Exact,
    /// The largest, where there is one.
    pub high: Option<Exact>,
    /// Whether only whole numbers count.
    counted: bool,
}

impl Wholes {
    /// The wholes of which a part can be the stated share, printed per hundred or per thousand; none
    /// where the two do not even agree in sign.
    ///
    /// A part of nothing has any whole, if its share is nothing.
    #[must_use]
    pub fn of(part: Interval, stated: Decimal, per: i128, counted: bool) -> Option<Self> {
        let nothing = Interval::exactly(Exact::ZERO);
        let (part, stated) = if stated.is_sign_negative() {
            (nothing.minus(part)?, -stated)
        } else {
            (part, stated)
        };
        if part.high.is_negative() {
            return None;
        }
        let share = Interval::rounded(stated);
        let scaled = Interval::exactly(Exact::whole(per)).times(part)?;
        let high = if share.low > Exact::ZERO {
            Some(scaled.high.over(share.low)?)
        } else {
            None
        };
        let wholes = Self {
            low: scaled.low.over(share.high)?,
            high,
            counted,
        };
        Some(if counted { wholes.whole() } else { wholes })
    }

    /// Those that are no smaller than their part.
    #[must_use]
    pub fn not_below(self, part: Decimal) -> Self {
        Self {
            low: self.low.max(Exact::of(part.abs())),
            ..self
        }
    }

    fn whole(self) -> Self {
        Self {
            low: Exact::whole(self.low.ceiling()),
            high: self.high.map(|high| Exact::whole(high.floor())),
            ..self
        }
    }

    /// Whether no whole is possible.
    #[must_use]
    pub fn is_empty(self) -> bool {
        let impossible = |high| high < self.low || high <= Exact::ZERO;
        self.high.is_some_and(impossible)
    }

    /// The wholes that are in both.
    #[must_use]
    pub fn meet(self, other: Self) -> Self {
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self {
            low: self.low.max(other.low),
            high,
            ..self
        }
    }

    /// Everything from the smallest to the largest whole of either.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: self.high.zip(other.high).map(|(a, b)| a.max(b)),
            ..self
        }
    }

    /// The sums of a whole of each.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let high = match self.high.zip(other.high) {
            Some((a, b)) => Some(a.plus(b)?),
            None => None,
        };
        Some(Self {
            low: self.low.plus(other.low)?,
            high,
            ..self
        })
    }

    /// The smallest and the largest whole in Vietnamese notation: `1.078-1.079`.
    #[must_use]
    pub fn told(self) -> String {
        let scale = if self.counted { 0 } else { 2 };
        let printed = |whole: Exact| whole.rounded(scale).map_or_else(String::new, print);
        match self.high {
            None => format!("≥ {}", printed(self.low)),
            Some(high) if high == self.low => printed(high),
            Some(high) => format!("{}-{}", printed(self.low), printed(high)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn count(number: i128) -> Interval {
        Interval::exactly(Exact::whole(number))
    }

    fn wholes(part: i128, stated: &str) -> Wholes {
        Wholes::of(count(part), dec(stated), 100, true).unwrap()
    }

    #[test]
    fn a_share_is_computed_with_enough_digits() {
        let share = share(count(25), count(1609), 100).unwrap();
        assert!(!Interval::rounded(dec("1.56")).meets(share));
        assert_eq!(closest(share.low, dec("1.56")), Some(dec("1.55")));
        assert_eq!(closest(share.low, dec("1.55")), Some(dec("1.554")));
        assert_eq!(closest(Exact::whole(3), dec("3.0")), None);
    }

    #[test]
    fn a_share_of_one_is_as_exact_as_it_is_written() {
        let of = |stated: &str, computed: &str, per| {
            as_share_of_one(dec(stated), Exact::of(dec(computed)), per)
        };
        assert_eq!(of("0.245", "24.5", 100), Some(dec("24.5")));
        assert_eq!(of("0.245", "24.54", 100), Some(dec("24.5")));
        assert_eq!(of("0.245", "24.56", 100), None);
        assert_eq!(of("0.24", "24.5", 100), Some(dec("25")));
        assert_eq!(of("0.23", "24.5", 100), None);
        assert_eq!(of("0.245", "245", 1000), Some(dec("245")));
        assert_eq!(of("0.2", "20", 100), Some(dec("20")));
        assert_eq!(of("0", "0", 100), None);
        assert_eq!(of("50", "50", 1), None);
    }

    #[test]
    fn wholes_are_told_from_the_smallest_to_the_largest() {
        let any = wholes(0, "0.00");
        let some = wholes(44, "4.08");
        assert_eq!(any.told(), "≥ 0");
        assert_eq!(any.not_below(dec("-6")).told(), "≥ 6");
        assert_eq!(any.meet(some).told(), "1.078-1.079");
        assert_eq!(some.meet(any).told(), "1.078-1.079");
        assert_eq!(any.hull(some).told(), "≥ 0");
        assert_eq!(some.hull(wholes(94, "8.70")).told(), "1.078-1.081");
        assert_eq!(any.plus(some).unwrap().told(), "≥ 1.078");
        assert_eq!(some.plus(some).unwrap().told(), "2.156-2.158");
        assert_eq!(wholes(3, "60.0").told(), "5");
        let measured = Wholes::of(count(3), dec("70.0"), 100, false).unwrap();
        assert_eq!(measured.told(), "4,28-4,29");
    }

    #[test]
    fn a_part_and_its_share_have_one_sign() {
        assert_eq!(wholes(-44, "-4.08").told(), "1.078-1.079");
        assert_eq!(Wholes::of(count(-44), dec("4.08"), 100, true), None);
        assert_eq!(Wholes::of(count(44), dec("-4.08"), 100, true), None);
    }

    #[test]
    fn two_shares_agree_on_a_whole_or_not() {
        let buon_choah = wholes(17, "2.87").meet(wholes(56, "9.44"));
        assert_eq!(buon_choah.told(), "593");
        assert_eq!(wholes(44, "4.08").told(), "1.078-1.079");
        let dak_nang = wholes(44, "4.08").meet(wholes(94, "8.70"));
        assert!(dak_nang.is_empty());
    }

    #[test]
    fn a_part_of_nothing_has_any_whole() {
        let none = wholes(0, "0.00");
        assert!(!none.is_empty() && none.high.is_none());
        assert!(wholes(0, "0.10").is_empty());
        assert!(!wholes(6, "120").is_empty());
        assert!(wholes(6, "120").not_below(dec("6")).is_empty());
    }

    proptest! {
        #[test]
        fn the_true_whole_is_always_possible(whole in 1_i128..100_000, a in 0_i128..=1000, b in 0_i128..=1000, scale in 0_u32..4) {
            let (a, b) = (a * whole / 1000, b * whole / 1000);
            let printed = |part: i128| Exact::whole(part * 100).over(Exact::whole(whole)).unwrap().rounded(scale).unwrap();
            let of = |part: i128| Wholes::of(count(part), printed(part), 100, true).unwrap();
            let both = of(a).meet(of(b));
            prop_assert!(!both.is_empty());
            prop_assert!(both.low <= Exact::whole(whole) && both.high.is_none_or(|h| h >= Exact::whole(whole)));
        }

        #[test]
        fn a_rounded_share_always_fits(part in 0_i128..10_000, whole in 1_i128..10_000, scale in 0_u32..5) {
            let share = share(count(part), count(whole), 100).unwrap();
            prop_assert!(Interval::rounded(share.low.rounded(scale).unwrap()).meets(share));
        }
    }
}
