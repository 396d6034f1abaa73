//! The package: parts in a ZIP file (ECMA-376 Part 2), and the files that the document carries.

use super::run::is_xml;
use crate::render::Attachment;
use crate::trouble::Trouble;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The bytes of a package with the given parts, in their order. The same parts give the same bytes.
///
/// # Errors
/// A part's name or size cannot be packed.
pub fn pack(parts: &[(&str, String)]) -> Result<Vec<u8>, Trouble> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut write = || {
        for (name, text) in parts {
            zip.start_file(*name, options)?;
            zip.write_all(text.as_bytes())?;
        }
        Ok(())
    };
    let written: zip::result::ZipResult<()> = write();
    let bytes = written.and_then(|()| zip.finish());
    bytes
        .map(Cursor::into_inner)
        .map_err(|error| Trouble::Docx {
            error: error.to_string(),
        })
}

/// A file that the document carries, as the source part has it.
#[derive(Debug, Serialize)]
pub struct Carried<'c> {
    name: &'c str,
    mime: &'static str,
    /// `text` or `base64`.
    encoding: &'static str,
    content: String,
}

impl<'c> Carried<'c> {
    /// A file: as it stands where it is text that XML can hold.
    pub fn of(file: &'c Attachment) -> Self {
        let text = std::str::from_utf8(&file.bytes);
        let (encoding, content) = match text {
            Ok(text) if text.chars().all(is_xml) => ("text", text.to_owned()),
            _ => ("base64", BASE64_STANDARD.encode(&file.bytes)),
        };
        Self {
            name: &file.name,
            mime: file.mime,
            encoding,
            content,
        }
    }
}
