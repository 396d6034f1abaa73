//! Tells the tests whether poppler's programs, which they measure PDFs with, are installed.
//!
//! Without them `cargo test` passes over those tests; in CI they must be there.

#![allow(clippy::print_stdout, reason = "this is how cargo is told")]

use std::path::Path;

const PROGRAMS: [&str; 6] = [
    "pdftotext",
    "pdfinfo",
    "pdffonts",
    "pdfdetach",
    "pdftohtml",
    "pdftocairo",
];

fn main() {
    println!("cargo::rustc-check-cfg=cfg(poppler)");
    println!("cargo::rustc-check-cfg=cfg(soffice)");
    println!("cargo::rerun-if-changed=tests/support/build.rs");
    println!("cargo::rerun-if-env-changed=PATH");
    println!("cargo::rerun-if-env-changed=CI");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let installed = |program: &str| {
        folders
            .iter()
            .any(|folder| Path::new(folder).join(program).is_file())
    };
    if PROGRAMS.iter().all(|program| installed(program)) || std::env::var_os("CI").is_some() {
        println!("cargo::rustc-cfg=poppler");
    }
    // LibreOffice, which makes PDFs of the DOCX.
    if installed("soffice") || std::env::var_os("CI").is_some() {
        println!("cargo::rustc-cfg=soffice");
    }
}
