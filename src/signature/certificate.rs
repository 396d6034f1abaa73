//! Certificates (chứng thư chữ ký số) and their chain to an authority that is trusted (RFC 5280).
//!
//! A small part of the standard, and strict: what it does not know and a certificate calls critical is
//! refused. Revocation is not looked at.

use super::asn1::{Element, tag};
use super::key::{KeyFault, PublicKey, Scheme};
use crate::diag::Message;
use crate::vi;
use der::asn1::ObjectIdentifier;
use der::{Decode, Encode};
use jiff::Timestamp;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};

/// The most certificates from a signer's to an authority's.
const DEEPEST: usize = 8;

/// The most bytes of a file with certificates.
const MOST: usize = 1 << 20;

const KEY_USAGE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.15");
const CONSTRAINTS: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.19");
const EXTENDED: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.37");
/// Extensions that may be critical without a word for a chain: the subject's other names, policies.
const HARMLESS: [ObjectIdentifier; 2] = [
    ObjectIdentifier::new_unwrap("2.5.29.17"),
    ObjectIdentifier::new_unwrap("2.5.29.32"),
];
const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");
/// What a signer's certificate may be for, where it says so: anything, e-mail, people's log-in and the
/// three ways to say documents (IETF, Microsoft, Adobe).
const SIGNING: [ObjectIdentifier; 6] = [
    ObjectIdentifier::new_unwrap("2.5.29.37.0"),
    ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.4"),
    ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.2"),
    ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.36"),
    ObjectIdentifier::new_unwrap("1.3.6.1.4.1.311.10.3.12"),
    ObjectIdentifier::new_unwrap("1.2.840.113583.1.1.5"),
];

/// A certificate.
#[derive(Debug, Clone)]
pub struct Certificate {
    der: Vec<u8>,
    parsed: x509_cert::Certificate,
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.der == other.der
    }
}

impl Eq for Certificate {}

/// What a certificate is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To sign documents.
    Signing,
    /// To say when something was there.
    TimeStamping,
}

/// Why a certificate or its chain is not trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChainFault {
    /// No authority was named as trusted.
    NoAnchors,
    /// None of the authorities that are trusted issued it, as far as the certificates at hand tell.
    Untrusted {
        /// Who issued the last certificate that was found.
        issuer: String,
    },
    /// A certificate was not in force yet.
    Early {
        /// Whose certificate.
        subject: String,
        /// From when on.
        from: Timestamp,
    },
    /// A certificate was no longer in force.
    Expired {
        /// Whose certificate.
        subject: String,
        /// Until when.
        until: Timestamp,
    },
    /// A certificate issued another without the right to do so.
    NotAuthority {
        /// Whose certificate.
        subject: String,
    },
    /// A certificate is not for this use.
    Purpose {
        /// Whose certificate.
        subject: String,
    },
    /// A certificate demands what this program does not know.
    Unknown {
        /// Whose certificate.
        subject: String,
    },
    /// A certificate's key is of a kind or a size that is not taken.
    Key {
        /// Whose certificate.
        subject: String,
        /// Why not.
        fault: KeyFault,
    },
    /// A certificate is not signed by the key of its issuer, or by means that are not taken.
    Signature {
        /// Whose certificate.
        subject: String,
    },
}

impl ChainFault {
    /// Whether the certificates say that the chain is wrong; else it is only not known to be right.
    #[must_use]
    pub const fn is_wrong(&self) -> bool {
        !matches!(
            self,
            Self::NoAnchors | Self::Untrusted { .. } | Self::Unknown { .. }
        )
    }

    /// The fault in words.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::NoAnchors => Message::new(
                "no trusted authority was named, so nobody vouches for the signer",
                "chưa chỉ định tổ chức chứng thực tin cậy nên không xác định được người ký",
            ),
            Self::Untrusted { issuer } => Message::new(
                format!("the chain ends at «{issuer}», which is not trusted"),
                format!("chuỗi chứng thư dừng ở «{issuer}», không thuộc danh sách tin cậy"),
            ),
            Self::Early { subject, from } => {
                let time = vi::date::moment(*from);
                Message::new(
                    format!("the certificate of «{subject}» is in force only from {from}"),
                    format!("chứng thư của «{subject}» đến {time} mới có hiệu lực"),
                )
            }
            Self::Expired { subject, until } => {
                let time = vi::date::moment(*until);
                Message::new(
                    format!("the certificate of «{subject}» expired at {until}"),
                    format!("chứng thư của «{subject}» đã hết hạn từ {time}"),
                )
            }
            Self::NotAuthority { subject } => Message::new(
                format!("the certificate of «{subject}» may not issue others"),
                format!("chứng thư của «{subject}» không được quyền cấp chứng thư khác"),
            ),
            Self::Purpose { subject } => Message::new(
                format!("the certificate of «{subject}» is not for this use"),
                format!("chứng thư của «{subject}» không dùng cho mục đích này"),
            ),
            Self::Unknown { subject } => Message::new(
                format!("the certificate of «{subject}» demands what kehoach does not know"),
                format!("chứng thư của «{subject}» có yêu cầu mà kehoach chưa hỗ trợ"),
            ),
            Self::Key { subject, fault } => {
                let (en, vi) = match fault {
                    KeyFault::Kind => (
                        "a key of another kind than RSA, P-256 and P-384".to_owned(),
                        "khóa không thuộc loại RSA, P-256 hoặc P-384".to_owned(),
                    ),
                    KeyFault::Size { bits } => (
                        format!("an RSA key of {bits} bits"),
                        format!("khóa RSA dài {bits} bit"),
                    ),
                };
                Message::new(
                    format!("the certificate of «{subject}» has {en}, which is not taken"),
                    format!("chứng thư của «{subject}» dùng {vi}, không được chấp nhận"),
                )
            }
            Self::Signature { subject } => Message::new(
                format!(
                    "the certificate of «{subject}» is not signed by its issuer's key with SHA-2"
                ),
                format!(
                    "chứng thư của «{subject}» không được ký bằng khóa của tổ chức cấp với SHA-2"
                ),
            ),
        }
    }
}

impl Certificate {
    /// A certificate in DER.
    #[must_use]
    pub fn from_der(der: &[u8]) -> Option<Self> {
        let parsed = x509_cert::Certificate::from_der(der).ok()?;
        // The parts that are signed are taken from the bytes; they must be those that were read.
        (Element::only(der)?.inside().take(tag::SEQUENCE)?.whole
            == parsed.tbs_certificate().to_der().ok()?)
        .then(|| Self {
            der: der.to_vec(),
            parsed,
        })
    }

    /// The certificates of a file, in PEM or one in DER.
    #[must_use]
    pub fn read_all(file: &[u8]) -> Option<Vec<Self>> {
        if file.len() > MOST {
            return None;
        }
        if let Some(one) = Self::from_der(file) {
            return Some(vec![one]);
        }
        let all = x509_cert::Certificate::load_pem_chain(file).ok()?;
        let all: Option<Vec<_>> = all
            .iter()
            .map(|one| Self::from_der(&one.to_der().ok()?))
            .collect();
        all.filter(|all| !all.is_empty())
    }

    /// Its bytes.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Whose certificate it is: the common name, else the whole name.
    #[must_use]
    pub fn subject(&self) -> String {
        name(self.parsed.tbs_certificate().subject())
    }

    /// The organisations and their units that its owner belongs to, as they are written.
    #[must_use]
    pub fn organisations(&self) -> Vec<String> {
        let subject = self.parsed.tbs_certificate().subject();
        let all = [subject.organization(), subject.organization_unit()];
        let found = all.into_iter().filter_map(|one| one.ok().flatten());
        found.map(|one| one.value().into_owned()).collect()
    }

    /// Who issued it.
    #[must_use]
    pub fn issuer(&self) -> String {
        name(self.parsed.tbs_certificate().issuer())
    }

    /// From when until when it is in force.
    #[must_use]
    pub fn validity(&self) -> (Timestamp, Timestamp) {
        let validity = self.parsed.tbs_certificate().validity();
        let moment = |time: x509_cert::time::Time| {
            i64::try_from(time.to_unix_duration().as_secs())
                .ok()
                .and_then(|seconds| Timestamp::from_second(seconds).ok())
                .unwrap_or(Timestamp::MAX)
        };
        (moment(validity.not_before), moment(validity.not_after))
    }

    /// Its issuer's name and its number, as signatures name it.
    pub(super) fn issuer_and_serial(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        let own = self.parsed.tbs_certificate();
        Some((
            own.issuer().to_der().ok()?,
            own.serial_number().to_der().ok()?,
        ))
    }

    /// The identifier of its key, if it has one.
    pub(super) fn key_identifier(&self) -> Option<Vec<u8>> {
        use x509_cert::ext::pkix::SubjectKeyIdentifier;
        let identifier = self.extension::<SubjectKeyIdentifier>().ok()??;
        Some(identifier.0.as_bytes().to_vec())
    }

    /// Its public key.
    ///
    /// # Errors
    /// The key is of a kind or a size that is not taken.
    pub fn key(&self) -> Result<PublicKey, KeyFault> {
        PublicKey::read(&self.key_der())
    }

    /// Its public key as it stands in it.
    pub(super) fn key_der(&self) -> Vec<u8> {
        let key = self.parsed.tbs_certificate().subject_public_key_info();
        key.to_der().unwrap_or_default()
    }

    fn extension<'a, T>(&'a self) -> Result<Option<T>, ()>
    where
        T: Decode<'a> + der::oid::AssociatedOid,
    {
        let found = self.parsed.tbs_certificate().get_extension::<T>();
        found
            .map(|found| found.map(|(_, extension)| extension))
            .map_err(|_| ())
    }

    /// Whether another certificate's key signed this one.
    pub(super) fn is_signed_by(&self, issuer: &Self) -> Result<(), ChainFault> {
        let subject = || self.subject();
        if !issuer.is_named_issuer_of(self) {
            return Err(ChainFault::Signature { subject: subject() });
        }
        let key = issuer.key().map_err(|fault| ChainFault::Key {
            subject: issuer.subject(),
            fault,
        })?;
        let verified = || {
            let mut parts = Element::only(&self.der)?.inside();
            let signed = parts.take(tag::SEQUENCE)?;
            let algorithm = parts.take(tag::SEQUENCE)?;
            let inner = self.parsed.tbs_certificate().signature().to_der().ok()?;
            let scheme = Scheme::read(algorithm, None).filter(|_| inner == algorithm.whole)?;
            let signature = parts.take(tag::BIT_STRING)?.value.strip_prefix(&[0])?;
            key.verifies(scheme, signed.whole, signature).then_some(())
        };
        verified().ok_or_else(|| ChainFault::Signature { subject: subject() })
    }

    /// Whether it is in force at a moment.
    ///
    /// # Errors
    /// It is not, or no longer.
    pub fn in_force(&self, at: Timestamp) -> Result<(), ChainFault> {
        let (from, until) = self.validity();
        let subject = self.subject();
        if at < from {
            Err(ChainFault::Early { subject, from })
        } else if at > until {
            Err(ChainFault::Expired { subject, until })
        } else {
            Ok(())
        }
    }

    /// Whether it knows of no critical extension that is not known here.
    fn is_known(&self) -> Result<(), ChainFault> {
        let subject = || self.subject();
        let extensions = self.parsed.tbs_certificate().extensions();
        for extension in extensions.into_iter().flatten() {
            let id = extension.extn_id;
            let is_known =
                [KEY_USAGE, CONSTRAINTS, EXTENDED].contains(&id) || HARMLESS.contains(&id);
            if extension.critical && !is_known {
                return Err(ChainFault::Unknown { subject: subject() });
            }
        }
        Ok(())
    }

    /// Whether it may be used so by the one it was issued to.
    ///
    /// # Errors
    /// It is for other uses.
    pub fn serves(&self, purpose: Purpose) -> Result<(), ChainFault> {
        self.is_known()?;
        let may = || -> Result<bool, ()> {
            let usage = self.extension::<KeyUsage>()?;
            let signs =
                usage.is_none_or(|usage| usage.digital_signature() || usage.non_repudiation());
            let extended = self.extension::<ExtendedKeyUsage>()?;
            let fits = match (purpose, extended) {
                (Purpose::Signing, None) => true,
                (Purpose::Signing, Some(uses)) => uses.0.iter().any(|one| SIGNING.contains(one)),
                // RFC 3161, 2.3: this use alone, and critical.
                (Purpose::TimeStamping, uses) => {
                    let mut extensions = self
                        .parsed
                        .tbs_certificate()
                        .extensions()
                        .into_iter()
                        .flatten();
                    uses.is_some_and(|uses| uses.0 == [TIME_STAMPING])
                        && extensions.any(|one| one.extn_id == EXTENDED && one.critical)
                }
            };
            Ok(signs && fits)
        };
        match may() {
            Ok(true) => Ok(()),
            _ => Err(ChainFault::Purpose {
                subject: self.subject(),
            }),
        }
    }

    /// Whether it may issue certificates with so many authorities between.
    fn may_issue(&self, between: usize) -> Result<(), ChainFault> {
        self.is_known()?;
        let may = || -> Result<bool, ()> {
            let constraints = self.extension::<BasicConstraints>()?;
            let usage = self.extension::<KeyUsage>()?;
            Ok(constraints.is_some_and(|own| {
                own.ca
                    && own
                        .path_len_constraint
                        .is_none_or(|most| between <= usize::from(most))
            }) && usage.is_none_or(|usage| usage.key_cert_sign()))
        };
        match may() {
            Ok(true) => Ok(()),
            _ => Err(ChainFault::NotAuthority {
                subject: self.subject(),
            }),
        }
    }

    pub(super) fn is_named_issuer_of(&self, other: &Self) -> bool {
        self.parsed.tbs_certificate().subject() == other.parsed.tbs_certificate().issuer()
    }
}

/// The common name, else the whole name.
fn name(name: &x509_cert::name::Name) -> String {
    let whole = name.to_string();
    let common = name.common_name().ok().flatten();
    common.map_or(whole, |common| common.value().into_owned())
}

/// The chain from a certificate to one that is trusted, both with it.
///
/// # Errors
/// There is none that holds at that moment. Of several ways the first fault of the last one is told.
pub fn chain(
    own: &Certificate,
    others: &[Certificate],
    trusted: &[Certificate],
    purpose: Purpose,
    at: Timestamp,
) -> Result<Vec<Certificate>, ChainFault> {
    own.serves(purpose)?;
    own.key().map_err(|fault| ChainFault::Key {
        subject: own.subject(),
        fault,
    })?;
    own.in_force(at)?;
    if trusted.is_empty() {
        return Err(ChainFault::NoAnchors);
    }
    let mut way = vec![own.clone()];
    climb(own, &mut way, others, trusted, at)?;
    Ok(way)
}

/// Climbs from the last certificate of a way to one that is trusted.
fn climb(
    last: &Certificate,
    way: &mut Vec<Certificate>,
    others: &[Certificate],
    trusted: &[Certificate],
    at: Timestamp,
) -> Result<(), ChainFault> {
    if trusted.contains(last) {
        return Ok(());
    }
    let mut fault = ChainFault::Untrusted {
        issuer: last.issuer(),
    };
    if way.len() >= DEEPEST {
        return Err(fault);
    }
    for next in trusted.iter().chain(others) {
        if !next.is_named_issuer_of(last) || way.contains(next) {
            continue;
        }
        let fits = next
            .may_issue(way.len() - 1)
            .and_then(|()| last.is_signed_by(next))
            .and_then(|()| next.in_force(at));
        match fits {
            Ok(()) => {
                way.push(next.clone());
                match climb(next, way, others, trusted, at) {
                    Ok(()) => return Ok(()),
                    Err(deeper) => fault = deeper,
                }
                way.pop();
            }
            Err(own) => fault = own,
        }
    }
    Err(fault)
}
