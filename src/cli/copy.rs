//! `kehoach copy`.

use super::arguments::{CopyArgs, CopyKind};
use super::lock::lock;
use super::outcome::Outcome;
use super::release::refuse;
use super::terminal::Terminal;
use crate::diag::{Message, Words, words};
use crate::release::transaction::{System, commit};
use crate::release::{Copied, CopyForm, CopyRequest, copy, released};
use crate::spec::is_unprintable;
use crate::trouble::Trouble;
use crate::vi;
use crate::workspace::Workspace;
use std::sync::Arc;

const NOT_COPIED: Words = words("not copied", "không sao");

/// Makes a copy of a plan for paper.
pub(super) fn run(arguments: &CopyArgs, terminal: &mut Terminal) -> Outcome {
    if arguments.kind == CopyKind::SaoY && !arguments.sections.is_empty() {
        terminal.complain(&Message::new(
            "a sao y is of the whole plan; --sections goes with --kind trich-sao",
            "sao y là sao toàn bộ kế hoạch; --sections chỉ dùng với --kind trich-sao",
        ));
        return Outcome::Trouble;
    }
    let Some(request) = request(arguments) else {
        terminal.complain(&Message::new(
            "a name or position is blank, or holds characters that cannot be printed",
            "họ tên, chức vụ hoặc nơi nhận để trống hoặc có ký tự không in được",
        ));
        return Outcome::Trouble;
    };
    copied(arguments, &request, terminal).unwrap_or_else(|trouble| {
        terminal.complain(&trouble.message());
        Outcome::Trouble
    })
}

/// What the arguments ask for; none where a word of them cannot be printed.
fn request(arguments: &CopyArgs) -> Option<CopyRequest> {
    let signer = match (&arguments.signer, &arguments.position) {
        (Some(name), Some(position)) => {
            let authority = arguments.authority.as_deref().map(printable);
            let authority = authority.map_or(Some(String::new()), |word| word)?;
            Some([authority, printable(position)?, printable(name)?])
        }
        _ => None,
    };
    let recipients = arguments.recipient.iter().map(|name| printable(name));
    Some(CopyRequest {
        form: match arguments.kind {
            CopyKind::SaoY => CopyForm::Whole,
            CopyKind::TrichSao => CopyForm::Part,
        },
        sections: arguments
            .sections
            .iter()
            .map(|key| key.trim().to_owned())
            .collect(),
        number: arguments.number.clone(),
        date: arguments.date,
        today: super::clock::today(),
        signer,
        recipients: recipients.collect::<Option<_>>()?,
        out: arguments.out.clone(),
    })
}

/// Words as they are printed; none where they are blank or hold what cannot be.
fn printable(words: &str) -> Option<String> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = vi::text::nfc(&words).into_owned();
    (!words.is_empty() && !words.chars().any(is_unprintable)).then_some(words)
}

fn copied(
    arguments: &CopyArgs,
    request: &CopyRequest,
    terminal: &mut Terminal,
) -> Result<Outcome, Trouble> {
    let (path, out) = (&arguments.plan, &arguments.out);
    let lock = lock(path, Some(out), terminal)?;
    let workspace = Arc::new(Workspace::open(&Workspace::root_of(path))?);
    let plan = match released(&workspace, path, out)? {
        Ok(plan) => plan,
        Err(refusal) => return Ok(refuse(&refusal, path, NOT_COPIED, terminal)),
    };
    let copy = match copy(&workspace, &plan, path, request)? {
        Copied::Ready(copy) => copy,
        Copied::Refused(refusal) => return Ok(refuse(&refusal, path, NOT_COPIED, terminal)),
    };
    commit(&lock, &mut System, &copy.changes)?;
    let (shown, number, day) = (path.display(), &copy.number, vi::date::short(copy.date));
    terminal.say(&Message::new(
        format!("{shown}: copied as {number} of {day}"),
        format!("{shown}: bản sao số {number} ngày {day}"),
    ));
    let pages = super::render::pages(copy.pages);
    let line = format!("{}{}", copy.path.display(), pages.text(terminal.lang()));
    terminal.line(&line);
    copy.notes.iter().for_each(|note| terminal.warn(note));
    Ok(Outcome::Clean)
}
