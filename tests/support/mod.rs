//! A workspace in a temporary folder, and the program run in it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
#[cfg(poppler)]
use std::process::Output;
use tempfile::TempDir;

/// A workspace whose files a test writes out.
pub struct Office {
    folder: TempDir,
}

/// What a run of the program came to.
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Office {
    /// An empty folder.
    pub fn empty() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// A workspace of a commune with a few units and legal documents.
    pub fn commune() -> Self {
        Self::empty()
            .file(
                "kehoach.toml",
                r#"
[issuer]
name = "Ủy ban nhân dân xã An Bình"
letterhead = ["Ủy ban nhân dân", "xã An Bình"]
place = "An Bình"
abbreviation = "UBND"

[signature]
on_behalf = "TM. ỦY BAN NHÂN DÂN"
position = "CHỦ TỊCH"
name = "Lê Văn Minh"

# What plans say has tests of its own, in tests/rules.
[rules]
BUD = "off"
IND = "off"
TAB = "off"
LEG = "off"
RES = "off"
TIM = "off"
FRM = "off"
FRM001 = "error"
TXT = "off"
"#,
            )
            .file(
                "units.toml",
                r#"
[[units]]
id = "van_phong"
name = "Văn phòng HĐND và UBND xã"
[[units]]
id = "cac_thon"
name = "các thôn"
"#,
            )
            .file(
                "legal.toml",
                r#"
[[documents]]
id = "qd_05"
kind = "Quyết định"
number = "05/QĐ-UBND"
date = 2025-01-09
issuer = "UBND xã An Bình"
title = "về việc giao chỉ tiêu năm 2025"
"#,
            )
    }

    /// Writes a file, with its folders.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// A plan `plan.toml` with the least that a plan must have, and more.
    pub fn plan(self, more: &str) -> Self {
        let head = "[document]\nyear = 2025\ntitle = \"Giảm nghèo năm 2025\"\n";
        self.file("plan.toml", format!("{head}{more}"))
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program in the folder, in English and without colour.
    pub fn run(&self, arguments: &[&str]) -> Run {
        run_in(self.folder.path(), arguments)
    }
}

/// The folder of the repository, which tests run in.
pub fn repository() -> &'static Path {
    static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| std::env::current_dir().unwrap());
    &FOLDER
}

/// Runs the program in a folder, in English and without colour.
pub fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_kehoach"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .env("COLUMNS", "100")
        .env_remove("NO_COLOR")
        .output()
        .unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Whether a file's name ends with an extension.
pub fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|own| own == extension)
}

/// Whether a program that a test needs is installed. `.ci/run` installs them all; where they are
/// missing elsewhere, the test says so and passes over what it cannot see.
pub fn installed(program: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders).any(|folder| folder.join(program).is_file());
    assert!(
        found || std::env::var_os("CI").is_none(),
        "{program} is not installed; see .ci/run"
    );
    if !found {
        eprintln!("{program} is not installed: what needs it is not tested");
    }
    found
}

#[cfg(poppler)]
/// Runs a program that reads PDFs and gives its standard output.
///
/// It comes from Debian's poppler-utils, which `.ci/run` installs.
pub fn poppler(program: &str, arguments: &[&str]) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error} (install poppler-utils)"));
    assert!(
        status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&stderr)
    );
    // pdfinfo writes the titles of headings in UTF-16.
    String::from_utf8_lossy(&stdout).into_owned()
}
