//! What is wrong with a plan that has been read.
//!
//! A [`Rule`] is one kind of fault with its id, its documentation in both languages and the function
//! that finds it; [`rules`] has them all, a folder a family. The functions see a [`Context`]: the plan,
//! its registries, and its document as running text with a way back to the source. What they find is
//! settled once, by the levels and suppressions of office and plan.
//!
//! From the innermost: `facts` are what rules read of a plan, each read once, with the arithmetic that
//! they need; a rule is made of [`Rule`], [`Context`] and [`Findings`]; a folder a family uses these; the
//! registry lists the families; examining drives them.
//!
//! To add a rule: write it into its family's table, what it rests on into `law/data`, and a wrong and a
//! right plan into `tests/rules`.

mod across;
mod arithmetic;
mod budget;
mod compare;
mod context;
mod examine;
mod facts;
mod figures;
mod form;
mod indicator;
pub mod issuing;
mod legal;
mod once;
mod party;
mod reading;
mod registry;
mod responsibility;
mod rule;
mod sink;
mod table;
mod text;
mod time;
mod together;
mod yearly;

pub(crate) use arithmetic::Measure;
pub use compare::money::{Amount, of_id as amount_of};
pub use context::Context;
pub use examine::{Examined, examine, examine_registries, examine_watched, settle_issuing};
pub use once::{OfficeFault, Once};
pub use party::{Party, Tie};
pub use registry::{rule_named, rules};
pub use rule::{Check, Findings, Ground, Rule};
pub use sink::Options;
pub use together::{Brief, examine_together};
