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
            distance <= allowed || (word.len() > 3 && wrong.len() > 3 && word.starts_with(wrong))
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
}
