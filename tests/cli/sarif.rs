//! `kehoach check --format sarif`, held against the published schema.

use super::{FAULT, WARNING, plan};
use crate::support::{Office, installed, repository};
use serde_json::Value as Json;

fn sarif(office: &Office, arguments: &[&str]) -> Json {
    let run = office.run(&[&["check", "--format", "sarif"], arguments].concat());
    assert_eq!(run.err, "");
    assert_eq!(run.out.lines().count(), 1);
    let log: Json = serde_json::from_str(&run.out).unwrap();
    assert_valid(&log);
    log
}

/// Holds a log against the schema with a program from `PyPI`, which `.ci/run` installs.
fn assert_valid(log: &Json) {
    if !installed("check-jsonschema") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.sarif");
    std::fs::write(&path, log.to_string()).unwrap();
    let schema = repository().join("tests/cli/sarif-schema-2.1.0.json");
    let output = std::process::Command::new("check-jsonschema")
        .args(["--color", "never", "--schemafile"])
        .args([&schema, &path])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{log:#}");
}

#[test]
fn one_log_for_all_files() {
    let office = Office::commune()
        .file("plans/Xã Tân/a, b.toml", plan(FAULT))
        .file("plans/b.toml", plan(&format!("{FAULT}{WARNING}")));
    let log = sarif(&office, &[]);
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let of_reading = |result: &&Json| result["ruleId"].as_str().unwrap().starts_with("SPC");
    let places: Vec<String> = results
        .iter()
        .filter(of_reading)
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"];
            let (uri, line) = (
                &place["artifactLocation"]["uri"],
                &place["region"]["startLine"],
            );
            format!("{} {uri} {line}", result["ruleId"])
        })
        .collect();
    insta::assert_snapshot!(places.join("\n"), @r#"
    "SPC002" "plans/X%C3%A3%20T%C3%A2n/a%2C%20b.toml" 4
    "SPC002" "plans/b.toml" 4
    "SPC013" "plans/b.toml" 6
    "#);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(
        rules
            .iter()
            .all(|rule| rule["help"]["markdown"].is_string())
    );
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[rule]["id"], result["ruleId"]);
    }
}

#[test]
fn a_clean_run_is_a_log_too() {
    let ending = "[closing]\ntext = \"Trên đây là Kế hoạch\"\n[recipients]\nlist = [{ text = \"Các thôn\" }]\narchive = [\"VT\"]\n";
    let log = sarif(&Office::commune().plan(ending), &["plan.toml"]);
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
    assert_eq!(
        log["runs"][0]["tool"]["driver"]["version"],
        env!("CARGO_PKG_VERSION")
    );
}

#[test]
fn edits_are_offered() {
    let office = Office::commune().plan("[closing]\ntext = \"Kê\u{301} hoạch\"\n");
    let log = sarif(&office, &["plan.toml", "--lang", "vi"]);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let fix = results.iter().find_map(|result| result.get("fixes"));
    let fix = &fix.unwrap()[0];
    insta::assert_snapshot!(serde_json::to_string_pretty(fix).unwrap(), @r#"
    {
      "description": {
        "text": "Hãy gõ bằng bảng mã Unicode dựng sẵn, hoặc chạy `kehoach check --fix` để ghép lại."
      },
      "artifactChanges": [
        {
          "artifactLocation": {
            "uri": "plan.toml"
          },
          "replacements": [
            {
              "deletedRegion": {
                "startLine": 5,
                "startColumn": 9,
                "endLine": 5,
                "endColumn": 12
              },
              "insertedContent": {
                "text": "Kế"
              }
            }
          ]
        }
      ]
    }
    "#);
}

/// Every plan of the repository, whatever it comes to have wrong with it.
#[test]
fn the_plans_of_the_repository() {
    let run = crate::support::run_in(repository(), &["check", "plans", "--format", "sarif"]);
    assert_valid(&serde_json::from_str(&run.out).unwrap());
}
