//! Shares of one whole that are listed one behind another (cơ cấu): «15.000 ha, gồm: lúa 60%, ngô 40%».

use super::opening::{Relation, has_open_end, is_whole, lead, turns};
use super::sentence::sentence;
use crate::vi;
use crate::vi::quantity::{Quantity, quantities};
use rust_decimal::Decimal;

/// Shares of one whole.
#[derive(Debug)]
pub struct Portions {
    /// The whole, where it is a figure: «Cơ cấu kinh tế: …» has none.
    pub whole: Option<Quantity>,
    /// The percentages, in order.
    pub parts: Vec<Quantity>,
    /// Whether they are all of it.
    pub relation: Relation,
}

/// Words that open them, and whether they are then all of it.
const OPENERS: [(&str, Relation); 5] = [
    ("bao gồm", Relation::Parts),
    ("gồm", Relation::Parts),
    ("chia ra", Relation::Parts),
    ("cơ cấu", Relation::Parts),
    ("trong đó", Relation::Some),
];

/// Words of a sentence whose percentages are of prices and efforts, not of the whole before them.
const OF_OTHERS: [&str; 8] = [
    "hỗ trợ",
    "chi phí",
    "giá",
    "mức",
    "kế hoạch",
    "giải ngân",
    "hoàn thành",
    "tiến độ",
];

/// Words that say what some of a whole have or do, which the same ones may do twice.
const DEEDS: &str =
    "có, được, đạt, sử dụng, tham gia, biết, dùng, nghe, đọc, xem, hưởng, tiếp, là, thuộc, hài";

/// The shares of one whole that sentences of a text list.
pub fn portions(text: &str) -> Vec<Portions> {
    let found = quantities(text);
    let wholes = (0..found.len()).filter(|at| is_whole(text, &found[*at]));
    let wholes = wholes.filter_map(|at| {
        let (whole, rest) = (&found[at], found.get(at + 1..)?);
        let between = vi::text::lower(text.get(whole.end()..rest.first()?.range.start)?);
        let (_, relation) = OPENERS.iter().find(|(word, _)| between.contains(word))?;
        let parts = parts(text, whole.end(), rest, *relation)?;
        Some(Portions {
            whole: Some(whole.clone()),
            parts,
            relation: *relation,
        })
    });
    wholes.chain(make_up(text, &found)).collect()
}

/// The shares that something is made up of: «Cơ cấu kinh tế: nông nghiệp 40%; công nghiệp 60%».
fn make_up(text: &str, found: &[Quantity]) -> Option<Portions> {
    let lower = vi::text::lower(text);
    let start = lower.find("cơ cấu")?;
    let colon = start + lower.get(start..)?.find(':')?;
    let first = found.partition_point(|one| one.range.start < colon);
    let is_short = lower.get(start..colon)?.split_whitespace().count() <= MOST_WORDS;
    let is_plain = is_short && found.get(..first)?.iter().all(|one| one.end() <= start);
    let parts = parts(text, colon, found.get(first..)?, Relation::Parts).filter(|_| is_plain)?;
    Some(Portions {
        whole: None,
        parts,
        relation: Relation::Parts,
    })
}

/// How many words may name what is made up of shares.
const MOST_WORDS: usize = 8;

/// The percentages of a sentence from an offset on, where they are a list of shares and nothing else.
fn parts(text: &str, start: usize, rest: &[Quantity], relation: Relation) -> Option<Vec<Quantity>> {
    let sentence = sentence(text, start);
    let end = sentence.end;
    let is_share = |one: &&Quantity| one.is_exact() && one.base() == "%" && one.range.start < end;
    let parts: Vec<Quantity> = rest.iter().take_while(is_share).cloned().collect();
    let last = parts.last().filter(|_| parts.len() > 1)?;
    // What goes on with other figures is no list of shares alone.
    let goes_on = rest
        .get(parts.len())
        .is_some_and(|one| one.range.start < end);
    let whole = vi::text::lower(text.get(sentence)?);
    let of_others = OF_OTHERS.iter().any(|word| whole.contains(word)) || has_open_end(&whole);
    let does = |word: &str| DEEDS.split(", ").any(|deed| deed == word);
    let list = vi::text::lower(text.get(start..end)?);
    let deeds = relation == Relation::Some && list.split(|c: char| !c.is_alphabetic()).any(does);
    let turned = |part: &Quantity| {
        let lead = lead(text, part);
        turns(&lead) && lead != "chiếm"
    };
    let one_each = parts.windows(2).all(|pair| {
        let between = &text[pair[0].end()..pair[1].range.start];
        between.contains([',', ';']) || between.contains(" và ")
    });
    let is_list = !goes_on && !of_others && !deeds && one_each && last.end() <= end;
    (is_list && !parts.iter().any(turned)).then_some(parts)
}

impl Portions {
    /// What they are together, where that is more than all, or is not all though it should be.
    pub fn wrong(&self) -> Option<Decimal> {
        let (mut sum, mut slack) = (Decimal::ZERO, Decimal::ZERO);
        for part in &self.parts {
            sum = sum.checked_add(part.value)?;
            slack = slack.checked_add(Decimal::try_new(5, part.value.scale() + 1).ok()?)?;
        }
        let off = sum.checked_sub(Decimal::ONE_HUNDRED)?;
        let is_wrong = match self.relation {
            Relation::Parts => off.abs() > slack,
            Relation::Some => off > slack,
        };
        is_wrong.then_some(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        let all = portions(text).into_iter();
        all.map(|one| match one.wrong() {
            Some(sum) => format!("≠ {sum}"),
            None => "=".to_owned(),
        })
        .collect()
    }

    #[test]
    fn shares_of_one_whole_are_a_hundred_or_less() {
        for (text, expected) in [
            ("Có 15.000 ha, gồm: lúa 60%, ngô 40%.", "="),
            ("Có 15.000 ha, gồm: lúa 60%, ngô 45%.", "≠ 105"),
            ("Có 15.000 ha, gồm: lúa 60%, ngô 30%.", "≠ 90"),
            ("Có 15.000 ha, gồm: lúa 33,3%; ngô 33,3%; sắn 33,3%.", "="),
            ("Có 15.000 ha, trong đó 90% lúa và 20% ngô.", "≠ 110"),
            ("Có 15.000 ha, trong đó 60% lúa và 20% ngô.", "="),
            (
                "Cơ cấu kinh tế: nông nghiệp chiếm 40%; công nghiệp chiếm 35%; dịch vụ chiếm 30%.",
                "≠ 105",
            ),
            (
                "Cơ cấu kinh tế: nông nghiệp chiếm 40%; công nghiệp chiếm 35%; dịch vụ chiếm 25%.",
                "=",
            ),
        ] {
            assert_eq!(seen(text), [expected], "{text}");
        }
    }

    #[test]
    fn shares_of_others_are_no_list() {
        for text in [
            "Toàn xã có 1.609 hộ, trong đó 60% hộ có ti vi và 80% hộ có xe máy.",
            "Hỗ trợ 12 hộ, gồm: 70% giống, 50% vật tư.",
            "Chuyển dịch cơ cấu cây trồng: lúa giảm 5%, ngô tăng 10%.",
            "Có 12 dự án, trong đó tiến độ dự án A 90%, dự án B 80%.",
            "Có 1.609 hộ, gồm: hộ nghèo 5%, hộ cận nghèo 6% và các hộ khác.",
            "Có 1.609 hộ, trong đó hộ nghèo tăng 90%, hộ cận nghèo giảm 20%.",
        ] {
            assert_eq!(seen(text), [""; 0], "{text}");
        }
    }
}
