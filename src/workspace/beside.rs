//! Reading other plans that a plan is compared with, into the same sources.

use super::inside;
use super::related::Related;
use super::shelf::Shelf;
use super::{OFFICE_FILE, Workspace};
use crate::diag::{Diagnostic, Message, Words, code, words};
use crate::plan::{Office, Plan, Superior};
use crate::spec::Text;
use crate::trouble::Trouble;
use std::ffi::OsStr;
use std::mem;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

impl Shelf {
    /// Reads last year's plan, which a plan names.
    pub(super) fn previous(
        &mut self,
        workspace: &Workspace,
        path: &Path,
        plan: &Plan,
    ) -> Option<Related> {
        let name = plan.document.previous.as_ref()?;
        let previous = self.named(workspace, path, name)?;
        if let Some(message) = not_earlier(&previous, plan) {
            self.diagnostics
                .push(Diagnostic::new(code::VALUE, name.span, message));
            return None;
        }
        Some(previous)
    }

    /// Reads last year's plan, whose file is given apart from the plan.
    pub(super) fn given(
        &mut self,
        workspace: &Workspace,
        file: &Path,
        plan: &Plan,
    ) -> Result<Related, Trouble> {
        let previous = self.other(workspace, file, file)?;
        match not_earlier(&previous, plan) {
            None => Ok(previous),
            Some(why) => Err(Trouble::unfit(file, why)),
        }
    }

    /// Reads the superior's plan, which a plan names.
    pub(super) fn superior(
        &mut self,
        workspace: &Workspace,
        path: &Path,
        plan: &Plan,
    ) -> Option<Arc<Related>> {
        let named = plan.superior.as_ref()?;
        let found = find(workspace.root(), path, named.plan.as_str());
        match found.and_then(|found| {
            let read = |shelf: &mut Self| shelf.other(workspace, &found.real, &found.shown);
            workspace.superiors.get(&found.real, read)
        }) {
            Ok((superior, sources)) => {
                self.sources.welcome(sources);
                self.diagnostics.extend(no_row(named, &superior));
                Some(superior)
            }
            Err(message) => {
                let finding = Diagnostic::new(code::FILE, named.plan.span, message);
                self.diagnostics.push(finding);
                None
            }
        }
    }

    /// Reads the plan that a text means, as seen from the plan that names it.
    fn named(&mut self, workspace: &Workspace, plan: &Path, name: &Text) -> Option<Related> {
        let message = match find(workspace.root(), plan, name.as_str()) {
            Ok(found) => match self.other(workspace, &found.real, &found.shown) {
                Ok(related) => return Some(related),
                Err(trouble) => trouble.message(),
            },
            Err(message) => message,
        };
        self.diagnostics
            .push(Diagnostic::new(code::FILE, name.span, message));
        None
    }

    /// Reads another plan with its data. Its faults and bytes are not those of this one.
    pub(super) fn other(
        &mut self,
        workspace: &Workspace,
        real: &Path,
        shown: &Path,
    ) -> Result<Related, Trouble> {
        let bytes = inside::read(real)?;
        let mut shelf = Self {
            sources: mem::take(&mut self.sources),
            ..Self::default()
        };
        let plan: Option<Plan> = shelf.read(shown, &bytes);
        let torn = shelf.diagnostics.iter().any(|d| d.code == code::SYNTAX);
        let related = plan.filter(|_| !torn).map(|mut plan| {
            let root = Workspace::root_of(real);
            for table in &mut plan.tables {
                shelf.rows(&root, real, table);
            }
            let same = root.canonicalize().ok() == workspace.root.canonicalize().ok();
            let office = if same {
                None
            } else {
                shelf.registry(&root, OFFICE_FILE, "").ok()
            };
            let office: &Office = office.as_ref().unwrap_or(&workspace.office);
            let issuer = plan.issuer.or(&office.issuer);
            Related::new(shown.to_owned(), plan, issuer)
        });
        self.sources = shelf.sources;
        let no_plan = || {
            Message::new(
                "it is not a plan that can be read",
                "đây không phải là kế hoạch đọc được",
            )
        };
        related.ok_or_else(|| Trouble::unfit(shown, no_plan()))
    }
}

/// A plan's file that another plan names.
pub(super) struct Found {
    /// Links followed.
    pub real: PathBuf,
    /// As reports show it.
    pub shown: PathBuf,
}

/// What is said of a plan that may not be named.
const OUTSIDE: Words = words(
    "lies outside the folders that plans may name",
    "nằm ngoài các thư mục kế hoạch được phép dùng",
);

/// The file that a name in a plan means, unless it is none that plans may name: a TOML file of the
/// repository (the nearest folder above with a `.git`), or, without one, of the folder that holds
/// the workspace; and not the plan itself.
fn find(root: &Path, plan: &Path, name: &str) -> Result<Found, Message> {
    let said =
        |en: &str, vi: &str| Message::new(format!("`{name}` {en}"), format!("`{name}` {vi}"));
    let absent = || said("is not there", "không tồn tại");
    let is_toml = |path: &Path| path.extension() == Some(OsStr::new("toml"));
    if !is_toml(Path::new(name)) {
        return Err(said(
            "is no plan: it does not end in .toml",
            "không phải tệp kế hoạch (.toml)",
        ));
    }
    let folder = match plan.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let real = folder.canonicalize().map_err(|_| absent())?;
    let root = root.canonicalize().map_err(|_| absent())?;
    let repository = root.ancestors().find(|path| path.join(".git").exists());
    let tree = repository.or(root.parent()).unwrap_or(&root);
    let file = inside::resolve(tree, &real, name);
    let file = file.map_err(|refusal| refusal.message(name, &OUTSIDE))?;
    let file = file.canonicalize().map_err(|_| absent())?;
    if plan.canonicalize().is_ok_and(|own| own == file) {
        return Err(said("is this plan itself", "là chính kế hoạch này"));
    }
    if !is_toml(&file) {
        return Err(absent());
    }
    Ok(Found {
        real: file,
        shown: plain(&plan.with_file_name(name.replace('\\', "/"))),
    })
}

/// A path without the detours of `..`, beginning as it did.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// Why a plan cannot be last year's of another.
fn not_earlier(previous: &Related, plan: &Plan) -> Option<Message> {
    let (old, new) = (previous.plan.document.year.value, plan.document.year.value);
    (old >= new).then(|| {
        Message::new(
            format!("last year's plan is for {old}, not for a year before {new}"),
            format!("kế hoạch năm trước là của năm {old}, không phải của năm trước năm {new}"),
        )
    })
}

/// The finding for a row that the tables with which a superior assigns do not have.
fn no_row(superior: &Superior, other: &Related) -> Option<Diagnostic> {
    let row = superior.row.as_ref()?;
    if other.rows(&row.value).next().is_some() {
        return None;
    }
    let known: Vec<&str> = other
        .plan
        .tables
        .iter()
        .filter(|table| table.assigns())
        .flat_map(|table| table.rows.iter().filter_map(|row| table.key(row)))
        .map(|cell| cell.text.as_str())
        .collect();
    if known.is_empty() {
        return None;
    }
    let message = Message::new(
        format!(
            "no table with which the superior assigns has a row `{}`",
            row.value
        ),
        format!(
            "các biểu giao chỉ tiêu của cấp trên không có dòng `{}`",
            row.value
        ),
    );
    Some(Diagnostic::new(code::DANGLING, row.span, message).suggest(&row.value, known))
}

#[cfg(test)]
mod tests {
    use super::plain;
    use std::path::Path;

    #[test]
    fn detours_are_left_out_of_what_is_shown() {
        let cases = [
            ("plans/xa/../tinh/a.toml", "plans/tinh/a.toml"),
            ("./xa/../a.toml", "./a.toml"),
            ("../../a.toml", "../../a.toml"),
            ("/a/../b.toml", "/b.toml"),
        ];
        for (long, short) in cases {
            assert_eq!(plain(Path::new(long)), Path::new(short), "{long}");
        }
    }
}
