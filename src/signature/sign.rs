//! Signing (ký số) a prepared field of a PDF with a key of one's own: `PAdES` B-B, or B-T with a time-stamp
//! (ETSI EN 319 142-1).
//!
//! It is a convenience and no licensed product for digital signatures: the key comes from a file, not
//! from a device that keeps it, and nobody has certified it.

use super::certificate::{Certificate, ChainFault, Purpose};
use super::check::{State, check};
use super::cms;
use super::fields::Field;
use super::pkcs12::Identity;
use super::revision::{self, Revision};
use super::syntax::Id;
use super::syntax::{Dictionary, hexadecimal};
use crate::diag::Message;
use jiff::Zoned;

/// The bytes that a signature takes beside its certificates.
const ROOM: usize = 2 << 10;

/// The bytes that a time-stamp takes with the certificates of its authority.
const STAMP_ROOM: usize = 16 << 10;

/// Why a PDF is not signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignFault {
    /// The PDF cannot be carried on.
    Pdf(revision::Fault),
    /// It has no such field.
    NoField(Field),
    /// The field is signed.
    Signed(Field),
    /// The authorised person has not signed yet, whose signature the office's seal goes over.
    SignerFirst,
    /// A signature that it has does not hold.
    Broken {
        /// The field.
        field: String,
        /// Why.
        why: Message,
    },
    /// The certificate is not in force or not for this.
    Certificate(ChainFault),
    /// The authority gave no time-stamp.
    Stamp(Message),
    /// What was signed is larger than the room left for it, or cannot be read again.
    Failed,
}

impl SignFault {
    /// The fault in words.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Pdf(fault) => fault.message(),
            Self::NoField(field) => {
                let name = field.name();
                Message::new(
                    format!(
                        "the PDF has no signature field «{name}»; it was not released by kehoach"
                    ),
                    format!("tệp PDF không có trường ký «{name}»; tệp không do kehoach ban hành"),
                )
            }
            Self::Signed(field) => {
                let name = field.name();
                Message::new(
                    format!("the field «{name}» is signed already"),
                    format!("trường «{name}» đã được ký"),
                )
            }
            Self::SignerFirst => Message::new(
                "the authorised person signs first (--field signer), then the office",
                "người có thẩm quyền ký trước (--field signer), sau đó mới ký số của cơ quan, tổ chức",
            ),
            Self::Broken { field, why } => Message::new(
                format!(
                    "the signature in «{field}» does not hold: {}",
                    why.text(crate::diag::Lang::En)
                ),
                format!(
                    "chữ ký trong trường «{field}» không hợp lệ: {}",
                    why.text(crate::diag::Lang::Vi)
                ),
            ),
            Self::Certificate(fault) => fault.message(),
            Self::Stamp(message) => message.clone(),
            Self::Failed => Message::new(
                "the signature could not be made: it is larger than the room left for it",
                "không tạo được chữ ký: chữ ký lớn hơn chỗ dành sẵn",
            ),
        }
    }
}

/// Gets a time-stamp over bytes.
pub type Stamper<'s> = &'s dyn Fn(&[u8]) -> Result<Vec<u8>, Message>;

/// The PDF with a field signed, as a further revision behind its bytes.
///
/// `now` goes into the PDF as the signer's word on when it was signed.
///
/// # Errors
/// The PDF, the field or the certificate does not allow it, or the time-stamp does not come.
pub fn sign(
    pdf: &[u8],
    field: Field,
    identity: &Identity,
    now: &Zoned,
    stamper: Option<Stamper<'_>>,
) -> Result<Vec<u8>, SignFault> {
    let certificate = identity.chain().first().ok_or(SignFault::Failed)?;
    certificate
        .in_force(now.timestamp())
        .and_then(|()| certificate.serves(Purpose::Signing))
        .map_err(SignFault::Certificate)?;
    let mut revision = Revision::new(pdf).map_err(SignFault::Pdf)?;
    let found = found(&revision).ok_or(SignFault::NoField(field))?;
    let place = |wanted: Field| found.iter().find(|(one, ..)| *one == wanted);
    let (_, id, mut widget) = place(field).cloned().ok_or(SignFault::NoField(field))?;
    if widget.get("V").is_some() {
        return Err(SignFault::Signed(field));
    }
    let is_open = place(Field::Signer).is_some_and(|(.., signer)| signer.get("V").is_none());
    if field == Field::Organisation && is_open {
        return Err(SignFault::SignerFirst);
    }
    holds(pdf, now)?;

    let certificates: usize = identity.chain().iter().map(|one| one.der().len()).sum();
    let room = certificates + ROOM + stamper.map_or(0, |_| STAMP_ROOM);
    let value = revision.add(blank(room, now));
    widget.set("V", value.reference());
    revision.put(id, widget.to_bytes());
    mark(&mut revision).map_err(SignFault::Pdf)?;
    let written = revision.finish();
    let at = written.places.get(&value).ok_or(SignFault::Failed)?;
    let mut bytes = written.bytes;
    fill(&mut bytes, at.start, identity, stamper)?;
    holds(&bytes, now)?;
    Ok(bytes)
}

/// The fields of the form that are ours, with their objects.
fn found(revision: &Revision) -> Option<Vec<(Field, Id, Dictionary)>> {
    let catalog = revision.dictionary(revision.catalog().ok()?).ok()?;
    let form = revision.resolved(catalog.get("AcroForm")?).ok()?;
    let fields = revision.elements(form.get("Fields")?).ok()?;
    let mut found = Vec::new();
    for field in fields {
        let id = super::syntax::reference(&field)?;
        let widget = revision.dictionary(id).ok()?;
        let is_field = widget.has_name("FT", "Sig");
        let own = Field::ALL.into_iter().find(|own| {
            is_field && widget.get("T") == Some(super::syntax::text(own.name()).as_slice())
        });
        found.extend(own.map(|own| (own, id, widget)));
    }
    Some(found)
}

/// That every signature of a PDF holds, whoever vouches for it.
fn holds(pdf: &[u8], now: &Zoned) -> Result<(), SignFault> {
    use super::check::Part;
    let verdicts = check(pdf, &[], now.timestamp()).map_err(SignFault::Pdf)?;
    for verdict in verdicts {
        let broken = verdict.findings.iter().find(|finding| {
            matches!(
                finding.part(),
                Part::Integrity | Part::Coverage | Part::Changes
            ) && finding.state() == State::Invalid
        });
        if let Some(broken) = broken {
            return Err(SignFault::Broken {
                field: verdict.field,
                why: broken.message(),
            });
        }
    }
    Ok(())
}

/// That the form has signatures, and that who saves it must do so behind them (ISO 32000-1, table 219).
fn mark(revision: &mut Revision) -> Result<(), revision::Fault> {
    let catalog_id = revision.catalog()?;
    let mut catalog = revision.dictionary(catalog_id)?;
    let Some(form) = catalog.get("AcroForm") else {
        return Ok(());
    };
    let id = super::syntax::reference(form);
    let mut dictionary = revision.resolved(form)?;
    dictionary.set("SigFlags", "3");
    if let Some(id) = id {
        revision.put(id, dictionary.to_bytes());
    } else {
        catalog.set("AcroForm", dictionary.to_bytes());
        revision.put(catalog_id, catalog.to_bytes());
    }
    Ok(())
}

const RANGES: &[u8] = b"/ByteRange [";
const CONTENTS: &[u8] = b"/Contents <";
/// The places of three numbers of ten digits.
const BLANK: &str = "0 0000000000 0000000000 0000000000]";

/// A signature's dictionary with room for its value.
fn blank(room: usize, now: &Zoned) -> Vec<u8> {
    let offset = now.strftime("%z").to_string();
    let (hours, minutes) = offset.split_at_checked(3).unwrap_or(("+00", "00"));
    let moment = format!("D:{}{hours}'{minutes}'", now.strftime("%Y%m%d%H%M%S"));
    let mut body = b"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ".to_vec();
    body.extend(format!("/M ({moment}) ").bytes());
    body.extend_from_slice(RANGES);
    body.extend_from_slice(BLANK.as_bytes());
    body.push(b' ');
    body.extend_from_slice(CONTENTS);
    body.extend(std::iter::repeat_n(b'0', room * 2));
    body.extend_from_slice(b">>>");
    body
}

/// Signs what stands around the room left for the signature and puts it there.
fn fill(
    bytes: &mut [u8],
    from: usize,
    identity: &Identity,
    stamper: Option<Stamper<'_>>,
) -> Result<(), SignFault> {
    let find = |bytes: &[u8], word: &[u8]| {
        let at = bytes[from..].windows(word.len()).position(|w| w == word);
        at.map(|at| from + at + word.len()).ok_or(SignFault::Failed)
    };
    let ranges = find(bytes, RANGES)?;
    let start = find(bytes, CONTENTS)?;
    let digits = bytes[start..].iter().position(|byte| *byte == b'>');
    let end = start + digits.ok_or(SignFault::Failed)?;
    let numbers = format!("0 {} {} {}]", start - 1, end + 1, bytes.len() - end - 1);
    let numbers = format!("{numbers:<width$}", width = BLANK.len());
    bytes[ranges..ranges + BLANK.len()].copy_from_slice(numbers.as_bytes());

    let scheme = identity.scheme();
    let digest = scheme.hash().of(&[&bytes[..start - 1], &bytes[end + 1..]]);
    let own: &Certificate = identity.chain().first().ok_or(SignFault::Failed)?;
    let made = || {
        let attributes = cms::to_be_signed(scheme.hash(), &digest, own)?;
        let set = super::asn1::element(super::asn1::tag::SET, &[&attributes]);
        let signature = identity.sign(&set)?;
        Some((attributes, signature))
    };
    let (attributes, signature) = made().ok_or(SignFault::Failed)?;
    let stamp = match stamper {
        Some(stamper) => Some(stamper(&signature).map_err(SignFault::Stamp)?),
        None => None,
    };
    let value = cms::signed_data(
        scheme,
        &attributes,
        &signature,
        identity.chain(),
        stamp.as_deref(),
    )
    .ok_or(SignFault::Failed)?;
    let written = hexadecimal(&value);
    let digits = &written[1..written.len() - 1];
    if digits.len() > end - start {
        return Err(SignFault::Failed);
    }
    bytes[start..start + digits.len()].copy_from_slice(digits);
    Ok(())
}
