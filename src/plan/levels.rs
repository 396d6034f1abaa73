//! How grave an office or a plan takes the findings of a rule to be.

use crate::diag::Message;
use crate::spec::{Book, Choice, Node, Reader, Said, Text, Value, Word, word};
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

impl Choice for RuleLevel {
    const WORDS: &'static [(Word, Self)] = &[
        (word("error", "error", "lỗi"), Self::Error),
        (word("warn", "warning", "cảnh báo"), Self::Warn),
        (word("info", "note", "lưu ý"), Self::Info),
        (word("off", "off", "tắt"), Self::Off),
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
        let name = Message::new("a rule's level", "mức của quy tắc");
        let mut levels = Vec::new();
        for (key, value) in table {
            let rule = Text {
                value: key.get_ref().to_string(),
                span: reader.span(key.span()),
            };
            let level = <RuleLevel as Choice>::read(&name, value, reader);
            levels.extend(level.map(|level| (rule, level)));
        }
        Some(Self(levels))
    }

    fn schema(_: &mut Book) -> Json {
        let words: Vec<_> = RuleLevel::written().collect();
        json!({ "type": "object", "additionalProperties": { "enum": words } })
    }

    fn said(&self) -> Option<Said> {
        let level = |own: &(Text, RuleLevel)| (own.0.clone(), Said::Word(own.1.word()));
        let levels: Vec<_> = self.0.iter().map(level).collect();
        (!levels.is_empty()).then_some(Said::Keyed(None, levels))
    }
}
