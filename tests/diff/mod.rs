//! This year's plan against last year's.

mod others;
mod reader;
mod sketch;
mod tracked;
