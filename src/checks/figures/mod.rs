//! Rules of figures in running text (số liệu trong lời văn): what a sentence says must agree with itself,
//! with the list behind it and with what the plan declares.
//!
//! They read the composed document, so numbers that calls print take part. A figure is read as little as
//! it can be: bounds («trên 4%»), spans («6 - 8%»), rough figures («gần 30 hộ») and shares of one
//! («mỗi xã 02 hộ») are compared with nothing.

mod change;
mod count;
mod declared;
mod reckoned;
mod same;
mod share;
mod sum;
#[cfg(test)]
mod tests;
mod total;
mod unread;
mod words;

use super::rule::Rule;

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[
    words::AMOUNT,
    words::UNREADABLE,
    total::TOTAL,
    words::COUNT,
    share::SHARE,
    change::DIFFERENCE,
    change::RELATIVE,
    change::DIRECTION,
    reckoned::PRODUCT,
    reckoned::AGAIN,
    reckoned::BALANCE,
    unread::UNREAD,
    sum::PARTS,
    sum::PART,
    count::ITEMS,
    declared::FIGURE,
    same::SAME,
];
