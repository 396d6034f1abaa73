//! Which revision a file belongs to that git hands to its diff driver: git names the object, not the
//! revision, and the registries of a plan are of its revision.

use super::revision::git;
use std::path::Path;

/// A version of a file as git names it.
pub(super) struct Version<'v> {
    /// Its path in the repository.
    pub path: &'v str,
    /// Its object; `.` where there is no file.
    pub object: &'v str,
}

/// Where a version is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// The working tree.
    Working,
    /// What is staged for the next commit.
    Index,
    /// A commit.
    Commit(String),
}

/// A commit that changed a file, with its objects before and after.
struct Step {
    commit: String,
    old: String,
    new: String,
}

impl Version<'_> {
    fn is_absent(&self) -> bool {
        self.object == "."
    }

    /// Git has no object of a file in the working tree, nor of one that is not there.
    fn is_object(&self) -> bool {
        self.object.contains(|c| c != '0' && c != '.')
    }

    fn is(&self, object: &str) -> bool {
        self.object == object || (self.is_absent() && is_null(object))
    }

    /// Whether a revision, or the index for an empty name, has this version at its path.
    fn is_in(&self, revision: &str) -> bool {
        let name = format!("{revision}:{}", self.path);
        let object = said(&["rev-parse", "--verify", "--quiet", &name]);
        object.trim() == self.object
    }
}

/// Where the two sides of a difference are kept: those of the commit that made it; else in the latest
/// commit or the index; else in the last commit that had them. What is found nowhere is taken to be of the
/// working tree.
pub(super) fn origins(old: &Version<'_>, new: &Version<'_>) -> [Origin; 2] {
    let known = [old, new].into_iter().find(|version| version.is_object());
    if let Some(known) = known
        && [old, new]
            .iter()
            .all(|side| side.is_object() || side.is_absent())
    {
        let made = steps(known, old, new)
            .into_iter()
            .find(|step| old.is(&step.old) && new.is(&step.new));
        if let Some(made) = made {
            let before = format!("{}^", made.commit);
            return [Origin::Commit(before), Origin::Commit(made.commit)];
        }
    }
    [old, new].map(|side| {
        if !side.is_object() {
            return Origin::Working;
        }
        if side.is_in("HEAD") {
            return Origin::Commit("HEAD".to_owned());
        }
        if side.is_in("") {
            return Origin::Index;
        }
        let last = steps(side, old, new).into_iter().next();
        last.map_or(Origin::Working, |step| {
            Origin::Commit(if side.is(&step.new) {
                step.commit
            } else {
                format!("{}^", step.commit)
            })
        })
    })
}

/// The commits that brought or took away an object at the paths of both sides, the latest first.
fn steps(of: &Version<'_>, old: &Version<'_>, new: &Version<'_>) -> Vec<Step> {
    let object = format!("--find-object={}", of.object);
    let [one, other] = [old.path, new.path].map(|path| format!(":(top,literal){path}"));
    let log = said(&[
        "log",
        "--all",
        "--format=%H",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        &object,
        "--",
        &one,
        &other,
    ]);
    let mut steps = Vec::new();
    let mut commit = "";
    for line in log.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix(':') {
            None => commit = line,
            Some(raw) => {
                if let [_, _, old, new, ..] = raw.split_whitespace().collect::<Vec<_>>()[..] {
                    steps.push(Step {
                        commit: commit.to_owned(),
                        old: old.to_owned(),
                        new: new.to_owned(),
                    });
                }
            }
        }
    }
    steps
}

fn is_null(object: &str) -> bool {
    object.bytes().all(|byte| byte == b'0')
}

fn said(arguments: &[&str]) -> String {
    let said = git(Path::new("."), arguments);
    said.ok().flatten().unwrap_or_default()
}
