//! What follows a file: objects, a cross-reference of one of its forms, a trailer and an end.

use kehoach::signature::revision::Revision;
use kehoach::signature::syntax::{self, Dictionary, Id};
use std::collections::BTreeMap;

/// Numbers from a seed (splitmix64): the same seed gives the same ones.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1_e995)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    pub fn is_one_of(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    pub fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// A mutant: what follows the signed release.
pub struct Mutant {
    pub kind: &'static str,
    pub tail: Vec<u8>,
    /// Whether it is of a kind that signing does.
    pub is_allowed: bool,
    /// Whether it signs the field of the office.
    pub signs: bool,
}

/// The signed release, and what of it mutants change.
pub struct Base {
    pub bytes: Vec<u8>,
    pub root: Id,
    pub page: Id,
    pub contents: Id,
    /// The page of the fields, counted from zero.
    pub page_number: usize,
    /// The empty field of the office.
    pub field: Id,
    pub rectangle: Vec<String>,
    pub size: u32,
    pub last: usize,
    objects: BTreeMap<Id, Dictionary>,
    pub trailer: Dictionary,
}

impl Base {
    pub fn new(bytes: Vec<u8>) -> Self {
        let revision = Revision::new(&bytes).unwrap();
        let word = b"trailer";
        let at = bytes.windows(word.len()).rposition(|w| w == word).unwrap();
        let trailer = Dictionary::parse(&bytes[at + word.len()..]).unwrap();
        let end = String::from_utf8_lossy(&bytes[bytes.len() - 40..]).into_owned();
        let (_, end) = end.split_once("startxref").unwrap();
        let last = end.split_whitespace().next().unwrap().parse().unwrap();
        let root = revision.catalog().unwrap();
        let catalog = revision.dictionary(root).unwrap();
        let form = revision.resolved(catalog.get("AcroForm").unwrap()).unwrap();
        let fields = revision.elements(form.get("Fields").unwrap()).unwrap();
        let field = syntax::reference(&fields[1]).unwrap();
        let widget = revision.dictionary(field).unwrap();
        let page = widget.reference("P").unwrap();
        let pages = revision.pages().unwrap();
        let dictionary = revision.dictionary(page).unwrap();
        let size = u32::try_from(trailer.number("Size").unwrap()).unwrap();
        let all = (1..size).map(|number| Id {
            number,
            generation: 0,
        });
        let is_stream = |id: Id| {
            let head = format!("\n{} 0 obj\n", id.number);
            let at = bytes
                .windows(head.len())
                .rposition(|w| w == head.as_bytes());
            at.is_none_or(|at| {
                let rest = &bytes[at..];
                let end = rest.windows(6).position(|w| w == b"endobj").unwrap();
                rest[..end].windows(6).any(|w| w == b"stream")
            })
        };
        let objects = all
            .filter(|id| !is_stream(*id))
            .filter_map(|id| Some((id, revision.dictionary(id).ok()?)))
            .filter(|(_, own)| own.get("ByteRange").is_none())
            .collect();
        let sides = syntax::elements(widget.get("Rect").unwrap()).unwrap();
        Self {
            root,
            page,
            contents: dictionary.reference("Contents").unwrap(),
            page_number: pages.iter().position(|one| *one == page).unwrap(),
            field,
            rectangle: sides
                .into_iter()
                .map(|side| String::from_utf8(side).unwrap())
                .collect(),
            size,
            last,
            objects,
            trailer,
            bytes,
        }
    }

    /// The dictionary of an object.
    pub fn object(&self, id: Id) -> Dictionary {
        self.objects[&id].clone()
    }

    /// The dictionaries of the file.
    pub fn all(&self) -> impl Iterator<Item = (Id, Dictionary)> {
        self.objects.iter().map(|(id, own)| (*id, own.clone()))
    }

    /// The field that is signed.
    pub fn signed_field(&self) -> (Id, Dictionary) {
        let is_signed = |own: &Dictionary| own.has_name("FT", "Sig") && own.get("V").is_some();
        self.all().find(|(_, own)| is_signed(own)).unwrap()
    }

    /// Some dictionary of the file.
    pub fn some(&self, chance: &mut Chance) -> (Id, Dictionary) {
        let (id, own) = self
            .objects
            .iter()
            .nth(chance.below(self.objects.len()))
            .unwrap();
        (*id, own.clone())
    }
}

/// A revision to be written.
pub struct Tail {
    pub at: usize,
    /// Number, generation and body, in the order in which they are written.
    pub objects: Vec<(u32, u16, Vec<u8>)>,
    pub trailer: Dictionary,
    /// What stands between objects.
    pub gap: Vec<u8>,
    /// Whether the cross-reference is a stream.
    pub is_stream: bool,
    /// The objects that stand in an object stream; there must be a cross-reference stream.
    pub packed: Vec<(u32, Vec<u8>)>,
    next: u32,
}

impl Tail {
    pub fn new(base: &Base) -> Self {
        let mut trailer = base.trailer.clone();
        trailer.set("Prev", base.last.to_string());
        Self {
            at: base.bytes.len(),
            objects: Vec::new(),
            trailer,
            gap: Vec::new(),
            is_stream: false,
            packed: Vec::new(),
            next: base.size,
        }
    }

    /// A number that is still free.
    pub fn next(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    pub fn put(&mut self, id: Id, body: impl Into<Vec<u8>>) {
        self.objects.push((id.number, id.generation, body.into()));
    }

    pub fn add(&mut self, body: impl Into<Vec<u8>>) -> u32 {
        let number = self.next();
        self.objects.push((number, 0, body.into()));
        number
    }

    /// The revision, with its rows as they come out of the objects.
    pub fn bytes(self) -> Vec<u8> {
        self.written(|_| {})
    }

    /// The same where rows are changed: number, generation and place.
    pub fn written(mut self, change: impl FnOnce(&mut Vec<(u32, u16, usize)>)) -> Vec<u8> {
        let mut tail = Vec::new();
        let mut rows = Vec::new();
        if !self.packed.is_empty() {
            let (mut head, mut body) = (String::new(), Vec::new());
            for (number, value) in &self.packed {
                head.push_str(&format!("{number} {} ", body.len()));
                body.extend_from_slice(value);
                body.push(b'\n');
            }
            let entries = format!("/Type/ObjStm/N {}/First {}", self.packed.len(), head.len());
            let whole = [head.as_bytes(), &body].concat();
            self.add(stream(&entries, &whole));
        }
        let holder = self.next - 1;
        for (number, generation, body) in &self.objects {
            tail.extend_from_slice(&self.gap);
            rows.push((*number, *generation, self.at + tail.len()));
            tail.extend(format!("{number} {generation} obj\n").bytes());
            tail.extend_from_slice(body);
            tail.extend_from_slice(b"\nendobj\n");
        }
        change(&mut rows);
        tail.extend_from_slice(&self.gap);
        let start = self.at + tail.len();
        if self.is_stream {
            let own = self.next();
            rows.push((own, 0, start));
            let mut index = String::new();
            let mut cells = Vec::new();
            for (number, generation, place) in rows {
                index.push_str(&format!("{number} 1 "));
                cells.push(1);
                cells.extend(u32::try_from(place).unwrap().to_be_bytes());
                cells.extend(generation.to_be_bytes());
            }
            for (at, (number, _)) in self.packed.iter().enumerate() {
                index.push_str(&format!("{number} 1 "));
                cells.push(2);
                cells.extend(holder.to_be_bytes());
                cells.extend(u16::try_from(at).unwrap().to_be_bytes());
            }
            self.trailer.set("Size", self.next.to_string());
            let mut entries = self.trailer.clone();
            entries.set("Type", "/XRef");
            entries.set("W", "[1 4 2]");
            entries.set("Index", format!("[{index}]"));
            let entries = entries.to_bytes();
            let inside = String::from_utf8(entries[2..entries.len() - 2].to_vec()).unwrap();
            tail.extend(format!("{own} 0 obj\n").bytes());
            tail.extend(stream(&inside, &cells));
            tail.extend_from_slice(b"\nendobj\n");
        } else {
            self.trailer.set("Size", self.next.to_string());
            tail.extend_from_slice(b"xref\n");
            for (number, generation, place) in rows {
                tail.extend(format!("{number} 1\n{place:010} {generation:05} n \n").bytes());
            }
            tail.extend_from_slice(b"trailer\n");
            tail.extend(self.trailer.to_bytes());
            tail.push(b'\n');
        }
        tail.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        tail
    }
}

/// A stream of a dictionary's entries and its data.
pub fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<<{entries}/Length {}>>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}
