//! Numbers that the workspace knows to be given, beside its register: those of its plans, and of the manifests of
//! what went out. A register that lacks one of them has lost a row.

use super::issue::Job;
use super::manifest::{self, Manifest};
use super::number::Number;
use super::verdict::{Refusal, Verdict};
use crate::door;
use crate::plan::{DocumentHead, Issuer};
use crate::source::{Source, Sources};
use crate::spec::{self, Fields, Table, doc};
use crate::vi;
use crate::workspace::{OFFICE_FILE, Workspace};
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// How deep plans and manifests lie in a workspace, and how many files are looked at.
const DEEPEST: usize = 8;
const MOST_FILES: usize = 100_000;

/// A number that was given to a document.
#[derive(Debug)]
struct Given {
    number: Number,
    symbol: String,
    date: Date,
    /// Where it says so.
    path: PathBuf,
    /// Whether the document went out: a plan may have a number before it does.
    is_out: bool,
}

/// What says which number a plan has.
struct Heading {
    document: DocumentHead,
    issuer: Issuer,
}

impl Table for Heading {
    const NAME: &'static str = "plan";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let document: Option<DocumentHead> = f.required("document", doc("Heading", "Phần đầu"));
        let issuer = f.optional("issuer", doc("Issuing body", "Cơ quan ban hành"));
        Some(Self {
            document: document?,
            issuer: issuer.unwrap_or_default(),
        })
    }
}

impl Job<'_> {
    /// Why the number may not be had: the register lacks one that is given, or another plan has it. Of plans that
    /// have number and day before they go out, only the number itself is theirs where one is asked for.
    pub(super) fn given_elsewhere(&self, asked_for: bool) -> Option<Verdict> {
        let all = self.all_given();
        let has = |given: &Given| {
            let (number, symbol) = (&given.number, &given.symbol);
            self.register.has(number, symbol, given.date, None)
        };
        let collides = |given: &Given| {
            given.number == self.number && self.register.shares_series(&given.symbol, &self.symbol)
        };
        let missing = all.iter().filter(|given| !has(given));
        let (mut lost, mut taken) = (None, None);
        for given in missing {
            if given.is_out || !asked_for {
                lost = lost.or(Some(given));
            } else if collides(given) {
                taken = taken.or(Some(given));
            }
        }
        if let Some(given) = lost {
            return Some(self.lost(given));
        }
        let Given { path, number, .. } = taken?;
        let shown = path.display();
        Some(Refusal::because(
            format!("{shown} has number {number}"),
            format!("{shown} đã mang số {number}"),
        ))
    }

    /// That the register lacks a row.
    fn lost(&self, given: &Given) -> Verdict {
        let (register, shown) = (&self.register_name, given.path.display());
        let (whole, day) = (
            given.number.with(&given.symbol),
            vi::date::short(given.date),
        );
        Refusal::because(
            format!(
                "{register} has no {whole} of {day}, which {shown} has; enter it in the register again, or \
                 take the number out of a plan that has not gone out"
            ),
            format!(
                "{register} không có số {whole} ngày {day} mà {shown} đã ghi; hãy ghi lại vào sổ, hoặc bỏ \
                 số trong kế hoạch nếu chưa ban hành"
            ),
        )
    }

    /// All numbers of the year but the plan's own.
    fn all_given(&self) -> Vec<Given> {
        let real = |path: &Path| path.canonicalize().ok();
        let own = real(self.path);
        let year = self.date.year();
        let known = Known::of(self.workspace, self.out);
        let plans = known.plans.iter();
        let plans = plans
            .filter(|path| real(path) != own)
            .filter_map(|path| of_plan(path, self.workspace, year));
        let went = known.manifests.iter();
        let went = went.filter_map(|(path, went)| of_manifest(path, went));
        let mut given: Vec<Given> = went.chain(plans).collect();
        given.retain(|given| given.date.year() == year);
        given
    }
}

/// The files of a workspace that tell of numbers, and the manifests of its office in a folder that things go
/// out to.
pub struct Known {
    /// Plans, or what may be some.
    plans: Vec<PathBuf>,
    /// Manifests, by path.
    pub manifests: Vec<(PathBuf, Manifest)>,
}

impl Known {
    /// Looks for them.
    #[must_use]
    pub fn of(workspace: &Workspace, out: &Path) -> Self {
        let root = workspace.root();
        let real = |path: &Path| path.canonicalize().ok();
        let read = |path: PathBuf| Some((path.clone(), read_manifest(&path)?));
        let inside = files(root, depth(workspace)).into_iter();
        let (inside, plans): (Vec<_>, Vec<_>) = inside.partition(|path| is_manifest(path));
        let out = real(out).filter(|out| real(root).is_none_or(|root| !out.starts_with(root)));
        // A folder that several offices share has manifests of all of them.
        let beside = out.map(|out| files(&out, 1)).unwrap_or_default();
        let beside = beside.into_iter().filter(|path| is_manifest(path));
        let name = workspace.office.issuer.name.as_ref();
        let is_ours =
            |went: &Manifest| name.is_none_or(|name| went.document.from.organ_name == name.value);
        let beside = beside.filter_map(read).filter(|(_, went)| is_ours(went));
        let manifests = inside.into_iter().filter_map(read).chain(beside);
        Self {
            plans,
            manifests: manifests.collect(),
        }
    }
}

/// How deep a workspace's files lie: without a file of the office the folder may be anybody's, down to all of
/// a disk.
fn depth(workspace: &Workspace) -> usize {
    if workspace.root().join(OFFICE_FILE).is_file() {
        DEEPEST
    } else {
        1
    }
}

/// The plans and manifests below a folder, without hidden folders and other workspaces.
fn files(folder: &Path, depth: usize) -> Vec<PathBuf> {
    let enters = |entry: &DirEntry| {
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let folder = entry.file_type().is_dir();
        let elsewhere = folder && entry.path().join(OFFICE_FILE).is_file();
        entry.depth() == 0 || !(hidden || elsewhere)
    };
    let all = WalkDir::new(folder).max_depth(depth).sort_by_file_name();
    let all = all.into_iter().filter_entry(enters).take(MOST_FILES);
    all.filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(DirEntry::into_path)
        .filter(|path| is_manifest(path) || path.extension().is_some_and(|end| end == "toml"))
        .collect()
}

fn is_manifest(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(manifest::SUFFIX)
}

fn read_manifest(path: &Path) -> Option<Manifest> {
    Manifest::parse(&door::read(path).ok()?)
}

fn of_manifest(path: &Path, went: &Manifest) -> Option<Given> {
    let (number, rest) = Number::split(&went.register.number)?;
    Some(Given {
        number,
        symbol: rest.trim_start_matches('/').to_owned(),
        date: went
            .document
            .promulgation_info
            .promulgation_date
            .parse()
            .ok()?,
        path: path.to_owned(),
        is_out: true,
    })
}

/// The number of a plan; none where it has not both, or is of another year.
fn of_plan(path: &Path, workspace: &Workspace, year: i16) -> Option<Given> {
    let text = String::from_utf8(door::read(path).ok()?).ok()?;
    // Most files are told apart faster by their words than by their tables.
    let words = ["document", "number", "date", &year.to_string()];
    if !words.iter().all(|word| text.contains(word)) {
        return None;
    }
    let id = Sources::default().add(Source::new(path.to_owned(), String::new()));
    let Heading { document, issuer } = spec::read(id, &text).value?;
    Some(Given {
        number: Number::parse(document.number.as_ref()?.as_str())?,
        symbol: document.symbol_of(&issuer.or(&workspace.office.issuer)),
        date: document.date?.date,
        path: path.to_owned(),
        is_out: false,
    })
}
