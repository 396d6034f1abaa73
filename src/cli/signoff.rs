//! `kehoach signoff`.

use super::arguments::SignoffArgs;
use super::lock::lock;
use super::outcome::Outcome;
use super::output;
use super::terminal::Terminal;
use crate::checks::{Options, examine_registries};
use crate::diag::render::Counts;
use crate::diag::{Diagnostic, Lang, Message};
use crate::plan::Role;
use crate::release::content::Content;
use crate::release::ledger;
use crate::release::standing::{
    RoleStanding, apart_from, one_person, same_person, signer_of, standings,
};
use crate::source::Sources;
use crate::spec::is_unprintable;
use crate::trouble::Trouble;
use crate::vi;
use crate::workspace::Workspace;
use std::sync::Arc;

/// Adds a sign-off to the ledger of a plan.
pub(super) fn run(arguments: &SignoffArgs, terminal: &mut Terminal) -> Outcome {
    sign_off(arguments, terminal).unwrap_or_else(|trouble| {
        terminal.complain(&trouble.message());
        Outcome::Trouble
    })
}

fn sign_off(arguments: &SignoffArgs, terminal: &mut Terminal) -> Result<Outcome, Trouble> {
    let SignoffArgs {
        plan: path, role, ..
    } = arguments;
    let name = arguments
        .name
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let name = vi::text::nfc(&name).into_owned();
    if name.is_empty() || name.chars().any(is_unprintable) {
        terminal.complain(&Message::new(
            "--name must be a name",
            "--name phải là họ tên",
        ));
        return Ok(Outcome::Trouble);
    }
    let today = super::clock::today();
    let on = arguments.date.unwrap_or(today);
    if on > today {
        let day = vi::date::short(on);
        terminal.complain(&Message::new(
            format!("{day} lies ahead; a sign-off is of a day that has come"),
            format!("ngày {day} chưa tới; không thể xác nhận trước ngày"),
        ));
        return Ok(Outcome::Trouble);
    }
    let _lock = lock(path, None, terminal)?;
    let workspace = Arc::new(Workspace::open(&Workspace::root_of(path))?);
    let mut found = examine_registries(&workspace, Options::default());
    let loaded = workspace.load(path)?;
    found.extend(loaded.diagnostics.iter().cloned());
    let mut sources = loaded.sources.clone();
    let kept = ledger::read(path, &mut sources)?;
    found.extend(kept.diagnostics.iter().cloned());
    found.retain(Diagnostic::is_error);
    if loaded.plan.is_none() || !found.is_empty() {
        return Ok(unreadable(&found, &sources, arguments, terminal));
    }
    let rules = &workspace.office.release;
    let content = Content::of(&loaded);
    let all = standings(&kept.ledger, rules, &content);
    let apart = apart_from(*role, rules);
    let other = all
        .iter()
        .find(|other| apart.contains(&other.role) && is_of(other, &name));
    if let Some(other) = other {
        terminal.say(&one_person(&name, other.role, *role));
        terminal.say(&refused(arguments));
        return Ok(Outcome::Findings);
    }
    let shown = path.display();
    if all.iter().any(|own| own.role == *role && is_of(own, &name)) {
        terminal.say(&Message::new(
            format!("{shown}: {name} has signed off this very content before, nothing is changed"),
            format!("{shown}: {name} đã xác nhận đúng nội dung này, không có gì thay đổi"),
        ));
        return Ok(Outcome::Clean);
    }
    warn(&all, *role, terminal);
    let signer = signer_of(&loaded).filter(|_| *role == Role::Sign);
    if let Some(signer) = signer.filter(|signer| !same_person(&signer.value, &name)) {
        let signer = &signer.value;
        terminal.say(&Message::new(
            format!("warning: {signer} stands below the plan as its signer"),
            format!("cảnh báo: người ký ghi trong kế hoạch là {signer}"),
        ));
    }
    let bytes = kept.appended(*role, &name, on, &content);
    match kept.bytes {
        Some(_) => output::replace(&kept.path, &bytes)?,
        None => output::write(&kept.path, &bytes)?,
    }
    let ledger = kept.path.display();
    let (en, vi) = (role.name(Lang::En), role.name(Lang::Vi));
    terminal.say(&Message::new(
        format!("{ledger}: {en}, {name}"),
        format!("{ledger}: {vi}, {name}"),
    ));
    Ok(Outcome::Clean)
}

/// Whether a person has signed off what is there now.
fn is_of(standing: &RoleStanding<'_>, name: &str) -> bool {
    let signed = standing.signed();
    signed.is_some_and(|signoff| same_person(signoff.name.as_str(), name))
}

/// Says which roles should have signed off before this one.
fn warn(all: &[RoleStanding<'_>], role: Role, terminal: &mut Terminal) {
    for earlier in all
        .iter()
        .filter(|other| other.role < role && other.is_open())
    {
        let name = |lang| (earlier.role.name(lang), role.name(lang));
        let ((first_en, own_en), (first_vi, own_vi)) = (name(Lang::En), name(Lang::Vi));
        terminal.say(&Message::new(
            format!("warning: «{first_en}» comes before «{own_en}» and is still open"),
            format!("cảnh báo: bước «{first_vi}» phải có trước «{own_vi}» nhưng chưa xong"),
        ));
    }
}

fn unreadable(
    found: &[Diagnostic],
    sources: &Sources,
    arguments: &SignoffArgs,
    terminal: &mut Terminal,
) -> Outcome {
    terminal.findings(found, sources);
    terminal.summary(&Counts::of(found), 1);
    terminal.say(&refused(arguments));
    Outcome::Findings
}

fn refused(arguments: &SignoffArgs) -> Message {
    let shown = arguments.plan.display();
    Message::new(
        format!("{shown}: not signed off, nothing is changed"),
        format!("{shown}: không ghi xác nhận, không có gì thay đổi"),
    )
}
