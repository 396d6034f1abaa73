//! A folder for each rule: a wrong plan, in which it finds exactly the marked lines, and a right one.
//!
//! `tests/rules/<ID>/{wrong,right}/` hold one or more plans with what they need. Where a plan has no
//! head, sections, closing or recipients, and where the folder has no registries, those of [`base`]
//! stand in. A line where the rule must fire ends with `#~ BUD001`; for one that can hold no comment, a
//! line of its own says `#~ data.csv:3 BUD001`. Nothing else may fire, at any level.
//!
//! The folders are examined as `kehoach check` does ([`fixture`]), but for two kinds of rules. Those of release ([`release`]) are
//! examined as for a release. Those of issue ([`issuing`]) find faults of sign-offs and register, so their
//! plans are released: `release::prepare`, which is all of `kehoach release` but the writing, must refuse
//! the wrong plan with the marked findings alone, or let it out with them where they are warnings, and let
//! the right one out without any. Such an office asks for no sign-offs unless the folder has a kehoach.toml;
//! the sign-offs of a folder's ledger are made to be of the content that is there, since their hashes change
//! with every version of the program.
//!
//! `tests/rules/<ID>/clauses.md` has the cases of a rule's clauses ([`clauses`]).
//! `tests/rules/tricky/<name>/` hold right plans that a careless checker would find fault with.

mod base;
mod clauses;
mod fixture;
mod issuing;
mod law;
mod mutation;
mod release;

use crate::support::repository;
use fixture::{Firing, Fixture, files, marked};
use kehoach::checks::{Check, Options, Rule, rules};
use kehoach::diag::Lang;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The folder of a rule's plans.
fn folder(rule: &Rule) -> PathBuf {
    repository().join("tests/rules").join(rule.code.id)
}

/// The differences between what must be found in a folder and what is.
fn differences(folder: &Path) -> Vec<String> {
    let name = folder.strip_prefix(repository()).unwrap();
    let name = name.display().to_string();
    Fixture::of_folder(folder).differences(&name, Options::default())
}

#[test]
fn every_rule_finds_its_wrong_plan_and_passes_its_right_one() {
    let on_check = |rule: &&Rule| !matches!(rule.check, Check::Release(_) | Check::Issuing);
    let on_check: Vec<&Rule> = rules().filter(on_check).collect();
    let of_rule = |rule: &&Rule| {
        let mut wrong = Vec::new();
        let folder = folder(rule);
        for plan in ["wrong", "right"] {
            if !folder.join(plan).is_dir() {
                wrong.push(format!("{} has no {plan} plan", rule.code.id));
                continue;
            }
            wrong.extend(differences(&folder.join(plan)));
        }
        if folder.join("wrong").is_dir() {
            let own = |(name, bytes): (String, Vec<u8>)| {
                marked(&name, &String::from_utf8_lossy(&bytes))
                    .iter()
                    .any(|(_, _, id)| id == rule.code.id)
            };
            if !files(&folder.join("wrong")).into_iter().any(own) {
                wrong.push(format!("{}/wrong marks no line with it", rule.code.id));
            }
        }
        wrong
    };
    let wrong: Vec<String> = on_check.par_iter().flat_map_iter(of_rule).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn right_plans_that_look_wrong_get_no_finding() {
    let folder = repository().join("tests/rules/tricky");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut plans: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    plans.sort();
    let wrong: Vec<String> = plans
        .par_iter()
        .flat_map_iter(|plan| differences(plan))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_examples_of_a_rule_stand_in_its_plans() {
    let mut wrong = Vec::new();
    for rule in rules() {
        for (plan, example) in [("wrong", rule.wrong), ("right", rule.right)] {
            let files = files(&folder(rule).join(plan));
            let bare = |text: &str| -> String {
                let line = |line: &str| line.split("#~ ").next().unwrap().trim_end().to_owned();
                let lines: Vec<String> = text.lines().map(line).collect();
                format!("\n{}\n", lines.join("\n"))
            };
            let held = files
                .iter()
                .any(|(_, bytes)| bare(&String::from_utf8_lossy(bytes)).contains(&bare(example)));
            if example.trim().is_empty() || !held {
                wrong.push(format!("{}: {plan}", rule.code.id));
            }
        }
    }
    assert!(wrong.is_empty(), "examples that no plan has: {wrong:#?}");
}

#[test]
fn rules_are_documented_and_numbered_by_family() {
    let mut ids = BTreeSet::new();
    let mut names = BTreeSet::new();
    for rule in rules() {
        let id = rule.code.id;
        assert!(ids.insert(id), "{id} is given twice");
        assert!(
            names.insert(rule.code.name),
            "{} is given twice",
            rule.code.name
        );
        let number = id.trim_start_matches(rule.code.family());
        assert!(rule.code.family().len() == 3 && number.len() == 3, "{id}");
        for words in [rule.what, rule.why] {
            for lang in [Lang::En, Lang::Vi] {
                assert!(!words.text(lang).is_empty(), "{id} lacks a text");
            }
        }
        let what = rule.what.text(Lang::En);
        assert!(!what.ends_with('.'), "{id}: {what}");
    }
}

#[test]
fn every_folder_belongs_to_a_rule() {
    let entries = std::fs::read_dir(repository().join("tests/rules")).unwrap();
    for entry in entries.map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let known = rules().any(|rule| rule.code.id == name);
        assert!(
            known || name == "tricky" || name == "mutation" || !entry.path().is_dir(),
            "{name} belongs to no rule"
        );
    }
}
