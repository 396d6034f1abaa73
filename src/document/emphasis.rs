//! Marks of emphasis in texts that are shown as they are written.

use pulldown_cmark::{Event, Options, Parser, Tag};
use std::borrow::Cow;

/// A text without its marks of emphasis: `*x*` and `**x**` are x. Marks inside a word or between digits stay,
/// for texts that are no prose have them.
#[must_use]
pub fn without_emphasis(text: &str) -> Cow<'_, str> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut marks = Vec::new();
    if text.contains('*') {
        for (event, range) in Parser::new_ext(text, Options::ENABLE_FOOTNOTES).into_offset_iter() {
            let width = match event {
                Event::Start(Tag::Emphasis) => 1,
                Event::Start(Tag::Strong) => 2,
                _ => continue,
            };
            let (before, behind) = (&text[..range.start], &text[range.end..]);
            let inside = is_word(before.chars().next_back()) || is_word(behind.chars().next());
            if !inside && text[range.clone()].starts_with('*') {
                marks.push(range.start..range.start + width);
                marks.push(range.end - width..range.end);
            }
        }
    }
    if marks.is_empty() {
        return Cow::Borrowed(text);
    }
    marks.sort_by_key(|mark| mark.start);
    let mut plain = String::with_capacity(text.len());
    let mut at = 0;
    for mark in marks {
        plain.push_str(&text[at..mark.start]);
        at = mark.end;
    }
    plain.push_str(&text[at..]);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::without_emphasis;

    #[test]
    fn marks_of_emphasis_between_words_are_taken_away() {
        for (text, plain) in [
            ("*x*", "x"),
            ("**x** và (*y*)", "x và (y)"),
            ("***x***", "x"),
            ("x", "x"),
            ("_x_", "_x_"),
            ("a*b*", "a*b*"),
            ("*a*b", "*a*b"),
            ("5*3*2", "5*3*2"),
            ("5 * 3 * 2", "5 * 3 * 2"),
        ] {
            assert_eq!(without_emphasis(text), plain);
        }
    }
}
