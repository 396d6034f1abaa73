//! Files that a plan was made from, which its PDF and DOCX carry.

use std::sync::Arc;

/// What describes the plan itself among the files that a PDF carries.
pub const SOURCE: &str = "Kế hoạch (nguồn)";

/// A file that a plan was made from, to be attached to its PDF.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Its path within the workspace, with `/` between folders.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// What it is, in Vietnamese, as PDF readers show it.
    pub description: &'static str,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}
