//! Signed data (RFC 5652) as `PAdES` puts it into a PDF (ETSI EN 319 142-1): the content is elsewhere, one
//! signer, its certificates beside it.

use super::asn1::{self, Element, Elements, tag};
use super::certificate::Certificate;
use super::key::{Hash, KeyFault, Scheme};
use crate::diag::{Message, words};
use der::asn1::ObjectIdentifier;

pub(super) const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const PROTECTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.52");
pub(super) const TIME_STAMP: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");

/// The most certificates beside a signature.
const MOST: usize = 32;

/// Why a signature does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is not signed data in DER.
    Syntax,
    /// It has none or several signers.
    Signers,
    /// It is made by means that are not taken: SHA-1, or keys of other kinds.
    Algorithm,
    /// The certificate of its signer is not beside it.
    NoCertificate,
    /// It was made for another certificate than the one beside it.
    OtherCertificate,
    /// It does not say which certificate it was made for, as `PAdES` demands.
    UnboundCertificate,
    /// It is of another kind of content.
    ContentType,
    /// What was signed has another hash: it was changed.
    Digest,
    /// The signer's key did not make it.
    Signature,
    /// The key is too short or of a kind that is not taken.
    Key(KeyFault),
}

impl Fault {
    /// The fault in words.
    #[must_use]
    pub fn message(self) -> Message {
        let words = match self {
            Self::Syntax => words(
                "the signature is damaged: it is not signed data in DER",
                "chữ ký số bị hỏng: không đúng cấu trúc dữ liệu ký (DER)",
            ),
            Self::Signers => words(
                "the signature has none or several signers",
                "chữ ký số không có hoặc có nhiều hơn một người ký",
            ),
            Self::Algorithm => words(
                "the signature is made by means that are not taken (RSA, P-256, P-384 with SHA-2 are)",
                "thuật toán ký không được chấp nhận (chỉ nhận RSA, P-256, P-384 với SHA-2)",
            ),
            Self::NoCertificate => words(
                "the signer's certificate is not beside the signature",
                "chữ ký số không kèm chứng thư của người ký",
            ),
            Self::OtherCertificate => words(
                "the signature was made for another certificate than the one beside it",
                "chữ ký số được tạo cho chứng thư khác với chứng thư kèm theo",
            ),
            Self::UnboundCertificate => words(
                "the signature does not say which certificate it was made for",
                "chữ ký số không nêu chứng thư dùng để ký (signing-certificate-v2)",
            ),
            Self::ContentType => words(
                "the signature is of another kind of content",
                "chữ ký số thuộc loại nội dung khác",
            ),
            Self::Digest => words(
                "what was signed has been changed",
                "nội dung đã ký bị thay đổi",
            ),
            Self::Signature => words(
                "the signature was not made by the key of its certificate",
                "chữ ký số không do khóa của chứng thư kèm theo tạo ra",
            ),
            Self::Key(KeyFault::Kind) => words(
                "the signer's key is of another kind than RSA, P-256 and P-384",
                "khóa của người ký không thuộc loại RSA, P-256 hoặc P-384",
            ),
            Self::Key(KeyFault::Size { .. }) => words(
                "the signer's key is too short",
                "khóa của người ký có độ dài không được chấp nhận",
            ),
        };
        Message::new(
            words.text(crate::diag::Lang::En),
            words.text(crate::diag::Lang::Vi),
        )
    }
}

/// An attribute: what it is and its one value.
type Attribute<'b> = (Element<'b>, Element<'b>);

/// Signed data with one signer.
#[derive(Debug, Clone)]
pub(super) struct Signed<'b> {
    content_type: Element<'b>,
    /// The content, where it is inside.
    pub content: Option<&'b [u8]>,
    /// The certificates beside the signature.
    pub certificates: Vec<Certificate>,
    sid: Element<'b>,
    hash: Hash,
    scheme: Scheme,
    attributes: Vec<Attribute<'b>>,
    /// The signed attributes as they are signed (RFC 5652, 5.4).
    message: Vec<u8>,
    /// The value of the signature.
    pub signature: &'b [u8],
    unsigned: Vec<Attribute<'b>>,
}

impl<'b> Signed<'b> {
    /// Reads signed data.
    pub fn read(der: &'b [u8]) -> Result<Self, Fault> {
        let outer = Element::only(der).ok_or(Fault::Syntax)?;
        let (mut parts, digests, content_type, content) = opened(outer).ok_or(Fault::Syntax)?;
        let certificates = certificates(&mut parts).ok_or(Fault::Syntax)?;
        // Lists of what was revoked are not looked at.
        let _ = parts.take(tag::context(1));
        let signers = parts.take(tag::SET).ok_or(Fault::Syntax)?;
        parts.end().ok_or(Fault::Syntax)?;
        let signers = signers.inside().all().ok_or(Fault::Syntax)?;
        let [signer] = signers[..] else {
            return Err(Fault::Signers);
        };
        let signer = Signer::read(signer).ok_or(Fault::Syntax)?;
        let hash = Hash::read(signer.digest).ok_or(Fault::Algorithm)?;
        let scheme = Scheme::read(signer.algorithm, Some(hash))
            .filter(|scheme| scheme.hash() == hash)
            .ok_or(Fault::Algorithm)?;
        let listed = digests.inside().all().ok_or(Fault::Syntax)?;
        if !listed.iter().any(|one| Hash::read(*one) == Some(hash)) {
            return Err(Fault::Algorithm);
        }
        let unsigned = match signer.unsigned {
            Some(element) => attributes(element).ok_or(Fault::Syntax)?,
            None => Vec::new(),
        };
        Ok(Self {
            content_type,
            content,
            certificates,
            sid: signer.sid,
            hash,
            scheme,
            attributes: attributes(signer.attributes).ok_or(Fault::Syntax)?,
            message: asn1::element(tag::SET, &[signer.attributes.value]),
            signature: signer.signature.value,
            unsigned,
        })
    }

    /// The signer's certificate.
    pub fn signer(&self) -> Result<&Certificate, Fault> {
        let is_named = |one: &&Certificate| match self.sid.tag {
            tag::SEQUENCE => one
                .issuer_and_serial()
                .is_some_and(|(issuer, serial)| self.sid.value == [issuer, serial].concat()),
            _ => one.key_identifier().as_deref() == Some(self.sid.value),
        };
        self.certificates
            .iter()
            .find(is_named)
            .ok_or(Fault::NoCertificate)
    }

    /// Whether the signer signed this content.
    ///
    /// `must_bind`: whether the signature must say which certificate it was made for.
    pub fn verify(
        &self,
        content_type: ObjectIdentifier,
        content: &[&[u8]],
        must_bind: bool,
    ) -> Result<(), Fault> {
        let signer = self.signer()?;
        let named = self.attribute(CONTENT_TYPE).ok_or(Fault::ContentType)?;
        if !self.content_type.is(content_type) || !named.is(content_type) {
            return Err(Fault::ContentType);
        }
        let digest = self.attribute(MESSAGE_DIGEST).ok_or(Fault::Syntax)?;
        if digest.tag != tag::OCTETS || digest.value != self.hash.of(content) {
            return Err(Fault::Digest);
        }
        let key = signer.key().map_err(Fault::Key)?;
        if !key.verifies(self.scheme, &self.message, self.signature) {
            return Err(Fault::Signature);
        }
        match self.attribute(SIGNING_CERTIFICATE) {
            Some(value) => is_bound(value, signer).ok_or(Fault::OtherCertificate)?,
            None if must_bind => return Err(Fault::UnboundCertificate),
            None => {}
        }
        self.is_protected().ok_or(Fault::Algorithm)
    }

    /// Whether the algorithms are those that the signer protects, if it does (RFC 6211).
    fn is_protected(&self) -> Option<()> {
        let Some(value) = self.attribute(PROTECTION) else {
            return Some(());
        };
        let mut parts = value.inside();
        let same_hash = Hash::read(parts.take(tag::SEQUENCE)?)? == self.hash;
        let algorithm = asn1::element(tag::SEQUENCE, &[parts.take(tag::context(1))?.value]);
        let same_scheme = Scheme::read(Element::only(&algorithm)?, Some(self.hash))? == self.scheme;
        (same_hash && same_scheme).then_some(())
    }

    fn attribute(&self, oid: ObjectIdentifier) -> Option<Element<'b>> {
        only(&self.attributes, oid)
    }

    /// The value of an attribute that is not signed.
    pub fn unsigned(&self, oid: ObjectIdentifier) -> Option<Element<'b>> {
        only(&self.unsigned, oid)
    }

    /// How many attributes are not signed.
    pub fn unsigned_count(&self) -> usize {
        self.unsigned.len()
    }
}

fn only<'b>(attributes: &[Attribute<'b>], oid: ObjectIdentifier) -> Option<Element<'b>> {
    let mut found = attributes.iter().filter(|(own, _)| own.is(oid));
    let (_, value) = found.next()?;
    found.next().is_none().then_some(*value)
}

/// The parts of signed data behind its content, the hash functions that it lists, the kind of the content
/// and the content.
type Opened<'b> = (Elements<'b>, Element<'b>, Element<'b>, Option<&'b [u8]>);

fn opened(outer: Element<'_>) -> Option<Opened<'_>> {
    let mut parts = (outer.tag == tag::SEQUENCE).then(|| outer.inside())?;
    parts.take(tag::OID).filter(|oid| oid.is(SIGNED_DATA))?;
    let body = Element::only(parts.take(tag::context(0))?.value)?;
    parts.end()?;
    let mut parts = (body.tag == tag::SEQUENCE).then(|| body.inside())?;
    let version = parts.take(tag::INTEGER)?;
    matches!(version.value, [1 | 3]).then_some(())?;
    let digests = parts.take(tag::SET)?;
    let mut content = parts.take(tag::SEQUENCE)?.inside();
    let content_type = content.take(tag::OID)?;
    let inner = match content.take(tag::context(0)) {
        Some(inner) => {
            let octets = Element::only(inner.value).filter(|one| one.tag == tag::OCTETS)?;
            Some(octets.value)
        }
        None => None,
    };
    content.end()?;
    Some((parts, digests, content_type, inner))
}

fn certificates(parts: &mut Elements<'_>) -> Option<Vec<Certificate>> {
    let Some(set) = parts.take(tag::context(0)) else {
        return Some(Vec::new());
    };
    let all = set.inside().all()?;
    (all.len() <= MOST).then_some(())?;
    all.iter()
        .map(|one| Certificate::from_der(one.whole))
        .collect()
}

struct Signer<'b> {
    sid: Element<'b>,
    digest: Element<'b>,
    attributes: Element<'b>,
    algorithm: Element<'b>,
    signature: Element<'b>,
    unsigned: Option<Element<'b>>,
}

impl<'b> Signer<'b> {
    fn read(signer: Element<'b>) -> Option<Self> {
        let mut parts = (signer.tag == tag::SEQUENCE).then(|| signer.inside())?;
        let version = parts.take(tag::INTEGER)?.value;
        let sid = parts.any()?;
        // RFC 5652, 5.3: the version follows from the way that the certificate is named.
        match (version, sid.tag) {
            ([1], tag::SEQUENCE) | ([3], 0x80) => {}
            _ => return None,
        }
        let read = Self {
            sid,
            digest: parts.take(tag::SEQUENCE)?,
            attributes: parts.take(tag::context(0))?,
            algorithm: parts.take(tag::SEQUENCE)?,
            signature: parts.take(tag::OCTETS)?,
            unsigned: parts.take(tag::context(1)),
        };
        parts.end()?;
        Some(read)
    }
}

fn attributes(set: Element<'_>) -> Option<Vec<Attribute<'_>>> {
    let all = set.inside().all()?;
    all.into_iter()
        .map(|attribute| {
            let mut parts = (attribute.tag == tag::SEQUENCE).then(|| attribute.inside())?;
            let oid = parts.take(tag::OID)?;
            let value = Element::only(parts.take(tag::SET)?.value)?;
            parts.end()?;
            Some((oid, value))
        })
        .collect()
}

/// Whether a signing-certificate attribute (RFC 5035) names a certificate first.
fn is_bound(value: Element<'_>, certificate: &Certificate) -> Option<()> {
    let list = (value.tag == tag::SEQUENCE).then(|| value.inside().take(tag::SEQUENCE))??;
    let mut id = list.inside().take(tag::SEQUENCE)?.inside();
    let hash = match id.take(tag::SEQUENCE) {
        Some(algorithm) => Hash::read(algorithm)?,
        None => Hash::Sha256,
    };
    let own = id.take(tag::OCTETS)?.value == hash.of(&[certificate.der()]);
    own.then_some(())
}

/// What a signer signs: the attributes content-type, message-digest and signing-certificate-v2, in the
/// order of DER. The time is in the PDF, not here (ETSI EN 319 142-1, 6.3).
#[cfg(feature = "sign")]
pub(super) fn to_be_signed(
    hash: Hash,
    digest: &[u8],
    certificate: &Certificate,
) -> Option<Vec<u8>> {
    let attribute = |oid: ObjectIdentifier, value: &[u8]| {
        let values = asn1::element(tag::SET, &[value]);
        asn1::element(tag::SEQUENCE, &[&asn1::oid(oid), &values])
    };
    let (issuer, serial) = certificate.issuer_and_serial()?;
    let names = asn1::element(
        tag::SEQUENCE,
        &[&asn1::element(tag::context(4), &[&issuer])],
    );
    let issuer_serial = asn1::element(tag::SEQUENCE, &[&names, &serial]);
    let own = asn1::element(tag::OCTETS, &[&hash.of(&[certificate.der()])]);
    let algorithm = match hash {
        // It is the default, which DER leaves out.
        Hash::Sha256 => Vec::new(),
        hash => hash.to_der(),
    };
    let id = asn1::element(tag::SEQUENCE, &[&algorithm, &own, &issuer_serial]);
    let ids = asn1::element(tag::SEQUENCE, &[&asn1::element(tag::SEQUENCE, &[&id])]);
    let mut all = [
        attribute(CONTENT_TYPE, &asn1::oid(DATA)),
        attribute(MESSAGE_DIGEST, &asn1::element(tag::OCTETS, &[digest])),
        attribute(SIGNING_CERTIFICATE, &ids),
    ];
    all.sort();
    Some(all.concat())
}

/// Signed data of a signature over attributes made by [`to_be_signed`].
#[cfg(feature = "sign")]
pub(super) fn signed_data(
    scheme: Scheme,
    attributes: &[u8],
    signature: &[u8],
    chain: &[Certificate],
    time_stamp: Option<&[u8]>,
) -> Option<Vec<u8>> {
    let (issuer, serial) = chain.first()?.issuer_and_serial()?;
    let digest = scheme.hash().to_der();
    let unsigned = time_stamp.map(|token| {
        let values = asn1::element(tag::SET, &[token]);
        let attribute = asn1::element(tag::SEQUENCE, &[&asn1::oid(TIME_STAMP), &values]);
        asn1::element(tag::context(1), &[&attribute])
    });
    let signer = asn1::element(
        tag::SEQUENCE,
        &[
            &asn1::number(1),
            &asn1::element(tag::SEQUENCE, &[&issuer, &serial]),
            &digest,
            &asn1::element(tag::context(0), &[attributes]),
            &scheme.to_der(),
            &asn1::element(tag::OCTETS, &[signature]),
            unsigned.as_deref().unwrap_or_default(),
        ],
    );
    let mut certificates: Vec<&[u8]> = chain.iter().map(Certificate::der).collect();
    certificates.sort_unstable();
    let body = asn1::element(
        tag::SEQUENCE,
        &[
            &asn1::number(1),
            &asn1::element(tag::SET, &[&digest]),
            &asn1::element(tag::SEQUENCE, &[&asn1::oid(DATA)]),
            &asn1::element(tag::context(0), &certificates),
            &asn1::element(tag::SET, &[&signer]),
        ],
    );
    Some(asn1::element(
        tag::SEQUENCE,
        &[
            &asn1::oid(SIGNED_DATA),
            &asn1::element(tag::context(0), &[&body]),
        ],
    ))
}
