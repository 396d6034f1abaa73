//! A document as Typst markup, through Tera.
//!
//! Text never becomes code: whatever a template prints is a Typst string literal, made by the escape
//! function, unless the template itself says otherwise.

use super::literal::{push_string, string};
use super::style::DOCUMENT;
use super::{Attachment, Style};
use crate::document::model::{Appendix, Document, Meta};
use crate::trouble::Trouble;
use serde::Serialize;
use std::fmt::Write as _;
use std::io;
use std::ops::Range;
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

/// An appendix without the document that it goes with, as the template sees it.
#[derive(Serialize)]
struct Loose<'o> {
    meta: &'o Meta,
    letterhead: (),
    appendices: [&'o Appendix; 1],
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
    printed(document, style, options)
}

/// The Typst markup of an appendix on pages of its own, without the document that it goes with.
///
/// # Errors
/// A template of the workspace fails.
pub(super) fn appendix_markup(
    appendix: &Appendix,
    meta: &Meta,
    style: &Style,
) -> Result<String, Trouble> {
    let loose = Loose {
        meta,
        letterhead: (),
        appendices: [appendix],
    };
    let options = MarkupOptions {
        draft: false,
        attachments: &[],
        folder: "",
    };
    printed(&loose, style, &options)
}

fn printed(
    document: &impl Serialize,
    style: &Style,
    options: &MarkupOptions<'_>,
) -> Result<String, Trouble> {
    let failed = |error: tera::Error| Trouble::Template {
        name: DOCUMENT.to_owned(),
        error: error.to_string(),
    };
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".typ"]);
    tera.set_escape_fn(escape);
    tera.register_filter("content", content);
    tera.add_raw_template(DOCUMENT, style.template(DOCUMENT))
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
    let body = tera.render(DOCUMENT, &context).map_err(failed)?;
    let mut text = String::new();
    for (_, prelude) in style.preludes() {
        text.push_str(&prelude);
        text.push('\n');
    }
    text.push_str(&body);
    Ok(text)
}

fn escape(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(string(text).as_bytes())
}

/// The filter that makes Typst content of a run of text: a string where it is plain, else a block.
///
/// It reads inlines as they were serialized; going through serde again would take as long as the
/// rest of the template.
fn content(value: &Value, _: Kwargs, _: &State) -> tera::TeraResult<Value> {
    let run = value
        .as_array()
        .ok_or_else(|| tera::Error::message("this is no running text"))?;
    Ok(Value::safe_string(&typst_content(run)))
}

fn typst_content(run: &[Value]) -> String {
    match run {
        [] => "\"\"".to_owned(),
        [only] if field(only, "type") == "text" && slashed(field(only, "text")).is_none() => {
            string(field(only, "text"))
        }
        run => {
            let mut code = String::from("[");
            push_run(&mut code, run);
            code.push(']');
            code
        }
    }
}

fn field<'v>(inline: &'v Value, name: &'static str) -> &'v str {
    inline
        .get_from_path(name)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn push_run(code: &mut String, run: &[Value]) {
    let mut text = String::new();
    for inline in run {
        let kind = field(inline, "type");
        if kind == "text" {
            text.push_str(field(inline, "text"));
            continue;
        }
        push_text(code, &std::mem::take(&mut text));
        let function = match kind {
            "todo" => {
                let _ = write!(code, "#todo({})", string(field(inline, "text")));
                continue;
            }
            "strong" => "strong",
            "emphasis" => "emph",
            "struck" => "strike",
            "underlined" => "underline",
            "footnote" => "footnote",
            _ => continue,
        };
        let inner = inline
            .get_from_path("content")
            .and_then(Value::as_array)
            .unwrap_or_default();
        let _ = write!(code, "#{function}[");
        push_run(code, inner);
        code.push(']');
    }
    push_text(code, &text);
}

/// Text as Typst content in which no line ends behind the slash of «160/NQ-CP», as Typst would have it
/// and word processors would not; behind a hyphen it may.
fn push_text(code: &mut String, mut text: &str) {
    while let Some(range) = slashed(text) {
        if range.start > 0 {
            code.push('#');
            push_string(code, &text[..range.start]);
        }
        code.push_str("#box(");
        push_string(code, &text[range.clone()]);
        code.push(')');
        text = &text[range.end..];
    }
    if !text.is_empty() {
        code.push('#');
        push_string(code, text);
    }
}

/// The first word with a slash before a letter, up to the hyphen behind it.
fn slashed(text: &str) -> Option<Range<usize>> {
    let blank = |c: char| c.is_whitespace() || c == '\u{200B}';
    let slash = text.match_indices('/').map(|(at, _)| at).find(|at| {
        let next = text[at + 1..].chars().next();
        next.is_some_and(char::is_alphabetic)
    })?;
    let start = text[..slash]
        .char_indices()
        .rfind(|(_, c)| blank(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let rest = &text[slash..];
    let word = rest.find(blank).unwrap_or(rest.len());
    let end = rest[..word].find('-').map_or(word, |hyphen| hyphen + 1);
    Some(start..slash + end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::Inline;

    #[test]
    fn a_line_does_not_end_behind_a_slash() {
        let content = |text: &str| {
            let value = Value::from_serializable(&[Inline::text(text)]);
            typst_content(value.as_array().unwrap())
        };
        assert_eq!(
            content("số 160/NQ-CP ngày 22/12/2021"),
            r##"[#"số "#box("160/NQ-")#"CP ngày 22/12/2021"]"##
        );
        assert_eq!(
            content("quản lý/kiến nghị"),
            r##"[#"quản "#box("lý/kiến")#" nghị"]"##
        );
        let parts = [Inline::text("17 hộ"), Inline::text("/đăng ký")];
        assert_eq!(
            typst_content(Value::from_serializable(&parts).as_array().unwrap()),
            r##"[#"17 "#box("hộ/đăng")#" ký"]"##
        );
        assert_eq!(content("12/2024"), "\"12/2024\"");
        assert_eq!(content("hộ/"), "\"hộ/\"");
        assert_eq!(
            content("5/5 và 1/a-b/c d/e"),
            r##"[#"5/5 và "#box("1/a-")#box("b/c")#" "#box("d/e")]"##
        );
        assert_eq!(content("x\u{200B}a/b"), "[#\"x\u{200B}\"#box(\"a/b\")]");
        assert_eq!(content("lý/kiến"), r#"[#box("lý/kiến")]"#);
        assert_eq!(content(""), "\"\"");
        assert_eq!(typst_content(&[]), "\"\"");
    }

    #[test]
    fn a_run_of_several_looks_is_a_block() {
        let run = [
            Inline::Emphasis {
                content: vec![Inline::text("a\tb\r\n"), Inline::todo()],
            },
            Inline::Footnote {
                content: vec![Inline::text("c")],
            },
            Inline::text("d"),
        ];
        assert_eq!(
            typst_content(Value::from_serializable(&run).as_array().unwrap()),
            r##"[#emph[#"a\tb\n"#todo("TODO")]#footnote[#"c"]#"d"]"##
        );
        let bold = [Inline::Strong {
            content: vec![Inline::text("e")],
        }];
        assert_eq!(
            typst_content(Value::from_serializable(&bold).as_array().unwrap()),
            r#"[#strong[#"e"]]"#
        );
    }

    #[test]
    fn what_is_taken_out_is_struck_through_and_what_is_new_underlined() {
        let run = [
            Inline::Struck {
                content: vec![Inline::text("cũ]")],
            },
            Inline::Underlined {
                content: vec![Inline::text("mới")],
            },
        ];
        assert_eq!(
            typst_content(Value::from_serializable(&run).as_array().unwrap()),
            r#"[#strike[#"cũ]"]#underline[#"mới"]]"#
        );
    }

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
        let value = Value::from_serializable(&inlines);
        assert_eq!(
            typst_content(value.as_array().unwrap()),
            r##"[#"a] #b "#strong[#"\"*c*\""]]"##
        );
    }
}
