//! The objects of a PDF, found by its cross-references alone (ISO 32000-1, 7.5.4 to 7.5.8): a file whose
//! cross-references are not right is not read, for readers that look for objects elsewhere find others.

use super::object::{Indirect, Object};
use super::section::{Entry, Place, Section};
use super::syntax::Id;
use super::value::{Reader, Table, Value, has_name, number};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The most revisions of a file.
const MOST: usize = 64;

/// The objects of an object stream.
type Members = Rc<Vec<(u32, Value)>>;

/// A PDF up to the end of one of its revisions.
#[derive(Clone)]
pub(super) struct File<'b> {
    /// Its bytes.
    pub bytes: &'b [u8],
    pub entries: HashMap<u32, Entry>,
    pub trailer: Table,
    /// Where its end says that its last cross-reference begins.
    pub last: usize,
    /// How many revisions it has.
    pub revisions: usize,
    members: RefCell<HashMap<usize, Option<Members>>>,
}

impl<'b> File<'b> {
    /// Reads a PDF that ends as one does.
    pub(super) fn read(bytes: &'b [u8]) -> Option<Self> {
        bytes.starts_with(b"%PDF-").then_some(())?;
        let last = ending(bytes)?;
        let mut rows: HashMap<u32, Option<Entry>> = HashMap::new();
        let mut trailer = None;
        let mut at = last;
        let mut revisions = 0;
        loop {
            revisions += 1;
            (revisions <= MOST).then_some(())?;
            let section = Section::read(bytes, at)?;
            for (own, entry) in section.rows {
                rows.entry(own).or_insert(entry);
            }
            let before = section.trailer.get(b"Prev".as_slice()).cloned();
            // A second cross-reference beside the first is read by some and not by others.
            let is_plain = !section.trailer.contains_key(b"XRefStm".as_slice());
            is_plain.then_some(())?;
            trailer.get_or_insert(section.trailer);
            let Some(before) = before else {
                break;
            };
            let before = before.number()?;
            (before < at).then_some(())?;
            at = before;
        }
        let entries = rows.into_iter();
        let file = Self {
            bytes,
            entries: entries
                .filter_map(|(own, entry)| Some((own, entry?)))
                .collect(),
            trailer: trailer?,
            last,
            revisions,
            members: RefCell::default(),
        };
        let root = file.object(file.root()?)?;
        root.table().is_some().then_some(())?;
        Some(file)
    }

    /// The longest beginning of bytes that can be read; what stands behind it is not known.
    pub(super) fn longest(bytes: &'b [u8]) -> Option<Self> {
        const END: &[u8] = b"%%EOF";
        if let Some(whole) = Self::read(bytes) {
            return Some(whole);
        }
        let mut end = bytes.len();
        for _ in 0..MOST {
            let at = bytes[..end].windows(END.len()).rposition(|w| w == END)?;
            let mut reader = Reader::new(bytes, at + END.len());
            let _ = reader.line_end();
            if let Some(file) = Self::read(&bytes[..reader.at]) {
                return Some(file);
            }
            end = at;
        }
        None
    }

    /// The same with a further revision.
    pub(super) fn with(&self, bytes: &'b [u8], last: usize, section: Section) -> Option<Self> {
        let mut file = self.clone();
        file.bytes = bytes;
        file.last = last;
        file.trailer = section.trailer;
        file.revisions += 1;
        file.entries.extend(
            section
                .rows
                .into_iter()
                .filter_map(|(own, entry)| Some((own, entry?))),
        );
        (file.revisions <= MOST).then_some(file)
    }

    /// An object, where its cross-reference says.
    pub(super) fn object(&self, id: Id) -> Option<Object<'b>> {
        let entry = self.entries.get(&id.number)?;
        (entry.generation == id.generation).then_some(())?;
        match entry.place {
            Place::At(_) => Some(self.indirect(id)?.object),
            Place::Within { stream, index } => {
                let members = self.members(stream)?;
                let (own, value) = members.get(index)?;
                (*own == id.number).then(|| Object {
                    value: value.clone(),
                    data: None,
                })
            }
        }
    }

    /// An object that stands in no object stream, with its places.
    pub(super) fn indirect(&self, id: Id) -> Option<Indirect<'b>> {
        let entry = self.entries.get(&id.number)?;
        let Place::At(at) = entry.place else {
            return None;
        };
        let plain = |id: Id, _| {
            let place = self.entries.get(&id.number)?;
            let value = match place.place {
                Place::At(at) => {
                    Indirect::read(self.bytes, at, &|_, _| None)
                        .filter(|found| found.id == id)?
                        .object
                        .value
                }
                Place::Within { .. } => self.object(id)?.value,
            };
            value.number()
        };
        Indirect::read(self.bytes, at, &plain).filter(|found| found.id == id)
    }

    /// What a value is or refers to.
    pub(super) fn resolved(&self, value: &Value) -> Option<Object<'b>> {
        match value {
            Value::Reference(id) => self.object(*id),
            value => Some(Object {
                value: value.clone(),
                data: None,
            }),
        }
    }

    /// What a key's value is or refers to.
    pub(super) fn get(&self, table: &Table, key: &str) -> Option<Object<'b>> {
        self.resolved(table.get(key.as_bytes())?)
    }

    /// The dictionary that a key's value is or refers to.
    pub(super) fn table(&self, table: &Table, key: &str) -> Option<Table> {
        match self.get(table, key)?.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The catalog (7.7.2).
    pub(super) fn root(&self) -> Option<Id> {
        match self.trailer.get(b"Root".as_slice())? {
            Value::Reference(id) => Some(*id),
            _ => None,
        }
    }

    /// The objects of an object stream in their order.
    pub(super) fn members(&self, stream: u32) -> Option<Members> {
        let id = Id {
            number: stream,
            generation: 0,
        };
        let Place::At(at) = self.entries.get(&stream)?.place else {
            return None;
        };
        if let Some(known) = self.members.borrow().get(&at) {
            return known.clone();
        }
        let found = self
            .indirect(id)
            .and_then(|found| held(&found.object))
            .map(Rc::new);
        self.members.borrow_mut().insert(at, found.clone());
        found
    }
}

/// The objects that an object stream holds, each of which ends where the next begins.
fn held(stream: &Object<'_>) -> Option<Vec<(u32, Value)>> {
    let table = stream.table()?;
    let is_plain = has_name(table, "Type", "ObjStm") && !table.contains_key(b"Extends".as_slice());
    is_plain.then_some(())?;
    let data = stream.unpacked()?;
    let count = number(table, "N").filter(|count| *count <= data.len())?;
    let first = number(table, "First").filter(|first| *first <= data.len())?;
    let mut head = Reader::new(&data[..first], 0);
    let mut places = Vec::new();
    for _ in 0..count {
        let own = u32::try_from(head.digits()?).ok()?;
        places.push((own, first.checked_add(head.digits()?)?));
    }
    head.white();
    head.rest().is_empty().then_some(())?;
    let mut reader = Reader::new(&data, first);
    let mut members = Vec::new();
    for (own, at) in places {
        reader.white();
        (reader.at == at).then_some(())?;
        members.push((own, reader.value()?));
    }
    reader.white();
    reader.rest().is_empty().then_some(members)
}

/// Where the end of a file says that its last cross-reference begins: `startxref`, the place, `%%EOF`,
/// and at most one end of a line.
pub(super) fn ending(bytes: &[u8]) -> Option<usize> {
    let end = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let end = end.strip_suffix(b"\r").unwrap_or(end);
    let end = end.strip_suffix(b"%%EOF")?.trim_ascii_end();
    let digits = end.iter().rev().take_while(|byte| byte.is_ascii_digit());
    let (before, place) = end.split_at(end.len() - digits.count());
    before
        .trim_ascii_end()
        .ends_with(b"startxref")
        .then_some(())?;
    std::str::from_utf8(place).ok()?.parse().ok()
}
