//! What may stand behind the bytes of a file that are known: those that were released, or that a
//! signature covers. It is read here alone, byte by byte, and whatever is not in this grammar is not
//! known. Programs that show a PDF mend what they cannot read, each in its own way, so that one would
//! show what another does not.
//!
//! ```text
//! appended  = { section } section-end
//! section   = { space | comment | object } ( table | nothing ) { space | comment }
//!             "startxref" space place space "%%EOF" ( line-end | end of the file )
//! comment   = "%" to the end of the line, without a keyword of PDF in it
//! object    = number space generation space "obj" value [ stream ] "endobj"
//! stream    = "stream" line-end, as many bytes as its Length says, [ line-end ] "endstream"
//! table     = "xref" { first count line-end { row of 20 bytes } } "trailer" dictionary
//! value     = as [`super::value`] reads it: no key twice, no word that is none, 64 deep at most
//! ```
//!
//! Of a section it holds besides that
//! - there is either a table or one stream of `/Type /XRef`, the place is its own (programs for Node.js
//!   name that of the line end before a table), and `Prev` is the place that the file before it names;
//! - each object stands once in it, and in the cross-reference once, with its place; an object stream is
//!   in the same section and holds what the cross-reference says of it, no more, value behind value; a
//!   row may name an object before the section where it stood already, and none is freed but that of
//!   number 0;
//! - an object that was there keeps its generation, a new one has generation 0 and a number that the
//!   `Size` of the file before left free; `Size` is above all of them. Of a generation more may be what
//!   nothing in the file refers to (poppler leaves such behind);
//! - what is referred to is there;
//! - the trailer has `Size`, `Root`, `Prev`, `ID`, `Info` and what a cross-reference stream has; what else
//!   it has is as it was. `Root` and the first `ID` stay.
//!
//! What the objects may be is the closed list of [`super::compare`].

use super::object::{Indirect, closing};
use super::objects::File;
use super::section::{Place, Section};
use super::syntax::Id;
use super::unknown::{Unknown, Why};
use super::value::{Reader, Table, Value, has_name, number};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What makes bytes behind a file more than a comment.
const KEYWORDS: [&[u8]; 6] = [b"obj", b"stream", b"xref", b"trailer", b"%EOF", b"%PDF"];

/// The keys of a trailer that are its own in each section.
const TRAILER: [&str; 12] = [
    "Size",
    "Root",
    "Prev",
    "ID",
    "Info",
    "Type",
    "W",
    "Index",
    "Filter",
    "DecodeParms",
    "Length",
    "DL",
];

/// The revisions of a file from one of its ends to its own end, the first as it was then.
///
/// # Errors
/// What stands behind is not in the grammar.
pub(super) fn revisions(file: &[u8], end: usize) -> Result<Vec<File<'_>>, Unknown> {
    let unreadable = Unknown {
        at: 0,
        why: Why::File,
    };
    let first = file.get(..end).and_then(File::read).ok_or(unreadable)?;
    let mut all = vec![first];
    while let Some(before) = all.last().filter(|last| last.bytes.len() < file.len()) {
        let next = Scan::new(file, before).section()?;
        all.push(next);
    }
    Ok(all)
}

/// An object behind the file, as the scan comes to it.
struct Found {
    at: usize,
    generation: u16,
    is_cross_reference: bool,
}

struct Scan<'f, 'b> {
    file: &'b [u8],
    before: &'f File<'b>,
    reader: Reader<'b>,
    objects: BTreeMap<u32, Found>,
    /// The lengths that stand in other objects, as they were found.
    lengths: RefCell<Vec<(Id, usize)>>,
    /// The numbers of a generation more, which nothing may refer to.
    left: RefCell<BTreeSet<u32>>,
}

impl<'f, 'b> Scan<'f, 'b> {
    fn new(file: &'b [u8], before: &'f File<'b>) -> Self {
        Self {
            file,
            before,
            reader: Reader::new(file, before.bytes.len()),
            objects: BTreeMap::new(),
            lengths: RefCell::default(),
            left: RefCell::default(),
        }
    }

    fn section(mut self) -> Result<File<'b>, Unknown> {
        let mut table = None;
        loop {
            self.space()?;
            let at = self.reader.at;
            match self.reader.rest() {
                [] => return Err(Unknown { at, why: Why::End }),
                [byte, ..] if byte.is_ascii_digit() && table.is_none() => self.object(at)?,
                rest if rest.starts_with(b"xref") && table.is_none() => {
                    self.reader.at += b"xref".len();
                    let wrong = Unknown {
                        at,
                        why: Why::CrossReference,
                    };
                    let section = Section::table(&mut self.reader).ok_or(wrong)?;
                    table = Some((at, section));
                }
                rest if rest.starts_with(b"startxref") => break,
                _ => {
                    let why = Why::Bytes;
                    return Err(Unknown { at, why });
                }
            }
        }
        let (last, end) = self.end()?;
        let (at, section) = self.cross_reference(table, last)?;
        self.rows(&section, at)?;
        self.trailer(&section.trailer, at)?;
        let many = Unknown { at, why: Why::Many };
        let next = self
            .before
            .with(&self.file[..end], last, section)
            .ok_or(many)?;
        self.streams(&next)?;
        Ok(next)
    }

    /// Passes over white space and comments.
    fn space(&mut self) -> Result<(), Unknown> {
        loop {
            self.reader.white();
            let rest = self.reader.rest();
            if rest.first() != Some(&b'%') {
                return Ok(());
            }
            let length = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let comment = &rest[..length.unwrap_or(rest.len())];
            let has = |word: &&[u8]| comment.windows(word.len()).any(|part| part == *word);
            if KEYWORDS.iter().any(has) {
                return Err(Unknown {
                    at: self.reader.at,
                    why: Why::Bytes,
                });
            }
            self.reader.at += comment.len();
        }
    }

    fn object(&mut self, at: usize) -> Result<(), Unknown> {
        let length = |id: Id, from: usize| -> Option<usize> {
            let rest = self.file.get(from..)?;
            let word = b"endstream";
            let stop = rest.windows(word.len()).position(|part| part == word)?;
            // The end of the line before it may belong to the data or not: what is said tells.
            let known = || self.before.object(id)?.value.number();
            let said = said(&self.file[from..], id).or_else(known)?;
            let mut reader = Reader::new(self.file, from.checked_add(said)?);
            closing(&mut reader)?;
            (reader.at == from + stop + word.len()).then_some(())?;
            self.lengths.borrow_mut().push((id, said));
            Some(said)
        };
        let why = Why::Object;
        let found = Indirect::read(self.file, at, &length).ok_or(Unknown { at, why })?;
        let table = found.object.table();
        let object = Found {
            at,
            generation: found.id.generation,
            is_cross_reference: table.is_some_and(|own| has_name(own, "Type", "XRef")),
        };
        let why = Why::Twice;
        if self.objects.insert(found.id.number, object).is_some() {
            return Err(Unknown { at, why });
        }
        self.reader.at = found.end;
        Ok(())
    }

    /// What the end says, and the place behind it.
    fn end(&mut self) -> Result<(usize, usize), Unknown> {
        let at = self.reader.at;
        let reader = &mut self.reader;
        let mut read = || {
            reader.keyword(b"startxref")?;
            let last = reader.digits()?;
            reader.white();
            reader.take(b"%%EOF")?;
            let ends = reader.line_end().is_some() || reader.rest().is_empty();
            ends.then_some(last)
        };
        let last = read().ok_or(Unknown { at, why: Why::End })?;
        Ok((last, self.reader.at))
    }

    /// The cross-reference of the section with its place, if the end of the section says it.
    fn cross_reference(
        &mut self,
        table: Option<(usize, Section)>,
        last: usize,
    ) -> Result<(usize, Section), Unknown> {
        let mut streams = self.objects.values().filter(|one| one.is_cross_reference);
        let (stream, other) = (streams.next(), streams.next());
        let at = self.reader.at;
        let why = Why::CrossReference;
        let wrong = Unknown { at, why };
        match (table, stream, other) {
            (Some((at, section)), None, None) => {
                let behind = self.before.bytes.len();
                let space = self.file.get(last..at).filter(|_| last >= behind);
                let is_own =
                    space.is_some_and(|space| matches!(space, b"" | b"\n" | b"\r" | b"\r\n"));
                is_own.then_some((at, section)).ok_or(wrong)
            }
            (None, Some(stream), None) if stream.at == last => {
                let section = Section::read(self.file, last).ok_or(Unknown { at: last, why })?;
                Ok((last, section))
            }
            _ => Err(wrong),
        }
    }

    /// That the cross-reference names each object of the section once, where it stands.
    fn rows(&self, section: &Section, at: usize) -> Result<(), Unknown> {
        let wrong = |at| {
            let why = Why::Rows;
            Unknown { at, why }
        };
        for (number, entry) in &section.rows {
            let known = self.before.entries.get(number);
            let own = self.objects.get(number);
            let is_right = match (entry, own) {
                (None, None) => *number == 0,
                (None, Some(_)) => false,
                (Some(entry), None) if known == Some(entry) => true,
                (Some(entry), own) => match entry.place {
                    Place::At(place) => {
                        own.is_some_and(|own| own.at == place && own.generation == entry.generation)
                    }
                    Place::Within { stream, .. } => {
                        own.is_none() && self.objects.contains_key(&stream)
                    }
                },
            };
            if !is_right {
                return Err(wrong(at));
            }
            if let Some(entry) = entry {
                self.number(*number, entry.generation, at)?;
            }
        }
        for (number, own) in &self.objects {
            if !section.rows.contains_key(number) && !own.is_cross_reference {
                return Err(wrong(own.at));
            }
            self.number(*number, own.generation, own.at)?;
        }
        Ok(())
    }

    /// That a number goes on being that of the object that has it, or was free, or that nothing refers to it.
    fn number(&self, number: u32, generation: u16, at: usize) -> Result<(), Unknown> {
        let free = self::number(&self.before.trailer, "Size").unwrap_or(usize::MAX);
        let first = match self.before.entries.get(&number) {
            Some(known) => Some(known.generation),
            None => usize::try_from(number)
                .is_ok_and(|own| own >= free)
                .then_some(0),
        };
        let why = Why::Number;
        let later = first.and_then(|first| generation.checked_sub(first));
        match later {
            Some(0) => Ok(()),
            Some(1) => {
                self.left.borrow_mut().insert(number);
                Ok(())
            }
            _ => Err(Unknown { at, why }),
        }
    }

    fn trailer(&self, own: &Table, at: usize) -> Result<(), Unknown> {
        let before = &self.before.trailer;
        let same = |key: &str| own.get(key.as_bytes()) == before.get(key.as_bytes());
        let is_own = |key: &Vec<u8>| TRAILER.iter().any(|one| one.as_bytes() == key.as_slice());
        let is_known = own
            .iter()
            .all(|(key, value)| is_own(key) || before.get(key) == Some(value));
        let first = |table: &Table| match table.get(b"ID".as_slice()) {
            Some(Value::List(ids)) => ids.first().cloned(),
            _ => None,
        };
        let is_identity = own.get(b"ID".as_slice()).is_none()
            || first(before).is_none_or(|id| first(own) == Some(id));
        let highest = self.objects.keys().last();
        let highest = highest.and_then(|number| usize::try_from(*number).ok());
        let size = number(own, "Size");
        let is_large = size >= number(before, "Size") && size > highest;
        let carries_on = number(own, "Prev") == Some(self.before.last);
        let is_right =
            is_known && is_identity && is_large && carries_on && same("Root") && same("Encrypt");
        let why = Why::Trailer;
        is_right.then_some(()).ok_or(Unknown { at, why })
    }

    /// That object streams hold what the cross-reference says, streams are as long as they say, and what
    /// is referred to is there.
    fn streams(&self, next: &File<'b>) -> Result<(), Unknown> {
        let size = number(&next.trailer, "Size").unwrap_or_default();
        for (number, own) in &self.objects {
            let at = own.at;
            let id = Id {
                number: *number,
                generation: own.generation,
            };
            let found = next.object(id).filter(|_| !own.is_cross_reference);
            let mut missing = false;
            let mut refer = |id: Id| {
                let entry = next.entries.get(&id.number);
                missing |= entry.is_none_or(|entry| entry.generation != id.generation);
            };
            let Some(found) = found else {
                continue;
            };
            found.value.references(&mut refer);
            let is_packed = |table: &Table| has_name(table, "Type", "ObjStm");
            if found.table().is_some_and(is_packed) {
                let why = Why::Object;
                let members = next.members(*number).ok_or(Unknown { at, why })?;
                for (index, (inner, value)) in members.iter().enumerate() {
                    value.references(&mut refer);
                    let place = Place::Within {
                        stream: *number,
                        index,
                    };
                    let named = next.entries.get(inner).map(|entry| entry.place);
                    if named != Some(place) || usize::try_from(*inner).is_ok_and(|own| own >= size)
                    {
                        let why = Why::Rows;
                        return Err(Unknown { at, why });
                    }
                }
            }
            if missing {
                let why = Why::Reference;
                return Err(Unknown { at, why });
            }
        }
        for (number, entry) in &next.entries {
            if let Place::Within { stream, index } = entry.place
                && self.objects.contains_key(&stream)
            {
                let members = next.members(stream);
                let own = members.and_then(|members| Some(members.get(index)?.0));
                if own != Some(*number) {
                    let at = self.objects[&stream].at;
                    let why = Why::Rows;
                    return Err(Unknown { at, why });
                }
            }
        }
        self.left_behind(next)?;
        for (id, length) in self.lengths.borrow().iter() {
            let said = next.object(*id).and_then(|own| own.value.number());
            if said != Some(*length) {
                let at = self.before.bytes.len();
                let why = Why::Length;
                return Err(Unknown { at, why });
            }
        }
        Ok(())
    }
}

impl Scan<'_, '_> {
    /// That nothing refers to the numbers that have a generation more.
    fn left_behind(&self, next: &File<'_>) -> Result<(), Unknown> {
        let left = self.left.borrow();
        let mut is_referred_to = false;
        let mut refer = |id: Id| is_referred_to |= left.contains(&id.number);
        if left.is_empty() {
            return Ok(());
        }
        for value in next.trailer.values() {
            value.references(&mut refer);
        }
        for (number, entry) in &next.entries {
            let id = Id {
                number: *number,
                generation: entry.generation,
            };
            if let Some(found) = next.object(id) {
                found.value.references(&mut refer);
            }
        }
        let at = self.before.bytes.len();
        let why = Why::Number;
        (!is_referred_to).then_some(()).ok_or(Unknown { at, why })
    }
}

/// The number that an object behind the data of a stream is, as programs write that learn the length of a
/// stream only when it is written.
fn said(behind: &[u8], id: Id) -> Option<usize> {
    let word = format!("{} {} obj", id.number, id.generation);
    let at = behind
        .windows(word.len())
        .position(|part| part == word.as_bytes())?;
    let found = Indirect::read(behind, at, &|_, _| None)?;
    found.object.value.number()
}
