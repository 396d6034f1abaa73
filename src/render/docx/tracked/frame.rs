//! Letterhead, title and ending of two documents as those of one.

use super::Tracker;
use super::align::{Entry, Place, align, align_tied};
use crate::render::docx::frame::{Changed, Ending, Frame, Letterhead, Signed};
use crate::render::docx::head::{Stamp, StampChanges};
use crate::render::docx::revision::Revision;
use crate::render::docx::run::{Look, Words};
use crate::render::docx::worded::Worded;

/// The styles of the label and the lines of the recipients.
const LABEL: &str = "NoiNhanNhan";
const RECIPIENT: &str = "NoiNhan";

impl Tracker {
    /// What stands around the text; `kinds` are the kinds of the old and the new document.
    pub fn frame(&mut self, old: Frame, new: Frame, kinds: [&str; 2]) -> Frame {
        let changed = Changed {
            kind: self.changed_line(kinds),
            number: self.changed_line([&old.letterhead.number, &new.letterhead.number]),
            place_date: self.changed_line([&old.letterhead.place_date, &new.letterhead.place_date]),
        };
        let address = match (old.address, new.address) {
            (Some(old), Some(new)) => Some(self.words(old, new)),
            (Some(old), None) => Some(self.own_words(old, Revision::Deleted)),
            (None, new) => new.map(|new| self.own_words(new, Revision::Inserted)),
        };
        Frame {
            letterhead: Letterhead {
                parent: self.lines(old.letterhead.parent, new.letterhead.parent, align),
                issuer: self.lines(old.letterhead.issuer, new.letterhead.issuer, align),
                ..new.letterhead
            },
            title: self.worded(old.title, new.title),
            ending: self.ending(old.ending, new.ending),
            address,
            changed,
        }
    }

    /// The stamps of urgency.
    pub fn stamps(&mut self, old: Option<Stamp>, new: Option<Stamp>) -> Vec<Stamp> {
        if old.as_ref().map(|stamp| &stamp.text) == new.as_ref().map(|stamp| &stamp.text) {
            return new.into_iter().collect();
        }
        let revised = [(old, Revision::Deleted), (new, Revision::Inserted)];
        let stamps = revised.into_iter().filter_map(|(stamp, revision)| {
            let mut next = || Some(self.changes.next(revision));
            stamp.map(|mut stamp| {
                stamp.changes = StampChanges {
                    change: next(),
                    frame: next(),
                    words: next(),
                };
                stamp
            })
        });
        stamps.collect()
    }

    /// The runs of a line that has changed.
    fn changed_line(&mut self, [old, new]: [&str; 2]) -> Words {
        let words = |text: &str| {
            let mut words = Words::default();
            words.push_text(text, Look::default(), None);
            words
        };
        if old == new {
            return Words::default();
        }
        self.words(words(old), words(new))
    }

    fn ending(&mut self, old: Ending, mut new: Ending) -> Ending {
        // Where one has no recipients, its label is the last paragraph of the cell.
        let alone = match (old.recipients.is_empty(), new.recipients.is_empty()) {
            (true, false) => Some((LABEL, RECIPIENT)),
            (false, true) => Some((RECIPIENT, LABEL)),
            _ => None,
        };
        let mut recipients = self.lines(old.recipients, new.recipients, align_tied);
        if let (Some((from, to)), Some(last)) = (alone, recipients.last_mut()) {
            // The last mark of a cell stays; the label's changes in its place.
            new.mark = last.mark.take();
            last.restyled = Some(self.changes.restyled(from, to));
        }
        new.recipients = recipients;
        new.signer = self.signer(old.signer, new.signer);
        new
    }

    fn lines(
        &mut self,
        old: Vec<Worded>,
        new: Vec<Worded>,
        align: fn(&[Entry], &[Entry]) -> Vec<Place>,
    ) -> Vec<Worded> {
        let places = align(&entries(&old), &entries(&new));
        let (mut old, mut new) = (old.into_iter(), new.into_iter());
        let line = |place| match place {
            Place::Both(..) => Some(self.worded(old.next()?, new.next()?)),
            Place::Old(..) => Some(self.own_worded(old.next()?, Revision::Deleted)),
            Place::New(..) => Some(self.own_worded(new.next()?, Revision::Inserted)),
        };
        places.into_iter().filter_map(line).collect()
    }

    fn signer(&mut self, old: Vec<Signed>, new: Vec<Signed>) -> Vec<Signed> {
        let entries = |lines: &[Signed]| -> Vec<Entry> {
            let entry = |signed: &Signed| Entry {
                kind: signed.style.to_owned(),
                ..entry(&signed.line)
            };
            lines.iter().map(entry).collect()
        };
        let places = align_tied(&entries(&old), &entries(&new));
        let (mut old, mut new) = (old.into_iter(), new.into_iter());
        let line = |place| {
            let mut signed = match place {
                Place::Both(_, _) | Place::New(..) => new.next()?,
                Place::Old(..) => old.next()?,
            };
            let line = std::mem::take(&mut signed.line);
            signed.line = match place {
                Place::Both(..) => {
                    let old = old.next()?;
                    let styles = (old.style, signed.style);
                    let restyled = styles.0 != styles.1;
                    Worded {
                        restyled: restyled.then(|| self.changes.restyled(styles.0, styles.1)),
                        ..self.worded(old.line, line)
                    }
                }
                Place::Old(..) => self.own_worded(line, Revision::Deleted),
                Place::New(..) => self.own_worded(line, Revision::Inserted),
            };
            Some(signed)
        };
        places.into_iter().filter_map(line).collect()
    }
}

fn entries(lines: &[Worded]) -> Vec<Entry> {
    lines.iter().map(entry).collect()
}

fn entry(line: &Worded) -> Entry {
    Entry {
        text: line.runs.text(),
        ..Entry::default()
    }
}
