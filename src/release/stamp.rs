//! Number and date (số, ngày ban hành) in the text of a plan: written in, and taken out.
//!
//! Only the bytes of the two keys change; comments, order and layout of the file stay.

use jiff::civil::Date;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// How the table `document` is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Keys on lines of their own, below `[document]` or as `document.title`.
    Lines,
    /// `document = { … }`.
    Inline,
}

/// Key and value of an entry.
#[derive(Debug, Clone)]
struct Entry {
    key: Range<usize>,
    value: Range<usize>,
}

/// Where the entries of `document` stand.
#[derive(Debug)]
struct Head {
    form: Form,
    title: Option<Entry>,
    number: Option<Entry>,
    date: Option<Entry>,
}

impl Head {
    fn of(text: &str) -> Option<Self> {
        let root = DeTable::parse(text).ok()?;
        let (_, node) = root
            .get_ref()
            .iter()
            .find(|(key, _)| &**key.get_ref() == "document")?;
        let DeValue::Table(table) = node.get_ref() else {
            return None;
        };
        let inline = text.get(node.span())?.starts_with('{');
        let entry = |name: &str| {
            let mut entries = table.iter();
            let (key, value) = entries.find(|(key, _)| &**key.get_ref() == name)?;
            let (key, value) = (key.span(), value.span());
            Some(Entry { key, value })
        };
        Some(Self {
            form: if inline { Form::Inline } else { Form::Lines },
            title: entry("title"),
            number: entry("number"),
            date: entry("date"),
        })
    }
}

/// The text without the entries of number and date, and without line breaks at its end: what stays the
/// same when they are filled in. A text that cannot be read is itself.
#[must_use]
pub fn unstamped(text: &str) -> String {
    let Some(head) = Head::of(text) else {
        return text.to_owned();
    };
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    let mut gone: Vec<_> = [&head.number, &head.date]
        .into_iter()
        .flatten()
        .map(|entry| extent(text, entry, head.form))
        .collect();
    gone.sort_by_key(|range| range.start);
    for range in gone {
        kept.push_str(text.get(at..range.start).unwrap_or_default());
        at = at.max(range.end);
    }
    kept.push_str(text.get(at..).unwrap_or_default());
    kept.truncate(kept.trim_end_matches(['\r', '\n']).len());
    kept
}

/// All that goes with an entry: its line where nothing else stands on it, or its comma.
fn extent(text: &str, entry: &Entry, form: Form) -> Range<usize> {
    let Entry { key, value } = entry;
    let before = text.get(..key.start).unwrap_or_default();
    let after = text.get(value.end..).unwrap_or_default();
    if form == Form::Inline {
        if let Some(rest) = before.trim_end().strip_suffix(',') {
            return rest.len()..value.end;
        }
        let rest = after.trim_start().strip_prefix(',');
        return key.start..rest.map_or(value.end, |rest| text.len() - rest.len());
    }
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = after.find('\n').map_or(after, |end| &after[..=end]);
    if line.trim().is_empty() {
        start..value.end + line.len()
    } else {
        // A comment behind it stays.
        start..value.end
    }
}

/// The text with number and date filled in; nothing where the plan has no readable `[document]` with a
/// title.
///
/// A value that is there is replaced; else the entry goes behind the title's.
#[must_use]
pub fn stamped(text: &str, number: &str, date: Date) -> Option<String> {
    let head = Head::of(text)?;
    let title = head.title.as_ref()?;
    let whole = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let number = if whole {
        number.to_owned()
    } else {
        format!("\"{number}\"")
    };
    let date = date.to_string();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut new = Vec::new();
    for (name, entry, value) in [("number", &head.number, number), ("date", &head.date, date)] {
        match entry {
            Some(entry) => edits.push((entry.value.clone(), value)),
            None => new.push((name, value)),
        }
    }
    if !new.is_empty() {
        // A date that is missing alone stands with its number, if each has a line of its own.
        let lines = head.form == Form::Lines;
        let with = head.number.as_ref().filter(|_| lines).unwrap_or(title);
        edits.push(insertion(text, with, head.form, &new));
    }
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut text = text.to_owned();
    for (range, value) in edits {
        text.replace_range(range, &value);
    }
    Some(text)
}

/// Where new entries go, and as what: behind another one.
fn insertion(
    text: &str,
    behind: &Entry,
    form: Form,
    new: &[(&str, String)],
) -> (Range<usize>, String) {
    let end = behind.value.end;
    if form == Form::Inline {
        let entries: Vec<String> = new
            .iter()
            .map(|(key, v)| format!(", {key} = {v}"))
            .collect();
        return (end..end, entries.concat());
    }
    // What stands before the key on its line: blanks, or `document.`.
    let start = text[..behind.key.start].rfind('\n').map_or(0, |at| at + 1);
    let prefix = &text[start..behind.key.start];
    let lines = new.iter().map(|(key, v)| format!("{prefix}{key} = {v}"));
    let crlf = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines = lines.collect::<Vec<_>>().join(crlf);
    match text[end..].find('\n') {
        Some(at) => (end + at + 1..end + at + 1, lines + crlf),
        None => (text.len()..text.len(), format!("{crlf}{lines}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn done(text: &str) -> String {
        stamped(text, "12", date(2026, 1, 20)).unwrap()
    }

    #[test]
    fn a_draft_gets_two_lines_behind_its_title_and_keeps_all_else() {
        let text = "# đầu\n[document]\nyear = 2026  # năm\ntitle = \"A\" # tên\n# number = 12\nsymbol = \"KH\"\n";
        assert_eq!(
            done(text),
            "# đầu\n[document]\nyear = 2026  # năm\ntitle = \"A\" # tên\nnumber = 12\ndate = 2026-01-20\n# number = 12\nsymbol = \"KH\"\n"
        );
    }

    #[test]
    fn values_that_are_there_are_replaced_where_they_stand() {
        let text = "[document]\nnumber = \"TODO\" # văn thư\ntitle = \"\"\"\nA\nB\"\"\"\ndate = \"05/01/2026\"\n";
        assert_eq!(
            done(text),
            "[document]\nnumber = 12 # văn thư\ntitle = \"\"\"\nA\nB\"\"\"\ndate = 2026-01-20\n"
        );
        let alone = "[document]\nnumber = 3\ntitle = \"A\"\n";
        assert_eq!(
            done(alone),
            "[document]\nnumber = 12\ndate = 2026-01-20\ntitle = \"A\"\n"
        );
    }

    #[test]
    fn other_ways_to_write_the_table_and_other_line_ends_are_kept() {
        assert_eq!(
            done("document = { title = \"A\", year = 2026 }\n"),
            "document = { title = \"A\", number = 12, date = 2026-01-20, year = 2026 }\n"
        );
        assert_eq!(
            done("document.title = \"A\"\ndocument.year = 2026"),
            "document.title = \"A\"\ndocument.number = 12\ndocument.date = 2026-01-20\ndocument.year = 2026"
        );
        assert_eq!(
            done("[document]\r\n  title = \"A\""),
            "[document]\r\n  title = \"A\"\r\n  number = 12\r\n  date = 2026-01-20"
        );
        assert_eq!(
            stamped("[document]\nyear = 2026\n", "1", date(2026, 1, 1)),
            None
        );
        let letter = stamped("[document]\ntitle = \"A\"\n", "12a", date(2026, 1, 1)).unwrap();
        assert!(letter.contains("number = \"12a\"\n"));
    }

    /// Plans written in every way that the format allows.
    fn plans() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            Just("year = 2026"),
            Just("  year = 2026 # năm"),
            Just("number = 7"),
            Just("number = \"7a\" # số"),
            Just("date = 2025-01-02"),
            Just("# number = 12"),
            Just(""),
        ];
        let lines = (
            prop::collection::vec(line, 0..4),
            prop::collection::vec("# [a-zăâ]{0,3}", 0..2),
        );
        (lines, any::<bool>(), 0..3_usize, any::<bool>()).prop_map(
            |((before, after), crlf, form, end)| {
                let mut seen = std::collections::HashSet::new();
                let fields: Vec<&str> = before
                    .into_iter()
                    .filter(|line| {
                        let key = line.trim_start().split(' ').next().unwrap_or_default();
                        matches!(key, "#" | "") || seen.insert(key.to_owned())
                    })
                    .collect();
                let lines: Vec<String> = match form {
                    0 => ["[document]".to_owned()]
                        .into_iter()
                        .chain(fields.iter().map(|&field| field.to_owned()))
                        .chain(["title = \"A\"".to_owned()])
                        .collect(),
                    1 => fields
                        .iter()
                        .map(|field| match field.trim_start() {
                            line if line.is_empty() || line.starts_with('#') => line.to_owned(),
                            line => format!("document.{line}"),
                        })
                        .chain(["document.title = \"A\"".to_owned()])
                        .collect(),
                    _ => {
                        let keys = fields.iter().filter_map(|field| {
                            let bare = field.split('#').next()?.trim();
                            (!bare.is_empty()).then(|| bare.to_owned())
                        });
                        let keys: Vec<String> = keys.chain(["title = \"A\"".to_owned()]).collect();
                        vec![format!("document = {{ {} }}", keys.join(", "))]
                    }
                };
                let mut text: Vec<String> = lines;
                text.extend(after);
                let mut text = text.join(if crlf { "\r\n" } else { "\n" });
                if end {
                    text.push_str(if crlf { "\r\n" } else { "\n" });
                }
                text
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_filled_in_does_not_count(text in plans()) {
            let full = stamped(&text, "12", date(2026, 1, 20)).unwrap();
            prop_assert_eq!(unstamped(&full), unstamped(&text));
            prop_assert_eq!(stamped(&full, "12", date(2026, 1, 20)).unwrap(), full);
        }
    }
}
