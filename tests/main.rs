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
#[cfg(poppler)]
mod page;
mod plans;
mod readme;
mod release;
mod rules;
#[cfg(all(poppler, soffice))]
mod same;
mod signature;
mod spec;
mod support;
mod verify;

/// Stands in the list of tests where the tests that measure PDFs cannot: install poppler-utils.
#[cfg(not(poppler))]
#[test]
fn pages_are_not_measured_because_poppler_is_not_installed() {}

/// Stands in the list of tests where DOCX cannot be compared with PDF: install LibreOffice's Writer.
#[cfg(not(all(poppler, soffice)))]
#[test]
fn docx_is_not_compared_with_pdf_because_libreoffice_is_not_installed() {}
