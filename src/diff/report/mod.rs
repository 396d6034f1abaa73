//! Comparisons as reports.

pub mod html;
