//! What of one document stands for what of another: paragraphs, tables, rows, lines.
//!
//! Those that say the same are found first, then those that say it elsewhere, then like ones between them.

use crate::document::difference::{Step, likeness, pieces, steps};
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

/// How many percent of the words of two must be the same.
const LIKE: usize = 50;

/// What the same name counts for, in percent of words.
const NAMED: usize = 101;

/// The most pairs that are weighed at once.
const WEIGHED: usize = 40_000;

/// A paragraph that stands elsewhere is moved where it has so many words; fewer are found anywhere.
const MOVABLE: usize = 4;

/// What is compared.
#[derive(Debug, Default)]
pub struct Entry {
    /// What it is; only those of a kind are taken for each other.
    pub kind: String,
    /// What it says.
    pub text: String,
    /// What it is known by; empty where only its text tells.
    pub name: String,
    /// Whether it can be moved.
    pub moves: bool,
}

/// What stands at a place of the common sequence, by its places in the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Both have it.
    Both(usize, usize),
    /// The old one has it here; a number where it was moved from here.
    Old(usize, Option<usize>),
    /// The new one has it here; a number where it was moved to here.
    New(usize, Option<usize>),
}

/// The common sequence of two, in which the old order and the new one are kept.
pub fn align(old: &[Entry], new: &[Entry]) -> Vec<Place> {
    let mut ids = HashMap::new();
    let mut id_of = |entry| numbered(entry, |e| (&*e.kind, &*e.text), &mut ids);
    let before: Vec<usize> = old.iter().map(&mut id_of).collect();
    let after: Vec<usize> = new.iter().map(&mut id_of).collect();
    let steps = steps(&before, &after);
    let moves = moves(&steps, (old, &before), (new, &after));
    let mut places = Vec::new();
    for step in steps {
        match step {
            Step::Same(a, b) => places.extend(a.zip(b).map(|(a, b)| Place::Both(a, b))),
            Step::Differ(a, b) => {
                let ends = (a.end, b.end);
                let (mut i, mut j) = (a.start, b.start);
                let stays = |places: Range<usize>, moved: &HashMap<usize, usize>| {
                    places
                        .filter(|place| !moved.contains_key(place))
                        .collect::<Vec<_>>()
                };
                let mut pairs = like(old, new, &stays(a, &moves.0), &stays(b, &moves.1));
                pairs.push(ends);
                for (a, b) in pairs {
                    places.extend((i..a).map(|i| Place::Old(i, moves.0.get(&i).copied())));
                    places.extend((j..b).map(|j| Place::New(j, moves.1.get(&j).copied())));
                    if (a, b) != ends {
                        places.push(Place::Both(a, b));
                    }
                    (i, j) = (a + 1, b + 1);
                }
            }
        }
    }
    places
}

/// The common sequence of two whose last are taken for each other.
pub fn align_tied(old: &[Entry], new: &[Entry]) -> Vec<Place> {
    let (Some((_, before)), Some((_, after))) = (old.split_last(), new.split_last()) else {
        return align(old, new);
    };
    let mut places = align(before, after);
    places.push(Place::Both(before.len(), after.len()));
    places
}

/// A number for each different key.
fn numbered<'e>(
    entry: &'e Entry,
    key: fn(&'e Entry) -> (&'e str, &'e str),
    known: &mut HashMap<(&'e str, &'e str), usize>,
) -> usize {
    let next = known.len();
    *known.entry(key(entry)).or_insert(next)
}

type Moves = (HashMap<usize, usize>, HashMap<usize, usize>);

/// The numbers of the moves by their places in the old and in the new sequence.
fn moves(steps: &[Step], old: (&[Entry], &[usize]), new: (&[Entry], &[usize])) -> Moves {
    let movable = |entry: &Entry| {
        let words = pieces(&entry.text)
            .into_iter()
            .filter(|piece| is_word(piece));
        entry.moves && words.take(MOVABLE).count() == MOVABLE
    };
    let gaps = steps.iter().filter_map(|step| match step {
        Step::Differ(old, new) => Some((old.clone(), new.clone())),
        Step::Same(..) => None,
    });
    let (left, right): (Vec<_>, Vec<_>) = gaps.unzip();
    let mut waiting: HashMap<usize, VecDeque<usize>> = HashMap::new();
    for place in left
        .into_iter()
        .flatten()
        .filter(|place| movable(&old.0[*place]))
    {
        waiting.entry(old.1[place]).or_default().push_back(place);
    }
    let mut moves = Moves::default();
    for place in right
        .into_iter()
        .flatten()
        .filter(|place| movable(&new.0[*place]))
    {
        let from = waiting.get_mut(&new.1[place]);
        if let Some(from) = from.and_then(VecDeque::pop_front) {
            let number = moves.0.len();
            moves.0.insert(from, number);
            moves.1.insert(place, number);
        }
    }
    moves
}

/// The pairs of like ones between which no others stand crosswise, by their places.
fn like(old: &[Entry], new: &[Entry], a: &[usize], b: &[usize]) -> Vec<(usize, usize)> {
    if a.len().saturating_mul(b.len()) <= WEIGHED {
        return weighed(old, new, a, b);
    }
    // Too many to weigh each against each: names come first.
    let mut ids = HashMap::new();
    let mut id_of = |entry| numbered(entry, |e| (&*e.kind, &*e.name), &mut ids);
    let before: Vec<usize> = a.iter().map(|place| id_of(&old[*place])).collect();
    let after: Vec<usize> = b.iter().map(|place| id_of(&new[*place])).collect();
    let mut pairs = Vec::new();
    for step in steps(&before, &after) {
        match step {
            Step::Same(x, y) => {
                let named = a[x].iter().copied().zip(b[y].iter().copied());
                pairs.extend(named.filter(|(a, _)| !old[*a].name.is_empty()));
            }
            Step::Differ(x, y) if x.len().saturating_mul(y.len()) <= WEIGHED => {
                pairs.extend(weighed(old, new, &a[x], &b[y]));
            }
            Step::Differ(..) => {}
        }
    }
    pairs
}

/// The pairs that are most alike together.
fn weighed(old: &[Entry], new: &[Entry], a: &[usize], b: &[usize]) -> Vec<(usize, usize)> {
    let before: Vec<Vec<&str>> = a.iter().map(|place| bag(&old[*place].text)).collect();
    let after: Vec<Vec<&str>> = b.iter().map(|place| bag(&new[*place].text)).collect();
    let columns = b.len() + 1;
    let mut likeness = vec![0; a.len() * columns];
    let mut best = vec![0; (a.len() + 1) * columns];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let like = alike(&old[a[i]], &new[b[j]], &before[i], &after[j]);
            likeness[i * columns + j] = like;
            let apart = best[(i + 1) * columns + j].max(best[i * columns + j + 1]);
            let paired = best[(i + 1) * columns + j + 1] + like;
            best[i * columns + j] = apart.max(paired);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < a.len() && j < b.len() {
        let here = best[i * columns + j];
        let like = likeness[i * columns + j];
        if like > 0 && here == best[(i + 1) * columns + j + 1] + like {
            pairs.push((a[i], b[j]));
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * columns + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// How many percent of the words of two are the same; none where they are not alike.
fn alike(old: &Entry, new: &Entry, before: &[&str], after: &[&str]) -> usize {
    if old.kind != new.kind {
        return 0;
    }
    let like = likeness(before, after);
    if !old.name.is_empty() && old.name == new.name {
        NAMED + like
    } else if like >= LIKE {
        like
    } else {
        0
    }
}

fn is_word(piece: &str) -> bool {
    piece.starts_with(char::is_alphanumeric)
}

/// The words of a text, in the order of the alphabet.
fn bag(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = pieces(text)
        .into_iter()
        .filter(|piece| is_word(piece))
        .collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(texts: &[&str]) -> Vec<Entry> {
        let entry = |text: &&str| Entry {
            text: (*text).to_owned(),
            moves: true,
            ..Entry::default()
        };
        texts.iter().map(entry).collect()
    }

    #[test]
    fn the_same_then_the_moved_then_the_like() {
        let old = entries(&["một", "Trồng cây dọc các tuyến", "Giảm 20 hộ nghèo", "hai"]);
        let new = entries(&[
            "một",
            "Giảm 30 hộ nghèo",
            "mới",
            "hai",
            "Trồng cây dọc các tuyến",
        ]);
        assert_eq!(
            align(&old, &new),
            [
                Place::Both(0, 0),
                Place::Old(1, Some(0)),
                Place::Both(2, 1),
                Place::New(2, None),
                Place::Both(3, 3),
                Place::New(4, Some(0)),
            ]
        );
    }

    #[test]
    fn the_last_can_be_tied() {
        let old = entries(&["một", "hai"]);
        let new = entries(&["một", "ba", "bốn"]);
        assert_eq!(
            align_tied(&old, &new),
            [Place::Both(0, 0), Place::New(1, None), Place::Both(1, 2)]
        );
    }
}
