//! The format described: JSON Schema (draft-07) made by the functions that read.

use super::allow;
use super::book::{Book, Shape};
use super::fields::{Entry, Fields, Table};
use crate::diag::Lang;
use serde_json::{Map, Value as Json, json};

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
