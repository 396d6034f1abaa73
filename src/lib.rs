//! Plans of Vietnamese public offices.
pub mod diag;
pub mod plan;
pub mod source;
pub mod spec;
pub mod vi;
