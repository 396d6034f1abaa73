//! All or nothing: a change of several files that is stopped anywhere is there or is not.

use super::{contents, free};
use kehoach::release::transaction::{
    Change, Disk, JOURNAL, Lock, System, commit, is_pending, recover,
};
use std::fs::Permissions;
use std::io::{self, Error, ErrorKind};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A disk that fails at a step.
struct Failing {
    /// The steps until then.
    left: usize,
    /// Whether the machine stops there, and nothing more is done.
    dies: bool,
    failed: bool,
}

impl Failing {
    fn at(left: usize, dies: bool) -> Self {
        Self {
            left,
            dies,
            failed: false,
        }
    }

    fn step(
        &mut self,
        half: impl FnOnce(),
        whole: impl FnOnce() -> io::Result<()>,
    ) -> io::Result<()> {
        if self.failed {
            return if self.dies {
                Err(Error::other("stopped"))
            } else {
                whole()
            };
        }
        if self.left == 0 {
            self.failed = true;
            half();
            return Err(ErrorKind::StorageFull.into());
        }
        self.left -= 1;
        whole()
    }
}

impl Disk for Failing {
    fn make_folder(&mut self, path: &Path) -> io::Result<()> {
        self.step(|| {}, || System.make_folder(path))
    }

    fn write(&mut self, path: &Path, bytes: &[u8], like: Option<Permissions>) -> io::Result<()> {
        // A write that is stopped leaves a part of the file.
        let half = || std::fs::write(path, &bytes[..bytes.len() / 2]).unwrap_or_default();
        self.step(half, || System.write(path, bytes, like))
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|| {}, || System.rename(from, to))
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        self.step(|| {}, || System.remove(path))
    }

    fn remove_folder(&mut self, path: &Path) -> io::Result<()> {
        self.step(|| {}, || System.remove_folder(path))
    }

    fn flush(&mut self, paths: &[&Path]) -> io::Result<()> {
        self.step(|| {}, || System.flush(paths))
    }
}

/// A folder with two files, and the change of them and of a third in folders that are not there.
fn workspace() -> (TempDir, Vec<Change>) {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("plan.toml"), "old plan").unwrap();
    std::fs::write(path("register.csv"), "one row").unwrap();
    let change = |name: &str, old: Option<&str>, new: &str| Change {
        path: path(name),
        old: old.map(|text| text.as_bytes().to_vec()),
        new: new.as_bytes().to_vec(),
    };
    let changes = vec![
        change("out/2026/plan.pdf", None, "a long PDF"),
        change("plan.toml", Some("old plan"), "new plan"),
        change("register.csv", Some("one row"), "one row, two rows"),
    ];
    (folder, changes)
}

type State = std::collections::BTreeMap<PathBuf, Vec<u8>>;

/// The state before the change and the one after it.
fn states() -> (State, State) {
    let (folder, changes) = workspace();
    let before = contents(folder.path());
    commit(&Lock::take(folder.path()).unwrap(), &mut System, &changes).unwrap();
    (before, contents(folder.path()))
}

/// How many steps the whole change has.
fn steps() -> usize {
    let (folder, changes) = workspace();
    let mut disk = Failing::at(usize::MAX, true);
    commit(&Lock::take(folder.path()).unwrap(), &mut disk, &changes).unwrap();
    usize::MAX - disk.left
}

#[test]
fn stopped_at_any_step_it_is_there_or_is_not() {
    let (before, after) = states();
    assert!(steps() > 15, "{}", steps());
    let mut seen = Vec::new();
    for step in 0..steps() {
        let (folder, changes) = workspace();
        let lock = Lock::take(folder.path()).unwrap();
        assert!(commit(&lock, &mut Failing::at(step, true), &changes).is_err());
        recover(&lock, &mut System).unwrap();
        let state = contents(folder.path());
        assert!(state == before || state == after, "step {step}: {state:?}");
        seen.push(state == after);
    }
    // First it is not there, from one step on it is.
    assert!(
        seen.is_sorted() && !seen[0] && seen[seen.len() - 1],
        "{seen:?}"
    );
}

#[test]
fn stopped_again_while_it_recovers_it_is_there_or_is_not() {
    let (before, after) = states();
    for step in 0..steps() {
        for second in 0.. {
            let (folder, changes) = workspace();
            let lock = Lock::take(folder.path()).unwrap();
            commit(&lock, &mut Failing::at(step, true), &changes).unwrap_err();
            let stopped = recover(&lock, &mut Failing::at(second, true)).is_err();
            recover(&lock, &mut System).unwrap();
            let state = contents(folder.path());
            assert!(
                state == before || state == after,
                "steps {step}, {second}: {state:?}"
            );
            if !stopped {
                break;
            }
        }
    }
}

#[test]
fn a_full_disk_leaves_all_as_it_was_or_comes_to_its_end() {
    let (before, after) = states();
    for step in 0..steps() {
        let (folder, changes) = workspace();
        let lock = Lock::take(folder.path()).unwrap();
        let error = commit(&lock, &mut Failing::at(step, false), &changes).unwrap_err();
        assert!(error.to_string().starts_with("cannot write "), "{error}");
        let state = contents(folder.path());
        if state == before {
            continue;
        }
        recover(&lock, &mut System).unwrap();
        assert_eq!(contents(folder.path()), after, "step {step}");
    }
}

#[test]
fn check_render_and_status_put_in_order_what_was_stopped() {
    const SAID: &str = "an earlier run was stopped half way; what it left has been put in order";
    let out = tempfile::tempdir().unwrap();
    let out = out.path().to_str().unwrap();
    let render = ["render", "a.toml", "--format", "txt", "--out", out];
    for command in [&["check", "a.toml"][..], &render, &["status", "a.toml"]] {
        let mut seen = Vec::new();
        for step in 0..10 {
            let office = free();
            let before = contents(&office.path("."));
            let plan = std::fs::read(office.path("a.toml")).unwrap();
            let change = |name: &str, old: Option<Vec<u8>>, new: &[u8]| Change {
                path: office.path(name),
                old,
                new: new.to_vec(),
            };
            let changes = [
                change("so-van-ban-di-2026.csv", None, b""),
                change(
                    "a.toml",
                    Some(plan.clone()),
                    &[&plan, &b"# sau\n"[..]].concat(),
                ),
            ];
            let lock = Lock::take(&office.path(".")).unwrap();
            let stopped = commit(&lock, &mut Failing::at(step, true), &changes).is_err();
            drop(lock);
            // Of a journal that is not in its place nothing is to be done.
            let journal = office.path(JOURNAL).exists();
            let run = office.run(command);
            let state = contents(&office.path("."));
            let whole = state.contains_key(Path::new("so-van-ban-di-2026.csv"));
            assert!(!is_pending(&office.path(".")), "{command:?} {step}");
            assert!(whole || state == before, "{command:?} {step}: {state:?}");
            assert!(
                !whole || state[Path::new("a.toml")].ends_with(b"# sau\n"),
                "{command:?} {step}"
            );
            assert_eq!(
                run.err.contains(SAID),
                journal,
                "{command:?} {step}: {}",
                run.err
            );
            assert!(run.code < 2, "{}", run.err);
            if stopped {
                seen.push(whole);
            }
        }
        assert!(seen.contains(&false) && seen.contains(&true), "{seen:?}");
    }
}

#[test]
fn what_someone_else_has_changed_is_not_overwritten() {
    let (folder, changes) = workspace();
    let lock = Lock::take(folder.path()).unwrap();
    std::fs::write(folder.path().join("plan.toml"), "edited").unwrap();
    let before = contents(folder.path());
    let error = commit(&lock, &mut System, &changes).unwrap_err();
    assert!(
        error.to_string().contains("has changed meanwhile"),
        "{error}"
    );
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn what_was_edited_after_a_crash_is_not_overwritten() {
    for step in 0..steps() {
        let (folder, changes) = workspace();
        let plan = folder.path().join("plan.toml");
        let lock = Lock::take(folder.path()).unwrap();
        commit(&lock, &mut Failing::at(step, true), &changes).unwrap_err();
        std::fs::write(&plan, "edited after the crash").unwrap();
        if let Err(error) = recover(&lock, &mut System) {
            let said = error.to_string();
            assert!(
                said.contains("plan.toml has been changed since")
                    && said.contains(".kehoach.journal"),
                "{said}"
            );
        }
        assert_eq!(
            std::fs::read_to_string(&plan).unwrap(),
            "edited after the crash",
            "step {step}"
        );
    }
}

#[test]
fn a_file_that_may_not_be_written_stops_it() {
    let (folder, changes) = workspace();
    let plan = folder.path().join("plan.toml");
    let mut permissions = std::fs::metadata(&plan).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&plan, permissions).unwrap();
    let before = contents(folder.path());
    let lock = Lock::take(folder.path()).unwrap();
    let error = commit(&lock, &mut System, &changes).unwrap_err();
    assert!(error.to_string().contains("plan.toml"), "{error}");
    assert_eq!(contents(folder.path()), before);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_file_keeps_its_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (folder, changes) = workspace();
    let real = folder.path().join("real.toml");
    std::fs::rename(folder.path().join("plan.toml"), &real).unwrap();
    std::fs::set_permissions(&real, Permissions::from_mode(0o640)).unwrap();
    symlink("real.toml", folder.path().join("plan.toml")).unwrap();
    commit(&Lock::take(folder.path()).unwrap(), &mut System, &changes).unwrap();
    assert!(folder.path().join("plan.toml").is_symlink());
    assert_eq!(std::fs::read_to_string(&real).unwrap(), "new plan");
    assert_eq!(
        std::fs::metadata(&real).unwrap().permissions().mode() & 0o777,
        0o640
    );
}

#[test]
fn a_journal_that_is_none_is_said_and_left() {
    let (folder, _) = workspace();
    std::fs::write(folder.path().join(".kehoach.journal"), "{").unwrap();
    let before = contents(folder.path());
    let error = recover(&Lock::take(folder.path()).unwrap(), &mut System).unwrap_err();
    assert!(error.to_string().contains(".kehoach.journal"), "{error}");
    assert_eq!(contents(folder.path()), before);
}

#[test]
#[cfg(unix)]
fn a_journal_of_someone_else_moves_nothing() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    let (folder, _) = workspace();
    symlink(outside.path(), folder.path().join("away")).unwrap();
    let root = folder.path().canonicalize().unwrap();
    for path in [
        outside.path().join("a.toml"),
        root.join("away/a.toml"),
        root.join("plans/../../a.toml"),
        root.join(".git/hooks/pre-commit"),
    ] {
        let journal = serde_json::json!({
            "written": true,
            "files": [{ "path": path, "old": null, "new": "" }],
            "folders": [],
        });
        std::fs::write(root.join(JOURNAL), journal.to_string()).unwrap();
        let before = contents(&root);
        let lock = Lock::take(&root).unwrap();
        assert!(recover(&lock, &mut System).is_err(), "{}", path.display());
        assert_eq!(contents(&root), before);
    }
}

#[test]
#[cfg(unix)]
fn new_contents_are_not_written_through_links() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    let target = outside.path().join("theirs");
    std::fs::write(&target, "theirs").unwrap();
    let (folder, changes) = workspace();
    symlink(&target, folder.path().join(".plan.toml.kehoach-new")).unwrap();
    commit(&Lock::take(folder.path()).unwrap(), &mut System, &changes).unwrap();
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "theirs");
    let plan = std::fs::read_to_string(folder.path().join("plan.toml"));
    assert_eq!(plan.unwrap(), "new plan");
}
