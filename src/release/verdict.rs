//! What is asked of a release, and what comes of it.

use super::number::Number;
use super::signable::PictureFiles;
use super::transaction::Change;
use crate::diag::{Diagnostic, Message};
use crate::source::Sources;
use jiff::civil::Date;
use std::path::PathBuf;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// The number; else the plan's own, else the next of the register.
    pub number: Option<Number>,
    /// The day of issue; else the plan's own, else today.
    pub date: Option<Date>,
    /// Today.
    pub today: Date,
    /// The folder that PDF, DOCX and manifest go to.
    pub out: PathBuf,
    /// Pictures of signature and seal that go into the PDF.
    pub pictures: PictureFiles,
}

/// What comes of it.
#[derive(Debug)]
pub enum Verdict {
    /// The plan goes out.
    Ready(Box<Issue>),
    /// It has gone out, just so.
    Already(Already),
    /// It may not go out.
    Refused(Box<Refusal>),
}

impl Verdict {
    /// Why the plan may not go out, without reasons where it may.
    pub(super) fn refusal(self) -> Refusal {
        match self {
            Self::Refused(refusal) => *refusal,
            Self::Ready(_) | Self::Already(_) => Refusal::default(),
        }
    }
}

/// A plan that goes out.
#[derive(Debug)]
pub struct Issue {
    /// Number and symbol: `05/KH-UBND`.
    pub number: String,
    /// The day of issue.
    pub date: Date,
    /// PDF, DOCX and manifest.
    pub files: Vec<PathBuf>,
    /// What the archive of the office has no room for.
    pub notes: Vec<Message>,
    /// How many pages the PDF has.
    pub pages: usize,
    /// Whether the PDF has fields for signatures: not where a template of the workspace leaves no room.
    pub has_fields: bool,
    /// All files with their new contents.
    pub changes: Vec<Change>,
    /// What is not wrong enough to stop it, with the texts that it is about.
    pub warnings: Vec<(Vec<Diagnostic>, Sources)>,
}

/// A plan that went out before.
#[derive(Debug)]
pub struct Already {
    /// Number and symbol: `05/KH-UBND`.
    pub number: String,
    /// The day of issue.
    pub date: Date,
    /// Files that went out and are no longer there, as they were.
    pub missing: Vec<Change>,
}

/// Why a plan may not go out.
#[derive(Debug, Default)]
pub struct Refusal {
    /// Findings with places.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they are about.
    pub sources: Sources,
    /// What has no place in a text.
    pub reasons: Vec<Message>,
}

impl Refusal {
    pub(super) fn verdict(
        diagnostics: Vec<Diagnostic>,
        sources: Sources,
        reasons: Vec<Message>,
    ) -> Verdict {
        Verdict::Refused(Box::new(Self {
            diagnostics,
            sources,
            reasons,
        }))
    }

    /// A refusal for a reason that has no place in a text.
    #[must_use]
    pub fn reason(en: impl Into<String>, vi: impl Into<String>) -> Self {
        Self {
            reasons: vec![Message::new(en, vi)],
            ..Self::default()
        }
    }

    pub(super) fn because(en: impl Into<String>, vi: impl Into<String>) -> Verdict {
        Verdict::Refused(Box::new(Self::reason(en, vi)))
    }
}
