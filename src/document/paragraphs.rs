//! Where the paragraphs of a prose stand in its text, before its calls print.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The paragraphs, headings, items and footnotes of a prose, in order, each with its mark. Nothing but
/// white space stands between them.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut cutter = Cutter {
        text,
        start: 0,
        marked: false,
        ranges: Vec::new(),
    };
    for (event, range) in Parser::new_ext(text, Options::ENABLE_FOOTNOTES).into_offset_iter() {
        match event {
            Event::Start(Tag::Item | Tag::FootnoteDefinition(_)) => {
                cutter.begin(range.start);
                cutter.marked = true;
            }
            Event::Start(
                Tag::Paragraph
                | Tag::HtmlBlock
                | Tag::CodeBlock(_)
                | Tag::Heading { .. }
                | Tag::List(_),
            ) => cutter.begin(range.start),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::HtmlBlock
                | TagEnd::CodeBlock
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::FootnoteDefinition,
            )
            | Event::Rule => cutter.end(range.end),
            Event::Text(_) => cutter.marked = false,
            _ => {}
        }
    }
    cutter.end(text.len());
    cutter.ranges
}

struct Cutter<'t> {
    text: &'t str,
    /// Up to where the text is in a range.
    start: usize,
    /// Whether what goes on is the mark of an item, which waits for its words.
    marked: bool,
    ranges: Vec<Range<usize>>,
}

impl Cutter<'_> {
    /// A block begins at a place; the mark before it belongs to it.
    fn begin(&mut self, at: usize) {
        if !self.marked {
            self.end(at);
        }
    }

    /// What goes on ends at a place.
    fn end(&mut self, at: usize) {
        self.marked = false;
        let piece = self.text.get(self.start..at).unwrap_or_default();
        let words = piece.trim();
        if !words.is_empty() {
            let start = self.start + piece.len() - piece.trim_start().len();
            self.ranges.push(start..start + words.len());
        }
        self.start = self.start.max(at);
    }
}

#[cfg(test)]
mod tests {
    use super::paragraphs;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<&str> {
        let ranges = paragraphs(text).into_iter();
        ranges.map(|range| &text[range]).collect()
    }

    #[test]
    fn a_blank_line_parts_paragraphs_and_a_line_break_does_not() {
        assert_eq!(texts("Một\nhai\n\nBa\n"), ["Một\nhai", "Ba"]);
    }

    #[test]
    fn headings_and_items_are_their_own_with_their_marks() {
        let text = "# Đầu\nMột\n- hai\n  - ba\n- bốn\n\n  năm\n1. sáu\n\n2. bảy\n";
        let pieces = [
            "# Đầu", "Một", "- hai", "- ba", "- bốn", "năm", "1. sáu", "2. bảy",
        ];
        assert_eq!(texts(text), pieces);
    }

    #[test]
    fn footnotes_and_what_prints_nothing_are_there_too() {
        let text = "Một[^a]\n\n[^a]: Chú thích\n\n***\n\n[x]: http://a.vn\n";
        let pieces = ["Một[^a]", "[^a]: Chú thích", "***", "[x]: http://a.vn"];
        assert_eq!(texts(text), pieces);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_twice(text in "([-#*1.>\\[\\]^: \n]|một|`|<b>|    ){0,40}") {
            let whole: String = texts(&text).concat().split_whitespace().collect();
            let written: String = text.split_whitespace().collect();
            prop_assert_eq!(whole, written);
        }
    }
}
