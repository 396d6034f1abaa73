//! The clauses of a rule, one after another: `tests/rules/<ID>/clauses.md`.
//!
//! Each `## heading` is a case and says in a sentence what holds in it. The fenced blocks below it are its
//! files: `toml` is plan.toml, `toml units.toml` and `csv data.csv` have names. As in the folders, [`base`]
//! stands in for what is missing, lines where a rule must fire end with `#~ BUD001`, and nothing else may
//! fire. A case without a mark is right. Every file has cases of both kinds: a clause is known by the
//! plans on either side of it.
//!
//! [`base`]: super::base

use super::fixture::Fixture;
use crate::support::repository;
use kehoach::checks::{Check, Options, rules};
use rayon::prelude::*;

/// A case: what it says, and its files.
struct Case {
    says: String,
    files: Vec<(String, Vec<u8>)>,
}

/// The cases of a file.
fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut block: Option<(String, String)> = None;
    for line in text.lines() {
        if let Some((name, mut content)) = block.take() {
            if line == "```" {
                let case = cases.last_mut().expect("a block stands below a heading");
                case.files.push((name, content.into_bytes()));
            } else {
                content.push_str(line);
                content.push('\n');
                block = Some((name, content));
            }
        } else if let Some(says) = line.strip_prefix("## ") {
            cases.push(Case {
                says: says.to_owned(),
                files: Vec::new(),
            });
        } else if let Some(fence) = line.strip_prefix("```") {
            let name = fence.split_once(' ').map_or("plan.toml", |(_, name)| name);
            block = Some((name.to_owned(), String::new()));
        }
    }
    assert!(block.is_none(), "a block is not closed");
    cases
}

#[test]
fn every_clause_holds_on_both_sides() {
    let files: Vec<_> = rules()
        .filter_map(|rule| {
            let path = repository().join("tests/rules").join(rule.code.id);
            let text = std::fs::read_to_string(path.join("clauses.md")).ok()?;
            Some((rule, cases(&text)))
        })
        .collect();
    let wrong: Vec<String> = files
        .par_iter()
        .flat_map_iter(|(rule, cases)| {
            let id = rule.code.id;
            let at_release = matches!(rule.check, Check::Release(_));
            let options = Options {
                release: at_release,
                ..Options::default()
            };
            let (mut rights, mut wrong) = (0, Vec::new());
            for case in cases {
                let fixture = Fixture::new(case.files.clone());
                rights += usize::from(fixture.wanted().is_empty());
                // What else a plan lacks for its release is not what the case is about.
                let counts = |found: &str| !at_release || found == id;
                let name = format!("{id} «{}»", case.says);
                wrong.extend(fixture.differences_of(&name, options, counts));
            }
            if rights == 0 || rights == cases.len() {
                wrong.push(format!("{id}: all cases are of one kind"));
            }
            wrong
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
