//! This year's plan against last year's: what an office must know of the difference.
//!
//! ```text
//! file ──spec::record──▶ what each key says ──outline──▶ Item tree ──pair──▶ pairs, each with its reason
//! pairs ──compare──▶ Comparison { changes, outcomes }
//!            │ words   what two texts have in common
//!            │ registry what both take from their offices' files
//!            │ rename  what goes by another id
//!            │ outcome what became of the old plan's targets
//!            │ split   budget lines that were split or merged
//!            │ unit    the same money in another unit
//!            │ digits  other money, as its unit alone is another
//!            └ shift   what just follows from the step to the next year
//! Comparison ──printed──▶ Comparison in which calls have printed
//! Comparison ──report::entry──▶ one view of each change, laid out as text, Markdown, HTML, PDF; JSON
//! ```

mod change;
mod compare;
mod digits;
mod item;
mod outcome;
mod outline;
mod pair;
mod printed;
mod registry;
mod rename;
pub mod report;
mod shift;
mod split;
mod tree;
mod unit;

pub use crate::document::difference as words;

pub use change::{Change, Comparison, Delta, Expected, Outcome, Verdict, What};
pub use compare::compare;
pub use item::{Field, Item, Kind, Leaf, Role, Value};
pub use outline::{Side, outline};
pub use pair::Reason;
pub use printed::printed;
pub use split::Split;
