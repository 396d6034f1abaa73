//! The PDF that goes out: with fields for the signatures, and with pictures of them for copies on paper.

use crate::document::model::Document;
use crate::render::{Attachment, Pdf, Style, pdf};
use crate::signature::fields::{Pictures, with_fields};
use crate::signature::picture::Picture;
use crate::trouble::Trouble;

/// A picture of a signature or of a seal, with the file that it was read from.
#[derive(Debug, Clone)]
pub struct PictureFile {
    /// The file's name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it shows.
    pub picture: Picture,
}

/// The pictures that go into a PDF; mostly none.
#[derive(Debug, Clone, Default)]
pub struct PictureFiles {
    /// That of the signature (hình ảnh chữ ký).
    pub signature: Option<PictureFile>,
    /// That of the seal (hình ảnh dấu).
    pub seal: Option<PictureFile>,
}

impl PictureFiles {
    fn pictures(&self) -> Pictures<'_> {
        Pictures {
            signature: self.signature.as_ref().map(|file| &file.picture),
            seal: self.seal.as_ref().map(|file| &file.picture),
        }
    }
}

/// The PDF that goes out. It has no fields where a template of the workspace does not say where the
/// signature goes.
///
/// # Errors
/// A template fails, or what it makes cannot take the fields.
pub fn signable(
    document: &Document,
    style: &Style,
    files: &[Attachment],
    pictures: &PictureFiles,
) -> Result<Pdf, Trouble> {
    let made = pdf(document, style, files, false)?;
    let Some(space) = &made.signature else {
        return Ok(made);
    };
    let bytes =
        with_fields(&made.bytes, space, pictures.pictures()).map_err(|fault| Trouble::Fields {
            why: fault.message(),
        })?;
    Ok(Pdf { bytes, ..made })
}
