//! A plan as it was in a revision of the git repository.

use crate::diag::{Lang, Message};
use crate::door;
use crate::render::Carried;
use crate::trouble::vietnamese;
use crate::workspace::{LEGAL_FILE, OFFICE_FILE, UNITS_FILE};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Component, Path};
use std::process::{Command, Stdio};

/// The files of a folder that plans are read from.
const READ: [&str; 5] = [".toml", ".csv", ".tsv", ".xlsx", ".xlsm"];

/// Carried of a revision, by their paths in the repository.
pub(super) struct Revised {
    /// What was asked for first, where it is a file.
    pub files: Carried,
    /// What was asked for: a file or a folder of the repository.
    pub path: String,
    /// The folder of its workspace.
    pub root: String,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// A plan or a folder of plans, at a path that stands in the working tree, too.
pub(super) fn beside(revision: &str, path: &Path) -> Result<Revised, Message> {
    let is_folder = path.is_dir();
    let folder = if is_folder { Some(path) } else { path.parent() };
    let folder = folder
        .filter(|folder| *folder != Path::new(""))
        .unwrap_or(Path::new("."));
    let name = path.file_name().filter(|_| !is_folder).unwrap_or_default();
    let commit = commit(folder, revision)?;
    let wanted = format!("{}{}", prefix(folder)?, name.to_string_lossy());
    Tree::new(folder, commit)?.take(revision, wanted.trim_end_matches('/'))
}

/// A plan or a folder of plans, at a path as seen from the repository's folder or from here.
pub(super) fn at(revision: &str, path: &str) -> Result<Revised, Message> {
    let here = Path::new(".");
    let commit = commit(here, revision)?;
    let tree = Tree::new(here, commit)?;
    let path = path.trim_end_matches('/');
    let seen = plain(&format!("{}{path}", prefix(here)?));
    if tree.has(path) {
        tree.take(revision, path)
    } else {
        tree.take(revision, &seen)
    }
}

/// A plan at its path in the repository, as a commit has it, or the index where there is no commit.
pub(super) fn of(commit: Option<&str>, path: &str) -> Result<Revised, Message> {
    let here = Path::new(".");
    let tree = match commit {
        Some(name) => Tree::new(here, self::commit(here, name)?)?,
        None => Tree::staged(here)?,
    };
    tree.take(commit.unwrap_or_default(), path)
}

/// Whether a word names a revision of the repository that a folder belongs to.
pub(super) fn is_revision(folder: &Path, word: &str) -> bool {
    commit(folder, word).is_ok()
}

fn commit(folder: &Path, revision: &str) -> Result<String, Message> {
    let name = format!("{revision}^{{commit}}");
    let said = git(
        folder,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &name,
        ],
    )?;
    said.map(|commit| commit.trim().to_owned()).ok_or_else(|| {
        Message::new(
            format!("the git repository has no revision `{revision}`"),
            format!("kho git không có phiên bản `{revision}`"),
        )
    })
}

/// The path of a folder within the repository, with `/` at its end.
fn prefix(folder: &Path) -> Result<String, Message> {
    let said = git(folder, &["rev-parse", "--show-prefix"])?;
    Ok(said.unwrap_or_default().trim_end_matches('\n').to_owned())
}

/// What git says; none where it fails.
pub(super) fn git(folder: &Path, arguments: &[&str]) -> Result<Option<String>, Message> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .stderr(Stdio::null())
        .output();
    let output = output.map_err(|error| not_run(&error))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(output.status.success().then_some(text))
}

fn not_run(error: &std::io::Error) -> Message {
    Message::new(
        format!("git cannot be run: {error}"),
        format!("không chạy được git: {}", vietnamese(error)),
    )
}

/// The files of a commit, or of the index.
struct Tree<'t> {
    folder: &'t Path,
    /// Empty for the index, as git wants it before the colon.
    commit: String,
    files: BTreeSet<String>,
}

impl<'t> Tree<'t> {
    fn new(folder: &'t Path, commit: String) -> Result<Self, Message> {
        let listed =
            git(folder, &["ls-tree", "-r", "-z", "--full-tree", &commit])?.unwrap_or_default();
        Ok(Self::listed(folder, commit, &listed))
    }

    fn staged(folder: &'t Path) -> Result<Self, Message> {
        let arguments = ["ls-files", "-s", "-z", "--full-name", "--", ":/"];
        let listed = git(folder, &arguments)?.unwrap_or_default();
        Ok(Self::listed(folder, String::new(), &listed))
    }

    fn listed(folder: &'t Path, commit: String, listed: &str) -> Self {
        // Links and submodules are no plans.
        let files = listed.split('\0').filter(|line| line.starts_with("100"));
        let files = files
            .filter_map(|line| Some(line.split_once('\t')?.1.to_owned()))
            .collect();
        Self {
            folder,
            commit,
            files,
        }
    }

    fn has(&self, path: &str) -> bool {
        self.files.contains(path) || self.below(path).next().is_some()
    }

    fn below(&self, folder: &str) -> impl Iterator<Item = &String> {
        let start = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        self.files
            .iter()
            .filter(move |file| file.starts_with(&start))
    }

    /// The folder of the workspace that a file or folder belongs to.
    fn root(&self, folder: &str) -> String {
        let mut above = folder;
        loop {
            if self.files.contains(&joined(above, OFFICE_FILE)) {
                return above.to_owned();
            }
            match above.rsplit_once('/') {
                Some((next, _)) => above = next,
                None if above.is_empty() => return folder.to_owned(),
                None => above = "",
            }
        }
    }

    fn take(&self, revision: &str, path: &str) -> Result<Revised, Message> {
        let is_folder = !self.files.contains(path);
        if is_folder && self.below(path).next().is_none() {
            return Err(Message::new(
                format!("revision `{revision}` has no `{path}`"),
                format!("phiên bản `{revision}` không có `{path}`"),
            ));
        }
        let folder = if is_folder {
            path
        } else {
            path.rsplit_once('/').map_or("", |(folder, _)| folder)
        };
        let root = self.root(folder);
        let mut wanted: Vec<String> = Vec::new();
        let mut files = Carried::new();
        if is_folder {
            let read = |file: &&String| READ.iter().any(|end| file.ends_with(end));
            wanted.extend(self.below(path).filter(read).cloned());
        } else {
            files = self.contents(&[path.to_owned()])?;
            let text = files
                .first()
                .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
            let named = named(&text.unwrap_or_default());
            wanted.extend(named.iter().map(|name| plain(&joined(folder, name))));
        }
        wanted.extend([OFFICE_FILE, UNITS_FILE, LEGAL_FILE].map(|name| joined(&root, name)));
        wanted.retain(|file| self.files.contains(file) && file != path);
        files.extend(self.contents(&wanted)?);
        let look = self.look(&root, &files);
        if !look.is_empty() {
            files.extend(self.contents(&look)?);
        }
        Ok(Revised {
            files,
            path: path.to_owned(),
            root,
            is_folder,
        })
    }

    /// The style profile and the templates that a workspace names.
    fn look(&self, root: &str, files: &Carried) -> Vec<String> {
        let office = joined(root, OFFICE_FILE);
        let office = files.iter().find(|(name, _)| *name == office);
        let office = office.and_then(|(_, bytes)| std::str::from_utf8(bytes).ok());
        let Some(Ok(office)) = office.map(str::parse::<toml::Table>) else {
            return Vec::new();
        };
        let named = |key: &str| Some(plain(&joined(root, office.get(key)?.as_str()?)));
        let profile = named("profile").filter(|file| self.files.contains(file));
        let templates = named("templates");
        let templates = templates.iter().flat_map(|folder| self.below(folder));
        profile
            .into_iter()
            .chain(templates.cloned())
            .filter(|file| !files.iter().any(|(name, _)| name == file))
            .collect()
    }

    /// The bytes of files, by one process however many there are.
    fn contents(&self, files: &[String]) -> Result<Carried, Message> {
        let mut child = Command::new("git")
            .arg("-C")
            .arg(self.folder)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| not_run(&error))?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Ok(Carried::new());
        };
        let asked = || files.iter().filter(|file| !file.contains('\n'));
        let read = std::thread::scope(|scope| {
            // git answers while it is asked, so both go on at once.
            scope.spawn(move || {
                for file in asked() {
                    if writeln!(input, "{}:{file}", self.commit).is_err() {
                        return;
                    }
                }
            });
            let mut output = BufReader::new(output);
            asked()
                .map(|file| Ok((file.clone(), answer(&mut output, file)?)))
                .collect::<Result<Carried, Message>>()
        });
        let _ = child.wait();
        read
    }
}

/// The next object, that of a file: a line that ends with its size, its bytes, a line break.
fn answer(output: &mut impl BufRead, file: &str) -> Result<Vec<u8>, Message> {
    let broken = |error| not_run(&error);
    let mut line = String::new();
    output.read_line(&mut line).map_err(broken)?;
    let size = line.trim_end().rsplit(' ').next();
    let Some(size) = size.and_then(|size| size.parse().ok()) else {
        return Err(broken(std::io::Error::other(line)));
    };
    door::fits(size).map_err(|why| {
        let (en, vi) = (why.text(Lang::En), why.text(Lang::Vi));
        Message::new(format!("{file}: {en}"), format!("{file}: {vi}"))
    })?;
    let mut bytes = Vec::new();
    let got = output.take(size).read_to_end(&mut bytes).map_err(broken)?;
    if got as u64 != size {
        return Err(broken(std::io::ErrorKind::UnexpectedEof.into()));
    }
    output.read_exact(&mut [0]).map_err(broken)?;
    Ok(bytes)
}

/// The files that a plan names: data of tables, last year's plan, the superior's.
pub(super) fn named(plan: &str) -> Vec<String> {
    let Ok(plan) = plan.parse::<toml::Table>() else {
        return Vec::new();
    };
    let text = |table: Option<&toml::Value>, key: &str| Some(table?.get(key)?.as_str()?.to_owned());
    let tables = plan.get("tables").and_then(toml::Value::as_array);
    let rows = tables
        .into_iter()
        .flatten()
        .filter_map(|table| text(Some(table), "rows_from"));
    let others = [
        text(plan.get("document"), "previous"),
        text(plan.get("superior"), "plan"),
    ];
    rows.chain(others.into_iter().flatten()).collect()
}

pub(super) fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

/// A path of the repository without `.` and `..`.
pub(super) fn plain(path: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => {
                parts.pop();
            }
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            _ => {}
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{named, plain};

    #[test]
    fn what_a_plan_names_is_read_with_it() {
        let plan = "[document]\nprevious = \"2023.toml\"\n[superior]\nplan = \"../tinh/a.toml\"\n\
                    [[tables]]\nrows_from = \"data/xa.csv\"\n[[tables]]\nid = \"b\"\n";
        assert_eq!(named(plan), ["data/xa.csv", "2023.toml", "../tinh/a.toml"]);
        assert_eq!(named("not = [toml"), Vec::<String>::new());
        assert_eq!(plain("plans/xa/../tinh/./a.toml"), "plans/tinh/a.toml");
    }
}
