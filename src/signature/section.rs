//! Cross-references (bảng tham chiếu): where a revision says that its objects stand (ISO 32000-1, 7.5.4 and
//! 7.5.8).

use super::object::Indirect;
use super::value::{Reader, Table, Value, has_name, number};
use std::collections::HashMap;

/// The most objects that a PDF may have (annex C).
const MOST_OBJECTS: usize = 8_388_607;

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At this byte.
    At(usize),
    /// In an object stream (7.5.7).
    Within {
        /// The stream's number; its generation is zero.
        stream: u32,
        /// Which of its objects.
        index: usize,
    },
}

/// What a cross-reference says of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub generation: u16,
    pub place: Place,
}

/// A cross-reference with its trailer.
pub(super) struct Section {
    /// What it says of each object, none of a free one.
    pub rows: HashMap<u32, Option<Entry>>,
    pub trailer: Table,
}

impl Section {
    /// The cross-reference at a place. White space before a table is passed over, which some programs
    /// that sign count from.
    pub(super) fn read(bytes: &[u8], at: usize) -> Option<Self> {
        let mut reader = Reader::new(bytes, at);
        let begins = bytes.get(at)?.is_ascii_digit();
        if begins {
            Self::stream(bytes, at)
        } else {
            reader.keyword(b"xref")?;
            Self::table(&mut reader)
        }
    }

    /// A table, behind the word `xref`.
    pub(super) fn table(reader: &mut Reader<'_>) -> Option<Self> {
        let mut rows = HashMap::new();
        loop {
            reader.white();
            if reader.take(b"trailer").is_some() {
                break;
            }
            let (first, count) = (reader.digits()?, reader.digits()?);
            while reader.take(b" ").is_some() {}
            reader.line_end()?;
            for own in numbers(first, count)? {
                let row = reader.rest().get(..20)?;
                reader.at += 20;
                let (entry, is_used) = tabled(row)?;
                insert(&mut rows, own, is_used.then_some(entry))?;
            }
        }
        let Value::Table(trailer) = reader.value()? else {
            return None;
        };
        Some(Self { rows, trailer })
    }

    fn stream(bytes: &[u8], at: usize) -> Option<Self> {
        let found = Indirect::read(bytes, at, &|_, _| None)?;
        let Value::Table(table) = &found.object.value else {
            return None;
        };
        has_name(table, "Type", "XRef").then_some(())?;
        let data = found.object.unpacked()?;
        let list = |key: &str| -> Option<Vec<usize>> {
            let list = table.get(key.as_bytes())?.list()?;
            list.iter().map(Value::number).collect()
        };
        let widths = list("W")?;
        let [kind, second, third] = widths[..] else {
            return None;
        };
        widths.iter().all(|width| *width <= 8).then_some(())?;
        let index = match table.get(b"Index".as_slice()) {
            Some(_) => list("Index")?,
            None => vec![0, number(table, "Size")?],
        };
        index.len().is_multiple_of(2).then_some(())?;
        let width = Some(kind + second + third).filter(|width| *width > 0)?;
        data.len().is_multiple_of(width).then_some(())?;
        let mut left = data.chunks_exact(width);
        let mut rows = HashMap::new();
        for run in index.chunks_exact(2) {
            for own in numbers(run[0], run[1])? {
                let row = left.next()?;
                let value =
                    |part: &[u8]| part.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
                let (kinds, rest) = row.split_at(kind);
                let (second, third) = rest.split_at(second);
                let kind = if kinds.is_empty() { 1 } else { value(kinds) };
                let entry = match kind {
                    0 => None,
                    1 => Some(Entry {
                        generation: u16::try_from(value(third)).ok()?,
                        place: Place::At(usize::try_from(value(second)).ok()?),
                    }),
                    2 => Some(Entry {
                        generation: 0,
                        place: Place::Within {
                            stream: u32::try_from(value(second)).ok()?,
                            index: usize::try_from(value(third)).ok()?,
                        },
                    }),
                    _ => return None,
                };
                insert(&mut rows, own, entry)?;
            }
        }
        left.next().is_none().then_some(Self {
            rows,
            trailer: table.clone(),
        })
    }
}

/// The numbers of a run of objects.
fn numbers(first: usize, count: usize) -> Option<std::ops::Range<usize>> {
    let end = first.checked_add(count)?;
    (end <= MOST_OBJECTS + 1).then_some(first..end)
}

/// Adds what is said of an object, once.
fn insert(rows: &mut HashMap<u32, Option<Entry>>, own: usize, entry: Option<Entry>) -> Option<()> {
    let own = u32::try_from(own).ok()?;
    rows.insert(own, entry).is_none().then_some(())
}

/// A row of a table, which has twenty bytes, and whether the object is in use.
fn tabled(row: &[u8]) -> Option<(Entry, bool)> {
    let (place, rest) = row.split_at_checked(10)?;
    let (generation, rest) = rest.strip_prefix(b" ")?.split_at_checked(5)?;
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    (digits(place) && digits(generation)).then_some(())?;
    let read = |part| std::str::from_utf8(part).ok()?.parse::<usize>().ok();
    let entry = Entry {
        generation: u16::try_from(read(generation)?).ok()?,
        place: Place::At(read(place)?),
    };
    match rest {
        b" n \n" | b" n \r" | b" n\r\n" => Some((entry, true)),
        b" f \n" | b" f \r" | b" f\r\n" => Some((entry, false)),
        _ => None,
    }
}
