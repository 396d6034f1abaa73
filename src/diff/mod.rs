//! This year's plan against last year's: what an office must know of the difference.
//!
//! ```text
//! Plan ──outline──▶ Item tree ──pair──▶ pairs, each with its reason
//! pairs ──compare──▶ Comparison { changes, outcomes }
//!            │ words   what two texts have in common
//!            └ shift   what just follows from the step to the next year
//! ```

mod change;
mod compare;
mod item;
mod outline;
mod pair;
mod shift;
mod tree;
pub use crate::document::difference as words;

pub use change::{Change, Comparison, Delta, Expected, Outcome, Verdict, What};
pub use compare::compare;
pub use item::{Field, Kind, Leaf, Value};
pub use pair::Reason;
