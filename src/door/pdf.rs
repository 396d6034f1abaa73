//! PDF, looked through before any other reader sees it.
//!
//! The reader of PDFs that is used here follows whatever a file says: arrays in arrays, pages in pages,
//! streams that unpack to streams. So every place where it could begin to read, `obj`, `trailer` and `<<`, is
//! read first, without recursion: how deep objects are nested, which have kids, and what the streams that hold
//! objects and cross-references unpack to. Then [`open`] gives the file to that reader, and nothing else does.

use super::{MOST_UNPACKED, too_large};
use crate::diag::Message;
use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::{LoadPdfError, Pdf};
use std::collections::{BTreeMap, BTreeSet};

/// How deep objects may be nested, and kids.
const DEEPEST: usize = 64;
/// How often the bytes of a file may be read over, as objects in objects are.
const MOST_OFTEN: usize = 16;
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
        if whole && found.holds_objects && reader.token() == Some(Token::Word(b"stream")) {
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
        if found.is_xref {
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
        let &[kind, second, third] = &widths[..] else {
            return None;
        };
        let size = usize::try_from(kind + second + third)
            .ok()
            .filter(|size| *size <= 64)?;
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'b> {
    Open { dictionary: bool },
    Close,
    Name(&'b [u8]),
    Word(&'b [u8]),
    String,
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

/// What is found of an object.
#[derive(Default)]
struct Found<'b> {
    depth: usize,
    /// Whether it is no dictionary.
    is_bare: bool,
    begun: bool,
    /// The key that a value is awaited for or has come for.
    key: Vec<u8>,
    has_value: bool,
    numbers: [Option<u64>; 2],
    /// Its kids; all references of what is no dictionary.
    references: Vec<u64>,
    filters: Vec<&'b [u8]>,
    holds_objects: bool,
    is_xref: bool,
    /// The numbers behind the names that streams of objects and cross-references have.
    counts: BTreeMap<&'static [u8], Vec<u64>>,
    counted: Option<&'static [u8]>,
}

/// The names whose numbers are needed.
const COUNTED: [&[u8]; 6] = [b"W", b"Index", b"Size", b"First", b"Predictor", b"Columns"];

impl<'b> Found<'b> {
    fn count(&self, name: &str) -> Option<usize> {
        let all = self.counts.get(name.as_bytes())?;
        all.first().and_then(|count| usize::try_from(*count).ok())
    }

    fn take(&mut self, token: Token<'b>) {
        if let Token::Name(name) = token {
            let name = plain(name);
            self.counted = COUNTED.into_iter().find(|own| *own == name);
        }
        if !self.begun {
            self.begun = true;
            self.is_bare = token != Token::Open { dictionary: true };
        }
        match token {
            Token::Open { .. } => self.depth += 1,
            Token::Close => self.depth = self.depth.saturating_sub(1),
            Token::Name(name) if self.depth == 1 && !self.is_bare => {
                if self.key.is_empty() || self.has_value {
                    self.key = plain(name);
                    self.has_value = false;
                    // Only cross-references have it.
                    if self.key == b"W" {
                        self.holds_objects = true;
                        self.is_xref = true;
                    }
                    return;
                }
            }
            _ => {}
        }
        self.has_value = true;
        match (&self.key[..], token) {
            (b"Type", Token::Name(name)) if self.depth == 1 => {
                let name = plain(name);
                self.holds_objects |= name == b"ObjStm" || name == b"XRef";
            }
            (b"Filter" | b"F", Token::Name(name)) => self.filters.push(name),
            _ => {}
        }
        let number = match token {
            Token::Word(b"R") => {
                let is_kid = self.is_bare || self.key == b"Kids";
                self.references.extend(self.numbers[0].filter(|_| is_kid));
                None
            }
            Token::Word(word) => std::str::from_utf8(word)
                .ok()
                .and_then(|word| word.parse().ok()),
            _ => None,
        };
        if let (Some(name), Some(number)) = (self.counted, number) {
            self.counts.entry(name).or_default().push(number);
        }
        self.numbers = [self.numbers[1], number];
    }

    /// Whether what looks like its end is the middle of a reference.
    fn goes_on(&self, reader: &Reader<'b>) -> bool {
        self.is_bare && self.numbers[1].is_some() && {
            let mut next = Reader { ..*reader };
            let is_number = |token| matches!(token, Some(Token::Word([b'0'..=b'9', ..])));
            match self.numbers[0] {
                None => is_number(next.token()) && next.token() == Some(Token::Word(b"R")),
                Some(_) => next.token() == Some(Token::Word(b"R")),
            }
        }
    }
}

/// A name without the codes that letters may be written with (`#20`).
fn plain(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut rest = name;
    while let [first, more @ ..] = rest {
        let code = more.get(..2).filter(|_| *first == b'#');
        let code = code.and_then(|digits| std::str::from_utf8(digits).ok());
        let code = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        plain.push(code.unwrap_or(*first));
        rest = if code.is_some() { &more[2..] } else { more };
    }
    plain
}

fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !b"()<>[]{}/%".contains(&byte)
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn token(&mut self) -> Option<Token<'b>> {
        while let [byte, ..] = self.rest() {
            if *byte == b'%' {
                let line = self.rest().iter().position(|b| matches!(b, b'\n' | b'\r'));
                self.at += line.unwrap_or(self.rest().len());
            } else if is_white(*byte) {
                self.at += 1;
            } else {
                break;
            }
        }
        let rest = self.rest();
        let regular = |bytes: &[u8]| bytes.iter().take_while(|byte| is_regular(**byte)).count();
        let (token, length) = match rest {
            [b'<', b'<', ..] => (Token::Open { dictionary: true }, 2),
            [b'>', b'>', ..] => (Token::Close, 2),
            [b'[', ..] => (Token::Open { dictionary: false }, 1),
            [b']', ..] => (Token::Close, 1),
            [b'<', ..] => {
                let is_digit = |byte: &u8| byte.is_ascii_hexdigit() || is_white(*byte);
                let digits = rest[1..].iter().take_while(|byte| is_digit(byte)).count();
                self.at += digits + 1;
                return (self.rest().first() == Some(&b'>')).then(|| {
                    self.at += 1;
                    Token::String
                });
            }
            [b'(', ..] => return self.literal(),
            [b'/', name @ ..] => {
                let length = regular(name);
                (Token::Name(&name[..length]), length + 1)
            }
            _ => {
                let length = regular(rest);
                (Token::Word(&rest[..length]), length)
            }
        };
        self.at += length;
        (length > 0).then_some(token)
    }

    fn number(&mut self) -> Option<u64> {
        match self.token()? {
            Token::Word(word) => std::str::from_utf8(word).ok()?.parse().ok(),
            _ => None,
        }
    }

    /// Passes over the string in brackets that comes next; to the end where it has none.
    fn literal(&mut self) -> Option<Token<'b>> {
        let mut depth = 0_usize;
        let mut is_escaped = false;
        for (at, byte) in self.rest().iter().enumerate() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'(' => depth += 1,
                b')' if depth == 1 => {
                    self.at += at + 1;
                    return Some(Token::String);
                }
                b')' => depth -= 1,
                _ => {}
            }
        }
        self.at = self.bytes.len();
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write;

    fn said(text: impl AsRef<[u8]>) -> Option<String> {
        let message = Gate::look(text.as_ref()).err()?;
        Some(message.text(crate::diag::Lang::En).to_owned())
    }

    fn refused(text: impl AsRef<[u8]>, part: &str) {
        let said = said(text).unwrap_or_default();
        assert!(said.contains(part), "{part}: {said}");
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn stream(head: &str, data: &[u8]) -> Vec<u8> {
        let head = format!("7 0 obj\n<<{head}/Length {}>>\nstream\n", data.len());
        [head.as_bytes(), data, b"\nendstream\nendobj\n"].concat()
    }

    #[test]
    fn objects_are_nested_64_deep_at_most() {
        let nested =
            |depth: usize| format!("1 0 obj {}{} endobj", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(said(nested(64)), None);
        refused(nested(65), "deeper than 64");
        refused("<</A".repeat(65), "deeper than 64");
        // What stands in strings and comments closes nothing.
        refused(
            "1 0 obj ".to_owned() + &"[(])%]\n<5d>/a\\(])".repeat(65),
            "deeper than 64",
        );
        // Objects beside each other are not in each other.
        assert_eq!(
            said("1 0 obj [[1] [2] <</A (>>)>>] endobj ".repeat(100)),
            None
        );
    }

    #[test]
    fn objects_in_objects_end() {
        refused(b"1 0 obj (".repeat(100_000), "again and again");
        refused(b"<<(".repeat(100_000), "again and again");
    }

    #[test]
    fn kids_are_a_tree() {
        let own = "2 0 obj <</Type/Pages/Kids[2 0 R]>> endobj";
        refused(own, "lie in each other");
        refused(
            "2 0 obj <</K#69ds 3 0 R>> endobj 3 0 obj [2 0 R] endobj",
            "lie in each other",
        );
        refused("5 0 obj 5 0 R endobj", "lie in each other");
        let chain = |kids: fn(usize) -> String, length: usize| -> String {
            let all = (1..length).map(|n| format!("{n} 0 obj <</Kids[{}]>> endobj\n", kids(n + 1)));
            all.collect()
        };
        let one = |n: usize| format!("{n} 0 R");
        assert_eq!(said(chain(one, 60)), None);
        refused(chain(one, 70), "lie in each other");
        let usual =
            "1 0 obj<</Kids[2 0 R 3 0 R]>>endobj 2 0 obj<</Kids[4 0 R 5 0 R]/Parent 1 0 R>>endobj";
        assert_eq!(said(usual), None);
        assert_eq!(
            said("9 0 obj [3 0 R /XYZ 0 1 0] endobj 3 0 obj <</Parent 9 0 R>> endobj"),
            None
        );
    }

    #[test]
    fn streams_of_objects_unpack_within_limits() {
        let deep = "[".repeat(70);
        let inner = format!("3 0 {deep}");
        let head = "/Type/ObjStm/N 1/First 4/Filter/FlateDecode";
        refused(stream(head, &packed(inner.as_bytes())), "deeper than 64");
        refused(
            stream("/Type/ObjStm/N 1/First 4", inner.as_bytes()),
            "deeper than 64",
        );
        let twice = "/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]";
        refused(stream(twice, &packed(&packed(b"3 0 1"))), "packed in a way");
        refused(
            stream(head, &packed(&vec![b' '; 101 << 20])),
            "more than 100 MB",
        );
        let own = "3 0 <</Kids[3 0 R]>>";
        refused(stream(head, &packed(own.as_bytes())), "lie in each other");
        assert_eq!(said(stream(head, &packed(b"3 0 <</A[1 2]>>"))), None);
        let rows = [2, 8, 0, 2, 7, 0];
        let each_other = "/Type/XRef/W[1 1 1]/Index[7 2]/Size 9";
        refused(stream(each_other, &rows), "lie in each other");
        assert_eq!(said(stream(each_other, &[1, 8, 0, 2, 7, 0])), None);
    }

    #[test]
    fn what_is_unpacked_is_counted() {
        let data = packed(b"xin");
        assert_eq!(inflate(&data, &mut 3).unwrap().unwrap(), b"xin");
        assert!(inflate(&data, &mut 2).is_err());
        assert_eq!(inflate(b"x\x9cxin", &mut 9).unwrap(), None);
        assert_eq!(inflate(b"", &mut 9).unwrap(), None);
    }

    #[test]
    fn rows_of_differences_are_made_upright() {
        let rows = [0, 1, 2, 1, 1, 2, 2, 1, 1];
        assert_eq!(upright(&rows, 2).unwrap(), [1, 2, 1, 3, 2, 4]);
        assert_eq!(upright(&[4, 1, 2], 2), None);
    }
}
