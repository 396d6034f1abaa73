//! Key files (PKCS #12, RFC 7292): a private key with its certificates under a password.
//!
//! Read are files in DER with the encryption of today (PBES2 with AES) and with that of long ago (triple
//! DES and RC2 with SHA-1), which programs and authorities still hand out.

use super::asn1::{self, Element, tag};
use super::certificate::Certificate;
use super::key::{Hash, KeyFault, PublicKey, Scheme};
use crate::diag::{Lang, Message, words};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, InnerIvInit, KeyInit, KeyIvInit};
use der::asn1::ObjectIdentifier;
use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use hmac::{Hmac, Mac};
use p256::ecdsa::signature::hazmat::PrehashSigner;
use rsa::RsaPrivateKey;
use rsa::pkcs8::DecodePrivateKey;
use rsa::pss::Pss;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// The most bytes of a key file.
const MOST: usize = 1 << 20;

/// The most rounds that a password is turned in, so that no file keeps the program busy.
const MOST_ROUNDS: u64 = 10_000_000;

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const ENCRYPTED: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.6");
const KEY_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.1");
const SHROUDED_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.2");
const CERTIFICATE_BAG: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.3");
const X_509: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.22.1");
const PBES2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.13");
const TRIPLE_DES: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.3");
const RC2_128: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.5");
const RC2_40: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.6");
const SHA_1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");

/// Why a key file gives no key to sign with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFileFault {
    /// It is no PKCS #12 file in DER, or damaged.
    Damaged,
    /// The password does not open it.
    Password,
    /// It is encrypted by means that are not known.
    Encryption,
    /// There is no private key in it.
    NoKey,
    /// None of its certificates fits the key.
    Misfit,
    /// The key is of a kind or a size that is not taken.
    Key(KeyFault),
}

impl KeyFileFault {
    /// The fault in words.
    #[must_use]
    pub fn message(self) -> Message {
        let words = match self {
            Self::Damaged => words(
                "the key file is damaged or no PKCS #12 file in DER",
                "tệp khóa bị hỏng hoặc không phải tệp PKCS #12 (DER)",
            ),
            Self::Password => words(
                "the password of the key file is wrong",
                "mật khẩu của tệp khóa không đúng",
            ),
            Self::Encryption => words(
                "the key file is encrypted by means that are not known; export it anew with AES-256",
                "chưa hỗ trợ kiểu mã hóa của tệp khóa; hãy xuất lại tệp khóa với AES-256",
            ),
            Self::NoKey => words(
                "there is no private key in the key file",
                "tệp khóa không chứa khóa bí mật",
            ),
            Self::Misfit => words(
                "no certificate in the key file fits its key",
                "trong tệp khóa không có chứng thư khớp với khóa",
            ),
            Self::Key(KeyFault::Kind) => words(
                "the key is of another kind than RSA, P-256 and P-384",
                "khóa không thuộc loại RSA, P-256 hoặc P-384",
            ),
            Self::Key(KeyFault::Size { .. }) => words(
                "the RSA key is too short; at least 2048 bits are needed",
                "khóa RSA quá ngắn; cần ít nhất 2048 bit",
            ),
        };
        Message::new(words.text(Lang::En), words.text(Lang::Vi))
    }
}

enum PrivateKey {
    Rsa(Box<RsaPrivateKey>),
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
}

/// A private key with its certificate and those above it.
pub struct Identity {
    key: PrivateKey,
    chain: Vec<Certificate>,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let own = self.chain.first().map(Certificate::subject);
        f.debug_tuple("Identity").field(&own).finish()
    }
}

impl Identity {
    /// Opens a key file.
    ///
    /// # Errors
    /// The file is damaged, the password is another one, or what is inside cannot sign.
    pub fn open(file: &[u8], password: &str) -> Result<Self, KeyFileFault> {
        let parts = Parts::read(file).ok_or(KeyFileFault::Damaged)?;
        let opened = opened(parts.safes, password);
        match (parts.is_sealed_by(password)?, opened) {
            (true, Ok(found)) => Self::of(found),
            // Either the password opens it and yet the seal is broken, or the other way round.
            (true, Err(KeyFileFault::Password)) | (false, Ok(_)) => Err(KeyFileFault::Damaged),
            (_, Err(fault)) => Err(fault),
        }
    }

    fn of(found: Found) -> Result<Self, KeyFileFault> {
        let key = private_key(&found.key.ok_or(KeyFileFault::NoKey)?)?;
        let public = key.public();
        let fits = |one: &&Certificate| one.key().is_ok_and(|own| own == public);
        let own = found.certificates.iter().find(fits).cloned();
        if let PrivateKey::Rsa(key) = &key {
            use rsa::traits::PublicKeyParts;
            let bits = key.n().bits();
            if bits < super::key::LEAST_BITS {
                return Err(KeyFileFault::Key(KeyFault::Size { bits }));
            }
        }
        let mut chain = vec![own.ok_or(KeyFileFault::Misfit)?];
        while let Some(last) = chain.last() {
            let above = found
                .certificates
                .iter()
                .find(|one| !chain.contains(one) && last.is_signed_by(one).is_ok());
            match above {
                Some(above) => chain.push(above.clone()),
                None => break,
            }
        }
        Ok(Self { key, chain })
    }

    /// Its certificate, then that of the authority that issued it, and so on.
    #[must_use]
    pub fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    /// How it signs.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        match self.key {
            PrivateKey::Rsa(_) => Scheme::Pss {
                hash: Hash::Sha256,
                salt: 32,
            },
            PrivateKey::P256(_) => Scheme::Ecdsa(Hash::Sha256),
            PrivateKey::P384(_) => Scheme::Ecdsa(Hash::Sha384),
        }
    }

    /// A signature of a message.
    pub(super) fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let digest = self.scheme().hash().of(&[message]);
        match &self.key {
            PrivateKey::Rsa(key) => {
                let mut random = UnwrapErr(SysRng);
                key.sign_with_rng(&mut random, Pss::<Sha256>::new(), &digest)
                    .ok()
            }
            PrivateKey::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign_prehash(&digest).ok()?;
                Some(signature.to_der().as_bytes().to_vec())
            }
            PrivateKey::P384(key) => {
                let signature: p384::ecdsa::Signature = key.sign_prehash(&digest).ok()?;
                Some(signature.to_der().as_bytes().to_vec())
            }
        }
    }
}

impl PrivateKey {
    fn public(&self) -> PublicKey {
        match self {
            Self::Rsa(key) => PublicKey::Rsa(Box::new(key.to_public_key())),
            Self::P256(key) => PublicKey::P256(*key.verifying_key()),
            Self::P384(key) => PublicKey::P384(*key.verifying_key()),
        }
    }
}

/// A private key in PKCS #8.
fn private_key(der: &[u8]) -> Result<PrivateKey, KeyFileFault> {
    if let Ok(key) = RsaPrivateKey::from_pkcs8_der(der) {
        return Ok(PrivateKey::Rsa(Box::new(key)));
    }
    if let Ok(key) = p256::SecretKey::from_pkcs8_der(der) {
        return Ok(PrivateKey::P256(key.into()));
    }
    if let Ok(key) = p384::SecretKey::from_pkcs8_der(der) {
        return Ok(PrivateKey::P384(key.into()));
    }
    Err(KeyFileFault::Key(KeyFault::Kind))
}

/// What was found in a key file.
#[derive(Default)]
struct Found {
    key: Option<Vec<u8>>,
    certificates: Vec<Certificate>,
}

/// A key file taken apart (RFC 7292, 4).
struct Parts<'b> {
    safes: &'b [u8],
    seal: Option<Element<'b>>,
}

impl<'b> Parts<'b> {
    fn read(file: &'b [u8]) -> Option<Self> {
        (file.len() <= MOST).then_some(())?;
        let whole = Element::only(file).filter(|one| one.tag == tag::SEQUENCE)?;
        let mut parts = whole.inside();
        (parts.take(tag::INTEGER)?.value == [3]).then_some(())?;
        let safes = octets(parts.take(tag::SEQUENCE)?)?;
        let seal = parts.take(tag::SEQUENCE);
        parts.end()?;
        Some(Self { safes, seal })
    }

    /// Whether the seal over the content was made with a password; a file without one has none to break.
    fn is_sealed_by(&self, password: &str) -> Result<bool, KeyFileFault> {
        let Some(seal) = self.seal else {
            return Ok(true);
        };
        let read = || {
            let mut parts = seal.inside();
            let mut info = parts.take(tag::SEQUENCE)?.inside();
            let algorithm = info.take(tag::SEQUENCE)?;
            let value = info.take(tag::OCTETS)?.value;
            let salt = parts.take(tag::OCTETS)?.value;
            let rounds = match parts.take(tag::INTEGER) {
                Some(rounds) => rounds_of(rounds)?,
                None => 1,
            };
            Some((algorithm, value, salt, rounds))
        };
        let (algorithm, value, salt, rounds) = read().ok_or(KeyFileFault::Damaged)?;
        let password = wide(password);
        let turned = |block, size| Turned {
            password: &password,
            salt,
            rounds,
            block,
            size,
        };
        let is_old = algorithm
            .inside()
            .take(tag::OID)
            .is_some_and(|oid| oid.is(SHA_1));
        let computed = match Hash::read(algorithm) {
            _ if is_old => sealed::<Hmac<Sha1>>(&turned(64, 20).bytes::<Sha1>(3), self.safes),
            Some(Hash::Sha256) => {
                sealed::<Hmac<Sha256>>(&turned(64, 32).bytes::<Sha256>(3), self.safes)
            }
            Some(Hash::Sha384) => {
                sealed::<Hmac<Sha384>>(&turned(128, 48).bytes::<Sha384>(3), self.safes)
            }
            Some(Hash::Sha512) => {
                sealed::<Hmac<Sha512>>(&turned(128, 64).bytes::<Sha512>(3), self.safes)
            }
            None => return Err(KeyFileFault::Encryption),
        };
        Ok(computed.as_deref() == Some(value))
    }
}

fn sealed<M: Mac + KeyInit>(key: &[u8], content: &[u8]) -> Option<Vec<u8>> {
    let mut mac = <M as KeyInit>::new_from_slice(key).ok()?;
    mac.update(content);
    Some(mac.finalize().into_bytes().to_vec())
}

fn rounds_of(element: Element<'_>) -> Option<u64> {
    asn1::unsigned(element.value).filter(|rounds| (1..=MOST_ROUNDS).contains(rounds))
}

/// The octets of content that is not encrypted.
fn octets(content: Element<'_>) -> Option<&[u8]> {
    let mut parts = content.inside();
    parts.take(tag::OID).filter(|oid| oid.is(DATA))?;
    let octets = Element::only(parts.take(tag::context(0))?.value)?;
    parts.end()?;
    (octets.tag == tag::OCTETS).then_some(octets.value)
}

/// The key and the certificates of all safes.
fn opened(safes: &[u8], password: &str) -> Result<Found, KeyFileFault> {
    let all = Element::only(safes)
        .and_then(|safes| safes.inside().all())
        .ok_or(KeyFileFault::Damaged)?;
    let mut found = Found::default();
    for safe in all {
        let kind = safe.inside().take(tag::OID).ok_or(KeyFileFault::Damaged)?;
        let content = if kind.is(ENCRYPTED) {
            let (algorithm, sealed) = encrypted(safe).ok_or(KeyFileFault::Damaged)?;
            decrypted(algorithm, sealed, password)?
        } else {
            octets(safe).ok_or(KeyFileFault::Damaged)?.to_vec()
        };
        // Another password may by chance seem to fit, but never gives bags.
        let bags = Element::only(&content)
            .and_then(|bags| bags.inside().all())
            .ok_or(KeyFileFault::Password)?;
        for bag in bags {
            take(bag, password, &mut found)?;
        }
    }
    Ok(found)
}

/// `EncryptedData` (RFC 5652, 8): how it is encrypted, and what.
fn encrypted(safe: Element<'_>) -> Option<(Element<'_>, &[u8])> {
    let mut parts = safe.inside();
    parts.take(tag::OID)?;
    let mut parts = Element::only(parts.take(tag::context(0))?.value)?.inside();
    parts.take(tag::INTEGER)?;
    let mut content = parts.take(tag::SEQUENCE)?.inside();
    content.take(tag::OID).filter(|oid| oid.is(DATA))?;
    Some((content.take(tag::SEQUENCE)?, content.take(0x80)?.value))
}

fn take(bag: Element<'_>, password: &str, found: &mut Found) -> Result<(), KeyFileFault> {
    let read = || {
        let mut parts = bag.inside();
        let kind = parts.take(tag::OID)?;
        Some((kind, Element::only(parts.take(tag::context(0))?.value)?))
    };
    let (kind, value) = read().ok_or(KeyFileFault::Damaged)?;
    if kind.is(KEY_BAG) {
        found.key.get_or_insert_with(|| value.whole.to_vec());
    } else if kind.is(SHROUDED_BAG) {
        let mut parts = value.inside();
        let algorithm = parts.take(tag::SEQUENCE).ok_or(KeyFileFault::Damaged)?;
        let sealed = parts.take(tag::OCTETS).ok_or(KeyFileFault::Damaged)?;
        let key = decrypted(algorithm, sealed.value, password)?;
        Element::only(&key).ok_or(KeyFileFault::Password)?;
        found.key.get_or_insert(key);
    } else if kind.is(CERTIFICATE_BAG) {
        let mut parts = value.inside();
        let is_known = parts.take(tag::OID).is_some_and(|oid| oid.is(X_509));
        let der = parts
            .take(tag::context(0))
            .and_then(|der| Element::only(der.value));
        if let Some(der) = der.filter(|_| is_known) {
            found.certificates.extend(Certificate::from_der(der.value));
        }
    }
    Ok(())
}

fn decrypted(
    algorithm: Element<'_>,
    sealed: &[u8],
    password: &str,
) -> Result<Vec<u8>, KeyFileFault> {
    let mut parts = algorithm.inside();
    let oid = parts.take(tag::OID).ok_or(KeyFileFault::Damaged)?;
    if oid.is(PBES2) {
        let scheme = pkcs5::EncryptionScheme::try_from(algorithm.whole)
            .map_err(|_| KeyFileFault::Encryption)?;
        return scheme
            .decrypt(password, sealed)
            .map_err(|error| match error {
                pkcs5::Error::UnsupportedAlgorithm { .. } | pkcs5::Error::NoPbes1CryptSupport => {
                    KeyFileFault::Encryption
                }
                _ => KeyFileFault::Password,
            });
    }
    let mut read = || {
        let mut own = parts.take(tag::SEQUENCE)?.inside();
        Some((
            own.take(tag::OCTETS)?.value,
            rounds_of(own.take(tag::INTEGER)?)?,
        ))
    };
    let size = match oid {
        oid if oid.is(TRIPLE_DES) => 24,
        oid if oid.is(RC2_128) => 16,
        oid if oid.is(RC2_40) => 5,
        _ => return Err(KeyFileFault::Encryption),
    };
    let (salt, rounds) = read().ok_or(KeyFileFault::Damaged)?;
    let password = wide(password);
    let turned = |size| Turned {
        password: &password,
        salt,
        rounds,
        block: 64,
        size,
    };
    let key = turned(size).bytes::<Sha1>(1);
    let start = turned(8).bytes::<Sha1>(2);
    let plain = if size == 24 {
        let cipher = cbc::Decryptor::<des::TdesEde3>::new_from_slices(&key, &start).ok();
        cipher.and_then(|cipher| cipher.decrypt_padded_vec::<Pkcs7>(sealed).ok())
    } else {
        let cipher = rc2::Rc2::new_from_slice(&key).ok();
        let cipher =
            cipher.and_then(|cipher| cbc::Decryptor::inner_iv_slice_init(cipher, &start).ok());
        cipher.and_then(|cipher| cipher.decrypt_padded_vec::<Pkcs7>(sealed).ok())
    };
    plain.ok_or(KeyFileFault::Password)
}

/// A password in the form of RFC 7292, B.1: UTF-16 with two zeros behind it.
fn wide(password: &str) -> Vec<u8> {
    let units = password.encode_utf16().chain([0]);
    units.flat_map(u16::to_be_bytes).collect()
}

/// A password turned into bytes as RFC 7292, B.2 does it.
struct Turned<'a> {
    password: &'a [u8],
    salt: &'a [u8],
    rounds: u64,
    /// The bytes of the hash function's block.
    block: usize,
    /// How many bytes are wanted.
    size: usize,
}

impl Turned<'_> {
    fn bytes<D: Digest>(&self, purpose: u8) -> Vec<u8> {
        let filled = |bytes: &[u8]| -> Vec<u8> {
            let length = bytes.len().div_ceil(self.block) * self.block;
            bytes.iter().copied().cycle().take(length).collect()
        };
        let diversifier = vec![purpose; self.block];
        let mut input = [filled(self.salt), filled(self.password)].concat();
        let mut bytes = Vec::new();
        loop {
            let mut hash = D::new()
                .chain_update(&diversifier)
                .chain_update(&input)
                .finalize();
            for _ in 1..self.rounds {
                hash = D::digest(&hash);
            }
            bytes.extend_from_slice(&hash);
            if bytes.len() >= self.size {
                bytes.truncate(self.size);
                return bytes;
            }
            let addend = filled(&hash);
            for part in input.chunks_exact_mut(self.block) {
                let mut carry = 1_u16;
                for (byte, more) in part.iter_mut().zip(&addend).rev() {
                    let sum = u16::from(*byte) + u16::from(*more) + carry;
                    *byte = sum.to_be_bytes()[1];
                    carry = sum >> 8;
                }
            }
        }
    }
}
