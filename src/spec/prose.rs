//! Prose: texts with calls.

use super::book::Book;
use super::markup::{self, Printed};
use super::reader::{Node, Reader, Value};
use super::said::Said;
use super::scalar;
use super::scan::{self, Call, Expression, Scan, Token};
use super::value::Text;
use serde_json::Value as Json;
use std::ops::{Deref, Range};
use toml::de::DeTable;

/// A prose (văn xuôi): a text whose tags `{{ … }}` and `{% if … %}` are run, and whose Markdown is set,
/// when the document is composed.
#[derive(Debug, Clone)]
pub struct Prose {
    text: Text,
    scan: Scan,
    /// The text with its years, where it has such.
    dated: Option<String>,
}

impl Deref for Prose {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.text
    }
}

impl AsRef<Text> for Prose {
    fn as_ref(&self) -> &Text {
        self
    }
}

impl From<Text> for Prose {
    fn from(text: Text) -> Self {
        let scan = scan::scan(&text.value);
        let dated = None;
        Self { text, scan, dated }
    }
}

impl Value for Prose {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let mut prose = Self::from(Text::verbatim(node, reader)?);
        if let Some((year, until)) = reader.years.filter(|_| prose.is_made()) {
            prose.dated = Some(prose.with_years(year, until));
        }
        let slips = markup::in_prose(&prose.without_tags());
        markup::report(&prose, slips, Printed::Prose, reader);
        Some(prose)
    }

    fn schema(book: &mut Book) -> Json {
        Text::schema(book)
    }

    fn said(&self) -> Option<Said> {
        Some(Said::Prose(self.text.clone()))
    }
}

impl Prose {
    /// Its tags.
    #[must_use]
    pub fn scan(&self) -> &Scan {
        &self.scan
    }

    /// Whether it has tags, so that it does not print as it is written.
    #[must_use]
    pub fn is_made(&self) -> bool {
        !self.scan.tags.is_empty() || self.scan.unclosed.is_some()
    }

    /// The calls that it makes, in reading order, those in conditions too.
    pub fn calls(&self) -> impl Iterator<Item = Called<'_>> {
        let text = self.text.as_str();
        let of = move |expression: &Expression| {
            let tag = expression.tag.clone();
            let calls = expression.calls().into_iter();
            calls.map(move |call| Called {
                text,
                tag: tag.clone(),
                call,
            })
        };
        self.scan.expressions.iter().flat_map(of)
    }

    /// The ids that its calls of a name are given.
    pub fn ids<'p>(&'p self, call: &str) -> impl Iterator<Item = &'p str> {
        let calls = self.calls().filter(move |called| called.name() == call);
        calls.filter_map(|called| called.argument("id"))
    }

    /// The text with blanks in the place of its tags, each as long as the tag, so that all places stay.
    #[must_use]
    pub fn without_tags(&self) -> String {
        self.filled(' ')
    }

    /// The text with a mark of one byte in the place of each byte of its tags.
    #[must_use]
    pub fn filled(&self, mark: char) -> String {
        let text = self.text.as_str();
        let open = self.scan.unclosed.as_ref();
        let open = open.map(|open| open.start..text.len());
        let mut filled = String::with_capacity(text.len());
        let mut from = 0;
        for tag in self.scan.tags.iter().cloned().chain(open) {
            filled.push_str(&text[from..tag.start]);
            filled.extend(std::iter::repeat_n(mark, tag.len()));
            from = tag.end;
        }
        filled.push_str(&text[from..]);
        filled
    }

    /// The text in which `{{ year }}`, `{{ until }}` and years counted from them are what they print.
    /// Other tags stay.
    #[must_use]
    pub fn with_years(&self, year: i16, until: Option<i16>) -> String {
        self.scan.with_years(&self.text.value, year, until)
    }

    /// The text as its plan prints it where its tags are years; other tags as they are written. What a
    /// thing with such a name is called in messages, and found by.
    #[must_use]
    pub fn plain(&self) -> &str {
        self.dated.as_deref().unwrap_or(&self.text.value)
    }

    /// Whether all that its tags print are years that [`Self::with_years`] reads.
    #[must_use]
    pub fn has_only_years(&self) -> bool {
        let text = self.text.as_str();
        let is_year = |e: &Expression| e.year(text, 0, Some(0)).is_some();
        let scan = &self.scan;
        scan.unclosed.is_none()
            && scan.statements.is_empty()
            && scan.expressions.iter().all(is_year)
    }

    /// The tag that begins at or holds an offset; to the end of the text where none does.
    #[must_use]
    pub fn tag_at(&self, at: usize) -> Range<usize> {
        let tag = self.scan.tag_at(at);
        tag.map_or(at..self.text.value.len(), |tag| at..tag.end)
    }
}

/// The years that `{{ year }}` and `{{ until }}` print in a file: those of its `[document]`.
pub(super) fn years(root: &DeTable<'_>) -> Option<(i16, Option<i16>)> {
    let document = root.get("document")?.get_ref().as_table()?;
    let read = |key| scalar::year(document.get(key)?.get_ref().as_integer()?.as_str());
    Some((read("year")?, read("until")))
}

/// A call in a prose (lệnh).
#[derive(Debug)]
pub struct Called<'p> {
    text: &'p str,
    /// The tag that it stands in, with its brackets.
    pub tag: Range<usize>,
    call: Call,
}

impl<'p> Called<'p> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'p str {
        &self.text[self.call.name.clone()]
    }

    /// The text given for an argument, where that is one in quotes.
    #[must_use]
    pub fn argument(&self, key: &str) -> Option<&'p str> {
        let mut arguments = self.call.arguments.iter();
        let (_, value) = arguments.find(|(name, _)| &self.text[name.clone()] == key)?;
        Token::unquoted(&self.text[value.clone()])
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::source::{Source, Sources, Span};

    /// A prose that stands in a file of its own.
    pub(crate) fn prose(text: &str) -> Prose {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("plan.toml".into(), text.to_owned()));
        Prose::from(Text {
            value: text.to_owned(),
            span: Span::new(id, 0..text.len()),
        })
    }

    #[test]
    fn ids_of_calls_whatever_stands_around_them() {
        let text = r#"còn {{ value(id="ho", of="target") }}, {{- unit(id='ubnd') -}} {{ (value(year=2024, id = "dan")) }}
            {# {{ value(id="none") }} #}{% if value(id="if") == 2 %}x{% endif %}"#;
        let text = prose(text);
        assert_eq!(text.ids("value").collect::<Vec<_>>(), ["ho", "dan", "if"]);
        assert_eq!(text.ids("unit").collect::<Vec<_>>(), ["ubnd"]);
        assert_eq!(prose("{{ responsibilities() }}").ids("value").count(), 0);
    }

    #[test]
    fn tags_are_blanks_of_their_length() {
        let text = prose("năm {{ year }}, {% if year > 2024 %}30 hộ{% endif %}{# 5 % #}");
        let plain = text.without_tags();
        assert_eq!(plain.len(), text.value.len());
        let words: Vec<&str> = plain.split_whitespace().collect();
        assert_eq!(words, ["năm", ",", "30", "hộ"]);
        assert_eq!(prose("a {{ year").without_tags(), "a        ");
    }

    #[test]
    fn years_are_read_and_other_tags_stay() {
        let read = |text| prose(text).with_years(2025, Some(2030));
        assert_eq!(
            read("năm {{ year }} so với {{year-1}}, {{- year -}}, {{ (year + 2) }}"),
            "năm 2025 so với 2024, 2025, 2027"
        );
        assert_eq!(
            read("giai đoạn {{ year + 1 }} - {{ until }}"),
            "giai đoạn 2026 - 2030"
        );
        for same in [
            "{{ value(id=\"a\", year=2024) }} hộ",
            "{{ yearly }}",
            "{{ year",
            "{% if year %}",
            "{{ year | roman }}",
            "{{ year * 2 }}",
            "{{ year - a }}",
            "{{ year - }}",
            "{{ year ạ }}",
            "{{ year + 32767 }}",
            "{{ năm }}",
            "{{ }}",
        ] {
            assert_eq!(read(same), same);
        }
        assert_eq!(read("năm {{ year }}, {{ year"), "năm 2025, {{ year");
    }

    #[test]
    fn a_plan_for_one_year_has_no_last_one() {
        let read = |until| prose("{{ year }} - {{ until - 1 }}").with_years(2025, until);
        assert_eq!(read(Some(2030)), "2025 - 2029");
        assert_eq!(read(None), "2025 - {{ until - 1 }}");
    }

    #[test]
    fn a_text_has_only_years_where_no_other_tag_prints() {
        let only = |text| prose(text).has_only_years();
        assert!(
            only("Trước ngày 15/5/{{ year }}") && only("{{ year + 1 }}{# … #}") && only("năm nay")
        );
        assert!(!only("{{ year }} {{ unit(id=\"a\") }}") && !only("{% if year %}a{% endif %}"));
        assert!(!only("{{ year"));
    }
}
