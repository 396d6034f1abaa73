//! A further revision (bản cập nhật nối tiếp) of a PDF: new and changed objects behind the bytes that
//! are there (ISO 32000-1, 7.5.6).

use super::syntax::{Dictionary, Id, Scanner, array, elements, hexadecimal, number};
use crate::diag::{Lang, Message};
use crate::door::pdf::{self, Refusal};
use hayro_syntax::object::{Array, Dict, Object, ObjectIdentifier, Stream};
use hayro_syntax::{LoadPdfError, Pdf};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;

/// The most objects that a PDF may have (ISO 32000-1, annex C).
const MOST: u32 = 8_388_607;

/// How far from the end of a file the place of its cross-reference stands.
const TAIL: usize = 1024;

/// Why a PDF cannot be carried on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file is no PDF.
    NotPdf,
    /// It is encrypted.
    Encrypted,
    /// Its cross-reference or an object is damaged or cut off.
    Damaged,
    /// It has fields already.
    Prepared,
    /// It is beyond a limit of what is read.
    Beyond(Message),
    /// It lacks a part that only another program would leave out.
    Missing {
        /// The part, as the standard calls it.
        part: &'static str,
    },
}

impl Fault {
    /// The fault in words.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::NotPdf => Message::new("the file is not a PDF", "tệp không phải là PDF"),
            Self::Encrypted => Message::new(
                "the PDF is encrypted; release and sign it without a password",
                "tệp PDF đã bị mã hóa; cần bản không đặt mật khẩu để ban hành và ký số",
            ),
            Self::Damaged => Message::new(
                "the PDF is damaged or cut off",
                "tệp PDF bị hỏng hoặc bị cắt cụt",
            ),
            Self::Beyond(why) => why.clone(),
            Self::Prepared => {
                Message::new("the PDF has form fields already", "tệp PDF đã có trường ký")
            }
            Self::Missing { part } => Message::new(
                format!("the PDF has no {part}; it was not made by kehoach"),
                format!("tệp PDF không có {part}; tệp không do kehoach tạo ra"),
            ),
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message().text(Lang::En))
    }
}

impl std::error::Error for Fault {}

/// Opens a PDF within the limits of what is read.
pub(super) fn open(bytes: &[u8]) -> Result<Pdf, Fault> {
    pdf::open(bytes).map_err(|refusal| match refusal {
        Refusal::Beyond(why) => Fault::Beyond(why),
        Refusal::Load(LoadPdfError::Decryption(_)) => Fault::Encrypted,
        Refusal::Load(LoadPdfError::Invalid) => Fault::Damaged,
    })
}

/// How a file says where its objects are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// A table (7.5.4).
    Table,
    /// A stream (7.5.8).
    Stream,
}

/// A PDF with what is to be new in its next revision.
pub struct Revision {
    bytes: Vec<u8>,
    pdf: Pdf,
    section: Section,
    /// Where the last cross-reference begins.
    last: usize,
    trailer: Dictionary,
    next: u32,
    changed: BTreeMap<Id, Vec<u8>>,
}

/// A PDF with a further revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file: the bytes that were there, and the revision behind them.
    pub bytes: Vec<u8>,
    /// Where in the file the bodies of the new and changed objects are, byte for byte as they were put.
    pub places: BTreeMap<Id, Range<usize>>,
}

impl Revision {
    /// Begins a revision behind a PDF.
    ///
    /// # Errors
    /// The bytes are no PDF, or one that is encrypted, or whose end does not say where its objects are:
    /// readers may mend such a file, but each in its own way.
    pub fn new(bytes: &[u8]) -> Result<Self, Fault> {
        if !bytes.starts_with(b"%PDF-") {
            return Err(Fault::NotPdf);
        }
        let (last, section, trailer) = cross_reference(bytes).ok_or(Fault::Damaged)?;
        if trailer.get("Encrypt").is_some() {
            return Err(Fault::Encrypted);
        }
        let next = trailer
            .number("Size")
            .and_then(|size| u32::try_from(size).ok())
            .filter(|size| (1..MOST).contains(size))
            .ok_or(Fault::Damaged)?;
        let pdf = open(bytes)?;
        let revision = Self {
            bytes: bytes.to_vec(),
            pdf,
            section,
            last,
            trailer,
            next,
            changed: BTreeMap::new(),
        };
        let beyond = Id {
            number: next,
            generation: 0,
        };
        if revision.object(beyond).is_some() {
            return Err(Fault::Damaged);
        }
        revision.dictionary(revision.catalog()?)?;
        Ok(revision)
    }

    /// An object number that is still free.
    pub fn next_id(&mut self) -> Id {
        let number = self.next;
        self.next += 1;
        Id {
            number,
            generation: 0,
        }
    }

    /// Gives an object a body: what stands between `obj` and `endobj`.
    pub fn put(&mut self, id: Id, body: impl Into<Vec<u8>>) {
        self.changed.insert(id, body.into());
    }

    /// Gives a body to a new object.
    pub fn add(&mut self, body: impl Into<Vec<u8>>) -> Id {
        let id = self.next_id();
        self.put(id, body);
        id
    }

    /// The catalog (7.7.2).
    ///
    /// # Errors
    /// The trailer does not name it.
    pub fn catalog(&self) -> Result<Id, Fault> {
        self.trailer.reference("Root").ok_or(Fault::Damaged)
    }

    /// The pages in order (7.7.3).
    ///
    /// # Errors
    /// A page is no indirect object.
    pub fn pages(&self) -> Result<Vec<Id>, Fault> {
        let pages = self.pdf.pages().iter();
        pages
            .map(|page| page.raw().obj_id().and_then(known).ok_or(Fault::Damaged))
            .collect()
    }

    /// The dictionary that an object is or, if it is a stream, begins with.
    ///
    /// # Errors
    /// There is no such object, or it is something else.
    pub fn dictionary(&self, id: Id) -> Result<Dictionary, Fault> {
        if let Some(body) = self.changed.get(&id) {
            return Dictionary::parse(body).ok_or(Fault::Damaged);
        }
        let stored = stored(id).ok_or(Fault::Damaged)?;
        let xref = self.pdf.xref();
        xref.get::<Dict<'_>>(stored)
            .or_else(|| {
                xref.get::<Stream<'_>>(stored)
                    .map(|stream| stream.dict().clone())
            })
            .and_then(|dict| Dictionary::parse(dict.data()))
            .ok_or(Fault::Damaged)
    }

    /// The dictionary that a value is or refers to.
    ///
    /// # Errors
    /// It is or refers to something else.
    pub fn resolved(&self, value: &[u8]) -> Result<Dictionary, Fault> {
        match super::syntax::reference(value) {
            Some(id) => self.dictionary(id),
            None => Dictionary::parse(value).ok_or(Fault::Damaged),
        }
    }

    /// The elements of the array that a value is or refers to, as they are written.
    ///
    /// # Errors
    /// It is or refers to something else.
    pub fn elements(&self, value: &[u8]) -> Result<Vec<Vec<u8>>, Fault> {
        let Some(id) = super::syntax::reference(value) else {
            return elements(value).ok_or(Fault::Damaged);
        };
        if let Some(body) = self.changed.get(&id) {
            return elements(body).ok_or(Fault::Damaged);
        }
        stored(id)
            .and_then(|id| self.pdf.xref().get::<Array<'_>>(id))
            .and_then(|items| elements(&[b"[", items.data(), b"]"].concat()))
            .ok_or(Fault::Damaged)
    }

    fn object(&self, id: Id) -> Option<Object<'_>> {
        self.pdf.xref().get::<Object<'_>>(stored(id)?)
    }

    /// The file with the revision. The same objects give the same bytes.
    #[must_use]
    pub fn finish(mut self) -> Written {
        let identity = self.identity();
        let mut trailer = self.trailer.clone();
        for key in [
            "XRefStm",
            "Type",
            "W",
            "Index",
            "Filter",
            "DecodeParms",
            "Length",
        ] {
            trailer.remove(key);
        }
        trailer.set("ID", identity);
        trailer.set("Prev", self.last.to_string());
        let own = (self.section == Section::Stream).then(|| self.next_id());
        trailer.set("Size", self.next.to_string());

        let mut bytes = self.bytes;
        if !bytes.ends_with(b"\n") {
            bytes.push(b'\n');
        }
        let mut offsets = BTreeMap::new();
        let mut places = BTreeMap::new();
        for (id, body) in self.changed {
            offsets.insert(id, bytes.len());
            bytes.extend(format!("{} {} obj\n", id.number, id.generation).bytes());
            let start = bytes.len();
            bytes.extend_from_slice(&body);
            places.insert(id, start..bytes.len());
            bytes.extend_from_slice(b"\nendobj\n");
        }
        let start = bytes.len();
        match own {
            None => push_table(&mut bytes, &offsets, &trailer),
            Some(own) => {
                offsets.insert(own, start);
                push_stream(&mut bytes, own, &offsets, trailer);
            }
        }
        bytes.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        Written { bytes, places }
    }

    /// The file's two identifiers (14.4): the first stays, the second is of this revision.
    fn identity(&self) -> Vec<u8> {
        let old = self.trailer.get("ID").and_then(elements);
        let old = old.filter(|ids| ids.len() == 2).unwrap_or_default();
        let mut hash = Sha256::new();
        for id in &old {
            hash.update(id);
        }
        hash.update(self.last.to_be_bytes());
        for (id, body) in &self.changed {
            hash.update(id.number.to_be_bytes());
            hash.update(body);
        }
        let new = hexadecimal(&hash.finalize()[..16]);
        array([old.first().unwrap_or(&new), &new])
    }
}

/// Where the last cross-reference begins, of what kind it is, and the trailer.
pub(super) fn cross_reference(bytes: &[u8]) -> Option<(usize, Section, Dictionary)> {
    const WORD: &[u8] = b"startxref";
    let tail = bytes.len().saturating_sub(TAIL);
    let at = bytes[tail..]
        .windows(WORD.len())
        .rposition(|window| window == WORD)?;
    let mut end = Scanner::new(&bytes[tail + at + WORD.len()..]);
    let last = usize::try_from(number(end.token()?)?).ok()?;
    // More behind it is a revision that was cut off.
    (end.rest().trim_ascii() == b"%%EOF").then_some(())?;
    let mut scanner = Scanner::new(bytes.get(last..)?);
    if scanner.take(b"xref").is_none() {
        number(scanner.token()?)?;
        number(scanner.token()?)?;
        scanner.take(b"obj")?;
        let trailer = Dictionary::parse(scanner.object()?)?;
        return trailer
            .has_name("Type", "XRef")
            .then_some((last, Section::Stream, trailer));
    }
    while scanner.take(b"trailer").is_none() {
        scanner.token()?;
    }
    let trailer = Dictionary::parse(scanner.object()?)?;
    Some((last, Section::Table, trailer))
}

/// Groups of objects whose numbers follow each other.
fn runs(offsets: &BTreeMap<Id, usize>) -> Vec<Vec<(Id, usize)>> {
    let mut runs: Vec<Vec<(Id, usize)>> = Vec::new();
    for (id, offset) in offsets {
        match runs.last_mut() {
            Some(run)
                if run
                    .last()
                    .is_some_and(|(last, _)| last.number + 1 == id.number) =>
            {
                run.push((*id, *offset));
            }
            _ => runs.push(vec![(*id, *offset)]),
        }
    }
    runs
}

fn push_table(bytes: &mut Vec<u8>, offsets: &BTreeMap<Id, usize>, trailer: &Dictionary) {
    bytes.extend_from_slice(b"xref\n");
    for run in runs(offsets) {
        bytes.extend(format!("{} {}\n", run[0].0.number, run.len()).bytes());
        for (id, offset) in run {
            bytes.extend(format!("{offset:010} {:05} n \n", id.generation).bytes());
        }
    }
    bytes.extend_from_slice(b"trailer\n");
    bytes.extend(trailer.to_bytes());
    bytes.push(b'\n');
}

fn push_stream(
    bytes: &mut Vec<u8>,
    own: Id,
    offsets: &BTreeMap<Id, usize>,
    mut dictionary: Dictionary,
) {
    let mut index = Vec::new();
    let mut data = Vec::new();
    for run in runs(offsets) {
        index.push(format!("{} {}", run[0].0.number, run.len()));
        for (id, offset) in run {
            data.push(1);
            data.extend_from_slice(&(offset as u64).to_be_bytes());
            data.extend_from_slice(&id.generation.to_be_bytes());
        }
    }
    dictionary.set("Type", "/XRef");
    dictionary.set("W", "[1 8 2]");
    dictionary.set("Index", array(index));
    dictionary.set("Length", data.len().to_string());
    bytes.extend(format!("{} {} obj\n", own.number, own.generation).bytes());
    bytes.extend(dictionary.to_bytes());
    bytes.extend_from_slice(b"\nstream\n");
    bytes.extend(data);
    bytes.extend_from_slice(b"\nendstream\nendobj\n");
}

fn stored(id: Id) -> Option<ObjectIdentifier> {
    let number = i32::try_from(id.number).ok()?;
    Some(ObjectIdentifier::new(number, i32::from(id.generation)))
}

fn known(id: ObjectIdentifier) -> Option<Id> {
    Some(Id {
        number: id.obj_number.try_into().ok()?,
        generation: id.gen_number.try_into().ok()?,
    })
}
