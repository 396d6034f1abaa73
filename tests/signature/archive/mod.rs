//! The files that go out are PDF/A-3a (ISO 19005-3): Typst sees to what it writes, these tests to what
//! stands behind it, and to metadata, output intent and attachments of the whole.

mod broken;
mod bytes;
mod metadata;
mod objects;

use super::{ALL, everything, pictured, prepared, rendered};
use crate::release;
use crate::support::Office;
#[cfg(feature = "sign")]
use kehoach::signature::fields::Field;
use objects::faults;

const NONE: [&str; 0] = [];

#[test]
fn a_plan_is_an_archive_file_before_and_after_the_fields() {
    for (plan, pdf) in ALL.map(|plan| (plan, rendered(plan))) {
        assert_eq!(faults(&pdf.bytes), NONE, "{plan} without fields");
        assert_eq!(faults(&prepared(&pdf)), NONE, "{plan} with fields");
        assert_eq!(faults(&pictured(&pdf)), NONE, "{plan} with pictures");
    }
}

#[test]
fn a_plan_of_everything_is_an_archive_file() {
    let pdf = everything();
    assert_eq!(faults(&pdf.bytes), NONE);
    assert_eq!(faults(&pictured(&pdf)), NONE);
}

/// A plan released by the program, with pictures or without.
pub fn released(more: &[&str]) -> (Office, Vec<u8>) {
    let office = release::free()
        .file("chu-ky.png", super::SIGNATURE)
        .file("dau.png", super::SEAL);
    let run = office.run(&[&["release", "a.toml", "--date", "2026-01-20"], more].concat());
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let pdf = std::fs::read(office.path("released/a.pdf")).unwrap();
    (office, pdf)
}

pub const WITH_PICTURES: [&str; 4] = [
    "--signature-picture",
    "chu-ky.png",
    "--seal-picture",
    "dau.png",
];

#[test]
fn a_released_plan_is_an_archive_file() {
    for more in [&[][..], &WITH_PICTURES] {
        let (_office, pdf) = released(more);
        let images = pdf
            .windows(14)
            .filter(|word| word == b"/Subtype/Image")
            .count();
        assert_eq!(images, more.len(), "each with its mask");
        assert_eq!(faults(&pdf), NONE, "{more:?}");
    }
}

#[cfg(feature = "sign")]
#[test]
fn a_plan_released_and_signed_by_both_is_an_archive_file() {
    for more in [&[][..], &WITH_PICTURES] {
        let signed = twice_signed(&released(more).1);
        assert_eq!(faults(&signed), NONE, "{more:?}");
    }
}

/// A file signed by the person and by the office.
#[cfg(feature = "sign")]
pub fn twice_signed(pdf: &[u8]) -> Vec<u8> {
    use super::desk::signed;
    signed(
        &signed(pdf, Field::Signer, "rsa"),
        Field::Organisation,
        "p256",
    )
}
