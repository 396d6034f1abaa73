//! The words of a workspace's files with their places: keys, values, and the calls in prose.
//!
//! It reads TOML as far as the offices' files need and knows nothing of the format of plans, so that a
//! reference that the program forgets is not forgotten here.

use std::ops::Range;

/// A key of a TOML file.
pub struct Key {
    /// Its characters.
    pub range: Range<usize>,
    /// Where the inline table that it stands in begins, if it stands in one.
    pub table: Option<usize>,
}

/// A value of a TOML file.
pub struct Value {
    /// The key before it; that of the list that it stands in.
    pub key: String,
    /// The header above it, as in `budget.lines`.
    pub header: String,
    /// The number of the header in the file.
    pub block: usize,
    /// Where the inline table that it stands in begins, if it stands in one.
    pub table: Option<usize>,
    /// Its characters, without quotes.
    pub range: Range<usize>,
    /// Whether it is a text.
    pub quoted: bool,
}

/// An argument of a call in prose: `id="ho_ngheo"`.
pub struct Argument {
    /// The call: `value`.
    pub call: String,
    /// From `{{` to `}}`.
    pub whole: Range<usize>,
    /// The argument's name.
    pub name: String,
    /// The characters of its text, without quotes.
    pub range: Range<usize>,
}

/// The keys and values of a TOML file, in its order.
pub fn toml(text: &str) -> (Vec<Key>, Vec<Value>) {
    let (mut keys, mut values) = (Vec::new(), Vec::new());
    let (mut header, mut key) = (String::new(), String::new());
    let (mut block, mut at) = (0, 0);
    let mut open: Vec<usize> = Vec::new();
    let word = |c: char| c.is_alphanumeric() || "_-.:+".contains(c);
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let starts_line = text[..at].trim_end_matches(' ').ends_with('\n') || at == 0;
        match first {
            '#' => at += rest.find('\n').unwrap_or(rest.len()),
            '[' if starts_line && open.is_empty() => {
                let end = rest.find('\n').unwrap_or(rest.len());
                header = rest[..end].replace(['[', ']', ' '], "");
                block += 1;
                at += end;
            }
            '{' => {
                open.push(at);
                at += 1;
            }
            '}' => {
                open.pop();
                at += 1;
            }
            '"' | '\'' => {
                let one = &rest[..1];
                let three = one.repeat(3);
                let mark = if rest.starts_with(&three) {
                    three.as_str()
                } else {
                    one
                };
                let start = at + mark.len();
                let length = text[start..].find(mark).unwrap();
                values.push(Value {
                    key: key.clone(),
                    header: header.clone(),
                    block,
                    table: open.last().copied(),
                    range: start..start + length,
                    quoted: true,
                });
                at = start + length + mark.len();
            }
            _ if word(first) => {
                let length = rest.find(|c| !word(c)).unwrap_or(rest.len());
                let range = at..at + length;
                at += length;
                if text[at..].trim_start_matches(' ').starts_with('=') {
                    text[range.clone()].clone_into(&mut key);
                    let table = open.last().copied();
                    keys.push(Key { range, table });
                } else {
                    values.push(Value {
                        key: key.clone(),
                        header: header.clone(),
                        block,
                        table: open.last().copied(),
                        range,
                        quoted: false,
                    });
                }
            }
            _ => at += first.len_utf8(),
        }
    }
    (keys, values)
}

/// The texts that calls in a text are given, in its order.
pub fn arguments(text: &str, within: &Range<usize>) -> Vec<Argument> {
    let mut found = Vec::new();
    let mut at = within.start;
    while let Some(start) = text[at..within.end].find("{{").map(|start| at + start) {
        let Some(length) = text[start..within.end].find("}}") else {
            break;
        };
        let whole = start..start + length + 2;
        at = whole.end;
        let inner = &text[whole.clone()];
        let name = |text: &str| {
            let end = text.trim_end();
            let from = end.rfind(|c: char| !c.is_alphanumeric() && c != '_');
            end[from.map_or(0, |from| from + 1)..].to_owned()
        };
        let call = name(inner.split('(').next().unwrap());
        let mut from = 0;
        while let Some(equals) = inner[from..].find("=\"").map(|place| from + place) {
            let text = equals + 2;
            let end = text + inner[text..].find('"').unwrap();
            found.push(Argument {
                call: call.clone(),
                whole: whole.clone(),
                name: name(&inner[..equals]),
                range: start + text..start + end,
            });
            from = end + 1;
        }
    }
    found
}

/// A day as prose writes it, `4/1/2024` or `04/01/2024`, with its place: day, month, year.
pub fn days(text: &str, within: &Range<usize>) -> Vec<(Range<usize>, [i16; 3])> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = within.start;
    while at < within.end {
        let length = bytes[at..within.end]
            .iter()
            .take_while(|b| b.is_ascii_digit() || **b == b'/')
            .count();
        let parts: Vec<&str> = text[at..at + length]
            .trim_end_matches('/')
            .split('/')
            .collect();
        if let [day, month, year] = parts[..]
            && day.len() <= 2
            && month.len() <= 2
            && year.len() == 4
            && let (Ok(day), Ok(month), Ok(year)) = (day.parse(), month.parse(), year.parse())
        {
            found.push((at..at + length, [day, month, year]));
        }
        at += length.max(1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}
