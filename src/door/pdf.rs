//! PDF, looked through before any other reader sees it.
//!
//! The reader of PDFs that is used here follows whatever a file says: arrays in arrays, pages in pages,
//! streams that unpack to streams. So every place where it could begin to read, `obj`, `trailer` and `<<`, is
//! read first, without recursion: how deep objects are nested, which have kids, and what the streams that hold
//! objects and cross-references unpack to. Then [`open`] gives the file to that reader, and nothing else does.

mod read;
#[cfg(test)]
mod tests;

use super::{MOST_UNPACKED, too_large};
use crate::diag::Message;
use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::{LoadPdfError, Pdf};
use read::{Found, Index, Reader, Token, is_white};
use std::collections::{BTreeMap, BTreeSet};

/// How deep objects may be nested, and kids.
const DEEPEST: usize = 64;
/// How often the bytes of a file may be read over, as objects in objects are, and what in a picture or a typeface
/// looks like the beginning of one.
const MOST_OFTEN: usize = 96;
/// The most pages and fields, each counted as often as it is reached.
const MOST_KIDS: usize = 1_000_000;

/// Why a PDF is not opened.
#[derive(Debug)]
pub enum Refusal {
    /// It is beyond a limit.
    Beyond(Message),
    /// It cannot be read.
    Load(LoadPdfError),
}

/// Opens a PDF.
///
/// # Errors
/// It is beyond a limit or cannot be read.
pub fn open(bytes: &[u8]) -> Result<Pdf, Refusal> {
    Gate::look(bytes).map_err(Refusal::Beyond)?;
    Pdf::new(bytes.to_vec()).map_err(Refusal::Load)
}

/// Unpacks what a stream holds; none where it is damaged or packed in another way than PDFs of offices are.
///
/// # Errors
/// It unpacks to more than `left` bytes, from which what came is taken.
pub fn inflate(data: &[u8], left: &mut u64) -> Result<Option<Vec<u8>>, Message> {
    let zlib = matches!(data, [a, b, ..]
        if a & 15 == 8 && (u16::from(*a) << 8 | u16::from(*b)).is_multiple_of(31) && b & 32 == 0);
    // Without its head, so that a wrong sum at its end says nothing.
    let mut rest = data.get(if zlib { 2 } else { 0 }..).unwrap_or_default();
    let mut inflater = Decompress::new(false);
    let mut unpacked = Vec::new();
    let mut block = vec![0; 64 << 10];
    loop {
        let (came, made) = (inflater.total_in(), inflater.total_out());
        let status = inflater.decompress(rest, &mut block, FlushDecompress::None);
        let used = usize::try_from(inflater.total_in() - came).unwrap_or_default();
        let made = usize::try_from(inflater.total_out() - made).unwrap_or_default();
        rest = rest.get(used..).unwrap_or_default();
        *left = left.checked_sub(made as u64).ok_or_else(too_large)?;
        unpacked.extend_from_slice(block.get(..made).unwrap_or_default());
        match status {
            Ok(Status::StreamEnd) => return Ok(Some(unpacked)),
            Ok(_) if used > 0 || made > 0 => {}
            _ => return Ok(None),
        }
    }
}

/// What is found of a file.
struct Gate {
    /// How many bytes may still be read over.
    steps: usize,
    /// How many bytes may still be unpacked.
    left: u64,
    kids: BTreeMap<u64, BTreeSet<u64>>,
    /// The objects that stand in object streams, and those streams.
    packed: BTreeSet<u64>,
    holders: BTreeSet<u64>,
}

impl Gate {
    fn look(bytes: &[u8]) -> Result<(), Message> {
        let mut gate = Self {
            steps: bytes.len().saturating_mul(MOST_OFTEN) + (1 << 20),
            left: MOST_UNPACKED,
            kids: BTreeMap::new(),
            packed: BTreeSet::new(),
            holders: BTreeSet::new(),
        };
        gate.objects(bytes)?;
        gate.tree()
    }

    /// Reads whatever can be taken for an object of some bytes.
    fn objects(&mut self, bytes: &[u8]) -> Result<(), Message> {
        let mut at = 0;
        while let Some(next) = bytes.get(at..) {
            match next {
                [b'o', b'b', b'j', ..] => {
                    let number = number_before(bytes, at);
                    self.object(bytes, at + 3, number)?;
                    at += 3;
                }
                [b'<', b'<', ..] => {
                    self.object(bytes, at, None)?;
                    at += 2;
                }
                [] => return Ok(()),
                _ => at += 1,
            }
        }
        Ok(())
    }

    /// Reads an object that begins at an offset.
    fn object(&mut self, bytes: &[u8], at: usize, number: Option<u64>) -> Result<(), Message> {
        let mut reader = Reader { bytes, at };
        let mut found = Found::default();
        let whole = loop {
            let Some(token) = reader.token() else {
                break false;
            };
            found.take(token);
            if found.depth > DEEPEST {
                return Err(Message::new(
                    format!("its objects are nested deeper than {DEEPEST}"),
                    format!("các đối tượng trong tệp lồng sâu hơn {DEEPEST} cấp"),
                ));
            }
            if found.depth == 0 && !found.goes_on(&reader) {
                break true;
            }
        };
        self.steps = self.steps.checked_sub(reader.at - at).ok_or_else(|| {
            Message::new(
                "its objects lie in each other again and again",
                "các đối tượng trong tệp chồng lên nhau quá nhiều lần",
            )
        })?;
        if let Some(number) = number.filter(|_| !found.references.is_empty()) {
            let kids = std::mem::take(&mut found.references);
            self.kids.entry(number).or_default().extend(kids);
        }
        if whole && found.index.is_some() && reader.token() == Some(Token::Word(b"stream")) {
            self.stream(reader.rest(), &found)?;
        }
        Ok(())
    }

    /// Unpacks a stream of objects or of cross-references, and reads its objects.
    fn stream(&mut self, data: &[u8], found: &Found<'_>) -> Result<(), Message> {
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let unknown = || {
            Message::new(
                "its objects are packed in a way that is not read",
                "các đối tượng trong tệp được nén theo cách không đọc được",
            )
        };
        let unpacked = match found.filters[..] {
            [] => data.to_vec(),
            [b"FlateDecode" | b"Fl"] => inflate(data, &mut self.left)?.ok_or_else(unknown)?,
            _ => return Err(unknown()),
        };
        if found.index == Some(Index::Places) {
            return self.entries(unpacked, found).ok_or_else(unknown);
        }
        let first = found.count("First").ok_or_else(unknown)?;
        let mut head = Reader {
            bytes: unpacked.get(..first).unwrap_or_default(),
            at: 0,
        };
        while let (Some(number), Some(offset)) = (head.number(), head.number()) {
            let offset = usize::try_from(offset).map_err(|_| unknown())?;
            self.object(&unpacked, first.saturating_add(offset), Some(number))?;
        }
        Ok(())
    }

    /// Reads which objects stand in object streams (ISO 32000-1, 7.5.8.3).
    fn entries(&mut self, mut bytes: Vec<u8>, found: &Found<'_>) -> Option<()> {
        let widths = found.counts.get(&b"W"[..])?;
        // What is no such stream is none for the reader either.
        let &[kind, second, third] = &widths[..] else {
            return Some(());
        };
        let size = kind.checked_add(second)?.checked_add(third)?;
        let size = usize::try_from(size).ok().filter(|size| *size <= 64)?;
        match found.count("Predictor") {
            None | Some(1) => {}
            Some(10..=15) => bytes = upright(&bytes, found.count("Columns")?)?,
            Some(_) => return None,
        }
        let all = [0, found.count("Size")? as u64];
        let runs = found
            .counts
            .get(&b"Index"[..])
            .map_or(&all[..], Vec::as_slice);
        let mut rows = bytes.chunks_exact(size.max(1));
        let value = |bytes: &[u8]| {
            bytes
                .iter()
                .fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte))
        };
        for run in runs.chunks_exact(2) {
            for (number, row) in (run[0]..run[0].saturating_add(run[1])).zip(&mut rows) {
                let (kind, rest) = row.split_at_checked(usize::try_from(kind).ok()?)?;
                let holder = rest.get(..usize::try_from(second).ok()?)?;
                // Without a kind, all stand in the file itself.
                if value(kind) == 2 {
                    self.packed.insert(number);
                    self.holders.insert(value(holder));
                }
            }
        }
        Some(())
    }

    /// Whether those that have kids are a tree, or several.
    fn tree(&self) -> Result<(), Message> {
        let beyond = || {
            Message::new(
                "its pages, fields or packed objects lie in each other",
                "các trang, trường hoặc đối tượng nén trong tệp lồng vào nhau",
            )
        };
        if self
            .holders
            .iter()
            .any(|holder| self.packed.contains(holder))
        {
            return Err(beyond());
        }
        // How many are reached from one, itself with them, and how deep it goes.
        let mut known: BTreeMap<u64, (usize, usize)> = BTreeMap::new();
        for (root, kids) in &self.kids {
            let mut way = vec![(*root, kids.iter(), (1_usize, 1))];
            while let Some((at, kids, all)) = way.last_mut() {
                let (at, kid) = (*at, kids.next());
                let (count, depth) = match kid.map(|kid| (kid, known.get(kid), self.kids.get(kid)))
                {
                    Some((_, Some(reached), _)) => *reached,
                    Some((_, None, None)) => (1, 1),
                    Some((kid, None, Some(kids))) => {
                        if way.len() >= DEEPEST || way.iter().any(|(above, ..)| above == kid) {
                            return Err(beyond());
                        }
                        way.push((*kid, kids.iter(), (1, 1)));
                        continue;
                    }
                    None => {
                        let reached = *all;
                        known.insert(at, reached);
                        way.pop();
                        let Some((.., above)) = way.last_mut() else {
                            break;
                        };
                        above.0 = above.0.saturating_add(reached.0);
                        above.1 = above.1.max(reached.1 + 1);
                        continue;
                    }
                };
                all.0 = all.0.saturating_add(count);
                all.1 = all.1.max(depth + 1);
                if all.0 > MOST_KIDS || all.1 > DEEPEST {
                    return Err(beyond());
                }
            }
        }
        Ok(())
    }
}

/// The number of the object whose `obj` stands at an offset.
fn number_before(bytes: &[u8], at: usize) -> Option<u64> {
    let before = bytes.get(at.saturating_sub(32)..at)?;
    let mut words = before
        .rsplit(|byte| is_white(*byte))
        .filter(|word| !word.is_empty());
    words.next()?;
    // What stands directly before it may be the end of something else.
    let word = words.next()?;
    let digits = word
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    std::str::from_utf8(&word[word.len() - digits..])
        .ok()?
        .parse()
        .ok()
}

/// The rows of a table that are written as differences to the row above or the byte before (PNG, 9.2).
fn upright(bytes: &[u8], columns: usize) -> Option<Vec<u8>> {
    let mut above = vec![0; columns];
    let mut all = Vec::with_capacity(bytes.len());
    for row in bytes.chunks_exact(columns.checked_add(1)?) {
        let (kind, row) = row.split_first()?;
        let mut before = 0;
        for (cell, byte) in above.iter_mut().zip(row) {
            *cell = match kind {
                0 => *byte,
                1 => byte.wrapping_add(before),
                2 => byte.wrapping_add(*cell),
                _ => return None,
            };
            before = *cell;
        }
        all.extend_from_slice(&above);
    }
    Some(all)
}
