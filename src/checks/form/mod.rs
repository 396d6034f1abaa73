//! Rules of form (thể thức): what Annex I of the decree asks of a plan beyond its looks.
//!
//! What the program sets by itself, such as the zeros of the plan's own date, cannot be wrong and has
//! no rule.

mod appendix;
mod ending;
mod numbering;
mod release;
mod signer;
mod zeros;

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[
    signer::SIGNER_AUTHORITY,
    signer::MISSING_TM,
    signer::AUTHORITY_SPELLING,
    zeros::DATE_ZERO,
    zeros::NUMBER_ZERO,
    appendix::UNMENTIONED,
    appendix::NOT_ROMAN,
    appendix::MISSING,
    release::UNDECIDED_VALUE,
    release::BLANK_HEAD,
    numbering::TYPED_NUMBER,
    numbering::BROKEN_SEQUENCE,
    ending::NOT_ARCHIVED,
    ending::NO_CLOSING,
    signer::SIGNER_TITLE,
];
