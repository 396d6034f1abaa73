//! What the tests of signatures work with: a PDF with empty fields, keys, other people's programs.

use crate::support::{Office, installed, repository};
use jiff::Timestamp;
use kehoach::signature::certificate::Certificate;
use kehoach::signature::check::{Finding, Part, State, Verdict, check};
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// Tân Hòa's plan with its two empty fields.
pub fn prepared() -> &'static [u8] {
    static PDF: OnceLock<Vec<u8>> = OnceLock::new();
    PDF.get_or_init(|| super::prepared(&super::rendered("tan-hoa/2025-giam-ngheo")))
}

/// The folder of keys and certificates.
pub fn keys() -> PathBuf {
    repository().join("tests/signature/keys")
}

#[cfg(feature = "sign")]
pub fn key(name: &str) -> Vec<u8> {
    std::fs::read(keys().join(format!("{name}.p12"))).unwrap()
}

/// The certificates of a file.
pub fn certificates(name: &str) -> Vec<Certificate> {
    Certificate::read_all(&std::fs::read(keys().join(format!("{name}.pem"))).unwrap()).unwrap()
}

/// A moment at which all certificates are in force that are meant to be.
pub fn now() -> Timestamp {
    "2090-06-01T00:00:00Z".parse().unwrap()
}

/// The verdicts on a PDF where the root of the tests is trusted.
pub fn verdicts(pdf: &[u8]) -> Vec<Verdict> {
    check(pdf, &certificates("root"), now()).unwrap()
}

/// The verdict on a field.
pub fn verdict(pdf: &[u8], field: &str) -> Verdict {
    let mut all = verdicts(pdf).into_iter();
    all.find(|one| one.field == field)
        .unwrap_or_else(|| panic!("no field {field}"))
}

/// The states of a field's parts, in words.
pub fn told(verdict: &Verdict) -> Vec<String> {
    let line = |finding: &Finding| {
        format!(
            "{} {}: {}",
            finding.state().word().text(kehoach::diag::Lang::En),
            finding.part().word().text(kehoach::diag::Lang::En),
            finding.message().text(kehoach::diag::Lang::En)
        )
    };
    verdict.findings.iter().map(line).collect()
}

/// That a field's signature holds in every way.
pub fn holds(pdf: &[u8], field: &str) {
    let verdict = verdict(pdf, field);
    assert_eq!(verdict.state(), State::Valid, "{:#?}", told(&verdict));
    let parts: Vec<Part> = verdict.findings.iter().map(Finding::part).collect();
    for part in [
        Part::Integrity,
        Part::Coverage,
        Part::Changes,
        Part::Chain,
        Part::Revocation,
        Part::Time,
    ] {
        assert!(parts.contains(&part), "nothing is said of {part:?}");
    }
}

/// Whether Python has pyHanko, which CI must have; elsewhere what it says is not tested.
pub fn has_hanko() -> bool {
    let import = ["-c", "import pyhanko.sign"];
    let found = installed("python3")
        && Command::new("python3")
            .args(import)
            .output()
            .is_ok_and(|output| output.status.success());
    assert!(
        found || std::env::var_os("CI").is_none(),
        "pyhanko is not installed; see .ci/run"
    );
    if !found {
        eprintln!("pyhanko is not installed: what it says of signatures is not tested");
    }
    found
}

fn hanko(arguments: &[&str]) -> String {
    let script = repository().join("tests/signature/hanko.py");
    let output = Command::new("python3")
        .arg(script)
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// A PDF as pyHanko makes it of another: `sign` or `change` with what they take.
pub fn by_hanko(task: &str, pdf: &[u8], more: &[&str]) -> Vec<u8> {
    let office = Office::empty().file("in.pdf", pdf);
    let (source, target) = (office.path("in.pdf"), office.path("out.pdf"));
    let mut arguments = vec![task, source.to_str().unwrap(), target.to_str().unwrap()];
    arguments.extend(more);
    hanko(&arguments);
    std::fs::read(target).unwrap()
}

/// What pyHanko says of the signatures of a PDF, a line each.
#[cfg(feature = "sign")]
pub fn hanko_says(pdf: &[u8]) -> Vec<String> {
    let office = Office::empty().file("in.pdf", pdf);
    let root = keys().join("root.pem");
    let said = hanko(&[
        "validate",
        office.path("in.pdf").to_str().unwrap(),
        root.to_str().unwrap(),
    ]);
    said.lines().map(str::to_owned).collect()
}

/// A PDF signed by pyHanko.
pub fn signed_by_hanko(pdf: &[u8], field: &str, own: &str, scheme: &str) -> Vec<u8> {
    let file = keys().join(format!("{own}.p12"));
    by_hanko("sign", pdf, &[field, file.to_str().unwrap(), scheme])
}

/// The password of every key file of the tests.
#[cfg(feature = "sign")]
pub const PASSWORD: &str = "mat-khau";

/// A key file opened.
#[cfg(feature = "sign")]
pub fn identity(name: &str) -> kehoach::signature::pkcs12::Identity {
    kehoach::signature::pkcs12::Identity::open(&key(name), PASSWORD).unwrap()
}

/// When the tests sign.
#[cfg(feature = "sign")]
pub fn signing_time() -> jiff::Zoned {
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::Offset::constant(7));
    let moment: Timestamp = "2026-01-15T01:30:00Z".parse().unwrap();
    moment.to_zoned(zone)
}

/// A PDF with one of its fields signed by us.
#[cfg(feature = "sign")]
pub fn signed(pdf: &[u8], field: kehoach::signature::fields::Field, own: &str) -> Vec<u8> {
    kehoach::signature::sign::sign(pdf, field, &identity(own), &signing_time(), None).unwrap()
}

/// pyHanko as a time-stamping authority, as long as it is kept.
#[cfg(feature = "sign")]
pub struct Authority {
    process: std::process::Child,
    pub address: String,
}

#[cfg(feature = "sign")]
impl Authority {
    pub fn start() -> Self {
        use std::io::BufRead;
        let script = repository().join("tests/signature/hanko.py");
        let mut process = Command::new("python3")
            .args([script.to_str().unwrap(), "serve", keys().to_str().unwrap()])
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut port = String::new();
        let mut out = std::io::BufReader::new(process.stdout.take().unwrap());
        out.read_line(&mut port).unwrap();
        Self {
            process,
            address: format!("http://127.0.0.1:{}", port.trim()),
        }
    }
}

#[cfg(feature = "sign")]
impl Drop for Authority {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
