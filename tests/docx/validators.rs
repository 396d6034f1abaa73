//! What others say of the files: validators and python-docx, each started once for all.

use super::package::Package;
use super::samples;
use crate::support::{installed, repository};
use serde_json::{Value, json};
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

/// All samples in a folder.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    for package in samples::all() {
        let name = package.name.replace('/', "-");
        std::fs::write(folder.path().join(format!("{name}.docx")), &package.bytes).unwrap();
    }
    folder
}

/// A folder with a file that has properties of a table out of order, and refers to no footnote.
fn broken() -> TempDir {
    let package = samples::everything()
        .broken(
            "word/document.xml",
            "<w:tblLayout w:type=\"fixed\"/>",
            "<w:tblLayout w:type=\"fixed\"/><w:tblW w:w=\"1\" w:type=\"dxa\"/>",
        )
        .broken(
            "word/document.xml",
            "<w:footnoteReference w:id=\"2\"/>",
            "<w:footnoteReference w:id=\"9\"/>",
        );
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("broken.docx"), packed(&package)).unwrap();
    folder
}

/// A package with the parts that it has now.
fn packed(package: &Package) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in &package.parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Runs a script on a folder of files; none where Python has no such module, which CI must have.
fn python(module: &str, script: &str, folder: &TempDir) -> Option<Output> {
    python_of(module, &format!("tests/docx/{script}"), folder.path())
}

/// Runs a script of the repository on a folder of files; none where Python has no such module.
pub fn python_of(module: &str, script: &str, folder: &Path) -> Option<Output> {
    let run = |arguments: &[&str]| Command::new("python3").args(arguments).output().unwrap();
    let import = format!("import {module}");
    if !installed("python3") || !run(&["-c", &import]).status.success() {
        let in_ci = std::env::var_os("CI").is_some();
        assert!(!in_ci, "{module} is not installed; see .ci/run");
        eprintln!("{module} is not installed: what it says of the files is not tested");
        return None;
    }
    let script = repository().join(script);
    Some(run(
        &[script.as_path(), folder].map(|path| path.to_str().unwrap())
    ))
}

pub fn said(output: &Output) -> String {
    let said = [&output.stdout[..], &output.stderr].concat();
    String::from_utf8_lossy(&said).into_owned()
}

/// openxml-audit holds each part against Microsoft's schemas and their further rules, of two versions.
#[test]
fn openxml_audit_finds_no_violation() {
    let audit = |folder| python("openxml_audit", "audit.py", &folder);
    let Some(sound) = audit(folder()) else {
        return;
    };
    assert!(sound.status.success(), "{}", said(&sound));
    let broken = said(&audit(broken()).unwrap());
    assert!(
        broken.contains("tblW") && broken.contains("footnote"),
        "{broken}"
    );
}

/// ooxml-integrity looks for what Word repairs or loses; mere hints count too.
#[test]
fn ooxml_integrity_finds_nothing() {
    if !installed("ooxml-integrity") {
        return;
    }
    let check = |folder: TempDir| {
        let files = std::fs::read_dir(folder.path()).unwrap();
        let files = files.map(|file| file.unwrap().path());
        let mut command = Command::new("ooxml-integrity");
        command.args(["check", "--fail-on", "info", "--no-config"]);
        command.args(files).output().unwrap()
    };
    let sound = check(folder());
    assert!(sound.status.success(), "{}", said(&sound));
    let broken = check(broken());
    assert!(said(&broken).contains("footnote"), "{}", said(&broken));
    assert!(!broken.status.success());
}

/// A library that many programs read DOCX with sees what Word's navigation pane shows.
#[test]
fn python_docx_opens_them_and_lists_headings_and_tables() {
    let Some(output) = python("docx", "read.py", &folder()) else {
        return;
    };
    assert!(output.status.success(), "{}", said(&output));
    let read = String::from_utf8(output.stdout).unwrap();
    let read: Vec<Value> = read
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(read.len(), samples::all().len());
    for (file, tables) in read.iter().map(|file| (file, &file["tables"])) {
        assert!(
            tables
                .as_array()
                .unwrap()
                .iter()
                .all(|style| style == "Lưới bảng")
        );
        let least = file["file"] == "least";
        assert_eq!(
            file["headings"].as_array().unwrap().is_empty(),
            least,
            "{file}"
        );
    }
    let draft = read.iter().find(|file| file["file"] == "draft").unwrap();
    assert_eq!(
        draft["headings"],
        json!([
            "Heading 1: Phần I NHỮNG VẤN ĐỀ CHUNG",
            "Heading 2: Chương I MỤC ĐÍCH",
            "Heading 3: Mục 1 YÊU CẦU",
            "Heading 4: Điều 1. Phạm vi",
            "Heading 5: 1. Trong số đó",
            "Heading 6: a) Thôn Đông trồng cây:",
            "Heading 5: 2. Cách làm",
            "Heading 1: Phần II CHỈ TIÊU VÀ TỔ CHỨC THỰC HIỆN",
            "Heading 2: Phần I KẾT QUẢ",
        ])
    );
    // Letterhead, stamp, five tables of the text, ending, two of the appendices.
    assert_eq!(draft["columns"], json!([2, 1, 6, 2, 3, 3, 3, 2, 3, 3]));
    assert_eq!(draft["created"], "2025-02-05 00:00:00+00:00");
}
