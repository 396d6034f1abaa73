//! Files and folders that are not what they should be.

use super::run;
use crate::support::Office;

#[test]
fn files_that_are_no_plans() {
    let office = Office::commune()
        .file("empty.toml", "")
        .file("nul.toml", vec![0_u8; 10_000])
        .file("bytes.toml", (0..=255).collect::<Vec<u8>>())
        .file("folder.toml/a", "")
        .file("empty/a.txt", "");
    for (path, code) in [
        ("empty.toml", 1),
        ("nul.toml", 1),
        ("bytes.toml", 1),
        ("folder.toml", 2),
        ("empty", 2),
        ("no-such.toml", 2),
    ] {
        for action in ["check", "render"] {
            let run = run(&office, &[action, path]);
            assert_eq!(run.code, code, "{action} {path}: {}{}", run.out, run.err);
            assert_eq!(run.err.is_empty(), code == 1, "{}", run.err);
        }
    }
}

#[test]
fn names_with_spaces_quotes_and_vietnamese_letters() {
    let name = "Kế hoạch số 5 \"'#$[x] (bản cuối).v2.toml";
    let office = Office::commune().file(name, "[document]\nyear = 2025\ntitle = \"Giảm nghèo\"\n");
    let run = run(&office, &["render", name, "--format", "pdf,typ"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(
        office
            .path(&format!("out/{}.pdf", name.trim_end_matches(".toml")))
            .is_file()
    );
}

#[test]
fn an_output_folder_that_is_a_file() {
    let office = Office::commune().plan("").file("out", "");
    let run = run(&office, &["render", "plan.toml"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(
        run.err.contains("cannot write out/plan.pdf") || run.err.contains("out"),
        "{}",
        run.err
    );
}

/// Whoever is root may write everywhere, so this shows nothing to them.
#[cfg(unix)]
#[test]
fn an_output_folder_that_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::commune().plan("").file("out/a", "");
    let set = |mode| {
        std::fs::set_permissions(office.path("out"), std::fs::Permissions::from_mode(mode))
            .unwrap();
    };
    set(0o555);
    let root = std::fs::write(office.path("out/b"), "").is_ok();
    let run = run(&office, &["render", "plan.toml"]);
    set(0o755);
    assert!(root || run.code == 2, "{}{}", run.out, run.err);
}

/// A pipe has no end, so it is not read.
#[cfg(unix)]
#[test]
fn pipes_instead_of_files() {
    let office = Office::commune().plan(
        "[[tables]]\nid = \"a\"\ncolumns = []\nrows_from = \"rows.csv\"\n[[sections]]\ntitle = \"A\"\ntext = '{{ table(id=\"a\") }}'\n",
    );
    let made = std::process::Command::new("mkfifo")
        .arg(office.path("rows.csv"))
        .status()
        .unwrap();
    assert!(made.success());
    // Something must open the other end, lest a fault hang the test.
    let pipe = office.path("rows.csv");
    std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_secs(20));
        drop(
            std::fs::OpenOptions::new()
                .read(true)
                .write(true)
                .open(pipe),
        );
    });
    let run = run(&office, &["check", "plan.toml"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("error[SPC010]"), "{}", run.out);
}

/// Links in a circle are followed no further than they lead.
#[cfg(unix)]
#[test]
fn links_in_a_circle() {
    let office = Office::commune().file("a/plan.toml", "[document]\nyear = 2025\ntitle = \"A\"\n");
    std::os::unix::fs::symlink(office.path("a"), office.path("a/b")).unwrap();
    std::os::unix::fs::symlink(office.path("x"), office.path("x")).unwrap();
    assert_eq!(run(&office, &["check", "."]).code, 0);
}
