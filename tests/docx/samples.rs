//! The documents that all must hold for: the plans of the repository, and one that uses everything.

use super::package::Package;
use crate::support::{Office, repository, run_in};
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;
use walkdir::WalkDir;

/// A plan with a value that is not decided, and all that a document can have.
pub const EVERYTHING: &str = include_str!("everything.toml");

/// The plans of the repository, the plan of everything as a draft and without the mark, and the least
/// that a plan can be.
static ALL: LazyLock<Vec<Package>> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let out = folder.path().to_str().unwrap();
    let arguments = ["render", "plans", "--format", "docx", "--out", out];
    let run = run_in(repository(), &arguments);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let mut all = below(folder.path());
    assert_eq!(all.len(), 7, "one for each plan");
    all.push(named("draft", render(EVERYTHING, &["--draft"])));
    let decided = EVERYTHING.replace("\"TODO\"", "10");
    all.push(named("everything", render(&decided, &[])));
    let least = "[document]\nyear = 2025\ntitle = \"Giảm nghèo năm 2025\"\n";
    all.push(named("least", render(least, &[])));
    all
});

/// All samples.
pub fn all() -> &'static [Package] {
    &ALL
}

/// The plan that uses everything, as a draft.
pub fn everything() -> &'static Package {
    sample("draft")
}

/// A sample by its name.
pub fn sample(name: &str) -> &'static Package {
    let found = ALL.iter().find(|package| package.name == name);
    found.unwrap_or_else(|| panic!("no {name}"))
}

/// The office of the plan of everything.
pub fn office() -> Office {
    let legal = r#"
[[documents]]
id = "qd_05"
kind = "Quyết định"
number = "05/QĐ-UBND"
date = 2025-01-09
issuer = "UBND xã An Bình"
title = "về việc giao chỉ tiêu năm 2025"
[[documents]]
id = "nq_01"
kind = "Nghị quyết"
number = "01/NQ-HĐND"
date = 2024-12-20
issuer = "Hội đồng nhân dân xã An Bình"
title = "về nhiệm vụ năm 2025"
"#;
    Office::commune().file("legal.toml", legal)
}

/// A plan as DOCX.
pub fn render(plan: &str, more: &[&str]) -> Package {
    read(&office().file("plan.toml", plan), more)
}

/// The plan `plan.toml` of an office as DOCX.
pub fn read(office: &Office, more: &[&str]) -> Package {
    let arguments = [&["render", "plan.toml", "--format", "docx"], more].concat();
    let run = office.run(&arguments);
    let path = office.path("out/plan.docx");
    assert!(path.exists(), "{}{}", run.out, run.err);
    Package::read("plan", std::fs::read(path).unwrap())
}

fn named(name: &str, package: Package) -> Package {
    Package {
        name: name.to_owned(),
        ..package
    }
}

/// The files below a folder, by their paths in it.
fn below(folder: &Path) -> Vec<Package> {
    let files = WalkDir::new(folder).sort_by_file_name();
    let files = files.into_iter().map(Result::unwrap);
    let read = |file: walkdir::DirEntry| {
        let name = file.path().strip_prefix(folder).unwrap();
        let name = name.with_extension("").to_string_lossy().into_owned();
        Package::read(&name, std::fs::read(file.path()).unwrap())
    };
    files
        .filter(|file| file.file_type().is_file())
        .map(read)
        .collect()
}
