//! Who signed, against whom the plan names.

use super::signed::{sign, verify};
use super::{bytes, released_by};
use crate::signature::desk::{by_hanko, has_hanko, keys};
use crate::support::Office;

/// What is said of who signed.
fn signers(office: &Office) -> Vec<String> {
    let run = verify(office);
    let lines = run.out.lines();
    let lines = lines.filter_map(|line| line.split_once(" người ký: "));
    lines.map(|(_, said)| said.to_owned()).collect()
}

/// A release signed by the person and the office, by an office with other settings.
fn signed(change: impl FnOnce(String) -> String, office_key: &str) -> Office {
    let office = released_by(change);
    sign(&office, "signer", "p256.p12");
    sign(&office, "organisation", office_key);
    office
}

#[test]
fn the_person_and_the_office_of_the_plan_need_no_word() {
    assert_eq!(signers(&signed(|own| own, "rsa.p12")), [""; 0]);
    // The body above the office may be the one that had the person's certificate made.
    let parent = |own: String| {
        own.replace(
            "name = \"Ủy ban nhân dân xã An Bình\"",
            "name = \"Văn phòng\"\nparent = \"Ủy ban nhân dân xã An Bình\"",
        )
    };
    let office = released_by(parent);
    sign(&office, "signer", "p256.p12");
    assert_eq!(signers(&office), [""; 0]);
}

#[test]
fn another_person_is_named_beside_the_one_of_the_plan() {
    let other = |own: String| own.replace("Lê Văn Minh", "Trần Thị Bình");
    let office = signed(other, "rsa.p12");
    assert_eq!(
        signers(&office),
        [
            "không xác định: chứng thư của «Lê Văn Minh (p256)» ghi «Lê Văn Minh (p256)», kế hoạch ghi «Trần Thị Bình»"
        ]
    );
    assert_eq!(verify(&office).code, 1);
}

#[test]
fn another_office_is_named_beside_the_one_of_the_plan() {
    let other = |own: String| {
        own.replace(
            "Ủy ban nhân dân xã An Bình",
            "Ủy ban nhân dân xã An Bình Đông",
        )
    };
    assert_eq!(
        signers(&signed(other, "rsa.p12")),
        [
            "không xác định: chứng thư của «Lê Văn Minh (p256)» ghi «UBND xã An Bình», kế hoạch ghi «Ủy ban nhân dân xã An Bình Đông»",
            "không xác định: chứng thư của «Lê Văn Minh (rsa)» ghi «Lê Văn Minh (rsa)», kế hoạch ghi «Ủy ban nhân dân xã An Bình Đông»",
        ]
    );
}

#[test]
fn one_certificate_in_both_fields_is_said_with_both_names_of_the_plan() {
    assert_eq!(
        signers(&signed(|own| own, "p256.p12")),
        [
            "không xác định: cùng một chứng thư của «Lê Văn Minh (p256)» được dùng cho cả người ký («Lê Văn Minh») và cơ quan («Ủy ban nhân dân xã An Bình»)"
        ]
    );
    // That it is a stranger's is said besides.
    let other = |own: String| own.replace("Lê Văn Minh", "Trần Thị Bình");
    assert_eq!(signers(&signed(other, "p256.p12")).len(), 2);
}

#[test]
fn a_field_more_is_of_the_person_or_the_office_or_said() {
    if !has_hanko() {
        return;
    }
    let third = |change: fn(String) -> String| {
        let office = released_by(change);
        sign(&office, "signer", "p256.p12");
        let key = keys().join("p384.p12");
        let more = ["them", key.to_str().unwrap(), "ecdsa"];
        let pdf = by_hanko("sign", &bytes(&office, "released/a.pdf"), &more);
        office.file("released/a.pdf", pdf)
    };
    assert_eq!(signers(&third(|own| own)), [""; 0]);
    let stranger = third(|own| {
        own.replace("Lê Văn Minh", "Trần Thị Bình")
            .replace("xã An Bình\"\nletter", "xã Khác\"\nletter")
    });
    let said = signers(&stranger);
    assert_eq!(
        said.last().unwrap(),
        "không xác định: chứng thư của «Lê Văn Minh (p384)» ghi «Lê Văn Minh (p384)», kế hoạch ghi «Trần Thị Bình», «Ủy ban nhân dân xã Khác»"
    );
}
