//! What a signature's dictionary says: its kind, and when the signer says it was signed.

use super::*;
use kehoach::signature::signed::CoverageFault;

/// What is found of a person's signature whose dictionary has these entries.
fn with(entries: &str) -> Vec<Finding> {
    let pdf = signed_pdf(entries, |content| Signing::person(content).der());
    verdict(&pdf).findings
}

fn time(entry: &str) -> Finding {
    with(&format!("{CADES}{entry}")).pop().unwrap()
}

fn claimed(at: &str) -> Finding {
    let at = at.parse().unwrap();
    Finding::Claimed { at }
}

#[test]
fn the_signers_word_is_a_day_a_time_and_a_zone() {
    for (written, at) in [
        ("D:20260115083000+07'00'", "2026-01-15T01:30:00Z"),
        ("D:20260115083000+07'30'", "2026-01-15T01:00:00Z"),
        ("D:20260115083000-07'30", "2026-01-15T16:00:00Z"),
        ("D:20260115083000+07", "2026-01-15T01:30:00Z"),
        ("D:20260115083000Z", "2026-01-15T08:30:00Z"),
        ("D:20260115083000Z00'00'", "2026-01-15T08:30:00Z"),
        ("D:20260115083000", "2026-01-15T08:30:00Z"),
    ] {
        assert_eq!(time(&format!("/M({written})")), claimed(at), "{written}");
    }
    for wrong in [
        "",
        "/M 20260115083000",
        "/M(20260115083000Z)",
        "/M(D:202601150830)",
        "/M(D:20261315083000Z)",
        "/M(D:20260115083000+)",
        "/M(D:20260115083000+7)",
        "/M(D:20260115083000+99'00')",
        "/M(D:20260115083000x07'00')",
    ] {
        assert_eq!(time(wrong), Finding::NoTime, "{wrong}");
    }
}

#[test]
fn the_signers_word_does_not_lie_ahead() {
    assert_eq!(
        time("/M(D:20260601000000Z)"),
        claimed("2026-06-01T00:00:00Z")
    );
    let at = "2026-06-01T00:00:01Z".parse().unwrap();
    assert_eq!(time("/M(D:20260601000001Z)"), Finding::ClaimedAhead { at });
}

#[test]
fn the_certificate_was_in_force_when_the_signer_says_so() {
    assert_eq!(
        time("/M(D:20200101000000Z)"),
        claimed("2020-01-01T00:00:00Z")
    );
    let at = "2019-12-31T23:59:59Z".parse().unwrap();
    assert_eq!(
        time("/M(D:20191231235959Z)"),
        Finding::ClaimedOutside { at }
    );
}

#[test]
fn a_verdict_hangs_on_all_but_revocation_and_the_signers_word() {
    let state = |entry: &str| {
        let pdf = signed_pdf(&format!("{CADES}{entry}"), |content| {
            Signing::person(content).der()
        });
        verdict(&pdf).state()
    };
    assert_eq!(state(""), State::Valid);
    assert_eq!(state("/M(D:20260115083000Z)"), State::Valid);
    assert_eq!(state("/M(D:20191231235959Z)"), State::Invalid);
    assert_eq!(state("/M(D:20260601000001Z)"), State::Invalid);
    let extra = signed_pdf(CADES, |content| {
        let mut own = Signing::person(content);
        own.unsigned.push(attribute("1.2.3", &null()));
        own.der()
    });
    assert_eq!(verdict(&extra).state(), State::Unknown);
}

#[test]
fn a_kind_that_is_not_known_is_said_and_nothing_else() {
    for (entries, name) in [
        ("/SubFilter/adbe.pkcs7.sha1", "adbe.pkcs7.sha1"),
        ("/SubFilter/adbe.x509.rsa_sha1", "adbe.x509.rsa_sha1"),
        ("/SubFilter(ETSI.CAdES.detached)", ""),
        ("", ""),
    ] {
        let name = name.to_owned();
        assert_eq!(with(entries), [Finding::Kind { name }]);
    }
}

#[test]
fn a_value_that_is_no_dictionary_is_no_signature() {
    let with = |value: &str| {
        let field = OBJECTS[4].replace("/V 6 0 R", value);
        let pdf = pdf_of(&[&OBJECTS[..4], &[&field]].concat());
        verdict(&pdf).findings
    };
    let damaged = Finding::Uncovered(CoverageFault::Dictionary);
    assert_eq!(with("/V(x)"), [damaged]);
    assert_eq!(with(""), [Finding::Unsigned]);
}

#[test]
fn a_pdf_without_a_form_has_no_signatures() {
    for (catalog, form) in [
        ("<</Type/Catalog/Pages 2 0 R>>", OBJECTS[3]),
        (OBJECTS[0], "<</SigFlags 3>>"),
        (OBJECTS[0], "<</Fields[]>>"),
    ] {
        let pdf = pdf_of(&[catalog, OBJECTS[1], OBJECTS[2], form, OBJECTS[4]]);
        assert_eq!(check(&pdf, &[], now()), Ok(Vec::new()));
    }
}

/// The names of the signature fields of a form with these fields, from object 5 on.
fn names(fields: &[&str]) -> Vec<String> {
    let pdf = pdf_of(&[&OBJECTS[..4], fields].concat());
    let all = check(&pdf, &[], now()).unwrap();
    all.into_iter().map(|verdict| verdict.field).collect()
}

#[test]
fn fields_have_the_names_and_the_kind_of_those_above_them() {
    let none: [&str; 0] = [];
    assert_eq!(names(&["<</FT/Sig/T(a)>>"]), ["a"]);
    assert_eq!(names(&["<</FT/Tx/T(a)>>"]), none);
    assert_eq!(names(&["<</T(a)>>"]), none);
    assert_eq!(names(&["<</FT/Sig>>"]), [""]);
    let parent = "<</FT/Sig/T(a)/Kids[6 0 R 7 0 R]>>";
    assert_eq!(names(&[parent, "<</T(b)>>", "<</FT/Tx/T(c)>>"]), ["a.b"]);
    assert_eq!(
        names(&[
            "<</T(a)/Kids[6 0 R 7 0 R]>>",
            "<</FT/Sig/T(b)>>",
            "<</FT/Sig/T(c)>>"
        ]),
        ["a.b", "a.c"]
    );
    // Kids without names are the field's places on pages.
    assert_eq!(
        names(&[parent, "<</Rect[0 0 1 1]>>", "<</Rect[0 0 1 1]>>"]),
        ["a"]
    );
    assert_eq!(names(&["<</FT/Sig/T(a)/Kids[]>>"]), ["a"]);
    assert_eq!(
        names(&[parent, "<</Rect[0 0 1 1]>>", "<</T(c)>>"]),
        ["a", "a.c"]
    );
    assert_eq!(names(&["<</FT/Sig/T<FEFF1EAD>>>"]), ["ậ"]);
    assert_eq!(names(&["<</FT/Sig/T<EFBBBFE1BAAD>>>"]), ["ậ"]);
}

#[test]
fn fields_are_nested_to_a_depth() {
    // As deep as 16 steps below the first.
    let nested = |depth: usize| {
        let above = (0..depth).map(|at| format!("<</T(a)/Kids[{} 0 R]>>", at + 6));
        let all: Vec<String> = above.chain(["<</FT/Sig/T(b)>>".to_owned()]).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        names(&all).len()
    };
    assert_eq!(nested(16), 1);
    assert_eq!(nested(17), 0);
}

#[test]
fn fields_are_at_most_a_thousand() {
    let many = |count: usize| {
        let own = "<</FT/Sig/T(a)>>";
        let list: String = (0..count).map(|_| own).collect();
        let form = format!("<</Fields[{list}]>>");
        let pdf = pdf_of(&[OBJECTS[0], OBJECTS[1], OBJECTS[2], &form]);
        check(&pdf, &[], now()).unwrap().len()
    };
    assert_eq!(many(999), 999);
    assert_eq!(many(1000), 1000);
    assert_eq!(many(1001), 1000);
}
