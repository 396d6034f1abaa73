//! The plan that a PDF or a DOCX made by `kehoach render` carries.

use crate::diag::Message;
use crate::trouble::{Doing, Trouble};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Stream, String as Text};
use std::io::{Cursor, Read};
use std::path::Path;
use zip::ZipArchive;

/// Files that a document carries, the plan first, each by its path in the workspace.
pub(super) type Files = Vec<(String, Vec<u8>)>;

/// The most bytes that a document's source is unpacked to.
const MOST: u64 = 256 << 20;

/// What marks the plan among the files that a PDF carries.
const PLAN: &str = "Kế hoạch (nguồn)";

/// Whether a file is a document that can carry a plan, by its name.
pub(super) fn is_document(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("pdf") || extension.eq_ignore_ascii_case("docx")
}

/// The files that a document carries.
pub(super) fn files(path: &Path) -> Result<Files, Message> {
    let bytes =
        std::fs::read(path).map_err(|error| Trouble::io(path, Doing::Reading, error).message())?;
    let is_pdf = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
    let found = if is_pdf { pdf(bytes) } else { docx(bytes) };
    let shown = path.display();
    found.filter(|files| !files.is_empty()).ok_or_else(|| {
        Message::new(
            format!("{shown} carries no plan; kehoach render attaches the source to what it makes"),
            format!(
                "{shown} không đính kèm kế hoạch nguồn; chỉ tệp do kehoach render tạo ra mới có"
            ),
        )
    })
}

fn pdf(bytes: Vec<u8>) -> Option<Files> {
    let pdf = Pdf::new(bytes).ok()?;
    let mut files = Files::new();
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
        if text("Desc").as_deref() == Some(PLAN) {
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

fn docx(bytes: Vec<u8>) -> Option<Files> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let part = archive.by_name("customXml/item1.xml").ok()?;
    let mut text = String::new();
    part.take(MOST).read_to_string(&mut text).ok()?;
    let source = roxmltree::Document::parse(&text).ok()?;
    let carried = source
        .descendants()
        .filter(|node| node.has_tag_name("file") || node.tag_name().name() == "file");
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
