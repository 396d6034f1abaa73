//! Whether two names mean one organisation: names are shortened in many ways.

use crate::plan::Unit;
use crate::vi::text::folded_name;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Whether a name means a group of organisations (các sở, ngành), each of which acts for itself.
///
/// The names of single ones begin with a capital (Annex II, III).
pub(super) fn is_group(unit: &Unit) -> bool {
    let name = unit.name.as_str();
    let lower = name.chars().next().is_some_and(char::is_lowercase);
    lower || has_word(&plain(name), "các") || name.contains("liên quan")
}

/// A name in small letters, with one style of tone marks and single blanks.
pub(super) fn plain(name: &str) -> String {
    folded_name(name)
        .replace("ủy ban nhân dân", "ubnd")
        .replace("hội đồng nhân dân", "hđnd")
}

/// Whether a plain text has a word.
pub(super) fn has_word(plain: &str, word: &str) -> bool {
    plain
        .split(|c: char| !c.is_alphanumeric())
        .any(|own| own == word)
}

/// Whether a plain line of text names a unit, in full or shortened.
pub(super) fn names(line: &str, unit: &Unit) -> bool {
    let own = [Some(&unit.name), unit.short.as_ref()];
    let abbreviation = unit.abbreviation.as_ref();
    own.into_iter().flatten().any(|name| {
        let name = plain(name.as_str());
        line.contains(&name) || name.contains(line) || shortens(line, &name)
    }) || abbreviation.is_some_and(|own| has_word(line, &plain(own.as_str())))
}

/// Whether a line ends with another name shortened: `Phòng LĐ-TB&XH` for `Phòng Lao động - Thương
/// binh và Xã hội`. Each of its words is a word of the other or the first letters of several.
fn shortens(line: &str, full: &str) -> bool {
    let words = |text: &str| -> Vec<Vec<char>> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && *word != "và")
            .map(|word| bare(word).collect())
            .collect()
    };
    let (line, full) = (words(line), words(full));
    // Before the name may stand who of it is meant: «Ban Thường trực UBMTTQVN xã».
    (0..line.len()).any(|from| shorten(&line[from..], &full))
}

fn shorten(short: &[Vec<char>], full: &[Vec<char>]) -> bool {
    // What may be left out at the end is the place: «huyện», «xã An Bình».
    const MOST_LEFT: usize = 3;
    let mut at = 0;
    for word in short {
        if full.get(at) == Some(word) {
            at += 1;
            continue;
        }
        let initials = full[at..].iter().filter_map(|word| word.first());
        if word.len() < 2 || !word.iter().eq(initials.take(word.len())) {
            return false;
        }
        at += word.len();
    }
    at >= 2 && full.len() - at <= MOST_LEFT
}

/// The letters of a text without tones and marks; đ stays đ.
fn bare(text: &str) -> impl Iterator<Item = char> {
    text.nfd().filter(|c| !is_combining_mark(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(short: &str, full: &str) -> bool {
        shortens(&plain(short), &plain(full))
    }

    #[test]
    fn shortened_names() {
        let full = "Phòng Lao động - Thương binh và Xã hội huyện";
        assert!(same("Phòng LĐ-TB&XH", full));
        assert!(same("Phòng LĐTBXH huyện", full));
        assert!(same("Phòng Lao động - TB&XH", full));
        assert!(same("Phòng VHXH", "Phòng Văn hóa - Xã hội"));
        assert!(same("UBMTTQVN xã", "Ủy ban Mặt trận Tổ quốc Việt Nam xã"));
        assert!(same(
            "Ban Thường trực UBMTTQVN xã",
            "Ủy ban Mặt trận Tổ quốc Việt Nam xã"
        ));
        assert!(!same("Phòng Y tế", full));
        assert!(!same("Phòng", full));
        assert!(!same("Phòng Lao động - TB&XH", "Phòng Lao động"));
        assert!(!same(
            "Phòng LĐTBXHA",
            "Phòng Lao động - Thương binh và Xã hội"
        ));
    }

    #[test]
    fn the_place_may_be_left_out_and_the_name_may_not() {
        assert!(same("Phòng LĐ", "Phòng Lao động xã An Bình"));
        assert!(!same("Phòng LĐ", "Phòng Lao động của xã An Bình"));
        assert!(same("YT", "Y tế"));
        assert!(!same("Phòng", "Phòng Y tế"));
        assert!(!same("Phòng L động", "Phòng Lao động"));
        assert!(same("phong van hoa", "Phòng Văn hóa"));
        assert!(!same("phong dao tao", "Phòng Đào tạo"));
    }
}
