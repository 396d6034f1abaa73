//! Signature fields, pictures and signatures of a PDF.

mod check;
mod desk;
mod revision;
#[cfg(feature = "sign")]
mod sign;
#[cfg(feature = "sign")]
mod tampered;

use crate::support::{Office, repository, run_in};
use std::path::Path;

/// A PDF as `kehoach render` makes it of a plan of this repository, `tan-hoa/2025-giam-ngheo`.
fn rendered(plan: &str) -> Vec<u8> {
    let office = Office::empty();
    let out = office.path("out");
    let source = format!("plans/{plan}.toml");
    let run = run_in(
        repository(),
        &["render", &source, "--out", out.to_str().unwrap()],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let name = Path::new(plan).file_name().unwrap().to_str().unwrap();
    std::fs::read(out.join(format!("{name}.pdf"))).unwrap()
}

/// What `qpdf --check` says of a PDF, when it finds no fault.
fn qpdf_accepts(bytes: &[u8]) {
    use crate::support::installed;
    if !installed("qpdf") {
        return;
    }
    let office = Office::empty().file("it.pdf", bytes);
    let output = std::process::Command::new("qpdf")
        .args(["--check", office.path("it.pdf").to_str().unwrap()])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}{complaint}");
    assert!(
        said.contains("No syntax or stream encoding errors found"),
        "{said}{complaint}"
    );
}
