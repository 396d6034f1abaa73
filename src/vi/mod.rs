//! Vietnamese as administrative documents write it: numbers, amounts in
//! words, dates, numbering and letters.
//!
//! The rules come from Decree 30/2020/NĐ-CP (Nghị định về công tác văn thư):
//! Annex I (Phụ lục I) for form and layout, Annex II (Phụ lục II) for capital
//! letters. Where the decree is silent, each item names the practice it
//! follows instead. All text that leaves these modules is in Unicode
//! normalization form C, as TCVN 6909:2001 writes it (Annex I, Part I,
//! section I.4).

pub mod citation;
pub mod date;
pub mod format;
pub mod moment;
pub mod number;
pub mod ordinal;
pub mod person;
pub mod place;
pub mod quantity;
pub mod spoken;
pub mod syllable;
pub mod text;
pub mod unit;
pub mod words;
