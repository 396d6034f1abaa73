//! Values in DER (ITU-T X.690), read and written: tags of one byte, lengths in their shortest form.

use der::asn1::ObjectIdentifier;

/// The tags that signatures are made of.
pub(super) mod tag {
    pub const INTEGER: u8 = 0x02;
    pub const BIT_STRING: u8 = 0x03;
    pub const OCTETS: u8 = 0x04;
    pub const NULL: u8 = 0x05;
    pub const OID: u8 = 0x06;
    pub const TIME: u8 = 0x18;
    pub const SEQUENCE: u8 = 0x30;
    pub const SET: u8 = 0x31;

    /// The tag of an element `[number]` that holds others.
    pub const fn context(number: u8) -> u8 {
        0xa0 | number
    }
}

/// One value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element<'b> {
    pub tag: u8,
    /// What is inside.
    pub value: &'b [u8],
    /// All its bytes.
    pub whole: &'b [u8],
}

impl<'b> Element<'b> {
    /// The value that bytes begin with, and the bytes behind it.
    pub fn first(bytes: &'b [u8]) -> Option<(Self, &'b [u8])> {
        let (tag, rest) = bytes.split_first()?;
        let (length, rest) = rest.split_first()?;
        let (length, rest) = match *length {
            short if short < 0x80 => (usize::from(short), rest),
            0x80 => return None,
            long => {
                let (digits, rest) = rest.split_at_checked(usize::from(long & 0x7f))?;
                if digits.len() > 4 || digits.first() == Some(&0) {
                    return None;
                }
                let length = digits
                    .iter()
                    .fold(0, |sum, digit| sum << 8 | usize::from(*digit));
                (length >= 0x80).then_some((length, rest))?
            }
        };
        let (value, behind) = rest.split_at_checked(length)?;
        let element = Self {
            tag: (tag & 0x1f != 0x1f).then_some(*tag)?,
            value,
            whole: &bytes[..bytes.len() - behind.len()],
        };
        Some((element, behind))
    }

    /// The one value that bytes are.
    pub fn only(bytes: &'b [u8]) -> Option<Self> {
        let (element, behind) = Self::first(bytes)?;
        behind.is_empty().then_some(element)
    }

    /// The values inside.
    pub fn inside(self) -> Elements<'b> {
        Elements(self.value)
    }

    /// Whether it is this object identifier.
    pub fn is(self, oid: ObjectIdentifier) -> bool {
        self.tag == tag::OID && self.value == oid.as_bytes()
    }
}

/// Values one behind another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Elements<'b>(&'b [u8]);

impl<'b> Elements<'b> {
    /// The next value, which must have this tag.
    pub fn take(&mut self, tag: u8) -> Option<Element<'b>> {
        let (element, behind) = Element::first(self.0)?;
        if element.tag != tag {
            return None;
        }
        self.0 = behind;
        Some(element)
    }

    /// The next value, whatever it is.
    pub fn any(&mut self) -> Option<Element<'b>> {
        let (element, behind) = Element::first(self.0)?;
        self.0 = behind;
        Some(element)
    }

    /// All values that are left.
    pub fn all(mut self) -> Option<Vec<Element<'b>>> {
        let mut all = Vec::new();
        while !self.0.is_empty() {
            all.push(self.any()?);
        }
        Some(all)
    }

    /// That nothing is left.
    pub fn end(self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

/// A value of parts.
pub(super) fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut bytes = vec![tag];
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => bytes.push(short),
        _ => {
            let digits = length.to_be_bytes();
            let from = digits.iter().position(|digit| *digit != 0).unwrap_or(0);
            let count = u8::try_from(digits.len() - from).unwrap_or(u8::MAX);
            bytes.push(0x80 | count);
            bytes.extend_from_slice(&digits[from..]);
        }
    }
    for part in parts {
        bytes.extend_from_slice(part);
    }
    bytes
}

/// An object identifier as a value.
pub(super) fn oid(oid: ObjectIdentifier) -> Vec<u8> {
    element(tag::OID, &[oid.as_bytes()])
}

/// A small number as a value.
pub(super) fn number(number: u8) -> Vec<u8> {
    // The first bit says that a number is negative.
    let digits = if number < 0x80 {
        vec![number]
    } else {
        vec![0, number]
    };
    element(tag::INTEGER, &[&digits])
}

/// A number that is not negative.
pub(super) fn unsigned(value: &[u8]) -> Option<u64> {
    match value {
        [] => None,
        [0, next, ..] if *next < 0x80 => None,
        [first, ..] if *first >= 0x80 => None,
        digits if digits.len() > 8 => None,
        digits => Some(
            digits
                .iter()
                .fold(0, |sum, digit| sum << 8 | u64::from(*digit)),
        ),
    }
}
