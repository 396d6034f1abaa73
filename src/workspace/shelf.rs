//! Files of a workspace as they are read: their texts, their findings, their bytes.

use super::encoding::{not_nfc, not_utf8};
use super::inside::{self, Refusal};
use crate::data;
use crate::diag::{Diagnostic, Message, Words, code, words};
use crate::plan;
use crate::render::{Attachment, Style, profile};
use crate::source::{Source, Sources};
use crate::spec::{self, Allow, Named, Table, Text};
use crate::trouble::Trouble;
use std::path::{Component, Path, PathBuf};

/// What has been read so far.
#[derive(Default)]
pub(super) struct Shelf {
    pub sources: Sources,
    pub diagnostics: Vec<Diagnostic>,
    pub allows: Vec<Allow>,
    pub references: Vec<(Named, Text)>,
    pub files: Vec<Attachment>,
}

impl Shelf {
    /// Reads a registry; one that is not there is empty.
    pub fn registry<T: Table + Default>(
        &mut self,
        root: &Path,
        name: &str,
        description: &'static str,
    ) -> Result<T, Trouble> {
        let path = root.join(name);
        if !path.exists() {
            return Ok(T::default());
        }
        if inside::resolve(root, root, name) == Err(Refusal::Outside) {
            let why = Message::new(
                "it is a link that leads out of the workspace",
                "tệp này là liên kết dẫn ra ngoài thư mục của cơ quan",
            );
            return Err(Trouble::unfit(&path, why));
        }
        let bytes = inside::read(&path)?;
        let value = self.read(&path, &bytes).unwrap_or_default();
        self.files.push(attachment(
            name.to_owned(),
            "application/toml",
            description,
            bytes,
        ));
        Ok(value)
    }

    pub fn read<T: Table>(&mut self, path: &Path, bytes: &[u8]) -> Option<T> {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let readable = String::from_utf8_lossy(bytes).into_owned();
                let id = self.sources.add(Source::new(path.to_owned(), readable));
                self.diagnostics.push(not_utf8(id, error.valid_up_to()));
                return None;
            }
        };
        let id = self
            .sources
            .add(Source::new(path.to_owned(), text.to_owned()));
        self.diagnostics.extend(not_nfc(id, text));
        let reading = spec::read(id, text);
        self.diagnostics.extend(reading.diagnostics);
        self.allows.extend(reading.allows);
        self.references.extend(reading.references);
        reading.value
    }

    /// The style that the office asks for, or the built-in one.
    pub fn style(&mut self, root: &Path, office: &plan::Office) -> Style {
        let mut style = Style::default();
        if let Some(name) = &office.profile
            && let Some((path, bytes)) = self.inside(root, root, name)
        {
            let read: Option<profile::Profile> = self.read(&path, &bytes);
            style.profile = read
                .map(|own| own.over(&style.profile))
                .unwrap_or(style.profile);
            self.diagnostics.extend(style.profile.faults());
        }
        let folder = office.templates.as_ref();
        if let Some(folder) = folder.filter(|folder| self.has_folder(root, folder)) {
            for template in Style::TEMPLATES {
                let name = Text {
                    value: format!("{}/{template}", folder.value),
                    span: folder.span,
                };
                if !root.join(&name.value).exists() {
                    continue;
                }
                if let Some((path, bytes)) = self.inside(root, root, &name) {
                    match String::from_utf8(bytes) {
                        Ok(text) => style.replace(template, text),
                        Err(error) => {
                            let id = self.sources.add(Source::new(path, String::new()));
                            self.diagnostics
                                .push(not_utf8(id, error.utf8_error().valid_up_to()));
                        }
                    }
                }
            }
        }
        style
    }

    /// Whether a text names a folder of the workspace; if not, it is reported.
    fn has_folder(&mut self, root: &Path, name: &Text) -> bool {
        let there = inside::has_folder(root, name.as_str());
        if !there {
            let message = Message::new(
                format!("the workspace has no folder `{}`", name.value),
                format!(
                    "không có thư mục `{}` trong thư mục của cơ quan",
                    name.value
                ),
            );
            self.diagnostics
                .push(Diagnostic::new(code::FILE, name.span, message));
        }
        there
    }

    /// Adds the rows of a table's data file.
    pub fn rows(&mut self, root: &Path, plan: &Path, table: &mut plan::Table) {
        let Some(name) = &table.rows_from else { return };
        let folder = plan.parent().unwrap_or(Path::new(""));
        let Some((path, bytes)) = self.inside(root, folder, name) else {
            return;
        };
        let (rows, faults) = data::read(table, &path, &bytes, &mut self.sources);
        self.diagnostics.extend(faults);
        table.rows.extend(rows);
        let faults = table.settle();
        let known = |d: &Diagnostic| self.diagnostics.contains(d);
        let new: Vec<Diagnostic> = faults.into_iter().filter(|d| !known(d)).collect();
        self.diagnostics.extend(new);
        let mime = data::media_type(&path);
        let name = relative(root, &path);
        if !self.files.iter().any(|file| file.name == name) {
            self.files.push(attachment(name, mime, "Số liệu", bytes));
        }
    }

    /// Reads a file that a text names, which must lie in the workspace.
    fn inside(&mut self, root: &Path, folder: &Path, name: &Text) -> Option<(PathBuf, Vec<u8>)> {
        const OUTSIDE: Words = words(
            "lies outside the workspace",
            "nằm ngoài thư mục của cơ quan",
        );
        let message = match inside::resolve(root, folder, name.as_str()) {
            Ok(path) => match inside::read(&path) {
                Ok(bytes) => return Some((path, bytes)),
                Err(trouble) => trouble.message(),
            },
            Err(refusal) => refusal.message(name.as_str(), &OUTSIDE),
        };
        self.diagnostics
            .push(Diagnostic::new(code::FILE, name.span, message));
        None
    }
}

pub(super) fn attachment(
    name: String,
    mime: &'static str,
    description: &'static str,
    bytes: Vec<u8>,
) -> Attachment {
    Attachment {
        name,
        mime,
        description,
        bytes: bytes.into(),
    }
}

/// A path as seen from the workspace's folder, with `/` between folders, wherever the program runs.
pub(super) fn relative(root: &Path, path: &Path) -> String {
    let stays = |path: &&Path| {
        let mut parts = path.components();
        parts.all(|part| matches!(part, Component::Normal(_)))
    };
    let here = (root == Path::new(".")).then_some(path).filter(stays);
    let below = here.or_else(|| path.strip_prefix(root).ok().filter(stays));
    let inner = below
        .map(Path::to_owned)
        .or_else(|| on_disk(root, path))
        .unwrap_or_else(|| path.to_owned());
    let parts = inner.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The way from a folder to a file that is in it by another path.
fn on_disk(root: &Path, path: &Path) -> Option<PathBuf> {
    let folder = match path.parent()? {
        parent if parent == Path::new("") => Path::new("."),
        parent => parent,
    };
    let (root, folder) = (root.canonicalize().ok()?, folder.canonicalize().ok()?);
    Some(folder.strip_prefix(root).ok()?.join(path.file_name()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_as_seen_from_the_workspace() {
        let of = |root: &str, path: &str| relative(Path::new(root), Path::new(path));
        assert_eq!(of(".", "plans/a.toml"), "plans/a.toml");
        assert_eq!(of("xa", "xa/plans/a.toml"), "plans/a.toml");
        assert_eq!(of("/xa", "/xa/a.toml"), "a.toml");
        // What is not on this machine is named without its detours.
        assert_eq!(of("khong", "../co/a.toml"), "co/a.toml");
    }

    #[test]
    fn a_file_reached_by_another_path_is_named_by_the_shortest() {
        let folder = tempfile::tempdir().unwrap();
        let plans = folder.path().join("plans");
        std::fs::create_dir_all(&plans).unwrap();
        let around = plans.join("..").join("plans").join("a.toml");
        assert_eq!(relative(folder.path(), &around), "plans/a.toml");
        assert_eq!(relative(&plans, &around), "a.toml");
    }
}
