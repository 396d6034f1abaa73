//! How documents are set (thể thức trình bày): the style profile and the templates.
//!
//! The program holds a copy of each template and takes the workspace's own instead where there is one.

use super::profile::Profile;
use std::borrow::Cow;

/// How documents are set: the profile's numbers, and the templates.
#[derive(Debug, Clone)]
pub struct Style {
    /// Sizes, margins and distances.
    pub profile: Profile,
    /// The text of each of [`Style::TEMPLATES`].
    templates: [Cow<'static, str>; 7],
}

/// The Tera template of the Typst markup.
pub(super) const DOCUMENT: &str = "document.typ";

/// The templates of the DOCX that a workspace can replace: the text, the styles, the head of pages.
pub(super) const DOCX_DOCUMENT: &str = "docx/document.xml";
pub(super) const DOCX_STYLES: &str = "docx/styles.xml";
pub(super) const DOCX_HEADER: &str = "docx/header.xml";

/// The templates that the program holds.
const BUILT_IN: [(&str, &str); 7] = [
    ("keep.typ", include_str!("../../templates/keep.typ")),
    ("nd30.typ", include_str!("../../templates/nd30.typ")),
    ("table.typ", include_str!("../../templates/table.typ")),
    (DOCUMENT, include_str!("../../templates/document.typ")),
    (
        DOCX_DOCUMENT,
        include_str!("../../templates/docx/document.xml"),
    ),
    (DOCX_STYLES, include_str!("../../templates/docx/styles.xml")),
    (DOCX_HEADER, include_str!("../../templates/docx/header.xml")),
];

impl Style {
    /// The templates that a workspace can replace. Those of the PDF stand in the order in which they
    /// make the markup: the Typst library of what stays together, that of how components look, that of
    /// tables, and the Tera template of which components stand in which order. Those of the DOCX are its parts.
    pub const TEMPLATES: [&'static str; 7] = {
        let mut names = [""; 7];
        let mut place = 0;
        while place < names.len() {
            names[place] = BUILT_IN[place].0;
            place += 1;
        }
        names
    };

    /// Puts a template of the workspace in the place of the built-in one of that name.
    pub fn replace(&mut self, name: &str, text: String) {
        let place = Self::TEMPLATES.iter().position(|known| *known == name);
        if let Some(template) = place.and_then(|place| self.templates.get_mut(place)) {
            *template = Cow::Owned(text);
        }
    }

    /// A template's text.
    pub(super) fn template(&self, name: &str) -> &str {
        let mut all = Self::TEMPLATES.iter().zip(&self.templates);
        all.find(|(known, _)| **known == name)
            .map(|(_, text)| text.as_ref())
            .unwrap_or_default()
    }

    /// All that sets a document, by name: the profile and every template.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, Cow<'_, str>)> {
        let templates = Self::TEMPLATES.into_iter().zip(&self.templates);
        let profile = ("nd30.toml", Cow::Owned(self.profile.typst()));
        std::iter::once(profile)
            .chain(templates.map(|(name, text)| (name, Cow::Borrowed(text.as_ref()))))
    }

    /// What stands before the document's own markup: profile and libraries, with their names.
    pub(super) fn preludes(&self) -> Vec<(&'static str, Cow<'_, str>)> {
        let libraries = Self::TEMPLATES.into_iter().zip(&self.templates);
        let libraries = libraries.take_while(|(name, _)| *name != DOCUMENT);
        let profile = ("the style profile", Cow::Owned(self.profile.typst()));
        std::iter::once(profile)
            .chain(libraries.map(|(name, text)| (name, Cow::Borrowed(text.as_ref()))))
            .collect()
    }

    /// The template that a line of the markup comes from, and its line there; what the document
    /// template made has no line of its own.
    pub(super) fn place(&self, line: usize) -> (&'static str, Option<usize>) {
        let mut before = 0;
        for (name, text) in self.preludes() {
            let lines = text.matches('\n').count() + 1;
            if line <= before + lines {
                return (name, Some(line - before));
            }
            before += lines;
        }
        (DOCUMENT, None)
    }
}

impl Default for Style {
    fn default() -> Self {
        Self {
            profile: Profile::built_in(),
            templates: BUILT_IN.map(|(_, text)| Cow::Borrowed(text)),
        }
    }
}
