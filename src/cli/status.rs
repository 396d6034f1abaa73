//! `kehoach status`.

use super::arguments::{StatusArgs, StatusFormat};
use super::discover::{Plan, discover};
use super::outcome::Outcome;
use super::terminal::Terminal;
use crate::checks::{Options, examine, settle_issuing};
use crate::diag::render::json;
use crate::diag::{Diagnostic, Lang, Message, Severity};
use crate::release::Known;
use crate::release::act::{Act, Books};
use crate::release::content::{Change, Content};
use crate::release::entry::Row;
use crate::release::ledger;
use crate::release::number::Number;
use crate::release::register::Register;
use crate::release::standing::{RoleStanding, Standing, conflicts, signer_of, standings};
use crate::source::Sources;
use crate::trouble::Trouble;
use crate::vi;
use crate::workspace::Workspace;
use jiff::civil::Date;
use serde_json::{Value as Json, json};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

/// Where one plan stands.
struct Status {
    /// Number, symbol and day, and whether the register has them.
    issued: Option<(String, Date, bool)>,
    /// The plan and the data that are no longer what went out, by name.
    changed: Vec<String>,
    /// What became of it since, and where its records do not agree on that.
    acts: Vec<Act>,
    disagreement: Option<Message>,
    /// Its roles, in words and as JSON.
    roles: Vec<(Message, Json)>,
    /// What is wrong with ledger and register.
    findings: Vec<Diagnostic>,
    sources: Sources,
    /// Whether nothing is missing.
    ready: bool,
}

/// Says of each plan whether it has gone out and what it waits for.
pub(super) fn run(arguments: &StatusArgs, terminal: &mut Terminal) -> Outcome {
    let found = discover(&arguments.paths, Options::default(), terminal);
    let mut told = HashSet::new();
    let mut outcome = if found.trouble {
        Outcome::Trouble
    } else {
        Outcome::Clean
    };
    let mut known: HashMap<&Path, Known> = HashMap::new();
    for plan in &found.plans {
        let Some((workspace, registries)) = found.workspaces.get(&plan.root) else {
            continue;
        };
        let known = known.entry(&plan.root);
        let known = known.or_insert_with(|| Known::of(workspace, &arguments.out));
        let status = of_plan(plan, workspace, registries, known);
        match status {
            Ok(status) => {
                if !status.ready {
                    outcome = outcome.max(Outcome::Findings);
                }
                match arguments.format {
                    StatusFormat::Text => tell(plan, &status, &mut told, terminal),
                    StatusFormat::Json => tell_json(plan, &status, terminal),
                }
            }
            Err(trouble) => {
                terminal.complain(&trouble.message());
                outcome = Outcome::Trouble;
            }
        }
    }
    outcome
}

fn of_plan(
    plan: &Plan,
    workspace: &Arc<Workspace>,
    registries: &[Diagnostic],
    known: &Known,
) -> Result<Status, Trouble> {
    let loaded = workspace.load(&plan.path)?;
    let rules = &workspace.office.release;
    let mut sources = loaded.sources.clone();
    let kept = ledger::read(&plan.path, &mut sources)?;
    let mut findings = kept.diagnostics;
    let content = Content::of(&loaded);
    let all = standings(&kept.ledger, rules, &content);
    findings.extend(conflicts(&all, rules, signer_of(&loaded)));
    let (mut acts, mut disagreement, mut changed) = (Vec::new(), None, Vec::new());
    let issued = match &loaded.plan {
        Some(read) => {
            let symbol = read
                .document
                .symbol_of(&read.issuer.or(&workspace.office.issuer));
            let number = read.document.number.as_ref();
            let number = number.and_then(|text| Number::parse(text.as_str()));
            let date = read.document.date.map(|day| day.date);
            let day = date.map_or(read.document.year.value, Date::year);
            let file = workspace.root().join(rules.register_of(day));
            let mut register = Register::read(&file, day, rules.by_kind, &mut sources)?;
            findings.extend(std::mem::take(&mut register.diagnostics));
            number.zip(date).map(|(number, date)| {
                let document = examine(&loaded, Options::default()).document;
                let title = document.map(|document| document.meta.title);
                let there = register.has(&number, &symbol, date, title.as_deref());
                let whole = number.with(&symbol);
                let went = known.manifests.iter().map(|(_, went)| went);
                let went = went.filter(|went| there && went.is_of(&number, &symbol, date, None));
                changed = went
                    .map(|went| went.changed_plan(&loaded.attachments))
                    .min_by_key(Vec::len)
                    .unwrap_or_default();
                acts = kept.ledger.acts_of(&whole, date);
                let row = register.find(&number, &symbol).filter(|_| there);
                let books = Books {
                    ledger: Some(&acts),
                    note: row.and_then(Row::noted),
                    manifest: None,
                };
                disagreement = books.disagreement();
                (whole, date, there)
            })
        }
        None => None,
    };
    findings = settle_issuing(findings, workspace, loaded.plan.as_ref());
    if loaded.plan.is_none() {
        findings.extend(loaded.diagnostics.iter().filter(|d| d.is_error()).cloned());
    }
    findings.extend(registries.iter().filter(|d| d.is_error()).cloned());
    let out = issued.as_ref().is_some_and(|(.., there)| *there);
    let open = all
        .iter()
        .any(|standing| standing.is_open() && (!out || counts(standing)));
    let grave = |d: &Diagnostic| d.severity <= Severity::Warning;
    Ok(Status {
        ready: !open && changed.is_empty() && disagreement.is_none() && !findings.iter().any(grave),
        issued,
        changed,
        acts,
        disagreement,
        roles: all.iter().map(role).collect(),
        findings,
        sources,
    })
}

/// Whether a sign-off of a plan that has gone out should have held: registries, templates and the program
/// go on with the years, the plan and its data do not.
fn counts(standing: &RoleStanding<'_>) -> bool {
    match &standing.standing {
        Standing::Stale(_, changes) => {
            (changes.iter()).any(|change| matches!(change.part(), "plan" | "data"))
        }
        Standing::Missing => true,
        Standing::Signed(_) => false,
    }
}

/// A role in words and as JSON.
fn role(standing: &RoleStanding<'_>) -> (Message, Json) {
    let (state, signoff, changes): (_, _, &[Change]) = match &standing.standing {
        Standing::Signed(signoff) => ("signed", Some(*signoff), &[]),
        Standing::Stale(signoff, changes) => ("stale", Some(*signoff), changes),
        Standing::Missing => ("missing", None, &[]),
    };
    let who = signoff.map(|s| format!("{}, {}", s.name.value, vi::date::short(s.on)));
    let who = who.unwrap_or_default();
    let say = |lang| {
        let name = standing.role.name(lang);
        let changes: Vec<_> = changes.iter().map(Change::message).collect();
        let changes: Vec<&str> = changes.iter().map(|change| change.text(lang)).collect();
        let changes = changes.join("; ");
        match (state, lang) {
            ("signed", _) => format!("{name}: {who}"),
            ("stale", Lang::En) => format!("{name}: no longer holds ({who}): {changes}"),
            ("stale", Lang::Vi) => format!("{name}: hết giá trị ({who}): {changes}"),
            (_, Lang::En) => format!("{name}: missing"),
            (_, Lang::Vi) => format!("{name}: chưa có"),
        }
    };
    let changes: Vec<Json> = changes
        .iter()
        .map(|change| {
            let path = match change {
                Change::File(path, _) => json!(path),
                _ => Json::Null,
            };
            json!({ "part": change.part(), "path": path })
        })
        .collect();
    let json = json!({
        "role": standing.role.id(),
        "required": standing.required,
        "state": state,
        "name": signoff.map(|s| s.name.value.clone()),
        "on": signoff.map(|s| s.on.to_string()),
        "changes": changes,
    });
    (Message::new(say(Lang::En), say(Lang::Vi)), json)
}

/// Tells of a plan; what is wrong with the register is told with the first plan that stands in it.
fn tell(plan: &Plan, status: &Status, told: &mut HashSet<String>, terminal: &mut Terminal) {
    let findings = status.findings.iter().filter(|finding| {
        let whole = json::render(finding, &status.sources, Lang::En);
        told.insert(whole.to_string())
    });
    let findings: Vec<Diagnostic> = findings.cloned().collect();
    terminal.findings(&findings, &status.sources);
    let shown = plan.path.display();
    let message = match &status.issued {
        None => Message::new(
            format!("{shown}: not released"),
            format!("{shown}: chưa ban hành"),
        ),
        Some((number, date, there)) => {
            let day = vi::date::short(*date);
            let (en, vi) = if *there {
                ("", "")
            } else {
                (
                    ", which the register does not have",
                    ", chưa có trong sổ đăng ký văn bản đi",
                )
            };
            let (verb_en, verb_vi) = if *there {
                ("released as", "đã ban hành số")
            } else {
                ("numbered", "ghi số")
            };
            let parts = status.changed.join(", ");
            let (since_en, since_vi) = if parts.is_empty() {
                (String::new(), String::new())
            } else {
                (
                    format!(", and changed since: {parts}"),
                    format!(", sau đó đã thay đổi: {parts}"),
                )
            };
            Message::new(
                format!("{shown}: {verb_en} {number} of {day}{en}{since_en}"),
                format!("{shown}: {verb_vi} {number} ngày {day}{vi}{since_vi}"),
            )
        }
    };
    terminal.say(&message);
    let acts = status.acts.iter().map(Act::message);
    let disagreement = status.disagreement.iter().map(|why| {
        let (en, vi) = (why.text(Lang::En), why.text(Lang::Vi));
        Message::new(
            format!("records differ: {en}"),
            format!("sổ sách không khớp: {vi}"),
        )
    });
    for message in acts.chain(disagreement) {
        let line = format!("  {}", message.text(terminal.lang()));
        terminal.line(&line);
    }
    for (message, _) in &status.roles {
        let line = format!("  {}", message.text(terminal.lang()));
        terminal.line(&line);
    }
}

fn tell_json(plan: &Plan, status: &Status, terminal: &mut Terminal) {
    let issued = status.issued.as_ref().map(|(number, date, there)| {
        json!({ "number": number, "date": date.to_string(), "registered": there })
    });
    let lang = terminal.lang();
    let findings = status.findings.iter();
    let findings: Vec<Json> = findings
        .map(|d| json::render(d, &status.sources, lang))
        .collect();
    let line = json!({
        "path": plan.path.display().to_string(),
        "issued": issued,
        "changed": status.changed,
        "acts": status.acts,
        "disagreement": status.disagreement.as_ref().map(|why| why.text(lang)),
        "roles": status.roles.iter().map(|(_, json)| json).collect::<Vec<_>>(),
        "findings": findings,
        "ready": status.ready,
    });
    terminal.json(&line.to_string());
}
