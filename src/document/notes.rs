//! Footnotes of a prose, which stand on lines of their own.

use super::lines::{Line, Opener, lines};
use std::ops::Range;

/// The text of a footnote.
pub(super) struct Note {
    /// The label that refers to it.
    pub label: Range<usize>,
    /// All of it.
    pub range: Range<usize>,
    /// Its lines; those behind the first are indented.
    pub lines: Vec<Line>,
}

/// Takes the texts of footnotes out of the lines around them.
pub(super) fn split(text: &str, all: Vec<Line>) -> (Vec<Line>, Vec<Note>) {
    let mut body = Vec::new();
    let mut notes: Vec<Note> = Vec::new();
    let mut in_note = false;
    for line in all {
        let label = match &line.opener {
            Opener::Note(label) => {
                Some(line.range.start + label.start..line.range.start + label.end)
            }
            _ => None,
        };
        if let Some(label) = label {
            notes.push(Note {
                label,
                range: line.range.clone(),
                lines: words(text, &line),
            });
            in_note = true;
        } else if let Some(note) = notes.last_mut().filter(|_| in_note && line.indent > 0) {
            note.range.end = line.range.end;
            note.lines.push(line);
        } else {
            in_note = false;
            body.push(line);
        }
    }
    (body, notes)
}

/// What a footnote says on its first line.
fn words(text: &str, line: &Line) -> Vec<Line> {
    let words = text.get(line.words.clone()).unwrap_or_default();
    let mut inner = lines(words);
    for inner in &mut inner {
        for range in [&mut inner.range, &mut inner.words] {
            *range = line.words.start + range.start..line.words.start + range.end;
        }
    }
    inner
}

/// Whether a run of text is the bracket of a footnote whose text is nowhere (`[^1]`).
pub(super) fn is_unwritten_note(text: &str, run: &Range<usize>) -> bool {
    let before = text.get(..run.start).unwrap_or_default();
    let escaped = (before.len() - before.trim_end_matches('\\').len()) % 2 == 1;
    let label = text
        .get(run.start..)
        .and_then(|rest| rest.strip_prefix("[^"))
        .and_then(|rest| rest.split_once(']'))
        .map(|(label, _)| label);
    !escaped && label.is_some_and(|label| !label.is_empty() && !label.contains(char::is_whitespace))
}
