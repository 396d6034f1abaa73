//! Rules of issue: a folder's plan is released, on 20/01/2026.

use super::{Firing, base, files, folder, marked};
use crate::support::Office;
use jiff::civil::date;
use kehoach::checks::{Check, Rule, rules};
use kehoach::diag::{Diagnostic, Severity};
use kehoach::plan::Role;
use kehoach::release::content::Content;
use kehoach::release::{PictureFiles, Request, Verdict, ledger, prepare};
use kehoach::source::Sources;
use kehoach::workspace::Workspace;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a release of a folder's plan comes to.
struct Released {
    /// Where rules must fire.
    wanted: BTreeSet<Firing>,
    /// Where they do.
    found: BTreeSet<Firing>,
    refused: bool,
}

/// An office with the files of a folder, and its ledger's text.
fn office(rule: &Rule, which: &str) -> (Office, String) {
    let mut office = Office::empty();
    let [(name, own), others @ ..] = base::REGISTRIES;
    office = office.file(name, format!("{own}\n[release]\nroles = []\n"));
    for (name, text) in others {
        office = office.file(name, text);
    }
    let mut signoffs = String::new();
    for (name, bytes) in files(&folder(rule).join(which)) {
        let text = String::from_utf8(bytes).unwrap();
        match name.as_str() {
            "plan.signoff.toml" => signoffs = text,
            "plan.toml" => office = office.file(&name, base::complete(&text)),
            _ => office = office.file(&name, text),
        }
    }
    (office, signoffs)
}

/// A ledger whose sign-offs are of a content: what each says of it stands behind its day.
fn signed(signoffs: &str, content: &Content) -> String {
    let none = ledger::Kept {
        path: "plan.signoff.toml".into(),
        bytes: Some(Vec::new()),
        ledger: ledger::Ledger::default(),
        diagnostics: Vec::new(),
    };
    let one = none.appended(Role::Sign, "", date(2026, 1, 20), content);
    let one = String::from_utf8(one).unwrap();
    let (_, hashes) = one.split_once("on = 2026-01-20\n").unwrap();
    let lines = signoffs.lines().map(|line| match line {
        line if line.starts_with("on = ") => format!("{line}\n{hashes}"),
        line => format!("{line}\n"),
    });
    lines.collect()
}

fn release(rule: &Rule, which: &str) -> Released {
    let (office, signoffs) = office(rule, which);
    let path = office.path("plan.toml");
    let workspace = Arc::new(Workspace::open(&office.path(".")).unwrap());
    let content = Content::of(&workspace.load(&path).unwrap());
    let office = office.file("plan.signoff.toml", signed(&signoffs, &content));
    let mut wanted = BTreeSet::new();
    for name in ["plan.toml", "plan.signoff.toml"] {
        let text = std::fs::read_to_string(office.path(name)).unwrap();
        wanted.extend(marked(name, &text));
    }
    let day = date(2026, 1, 20);
    let request = Request {
        number: None,
        date: None,
        today: day,
        out: office.path("released"),
        pictures: PictureFiles::default(),
    };
    let firings = |found: &[Diagnostic], sources: &Sources| -> Vec<Firing> {
        let firing = |finding: &Diagnostic| {
            let span = finding.primary.span;
            let source = sources.get(span.source).unwrap();
            let name = source.path().file_name().unwrap().to_string_lossy();
            let line = source.position(span.start as usize).line;
            assert!(finding.ground.is_some(), "{}", finding.code.id);
            (name.into_owned(), line, finding.code.id.to_owned())
        };
        found.iter().map(firing).collect()
    };
    let (found, refused) = match prepare(&workspace, &path, &request).unwrap() {
        Verdict::Ready(issue) => {
            let warnings = issue.warnings.iter();
            let found = warnings.flat_map(|(found, sources)| firings(found, sources));
            (found.collect(), false)
        }
        Verdict::Refused(refusal) => {
            assert!(refusal.reasons.is_empty(), "{:?}", refusal.reasons);
            (firings(&refusal.diagnostics, &refusal.sources), true)
        }
        Verdict::Already(_) => panic!("{} {which} has gone out before", rule.code.id),
    };
    Released {
        wanted,
        found: found.into_iter().collect(),
        refused,
    }
}

#[test]
fn rules_of_issue_find_their_wrong_plans_and_pass_their_right_ones() {
    let mut seen = 0;
    for rule in rules().filter(|rule| matches!(rule.check, Check::Issuing)) {
        let id = rule.code.id;
        let wrong = release(rule, "wrong");
        assert_eq!(wrong.found, wrong.wanted, "{id} wrong");
        assert!(wrong.found.iter().any(|(.., found)| found == id), "{id}");
        assert_eq!(
            wrong.refused,
            rule.code.severity == Severity::Error,
            "{id} wrong"
        );
        let right = release(rule, "right");
        assert_eq!(right.found, BTreeSet::new(), "{id} right");
        assert!(right.wanted.is_empty() && !right.refused, "{id} right");
        seen += 1;
    }
    assert_eq!(seen, 7);
}

/// What `kehoach check` says of an office whose kehoach.toml has these rules' levels.
fn check(rule: &Rule, levels: &str, plan: &str) -> String {
    let (office, _) = office(rule, "wrong");
    let own = std::fs::read_to_string(office.path("kehoach.toml")).unwrap();
    let plan_of = std::fs::read_to_string(office.path("plan.toml")).unwrap();
    let office = office
        .file("kehoach.toml", format!("{own}\n[rules]\n{levels}\n"))
        .file(
            "plan.toml",
            plan_of.replacen("title =", &format!("{plan}\ntitle ="), 1),
        );
    let run = office.run(&["check", "plan.toml"]);
    run.out.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn only_a_warning_of_issue_can_be_switched_off() {
    for rule in rules().filter(|rule| matches!(rule.check, Check::Issuing)) {
        let id = rule.code.id;
        let said = check(rule, &format!("{id} = \"off\""), "");
        let grave = rule.code.severity == Severity::Error;
        assert_eq!(
            said.ends_with("cannot be switched off: what may not go out cannot be accepted"),
            grave,
            "{said}"
        );
        // Neither sign-offs nor register are in the plan, so no `allow` there is theirs.
        let allow = format!("allow = [{{ rule = \"{id}\", reason = \"đã xem\" }}]");
        let said = check(rule, "", &allow);
        let code = if grave {
            "error[SPC020]"
        } else {
            "warning[SPC019]"
        };
        assert!(said.starts_with(code), "{said}");
    }
}
