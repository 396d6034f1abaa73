//! The format described: JSON Schema (draft-07) made by the functions that read.

use super::allow::{self, Entry};
use super::fields::{Fields, Table};
use crate::diag::{Lang, Words, words};
use serde_json::{Map, Value as Json, json};

/// What a key is for, in the languages of the messages.
#[derive(Debug, Clone, Copy)]
pub struct Doc {
    en: &'static str,
    vi: &'static str,
    word: Option<Words>,
}

/// A key's documentation in English and Vietnamese.
#[must_use]
pub const fn doc(en: &'static str, vi: &'static str) -> Doc {
    Doc { en, vi, word: None }
}

impl Doc {
    /// With what people call the key, where its documentation does not begin so.
    #[must_use]
    pub const fn word(self, en: &'static str, vi: &'static str) -> Self {
        let word = Some(words(en, vi));
        Self { word, ..self }
    }

    /// The documentation in one language.
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        words(self.en, self.vi).text(lang)
    }

    /// What people call the key, in small letters: as its documentation begins unless another word is given.
    #[must_use]
    pub fn called(self, lang: Lang) -> String {
        if let Some(word) = self.word {
            return word.text(lang).to_owned();
        }
        let text = self.text(lang);
        let begins = text.split([',', '.', ':', ';', '(']).next();
        let begins = begins.unwrap_or(text).trim_end();
        let mut letters = begins.chars();
        match (letters.next(), letters.clone().next()) {
            // An abbreviation keeps its capitals.
            (Some(first), Some(second)) if !second.is_uppercase() => {
                first.to_lowercase().chain(letters).collect()
            }
            _ => begins.to_owned(),
        }
    }
}

/// The definitions gathered while a format is described.
#[derive(Debug)]
pub struct Book {
    lang: Lang,
    definitions: Map<String, Json>,
}

impl Book {
    /// The reference to a table's definition, which is made at the first call.
    pub(super) fn table<T: Table>(&mut self) -> Json {
        // A reference is a URI, in which no blank can stand.
        let name = T::NAME.replace(' ', "_");
        if !self.definitions.contains_key(&name) {
            // Entered before it is described, so that a table may hold itself.
            self.definitions.insert(name.clone(), Json::Null);
            let object = self.object::<T>();
            self.definitions.insert(name.clone(), object);
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }

    fn object<T: Table>(&mut self) -> Json {
        let mut shape = Shape::default();
        T::fields(&mut Fields::describe(&mut shape, self));
        if T::ALLOWS {
            let entry = self.table::<Entry>();
            let about = self.text(allow::DOC);
            let list = json!({ "type": "array", "items": entry, "description": about });
            shape.properties.insert(allow::KEY.to_owned(), list);
        }
        let mut object = json!({
            "type": "object",
            "additionalProperties": false,
            "properties": shape.properties,
        });
        if !shape.required.is_empty() {
            object["required"] = json!(shape.required);
        }
        object
    }

    pub(super) fn text(&self, doc: Doc) -> &'static str {
        doc.text(self.lang)
    }
}

/// The keys of one table, as they are described.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub properties: Map<String, Json>,
    pub required: Vec<&'static str>,
}

/// The JSON Schema (draft-07, the newest that Taplo reads) of a file whose root is `T`.
#[must_use]
pub fn json_schema<T: Table>(title: &str, lang: Lang) -> Json {
    let mut book = Book {
        lang,
        definitions: Map::new(),
    };
    let root = book.object::<T>();
    let mut schema =
        json!({ "$schema": "http://json-schema.org/draft-07/schema#", "title": title });
    if let (Json::Object(schema), Json::Object(root)) = (&mut schema, root) {
        schema.extend(root);
        book.definitions.sort_keys();
        schema.insert("definitions".to_owned(), Json::Object(book.definitions));
    }
    schema
}
