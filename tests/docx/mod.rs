//! The DOCX: a valid package (ECMA-376), written as Word writes, with the plan inside.

mod file;
mod letter;
mod lines;
pub mod order;
pub mod package;
mod pages;
mod references;
pub mod samples;
mod source;
mod structure;
mod table;
pub mod validators;
pub mod xml;
