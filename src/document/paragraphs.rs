//! Where the paragraphs of a prose stand in its text, before its calls print.

use super::lines::lines;
use crate::spec::Prose;
use std::ops::Range;

/// The paragraphs, headings, items and footnotes of a prose, in order, each with its mark. Nothing but
/// white space stands between them.
#[must_use]
pub fn paragraphs(prose: &Prose) -> Vec<Range<usize>> {
    lines(&prose.filled('x'))
        .into_iter()
        .map(|line| line.range)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::paragraphs;
    use crate::spec::prose::tests::prose;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<&str> {
        let ranges = paragraphs(&prose(text)).into_iter();
        ranges.map(|range| &text[range]).collect()
    }

    #[test]
    fn each_line_is_its_own_with_its_mark() {
        let text = "# Đầu\nMột\n\n- hai\n  + ba\n\n  năm\na) sáu\n[^a]: Chú thích\n***\n";
        let pieces = [
            "# Đầu",
            "Một",
            "- hai",
            "+ ba",
            "năm",
            "a) sáu",
            "[^a]: Chú thích",
            "***",
        ];
        assert_eq!(texts(text), pieces);
    }

    #[test]
    fn a_tag_over_several_lines_parts_nothing() {
        let text = "Còn {{ value(\n  id=\"ho\"\n) }} hộ\nhai";
        assert_eq!(texts(text), ["Còn {{ value(\n  id=\"ho\"\n) }} hộ", "hai"]);
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
