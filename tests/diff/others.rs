//! What others make of tracked changes: validators, and `LibreOffice`, which accepts and rejects them.

use super::tracked::{Pair, pairs};
use crate::docx::validators::{python_of, said};
use crate::support::{installed, repository};
use std::fs::read_to_string;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// The files of a few pairs.
fn folder(pairs: &[(&str, Pair)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, pair) in pairs {
        for (kind, package) in [
            ("old", &pair.old),
            ("new", &pair.new),
            ("tracked", &pair.tracked),
        ] {
            let file = folder.path().join(format!("{name}.{kind}.docx"));
            std::fs::write(file, &package.bytes).unwrap();
        }
    }
    folder
}

#[test]
fn validators_find_nothing() {
    let folder = folder(&pairs());
    if let Some(output) = python_of("openxml_audit", "tests/docx/audit.py", folder.path()) {
        assert!(output.status.success(), "{}", said(&output));
    }
    if installed("ooxml-integrity") {
        let files = std::fs::read_dir(folder.path()).unwrap();
        let mut command = Command::new("ooxml-integrity");
        command.args(["check", "--fail-on", "info", "--no-config"]);
        let output = command
            .args(files.map(|file| file.unwrap().path()))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", said(&output));
    }
}

/// The texts of the files of a folder after `LibreOffice` has accepted and rejected the changes; none
/// where it is not installed. Version 7.4 leaves some empty lines of what is taken out before a table; no words.
pub fn settled(folder: &Path) -> Option<impl Fn(&str, &str) -> Vec<String> + use<>> {
    // Debian's python3-uno is for Debian's Python.
    let python = "/usr/bin/python3";
    let uno = Command::new(python).args(["-c", "import uno"]).output();
    if !installed("soffice") || !uno.is_ok_and(|output| output.status.success()) {
        assert!(
            std::env::var_os("CI").is_none(),
            "python3-uno is not installed; see .ci/run"
        );
        eprintln!(
            "python3-uno is not installed: what LibreOffice accepts and rejects is not tested"
        );
        return None;
    }
    let script = repository().join("tests/diff/settle.py");
    let output = Command::new(python)
        .arg(script)
        .arg(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let folder = folder.to_owned();
    Some(move |name: &str, kind: &str| -> Vec<String> {
        let text = read_to_string(folder.join(format!("{name}.{kind}.txt"))).unwrap();
        let lines = text.trim_start_matches('\u{feff}').lines();
        let lines = lines.filter(|line| !line.trim().is_empty());
        lines.map(str::to_owned).collect()
    })
}

#[test]
fn libre_office_accepts_and_rejects_them() {
    let pairs = pairs();
    let folder = folder(&pairs);
    let Some(text) = settled(folder.path()) else {
        return;
    };
    for (name, _) in pairs {
        assert!(!text(name, "new").is_empty());
        assert_eq!(text(name, "accepted"), text(name, "new"), "{name}");
        assert_eq!(text(name, "rejected"), text(name, "old"), "{name}");
    }
}
