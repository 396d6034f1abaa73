//! Ids and what they name.

use super::book::Book;
use super::named::Named;
use super::reader::{Node, Reader, Value};
use super::said::Said;
use super::value::Text;
use serde_json::Value as Json;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// A type whose things are named by ids all over a plan.
pub trait Nameable {
    /// What such an id names.
    const NAMED: Named;
}

/// An id (mã): what other places name a thing by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id(Text);

impl Deref for Id {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.0
    }
}

impl AsRef<Text> for Id {
    fn as_ref(&self) -> &Text {
        self
    }
}

impl Value for Id {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        Text::verbatim(node, reader).map(Self)
    }

    fn schema(book: &mut Book) -> Json {
        Text::schema(book)
    }

    fn said(&self) -> Option<Said> {
        Some(Said::Id(self.0.clone()))
    }
}

/// The id of a thing of a kind (tham chiếu), which must be there.
///
/// All that are read stand in [`super::Reading::references`].
pub struct Ref<K> {
    id: Text,
    kind: PhantomData<fn() -> K>,
}

impl<K: Nameable> Ref<K> {
    /// A reference that a reader has met.
    pub(super) fn new(id: Text, reader: &mut Reader) -> Self {
        reader.reference(K::NAMED, &id);
        let kind = PhantomData;
        Self { id, kind }
    }
}

impl<K> Deref for Ref<K> {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.id
    }
}

impl<K> AsRef<Text> for Ref<K> {
    fn as_ref(&self) -> &Text {
        self
    }
}

impl<K> Clone for Ref<K> {
    fn clone(&self) -> Self {
        let (id, kind) = (self.id.clone(), PhantomData);
        Self { id, kind }
    }
}

impl<K> fmt::Debug for Ref<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id.fmt(f)
    }
}

impl<K: Nameable> Value for Ref<K> {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let id = Text::verbatim(node, reader)?;
        Some(Self::new(id, reader))
    }

    fn schema(book: &mut Book) -> Json {
        Text::schema(book)
    }

    fn said(&self) -> Option<Said> {
        Some(Said::Ref(K::NAMED, self.id.clone()))
    }
}
