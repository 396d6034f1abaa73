//! Findings as JSON, one object each.
//!
//! | field | meaning |
//! |---|---|
//! | `rule` | the stable code of the kind of fault, as in `SPC002` |
//! | `name` | the kind's name, as in `unknown-key` |
//! | `severity` | `error`, `warning` or `info` |
//! | `message` | what is wrong, in the language asked for |
//! | `path` | the file of the primary place, as reports show it |
//! | `line`, `column` | where the primary place begins, both from 1, the column in characters |
//! | `end_line`, `end_column` | one past its last character, counted alike |
//! | `cell` | only in a workbook: sheet and cell of the beginning, as in `Biểu 1!B7` |
//! | `labels` | all places, the primary one first |
//! | `help` | sentences on how to mend it, in the language asked for; may be empty |
//! | `ground` | only for a rule of the catalogue: what it rests on |
//! | `values` | what was declared and computed, as texts by key; may be empty |
//! | `edits` | what mends it, all together: places with `text` to replace them, and whether `--fix` does so unasked (`safe`); may be empty |
//!
//! Keys of `values` are `declared`, `computed`, `difference` and others that a rule documents. Numbers
//! in them have a decimal point and no other marks.
//!
//! Each of `labels` has the six or seven fields of a place (`path` to `cell`), `text` where there is
//! a word on the place, and `"primary": true` on the primary one. In a sheet `line` is the row. The
//! fields of a place are absent only if its source is not among those given.

use crate::diag::{Diagnostic, Label, Lang, Severity};
use crate::source::{Sources, Span};
use serde_json::{Map, Value};

/// One finding as an object with the fields listed [above](self), its sentences in `lang`.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &Sources, lang: Lang) -> Value {
    let mut object = Map::new();
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let mut text = |key: &str, value: &str| object.insert(key.into(), value.into());
    text("rule", diagnostic.code.id);
    text("name", diagnostic.code.name);
    text("severity", severity);
    text("message", diagnostic.message.text(lang));
    place(&mut object, diagnostic.primary.span, sources);
    let labels = std::iter::once((&diagnostic.primary, true))
        .chain(diagnostic.secondary.iter().map(|label| (label, false)))
        .map(|(part, primary)| label(part, primary, sources, lang));
    object.insert("labels".into(), labels.collect());
    let help = diagnostic.help.iter().map(|message| message.text(lang));
    object.insert("help".into(), help.collect());
    if let Some(ground) = &diagnostic.ground {
        object.insert("ground".into(), ground.text(lang).into());
    }
    let values = diagnostic.values.iter();
    let values = values.map(|(key, value)| ((*key).to_owned(), Value::from(value.as_str())));
    object.insert("values".into(), Value::Object(values.collect()));
    let edits = diagnostic.edits.iter().map(|edit| {
        let mut object = Map::new();
        place(&mut object, edit.span, sources);
        object.insert("text".into(), edit.text.as_str().into());
        object.insert("safe".into(), edit.safe.into());
        Value::Object(object)
    });
    object.insert("edits".into(), edits.collect());
    Value::Object(object)
}

fn label(label: &Label, primary: bool, sources: &Sources, lang: Lang) -> Value {
    let mut object = Map::new();
    place(&mut object, label.span, sources);
    if let Some(text) = &label.text {
        object.insert("text".into(), text.text(lang).into());
    }
    if primary {
        object.insert("primary".into(), true.into());
    }
    Value::Object(object)
}

/// Puts the fields of a place into an object.
pub fn place(object: &mut Map<String, Value>, span: Span, sources: &Sources) {
    let Some(source) = sources.get(span.source) else {
        return;
    };
    let range = span.range();
    let (start, end) = (source.position(range.start), source.position(range.end));
    object.insert("path".into(), source.path().display().to_string().into());
    object.insert("line".into(), start.line.into());
    object.insert("column".into(), start.column.into());
    object.insert("end_line".into(), end.line.into());
    object.insert("end_column".into(), end.column.into());
    if let Some(cell) = source.cell(range.start) {
        object.insert("cell".into(), cell.into());
    }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::diag::{Diagnostic, Lang, Message, code};
    use crate::source::{Source, SourceKind, Sources, Span};
    use insta::assert_snapshot;

    #[test]
    fn a_finding_in_a_workbook_and_a_text_file() {
        let mut sources = Sources::default();
        let kind = SourceKind::Sheet("Biểu 1".into());
        let sheet = Source::with_kind("x.xlsx".into(), "xã\tsố\nBuôn Choah\tbảy\n".into(), kind);
        let at = sheet.text().find("bảy").unwrap();
        let cell = Span::new(sources.add(sheet), at..at + "bảy".len());
        let plan = sources.add(Source::new("plan.toml".into(), "hộ = \"x.xlsx\"\n".into()));
        let message = Message::new("not a number: `bảy`", "không phải số: `bảy`");
        let finding = Diagnostic::new(code::NUMBER, cell, message)
            .also(
                Span::new(plan, 7..15),
                Message::new("read from here", "đọc từ đây"),
            )
            .help(Message::new("write `7`", "ghi `7`"));
        let text = |lang| serde_json::to_string_pretty(&render(&finding, &sources, lang)).unwrap();
        assert_snapshot!(text(Lang::Vi), @r#"
        {
          "rule": "SPC008",
          "name": "unreadable-number",
          "severity": "error",
          "message": "không phải số: `bảy`",
          "path": "x.xlsx",
          "line": 2,
          "column": 12,
          "end_line": 2,
          "end_column": 15,
          "cell": "Biểu 1!B2",
          "labels": [
            {
              "path": "x.xlsx",
              "line": 2,
              "column": 12,
              "end_line": 2,
              "end_column": 15,
              "cell": "Biểu 1!B2",
              "primary": true
            },
            {
              "path": "plan.toml",
              "line": 1,
              "column": 6,
              "end_line": 1,
              "end_column": 14,
              "text": "đọc từ đây"
            }
          ],
          "help": [
            "ghi `7`"
          ],
          "values": {},
          "edits": []
        }
        "#);
        assert!(text(Lang::En).contains(r#""message": "not a number: `bảy`","#));
    }

    #[test]
    fn values_edits_and_ground() {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("plan.toml".into(), "tổng = 12\n".into()));
        let total = Span::new(id, 9..11);
        let mut finding = Diagnostic::new(code::NUMBER, total, Message::new("no", "không"))
            .value("declared", 12)
            .value("computed", 13)
            .edit(total, "13");
        finding.ground = Some(Message::new("arithmetic", "phép tính"));
        let object = render(&finding, &sources, Lang::Vi);
        assert_eq!(object["ground"], "phép tính");
        assert_eq!(
            object["values"].to_string(),
            r#"{"declared":"12","computed":"13"}"#
        );
        assert_snapshot!(object["edits"], @r#"[{"path":"plan.toml","line":1,"column":8,"end_line":1,"end_column":10,"text":"13","safe":true}]"#);
    }
}
