//! Tests of reports in SARIF.

use super::*;
use crate::diag::{Message, code};
use insta::assert_snapshot;

fn sources(path: &str, text: &str) -> (Sources, crate::source::SourceId) {
    let mut sources = Sources::default();
    let id = sources.add(Source::new(path.into(), text.into()));
    (sources, id)
}

fn find(sources: &Sources, part: &str) -> Span {
    let id = sources.ids().next().unwrap();
    let at = sources.get(id).unwrap().text().find(part).unwrap();
    Span::new(id, at..at + part.len())
}

fn finding(span: Span) -> Diagnostic {
    let message = Message::new("no such day: 31/02", "không có ngày 31/02");
    Diagnostic::new(code::DATE, span, message)
}

#[test]
fn a_whole_log() {
    let text = "tên = \"Đợt 1\"\nngày = \"5/1/2024\"\n";
    let (sources, id) = sources("kế hoạch/2024.toml", text);
    let finding = finding(find(&sources, "5/1/2024"))
        .label(Message::new("here", "ở đây"))
        .also(
            find(&sources, "Đợt 1"),
            Message::new("of this step", "của bước này"),
        )
        .help(Message::new("write `05/01/2024`", "ghi `05/01/2024`"))
        .value("declared", "5/1/2024")
        .edit(Span::new(id, 25..33), "05/01/2024");
    let rule = Rule {
        code: code::DATE,
        what: "Ngày không có trong lịch".into(),
        why: "Không ai làm kịp việc hạn vào ngày không có.".into(),
        help: "Sai: `30/02`".into(),
    };
    let log = render(&[(vec![finding], sources)], &[rule], Lang::Vi);
    assert_snapshot!(serde_json::to_string_pretty(&log).unwrap(), @r#"
    {
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        {
          "tool": {
            "driver": {
              "name": "kehoach",
              "semanticVersion": "0.2.0",
              "version": "0.2.0",
              "rules": [
                {
                  "id": "SPC007",
                  "name": "impossible-date",
                  "defaultConfiguration": {
                    "level": "error"
                  },
                  "shortDescription": {
                    "text": "Ngày không có trong lịch"
                  },
                  "fullDescription": {
                    "text": "Không ai làm kịp việc hạn vào ngày không có."
                  },
                  "help": {
                    "text": "Sai: `30/02`",
                    "markdown": "Sai: `30/02`"
                  }
                }
              ]
            }
          },
          "language": "vi",
          "columnKind": "unicodeCodePoints",
          "results": [
            {
              "ruleId": "SPC007",
              "level": "error",
              "message": {
                "text": "Không có ngày 31/02. Ghi `05/01/2024`."
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "k%E1%BA%BF%20ho%E1%BA%A1ch/2024.toml"
                    },
                    "region": {
                      "startLine": 2,
                      "startColumn": 9,
                      "endLine": 2,
                      "endColumn": 17
                    }
                  },
                  "message": {
                    "text": "Ở đây."
                  }
                }
              ],
              "relatedLocations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "k%E1%BA%BF%20ho%E1%BA%A1ch/2024.toml"
                    },
                    "region": {
                      "startLine": 1,
                      "startColumn": 8,
                      "endLine": 1,
                      "endColumn": 13
                    }
                  },
                  "message": {
                    "text": "Của bước này."
                  },
                  "id": 0
                }
              ],
              "fixes": [
                {
                  "description": {
                    "text": "Ghi `05/01/2024`."
                  },
                  "artifactChanges": [
                    {
                      "artifactLocation": {
                        "uri": "k%E1%BA%BF%20ho%E1%BA%A1ch/2024.toml"
                      },
                      "replacements": [
                        {
                          "deletedRegion": {
                            "startLine": 2,
                            "startColumn": 7,
                            "endLine": 2,
                            "endColumn": 15
                          },
                          "insertedContent": {
                            "text": "05/01/2024"
                          }
                        }
                      ]
                    }
                  ]
                }
              ],
              "properties": {
                "values": {
                  "declared": "5/1/2024"
                }
              },
              "ruleIndex": 0,
              "partialFingerprints": {
                "primaryLocationLineHash": "d68a462e80633bf7:1"
              }
            }
          ]
        }
      ]
    }
    "#);
}

#[test]
fn paths_become_references() {
    let of = |path: &str| uri(Path::new(path));
    assert_eq!(of("a/b.toml"), "a/b.toml");
    assert_eq!(of("./Xã Tân/kế.toml"), "X%C3%A3%20T%C3%A2n/k%E1%BA%BF.toml");
    assert_eq!(of("../a:b#c%.toml"), "../a%3Ab%23c%25.toml");
    #[cfg(unix)]
    assert_eq!(of("/srv/kế.toml"), "file:///srv/k%E1%BA%BF.toml");
}

fn prints(text: &str, parts: &[&str]) -> Vec<String> {
    let (sources, _) = sources("a.toml", text);
    let found = parts
        .iter()
        .map(|part| finding(find(&sources, part)))
        .collect();
    let log = render(&[(found, sources)], &[], Lang::En);
    let results = log["runs"][0]["results"].as_array().unwrap().clone();
    let print = |r: &Value| {
        r["partialFingerprints"][FINGERPRINT]
            .as_str()
            .unwrap()
            .to_owned()
    };
    results.iter().map(print).collect()
}

#[test]
fn a_finding_that_moves_stays_the_same() {
    let before = prints("x = \"31/02\" # một\ny = \"30/02\"\n", &["31/02", "30/02"]);
    let after = prints(
        "\n\n  x  = \"31/02\" # một\r\nz = 1\ny = \"30/02\"\n",
        &["31/02", "30/02"],
    );
    assert_eq!(before, after);
    assert_ne!(before[0], before[1]);
    assert!(
        before.iter().all(|print| print.ends_with(":1")),
        "{before:?}"
    );
    let twice = prints("x = \"31/02 30/02\"\n", &["31/02", "30/02"]);
    assert_eq!(twice[0].replace(":1", ":2"), twice[1]);
}

#[test]
fn the_hash_is_the_published_one() {
    assert_eq!(fnv_1a(FNV_BASIS, b""), 0xcbf2_9ce4_8422_2325);
    assert_eq!(fnv_1a(FNV_BASIS, b"foobar"), 0x8594_4171_f739_67e8);
}

#[test]
fn a_cell_has_a_name_and_no_line() {
    let mut sources = Sources::default();
    let kind = SourceKind::Sheet("Biểu 1".into());
    let sheet = Source::with_kind("b.xlsx".into(), "xã\tsố\nAn Bình\t73\n".into(), kind);
    sources.add(sheet);
    let found = finding(find(&sources, "73"));
    let log = render(&[(vec![found], sources)], &[], Lang::En);
    assert_snapshot!(log["runs"][0]["results"][0]["locations"][0], @r#"{"physicalLocation":{"artifactLocation":{"uri":"b.xlsx"}},"logicalLocations":[{"name":"B2","fullyQualifiedName":"Biểu 1!B2","kind":"cell"}]}"#);
}
