//! Signature fields of a PDF, pictures of signature and seal, and signatures.

pub(crate) mod aloud;
mod archive;
mod chain;
mod check;
mod crafted;
pub(crate) mod desk;
mod fields;
mod habits;
#[cfg(feature = "sign")]
mod mutated;
mod others;
mod picture;
mod places;
mod revision;
#[cfg(feature = "sign")]
mod sign;
mod tables;
#[cfg(feature = "sign")]
mod tampered;

use crate::docx::samples;
use crate::support::{Office, repository};
use kehoach::checks::{Options, examine};
use kehoach::render::{self, Pdf};
use kehoach::signature::fields::{Pictures, with_fields};
use kehoach::signature::picture::{Kind, Picture};
use kehoach::workspace::Workspace;
use std::path::Path;
use std::sync::Arc;

/// Krông Nô's plan has tables and nine pages, Tân Hòa's four pages.
const PLANS: [&str; 2] = ["krong-no/2020-giam-ngheo", "tan-hoa/2025-giam-ngheo"];

/// All plans of the repository.
const ALL: [&str; 7] = [
    "cao-bang/2024-giam-ngheo",
    "krong-no/2020-giam-ngheo",
    "lam-dong/2026-cchc",
    "tan-hoa/2024-giam-ngheo",
    "tan-hoa/2025-giam-ngheo",
    "tan-yen/2024-giam-ngheo",
    "tay-hoa/2022-giam-ngheo",
];

const SIGNATURE: &[u8] = include_bytes!("signature.png");
const SEAL: &[u8] = include_bytes!("seal.png");

/// A plan of this repository as `kehoach render` makes it.
fn rendered(plan: &str) -> Pdf {
    made(&repository().join(format!("plans/{plan}.toml")))
}

fn made(path: &Path) -> Pdf {
    let workspace = Arc::new(Workspace::open(&Workspace::root_of(path)).unwrap());
    let loaded = workspace.load(path).unwrap();
    let document = examine(&loaded, Options::default()).document.unwrap();
    render::pdf(&document, &workspace.style, &loaded.attachments, false).unwrap()
}

/// `plan.toml` of an office.
fn made_in(office: &Office) -> Pdf {
    made(&office.path("plan.toml"))
}

/// The plan that uses everything.
fn everything() -> Pdf {
    let plan = samples::EVERYTHING.replace("\"TODO\"", "10");
    made_in(&samples::office().file("plan.toml", plan))
}

/// A PDF with its two empty fields.
fn prepared(pdf: &Pdf) -> Vec<u8> {
    with_fields(&pdf.bytes, &pdf.signature.unwrap(), Pictures::default()).unwrap()
}

/// A PDF with its two fields, and pictures in them.
fn pictured(pdf: &Pdf) -> Vec<u8> {
    let signature = Picture::read(SIGNATURE, Kind::Signature, None).unwrap();
    let seal = Picture::read(SEAL, Kind::Seal, None).unwrap();
    let pictures = Pictures {
        signature: Some(&signature),
        seal: Some(&seal),
    };
    with_fields(&pdf.bytes, &pdf.signature.unwrap(), pictures).unwrap()
}

/// Stands in the list of tests where signing cannot be tested: add `--features sign`.
#[cfg(not(feature = "sign"))]
#[test]
fn signing_is_not_tested_because_the_feature_sign_is_off() {}
