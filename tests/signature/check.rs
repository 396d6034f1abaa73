//! Signatures of another program are checked.

use super::desk::{
    by_hanko, certificates, has_hanko, holds, keys, now, prepared, signed_by_hanko, told, verdict,
    verdicts,
};
use kehoach::signature::certificate::ChainFault;
use kehoach::signature::change::Change;
use kehoach::signature::check::{Finding, Part, State, check};
use kehoach::signature::revision::Fault;

#[test]
fn empty_fields_are_not_signed() {
    let found = verdicts(prepared());
    let names: Vec<&str> = found.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(names, ["signer", "organisation"]);
    for verdict in &found {
        assert_eq!(verdict.findings, [Finding::Unsigned]);
        assert_eq!(verdict.state(), State::Unknown);
    }
}

#[test]
fn what_is_no_pdf_is_said_to_be_none() {
    assert_eq!(check(b"Mot hai ba", &[], now()), Err(Fault::NotPdf));
    assert_eq!(check(b"%PDF-1.7\nxref", &[], now()), Err(Fault::Damaged));
}

#[test]
fn signatures_of_every_common_kind_hold() {
    if !has_hanko() {
        return;
    }
    for (own, scheme) in [
        ("rsa", "pkcs1"),
        ("rsa", "pss"),
        ("p256", "ecdsa"),
        ("p384", "ecdsa"),
    ] {
        let pdf = signed_by_hanko(prepared(), "signer", own, scheme);
        holds(&pdf, "signer");
        let verdict = verdict(&pdf, "signer");
        assert_eq!(verdict.signer, Some(format!("Lê Văn Minh ({own})")));
        assert_eq!(verdict.end, Some(pdf.len()));
    }
}

#[test]
fn the_older_kind_of_signature_holds_too() {
    if !has_hanko() {
        return;
    }
    let file = keys().join("rsa.p12");
    let more = ["signer", file.to_str().unwrap(), "pkcs1", "adbe"];
    holds(&by_hanko("sign", prepared(), &more), "signer");
}

#[test]
fn a_further_signature_and_a_time_stamp_are_allowed_changes() {
    if !has_hanko() {
        return;
    }
    let first = signed_by_hanko(prepared(), "signer", "rsa", "pss");
    let second = signed_by_hanko(&first, "organisation", "p256", "ecdsa");
    holds(&second, "signer");
    holds(&second, "organisation");
    let field = "organisation".to_owned();
    let signed = Finding::Changed(Change::Signed { field });
    assert!(verdict(&second, "signer").findings.contains(&signed));

    let stamped = by_hanko("stamp", &second, &[keys().to_str().unwrap()]);
    for one in verdicts(&stamped) {
        assert_eq!(one.state(), State::Valid, "{:#?}", told(&one));
    }
    let stamp = Finding::Changed(Change::Stamped);
    assert!(verdict(&stamped, "organisation").findings.contains(&stamp));
}

#[test]
fn a_time_stamp_says_when() {
    if !has_hanko() {
        return;
    }
    let file = keys().join("p256.p12");
    let more = [
        "signer",
        file.to_str().unwrap(),
        "ecdsa",
        "ETSI",
        keys().to_str().unwrap(),
    ]
    .map(str::to_owned);
    let more: Vec<&str> = more.iter().map(String::as_str).collect();
    let pdf = by_hanko("sign", prepared(), &more);
    holds(&pdf, "signer");
    let found = verdict(&pdf, "signer");
    let is_stamp = |finding: &Finding| matches!(finding, Finding::Stamped { authority, .. } if authority == "Dấu thời gian (kiểm thử)");
    assert!(found.findings.iter().any(is_stamp), "{:#?}", told(&found));
}

#[test]
fn other_changes_are_named_by_their_object() {
    if !has_hanko() {
        return;
    }
    let signed = signed_by_hanko(prepared(), "signer", "rsa", "pss");
    for (what, path) in [
        ("contents", "/Root/Pages/Kids/0/Contents"),
        ("annotation", "/Root/Pages/Kids/0/Annots"),
        ("action", "/Root/OpenAction"),
        ("layer", "/Root/OCProperties"),
        ("box", "/Root/Pages/Kids/0/MediaBox"),
        ("pages", "/Root/Pages/Kids"),
        ("font", "/BaseFont"),
        ("field", "/Rect"),
        ("visible-field", "/Root/AcroForm/Fields"),
    ] {
        let changed = by_hanko("change", &signed, &[what]);
        let found = verdict(&changed, "signer");
        assert_eq!(found.state(), State::Invalid, "{what}");
        let named = found.findings.iter().any(|finding| {
            matches!(finding, Finding::Changed(Change::Object { path: own, object: Some(_) }) if own.contains(path))
        });
        assert!(named, "{what}: {:#?}", told(&found));
        let integrity = found
            .findings
            .iter()
            .filter(|one| one.part() == Part::Integrity);
        assert!(
            integrity
                .map(Finding::state)
                .all(|state| state == State::Valid),
            "{what}"
        );
    }
}

#[test]
fn a_revision_that_no_reader_sees_is_no_change() {
    if !has_hanko() {
        return;
    }
    let signed = signed_by_hanko(prepared(), "signer", "rsa", "pss");
    let changed = by_hanko("change", &signed, &["nothing"]);
    assert!(changed.len() > signed.len());
    assert_eq!(
        verdict(&changed, "signer").state(),
        State::Valid,
        "{:#?}",
        told(&verdict(&changed, "signer"))
    );
}

#[test]
fn nobody_vouches_where_no_authority_is_trusted() {
    if !has_hanko() {
        return;
    }
    let pdf = signed_by_hanko(prepared(), "signer", "rsa", "pss");
    let found = check(&pdf, &[], now()).unwrap();
    assert!(
        found[0]
            .findings
            .contains(&Finding::Untrusted(ChainFault::NoAnchors))
    );
    assert_eq!(found[0].state(), State::Unknown);
    let found = check(&pdf, &certificates("other"), now()).unwrap();
    let issuer = "Root CA (kiểm thử)".to_owned();
    assert!(
        found[0]
            .findings
            .contains(&Finding::Untrusted(ChainFault::Untrusted { issuer }))
    );
    assert_eq!(found[0].state(), State::Unknown);
}
