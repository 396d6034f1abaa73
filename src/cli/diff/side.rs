//! One of the two plans that are compared, from wherever it is kept.

use crate::cli::terminal::{Terminal, note};
use crate::diag::{Diagnostic, Lang, Message, code};
use crate::diff::Side;
use crate::document::Printer;
use crate::plan::{Index, Issuer, Plan};
use crate::source::{Source, Sources};
use crate::trouble::Trouble;
use crate::vi::text::folded;
use crate::workspace::{Loaded, Workspace};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A plan that could be read.
pub(in crate::cli) struct Opened {
    /// What the user called it.
    pub name: String,
    /// The plan.
    pub plan: Plan,
    /// What it belongs to.
    pub workspace: Arc<Workspace>,
    /// Where it is kept.
    pub place: Place,
    sources: Sources,
}

impl Opened {
    /// What reports need of it.
    pub fn side(&self) -> Side<'_> {
        Side {
            name: &self.name,
            plan: &self.plan,
            units: &self.workspace.units,
            legal: &self.workspace.legal,
            law: &self.workspace.law,
            office: self.workspace.office.source(),
            sources: &self.sources,
        }
    }

    /// Its title as it prints.
    pub fn title(&self) -> String {
        let (units, legal) = (&self.workspace.units, &self.workspace.legal);
        let (index, _) = Index::new(&self.plan, units, legal);
        Printer::new(&self.plan, &index, &self.sources, &self.workspace.law)
            .text(self.plan.document.title.as_str())
    }

    /// The office that issues it.
    pub fn issuer(&self) -> Issuer {
        self.plan.issuer.or(&self.workspace.office.issuer)
    }

    /// The name of the office that issues it.
    pub fn office(&self) -> Option<String> {
        self.issuer().name.map(|name| name.value)
    }

    /// Says what speaks against comparing it with another plan.
    pub fn doubt(&self, new: &Self, lang: Lang) {
        let (old_kind, new_kind) = (
            self.plan.document.kind.name(),
            new.plan.document.kind.name(),
        );
        if old_kind != new_kind {
            let doubt = Message::new(
                format!("warning: the old document is a {old_kind}, the new one a {new_kind}"),
                format!("cảnh báo: văn bản cũ là {old_kind}, văn bản mới là {new_kind}"),
            );
            note(doubt.text(lang));
        }
        if let (Some(old), Some(new)) = (self.office(), new.office())
            && folded(&old) != folded(&new)
        {
            let doubt = Message::new(
                format!("warning: the old plan is of {old}, the new one of {new}"),
                format!("cảnh báo: kế hoạch cũ của {old}, kế hoạch mới của {new}"),
            );
            note(doubt.text(lang));
        }
    }
}

/// A plan's file with the folder of its workspace.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Place {
    /// The file.
    pub file: PathBuf,
    /// The folder of the workspace.
    pub root: PathBuf,
    /// What the user called it.
    pub name: String,
    /// Whether a document carries it.
    pub carried: bool,
    /// What stands in reports instead of a folder that is gone when they are read.
    pub shown: Option<(PathBuf, String)>,
}

impl Place {
    /// A file in the working tree.
    pub fn of(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
            root: Workspace::root_of(file),
            name: file.display().to_string(),
            carried: false,
            shown: None,
        }
    }
}

/// Reads the plan at a place. What hinders it is said; what else is wrong with it is a matter of
/// `kehoach check`.
pub(in crate::cli) fn read(place: &Place, terminal: &mut Terminal) -> Option<Opened> {
    let loaded = match load(place) {
        Ok(loaded) => loaded,
        Err(trouble) => {
            terminal.complain(&trouble.message());
            return None;
        }
    };
    if place.carried && loaded.workspace.asks_for_style() {
        let shown = &place.name;
        let said = Message::new(
            format!("warning: the templates and the profile that {shown} asks for are not used"),
            format!("cảnh báo: không dùng mẫu trình bày mà {shown} yêu cầu"),
        );
        note(said.text(terminal.lang()));
    }
    let faults: Vec<Diagnostic> = faults(&loaded).cloned().collect();
    let name = &place.name;
    match opened(place, loaded) {
        Ok(opened) => {
            if !faults.is_empty() {
                note(warning(name, faults.len()).text(terminal.lang()));
            }
            Some(opened)
        }
        Err(sources) => {
            terminal.findings_aside(&faults, &sources);
            terminal.complain(&Message::new(
                format!("{name} is not a plan that can be read, so there is nothing to compare"),
                format!("{name} không phải kế hoạch đọc được nên không so sánh được"),
            ));
            None
        }
    }
}

/// Reads the plan at a place, and says nothing where there is none.
pub(in crate::cli) fn readable(place: &Place) -> Option<Opened> {
    opened(place, load(place).ok()?).ok()
}

/// The plan that a plan names as last year's (`previous`).
///
/// # Errors
/// It cannot be read, or names none that can be.
pub(in crate::cli) fn previous(plan: &Path) -> Result<PathBuf, Message> {
    let shown = plan.display();
    if plan.is_dir() {
        return Err(Message::new(
            format!("{shown} is a folder; give the folder to compare it with, too"),
            format!("{shown} là thư mục; hãy chỉ thêm thư mục cần so sánh"),
        ));
    }
    let loaded = load(&Place::of(plan)).map_err(|trouble| trouble.message())?;
    if let Some(previous) = loaded.previous {
        return Ok(previous.path);
    }
    let head = loaded.plan.as_ref().map(|plan| &plan.document);
    let named = head.and_then(|head| head.previous.as_ref());
    let fault = named.and_then(|named| {
        let mut all = loaded.diagnostics.iter();
        all.find(|fault| fault.primary.span == named.span)
    });
    Err(match fault {
        Some(fault) => fault.message.clone(),
        None => Message::new(
            format!(
                "{shown} is one plan; name last year's as `previous` in its [document], or give both files: \
                 kehoach diff OLD NEW"
            ),
            format!(
                "{shown} mới là một kế hoạch; hãy ghi kế hoạch năm trước ở khóa `previous` trong [document], hoặc \
                 chỉ cả hai tệp: kehoach diff CŨ MỚI"
            ),
        ),
    })
}

/// The errors of reading a plan and its registries.
fn faults(loaded: &Loaded) -> impl Iterator<Item = &Diagnostic> {
    let all = loaded
        .workspace
        .diagnostics
        .iter()
        .chain(&loaded.diagnostics);
    all.filter(|fault| fault.is_error())
}

/// A plan that has been read under the names that the user knows; its texts alone where it is none.
fn opened(place: &Place, loaded: Loaded) -> Result<Opened, Sources> {
    // A plan of which a half is read would seem to have lost the other.
    let torn = faults(&loaded).any(|d| d.code == code::SYNTAX || d.code == code::ENCODING);
    let sources = match &place.shown {
        Some((folder, shown)) => renamed(&loaded.sources, folder, shown),
        None => loaded.sources,
    };
    match loaded.plan.filter(|_| !torn) {
        Some(plan) => Ok(Opened {
            name: place.name.clone(),
            place: place.clone(),
            plan,
            workspace: loaded.workspace,
            sources,
        }),
        None => Err(sources),
    }
}

/// Reads the plan at a place with its workspace.
///
/// # Errors
/// A file cannot be read.
pub(in crate::cli) fn load(place: &Place) -> Result<Loaded, Trouble> {
    let workspace = if place.carried {
        Workspace::open_carried(&place.root)?
    } else {
        Workspace::open(&place.root)?
    };
    Arc::new(workspace).load(&place.file)
}

fn warning(name: &str, errors: usize) -> Message {
    let noun = if errors == 1 { "error" } else { "errors" };
    Message::new(
        format!(
            "warning: {name} has {errors} {noun} (kehoach check shows them); what can be read is compared"
        ),
        format!(
            "cảnh báo: {name} có {errors} lỗi (xem bằng kehoach check); chỉ so sánh phần đọc được"
        ),
    )
}

/// The same texts under the names that the user knows.
fn renamed(sources: &Sources, folder: &Path, shown: &str) -> Sources {
    let mut renamed = Sources::default();
    for source in sources.iter() {
        let inner = source.path().strip_prefix(folder).unwrap_or(source.path());
        let path = PathBuf::from(format!("{shown}{}", inner.display()));
        renamed.add(Source::with_kind(
            path,
            source.text().to_owned(),
            source.kind().clone(),
        ));
    }
    renamed
}
