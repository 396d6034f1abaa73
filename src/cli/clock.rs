//! The time of Viet Nam, by which all its offices date: seven hours before UTC, summer and winter.
//!
//! It is reckoned, not looked up: no zone of the machine has a say, and no table of zones is needed.

use crate::vi;
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

/// Now.
pub(in crate::cli) fn now() -> Zoned {
    vi::date::in_vietnam(Timestamp::now())
}

/// Today.
pub(in crate::cli) fn today() -> Date {
    now().date()
}
