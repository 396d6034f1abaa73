//! Which plans the given paths mean.

use super::lock::settle;
use super::terminal::Terminal;
use crate::checks::{Options, examine_registries};
use crate::diag::{Diagnostic, Message};
use crate::door;
use crate::law::Law;
use crate::plan::Office;
use crate::release::ledger;
use crate::source::{Source, Sources};
use crate::spec;
use crate::trouble::{Doing, Trouble};
use crate::workspace::{LEGAL_FILE, OFFICE_FILE, UNITS_FILE, Workspace};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// The plans that were asked for, in order, with their workspaces.
pub(super) struct Found {
    /// The plans, each with its path below the folder that was given.
    pub plans: Vec<Plan>,
    /// The workspaces of the plans, by folder, with the findings about their registries.
    pub workspaces: BTreeMap<PathBuf, (Arc<Workspace>, Vec<Diagnostic>)>,
    /// Whether something that was asked for could not be had.
    pub trouble: bool,
}

/// A plan that was found.
pub(super) struct Plan {
    /// Its file.
    pub path: PathBuf,
    /// Where its files go below the output folder, without extension.
    pub target: PathBuf,
    /// The folder of its workspace.
    pub root: PathBuf,
}

/// Finds the plans that `paths` mean: files themselves, folders with all below them. Where a release was
/// stopped half way, their workspaces are put in order first.
pub(super) fn discover(paths: &[PathBuf], options: Options, terminal: &mut Terminal) -> Found {
    let mut found = Found {
        plans: Vec::new(),
        workspaces: BTreeMap::new(),
        trouble: false,
    };
    for path in paths {
        let before = found.plans.len();
        if let Err(trouble) = add(path, &mut found) {
            terminal.complain(&trouble.message());
            found.trouble = true;
        } else if found.plans.len() == before {
            terminal.complain(&Message::new(
                format!("there is no plan below {}", path.display()),
                format!("không có kế hoạch nào trong {}", path.display()),
            ));
            found.trouble = true;
        }
    }
    let law = Arc::new(Law::standard());
    let mut seen = HashSet::new();
    let same = |plan: &Plan| plan.path.canonicalize().unwrap_or(plan.path.clone());
    found.plans.retain(|plan| seen.insert(same(plan)));
    for plan in &found.plans {
        if found.workspaces.contains_key(&plan.root) {
            continue;
        }
        if let Err(trouble) = settle(&plan.root, terminal) {
            terminal.complain(&trouble.message());
            found.trouble = true;
        }
        match Workspace::open_under(&plan.root, Arc::clone(&law)) {
            Ok(workspace) => {
                let diagnostics = examine_registries(&workspace, options);
                let entry = (Arc::new(workspace), diagnostics);
                found.workspaces.insert(plan.root.clone(), entry);
            }
            Err(trouble) => {
                terminal.complain(&trouble.message());
                found.trouble = true;
            }
        }
    }
    found
}

impl Found {
    /// Sets aside plans that would be written to one place, so that none takes another's.
    ///
    /// A name made up to keep them apart would depend on what else is rendered.
    pub fn drop_clashing(&mut self, terminal: &mut Terminal) {
        let mut places: BTreeMap<&Path, Vec<&Path>> = BTreeMap::new();
        for plan in &self.plans {
            places.entry(&plan.target).or_default().push(&plan.path);
        }
        places.retain(|_, plans| plans.len() > 1);
        for (place, plans) in &places {
            let plans: Vec<String> = plans.iter().map(|p| p.display().to_string()).collect();
            let (plans, place) = (plans.join(", "), place.display());
            terminal.complain(&Message::new(
                format!(
                    "{plans} would all be written to `{place}` in the output folder; give the \
                     folder that holds them, or render them apart with --out"
                ),
                format!(
                    "{plans} đều sẽ ghi vào `{place}` trong thư mục kết quả; hãy đưa thư mục chứa \
                     chúng, hoặc in riêng từng tệp với --out"
                ),
            ));
        }
        let clashing: HashSet<PathBuf> = places.into_keys().map(Path::to_owned).collect();
        self.trouble |= !clashing.is_empty();
        self.plans.retain(|plan| !clashing.contains(&plan.target));
    }
}

fn add(path: &Path, found: &mut Found) -> Result<(), Trouble> {
    let metadata =
        std::fs::metadata(path).map_err(|error| Trouble::io(path, Doing::Reading, error))?;
    if metadata.is_file() {
        let target = PathBuf::from(path.file_stem().unwrap_or_default());
        let root = Workspace::root_of(path);
        found.plans.push(Plan {
            path: path.to_owned(),
            target,
            root,
        });
        return Ok(());
    }
    let mut asides: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    let hidden = |entry: &walkdir::DirEntry| {
        entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
    };
    for entry in WalkDir::new(path)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| !hidden(e))
    {
        let entry = entry.map_err(|error| {
            let place = error.path().unwrap_or(path).to_owned();
            Trouble::io(&place, Doing::Reading, error.into())
        })?;
        let file = entry.path();
        let is_toml = file
            .extension()
            .is_some_and(|extension| extension == "toml");
        if !entry.file_type().is_file() || !is_toml || is_registry(file) {
            continue;
        }
        let root = Workspace::root_of(file);
        let aside = asides
            .entry(root.clone())
            .or_insert_with(|| not_plans(&root));
        // Outside a workspace a TOML file may be anything.
        let stray = !root.join(OFFICE_FILE).is_file() && !looks_like_a_plan(file);
        if stray || aside.iter().any(|aside| file.starts_with(aside)) {
            continue;
        }
        let target = file.strip_prefix(path).unwrap_or(file).with_extension("");
        found.plans.push(Plan {
            path: file.to_owned(),
            target,
            root,
        });
    }
    Ok(())
}

fn is_registry(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default();
    name == OFFICE_FILE
        || name == UNITS_FILE
        || name == LEGAL_FILE
        || name.to_string_lossy().ends_with(ledger::SUFFIX)
}

fn looks_like_a_plan(file: &Path) -> bool {
    door::read(file).is_ok_and(|bytes| {
        String::from_utf8_lossy(&bytes)
            .lines()
            .any(|line| line.trim_end() == "[document]")
    })
}

/// The profile and the templates that an office keeps beside its plans.
fn not_plans(root: &Path) -> Vec<PathBuf> {
    let Ok(text) = door::read(&root.join(OFFICE_FILE)) else {
        return Vec::new();
    };
    let text = String::from_utf8_lossy(&text);
    let mut sources = Sources::default();
    let id = sources.add(Source::new(root.join(OFFICE_FILE), String::new()));
    let office: Office = spec::read(id, &text).value.unwrap_or_default();
    let asides = office.profile.iter().chain(&office.templates);
    asides.map(|aside| root.join(aside.as_str())).collect()
}
