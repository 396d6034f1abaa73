//! The rules of ISO 19005-3 about how a file is written, byte for byte: 6.1.2 to 6.1.9 and 6.1.13.

use kehoach::signature::syntax::{Dictionary, elements};
use std::collections::BTreeMap;

/// The most bytes of a string, and of a name.
const STRING: usize = 32767;
const NAME: usize = 127;

/// A file taken apart by its cross-references.
pub struct File<'b> {
    bytes: &'b [u8],
    /// Where objects begin: those of later revisions replace earlier ones.
    offsets: BTreeMap<u64, usize>,
    /// Where anything begins that ends an object before it.
    starts: Vec<usize>,
    /// Trailers, the last one first.
    pub trailers: Vec<Dictionary>,
    faults: Vec<String>,
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

fn number(bytes: &[u8]) -> Option<u64> {
    std::str::from_utf8(bytes).ok()?.trim().parse().ok()
}

/// What is wrong with how a file is written, and its trailers.
pub fn read(bytes: &[u8]) -> (Vec<String>, Vec<Dictionary>) {
    let mut file = File {
        bytes,
        offsets: BTreeMap::new(),
        starts: Vec::new(),
        trailers: Vec::new(),
        faults: Vec::new(),
    };
    file.frame();
    file.sections();
    file.objects();
    (file.faults, file.trailers)
}

impl File<'_> {
    fn fault(&mut self, clause: &str, what: impl Into<String>) {
        self.faults.push(format!("{clause}: {}", what.into()));
    }

    /// Header, second line and end.
    fn frame(&mut self) {
        let bytes = self.bytes;
        let is_header = bytes.starts_with(b"%PDF-1.")
            && matches!(bytes.get(7), Some(b'0'..=b'7'))
            && matches!(bytes.get(8), Some(b'\n' | b'\r'));
        if !is_header {
            self.fault("6.1.2", "the header is not the first line");
        }
        let mark = bytes.get(9..14).unwrap_or_default();
        if mark.first() != Some(&b'%') || mark[1..].iter().any(|byte| *byte < 128) {
            self.fault("6.1.2", "no comment of four bytes above 127");
        }
        let end = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        if !end.ends_with(b"%%EOF") {
            self.fault("6.1.3", "data behind the end");
        }
    }

    /// Cross-references and trailers, from the last to the first.
    fn sections(&mut self) {
        let bytes = self.bytes;
        let last = bytes.windows(9).rposition(|window| window == b"startxref");
        let mut next = last.and_then(|at| number(bytes[at + 9..].split(|b| *b == b'%').next()?));
        while let Some(at) = next {
            let at = usize::try_from(at).unwrap();
            self.starts.push(at);
            let Some(trailer) = self.section(&bytes[at..]) else {
                self.fault("6.1.4", "a cross-reference is no table with a trailer");
                return;
            };
            let ids = trailer.get("ID").and_then(elements).unwrap_or_default();
            if ids.len() != 2 || ids.iter().any(|id| id.len() < 3) {
                self.fault("6.1.3", "a trailer has no ID");
            }
            if trailer.get("Encrypt").is_some() {
                self.fault("6.1.3", "the file is encrypted");
            }
            next = trailer.number("Prev");
            self.trailers.push(trailer);
        }
        let first = |trailer: &Dictionary| Some(elements(trailer.get("ID")?)?.first()?.clone());
        let mut firsts: Vec<_> = self.trailers.iter().map(first).collect();
        firsts.dedup();
        if firsts.len() > 1 {
            self.fault("6.1.3", "the first identifier changed");
        }
    }

    fn section(&mut self, bytes: &[u8]) -> Option<Dictionary> {
        let mut rest = bytes.strip_prefix(b"xref\n")?;
        while !rest.starts_with(b"trailer") {
            let line = find(rest, b"\n")?;
            let head = std::str::from_utf8(&rest[..line]).ok()?;
            let (first, count) = head.split_once(' ')?;
            let (first, count): (u64, usize) = (first.parse().ok()?, count.parse().ok()?);
            rest = &rest[line + 1..];
            let entries = rest.get(..count * 20)?;
            for (own, entry) in (first..).zip(entries.chunks(20)) {
                let is_entry = entry[10] == b' ' && entry[16] == b' ';
                let is_end = matches!(&entry[18..], b" \n" | b" \r" | b"\r\n");
                if !is_entry || !matches!(entry[17], b'n' | b'f') || !is_end {
                    return None;
                }
                if entry[17] == b'n' {
                    let offset = usize::try_from(number(&entry[..10])?).ok()?;
                    self.starts.push(offset);
                    self.offsets.entry(own).or_insert(offset);
                }
            }
            rest = &rest[count * 20..];
        }
        Dictionary::parse(&rest[7..])
    }

    /// Every object of every revision.
    fn objects(&mut self) {
        self.starts.sort_unstable();
        self.starts.dedup();
        for pair in self.starts.clone().windows(2) {
            let bytes = &self.bytes[pair[0]..pair[1]];
            if bytes.starts_with(b"xref") {
                continue;
            }
            if !matches!(self.bytes[pair[0] - 1], b'\n' | b'\r') {
                self.fault("6.1.9", "an object does not begin a line");
            }
            if self.object(bytes).is_none() {
                let head = String::from_utf8_lossy(&bytes[..bytes.len().min(24)]).into_owned();
                self.fault("6.1.9", format!("an object is not set out right: {head:?}"));
            }
        }
    }

    fn object(&mut self, bytes: &[u8]) -> Option<()> {
        let line = find(bytes, b"\n")?;
        let head = std::str::from_utf8(&bytes[..line]).ok()?;
        let mut words = head.split(' ');
        words.next()?.parse::<u32>().ok()?;
        words.next()?.parse::<u16>().ok()?;
        (words.next() == Some("obj") && words.next().is_none()).then_some(())?;
        let body = bytes[line + 1..].trim_ascii_end();
        let body = body.strip_suffix(b"\nendobj")?;
        let Some(at) = find(body, b"stream\n").filter(|_| body.ends_with(b"endstream")) else {
            self.strings(body);
            return Some(());
        };
        self.strings(&body[..at]);
        let dictionary = Dictionary::parse(body)?;
        let length = match dictionary.reference("Length") {
            Some(id) => {
                let at = *self.offsets.get(&u64::from(id.number))?;
                let own = &self.bytes[at..];
                let own = &own[find(own, b"obj")? + 3..];
                number(&own[..find(own, b"endobj")?])
            }
            None => dictionary.number("Length"),
        };
        let data = &body[at + 7..];
        let end = data.get(usize::try_from(length?).ok()?..);
        let is_right = matches!(
            end,
            Some(b"\nendstream" | b"\r\nendstream" | b"\rendstream")
        );
        if !is_right {
            self.fault("6.1.7", "a stream is not as long as it says");
        }
        for key in ["F", "FFilter", "FDecodeParms"] {
            if dictionary.get(key).is_some() {
                self.fault("6.1.7", "a stream's data are in another file");
            }
        }
        Some(())
    }

    /// Strings and names of a body without the data of its stream.
    fn strings(&mut self, body: &[u8]) {
        let mut at = 0;
        while at < body.len() {
            let rest = &body[at..];
            let length = match rest {
                [b'(', ..] => literal(rest),
                [b'<', b'<', ..] => 2,
                [b'<', ..] => {
                    let end = find(rest, b">").unwrap_or(rest.len() - 1);
                    let digits = rest[1..end].iter().filter(|b| !b.is_ascii_whitespace());
                    if digits.clone().any(|digit| !digit.is_ascii_hexdigit()) {
                        self.fault("6.1.6", "a string has digits that are not hexadecimal");
                    }
                    if digits.count() % 2 != 0 {
                        self.fault("6.1.6", "a string has half a byte");
                    }
                    if end / 2 > STRING {
                        self.fault("6.1.13", "a string is too long");
                    }
                    end + 1
                }
                [b'/', name @ ..] => {
                    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/()<>[]%".contains(byte);
                    let length = name.iter().position(ends).unwrap_or(name.len());
                    if length > NAME {
                        self.fault("6.1.13", "a name is too long");
                    }
                    length + 1
                }
                _ => 1,
            };
            if rest[0] == b'(' && length > STRING {
                self.fault("6.1.13", "a string is too long");
            }
            at += length;
        }
    }
}

/// How long the literal string is that bytes begin with.
fn literal(bytes: &[u8]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at
}
