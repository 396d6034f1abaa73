//! What a PDF or a DOCX carries: the plan that it was made from, with its registries and data.

use super::SOURCE;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Stream, String as Text};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Files that a document carries, the plan first, each by its path in the workspace.
pub type Carried = Vec<(String, Vec<u8>)>;

/// The most bytes that a document's source is unpacked to.
const MOST: u64 = 256 << 20;

/// The files that a PDF made here carries; none where it cannot be read.
#[must_use]
pub fn carried_by_pdf(bytes: Vec<u8>) -> Option<Carried> {
    let pdf = Pdf::new(bytes).ok()?;
    let mut files = Carried::new();
    let dicts = pdf
        .objects()
        .into_iter()
        .filter_map(hayro_syntax::object::Object::into_dict);
    for dict in dicts {
        let Some(stream) = dict
            .get::<Dict<'_>>("EF")
            .and_then(|files| files.get::<Stream<'_>>("F"))
        else {
            continue;
        };
        let text = |key: &str| {
            dict.get::<Text<'_>>(key)
                .map(|text| decoded(text.as_bytes()))
        };
        let name = text("UF").or_else(|| text("F"))?;
        let content = stream.decoded().ok()?.into_owned();
        if text("Desc").as_deref() == Some(SOURCE) {
            files.insert(0, (name, content));
        } else {
            files.push((name, content));
        }
    }
    Some(files)
}

/// A text string of a PDF: UTF-16 behind a mark, else bytes.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            let units: Vec<u16> = units.collect();
            String::from_utf16_lossy(&units)
        }
        bytes => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The files that a DOCX made here carries; none where it cannot be read.
#[must_use]
pub fn carried_by_docx(bytes: Vec<u8>) -> Option<Carried> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let part = archive.by_name("customXml/item1.xml").ok()?;
    let mut text = String::new();
    part.take(MOST).read_to_string(&mut text).ok()?;
    let source = roxmltree::Document::parse(&text).ok()?;
    let carried = source
        .descendants()
        .filter(|node| node.tag_name().name() == "file");
    carried
        .map(|file| {
            let content = file.text().unwrap_or_default();
            let content = match file.attribute("encoding")? {
                "text" => content.as_bytes().to_vec(),
                "base64" => BASE64_STANDARD.decode(content.trim()).ok()?,
                _ => return None,
            };
            Some((file.attribute("name")?.to_owned(), content))
        })
        .collect()
}
