//! Rules of Vietnamese text (chính tả, dấu câu).
//!
//! They read the document's passages and judge what someone typed; what calls print from data and
//! registries is judged where it was written. Each file holds the rules of one subject with the
//! searches that they use.

mod abbreviation;
mod capital;
mod dash;
mod glued;
mod letters;
mod number;
mod orthography;
mod pairs;
mod phrase;
mod phrases;
mod repeat;
mod space;
mod spelling;

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[
    letters::FOREIGN_LETTER,
    letters::NUMERO_SIGN,
    number::DECIMAL_POINT,
    spelling::TONE_STYLES,
    pairs::UNBALANCED,
    space::DOUBLE_SPACE,
    space::SPACE_AT_MARK,
    space::MISSING_SPACE,
    dash::HYPHEN_SPACING,
    dash::DASH_FOR_HYPHEN,
    abbreviation::ABBREVIATION,
    spelling::IMPOSSIBLE_SYLLABLE,
    phrase::MISSPELT_PHRASE,
    repeat::DOUBLED_WORD,
    capital::PEOPLE_AND_STATE,
    capital::SMALL_ARTICLE,
    capital::SMALL_OFFICE,
    space::NO_END,
    glued::GLUED,
    glued::SENTENCE_END,
];
