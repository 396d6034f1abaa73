//! Changes that no page shows: of what is attached, of what is said of the file, of what it does.

use super::tail::{Base, Chance, Mutant, Tail, stream};
use kehoach::signature::syntax::{Dictionary, Id};

type Make = fn(&Base, &mut Tail, &mut Chance);

const KINDS: [(&str, Make); 8] = [
    ("an attachment more", attached),
    ("another attachment", replaced),
    ("other notes in XML", notes),
    ("another title", title),
    ("an action", action),
    ("a signed field that says otherwise", said),
    ("a field to fill", field),
    ("a permission without a signature", permission),
];

/// Each kind of change.
pub fn kinds() -> impl Iterator<Item = (&'static str, Make)> {
    KINDS.into_iter()
}

pub fn mutant(base: &Base, chance: &mut Chance) -> Mutant {
    let (kind, make) = *chance.one(&KINDS);
    let mut tail = Tail::new(base);
    make(base, &mut tail, chance);
    tail.is_stream = chance.is_one_of(2);
    Mutant {
        kind,
        tail: tail.bytes(),
        is_allowed: false,
        signs: false,
    }
}

fn root(base: &Base, tail: &mut Tail, change: impl FnOnce(&mut Dictionary)) {
    let mut root = base.object(base.root);
    change(&mut root);
    tail.put(base.root, root.to_bytes());
}

fn file(tail: &mut Tail) -> u32 {
    let data = tail.add(stream("/Type/EmbeddedFile", b"[document]"));
    tail.add(format!(
        "<</Type/Filespec/F(a.toml)/UF(a.toml)/AFRelationship/Source/EF<</F {data} 0 R>>>>"
    ))
}

fn attached(base: &Base, tail: &mut Tail, chance: &mut Chance) {
    let file = file(tail);
    let is_listed = chance.is_one_of(2);
    root(base, tail, |root| {
        if is_listed {
            root.set("AF", format!("[{file} 0 R]"));
        } else {
            let names = format!("<</EmbeddedFiles<</Names[(a.toml) {file} 0 R]>>>>");
            root.set("Names", names);
        }
    });
}

/// The stream of a file that is attached is another one.
fn replaced(base: &Base, tail: &mut Tail, chance: &mut Chance) {
    let all = base.all();
    let files = all.filter(|(_, own)| own.has_name("Type", "Filespec"));
    let files: Vec<_> = files.collect();
    let (id, mut own) = (*chance.one(&files)).clone();
    let data = tail.add(stream("/Type/EmbeddedFile", b"[document]"));
    own.set("EF", format!("<</F {data} 0 R/UF {data} 0 R>>"));
    tail.put(id, own.to_bytes());
}

fn notes(base: &Base, tail: &mut Tail, chance: &mut Chance) {
    let words = ["Kế hoạch khác", "", "<!-- -->"];
    let word = chance.one(&words);
    let xml = format!(
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF \
         xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{word}</dc:title>\
         </rdf:Description></rdf:RDF></x:xmpmeta>"
    );
    let own = tail.add(stream("/Type/Metadata/Subtype/XML", xml.as_bytes()));
    root(base, tail, |root| {
        root.set("Metadata", format!("{own} 0 R"));
    });
}

fn title(base: &Base, tail: &mut Tail, chance: &mut Chance) {
    let id = base.trailer.reference("Info").unwrap();
    let mut info = base.object(id);
    let key = *chance.one(&["Title", "Author", "Subject", "Creator"]);
    info.set(key, "(khac)");
    tail.put(id, info.to_bytes());
}

fn action(base: &Base, tail: &mut Tail, chance: &mut Chance) {
    let key = *chance.one(&["OpenAction", "AA", "URI"]);
    root(base, tail, |root| {
        root.set(key, "<</S/JavaScript/JS(app.alert\\(1\\))>>");
    });
}

/// The field that is signed already is changed, or has another signature.
fn said(base: &Base, tail: &mut Tail, chance: &mut Chance) {
    let (id, mut own) = base.signed_field();
    match chance.below(3) {
        0 => own.set("T", "(nguoi-khac)"),
        1 => own.set("TU", "(nguoi khac)"),
        _ => {
            let value = tail.add("<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>");
            own.set("V", format!("{value} 0 R"));
        }
    }
    tail.put(id, own.to_bytes());
}

/// A field for text, with a value, that no page shows.
fn field(base: &Base, tail: &mut Tail, chance: &mut Chance) {
    let flags = *chance.one(&["2", "4", "132"]);
    let own = tail.add(format!(
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(them)/V(mot)/F {flags}/Rect[0 0 0 0]>>"
    ));
    let form = base.object(base.root).reference("AcroForm").unwrap();
    longer(base, tail, form, "Fields", own);
    if chance.is_one_of(2) {
        longer(base, tail, base.page, "Annots", own);
    }
}

fn longer(base: &Base, tail: &mut Tail, id: Id, key: &str, more: u32) {
    let mut own = base.object(id);
    let list = own.get(key).unwrap().strip_suffix(b"]").unwrap();
    own.set(key, [list, format!(" {more} 0 R]").as_bytes()].concat());
    tail.put(id, own.to_bytes());
}

fn permission(base: &Base, tail: &mut Tail, chance: &mut Chance) {
    let own = *chance.one(&[
        "<</DocMDP null>>",
        "<</DocMDP<</Type/Sig>>>>",
        "<</UR3<<>>>>",
        "[]",
    ]);
    root(base, tail, |root| {
        root.set("Perms", own);
    });
}
