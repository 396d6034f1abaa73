//! `kehoach schema`: what editors complete and check plans with.

use super::{files_below, has_extension};
use crate::support::{Office, installed};
use serde_json::Value as Json;
use std::path::Path;

const FILES: [&str; 6] = ["plan", "office", "units", "legal", "profile", "signoff"];

fn schema(of: &str, lang: &str) -> Json {
    let run = Office::empty().run(&["--lang", lang, "schema", of]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    serde_json::from_str(&run.out).unwrap()
}

/// What Taplo, the language server behind TOML editors, says of files under a schema; nothing where it
/// is not installed. It comes from `PyPI`; `.ci/run` installs it.
fn taplo(schema: &Json, files: &[&Path]) -> Option<Result<(), String>> {
    if !installed("taplo") {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("schema.json");
    std::fs::write(&path, schema.to_string()).unwrap();
    let output = std::process::Command::new("taplo")
        .args(["check", "--colors", "never", "--schema"])
        .arg(format!("file://{}", path.display()))
        .args(files)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("invalid schema"), "{said}");
    Some(if output.status.success() {
        Ok(())
    } else {
        Err(said)
    })
}

/// Every file of a workspace against the schema of its kind.
fn assert_workspace_valid(folder: &Path) {
    let names = files_below(folder);
    let kinds = [
        ("kehoach.toml", "office"),
        ("units.toml", "units"),
        ("legal.toml", "legal"),
        ("", "plan"),
    ];
    let kind = |name: &str| {
        let file = name.rsplit('/').next().unwrap_or_default().to_owned();
        kinds
            .iter()
            .find(|(known, _)| known.is_empty() || *known == file)
            .unwrap()
            .1
    };
    for (_, of) in kinds {
        let own = names
            .iter()
            .filter(|name| has_extension(name, "toml") && kind(name) == of);
        let files: Vec<_> = own.map(|name| folder.join(name)).collect();
        let files: Vec<&Path> = files.iter().map(std::path::PathBuf::as_path).collect();
        assert!(!files.is_empty(), "{of}");
        assert_eq!(
            taplo(&schema(of, "en"), &files).unwrap_or(Ok(())),
            Ok(()),
            "{of}"
        );
    }
}

#[test]
fn every_schema_is_draft_07_and_taplo_takes_it() {
    let office = Office::empty().file("empty.toml", "");
    for of in FILES {
        for lang in ["en", "vi"] {
            let schema = schema(of, lang);
            assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
            // What is missing in the empty file is not the question here.
            let _ = taplo(&schema, &[&office.path("empty.toml")]);
        }
    }
}

/// Calls `look` on every property below a schema, with its name.
fn properties(schema: &Json, look: &mut dyn FnMut(&str, &Json)) {
    match schema {
        Json::Object(object) => {
            for (key, inner) in object {
                if let ("properties", Json::Object(found)) = (key.as_str(), inner) {
                    found
                        .iter()
                        .for_each(|(name, property)| look(name, property));
                }
                properties(inner, look);
            }
        }
        Json::Array(items) => items.iter().for_each(|item| properties(item, look)),
        _ => {}
    }
}

#[test]
fn every_key_is_described() {
    for of in FILES {
        for lang in ["en", "vi"] {
            let mut count = 0;
            properties(&schema(of, lang), &mut |name, property| {
                let text = property["description"].as_str().unwrap_or_default();
                assert!(!text.trim().is_empty(), "{of} {lang}: {name}");
                count += 1;
            });
            assert!(count > 0, "{of}");
        }
    }
}

#[test]
fn the_languages_differ_in_nothing_but_descriptions() {
    fn bare(schema: &mut Json) {
        match schema {
            Json::Object(object) => {
                if object.get("description").is_some_and(Json::is_string) {
                    object.remove("description");
                }
                object.values_mut().for_each(bare);
            }
            Json::Array(items) => items.iter_mut().for_each(bare),
            _ => {}
        }
    }
    for of in FILES {
        let (mut en, mut vi) = (schema(of, "en"), schema(of, "vi"));
        assert_ne!(en, vi, "{of}");
        bare(&mut en);
        bare(&mut vi);
        assert_eq!(en, vi, "{of}");
    }
}

#[test]
fn every_reference_leads_to_a_definition() {
    fn references(schema: &Json, found: &mut Vec<String>) {
        match schema {
            Json::Object(object) => {
                found.extend(object.get("$ref").and_then(Json::as_str).map(str::to_owned));
                object.values().for_each(|inner| references(inner, found));
            }
            Json::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }
    for of in FILES {
        let schema = schema(of, "en");
        let mut found = Vec::new();
        references(&schema, &mut found);
        for reference in found {
            let place = reference.strip_prefix('#').unwrap();
            assert!(
                schema.pointer(place).is_some_and(Json::is_object),
                "{of}: {reference}"
            );
        }
    }
}

#[test]
fn the_workspace_of_real_plans_is_valid() {
    assert_workspace_valid(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/plans")));
}

#[test]
fn a_new_workspace_is_valid() {
    let office = Office::empty();
    office.run(&["new", ".", "--year", "2027"]);
    assert_workspace_valid(&office.path(""));
}

#[test]
fn the_profile_of_the_decree_is_valid() {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/nd30.toml"));
    assert_eq!(
        taplo(&schema("profile", "en"), &[path]).unwrap_or(Ok(())),
        Ok(())
    );
}

#[test]
fn what_the_program_refuses_is_not_valid() {
    let schema = schema("plan", "en");
    let head = "[document]\nyear = 2025\ntitle = \"x\"\n";
    let valid = |text: &str| {
        let office = Office::empty().file("plan.toml", text);
        taplo(&schema, &[&office.path("plan.toml")]).map(|said| said.is_ok())
    };
    assert_ne!(valid(head), Some(false));
    for (fault, more) in [
        ("unknown key of the plan", "[documents]\n"),
        ("unknown key of a table", "numbr = 12\n"),
        ("unknown word", "kind = \"ke-hoach\"\n"),
        ("missing key", "[[indicators]]\nid = \"x\"\n"),
        ("wrong type", "[[sections]]\ntitle = 1\n"),
        (
            "a year that is none",
            "[[indicators]]\nid = \"x\"\nname = \"x\"\nvalues = { 25 = 1 }\n",
        ),
    ] {
        assert_ne!(valid(&format!("{head}{more}")), Some(true), "{fault}");
    }
    assert_ne!(valid("[document]\ntitle = \"x\"\n"), Some(true), "no year");
    assert_ne!(valid(""), Some(true), "no head");
}

/// Made anew with `kehoach --lang vi schema plan > plans/plan.schema.json`.
#[test]
fn the_schema_beside_the_plans_is_the_programs_own() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/plans"));
    let kept = std::fs::read_to_string(folder.join("plan.schema.json")).unwrap();
    let made = Office::empty().run(&["--lang", "vi", "schema", "plan"]).out;
    assert!(
        kept == made,
        "run: kehoach --lang vi schema plan > plans/plan.schema.json"
    );
    for name in files_below(folder) {
        let text = std::fs::read_to_string(folder.join(&name)).unwrap_or_default();
        if text.lines().any(|line| line == "[document]") {
            assert!(text.starts_with("#:schema ../plan.schema.json\n"), "{name}");
        }
    }
}
