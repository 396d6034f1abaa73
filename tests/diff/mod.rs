//! `kehoach diff`: this year's plan against last year's.

mod changes;
mod laws;
mod plans;
