//! `kehoach diff`: this year's plan against last year's.

mod browser;
mod changes;
mod html;
mod laws;
mod plans;
