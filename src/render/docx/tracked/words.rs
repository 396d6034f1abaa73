//! Runs of two paragraphs, or of the paragraphs of two cells, as one.

use super::Tracker;
use crate::document::difference::{Step, joined, pieces, steps};
use crate::render::docx::revision::{Change, Revision};
use crate::render::docx::run::{Look, Run, What, Words};
use crate::render::docx::table::Part;
use crate::render::docx::worded::Worded;
use std::ops::Range;

/// What is compared: a word, what stands between words, or the end of a paragraph.
#[derive(Debug, Clone, Copy)]
enum Token<'t> {
    Text(&'t str, Look),
    Break,
    Note(usize),
    End,
}

impl PartialEq for Token<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(text, look), Self::Text(other, its)) => text == other && look == its,
            // What two footnotes say is compared in the footnote.
            (Self::Note(_), Self::Note(_))
            | (Self::Break, Self::Break)
            | (Self::End, Self::End) => true,
            _ => false,
        }
    }
}

impl Token<'_> {
    fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text, _) if text.trim().is_empty())
    }
}

fn tokens(parts: &[Part]) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            tokens.push(Token::End);
        }
        for Run { what, look, .. } in &part.runs.0 {
            match what {
                What::Text(text) => {
                    tokens.extend(
                        pieces(text)
                            .into_iter()
                            .map(|piece| Token::Text(piece, *look)),
                    );
                }
                What::Break => tokens.push(Token::Break),
                What::Note(number) => tokens.push(Token::Note(*number)),
            }
        }
    }
    tokens
}

/// Paragraphs in the making.
#[derive(Default)]
struct Parts {
    done: Vec<Part>,
    last: Words,
}

impl Parts {
    fn end(&mut self, mark: Option<Change>) {
        let runs = std::mem::take(&mut self.last);
        self.done.push(Part { runs, mark });
    }
}

impl Tracker {
    /// The paragraphs of two cells. The last mark of a cell belongs to both, for it can be neither put
    /// in nor taken out.
    pub fn parts(&mut self, old: &[Part], new: &[Part]) -> Vec<Part> {
        let mut parts = Parts::default();
        let (before, after) = (tokens(old), tokens(new));
        let is_blank = |range: Range<usize>| before[range].iter().all(Token::is_blank);
        for step in joined(steps(&before, &after), is_blank) {
            match step {
                Step::Same(old, new) => {
                    for (old, new) in before[old].iter().zip(&after[new]) {
                        self.same(old, new, &mut parts);
                    }
                }
                Step::Differ(old, new) => {
                    self.changed(&before[old], Revision::Deleted, &mut parts);
                    self.changed(&after[new], Revision::Inserted, &mut parts);
                }
            }
        }
        parts.end(None);
        parts.done
    }

    fn same(&mut self, old: &Token<'_>, new: &Token<'_>, parts: &mut Parts) {
        match (old, new) {
            (Token::Note(old), Token::Note(new)) => {
                let number = self.note(Some(*old), Some(*new));
                parts.last.push(What::Note(number), None);
            }
            (_, Token::Text(text, look)) => parts.last.push_text(text, *look, None),
            (_, Token::Break) => parts.last.push(What::Break, None),
            (_, Token::End) => parts.end(None),
            (_, Token::Note(_)) => {}
        }
    }

    fn changed(&mut self, tokens: &[Token<'_>], revision: Revision, parts: &mut Parts) {
        let mut change: Option<Change> = None;
        for token in tokens {
            if let Token::End = token {
                parts.end(Some(self.changes.next(revision)));
                change = None;
                continue;
            }
            let change = change.get_or_insert_with(|| self.changes.next(revision));
            let change = Some(&*change);
            match token {
                Token::Text(text, look) => parts.last.push_text(text, *look, change),
                Token::Break => parts.last.push(What::Break, change),
                Token::Note(number) => {
                    let number = self.own_note(*number, revision);
                    parts.last.push(What::Note(number), change);
                }
                Token::End => {}
            }
        }
    }

    /// The runs of two paragraphs.
    pub fn words(&mut self, old: Words, new: Words) -> Words {
        if old.is_same(&new) {
            return new;
        }
        let parts = self.parts(&[old.into()], &[new.into()]);
        parts
            .into_iter()
            .map(|part| part.runs)
            .next()
            .unwrap_or_default()
    }

    /// The runs of a paragraph that only one document has.
    pub fn own_words(&mut self, words: Words, revision: Revision) -> Words {
        let mut parts = Parts::default();
        self.changed(&tokens(&[words.into()]), revision, &mut parts);
        parts.last
    }

    /// What two paragraphs say. A control stays where it is not left empty whether the changes are
    /// accepted or rejected: Word would print words of its own in it.
    pub fn worded(&mut self, old: Worded, new: Worded) -> Worded {
        let label = self.words(old.label, new.label);
        let runs = self.words(old.runs, new.runs);
        let lasts = runs.0.iter().any(|run| run.change.is_none());
        Worded {
            label,
            runs,
            control: new.control.filter(|_| lasts),
            ..Worded::default()
        }
    }

    /// What a paragraph says that only one document has; its mark changes too.
    pub fn own_worded(&mut self, words: Worded, revision: Revision) -> Worded {
        Worded {
            mark: Some(self.changes.next(revision)),
            label: self.own_words(words.label, revision),
            runs: self.own_words(words.runs, revision),
            ..Worded::default()
        }
    }

    /// The number of a footnote that the old document, the new or both have.
    fn note(&mut self, old: Option<usize>, new: Option<usize>) -> usize {
        let taken = |notes: &mut Vec<Words>, number: Option<usize>| {
            let note = notes.get_mut(number?.checked_sub(1)?);
            note.map(std::mem::take)
        };
        let (old, new) = (taken(&mut self.old, old), taken(&mut self.new, new));
        let place = self.notes.len();
        self.notes.push(Words::default());
        let text = self.words(old.unwrap_or_default(), new.unwrap_or_default());
        if let Some(note) = self.notes.get_mut(place) {
            *note = text;
        }
        place + 1
    }

    fn own_note(&mut self, number: usize, revision: Revision) -> usize {
        match revision {
            Revision::Deleted | Revision::MovedFrom => self.note(Some(number), None),
            Revision::Inserted | Revision::MovedTo => self.note(None, Some(number)),
        }
    }
}
