//! Wrong plans, and the finding that each gets: the whole text that the author sees.

mod allow;
mod data;
mod dates;
mod files;
mod ids;
mod keys;
mod numbers;
mod placement;
mod prose;
mod references;
mod related;
mod report;
mod syntax;
mod template;
mod types;
mod values;

use crate::support::{Office, Run};

/// What `kehoach check plan.toml` prints for a plan of the commune, with the least that a plan must
/// have above it on lines 1 to 3.
fn check(more: &str) -> String {
    report(&Office::commune().plan(more), &[])
}

/// The same in Vietnamese.
fn check_vi(more: &str) -> String {
    report(&Office::commune().plan(more), &["--lang", "vi"])
}

/// What `kehoach check plan.toml` prints in a workspace that has faults.
fn report(office: &Office, options: &[&str]) -> String {
    let Run { code, out, err } = office.run(&[&["check", "plan.toml"], options].concat());
    assert_eq!(err, "", "trouble beside the findings");
    assert_eq!(code, 1, "{out}");
    out
}

/// Asserts that a plan has no fault at all.
fn assert_clean(more: &str) {
    let Run { code, out, err } = Office::commune().plan(more).run(&["check", "plan.toml"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
}

/// Every kind of fault that reading can find is shown in this folder.
#[test]
fn every_code_is_shown() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let codes = std::fs::read_to_string(root.join("src/diag/mod.rs")).unwrap();
    let ids: Vec<&str> = codes
        .split('"')
        .filter(|word| word.starts_with("SPC") && word.len() == 6)
        .collect();
    assert!(ids.len() > 10, "the codes stand elsewhere: {ids:?}");
    let shown: String = std::fs::read_dir(root.join("tests/spec"))
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    for id in ids {
        let shown = ["error", "warning", "lỗi", "cảnh báo"]
            .map(|severity| format!("{severity}[{id}]"))
            .iter()
            .any(|head| shown.contains(head));
        assert!(shown, "no test shows {id}");
    }
}
