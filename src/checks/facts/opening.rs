//! What opens a list of figures in running text, and whether it is a list of all.

use super::figure::holds;
use crate::vi;
use crate::vi::quantity::{Quantity, Sense};

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
        && (OPENINGS.iter().any(|(word, ..)| holds(word))
            || (holds("tổng") && text.contains(':'))
            || holds("cộng")
            || text.contains(": ")
            || (text.contains('(') && text.contains([';', ','])))
}

/// How a line opens a list in the lines behind it: how they belong to its figure, and whether each must be a
/// place or a time: «gồm:», «cụ thể như sau:», «phân bổ cho các thôn như sau:».
pub fn opens_lines(text: &str) -> Option<(Relation, bool)> {
    let lower = vi::text::lower(text.trim_end());
    let lower = lower.strip_suffix(':')?;
    OPENINGS.iter().find_map(|(word, relation, places)| {
        let (_, tail) = lower.rsplit_once(word)?;
        let tail: Vec<&str> = tail.split_whitespace().collect();
        let near = if *places {
            tail.len() <= 5
        } else {
            matches!(tail[..], [] | ["sau"] | ["như", "sau"])
        };
        near.then_some((*relation, *places))
    })
}

/// The same of a line that does nothing else: «Bao gồm:» under a total.
pub fn opens_alone(text: &str) -> Option<(Relation, bool)> {
    const MOST: usize = 60;
    let is_short = text.len() <= MOST && !text.bytes().any(|byte| byte.is_ascii_digit());
    let (relation, places) = opens_lines(text).filter(|_| is_short)?;
    let lower = vi::text::lower(text);
    let first = OPENINGS
        .iter()
        .any(|(word, ..)| lower.trim_start().starts_with(word));
    first.then_some((relation, places))
}

/// Words that a total behind its parts begins with.
const TOTALS: [&str; 8] = [
    "tổng cộng",
    "cộng",
    "tổng số tiền",
    "tổng số",
    "tổng kinh phí",
    "tổng vốn",
    "tổng nhu cầu",
    "tổng",
];

/// Whether a line says the total of those before it: «Tổng cộng: 387 hộ».
pub fn says_total(text: &str) -> bool {
    let lower = vi::text::lower(text.trim_start_matches(['-', '+', ' ']));
    TOTALS.iter().any(|word| {
        let rest = lower.strip_prefix(word).map(str::trim_start);
        rest.is_some_and(|rest| {
            rest.starts_with([':', '=']) || rest.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// Words before a figure that say something else of it than how many there are.
const TURNS: [&str; 14] = [
    "tăng", "giảm", "còn", "lên", "xuống", "đạt", "chiếm", "hơn", "kém", "vượt", "với", "từ",
    "ngân", "quyết",
];

/// The word before a figure.
pub fn lead(text: &str, quantity: &Quantity) -> String {
    let word = text[..quantity.range.start].split_whitespace().next_back();
    word.unwrap_or_default().to_lowercase()
}

/// Whether a word before a figure says something else of it than how many there are.
pub fn turns(lead: &str) -> bool {
    TURNS.contains(&lead)
}

/// Whether a figure of a text may be one that others are listed under.
pub fn is_whole(text: &str, quantity: &Quantity) -> bool {
    says_one(quantity) && quantity.whole.is_none() && !matches!(quantity.counted(text), "" | "%")
}

/// Whether a figure says just one value, for each of something too: «20 triệu đồng/năm».
pub fn says_one(quantity: &Quantity) -> bool {
    quantity.is_exact() || quantity.per.is_some() && quantity.sense == Sense::Each
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
    if let Some(start) = same_things(text, whole) {
        return Some((Relation::Parts, false, start));
    }
    if let Some(start) = bracket(text, whole.end()) {
        return Some((Relation::Parts, true, start));
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

/// Where a list begins behind the colon right behind a figure, each of whose items counts the same thing: «5 trường: 02
/// trường mầm non, 03 trường tiểu học».
fn same_things(text: &str, whole: &Quantity) -> Option<usize> {
    let counted = whole.counted(text);
    let end = whole.noun.as_ref().map_or(whole.end(), |noun| noun.end);
    let rest = text.get(end..)?;
    let inside = rest.trim_start_matches([' ', '\u{a0}']).strip_prefix(':')?;
    let start = text.len() - inside.len();
    let list = &inside[..inside.find(['.', ';', '\n', '(']).unwrap_or(inside.len())];
    let items: Vec<&str> = list
        .split([','])
        .flat_map(|item| item.split(" và "))
        .collect();
    let same = |item: &&str| {
        let item = item.trim_start();
        let digits = item.trim_start_matches(|c: char| c.is_ascii_digit());
        digits.len() < item.len() && digits.trim_start().starts_with(counted)
    };
    (!counted.is_empty() && items.len() > 1 && items.iter().all(same)).then_some(start)
}

/// Where a list in brackets begins right behind an offset: «15.000 triệu đồng (năm 2026: 1.000; năm 2027: 14.000)».
fn bracket(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start_matches([' ', '\u{a0}']);
    let inside = rest.strip_prefix('(')?;
    let start = text.len() - inside.len();
    let list = &inside[..inside.find(')')?];
    let mark = if list.contains(';') { ';' } else { ',' };
    let items = list.split(mark).filter(|item| !item.trim().is_empty());
    (items.clone().count() > 1 && items.clone().all(is_headed)).then_some(start)
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

/// Whether an item begins with a kind of place or time, a year among them.
pub fn is_headed(text: &str) -> bool {
    let bare = text.trim_start_matches([' ', ':', '-', '+', '\u{a0}', '\n']);
    has_head(text) || vi::text::lower(bare).starts_with("năm ")
}

/// Whether a list does not say all that there is.
pub fn has_open_end(text: &str) -> bool {
    let lower = vi::text::lower(text);
    OPEN_ENDS.iter().any(|word| lower.contains(word))
}
