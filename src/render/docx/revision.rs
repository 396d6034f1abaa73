//! Tracked changes (ECMA-376 Part 1, 17.13.5): who made them and when, and what each does.

use super::escape::push_escaped;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::sync::Arc;

/// What a tracked change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revision {
    /// It stands only in the new document.
    Inserted,
    /// It stood only in the old document.
    Deleted,
    /// It stood here in the old document, and stands elsewhere now.
    MovedFrom,
    /// It stands here now, and stood elsewhere in the old document.
    MovedTo,
}

impl Revision {
    /// The element of the change.
    fn element(self) -> &'static str {
        match self {
            Self::Inserted => "w:ins",
            Self::Deleted => "w:del",
            Self::MovedFrom => "w:moveFrom",
            Self::MovedTo => "w:moveTo",
        }
    }
}

/// A tracked change.
#[derive(Debug, Clone)]
pub struct Change {
    revision: Revision,
    /// Its number in the document, from 1.
    id: u32,
    /// Author and date, as attributes.
    by: Arc<str>,
}

impl Change {
    /// Whether its text has an element of its own, by which programs that know no changes pass over it.
    pub fn deletes(&self) -> bool {
        self.revision == Revision::Deleted
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The beginning of its element around runs.
    pub fn push_start(&self, xml: &mut String) {
        xml.push('<');
        xml.push_str(self.revision.element());
        xml.push(' ');
        xml.push_str(&self.attributes());
        xml.push('>');
    }

    /// The end of its element around runs.
    pub fn push_end(&self, xml: &mut String) {
        xml.push_str("</");
        xml.push_str(self.revision.element());
        xml.push('>');
    }

    fn attributes(&self) -> String {
        format!("w:id=\"{}\" {}", self.id, self.by)
    }
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut change = serializer.serialize_struct("Change", 3)?;
        change.serialize_field("element", self.revision.element())?;
        change.serialize_field("id", &self.id)?;
        change.serialize_field("attributes", &self.attributes())?;
        change.end()
    }
}

/// The range of a moved paragraph, which has the name of the range that it was moved from or to.
#[derive(Debug, Serialize)]
pub struct Range {
    #[serde(flatten)]
    change: Change,
    name: String,
}

/// The change of a paragraph's style.
#[derive(Debug, Serialize)]
pub struct Restyled {
    #[serde(flatten)]
    change: Change,
    from: &'static str,
    to: &'static str,
}

/// Makes changes of one author and date.
pub struct Changes {
    by: Arc<str>,
    last: u32,
}

impl Changes {
    /// Changes of an author, at a time in the form of XML Schema's `dateTime`.
    pub fn new(author: &str, date: &str) -> Self {
        let mut by = String::from("w:author=\"");
        push_escaped(&mut by, author);
        by.push_str("\" w:date=\"");
        push_escaped(&mut by, date);
        by.push('"');
        Self {
            by: by.into(),
            last: 0,
        }
    }

    /// The next change.
    pub fn next(&mut self, revision: Revision) -> Change {
        self.last += 1;
        Change {
            revision,
            id: self.last,
            by: Arc::clone(&self.by),
        }
    }

    /// The change of a paragraph's style from one to another.
    pub fn restyled(&mut self, from: &'static str, to: &'static str) -> Restyled {
        Restyled {
            change: self.next(Revision::Inserted),
            from,
            to,
        }
    }

    /// The range of a move.
    pub fn range(&mut self, revision: Revision, number: usize) -> Range {
        Range {
            change: self.next(revision),
            name: format!("move{number}"),
        }
    }
}
