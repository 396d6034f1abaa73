//! Plans (kế hoạch) of Vietnamese public offices: read from TOML, checked, composed into an
//! administrative document and rendered after Decree 30/2020/NĐ-CP.
//!
//! # The phases
//!
//! ```text
//! files ──workspace──▶ Loaded { plan, sources, findings, attachments }
//!            │ spec   TOML text to typed tables, every fault at its characters
//!            │ plan   the typed domain: one concept a file, with the keys it is read from
//!            └ data   rows of tables from CSV and XLSX
//! Loaded ──checks──▶ Examined { document, findings }
//!            │ document   numbering, citations, prose (Tera, Markdown), tables, tasks
//!            │ passages   the document as running text, with a way back to the source
//!            │ facts      what rules read of it: words, sentences, lists of figures, citations, grids
//!            │ rules      a family a folder: arithmetic, citations, time, form, text, other plans
//!            └ sink       levels and suppressions of office and plan, once
//! Briefs of a run ──checks::examine_together──▶ findings between plans, which are read once more
//! Document ──render──▶ Typst markup ──▶ PDF/A-3a and PDF/UA-1 with its sources attached
//!            │         WordprocessingML ──▶ DOCX with its sources and their places inside
//!            │         (two of them ──▶ one DOCX with tracked changes)
//!            └         plain text
//! (Plan, Plan) ──diff──▶ Comparison ──report──▶ text, JSON, Markdown, HTML, PDF
//! (plan, sign-offs, register) ──release──▶ number and date, PDF, DOCX, manifest, all or nothing
//!            └ afterwards, copy  withdrawn, replaced, corrected; copies for paper
//!            └ signature  fields behind the PDF, pictures of signature and seal; signing, checking
//! released file ──verify──▶ what it is: source, manifest, rendering, register, signatures
//! findings ──diag::render──▶ text like rustc's, JSON, SARIF, commands of GitHub Actions
//! ```
//!
//! # Who may import whom
//!
//! Imports go one way, down this list, and no files go in a circle inside a module either; `tests/house`
//! keeps it so. A module may use those below it.
//!
//! | module | what it is about |
//! | --- | --- |
//! | [`cli`] | subcommands; the only place with a clock, an environment and a terminal |
//! | [`verify`] | what a file is: whether it is what went out |
//! | [`release`] | how a plan goes out: sign-offs, register, number and date, manifest; what becomes of it |
//! | [`signature`] | signature fields of a PDF, pictures of signature and seal, signing and checking |
//! | [`diff`] | what has changed between two plans |
//! | [`checks`] | what is wrong with a plan that has been read |
//! | [`workspace`] | files of an office, read from disk |
//! | [`render`] | a document as PDF, DOCX and text; templates and style profile |
//! | [`document`] | a plan as a document without form |
//! | [`data`] | data files |
//! | [`plan`] | the typed domain |
//! | [`spec`] | reading and describing TOML tables |
//! | `door` | what comes from outside, read within limits |
//! | [`Trouble`] | what the environment or a template does wrong |
//! | [`diag`] | findings, their wording in two languages and their looks |
//! | [`source`], [`vi`] | text with places; the Vietnamese language |
//! | [`law`] | tables of the law: sources and clauses, kinds of document, bodies, tiers, provinces, each with its days |
//!
//! # Decisions
//!
//! - **A type and its keys stand together.** [`spec::Table::fields`] asks for every key once, with its
//!   documentation. The same function reads a table, describes it and records what each key says, so the
//!   reader, the JSON Schema, «did you mean» and the comparison of plans agree by construction. Derive macros
//!   could not report more than one fault, nor keep the places of values inside flattened tables.
//! - **Numbers** are read from the text into [`rust_decimal::Decimal`] and keep the decimals that they
//!   were written with; there is no float arithmetic.
//! - **Three worlds of failure.** What is wrong with a plan is a [`diag::Diagnostic`] with a place. What
//!   is wrong with the environment or a template is a [`Trouble`]. Nothing panics.
//! - **Prose is two stages with a way back.** Calls leave marks when Tera runs and print when the
//!   document is composed, in reading order; other marks lead every character of the result back to
//!   the plan.
//! - **Plans side by side share their sources.** Last year's plan and the superior's are read into the
//!   sources of the plan that names them, as guests with ids of their own where many plans share one, so
//!   that a finding can show numbers of both. Their own faults are theirs.
//! - **What is wrong is told where it stands, once.** A plan prints what registries say, so its rules find
//!   faults there, too: they count for each plan that prints them, and a run tells each of them once.
//! - **A rule is one value.** Its id, its severity, its documentation in both languages, its ground, its
//!   examples and its function stand together; `tests/rules` holds them to a wrong and a right plan.
//!   Rules of text read the composed document, not the TOML, so a number that a call prints takes part.
//! - **Law is dated data.** A rule names what it rests on by a key; [`law::Law`] says where that stands on the
//!   plan's day. The tables are files, read once a run into a value that the workspace holds and hands down;
//!   a decree that replaces another is one more file, and no rule changes.
//! - **Escaping is the default.** Whatever a template prints is a Typst string, or text in XML; no text
//!   becomes code.
//! - **A release is made ready, then done.** `release::prepare` reads, refuses and makes all new contents
//!   without writing; `release::transaction` puts them in place together through a journal, on a disk
//!   that tests can stop at any step.
//! - **Lines break alike.** Paragraphs are filled greedily, and no line ends behind the slash of
//!   «160/NQ-CP», because word processors do so; thus PDF and DOCX are the same page by page.
//! - **Signatures are read and written here**, with the arithmetic of `RustCrypto`: DER and the part of CMS,
//!   X.509 and PKCS #12 that PDFs need are some hundred strict lines, while ready-made libraries for signed
//!   PDFs bring an asynchronous runtime, a browser's worth of HTTP and a second reader of PDFs. Whether they
//!   are right, pyHanko and poppler say in the tests. Checking is always there, signing is the feature
//!   `sign`.
//! - **The document has no form** and the templates have no words, so every output says the same.

pub mod checks;
pub mod cli;
pub mod data;
pub mod diag;
pub mod diff;
pub mod document;
mod door;
pub mod law;
pub mod plan;
pub mod release;
pub mod render;
pub mod signature;
pub mod source;
pub mod spec;
mod trouble;
pub mod verify;
pub mod vi;
pub mod workspace;

pub use trouble::{Doing, Trouble};
