//! Signatures (chữ ký) of a PDF: the fields that they go into, and the pictures that stand for them on
//! paper.
//!
//! All of it is done behind the bytes of the finished file, as incremental updates
//! (ISO 32000-1, 7.5.6), so that what was rendered stays inside byte for byte.
//!
//! A release renders a plan with [`crate::render::pdf`], reads the pictures that it is given with
//! [`picture::Picture::read`], and puts both fields in with [`fields::with_fields`]; where the fields go
//! is the PDF's [`crate::render::Pdf::signature`]. A signature goes into a field as a further
//! [`revision::Revision`].

mod appearance;
mod appended;
mod asn1;
pub mod certificate;
pub mod change;
pub mod check;
pub mod cms;
pub mod compare;
pub mod fields;
pub mod finding;
pub mod key;
mod metadata;
mod object;
mod objects;
mod permission;
pub mod picture;
#[cfg(feature = "sign")]
pub mod pkcs12;
pub mod revision;
mod section;
#[cfg(feature = "sign")]
pub mod sign;
pub mod signed;
pub mod state;
pub mod syntax;
pub mod timestamp;
pub mod unknown;
mod value;
