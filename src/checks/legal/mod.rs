//! Rules of legal bases and citations (căn cứ, viện dẫn).
//!
//! A document is cited in three ways: as an entry of legal.toml, in place among the legal bases, and in
//! running text. A [`Fact`](super::facts::mention::Fact) is what all three say of it, so that a rule of
//! documents is written once. What stands in a registry is reported there, once for the office, not again in each plan.

mod agree;
mod body;
mod force;
mod full;
mod order;
mod short;
mod symbol;

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[
    symbol::MALFORMED,
    symbol::LOOSE,
    symbol::KIND,
    symbol::YEAR,
    agree::DATES,
    agree::TITLES,
    force::LATER,
    force::REPLACED,
    force::EXPIRED,
    force::NOT_YET,
    body::ISSUER,
    body::TERM,
    order::ORDER,
    full::INCOMPLETE,
    full::UNLISTED,
    full::SUBJECT,
    short::REPEATED,
    short::WORD,
    short::COMMA,
    force::UNCHECKED,
];
