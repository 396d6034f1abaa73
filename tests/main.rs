//! All tests of the program as its users see it, in one binary: linking Typst takes time.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod cli;
mod hostile;
mod house;
mod page;
mod plans;
mod readme;
mod spec;
mod support;
