//! From a plan to its document: numbering, citations, prose, typed blocks.
//!
//! ```text
//! prose: template --scan, call--> faults   (every id, at its characters)
//!        template --prose--> text with marks --markdown--> pieces --compose--> blocks
//! typed: table, budget, tasks, … --compose--> blocks
//! ```
//!
//! The result, a [`model::Document`], holds words and structure and no form. Its [`passage`]s are the
//! same words as running text, with a way back to where each was written.

mod block;
mod budget;
pub mod call;
pub mod citation;
mod compose;
pub mod difference;
mod emphasis;
mod frame;
pub mod grid;
mod inline;
mod lines;
mod list;
mod markdown;
pub mod model;
mod notes;
pub mod numbering;
mod paragraphs;
pub mod passage;
mod piece;
mod placed;
mod printed;
mod prose;
mod recipients;
mod table;
mod task;
mod text;
mod verify;
mod width;

pub use budget::grand_total;
pub use compose::compose;
pub use emphasis::without_emphasis;
pub use frame::{appendix_note, meta};
pub use paragraphs::paragraphs;
pub use printed::Printer;
