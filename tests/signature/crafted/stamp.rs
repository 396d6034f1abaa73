//! Time-stamps with one part other than it should be (RFC 3161).

use super::*;
use kehoach::signature::certificate::ChainFault;
use kehoach::signature::cms::Fault;
use kehoach::signature::timestamp::token;

const NONCE: [u8; 8] = [7; 8];
const BEFORE: &str = "20260501000000Z";

/// The number of the request as an answer has it.
fn nonce() -> Vec<u8> {
    element(0x02, &[&[0x47, 7, 7, 7, 7, 7, 7, 7]])
}

fn info() -> Info {
    Info {
        more: nonce(),
        ..Info::new(b"chu ky", BEFORE)
    }
}

/// An answer with a status.
fn answer(status: u8, token: &[u8]) -> Vec<u8> {
    sequence(&[&sequence(&[&number(status)]), token])
}

fn taken(answer: &[u8]) -> Result<(), Fault> {
    token(answer, b"chu ky", NONCE).map(|_| ())
}

/// What comes of an answer in which this is said.
fn said(change: impl FnOnce(&mut Info)) -> Result<(), Fault> {
    let mut info = info();
    change(&mut info);
    taken(&answer(0, &info.token()))
}

#[test]
fn an_answer_is_granted_perhaps_with_changes() {
    let own = info().token();
    assert_eq!(taken(&answer(0, &own)), Ok(()));
    assert_eq!(taken(&answer(1, &own)), Ok(()));
    for wrong in [
        answer(2, &own),
        sequence(&[&sequence(&[&number(0)])]),
        sequence(&[&sequence(&[&number(0)]), &own, &null()]),
        sequence(&[&sequence(&[]), &own]),
        [answer(0, &own), vec![0]].concat(),
    ] {
        assert_eq!(taken(&wrong), Err(Fault::Syntax));
    }
}

#[test]
fn an_answer_has_the_number_of_its_request() {
    assert_eq!(said(|_| {}), Ok(()));
    assert_eq!(said(|info| info.more = Vec::new()), Err(Fault::Digest));
    assert_eq!(said(|info| info.more = number(7)), Err(Fault::Digest));
    let accuracy = sequence(&[&number(1)]);
    let ordering = element(0x01, &[&[0xff]]);
    assert_eq!(
        said(|info| info.more = [&accuracy[..], &nonce()].concat()),
        Ok(())
    );
    assert_eq!(
        said(|info| info.more = [&ordering[..], &nonce()].concat()),
        Ok(())
    );
    let both = [accuracy, ordering, nonce(), element(0xa0, &[&null()])].concat();
    assert_eq!(said(|info| info.more = both), Ok(()));
}

#[test]
fn the_number_of_a_request_is_positive_and_as_short_as_it_can_be() {
    use kehoach::signature::timestamp::request;
    for (first, written) in [(0, 0x40), (0x3f, 0x7f), (0x80, 0x40), (0xff, 0x7f)] {
        let request = request(b"chu ky", [first, 0, 0, 0, 0, 0, 0, 9]);
        let number = [0x02, 8, written, 0, 0, 0, 0, 0, 0, 9];
        assert!(request.windows(10).any(|part| part == number), "{first}");
    }
}

#[test]
fn what_a_time_stamp_says_is_sound() {
    assert_eq!(said(|info| info.version = number(2)), Err(Fault::Syntax));
    assert_eq!(said(|info| info.policy = Vec::new()), Err(Fault::Syntax));
    assert_eq!(said(|info| info.serial = Vec::new()), Err(Fault::Syntax));
    assert_eq!(said(|info| info.time = Vec::new()), Err(Fault::Syntax));
    assert_eq!(said(|info| info.imprint = Vec::new()), Err(Fault::Syntax));
    assert_eq!(said(|info| info.imprint.extend(null())), Err(Fault::Syntax));
    let one = Err(Fault::Algorithm);
    assert_eq!(said(|info| info.algorithm = algorithm(SHA_1)), one);
    assert_eq!(
        said(|info| info.imprint = octets(&[0; 32])),
        Err(Fault::Digest)
    );
    let other = octets(&Sha512::digest(b"chu ky"));
    let longer = said(|info| {
        info.algorithm = algorithm(SHA_512);
        info.imprint = other;
    });
    assert_eq!(longer, Ok(()));
}

#[test]
fn the_moment_is_in_utc_with_seconds_and_perhaps_a_fraction() {
    for right in [
        "20260501000000Z",
        "20260501000000.5Z",
        "20260501000000.123Z",
        "20260501235959Z",
    ] {
        assert_eq!(said(|info| info.time = general(right)), Ok(()), "{right}");
    }
    for wrong in [
        "20260501000000",
        "20260501000000+0700",
        "202605010000Z",
        "2026050100000000Z",
        "20260501000000.Z",
        "20260501000000.50Z",
        "20260501000000.5aZ",
        "20260501000000.5.5Z",
        "20261301000000Z",
        "2026050100000aZ",
    ] {
        assert_eq!(
            said(|info| info.time = general(wrong)),
            Err(Fault::Syntax),
            "{wrong}"
        );
    }
    assert_eq!(
        said(|info| info.time = utc("260501000000Z")),
        Err(Fault::Syntax)
    );
}

#[test]
fn a_time_stamp_is_signed_data_of_its_kind() {
    let with = |change: fn(&mut Signing)| {
        let mut own = info().signing(&clock());
        change(&mut own);
        taken(&answer(0, &own.der()))
    };
    assert_eq!(with(|_| {}), Ok(()));
    assert_eq!(
        with(|own| own.content = sequence(&[&oid(INFO)])),
        Err(Fault::ContentType)
    );
    let plain = with(|own| {
        *own = own
            .clone()
            .set(CONTENT_TYPE, &[attribute(CONTENT_TYPE, &oid(DATA))]);
    });
    assert_eq!(plain, Err(Fault::ContentType));
    // It need not say which certificate it was made for, but not another one.
    assert_eq!(
        with(|own| *own = own.clone().set(SIGNING_CERTIFICATE, &[])),
        Ok(())
    );
    let other = with(|own| {
        *own = own.clone().set(SIGNING_CERTIFICATE, &[bound(&[0; 32])]);
    });
    assert_eq!(other, Err(Fault::OtherCertificate));
    assert_eq!(
        with(|own| own.sign = Rc::new(|text| signature(3, text))),
        Err(Fault::Signature)
    );
    assert_eq!(
        with(|own| own.certificates.clear()),
        Err(Fault::NoCertificate)
    );
}

fn stamped_by(at: &str, clock: &Draft) -> Vec<Finding> {
    stamped(&person(), at, |info| info.signing(clock))
}

/// What is found of a signature with a time-stamp over it.
fn stamped(who: &Draft, at: &str, make: impl FnOnce(&Info) -> Signing) -> Vec<Finding> {
    let pdf = signed_pdf(CADES, |content| {
        let mut own = Signing::new(who, 3, content);
        own.certificates.push(middle().der());
        let value = (own.sign)(&set(&[&joined(&own.attributes)]));
        let info = Info::new(&value, at);
        own.unsigned = vec![attribute(STAMP, &make(&info).der())];
        own.der()
    });
    verdict(&pdf).findings
}

fn moment(at: &str) -> Timestamp {
    at.parse().unwrap()
}

fn says(at: &str) -> Finding {
    let (at, authority) = (moment(at), CLOCK.to_owned());
    Finding::Stamped { at, authority }
}

#[test]
fn a_time_stamp_says_when_a_signature_was_there() {
    let found = stamped_by(BEFORE, &clock());
    assert!(found.contains(&says("2026-05-01T00:00:00Z")), "{found:?}");
    assert!(!found.contains(&Finding::Extra));
    // A fraction of a second is left out.
    let found = stamped_by("20260501000000.9Z", &clock());
    assert!(found.contains(&says("2026-05-01T00:00:00Z")), "{found:?}");
}

#[test]
fn more_beside_a_time_stamp_is_said() {
    let pdf = signed_pdf(CADES, |content| {
        let mut own = Signing::person(content);
        let value = (own.sign)(&set(&[&joined(&own.attributes)]));
        let token = Info::new(&value, BEFORE).token();
        own.unsigned = vec![attribute(STAMP, &token), attribute("1.2.3", &null())];
        own.der()
    });
    let found = verdict(&pdf).findings;
    assert!(found.contains(&Finding::Extra) && found.contains(&says("2026-05-01T00:00:00Z")));
}

#[test]
fn a_time_stamp_does_not_lie_ahead() {
    let found = stamped_by("20260601000000Z", &clock());
    assert!(found.contains(&says("2026-06-01T00:00:00Z")), "{found:?}");
    let found = stamped_by("20260601000001Z", &clock());
    let at = moment("2026-06-01T00:00:01Z");
    assert!(found.contains(&Finding::ClaimedAhead { at }), "{found:?}");
}

#[test]
fn the_certificates_of_a_time_stamp_were_in_force_at_its_time() {
    let clock = Draft {
        from: utc("260501000000Z"),
        ..clock()
    };
    let found = stamped_by("20260501000000Z", &clock);
    assert!(found.contains(&says("2026-05-01T00:00:00Z")), "{found:?}");
    let found = stamped_by("20260430235959Z", &clock);
    let (subject, from) = (CLOCK.to_owned(), moment("2026-05-01T00:00:00Z"));
    let early = ChainFault::Early { subject, from };
    assert!(found.contains(&Finding::UntrustedStamp(early)), "{found:?}");
}

#[test]
fn so_was_the_authority_above_it() {
    let above = |from: &str, at: &str| {
        let above = Draft {
            from: utc(from),
            ..middle()
        };
        stamped(&person(), at, |info| {
            let mut own = info.signing(&clock());
            own.certificates = vec![clock().der(), above.der()];
            own
        })
    };
    let found = above("260501000000Z", "20260501000000Z");
    assert!(found.contains(&says("2026-05-01T00:00:00Z")), "{found:?}");
    let found = above("260501000000Z", "20260430235959Z");
    let (subject, from) = (MIDDLE.to_owned(), moment("2026-05-01T00:00:00Z"));
    let early = ChainFault::Early { subject, from };
    assert!(found.contains(&Finding::UntrustedStamp(early)), "{found:?}");
}

#[test]
fn the_certificates_of_a_time_stamp_are_still_in_force() {
    let until = |until: &str| {
        let clock = Draft {
            until: utc(until),
            ..clock()
        };
        stamped_by(BEFORE, &clock)
    };
    assert!(until("260601000000Z").contains(&says("2026-05-01T00:00:00Z")));
    let (subject, end) = (CLOCK.to_owned(), moment("2026-05-31T23:59:59Z"));
    let late = ChainFault::Expired {
        subject,
        until: end,
    };
    let found = until("260531235959Z");
    assert!(found.contains(&Finding::UntrustedStamp(late)), "{found:?}");
}

#[test]
fn an_authority_of_time_stamps_must_be_one() {
    let found = stamped_by(BEFORE, &clock().only(&[usage(DIGITAL_SIGNATURE)]));
    let subject = CLOCK.to_owned();
    let fault = Finding::UntrustedStamp(ChainFault::Purpose { subject });
    assert!(found.contains(&fault), "{found:?}");
}

#[test]
fn a_signature_whose_certificate_has_expired_since_holds_by_its_time_stamp() {
    let old = Draft {
        until: utc("260515000000Z"),
        ..person()
    };
    let is_trusted = |found: &[Finding]| {
        let trusted = |finding: &Finding| matches!(finding, Finding::Trusted { .. });
        found.iter().any(trusted)
    };
    assert!(is_trusted(
        &stamped(&old, BEFORE, |info| info.signing(&clock()))
    ));
    let late = stamped(&old, "20260515000001Z", |info| info.signing(&clock()));
    assert!(!is_trusted(&late), "{late:?}");
    // A time-stamp that does not hold says nothing of when.
    let no_clock = clock().only(&[usage(DIGITAL_SIGNATURE)]);
    assert!(!is_trusted(
        &stamped(&old, BEFORE, |info| info.signing(&no_clock))
    ));
    let broken = |info: &Info| {
        let mut own = info.signing(&clock());
        own.sign = Rc::new(|message| signature(3, message));
        own
    };
    let found = stamped(&old, BEFORE, broken);
    assert!(!is_trusted(&found));
    assert!(
        found.contains(&Finding::BadStamp(Fault::Signature)),
        "{found:?}"
    );
}

#[test]
fn a_time_stamp_over_something_else_is_bad() {
    let pdf = signed_pdf(CADES, |content| {
        let mut own = Signing::person(content);
        own.unsigned = vec![attribute(STAMP, &Info::new(b"khac", BEFORE).token())];
        own.der()
    });
    let found = verdict(&pdf).findings;
    assert!(
        found.contains(&Finding::BadStamp(Fault::Digest)),
        "{found:?}"
    );
}

#[test]
fn a_certificate_beside_a_time_stamp_belongs_to_its_chain() {
    let with = |more: &Draft| {
        stamped(&person(), BEFORE, |info| {
            let mut own = info.signing(&clock());
            own.certificates.push(more.der());
            own
        })
    };
    let subject = PERSON.to_owned();
    assert!(with(&person()).contains(&Finding::Stray { subject }));
    let stray = |finding: &Finding| matches!(finding, Finding::Stray { .. });
    assert!(!with(&root()).iter().any(stray));
}

const DOCUMENT: &str = "/SubFilter/ETSI.RFC3161";

#[test]
fn a_time_stamp_of_the_whole_document_stands_in_a_field() {
    let pdf = signed_pdf(DOCUMENT, |content| Info::new(content, BEFORE).token());
    let found = verdict(&pdf);
    assert_eq!(
        found.findings,
        [
            Finding::Intact,
            Finding::Covered,
            Finding::Unchanged,
            Finding::Revocation,
            says("2026-05-01T00:00:00Z"),
        ]
    );
    assert_eq!(found.signer.as_deref(), Some(CLOCK));
    let pdf = signed_pdf(DOCUMENT, |_| Info::new(b"khac", BEFORE).token());
    let found = verdict(&pdf);
    assert_eq!(found.findings[0], Finding::Broken(Fault::Digest));
    assert_eq!(found.signer, None);
    let pdf = signed_pdf(DOCUMENT, |content| {
        let mut own = Info::new(content, BEFORE).signing(&clock());
        own.certificates.push(person().der());
        own.der()
    });
    let subject = PERSON.to_owned();
    assert!(verdict(&pdf).findings.contains(&Finding::Stray { subject }));
}
