//! Sums, and what rounding does to them.

use super::exact::Exact;
use rust_decimal::Decimal;

/// A sum (tổng) of printed numbers.
///
/// Whole numbers add up exactly. Numbers with decimals have been rounded before they were added up, so
/// their total may be off by half a unit of the last decimal for each of them.
#[derive(Debug, Clone, Copy)]
pub struct Sum {
    /// What the printed numbers add up to; none where it is too large to know.
    total: Option<Exact>,
    /// How many numbers were added.
    pub count: usize,
    /// How many of them are rounded.
    rounded: i128,
    /// Whether whole numbers are rounded, too.
    of_shares: bool,
    /// The most decimals among them.
    scale: u32,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            total: Some(Exact::ZERO),
            count: 0,
            rounded: 0,
            of_shares: false,
            scale: 0,
        }
    }
}

impl Sum {
    /// A sum of shares of a whole, which are rounded even without decimals.
    #[must_use]
    pub fn of_shares() -> Self {
        Self {
            of_shares: true,
            ..Self::default()
        }
    }

    /// Adds a number.
    pub fn add(&mut self, value: Decimal) {
        self.total = self.total.and_then(|total| total.plus(Exact::of(value)));
        self.count += 1;
        self.rounded += i128::from(self.of_shares || value.scale() > 0);
        self.scale = self.scale.max(value.scale());
    }

    /// What the numbers add up to.
    #[must_use]
    pub fn exact(&self) -> Option<Exact> {
        self.total
    }

    /// What the numbers add up to, with the most decimals among them.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        self.total?.rounded(self.scale)
    }

    /// Whether a stated total is the sum, or off by no more than rounding can explain.
    #[must_use]
    pub fn fits(&self, stated: Decimal) -> bool {
        let fits = || {
            let off = self.total?.minus(Exact::of(stated))?;
            let of_addends = Exact::half_unit(self.scale).times(Exact::whole(self.rounded))?;
            let own = if self.rounded > 0 || stated.scale() > 0 {
                Exact::half_unit(stated.scale())
            } else {
                Exact::ZERO
            };
            let most = of_addends.plus(own)?;
            Some(off <= most && off.negated() <= most)
        };
        fits().unwrap_or(true)
    }
}

impl Extend<Decimal> for Sum {
    fn extend<I: IntoIterator<Item = Decimal>>(&mut self, values: I) {
        for value in values {
            self.add(value);
        }
    }
}

impl FromIterator<Decimal> for Sum {
    fn from_iter<I: IntoIterator<Item = Decimal>>(values: I) -> Self {
        let mut sum = Self::default();
        sum.extend(values);
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fits(addends: &str, stated: &str) -> bool {
        let values = addends.split(' ').map(|value| value.parse().unwrap());
        values.collect::<Sum>().fits(stated.parse().unwrap())
    }

    #[test]
    fn whole_numbers_add_up_exactly() {
        assert!(fits("839 737", "1576") && fits("839 737", "1576.0"));
        assert!(!fits("839 737", "1577") && !fits("839 737", "1567"));
        assert!(fits("-5 3", "-2"));
    }

    #[test]
    fn shares_add_up_to_a_hundred_or_nearly() {
        let mut sum = Sum::of_shares();
        sum.extend([Decimal::from(33); 3]);
        assert!(sum.fits(Decimal::from(100)) && !sum.fits(Decimal::from(110)));
    }

    #[test]
    fn rounded_numbers_add_up_within_their_rounding() {
        assert!(fits("33.3 33.3 33.3", "100.0") && fits("33.3 33.3 33.3", "100"));
        assert!(fits("33.33 33.33 33.33", "100") && !fits("33.33 33.33 33.33", "100.02"));
        assert!(!fits("12.5 7", "20.5") && !fits("839 737", "1576.4"));
    }

    proptest! {
        #[test]
        fn a_total_rounded_after_adding_always_fits(values in proptest::collection::vec(-100_000_i64..100_000, 1..40), scale in 1_u32..4) {
            let exact = |v: i64| Exact::of(Decimal::new(v, 5));
            let printed = values.iter().map(|v| exact(*v).rounded(scale).unwrap());
            let total = exact(values.iter().sum()).rounded(scale).unwrap();
            prop_assert!(printed.collect::<Sum>().fits(total));
        }
    }
}
