//! What is done to a plan after it has gone out.

use super::word;
use crate::release::number::Number;
use clap::{Args, ValueEnum};
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

/// A copy for paper (bản sao sang định dạng giấy): the plan as it went out, and behind its end what makes
/// it a copy, with a number of the register of copies.
#[derive(Debug, Args)]
pub struct CopyArgs {
    /// The plan that has gone out
    pub plan: PathBuf,
    /// The form of the copy
    #[arg(long, value_enum, default_value_t = CopyKind::SaoY)]
    pub kind: CopyKind,
    /// The sections and appendices of a trích sao, by id or by the number that they print, as in II,
    /// parted by commas
    #[arg(long, value_delimiter = ',', required_if_eq("kind", "trich-sao"))]
    pub sections: Vec<String>,
    /// Its number; else the next one of the register of copies
    #[arg(long, value_parser = word::number)]
    pub number: Option<Number>,
    /// The day of the copy, as 2026-01-20 or 20/01/2026; else today
    #[arg(long, value_parser = word::day)]
    pub date: Option<Date>,
    /// Who signs the copy; else the plan's signer
    #[arg(long, value_name = "NAME", requires = "position")]
    pub signer: Option<String>,
    /// The position of who signs the copy
    #[arg(long, requires = "signer")]
    pub position: Option<String>,
    /// For whom or in whose place that person signs, as in "TL. CHỦ TỊCH"
    #[arg(long, requires = "signer")]
    pub authority: Option<String>,
    /// Who receives the copy; may be given several times
    #[arg(long, value_name = "NAME")]
    pub recipient: Vec<String>,
    /// The folder that the plan was released to, where the copy goes, too
    #[arg(long, default_value = "released")]
    pub out: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CopyKind {
    /// SAO Y: the whole plan
    SaoY,
    /// TRÍCH SAO: some of its sections and appendices
    TrichSao,
}
