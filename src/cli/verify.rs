//! `kehoach verify`.

use super::arguments::{ListFormat, VerifyArgs};
use super::diff::attached::{is_document, within};
use super::diff::spot::unpack;
use super::outcome::Outcome;
use super::pictures;
use super::terminal::Terminal;
use crate::diag::Message;
use crate::door;
use crate::release::PictureFiles;
use crate::release::content::sha256;
use crate::release::ledger;
use crate::release::manifest::{Manifest, SUFFIX};
use crate::release::register::Register;
use crate::render::{Style, carried_by_docx, carried_by_pdf};
use crate::signature::certificate::Certificate;
use crate::source::{Sources, with_plain_lines};
use crate::spec::path;
use crate::verify::{Evidence, Format, Report, State, report, verify};
use crate::workspace::{Loaded, OFFICE_FILE, Workspace};
use jiff::Timestamp;
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use walkdir::WalkDir;

/// How deep below a folder a plan is looked for.
const DEEPEST: usize = 8;

/// Says of each file what it is.
pub(super) fn run(arguments: &VerifyArgs, terminal: &mut Terminal) -> Outcome {
    let given = match Given::read(arguments) {
        Ok(given) => given,
        Err(message) => {
            terminal.complain(&message);
            return Outcome::Trouble;
        }
    };
    let mut outcome = Outcome::Clean;
    let mut reports = Vec::new();
    for file in &arguments.files {
        let report = match given.verify(file, arguments) {
            Ok(report) => report,
            Err(message) => {
                terminal.complain(&message);
                outcome = Outcome::Trouble;
                continue;
            }
        };
        let lacks = arguments.signed && !report.is_signed();
        if lacks || report.state() != State::Valid || report.ended.is_some() {
            outcome = outcome.max(Outcome::Findings);
        }
        let (name, lang) = (file.display().to_string(), terminal.lang());
        match arguments.format {
            ListFormat::Text => terminal.line(&report::text(&name, &report, lang)),
            ListFormat::Json => reports.push(report::json(&name, &report, lang)),
        }
    }
    if arguments.format == ListFormat::Json {
        terminal.json(&format!("{:#}", Json::Array(reports)));
    }
    outcome
}

/// What the command line gives for all files.
struct Given {
    trusted: Vec<Certificate>,
    manifest: Option<Manifest>,
    pictures: PictureFiles,
    at: Timestamp,
}

impl Given {
    fn read(arguments: &VerifyArgs) -> Result<Self, Message> {
        let mut trusted = Vec::new();
        for path in &arguments.trust {
            let read = Certificate::read_all(&bytes(path)?);
            trusted.extend(read.ok_or_else(|| no_certificate(path))?);
        }
        let manifest = match &arguments.manifest {
            None => None,
            Some(path) => Some(Manifest::parse(&bytes(path)?).ok_or_else(|| no_manifest(path))?),
        };
        Ok(Self {
            trusted,
            manifest,
            pictures: pictures::read(&arguments.pictures)?,
            at: Timestamp::now(),
        })
    }

    fn verify(&self, file: &Path, arguments: &VerifyArgs) -> Result<Report, Message> {
        let bytes = bytes(file)?;
        let format = format_of(file, &bytes)?;
        let carried = match format {
            Format::Pdf => carried_by_pdf(&bytes),
            Format::Docx => carried_by_docx(&bytes),
        };
        let carried = carried.map_err(|why| within(file, &why))?;
        let unpacked = carried.as_ref().map(unpack).transpose()?;
        let name = carried.as_ref().and_then(|files| files.first());
        let source = unpacked
            .as_ref()
            .zip(name)
            .and_then(|(folder, (name, _))| load(folder, name, None));
        let beside = match self.manifest {
            Some(_) => None,
            None => manifest_beside(file, &bytes, source.as_ref()),
        };
        let manifest = self.manifest.as_ref().or(beside.as_ref());
        let plans = source.as_ref();
        let plans = plans.map(|source| plans_under(&arguments.plans, source));
        let plans = plans.unwrap_or_default();
        let style = manifest.and_then(|manifest| style_of(&plans, manifest));
        let styled = unpacked.as_ref().zip(name).zip(style);
        let styled =
            styled.and_then(|((folder, (name, _)), style)| load(folder, name, Some(style)));
        let source = styled.or(source);
        let first = plans.first().map(PathBuf::as_path);
        let (register, plan) = match (&arguments.register, &source) {
            (Some(path), Some(source)) => (read_register(path, source)?, first),
            (None, Some(source)) => match register_of(&plans, source, manifest)? {
                Some((register, plan)) => (Some(register), Some(plan)),
                None => (None, first),
            },
            (_, None) => (None, None),
        };
        let kept = plan.map(|plan| ledger::read(plan, &mut Sources::default()));
        let kept = kept.transpose().map_err(|trouble| trouble.message())?;
        Ok(verify(&Evidence {
            format,
            bytes: &bytes,
            source: source.as_ref(),
            manifest,
            pictures: &self.pictures,
            register: register.as_ref(),
            ledger: kept.as_ref().map(|kept| &kept.ledger),
            trusted: &self.trusted,
            at: self.at,
        }))
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Message> {
    door::read(path).map_err(|trouble| trouble.message())
}

/// The kind of a file, by its first bytes, else its name.
fn format_of(path: &Path, bytes: &[u8]) -> Result<Format, Message> {
    let is_pdf = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("pdf"));
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => Ok(Format::Pdf),
        [b'P', b'K', ..] if is_document(path) || has_document(bytes) => Ok(Format::Docx),
        _ if is_pdf => Ok(Format::Pdf),
        _ if is_document(path) => Ok(Format::Docx),
        _ => {
            let shown = path.display();
            Err(Message::new(
                format!("{shown} is neither a PDF nor a DOCX (unpack archives first)"),
                format!("{shown} không phải tệp PDF hay DOCX (tệp nén thì giải nén trước)"),
            ))
        }
    }
}

/// Whether a ZIP holds a document of Word; else it is some archive, of the file perhaps.
fn has_document(zip: &[u8]) -> bool {
    let name = b"word/document.xml";
    zip.windows(name.len()).any(|part| part == name)
}

/// The plan that was unpacked, with its registries, set with a style of its office where one is given.
fn load(folder: &TempDir, name: &str, style: Option<Style>) -> Option<Loaded> {
    let workspace = Workspace::open_carried(folder.path()).ok()?;
    let workspace = match style {
        Some(style) => workspace.with_style(style),
        None => workspace,
    };
    Arc::new(workspace).load(&folder.path().join(name)).ok()
}

/// The style of the first workspace of the plan's copies that the manifest names piece by piece.
fn style_of(plans: &[PathBuf], manifest: &Manifest) -> Option<Style> {
    (!manifest.is_set_with(&Style::default())).then_some(())?;
    let mut styles = plans.iter().filter_map(|plan| {
        let workspace = Workspace::open(&Workspace::root_of(plan)).ok()?;
        Some(workspace.style)
    });
    styles.find(|style| manifest.is_set_with(style))
}

/// The manifest in the file's folder that names it, the one of its own name first; else one that should
/// name it: of its own name, or of the plan that it carries.
fn manifest_beside(file: &Path, bytes: &[u8], source: Option<&Loaded>) -> Option<Manifest> {
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let own = folder.join(format!("{stem}{SUFFIX}"));
    let mut others: Vec<PathBuf> = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| *path != own && path.to_string_lossy().ends_with(SUFFIX))
        .collect();
    others.sort();
    let read = |path: &PathBuf| Manifest::parse(&door::read(path).ok()?);
    let own = read(&own);
    let others: Vec<Manifest> = others.iter().filter_map(read).collect();
    let names = |manifest: &&Manifest| manifest.names(bytes).is_some();
    let plan = source.and_then(|source| source.attachments.first());
    let of_plan = |manifest: &&Manifest| {
        plan.is_some_and(|plan| {
            let hash = sha256(&plan.bytes);
            manifest.inputs.iter().any(|input| input.sha256 == hash)
        })
    };
    let named = own.iter().chain(&others).find(names);
    named
        .or(own.as_ref())
        .or_else(|| others.iter().find(of_plan))
        .cloned()
}

/// The copies of the plan below a folder, those of its own office first.
fn plans_under(plans: &Path, source: &Loaded) -> Vec<PathBuf> {
    let Some(own) = source.attachments.first() else {
        return Vec::new();
    };
    let name = Path::new(&own.name).file_name();
    let all = WalkDir::new(plans).max_depth(DEEPEST).sort_by_file_name();
    let mut found: Vec<PathBuf> = all
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| Some(entry.file_name()) == name)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| door::read(path).is_ok_and(|bytes| with_plain_lines(bytes) == *own.bytes))
        .collect();
    // Two offices may have copied one plan.
    let office = source
        .attachments
        .iter()
        .find(|file| file.name == OFFICE_FILE);
    found.sort_by_key(|plan| {
        let there = door::read(&Workspace::root_of(plan).join(OFFICE_FILE))
            .map(with_plain_lines)
            .ok();
        there.as_deref() != office.map(|file| &file.bytes[..])
    });
    found
}

/// The register of the first of the plan's copies whose workspace has one, and that copy.
fn register_of<'p>(
    plans: &'p [PathBuf],
    source: &Loaded,
    manifest: Option<&Manifest>,
) -> Result<Option<(Register, &'p Path)>, Message> {
    for plan in plans {
        let root = Workspace::root_of(plan);
        let named = manifest.map(|manifest| manifest.register.file.clone());
        let named = named.unwrap_or_else(|| register_name(source));
        let Some(path) = below(&root, &named) else {
            continue;
        };
        if let Some(register) = read_register(&path, source)? {
            return Ok(Some((register, plan)));
        }
    }
    Ok(None)
}

/// The file of a workspace that a manifest names; none where the name leads out of it, itself or by a link.
fn below(root: &Path, name: &str) -> Option<PathBuf> {
    let parts = path::parts(name)?;
    let stays = !parts.contains(&"..");
    let path = root.join(parts.iter().collect::<PathBuf>());
    let (root, real) = (root.canonicalize().ok()?, path.canonicalize().ok()?);
    (stays && real.starts_with(root)).then_some(path)
}

fn register_name(source: &Loaded) -> String {
    source.workspace.office.release.register_of(year_of(source))
}

/// The year in whose register the plan stands.
fn year_of(source: &Loaded) -> i16 {
    let head = source.plan.as_ref().map(|plan| &plan.document);
    head.map_or(0, |head| {
        head.date.map_or(head.year.value, |day| day.date.year())
    })
}

/// A register that is there.
fn read_register(path: &Path, source: &Loaded) -> Result<Option<Register>, Message> {
    let by_kind = source.workspace.office.release.by_kind;
    let register = Register::read(path, year_of(source), by_kind, &mut Sources::default())
        .map_err(|trouble| trouble.message())?;
    Ok(register.bytes.is_some().then_some(register))
}

fn no_certificate(path: &Path) -> Message {
    let shown = path.display();
    Message::new(
        format!("{shown} holds no certificates in PEM or DER"),
        format!("{shown} không chứa chứng thư dạng PEM hoặc DER"),
    )
}

fn no_manifest(path: &Path) -> Message {
    let shown = path.display();
    Message::new(
        format!("{shown} is not the manifest of a release"),
        format!("{shown} không phải bản kê ban hành"),
    )
}
