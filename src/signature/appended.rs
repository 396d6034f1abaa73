//! Whether the cross-references of later revisions lead to the objects that they name (ISO 32000-1, 7.5.4
//! and 7.5.8).
//!
//! Readers mend those that do not, each in its own way, so that one could show what another does not see.

use super::revision::cross_reference;
use super::syntax::{Dictionary, Scanner, elements, number};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Name, ObjectIdentifier, Stream};

/// The most revisions that are followed.
const MOST: usize = 64;

/// Whether every cross-reference that begins behind a place in the file is right.
pub(super) fn leads(pdf: &Pdf, behind: usize) -> bool {
    let file = pdf.data().as_ref();
    let Some((mut at, ..)) = cross_reference(file) else {
        return false;
    };
    for _ in 0..MOST {
        if at < behind {
            return true;
        }
        let Some(before) = section(pdf, file, at) else {
            return false;
        };
        at = before;
    }
    false
}

/// Where the cross-reference before this one begins, if this one is right.
fn section(pdf: &Pdf, file: &[u8], at: usize) -> Option<usize> {
    let mut scanner = Scanner::new(file.get(at..)?);
    let trailer = if scanner.take(b"xref").is_some() {
        table(file, &mut scanner)?
    } else {
        stream(pdf, file, &mut scanner)?
    };
    // A second cross-reference in disguise of the first is read by some and not by others.
    trailer.get("XRefStm").is_none().then_some(())?;
    let before = usize::try_from(trailer.number("Prev")?).ok()?;
    (before < at).then_some(before)
}

fn table(file: &[u8], scanner: &mut Scanner<'_>) -> Option<Dictionary> {
    while scanner.take(b"trailer").is_none() {
        let first = number(scanner.token()?)?;
        let count = number(scanner.token()?)?;
        for own in first..first.checked_add(count)? {
            let place = number(scanner.token()?)?;
            let generation = number(scanner.token()?)?;
            let is_right = match scanner.token()? {
                b"n" => begins(file, place, own, generation),
                b"f" => own == 0,
                _ => false,
            };
            is_right.then_some(())?;
        }
    }
    Dictionary::parse(scanner.object()?)
}

fn stream(pdf: &Pdf, file: &[u8], scanner: &mut Scanner<'_>) -> Option<Dictionary> {
    let id = identifier(number(scanner.token()?)?, number(scanner.token()?)?)?;
    scanner.take(b"obj")?;
    let written = scanner.object()?;
    let dictionary = Dictionary::parse(written)?;
    let stream = pdf.xref().get::<Stream<'_>>(id)?;
    // The object of that number may be said to stand elsewhere.
    std::ptr::eq(stream.dict().data(), written).then_some(())?;
    let data = stream.decoded().ok()?;
    let numbers = |key: &str| -> Option<Vec<u64>> {
        let all = elements(dictionary.get(key)?)?;
        all.iter().map(|one| number(one)).collect()
    };
    let widths: Vec<usize> = numbers("W")?
        .iter()
        .map(|width| usize::try_from(*width).ok().filter(|width| *width <= 8))
        .collect::<Option<_>>()?;
    let [kind, second, third] = widths[..] else {
        return None;
    };
    let index = match dictionary.get("Index") {
        Some(_) => numbers("Index")?,
        None => vec![0, dictionary.number("Size")?],
    };
    let mut rows = data.chunks_exact((kind + second + third).max(1));
    for run in index.chunks_exact(2) {
        for own in run[0]..run[0].checked_add(run[1])? {
            let row = rows.next()?;
            let value = |part: &[u8]| part.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
            let (kinds, rest) = row.split_at(kind);
            let (second, third) = rest.split_at(second);
            let is_right = match (kinds.is_empty(), value(kinds)) {
                (true, _) | (_, 1) => begins(file, value(second), own, value(third)),
                (_, 2) => contains(pdf, value(second), value(third), own)?,
                _ => own == 0,
            };
            is_right.then_some(())?;
        }
    }
    rows.next().is_none().then_some(dictionary)
}

fn identifier(number: u64, generation: u64) -> Option<ObjectIdentifier> {
    let generation = i32::try_from(generation).ok()?;
    Some(ObjectIdentifier::new(
        i32::try_from(number).ok()?,
        generation,
    ))
}

/// Whether an object begins at a place of the file.
fn begins(file: &[u8], place: u64, own: u64, generation: u64) -> bool {
    let read = || {
        let bytes = file.get(usize::try_from(place).ok()?..)?;
        bytes.first()?.is_ascii_digit().then_some(())?;
        let mut scanner = Scanner::new(bytes);
        let is_own = number(scanner.token()?)? == own && number(scanner.token()?)? == generation;
        scanner.take(b"obj")?;
        Some(is_own)
    };
    read() == Some(true)
}

/// Whether an object stream (7.5.7) has an object at an index.
fn contains(pdf: &Pdf, stream: u64, index: u64, own: u64) -> Option<bool> {
    let stream = pdf.xref().get::<Stream<'_>>(identifier(stream, 0)?)?;
    // Of a dictionary without a stream the next one in the file is read.
    let kind = stream.dict().get::<Name<'_>>("Type")?;
    (kind.as_ref() == b"ObjStm").then_some(())?;
    let data = stream.decoded().ok()?;
    let mut scanner = Scanner::new(&data);
    for _ in 0..index {
        number(scanner.token()?)?;
        number(scanner.token()?)?;
    }
    Some(number(scanner.token()?)? == own)
}
