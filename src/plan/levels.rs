//! How grave an office or a plan takes the findings of a rule to be.

use crate::diag::{Diagnostic, Message, code};
use crate::spec::{Book, Node, Reader, Said, Text, Value};
use serde_json::{Value as Json, json};
use toml::de::DeValue;

/// The level of a rule (mức của quy tắc).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleLevel {
    /// Findings refuse the plan.
    Error,
    /// Most likely wrong.
    Warn,
    /// Worth a look.
    Info,
    /// Nothing is reported.
    Off,
}

impl RuleLevel {
    const WORDS: [(&'static str, Self); 4] = [
        ("error", Self::Error),
        ("warn", Self::Warn),
        ("info", Self::Info),
        ("off", Self::Off),
    ];
}

/// `[rules]`: levels by rule id, rule name or family (`TXT`), in the order written.
#[derive(Debug, Clone, Default)]
pub struct RuleLevels(pub Vec<(Text, RuleLevel)>);

impl Value for RuleLevels {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let span = reader.span(node.span());
        let DeValue::Table(table) = node.get_ref() else {
            return reader.wrong_type(span, node.get_ref(), "a table", "một bảng");
        };
        let mut levels = Vec::new();
        for (key, value) in table {
            let rule = Text {
                value: key.get_ref().to_string(),
                span: reader.span(key.span()),
            };
            let Some(word) = Text::read(value, reader) else {
                continue;
            };
            let found = RuleLevel::WORDS
                .iter()
                .find(|(known, _)| *known == word.value);
            match found {
                Some((_, level)) => levels.push((rule, *level)),
                None => reader.push(not_a_level(&word)),
            }
        }
        Some(Self(levels))
    }

    fn schema(_: &mut Book) -> Json {
        let words = RuleLevel::WORDS.map(|(word, _)| word);
        json!({ "type": "object", "additionalProperties": { "enum": words } })
    }

    fn said(&self) -> Option<Said> {
        let level = |own: &(Text, RuleLevel)| {
            let word = RuleLevel::WORDS.iter().find(|(_, level)| *level == own.1);
            Some((own.0.clone(), Said::Word(word?.0)))
        };
        let levels: Vec<_> = self.0.iter().filter_map(level).collect();
        (!levels.is_empty()).then_some(Said::Keyed(None, levels))
    }
}

fn not_a_level(word: &Text) -> Diagnostic {
    let words = RuleLevel::WORDS.map(|(word, _)| word);
    let all = words.map(|word| format!("`{word}`")).join(", ");
    Diagnostic::new(
        code::VALUE,
        word.span,
        Message::new(
            format!(
                "a rule's level cannot be `{}`; it is one of {all}",
                word.value
            ),
            format!(
                "mức của quy tắc không thể là `{}`; chỉ nhận {all}",
                word.value
            ),
        ),
    )
    .suggest(word.as_str(), words)
}
