//! The DOCX: a valid package (ECMA-376), written as Word writes, with the plan inside.

mod file;
mod lines;
mod order;
mod package;
mod pages;
mod references;
mod samples;
mod source;
mod structure;
mod table;
mod validators;
mod xml;
