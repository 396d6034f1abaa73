//! The outline held to the schema: each key of the format, said otherwise or left out, is a change.

use super::plans::{plan, side};
use kehoach::diag::Lang;
use kehoach::diff::{Change, What, compare};
use kehoach::plan::Plan;
use kehoach::source::Sources;
use kehoach::spec::json_schema;
use serde_json::Value as Schema;
use std::collections::BTreeSet;
use toml::{Table, Value};

/// A plan that has every key.
const PLAN: &str = include_str!("keys.toml");

/// The keys that are not compared, each with its reason: there is none.
const UNSEEN: [(&str, &str); 0] = [];

/// Where a value stands: keys, and places in lists.
type Path = Vec<String>;

fn at<'v>(root: &'v mut Value, path: &[String]) -> &'v mut Value {
    path.iter().fold(root, |value, step| match value {
        Value::Array(list) => &mut list[step.parse::<usize>().unwrap()],
        table => table.get_mut(step).unwrap(),
    })
}

/// A key of the format at one place of the plan.
struct Known {
    /// The table of the schema and the key.
    name: (String, String),
    path: Path,
    schema: Schema,
    required: bool,
}

/// All keys of the schema at the first place where the plan has them.
fn known(schema: &Schema) -> Vec<Known> {
    let root: Value = PLAN.parse::<Table>().unwrap().into();
    let mut known = Vec::new();
    let mut open = vec![("plan".to_owned(), schema.clone(), root, Path::new())];
    while let Some((table, shape, value, path)) = open.pop() {
        for (key, own) in shape["properties"].as_object().unwrap() {
            let Some(value) = value.get(key) else {
                continue;
            };
            let path = [path.clone(), vec![key.clone()]].concat();
            let name = (table.clone(), key.clone());
            let inner = own["allOf"][0]["$ref"]
                .as_str()
                .or(own["items"]["$ref"].as_str());
            if let Some(inner) = inner {
                let inner = inner.trim_start_matches("#/definitions/");
                let shape = &schema["definitions"][inner];
                let items = value.as_array().cloned();
                let items = items.map_or_else(
                    || vec![(path.clone(), value.clone())],
                    |items| {
                        let items = items.into_iter().enumerate();
                        let path = |place: usize| [path.clone(), vec![place.to_string()]].concat();
                        items.map(|(place, item)| (path(place), item)).collect()
                    },
                );
                for (path, item) in items {
                    open.push((inner.to_owned(), shape.clone(), item, path));
                }
            }
            let required = shape["required"].as_array();
            let required = required.is_some_and(|all| all.contains(&key.as_str().into()));
            known.push(Known {
                name,
                path,
                schema: own.clone(),
                required,
            });
        }
    }
    known
}

/// Another value that fits; none where the value is tables, whose own keys are said otherwise.
fn otherwise(value: &Value, schema: &Schema) -> Option<Value> {
    if let Some(words) = schema["enum"].as_array() {
        let own = value.as_str().unwrap();
        let mut words = words.iter().filter_map(Schema::as_str);
        return words.find(|word| *word != own).map(Value::from);
    }
    Some(match value {
        Value::String(own) => format!("{own} khác").into(),
        Value::Integer(own) => (own - 1).into(),
        Value::Boolean(own) => (!own).into(),
        Value::Datetime(_) => Value::Datetime("2025-02-03".parse().unwrap()),
        Value::Array(list) => {
            let mut list = list.clone();
            let last = list.last_mut().unwrap();
            *last = otherwise(last, &schema["items"])?;
            list.into()
        }
        Value::Table(table)
            if schema["additionalProperties"].is_object()
                || schema.get("patternProperties").is_some() =>
        {
            let mut table = table.clone();
            let (_, last) = table.iter_mut().last().unwrap();
            *last = otherwise(last, &schema["additionalProperties"])?;
            table.into()
        }
        Value::Table(_) | Value::Float(_) => return None,
    })
}

/// What is told of the plan changed at a place.
fn changes(change: impl FnOnce(&mut Value)) -> Vec<Change> {
    let mut root: Value = PLAN.parse::<Table>().unwrap().into();
    change(&mut root);
    let mut sources = Sources::default();
    let old = plan(PLAN, &mut sources);
    let new = plan(&toml::to_string(&root).unwrap(), &mut sources);
    compare(side(&old, &sources), side(&new, &sources)).changes
}

#[test]
fn each_key_said_otherwise_or_left_out_is_told() {
    let schema = json_schema::<Plan>("plan", Lang::En);
    let known = known(&schema);
    let mut seen = BTreeSet::new();
    for key in &known {
        let (table, name) = &key.name;
        if UNSEEN.contains(&(table, name)) {
            continue;
        }
        let (last, around) = key.path.split_last().unwrap();
        let other = otherwise(
            at(&mut PLAN.parse::<Table>().unwrap().into(), &key.path),
            &key.schema,
        );
        if let Some(other) = other {
            let told = changes(|root| *at(root, &key.path) = other);
            assert!(
                !told.is_empty(),
                "{table}.{name} said otherwise: {:?}",
                key.path
            );
        }
        if !key.required {
            let told = changes(|root| {
                at(root, around).as_table_mut().unwrap().remove(last);
            });
            assert!(!told.is_empty(), "{table}.{name} left out: {:?}", key.path);
        }
        seen.insert(key.name.clone());
    }
    let plan = "plan".to_owned();
    let definitions = schema["definitions"].as_object().unwrap();
    let all = definitions.iter().chain([(&plan, &schema)]);
    for (table, shape) in all {
        for key in shape["properties"].as_object().unwrap().keys() {
            let name = (table.clone(), key.clone());
            let is_seen = seen.contains(&name) || key == "allow" || UNSEEN.contains(&(table, key));
            assert!(is_seen, "the plan of this test has no key {name:?}");
        }
    }
}

/// Each key has words of its own in both languages, by its documentation.
#[test]
fn each_key_is_told_in_words() {
    let all = changes(|root| {
        let table = root.as_table_mut().unwrap();
        table.retain(|key, _| key == "document");
    });
    for change in &all {
        let (What::Added { leaves } | What::Dropped { leaves }) = &change.what else {
            continue;
        };
        for leaf in leaves.iter().filter(|leaf| leaf.field.name != "cell") {
            let [en, vi] = [Lang::En, Lang::Vi].map(|lang| leaf.field.called(lang));
            assert!(!en.contains('_') && !en.is_empty(), "{en}");
            assert!(en != vi && !vi.contains('_'), "{vi}");
        }
    }
}

/// Allowed findings and levels of rules are told by their rules.
#[test]
fn what_is_accepted_is_told_by_its_rule() {
    let told = changes(|root| {
        *at(root, &["rules".into()]) = "{ TXT001 = \"warn\" }".parse::<Value>().unwrap();
        *at(root, &["document", "allow", "0", "reason"].map(Into::into)) = "đã hỏi".into();
    });
    let told: Vec<_> = told
        .iter()
        .map(|change| match &change.what {
            What::Altered { field, .. } => (field.name, field.key.clone().unwrap()),
            what => panic!("{what:?}"),
        })
        .collect();
    assert_eq!(
        told,
        [
            ("allow", "FRM001".to_owned()),
            ("rules", "TXT001".to_owned())
        ]
    );
}

/// A plan that says what is usual says the same as one that leaves it out.
#[test]
fn what_is_usual_need_not_be_said() {
    for (path, usual) in [
        (&["document", "kind"][..], Value::from("ke_hoach")),
        (&["tables", "0", "numbered"], true.into()),
        (&["tables", "0", "landscape"], false.into()),
        (&["tables", "0", "columns", "1", "assigned"], "value".into()),
        (&["responsibilities", "0", "layout"], "heading".into()),
        (
            &["responsibilities", "0", "tasks", "0", "style"],
            "dash".into(),
        ),
    ] {
        let path: Path = path.iter().map(ToString::to_string).collect();
        let (last, around) = path.split_last().unwrap();
        let said = changes(|root| *at(root, &path) = usual);
        let left_out = changes(|root| {
            at(root, around).as_table_mut().unwrap().remove(last);
        });
        let what =
            |changes: Vec<Change>| changes.into_iter().map(|one| one.what).collect::<Vec<_>>();
        assert_eq!(what(said), what(left_out), "{path:?}");
    }
}

#[test]
fn each_document_of_a_basis_is_told_whether_it_is_an_entry_or_written_in_place() {
    for (old, new) in [
        ("[\"qd_02\", {", "[\"qd_05\", {"),
        ("[\"qd_02\", {", "[{"),
        ("03/NQ-HĐND", "04/NQ-HĐND"),
    ] {
        let changed = PLAN.replacen(old, new, 1);
        assert_ne!(changed, PLAN, "{old}");
        let mut sources = Sources::default();
        let (one, other) = (plan(PLAN, &mut sources), plan(&changed, &mut sources));
        let told = compare(side(&one, &sources), side(&other, &sources)).changes;
        assert!(!told.is_empty(), "{old} to {new}");
    }
}
