//! Public keys (khóa công khai) and the ways to sign with them: RSA with PKCS #1 v1.5 or PSS (RFC 8017),
//! ECDSA on P-256 and P-384 (FIPS 186-5), each with SHA-2.

use super::asn1::{self, Element, tag};
use der::asn1::ObjectIdentifier;
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use rsa::RsaPublicKey;
use rsa::pkcs1v15::Pkcs1v15Sign;
use rsa::pss::Pss;
use rsa::traits::PublicKeyParts;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// The least bits of an RSA key (ETSI TS 119 312).
pub const LEAST_BITS: u32 = 2048;

const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const RSA_SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const RSA_SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.12");
const RSA_SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13");
const MGF1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.8");
const EC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
const ECDSA_SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const ECDSA_SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3");
const ECDSA_SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.4");

/// A hash function (hàm băm) of FIPS 180-4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Hash {
    /// The hash of parts as one.
    #[must_use]
    pub fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        fn hash<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
            let mut hash = D::new();
            for part in parts {
                hash.update(part);
            }
            hash.finalize().to_vec()
        }
        match self {
            Self::Sha256 => hash::<Sha256>(parts),
            Self::Sha384 => hash::<Sha384>(parts),
            Self::Sha512 => hash::<Sha512>(parts),
        }
    }

    const fn oid(self) -> ObjectIdentifier {
        match self {
            Self::Sha256 => SHA_256,
            Self::Sha384 => SHA_384,
            Self::Sha512 => SHA_512,
        }
    }

    /// The hash that an algorithm identifier names.
    pub(super) fn read(algorithm: Element<'_>) -> Option<Self> {
        let (oid, parameters) = taken_apart(algorithm)?;
        [Self::Sha256, Self::Sha384, Self::Sha512]
            .into_iter()
            .find(|hash| oid.is(hash.oid()))
            .filter(|_| is_none(parameters))
    }

    /// Its algorithm identifier in DER (RFC 5754, 2).
    pub(super) fn to_der(self) -> Vec<u8> {
        asn1::element(tag::SEQUENCE, &[&asn1::oid(self.oid())])
    }
}

/// A way to sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// RSASSA-PKCS1-v1_5.
    Pkcs1(Hash),
    /// RSASSA-PSS.
    Pss {
        /// The hash of the message and of the mask.
        hash: Hash,
        /// The bytes of salt.
        salt: usize,
    },
    /// ECDSA.
    Ecdsa(Hash),
}

impl Scheme {
    /// The hash of the message.
    #[must_use]
    pub const fn hash(self) -> Hash {
        match self {
            Self::Pkcs1(hash) | Self::Ecdsa(hash) | Self::Pss { hash, .. } => hash,
        }
    }

    /// The scheme that an algorithm identifier names. `rsaEncryption` leaves the hash to another field.
    pub(super) fn read(algorithm: Element<'_>, elsewhere: Option<Hash>) -> Option<Self> {
        let (oid, parameters) = taken_apart(algorithm)?;
        if oid.is(RSA_PSS) {
            return pss(parameters?);
        }
        let plain = [
            (RSA_SHA_256, Self::Pkcs1(Hash::Sha256)),
            (RSA_SHA_384, Self::Pkcs1(Hash::Sha384)),
            (RSA_SHA_512, Self::Pkcs1(Hash::Sha512)),
            (ECDSA_SHA_256, Self::Ecdsa(Hash::Sha256)),
            (ECDSA_SHA_384, Self::Ecdsa(Hash::Sha384)),
            (ECDSA_SHA_512, Self::Ecdsa(Hash::Sha512)),
        ];
        let named = plain.iter().find(|(own, _)| oid.is(*own));
        let scheme = match named {
            Some((_, scheme)) => Some(*scheme),
            None if oid.is(RSA) => elsewhere.map(Self::Pkcs1),
            None => None,
        };
        scheme.filter(|_| is_none(parameters))
    }

    /// Its algorithm identifier in DER (RFC 4055, RFC 5758).
    #[cfg(feature = "sign")]
    pub(super) fn to_der(self) -> Vec<u8> {
        let null = asn1::element(tag::NULL, &[]);
        match self {
            Self::Pkcs1(hash) => {
                let oid = match hash {
                    Hash::Sha256 => RSA_SHA_256,
                    Hash::Sha384 => RSA_SHA_384,
                    Hash::Sha512 => RSA_SHA_512,
                };
                asn1::element(tag::SEQUENCE, &[&asn1::oid(oid), &null])
            }
            Self::Ecdsa(hash) => {
                let oid = match hash {
                    Hash::Sha256 => ECDSA_SHA_256,
                    Hash::Sha384 => ECDSA_SHA_384,
                    Hash::Sha512 => ECDSA_SHA_512,
                };
                asn1::element(tag::SEQUENCE, &[&asn1::oid(oid)])
            }
            Self::Pss { hash, salt } => {
                let own = asn1::element(tag::SEQUENCE, &[&asn1::oid(hash.oid()), &null]);
                let mask = asn1::element(tag::SEQUENCE, &[&asn1::oid(MGF1), &own]);
                let salt = asn1::number(u8::try_from(salt).unwrap_or_default());
                let parameters = asn1::element(
                    tag::SEQUENCE,
                    &[
                        &asn1::element(tag::context(0), &[&own]),
                        &asn1::element(tag::context(1), &[&mask]),
                        &asn1::element(tag::context(2), &[&salt]),
                    ],
                );
                asn1::element(tag::SEQUENCE, &[&asn1::oid(RSA_PSS), &parameters])
            }
        }
    }
}

fn taken_apart(algorithm: Element<'_>) -> Option<(Element<'_>, Option<Element<'_>>)> {
    let mut parts = (algorithm.tag == tag::SEQUENCE).then(|| algorithm.inside())?;
    let oid = parts.take(tag::OID)?;
    let parameters = parts.any();
    parts.end()?;
    Some((oid, parameters))
}

fn is_none(parameters: Option<Element<'_>>) -> bool {
    parameters.is_none_or(|element| element.tag == tag::NULL && element.value.is_empty())
}

/// The parameters of RSASSA-PSS (RFC 4055, 3.1), whose defaults are SHA-1 and thus not taken.
fn pss(parameters: Element<'_>) -> Option<Scheme> {
    let mut parts = (parameters.tag == tag::SEQUENCE).then(|| parameters.inside())?;
    let hash = Hash::read(Element::only(parts.take(tag::context(0))?.value)?)?;
    let (mask, mask_hash) = taken_apart(Element::only(parts.take(tag::context(1))?.value)?)?;
    if !mask.is(MGF1) || Hash::read(mask_hash?)? != hash {
        return None;
    }
    let salt = match parts.take(tag::context(2)) {
        Some(salt) => {
            let salt = Element::only(salt.value).filter(|salt| salt.tag == tag::INTEGER)?;
            usize::try_from(asn1::unsigned(salt.value)?).ok()?
        }
        None => 20,
    };
    if let Some(trailer) = parts.take(tag::context(3)) {
        (trailer.value == asn1::number(1)).then_some(())?;
    }
    parts.end()?;
    Some(Scheme::Pss { hash, salt })
}

/// Why a key is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFault {
    /// Neither RSA nor ECDSA on P-256 or P-384, or damaged.
    Kind,
    /// An RSA key of a size that is not taken.
    Size {
        /// Its bits.
        bits: u32,
    },
}

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// RSA.
    Rsa(Box<RsaPublicKey>),
    /// On the curve P-256.
    P256(p256::ecdsa::VerifyingKey),
    /// On the curve P-384.
    P384(p384::ecdsa::VerifyingKey),
}

impl PublicKey {
    /// The key of a `SubjectPublicKeyInfo` in DER (RFC 5280, 4.1.2.7).
    ///
    /// # Errors
    /// The key is of another kind, damaged or too short.
    pub fn read(der: &[u8]) -> Result<Self, KeyFault> {
        Self::parse(der).ok_or(KeyFault::Kind)?.sized()
    }

    fn parse(der: &[u8]) -> Option<Self> {
        let mut parts = Element::only(der)?.inside();
        let (oid, parameters) = taken_apart(parts.take(tag::SEQUENCE)?)?;
        let bits = parts.take(tag::BIT_STRING)?.value.strip_prefix(&[0])?;
        parts.end()?;
        if oid.is(RSA) && is_none(parameters) {
            use rsa::pkcs1::DecodeRsaPublicKey;
            let key = RsaPublicKey::from_pkcs1_der(bits).ok()?;
            return Some(Self::Rsa(Box::new(key)));
        }
        let curve = parameters.filter(|_| oid.is(EC_KEY))?;
        if curve.is(P_256) {
            p256::ecdsa::VerifyingKey::from_sec1_bytes(bits)
                .ok()
                .map(Self::P256)
        } else if curve.is(P_384) {
            p384::ecdsa::VerifyingKey::from_sec1_bytes(bits)
                .ok()
                .map(Self::P384)
        } else {
            None
        }
    }

    fn sized(self) -> Result<Self, KeyFault> {
        if let Self::Rsa(key) = &self {
            let bits = key.n().bits();
            // More than 8192 were not read at all.
            if bits < LEAST_BITS {
                return Err(KeyFault::Size { bits });
            }
        }
        Ok(self)
    }

    /// Whether a signature is one of a message.
    #[must_use]
    pub fn verifies(&self, scheme: Scheme, message: &[u8], signature: &[u8]) -> bool {
        let digest = scheme.hash().of(&[message]);
        match (self, scheme) {
            (Self::Rsa(key), Scheme::Pkcs1(hash)) => {
                let padding = match hash {
                    Hash::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
                    Hash::Sha384 => Pkcs1v15Sign::new::<Sha384>(),
                    Hash::Sha512 => Pkcs1v15Sign::new::<Sha512>(),
                };
                key.verify(padding, &digest, signature).is_ok()
            }
            (Self::Rsa(key), Scheme::Pss { hash, salt }) => {
                let verified = match hash {
                    Hash::Sha256 => {
                        key.verify(Pss::<Sha256>::new_with_salt(salt), &digest, signature)
                    }
                    Hash::Sha384 => {
                        key.verify(Pss::<Sha384>::new_with_salt(salt), &digest, signature)
                    }
                    Hash::Sha512 => {
                        key.verify(Pss::<Sha512>::new_with_salt(salt), &digest, signature)
                    }
                };
                verified.is_ok()
            }
            (Self::P256(key), Scheme::Ecdsa(_)) => p256::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verify_prehash(&digest, &signature).is_ok()),
            (Self::P384(key), Scheme::Ecdsa(_)) => p384::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verify_prehash(&digest, &signature).is_ok()),
            _ => false,
        }
    }
}
