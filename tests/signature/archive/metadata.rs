//! What a file says of itself (ISO 19005-3, 6.6): the XMP packet, and the document information beside it.

use hayro_syntax::object::Dict;
use roxmltree::{Document, Node};

const PDFA: &str = "http://www.aiim.org/pdfa/ns/id/";
const PDFUA: &str = "http://www.aiim.org/pdfua/ns/id/";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";
const PDF: &str = "http://ns.adobe.com/pdf/1.3/";

/// Entries of the document information, and the properties that say the same.
const PAIRS: [(&str, &str, &str); 8] = [
    ("Title", DC, "title"),
    ("Author", DC, "creator"),
    ("Subject", DC, "description"),
    ("Keywords", PDF, "Keywords"),
    ("Creator", XMP, "CreatorTool"),
    ("Producer", PDF, "Producer"),
    ("CreationDate", XMP, "CreateDate"),
    ("ModDate", XMP, "ModifyDate"),
];

/// What is wrong with a packet, next to the document information.
pub fn faults(packet: &[u8], info: Option<&Dict<'_>>) -> Vec<String> {
    let mut faults = Vec::new();
    let text = std::str::from_utf8(packet).unwrap_or_default();
    let Ok(xml) = Document::parse(text) else {
        return vec!["6.6.2: the packet is no XML in UTF-8".to_owned()];
    };
    let head = text.split("?>").next().unwrap_or_default();
    if !head.starts_with("<?xpacket begin=")
        || head.contains("bytes=")
        || head.contains("encoding=")
    {
        faults.push("6.6.2: the packet has no header, or one with bytes or encoding".to_owned());
    }
    for (space, name, wanted) in [
        (PDFA, "part", "3"),
        (PDFA, "conformance", "A"),
        (PDFUA, "part", "1"),
    ] {
        let said = property(&xml, space, name);
        if said.as_deref() != Some(wanted) {
            faults.push(format!("6.6.4: {space} {name} is {said:?}"));
        }
    }
    for (key, space, name) in PAIRS {
        let own = info.and_then(|info| info.get::<hayro_syntax::object::String<'_>>(key));
        let Some(own) = own.map(|own| decoded(&own)) else {
            continue;
        };
        let other = property(&xml, space, name).unwrap_or_default();
        let is_same = if key.ends_with("Date") {
            digits(&own) == digits(&other)
        } else {
            own == other
        };
        if !is_same {
            faults.push(format!("6.6.3: {key} is {own:?} and {other:?}"));
        }
    }
    faults
}

/// A property, as an element or an attribute; of a list, its first item.
fn property(xml: &Document<'_>, space: &str, name: &str) -> Option<String> {
    let mut nodes = xml.descendants();
    nodes.find_map(|node| {
        if let Some(value) = node.attribute((space, name)) {
            return Some(value.to_owned());
        }
        let is_it = node.has_tag_name((space, name));
        let text = |node: Node<'_, '_>| node.text().map(str::trim).map(str::to_owned);
        is_it.then(|| {
            node.descendants()
                .filter_map(text)
                .find(|text| !text.is_empty())
        })?
    })
}

/// A text string (ISO 32000-1, 7.9.2.2).
fn decoded(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(wide) => {
            let units: Vec<u16> = wide
                .chunks(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16_lossy(&units)
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn digits(date: &str) -> String {
    date.chars().filter(char::is_ascii_digit).take(14).collect()
}
