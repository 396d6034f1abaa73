//! Characters that print nothing themselves (Unicode's classes Cf, Zl and Zp, and what is ignorable by
//! default): marks of no width, of direction, of lines, of variants.

/// Whether a character turns the direction of others or breaks their line (Unicode Standard Annex 9), so that
/// people read another text than searching and sorting do.
#[must_use]
pub fn is_turning(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{206F}')
        || matches!(c, '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a character prints nothing, and is no white space.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    !c.is_ascii()
        && (is_turning(c)
            || matches!(c,
                '\u{AD}' | '\u{34F}' | '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{70F}' | '\u{890}'
                | '\u{891}' | '\u{8E2}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
                | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' | '\u{3164}'
                | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
                | '\u{110BD}' | '\u{110CD}' | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_prints_nothing_is_known_and_letters_blanks_and_signs_are_not_taken_for_it() {
        for c in [
            '\u{ad}',
            '\u{200b}',
            '\u{200d}',
            '\u{2060}',
            '\u{feff}',
            '\u{fe0f}',
            '\u{e0041}',
        ] {
            assert!(is_invisible(c), "{c:?}");
        }
        for c in [
            '\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}', '\u{202a}', '\u{202e}', '\u{2066}',
        ] {
            assert!(is_turning(c) && is_invisible(c), "{c:?}");
        }
        for c in [
            'a', 'ộ', ' ', '\n', '\u{a0}', '\u{202f}', '\u{3000}', '–', '…', '\u{301}', '№', '😀',
        ] {
            assert!(!is_invisible(c), "{c:?}");
        }
    }
}
