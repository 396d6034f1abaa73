//! An object of a PDF as it stands at a place, read to exactly `endobj`, and what a stream holds
//! (ISO 32000-1, 7.3.8 to 7.3.10 and 7.4.4).

use super::syntax::Id;
use super::value::{Reader, Table, Value};
use flate2::read::ZlibDecoder;
use std::io::Read;

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
