//! What is done to a plan after it has gone out.

#![expect(
    clippy::doc_markdown,
    reason = "the help texts are printed as they are"
)]

use super::word;
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct ActArgs {
    /// The plan that has gone out
    pub plan: PathBuf,
    /// Number and symbol of the document that does it, as in 15/TB-UBND
    #[arg(long, value_name = "DOCUMENT", value_parser = word::document)]
    pub by: String,
    /// The day of that document, as 2026-01-20 or 20/01/2026
    #[arg(long, value_parser = word::day)]
    pub date: Date,
    /// The folder that the plan was released to
    #[arg(long, default_value = "released")]
    pub out: PathBuf,
}

/// Number, symbol and day of the plan in its place are those that it went out with.
#[derive(Debug, Args)]
pub struct ReplaceArgs {
    /// The plan that has gone out
    pub plan: PathBuf,
    /// The plan in its place, which has gone out, too
    #[arg(long, value_name = "PLAN", alias = "by-plan")]
    pub by: PathBuf,
    /// The folder that both were released to
    #[arg(long, default_value = "released")]
    pub out: PathBuf,
}
