//! This year's plan against last year's.

mod reader;
mod tracked;
