//! `kehoach rules` and `kehoach explain`.

use super::arguments::{ExplainArgs, ListFormat, RulesArgs};
use super::outcome::Outcome;
use super::terminal::Terminal;
use crate::checks::{Check, Rule, rule_named, rules};
use crate::diag::{Lang, Message, suggest};
use crate::law::Law;
use serde_json::json;

/// Lists all rules, a line each.
pub(super) fn list(arguments: &RulesArgs, terminal: &mut Terminal) -> Outcome {
    let lang = terminal.lang();
    if arguments.format == ListFormat::Json {
        let law = Law::standard();
        let all: Vec<_> = rules().map(|rule| object(rule, &law, lang)).collect();
        terminal.json(&json!(all).to_string());
        return Outcome::Clean;
    }
    let width =
        |text: fn(&Rule) -> &'static str| rules().map(text).map(str::len).max().unwrap_or_default();
    let name = width(|rule| rule.code.name);
    let level = rules()
        .map(|rule| rule.code.severity.word(lang).chars().count())
        .max()
        .unwrap_or_default();
    let mut family = "";
    for rule in rules() {
        if rule.code.family() != family && !family.is_empty() {
            terminal.line("");
        }
        family = rule.code.family();
        let (id, word) = (rule.code.id, rule.code.severity.word(lang));
        let what = rule.what.text(lang);
        terminal.line(&format!(
            "{id}  {word:level$}  {:name$}  {what}",
            rule.code.name
        ));
    }
    Outcome::Clean
}

/// Prints what is known about one rule.
pub(super) fn explain(arguments: &ExplainArgs, terminal: &mut Terminal) -> Outcome {
    let lang = terminal.lang();
    let Some(rule) = rule_named(&arguments.rule) else {
        let known = rules().flat_map(|rule| [rule.code.id, rule.code.name]);
        let near = suggest::closest(&arguments.rule, known);
        let name = &arguments.rule;
        terminal.complain(&match near {
            Some(near) => Message::new(
                format!("there is no rule `{name}`; did you mean `{near}`?"),
                format!("không có quy tắc `{name}`; có phải ý bạn là `{near}`?"),
            ),
            None => Message::new(
                format!("there is no rule `{name}`; `kehoach rules` lists them"),
                format!("không có quy tắc `{name}`; `kehoach rules` liệt kê các quy tắc"),
            ),
        });
        return Outcome::Trouble;
    };
    terminal.line(&text(rule, &Law::standard(), lang));
    Outcome::Clean
}

/// A rule's documentation, for people.
fn text(rule: &Rule, law: &Law, lang: Lang) -> String {
    let say = |en, vi| match lang {
        Lang::En => en,
        Lang::Vi => vi,
    };
    let (id, name) = (rule.code.id, rule.code.name);
    let ground = rule.ground.message(law, None);
    let mut text = format!(
        "{id} {name} ({})\n\n{}.\n\n{}\n\n{}: {}.",
        rule.code.severity.word(lang),
        rule.what.text(lang),
        wrapped(rule.why.text(lang)),
        say("Rests on", "Căn cứ"),
        ground.text(lang),
    );
    for (title, example) in [
        (say("Wrong", "Sai"), rule.wrong),
        (say("Right", "Đúng"), rule.right),
    ] {
        text.push_str(&format!("\n\n{title}:\n"));
        for line in example.lines() {
            text.push_str(format!("\n    {line}").trim_end_matches(' '));
        }
    }
    if !rule.is_adjustable() {
        return text;
    }
    if matches!(rule.check, Check::Issuing) {
        // A register has no place for an `allow`.
        text.push_str(&format!(
            "\n\n{}:\n\n    [rules]\n    {id} = \"off\"",
            say(
                "Where it is right all the same, in kehoach.toml",
                "Nếu vẫn đúng, ghi trong kehoach.toml",
            ),
        ));
    } else {
        text.push_str(&format!(
            "\n\n{}:\n\n    allow = [{{ rule = \"{id}\", reason = \"…\" }}]",
            say(
                "Where it is right all the same, beside the item",
                "Nếu chỗ đó vẫn đúng, ghi ngay tại mục đó",
            ),
        ));
    }
    text
}

/// A text in lines that a terminal holds.
fn wrapped(text: &str) -> String {
    const COLUMNS: usize = 100;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= COLUMNS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

/// A rule's ground and examples as Markdown, for services that show it beside a finding.
pub(super) fn markdown(rule: &Rule, law: &Law, lang: Lang) -> String {
    let [rests, wrong, right] = match lang {
        Lang::En => ["Rests on", "Wrong", "Right"],
        Lang::Vi => ["Căn cứ", "Sai", "Đúng"],
    };
    let ground = rule.ground.message(law, None);
    let example = |title, example: &str| {
        let lines = example.trim_matches('\n');
        format!("\n\n{title}:\n\n```toml\n{lines}\n```")
    };
    let examples = [example(wrong, rule.wrong), example(right, rule.right)].concat();
    format!(
        "{}\n\n{rests}: {}.{examples}",
        rule.why.text(lang),
        ground.text(lang)
    )
}

fn object(rule: &Rule, law: &Law, lang: Lang) -> serde_json::Value {
    json!({
        "rule": rule.code.id,
        "name": rule.code.name,
        "severity": rule.code.severity,
        "what": rule.what.text(lang),
        "why": rule.why.text(lang),
        "ground": rule.ground.message(law, None).text(lang),
        "wrong": rule.wrong,
        "right": rule.right,
    })
}
