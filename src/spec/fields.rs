//! The keys of one table: read, or described.

use super::allow::{self, Allow};
use super::book::{Book, Doc, Shape, doc};
use super::choice::Choice;
use super::id::{Nameable, Ref};
use super::reader::{Node, Reader, Value};
use super::said::{Key, Record, Said};
use super::scalar::{self, Expect};
use super::value::{Figure, Text};
use crate::diag::{Diagnostic, Message, code};
use crate::source::Span;
use serde_json::{Value as Json, json};
use toml::de::{DeTable, DeValue};

/// A type that a TOML table is read into.
pub trait Table: Sized {
    /// The table's name in messages and in the schema.
    const NAME: &'static str;

    /// Whether findings can be accepted beside it, with the key `allow`.
    const ALLOWS: bool = true;

    /// Asks for every key once. All keys are asked for before anything is returned, so that a
    /// missing one hides no other fault.
    fn fields(f: &mut Fields<'_, '_>) -> Option<Self>;
}

impl<T: Table> Value for T {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let span = reader.span(node.span());
        match node.get_ref() {
            DeValue::Table(table) => read_table(table, span, reader),
            other => reader.wrong_type(span, other, "a table", "một bảng"),
        }
    }

    fn schema(book: &mut Book) -> Json {
        book.table::<T>()
    }

    fn said(&self) -> Option<Said> {
        None
    }
}

/// The cursor over a table's keys that [`Table::fields`] is given.
pub struct Fields<'f, 'i> {
    mode: Mode<'f, 'i>,
}

enum Mode<'f, 'i> {
    Read {
        table: &'f DeTable<'i>,
        span: Span,
        reader: &'f mut Reader,
        known: Vec<&'static str>,
        keys: Vec<Key>,
    },
    Describe {
        shape: &'f mut Shape,
        book: &'f mut Book,
    },
}

/// Reads a table and reports the keys that it does not have.
pub(super) fn read_table<T: Table>(
    table: &DeTable<'_>,
    span: Span,
    reader: &mut Reader,
) -> Option<T> {
    let mut fields = Fields {
        mode: Mode::Read {
            table,
            span,
            reader,
            known: Vec::new(),
            keys: Vec::new(),
        },
    };
    let value = T::fields(&mut fields);
    if T::ALLOWS {
        fields.allow();
    }
    fields.report_unknown(T::NAME);
    fields.close(T::NAME);
    value
}

impl<'f> Fields<'f, '_> {
    pub(super) fn describe(shape: &'f mut Shape, book: &'f mut Book) -> Self {
        Self {
            mode: Mode::Describe { shape, book },
        }
    }

    /// Reads what is accepted beside the table.
    fn allow(&mut self) {
        let entries: Vec<Entry> = self.list(allow::KEY, allow::DOC);
        let Mode::Read {
            table,
            span,
            reader,
            ..
        } = &mut self.mode
        else {
            return;
        };
        if entries.is_empty() {
            return;
        }
        let scope = reader.span(allow::extent(table, span.range()));
        for Entry { rule, reason } in entries {
            reader.allow(Allow {
                rule,
                reason,
                scope,
            });
        }
    }

    /// Where the table stands; nothing while it is only described.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match &self.mode {
            Mode::Read { span, .. } => Some(*span),
            Mode::Describe { .. } => None,
        }
    }

    /// Reports a fault of the table's own.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if let Mode::Read { reader, .. } = &mut self.mode {
            reader.push(diagnostic);
        }
    }

    /// A key that must be there.
    pub fn required<T: Value>(&mut self, key: &'static str, doc: Doc) -> Option<T> {
        let value = self.key(key, doc, true, T::schema, T::read, T::said);
        if let Mode::Read {
            table,
            span,
            reader,
            ..
        } = &mut self.mode
            && !table.contains_key(key)
        {
            reader.push(Diagnostic::new(
                code::MISSING_KEY,
                *span,
                Message::new(
                    format!("key `{key}` is missing"),
                    format!("thiếu khóa `{key}`"),
                ),
            ));
        }
        value
    }

    /// A text that must be there. One that is missing or no text is blank once it has been reported, so
    /// that what is around it is not lost and says its own faults.
    pub fn text<T: Value + From<Text>>(&mut self, key: &'static str, doc: Doc) -> Option<T> {
        let text = self.required(key, doc);
        let blank = |span| {
            T::from(Text {
                value: String::new(),
                span,
            })
        };
        text.or_else(|| self.span().map(blank))
    }

    /// A key that may be left out.
    pub fn optional<T: Value>(&mut self, key: &'static str, doc: Doc) -> Option<T> {
        self.key(key, doc, false, T::schema, T::read, T::said)
    }

    /// A key that may be left out, and what is usual then.
    pub fn optional_or<T: Value>(&mut self, key: &'static str, usual: T, doc: Doc) -> T {
        let value = self.optional(key, doc);
        self.usually(key, doc, usual.said());
        value.unwrap_or(usual)
    }

    /// A key with several values, none where it is left out.
    pub fn list<T: Value>(&mut self, key: &'static str, doc: Doc) -> Vec<T> {
        self.optional(key, doc).unwrap_or_default()
    }

    /// A table inside this one whose keys are asked for on the spot.
    pub fn nested<T>(
        &mut self,
        key: &'static str,
        doc: Doc,
        ask: impl FnOnce(&mut Fields<'_, '_>) -> T,
    ) -> Option<T> {
        match &mut self.mode {
            Mode::Read {
                table,
                reader,
                known,
                ..
            } => {
                known.push(key);
                let node = table.get(key)?;
                let span = reader.span(node.span());
                let DeValue::Table(inner) = node.get_ref() else {
                    return reader.wrong_type(span, node.get_ref(), "a table", "một bảng");
                };
                let mode = Mode::Read {
                    table: inner,
                    span,
                    reader,
                    known: Vec::new(),
                    keys: Vec::new(),
                };
                let mut fields = Fields { mode };
                let value = ask(&mut fields);
                fields.report_unknown(key);
                Some(value)
            }
            Mode::Describe { shape, book } => {
                let mut inner = Shape::default();
                let value = ask(&mut Fields::describe(&mut inner, book));
                let property = json!({
                    "type": "object",
                    "additionalProperties": false,
                    "properties": inner.properties,
                    "description": book.text(doc),
                });
                shape.properties.insert(key.to_owned(), property);
                Some(value)
            }
        }
    }

    /// A key that takes one of a few words.
    pub fn choice<C: Choice>(&mut self, key: &'static str, doc: Doc) -> Option<C> {
        let schema = |_: &mut Book| json!({ "enum": C::written().collect::<Vec<_>>() });
        let name = Message::new(format!("`{key}`"), format!("`{key}`"));
        let read = |node: &Node<'_>, reader: &mut Reader| C::read(&name, node, reader);
        let said = |value: &C| Some(Said::Word(value.word()));
        self.key(key, doc, false, schema, read, said)
    }

    /// A key that takes one of a few words, and what is usual where it is left out.
    pub fn choice_or<C: Choice>(&mut self, key: &'static str, usual: C, doc: Doc) -> C {
        let value = self.choice(key, doc);
        self.usually(key, doc, Some(Said::Word(usual.word())));
        value.unwrap_or(usual)
    }

    /// A number, or `"TODO"`.
    pub fn figure(&mut self, key: &'static str, expect: Expect, doc: Doc) -> Option<Figure> {
        let read = |node: &Node<'_>, reader: &mut Reader| scalar::figure(node, expect, reader);
        let said = |figure: &Figure| Some(Said::Figure(*figure));
        self.key(key, doc, false, scalar::figure_schema, read, said)
    }

    /// A table of numbers by the ids of things of a kind.
    pub fn figures<K: Nameable>(
        &mut self,
        key: &'static str,
        expect: Expect,
        doc: Doc,
    ) -> Vec<(Ref<K>, Figure)> {
        let schema = |book: &mut Book| json!({ "type": "object", "additionalProperties": scalar::figure_schema(book) });
        let read = |node: &Node<'_>, reader: &mut Reader| -> Option<Vec<(Ref<K>, Figure)>> {
            let figures = scalar::figures(node, expect, reader)?.into_iter();
            Some(
                figures
                    .map(|(id, figure)| (Ref::new(id, reader), figure))
                    .collect(),
            )
        };
        let said = |figures: &Vec<(Ref<K>, Figure)>| {
            let said = |(id, figure): &(Ref<K>, Figure)| ((**id).clone(), Said::Figure(*figure));
            let figures = figures.iter().map(said).collect();
            Some(Said::Keyed(Some(K::NAMED), figures))
        };
        self.key(key, doc, false, schema, read, said)
            .unwrap_or_default()
    }

    /// A table of numbers by year.
    pub fn figures_by_year(
        &mut self,
        key: &'static str,
        expect: Expect,
        doc: Doc,
    ) -> Vec<(i16, Figure)> {
        let schema = |book: &mut Book| {
            json!({
                "type": "object",
                "patternProperties": { "^[0-9]{4}$": scalar::figure_schema(book) },
                "additionalProperties": false,
            })
        };
        let read = |node: &Node<'_>, reader: &mut Reader| {
            let mut by_year = Vec::new();
            for (year, figure) in scalar::figures(node, expect, reader)? {
                match scalar::year(&year.value) {
                    Some(year) => by_year.push((year, figure)),
                    None => reader.push(scalar::not_a_year(&year)),
                }
            }
            by_year.sort_by_key(|(year, _)| *year);
            Some(by_year)
        };
        let said = |figures: &Vec<(i16, Figure)>| Some(Said::Yearly(figures.clone()));
        self.key(key, doc, false, schema, read, said)
            .unwrap_or_default()
    }

    fn key<T>(
        &mut self,
        key: &'static str,
        doc: Doc,
        required: bool,
        schema: impl FnOnce(&mut Book) -> Json,
        read: impl FnOnce(&Node<'_>, &mut Reader) -> Option<T>,
        said: impl FnOnce(&T) -> Option<Said>,
    ) -> Option<T> {
        match &mut self.mode {
            Mode::Read {
                table,
                reader,
                known,
                keys,
                ..
            } => {
                known.push(key);
                let node = table.get(key)?;
                let around = reader.record.as_mut().map(std::mem::take);
                let value = read(node, reader);
                if around.is_some() {
                    keys.push(Key {
                        name: key,
                        doc,
                        span: Some(reader.span(node.span())),
                        said: value.as_ref().and_then(said),
                        usual: false,
                        tables: std::mem::replace(&mut reader.record, around).unwrap_or_default(),
                    });
                }
                value
            }
            Mode::Describe { shape, book } => {
                let text = book.text(doc);
                let mut property = schema(book);
                if property.get("$ref").is_some() {
                    // Draft-07 ignores what stands beside a `$ref`.
                    property = json!({ "allOf": [property] });
                }
                property["description"] = json!(text);
                shape.properties.insert(key.to_owned(), property);
                if required {
                    shape.required.push(key);
                }
                None
            }
        }
    }

    /// Records what is usual of the key that was asked for last, where it says no other.
    fn usually(&mut self, key: &'static str, doc: Doc, usual: Option<Said>) {
        let Mode::Read { reader, keys, .. } = &mut self.mode else {
            return;
        };
        match keys.last_mut() {
            Some(own) if own.name == key => own.usual = own.said == usual,
            _ if reader.record.is_some() => keys.push(Key {
                name: key,
                doc,
                span: None,
                said: usual,
                usual: true,
                tables: Vec::new(),
            }),
            _ => {}
        }
    }

    /// Records what the table says.
    fn close(self, table: &'static str) {
        if let Mode::Read {
            span, reader, keys, ..
        } = self.mode
            && let Some(tables) = &mut reader.record
        {
            tables.push(Record { table, span, keys });
        }
    }

    fn report_unknown(&mut self, name: &str) {
        let Mode::Read {
            table,
            reader,
            known,
            ..
        } = &mut self.mode
        else {
            return;
        };
        for (key, _) in *table {
            let word: &str = key.get_ref();
            if known.contains(&word) {
                continue;
            }
            let span = reader.span(key.span());
            reader.push(
                Diagnostic::new(
                    code::UNKNOWN_KEY,
                    span,
                    Message::new(
                        format!("`{name}` has no key `{word}`"),
                        format!("`{name}` không có khóa `{word}`"),
                    ),
                )
                .suggest(word, known.iter().copied())
                .help(Message::new(
                    format!("it takes: {}", known.join(", ")),
                    format!("các khóa được dùng: {}", known.join(", ")),
                )),
            );
        }
    }
}

/// An entry of what is accepted as it is read, before it is known where it stands.
pub(super) struct Entry {
    pub rule: Text,
    pub reason: Option<Text>,
}

impl Table for Entry {
    const NAME: &'static str = "allow";
    const ALLOWS: bool = false;

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let rule = f.required("rule", doc("Id or name of the rule", "Mã hoặc tên quy tắc"));
        let reason = f.optional("reason", doc("Why it may stay", "Lý do chấp nhận"));
        Some(Self {
            rule: rule?,
            reason,
        })
    }
}
