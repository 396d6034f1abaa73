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

/// How deep values without a length may stand in each other.
const DEEPEST: usize = 16;

/// The value that bytes begin with, as DER writes it, and the bytes behind it. Programs that sign with NSS, poppler
/// and `LibreOffice` among them, leave lengths open and write an end instead (BER, X.690, 8.1.3.6).
pub(super) fn closed(bytes: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    fn of(bytes: &[u8], depth: usize) -> Option<(Vec<u8>, &[u8])> {
        let [tag, 0x80, inside @ ..] = bytes else {
            let (element, behind) = Element::first(bytes)?;
            return Some((element.whole.to_vec(), behind));
        };
        // Only what holds others may be open.
        (tag & 0x20 != 0 && tag & 0x1f != 0x1f && depth < DEEPEST).then_some(())?;
        let (mut parts, mut rest) = (Vec::new(), inside);
        loop {
            if let Some(behind) = rest.strip_prefix(&[0, 0]) {
                return Some((element(*tag, &[&parts]), behind));
            }
            let (part, behind) = of(rest, depth + 1)?;
            parts.extend(part);
            rest = behind;
        }
    }
    of(bytes, 0)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn length(bytes: &[u8]) -> Option<usize> {
        Element::first(bytes).map(|(element, _)| element.value.len())
    }

    /// A value that says this of its length, with so many bytes behind.
    fn long(digits: &[u8], count: usize) -> Vec<u8> {
        [&[tag::OCTETS], digits, &vec![7; count]].concat()
    }

    #[test]
    fn a_length_is_written_as_shortly_as_it_can_be() {
        assert_eq!(length(&[4, 0]), Some(0));
        assert_eq!(length(&[4, 1, 7]), Some(1));
        assert_eq!(length(&long(&[0x7f], 127)), Some(127));
        assert_eq!(length(&long(&[0x81, 0x80], 128)), Some(128));
        assert_eq!(length(&long(&[0x82, 1, 0], 256)), Some(256));
        assert_eq!(length(&long(&[0x83, 1, 0, 1], 65_537)), Some(65_537));
        // Without an end, longer than needed, with zeros, too long for any file.
        for wrong in [&[0x80][..], &[0x81, 0x7f], &[0x82, 0, 0x80]] {
            assert_eq!(length(&long(wrong, 200)), None, "{wrong:?}");
        }
        assert_eq!(length(&long(&[0x85, 1, 0, 0, 0, 0], 200)), None);
    }

    #[test]
    fn a_length_may_be_left_open_where_an_end_stands() {
        let whole = |bytes: &[u8]| closed(bytes).map(|(whole, behind)| (whole, behind.len()));
        assert_eq!(whole(&[4, 1, 7, 0]), Some((vec![4, 1, 7], 1)));
        let open = [0x30, 0x80, 4, 1, 7, 0xa0, 0x80, 2, 1, 5, 0, 0, 0, 0, 9];
        let shut = vec![0x30, 8, 4, 1, 7, 0xa0, 3, 2, 1, 5];
        assert_eq!(whole(&open), Some((shut, 1)));
        // Without its end, of a kind that holds no others, or too deep.
        assert_eq!(whole(&open[..12]), None);
        assert_eq!(whole(&[4, 0x80, 4, 1, 7, 0, 0]), None);
        let deep = |depth| [[0x30, 0x80].repeat(depth), [0, 0].repeat(depth)].concat();
        assert!(whole(&deep(DEEPEST)).is_some());
        assert_eq!(whole(&deep(DEEPEST + 1)), None);
    }

    #[test]
    fn a_value_is_all_there() {
        for cut in [&[][..], &[4], &[4, 1], &[4, 0x81], &[4, 0x82, 1]] {
            assert_eq!(length(cut), None, "{cut:?}");
        }
        assert_eq!(length(&long(&[2], 1)), None);
        assert_eq!(length(&long(&[2], 2)), Some(2));
        // Four bytes of length are taken, though no file is so long.
        assert_eq!(length(&long(&[0x84, 1, 0, 0, 0], 9)), None);
        let large = long(&[0x84, 1, 0, 0, 0], 1 << 24);
        assert_eq!(length(&large), Some(1 << 24));
    }

    #[test]
    fn a_tag_has_one_byte() {
        assert_eq!(
            Element::first(&[0x1e, 0]).map(|(one, _)| one.tag),
            Some(0x1e)
        );
        assert_eq!(Element::first(&[0x1f, 0]), None);
        assert_eq!(Element::first(&[0xbf, 0]), None);
    }

    #[test]
    fn what_stands_behind_a_value_is_told_apart() {
        let (element, behind) = Element::first(&[4, 1, 7, 9, 9]).unwrap();
        assert_eq!(element.whole, [4, 1, 7]);
        assert_eq!(behind, [9, 9]);
        assert_eq!(
            Element::only(&[4, 1, 7]).map(|one| one.value),
            Some(&[7][..])
        );
        assert_eq!(Element::only(&[4, 1, 7, 9]), None);
    }

    #[test]
    fn values_are_taken_one_by_one() {
        let mut parts = Elements(&[2, 1, 5, 4, 0]);
        assert_eq!(parts.take(tag::OCTETS), None, "another tag");
        assert_eq!(
            parts.take(tag::INTEGER).map(|one| one.value),
            Some(&[5][..])
        );
        assert_eq!(parts.end(), None);
        assert_eq!(parts.all().map(|all| all.len()), Some(1));
        assert_eq!(parts.any().map(|one| one.tag), Some(tag::OCTETS));
        assert_eq!(parts.end(), Some(()));
        assert_eq!(parts.any(), None);
        assert_eq!(Elements(&[2, 1, 5, 4]).all(), None);
        assert_eq!(Elements(&[]).all(), Some(Vec::new()));
    }

    #[test]
    fn an_identifier_is_one_by_its_tag_too() {
        let id = ObjectIdentifier::new_unwrap("1.2.3");
        let written = oid(id);
        let element = Element::only(&written).unwrap();
        assert!(element.is(id));
        assert!(!element.is(ObjectIdentifier::new_unwrap("1.2.4")));
        let other = Element {
            tag: tag::OCTETS,
            ..element
        };
        assert!(!other.is(id));
    }

    #[test]
    fn what_is_written_is_read() {
        for count in [0, 1, 127, 128, 255, 256, 65_535, 65_536] {
            let value = vec![7; count];
            let written = element(tag::OCTETS, &[&value[..count / 2], &value[count / 2..]]);
            assert_eq!(Element::only(&written).unwrap().value, value, "{count}");
        }
        assert_eq!(number(0x7f), [2, 1, 0x7f]);
        assert_eq!(number(0x80), [2, 2, 0, 0x80]);
    }

    #[test]
    fn a_number_that_is_not_negative_is_as_short_as_it_can_be() {
        assert_eq!(unsigned(&[]), None);
        assert_eq!(unsigned(&[0]), Some(0));
        assert_eq!(unsigned(&[0x7f]), Some(0x7f));
        assert_eq!(unsigned(&[0x80]), None);
        assert_eq!(unsigned(&[0, 0x7f]), None);
        assert_eq!(unsigned(&[0, 0x80]), Some(0x80));
        assert_eq!(unsigned(&[1, 2]), Some(0x102));
        assert_eq!(
            unsigned(&[0x7f, 0, 0, 0, 0, 0, 0, 1]),
            Some((0x7f << 56) + 1)
        );
        assert_eq!(unsigned(&[1, 0, 0, 0, 0, 0, 0, 0, 0]), None);
    }
}
