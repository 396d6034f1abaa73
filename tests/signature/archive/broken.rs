//! Files broken on purpose: the check of the archive rules finds each of them.

use super::super::fields::widgets;
use super::super::{PLANS, pictured, rendered};
use super::objects::faults;
use kehoach::signature::revision::Revision;
use kehoach::signature::syntax::Id;
use kehoach::signature::syntax::{Dictionary, reference};
use std::sync::LazyLock;

/// Tân Hòa's plan with pictures in its fields.
static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| pictured(&rendered(PLANS[1])));

/// Objects that can be broken.
struct Parts {
    catalog: Id,
    widget: Id,
    image: Id,
    file: Id,
    embedded: Id,
    metadata: Id,
    info: Id,
    font: Id,
}

fn objects(revision: &Revision) -> Vec<(Id, Dictionary)> {
    let ids = (1..1000).map(|number| Id {
        number,
        generation: 0,
    });
    ids.filter_map(|id| Some((id, revision.dictionary(id).ok()?)))
        .collect()
}

impl Parts {
    fn of(revision: &Revision) -> Self {
        let all = objects(revision);
        let find =
            |is: &dyn Fn(&Dictionary) -> bool| all.iter().find(|(_, own)| is(own)).unwrap().0;
        let catalog = revision.catalog().unwrap();
        let own = revision.dictionary(catalog).unwrap();
        let files = revision.elements(own.get("AF").unwrap()).unwrap();
        Self {
            catalog,
            widget: widgets(revision)[0].0,
            image: find(&|own| own.has_name("Subtype", "Image")),
            file: reference(&files[0]).unwrap(),
            embedded: find(&|own| own.has_name("Type", "EmbeddedFile")),
            metadata: own.reference("Metadata").unwrap(),
            info: find(&|own| own.get("CreationDate").is_some()),
            font: find(&|own| own.has_name("Type", "FontDescriptor")),
        }
    }
}

/// The faults of the file with an object whose key has another value, or none.
fn with(part: fn(&Parts) -> Id, key: &str, value: &str) -> Vec<String> {
    let mut revision = Revision::new(&WHOLE).unwrap();
    let id = part(&Parts::of(&revision));
    let mut own = revision.dictionary(id).unwrap();
    if value.is_empty() {
        own.remove(key);
    } else {
        own.set(key, value);
    }
    let is_stream = own.get("Length").is_some();
    if is_stream {
        own.set("Length", "4");
    }
    let mut body = own.to_bytes();
    if is_stream {
        body.extend_from_slice(b"\nstream\nabcd\nendstream");
    }
    revision.put(id, body);
    faults(&revision.finish().bytes)
}

/// An object, its key, the value that the key gets, and what is said of it.
type Case = (fn(&Parts) -> Id, &'static str, &'static str, &'static str);

#[test]
fn each_object_that_breaks_a_rule_is_found() {
    assert!(faults(&WHOLE).is_empty());
    let cases: [Case; 33] = [
        (
            |p| p.widget,
            "F",
            "",
            "6.3.2: an annotation with the flags 0",
        ),
        (
            |p| p.widget,
            "F",
            "6",
            "6.3.2: an annotation with the flags 6",
        ),
        (
            |p| p.widget,
            "F",
            "36",
            "6.3.2: an annotation with the flags 36",
        ),
        (
            |p| p.widget,
            "AP",
            "",
            "6.3.3: an annotation without a look",
        ),
        (
            |p| p.widget,
            "AP",
            "<</N 1 0 R/D 1 0 R>>",
            "6.3.3: an annotation with other looks",
        ),
        (
            |p| p.widget,
            "StructParent",
            "",
            "6.7.3: an annotation outside of the structure",
        ),
        (
            |p| p.widget,
            "Subtype",
            "/Movie",
            "6.3.1: an annotation Movie",
        ),
        (
            |p| p.widget,
            "A",
            "<</S/URI/URI(a)>>",
            "6.4.1: a field with an action",
        ),
        (|p| p.widget, "AA", "<<>>", "6.5.2: a key AA"),
        (
            |p| p.catalog,
            "OpenAction",
            "<</S/JavaScript/JS(a)>>",
            "6.5.1: an action JavaScript",
        ),
        (
            |p| p.catalog,
            "OpenAction",
            "<</S/Launch/F(a)>>",
            "6.5.1: an action Launch",
        ),
        (
            |p| p.catalog,
            "AcroForm",
            "<</NeedAppearances true>>",
            "6.4.1: fields are drawn by the reader",
        ),
        (|p| p.catalog, "AcroForm", "<</XFA[]>>", "6.4.2: a key XFA"),
        (
            |p| p.catalog,
            "NeedsRendering",
            "true",
            "6.4.1: a key NeedsRendering",
        ),
        (
            |p| p.catalog,
            "AF",
            "",
            "6.8: a file that belongs to nothing",
        ),
        (
            |p| p.catalog,
            "OutputIntents",
            "",
            "6.2.3: 0 output intents",
        ),
        (
            |p| p.catalog,
            "OutputIntents",
            "[<</S/GTS_PDFX>>]",
            "6.2.3: the output intent is none for archives",
        ),
        (
            |p| p.catalog,
            "MarkInfo",
            "",
            "6.7.2: the file is not marked as tagged",
        ),
        (|p| p.catalog, "Lang", "", "6.7: no Lang"),
        (
            |p| p.catalog,
            "Metadata",
            "",
            "6.6.2: the packet is no XML in UTF-8",
        ),
        (
            |p| p.catalog,
            "Requirements",
            "[]",
            "6.11: a key Requirements",
        ),
        (
            |p| p.metadata,
            "Length",
            "4",
            "6.6.2: the packet is no XML in UTF-8",
        ),
        (|p| p.info, "Title", "(abc)", "6.6.3: Title is \"abc\""),
        (
            |p| p.file,
            "AFRelationship",
            "",
            "6.8: a file without a relation",
        ),
        (|p| p.file, "UF", "", "6.8: a file without its name"),
        (
            |p| p.embedded,
            "Subtype",
            "",
            "6.8: a file without a MIME type",
        ),
        (
            |p| p.embedded,
            "Params",
            "<</Size 4>>",
            "6.8: a file without its date",
        ),
        (
            |p| p.image,
            "Interpolate",
            "true",
            "6.2.8: an image is smoothed",
        ),
        (|p| p.image, "Alternates", "[]", "6.2.8: a key Alternates"),
        (
            |p| p.image,
            "ColorSpace",
            "/DeviceCMYK",
            "6.2.4.3: colours that the output intent does not have",
        ),
        (
            |p| p.image,
            "Filter",
            "[/LZWDecode]",
            "6.1.7.2: a filter LZWDecode",
        ),
        (
            |p| p.image,
            "F",
            "(a)",
            "6.1.7: a stream's data are in another file",
        ),
        (
            |p| p.font,
            "FontFile2",
            "",
            "6.2.11.4: a font is not embedded",
        ),
    ];
    for (part, key, value, wanted) in cases {
        let found = with(part, key, value);
        let is_found = found.iter().any(|fault| fault.starts_with(wanted));
        assert!(is_found, "{key} {value}: {wanted} is not in {found:?}");
    }
}

/// The file with other bytes in place of the last ones of the same length.
fn replaced(old: &[u8], new: &[u8]) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let mut bytes = WHOLE.clone();
    let at = bytes.windows(old.len()).rposition(|window| window == old);
    bytes[at.unwrap()..][..new.len()].copy_from_slice(new);
    bytes
}

#[test]
fn each_byte_that_breaks_a_rule_is_found() {
    let tail = [&WHOLE[..], b"abc\n"].concat();
    let front = [b"\n", &WHOLE[..]].concat();
    let cases = [
        (tail, "6.1.3: data behind the end"),
        (front, "6.1.2: the header is not the first line"),
        (
            replaced(b"%PDF-1.7\n%", b"%PDF-1.7\n "),
            "6.1.2: no comment",
        ),
        (replaced(b"/ID[", b"/IX["), "6.1.3: a trailer has no ID"),
        (
            replaced(b"\nendobj\nxref", b" endobj\nxref"),
            "6.1.9: an object is not set out",
        ),
        (
            replaced(b" 0 obj\n", b" 0 obj "),
            "6.1.9: an object is not set out",
        ),
        (
            replaced(b"\nendstream\nendobj", b" endstream\nendobj"),
            "6.1.7: a stream is not",
        ),
        (replaced(b" n \n", b" n\n\n"), "6.1.4: a cross-reference"),
        (replaced(b"00 n \n", b"00 n  "), "6.1.4: a cross-reference"),
        (
            replaced(b"/TU<FE", b"/TU< E"),
            "6.1.6: a string has half a byte",
        ),
        (replaced(b"/TU<FE", b"/TU<Fg"), "6.1.6: a string has digits"),
    ];
    for (bytes, wanted) in cases {
        let found = faults(&bytes);
        let is_found = found.iter().any(|fault| fault.starts_with(wanted));
        assert!(is_found, "{wanted} is not in {found:?}");
    }
}
