//! What a sign-off or a release is of: everything that the files of a plan are made from.
//!
//! All of it is told apart, so that it can be said which part has changed. The plan is taken without
//! the values of its number and date, which the release itself fills in (see [`super::stamp`]).

use super::stamp::unstamped;
use crate::diag::{Message, words};
use crate::render::{FONT_NAMES, FONTS, Style};
use crate::workspace::{LEGAL_FILE, Loaded, OFFICE_FILE, UNITS_FILE};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;

/// The program's own version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// SHA-256 (FIPS 180-4) of bytes, in small hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The hashes of what a plan's files are made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The version of the program.
    pub program: String,
    /// The plan's text without the values of number and date.
    pub plan: String,
    /// The style profile and all templates.
    pub templates: String,
    /// The typefaces.
    pub fonts: String,
    /// Registries and data files by path in the workspace.
    pub files: Vec<(String, String)>,
    /// What each hash is where lines end with CRLF: sign-offs were once made of that, too.
    pub with_crlf: HashMap<String, String>,
}

impl Content {
    /// The content of a plan that has been read, with the text of its file.
    #[must_use]
    pub fn of(loaded: &Loaded) -> Self {
        let mut files = loaded.attachments.iter();
        // The plan is the first of its attachments.
        let plan = files.next().map(|file| &file.bytes[..]).unwrap_or_default();
        let bare = std::str::from_utf8(plan).map_or(Cow::Borrowed(plan), |text| {
            Cow::Owned(unstamped(text).into_bytes())
        });
        let mut with_crlf = HashMap::new();
        let mut hash = |bytes: &[u8]| {
            let hash = sha256(bytes);
            if let Ok(text) = std::str::from_utf8(bytes) {
                let text = text.replace('\n', "\r\n");
                with_crlf.insert(hash.clone(), sha256(text.as_bytes()));
            }
            hash
        };
        Self {
            program: VERSION.to_owned(),
            plan: hash(&bare),
            templates: of_style(&loaded.workspace.style),
            fonts: together(FONT_NAMES.into_iter().zip(FONTS)),
            files: files
                .map(|file| (file.name.clone(), hash(&file.bytes)))
                .collect(),
            with_crlf,
        }
    }

    /// Whether a hash of this content is an earlier one, in either form of line ends.
    fn is(&self, hash: &str, earlier: &str) -> bool {
        hash == earlier
            || self
                .with_crlf
                .get(hash)
                .is_some_and(|other| other == earlier)
    }

    /// What differs in this content from an earlier one.
    #[must_use]
    pub fn changes_since(&self, earlier: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        if !self.is(&self.plan, &earlier.plan) {
            changes.push(Change::Plan);
        }
        let of = |files: &[(String, String)], path: &str| {
            let mut all = files.iter();
            all.find(|(name, _)| name == path)
                .map(|(_, hash)| hash.clone())
        };
        for (path, hash) in &self.files {
            match of(&earlier.files, path) {
                None => changes.push(Change::File(path.clone(), Course::Added)),
                Some(old) if !self.is(hash, &old) => {
                    changes.push(Change::File(path.clone(), Course::Changed));
                }
                Some(_) => {}
            }
        }
        let gone = earlier.files.iter().map(|(path, _)| path);
        for path in gone.filter(|path| of(&self.files, path).is_none()) {
            changes.push(Change::File(path.clone(), Course::Removed));
        }
        if self.templates != earlier.templates {
            changes.push(Change::Templates);
        }
        if self.fonts != earlier.fonts {
            changes.push(Change::Fonts);
        }
        if self.program != earlier.program {
            let (old, new) = (earlier.program.clone(), self.program.clone());
            changes.push(Change::Program(old, new));
        }
        changes
    }
}

/// One hash of several files: of the lines «hash, two blanks, name» that `sha256sum` prints.
fn together<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> String {
    let lines = files.map(|(name, bytes)| format!("{}  {name}\n", sha256(bytes)));
    sha256(lines.collect::<Vec<_>>().concat().as_bytes())
}

fn of_style(style: &Style) -> String {
    let parts: Vec<_> = style.parts().collect();
    together(parts.iter().map(|(name, text)| (*name, text.as_bytes())))
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// It has other bytes.
    Changed,
    /// It was not there.
    Added,
    /// It is no longer there.
    Removed,
}

/// A part of the content that is no longer what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The plan itself, apart from number and date.
    Plan,
    /// A registry or a data file, by its path in the workspace.
    File(String, Course),
    /// The profile or a template.
    Templates,
    /// The typefaces.
    Fonts,
    /// The program, from one version to another.
    Program(String, String),
}

impl Change {
    /// The part in one word, as JSON has it: plan, registry, data, templates, fonts, program.
    #[must_use]
    pub fn part(&self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::File(path, _) if is_registry(path) => "registry",
            Self::File(..) => "data",
            Self::Templates => "templates",
            Self::Fonts => "fonts",
            Self::Program(..) => "program",
        }
    }

    /// The change in words.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Plan => Message::new("the plan has changed", "kế hoạch đã thay đổi"),
            Self::Templates => {
                Message::new("the templates have changed", "mẫu trình bày đã thay đổi")
            }
            Self::Fonts => Message::new("the typefaces have changed", "phông chữ đã thay đổi"),
            Self::Program(old, new) => Message::new(
                format!("the program has changed: {old} → {new}"),
                format!("phiên bản chương trình đã thay đổi: {old} → {new}"),
            ),
            Self::File(path, course) => {
                let noun = if is_registry(path) {
                    words("registry", "danh mục, khai báo")
                } else {
                    words("data", "số liệu")
                };
                let verb = match course {
                    Course::Changed => words("changed", "đã thay đổi"),
                    Course::Added => words("added", "mới thêm"),
                    Course::Removed => words("removed", "đã bỏ"),
                };
                let say = |lang| format!("{} {}: {path}", noun.text(lang), verb.text(lang));
                Message::new(say(crate::diag::Lang::En), say(crate::diag::Lang::Vi))
            }
        }
    }
}

pub(super) fn is_registry(path: &str) -> bool {
    [OFFICE_FILE, UNITS_FILE, LEGAL_FILE].contains(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha256_is_that_of_the_standard() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), abc);
    }

    #[test]
    fn each_change_is_told_apart() {
        let file = |path: &str, hash: &str| (path.to_owned(), hash.to_owned());
        let old = Content {
            program: "1".into(),
            plan: "a".into(),
            templates: "b".into(),
            fonts: "c".into(),
            files: vec![file("kehoach.toml", "d"), file("data/a.csv", "e")],
            with_crlf: HashMap::new(),
        };
        assert_eq!(old.changes_since(&old), []);
        let new = Content {
            program: "2".into(),
            plan: "A".into(),
            templates: "B".into(),
            fonts: "C".into(),
            files: vec![file("kehoach.toml", "D"), file("data/b.csv", "e")],
            with_crlf: HashMap::new(),
        };
        let parts: Vec<_> = new.changes_since(&old).iter().map(Change::part).collect();
        assert_eq!(
            parts,
            [
                "plan",
                "registry",
                "data",
                "data",
                "templates",
                "fonts",
                "program"
            ]
        );
    }
}
