//! What a PDF or a DOCX carries: the plan that it was made from, with its registries and data.

use super::SOURCE;
use crate::diag::Message;
use crate::door::pdf::Refusal;
use crate::door::xml::CARRIED;
use crate::door::{self, Unpacking};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hayro_syntax::object::{Dict, Name, Stream, String as Text};
use roxmltree::ParsingOptions;

/// Files that a document carries, the plan first, each by its path in the workspace.
pub type Carried = Vec<(String, Vec<u8>)>;

/// The most files that a document carries.
const MOST_FILES: usize = 10_000;
/// The most elements, attributes and texts of the XML that a DOCX carries its plan in.
const NODES: u32 = 400_000;

/// The files that a PDF made here carries; none where it cannot be read or carries none.
///
/// # Errors
/// It is beyond a limit of what is read.
pub fn carried_by_pdf(bytes: &[u8]) -> Result<Option<Carried>, Message> {
    let pdf = match door::pdf::open(bytes) {
        Ok(pdf) => pdf,
        Err(Refusal::Beyond(message)) => return Err(message),
        Err(Refusal::Load(_)) => return Ok(None),
    };
    let mut files = Carried::new();
    let mut left = door::MOST_UNPACKED;
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
        let filter = stream.dict().get::<Name<'_>>("Filter");
        let content = match filter.as_deref() {
            Some(b"FlateDecode") => door::pdf::inflate(&stream.raw_data(), &mut left)?,
            None if !stream.dict().contains_key("Filter") => Some(stream.raw_data().into_owned()),
            _ => None,
        };
        let (Some(name), Some(content)) = (text("UF").or_else(|| text("F")), content) else {
            return Ok(None);
        };
        if text("Desc").as_deref() == Some(SOURCE) {
            files.insert(0, (name, content));
        } else {
            files.push((name, content));
        }
        if files.len() > MOST_FILES {
            return Ok(None);
        }
    }
    Ok(Some(files).filter(|files| !files.is_empty()))
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

/// The files that a DOCX made here carries; none where it cannot be read or carries none.
///
/// # Errors
/// It is beyond a limit of what is read.
pub fn carried_by_docx(bytes: &[u8]) -> Result<Option<Carried>, Message> {
    match door::part(bytes, "customXml/item1.xml", CARRIED) {
        Ok(source) => Ok(listed(source).filter(|files| !files.is_empty())),
        Err(Unpacking::Absent) => Ok(None),
        Err(Unpacking::Beyond(message)) => Err(message),
    }
}

/// The files of the part of a DOCX that holds them.
fn listed(source: Vec<u8>) -> Option<Carried> {
    let text = String::from_utf8(source).ok()?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: NODES,
        ..ParsingOptions::default()
    };
    let source = roxmltree::Document::parse_with_options(&text, options).ok()?;
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
