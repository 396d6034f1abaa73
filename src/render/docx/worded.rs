//! What a paragraph says, and the content control around what comes from one place.

use super::place::{Control, Places};
use super::revision::{Change, Restyled};
use super::run::{Look, Notes, Runs, Words};
use crate::document::model::{Inline, Origin};
use crate::source::Span;
use serde::Serialize;

/// The words of a paragraph.
#[derive(Debug, Default, Serialize)]
pub struct Worded {
    /// The runs of the number or mark that the program puts before them.
    pub label: Words,
    /// Their runs.
    pub runs: Words,
    /// The control around the runs.
    pub control: Option<Control>,
    /// The tracked change of the paragraph's mark.
    pub mark: Option<Change>,
    /// The tracked change of the paragraph's style.
    pub restyled: Option<Restyled>,
}

impl Worded {
    /// Words of the program's own.
    pub fn own(text: &str) -> Self {
        Self {
            runs: Runs::new(&mut Notes::default())
                .text(text, Look::default())
                .words(),
            ..Self::default()
        }
    }

    /// Running text, with the control of the place from its first to its last written character.
    pub fn of(content: &[Inline], places: &Places<'_>, notes: &mut Notes) -> Self {
        Self {
            runs: Runs::new(notes).add(content, Look::default()).words(),
            control: places.control(origin(content)),
            ..Self::default()
        }
    }

    /// Puts words of the program's own before the control.
    pub fn after(mut self, label: &str, look: Look) -> Self {
        if !label.is_empty() {
            self.label = Runs::new(&mut Notes::default()).text(label, look).words();
        }
        self
    }
}

/// The place from the first to the last character that someone wrote, where they stand in one file.
fn origin(content: &[Inline]) -> Option<Span> {
    let mut origin: Option<Span> = None;
    for inline in content {
        let span = match inline {
            Inline::Text { origin, .. } => origin.map(Origin::span),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Struck { content }
            | Inline::Underlined { content } => self::origin(content),
            _ => None,
        };
        origin = match (origin, span) {
            (Some(whole), Some(span)) if whole.source == span.source => Some(Span {
                start: whole.start.min(span.start),
                end: whole.end.max(span.end),
                ..whole
            }),
            (Some(_), Some(_)) => return None,
            (known, new) => known.or(new),
        };
    }
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};

    #[test]
    fn words_are_placed_from_the_first_to_the_last_that_someone_wrote() {
        let mut sources = Sources::default();
        let plan = sources.add(Source::new("plan.toml".into(), "0123456789".into()));
        let other = sources.add(Source::new("units.toml".into(), "0123456789".into()));
        let word = |source, range| Inline::typed("x", Span::new(source, range));
        let content = [
            Inline::text("- "),
            word(plan, 5..7),
            Inline::Emphasis {
                content: vec![Inline::todo(), word(plan, 2..4)],
            },
            Inline::Footnote {
                content: vec![word(plan, 8..9)],
            },
            word(plan, 3..6),
            Inline::text("."),
        ];
        assert_eq!(origin(&content), Some(Span::new(plan, 2..7)));
        assert_eq!(origin(&content[..1]), None);
        assert_eq!(origin(&[]), None);
        assert_eq!(origin(&[word(plan, 5..7), word(other, 2..4)]), None);
    }
}
