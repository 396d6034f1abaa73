//! How a plan goes out (ban hành): who has signed off, its number and day, the files that leave, and
//! what proves them later.
//!
//! ```text
//! plan + <plan>.signoff.toml ──ledger, content, standing──▶ who has signed off what is there now
//! register (CSV) ──register──▶ the next number, and whether number and day fit
//! other plans, manifests ──given──▶ numbers that the register must have
//! plan ──stamp──▶ the same text with number and date ──▶ PDF, DOCX
//! all of it ──issue──▶ new contents of plan and register, PDF, DOCX, manifest
//!           ──transaction──▶ all of them on disk, or none
//! released plan + document that withdraws, replaces or corrects it
//!           ──afterwards──▶ new contents of ledger, register and manifest
//! released plan ──extract, copy──▶ a copy for paper, with a number of the register of copies
//! ```

pub mod act;
mod afterwards;
pub mod archive;
mod cells;
pub mod content;
mod copy;
pub mod entry;
mod extract;
mod given;
mod issue;
pub mod ledger;
pub mod manifest;
pub mod metadata;
pub mod number;
mod outgoing;
pub mod register;
mod released;
pub mod row;
mod signable;
pub mod stamp;
pub mod standing;
pub mod transaction;
mod unread;
mod verdict;

pub use afterwards::{Recorded, record};
pub use copy::{Copied, CopyForm, CopyRequest, copy};
pub use given::Known;
pub use issue::prepare;
pub use released::{Released, released};
pub use signable::{PictureFile, PictureFiles, signable};
pub use verdict::{Already, Issue, Refusal, Request, Verdict};
