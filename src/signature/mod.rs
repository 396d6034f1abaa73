//! Signatures (chữ ký) of a PDF: the fields that they go into, and the pictures that stand for them on
//! paper.
//!
//! All of it is done behind the bytes of the finished file, as incremental updates
//! (ISO 32000-1, 7.5.6), so that what was rendered stays inside byte for byte.

pub mod revision;
pub mod syntax;
