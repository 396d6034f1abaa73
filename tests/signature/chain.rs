//! Chains of certificates, from a signer's to an authority that is trusted.

use super::desk::{certificates, keys, now};
use jiff::Timestamp;
use kehoach::signature::certificate::{Certificate, ChainFault, Purpose, chain};

fn one(name: &str) -> Certificate {
    certificates(name).remove(0)
}

fn subjects(way: &[Certificate]) -> Vec<String> {
    way.iter().map(Certificate::subject).collect()
}

/// The chain of a signer at a moment, with the authority between at hand.
fn signing(own: &str, trusted: &str, at: Timestamp) -> Result<Vec<String>, ChainFault> {
    let between = certificates("middle");
    let way = chain(
        &one(own),
        &between,
        &certificates(trusted),
        Purpose::Signing,
        at,
    );
    way.map(|way| subjects(&way))
}

const MIDDLE: &str = "Sub CA (kiểm thử)";
const ROOT: &str = "Root CA (kiểm thử)";

#[test]
fn a_chain_climbs_to_the_first_certificate_that_is_trusted() {
    let person = "Lê Văn Minh (rsa)";
    let climbed = |trusted| signing("rsa", trusted, now()).unwrap();
    assert_eq!(climbed("root"), [person, MIDDLE, ROOT]);
    assert_eq!(climbed("middle"), [person, MIDDLE]);
    assert_eq!(climbed("rsa"), [person]);
}

#[test]
fn a_chain_that_reaches_nobody_trusted_is_unknown_and_not_wrong() {
    let fault = signing("rsa", "other", now()).unwrap_err();
    let issuer = ROOT.to_owned();
    assert_eq!(fault, ChainFault::Untrusted { issuer });
    assert!(!fault.is_wrong());
    let alone = chain(
        &one("rsa"),
        &[],
        &certificates("root"),
        Purpose::Signing,
        now(),
    );
    let issuer = MIDDLE.to_owned();
    assert_eq!(alone, Err(ChainFault::Untrusted { issuer }));
}

#[test]
fn certificates_hold_from_their_first_to_their_last_second() {
    let at = |text: &str| signing("rsa", "root", text.parse().unwrap());
    assert!(at("2020-01-01T00:00:00Z").is_ok());
    assert!(at("2099-12-31T23:59:59Z").is_ok());
    let early = at("2019-12-31T23:59:59Z").unwrap_err();
    assert!(matches!(early, ChainFault::Early { .. }) && early.is_wrong());
    let late = at("2100-01-01T00:00:00Z").unwrap_err();
    assert!(matches!(late, ChainFault::Expired { .. }) && late.is_wrong());
}

#[test]
fn a_person_cannot_issue_certificates() {
    // The second certificate of the file is issued by the first, which is a person's.
    let [person, false_one] = &certificates("false")[..] else {
        panic!()
    };
    let between = [person.clone(), one("middle")];
    let way = chain(
        false_one,
        &between,
        &certificates("root"),
        Purpose::Signing,
        now(),
    );
    let subject = person.subject();
    assert_eq!(way, Err(ChainFault::NotAuthority { subject }));
}

#[test]
fn certificates_serve_their_purpose_alone() {
    let way = |own: &str, purpose| {
        let trusted = certificates("root");
        chain(&one(own), &certificates("middle"), &trusted, purpose, now())
    };
    assert!(way("clock", Purpose::TimeStamping).is_ok());
    for (own, purpose) in [
        ("clock", Purpose::Signing),
        ("rsa", Purpose::TimeStamping),
        ("root", Purpose::Signing),
    ] {
        let subject = one(own).subject();
        assert_eq!(way(own, purpose), Err(ChainFault::Purpose { subject }));
    }
}

#[test]
fn a_changed_certificate_leads_nowhere() {
    let person = one("rsa");
    for at in (0..person.der().len()).step_by(7) {
        let mut bytes = person.der().to_vec();
        bytes[at] ^= 1;
        if let Some(changed) = Certificate::from_der(&bytes) {
            let trusted = certificates("root");
            let way = chain(
                &changed,
                &certificates("middle"),
                &trusted,
                Purpose::Signing,
                now(),
            );
            assert!(way.is_err(), "byte {at}");
        }
    }
}

#[test]
fn files_with_certificates_are_read_in_both_forms() {
    let pem = std::fs::read(keys().join("false.pem")).unwrap();
    assert_eq!(Certificate::read_all(&pem).unwrap().len(), 2);
    let root = one("root");
    assert_eq!(Certificate::read_all(root.der()), Some(vec![root]));
    assert_eq!(Certificate::read_all(b""), None);
    assert_eq!(Certificate::read_all(&pem[..pem.len() / 3]), None);
}
