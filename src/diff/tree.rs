//! The items of two plans side by side, flat, each with what it says in a form that can be compared.

use super::item::{Item, Kind, Value};
use super::words::pieces;
use crate::spec::scan::scan;
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

/// What an item says, as words in small letters. Where a plan's year is given, years count from it, so that
/// «năm 2024» of one plan is «năm 2025» of the next.
#[must_use]
pub fn words(item: &Item, year: Option<i16>) -> Vec<String> {
    let mut words = Vec::new();
    let read = |text: &str, words: &mut Vec<String>| {
        for piece in pieces(text) {
            if piece.chars().any(char::is_alphanumeric) {
                let since = year.and_then(|year| since(piece, year));
                words.push(since.unwrap_or_else(|| vi::text::folded(piece)));
            }
        }
    };
    let mut add = |text: &str| {
        let mut from = 0;
        for tag in scan(text).tags {
            read(&text[from..tag.start], &mut words);
            // A call prints one thing, however many words it is written with.
            let mut call = Vec::new();
            read(&text[tag.clone()], &mut call);
            words.push(call.join(" "));
            from = tag.end;
        }
        read(&text[from..], &mut words);
    };
    for leaf in &item.leaves {
        match &leaf.value {
            Value::Text(text) => add(text),
            Value::Number(number) => add(&vi::number::format(number)),
            Value::Day(day) => add(&vi::date::short(*day)),
            Value::Ids(ids) => ids.iter().for_each(|id| add(id)),
            Value::Word(word) => add(word.written),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::item::{Field, Leaf};
    use jiff::civil::date;

    fn saying(kind: Kind, values: Vec<Value>) -> Item {
        let mut item = Item::new(kind, "tên");
        let leaf = |value| Leaf {
            field: Field::of("text"),
            value,
            span: None,
        };
        item.leaves = values.into_iter().map(leaf).collect();
        item
    }

    fn text(text: &str) -> Item {
        saying(Kind::Paragraph, vec![Value::Text(text.to_owned())])
    }

    #[test]
    fn items_stand_in_order_each_before_what_it_holds() {
        let mut section = Item::new(Kind::Section, "mục");
        section.children = vec![text("a"), text("b")];
        let mut plan = Item::new(Kind::Plan, "kế hoạch");
        plan.children = vec![
            text("đầu"),
            section,
            text("cuối"),
            Item::new(Kind::Section, "sau"),
        ];
        let nodes = flatten(&plan);
        let places: Vec<_> = nodes
            .iter()
            .map(|node| (node.item.kind, node.parent, node.place))
            .collect();
        assert_eq!(
            places,
            [
                (Kind::Plan, None, 0),
                (Kind::Paragraph, Some(0), 0),
                (Kind::Section, Some(0), 0),
                (Kind::Paragraph, Some(2), 0),
                (Kind::Paragraph, Some(2), 1),
                (Kind::Paragraph, Some(0), 1),
                (Kind::Section, Some(0), 1),
            ]
        );
    }

    #[test]
    fn years_count_from_the_plans_own_up_to_twenty_years() {
        let read = |said: &str| words(&text(said), Some(2024));
        assert_eq!(read("năm 2024"), ["năm", "year+0"]);
        assert_eq!(read("2023 2025"), ["year-1", "year+1"]);
        assert_eq!(read("2004 2044"), ["year-20", "year+20"]);
        assert_eq!(read("2003 2045"), ["2003", "2045"]);
        assert_eq!(read("02024 999"), ["02024", "999"]);
    }

    #[test]
    fn everything_that_is_said_is_words_in_small_letters() {
        let item = saying(
            Kind::Task,
            vec![
                Value::Text("Rà soát, THỐNG KÊ".to_owned()),
                Value::Number(1609.into()),
                Value::Day(date(2024, 11, 30)),
                Value::Ids(vec!["kinh_te".to_owned(), "van_hoa".to_owned()]),
                Value::Word(crate::spec::word("lower", "", "")),
                Value::Undecided,
            ],
        );
        assert_eq!(
            words(&item, Some(2024)),
            [
                "rà", "soát", "thống", "kê", "1.609", "30", "11", "year+0", "kinh", "te", "van",
                "hoa", "lower"
            ]
        );
    }

    #[test]
    fn what_it_stands_for_and_its_paragraphs_tell_an_item() {
        let mut basis = saying(Kind::LegalBasis, vec![Value::Text("nq_76".to_owned())]);
        basis.meaning = Some("Nghị quyết số 76".to_owned());
        assert_eq!(
            words(&basis, Some(2024)),
            ["nq", "76", "nghị", "quyết", "số", "76"]
        );
        let mut section = saying(Kind::Section, vec![Value::Text("Nội dung".to_owned())]);
        let mut inner = text("một");
        inner.name = "Một việc".to_owned();
        section.children = vec![inner, Item::new(Kind::Section, "mục con")];
        assert_eq!(words(&section, Some(2024)), ["nội", "dung", "một", "việc"]);
    }

    #[test]
    fn an_item_without_words_is_told_by_its_name() {
        let mut dots = text("……");
        dots.name = "……".to_owned();
        assert_eq!(words(&dots, Some(2024)), ["……"]);
        assert_eq!(words(&saying(Kind::Issuer, vec![]), Some(2024)), ["tên"]);
    }
}
