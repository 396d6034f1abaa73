//! One certificate for each refusal, and beside it the one that just passes.

use super::*;
use kehoach::diag::Lang;
use kehoach::signature::certificate::{ChainFault, Purpose, chain};
use kehoach::signature::key::KeyFault;
use std::slice::from_ref;

fn subjects(way: &[Certificate]) -> Vec<String> {
    way.iter().map(Certificate::subject).collect()
}

fn all(drafts: &[Draft]) -> Vec<Certificate> {
    drafts.iter().map(Draft::made).collect()
}

fn way_at(
    own: &Draft,
    others: &[Draft],
    trusted: &[Draft],
    at: &str,
) -> Result<Vec<String>, ChainFault> {
    let at = at.parse().unwrap();
    let way = chain(
        &own.made(),
        &all(others),
        &all(trusted),
        Purpose::Signing,
        at,
    );
    way.map(|way| subjects(&way))
}

fn way(own: &Draft, others: &[Draft], trusted: &[Draft]) -> Result<Vec<String>, ChainFault> {
    way_at(own, others, trusted, "2026-06-01T00:00:00Z")
}

fn stamping(own: &Draft) -> Result<Vec<String>, ChainFault> {
    let (others, trusted) = (all(&[middle()]), all(&[root()]));
    let way = chain(&own.made(), &others, &trusted, Purpose::TimeStamping, now());
    way.map(|way| subjects(&way))
}

fn purpose(subject: &str) -> ChainFault {
    let subject = subject.to_owned();
    ChainFault::Purpose { subject }
}

fn not_authority(subject: &str) -> ChainFault {
    let subject = subject.to_owned();
    ChainFault::NotAuthority { subject }
}

fn unknown(subject: &str) -> ChainFault {
    let subject = subject.to_owned();
    ChainFault::Unknown { subject }
}

fn bad_signature(subject: &str) -> ChainFault {
    let subject = subject.to_owned();
    ChainFault::Signature { subject }
}

fn untrusted(issuer: &str) -> ChainFault {
    let issuer = issuer.to_owned();
    ChainFault::Untrusted { issuer }
}

/// The way of the person by way of this authority.
fn by_way_of(middle: &Draft) -> Result<Vec<String>, ChainFault> {
    way(&person(), from_ref(middle), &[root()])
}

#[test]
fn the_way_goes_by_the_authority_between_to_the_root() {
    assert_eq!(by_way_of(&middle()).unwrap(), [PERSON, MIDDLE, ROOT]);
}

#[test]
fn an_authority_has_as_many_authorities_below_it_as_it_says_and_no_more() {
    for most in [None, Some(2), Some(1)] {
        let root = root().only(&[authority(most), usage(CERTIFICATES)]);
        assert!(way(&person(), &[middle()], &[root]).is_ok(), "{most:?}");
    }
    let root = root().only(&[authority(Some(0)), usage(CERTIFICATES)]);
    let refused = way(&person(), &[middle()], &[root]);
    assert_eq!(refused, Err(not_authority(ROOT)));
}

#[test]
fn an_authority_must_say_that_it_is_one() {
    let no_authority = extension(CONSTRAINTS, true, &sequence(&[]));
    let damaged = extension(CONSTRAINTS, true, &number(1));
    for wrong in [
        vec![usage(CERTIFICATES)],
        vec![no_authority, usage(CERTIFICATES)],
        vec![damaged, usage(CERTIFICATES)],
        vec![authority(None), authority(None), usage(CERTIFICATES)],
        vec![authority(None), usage(DIGITAL_SIGNATURE)],
        vec![authority(None), extension(KEY_USAGE, true, &null())],
    ] {
        assert_eq!(
            by_way_of(&middle().only(&wrong)),
            Err(not_authority(MIDDLE))
        );
    }
    for right in [
        vec![authority(None)],
        vec![authority(None), usage(CERTIFICATES | DIGITAL_SIGNATURE)],
    ] {
        assert!(by_way_of(&middle().only(&right)).is_ok());
    }
}

#[test]
fn what_is_critical_must_be_known_here() {
    let name = sequence(&[&element(0x82, &[b"xa.gov.vn"])]);
    let policy = sequence(&[&sequence(&[&oid("1.2.3")])]);
    let constraints = extension(CONSTRAINTS, true, &sequence(&[]));
    let known = [
        extension("2.5.29.17", true, &name),
        extension("2.5.29.32", true, &policy),
        constraints,
        uses(&[EMAIL], true),
    ];
    for extension in known {
        let person = person().only(&[usage(DIGITAL_SIGNATURE), extension]);
        assert!(way(&person, &[middle()], &[root()]).is_ok());
    }
    // Names that an authority may give (2.5.29.30): to overlook them would be to trust too many.
    for (is_critical, is_right) in [(false, true), (true, false)] {
        let more = extension("2.5.29.30", is_critical, &sequence(&[]));
        let own = way(&person().with(more.clone()), &[middle()], &[root()]);
        assert_eq!(own.is_ok(), is_right);
        let between = by_way_of(&middle().with(more));
        assert_eq!(between.is_ok(), is_right);
        if !is_right {
            assert_eq!(own, Err(unknown(PERSON)));
            assert_eq!(between, Err(unknown(MIDDLE)));
        }
    }
}

#[test]
fn a_person_signs_with_a_key_that_is_for_signatures() {
    for right in [
        vec![],
        vec![usage(DIGITAL_SIGNATURE)],
        vec![usage(NON_REPUDIATION)],
        vec![usage(NON_REPUDIATION | KEY_ENCIPHERMENT)],
    ] {
        assert!(way(&person().only(&right), &[middle()], &[root()]).is_ok());
    }
    for wrong in [
        vec![usage(KEY_ENCIPHERMENT)],
        vec![usage(DIGITAL_SIGNATURE), usage(DIGITAL_SIGNATURE)],
        vec![extension(KEY_USAGE, true, &null())],
        vec![extension(USES, false, &null())],
    ] {
        let refused = way(&person().only(&wrong), &[middle()], &[root()]);
        assert_eq!(refused, Err(purpose(PERSON)));
    }
}

#[test]
fn a_person_signs_with_a_certificate_for_one_of_six_uses() {
    let server = "1.3.6.1.5.5.7.3.1";
    for right in [
        "2.5.29.37.0",
        "1.3.6.1.5.5.7.3.4",
        "1.3.6.1.5.5.7.3.2",
        "1.3.6.1.5.5.7.3.36",
        "1.3.6.1.4.1.311.10.3.12",
        "1.2.840.113583.1.1.5",
    ] {
        for ids in [&[right][..], &[server, right]] {
            let person = person().only(&[uses(ids, false)]);
            assert!(way(&person, &[middle()], &[root()]).is_ok(), "{right}");
        }
    }
    for wrong in [server, TIME_STAMPING] {
        let person = person().only(&[uses(&[wrong], false)]);
        let refused = way(&person, &[middle()], &[root()]);
        assert_eq!(refused, Err(purpose(PERSON)), "{wrong}");
    }
}

#[test]
fn an_authority_of_time_stamps_is_for_that_alone_and_says_so_critically() {
    assert!(stamping(&clock()).is_ok());
    assert!(stamping(&clock().only(&[uses(&[TIME_STAMPING], true)])).is_ok());
    let usage = usage(DIGITAL_SIGNATURE);
    for wrong in [
        vec![usage.clone()],
        vec![usage.clone(), uses(&[TIME_STAMPING], false)],
        vec![usage.clone(), uses(&[EMAIL], true)],
        vec![usage, uses(&[TIME_STAMPING, EMAIL], true)],
        vec![super::usage(KEY_ENCIPHERMENT), uses(&[TIME_STAMPING], true)],
    ] {
        assert_eq!(stamping(&clock().only(&wrong)), Err(purpose(CLOCK)));
    }
}

#[test]
fn certificates_hold_from_their_first_to_their_last_second_however_they_are_written() {
    for (from, until, [before, first, last, behind]) in [
        (
            utc("260101000000Z"),
            utc("260630235959Z"),
            [
                "2025-12-31T23:59:59Z",
                "2026-01-01T00:00:00Z",
                "2026-06-30T23:59:59Z",
                "2026-07-01T00:00:00Z",
            ],
        ),
        (
            general("20500101000000Z"),
            general("20500630235959Z"),
            [
                "2049-12-31T23:59:59Z",
                "2050-01-01T00:00:00Z",
                "2050-06-30T23:59:59Z",
                "2050-07-01T00:00:00Z",
            ],
        ),
    ] {
        let own = Draft {
            from: from.clone(),
            until: until.clone(),
            ..person()
        };
        let between = Draft {
            from,
            until,
            ..middle()
        };
        for (own, between, subject) in [(own, middle(), PERSON), (person(), between, MIDDLE)] {
            let at = |at: &str| way_at(&own, from_ref(&between), &[root()], at);
            assert!(at(first).is_ok() && at(last).is_ok());
            let subject = subject.to_owned();
            let early = ChainFault::Early {
                subject: subject.clone(),
                from: first.parse().unwrap(),
            };
            assert_eq!(at(before), Err(early));
            let until = last.parse().unwrap();
            assert_eq!(at(behind), Err(ChainFault::Expired { subject, until }));
        }
    }
}

#[test]
fn a_root_that_is_trusted_must_be_in_force_too() {
    let old = Draft {
        until: utc("260531235959Z"),
        ..root()
    };
    let subject = ROOT.to_owned();
    let until = "2026-05-31T23:59:59Z".parse().unwrap();
    let refused = way(&person(), &[middle()], &[old]);
    assert_eq!(refused, Err(ChainFault::Expired { subject, until }));
}

#[test]
fn a_certificate_without_an_end_holds_for_ever() {
    // RFC 5280, 4.1.2.5: there is no date at which it expires.
    let own = Draft {
        until: general("99991231235959Z"),
        ..person()
    };
    let (_, until) = own.made().validity();
    assert_eq!(until, Timestamp::MAX);
    assert!(way(&own, &[middle()], &[root()]).is_ok());
}

#[test]
fn years_of_two_digits_are_of_this_century() {
    let own = Draft {
        from: utc("490101000000Z"),
        until: utc("491231235959Z"),
        ..person()
    };
    let (from, until) = own.made().validity();
    assert_eq!(from.to_string(), "2049-01-01T00:00:00Z");
    assert_eq!(until.to_string(), "2049-12-31T23:59:59Z");
}

#[test]
fn times_are_in_utc_and_have_seconds() {
    let made = |from: Vec<u8>| Certificate::from_der(&Draft { from, ..person() }.der());
    assert!(made(utc("491231235959Z")).is_some());
    assert!(made(general("20500101000000Z")).is_some());
    for wrong in [
        utc("2601010000Z"),
        utc("260101000000"),
        utc("260101000000-0700"),
        utc("260101000000+0000"),
        utc("261301000000Z"),
        general("205001010000Z"),
        general("20500101000000"),
        general("20500101000000-0700"),
        general("20500101000000.5Z"),
        general("500101000000Z"),
        // Until 2049 years have two digits (RFC 5280, 4.1.2.5).
        general("20491231235959Z"),
    ] {
        assert!(made(wrong.clone()).is_none(), "{wrong:?}");
    }
}

#[test]
fn what_is_not_in_der_is_no_certificate() {
    let der = person().der();
    assert!(Certificate::from_der(&der).is_some());
    assert!(Certificate::from_der(&[&der[..], &[0]].concat()).is_none());
    // DER leaves out what is so anyway: not critical.
    let no = element(0x01, &[&[0]]);
    let value = octets(&usage_value(DIGITAL_SIGNATURE));
    let written = person().only(&[sequence(&[&oid(KEY_USAGE), &no, &value])]);
    assert!(Certificate::from_der(&written.der()).is_none());
}

#[test]
fn the_issuer_is_whose_name_and_key_it_is() {
    let renamed = Draft {
        subject: named("CA khác"),
        ..middle()
    };
    assert_eq!(by_way_of(&renamed), Err(untrusted(MIDDLE)));
    let rekeyed = Draft {
        public: public(9),
        ..middle()
    };
    assert_eq!(by_way_of(&rekeyed), Err(bad_signature(PERSON)));
    let false_one = Draft { by: 9, ..middle() };
    assert_eq!(by_way_of(&false_one), Err(bad_signature(MIDDLE)));
}

#[test]
fn the_algorithm_is_the_same_inside_and_beside() {
    // SHA-384 in what is signed, SHA-256 beside it, as the signature was made.
    let other = Draft {
        inner: algorithm(ECDSA_SHA_384),
        ..person()
    };
    let read = Certificate::from_der(&other.der());
    let refused = read.map(|own| {
        chain(
            &own,
            &all(&[middle()]),
            &all(&[root()]),
            Purpose::Signing,
            now(),
        )
    });
    assert_eq!(refused, Some(Err(bad_signature(PERSON))));
    for wrong in [
        ECDSA_SHA_384,
        "1.2.840.10045.4.1",
        "1.2.840.113549.1.1.11",
        "1.2.840.113549.1.1.1",
    ] {
        let other = Draft {
            inner: algorithm(wrong),
            outer: algorithm(wrong),
            ..person()
        };
        assert_eq!(
            way(&other, &[middle()], &[root()]),
            Err(bad_signature(PERSON)),
            "{wrong}"
        );
    }
}

#[test]
fn a_signature_fills_its_bytes() {
    // A signature whose last bit is zero, which is then said to be no part of it.
    let own = (1..=64).map(|serial| Draft { serial, ..person() });
    let part = |own: &Draft| (own.signed_part(), signature(own.by, &own.signed_part()));
    let own = own
        .into_iter()
        .find(|own| part(own).1.last().unwrap().is_multiple_of(2));
    let (part, signature) = part(&own.unwrap());
    let with = |unused: u8| {
        let bits = element(0x03, &[&[unused], &signature]);
        let der = sequence(&[&part, &algorithm(ECDSA_SHA_256), &bits]);
        let own = Certificate::from_der(&der).unwrap();
        chain(
            &own,
            &all(&[middle()]),
            &all(&[root()]),
            Purpose::Signing,
            now(),
        )
        .map(|_| ())
    };
    assert_eq!(with(0), Ok(()));
    assert_eq!(with(1), Err(bad_signature(PERSON)));
}

/// An RSA key whose modulus has so many bits.
fn rsa(bits: usize) -> Vec<u8> {
    let mut modulus = vec![0; bits.div_ceil(8)];
    modulus[0] = 1 << ((bits - 1) % 8);
    *modulus.last_mut().unwrap() |= 1;
    if modulus[0] >= 0x80 {
        modulus.insert(0, 0);
    }
    let key = sequence(&[&element(0x02, &[&modulus]), &element(0x02, &[&[1, 0, 1]])]);
    spki(&[&oid("1.2.840.113549.1.1.1"), &null()], &key)
}

fn spki(algorithm: &[&[u8]], key: &[u8]) -> Vec<u8> {
    sequence(&[&sequence(algorithm), &element(0x03, &[&[0], key])])
}

fn with_key(public: Vec<u8>) -> Result<Vec<String>, ChainFault> {
    let own = Draft { public, ..person() };
    way(&own, &[middle()], &[root()])
}

fn bad_key(subject: &str, fault: KeyFault) -> ChainFault {
    let subject = subject.to_owned();
    ChainFault::Key { subject, fault }
}

#[test]
fn an_rsa_key_has_at_least_2048_bits() {
    for bits in [2048, 2049, 8192] {
        assert!(with_key(rsa(bits)).is_ok(), "{bits}");
    }
    for bits in [1024, 2047] {
        let fault = KeyFault::Size {
            bits: u32::try_from(bits).unwrap(),
        };
        assert_eq!(with_key(rsa(bits)), Err(bad_key(PERSON, fault)), "{bits}");
    }
    // A key that would keep a reader busy.
    assert_eq!(with_key(rsa(8200)), Err(bad_key(PERSON, KeyFault::Kind)));
}

#[test]
fn a_key_is_rsa_or_on_one_of_two_curves() {
    const EC: &str = "1.2.840.10045.2.1";
    const P_256: &str = "1.2.840.10045.3.1.7";
    let point = public(3)[public(3).len() - 65..].to_vec();
    let small = {
        use p384::pkcs8::EncodePublicKey;
        let key = p384::ecdsa::SigningKey::from_slice(&[3; 48]).unwrap();
        key.verifying_key()
            .to_public_key_der()
            .unwrap()
            .as_bytes()
            .to_vec()
    };
    assert!(with_key(small).is_ok(), "P-384");
    assert!(with_key(spki(&[&oid(EC), &oid(P_256)], &point)).is_ok());
    let off_curve = [&point[..64], &[point[64] ^ 1]].concat();
    for wrong in [
        spki(&[&oid(EC), &oid("1.3.132.0.35")], &point),
        spki(&[&oid(EC), &oid("1.3.132.0.34")], &point),
        spki(&[&oid(EC)], &point),
        spki(&[&oid("1.3.101.112"), &oid(P_256)], &point),
        spki(&[&oid(EC), &oid(P_256)], &off_curve),
        spki(&[&oid("1.2.840.113549.1.1.1"), &oid(P_256)], &point),
    ] {
        assert_eq!(with_key(wrong), Err(bad_key(PERSON, KeyFault::Kind)));
    }
    // An RSA key with parameters of another kind.
    let with_oid = {
        let whole = rsa(2048);
        let bits = whole
            .windows(4)
            .position(|part| part == [0x03, 0x82, 0x01, 0x0f])
            .unwrap();
        let algorithm = sequence(&[&oid("1.2.840.113549.1.1.1"), &oid(P_256)]);
        sequence(&[&algorithm, &whole[bits..]])
    };
    assert_eq!(with_key(with_oid), Err(bad_key(PERSON, KeyFault::Kind)));
}

#[test]
fn an_authoritys_key_is_looked_at_too() {
    let public = spki(
        &[&oid("1.2.840.10045.2.1"), &oid("1.3.132.0.35")],
        &[4; 133],
    );
    let between = Draft { public, ..middle() };
    let fault = KeyFault::Kind;
    assert_eq!(by_way_of(&between), Err(bad_key(MIDDLE, fault)));
}

#[test]
fn a_way_has_eight_certificates_at_most() {
    let name = |at: u8| format!("CA {at}");
    let authorities = |count: u8| -> Vec<Draft> {
        let draft =
            |at: u8| Draft::new(&name(at), 100 + at, &name(at + 1), 101 + at).with(authority(None));
        (0..count).map(draft).collect()
    };
    let own = Draft::new(PERSON, 3, &name(0), 100);
    let climbed = |count: u8| {
        let all = authorities(count);
        let (top, between) = all.split_last().unwrap();
        way(&own, between, from_ref(top))
    };
    assert_eq!(climbed(7).unwrap().len(), 8);
    assert_eq!(climbed(8), Err(untrusted(&name(7))));
}

#[test]
fn authorities_that_issue_each_other_lead_nowhere() {
    let draft = |subject: &str, own, issuer: &str, by| {
        Draft::new(subject, own, issuer, by).with(authority(None))
    };
    let (one, two) = (
        draft(MIDDLE, 2, "CA khác", 8),
        draft("CA khác", 8, MIDDLE, 2),
    );
    let refused = way(&person(), &[one, two], &[root()]);
    assert_eq!(refused, Err(untrusted(MIDDLE)));
}

#[test]
fn of_two_ways_the_one_that_leads_to_the_root_is_taken() {
    let astray = Draft {
        issuer: named("CA lạ"),
        by: 8,
        ..middle()
    };
    for others in [[astray.clone(), middle()], [middle(), astray.clone()]] {
        let found = way(&person(), &others, &[root()]).unwrap();
        assert_eq!(found, [PERSON, MIDDLE, ROOT]);
    }
    let expired = Draft {
        until: utc("260531235959Z"),
        ..middle()
    };
    // The fault of the last way is told.
    let refused = way(&person(), &[expired, astray], &[root()]);
    assert_eq!(refused, Err(untrusted("CA lạ")));
}

#[test]
fn a_persons_own_faults_are_told_before_who_is_trusted() {
    let none: [Draft; 0] = [];
    assert_eq!(
        way(&person(), &[middle()], &none),
        Err(ChainFault::NoAnchors)
    );
    let wrong = person().only(&[usage(KEY_ENCIPHERMENT)]);
    assert_eq!(way(&wrong, &[middle()], &none), Err(purpose(PERSON)));
    let old = way_at(&person(), &[middle()], &none, "2145-01-01T00:00:00Z");
    assert!(matches!(old, Err(ChainFault::Expired { .. })));
    let small = Draft {
        public: rsa(1024),
        ..person()
    };
    let refused = way(&small, &[middle()], &none);
    let fault = KeyFault::Size { bits: 1024 };
    assert_eq!(refused, Err(bad_key(PERSON, fault)));
}

#[test]
fn a_name_without_a_common_name_is_told_whole() {
    let office = Draft {
        subject: part_named("2.5.4.10", "UBND An Binh"),
        issuer: part_named("2.5.4.6", "VN"),
        ..person()
    };
    let office = office.made();
    assert_eq!(office.subject(), "O=UBND An Binh");
    assert_eq!(office.issuer(), "C=VN");
    assert_eq!(person().made().subject(), PERSON);
    assert_eq!(person().made().issuer(), MIDDLE);
}

#[test]
fn a_file_with_certificates_is_at_most_a_mebibyte() {
    let pem = std::fs::read(crate::signature::desk::keys().join("root.pem")).unwrap();
    let filled = |size: usize| [&pem[..], &vec![b'\n'; size - pem.len()]].concat();
    assert!(Certificate::read_all(&filled(1 << 20)).is_some());
    assert!(Certificate::read_all(&filled((1 << 20) + 1)).is_none());
}

#[test]
fn each_fault_of_a_chain_is_said_and_is_wrong_or_unknown() {
    let at = "2026-01-01T00:00:00Z".parse().unwrap();
    let subject = || "A".to_owned();
    let size = KeyFault::Size { bits: 1024 };
    for (fault, is_wrong, said) in [
        (
            ChainFault::NoAnchors,
            false,
            "chưa chỉ định tổ chức chứng thực tin cậy nên không xác định được người ký",
        ),
        (
            untrusted("A"),
            false,
            "chuỗi chứng thư dừng ở «A», không thuộc danh sách tin cậy",
        ),
        (
            unknown("A"),
            false,
            "chứng thư của «A» có yêu cầu mà kehoach chưa hỗ trợ",
        ),
        (
            ChainFault::Early {
                subject: subject(),
                from: at,
            },
            true,
            "chứng thư của «A» đến 07:00:00 01/01/2026 mới có hiệu lực",
        ),
        (
            ChainFault::Expired {
                subject: subject(),
                until: at,
            },
            true,
            "chứng thư của «A» đã hết hạn từ 07:00:00 01/01/2026",
        ),
        (
            not_authority("A"),
            true,
            "chứng thư của «A» không được quyền cấp chứng thư khác",
        ),
        (
            purpose("A"),
            true,
            "chứng thư của «A» không dùng cho mục đích này",
        ),
        (
            bad_key("A", KeyFault::Kind),
            true,
            "chứng thư của «A» dùng khóa không thuộc loại RSA, P-256 hoặc P-384, không được chấp nhận",
        ),
        (
            bad_key("A", size),
            true,
            "chứng thư của «A» dùng khóa RSA dài 1024 bit, không được chấp nhận",
        ),
        (
            bad_signature("A"),
            true,
            "chứng thư của «A» không được ký bằng khóa của tổ chức cấp với SHA-2",
        ),
    ] {
        assert_eq!(fault.message().text(Lang::Vi), said);
        assert_eq!(fault.is_wrong(), is_wrong, "{said}");
        for finding in [
            Finding::Untrusted(fault.clone()),
            Finding::UntrustedStamp(fault),
        ] {
            let state = if is_wrong {
                State::Invalid
            } else {
                State::Unknown
            };
            assert_eq!(finding.state(), state, "{said}");
        }
    }
}
