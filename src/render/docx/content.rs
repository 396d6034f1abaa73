//! What a document comes to before templates print it.

use super::flow::Flow;
use super::frame::Frame;
use super::place::Places;
use super::run::Notes;
use super::sizes::Sizes;
use crate::document::model::Document;
use crate::vi;

/// What a document comes to before templates print it.
pub(super) struct Content {
    pub frame: Frame,
    pub flow: Flow,
    pub notes: Notes,
    /// The kind of document, as printed.
    pub kind: String,
}

impl Content {
    pub fn of(document: &Document, sizes: &Sizes, places: &Places<'_>) -> Self {
        let frame = Frame::of(document, sizes, places);
        let mut notes = Notes::default();
        let flow = Flow::of(document, sizes, places, &mut notes);
        Self {
            frame,
            flow,
            notes,
            kind: vi::text::upper(&document.kind),
        }
    }
}
