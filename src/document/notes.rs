//! Footnotes, and what stands beside the text in Markdown.

use pulldown_cmark::{Event, OffsetIter, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// An event of the parser with its place.
pub(super) type Spanned<'t> = (Event<'t>, Range<usize>);

/// The definitions of footnotes by label, each with its place.
pub(super) type Notes<'t> = HashMap<String, (Range<usize>, Vec<Spanned<'t>>)>;

/// Takes the definitions of footnotes out of the text around them.
pub(super) fn split(events: Vec<Spanned<'_>>) -> (Vec<Spanned<'_>>, Notes<'_>) {
    let mut body = Vec::new();
    let mut notes: Notes<'_> = HashMap::new();
    let mut open: Option<String> = None;
    for (event, range) in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let mut label = label.to_string();
                while notes.contains_key(&label) {
                    // No reference has such a label, so the second text of one is reported.
                    label.push(']');
                }
                notes.insert(label.clone(), (range, Vec::new()));
                open = Some(label);
            }
            Event::End(TagEnd::FootnoteDefinition) => open = None,
            event => match open.as_ref().and_then(|label| notes.get_mut(label)) {
                Some((_, note)) => note.push((event, range)),
                None => body.push((event, range)),
            },
        }
    }
    (body, notes)
}

/// The places of link definitions (`[a]: b`), which make no paragraph.
pub(super) fn link_definitions(parser: &OffsetIter<'_>) -> Vec<Range<usize>> {
    let definitions = parser.reference_definitions().iter();
    let mut places: Vec<_> = definitions.map(|(_, link)| link.span.clone()).collect();
    places.sort_by_key(|place| place.start);
    places
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
