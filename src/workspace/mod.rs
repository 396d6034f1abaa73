//! An office's workspace: its plans, registries and data, read from disk.

mod beside;
mod encoding;
mod inside;
mod related;
mod shelf;
mod superiors;

use crate::diag::{self, Diagnostic};
use crate::law::Law;
use crate::plan::{LegalRegistry, Office, Plan, UnitRegistry};
use crate::render::{Attachment, SOURCE, Style};
use crate::source::{Sources, with_plain_lines};
use crate::spec::{Allow, Named, Text, path};
use crate::trouble::Trouble;
pub use related::Related;
use shelf::{Shelf, attachment, relative};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use superiors::Superiors;

/// The files of a workspace that are not plans.
pub const OFFICE_FILE: &str = "kehoach.toml";
/// The registry of organisations.
pub const UNITS_FILE: &str = "units.toml";
/// The registry of legal documents.
pub const LEGAL_FILE: &str = "legal.toml";

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
    /// The findings that they accept.
    pub allows: Vec<Allow>,
    /// The ids that they name things by.
    pub references: Vec<(Named, Text)>,
    /// The law that its plans stand under.
    pub law: Arc<Law>,
    files: Vec<Attachment>,
    superiors: Superiors,
}

/// A plan with everything that it was read from.
#[derive(Debug)]
pub struct Loaded {
    /// Where it stands.
    pub path: PathBuf,
    /// The plan, unless its file has no readable `[document]`.
    pub plan: Option<Plan>,
    /// Last year's plan, where it is named and can be read.
    pub previous: Option<Related>,
    /// The superior's plan, where it is named and can be read.
    pub superior: Option<Arc<Related>>,
    /// The texts of registries, plan and data, then those of other plans.
    pub sources: Sources,
    /// The findings of reading the plan and its data.
    pub diagnostics: Vec<Diagnostic>,
    /// The findings that the plan accepts.
    pub allows: Vec<Allow>,
    /// The ids that the plan names things by.
    pub references: Vec<(Named, Text)>,
    /// The files that it was made from.
    pub attachments: Vec<Attachment>,
    /// The workspace that it belongs to.
    pub workspace: Arc<Workspace>,
}

impl Loaded {
    /// Reads another plan into the same sources; none where it cannot be read.
    pub fn beside(&mut self, path: &Path) -> Option<Related> {
        let mut shelf = Shelf {
            sources: std::mem::take(&mut self.sources),
            ..Shelf::default()
        };
        let related = shelf.other(&self.workspace, path, path);
        self.sources = shelf.sources;
        related.ok()
    }
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
        // The folder that the program runs in is above a path that never leaves it.
        let stays = folder
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let here = stays.then_some(Path::new("."));
        let beyond = folder.canonicalize().ok().map(path::plain);
        let beyond = beyond.iter().flat_map(|path| path.ancestors());
        above
            .chain(here)
            .chain(beyond)
            .find(|path| path.join(OFFICE_FILE).is_file())
            .unwrap_or(folder)
            .to_owned()
    }

    /// Reads the registries and the style of the workspace at a folder, under the law as it stands.
    ///
    /// # Errors
    /// A file that is there cannot be read.
    pub fn open(root: &Path) -> Result<Self, Trouble> {
        Self::open_under(root, Arc::new(Law::standard()))
    }

    /// Reads a workspace as [`Self::open`] does, under a law that others share.
    ///
    /// # Errors
    /// A file that is there cannot be read.
    pub fn open_under(root: &Path, law: Arc<Law>) -> Result<Self, Trouble> {
        Self::open_as(root, law, true)
    }

    /// Reads the workspace that a document carries. Templates are programs, so those of a file that anyone
    /// may have made are left aside, and its profile with them: its plans are set with the built-in ones.
    ///
    /// # Errors
    /// A file that is there cannot be read.
    pub fn open_carried(root: &Path) -> Result<Self, Trouble> {
        Self::open_as(root, Arc::new(Law::standard()), false)
    }

    /// The workspace with another style: that of an office's own folder for what a document of it carries.
    #[must_use]
    pub fn with_style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    fn open_as(root: &Path, law: Arc<Law>, trusted: bool) -> Result<Self, Trouble> {
        let mut shelf = Shelf::default();
        let office: Office = shelf.registry(root, OFFICE_FILE, "Khai báo cơ quan")?;
        let units: UnitRegistry = shelf.registry(root, UNITS_FILE, "Danh mục đơn vị")?;
        let legal: LegalRegistry = shelf.registry(root, LEGAL_FILE, "Danh mục văn bản")?;
        let style = if trusted {
            shelf.style(root, &office)
        } else {
            Style::default()
        };
        diag::sort(&mut shelf.diagnostics, &shelf.sources);
        let Shelf {
            sources,
            diagnostics,
            allows,
            references,
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
            allows,
            references,
            law,
            files,
            superiors: Superiors::default(),
        })
    }

    /// Whether the office asks for a profile or templates of its own.
    #[must_use]
    pub fn asks_for_style(&self) -> bool {
        self.office.profile.is_some() || self.office.templates.is_some()
    }

    /// The folder of the workspace.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Reads a plan, its data files and the plans that it names.
    ///
    /// # Errors
    /// The plan's file cannot be read.
    pub fn load(self: &Arc<Self>, path: &Path) -> Result<Loaded, Trouble> {
        self.load_after(path, None)
    }

    /// Reads a plan as [`Self::load`] does, with the file of last year's plan where the plan itself
    /// should not name it.
    ///
    /// # Errors
    /// The plan's file or last year's cannot be read, or last year's is none of an earlier year.
    pub fn load_after(
        self: &Arc<Self>,
        path: &Path,
        previous: Option<&Path>,
    ) -> Result<Loaded, Trouble> {
        self.load_bytes(path, inside::read(path)?, previous)
    }

    /// Reads a plan as [`Self::load_after`] does, with another content of its file.
    ///
    /// # Errors
    /// The file of last year's plan cannot be read, or is none of an earlier year.
    pub fn load_bytes(
        self: &Arc<Self>,
        path: &Path,
        bytes: Vec<u8>,
        previous: Option<&Path>,
    ) -> Result<Loaded, Trouble> {
        let mut shelf = Shelf {
            sources: self.sources.clone(),
            ..Shelf::default()
        };
        let bytes = with_plain_lines(bytes);
        let name = relative(&self.root, path);
        let mut plan: Option<Plan> = shelf.read(path, &bytes);
        shelf
            .files
            .push(attachment(name, "application/toml", SOURCE, bytes));
        shelf.files.extend(self.files.iter().cloned());
        for table in plan.iter_mut().flat_map(|plan| &mut plan.tables) {
            shelf.rows(&self.root, path, table);
        }
        let earlier = match (&plan, previous) {
            (Some(plan), Some(file)) => Some(shelf.given(self, file, plan)?),
            (Some(plan), None) => shelf.previous(self, path, plan),
            (None, _) => None,
        };
        let superior = plan
            .as_ref()
            .and_then(|plan| shelf.superior(self, path, plan));
        let Shelf {
            sources,
            diagnostics,
            allows,
            references,
            files: attachments,
        } = shelf;
        let workspace = Arc::clone(self);
        Ok(Loaded {
            path: path.to_owned(),
            plan,
            previous: earlier,
            superior,
            sources,
            diagnostics,
            allows,
            references,
            attachments,
            workspace,
        })
    }
}
