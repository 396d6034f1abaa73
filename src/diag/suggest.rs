//! «Did you mean»: the known word nearest to a misspelt one.

/// The word of `known` that is most like `wrong`, if one is like it at all.
///
/// A swap of neighbouring letters counts as one edit; about one edit in three letters is allowed.
#[must_use]
pub fn closest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (wrong.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(wrong, word), word))
        .filter(|&(distance, word)| {
            distance <= allowed || (wrong.len() > 3 && word.starts_with(wrong))
        })
        .min()
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn a_typo_finds_its_word_and_nonsense_finds_none() {
        let keys = ["title", "unit", "total", "indicators"];
        assert_eq!(closest("titel", keys), Some("title"));
        assert_eq!(closest("indicator", keys), Some("indicators"));
        assert_eq!(closest("xyz", keys), None);
    }

    #[test]
    fn one_edit_in_three_letters_is_allowed_and_one_in_any_word() {
        assert_eq!(closest("xa", ["xã"]), Some("xã"));
        assert_eq!(closest("xa", ["bã"]), None);
        assert_eq!(closest("thons", ["thon"]), Some("thon"));
        assert_eq!(closest("thoxs", ["thon"]), None, "two of five");
        assert_eq!(closest("tielta", ["tieude"]), None, "three of six");
        assert_eq!(closest("tieudx", ["tieute"]), Some("tieute"), "two of six");
        // Letters are counted, not their bytes.
        assert_eq!(closest("hộở", ["hội"]), Some("hội"));
        assert_eq!(closest("hộở", ["hai"]), None);
    }

    #[test]
    fn neighbours_that_are_swapped_are_one_edit() {
        assert_eq!(closest("nit", ["int"]), Some("int"));
    }

    #[test]
    fn the_beginning_of_a_long_word_means_it() {
        assert_eq!(closest("resp", ["responsible"]), Some("responsible"));
        assert_eq!(
            closest("res", ["responsible"]),
            None,
            "too short to mean one"
        );
        assert_eq!(closest("ponsible", ["responsible"]), None, "no beginning");
    }

    #[test]
    fn the_nearest_wins_and_of_equals_the_first_of_the_alphabet() {
        assert_eq!(closest("tota", ["totals", "total"]), Some("total"));
        assert_eq!(closest("tutal", ["tetal", "total"]), Some("tetal"));
        assert_eq!(closest("tutal", ["total", "tetal"]), Some("tetal"));
        assert_eq!(closest("total", ["totals", "total"]), Some("total"));
    }
}
