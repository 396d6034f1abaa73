//! From a document to files: Typst markup, PDF.
//!
//! What a person may restyle stands in `templates/`; the program holds a copy of each and takes the
//! workspace's own instead where there is one.

pub mod glyphs;
mod markup;
mod pdf;
pub mod profile;

pub use markup::{MarkupOptions, attachment_path, markup};
pub use pdf::{Pdf, forget, pdf};

use profile::Profile;
use std::borrow::Cow;
use std::sync::Arc;

/// How documents are set: the profile's numbers, and the templates.
#[derive(Debug, Clone)]
pub struct Style {
    /// Sizes, margins and distances.
    pub profile: Profile,
    library: Cow<'static, str>,
    document: Cow<'static, str>,
}

impl Style {
    /// The Typst library: how each component looks.
    pub const LIBRARY: &'static str = "nd30.typ";
    /// The Tera template: which components stand in which order.
    pub const DOCUMENT: &'static str = "document.typ";
    /// The templates that a workspace can replace.
    pub const TEMPLATES: [&'static str; 2] = [Self::LIBRARY, Self::DOCUMENT];

    /// Puts a template of the workspace in the place of the built-in one of that name.
    pub fn replace(&mut self, name: &str, text: String) {
        match name {
            Self::LIBRARY => self.library = Cow::Owned(text),
            Self::DOCUMENT => self.document = Cow::Owned(text),
            _ => {}
        }
    }

    /// The template that a line of the markup comes from, and its line there; what the document
    /// template made has no line of its own.
    fn place(&self, line: usize) -> (&'static str, Option<usize>) {
        let lines = |text: &str| text.matches('\n').count() + 1;
        let profile = lines(&self.profile.typst());
        if line > profile + lines(&self.library) {
            return (Self::DOCUMENT, None);
        }
        (Self::LIBRARY, line.checked_sub(profile))
    }
}

impl Default for Style {
    fn default() -> Self {
        Self {
            profile: Profile::built_in(),
            library: Cow::Borrowed(include_str!("../../templates/nd30.typ")),
            document: Cow::Borrowed(include_str!("../../templates/document.typ")),
        }
    }
}

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

/// The typefaces that every document is set in: Liberation Serif, as wide as Times New Roman.
pub const FONTS: [&[u8]; 4] = [
    include_bytes!("../../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../../fonts/LiberationSerif-BoldItalic.ttf"),
];
