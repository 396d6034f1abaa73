//! Certificates, signed data, time-stamps and PDFs put together by hand, with one part of each other than
//! it should be.

mod certificate;
mod claimed;
mod coverage;
mod later;
mod message;
mod revision;
mod rsa_keys;
mod stamp;

use jiff::Timestamp;
use kehoach::signature::certificate::Certificate;
use kehoach::signature::check::{Finding, State, Verdict, check};
use p256::ecdsa::signature::hazmat::PrehashSigner;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::EncodePublicKey;
use sha2::{Digest, Sha256, Sha384, Sha512};
use std::rc::Rc;

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;

/// A value in DER.
fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let inside = parts.concat();
    let mut bytes = vec![tag];
    if let Some(short) = u8::try_from(inside.len())
        .ok()
        .filter(|short| *short < 0x80)
    {
        bytes.push(short);
    } else {
        let digits = inside.len().to_be_bytes();
        let digits: Vec<u8> = digits.into_iter().skip_while(|digit| *digit == 0).collect();
        bytes.push(0x80 | u8::try_from(digits.len()).unwrap());
        bytes.extend(digits);
    }
    [bytes, inside].concat()
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    element(SEQUENCE, parts)
}

fn set(parts: &[&[u8]]) -> Vec<u8> {
    element(SET, parts)
}

fn number(value: u8) -> Vec<u8> {
    element(0x02, &[&[value]])
}

fn octets(bytes: &[u8]) -> Vec<u8> {
    element(0x04, &[bytes])
}

fn null() -> Vec<u8> {
    element(0x05, &[])
}

fn oid(dotted: &str) -> Vec<u8> {
    let id = ::der::asn1::ObjectIdentifier::new(dotted).unwrap();
    element(0x06, &[id.as_bytes()])
}

/// All of some values, one behind another.
fn joined(parts: &[Vec<u8>]) -> Vec<u8> {
    parts.concat()
}

/// An algorithm without parameters.
fn algorithm(dotted: &str) -> Vec<u8> {
    sequence(&[&oid(dotted)])
}

const SHA_1: &str = "1.3.14.3.2.26";
const SHA_256: &str = "2.16.840.1.101.3.4.2.1";
const SHA_384: &str = "2.16.840.1.101.3.4.2.2";
const SHA_512: &str = "2.16.840.1.101.3.4.2.3";
const ECDSA_SHA_256: &str = "1.2.840.10045.4.3.2";
const ECDSA_SHA_384: &str = "1.2.840.10045.4.3.3";
const ECDSA_SHA_512: &str = "1.2.840.10045.4.3.4";

/// One of many keys on P-256.
fn key(own: u8) -> SigningKey {
    SigningKey::from_slice(&[own; 32]).unwrap()
}

fn public(own: u8) -> Vec<u8> {
    let key = *key(own).verifying_key();
    key.to_public_key_der().unwrap().as_bytes().to_vec()
}

/// A signature over a digest.
fn over(own: u8, digest: &[u8]) -> Vec<u8> {
    let signature: Signature = key(own).sign_prehash(digest).unwrap();
    signature.to_der().as_bytes().to_vec()
}

fn signature(own: u8, message: &[u8]) -> Vec<u8> {
    over(own, &Sha256::digest(message))
}

/// When the files are looked at.
fn now() -> Timestamp {
    "2026-06-01T00:00:00Z".parse().unwrap()
}

fn utc(digits: &str) -> Vec<u8> {
    element(0x17, &[digits.as_bytes()])
}

fn general(digits: &str) -> Vec<u8> {
    element(0x18, &[digits.as_bytes()])
}

/// A name with one common name.
fn named(name: &str) -> Vec<u8> {
    part_named("2.5.4.3", name)
}

/// A name of one part.
fn part_named(kind: &str, name: &str) -> Vec<u8> {
    let text = element(0x0c, &[name.as_bytes()]);
    sequence(&[&set(&[&sequence(&[&oid(kind), &text])])])
}

/// A certificate that is not signed yet.
#[derive(Clone)]
struct Draft {
    serial: u8,
    issuer: Vec<u8>,
    subject: Vec<u8>,
    from: Vec<u8>,
    until: Vec<u8>,
    public: Vec<u8>,
    extensions: Vec<Vec<u8>>,
    /// The algorithm in what is signed, and the one beside it.
    inner: Vec<u8>,
    outer: Vec<u8>,
    /// Whose key signs it.
    by: u8,
}

impl Draft {
    fn new(subject: &str, own: u8, issuer: &str, by: u8) -> Self {
        Self {
            serial: own,
            issuer: named(issuer),
            subject: named(subject),
            from: utc("200101000000Z"),
            until: general("20991231235959Z"),
            public: public(own),
            extensions: Vec::new(),
            inner: algorithm(ECDSA_SHA_256),
            outer: algorithm(ECDSA_SHA_256),
            by,
        }
    }

    fn with(mut self, extension: Vec<u8>) -> Self {
        self.extensions.push(extension);
        self
    }

    /// With these extensions and no others.
    fn only(mut self, extensions: &[Vec<u8>]) -> Self {
        self.extensions = extensions.to_vec();
        self
    }

    fn signed_part(&self) -> Vec<u8> {
        let extensions = sequence(&[&joined(&self.extensions)]);
        let extensions = element(0xa3, &[&extensions]);
        sequence(&[
            &element(0xa0, &[&number(2)]),
            &number(self.serial),
            &self.inner,
            &self.issuer,
            &sequence(&[&self.from, &self.until]),
            &self.subject,
            &self.public,
            if self.extensions.is_empty() {
                &[]
            } else {
                &extensions
            },
        ])
    }

    fn der(&self) -> Vec<u8> {
        let part = self.signed_part();
        let signature = signature(self.by, &part);
        sequence(&[&part, &self.outer, &element(0x03, &[&[0], &signature])])
    }

    fn made(&self) -> Certificate {
        Certificate::from_der(&self.der()).unwrap()
    }
}

const KEY_USAGE: &str = "2.5.29.15";
const CONSTRAINTS: &str = "2.5.29.19";
const USES: &str = "2.5.29.37";
const TIME_STAMPING: &str = "1.3.6.1.5.5.7.3.8";
const EMAIL: &str = "1.3.6.1.5.5.7.3.4";

fn extension(id: &str, is_critical: bool, value: &[u8]) -> Vec<u8> {
    let critical = element(0x01, &[&[0xff]]);
    let critical: &[u8] = if is_critical { &critical } else { &[] };
    sequence(&[&oid(id), critical, &octets(value)])
}

/// Basic constraints: an authority with so many authorities below it at most.
fn authority(most: Option<u8>) -> Vec<u8> {
    let most = most.map(number).unwrap_or_default();
    let value = sequence(&[&element(0x01, &[&[0xff]]), &most]);
    extension(CONSTRAINTS, true, &value)
}

const DIGITAL_SIGNATURE: u8 = 0x80;
const NON_REPUDIATION: u8 = 0x40;
const KEY_ENCIPHERMENT: u8 = 0x20;
const CERTIFICATES: u8 = 0x04;

/// Key usage: the bits of its first byte.
fn usage(bits: u8) -> Vec<u8> {
    extension(KEY_USAGE, true, &usage_value(bits))
}

fn usage_value(bits: u8) -> Vec<u8> {
    let unused = u8::try_from(bits.trailing_zeros()).unwrap();
    element(0x03, &[&[unused, bits]])
}

fn uses(ids: &[&str], is_critical: bool) -> Vec<u8> {
    let ids: Vec<Vec<u8>> = ids.iter().map(|id| oid(id)).collect();
    extension(USES, is_critical, &sequence(&[&joined(&ids)]))
}

const ROOT: &str = "CA gốc";
const MIDDLE: &str = "CA cấp dưới";
const PERSON: &str = "Lê Văn Minh";
const CLOCK: &str = "Dấu thời gian";

fn root() -> Draft {
    Draft::new(ROOT, 1, ROOT, 1).only(&[authority(None), usage(CERTIFICATES)])
}

fn middle() -> Draft {
    Draft::new(MIDDLE, 2, ROOT, 1).only(&[authority(Some(0)), usage(CERTIFICATES)])
}

fn person() -> Draft {
    Draft::new(PERSON, 3, MIDDLE, 2).only(&[usage(DIGITAL_SIGNATURE), uses(&[EMAIL], false)])
}

fn clock() -> Draft {
    let uses = uses(&[TIME_STAMPING], true);
    Draft::new(CLOCK, 4, MIDDLE, 2).only(&[usage(DIGITAL_SIGNATURE), uses])
}

const DATA: &str = "1.2.840.113549.1.7.1";
const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
const CONTENT_TYPE: &str = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
const SIGNING_CERTIFICATE: &str = "1.2.840.113549.1.9.16.2.47";
const PROTECTION: &str = "1.2.840.113549.1.9.52";
const STAMP: &str = "1.2.840.113549.1.9.16.2.14";
const INFO: &str = "1.2.840.113549.1.9.16.1.4";

fn attribute(id: &str, value: &[u8]) -> Vec<u8> {
    sequence(&[&oid(id), &set(&[value])])
}

/// A signing-certificate attribute that names a certificate.
fn bound(hash: &[u8]) -> Vec<u8> {
    let id = sequence(&[&octets(hash)]);
    attribute(SIGNING_CERTIFICATE, &sequence(&[&sequence(&[&id])]))
}

/// Signed data that is not signed yet.
#[derive(Clone)]
struct Signing {
    kind: Vec<u8>,
    version: Vec<u8>,
    digests: Vec<u8>,
    content: Vec<u8>,
    certificates: Vec<Vec<u8>>,
    /// What stands between certificates and signers, and behind the signers.
    revoked: Vec<u8>,
    behind: Vec<u8>,
    signer_version: Vec<u8>,
    sid: Vec<u8>,
    digest: Vec<u8>,
    attributes: Vec<Vec<u8>>,
    algorithm: Vec<u8>,
    unsigned: Vec<Vec<u8>>,
    sign: Signer,
}

/// Makes a signature over bytes.
type Signer = Rc<dyn Fn(&[u8]) -> Vec<u8>>;

impl Signing {
    /// Over a content that stands elsewhere.
    fn new(who: &Draft, own: u8, content: &[u8]) -> Self {
        Self {
            kind: oid(SIGNED_DATA),
            version: number(1),
            digests: set(&[&algorithm(SHA_256)]),
            content: sequence(&[&oid(DATA)]),
            certificates: vec![who.der()],
            revoked: Vec::new(),
            behind: Vec::new(),
            signer_version: number(1),
            sid: sequence(&[&who.issuer, &number(who.serial)]),
            digest: algorithm(SHA_256),
            attributes: vec![
                attribute(CONTENT_TYPE, &oid(DATA)),
                attribute(MESSAGE_DIGEST, &octets(&Sha256::digest(content))),
                bound(&Sha256::digest(who.der())),
            ],
            algorithm: algorithm(ECDSA_SHA_256),
            unsigned: Vec::new(),
            sign: Rc::new(move |message| signature(own, message)),
        }
    }

    /// The person's signature, with the certificate of the authority between.
    fn person(content: &[u8]) -> Self {
        let mut signing = Self::new(&person(), 3, content);
        signing.certificates.push(middle().der());
        signing
    }

    /// With another attribute of a kind, or without it.
    fn set(mut self, id: &str, new: &[Vec<u8>]) -> Self {
        self.attributes.retain(|own| {
            let id = oid(id);
            !own.windows(id.len()).any(|window| window == id)
        });
        self.attributes.extend(new.iter().cloned());
        self
    }

    fn signer(&self) -> Vec<u8> {
        let attributes = joined(&self.attributes);
        let signature = (self.sign)(&set(&[&attributes]));
        let unsigned = element(0xa1, &[&joined(&self.unsigned)]);
        sequence(&[
            &self.signer_version,
            &self.sid,
            &self.digest,
            &element(0xa0, &[&attributes]),
            &self.algorithm,
            &octets(&signature),
            if self.unsigned.is_empty() {
                &[]
            } else {
                &unsigned
            },
        ])
    }

    fn der(&self) -> Vec<u8> {
        self.around(&set(&[&self.signer()]))
    }

    /// With other signers than its own.
    fn around(&self, signers: &[u8]) -> Vec<u8> {
        let certificates = element(0xa0, &[&joined(&self.certificates)]);
        let certificates = if self.certificates.is_empty() {
            Vec::new()
        } else {
            certificates
        };
        self.outside(&sequence(&[
            &self.version,
            &self.digests,
            &self.content,
            &certificates,
            &self.revoked,
            signers,
            &self.behind,
        ]))
    }

    /// With another body than its own.
    fn outside(&self, body: &[u8]) -> Vec<u8> {
        sequence(&[&self.kind, &element(0xa0, &[body])])
    }
}

/// What a time-stamp says (RFC 3161, 2.4.2).
#[derive(Clone)]
struct Info {
    version: Vec<u8>,
    policy: Vec<u8>,
    algorithm: Vec<u8>,
    imprint: Vec<u8>,
    serial: Vec<u8>,
    time: Vec<u8>,
    more: Vec<u8>,
}

impl Info {
    fn new(stamped: &[u8], time: &str) -> Self {
        Self {
            version: number(1),
            policy: oid("1.2.3"),
            algorithm: algorithm(SHA_256),
            imprint: octets(&Sha256::digest(stamped)),
            serial: number(7),
            time: general(time),
            more: Vec::new(),
        }
    }

    fn der(&self) -> Vec<u8> {
        sequence(&[
            &self.version,
            &self.policy,
            &sequence(&[&self.algorithm, &self.imprint]),
            &self.serial,
            &self.time,
            &self.more,
        ])
    }

    /// The signed data of the authority that says so.
    fn signing(&self, who: &Draft) -> Signing {
        let content = self.der();
        let inside = element(0xa0, &[&octets(&content)]);
        let mut signing = Signing::new(who, 4, &content).set(CONTENT_TYPE, &[]);
        signing.attributes.push(attribute(CONTENT_TYPE, &oid(INFO)));
        signing.version = number(3);
        signing.content = sequence(&[&oid(INFO), &inside]);
        signing.certificates.push(middle().der());
        signing
    }

    fn token(&self) -> Vec<u8> {
        self.signing(&clock()).der()
    }
}

/// A PDF of objects that are numbered from 1; the first is the catalog.
fn pdf_of(objects: &[&str]) -> Vec<u8> {
    pdf_with(objects, "/Root 1 0 R")
}

/// The same with these entries in its trailer.
fn pdf_with(objects: &[&str], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let start = bytes.len();
    let size = objects.len() + 1;
    bytes.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let trailer = format!("trailer\n<</Size {size}{trailer}>>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(trailer.bytes());
    bytes
}

const OBJECTS: [&str; 5] = [
    "<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[5 0 R]>>",
    "<</Fields[5 0 R]/SigFlags 3>>",
    "<</Type/Annot/Subtype/Widget/FT/Sig/T(signer)/Rect[0 0 90 40]/P 3 0 R/V 6 0 R>>",
];

const CADES: &str = "/SubFilter/ETSI.CAdES.detached";

/// A PDF of one page with a signature over it, whose dictionary has these entries.
fn signed_pdf(entries: &str, make: impl FnOnce(&[u8]) -> Vec<u8>) -> Vec<u8> {
    ranged_pdf(entries, all_around, make)
}

/// The ranges before and behind a signature's value.
fn all_around([first, second, length]: [usize; 3]) -> String {
    format!("[0 {first:06} {second:06} {length:06}]")
}

/// The same with other ranges than the right ones; they take as many characters.
fn ranged_pdf(
    entries: &str,
    ranges: impl Fn([usize; 3]) -> String,
    make: impl FnOnce(&[u8]) -> Vec<u8>,
) -> Vec<u8> {
    let around = |value: &str| pdf_of(&[&OBJECTS[..], &[value]].concat());
    signed_within(entries, around, ranges, make)
}

/// The same in another PDF, made of the signature's dictionary.
fn signed_within(
    entries: &str,
    around: impl FnOnce(&str) -> Vec<u8>,
    ranges: impl Fn([usize; 3]) -> String,
    make: impl FnOnce(&[u8]) -> Vec<u8>,
) -> Vec<u8> {
    const ROOM: usize = 32_000;
    let blank = ranges([0; 3]);
    let (zeros, width) = ("0".repeat(ROOM), blank.len());
    let value = format!("<</Type/Sig{entries}/ByteRange {blank}/Contents <{zeros}>>>");
    let mut pdf = around(&value);
    let find = |word: &str| {
        let found = pdf
            .windows(word.len())
            .position(|part| part == word.as_bytes());
        found.unwrap() + word.len()
    };
    let (at, start) = (find("/ByteRange "), find("/Contents "));
    let end = start + ROOM + 2;
    let numbers = ranges([start, end, pdf.len() - end]);
    assert_eq!(numbers.len(), width, "{numbers}");
    pdf[at..at + width].copy_from_slice(numbers.as_bytes());
    let made = make(&[&pdf[..start], &pdf[end..]].concat());
    for (place, byte) in made.iter().enumerate() {
        let digits = format!("{byte:02X}");
        let place = start + 1 + place * 2;
        pdf[place..place + 2].copy_from_slice(digits.as_bytes());
    }
    pdf
}

/// The verdict on the one field of a PDF, with the root trusted.
fn verdict(pdf: &[u8]) -> Verdict {
    let mut all = check(pdf, &[root().made()], now()).unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// What is found of a signature that the person makes, but for one change.
fn found(change: impl FnOnce(&mut Signing)) -> Vec<Finding> {
    let pdf = signed_pdf(CADES, |content| {
        let mut signing = Signing::person(content);
        change(&mut signing);
        signing.der()
    });
    verdict(&pdf).findings
}

#[test]
fn what_is_put_together_rightly_holds() {
    let pdf = signed_pdf(CADES, |content| Signing::person(content).der());
    let verdict = verdict(&pdf);
    let authority = ROOT.to_owned();
    assert_eq!(
        verdict.findings,
        [
            Finding::Intact,
            Finding::Covered,
            Finding::Unchanged,
            Finding::Trusted { authority },
            Finding::Revocation,
            Finding::NoTime,
        ]
    );
    assert_eq!(verdict.state(), State::Valid);
    assert_eq!(verdict.signer.as_deref(), Some(PERSON));
}
