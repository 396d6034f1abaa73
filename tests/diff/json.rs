//! The report for programs.

use super::{NEW, OLD, office};
use serde_json::Value;

fn report() -> Value {
    let run = office().run(&["diff", OLD, NEW, "--format", "json", "--lang", "vi"]);
    serde_json::from_str(&run.out).unwrap()
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap()
}

/// The changes of a kind with this name.
fn changes<'r>(report: &'r Value, kind: &str, name: &str) -> Vec<&'r Value> {
    let changes = report["changes"].as_array().unwrap().iter();
    changes
        .filter(|change| change["kind"] == kind && change["name"].as_str().unwrap().contains(name))
        .collect()
}

#[test]
fn counts_and_outcomes() {
    let report = report();
    assert_eq!(report["same"], false);
    insta::assert_snapshot!(pretty(&report["counts"]), @r#"
    {
      "kinds": {
        "legal_basis": {
          "added": 1,
          "dropped": 1,
          "moved": 0,
          "altered": 0
        },
        "objective": {
          "added": 0,
          "dropped": 0,
          "moved": 0,
          "altered": 1
        },
        "indicator": {
          "added": 1,
          "dropped": 0,
          "moved": 0,
          "altered": 2
        },
        "budget": {
          "added": 0,
          "dropped": 0,
          "moved": 0,
          "altered": 1
        },
        "budget_source": {
          "added": 1,
          "dropped": 0,
          "moved": 0,
          "altered": 0
        },
        "budget_line": {
          "added": 1,
          "dropped": 0,
          "moved": 0,
          "altered": 2
        },
        "row": {
          "added": 1,
          "dropped": 1,
          "moved": 0,
          "altered": 3
        },
        "responsibility": {
          "added": 1,
          "dropped": 0,
          "moved": 0,
          "altered": 0
        },
        "task": {
          "added": 1,
          "dropped": 1,
          "moved": 1,
          "altered": 1
        },
        "report": {
          "added": 0,
          "dropped": 0,
          "moved": 0,
          "altered": 1
        },
        "paragraph": {
          "added": 1,
          "dropped": 0,
          "moved": 1,
          "altered": 2
        },
        "recipient": {
          "added": 1,
          "dropped": 0,
          "moved": 0,
          "altered": 0
        }
      },
      "targets": {
        "better": 1,
        "worse": 1
      },
      "replaced": 1,
      "money": {
        "old": "1567",
        "new": "1890",
        "unit": "triệu đồng"
      },
      "expected": {
        "years": 7,
        "recorded": 4,
        "units": 0
      }
    }
    "#);
    insta::assert_snapshot!(pretty(&report["outcomes"][0]), @r#"
    {
      "name": "Số hộ nghèo",
      "unit": "hộ",
      "year": 2024,
      "target": "59",
      "result": "57",
      "is_change": false,
      "verdict": "exceeded"
    }
    "#);
}

#[test]
fn a_target_with_its_difference_and_its_places() {
    let report = report();
    let found = changes(&report, "indicator", "Số hộ nghèo");
    let target = found
        .iter()
        .find(|change| change["field"]["name"] == "target")
        .unwrap();
    insta::assert_snapshot!(pretty(target), @r#"
    {
      "what": "altered",
      "kind": "indicator",
      "name": "Số hộ nghèo",
      "trail": [],
      "unit": "hộ",
      "old_unit": null,
      "reason": "id",
      "expected": null,
      "places": {
        "old": {
          "path": "2024-giam-ngheo.toml",
          "line": 24,
          "column": 20,
          "end_line": 24,
          "end_column": 22
        },
        "new": {
          "path": "2025-giam-ngheo.toml",
          "line": 24,
          "column": 20,
          "end_line": 24,
          "end_column": 22
        }
      },
      "field": {
        "name": "target",
        "key": null,
        "label": "chỉ tiêu"
      },
      "old": {
        "type": "number",
        "value": "59"
      },
      "new": {
        "type": "number",
        "value": "35"
      },
      "delta": {
        "absolute": "-24",
        "percent": "-40.68",
        "points": false,
        "better": true
      },
      "words": []
    }
    "#);
}

#[test]
fn a_paragraph_word_by_word() {
    let report = report();
    let found = changes(&report, "paragraph", "vay vốn");
    let words = found
        .iter()
        .find(|change| change["what"] == "altered")
        .unwrap();
    insta::assert_snapshot!(pretty(&words["words"]), @r#"
    [
      {
        "same": "Hỗ trợ hộ nghèo vay vốn ưu đãi, mức vay tối đa "
      },
      {
        "old": "50"
      },
      {
        "new": "100"
      },
      {
        "same": " triệu đồng mỗi hộ."
      }
    ]
    "#);
    assert_eq!(
        (words["reason"].as_str(), words["percent"].as_u64()),
        (Some("like"), Some(94))
    );
}

#[test]
fn what_follows_from_the_year_is_there_and_says_so() {
    let report = report();
    let changes = report["changes"].as_array().unwrap();
    let expected = |word: &str| {
        changes
            .iter()
            .filter(|change| change["expected"] == word)
            .count()
    };
    let years = report["counts"]["expected"]["years"].as_u64().unwrap();
    assert!(years >= expected("year") as u64);
    assert_eq!((expected("recorded"), expected("past")), (3, 1));
}

#[test]
fn the_same_plan_twice_is_an_empty_list() {
    let run = office().run(&["diff", OLD, OLD, "--format", "json"]);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["same"], true);
    assert_eq!(report["changes"], serde_json::json!([]));
}
