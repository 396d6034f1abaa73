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
    /// The text of each of [`Style::TEMPLATES`].
    templates: [Cow<'static, str>; 3],
}

impl Style {
    /// The templates that a workspace can replace, in the order in which they make the markup: the
    /// Typst library of how components look, that of tables, and the Tera template of which components
    /// stand in which order.
    pub const TEMPLATES: [&'static str; 3] = ["nd30.typ", "table.typ", Self::DOCUMENT];

    /// The Tera template.
    const DOCUMENT: &'static str = "document.typ";

    /// Puts a template of the workspace in the place of the built-in one of that name.
    pub fn replace(&mut self, name: &str, text: String) {
        let place = Self::TEMPLATES.iter().position(|known| *known == name);
        if let Some(template) = place.and_then(|place| self.templates.get_mut(place)) {
            *template = Cow::Owned(text);
        }
    }

    /// The Tera template's text.
    fn document(&self) -> &str {
        self.templates.last().map(AsRef::as_ref).unwrap_or_default()
    }

    /// What stands before the document's own markup: profile and libraries, with their names.
    fn preludes(&self) -> Vec<(&'static str, Cow<'_, str>)> {
        let libraries = Self::TEMPLATES.into_iter().zip(&self.templates);
        let libraries = libraries.filter(|(name, _)| *name != Self::DOCUMENT);
        let profile = ("the style profile", Cow::Owned(self.profile.typst()));
        std::iter::once(profile)
            .chain(libraries.map(|(name, text)| (name, Cow::Borrowed(text.as_ref()))))
            .collect()
    }

    /// The template that a line of the markup comes from, and its line there; what the document
    /// template made has no line of its own.
    fn place(&self, line: usize) -> (&'static str, Option<usize>) {
        let mut before = 0;
        for (name, text) in self.preludes() {
            let lines = text.matches('\n').count() + 1;
            if line <= before + lines {
                return (name, Some(line - before));
            }
            before += lines;
        }
        (Self::DOCUMENT, None)
    }
}

impl Default for Style {
    fn default() -> Self {
        Self {
            profile: Profile::built_in(),
            templates: [
                Cow::Borrowed(include_str!("../../templates/nd30.typ")),
                Cow::Borrowed(include_str!("../../templates/table.typ")),
                Cow::Borrowed(include_str!("../../templates/document.typ")),
            ],
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
