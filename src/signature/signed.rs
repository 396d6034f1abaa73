//! The signature fields of a PDF, and which of its bytes their signatures cover (ISO 32000-2, 12.8.1).

use super::revision::cross_reference;
use super::syntax::{Scanner, elements, number};
use crate::diag::{Lang, Message, words};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, String as Text};
use std::collections::HashSet;
use std::ops::Range;

/// The most fields, and how deep they may be nested.
const MOST: usize = 1000;
const DEEPEST: usize = 16;

/// A signature field.
pub(super) struct Field<'p> {
    /// Its name with those of its parents (12.7.4.2).
    pub name: String,
    /// Its object.
    pub id: Option<ObjectIdentifier>,
    /// Its dictionary.
    pub dict: Dict<'p>,
    /// The signature in it.
    pub value: Option<Dict<'p>>,
}

/// The signature fields of a PDF in their order.
pub(super) fn fields(pdf: &Pdf) -> Vec<Field<'_>> {
    let mut found = Vec::new();
    let roots = pdf
        .xref()
        .get::<Dict<'_>>(pdf.xref().root_id())
        .and_then(|root| root.get::<Dict<'_>>("AcroForm"))
        .and_then(|form| form.get::<Array<'_>>("Fields"));
    if let Some(roots) = roots {
        descend(&roots, "", false, 0, &mut found);
    }
    found
}

fn descend<'p>(
    kids: &Array<'p>,
    above: &str,
    is_signature: bool,
    depth: usize,
    found: &mut Vec<Field<'p>>,
) {
    for dict in kids.iter::<Dict<'p>>() {
        if depth > DEEPEST || found.len() >= MOST {
            return;
        }
        let own = dict
            .get::<Text<'_>>("T")
            .map(|text| decoded(text.as_bytes()));
        let name = match own {
            Some(own) if above.is_empty() => own,
            Some(own) => format!("{above}.{own}"),
            None => above.to_owned(),
        };
        let is_signature = match dict.get::<Name<'_>>("FT") {
            Some(kind) => kind.as_ref() == b"Sig",
            None => is_signature,
        };
        let kids = dict.get::<Array<'p>>("Kids");
        let has_fields = kids.as_ref().is_some_and(|kids| {
            let mut kids = kids.iter::<Dict<'_>>();
            kids.any(|kid| kid.contains_key("T"))
        });
        match kids {
            Some(kids) if has_fields => descend(&kids, &name, is_signature, depth + 1, found),
            _ if is_signature => found.push(Field {
                name,
                id: dict.obj_id(),
                value: dict.get::<Dict<'p>>("V"),
                dict,
            }),
            _ => {}
        }
    }
}

/// A text string (7.9.2.2): UTF-16 or UTF-8 behind a mark, else bytes.
pub(super) fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> = rest
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16_lossy(&units)
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Why a signature does not cover its revision of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoverageFault {
    /// The signature's dictionary is damaged, has a key twice or stands where it cannot be covered.
    Dictionary,
    /// The ranges do not begin with the file, overlap or reach behind its end.
    Ranges,
    /// What is left out is not the signature's value alone.
    Hole,
    /// The value is not written in hexadecimal digits with nothing but zeros behind the signature.
    Value,
    /// The ranges do not end where a revision of the file does.
    End,
    /// In its own revision the field has another signature or none.
    Elsewhere,
}

impl CoverageFault {
    /// The fault in words.
    #[must_use]
    pub fn message(self) -> Message {
        let words = match self {
            Self::Dictionary => words(
                "the signature's dictionary is damaged or has a key twice",
                "dữ liệu mô tả chữ ký bị hỏng hoặc có mục lặp lại",
            ),
            Self::Ranges => words(
                "the ranges that are signed do not begin with the file, overlap or reach behind its end",
                "phạm vi ký không bắt đầu từ đầu tệp, chồng lấn hoặc vượt quá cuối tệp",
            ),
            Self::Hole => words(
                "more or other bytes than the signature's value are left unsigned",
                "phần nằm ngoài phạm vi ký không phải là giá trị của chữ ký",
            ),
            Self::Value => words(
                "the signature's value is not plain hexadecimal digits, filled up with zeros",
                "giá trị chữ ký không phải là chuỗi thập lục phân được bù bằng số không",
            ),
            Self::End => words(
                "what is signed does not end where a revision of the file ends",
                "phạm vi ký không kết thúc ở cuối một phiên bản của tệp",
            ),
            Self::Elsewhere => words(
                "in the revision that it covers the field does not hold this signature",
                "trong phiên bản được ký, trường chữ ký không chứa chữ ký này",
            ),
        };
        Message::new(words.text(Lang::En), words.text(Lang::Vi))
    }
}

/// What a signature covers.
#[derive(Debug, Clone)]
pub(super) struct Coverage {
    /// The signature's value, without what fills it up.
    pub value: Vec<u8>,
    /// What is left out.
    pub hole: Range<usize>,
    /// Where the revision ends that is covered.
    pub end: usize,
}

/// Where a part of bytes stands in them.
fn place(part: &[u8], whole: &[u8]) -> Option<Range<usize>> {
    let start = part.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
    let end = start.checked_add(part.len())?;
    (end <= whole.len()).then_some(start..end)
}

/// The values of a dictionary's keys as they are written, no key twice and none in disguise.
fn entries(dict: &[u8]) -> Option<Vec<(&[u8], &[u8])>> {
    let mut scanner = Scanner::new(dict);
    scanner.take(b"<<")?;
    let mut all = Vec::new();
    let mut keys = HashSet::new();
    while scanner.take(b">>").is_none() {
        let key = scanner.object()?.strip_prefix(b"/")?;
        if key.contains(&b'#') || !keys.insert(key) {
            return None;
        }
        all.push((key, scanner.object()?));
    }
    Some(all)
}

/// What a signature's dictionary covers of the file that it is read from.
pub(super) fn coverage(pdf: &Pdf, dict: &Dict<'_>) -> Result<Coverage, CoverageFault> {
    let file = pdf.data().as_ref();
    let at = place(dict.data(), file).ok_or(CoverageFault::Dictionary)?;
    let entries = entries(&file[at]).ok_or(CoverageFault::Dictionary)?;
    let get = |key: &[u8]| {
        let found = entries.iter().find(|(own, _)| *own == key);
        found
            .map(|(_, value)| *value)
            .ok_or(CoverageFault::Dictionary)
    };
    let ranges: Option<Vec<usize>> = elements(get(b"ByteRange")?)
        .ok_or(CoverageFault::Dictionary)?
        .iter()
        .map(|one| number(one).and_then(|one| usize::try_from(one).ok()))
        .collect();
    let Some([0, first, second, length]) = ranges.as_deref() else {
        return Err(CoverageFault::Ranges);
    };
    let end = second
        .checked_add(*length)
        .filter(|end| *end <= file.len() && first < second)
        .ok_or(CoverageFault::Ranges)?;
    let written = get(b"Contents")?;
    let hole = *first..*second;
    if place(written, file) != Some(hole.clone()) {
        return Err(CoverageFault::Hole);
    }
    let value = unpadded(written).ok_or(CoverageFault::Value)?;
    if !is_whole(&file[..end]) {
        return Err(CoverageFault::End);
    }
    Ok(Coverage { value, hole, end })
}

/// The signature's value out of its hexadecimal digits, of one case and with zeros behind it.
fn unpadded(written: &[u8]) -> Option<Vec<u8>> {
    let digits = written.strip_prefix(b"<")?.strip_suffix(b">")?;
    let is_upper = digits.iter().any(u8::is_ascii_uppercase);
    if is_upper && digits.iter().any(u8::is_ascii_lowercase) || !digits.len().is_multiple_of(2) {
        return None;
    }
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|d| u8::try_from(d).ok())
    };
    let bytes: Option<Vec<u8>> = digits
        .chunks_exact(2)
        .map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?))
        .collect();
    let mut bytes = bytes?;
    let (element, padding) = super::asn1::Element::first(&bytes)?;
    let length = element.whole.len();
    padding.iter().all(|byte| *byte == 0).then_some(())?;
    bytes.truncate(length);
    Some(bytes)
}

/// Whether bytes end as a PDF does: with the place of a cross-reference that is there, and nothing else.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    const WORD: &[u8] = b"startxref";
    let found = bytes.windows(WORD.len()).rposition(|word| word == WORD);
    let end = found.and_then(|at| std::str::from_utf8(&bytes[at + WORD.len()..]).ok());
    let Some((place, rest)) = end.and_then(|end| end.split_once("%%EOF")) else {
        return false;
    };
    let place = place.trim_ascii();
    let is_place = !place.is_empty() && place.bytes().all(|digit| digit.is_ascii_digit());
    is_place && matches!(rest, "" | "\n" | "\r" | "\r\n") && cross_reference(bytes).is_some()
}
