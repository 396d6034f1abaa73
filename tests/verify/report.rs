//! What a report comes to, and how it is put to people and programs.

use kehoach::diag::{Lang, Message};
use kehoach::signature::certificate::ChainFault;
use kehoach::signature::check::{Finding, Verdict};
use kehoach::verify::report::{json, text};
use kehoach::verify::{Item, Part, Report, State};

fn item(part: Part, state: State) -> Item {
    let message = Message::new("why", "vì sao");
    Item {
        part,
        state,
        message,
    }
}

fn verdict(field: &str, signer: Option<&str>, findings: &[Finding]) -> Verdict {
    Verdict {
        field: field.to_owned(),
        certificate: None,
        signer: signer.map(str::to_owned),
        end: None,
        findings: findings.to_vec(),
    }
}

fn report(states: &[State], signatures: &[Verdict]) -> Report {
    let items = states.iter().map(|state| item(Part::Source, *state));
    Report {
        items: items.collect(),
        signatures: signatures.to_vec(),
        ended: None,
    }
}

fn empty() -> Verdict {
    verdict("signer", None, &[Finding::Unsigned])
}

fn intact() -> Verdict {
    verdict(
        "organisation",
        Some("An"),
        &[Finding::Intact, Finding::Revocation],
    )
}

fn unknown() -> Verdict {
    let fault = Finding::Untrusted(ChainFault::NoAnchors);
    verdict("organisation", Some("An"), &[Finding::Intact, fault])
}

fn broken() -> Verdict {
    let fault = Finding::Broken(kehoach::signature::cms::Fault::Digest);
    verdict("khac", None, &[fault])
}

#[test]
fn the_worst_of_items_and_signatures_is_the_state_but_for_empty_fields() {
    use State::{Invalid, Unknown, Valid};
    for (states, signatures, wanted) in [
        (&[Valid, Valid][..], vec![], Valid),
        (&[Valid, Unknown], vec![], Unknown),
        (&[Invalid, Unknown], vec![], Invalid),
        (&[Valid], vec![empty()], Valid),
        (&[Valid], vec![intact(), empty()], Valid),
        (&[Valid], vec![unknown()], Unknown),
        (&[Valid], vec![intact(), broken()], Invalid),
        (&[Unknown], vec![broken()], Invalid),
        (&[], vec![], Unknown),
    ] {
        assert_eq!(report(states, &signatures).state(), wanted, "{states:?}");
    }
}

#[test]
fn a_file_is_signed_if_it_has_fields_and_each_is_signed() {
    let signed = |signatures: &[Verdict]| report(&[], signatures).is_signed();
    assert!(!signed(&[]));
    assert!(!signed(&[empty()]));
    assert!(!signed(&[intact(), empty()]));
    assert!(signed(&[intact()]));
    assert!(
        signed(&[intact(), broken()]),
        "whether it holds is another question"
    );
}

#[test]
fn the_last_line_says_what_it_comes_to() {
    let last = |states: &[State], signatures: &[Verdict], lang| {
        let told = text("a.pdf", &report(states, signatures), lang);
        told.lines().last().unwrap().to_owned()
    };
    let en = |states: &[State], signatures: &[Verdict]| last(states, signatures, Lang::En);
    assert_eq!(en(&[State::Valid], &[]), "  = valid");
    assert_eq!(en(&[State::Valid], &[intact()]), "  = valid");
    assert_eq!(
        en(&[State::Valid], &[intact(), empty()]),
        "  = valid, not signed by all"
    );
    assert_eq!(
        en(&[State::Unknown], &[]),
        "  = unknown: not everything could be told"
    );
    assert_eq!(
        en(&[State::Invalid], &[empty()]),
        "  = invalid, not signed by all"
    );
    let vi = last(&[State::Unknown], &[empty()], Lang::Vi);
    assert_eq!(vi, "  = không xác định: chưa đủ căn cứ, chưa ký đủ");
}

#[test]
fn people_read_a_line_for_each_item_and_finding() {
    let all = [
        (Part::Source, State::Valid),
        (Part::Manifest, State::Unknown),
        (Part::Rendering, State::Invalid),
        (Part::Register, State::Valid),
        (Part::Signatures, State::Invalid),
    ];
    let report = Report {
        items: all.map(|(part, state)| item(part, state)).to_vec(),
        signatures: vec![empty(), unknown(), broken()],
        ended: None,
    };
    insta::assert_snapshot!(text("a.pdf", &report, Lang::En), @"
    a.pdf
      ✓ source: valid: why
      ? manifest: unknown: why
      ✗ rendering: invalid: why
      ✓ register: valid: why
      ✗ signatures: invalid: why
      - field «signer»: not signed
      ? field «organisation», An: unknown
          ✓ integrity: valid: what was signed is unchanged and signed by the key of the certificate
          ? certificate chain: unknown: no trusted authority was named, so nobody vouches for the signer
      ✗ field «khac»: invalid
          ✗ integrity: invalid: what was signed has been changed
      = invalid, not signed by all
    ");
    let vi = text("a.pdf", &report, Lang::Vi);
    assert!(
        vi.contains("  - trường «signer» (người ký): chưa ký\n"),
        "{vi}"
    );
    assert!(
        vi.contains("  ? trường «organisation» (cơ quan), An: không xác định\n"),
        "{vi}"
    );
    assert!(vi.contains("  ✗ trường «khac»: không hợp lệ\n"), "{vi}");
}

#[test]
fn programs_read_ids_that_are_the_same_in_every_language() {
    let at = "2026-01-20T00:00:00Z".parse().unwrap();
    let each = [
        Finding::Unsigned,
        Finding::Intact,
        Finding::Covered,
        Finding::Unchanged,
        Finding::Untrusted(ChainFault::NoAnchors),
        Finding::Revocation,
        Finding::Claimed { at },
    ];
    let report = report(&[State::Unknown], &[verdict("a", None, &each), empty()]);
    let whole = json("a.pdf", &report, Lang::Vi);
    assert_eq!(whole["state"], "unknown");
    assert_eq!(whole["signed"], false);
    let first = &whole["signatures"][0];
    assert_eq!(
        (&first["field"], &first["signer"]),
        (&"a".into(), &serde_json::Value::Null)
    );
    assert_eq!(first["state"], "unknown");
    let parts = first["findings"].as_array().unwrap().iter();
    let parts: Vec<&str> = parts
        .map(|finding| finding["part"].as_str().unwrap())
        .collect();
    let wanted = [
        "presence",
        "integrity",
        "coverage",
        "changes",
        "chain",
        "revocation",
        "time",
    ];
    assert_eq!(parts, wanted);
    assert_eq!(whole["signatures"][1]["state"], "unsigned");
    assert_eq!(whole["items"][0]["message"], "vì sao");
}
