//! The manifest of a release: which files went out, what they were made from, and what the document is.

use super::act::Act;
use super::archive::Record;
use super::content::{VERSION, is_registry, sha256};
use super::ledger::Signoff;
use super::metadata::Metadata;
use super::number::Number;
use super::signable::PictureFiles;
use super::standing::RoleStanding;
use crate::render::{Attachment, FONT_NAMES, FONTS, Style};
use crate::vi;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the name of a manifest ends with.
pub const SUFFIX: &str = ".manifest.json";

/// What files are.
pub mod role {
    /// The PDF that went out.
    pub const PDF: &str = "pdf";
    /// The DOCX that went out.
    pub const DOCX: &str = "docx";
    /// The plan.
    pub const PLAN: &str = "plan";
    /// A registry of the workspace.
    pub const REGISTRY: &str = "registry";
    /// A data file.
    pub const DATA: &str = "data";
    /// A template, or the style profile.
    pub const TEMPLATE: &str = "template";
    /// A typeface.
    pub const FONT: &str = "font";
    /// A picture of a signature or a seal.
    pub const PICTURE: &str = "picture";
}

/// A manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the program.
    pub program: String,
    /// What the document is.
    pub document: Metadata,
    /// What the electronic archive asks of it; manifests of earlier versions have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<Record>,
    /// The files that went out, by name beside the manifest.
    pub outputs: Vec<File>,
    /// What they were made from; plan, registries and data by path in the workspace.
    pub inputs: Vec<File>,
    /// Who had signed off.
    pub signoffs: Vec<Voice>,
    /// The register, by path in the workspace, and what it calls the document.
    pub register: Entry,
    /// What became of the document since; manifests of what still stands as it went out have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<Act>,
}

/// A file with its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What it is, one of [`role`].
    pub role: String,
    /// SHA-256 in small hexadecimal digits.
    pub sha256: String,
    /// Its size in bytes.
    pub size: usize,
}

impl File {
    /// A file's entry.
    #[must_use]
    pub fn of(name: &str, role: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            role: role.to_owned(),
            sha256: sha256(bytes),
            size: bytes.len(),
        }
    }

    /// Whether bytes are the file, or begin with it where it is a PDF: signatures are put behind it.
    #[must_use]
    pub fn is(&self, bytes: &[u8]) -> bool {
        let part = bytes.get(..self.size);
        (self.role == role::PDF || bytes.len() == self.size)
            && part.is_some_and(|part| sha256(part) == self.sha256)
    }
}

/// A sign-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// The role's id.
    pub role: String,
    /// The person's name.
    pub name: String,
    /// The day, as ISO 8601 writes it.
    pub on: String,
}

/// A row of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The register.
    pub file: String,
    /// Number and symbol: `05/KH-UBND`.
    pub number: String,
}

/// The entries of what a plan is made from.
#[must_use]
pub fn inputs(attachments: &[Attachment], style: &Style, pictures: &PictureFiles) -> Vec<File> {
    let role = |place: usize, file: &Attachment| match place {
        0 => role::PLAN,
        _ if is_registry(&file.name) => role::REGISTRY,
        _ => role::DATA,
    };
    let files = attachments.iter().enumerate();
    let files = files.map(|(place, file)| File::of(&file.name, role(place, file), &file.bytes));
    let templates = templates(style);
    let fonts = FONT_NAMES.into_iter().zip(FONTS);
    let fonts = fonts.map(|(name, bytes)| File::of(name, role::FONT, bytes));
    let pictures = [&pictures.signature, &pictures.seal].into_iter().flatten();
    let pictures = pictures.map(|file| File::of(&file.name, role::PICTURE, &file.bytes));
    files
        .chain(templates)
        .chain(fonts)
        .chain(pictures)
        .collect()
}

fn templates(style: &Style) -> impl Iterator<Item = File> {
    let parts = style.parts();
    parts.map(|(name, text)| File::of(name, role::TEMPLATE, text.as_bytes()))
}

/// The sign-offs that hold.
#[must_use]
pub fn voices(standings: &[RoleStanding<'_>]) -> Vec<Voice> {
    let voice = |signoff: &Signoff| Voice {
        role: signoff.role.id().to_owned(),
        name: signoff.name.value.clone(),
        on: signoff.on.to_string(),
    };
    let signed = standings.iter().filter_map(RoleStanding::signed);
    signed.map(voice).collect()
}

impl Manifest {
    /// A manifest with the program's own version.
    #[must_use]
    pub fn new(document: Metadata, register: Entry) -> Self {
        Self {
            program: VERSION.to_owned(),
            archive: Some(Record::of(&document)),
            document,
            outputs: Vec::new(),
            inputs: Vec::new(),
            signoffs: Vec::new(),
            register,
            acts: Vec::new(),
        }
    }

    /// The manifest as its file has it.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Reads a manifest; none where it is not one.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The file that went out and that bytes are, see [`File::is`].
    #[must_use]
    pub fn names(&self, bytes: &[u8]) -> Option<&File> {
        self.outputs.iter().find(|file| file.is(bytes))
    }

    /// Whether it is of a document: its number, symbol and day, and where one is given its subject, as
    /// [`super::register::Register::has`] compares them.
    #[must_use]
    pub fn is_of(&self, number: &Number, symbol: &str, date: Date, subject: Option<&str>) -> bool {
        let document = &self.document;
        let day = &document.promulgation_info.promulgation_date;
        let title = vi::text::folded_name(&document.title());
        Number::parse(&document.code.code_number).as_ref() == Some(number)
            && document.code.code_notation == symbol
            && self.register.number == number.with(symbol)
            && day.parse::<Date>().ok() == Some(date)
            && subject.is_none_or(|subject| vi::text::folded_name(subject) == title)
    }

    /// The plan and the data files that are not as they went out, by name. Registries go on with the years.
    #[must_use]
    pub fn changed_plan(&self, attachments: &[Attachment]) -> Vec<String> {
        let went = |file: &Attachment| {
            let hash = sha256(&file.bytes);
            self.inputs.iter().any(|input| input.sha256 == hash)
        };
        let own = attachments.iter().filter(|file| !is_registry(&file.name));
        let changed = own.filter(|file| !went(file));
        changed.map(|file| file.name.clone()).collect()
    }

    /// Whether what went out was set with a style.
    #[must_use]
    pub fn is_set_with(&self, style: &Style) -> bool {
        let is_own = |input: &&File| input.role == role::TEMPLATE;
        self.inputs
            .iter()
            .filter(is_own)
            .eq(&templates(style).collect::<Vec<_>>())
    }

    /// The inputs that another manifest has otherwise, or one of the two has not.
    #[must_use]
    pub fn changed_inputs<'m>(&'m self, other: &'m Self) -> Vec<&'m File> {
        let missing = |from: &'m Self, to: &Self| -> Vec<&'m File> {
            from.inputs
                .iter()
                .filter(|file| !to.inputs.contains(file))
                .collect()
        };
        let mut changed = missing(self, other);
        for file in missing(other, self) {
            if !changed
                .iter()
                .any(|known| known.name == file.name && known.role == file.role)
            {
                changed.push(file);
            }
        }
        changed
    }
}
