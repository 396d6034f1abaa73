//! What has changed between two plans.

use super::item::{Field, Kind, Leaf, Value};
use super::pair::Reason;
use super::split::Split;
use super::words::Run;
use crate::checks::Measure;
use crate::diag::{Lang, Words, words};
use crate::source::Span;
use crate::vi;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

/// Everything that has changed between two plans, in the order of the new one; what only the old one has
/// stands behind what stood before it there.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The years planned for.
    pub years: (i16, i16),
    /// The changes.
    pub changes: Vec<Change>,
    /// What became of the old plan's targets, as far as the new one records it.
    pub outcomes: Vec<Outcome>,
    /// The legal bases in whose place others stand that the registry names: their ids, old and new.
    pub replaced: Vec<(String, String)>,
    /// Budget lines that were split or merged, told beside their changes.
    pub splits: Vec<Split>,
    /// How many leaves are the same in both.
    pub equal: usize,
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What has changed.
    pub kind: Kind,
    /// What people call it: as the new plan does, else as the old one did.
    pub name: String,
    /// The names of the items around it, outermost first.
    pub trail: Vec<String>,
    /// The unit of its numbers.
    pub unit: Option<String>,
    /// The unit of its old number, where that is money in another unit than the new one.
    pub old_unit: Option<String>,
    /// Why two items are taken for one; none where there is but one.
    pub reason: Option<Reason>,
    /// What has changed about it.
    pub what: What,
    /// What it just follows from.
    pub expected: Option<Expected>,
    /// Where it stands in the old and the new plan.
    pub places: (Option<Span>, Option<Span>),
}

/// What has changed about an item.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "most changes are of the largest kind"
)]
pub enum What {
    /// Only the new plan has it.
    Added {
        /// What it says.
        leaves: Vec<Leaf>,
    },
    /// Only the old plan has it.
    Dropped {
        /// What it said.
        leaves: Vec<Leaf>,
    },
    /// It stands in another item.
    Moved {
        /// The names of the items around it, outermost first, in the old plan.
        from: Vec<String>,
    },
    /// It stands at another place in the same item, counted from 1.
    Reordered {
        /// The place in the old plan.
        from: usize,
        /// The place in the new plan.
        to: usize,
    },
    /// What stands in it has another order.
    Sorted {
        /// What has: rows, columns.
        of: Kind,
        /// How many have changed their places.
        moved: usize,
    },
    /// It goes by another id.
    Renamed {
        /// The id in the old plan.
        from: Option<String>,
        /// The id in the new plan.
        to: Option<String>,
    },
    /// It says something else.
    Altered {
        /// What it says that of.
        field: Field,
        /// What it said; none where it said nothing.
        old: Option<Value>,
        /// What it says now.
        new: Option<Value>,
        /// The difference of two numbers.
        delta: Option<Delta>,
        /// Where two texts agree and differ; empty for all else.
        runs: Vec<Run>,
    },
}

/// The difference of two numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Delta {
    /// New less old, in the new one's unit.
    pub absolute: Decimal,
    /// That in percent of the old one, to two decimals; none where that is no base to grow from: zero, less
    /// than zero, or a share.
    pub percent: Option<Decimal>,
    /// What it is counted in where the numbers are shares: «điểm %».
    pub points: Option<Words>,
    /// Whether it is for the better, where the indicator says which way that is.
    pub better: Option<bool>,
}

impl Delta {
    /// The difference of two numbers in one unit; none where it has too many digits.
    #[must_use]
    pub fn between(old: Decimal, new: Decimal, unit: Option<&str>) -> Option<Self> {
        let absolute = new.checked_sub(old)?;
        let points = Self::points(unit);
        let is_base = points.is_none() && old > Decimal::ZERO && new >= Decimal::ZERO;
        Some(Self {
            absolute,
            percent: is_base.then(|| percent(absolute, old)).flatten(),
            points,
            better: None,
        })
    }

    /// What differences of numbers in a unit are counted in, where the numbers are shares.
    #[must_use]
    pub fn points(unit: Option<&str>) -> Option<Words> {
        match Measure::of(unit) {
            Measure::Percent => Some(words("percentage points", "điểm %")),
            Measure::Permille => Some(words("points per thousand", "điểm ‰")),
            _ => None,
        }
    }

    /// The difference of two numbers that are changes themselves, and what that is of the old one: «giảm ít hơn
    /// 5 hộ», «20%»; none where one rises and the other falls.
    #[must_use]
    pub fn of_changes(
        &self,
        (old, new): (Decimal, Decimal),
        unit: Option<&str>,
        lang: Lang,
    ) -> Option<(String, String)> {
        let falls = old.is_sign_negative();
        if old.is_zero() || new.is_zero() || falls != new.is_sign_negative() {
            return None;
        }
        let is_less = new.abs() < old.abs();
        let word = match (falls, is_less) {
            (true, true) => words("falls less, by", "giảm ít hơn"),
            (true, false) => words("falls more, by", "giảm nhiều hơn"),
            (false, true) => words("rises less, by", "tăng ít hơn"),
            (false, false) => words("rises more, by", "tăng nhiều hơn"),
        };
        let size = self.absolute.abs();
        let share = percent(size, old.abs()).filter(|_| self.points.is_none());
        let size = vi::number::format(&size);
        let unit = self.points.map(|points| points.text(lang)).or(unit);
        let size = match unit {
            Some(unit) => format!("{} {size} {unit}", word.text(lang)),
            None => format!("{} {size}", word.text(lang)),
        };
        let share = share.map(|share| format!("{}%", vi::number::format(&share)));
        Some((size, share.unwrap_or_default()))
    }

    /// As people write it: «-25», «+0,5 điểm %».
    #[must_use]
    pub fn written(&self, lang: Lang) -> String {
        let points = self.points.map(|points| format!(" {}", points.text(lang)));
        vi::number::signed(&self.absolute) + &points.unwrap_or_default()
    }

    /// What it is of the old number: «-29,76%».
    #[must_use]
    pub fn growth(&self) -> Option<String> {
        let percent = self.percent.as_ref()?;
        Some(format!("{}%", vi::number::signed(percent)))
    }
}

/// A number in percent of another one, to two decimals.
fn percent(number: Decimal, of: Decimal) -> Option<Decimal> {
    let percent = Decimal::ONE_HUNDRED.checked_mul(number)?.checked_div(of)?;
    let percent = percent.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    Some(percent.normalize())
}

/// What a change just follows from: moving a plan from one year to the next, or another unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Expected {
    /// Years are one later, in words and in dates, in so many places.
    Year(usize),
    /// A year's result has been recorded.
    Recorded,
    /// A year long past is left out.
    Past,
    /// The same amount of money in another unit.
    Unit,
}

impl Expected {
    /// What readers call it.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Self::Year(_) => words("follows from the year", "theo năm"),
            Self::Recorded => words("result recorded", "ghi kết quả"),
            Self::Past => words("past year left out", "thôi ghi"),
            Self::Unit => words("same amount", "quy đổi đơn vị"),
        }
    }
}

/// What became of a target.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The indicator's name.
    pub name: String,
    /// Its unit.
    pub unit: Option<String>,
    /// The year of the target.
    pub year: i16,
    /// What was to be reached: a value, or a change where `is_change`.
    pub target: Decimal,
    /// Whether target and result are differences to the year before.
    pub is_change: bool,
    /// What was reached.
    pub result: Decimal,
    /// How it turned out.
    pub verdict: Verdict,
}

/// How a target turned out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Chưa đạt.
    Missed,
    /// Đạt.
    Reached,
    /// Vượt.
    Exceeded,
}

impl Outcome {
    /// Its target or its result as people write it: a difference to the year before has a sign.
    #[must_use]
    pub fn written(&self, number: &Decimal) -> String {
        if self.is_change {
            vi::number::signed(number)
        } else {
            vi::number::format(number)
        }
    }
}

impl Verdict {
    /// What readers call it.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Self::Missed => words("missed", "chưa đạt"),
            Self::Reached => words("reached", "đạt"),
            Self::Exceeded => words("exceeded", "vượt"),
        }
    }
}

/// A change from one number to another, of which one may be missing.
#[derive(Debug, Clone, Copy)]
pub struct Figures<'c> {
    /// What they are numbers of.
    pub field: &'c Field,
    /// What was said.
    pub old: Option<&'c Value>,
    /// What is said now.
    pub new: Option<&'c Value>,
    /// Their difference, where there is one.
    pub delta: Option<&'c Delta>,
}

impl Change {
    /// The numbers that it is about; none where it is about words.
    #[must_use]
    pub fn figures(&self) -> Option<Figures<'_>> {
        let What::Altered {
            field,
            old,
            new,
            delta,
            ..
        } = &self.what
        else {
            return None;
        };
        let number = |value: &Option<Value>| {
            matches!(value, None | Some(Value::Number(_) | Value::Undecided))
        };
        (number(old) && number(new)).then(|| Figures {
            field,
            old: old.as_ref(),
            new: new.as_ref(),
            delta: delta.as_ref().filter(|delta| !delta.absolute.is_zero()),
        })
    }

    /// Whether a reader must see it: it does not just follow from the step to the next year or from another
    /// unit.
    #[must_use]
    pub fn matters(&self) -> bool {
        self.expected.is_none()
    }
}
