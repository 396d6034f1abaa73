//! A document as Typst markup, through Tera.
//!
//! Text never becomes code: whatever a template prints is a Typst string literal, made by the escape
//! function, unless the template itself says otherwise.

use super::{Attachment, Style};
use crate::document::model::{Document, Inline};
use crate::trouble::Trouble;
use serde::Serialize;
use std::fmt::Write as _;
use std::io;
use tera::{Context, Kwargs, State, Tera, Value};

/// What the markup is made with beside the document.
#[derive(Debug, Clone, Copy)]
pub struct MarkupOptions<'o> {
    /// Whether «DỰ THẢO» is printed.
    pub draft: bool,
    /// The files that are attached to the PDF.
    pub attachments: &'o [Attachment],
    /// The folder in which the markup finds them, with a `/` at its end.
    pub folder: &'o str,
}

/// A file to be attached, as the template sees it.
#[derive(Serialize)]
struct Attached<'o> {
    name: &'o str,
    path: String,
    mime: &'static str,
    description: &'static str,
    relationship: &'static str,
}

/// The name under which the n-th attachment is read.
#[must_use]
pub fn attachment_path(folder: &str, place: usize) -> String {
    format!("{folder}{place}")
}

/// The Typst markup of a document: profile, library and the calls of the template, in one text.
///
/// # Errors
/// A template of the workspace fails.
pub fn markup(
    document: &Document,
    style: &Style,
    options: &MarkupOptions<'_>,
) -> Result<String, Trouble> {
    let failed = |error: tera::Error| Trouble::Template {
        name: Style::DOCUMENT.to_owned(),
        error: error.to_string(),
    };
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".typ"]);
    tera.set_escape_fn(escape);
    tera.register_filter("content", content);
    tera.add_raw_template(Style::DOCUMENT, &style.document)
        .map_err(failed)?;
    let attached: Vec<Attached<'_>> = options
        .attachments
        .iter()
        .enumerate()
        .map(|(place, file)| Attached {
            name: &file.name,
            path: attachment_path(options.folder, place),
            mime: file.mime,
            description: file.description,
            relationship: if place == 0 { "source" } else { "data" },
        })
        .collect();
    let mut context = Context::from_serialize(document).map_err(failed)?;
    context.insert("draft", &options.draft);
    context.insert("attachments", &attached);
    let body = tera.render(Style::DOCUMENT, &context).map_err(failed)?;
    Ok(format!(
        "{}\n{}\n{body}",
        style.profile.typst(),
        style.library
    ))
}

/// Text as a Typst string literal (Typst reference, «str»).
pub(super) fn string(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    push_string(&mut literal, text);
    literal
}

fn push_string(literal: &mut String, text: &str) {
    literal.push('"');
    for c in text.chars() {
        match c {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => {}
            '\t' => literal.push_str("\\t"),
            c => literal.push(c),
        }
    }
    literal.push('"');
}

fn escape(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(string(text).as_bytes())
}

/// The filter that makes Typst content of a run of text.
fn content(value: &Value, _: Kwargs, _: &State) -> tera::TeraResult<Value> {
    let json =
        serde_json::to_value(value).map_err(|error| tera::Error::message(error.to_string()))?;
    let inlines: Vec<Inline> =
        serde_json::from_value(json).map_err(|error| tera::Error::message(error.to_string()))?;
    Ok(Value::safe_string(&typst_content(&inlines)))
}

/// A run of text as a Typst expression: a string where it is plain, else a content block.
fn typst_content(inlines: &[Inline]) -> String {
    match inlines {
        [] => "\"\"".to_owned(),
        [Inline::Text { text }] => string(text),
        inlines => {
            let mut code = String::from("[");
            push_inlines(&mut code, inlines);
            code.push(']');
            code
        }
    }
}

fn push_inlines(code: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        let (function, content) = match inline {
            Inline::Text { text } => {
                code.push('#');
                push_string(code, text);
                continue;
            }
            Inline::Todo { text } => {
                let _ = write!(code, "#todo({})", string(text));
                continue;
            }
            Inline::Strong { content } => ("strong", content),
            Inline::Emphasis { content } => ("emph", content),
            Inline::Footnote { content } => ("footnote", content),
            // References are settled when the document is composed.
            Inline::Reference { .. } => continue,
        };
        let _ = write!(code, "#{function}[");
        push_inlines(code, content);
        code.push(']');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text() {
        assert_eq!(
            string(r#"#read("/etc/passwd") \ $x$"#),
            r##""#read(\"/etc/passwd\") \\ $x$""##
        );
        let inlines = [
            Inline::text("a] #b "),
            Inline::Strong {
                content: vec![Inline::text("\"*c*\"")],
            },
        ];
        assert_eq!(
            typst_content(&inlines),
            r##"[#"a] #b "#strong[#"\"*c*\""]]"##
        );
    }
}
