//! Mending texts (sửa tự động): which edits of findings go together, and a text with them done.
//!
//! The edits of one finding are done together or not at all. Where two findings would change the same
//! characters the first one is done; the other shows up again when the text is checked anew.

use super::{Code, Diagnostic, Edit};
use crate::source::{SourceId, SourceKind, Sources};
use std::collections::BTreeMap;

/// An edit with the kind of fault that it mends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mending {
    /// The kind of fault.
    pub code: Code,
    /// The replacement.
    pub edit: Edit,
}

/// The edits to be done in each text, in the order of their places and apart from each other.
///
/// Workbooks are not text, so findings that would change one are passed over.
#[must_use]
pub fn choose(diagnostics: &[Diagnostic], sources: &Sources) -> BTreeMap<SourceId, Vec<Mending>> {
    let mut chosen: BTreeMap<SourceId, BTreeMap<u32, Mending>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let fits = |edit: &Edit| {
            let known = chosen.get(&edit.span.source);
            is_small(edit, sources) && known.is_none_or(|known| is_apart(edit, known))
        };
        let apart = |a: &Edit, b: &Edit| {
            a.span.source != b.span.source || a.span.end <= b.span.start && a.span != b.span
        };
        let mut edits = diagnostic.edits.clone();
        edits.sort_by_key(|edit| edit.span);
        let sound = edits.windows(2).all(|pair| apart(&pair[0], &pair[1]));
        let safe = edits.iter().all(|edit| edit.safe);
        if safe && sound && edits.iter().all(fits) {
            let code = diagnostic.code;
            for edit in edits {
                let text = chosen.entry(edit.span.source).or_default();
                text.insert(edit.span.start, Mending { code, edit });
            }
        }
    }
    let in_order = |(source, edits): (_, BTreeMap<_, _>)| (source, edits.into_values().collect());
    chosen.into_iter().map(in_order).collect()
}

/// Whether an edit changes characters that a text file has, and takes away no more than a word or two:
/// whatever rule asks for more, it is no slip that is mended.
fn is_small(edit: &Edit, sources: &Sources) -> bool {
    const MOST_LETTERS: usize = 12;
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    sources.get(edit.span.source).is_some_and(|source| {
        let old = source.text().get(edit.span.range());
        *source.kind() == SourceKind::Text
            && old.is_some_and(|old| letters(old) <= letters(&edit.text) + MOST_LETTERS)
    })
}

/// Whether an edit shares no character, nor its beginning, with those chosen before.
fn is_apart(edit: &Edit, chosen: &BTreeMap<u32, Mending>) -> bool {
    let (start, end) = (edit.span.start, edit.span.end);
    let before = chosen.range(..start).next_back();
    let after = chosen.range(start..end.max(start + 1)).next();
    before.is_none_or(|(_, other)| other.edit.span.end <= start) && after.is_none()
}

/// A text with edits done that [`choose`] chose for it; all else stays as it is, byte for byte.
#[must_use]
pub fn apply(text: &str, mendings: &[Mending]) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut done = 0;
    for Mending { edit, .. } in mendings {
        let range = edit.span.range();
        mended.push_str(text.get(done..range.start).unwrap_or_default());
        mended.push_str(&edit.text);
        done = range.end;
    }
    mended.push_str(text.get(done..).unwrap_or_default());
    mended
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Message, code};
    use crate::source::{Source, Span};
    use proptest::prelude::*;
    use std::ops::Range;

    fn finding(source: SourceId, edits: &[(Range<usize>, &str)]) -> Diagnostic {
        let none = Message::default();
        let start = Diagnostic::new(code::DATE, Span::new(source, 0..0), none);
        edits.iter().cloned().fold(start, |found, (range, text)| {
            found.edit(Span::new(source, range), text)
        })
    }

    fn mend(text: &str, findings: &[&[(Range<usize>, &str)]]) -> String {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("a.toml".into(), text.into()));
        let findings: Vec<_> = findings.iter().map(|edits| finding(id, edits)).collect();
        let chosen = choose(&findings, &sources);
        chosen
            .get(&id)
            .map_or(text.to_owned(), |mendings| apply(text, mendings))
    }

    #[test]
    fn edits_stay_apart() {
        assert_eq!(
            mend("0123456789", &[&[(2..4, "ab")], &[(4..6, "")]]),
            "01ab6789"
        );
        assert_eq!(
            mend("0123456789", &[&[(2..4, "a")], &[(3..5, "b")]]),
            "01a456789"
        );
        assert_eq!(
            mend("0123456789", &[&[(2..6, "a")], &[(3..4, "b")]]),
            "01a6789"
        );
        assert_eq!(
            mend("0123456789", &[&[(3..4, "b")], &[(2..6, "a")]]),
            "012b456789"
        );
        assert_eq!(
            mend("0123456789", &[&[(3..3, "a")], &[(3..3, "b")]]),
            "012a3456789"
        );
        assert_eq!(
            mend("0123456789", &[&[(3..3, "a")], &[(2..3, "b")]]),
            "01ba3456789"
        );
    }

    #[test]
    fn a_finding_is_mended_whole_or_not_at_all() {
        let both: &[(Range<usize>, &str)] = &[(8..9, "x"), (3..4, "x")];
        assert_eq!(mend("0123456789", &[both]), "012x4567x9");
        assert_eq!(mend("0123456789", &[&[(2..4, "a")], both]), "01a456789");
        assert_eq!(
            mend("0123456789", &[&[(2..4, "a"), (3..5, "b")]]),
            "0123456789"
        );
        assert_eq!(
            mend("0123456789", &[&[(2..4, "a"), (8..99, "b")]]),
            "0123456789"
        );
    }

    #[test]
    fn no_sentence_is_taken_away() {
        let text = "Thực hiện Quyết định, ngày 04/01/2024";
        assert_eq!(mend(text, &[&[(0..text.len(), "")]]), text);
        assert_eq!(mend("cấp cấp xã", &[&[(5..11, "")]]), "cấp xã");
    }

    #[test]
    fn twelve_letters_more_than_are_put_in_may_be_taken_away() {
        let mended = |letters: usize, put: &str| {
            let text = format!("{} và", "a".repeat(letters));
            mend(&text, &[&[(0..letters, put)]])
        };
        assert_eq!(mended(12, ""), " và");
        assert_eq!(mended(13, ""), format!("{} và", "a".repeat(13)));
        assert_eq!(mended(13, "b"), "b và");
        // Signs and blanks are no letters.
        assert_eq!(
            mend("một ,,,,,,,,,,,,,,, hai", &[&[(5..22, " ")]]),
            "một hai"
        );
    }

    #[test]
    fn what_changes_the_meaning_is_left_to_someone() {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("a.toml".into(), "0123".into()));
        let span = |at| Span::new(id, at);
        let none = || Diagnostic::new(code::DATE, span(0..0), Message::default());
        let unsafe_one = none().edit(span(0..1), "x").propose(span(2..3), "y");
        assert!(choose(std::slice::from_ref(&unsafe_one), &sources).is_empty());
        assert_eq!(choose(&[unsafe_one.safely()], &sources)[&id].len(), 2);
        assert!(choose(&[none()], &sources).is_empty());
    }

    #[test]
    fn edits_of_two_files_do_not_meet() {
        let mut sources = Sources::default();
        let one = sources.add(Source::new("a.toml".into(), "0123".into()));
        let other = sources.add(Source::new("b.toml".into(), "0123".into()));
        let both = finding(one, &[(1..2, "x")]).edit(Span::new(other, 1..2), "x");
        let chosen = choose(&[both], &sources);
        assert_eq!(chosen.len(), 2);
        // A file that is not there changes nothing.
        let gone = Sources::default();
        assert!(choose(&[finding(one, &[(1..2, "x")])], &gone).is_empty());
    }

    #[test]
    fn workbooks_are_left_alone() {
        let mut sources = Sources::default();
        let kind = SourceKind::Sheet("Biểu 1".into());
        let sheet = sources.add(Source::with_kind("b.xlsx".into(), "a\tb\n".into(), kind));
        assert!(choose(&[finding(sheet, &[(0..1, "x")])], &sources).is_empty());
    }

    proptest! {
        #[test]
        fn what_is_not_edited_stays(
            text in "[a-zđấ\r\n]{0,30}",
            edits in prop::collection::vec((0_usize..30, 0_usize..5, "[A-Z]{0,3}"), 0..8),
        ) {
            let edits: Vec<[(Range<usize>, &str); 1]> = edits
                .iter()
                .map(|(start, length, new)| {
                    let at = |n: &usize| text.floor_char_boundary(*n);
                    [(at(start)..at(&(start + length)), new.as_str())]
                })
                .collect();
            let findings: Vec<&[_]> = edits.iter().map(|edits| &edits[..]).collect();
            let mended = mend(&text, &findings);
            let kept: String = mended.chars().filter(|c| !c.is_ascii_uppercase()).collect();
            let mut rest = text.chars();
            prop_assert!(kept.chars().all(|c| rest.any(|own| own == c)));
        }
    }
}
