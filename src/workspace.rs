//! An office's workspace: its plans, registries and data, read from disk.

use crate::data;
use crate::diag::{self, Diagnostic, Message, code};
use crate::plan::{LegalRegistry, Office, Plan, UnitRegistry};
use crate::render::{Attachment, Style, profile};
use crate::source::{Source, SourceId, Sources, Span};
use crate::spec::{self, Table, Text};
use crate::trouble::{Doing, Trouble};
use crate::vi;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// The files of a workspace that are not plans.
pub const OFFICE_FILE: &str = "kehoach.toml";
/// The registry of organisations.
pub const UNITS_FILE: &str = "units.toml";
/// The registry of legal documents.
pub const LEGAL_FILE: &str = "legal.toml";

/// The largest file that is read, in bytes.
const LARGEST_FILE: u64 = 64 << 20;

/// A workspace with its registries, shared by the plans in it.
#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
    /// The office's own settings.
    pub office: Office,
    /// The organisations.
    pub units: UnitRegistry,
    /// The legal documents.
    pub legal: LegalRegistry,
    /// How plans are set and which templates are used.
    pub style: Style,
    /// The texts that the registries were read from.
    pub sources: Sources,
    /// The findings about them, sorted.
    pub diagnostics: Vec<Diagnostic>,
    files: Vec<Attachment>,
}

/// A plan with everything that it was read from.
#[derive(Debug)]
pub struct Loaded {
    /// Where it stands.
    pub path: PathBuf,
    /// The plan, unless its file has no readable `[document]`.
    pub plan: Option<Plan>,
    /// The texts of registries, plan and data.
    pub sources: Sources,
    /// The findings of reading the plan and its data.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that it was made from.
    pub attachments: Vec<Attachment>,
    /// The workspace that it belongs to.
    pub workspace: Arc<Workspace>,
}

impl Workspace {
    /// The folder of the workspace that a plan belongs to: the nearest one above it with a
    /// kehoach.toml, else its own.
    #[must_use]
    pub fn root_of(plan: &Path) -> PathBuf {
        let folder = match plan.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        let above = folder.ancestors().filter(|path| *path != Path::new(""));
        let beyond = folder.canonicalize().ok();
        let beyond = beyond.iter().flat_map(|path| path.ancestors());
        above
            .chain(beyond)
            .find(|path| path.join(OFFICE_FILE).is_file())
            .unwrap_or(folder)
            .to_owned()
    }

    /// Reads the registries and the style of the workspace at a folder.
    ///
    /// # Errors
    /// A file that is there cannot be read.
    pub fn open(root: &Path) -> Result<Self, Trouble> {
        let mut shelf = Shelf {
            sources: Sources::default(),
            diagnostics: Vec::new(),
            files: Vec::new(),
        };
        let office: Office = shelf.registry(root, OFFICE_FILE, "Khai báo cơ quan")?;
        let units: UnitRegistry = shelf.registry(root, UNITS_FILE, "Danh mục đơn vị")?;
        let legal: LegalRegistry = shelf.registry(root, LEGAL_FILE, "Danh mục văn bản")?;
        let style = shelf.style(root, &office);
        diag::sort(&mut shelf.diagnostics, &shelf.sources);
        let Shelf {
            sources,
            diagnostics,
            files,
        } = shelf;
        Ok(Self {
            root: root.to_owned(),
            office,
            units,
            legal,
            style,
            sources,
            diagnostics,
            files,
        })
    }

    /// The folder of the workspace.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Reads a plan and its data files.
    ///
    /// # Errors
    /// The plan's file cannot be read.
    pub fn load(self: &Arc<Self>, path: &Path) -> Result<Loaded, Trouble> {
        let mut shelf = Shelf {
            sources: self.sources.clone(),
            diagnostics: Vec::new(),
            files: vec![],
        };
        let name = relative(&self.root, path);
        let bytes = read_file(path)?;
        let mut plan: Option<Plan> = shelf.read(path, &bytes);
        shelf.files.push(attachment(
            name,
            "application/toml",
            "Kế hoạch (nguồn)",
            bytes,
        ));
        shelf.files.extend(self.files.iter().cloned());
        for table in plan.iter_mut().flat_map(|plan| &mut plan.tables) {
            shelf.rows(&self.root, path, table);
        }
        let Shelf {
            sources,
            diagnostics,
            files: attachments,
        } = shelf;
        let workspace = Arc::clone(self);
        Ok(Loaded {
            path: path.to_owned(),
            plan,
            sources,
            diagnostics,
            attachments,
            workspace,
        })
    }
}

/// What has been read so far.
struct Shelf {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
    files: Vec<Attachment>,
}

impl Shelf {
    /// Reads a registry; one that is not there is empty.
    fn registry<T: Table + Default>(
        &mut self,
        root: &Path,
        name: &str,
        description: &'static str,
    ) -> Result<T, Trouble> {
        let path = root.join(name);
        if !path.exists() {
            return Ok(T::default());
        }
        let bytes = read_file(&path)?;
        let value = self.read(&path, &bytes).unwrap_or_default();
        self.files.push(attachment(
            name.to_owned(),
            "application/toml",
            description,
            bytes,
        ));
        Ok(value)
    }

    fn read<T: Table>(&mut self, path: &Path, bytes: &[u8]) -> Option<T> {
        let text = String::from_utf8_lossy(bytes);
        let id = self
            .sources
            .add(Source::new(path.to_owned(), text.clone().into_owned()));
        if let Err(error) = std::str::from_utf8(bytes) {
            self.diagnostics.push(not_utf8(id, error.valid_up_to()));
            return None;
        }
        self.diagnostics.extend(not_nfc(id, &text));
        let (value, diagnostics) = spec::read(id, &text);
        self.diagnostics.extend(diagnostics);
        value
    }

    /// The style that the office asks for, or the built-in one.
    fn style(&mut self, root: &Path, office: &Office) -> Style {
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
        let inside = root.canonicalize().is_ok_and(|root| {
            let real = root.join(&name.value).canonicalize();
            real.is_ok_and(|real| real.starts_with(&root) && real.is_dir())
        });
        if !inside {
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
        inside
    }

    /// Adds the rows of a table's data file.
    fn rows(&mut self, root: &Path, plan: &Path, table: &mut crate::plan::Table) {
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

    /// Reads a file that a text names, which must lie in the workspace, links followed.
    fn inside(&mut self, root: &Path, folder: &Path, name: &Text) -> Option<(PathBuf, Vec<u8>)> {
        let fault = |en: &str, vi: &str| {
            let message = Message::new(
                format!("`{}` {en}", name.value),
                format!("`{}` {vi}", name.value),
            );
            Diagnostic::new(code::FILE, name.span, message)
        };
        let wanted = Path::new(&name.value);
        let plain = wanted
            .components()
            .all(|c| !matches!(c, Component::RootDir | Component::Prefix(_)));
        let path = folder.join(wanted);
        let outside = || {
            fault(
                "lies outside the workspace",
                "nằm ngoài thư mục của cơ quan",
            )
        };
        let found = if plain { Some(&path) } else { None };
        let Some(path) = found else {
            self.diagnostics.push(outside());
            return None;
        };
        let climbs = folder
            .strip_prefix(root)
            .unwrap_or(folder)
            .components()
            .count();
        let climbing = wanted
            .components()
            .filter(|c| *c == Component::ParentDir)
            .count();
        let (real, root) = (path.canonicalize(), root.canonicalize());
        match (real, root) {
            (Ok(real), Ok(root)) if real.starts_with(&root) => {}
            (Ok(_), _) => {
                self.diagnostics.push(outside());
                return None;
            }
            // What is not there is not looked for outside either.
            (Err(_), _) if climbing > climbs => {
                self.diagnostics.push(outside());
                return None;
            }
            (Err(_), _) => {
                self.diagnostics
                    .push(fault("is not there", "không tồn tại"));
                return None;
            }
        }
        match read_file(path) {
            Ok(bytes) => Some((path.clone(), bytes)),
            Err(trouble) => {
                let message = trouble.message();
                self.diagnostics
                    .push(Diagnostic::new(code::FILE, name.span, message));
                None
            }
        }
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, Trouble> {
    let trouble = |error| Trouble::io(path, Doing::Reading, error);
    let metadata = std::fs::metadata(path).map_err(trouble)?;
    if !metadata.is_file() {
        // Reading a pipe or a device may never end.
        return Err(trouble(std::io::Error::other("it is not a file")));
    }
    let size = metadata.len();
    if size > LARGEST_FILE {
        let limit = format!("{size} bytes, the largest file read has {LARGEST_FILE}");
        return Err(trouble(std::io::Error::new(
            std::io::ErrorKind::FileTooLarge,
            limit,
        )));
    }
    std::fs::read(path).map_err(trouble)
}

fn attachment(
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

/// A path as seen from the workspace's folder, with `/` between folders.
fn relative(root: &Path, path: &Path) -> String {
    let inner = path
        .strip_prefix(root)
        .or_else(|_| path.strip_prefix("./"))
        .unwrap_or(path);
    let parts = inner.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

fn not_utf8(source: SourceId, at: usize) -> Diagnostic {
    Diagnostic::new(
        code::ENCODING,
        Span::new(source, at..at),
        Message::new(
            "from here on the file is not UTF-8",
            "từ đây trở đi tệp không phải là UTF-8",
        ),
    )
    .help(Message::new(
        "convert it from its old encoding (TCVN3, VNI or Windows-1258) to Unicode UTF-8",
        "hãy chuyển mã từ TCVN3 (ABC), VNI hoặc Windows-1258 sang Unicode UTF-8",
    ))
}

/// One finding for a file with decomposed letters, at the first of them.
fn not_nfc(source: SourceId, text: &str) -> Option<Diagnostic> {
    if vi::text::is_nfc(text) {
        return None;
    }
    let mut first = None;
    let mut lines = 0_usize;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !vi::text::is_nfc(line) {
            lines += 1;
            first = first.or_else(|| {
                let mut start = at;
                line.split_inclusive(' ').find_map(|word| {
                    let range = start..start + word.trim_end().len();
                    start += word.len();
                    (!vi::text::is_nfc(word)).then_some(range)
                })
            });
        }
        at += line.len();
    }
    let message = Message::new(
        format!("letters and their marks are written apart (not Unicode NFC) on {lines} line(s)"),
        format!("chữ và dấu bị tách rời (không phải Unicode dựng sẵn, NFC) ở {lines} dòng"),
    );
    let advice = Message::new(
        "type the text with a Unicode (precomposed) keyboard, or convert it to NFC",
        "hãy gõ bằng bảng mã Unicode dựng sẵn, hoặc chuyển tệp sang dạng NFC",
    );
    first
        .map(|range| Diagnostic::new(code::NOT_NFC, Span::new(source, range), message).help(advice))
}
