//! What two texts have in common, word by word.
//!
//! A text is cut into words, the blanks and marks between them; the longest common run of pieces is
//! found by Myers' algorithm, so what is left, taken out or put in is as little as can be.

use std::cmp::Ordering;
use std::ops::Range;

/// A run of a text in which two versions agree or differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// In both.
    Same(String),
    /// In the old one only.
    Old(String),
    /// In the new one only.
    New(String),
}

/// The runs that lead from one text to another: leaving out the new ones gives the old text, leaving out
/// the old ones the new text.
#[must_use]
pub fn runs(old: &str, new: &str) -> Vec<Run> {
    let (before, after) = (pieces(old), pieces(new));
    let mut runs = Runs::default();
    for step in joined(steps(&before, &after), |old| is_blank(&before[old])) {
        match step {
            Step::Same(old, _) => runs.push(Run::Same, before[old].iter().copied()),
            Step::Differ(old, new) => {
                runs.push(Run::Old, before[old].iter().copied());
                runs.push(Run::New, after[new].iter().copied());
            }
        }
    }
    runs.list
}

/// Whether nothing but white space is written in pieces.
fn is_blank(pieces: &[&str]) -> bool {
    pieces.iter().all(|piece| piece.trim().is_empty())
}

#[derive(Default)]
struct Runs {
    list: Vec<Run>,
}

impl Runs {
    fn push<'p>(&mut self, make: fn(String) -> Run, pieces: impl Iterator<Item = &'p str>) {
        let text: String = pieces.collect();
        if !text.is_empty() {
            self.list.push(make(text));
        }
    }
}

/// Words, numbers with their points and commas, and everything between, each as one piece.
#[must_use]
pub fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<(char, Class)> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let class = class(c, before, next);
        let joins = before.is_some_and(|(_, known)| known == class && class != Class::Mark);
        if at > start && !joins {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some((c, class));
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Blank,
    Mark,
}

fn class(c: char, before: Option<(char, Class)>, next: Option<char>) -> Class {
    let digits = before.is_some_and(|(b, _)| b.is_ascii_digit())
        && next.is_some_and(|next| next.is_ascii_digit());
    if c.is_alphanumeric() || (digits && matches!(c, '.' | ',')) {
        Class::Word
    } else if c.is_whitespace() {
        Class::Blank
    } else {
        Class::Mark
    }
}

/// How many percent of the words of two texts are common, each as often as it stands (Dice's
/// coefficient). Both have their words in the order of the alphabet.
#[must_use]
pub fn likeness<T: Ord>(one: &[T], other: &[T]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while let (Some(word), Some(its)) = (one.get(i), other.get(j)) {
        match word.cmp(its) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                common += 1;
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    200 * common / (one.len() + other.len()).max(1)
}

/// A stretch of two sequences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The same in both.
    Same(Range<usize>, Range<usize>),
    /// In the old one, and in its place in the new one.
    Differ(Range<usize>, Range<usize>),
}

/// The most differences that are looked for before the rest is taken as different.
const MOST: usize = 1_500;

/// The stretches of two sequences in order, from their longest common subsequence.
#[must_use]
pub fn steps<T: PartialEq>(old: &[T], new: &[T]) -> Vec<Step> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (rest_old, rest_new) = (&old[head..], &new[head..]);
    let tail = rest_old.iter().rev().zip(rest_new.iter().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    let middle_old = &rest_old[..rest_old.len() - tail];
    let middle_new = &rest_new[..rest_new.len() - tail];
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    let found = common(middle_old, middle_new).into_iter();
    pairs.extend(found.map(|(a, b)| (a + head, b + head)));
    let ends = (0..tail)
        .rev()
        .map(|back| (old.len() - 1 - back, new.len() - 1 - back));
    pairs.extend(ends);
    slide(&mut pairs, old, new);
    stretches(&pairs, old.len(), new.len())
}

/// Steps in which words that stand for others, one after the other with just a blank between them, are
/// one difference: «hỗ trợ vay vốn» for «tập huấn», not word for word. `is_blank` is asked of stretches of
/// the old sequence that are the same in both.
#[must_use]
pub fn joined(all: Vec<Step>, is_blank: impl Fn(Range<usize>) -> bool) -> Vec<Step> {
    let mut joined: Vec<Step> = Vec::with_capacity(all.len());
    for step in all {
        if let [.., Step::Differ(old, new), Step::Same(blank, _)] = joined.as_slice()
            && let Step::Differ(old_end, new_end) = &step
            && is_blank(blank.clone())
            && [old, new].into_iter().all(|range| !range.is_empty())
            && [old_end, new_end]
                .into_iter()
                .all(|range| !range.is_empty())
        {
            let whole = Step::Differ(old.start..old_end.end, new.start..new_end.end);
            joined.truncate(joined.len() - 2);
            joined.push(whole);
        } else {
            joined.push(step);
        }
    }
    joined
}

/// Lets what was put in or taken out begin as late as it can: «hộ nghèo», not «hộ», stays before
/// «, cận nghèo».
fn slide<T: PartialEq>(pairs: &mut [(usize, usize)], old: &[T], new: &[T]) {
    let (mut a, mut b) = (0, 0);
    for (x, y) in pairs {
        if *x == a && *y > b && new[b] == new[*y] {
            *y = b;
        } else if *y == b && *x > a && old[a] == old[*x] {
            *x = a;
        }
        (a, b) = (*x + 1, *y + 1);
    }
}

fn stretches(pairs: &[(usize, usize)], old: usize, new: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    let (mut a, mut b) = (0, 0);
    let mut rest = pairs;
    while let Some(&(x, y)) = rest.first() {
        if (a, b) != (x, y) {
            steps.push(Step::Differ(a..x, b..y));
        }
        let run = rest
            .iter()
            .zip(0..)
            .take_while(|((i, j), step)| (*i, *j) == (x + step, y + step))
            .count();
        steps.push(Step::Same(x..x + run, y..y + run));
        (a, b) = (x + run, y + run);
        rest = &rest[run..];
    }
    if (a, b) != (old, new) {
        steps.push(Step::Differ(a..old, b..new));
    }
    steps
}

/// The pairs of a longest common subsequence (Myers 1986, the greedy algorithm).
fn common<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let (n, m) = (old.len(), new.len());
    let most = (n + m).min(MOST);
    let offset = most + 1;
    // The furthest place in `old` on each diagonal; `old - new` is the diagonal, moved by the offset.
    let mut furthest = vec![0_usize; 2 * most + 3];
    let mut trace: Vec<Vec<usize>> = Vec::new();
    for cost in 0..=most {
        let low = offset - cost;
        trace.push(furthest[low..=offset + cost].to_vec());
        for diagonal in (low..=offset + cost).step_by(2) {
            let down = diagonal == low
                || (diagonal != offset + cost && furthest[diagonal - 1] < furthest[diagonal + 1]);
            let mut x = if down {
                furthest[diagonal + 1]
            } else {
                furthest[diagonal - 1] + 1
            };
            // `x - y` is the diagonal; it may lie outside where one text has ended.
            let Some(mut y) = (x + offset).checked_sub(diagonal) else {
                continue;
            };
            while x < n && y < m && old[x] == new[y] {
                x += 1;
                y += 1;
            }
            furthest[diagonal] = x;
            if x >= n && y >= m {
                return walk_back(&trace, offset, n, m);
            }
        }
    }
    Vec::new()
}

fn walk_back(trace: &[Vec<usize>], offset: usize, n: usize, m: usize) -> Vec<(usize, usize)> {
    let (mut x, mut y) = (n, m);
    let mut pairs = Vec::new();
    for (cost, furthest) in trace.iter().enumerate().rev() {
        let low = offset - cost;
        let at = |diagonal: usize| {
            let place = diagonal.checked_sub(low);
            place
                .and_then(|place| furthest.get(place))
                .copied()
                .unwrap_or_default()
        };
        let diagonal = x + offset - y;
        let down =
            diagonal == low || (diagonal != offset + cost && at(diagonal - 1) < at(diagonal + 1));
        let from = if down { diagonal + 1 } else { diagonal - 1 };
        let (fx, fy) = if cost == 0 {
            (0, 0)
        } else {
            let fx = at(from);
            (fx, (fx + offset).saturating_sub(from))
        };
        while x > fx && y > fy {
            x -= 1;
            y -= 1;
            pairs.push((x, y));
        }
        (x, y) = (fx, fy);
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(old: &str, new: &str) -> String {
        let run = |run: &Run| match run {
            Run::Same(text) => text.clone(),
            Run::Old(text) => format!("[-{text}-]"),
            Run::New(text) => format!("{{+{text}+}}"),
        };
        runs(old, new).iter().map(run).collect()
    }

    #[test]
    fn numbers_are_words() {
        assert_eq!(
            shown("giảm 1,56% hộ nghèo", "giảm 1,44% hộ nghèo, cận nghèo"),
            "giảm [-1,56-]{+1,44+}% hộ nghèo{+, cận nghèo+}"
        );
        assert_eq!(
            pieces("1.229 hộ (2,0%)."),
            ["1.229", " ", "hộ", " ", "(", "2,0", "%", ")", "."]
        );
    }

    proptest! {
        #[test]
        fn either_text_comes_back(old in "[ab ,.]{0,40}", new in "[ab ,.]{0,40}") {
            let runs = runs(&old, &new);
            let text = |leave: fn(&Run) -> bool| -> String {
                let kept = runs.iter().filter(|run| !leave(run));
                kept.map(|run| match run { Run::Same(t) | Run::Old(t) | Run::New(t) => t.as_str() }).collect()
            };
            prop_assert_eq!(text(|run| matches!(run, Run::New(_))), old);
            prop_assert_eq!(text(|run| matches!(run, Run::Old(_))), new);
        }

        #[test]
        fn the_common_part_is_as_long_as_can_be(old in prop::collection::vec(0..4_u8, 0..12), new in prop::collection::vec(0..4_u8, 0..12)) {
            let same: usize = steps(&old, &new).iter().map(|step| match step {
                Step::Same(range, _) => range.len(),
                Step::Differ(..) => 0,
            }).sum();
            let mut best = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
            for i in 0..old.len() {
                for j in 0..new.len() {
                    best[i + 1][j + 1] = if old[i] == new[j] { best[i][j] + 1 } else { best[i][j + 1].max(best[i + 1][j]) };
                }
            }
            prop_assert_eq!(same, best[old.len()][new.len()]);
        }
    }
}
