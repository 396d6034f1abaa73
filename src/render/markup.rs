//! A document as Typst markup, through Tera.
//!
//! Text never becomes code: whatever a template prints is a Typst string literal, made by the escape
//! function, unless the template itself says otherwise.

use super::copy::{COPY, COPY_CALL, COPY_TEMPLATE, CopyBlock};
use super::letterhead::area;
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
    printed(document, style, options, None)
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
    printed(&loose, style, &options, None)
}

/// The Typst markup of a document with the block of a copy behind its end, without attachments.
///
/// # Errors
/// A template of the workspace fails.
pub(super) fn copy_markup(
    document: &Document,
    style: &Style,
    copy: &CopyBlock,
) -> Result<String, Trouble> {
    let options = MarkupOptions {
        draft: false,
        attachments: &[],
        folder: "",
    };
    printed(document, style, &options, Some(copy))
}

fn printed(
    document: &impl Serialize,
    style: &Style,
    options: &MarkupOptions<'_>,
    copy: Option<&CopyBlock>,
) -> Result<String, Trouble> {
    let failed = |error: tera::Error| Trouble::Template {
        name: DOCUMENT.to_owned(),
        error: error.to_string(),
    };
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".typ"]);
    tera.set_escape_fn(escape);
    tera.register_filter("content", content);
    tera.register_filter("body_name", body_name);
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
    context.insert("copy", &copy);
    let mut body = tera.render(DOCUMENT, &context).map_err(failed)?;
    if copy.is_some() {
        tera.add_raw_template(COPY, COPY_TEMPLATE).map_err(failed)?;
        let block = tera.render(COPY, &context).map_err(failed)?;
        if !body.contains(COPY_CALL) {
            // A template of the office's own knows nothing of copies.
            body = format!("{body}\n{COPY_CALL}\n");
        }
        body = format!("{block}\n{body}");
    }
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

/// The filter that makes Typst content of a run of text or a line: a string where it is plain, else a
/// block.
///
/// It reads inlines as they were serialized; going through serde again would take as long as the
/// rest of the template.
fn content(value: &Value, _: Kwargs, _: &State) -> tera::TeraResult<Value> {
    if let Some(line) = value.as_str() {
        return Ok(Value::safe_string(&plain_content(line)));
    }
    let run = value
        .as_array()
        .ok_or_else(|| tera::Error::message("this is no running text"))?;
    Ok(Value::safe_string(&typst_content(run)))
}

/// The filter that makes Typst content of a line of the letterhead, the name of an area in a box.
fn body_name(line: &str, _: Kwargs, _: &State) -> Value {
    let mut code = String::from("[");
    let at = area(line).unwrap_or(line.len());
    push_plain(&mut code, &line[..at]);
    if at < line.len() {
        push_box(&mut code, &line[at..]);
    }
    code.push(']');
    Value::safe_string(&code)
}

fn typst_content(run: &[Value]) -> String {
    match run {
        [] => "\"\"".to_owned(),
        [only] if field(only, "type") == "text" => plain_content(field(only, "text")),
        run => {
            let mut code = String::from("[");
            push_run(&mut code, run);
            code.push(']');
            code
        }
    }
}

fn plain_content(text: &str) -> String {
    if kept(text).is_empty() {
        return string(text);
    }
    let mut code = String::from("[");
    push_text(&mut code, text);
    code.push(']');
    code
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

/// Text as Typst content in which no line ends inside a symbol or a range, as in «766/QĐ-TTg»,
/// «LĐ-TB&XH», «2016 - 2020» and «(b/c)»: they stand in boxes, which keep their characters.
fn push_text(code: &mut String, text: &str) {
    let mut done = 0;
    for range in kept(text) {
        push_plain(code, &text[done..range.start]);
        done = range.end;
        push_box(code, &text[range]);
    }
    push_plain(code, &text[done..]);
}

fn push_box(code: &mut String, text: &str) {
    code.push_str("#box(");
    push_string(code, text);
    code.push(')');
}

fn push_plain(code: &mut String, text: &str) {
    if !text.is_empty() {
        code.push('#');
        push_string(code, text);
    }
}

/// The longest text that is kept on one line, in characters: what is longer may not fit on any.
const KEPT: usize = 30;

/// The words of a text that Typst might break and that stay on one line.
fn kept(text: &str) -> Vec<Range<usize>> {
    let words = words(text);
    let begins = |word: &Range<usize>| text[word.clone()].starts_with(|c: char| c.is_ascii_digit());
    let ends = |word: &Range<usize>| {
        text[word.clone()].ends_with(|c: char| c.is_ascii_digit() || c == '%')
    };
    let mut kept = Vec::new();
    let mut rest = words.as_slice();
    while let [word, others @ ..] = rest {
        let mut whole = word.clone();
        rest = others;
        while let [dash, number, others @ ..] = rest
            && ends(&whole)
            && begins(number)
            && text[dash.clone()].chars().all(is_dash)
        {
            whole.end = number.end;
            rest = others;
        }
        let own = &text[whole.clone()];
        let breaks = whole != *word || may_break(own);
        if breaks && own.chars().count() <= KEPT {
            kept.push(whole);
        }
    }
    kept
}

/// The words of a text, by the blanks between them.
fn words(text: &str) -> Vec<Range<usize>> {
    let blank = |c: char| c.is_whitespace() || c == '\u{200B}';
    let mut words = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| blank(*c)) {
        words.push(start..at);
        start = at + c.len_utf8();
    }
    words.push(start..text.len());
    words.retain(|word| !word.is_empty());
    words
}

/// Whether Typst may end a line inside a word: behind a dash or a slash, unless that stands in a number,
/// as in «22/12/2021» and «-0,25». Addresses of the web it breaks in its own way.
fn may_break(word: &str) -> bool {
    let mut before = None;
    let mut chars = word.chars().peekable();
    let digit = |c: &char| c.is_ascii_digit();
    while let Some(c) = chars.next() {
        let inside = match &before {
            None => true,
            Some(before) => digit(before) && matches!(c, '-' | '/'),
        };
        let number = inside && chars.peek().is_some_and(digit);
        if (is_dash(c) || c == '/') && chars.peek().is_some() && !number {
            return !word.contains("://") && !word.starts_with("www.");
        }
        before = Some(c);
    }
    false
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '–' | '—')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::Inline;

    fn plain(text: &str) -> String {
        let value = Value::from_serializable(&[Inline::text(text)]);
        typst_content(value.as_array().unwrap())
    }

    #[test]
    fn a_symbol_stays_on_one_line() {
        assert_eq!(
            plain("số 160/NQ-CP ngày 22/12/2021"),
            r##"[#"số "#box("160/NQ-CP")#" ngày 22/12/2021"]"##
        );
        assert_eq!(
            plain("Sở LĐ-TB&XH (b/c);"),
            r##"[#"Sở "#box("LĐ-TB&XH")#" "#box("(b/c);")]"##
        );
        let parts = [Inline::text("17 hộ"), Inline::text("/đăng ký")];
        assert_eq!(
            typst_content(Value::from_serializable(&parts).as_array().unwrap()),
            r##"[#"17 "#box("hộ/đăng")#" ký"]"##
        );
        assert_eq!(plain("x\u{200B}a/b"), "[#\"x\u{200B}\"#box(\"a/b\")]");
        assert_eq!(plain("lý/kiến"), r#"[#box("lý/kiến")]"#);
    }

    #[test]
    fn a_range_stays_on_one_line() {
        assert_eq!(
            plain("giai đoạn 2016 - 2020, 5% – 7%"),
            r##"[#"giai đoạn "#box("2016 - 2020,")#" "#box("5% – 7%")]"##
        );
        assert_eq!(plain("2021–2025"), r#"[#box("2021–2025")]"#);
        assert_eq!(plain("1 - 2 - 3"), r#"[#box("1 - 2 - 3")]"#);
        for whole in ["Văn hóa - Xã hội", "năm 2024 - Tổ 3", "2016 -", "- 2020"] {
            assert_eq!(plain(whole), string(whole));
        }
    }

    #[test]
    fn what_breaks_nowhere_or_is_too_long_is_plain() {
        let address = "https://dichvucong.gov.vn/p/home";
        let long = "a/b".repeat(11);
        for text in [
            "12/2024",
            "2021-2025",
            "hộ/",
            "-",
            "-0,25",
            "–5",
            "",
            address,
            &long,
        ] {
            assert_eq!(plain(text), string(text), "{text}");
        }
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
