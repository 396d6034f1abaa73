//! All tests of the program as its users see it, in one binary: linking Typst takes time.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::format_collect,
    reason = "tests stop at what they did not expect, and say what they passed over"
)]
// Places on a page are measured by programs that print them as decimal fractions.
#![allow(clippy::float_arithmetic, clippy::float_cmp)]

mod cli;
mod diff;
mod docx;
mod hostile;
mod house;
mod page;
mod plans;
mod readme;
mod release;
mod rules;
mod same;
mod signature;
mod spec;
mod support;
mod verify;
