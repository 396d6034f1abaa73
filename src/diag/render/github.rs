//! Findings as workflow commands of GitHub Actions, which become annotations at the lines of a change.
//!
//! A finding is one line: `::error file=plan.toml,line=3,endLine=3,col=7,endColumn=10,title=SPC007
//! impossible-date::message`. Columns stand there only if the place is within one line, as annotations
//! take no others; a workbook has neither lines nor columns, so the message begins with the cell.

use crate::diag::{Diagnostic, Lang, Severity};
use crate::source::{SourceKind, Sources};

/// One finding as one line without its line break, its sentences in `lang`.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &Sources, lang: Lang) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    let mut message = String::new();
    let range = diagnostic.primary.span.range();
    if let Some(source) = sources.get(diagnostic.primary.span.source) {
        let path = source.path().to_string_lossy().replace('\\', "/");
        properties.push(("file", path));
        if *source.kind() == SourceKind::Text {
            let (start, end) = (source.position(range.start), source.position(range.end));
            properties.push(("line", start.line.to_string()));
            properties.push(("endLine", end.line.to_string()));
            if start.line == end.line {
                properties.push(("col", start.column.to_string()));
                properties.push(("endColumn", end.column.to_string()));
            }
        }
        if let Some(cell) = source.cell(range.start) {
            message = format!("{cell}: ");
        }
    }
    let code = diagnostic.code;
    properties.push(("title", format!("{} {}", code.id, code.name)));
    let properties: Vec<String> = properties
        .into_iter()
        .map(|(key, value)| format!("{key}={}", escape_property(&value)))
        .collect();
    message.push_str(diagnostic.message.text(lang));
    for help in &diagnostic.help {
        message.push('\n');
        message.push_str(help.text(lang));
    }
    format!("::{command} {}::{}", properties.join(","), escape(&message))
}

/// A message as a command takes it.
fn escape(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property's value as a command takes it.
fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Message, code};
    use crate::source::{Source, Span};
    use insta::assert_snapshot;

    fn sources(source: Source) -> (Sources, crate::source::SourceId) {
        let mut sources = Sources::default();
        let id = sources.add(source);
        (sources, id)
    }

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let text = "a = 1\nb = \"\"\"\nđạt 5%\n\"\"\"\n";
        let (sources, id) = sources(Source::new("kế: hoạch, 100%.toml".into(), text.into()));
        let message = Message::new("100% :: no,\nno", "không");
        let finding = Diagnostic::new(code::VALUE, Span::new(id, 4..5), message.clone())
            .help(Message::new("write 2", "ghi 2"));
        assert_snapshot!(render(&finding, &sources, Lang::En), @"::error file=kế%3A hoạch%2C 100%25.toml,line=1,endLine=1,col=5,endColumn=6,title=SPC014 value-not-allowed::100%25 :: no,%0Ano%0Awrite 2");
        let long = Diagnostic::new(code::VALUE, Span::new(id, 10..23), message);
        assert_snapshot!(render(&long, &sources, Lang::Vi), @"::error file=kế%3A hoạch%2C 100%25.toml,line=2,endLine=3,title=SPC014 value-not-allowed::không");
    }

    #[test]
    fn a_cell_is_named_in_the_message() {
        let kind = SourceKind::Sheet("Biểu 1".into());
        let (sources, id) = sources(Source::with_kind("b.xlsx".into(), "xã\tba\n".into(), kind));
        let message = Message::new("not a number: `ba`", "không phải số: `ba`");
        let finding = Diagnostic::new(code::NUMBER, Span::new(id, 4..6), message);
        assert_snapshot!(render(&finding, &sources, Lang::En), @"::error file=b.xlsx,title=SPC008 unreadable-number::Biểu 1!B1: not a number: `ba`");
    }
}
