//! Which items are one: on both sides of each bound.

use super::*;
use crate::diff::item::{Field, Leaf, Value};
use crate::diff::tree::flatten;

/// An item that says a text, with an id where one is given.
fn item(kind: Kind, id: Option<&str>, text: &str) -> Item {
    let mut item = Item::new(kind, text);
    item.id = id.map(ToOwned::to_owned);
    item.leaves = vec![Leaf {
        field: Field::of("text"),
        value: Value::Text(text.to_owned()),
        span: None,
    }];
    item
}

fn objective(text: &str) -> Item {
    item(Kind::Objective, None, text)
}

fn plan(children: Vec<Item>) -> Item {
    let mut plan = Item::new(Kind::Plan, "Giảm nghèo");
    plan.children = children;
    plan
}

/// Around some items.
fn around(kind: Kind, id: &str, children: Vec<Item>) -> Item {
    let mut around = item(kind, Some(id), id);
    around.children = children;
    around
}

/// Places of items that are one, of a kind, and why: in the order of the old plan.
fn paired(kind: Kind, old: &Item, new: &Item) -> Vec<(usize, usize, Reason)> {
    let (old, new) = (flatten(old), flatten(new));
    let pairs = pair(&old, &new, (2024, 2025));
    let of_kind = old.iter().zip(&pairs.of_old);
    let of_kind = of_kind.filter(|(node, _)| node.item.kind == kind);
    of_kind
        .filter_map(|(node, pair)| {
            let (at, reason) = (*pair)?;
            Some((node.place, new[at].place, reason))
        })
        .collect()
}

/// Two texts of so many words each, of which so many are common.
fn texts(words: usize, common: usize) -> (String, String) {
    let text = |own: &str| {
        let words = (0..words).map(|at| {
            let own = if at < common { "chung" } else { own };
            format!("{own}{at}")
        });
        words.collect::<Vec<_>>().join(" ")
    };
    (text("cũ"), text("mới"))
}

#[test]
fn in_the_same_place_45_percent_are_enough() {
    let reason = |words, common| {
        let (old, new) = texts(words, common);
        let (old, new) = (plan(vec![objective(&old)]), plan(vec![objective(&new)]));
        paired(Kind::Objective, &old, &new)
    };
    assert_eq!(reason(20, 9), [(0, 0, Reason::Like(45))]);
    assert_eq!(reason(25, 11), [], "44");
    assert_eq!(reason(3, 3), [(0, 0, Reason::Same)]);
}

/// Sections a and b of both plans; the paragraph of one stands in the other in the new plan.
fn elsewhere(old: &str, new: &str, kind: Kind, child: Kind) -> Vec<(usize, usize, Reason)> {
    let all = |first: Vec<Item>, second: Vec<Item>| {
        plan(vec![around(kind, "a", first), around(kind, "b", second)])
    };
    let old = all(vec![item(child, None, old)], vec![]);
    let new = all(vec![], vec![item(child, None, new)]);
    paired(child, &old, &new)
}

#[test]
fn elsewhere_65_percent_are_enough() {
    let reason = |words, common| {
        let (old, new) = texts(words, common);
        elsewhere(&old, &new, Kind::Section, Kind::Paragraph)
    };
    assert_eq!(reason(20, 13), [(0, 0, Reason::Like(65))]);
    assert_eq!(reason(25, 16), [], "64");
    assert_eq!(reason(3, 3), [(0, 0, Reason::Same)]);
}

#[test]
fn a_row_and_a_column_stay_in_their_table() {
    for child in [Kind::Row, Kind::Column] {
        assert_eq!(elsewhere("Nam Đà", "Nam Đà", Kind::Table, child), []);
        assert_eq!(
            elsewhere("Xã Nam Đà 12", "Xã Nam Đà 13", Kind::Table, child),
            []
        );
    }
    // Nor are those of two tables that are not one known by their ids or words.
    let table = |id: &str, title: &str| {
        let mut table = item(Kind::Table, Some(id), title);
        table.children = vec![
            item(Kind::Row, Some("Nam Đà"), "Nam Đà"),
            item(Kind::Row, None, "Đăk Sôr"),
        ];
        plan(vec![table])
    };
    let (old, new) = (table("ho", "Hộ nghèo"), table("von", "Vốn vay"));
    assert_eq!(paired(Kind::Table, &old, &new), []);
    assert_eq!(paired(Kind::Row, &old, &new), []);
    let same = table("ho", "Vốn vay");
    assert_eq!(
        paired(Kind::Row, &old, &same),
        [(0, 0, Reason::Id), (1, 1, Reason::Same)]
    );
}

#[test]
fn what_stands_in_no_counterpart_stands_elsewhere() {
    let (old, new) = texts(20, 9);
    let section = |id: &str, text: &str| {
        // Enough of its own that the sections are not one.
        let own: Vec<String> = (0..40).map(|at| format!("{id}{at}")).collect();
        let own = own.join(" ");
        let children = vec![
            item(Kind::Paragraph, None, text),
            item(Kind::Paragraph, None, &own),
        ];
        plan(vec![around(Kind::Section, id, children)])
    };
    let (old, new) = (section("a", &old), section("b", &new));
    assert_eq!(paired(Kind::Section, &old, &new), []);
    assert_eq!(paired(Kind::Paragraph, &old, &new), []);
}

#[test]
fn an_id_tells_more_than_words() {
    let old = plan(vec![
        item(Kind::Objective, Some("a"), "giảm hộ nghèo"),
        item(Kind::Objective, Some("b"), "tăng thu nhập"),
    ]);
    let new = plan(vec![
        item(Kind::Objective, Some("b"), "giảm hộ nghèo"),
        item(Kind::Objective, Some("a"), "tăng thu nhập"),
    ]);
    assert_eq!(
        paired(Kind::Objective, &old, &new),
        [(0, 1, Reason::Id), (1, 0, Reason::Id)]
    );
}

#[test]
fn of_several_with_one_id_or_the_same_words_the_first_is_the_first() {
    let twice = |id| {
        plan(vec![
            item(Kind::Task, id, "họp"),
            item(Kind::Task, id, "họp"),
        ])
    };
    let (id, none) = (twice(Some("a")), twice(None));
    assert_eq!(
        paired(Kind::Task, &id, &id),
        [(0, 0, Reason::Id), (1, 1, Reason::Id)]
    );
    assert_eq!(
        paired(Kind::Task, &none, &none),
        [(0, 0, Reason::Same), (1, 1, Reason::Same)]
    );
    // Where one is no more, the first is there.
    let once = plan(vec![item(Kind::Task, None, "họp")]);
    assert_eq!(paired(Kind::Task, &none, &once), [(0, 0, Reason::Same)]);
    assert_eq!(paired(Kind::Task, &once, &none), [(0, 0, Reason::Same)]);
}

#[test]
fn the_likest_are_taken_first_then_the_nearest_then_the_former() {
    let objectives = |texts: &[&str]| plan(texts.iter().map(|text| objective(text)).collect());
    let old = objectives(&["a b c d e"]);
    let like = |new: &[&str]| paired(Kind::Objective, &old, &objectives(new));
    assert_eq!(
        like(&["a b c x y", "a b c d y"]),
        [(0, 1, Reason::Like(80))]
    );
    assert_eq!(
        like(&["a b c d y", "a b c x y"]),
        [(0, 0, Reason::Like(80))]
    );
    assert_eq!(
        like(&["x", "a b c u v", "a b c x y"]),
        [(0, 1, Reason::Like(60))]
    );

    let old = objectives(&["q", "w", "a b c d e"]);
    let like = |new: &[&str]| paired(Kind::Objective, &old, &objectives(new));
    let near = like(&["a b c u v", "i", "o", "a b c x y"]);
    assert_eq!(near, [(2, 3, Reason::Like(60))], "one away, not two");
    let both = like(&["i", "a b c u v", "o", "a b c x y"]);
    assert_eq!(both, [(2, 1, Reason::Like(60))], "each is one away");
}

#[test]
fn each_item_has_one_counterpart() {
    let objectives = |texts: &[&str]| plan(texts.iter().map(|text| objective(text)).collect());
    let (one, two) = (
        objectives(&["a b c d"]),
        objectives(&["a b c x", "a b c y"]),
    );
    assert_eq!(
        paired(Kind::Objective, &two, &one),
        [(0, 0, Reason::Like(75))]
    );
    assert_eq!(
        paired(Kind::Objective, &one, &two),
        [(0, 0, Reason::Like(75))]
    );
}

/// So many objectives, of which some have a word of the old plan's only one.
fn with_a_common_word(all: usize, some: usize) -> Vec<(usize, usize, Reason)> {
    let new = (0..all).map(|at| {
        let word = if at < some { "chung" } else { "khác" };
        objective(&format!("{word} mới{at}"))
    });
    let old = plan(vec![objective("chung cũ")]);
    paired(Kind::Objective, &old, &plan(new.collect()))
}

#[test]
fn a_word_that_many_items_have_tells_none_from_the_others() {
    assert_eq!(with_a_common_word(60, 60), [(0, 0, Reason::Like(50))]);
    assert_eq!(with_a_common_word(61, 61), []);
    // One in twenty may have it.
    assert_eq!(with_a_common_word(1219, 61), []);
    assert_eq!(with_a_common_word(1220, 61), [(0, 0, Reason::Like(50))]);
}

#[test]
fn a_word_counts_as_often_as_it_stands() {
    let old = plan(vec![objective("thôn thôn thôn a")]);
    let new = plan(vec![objective("thôn b c d")]);
    assert_eq!(paired(Kind::Objective, &old, &new), [], "25 percent");
    let new = plan(vec![objective("thôn thôn c d")]);
    assert_eq!(
        paired(Kind::Objective, &old, &new),
        [(0, 0, Reason::Like(50))]
    );
}

#[test]
fn what_there_is_one_of_is_the_same_whatever_it_says() {
    for kind in [Kind::Issuer, Kind::Superior, Kind::Budget, Kind::Signature] {
        let one = |text| plan(vec![item(kind, None, text)]);
        let only = paired(kind, &one("một"), &one("hai"));
        assert_eq!(only, [(0, 0, Reason::Only)], "{kind:?}");
    }
    let (one, other) = (plan(vec![]), Item::new(Kind::Plan, "Tiêm chủng"));
    assert_eq!(paired(Kind::Plan, &one, &other), [(0, 0, Reason::Only)]);
}

/// Places of the items that have moved, old and new, of plans with objectives of these ids.
fn moved(years: (i16, i16), old: &str, new: &str) -> Vec<(usize, usize)> {
    let objectives = |ids: &str| {
        let items = ids.split(' ').map(|id| item(Kind::Objective, Some(id), id));
        plan(items.collect())
    };
    let (old, new) = (objectives(old), objectives(new));
    let (old, new) = (flatten(&old), flatten(&new));
    let pairs = pair(&old, &new, years);
    let moved = pairs.moved.iter();
    moved
        .map(|(from, to)| (old[*from].place, new[*to].place))
        .collect()
}

#[test]
fn the_fewest_items_are_said_to_have_moved() {
    let moved = |old, new| moved((2024, 2025), old, new);
    assert_eq!(moved("a b c d", "a b c d"), []);
    assert_eq!(moved("a b c d", "d a b c"), [(3, 0)]);
    assert_eq!(moved("a b c d", "b c d a"), [(0, 3)]);
    assert_eq!(moved("a b c d", "b a d c").len(), 2);
    assert_eq!(moved("a b c", "a x c"), []);
    assert_eq!(moved("a b c", "x c a b"), [(2, 1)]);
}

#[test]
fn the_same_item_has_moved_whichever_plan_is_the_old_one() {
    for years in [(2024, 2025), (2025, 2024), (2024, 2024)] {
        let there = moved(years, "a b", "b a");
        let back = moved((years.1, years.0), "b a", "a b");
        let turned: Vec<_> = back.into_iter().map(|(from, to)| (to, from)).collect();
        assert_eq!(there, turned, "{years:?}");
    }
}

#[test]
fn what_rises_is_as_long_as_can_be() {
    let kept = |list: &[usize]| {
        let kept = rising(list).into_iter().zip(list);
        kept.filter(|(kept, _)| *kept)
            .map(|(_, number)| *number)
            .collect::<Vec<_>>()
    };
    assert_eq!(kept(&[]), [0; 0]);
    assert_eq!(kept(&[5]), [5]);
    assert_eq!(kept(&[2, 0, 1]), [0, 1]);
    assert_eq!(kept(&[0, 4, 1, 2, 3]), [0, 1, 2, 3]);
    assert_eq!(kept(&[3, 4, 0, 1, 5]), [0, 1, 5]);
    assert_eq!(kept(&[1, 1]), [1], "a number that repeats does not rise");
}
