//! The kinds of document (tên loại văn bản) by their names in running text.

use crate::law::{Kind, Law};
use crate::vi::text;

/// The kind of a name such as «Quyết định», in any case of letters.
#[must_use]
pub fn kind_named<'l>(law: &'l Law, name: &str) -> Option<&'l Kind> {
    let name = text::folded(name.trim());
    law.kinds().find(|kind| kind.name.to_lowercase() == name)
}

/// The kind whose name begins a text, in any case of letters.
#[must_use]
pub fn kind_at_start_of<'l>(law: &'l Law, text: &str) -> Option<&'l Kind> {
    let starts = |kind: &&Kind| {
        let (head, rest) = text.split_at_checked(kind.name.len())?;
        let whole = !rest.starts_with(char::is_alphabetic);
        (whole && same_letters(head, &kind.name)).then_some(())
    };
    let all = law.kinds().filter(|kind| starts(kind).is_some());
    all.max_by_key(|kind| kind.name.len())
}

/// The kind whose name ends a text, with the place where the name begins.
pub(super) fn at_end_of<'l>(law: &'l Law, text: &str) -> Option<(usize, &'l Kind)> {
    law.kinds()
        .filter_map(|kind| {
            let from = text.len().checked_sub(kind.name.len())?;
            let (before, tail) = (text.get(..from)?, text.get(from..)?);
            let whole = !before.chars().next_back().is_some_and(char::is_alphabetic);
            (whole && same_letters(tail, &kind.name)).then_some((from, kind))
        })
        .min_by_key(|(from, _)| *from)
}

/// Whether two texts of one length differ in the case of letters at most.
pub(super) fn same_letters(left: &str, right: &str) -> bool {
    left.chars()
        .flat_map(char::to_lowercase)
        .eq(right.chars().flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_before_a_number_counts() {
        let law = Law::standard();
        let found = |text| at_end_of(&law, text).map(|(_, kind)| kind.name.as_str());
        assert_eq!(found("theo Thông tư liên tịch"), Some("Thông tư liên tịch"));
        assert_eq!(found("Căn cứ QUYẾT ĐỊNH"), Some("Quyết định"));
        assert_eq!(found("thực hiện kế hoạch"), Some("Kế hoạch"));
        assert_eq!(found("siêuLuật"), None);
        assert_eq!(found("Mẫu"), None);
    }

    #[test]
    fn the_longest_name_that_begins_a_text_counts() {
        let law = Law::standard();
        let found = |text| kind_at_start_of(&law, text).map(|kind| kind.name.as_str());
        assert_eq!(found("Luật Thi đua, khen thưởng"), Some("Luật"));
        assert_eq!(found("BỘ LUẬT"), Some("Bộ luật"));
        assert_eq!(found("Thông tư liên tịch"), Some("Thông tư liên tịch"));
        assert_eq!(found("Luậtsư"), None);
        assert_eq!(found(""), None);
    }

    #[test]
    fn a_name_is_known_in_any_case() {
        let law = Law::standard();
        let named = |name| kind_named(&law, name).map(|kind| kind.name.as_str());
        assert_eq!(named(" QUYẾT ĐỊNH "), Some("Quyết định"));
        assert_eq!(named("Quyết"), None);
        assert!(kind_named(&law, "Công văn").is_some_and(|kind| kind.free));
        assert!(kind_named(&law, "Quy định").is_some_and(|kind| kind.takes("QĐ")));
        assert!(!kind_named(&law, "Kế hoạch").is_some_and(|kind| kind.takes("QĐ")));
    }
}
