//! `kehoach schema`: what editors complete and check plans with.

use super::{files_below, has_extension};
use crate::support::Office;
use jsonschema::{Draft, Validator};
use serde_json::{Value as Json, json};
use std::path::Path;

const FILES: [&str; 5] = ["plan", "office", "units", "legal", "profile"];

fn schema(of: &str, lang: &str) -> Json {
    let run = Office::empty().run(&["--lang", lang, "schema", of]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    serde_json::from_str(&run.out).unwrap()
}

fn validator(schema: &Json) -> Validator {
    let options = jsonschema::options().with_draft(Draft::Draft7);
    options.should_validate_formats(true).build(schema).unwrap()
}

/// A TOML file as editors hand it to a schema: dates are texts.
fn as_json(text: &str) -> Json {
    fn convert(value: toml::Value) -> Json {
        match value {
            toml::Value::Datetime(date) => json!(date.to_string()),
            toml::Value::Array(items) => items.into_iter().map(convert).collect(),
            toml::Value::Table(table) => Json::Object(
                table
                    .into_iter()
                    .map(|(key, v)| (key, convert(v)))
                    .collect(),
            ),
            toml::Value::String(text) => json!(text),
            toml::Value::Integer(number) => json!(number),
            toml::Value::Float(number) => json!(number),
            toml::Value::Boolean(truth) => json!(truth),
        }
    }
    convert(toml::Value::Table(text.parse().unwrap()))
}

fn assert_valid(schema: &Validator, path: &Path) {
    let json = as_json(&std::fs::read_to_string(path).unwrap());
    let faults: Vec<String> = schema
        .iter_errors(&json)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
}

/// Every file of a workspace against the schema of its kind.
fn assert_workspace_valid(folder: &Path) {
    for name in files_below(folder)
        .iter()
        .filter(|name| has_extension(name, "toml"))
    {
        let of = match name.rsplit('/').next().unwrap() {
            "kehoach.toml" => "office",
            "units.toml" => "units",
            "legal.toml" => "legal",
            _ => "plan",
        };
        assert_valid(&validator(&schema(of, "en")), &folder.join(name));
    }
}

#[test]
fn every_schema_is_valid_draft_07_in_both_languages() {
    for of in FILES {
        for lang in ["en", "vi"] {
            let schema = schema(of, lang);
            assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
            if let Err(fault) = jsonschema::draft7::meta::validate(&schema) {
                panic!("{of}: {fault}");
            }
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
    assert_valid(&validator(&schema("profile", "en")), path);
}

#[test]
fn what_the_program_refuses_is_not_valid() {
    let schema = validator(&schema("plan", "en"));
    let head = "[document]\nyear = 2025\ntitle = \"x\"\n";
    assert!(schema.is_valid(&as_json(head)));
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
        assert!(
            !schema.is_valid(&as_json(&format!("{head}{more}"))),
            "{fault}"
        );
    }
    assert!(
        !schema.is_valid(&as_json("[document]\ntitle = \"x\"\n")),
        "no year"
    );
    assert!(!schema.is_valid(&json!({})), "no head");
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
