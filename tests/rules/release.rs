//! Rules that act when a plan is released, on the plans of their folders.

use super::{base, files, folder, marked};
use crate::support::Office;
use kehoach::checks::{Check, Options, examine, rules};
use kehoach::workspace::Workspace;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The lines of a folder's plan where a rule must fire at release, and those where it does.
fn fire(id: &str, which: &str) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let rule = rules().find(|rule| rule.code.id == id).unwrap();
    let mut office = Office::empty();
    let mut wanted = BTreeSet::new();
    for (name, bytes) in files(&folder(rule).join(which)) {
        let text = String::from_utf8(bytes).unwrap();
        wanted.extend(marked(&name, &text).into_iter().map(|(_, line, _)| line));
        office = office.file(&name, base::complete(&text));
    }
    for (name, text) in base::REGISTRIES {
        office = office.file(name, text);
    }
    let workspace = Arc::new(Workspace::open(&office.path(".")).unwrap());
    let loaded = workspace.load(&office.path("plan.toml")).unwrap();
    let release = Options {
        release: true,
        ..Options::default()
    };
    let found = examine(&loaded, release).diagnostics;
    let found = found.iter().filter(|finding| finding.code.id == id);
    let lines = found.map(|finding| {
        let span = finding.primary.span;
        let source = loaded.sources.get(span.source).unwrap();
        source.position(span.start as usize).line
    });
    (wanted, lines.collect())
}

#[test]
fn rules_of_release_find_their_wrong_plans_and_pass_their_right_ones() {
    for rule in rules().filter(|rule| matches!(rule.check, Check::Release(_))) {
        for which in ["wrong", "right"] {
            let (wanted, found) = fire(rule.code.id, which);
            assert_eq!(found, wanted, "{} {which}", rule.code.id);
            assert_eq!(
                wanted.is_empty(),
                which == "right",
                "{} {which}",
                rule.code.id
            );
        }
    }
}
