//! The items of two plans side by side, flat, each with what it says in a form that can be compared.

use super::item::{Item, Kind, Value};
use super::words::pieces;
use crate::vi;
use std::collections::BTreeMap;

/// An item at its place.
#[derive(Debug)]
pub struct Node<'i> {
    /// The item.
    pub item: &'i Item,
    /// The item around it, by place; the plan itself has none.
    pub parent: Option<usize>,
    /// Its place among the items of its kind around it, from 0.
    pub place: usize,
}

/// All items of a plan in its own order, each before those inside it.
#[must_use]
pub fn flatten(root: &Item) -> Vec<Node<'_>> {
    let mut nodes = Vec::new();
    add(root, None, 0, &mut nodes);
    nodes
}

fn add<'i>(item: &'i Item, parent: Option<usize>, place: usize, nodes: &mut Vec<Node<'i>>) {
    let own = nodes.len();
    nodes.push(Node {
        item,
        parent,
        place,
    });
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for child in &item.children {
        let count = counts.entry(child.kind).or_default();
        add(child, Some(own), *count, nodes);
        *count += 1;
    }
}

/// What an item says, as words in small letters; years count from the plan's own, so that «năm 2024» of
/// one plan is «năm 2025» of the next.
#[must_use]
pub fn words(item: &Item, year: i16) -> Vec<String> {
    let mut words = Vec::new();
    let mut add = |text: &str| {
        for piece in pieces(text) {
            if piece.chars().any(char::is_alphanumeric) {
                words.push(since(piece, year).unwrap_or_else(|| vi::text::folded(piece)));
            }
        }
    };
    for leaf in &item.leaves {
        match &leaf.value {
            Value::Text(text) => add(text),
            Value::Number(number) => add(&vi::number::format(number)),
            Value::Day(day) => add(&vi::date::short(*day)),
            Value::Ids(ids) => ids.iter().for_each(|id| add(id)),
            Value::Word(word) => add(word),
            Value::Undecided => {}
        }
    }
    item.meaning.iter().for_each(|meaning| add(meaning));
    // A section is told by what stands in it, too.
    for child in item
        .children
        .iter()
        .filter(|child| child.kind == Kind::Paragraph)
    {
        add(&child.name);
    }
    if words.is_empty() {
        // A dash, or dots to be filled in.
        words.push(item.name.clone());
    }
    words
}

/// A year as its distance from the plan's.
fn since(word: &str, year: i16) -> Option<String> {
    let number: i16 = word.parse().ok().filter(|_| word.len() == 4)?;
    let distance = number.checked_sub(year)?;
    (-20..=20)
        .contains(&distance)
        .then(|| format!("year{distance:+}"))
}
