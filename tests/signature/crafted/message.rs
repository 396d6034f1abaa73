//! Signed data with one part of it other than it should be (RFC 5652; ETSI EN 319 142-1).

use super::*;
use kehoach::signature::certificate::ChainFault;
use kehoach::signature::cms::Fault;
use kehoach::signature::key::KeyFault;

/// That a signature is broken in this way.
fn broken(what: &str, wanted: Fault, change: impl FnOnce(&mut Signing)) {
    let found = found(change);
    assert!(
        found.contains(&Finding::Broken(wanted)),
        "{what}: {found:?}"
    );
}

/// That signed data in DER, made of the person's, is broken in this way.
fn broken_der(what: &str, wanted: Fault, make: impl FnOnce(Signing) -> Vec<u8>) {
    let pdf = signed_pdf(CADES, |content| make(Signing::person(content)));
    let found = verdict(&pdf).findings;
    assert!(
        found.contains(&Finding::Broken(wanted)),
        "{what}: {found:?}"
    );
}

fn intact(what: &str, change: impl FnOnce(&mut Signing)) {
    let found = found(change);
    assert!(found.contains(&Finding::Intact), "{what}: {found:?}");
}

/// The body of signed data, with one of its parts changed by its place.
fn body(signing: &Signing, change: impl FnOnce(&mut Vec<Vec<u8>>)) -> Vec<u8> {
    let mut parts = vec![
        signing.version.clone(),
        signing.digests.clone(),
        signing.content.clone(),
        element(0xa0, &[&joined(&signing.certificates)]),
        set(&[&signing.signer()]),
    ];
    change(&mut parts);
    sequence(&[&joined(&parts)])
}

/// The signer's part, with one of its parts changed by its place.
fn signer(signing: &Signing, change: impl FnOnce(&mut Vec<Vec<u8>>)) -> Vec<u8> {
    let attributes = joined(&signing.attributes);
    let mut parts = vec![
        signing.signer_version.clone(),
        signing.sid.clone(),
        signing.digest.clone(),
        element(0xa0, &[&attributes]),
        signing.algorithm.clone(),
        octets(&signature(3, &set(&[&attributes]))),
    ];
    change(&mut parts);
    joined(&parts)
}

#[test]
fn it_is_signed_data_in_der() {
    let syntax = Fault::Syntax;
    broken_der("a set", syntax, |own| {
        let inside = element(0xa0, &[&body(&own, |_| {})]);
        set(&[&own.kind, &inside])
    });
    broken("plain data", syntax, |own| own.kind = oid(DATA));
    broken_der("no body", syntax, |own| sequence(&[&own.kind]));
    broken_der("two bodies", syntax, |own| {
        let body = body(&own, |_| {});
        sequence(&[&own.kind, &element(0xa0, &[&body, &body])])
    });
    broken_der("more behind", syntax, |own| {
        let inside = element(0xa0, &[&body(&own, |_| {})]);
        sequence(&[&own.kind, &inside, &null()])
    });
    broken_der("a body that is a set", syntax, |own| {
        let mut body = body(&own, |_| {});
        body[0] = SET;
        own.outside(&body)
    });
    for at in 0..5 {
        if at == 3 {
            continue;
        }
        broken_der(&format!("without part {at}"), syntax, |own| {
            let body = body(&own, |parts| {
                parts.remove(at);
            });
            own.outside(&body)
        });
    }
    broken("more behind the signers", syntax, |own| own.behind = null());
}

#[test]
fn its_version_is_one_or_three() {
    for (version, is_right) in [(0, false), (1, true), (2, false), (3, true), (4, false)] {
        let change = |own: &mut Signing| own.version = number(version);
        if is_right {
            intact("version", change);
        } else {
            broken("version", Fault::Syntax, change);
        }
    }
    broken("version", Fault::Syntax, |own| {
        own.version = element(0x02, &[&[0, 1]]);
    });
}

#[test]
fn its_content_is_elsewhere_or_octets() {
    let inside = |parts: &[&[u8]]| element(0xa0, parts);
    let of = |parts: &[&[u8]]| {
        sequence(&[
            &oid(DATA),
            &joined(&parts.iter().map(|part| part.to_vec()).collect::<Vec<_>>()),
        ])
    };
    intact("octets", |own| {
        own.content = of(&[&inside(&[&octets(b"x")])]);
    });
    for (what, content) in [
        ("no kind", sequence(&[])),
        ("a text", of(&[&inside(&[&element(0x0c, &[b"x"])])])),
        ("two", of(&[&inside(&[&octets(b"x"), &octets(b"y")])])),
        ("more behind", of(&[&inside(&[&octets(b"x")]), &null()])),
    ] {
        broken(what, Fault::Syntax, |own| own.content = content.clone());
    }
}

#[test]
fn lists_of_what_was_revoked_are_passed_over() {
    intact("revoked", |own| {
        own.revoked = element(0xa1, &[&sequence(&[])]);
    });
    broken("something else", Fault::Syntax, |own| {
        own.revoked = element(0xa2, &[&sequence(&[])]);
    });
}

#[test]
fn it_has_one_signer() {
    broken_der("none", Fault::Signers, |own| own.around(&set(&[])));
    broken_der("two", Fault::Signers, |own| {
        let signer = own.signer();
        own.around(&set(&[&signer, &signer]))
    });
    broken_der("no DER", Fault::Syntax, |own| own.around(&set(&[&[0x30]])));
    broken_der("a set", Fault::Syntax, |own| {
        own.around(&set(&[&set(&[&signer(&own, |_| {})])]))
    });
    for at in 0..6 {
        broken_der(&format!("without part {at}"), Fault::Syntax, |own| {
            let signer = signer(&own, |parts| {
                parts.remove(at);
            });
            own.around(&set(&[&sequence(&[&signer])]))
        });
    }
    broken_der("more behind", Fault::Syntax, |own| {
        let signer = signer(&own, |parts| parts.push(null()));
        own.around(&set(&[&sequence(&[&signer])]))
    });
}

/// A person whose certificate has an identifier of its key.
fn with_identifier() -> Draft {
    person().with(extension("2.5.29.14", false, &octets(&[7; 20])))
}

#[test]
fn the_signer_is_named_by_issuer_and_number_or_by_key() {
    let by_key = |version: u8, identifier: &[u8]| {
        let pdf = signed_pdf(CADES, |content| {
            let mut own = Signing::new(&with_identifier(), 3, content);
            own.certificates.push(middle().der());
            own.signer_version = number(version);
            own.sid = element(0x80, &[identifier]);
            own.der()
        });
        verdict(&pdf).findings
    };
    assert!(by_key(3, &[7; 20]).contains(&Finding::Intact));
    assert_eq!(by_key(1, &[7; 20])[0], Finding::Broken(Fault::Syntax));
    assert_eq!(
        by_key(3, &[8; 20])[0],
        Finding::Broken(Fault::NoCertificate)
    );
    // A certificate without an identifier is not the one meant.
    broken("no identifier", Fault::NoCertificate, |own| {
        own.signer_version = number(3);
        own.sid = element(0x80, &[&[7; 20]]);
    });
    broken("version", Fault::Syntax, |own| {
        own.signer_version = number(3);
    });
    broken("version", Fault::Syntax, |own| {
        own.signer_version = number(2);
    });
    broken("a name", Fault::Syntax, |own| own.sid[0] = SET);
    broken("another number", Fault::NoCertificate, |own| {
        own.sid = sequence(&[&named(MIDDLE), &number(4)]);
    });
    broken("another issuer", Fault::NoCertificate, |own| {
        own.sid = sequence(&[&named(ROOT), &number(3)]);
    });
    broken("none beside it", Fault::NoCertificate, |own| {
        own.certificates.clear();
    });
    broken("its authority alone", Fault::NoCertificate, |own| {
        own.certificates.remove(0);
    });
}

#[test]
fn certificates_beside_it_are_at_most_32() {
    intact("32", |own| own.certificates = vec![person().der(); 32]);
    broken("33", Fault::Syntax, |own| {
        own.certificates = vec![person().der(); 33];
    });
    broken("no certificate", Fault::Syntax, |own| {
        own.certificates.push(null());
    });
}

#[test]
fn hash_functions_are_of_sha_2_and_the_same_throughout() {
    for (hash, scheme) in [
        (SHA_256, ECDSA_SHA_256),
        (SHA_384, ECDSA_SHA_384),
        (SHA_512, ECDSA_SHA_512),
    ] {
        let all = |content: &[u8]| match hash {
            SHA_256 => Sha256::digest(content).to_vec(),
            SHA_384 => Sha384::digest(content).to_vec(),
            _ => Sha512::digest(content).to_vec(),
        };
        for (listed, is_right) in [
            (set(&[&algorithm(hash)]), true),
            (set(&[&algorithm(SHA_1), &algorithm(hash)]), true),
            (set(&[&algorithm(SHA_1)]), false),
            (set(&[]), false),
        ] {
            let pdf = signed_pdf(CADES, |content| {
                let digest = attribute(MESSAGE_DIGEST, &octets(&all(content)));
                let mut own = Signing::person(content).set(MESSAGE_DIGEST, &[digest]);
                own.digests = listed.clone();
                own.digest = algorithm(hash);
                own.algorithm = algorithm(scheme);
                own.sign = Rc::new(move |message| {
                    over(
                        3,
                        &match hash {
                            SHA_256 => Sha256::digest(message).to_vec(),
                            SHA_384 => Sha384::digest(message).to_vec(),
                            _ => Sha512::digest(message).to_vec(),
                        },
                    )
                });
                own.der()
            });
            let wanted = if is_right {
                Finding::Intact
            } else {
                Finding::Broken(Fault::Algorithm)
            };
            assert_eq!(verdict(&pdf).findings[0], wanted, "{hash} {listed:?}");
        }
    }
    let algorithm_fault = Fault::Algorithm;
    broken("SHA-1", algorithm_fault, |own| {
        own.digest = algorithm(SHA_1);
    });
    broken("two hashes", algorithm_fault, |own| {
        own.algorithm = algorithm(ECDSA_SHA_384);
    });
    broken("an unknown scheme", algorithm_fault, |own| {
        own.algorithm = algorithm("1.2.3");
    });
    broken("a list that is none", Fault::Syntax, |own| {
        own.digests = set(&[&[0x30]]);
    });
}

#[test]
fn an_algorithm_has_no_parameters_or_null() {
    let with = |id: &str, more: &[u8]| sequence(&[&oid(id), more]);
    intact("null", |own| own.digest = with(SHA_256, &null()));
    intact("null", |own| own.algorithm = with(ECDSA_SHA_256, &null()));
    let full = element(0x05, &[&[0]]);
    for more in [number(1), full, [null(), null()].concat()] {
        broken("hash", Fault::Algorithm, |own| {
            own.digest = with(SHA_256, &more);
        });
        broken("scheme", Fault::Algorithm, |own| {
            own.algorithm = with(ECDSA_SHA_256, &more);
        });
    }
    broken("no identifier", Fault::Algorithm, |own| {
        own.digest = sequence(&[]);
    });
}

#[test]
fn each_signed_attribute_must_be_there_once_and_fit() {
    let kind = || attribute(CONTENT_TYPE, &oid(DATA));
    let cases: [(&str, &str, Vec<Vec<u8>>, Fault); 8] = [
        ("no kind", CONTENT_TYPE, vec![], Fault::ContentType),
        (
            "two kinds",
            CONTENT_TYPE,
            vec![kind(), kind()],
            Fault::ContentType,
        ),
        (
            "another kind",
            CONTENT_TYPE,
            vec![attribute(CONTENT_TYPE, &oid(INFO))],
            Fault::ContentType,
        ),
        (
            "a kind that is none",
            CONTENT_TYPE,
            vec![attribute(CONTENT_TYPE, &null())],
            Fault::ContentType,
        ),
        ("no digest", MESSAGE_DIGEST, vec![], Fault::Syntax),
        (
            "another digest",
            MESSAGE_DIGEST,
            vec![attribute(MESSAGE_DIGEST, &octets(&[0; 32]))],
            Fault::Digest,
        ),
        (
            "no certificate",
            SIGNING_CERTIFICATE,
            vec![],
            Fault::UnboundCertificate,
        ),
        (
            "another certificate",
            SIGNING_CERTIFICATE,
            vec![bound(&Sha256::digest(middle().der()))],
            Fault::OtherCertificate,
        ),
    ];
    for (what, id, new, fault) in cases {
        broken(what, fault, |own| *own = own.clone().set(id, &new));
    }
    broken("two digests", Fault::Syntax, |own| {
        let digest = own.attributes[1].clone();
        own.attributes.push(digest);
    });
    broken("a digest in a text", Fault::Digest, |own| {
        let digest = &own.attributes[1];
        let value = element(0x0c, &[&digest[digest.len() - 32..]]);
        *own = own
            .clone()
            .set(MESSAGE_DIGEST, &[attribute(MESSAGE_DIGEST, &value)]);
    });
    broken("data of another kind", Fault::ContentType, |own| {
        own.content = sequence(&[&oid(INFO)]);
    });
    intact("one more", |own| {
        own.attributes.push(attribute("1.2.3", &null()));
    });
}

#[test]
fn an_attribute_is_an_identifier_and_one_value() {
    let (id, value) = (oid("1.2.3"), set(&[&null()]));
    for (what, wrong) in [
        ("a set", set(&[&id, &value])),
        ("no identifier", sequence(&[&value])),
        ("no value", sequence(&[&id])),
        ("no values", sequence(&[&id, &set(&[])])),
        ("two values", sequence(&[&id, &set(&[&null(), &null()])])),
        ("more behind", sequence(&[&id, &value, &null()])),
        ("no DER", vec![0x30]),
    ] {
        broken(what, Fault::Syntax, |own| {
            own.attributes.push(wrong.clone());
        });
        broken(what, Fault::Syntax, |own| own.unsigned.push(wrong.clone()));
    }
}

#[test]
fn the_certificate_may_be_named_with_any_hash_of_sha_2() {
    let named = |algorithm: &[u8], hash: &[u8]| {
        let id = sequence(&[algorithm, &octets(hash)]);
        attribute(SIGNING_CERTIFICATE, &sequence(&[&sequence(&[&id])]))
    };
    let own = person().der();
    let sha_512 = algorithm(SHA_512);
    let cases = [
        (named(&algorithm(SHA_256), &Sha256::digest(&own)), true),
        (named(&algorithm(SHA_384), &Sha384::digest(&own)), true),
        (named(&sha_512, &Sha512::digest(&own)), true),
        (named(&sha_512, &Sha256::digest(&own)), false),
        (named(&algorithm(SHA_1), &Sha256::digest(&own)), false),
        (named(&[], &Sha384::digest(&own)), false),
        (attribute(SIGNING_CERTIFICATE, &null()), false),
        (attribute(SIGNING_CERTIFICATE, &sequence(&[])), false),
        (
            attribute(SIGNING_CERTIFICATE, &sequence(&[&sequence(&[])])),
            false,
        ),
        (
            attribute(
                SIGNING_CERTIFICATE,
                &set(&[&sequence(&[&sequence(&[&octets(&Sha256::digest(&own))])])]),
            ),
            false,
        ),
    ];
    for (at, (value, is_right)) in cases.into_iter().enumerate() {
        let change = |signing: &mut Signing| {
            *signing = signing
                .clone()
                .set(SIGNING_CERTIFICATE, std::slice::from_ref(&value));
        };
        if is_right {
            intact(&at.to_string(), change);
        } else {
            broken(&at.to_string(), Fault::OtherCertificate, change);
        }
    }
    // The first certificate that it names is the signer's.
    let id = |draft: &Draft| sequence(&[&octets(&Sha256::digest(draft.der()))]);
    let both = |one: &Draft, two: &Draft| {
        let ids = sequence(&[&id(one), &id(two)]);
        attribute(SIGNING_CERTIFICATE, &sequence(&[&ids]))
    };
    intact("first", |own| {
        *own = own
            .clone()
            .set(SIGNING_CERTIFICATE, &[both(&person(), &middle())]);
    });
    broken("second", Fault::OtherCertificate, |own| {
        *own = own
            .clone()
            .set(SIGNING_CERTIFICATE, &[both(&middle(), &person())]);
    });
}

#[test]
fn the_older_kind_need_not_name_the_certificate() {
    let with = |certificate: &[Vec<u8>]| {
        let pdf = signed_pdf("/SubFilter/adbe.pkcs7.detached", |content| {
            Signing::person(content)
                .set(SIGNING_CERTIFICATE, certificate)
                .der()
        });
        verdict(&pdf).findings[0].clone()
    };
    assert_eq!(with(&[]), Finding::Intact);
    let other = bound(&Sha256::digest(middle().der()));
    assert_eq!(with(&[other]), Finding::Broken(Fault::OtherCertificate));
}

#[test]
fn algorithms_that_the_signer_protects_are_those_that_were_used() {
    let protected = |hash: &str, scheme: &str| {
        let scheme = element(0xa1, &[&oid(scheme)]);
        attribute(PROTECTION, &sequence(&[&algorithm(hash), &scheme]))
    };
    intact("the same", |own| {
        own.attributes.push(protected(SHA_256, ECDSA_SHA_256));
    });
    for (what, value) in [
        ("another hash", protected(SHA_384, ECDSA_SHA_256)),
        ("another scheme", protected(SHA_256, ECDSA_SHA_384)),
        ("an unknown hash", protected(SHA_1, ECDSA_SHA_256)),
        (
            "no scheme",
            attribute(PROTECTION, &sequence(&[&algorithm(SHA_256)])),
        ),
        ("nothing", attribute(PROTECTION, &sequence(&[]))),
    ] {
        broken(what, Fault::Algorithm, |own| {
            own.attributes.push(value.clone());
        });
    }
}

#[test]
fn the_signature_is_made_by_the_key_of_the_certificate_over_what_is_there() {
    broken("another key", Fault::Signature, |own| {
        own.sign = Rc::new(|message| signature(4, message));
    });
    broken("over other attributes", Fault::Signature, |own| {
        own.sign = Rc::new(|_| signature(3, b"khac"));
    });
    broken("no signature", Fault::Signature, |own| {
        own.sign = Rc::new(|_| vec![0]);
    });
    let curve = sequence(&[
        &sequence(&[&oid("1.2.840.10045.2.1"), &oid("1.3.132.0.35")]),
        &element(0x03, &[&[0; 134]]),
    ]);
    let pdf = signed_pdf(CADES, |content| {
        let other = Draft {
            public: curve,
            ..person()
        };
        Signing::new(&other, 3, content).der()
    });
    let found = verdict(&pdf).findings;
    assert_eq!(found[0], Finding::Broken(Fault::Key(KeyFault::Kind)));
}

#[test]
fn what_nobody_signed_is_not_looked_at_and_said() {
    let found = found(|own| own.unsigned.push(attribute("1.2.3", &null())));
    assert_eq!(found[..2], [Finding::Intact, Finding::Extra]);
    assert_eq!(Finding::Extra.state(), State::Unknown);
}

/// What is said of certificates beside a signature that belong to no chain.
fn strays(certificates: &[Draft]) -> Vec<String> {
    let found = found(|own| {
        own.certificates = certificates.iter().map(Draft::der).collect();
    });
    let subject = |finding: Finding| match finding {
        Finding::Stray { subject } => Some(subject),
        _ => None,
    };
    found.into_iter().filter_map(subject).collect()
}

#[test]
fn a_certificate_beside_a_signature_belongs_to_its_chain() {
    let own = [person(), middle()];
    let with = |more: Draft| strays(&[&own[..], &[more]].concat());
    let none: [&str; 0] = [];
    assert_eq!(strays(&own), none);
    assert_eq!(with(root()), none);
    assert_eq!(with(clock()), [CLOCK]);
    // The root's key under another name, and its name with another key.
    assert_eq!(with(Draft::new("CA giả", 1, "CA giả", 1)), ["CA giả"]);
    assert_eq!(with(Draft::new(ROOT, 9, ROOT, 9)), [ROOT]);
}

#[test]
fn a_root_above_the_authority_that_is_trusted_is_no_stray() {
    let strays = |above: Draft| {
        let pdf = signed_pdf(CADES, |content| {
            let mut own = Signing::person(content);
            own.certificates.push(above.der());
            own.der()
        });
        let trusted = [middle().made()];
        let found = check(&pdf, &trusted, now()).unwrap().remove(0).findings;
        let is_stray = |finding: &&Finding| matches!(finding, Finding::Stray { .. });
        found.iter().filter(is_stray).count()
    };
    assert_eq!(strays(root()), 0);
    assert_eq!(
        strays(Draft::new(ROOT, 1, "CA trên", 9)),
        1,
        "it is no root"
    );
    assert_eq!(
        strays(Draft::new(ROOT, 9, ROOT, 9)),
        1,
        "it did not issue the one below"
    );
}

#[test]
fn of_a_signer_whom_nobody_vouches_for_no_strays_are_told() {
    let pdf = signed_pdf(CADES, |content| {
        let mut own = Signing::person(content);
        own.certificates.push(clock().der());
        own.der()
    });
    let found = check(&pdf, &[], now()).unwrap().remove(0).findings;
    assert!(found.contains(&Finding::Untrusted(ChainFault::NoAnchors)));
    assert!(
        !found
            .iter()
            .any(|finding| matches!(finding, Finding::Stray { .. }))
    );
}
