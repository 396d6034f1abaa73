//! Two documents as one, with what has changed from the old to the new as tracked changes.
//!
//! ```text
//! Content, Content ──align──▶ what of one stands for what of the other
//!                    words    runs word by word, paragraph marks, footnotes
//!                    frame    letterhead, title, ending
//!                    flow     paragraphs, moves, tables
//!                    rows     rows of a table
//! ```

mod align;
mod flow;
mod frame;
mod rows;
mod words;

use super::content::Content;
use super::revision::Changes;
use super::run::{Notes, Words};

/// Who changed a document and when, and how it is printed.
#[derive(Debug, Clone)]
pub struct TrackedOptions<'o> {
    /// Whom programs name as the author of the changes.
    pub author: &'o str,
    /// The time of the changes, in the office's own time.
    pub date: jiff::civil::DateTime,
    /// Whether pages have the mark of a draft.
    pub draft: bool,
}

/// Makes one document of two.
pub struct Tracker {
    changes: Changes,
    /// How many paragraphs were moved.
    moves: usize,
    /// The footnotes of the old and the new document, and of the one that is being made.
    old: Vec<Words>,
    new: Vec<Words>,
    notes: Vec<Words>,
}

impl Tracker {
    /// Changes of an author at a time.
    pub fn new(author: &str, date: &jiff::civil::DateTime) -> Self {
        // Word takes the time for the reader's own, although it writes and wants the mark of UTC.
        let date = date.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        Self {
            changes: Changes::new(author, &date),
            moves: 0,
            old: Vec::new(),
            new: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// One content of two.
    pub fn content(&mut self, old: Content, new: Content) -> Content {
        self.old = old.notes.texts;
        self.new = new.notes.texts;
        let frame = self.frame(old.frame, new.frame, [&old.kind, &new.kind]);
        let flow = self.flow(old.flow, new.flow);
        let texts = std::mem::take(&mut self.notes);
        Content {
            frame,
            flow,
            notes: Notes { texts },
            kind: new.kind,
        }
    }
}
