//! The signature fields of a PDF, and which of its bytes their signatures cover (ISO 32000-2, 12.8.1).

use super::objects::{File, ending};
use super::syntax::{Id, Scanner, elements, number};
use super::value::{Table, Value};
use crate::diag::{Lang, Message, words};
use std::collections::HashSet;
use std::ops::Range;

/// The most fields, and how deep they may be nested.
const MOST: usize = 1000;
const DEEPEST: usize = 16;

/// How many dictionaries are looked at for fields.
const MOST_STEPS: usize = 10_000;

/// A signature field.
pub(super) struct Field {
    /// Its name with those of its parents (12.7.4.2).
    pub name: String,
    /// Its object.
    pub id: Option<Id>,
    /// Its dictionary.
    pub dict: Table,
    /// The signature in it.
    pub value: Option<Table>,
    /// Where the signature's dictionary stands in the file.
    pub place: Option<Range<usize>>,
}

/// The signature fields of a PDF in their order.
pub(super) fn fields(file: &File<'_>) -> Vec<Field> {
    let mut found = Vec::new();
    let roots = file
        .root()
        .and_then(|root| file.object(root))
        .and_then(|root| file.table(root.table()?, "AcroForm"))
        .and_then(|form| file.get(&form, "Fields"));
    if let Some(Value::List(roots)) = roots.map(|roots| roots.value) {
        let mut steps = MOST_STEPS;
        descend(file, &roots, ("", false, 0), &mut steps, &mut found);
    }
    found
}

fn descend(
    file: &File<'_>,
    kids: &[Value],
    (above, is_signature, depth): (&str, bool, usize),
    steps: &mut usize,
    found: &mut Vec<Field>,
) {
    for kid in kids {
        if depth > DEEPEST || found.len() >= MOST || *steps == 0 {
            return;
        }
        *steps -= 1;
        let Some(Value::Table(dict)) = file.resolved(kid).map(|own| own.value) else {
            continue;
        };
        let own = match file.get(&dict, "T").map(|own| own.value) {
            Some(Value::Text(text)) => Some(decoded(&text)),
            _ => None,
        };
        let name = match own {
            Some(own) if above.is_empty() => own,
            Some(own) => format!("{above}.{own}"),
            None => above.to_owned(),
        };
        let is_signature = match file.get(&dict, "FT").map(|own| own.value) {
            Some(Value::Name(kind)) => kind == b"Sig",
            _ => is_signature,
        };
        let kids = match file.get(&dict, "Kids").map(|own| own.value) {
            Some(Value::List(kids)) => kids,
            _ => Vec::new(),
        };
        let has_fields = kids.iter().take(MOST).any(|kid| {
            let kid = file.resolved(kid);
            let table = kid.as_ref().and_then(|kid| kid.table());
            table.is_some_and(|kid| kid.contains_key(b"T".as_slice()))
        });
        if has_fields {
            descend(file, &kids, (&name, is_signature, depth + 1), steps, found);
        } else if is_signature {
            let id = match kid {
                Value::Reference(id) => Some(*id),
                _ => None,
            };
            found.push(Field {
                name,
                id,
                value: file.table(&dict, "V"),
                place: value_place(file, id, &dict),
                dict,
            });
        }
    }
}

/// Where the dictionary stands that a field has for a value.
fn value_place(file: &File<'_>, field: Option<Id>, dict: &Table) -> Option<Range<usize>> {
    if let Value::Reference(id) = dict.get(b"V".as_slice())? {
        let found = file.indirect(*id)?;
        return Some(found.start..found.stop);
    }
    let own = file.indirect(field?)?;
    let all = entries(&file.bytes[own.start..own.stop])?;
    let (_, value) = all.into_iter().find(|(key, _)| *key == b"V")?;
    place(value, file.bytes)
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
pub(super) fn coverage(file: &[u8], field: &Field) -> Result<Coverage, CoverageFault> {
    let at = field.place.clone().and_then(|at| file.get(at));
    let entries = at.and_then(entries).ok_or(CoverageFault::Dictionary)?;
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
    if ending(&file[..end]).is_none() {
        return Err(CoverageFault::End);
    }
    Ok(Coverage { value, hole, end })
}

/// The signature's value in DER, out of its hexadecimal digits, of one case and with zeros behind it.
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
    let bytes = bytes?;
    let (value, padding) = super::asn1::closed(&bytes)?;
    padding.iter().all(|byte| *byte == 0).then_some(value)
}
