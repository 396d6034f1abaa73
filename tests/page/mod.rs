//! The page, measured in the PDF: Decree 30/2020/NĐ-CP, Annex I, Part I.

mod appendix;
mod ending;
mod file;
mod letterhead;
mod marks;
pub mod measure;
mod style;
mod table;
mod text;
mod xml;
