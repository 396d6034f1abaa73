//! Releases as processes: several at once, killed, and out of room.

use super::{contents, free, plan, text};
use crate::support::Office;
use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// How often a release is killed, each time later.
const TIMES: u32 = 16;

fn start(office: &Office, name: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command
        .args(["release", name, "--date", "2026-01-20"])
        .current_dir(office.path("."))
        .env("LC_ALL", "C")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.spawn().unwrap()
}

#[test]
fn releases_at_once_get_a_number_each() {
    let names = ["a.toml", "b.toml", "c.toml", "d.toml"];
    let office = names.iter().fold(free(), |office, name| {
        let title = format!("Kế hoạch {name}");
        office.file(name, plan("").replace("Giảm nghèo năm 2026", &title))
    });
    let children: Vec<Child> = names.iter().map(|name| start(&office, name)).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let register = text(&office, "so-van-ban-di-2026.csv");
    let numbers: Vec<&str> = register.lines().skip(1).map(|row| &row[..2]).collect();
    assert_eq!(numbers, ["01", "02", "03", "04"], "{register}");
    let given: BTreeSet<String> = names
        .iter()
        .map(|name| {
            text(&office, name)
                .lines()
                .find(|line| line.starts_with("number"))
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(given.len(), 4, "{given:?}");
}

#[test]
fn the_same_plan_released_twice_at_once_goes_out_once() {
    let office = free();
    let children = [start(&office, "a.toml"), start(&office, "a.toml")];
    let mut said: Vec<String> = children
        .into_iter()
        .map(|child| String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap())
        .map(|out| out.lines().next().unwrap_or_default().to_owned())
        .collect();
    said.sort();
    assert_eq!(
        said,
        [
            "a.toml: released as 01/KH-UBND of 20/01/2026",
            "a.toml: released before as 01/KH-UBND of 20/01/2026, nothing is changed",
        ]
    );
    assert_eq!(text(&office, "so-van-ban-di-2026.csv").lines().count(), 2);
}

#[test]
fn killed_at_any_moment_a_release_is_there_or_is_not() {
    let office = free();
    let before = contents(&office.path("."));
    let begun = Instant::now();
    start(&office, "a.toml").wait().unwrap();
    let whole = begun.elapsed();
    let after = contents(&office.path("."));
    assert_ne!(before, after);
    for time in 0..TIMES {
        let office = free();
        let mut child = start(&office, "a.toml");
        // Half of them in the last fifth, when files are written.
        let part = if time % 2 == 0 {
            time * 100 / TIMES
        } else {
            80 + time * 25 / TIMES
        };
        std::thread::sleep(whole * part / 100);
        let _ = child.kill();
        child.wait().unwrap();
        // The next command puts in order what was left.
        let next = ["status", "check"][(time / 2 % 2) as usize];
        office.run(&[next, "a.toml"]);
        let state = contents(&office.path("."));
        assert!(
            state == before || state == after,
            "{time}: {:?}",
            state.keys()
        );
    }
}

/// The shell lets no file grow beyond some kilobytes, as a disk does that is full.
#[cfg(unix)]
#[test]
fn out_of_room_nothing_is_changed_and_nothing_is_left() {
    let office = free();
    let before = contents(&office.path("."));
    for kilobytes in [0, 2, 8] {
        let program = env!("CARGO_BIN_EXE_kehoach");
        let script = format!(
            "trap '' XFSZ; ulimit -f {kilobytes}; exec '{program}' release a.toml --date 2026-01-20"
        );
        let output = Command::new("bash")
            .args(["-c", &script])
            .current_dir(office.path("."))
            .env("LC_ALL", "C")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.starts_with("error: cannot write "), "{said}");
        assert_eq!(contents(&office.path(".")), before, "{kilobytes}");
    }
    assert!(start(&office, "a.toml").wait().unwrap().success());
}

/// Whoever is root may write everywhere, so a folder that may not be written shows nothing to them.
#[cfg(unix)]
#[test]
fn in_a_folder_that_may_not_be_written_nothing_is_changed() {
    use std::os::unix::fs::PermissionsExt;
    let office = free();
    let before = contents(&office.path("."));
    let folder = office.path(".");
    let set =
        |mode| std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).unwrap();
    set(0o555);
    let root = std::fs::write(office.path("probe"), "").is_ok();
    if root {
        std::fs::remove_file(office.path("probe")).unwrap();
    } else {
        let run = office.run(&["release", "a.toml", "--date", "2026-01-20"]);
        assert_eq!(run.code, 2);
        assert!(run.err.starts_with("error: cannot write"), "{}", run.err);
        assert_eq!(contents(&office.path(".")), before);
    }
    set(0o755);
}
