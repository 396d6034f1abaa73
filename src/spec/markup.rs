//! Markup that prints as it was typed: habits of web pages, of other programs and of Word.

use super::reader::Reader;
use super::scan::scan;
use super::string::locate;
use super::value::Text;
use crate::diag::{Diagnostic, MOST, Message, code};
use crate::source::Span;
use std::ops::Range;

/// Marks in a text that mean something elsewhere, and would be printed here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Its characters.
    pub range: Range<usize>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    HtmlTag,
    Entity,
    Struck,
    Table,
    Brace,
    Bullet,
    Tag,
    Bold,
    Footnote,
}

/// What prints, where markup does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// A text with calls and Markdown.
    Prose,
    /// A text that prints as it is written.
    Plain,
}

impl Slip {
    /// The finding at the slip's place in a file.
    #[must_use]
    pub fn finding(&self, printed: Printed, written: &str, span: Span) -> Diagnostic {
        let (en, vi) = match self.kind {
            Kind::HtmlTag => ("HTML tags", "thẻ HTML"),
            Kind::Entity => ("HTML entities", "ký hiệu HTML"),
            Kind::Struck => ("`~~`", "dấu `~~`"),
            Kind::Table => ("tables of `|`", "bảng kẻ bằng dấu `|`"),
            Kind::Brace => ("calls in single braces", "lệnh trong một dấu ngoặc nhọn"),
            Kind::Bullet => ("pasted bullets", "dấu đầu dòng dán từ nơi khác"),
            Kind::Tag => ("calls", "lệnh trong ngoặc nhọn"),
            Kind::Bold => ("marks of bold", "dấu in đậm `**`"),
            Kind::Footnote => ("footnotes", "cước chú"),
        };
        let message = match printed {
            Printed::Prose => Message::new(
                format!("prose cannot have {en}: `{written}` would be printed"),
                format!("văn xuôi không dùng được {vi}: `{written}` sẽ bị in ra nguyên như vậy"),
            ),
            Printed::Plain => Message::new(
                format!("this text prints as it is written and cannot have {en}: `{written}`"),
                format!("chữ ở đây in ra đúng như đã gõ, không dùng được {vi}: `{written}`"),
            ),
        };
        let found = Diagnostic::new(code::PROSE, span, message);
        match self.advice(printed, written) {
            Some(advice) => found.help(advice),
            None => found,
        }
    }

    fn advice(&self, printed: Printed, written: &str) -> Option<Message> {
        if printed == Printed::Plain {
            return Some(Message::new(
                "write the words that are to be printed",
                "hãy gõ đúng những chữ cần in",
            ));
        }
        let (en, vi) = match self.kind {
            Kind::HtmlTag => (
                "write **…** for bold, *…* for italics, a new line for a new paragraph",
                "dùng **…** để in đậm, *…* để in nghiêng, xuống dòng để sang đoạn mới",
            ),
            Kind::Entity => ("type the character itself", "hãy gõ chính ký tự đó"),
            Kind::Struck => ("delete what does not hold", "hãy xóa phần chữ đã bỏ"),
            Kind::Table => (
                "write the table as [[tables]] and place it with {{ table(id=\"…\") }}",
                "hãy khai báo biểu bằng [[tables]] rồi đặt vào bằng {{ table(id=\"…\") }}",
            ),
            Kind::Brace => {
                let call = written.trim_matches(['$', '{', '}', ' ']);
                return Some(Message::new(
                    format!("write two braces: {{{{ {call} }}}}"),
                    format!("hãy gõ hai dấu ngoặc: {{{{ {call} }}}}"),
                ));
            }
            Kind::Bullet => (
                "begin the line with `- `, one of the tier below with `+ `",
                "hãy bắt đầu dòng bằng `- `, ý của cấp dưới bằng `+ `",
            ),
            Kind::Tag | Kind::Bold | Kind::Footnote => return None,
        };
        Some(Message::new(en, vi))
    }
}

/// The slips of a prose, whose tags are blanks here.
#[must_use]
pub fn in_prose(text: &str) -> Vec<Slip> {
    if !text.contains(['<', '&', '~', '|', '{']) && text.is_ascii() {
        return Vec::new();
    }
    let mut slips = lines(text);
    slips.extend(marks(text));
    ordered(slips)
}

/// The slips of a text that prints as it is written.
#[must_use]
pub fn in_plain(text: &str) -> Vec<Slip> {
    if !text.contains(['<', '&', '~', '{', '*', '[']) {
        return Vec::new();
    }
    let scan = scan(text);
    let tags = scan.tags.iter().chain(&scan.unclosed).cloned();
    let mut slips: Vec<Slip> = tags.map(|tag| slip(tag, Kind::Tag)).collect();
    let inside = |at: usize| scan.tag_at(at).is_some();
    slips.extend(marks(text).filter(|slip| !inside(slip.range.start)));
    slips.extend(bold(text).filter(|slip| !inside(slip.range.start)));
    let notes = text.match_indices("[^").filter_map(|(at, _)| {
        let length = text[at..].find(']')?;
        (length > "[^".len()).then(|| slip(at..at + length + 1, Kind::Footnote))
    });
    slips.extend(notes);
    ordered(slips)
}

/// Reports the slips of a text of a plan.
pub(super) fn report(text: &Text, slips: Vec<Slip>, printed: Printed, reader: &mut Reader) {
    for slip in slips {
        let token = reader.text.get(text.span.range()).unwrap_or_default();
        let span = text.span.slice(locate(token, slip.range.clone()));
        reader.push(slip.finding(printed, &text.value[slip.range.clone()], span));
    }
}

fn slip(range: Range<usize>, kind: Kind) -> Slip {
    Slip { range, kind }
}

fn ordered(mut slips: Vec<Slip>) -> Vec<Slip> {
    slips.sort_by_key(|slip| slip.range.start);
    slips.truncate(MOST);
    slips
}

/// `**words**`: two pairs of stars around something.
fn bold(text: &str) -> impl Iterator<Item = Slip> {
    let mut stars = text.match_indices("**").map(|(at, _)| at);
    std::iter::from_fn(move || {
        let open = stars.next()?;
        let close = stars.next().unwrap_or(open);
        Some(slip(open..close + "**".len(), Kind::Bold))
    })
}

/// Signs that lists of other programs begin with.
const BULLETS: [char; 14] = [
    '•', '·', '▪', '●', '○', '■', '◦', '‣', '➢', '✓', '–', '—', '\u{F0B7}', '\u{F0A7}',
];

/// What is wrong with whole lines: bullets, and rows of tables, of which the first is told.
fn lines(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut in_table = false;
    let mut at = 0;
    for line in text.split('\n') {
        let words = line.trim();
        let start = at + line.len() - line.trim_start().len();
        at += line.len() + 1;
        let cells = words.matches('|').count();
        let is_row = cells > 2 && words.starts_with('|') && words.ends_with('|');
        if is_row && !in_table {
            slips.push(slip(start..start + words.len(), Kind::Table));
        }
        in_table = is_row;
        let mut characters = words.chars();
        let first = characters.next().filter(|first| BULLETS.contains(first));
        if let Some(bullet) = first
            && characters.next().is_some_and(char::is_whitespace)
        {
            slips.push(slip(start..start + bullet.len_utf8(), Kind::Bullet));
        }
    }
    slips
}

/// Tags and entities of HTML, struck words, and calls in single braces.
fn marks(text: &str) -> impl Iterator<Item = Slip> {
    text.match_indices(['<', '&', '~', '{'])
        .filter(move |(at, _)| !text[..*at].ends_with('\\'))
        .filter_map(move |(at, mark)| {
            let rest = &text[at..];
            let (length, kind) = match mark {
                "<" => (html_tag(rest)?, Kind::HtmlTag),
                "&" => (entity(rest)?, Kind::Entity),
                "~" => {
                    let alone = !text[..at].ends_with('~') && rest.starts_with("~~");
                    (alone.then_some("~~".len())?, Kind::Struck)
                }
                _ => {
                    let dollar = text[..at].ends_with('$');
                    let length = brace(&text[..at], rest, dollar)?;
                    let from = at - usize::from(dollar);
                    return Some(slip(from..at + length, Kind::Brace));
                }
            };
            Some(slip(at..at + length, kind))
        })
}

/// The elements of HTML that texts are set with.
const ELEMENTS: [&str; 36] = [
    "a",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "del",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "hr",
    "i",
    "img",
    "ins",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "s",
    "script",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "td",
    "tr",
    "u",
];

/// The length of a tag such as `<b>`, `</p>`, `<br/>`, `<span style="…">`, and of `<!-- … -->`.
fn html_tag(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return text.find("-->").map(|end| end + "-->".len());
    }
    let end = text.find('>')?;
    let inner = text[1..end].trim_start_matches('/').trim_end_matches('/');
    let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let attributes = attributes.trim();
    let known = ELEMENTS.contains(&name.to_ascii_lowercase().as_str()) || name == "ul";
    (known && (attributes.is_empty() || attributes.contains('='))).then_some(end + 1)
}

/// The names of the characters that pasted texts have.
const ENTITIES: [&str; 13] = [
    "nbsp", "amp", "lt", "gt", "quot", "apos", "ndash", "mdash", "hellip", "bull", "middot", "deg",
    "times",
];

/// The length of an entity such as `&nbsp;` or `&#160;`.
fn entity(text: &str) -> Option<usize> {
    let end = text.find(';').filter(|end| *end < 10)?;
    let name = &text[1..end];
    let number = name.strip_prefix('#').is_some_and(|number| {
        let hex = number.strip_prefix(['x', 'X']);
        let digits = hex.unwrap_or(number);
        !digits.is_empty()
            && digits
                .chars()
                .all(|c| c.is_digit(if hex.is_some() { 16 } else { 10 }))
    });
    (number || ENTITIES.contains(&name)).then_some(end + 1)
}

/// The length of a call or variable in single braces: `{ amount(id="…") }`, `{year}`, `${year}`.
fn brace(before: &str, text: &str, dollar: bool) -> Option<usize> {
    if before.ends_with('{') || text.starts_with("{{") {
        return None;
    }
    let end = text.find('}')?;
    let inner = text[1..end].trim();
    let name = inner
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(inner.len());
    let named = name > 0 && inner[..name].is_ascii();
    let call = inner[name..].trim_start().starts_with('(') && inner.ends_with(')');
    let variable = matches!(&inner[..name], "year" | "until");
    (named && (call || variable || dollar)).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(text: &str) -> Vec<&str> {
        let slips = in_prose(text).into_iter();
        slips.map(|slip| &text[slip.range]).collect()
    }

    fn plain(text: &str) -> Vec<&str> {
        let slips = in_plain(text).into_iter();
        slips.map(|slip| &text[slip.range]).collect()
    }

    #[test]
    fn tags_and_entities_of_web_pages() {
        assert_eq!(
            prose("<b>Đông</b><br/> và <span style=\"x\">Tây</span>&nbsp;&#160;&#xA0;<!-- a -->"),
            [
                "<b>",
                "</b>",
                "<br/>",
                "<span style=\"x\">",
                "</span>",
                "&nbsp;",
                "&#160;",
                "&#xA0;",
                "<!-- a -->"
            ]
        );
        for right in [
            "tỷ lệ < 5% và > 3%",
            "a <b và c> d",
            "R&D; AT&VSLĐ; TB&XH",
            "R&D; sản phẩm",
            "<Tên đơn vị>",
            "<x>",
            "&#;",
            "&#x;",
            "\\<b>",
            "\\&amp;",
        ] {
            assert_eq!(prose(right), [""; 0], "{right}");
        }
    }

    #[test]
    fn struck_words_tables_and_single_braces() {
        assert_eq!(prose("~~bỏ~~ đi"), ["~~", "~~"]);
        assert_eq!(prose("~ 5 km"), [""; 0]);
        assert_eq!(
            prose("Biểu:\n| Xã | Hộ |\n|---|---|\n| A | 5 |\nhết | thôi"),
            ["| Xã | Hộ |"]
        );
        assert_eq!(
            prose("{ amount(id=\"a\") }, {year}, ${ year }, ${nam}, { year - 1 }"),
            [
                "{ amount(id=\"a\") }",
                "{year}",
                "${ year }",
                "${nam}",
                "{ year - 1 }"
            ]
        );
        for right in ["tập {1; 2}", "{a}", "{ }", "{năm}", "5 $ {"] {
            assert_eq!(prose(right), [""; 0], "{right}");
        }
    }

    #[test]
    fn bullets_of_other_programs_at_the_beginning_of_a_line() {
        assert_eq!(
            prose("• một\n  – hai\n\u{F0B7}\tba"),
            ["•", "–", "\u{F0B7}"]
        );
        for right in ["- một\n+ hai", "Giai đoạn 2026 – 2030", "–5 độ", "a • b"] {
            assert_eq!(prose(right), [""; 0], "{right}");
        }
    }

    #[test]
    fn a_text_that_prints_as_written_has_no_markup_at_all() {
        assert_eq!(
            plain("Thôn **Đông**, năm {{ year }}{% if a %}[^1] {{ x"),
            ["**Đông**", "{{ year }}", "{% if a %}", "[^1]", "{{"]
        );
        assert_eq!(plain("**mở"), ["**"]);
        for right in ["Thôn Đông (*)", "[1]", "5*3", "{1}", "[^]", "cột * hàng"] {
            assert_eq!(plain(right), [""; 0], "{right}");
        }
    }
}
