//! A release, made ready: everything that is refused is refused here, and nothing is written.

use super::entry::Row;
use super::manifest::{self, Manifest};
use super::number::Number;
use super::register::Register;
use super::signable::PictureFiles;
use super::stamp::stamped;
use super::transaction::{Change, on_disk};
use super::verdict::{Already, Issue, Refusal, Request, Verdict};
use crate::checks::{Options, examine, settle_issuing};
use crate::diag::{Diagnostic, Message};
use crate::plan::Plan;
use crate::source::Sources;
use crate::trouble::Trouble;
use crate::vi;
use crate::workspace::{Loaded, Workspace};
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Makes a release ready. Whoever calls this holds the workspace's lock.
///
/// # Errors
/// A file cannot be read, or a template fails.
pub fn prepare(
    workspace: &Arc<Workspace>,
    path: &Path,
    request: &Request,
) -> Result<Verdict, Trouble> {
    let draft = workspace.load(path)?;
    let Some(plan) = &draft.plan else {
        return Ok(Refusal::verdict(
            draft.diagnostics,
            draft.sources,
            Vec::new(),
        ));
    };
    let head = &plan.document;
    let symbol = head.symbol_of(&plan.issuer.or(&workspace.office.issuer));
    let own = head.number.as_ref().map(|text| text.value.trim());
    let own = own.filter(|text| !text.is_empty() && *text != crate::spec::UNDECIDED);
    let own = match own.map(|text| Number::parse(text).ok_or(text)).transpose() {
        Ok(own) => own,
        Err(text) => return Ok(no_number(text)),
    };
    let day = head.date.map(|day| day.date);
    if let (Some(own), Some(given)) = (&own, &request.number)
        && own != given
    {
        return Ok(another(
            "number",
            "số",
            &own.to_string(),
            &given.to_string(),
        ));
    }
    if let (Some(own), Some(given)) = (day, request.date)
        && own != given
    {
        let (own, given) = (vi::date::short(own), vi::date::short(given));
        return Ok(another("date", "ngày", &own, &given));
    }
    let date = day.or(request.date).unwrap_or(request.today);
    let register_name = workspace.office.release.register_of(date.year());
    let (register, sources) = match register_for(workspace, plan, date, draft.sources.clone())? {
        Ok(usable) => usable,
        Err(refused) => return Ok(refused),
    };
    let given = own.clone().or_else(|| request.number.clone());
    let asked_for = given.is_some();
    let Some(number) = given.or_else(|| register.next(&symbol)) else {
        return Ok(no_number_left(&register_name));
    };
    let mut job = Job {
        workspace,
        path,
        out: &request.out,
        pictures: &request.pictures,
        symbol,
        number,
        date,
        register_name,
        register,
        sources,
    };
    let taken = job.register.find(&job.number, &job.symbol);
    match taken.map(|row| (row.symbol.clone(), row.date, row.subject.clone())) {
        Some((symbol, on, subject)) => {
            let ours = own.is_some() && day.is_some() && symbol == job.symbol && on == Some(date);
            if ours {
                job.again(&draft, &subject)
            } else {
                Ok(job.taken(&subject))
            }
        }
        None if date > request.today => Ok(ahead(date)),
        None => match job.given_elsewhere(asked_for) {
            Some(refused) => Ok(refused),
            None => job.first(&draft),
        },
    }
}

/// A release of one plan with its number and day.
pub(super) struct Job<'j> {
    pub(super) workspace: &'j Arc<Workspace>,
    pub(super) path: &'j Path,
    pub(super) out: &'j Path,
    pub(super) pictures: &'j PictureFiles,
    pub(super) symbol: String,
    pub(super) number: Number,
    pub(super) date: Date,
    pub(super) register_name: String,
    pub(super) register: Register,
    pub(super) sources: Sources,
}

impl Job<'_> {
    pub(super) fn full_number(&self) -> String {
        self.number.with(&self.symbol)
    }

    pub(super) fn output(&self, extension: &str) -> PathBuf {
        let mut name = self.path.file_stem().unwrap_or_default().to_owned();
        name.push(extension);
        self.out.join(name)
    }

    /// Another document has the number.
    fn taken(&self, subject: &str) -> Verdict {
        taken(&self.number, &self.register_name, subject)
    }

    /// Releases a plan that the register does not have.
    fn first(&mut self, draft: &Loaded) -> Result<Verdict, Trouble> {
        if let Some(row) = self.register.against(&self.number, &self.symbol, self.date) {
            return Ok(out_of_order(&self.number, self.date, row));
        }
        let old = on_disk(self.path)?;
        let text = old
            .as_deref()
            .and_then(|bytes| std::str::from_utf8(bytes).ok());
        let number = self.number.to_string();
        let Some(new) = text.and_then(|text| stamped(text, &number, self.date)) else {
            let (diagnostics, sources) = (draft.diagnostics.clone(), draft.sources.clone());
            return Ok(Refusal::verdict(diagnostics, sources, Vec::new()));
        };
        let loaded = (self.workspace).load_bytes(self.path, new.clone().into_bytes(), None)?;
        let out = match self.outgoing(&loaded)? {
            Ok(out) => out,
            // A plan that has both already was looked at as it stands.
            Err(Verdict::Refused(refusal)) if text != Some(&new) => {
                return Ok(Verdict::Refused(Box::new(
                    self.as_it_stands(*refusal, draft),
                )));
            }
            Err(other) => return Ok(other),
        };
        let mut changes = Vec::new();
        for (path, bytes) in &out.files {
            match on_disk(path)? {
                None => changes.push(Change {
                    path: path.clone(),
                    old: None,
                    new: bytes.clone(),
                }),
                Some(there) if there == *bytes => {}
                Some(_) => return Ok(in_the_way(path)),
            }
        }
        let plan = Change {
            path: self.path.to_owned(),
            old,
            new: new.into_bytes(),
        };
        if plan.old.as_ref() != Some(&plan.new) {
            changes.push(plan);
        }
        changes.push(Change {
            path: self.register.path.clone(),
            old: self.register.bytes.clone(),
            new: self.register.appended(&out.cells),
        });
        Ok(Verdict::Ready(Box::new(Issue {
            number: self.full_number(),
            date: self.date,
            files: out.files.into_iter().map(|(path, _)| path).collect(),
            notes: out.notes,
            pages: out.pages,
            has_fields: out.has_fields,
            changes,
            warnings: vec![
                (out.diagnostics, out.sources),
                (
                    std::mem::take(&mut self.register.diagnostics),
                    std::mem::take(&mut self.sources),
                ),
            ],
        })))
    }

    /// A refusal with its findings at the lines of the plan's file, which has no number and date yet. Where
    /// they are what is found, it is said that they are not in the file.
    fn as_it_stands(&self, mut refusal: Refusal, draft: &Loaded) -> Refusal {
        let options = Options {
            release: true,
            ..Options::default()
        };
        let mut own = examine(draft, options).diagnostics;
        let mut take = |found: &Diagnostic| {
            let is_it = |own: &Diagnostic| own.code == found.code && own.message == found.message;
            Some(own.remove(own.iter().position(is_it)?))
        };
        let in_plan = refusal.diagnostics.iter().any(|found| {
            let source = refusal.sources.get(found.primary.span.source);
            source.is_some_and(|source| source.path() == self.path)
        });
        let found: Option<Vec<Diagnostic>> = refusal.diagnostics.iter().map(&mut take).collect();
        match found {
            Some(found) if !found.is_empty() => {
                refusal.diagnostics = found;
                refusal.sources = draft.sources.clone();
            }
            None if in_plan => {
                let (number, day) = (self.full_number(), vi::date::short(self.date));
                refusal.reasons.push(Message::new(
                    format!("the lines above are those of the plan with number {number} and date {day} filled in"),
                    format!("các dòng nêu trên là của kế hoạch khi đã ghi số {number} ngày {day}"),
                ));
            }
            _ => {}
        }
        refusal
    }

    /// Looks at a plan that the register has: what went out must be what would go out now.
    fn again(&self, loaded: &Loaded, subject: &str) -> Result<Verdict, Trouble> {
        let already = |missing| {
            let (number, date) = (self.full_number(), self.date);
            Ok(Verdict::Already(Already {
                number,
                date,
                missing,
            }))
        };
        let path = self.output(manifest::SUFFIX);
        let went = match on_disk(&path)? {
            None => None,
            Some(bytes) => match Manifest::parse(&bytes) {
                Some(manifest) => Some(manifest),
                None => return Ok(in_the_way(&path)),
            },
        };
        if let Some(went) = &went {
            if let Some(refused) = self.changed(loaded, went) {
                return Ok(refused);
            }
            if vi::text::folded_name(&went.document.title()) != vi::text::folded_name(subject) {
                return Ok(self.taken(subject));
            }
            let mut missing = false;
            for file in &went.outputs {
                let path = path.with_file_name(&file.name);
                match on_disk(&path)? {
                    None => missing = true,
                    Some(bytes) if file.is(&bytes) => {}
                    Some(_) => return Ok(self.tampered(&path)),
                }
            }
            if !missing {
                return already(Vec::new());
            }
        }
        let out = match self.outgoing(loaded)? {
            Ok(out) => out,
            Err(refused) => return Ok(refused),
        };
        let [_, _, title, ..] = &out.cells;
        if vi::text::folded_name(title) != vi::text::folded_name(subject) {
            return Ok(self.taken(subject));
        }
        let mut missing = Vec::new();
        for (path, bytes) in out.files {
            match on_disk(&path)? {
                None => missing.push(Change {
                    path,
                    old: None,
                    new: bytes,
                }),
                Some(there) if there.starts_with(&bytes) => {}
                // The sign-offs in it may be newer than those of then.
                Some(_) if path == self.output(manifest::SUFFIX) => {}
                Some(_) => return Ok(self.tampered(&path)),
            }
        }
        already(missing)
    }

    /// That a plan is no longer what went out.
    fn changed(&self, loaded: &Loaded, went: &Manifest) -> Option<Verdict> {
        let mut now = went.clone();
        now.inputs = manifest::inputs(&loaded.attachments, &self.workspace.style, self.pictures);
        let mut parts: Vec<String> = now
            .changed_inputs(went)
            .iter()
            .map(|file| file.name.clone())
            .collect();
        let version = super::content::VERSION;
        if went.program != version {
            parts.push(format!("kehoach {} → {version}", went.program));
        }
        if parts.is_empty() {
            return None;
        }
        let (number, parts) = (self.full_number(), parts.join(", "));
        let day = vi::date::short(self.date);
        Some(Refusal::because(
            format!("it went out as {number} of {day} and has changed since: {parts}"),
            format!("đã ban hành số {number} ngày {day}, sau đó đã thay đổi: {parts}"),
        ))
    }

    fn tampered(&self, path: &Path) -> Verdict {
        let (shown, number) = (path.display(), self.full_number());
        Refusal::because(
            format!("{shown} is not what went out as {number}; it is left as it is"),
            format!("{shown} không phải tệp đã ban hành số {number}; tệp được giữ nguyên"),
        )
    }
}

/// The register of outgoing documents of a day's year, with the texts that findings are about; else why
/// nothing can be entered in it.
pub(super) fn register_for(
    workspace: &Workspace,
    plan: &Plan,
    date: Date,
    mut sources: Sources,
) -> Result<Result<(Register, Sources), Verdict>, Trouble> {
    let rules = &workspace.office.release;
    let path = workspace.root().join(rules.register_of(date.year()));
    let mut register = Register::read(&path, date.year(), rules.by_kind, &mut sources)?;
    register.diagnostics = settle_issuing(register.diagnostics, workspace, Some(plan));
    Ok(usable(register, sources))
}

/// A register without errors that no other program has open; else why nothing can be entered in it.
pub(super) fn usable(register: Register, sources: Sources) -> Result<(Register, Sources), Verdict> {
    if register.diagnostics.iter().any(Diagnostic::is_error) {
        return Err(Refusal::verdict(register.diagnostics, sources, Vec::new()));
    }
    match opened(&register.path) {
        Some(open) => Err(in_use(&register.path, &open)),
        None => Ok((register, sources)),
    }
}

/// That another document has a number.
pub(super) fn taken(number: &Number, register: &str, subject: &str) -> Verdict {
    Refusal::because(
        format!("number {number} is given in {register}: {subject}"),
        format!("số {number} đã cấp trong {register}: {subject}"),
    )
}

/// That a number and a day do not go up together with those of a row.
pub(super) fn out_of_order(number: &Number, date: Date, row: &Row) -> Verdict {
    let (mine, theirs) = (vi::date::short(date), row.date.map(vi::date::short));
    let (theirs, other) = (theirs.unwrap_or_default(), &row.number);
    let (en, vi) = if row.number < *number {
        ("before", "trước ngày của")
    } else {
        ("after", "sau ngày của")
    };
    Refusal::because(
        format!("number {number} of {mine} would be {en} number {other}, which is of {theirs}"),
        format!(
            "số {number} ngày {mine} lại {vi} số {other} ({theirs}); số và ngày phải theo cùng thứ tự"
        ),
    )
}

fn no_number(text: &str) -> Verdict {
    Refusal::because(
        format!(
            "the plan's number `{text}` is none: a number is digits, at most with a letter (12, 12a)"
        ),
        format!(
            "số `{text}` trong kế hoạch không phải số văn bản: chỉ gồm chữ số, có thể thêm một chữ cái (12, 12a)"
        ),
    )
}

fn another(en: &str, vi: &str, own: &str, given: &str) -> Verdict {
    Refusal::because(
        format!("the plan has the {en} {own}, and {given} is asked for"),
        format!("kế hoạch đã ghi {vi} {own}, khác {vi} {given} được yêu cầu"),
    )
}

pub(super) fn in_the_way(path: &Path) -> Verdict {
    let shown = path.display();
    Refusal::because(
        format!("{shown} is there already and is something else; move it away, or give --out"),
        format!("{shown} đã có và là tệp khác; hãy chuyển tệp đó đi hoặc dùng --out"),
    )
}

/// What an office program leaves beside a file while someone has it open.
pub(super) fn opened(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy();
    let marks = [format!("~${name}"), format!(".~lock.{name}#")];
    let mut marks = marks.map(|mark| path.with_file_name(mark)).into_iter();
    marks.find(|mark| mark.symlink_metadata().is_ok())
}

pub(super) fn in_use(path: &Path, mark: &Path) -> Verdict {
    let (shown, mark) = (path.display(), mark.display());
    Refusal::because(
        format!("{shown} is open in another program; close it first (if it is not, remove {mark})"),
        format!(
            "{shown} đang mở trong chương trình khác; hãy đóng lại trước (nếu không mở thì xóa {mark})"
        ),
    )
}

pub(super) fn no_number_left(register: &str) -> Verdict {
    Refusal::because(
        format!("no number is left after the last one of {register}"),
        format!("đã hết số để cấp sau số cuối cùng trong {register}"),
    )
}

pub(super) fn ahead(date: Date) -> Verdict {
    let day = vi::date::short(date);
    Refusal::because(
        format!("{day} lies ahead; a document is of the day on which it goes out"),
        format!("ngày {day} chưa tới; văn bản ghi ngày ban hành, không ghi trước"),
    )
}
