//! The same plan as PDF and as DOCX is the same document: one has the words, the pages and the places of the other.
//!
//! `LibreOffice` makes a PDF of every DOCX, in one start for all tests, and poppler measures both.

mod libreoffice;
mod paragraph;
mod places;
mod plans;
mod table;
mod words;
