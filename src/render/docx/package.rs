//! The package: parts in a ZIP file (ECMA-376 Part 2), and the files that the document carries.

use super::escape::is_xml;
use crate::render::Attachment;
use crate::trouble::Trouble;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use std::fmt::Display;
use std::io::{BufWriter, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A package in the making. The same parts give the same bytes.
pub struct Package {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Default for Package {
    fn default() -> Self {
        Self {
            zip: ZipWriter::new(Cursor::new(Vec::new())),
        }
    }
}

impl Package {
    /// Adds a part, which is packed while it is written.
    ///
    /// # Errors
    /// The part cannot be written or packed.
    pub fn part(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut dyn Write) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.zip.start_file(name, options).map_err(failed)?;
        let mut part = BufWriter::new(&mut self.zip);
        write(&mut part)?;
        part.flush().map_err(failed)
    }

    /// The bytes.
    ///
    /// # Errors
    /// A part cannot be packed.
    pub fn finish(self) -> Result<Vec<u8>, Trouble> {
        let bytes = self.zip.finish().map_err(failed)?;
        Ok(bytes.into_inner())
    }
}

fn failed(error: impl Display) -> Trouble {
    Trouble::Docx {
        error: error.to_string(),
    }
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
