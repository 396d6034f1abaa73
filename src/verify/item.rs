//! What is said of one side of a file.

use crate::diag::{Message, Words, words};
use crate::signature::check::State;

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The plan that it carries (nguồn đính kèm).
    Source,
    /// The manifest of its release (bản kê ban hành).
    Manifest,
    /// That its plan makes the same file again (tạo lại).
    Rendering,
    /// The register of outgoing documents (sổ đăng ký văn bản đi).
    Register,
    /// What became of the document since (thu hồi, thay thế, đính chính).
    Acts,
    /// The signature fields as a whole (chữ ký).
    Signatures,
    /// That who signed is who the plan says (người ký).
    Signer,
}

impl Part {
    /// Its name for programs.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Manifest => "manifest",
            Self::Rendering => "rendering",
            Self::Register => "register",
            Self::Acts => "acts",
            Self::Signatures => "signatures",
            Self::Signer => "signer",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn word(self) -> Words {
        match self {
            Self::Source => words("source", "nguồn đính kèm"),
            Self::Manifest => words("manifest", "bản kê ban hành"),
            Self::Rendering => words("rendering", "tạo lại từ nguồn"),
            Self::Register => words("register", "sổ đăng ký văn bản đi"),
            Self::Acts => words("later acts", "xử lý sau ban hành"),
            Self::Signatures => words("signatures", "chữ ký"),
            Self::Signer => words("signer", "người ký"),
        }
    }
}

/// An item of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What was looked at.
    pub part: Part,
    /// How it stands.
    pub state: State,
    /// Why.
    pub message: Message,
}

impl Item {
    pub(super) fn valid(part: Part, message: Message) -> Self {
        let state = State::Valid;
        Self {
            part,
            state,
            message,
        }
    }

    pub(super) fn unknown(part: Part, message: Message) -> Self {
        let state = State::Unknown;
        Self {
            part,
            state,
            message,
        }
    }

    pub(super) fn invalid(part: Part, message: Message) -> Self {
        let state = State::Invalid;
        Self {
            part,
            state,
            message,
        }
    }
}
