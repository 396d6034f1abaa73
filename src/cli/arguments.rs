//! What the command line takes: subcommands with their options, and the words that help prints of them.

#![expect(
    clippy::doc_markdown,
    reason = "the help texts are printed as they are"
)]

mod afterwards;
mod word;

pub use afterwards::{ActArgs, CopyArgs, CopyKind, ReplaceArgs};

use super::share::Share;
use crate::checks::Options;
use crate::plan::Role;
use crate::release::number::Number;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::ffi::OsString;
use std::path::PathBuf;

/// The plan's own year, where none is given. The years beside it must be years, too.
pub(super) const YEARS: std::ops::RangeInclusive<i64> = 1947..=2199;

/// Plans of Vietnamese public offices as text: checked, and rendered after Decree 30/2020/NĐ-CP
#[derive(Debug, Parser)]
#[command(version, about, propagate_version = true, max_term_width = 100)]
pub struct Command {
    #[command(subcommand)]
    pub action: Action,
    #[command(flatten)]
    pub shared: Shared,
}

/// Options of every subcommand.
#[derive(Debug, Args)]
pub struct Shared {
    /// Language of messages; else that of the locale (LC_ALL, LC_MESSAGES, LANG)
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangOption>,
    /// Colour in messages
    #[arg(long, global = true, value_enum, default_value_t = ColorOption::Auto)]
    pub color: ColorOption,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LangOption {
    /// English
    En,
    /// tiếng Việt
    Vi,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorOption {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Action {
    /// Reads plans and reports every fault
    Check(CheckArgs),
    /// Renders plans to PDF, Word or plain text
    Render(RenderArgs),
    /// Compares two plans: what has changed from the old one to the new one
    Diff(DiffArgs),
    /// Writes a plan as plain text to standard output, as git's textconv
    Text(TextArgs),
    /// Records that someone has signed off a plan as it is now
    Signoff(SignoffArgs),
    /// Says which plans have gone out, and which sign-offs are missing or no longer hold
    Status(StatusArgs),
    /// Gives a plan its number and date, and makes the files that go out
    Release(ReleaseArgs),
    /// Records that a released plan is withdrawn (thu hồi), and the document that does it
    Withdraw(ActArgs),
    /// Records that a released plan is replaced (thay thế) by another one that has been released
    Replace(ReplaceArgs),
    /// Records that the form of a released plan is corrected (đính chính), and the letter that does it
    Correct(ActArgs),
    /// Makes a copy of a released plan for paper: SAO Y or TRÍCH SAO
    Copy(CopyArgs),
    /// Signs a field of a released PDF with a key of one's own: a convenience, and no licensed product for
    /// digital signatures
    Sign(SignArgs),
    /// Tells what a released PDF or DOCX is: its plan, manifest, register and signatures, item by item
    Verify(VerifyArgs),
    /// Lists the rules that plans are checked by
    Rules(RulesArgs),
    /// Explains a rule: what it finds, why, and how to mend it
    Explain(ExplainArgs),
    /// Makes a new workspace, or a new plan in one
    New(NewArgs),
    /// Writes the JSON Schema of a file, for editors
    Schema(SchemaArgs),
    /// Writes completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Plans, or folders with plans
    #[arg(default_value = "plans")]
    pub paths: Vec<PathBuf>,
    /// Last year's plan to compare with, where the one plan given does not name it
    #[arg(long, value_name = "PLAN")]
    pub previous: Option<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// Report also findings that plans accept with `allow`
    #[arg(long)]
    pub ignore_allow: bool,
    /// Mend in the files what can be mended without changing what a plan says, and report the rest
    #[arg(long)]
    pub fix: bool,
}

impl CheckArgs {
    pub fn options(&self) -> Options {
        Options {
            ignore_allow: self.ignore_allow,
            ..Options::default()
        }
    }
}

#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The old plan: its file, REV:FILE in git, a revision alone (then of the file NEW), or a PDF or
    /// DOCX made by kehoach; or a folder of plans. A plan alone is compared with the one that it names as
    /// `previous`
    pub old: PathBuf,
    /// The new plan, given alike
    pub new: Option<PathBuf>,
    /// What else git gives to its diff drivers
    #[arg(hide = true)]
    pub more: Vec<OsString>,
    /// How the changes are written
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// Show also what just follows from the step to the next year
    #[arg(long)]
    pub all: bool,
    /// Write the summary alone
    #[arg(long)]
    pub stat: bool,
    /// The file to write to; else standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Author of the tracked changes of docx; else git's user.name, else kehoach
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Time of the tracked changes of docx, as in 2026-01-31T08:00; else now, so that only with it the same
    /// plans give the same file
    #[arg(long, value_name = "TIME")]
    pub date: Option<jiff::civil::DateTime>,
    /// Take the arguments that git gives to an external diff driver, and never fail
    #[arg(long)]
    pub git: bool,
}

#[derive(Debug, Args)]
pub struct SignoffArgs {
    /// The plan
    pub plan: PathBuf,
    /// What the person does: draft (soạn thảo), review (thẩm định), form (kiểm tra thể thức), sign (ký) or
    /// clerk (văn thư), by id or in Vietnamese, with or without tone marks
    #[arg(long, value_parser = word::role)]
    pub role: Role,
    /// The person's name
    #[arg(long)]
    pub name: String,
    /// The day of the sign-off; else today
    #[arg(long, value_parser = word::day)]
    pub date: Option<Date>,
}

#[derive(Debug, Args)]
pub struct StatusArgs {
    /// Plans, or folders with plans
    #[arg(default_value = "plans")]
    pub paths: Vec<PathBuf>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = StatusFormat::Text)]
    pub format: StatusFormat,
    /// The folder that released files lie in, where it is outside of the workspace
    #[arg(long, default_value = "released")]
    pub out: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

#[derive(Debug, Args)]
pub struct ReleaseArgs {
    /// The plan
    pub plan: PathBuf,
    /// Its number; else the next one of the register of outgoing documents
    #[arg(long, value_parser = word::number)]
    pub number: Option<Number>,
    /// The day of issue, as 2026-01-20 or 20/01/2026; else today
    #[arg(long, value_parser = word::day)]
    pub date: Option<Date>,
    /// The folder that PDF, DOCX and manifest go to
    #[arg(long, default_value = "released")]
    pub out: PathBuf,
    #[command(flatten)]
    pub pictures: PictureArgs,
}

/// Pictures that go into a PDF for copies on paper.
#[derive(Debug, Args)]
pub struct PictureArgs {
    /// A picture of the signature for copies on paper: PNG, blue, transparent
    #[arg(long, value_name = "PNG")]
    pub signature_picture: Option<PathBuf>,
    /// Its true width in millimetres; else as the PNG says
    #[arg(long, value_name = "MM", requires = "signature_picture")]
    pub signature_width: Option<Decimal>,
    /// A picture of the seal for copies on paper: PNG, red, transparent
    #[arg(long, value_name = "PNG")]
    pub seal_picture: Option<PathBuf>,
    /// Its true width in millimetres; else as the PNG says
    #[arg(long, value_name = "MM", requires = "seal_picture")]
    pub seal_width: Option<Decimal>,
}

#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// PDFs and DOCX that were released
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Certificates of the authorities that are trusted, in PEM or DER
    #[arg(long, value_name = "FILE")]
    pub trust: Vec<PathBuf>,
    /// The manifest of the release; else the one beside the file that names it
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// The register of outgoing documents; else that of the workspace with the plan, under --plans
    #[arg(long, value_name = "CSV")]
    pub register: Option<PathBuf>,
    /// The folder that the plan and its register are looked for in
    #[arg(long, value_name = "FOLDER", default_value = "plans")]
    pub plans: PathBuf,
    /// Fail too where a signature field is empty
    #[arg(long)]
    pub signed: bool,
    #[command(flatten)]
    pub pictures: PictureArgs,
    /// How the verdicts are written
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

#[derive(Debug, Args)]
pub struct TextArgs {
    /// The plan, given as to diff
    pub plan: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people
    Text,
    /// A JSON object
    Json,
    /// Markdown, for a merge request
    Md,
    /// A page for a browser and for paper
    Html,
    /// A comparison table («Bảng so sánh») as an appendix of the new plan, in Vietnamese
    Pdf,
    /// The new plan in Word in its own style, with tracked changes to accept or reject; a draft where
    /// it has errors
    Docx,
}

impl DiffFormat {
    /// Whether it is of two plans only: a file of its own.
    pub fn is_file(self) -> bool {
        matches!(self, Self::Html | Self::Pdf | Self::Docx)
    }

    /// Whether a terminal cannot show it.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Pdf | Self::Docx)
    }
}

/// The password is taken from KEHOACH_P12_PASSWORD or asked for.
///
/// This is a convenience and no licensed product for digital signatures: the key comes from a file, and
/// nobody has certified the program. Where the law asks for a certified product, sign with that.
#[derive(Debug, Args)]
pub struct SignArgs {
    /// The PDF
    pub file: PathBuf,
    /// The key file (PKCS #12) with the certificate and those above it
    #[arg(long, value_name = "KEY.p12")]
    pub p12: PathBuf,
    /// Who signs: the authorised person first, then the office
    #[arg(long, value_enum)]
    pub field: SignField,
    /// The address of a time-stamping authority (RFC 3161), as in http://tsa.example
    #[arg(long, value_name = "URL")]
    pub tsa: Option<String>,
    /// The file to write; else the PDF itself
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum SignField {
    /// The authorised person
    Signer,
    /// The office
    Organisation,
}

#[derive(Debug, Args)]
pub struct RulesArgs {
    /// How they are written
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people
    Text,
    /// A JSON array
    Json,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Id or name, as in BUD001
    pub rule: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people
    Text,
    /// One JSON object a line
    Json,
    /// A SARIF 2.1.0 log, for code scanning and editors
    Sarif,
    /// Workflow commands of GitHub Actions, one a line
    Github,
}

#[derive(Debug, Args)]
pub struct RenderArgs {
    /// Plans, or folders with plans
    #[arg(default_value = "plans")]
    pub paths: Vec<PathBuf>,
    /// The folder to write to
    #[arg(long, default_value = "out")]
    pub out: PathBuf,
    /// What to write
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [RenderFormat::Pdf])]
    pub format: Vec<RenderFormat>,
    /// Render plans with errors too, all marked «DỰ THẢO»
    #[arg(long)]
    pub draft: bool,
    /// How many plans to render at once; else one for each core
    #[arg(long)]
    pub jobs: Option<usize>,
    /// The part of the plans that a worker process renders
    #[arg(long, hide = true)]
    pub share: Option<Share>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RenderFormat {
    /// PDF/A-3a and PDF/UA-1
    Pdf,
    /// A Word document to go on editing, which carries its sources
    Docx,
    /// The plain text: a paragraph a line, cells parted by tabs
    Txt,
    /// The Typst markup that the PDF is made of, with the files that it attaches
    Typ,
}

#[derive(Debug, Args)]
pub struct NewArgs {
    /// The folder of a new workspace, or the file (.toml) of a new plan
    pub path: PathBuf,
    /// The year of the plan; else the next one
    #[arg(long, value_parser = clap::value_parser!(i16).range(YEARS))]
    pub year: Option<i16>,
}

#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// The file described
    #[arg(value_enum, default_value_t = SchemaOf::Plan)]
    pub of: SchemaOf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum SchemaOf {
    /// A plan
    Plan,
    /// kehoach.toml
    Office,
    /// units.toml
    Units,
    /// legal.toml
    Legal,
    /// A style profile
    Profile,
    /// The sign-offs of a plan
    Signoff,
}
