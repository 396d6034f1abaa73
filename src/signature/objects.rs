//! The objects of a PDF, found by its cross-references alone (ISO 32000-1, 7.5.4 to 7.5.8): a file whose
//! cross-references are not right is not read, for readers that look for objects elsewhere find others.

use super::section::{Entry, Place, Section};
use super::syntax::Id;
use super::value::{Reader, Table, Value, has_name, number};
use flate2::read::ZlibDecoder;
use std::cell::RefCell;
use std::collections::HashMap;
use std::io::Read;
use std::rc::Rc;

/// The most revisions of a file.
const MOST: usize = 64;

/// The most bytes that a stream is unpacked to.
const MOST_BYTES: usize = 64 << 20;

/// The most columns of a predictor.
const MOST_COLUMNS: usize = 1 << 12;

/// An object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Object<'b> {
    pub value: Value,
    /// What a stream holds, packed as it is.
    pub data: Option<&'b [u8]>,
}

impl Object<'_> {
    /// The dictionary that it is or, if it is a stream, begins with.
    pub(super) fn table(&self) -> Option<&Table> {
        self.value.table()
    }

    /// What a stream holds.
    pub(super) fn unpacked(&self) -> Option<Vec<u8>> {
        unpacked(self.table()?, self.data?)
    }
}

/// An object with its number, as it stands at a place.
pub(super) struct Indirect<'b> {
    pub id: Id,
    pub object: Object<'b>,
    /// The place of its value.
    pub start: usize,
    /// The place behind its value, without what a stream holds.
    pub stop: usize,
    /// The place behind `endobj`.
    pub end: usize,
}

/// Finds the length of a stream that stands in another object, by the place where its data begins.
pub(super) type Length<'l> = &'l dyn Fn(Id, usize) -> Option<usize>;

impl<'b> Indirect<'b> {
    /// Reads an object to exactly `endobj`.
    pub(super) fn read(bytes: &'b [u8], at: usize, length: Length<'_>) -> Option<Self> {
        bytes.get(at)?.is_ascii_digit().then_some(())?;
        let mut reader = Reader::new(bytes, at);
        let id = Id {
            number: u32::try_from(reader.digits()?).ok()?,
            generation: u16::try_from(reader.digits()?).ok()?,
        };
        reader.keyword(b"obj")?;
        reader.white();
        let start = reader.at;
        let value = reader.value()?;
        let stop = reader.at;
        let mut data = None;
        reader.white();
        if let Some(table) = value.table()
            && reader.take(b"stream").is_some()
        {
            reader.take(b"\r\n").or_else(|| reader.take(b"\n"))?;
            let from = reader.at;
            let size = match table.get(b"Length".as_slice())? {
                Value::Reference(id) => length(*id, from)?,
                length => length.number()?,
            };
            let held = bytes.get(from..from.checked_add(size)?)?;
            reader.at = from + size;
            closing(&mut reader)?;
            data = Some(held);
        }
        reader.keyword(b"endobj")?;
        Some(Self {
            id,
            object: Object { value, data },
            start,
            stop,
            end: reader.at,
        })
    }
}

/// Passes over the end of a stream: at most one end of a line before `endstream`.
pub(super) fn closing(reader: &mut Reader<'_>) -> Option<()> {
    let _ = reader.line_end();
    reader.rest().starts_with(b"endstream").then_some(())?;
    reader.keyword(b"endstream")
}

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
        if let Some(whole) = Self::read(bytes) {
            return Some(whole);
        }
        const END: &[u8] = b"%%EOF";
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

/// What a stream holds, unpacked; none where it is packed in another way than Flate or ends elsewhere.
fn unpacked(table: &Table, data: &[u8]) -> Option<Vec<u8>> {
    let only = |value: &Value| match value {
        Value::List(list) if list.len() == 1 => list.first().cloned(),
        Value::List(_) => None,
        value => Some(value.clone()),
    };
    let Some(filter) = table.get(b"Filter".as_slice()) else {
        return Some(data.to_vec());
    };
    only(filter)?.is_name("FlateDecode").then_some(())?;
    let mut decoder = ZlibDecoder::new(data);
    let mut found = Vec::new();
    let limit = u64::try_from(MOST_BYTES).ok()?;
    decoder.by_ref().take(limit).read_to_end(&mut found).ok()?;
    let used = usize::try_from(decoder.total_in()).ok()?;
    let is_whole = found.len() < MOST_BYTES && data.get(used..)?.trim_ascii().is_empty();
    is_whole.then_some(())?;
    match table.get(b"DecodeParms".as_slice()) {
        None => Some(found),
        Some(own) => match only(own)? {
            Value::Null => Some(found),
            own => predicted(own.table()?, &found),
        },
    }
}

/// Undoes what a predictor of PNG did to rows of bytes (7.4.4.4).
fn predicted(parameters: &Table, data: &[u8]) -> Option<Vec<u8>> {
    let or = |key: &str, default: usize| match parameters.get(key.as_bytes()) {
        Some(value) => value.number(),
        None => Some(default),
    };
    match or("Predictor", 1)? {
        1 => return Some(data.to_vec()),
        10..=15 => {}
        _ => return None,
    }
    (or("Colors", 1)? == 1 && or("BitsPerComponent", 8)? == 8).then_some(())?;
    let columns = Some(or("Columns", 1)?).filter(|columns| (1..=MOST_COLUMNS).contains(columns))?;
    data.len().is_multiple_of(columns + 1).then_some(())?;
    let mut above = vec![0_u8; columns];
    let mut all = Vec::with_capacity(data.len());
    for row in data.chunks_exact(columns + 1) {
        let (kind, row) = row.split_first()?;
        let mut own = Vec::with_capacity(columns);
        for (at, byte) in row.iter().enumerate() {
            let left = if at == 0 { 0 } else { own[at - 1] };
            own.push(byte.wrapping_add(match kind {
                0 => 0,
                1 => left,
                2 => above[at],
                _ => return None,
            }));
        }
        all.extend_from_slice(&own);
        above = own;
    }
    Some(all)
}
