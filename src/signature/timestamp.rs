//! Time-stamps (dấu thời gian) of an authority (RFC 3161): that a signature was there at a moment.

use super::asn1::{self, Element, tag};
use super::certificate::Certificate;
use super::cms::{Fault, Signed};
use super::key::Hash;
use der::asn1::ObjectIdentifier;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

const INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// A time-stamp that fits what was stamped; whether its authority is trusted is another question.
#[derive(Debug, Clone)]
pub(super) struct Stamp {
    /// When what was stamped was there.
    pub at: Timestamp,
    /// The authority's certificate.
    pub authority: Certificate,
    /// The certificates beside it.
    pub certificates: Vec<Certificate>,
    /// The number that was asked for, to tell answers apart.
    pub nonce: Option<Vec<u8>>,
}

/// Reads a time-stamp over parts of bytes.
pub(super) fn read(token: &[u8], stamped: &[&[u8]]) -> Result<Stamp, Fault> {
    let signed = Signed::read(token)?;
    let content = signed.content.ok_or(Fault::ContentType)?;
    signed.verify(INFO, &[content], false)?;
    let info = Info::read(content).ok_or(Fault::Syntax)?;
    let hash = Hash::read(info.algorithm).ok_or(Fault::Algorithm)?;
    if info.imprint != hash.of(stamped) {
        return Err(Fault::Digest);
    }
    Ok(Stamp {
        at: info.at,
        authority: signed.signer()?.clone(),
        nonce: info.nonce,
        certificates: signed.certificates,
    })
}

struct Info<'b> {
    algorithm: Element<'b>,
    imprint: &'b [u8],
    at: Timestamp,
    nonce: Option<Vec<u8>>,
}

impl<'b> Info<'b> {
    /// `TSTInfo` (RFC 3161, 2.4.2).
    fn read(content: &'b [u8]) -> Option<Self> {
        let mut parts = Element::only(content)?.inside();
        (parts.take(tag::INTEGER)?.value == [1]).then_some(())?;
        parts.take(tag::OID)?;
        let mut imprint = parts.take(tag::SEQUENCE)?.inside();
        let algorithm = imprint.take(tag::SEQUENCE)?;
        let digest = imprint.take(tag::OCTETS)?.value;
        imprint.end()?;
        parts.take(tag::INTEGER)?;
        let at = moment(parts.take(tag::TIME)?.value)?;
        let _accuracy = parts.take(tag::SEQUENCE);
        let _ordering = parts.take(0x01);
        let nonce = parts.take(tag::INTEGER).map(|nonce| nonce.value.to_vec());
        Some(Self {
            algorithm,
            imprint: digest,
            at,
            nonce,
        })
    }
}

/// A `GeneralizedTime`, perhaps with a fraction of a second, which is left out.
fn moment(text: &[u8]) -> Option<Timestamp> {
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let whole = match text.split_once('.') {
        Some((whole, fraction)) => {
            let is_fraction = !fraction.is_empty()
                && !fraction.ends_with('0')
                && fraction.bytes().all(|digit| digit.is_ascii_digit());
            is_fraction.then_some(whole)?
        }
        None => text,
    };
    (whole.len() == 14).then_some(())?;
    let time = DateTime::strptime("%Y%m%d%H%M%S", whole).ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// A request for a time-stamp over bytes (RFC 3161, 2.4.1), with a number of our own.
#[must_use]
pub fn request(stamped: &[u8], nonce: [u8; 8]) -> Vec<u8> {
    let hash = Hash::Sha256;
    let digest = asn1::element(tag::OCTETS, &[&hash.of(&[stamped])]);
    let imprint = asn1::element(tag::SEQUENCE, &[&hash.to_der(), &digest]);
    asn1::element(
        tag::SEQUENCE,
        &[
            &asn1::number(1),
            &imprint,
            &asn1::element(tag::INTEGER, &[&integer(nonce)]),
            // The authority's certificates beside the time-stamp, please.
            &asn1::element(0x01, &[&[0xff]]),
        ],
    )
}

/// The number of a request as it is written: positive and without needless zeros.
fn integer(nonce: [u8; 8]) -> [u8; 8] {
    let mut nonce = nonce;
    nonce[0] = nonce[0] & 0x3f | 0x40;
    nonce
}

/// The time-stamp in an authority's answer to a request over these bytes.
///
/// # Errors
/// The answer is a refusal, damaged, about something else or answers another request.
pub fn token(answer: &[u8], stamped: &[u8], nonce: [u8; 8]) -> Result<Vec<u8>, Fault> {
    let read = || {
        let mut parts = Element::only(answer)?.inside();
        let status = parts.take(tag::SEQUENCE)?.inside().take(tag::INTEGER)?;
        // Granted, perhaps with changes.
        matches!(status.value, [0 | 1]).then_some(())?;
        let token = parts.take(tag::SEQUENCE)?;
        parts.end()?;
        Some(token.whole)
    };
    let token = read().ok_or(Fault::Syntax)?;
    let stamp = self::read(token, &[stamped])?;
    if stamp.nonce.as_deref() != Some(&integer(nonce)) {
        return Err(Fault::Digest);
    }
    Ok(token.to_vec())
}
