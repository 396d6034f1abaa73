//! The plans of a fixture, examined in this process as `kehoach check .` examines a folder.

use super::base;
use crate::support::{Office, has_extension};
use kehoach::checks::{Brief, Options, examine, examine_registries, examine_together};
use kehoach::diag::{Diagnostic, Lang};
use kehoach::source::Sources;
use kehoach::workspace::Workspace;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A place where a rule fires: file, line, rule.
pub type Firing = (String, usize, String);

/// The files of one case.
pub struct Fixture {
    files: Vec<(String, Vec<u8>)>,
}

impl Fixture {
    /// Files with their paths.
    pub fn new(files: Vec<(String, Vec<u8>)>) -> Self {
        Self { files }
    }

    /// All files below a folder.
    pub fn of_folder(folder: &Path) -> Self {
        let files = files(folder);
        assert!(!files.is_empty(), "{} is empty", folder.display());
        Self { files }
    }

    /// Where its lines say that rules fire.
    pub fn wanted(&self) -> BTreeSet<Firing> {
        let plans = self.files.iter().filter(|(name, _)| is_toml(name));
        plans
            .flat_map(|(name, bytes)| marked(name, &String::from_utf8_lossy(bytes)))
            .collect()
    }

    /// The files on disk, with what they leave to [`base`].
    fn office(&self) -> Office {
        let mut office = Office::empty();
        for (name, bytes) in &self.files {
            let is_plan = is_toml(name) && !base::is_registry(name) && name != "style.toml";
            office = match std::str::from_utf8(bytes) {
                Ok(text) if is_plan => office.file(name, base::complete(text)),
                _ => office.file(name, bytes),
            };
        }
        for (name, text) in base::REGISTRIES {
            if !self.files.iter().any(|(file, _)| file == name) {
                office = office.file(name, text);
            }
        }
        office
    }

    /// Where rules fire, with what they say.
    pub fn found(&self, options: Options) -> BTreeMap<Firing, String> {
        let office = self.office();
        let folder = office.path(".").canonicalize().unwrap();
        let mut found = BTreeMap::new();
        let mut add = |findings: &[Diagnostic], sources: &Sources| {
            for finding in findings {
                let span = finding.primary.span;
                let source = sources.get(span.source).unwrap();
                let path = source.path().strip_prefix(&folder).unwrap_or(source.path());
                let line = source.position(span.start as usize).line;
                let firing = (
                    path.to_string_lossy().into_owned(),
                    line,
                    finding.code.id.to_owned(),
                );
                found.insert(firing, finding.message.text(Lang::En).to_owned());
            }
        };
        let mut workspaces: BTreeMap<PathBuf, Arc<Workspace>> = BTreeMap::new();
        let mut briefs = Vec::new();
        for path in plans(&folder) {
            let root = Workspace::root_of(&path);
            let workspace = workspaces.entry(root).or_insert_with_key(|root| {
                let workspace = Workspace::open(root).unwrap();
                add(&examine_registries(&workspace, options), &workspace.sources);
                Arc::new(workspace)
            });
            let loaded = workspace.load(&path).unwrap();
            add(&examine(&loaded, options).diagnostics, &loaded.sources);
            briefs.extend(Brief::of(&loaded));
        }
        for (findings, sources) in examine_together(&briefs, options) {
            add(&findings, &sources);
        }
        found
    }

    /// The differences between what must be found and what is, a line each.
    pub fn differences(&self, name: &str, options: Options) -> Vec<String> {
        self.differences_of(name, options, |_| true)
    }

    /// The differences for some rules alone.
    pub fn differences_of(
        &self,
        name: &str,
        options: Options,
        counts: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        let wanted = self.wanted();
        let mut found = self.found(options);
        found.retain(|(_, _, rule), _| counts(rule));
        let missing = wanted.iter().filter(|firing| !found.contains_key(*firing));
        let missing =
            missing.map(|(file, line, rule)| format!("{name}/{file}:{line} lacks {rule}"));
        let more = found.iter().filter(|(firing, _)| !wanted.contains(*firing));
        let more = more.map(|((file, line, rule), message)| {
            format!("{name}/{file}:{line} has {rule}: {message}")
        });
        missing.chain(more).collect()
    }
}

fn is_toml(name: &str) -> bool {
    has_extension(name, "toml")
}

/// The plans below a folder, in the order in which a run takes them.
fn plans(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let names = files(folder).into_iter().map(|(name, _)| name);
    let is_plan =
        |name: &String| is_toml(name) && !base::is_registry(name) && !name.ends_with("style.toml");
    names.filter(is_plan).map(|name| folder.join(name))
}

/// The files below a folder, with their paths in it.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    let files = entries.into_iter().filter_map(Result::ok);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap();
            let bytes = std::fs::read(entry.path()).unwrap();
            (name.to_string_lossy().into_owned(), bytes)
        })
        .collect()
}

/// What a line of a plan says must be found: in its own file, or in a data file.
pub fn marked(name: &str, text: &str) -> Vec<Firing> {
    let mut marked = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let Some((_, mark)) = line.split_once("#~ ") else {
            continue;
        };
        let mut place = (name.to_owned(), number);
        for word in mark.split_whitespace() {
            if let Some((file, line)) = word.rsplit_once(':') {
                place = (file.to_owned(), line.parse().unwrap());
            } else {
                marked.push((place.0.clone(), place.1, word.to_owned()));
            }
        }
    }
    marked
}
