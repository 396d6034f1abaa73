//! Sentences (câu) of running text.

use crate::document::passage::{Passage, PassageKind};
use crate::source::Span;
use std::ops::Range;

/// The passages of running text: what a clerk writes as sentences.
pub fn prose(passages: &[Passage]) -> impl Iterator<Item = &Passage> {
    let read = |passage: &&Passage| {
        !matches!(
            passage.kind,
            PassageKind::Letterhead | PassageKind::Signature | PassageKind::Address
        )
    };
    passages.iter().filter(read)
}

/// Where a range was written, if someone wrote it.
pub fn written(passage: &Passage, range: &Range<usize>) -> Option<Span> {
    if passage.is_made(range.start) || passage.is_made(range.end.saturating_sub(1)) {
        return None;
    }
    passage.place(range.clone())
}

/// The beginning of the sentence that a place stands in.
pub fn sentence_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before
        .char_indices()
        .rev()
        .find(|(place, c)| match c {
            ';' | '\n' | ':' => true,
            '.' | '!' | '?' => before[place + 1..].starts_with(char::is_whitespace),
            _ => false,
        })
        .map_or(0, |(place, c)| place + c.len_utf8())
}

/// The sentence that holds an offset: between full stops that end one. Dots that leave it open are its own.
pub fn sentence(text: &str, at: usize) -> Range<usize> {
    let ends = |(at, _): &(usize, &str)| {
        let rest = &text[at + 1..];
        rest.is_empty() || rest.starts_with([' ', '\u{a0}', '\n', '/'])
    };
    let stops = text.match_indices(['.', '!', '?']).filter(ends);
    let mut range = 0..text.len();
    for (stop, _) in stops {
        if stop < at {
            range.start = stop + 1;
        } else {
            let open = text[..=stop].ends_with("...");
            range.end = stop + usize::from(open);
            break;
        }
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_ends_a_sentence_and_a_point_does_not() {
        let text = "Còn 1.609 hộ. Giảm 5.2% so với năm 2022./.";
        assert_eq!(&text[sentence(text, 5)], "Còn 1.609 hộ");
        assert_eq!(&text[sentence(text, 20)], " Giảm 5.2% so với năm 2022");
        let text = "Bò, dê, gà... Còn gì nữa? Hết! Thế thôi";
        for (at, expected) in [
            (0, "Bò, dê, gà..."),
            (text.find("Còn").unwrap(), " Còn gì nữa"),
            (text.find("Hết").unwrap(), " Hết"),
            (text.find("Thế").unwrap(), " Thế thôi"),
        ] {
            assert_eq!(&text[sentence(text, at)], expected);
        }
    }

    #[test]
    fn a_sentence_begins_behind_the_one_before() {
        let start = |text: &str| {
            let at = text.find("huyện").unwrap();
            text[sentence_start(text, at)..at].to_owned()
        };
        for text in [
            "Xong. Báo cáo huyện",
            "Xong! Báo cáo huyện",
            "Xong? Báo cáo huyện",
            "Xong; Báo cáo huyện",
            "Xong: Báo cáo huyện",
            "Xong\n Báo cáo huyện",
        ] {
            assert_eq!(start(text), " Báo cáo ", "{text}");
        }
        assert_eq!(start("Có 1.200 hộ, Báo cáo huyện"), "Có 1.200 hộ, Báo cáo ");
        assert_eq!(start("Báo cáo.huyện"), "Báo cáo.");
        assert_eq!(start("Báo cáo;huyện"), "");
    }
}
