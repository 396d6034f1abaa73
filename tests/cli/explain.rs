//! `kehoach rules` and `kehoach explain`.

use crate::support::Office;
use insta::assert_snapshot;

fn run(arguments: &[&str]) -> String {
    let run = Office::empty().run(arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    run.out
}

#[test]
fn every_rule_is_listed() {
    let list = run(&["rules"]);
    let lines: Vec<&str> = list.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), kehoach::checks::rules().count());
    assert_snapshot!(lines[..3].join("\n"), @r"
    SPC001  error    syntax                                The file is not TOML
    SPC002  error    unknown-key                           The format has no such key
    SPC003  error    wrong-type                            The value is of another type than the key takes
    ");
    let json: serde_json::Value =
        serde_json::from_str(&run(&["rules", "--format", "json"])).unwrap();
    assert_eq!(json.as_array().unwrap().len(), lines.len());
    assert_eq!(json[1]["name"], "unknown-key");
}

#[test]
fn a_rule_is_explained_by_id_or_name() {
    assert_snapshot!(run(&["explain", "SPC013"]), @r#"
    SPC013 unplaced-item (warning)

    A typed item is nowhere in the text.

    What is declared is meant to be printed; an item that no call places is a text lost.

    Rests on: the format of plans.

    Wrong:

        text = "Các thôn rà soát hộ nghèo."

    Right:

        text = "Các thôn rà soát hộ nghèo: {{ value(id=\"ho_ngheo\", year=2025) }}."

    Where it is right all the same, beside the item:

        allow = [{ rule = "SPC013", reason = "…" }]
    "#);
    assert_eq!(
        run(&["explain", "unplaced-item"]),
        run(&["explain", "spc013"])
    );
    assert_snapshot!(run(&["explain", "SPC013", "--lang", "vi"]), @r#"
    SPC013 unplaced-item (cảnh báo)

    Mục đã khai báo không xuất hiện trong văn bản.

    Mục đã khai báo mà không được gọi trong lời văn thì sẽ không được in ra.

    Căn cứ: định dạng tệp kế hoạch.

    Sai:

        text = "Các thôn rà soát hộ nghèo."

    Đúng:

        text = "Các thôn rà soát hộ nghèo: {{ value(id=\"ho_ngheo\", year=2025) }}."

    Nếu chỗ đó vẫn đúng, ghi ngay tại mục đó:

        allow = [{ rule = "SPC013", reason = "…" }]
    "#);
}

#[test]
fn every_rule_can_be_explained_in_both_languages() {
    for rule in kehoach::checks::rules() {
        for lang in ["en", "vi"] {
            let text = run(&["explain", rule.code.id, "--lang", lang]);
            assert!(text.starts_with(rule.code.id), "{text}");
        }
    }
}

#[test]
fn a_rule_that_does_not_exist() {
    let run = Office::empty().run(&["explain", "SPC113"]);
    assert_eq!(run.code, 2);
    assert_snapshot!(run.err, @"error: there is no rule `SPC113`; did you mean `SPC013`?");
}
