//! Plans of Vietnamese public offices.
pub mod checks;
pub mod cli;
pub mod data;
pub mod diag;
pub mod document;
pub mod plan;
pub mod render;
pub mod source;
pub mod spec;
mod trouble;
pub mod vi;
pub mod workspace;

pub use trouble::{Doing, Trouble};
