//! A folder for each rule: a wrong plan, in which it finds exactly the marked lines, and a right one.
//!
//! `tests/rules/<ID>/{wrong,right}/` hold one or more plans with what they need. Where a plan has no
//! head, sections, closing or recipients, and where the folder has no registries, those of [`base`]
//! stand in. A line where the rule must fire ends with `#~ BUD001`; for one that can hold no comment, a
//! line of its own says `#~ data.csv:3 BUD001`. Nothing else may fire, at any level.
//!
//! `kehoach check` runs on the folders, but for two kinds of rules. Those of release ([`release`]) are
//! examined as for a release. Those of issue ([`issuing`]) find faults of sign-offs and register, so their
//! plans are released: `release::prepare`, which is all of `kehoach release` but the writing, must refuse
//! the wrong plan with the marked findings alone, or let it out with them where they are warnings, and let
//! the right one out without any. Such an office asks for no sign-offs unless the folder has a kehoach.toml;
//! the sign-offs of a folder's ledger are made to be of the content that is there, since their hashes change
//! with every version of the program.
//!
//! `tests/rules/tricky/<name>/` hold right plans that a careless checker would find fault with.

mod base;
mod issuing;
mod mutation;
mod release;

use crate::support::{Office, repository};
use kehoach::checks::{Check, Rule, rules};
use kehoach::diag::Lang;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A place where a rule fires: file, line, rule.
type Firing = (String, usize, String);

/// The folder of a rule's plans.
fn folder(rule: &Rule) -> PathBuf {
    repository().join("tests/rules").join(rule.code.id)
}

/// The files below a folder, with their paths in it.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    let files = entries.into_iter().filter_map(Result::ok);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap();
            let bytes = std::fs::read(entry.path()).unwrap();
            (name.to_string_lossy().into_owned(), bytes)
        })
        .collect()
}

/// What a line of a plan says must be found: in its own file, or in a data file.
fn marked(name: &str, text: &str) -> Vec<Firing> {
    let mut marked = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let Some((_, mark)) = line.split_once("#~ ") else {
            continue;
        };
        let mut place = (name.to_owned(), number);
        for word in mark.split_whitespace() {
            if let Some((file, line)) = word.rsplit_once(':') {
                place = (file.to_owned(), line.parse().unwrap());
            } else {
                marked.push((place.0.clone(), place.1, word.to_owned()));
            }
        }
    }
    marked
}

/// What must be found in a folder, and what is.
fn fire(folder: &Path) -> (BTreeSet<Firing>, BTreeSet<Firing>, String) {
    let mut office = Office::empty();
    let mut wanted = BTreeSet::new();
    let files = files(folder);
    assert!(!files.is_empty(), "{} is empty", folder.display());
    for (name, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        let toml = Path::new(name).extension().is_some_and(|own| own == "toml");
        let is_plan = toml && !base::is_registry(name) && name != "style.toml";
        if toml {
            wanted.extend(marked(name, &text));
        }
        let whole = if is_plan && std::str::from_utf8(bytes).is_ok() {
            base::complete(&text).into_bytes()
        } else {
            bytes.clone()
        };
        office = office.file(name, whole);
    }
    for (name, text) in base::REGISTRIES {
        if !files.iter().any(|(file, _)| file == name) {
            office = office.file(name, text);
        }
    }
    let run = office.run(&["check", ".", "--format", "json"]);
    assert!(run.code < 2, "{}: {}", folder.display(), run.err);
    let mut found = BTreeSet::new();
    for line in run.out.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let line = usize::try_from(finding["line"].as_u64().unwrap_or(0)).unwrap();
        let path = text("path").trim_start_matches("./").to_owned();
        found.insert((path, line, text("rule")));
    }
    (wanted, found, run.out)
}

/// The differences between what must be found in a folder and what is.
fn differences(folder: &Path) -> Vec<String> {
    let (wanted, found, report) = fire(folder);
    let name = folder.strip_prefix(repository()).unwrap().display();
    let missing = wanted.difference(&found);
    let missing = missing.map(|(file, line, rule)| format!("{name}/{file}:{line} lacks {rule}"));
    let more = found.difference(&wanted);
    let more = more.map(|(file, line, rule)| {
        let about = report
            .lines()
            .find(|text| text.contains(rule) && text.contains(&format!("\"line\":{line},")));
        let message = about.unwrap_or_default().chars().take(400);
        format!(
            "{name}/{file}:{line} has {rule}: {}",
            message.collect::<String>()
        )
    });
    missing.chain(more).collect()
}

#[test]
fn every_rule_finds_its_wrong_plan_and_passes_its_right_one() {
    let mut wrong = Vec::new();
    let on_check = |rule: &&Rule| !matches!(rule.check, Check::Release(_) | Check::Issuing);
    for rule in rules().filter(on_check) {
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
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn right_plans_that_look_wrong_get_no_finding() {
    let folder = repository().join("tests/rules/tricky");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut plans: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    plans.sort();
    let wrong: Vec<String> = plans.iter().flat_map(|plan| differences(plan)).collect();
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
