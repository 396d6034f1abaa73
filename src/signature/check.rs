//! Checking (kiểm tra) the signatures of a PDF: what each holds to, item by item.
//!
//! Nothing is fetched, so whether a certificate was revoked stays unknown; that is said with every
//! signature, and a verdict does not depend on it.

use super::certificate::{Certificate, Purpose, chain};
use super::cms::{self, Signed};
use super::compare::since;
pub use super::finding::{Finding, Part, State};
use super::objects::File;
use super::permission::Permission;
use super::revision::Fault;
use super::signed::{Coverage, CoverageFault, Field, coverage, decoded, fields};
use super::timestamp::{self, Stamp};
use super::value::{Table, Value};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

/// What is said of one signature field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The field's name.
    pub field: String,
    /// Who signed.
    pub signer: Option<String>,
    /// The signer's certificate, where the field holds a person's or an office's signature.
    pub certificate: Option<Certificate>,
    /// Where the revision ends that it covers.
    pub end: Option<usize>,
    /// What was found, part by part.
    pub findings: Vec<Finding>,
}

impl Verdict {
    /// The worst of what was found, apart from revocation, which is never looked at, and from a time that
    /// only the signer says: a signature without a time-stamp holds all the same.
    #[must_use]
    pub fn state(&self) -> State {
        let aside = |finding: &&Finding| {
            matches!(
                finding,
                Finding::Revocation | Finding::Claimed { .. } | Finding::NoTime
            )
        };
        let found = self.findings.iter();
        found
            .filter(|finding| !aside(finding))
            .map(Finding::state)
            .max()
            .unwrap_or(State::Unknown)
    }

    /// The verdict where nobody knows the file that was signed: what else was changed behind the signature
    /// cannot be told, for what was there before is read from the file itself.
    #[must_use]
    pub fn of_unknown_file(mut self) -> Self {
        for finding in &mut self.findings {
            if let Finding::Changed(change) = finding {
                *finding = Finding::Unjudged(change.clone());
            }
        }
        self
    }
}

/// Checks every signature field of a PDF.
///
/// `trusted` are the authorities whose certificates vouch for others, `at` is now.
///
/// # Errors
/// The bytes are no PDF, or one that is encrypted.
pub fn check(pdf: &[u8], trusted: &[Certificate], at: Timestamp) -> Result<Vec<Verdict>, Fault> {
    if !pdf.starts_with(b"%PDF-") {
        return Err(Fault::NotPdf);
    }
    let known = File::longest(pdf).ok_or(Fault::Damaged)?;
    if known.trailer.contains_key(b"Encrypt".as_slice()) {
        return Err(Fault::Encrypted);
    }
    let fields = fields(&known);
    let verdicts = fields.iter();
    let mut verdicts: Vec<Verdict> = verdicts
        .map(|field| verdict(pdf, field, trusted, at))
        .collect();
    // One signature in two fields covers neither as it should.
    let ends: Vec<_> = verdicts.iter().map(|verdict| verdict.end).collect();
    for (index, verdict) in verdicts.iter_mut().enumerate() {
        let is_twice =
            |(other, end): (usize, &Option<usize>)| other != index && *end == ends[index];
        if verdict.end.is_some() && ends.iter().enumerate().any(is_twice) {
            verdict
                .findings
                .push(Finding::Uncovered(CoverageFault::Elsewhere));
        }
    }
    Ok(verdicts)
}

fn verdict(file: &[u8], field: &Field, trusted: &[Certificate], at: Timestamp) -> Verdict {
    let mut verdict = Verdict {
        field: field.name.clone(),
        signer: None,
        certificate: None,
        end: None,
        findings: Vec::new(),
    };
    let Some(value) = &field.value else {
        verdict
            .findings
            .push(if field.dict.contains_key(b"V".as_slice()) {
                Finding::Uncovered(CoverageFault::Dictionary)
            } else {
                Finding::Unsigned
            });
        return verdict;
    };
    let kind = match value.get(b"SubFilter".as_slice()) {
        Some(Value::Name(kind)) => decoded(kind),
        _ => String::new(),
    };
    let found = match kind.as_str() {
        "ETSI.CAdES.detached" | "adbe.pkcs7.detached" | "ETSI.RFC3161" => coverage(file, field),
        _ => {
            verdict.findings.push(Finding::Kind { name: kind });
            return verdict;
        }
    };
    let found = match found {
        Ok(found) => found,
        Err(fault) => {
            verdict.findings.push(Finding::Uncovered(fault));
            return verdict;
        }
    };
    verdict.end = Some(found.end);
    let content = [&file[..found.hole.start], &file[found.hole.end..found.end]];
    if kind == "ETSI.RFC3161" {
        document_stamp(&found, &content, trusted, at, &mut verdict);
    } else {
        let claimed = claimed(value);
        let must_bind = kind == "ETSI.CAdES.detached";
        signature(
            &found.value,
            &content,
            (must_bind, claimed),
            trusted,
            at,
            &mut verdict,
        );
    }
    after(file, field, &found, &mut verdict);
    verdict.findings.push(Finding::Revocation);
    verdict.findings.sort_by_key(Finding::part);
    verdict
}

/// A time-stamp of the whole document (ETSI EN 319 142-1, 5.4.3).
fn document_stamp(
    found: &Coverage,
    content: &[&[u8]],
    trusted: &[Certificate],
    at: Timestamp,
    verdict: &mut Verdict,
) {
    match timestamp::read(&found.value, content) {
        Ok(stamp) => {
            verdict.signer = Some(stamp.authority.subject());
            verdict.findings.push(Finding::Intact);
            let (finding, way) = stamped(&stamp, trusted, at);
            strays(&stamp.certificates, &way, verdict);
            verdict.findings.push(finding);
        }
        Err(fault) => verdict.findings.push(Finding::Broken(fault)),
    }
}

/// What a time-stamp says, and the chain of its authority.
fn stamped(stamp: &Stamp, trusted: &[Certificate], at: Timestamp) -> (Finding, Vec<Certificate>) {
    let way = chain(
        &stamp.authority,
        &stamp.certificates,
        trusted,
        Purpose::TimeStamping,
        // As long as its certificates are in force now, nobody else's word is needed.
        at,
    );
    match way {
        Ok(_) if stamp.at > at => (Finding::ClaimedAhead { at: stamp.at }, Vec::new()),
        Ok(way) => {
            let finding = Finding::Stamped {
                at: stamp.at,
                authority: stamp.authority.subject(),
            };
            let early = way.iter().find_map(|one| one.in_force(stamp.at).err());
            (early.map_or(finding, Finding::UntrustedStamp), way)
        }
        Err(fault) => (Finding::UntrustedStamp(fault), Vec::new()),
    }
}

fn signature(
    value: &[u8],
    content: &[&[u8]],
    (must_bind, claimed): (bool, Option<Timestamp>),
    trusted: &[Certificate],
    at: Timestamp,
    verdict: &mut Verdict,
) {
    let signed = match Signed::read(value) {
        Ok(signed) => signed,
        Err(fault) => return verdict.findings.push(Finding::Broken(fault)),
    };
    let signer = match signed.signer() {
        Ok(signer) => signer,
        Err(fault) => return verdict.findings.push(Finding::Broken(fault)),
    };
    verdict.signer = Some(signer.subject());
    verdict.certificate = Some(signer.clone());
    verdict
        .findings
        .push(match signed.verify(cms::DATA, content, must_bind) {
            Ok(()) => Finding::Intact,
            Err(fault) => Finding::Broken(fault),
        });
    let mut moment = at;
    let mut known = 0;
    if let Some(token) = signed.unsigned(cms::TIME_STAMP) {
        known = 1;
        match timestamp::read(token.whole, &[signed.signature]) {
            Ok(stamp) => {
                let (finding, way) = stamped(&stamp, trusted, at);
                if let Finding::Stamped { at, .. } = finding {
                    moment = at;
                }
                strays(&stamp.certificates, &way, verdict);
                verdict.findings.push(finding);
            }
            Err(fault) => verdict.findings.push(Finding::BadStamp(fault)),
        }
    }
    if signed.unsigned_count() > known {
        verdict.findings.push(Finding::Extra);
    }
    verdict.findings.push(match claimed {
        Some(claimed) if claimed > at => Finding::ClaimedAhead { at: claimed },
        Some(claimed) if signer.in_force(claimed).is_err() => {
            Finding::ClaimedOutside { at: claimed }
        }
        Some(claimed) => Finding::Claimed { at: claimed },
        None => Finding::NoTime,
    });
    match chain(
        signer,
        &signed.certificates,
        trusted,
        Purpose::Signing,
        moment,
    ) {
        Ok(way) => {
            strays(&signed.certificates, &way, verdict);
            let authority = way.last().map(Certificate::subject).unwrap_or_default();
            verdict.findings.push(Finding::Trusted { authority });
        }
        Err(fault) => verdict.findings.push(Finding::Untrusted(fault)),
    }
}

/// Certificates that nothing leads to: nobody signed them, so nobody would see them changed. What stands
/// above the authority that is trusted, up to a root, is none of them.
fn strays(beside: &[Certificate], way: &[Certificate], verdict: &mut Verdict) {
    let mut way = way.to_vec();
    while let Some(last) = way.last() {
        let above = beside.iter().find(|one| {
            let is_root = one.is_signed_by(one).is_ok();
            !way.contains(one) && last.is_signed_by(one).is_ok() && is_root
        });
        match above {
            Some(above) => way.push(above.clone()),
            None => break,
        }
    }
    let strays = beside
        .iter()
        .filter(|one| !way.is_empty() && !way.contains(one));
    verdict.findings.extend(strays.map(|one| Finding::Stray {
        subject: one.subject(),
    }));
}

/// What came after a signature.
fn after(file: &[u8], field: &Field, found: &Coverage, verdict: &mut Verdict) {
    let Some(then) = File::read(&file[..found.end]) else {
        return verdict
            .findings
            .push(Finding::Uncovered(CoverageFault::End));
    };
    let same = fields(&then)
        .into_iter()
        .any(|one| one.id == field.id && one.name == field.name && one.place == field.place);
    verdict.findings.push(if same {
        Finding::Covered
    } else {
        Finding::Uncovered(CoverageFault::Elsewhere)
    });
    let changes = since(file, found.end);
    if changes.is_empty() {
        verdict.findings.push(Finding::Unchanged);
    }
    let signature = field.value.as_ref();
    let permission = signature.map(|value| Permission::of(&then, value));
    verdict.findings.extend(changes.into_iter().map(|change| {
        let is_forbidden = permission.as_ref().is_some_and(|own| own.forbids(&change));
        if is_forbidden {
            Finding::Forbidden(change)
        } else {
            Finding::Changed(change)
        }
    }));
}

/// When the signer says that it was signed: `M` (ISO 32000-2, 7.9.4), as in `D:20250131080000+07'00'`.
fn claimed(value: &Table) -> Option<Timestamp> {
    let Value::Text(text) = value.get(b"M".as_slice())? else {
        return None;
    };
    let text = decoded(text);
    let text = text.strip_prefix("D:")?;
    let (moment, zone) = text.split_at_checked(14)?;
    let time = DateTime::strptime("%Y%m%d%H%M%S", moment).ok()?;
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let number =
        |range: std::ops::Range<usize>| digits.get(range).and_then(|d| d.parse::<i32>().ok());
    let size = || Some(number(0..2)? * 3600 + number(2..4).unwrap_or(0) * 60);
    let seconds = match zone.chars().next() {
        None | Some('Z') => 0,
        Some('+') => size()?,
        Some('-') => -size()?,
        Some(_) => return None,
    };
    let zone = TimeZone::fixed(Offset::from_seconds(seconds).ok()?);
    Some(time.to_zoned(zone).ok()?.timestamp())
}
