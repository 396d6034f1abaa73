//! `kehoach release`.

use super::arguments::ReleaseArgs;
use super::lock::lock;
use super::outcome::Outcome;
use super::pictures;
use super::terminal::{Terminal, note};
use crate::checks::{Options, examine_registries};
use crate::diag::render::Counts;
use crate::diag::{Diagnostic, Message, Words, words};
use crate::release::transaction::{System, commit};
use crate::release::{Already, Issue, Refusal, Request, Verdict, prepare};
use crate::trouble::Trouble;
use crate::vi;
use crate::workspace::Workspace;
use std::path::Path;
use std::sync::Arc;

const NOT_RELEASED: Words = words("not released", "không ban hành");

/// Releases a plan, or says why it may not go out.
pub(super) fn run(arguments: &ReleaseArgs, terminal: &mut Terminal) -> Outcome {
    release(arguments, terminal).unwrap_or_else(|trouble| {
        terminal.complain(&trouble.message());
        Outcome::Trouble
    })
}

fn release(arguments: &ReleaseArgs, terminal: &mut Terminal) -> Result<Outcome, Trouble> {
    let path = &arguments.plan;
    let pictures = match pictures::read(&arguments.pictures) {
        Ok(pictures) => pictures,
        Err(message) => {
            terminal.complain(&message);
            return Ok(Outcome::Trouble);
        }
    };
    let lock = lock(path, Some(&arguments.out), terminal)?;
    let workspace = Workspace::open(&Workspace::root_of(path))?;
    let findings = examine_registries(&workspace, Options::default());
    if findings.iter().any(Diagnostic::is_error) {
        let refusal = Refusal {
            diagnostics: findings,
            sources: workspace.sources,
            reasons: Vec::new(),
        };
        return Ok(refuse(&refusal, path, NOT_RELEASED, terminal));
    }
    let request = Request {
        number: arguments.number.clone(),
        date: arguments.date,
        today: super::clock::today(),
        out: arguments.out.clone(),
        pictures,
    };
    match prepare(&Arc::new(workspace), path, &request)? {
        Verdict::Refused(refusal) => Ok(refuse(&refusal, path, NOT_RELEASED, terminal)),
        Verdict::Ready(issue) => {
            commit(&lock, &mut System, &issue.changes)?;
            Ok(released(&issue, path, terminal))
        }
        Verdict::Already(already) => {
            if !already.missing.is_empty() {
                commit(&lock, &mut System, &already.missing)?;
            }
            Ok(again(&already, path, terminal))
        }
    }
}

/// Says why something is refused, and what is not done.
pub(super) fn refuse(
    refusal: &Refusal,
    path: &Path,
    not_done: Words,
    terminal: &mut Terminal,
) -> Outcome {
    terminal.findings(&refusal.diagnostics, &refusal.sources);
    for reason in &refusal.reasons {
        terminal.say(reason);
    }
    if !refusal.diagnostics.is_empty() {
        terminal.summary(&Counts::of(&refusal.diagnostics), 1);
    }
    let (shown, lang) = (path.display(), terminal.lang());
    let ending = words("nothing is changed", "không có gì thay đổi").text(lang);
    terminal.line(&format!("{shown}: {}, {ending}", not_done.text(lang)));
    Outcome::Findings
}

fn released(issue: &Issue, path: &Path, terminal: &mut Terminal) -> Outcome {
    for (warnings, sources) in &issue.warnings {
        terminal.findings(warnings, sources);
    }
    let (shown, number, day) = (path.display(), &issue.number, vi::date::short(issue.date));
    terminal.say(&Message::new(
        format!("{shown}: released as {number} of {day}"),
        format!("{shown}: ban hành số {number} ngày {day}"),
    ));
    for file in &issue.files {
        let pages = match file.extension() {
            Some(extension) if extension == "pdf" => super::render::pages(issue.pages),
            _ => Message::default(),
        };
        let pages = pages.text(terminal.lang());
        let line = format!("{}{pages}", file.display());
        terminal.line(&line);
    }
    issue.notes.iter().for_each(|note| terminal.warn(note));
    if !issue.has_fields {
        let message = Message::new(
            "warning: the PDF has no signature fields, for the office's own template does not mark where \
             the signature goes (labels signature-top and signature-bottom)",
            "cảnh báo: PDF không có trường chữ ký vì mẫu riêng của cơ quan không đánh dấu chỗ ký (nhãn \
             signature-top và signature-bottom)",
        );
        note(message.text(terminal.lang()));
    }
    Outcome::Clean
}

fn again(already: &Already, path: &Path, terminal: &mut Terminal) -> Outcome {
    let (shown, number, day) = (
        path.display(),
        &already.number,
        vi::date::short(already.date),
    );
    if already.missing.is_empty() {
        terminal.say(&Message::new(
            format!("{shown}: released before as {number} of {day}, nothing is changed"),
            format!("{shown}: đã ban hành số {number} ngày {day}, không có gì thay đổi"),
        ));
        return Outcome::Clean;
    }
    terminal.say(&Message::new(
        format!("{shown}: released before as {number} of {day}; these files were missing and are made again"),
        format!("{shown}: đã ban hành số {number} ngày {day}; các tệp sau bị thiếu nên được tạo lại"),
    ));
    for change in &already.missing {
        terminal.line(&change.path.display().to_string());
    }
    Outcome::Clean
}
