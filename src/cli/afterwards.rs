//! `kehoach withdraw`, `kehoach replace`, `kehoach correct`.

use super::arguments::{ActArgs, ReplaceArgs};
use super::lock::lock;
use super::outcome::Outcome;
use super::release::refuse;
use super::terminal::Terminal;
use crate::diag::{Lang, Message, Words, words};
use crate::release::act::{Act, Deed};
use crate::release::transaction::{System, commit};
use crate::release::{Recorded, Refusal, Released, record, released};
use crate::trouble::Trouble;
use crate::workspace::Workspace;
use std::path::Path;
use std::sync::Arc;

const NOT_RECORDED: Words = words("not recorded", "không ghi nhận");

/// Records that a plan is withdrawn.
pub(super) fn withdraw(arguments: &ActArgs, terminal: &mut Terminal) -> Outcome {
    by_document(Deed::Withdraw, arguments, terminal)
}

/// Records that a plan is corrected.
pub(super) fn correct(arguments: &ActArgs, terminal: &mut Terminal) -> Outcome {
    by_document(Deed::Correct, arguments, terminal)
}

fn by_document(deed: Deed, arguments: &ActArgs, terminal: &mut Terminal) -> Outcome {
    let ActArgs {
        plan,
        by,
        date,
        out,
        ..
    } = arguments;
    let act =
        |workspace: &Arc<Workspace>, _: &Released| Ok(Ok(Act::by(deed, by, *date, &workspace.law)));
    recorded(plan, out, terminal, act)
}

/// Records that a plan is replaced by another one that has gone out.
pub(super) fn replace(arguments: &ReplaceArgs, terminal: &mut Terminal) -> Outcome {
    let ReplaceArgs { plan, by, out } = arguments;
    recorded(plan, out, terminal, |workspace, old| {
        let here = Workspace::root_of(by).canonicalize().ok();
        if here != workspace.root().canonicalize().ok() {
            return Ok(Err(Box::new(elsewhere(by))));
        }
        let new = match released(workspace, by, out)? {
            Ok(new) => new,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if let Some(ended) = new.ended().filter(|_| !is_one(old, &new)) {
            let (number, said) = (new.full_number(), ended.message());
            return Ok(Err(Box::new(Refusal::reason(
                format!("{number} cannot replace it: it is {}", said.text(Lang::En)),
                format!(
                    "số {number} không thể thay thế: văn bản này {}",
                    said.text(Lang::Vi)
                ),
            ))));
        }
        Ok(Ok(Act {
            deed: Deed::Replace,
            document: new.manifest.document.document_type.type_name.clone(),
            number: new.full_number(),
            date: new.date,
        }))
    })
}

/// Whether two plans went out as one document.
fn is_one(one: &Released, other: &Released) -> bool {
    (one.full_number(), one.date) == (other.full_number(), other.date)
}

/// Records an act on a plan, which is told once the plan is known to have gone out.
fn recorded(
    path: &Path,
    out: &Path,
    terminal: &mut Terminal,
    act: impl FnOnce(&Arc<Workspace>, &Released) -> Result<Result<Act, Box<Refusal>>, Trouble>,
) -> Outcome {
    recorded_in(path, out, terminal, act).unwrap_or_else(|trouble| {
        terminal.complain(&trouble.message());
        Outcome::Trouble
    })
}

fn recorded_in(
    path: &Path,
    out: &Path,
    terminal: &mut Terminal,
    act: impl FnOnce(&Arc<Workspace>, &Released) -> Result<Result<Act, Box<Refusal>>, Trouble>,
) -> Result<Outcome, Trouble> {
    let lock = lock(path, Some(out), terminal)?;
    let workspace = Arc::new(Workspace::open(&Workspace::root_of(path))?);
    let plan = match released(&workspace, path, out)? {
        Ok(plan) => plan,
        Err(refusal) => return Ok(refuse(&refusal, path, NOT_RECORDED, terminal)),
    };
    let act = match act(&workspace, &plan)? {
        Ok(act) => act,
        Err(refusal) => return Ok(refuse(&refusal, path, NOT_RECORDED, terminal)),
    };
    let (shown, number, said) = (path.display(), plan.full_number(), act.message());
    let (en, vi) = (said.text(Lang::En), said.text(Lang::Vi));
    match record(&plan, &act, super::clock::today()) {
        Recorded::Refused(refusal) => return Ok(refuse(&refusal, path, NOT_RECORDED, terminal)),
        Recorded::Already => terminal.say(&Message::new(
            format!("{shown}: {number} is already recorded as {en}, nothing is changed"),
            format!("{shown}: số {number} {vi}, đã ghi trước đây, không có gì thay đổi"),
        )),
        Recorded::Ready(changes) => {
            commit(&lock, &mut System, &changes)?;
            terminal.say(&Message::new(
                format!("{shown}: {number} is {en}"),
                format!("{shown}: số {number} {vi}"),
            ));
            for change in &changes {
                let path = change.path.strip_prefix(".").unwrap_or(&change.path);
                terminal.line(&path.display().to_string());
            }
            if !act.is_usual() {
                terminal.warn(&Message::new(
                    "faults of form are corrected by a letter (công văn) of the office (Decree \
                     30/2020/NĐ-CP, khoản 3 Điều 18)",
                    "đính chính phải bằng công văn của cơ quan ban hành (khoản 3 Điều 18 Nghị định \
                     30/2020/NĐ-CP)",
                ));
            }
        }
    }
    Ok(Outcome::Clean)
}

fn elsewhere(by: &Path) -> Refusal {
    let shown = by.display();
    Refusal::reason(
        format!("{shown} is not a plan of the same office"),
        format!("{shown} không phải kế hoạch của cùng cơ quan"),
    )
}
