//! What rules read of a plan (dữ kiện): its text as words, sentences, slips, citations and lists of figures,
//! its tables as rows of numbers, its budget as additions.
//!
//! [`Facts`] reads each of them once, when the first rule asks. Nothing here knows of rules.

pub mod addition;
mod below;
mod cache;
pub mod change;
pub mod claim;
pub mod figure;
pub mod grid;
mod inline;
pub mod item;
pub mod list;
pub mod listing;
pub mod mention;
pub mod opening;
pub mod period;
pub mod portion;
pub mod sentence;
pub mod share;
pub mod slip;
pub mod word;

pub use cache::Facts;
