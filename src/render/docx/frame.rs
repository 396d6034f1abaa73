//! What stands around the text: letterhead, title, ending, address.

use super::head::bodies;
use super::place::Places;
use super::revision::Change;
use super::run::{Notes, Words};
use super::sizes::Sizes;
use super::worded::Worded;
use crate::document::model::{Document, Inline};
use crate::render::wording::RECIPIENTS;
use serde::Serialize;

/// What stands around the text.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// The lines above the title.
    pub letterhead: Letterhead,
    /// The subject.
    pub title: Worded,
    /// Recipients and signature.
    pub ending: Ending,
    /// The address at the foot of the first page.
    pub address: Option<Words>,
    /// The runs of what has no control, where it has changed.
    pub changed: Changed,
}

/// The lines above the title.
#[derive(Debug, Serialize)]
pub struct Letterhead {
    /// The body directly above.
    pub parent: Vec<Worded>,
    /// The issuing body.
    pub issuer: Vec<Worded>,
    /// Number and code.
    pub number: String,
    /// Place and date.
    pub place_date: String,
}

/// Recipients and signature.
#[derive(Debug, Serialize)]
pub struct Ending {
    label: &'static str,
    /// The tracked change of the mark behind the label.
    pub mark: Option<Change>,
    /// The lines under the label.
    pub recipients: Vec<Worded>,
    /// The lines of the signer's column.
    pub signer: Vec<Signed>,
}

/// A line of the signer's column.
#[derive(Debug, Serialize)]
pub struct Signed {
    /// The style's identifier.
    pub style: &'static str,
    /// Whether the column begins with it.
    first: bool,
    /// What it says.
    #[serde(flatten)]
    pub line: Worded,
}

/// The runs of lines that have changed; empty for those that have not.
#[derive(Debug, Default, Serialize)]
pub struct Changed {
    /// Of the kind of document.
    pub kind: Words,
    /// Of the number and code.
    pub number: Words,
    /// Of place and date.
    pub place_date: Words,
}

impl Frame {
    /// What stands around the text of a document.
    pub fn of(document: &Document, sizes: &Sizes, places: &Places<'_>) -> Self {
        // None of these holds a footnote.
        let mut notes = Notes::default();
        let mut worded = |content: &[Inline]| Worded::of(content, places, &mut notes);
        let head = &document.letterhead;
        let (parent, issuer) = bodies(head, sizes);
        let letterhead = Letterhead {
            parent: parent.iter().map(|line| worded(&line.0)).collect(),
            issuer: issuer.iter().map(|line| worded(&line.0)).collect(),
            number: head.number.clone(),
            place_date: head.place_date.clone(),
        };
        let title = worded(&document.title);

        let ending = &document.ending;
        let mut recipients: Vec<Worded> = ending.recipients.iter().map(|l| worded(&l.0)).collect();
        if let Some(drafter) = &ending.drafter {
            // It follows the last recipient, as in Form 1.4 of Annex III.
            let words = Worded::own(&format!(" {drafter}"));
            match recipients.last_mut() {
                Some(last) => last.runs.0.extend(words.runs.0),
                None => recipients.push(words),
            }
        }
        let above = ending.authority.iter().chain([&ending.position]);
        let below = ending.second_position.iter().chain([&ending.name]);
        let above = above.map(|line| ("ChuKy", line));
        // The first of them leaves room for the signature.
        let styles = std::iter::once("HoTen").chain(std::iter::repeat("ChuKy"));
        let lines = above.chain(styles.zip(below)).enumerate();
        let signer = lines.map(|(place, (style, line))| Signed {
            style,
            first: place == 0,
            line: worded(&line.0),
        });
        Self {
            letterhead,
            title,
            ending: Ending {
                label: RECIPIENTS,
                mark: None,
                recipients,
                signer: signer.collect(),
            },
            address: document.address.as_ref().map(|line| worded(&line.0).runs),
            changed: Changed::default(),
        }
    }
}
