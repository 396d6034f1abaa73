//! The arithmetic of the checks (số học): exact, with what rounding leaves open.
//!
//! A number in a plan is printed with so many decimals, and stands for every true value that rounds to
//! it. The checks ask whether some true values can explain all that is printed; only where none can,
//! the plan contradicts itself. Everything is exact, and where 128 bits do not hold a value there is
//! no answer, which is never a fault.

mod exact;
mod formula;
mod interval;
mod scale;
mod share;
mod sum;
mod telling;
mod unit;

pub use exact::Exact;
pub use formula::{Formula, FormulaError, FormulaFault};
pub use interval::Interval;
pub use scale::{Shift, misplaced, shift};
pub use share::{Wholes, as_share_of_one, closest, share};
pub use sum::Sum;
pub use telling::{addition, also_all, mismatch, of_one, of_scale, print, short};
pub use unit::{Measure, counted, is_average, is_comparison};
