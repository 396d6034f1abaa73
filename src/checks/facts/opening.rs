//! What opens a list of figures in running text, and whether it is a list of all.

use super::figure::holds;
use crate::vi;
use crate::vi::quantity::Quantity;

/// How the figures of a list belong to the one before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// They are all of it: «gồm:».
    Parts,
    /// They are some of it: «trong đó».
    Some,
}

/// Words that open a list, and whether it is said to be a whole one. Longer ones stand first.
const OPENINGS: [(&str, Relation, bool); 8] = [
    ("bao gồm", Relation::Parts, false),
    ("gồm có", Relation::Parts, false),
    ("gồm", Relation::Parts, false),
    ("chia ra", Relation::Parts, false),
    ("trong đó", Relation::Some, false),
    // What these list is all of it only where each is a place or a time.
    ("cụ thể", Relation::Parts, true),
    ("phân bổ", Relation::Parts, true),
    ("chia theo", Relation::Parts, true),
];

/// Words that a list of places or times has at the head of its items.
const HEADS: &str = "xã, phường, thị trấn, tt, đặc khu, thôn, bản, buôn, bon, ấp, xóm, khu, tổ, huyện, tỉnh, quý, \
    tháng, đợt, ubnd";

/// Words after which a list is not all that there is.
const OPEN_ENDS: [&str; 6] = ["...", "…", "v.v", "một số", "còn lại", "khác"];

/// How many words may stand between a figure and the word that opens its list.
const MOST_WORDS: usize = 8;

/// How many bytes around a figure are looked at for the word that opens its list.
const FARTHEST: usize = 160;

/// Whether a text has a word that can open a list, or a total before a colon.
pub fn may_open(text: &str) -> bool {
    let holds = |word| holds(text, word);
    text.bytes().any(|byte| byte.is_ascii_digit())
        && (OPENINGS.iter().any(|(word, ..)| holds(word)) || (holds("tổng") && text.contains(':')))
}

/// Whether a line opens a list of all its parts in the lines behind, and if so, whether each must be a
/// place or a time: «gồm:», «cụ thể như sau:», «phân bổ cho các thôn như sau:».
pub fn opens_lines(text: &str) -> Option<bool> {
    let lower = vi::text::lower(text.trim_end());
    let lower = lower.strip_suffix(':')?;
    OPENINGS
        .iter()
        .filter(|(_, relation, _)| *relation == Relation::Parts)
        .find_map(|(word, _, places)| {
            let (_, tail) = lower.rsplit_once(word)?;
            let tail: Vec<&str> = tail.split_whitespace().collect();
            let near = if *places {
                tail.len() <= 5
            } else {
                matches!(tail[..], [] | ["sau"] | ["như", "sau"])
            };
            near.then_some(*places)
        })
}

pub fn is_whole(quantity: &Quantity) -> bool {
    quantity.is_exact() && quantity.whole.is_none() && !matches!(quantity.base(), "" | "%")
}

/// What opens a list behind a figure, whether its items must be places or times, and where it begins.
pub fn opening(
    text: &str,
    whole: &Quantity,
    next: Option<&Quantity>,
) -> Option<(Relation, bool, usize)> {
    let limit = next.map_or(text.len(), |next| next.range.start);
    let limit = text.floor_char_boundary(limit.min(whole.end() + FARTHEST));
    let between = text.get(whole.end()..limit)?.to_lowercase();
    if between.len() != limit - whole.end() {
        return None;
    }
    let near = text.floor_char_boundary(whole.range.start.saturating_sub(FARTHEST));
    let total = text[near..whole.range.start].to_lowercase();
    let total = total.trim_end();
    let is_total = ["tổng số", "tổng cộng", "tổng"]
        .iter()
        .any(|word| total.ends_with(word));
    if is_total && between.trim_start().starts_with(':') {
        let colon = text[whole.end()..].find(':')?;
        return Some((Relation::Parts, true, whole.end() + colon + 1));
    }
    let stands = |word: &str| {
        between.match_indices(word).map(|(at, _)| at).find(|at| {
            !between[..*at].ends_with(char::is_alphanumeric)
                && !between[at + word.len()..].starts_with(char::is_alphanumeric)
        })
    };
    let (at, (word, relation, places)) = OPENINGS
        .iter()
        .find_map(|opening| Some((stands(opening.0)?, opening)))?;
    let gap = &between[..at];
    let close = gap.split_whitespace().count() <= MOST_WORDS
        && !gap.contains([';', '.', ':'])
        && !gap.contains("mỗi");
    let start = whole.end() + at + word.len();
    // «gồm các hoạt động: …» lists what is done, not what is counted.
    let first = text[start..]
        .trim_start_matches([' ', ':', '\u{a0}'])
        .split(' ')
        .next()
        .unwrap_or_default();
    let other = *relation == Relation::Parts && ["các", "những", "việc"].contains(&first);
    (close && !other).then_some((*relation, *places, start))
}

/// Whether an item begins with a kind of place or time.
pub fn has_head(text: &str) -> bool {
    // No head is longer.
    const LONGEST: usize = 40;
    let text = text.trim_start_matches([' ', ':', '-', '+', '\u{a0}', '\n']);
    let letters = text.chars().take(LONGEST);
    let text: String = letters.map(vi::syllable::lower).collect();
    HEADS.split(", ").any(|head| {
        text.strip_prefix(head)
            .is_some_and(|rest| rest.starts_with([' ', '\u{a0}', '.']))
    })
}

pub fn has_open_end(text: &str) -> bool {
    let lower = vi::text::lower(text);
    OPEN_ENDS.iter().any(|word| lower.contains(word))
}
