//! What running text says of a named place (địa bàn): «Phường Minh Tân có 7.132 nhân khẩu», «7.312 nhân khẩu của xã
//! Minh Tân».

use super::figure;
use super::opening::is_whole;
use super::sentence::sentence;
use crate::vi;
use crate::vi::quantity::{Quantity, quantities};
use std::ops::Range;

/// A figure of a named place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The place, without the word for its kind, in small letters: a commune that becomes a ward keeps its name.
    pub name: String,
    /// What is counted, with the words behind it: «hộ nghèo».
    pub counted: String,
    /// The years that the clause speaks of.
    pub years: Vec<i16>,
    /// The figure.
    pub figure: Quantity,
}

/// Words before the name of a place.
const HEADS: [&str; 14] = [
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
    "thôn",
    "bản",
    "buôn",
    "bon",
    "ấp",
    "xóm",
    "huyện",
    "tỉnh",
    "quận",
    "thành phố",
];

/// Words right before a figure that is simply had.
const LEADS: [&str; 8] = ["có", "là", "gồm", "với", "và", "bộ", "hiện", ""];

/// Words that end what is counted.
const STOPS: &str = "của, tại, ở, thuộc, và, hoặc, trong, ngoài, là, có, năm, theo, chiếm, đạt, so, để, được, đã, sẽ, \
    giảm, tăng, còn, với, cho, từ, đến, trên, dưới, gồm, bao, sống, hiện, tham, do, bị, vào, như, khi, này, đó";

/// How many words may say what is counted.
const MOST_WORDS: usize = 5;

/// What a text says of named places.
pub fn claims(text: &str) -> Vec<Claim> {
    let places = places(text);
    if places.is_empty() {
        return Vec::new();
    }
    let found = quantities(text);
    let read = found
        .iter()
        .filter(|one| is_whole(text, one) && one.is_exact());
    read.filter_map(|figure| claim(text, &places, figure))
        .collect()
}

fn claim(text: &str, places: &[(Range<usize>, String)], figure: &Quantity) -> Option<Claim> {
    if matches!(figure.base(), "đồng" | "%") || figure.per.is_some() {
        return None;
    }
    let clause = clause(text, figure.range.start);
    let (counted, end) = counted(text, figure)?;
    let before = text.get(clause.start..figure.range.start)?;
    let lead = before.split_whitespace().next_back().unwrap_or_default();
    let lead = vi::text::lower(lead);
    let is_had = LEADS.contains(&lead.as_str()) || lead.ends_with([':', ',', '(']);
    is_had.then_some(())?;
    let own = places.iter().filter(|(at, _)| clause.contains(&at.start));
    let rest = text.get(end..clause.end)?.trim_start();
    let of = ["của ", "tại ", "ở ", "thuộc "]
        .iter()
        .find_map(|word| rest.strip_prefix(word));
    let name = if let Some(behind) = of {
        let at = clause.end - behind.len();
        let named = own.clone().find(|(place, _)| place.start == at);
        named.map(|(_, name)| name)?
    } else {
        let mut names = own.map(|(at, name)| (at.start < figure.range.start, name));
        let (first, name) = names.next()?;
        let only = names.all(|(_, other)| other == name);
        (first && only).then_some(name)?
    };
    let mut years: Vec<i16> = figure::years(text.get(clause)?).collect();
    years.dedup();
    (years.len() < 2).then(|| Claim {
        name: name.clone(),
        counted,
        years,
        figure: figure.clone(),
    })
}

/// The part of a sentence around an offset that semicolons part from others.
fn clause(text: &str, at: usize) -> Range<usize> {
    let sentence = sentence(text, at);
    let start = text[sentence.start..at]
        .rfind(';')
        .map_or(sentence.start, |mark| sentence.start + mark + 1);
    let end = text[at..sentence.end]
        .find(';')
        .map_or(sentence.end, |mark| at + mark);
    start..end
}

/// What a figure counts, with the small words behind it, and where they end; none where they are too many.
fn counted(text: &str, figure: &Quantity) -> Option<(String, usize)> {
    let base = figure.counted(text);
    let from = figure.noun.as_ref().map_or(figure.end(), |noun| noun.end);
    let mut counted = vec![base.to_owned()];
    let mut end = from;
    for word in text.get(from..)?.split_inclusive([' ', '\u{a0}']) {
        let bare = word.trim();
        let is_small = !bare.is_empty() && bare.chars().all(char::is_lowercase);
        let is_stop = STOPS.split(", ").any(|stop| stop == bare);
        if bare.is_empty() {
            end += word.len();
            continue;
        }
        if is_stop || !is_small {
            // A word with a mark behind it is the last.
            let last = bare.trim_end_matches([',', '.', ')', ':']);
            let is_last = last != bare && last.chars().all(char::is_lowercase) && !last.is_empty();
            if is_last && !STOPS.split(", ").any(|stop| stop == last) {
                counted.push(last.to_owned());
                end += last.len();
            }
            break;
        }
        counted.push(bare.to_owned());
        end += word.len();
    }
    (counted.len() <= MOST_WORDS).then(|| (counted.join(" "), end))
}

/// The named places of a text, with their names.
fn places(text: &str) -> Vec<(Range<usize>, String)> {
    let lower = vi::text::lower(text);
    if lower.len() != text.len() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for head in HEADS {
        for (at, _) in lower.match_indices(head) {
            let behind = at + head.len();
            let starts = !lower[..at].ends_with(char::is_alphanumeric);
            let Some(rest) = text[behind..]
                .strip_prefix([' ', '\u{a0}'])
                .filter(|_| starts)
            else {
                continue;
            };
            let name = name(rest);
            if !name.is_empty() {
                let end = text.len() - rest.len() + name.len();
                found.push((at..end, vi::text::folded_name(name)));
            }
        }
    }
    found.sort_by_key(|(at, _)| at.start);
    found
}

/// The words with a capital that a text begins with.
fn name(text: &str) -> &str {
    const MOST: usize = 4;
    let mut end = 0;
    for word in text.split_inclusive([' ', '\u{a0}']).take(MOST) {
        let bare = word.trim_end();
        let own = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !own.starts_with(char::is_uppercase) {
            break;
        }
        end = own.as_ptr().addr() - text.as_ptr().addr() + own.len();
        if own != bare {
            break;
        }
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        let show = |claim: Claim| {
            let Claim {
                name,
                counted,
                years,
                figure,
            } = claim;
            format!("{name}: {} {counted} {years:?}", figure.value)
        };
        claims(text).into_iter().map(show).collect()
    }

    #[test]
    fn a_figure_is_said_of_a_named_place() {
        for (text, expected) in [
            (
                "Phường Minh Tân có 7.132 nhân khẩu.",
                "minh tân: 7132 nhân khẩu []",
            ),
            (
                "toàn bộ 7.312 nhân khẩu của xã Minh Tân",
                "minh tân: 7312 nhân khẩu []",
            ),
            (
                "Năm 2025, thôn Đông có 12 hộ nghèo, giảm 3 hộ",
                "đông: 12 hộ nghèo [2025]",
            ),
            ("Xã Tân Hoa: 15 giếng khoan.", "tân hoa: 15 giếng khoan []"),
        ] {
            assert_eq!(seen(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_may_be_of_another_or_is_another_measure_is_none() {
        for text in [
            "Xã Minh Tân và xã Phả Lại có 7.132 nhân khẩu.",
            "Xã Minh Tân giảm 12 hộ nghèo, giao 15 hộ.",
            "Xã Minh Tân có khoảng 7.000 nhân khẩu.",
            "Xã Minh Tân năm 2024, năm 2025 có 12 hộ nghèo.",
            "Toàn xã có 12 hộ nghèo.",
            "Xã Minh Tân có 5% hộ nghèo, kinh phí 12 triệu đồng.",
        ] {
            assert_eq!(seen(text), [""; 0], "{text}");
        }
    }
}
