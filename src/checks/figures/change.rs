//! Changes that a sentence states with both their ends (mức tăng, giảm ghi cùng số đầu và số cuối).

use crate::checks::arithmetic::Exact;
use crate::checks::arithmetic::Interval;
use crate::checks::context::Context;
use crate::checks::facts::figure::{self, agrees, difference, figure, percent};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::document::passage::Passage;
use crate::vi::quantity::{Quantity, quantities};
use rust_decimal::Decimal;

/// The difference in a sentence is not that of its ends.
pub(super) const DIFFERENCE: Rule = Rule {
    code: Code::error("IND022", "change-in-text-wrong"),
    ground: Ground::Arithmetic,
    what: words(
        "A change in the text is not the difference of the two numbers beside it",
        "Mức tăng, giảm trong lời văn không bằng hiệu hai số ghi cạnh đó",
    ),
    why: words(
        "«từ 109 xuống 84 hộ (giảm 25 hộ)» and «giảm 25 hộ (từ 109 hộ xuống còn 84 hộ)» can be worked \
         out. Silent where one of the three numbers is missing, is a bound or rough, or where \
         «từ … đến …» may be a span.",
        "«từ 109 xuống 84 hộ (giảm 25 hộ)» và «giảm 25 hộ (từ 109 hộ xuống còn 84 hộ)» thì tính lại được. \
         Không xét khi thiếu một trong ba số, khi có số chỉ là mức trên, dưới, khoảng, hoặc khi «từ … \
         đến …» có thể là một khoảng.",
    ),
    wrong: "text = \"Số hộ nghèo giảm từ 109 hộ xuống còn 84 hộ (giảm 23 hộ).\"",
    right: "text = \"Số hộ nghèo giảm từ 109 hộ xuống còn 84 hộ (giảm 25 hộ).\"",
    check: Check::Plan(differences),
};

/// The growth in a sentence is not that of its ends.
pub(super) const RELATIVE: Rule = Rule {
    code: Code::error("IND023", "relative-change-in-text-wrong"),
    ground: Ground::Arithmetic,
    what: words(
        "A growth or fall in per cent is not that of the two numbers beside it",
        "Mức tăng, giảm tính bằng % không khớp hai số ghi cạnh đó",
    ),
    why: words(
        "«tăng từ 120 lên 150 triệu đồng (tăng 25%)» is measured from the first number. Between two \
         percentages both the difference in points and the growth are taken, of «điểm phần trăm» the \
         difference alone. Silent as IND022 is.",
        "«tăng từ 120 lên 150 triệu đồng (tăng 25%)» được tính trên số đầu. Giữa hai tỷ lệ % thì chấp \
         nhận cả số điểm % lẫn mức tăng tương đối; đã ghi «điểm phần trăm» thì chỉ là hiệu số. Không xét trong các trường hợp như IND022.",
    ),
    wrong: "text = \"Thu nhập bình quân tăng từ 48 triệu đồng lên 54 triệu đồng (tăng 15%).\"",
    right: "text = \"Thu nhập bình quân tăng từ 48 triệu đồng lên 54 triệu đồng (tăng 12,5%).\"",
    check: Check::Plan(relatives),
};

/// A rise that falls, or a fall that rises.
pub(super) const DIRECTION: Rule = Rule {
    code: Code::warning("IND024", "change-goes-the-other-way"),
    ground: Ground::Arithmetic,
    what: words(
        "A sentence speaks of a rise where its numbers fall, or the other way round",
        "Câu nói tăng mà số liệu giảm, hoặc nói giảm mà số liệu tăng",
    ),
    why: words(
        "«giảm từ 84 hộ xuống 109 hộ»: the numbers are exchanged, or the word is. Silent where the two \
         numbers are the same, and as IND022 is.",
        "«giảm từ 84 hộ xuống 109 hộ»: hai số bị đảo, hoặc dùng sai chữ. Không xét khi hai số bằng nhau \
         và trong các trường hợp như IND022.",
    ),
    wrong: "text = \"Tỷ lệ hộ nghèo giảm từ 4,12% xuống 5,22%.\"",
    right: "text = \"Tỷ lệ hộ nghèo giảm từ 5,22% xuống 4,12%.\"",
    check: Check::Plan(directions),
};

/// A change from one figure to another.
struct Change {
    from: Quantity,
    to: Quantity,
    /// The values of both in the base of their unit.
    ends: (Decimal, Decimal),
    /// The words for it: true for a rise.
    rises: Vec<bool>,
    /// The changes that are stated for it.
    stated: Vec<Quantity>,
}

impl Change {
    fn difference(&self) -> Decimal {
        figure::minus(self.ends.1, self.ends.0)
    }

    fn base(&self) -> &'static str {
        self.to.base()
    }

    /// The stated differences that are none, with the right one in the base of the unit.
    fn wrong_differences(&self) -> impl Iterator<Item = (&Quantity, Decimal)> {
        let computed = self.difference().abs();
        let same = self
            .stated
            .iter()
            .filter(|stated| stated.base() == self.base() && stated.base() != "%");
        same.filter(move |stated| stated.in_base().is_some_and(|value| value != computed))
            .map(move |stated| (stated, computed))
    }

    /// The stated growths that are none, with the right one; between percentages that is in points.
    fn wrong_growths(&self) -> impl Iterator<Item = (&Quantity, Decimal)> {
        let points = self.difference().abs();
        let growth = percent(points, self.ends.0.abs());
        self.stated
            .iter()
            .filter(|stated| stated.base() == "%")
            .filter_map(move |stated| {
                let growth = growth?;
                let is = |value| agrees(stated.value, Interval::exactly(Exact::of(value)));
                let of_points = self.base() == "%";
                let says_points = stated.measure.as_ref().is_some_and(|own| own.points);
                if !says_points && is(growth) || (of_points && is(points)) {
                    return None;
                }
                let scale = stated.value.scale().max(2);
                Some((
                    stated,
                    if of_points {
                        points
                    } else {
                        growth.round_dp(scale)
                    },
                ))
            })
    }
}

/// Words for a change, and whether they mean a rise.
const VERBS: [(&str, bool); 2] = [("tăng", true), ("giảm", false)];

/// Words on the way from one figure to the other, and whether they mean a rise.
const WAYS: [(&str, bool); 2] = [("lên", true), ("xuống", false)];

/// How many words may stand between a figure and the next of its change: «hộ nghèo năm 2023 xuống còn».
const MOST_WORDS: usize = 8;

fn changes(text: &str) -> Vec<Change> {
    let found = quantities(text);
    let mut changes = Vec::new();
    for (at, pair) in found.windows(2).enumerate() {
        let [from, to] = pair else { continue };
        let Some(way) = way(text, from, to) else {
            continue;
        };
        let Some(ends) = ends(from, to) else { continue };
        let Some(verb) = before_from(&text[..from.range.start]) else {
            continue;
        };
        let mut change = Change {
            from: from.clone(),
            to: to.clone(),
            ends,
            rises: vec![way],
            stated: Vec::new(),
        };
        change.rises.extend(meaning(&VERBS, verb));
        let up = change.difference() > Decimal::ZERO;
        let stated = announced(text, &found[..at], from).into_iter();
        let stated = stated.chain(summed_up(text, &found[at + 2..], to));
        // «tăng từ 120 lên 150 hộ, giảm 5 hộ …» speaks of something else.
        let own = stated
            .filter(|(stated, rises)| *rises == up && stated.is_exact() && stated.whole.is_none());
        change.stated.extend(own.map(|(stated, _)| stated));
        changes.push(change);
    }
    changes
}

fn meaning(words: &[(&str, bool)], word: &str) -> Option<bool> {
    words
        .iter()
        .find(|(one, _)| one.eq_ignore_ascii_case(word))
        .map(|(_, rises)| *rises)
}

/// The word before «từ» at the end of a text, empty where there is none; none without «từ».
fn before_from(text: &str) -> Option<&str> {
    let (before, word) = text
        .trim_end()
        .rsplit_once([' ', '(', '\u{a0}'])
        .unwrap_or(("", text.trim()));
    let is_from = word == "từ" || word == "Từ";
    is_from.then(|| before.split_whitespace().next_back().unwrap_or_default())
}

/// Whether the text between two figures leads up or down from one to the other.
fn way(text: &str, from: &Quantity, to: &Quantity) -> Option<bool> {
    if !from.is_exact() || !to.is_exact() || from.whole.is_some() || to.whole.is_some() {
        return None;
    }
    let between = &text[from.end()..to.range.start];
    let words: Vec<&str> = between.split_whitespace().collect();
    if words.len() > MOST_WORDS || between.contains([';', ':', '.']) {
        return None;
    }
    // «lên», «xuống», «lên đến», «xuống còn» right before the second figure.
    let last = words.iter().rev().take(2);
    last.into_iter().find_map(|word| meaning(&WAYS, word))
}

/// Both ends in the base of the unit, which the first may leave to the second.
fn ends(from: &Quantity, to: &Quantity) -> Option<(Decimal, Decimal)> {
    let measure = to.measure.as_ref()?;
    let first = match &from.measure {
        Some(own) if own.base != measure.base => return None,
        Some(own) => own.factor,
        None => measure.factor,
    };
    Some((from.value.checked_mul(first)?, to.in_base()?))
}

/// The change in front, with its direction: «giảm 25 hộ nghèo (từ 109 …».
fn announced(text: &str, before: &[Quantity], from: &Quantity) -> Option<(Quantity, bool)> {
    let stated = before.last()?;
    let between = text[stated.end()..from.range.start]
        .trim()
        .strip_suffix("từ")?;
    let names = between.trim_end_matches([' ', ',', '(', '\u{a0}']);
    let close =
        names.split_whitespace().count() <= 3 && !names.contains([',', ';', ':', '.', '(', ')']);
    let verb = text[..stated.range.start]
        .split_whitespace()
        .next_back()
        .unwrap_or_default();
    let rises = meaning(&VERBS, &verb.to_lowercase())?;
    close.then(|| (stated.clone(), rises))
}

/// Words that a change behind both ends may begin with.
const LINKS: [&str; 14] = [
    "tăng", "giảm", "thêm", "được", "đi", "tức", "là", "tương", "ứng", "đương", "hay", "với",
    "bằng", "và",
];

/// The changes behind, with their directions: «… xuống 84 hộ (giảm 25 hộ, tương ứng giảm 22,9%)».
fn summed_up(text: &str, after: &[Quantity], to: &Quantity) -> Vec<(Quantity, bool)> {
    let mut stated: Vec<(Quantity, bool)> = Vec::new();
    let mut end = to.end();
    let mut bracket = false;
    for quantity in after.iter().take(2) {
        let between = text[end..quantity.range.start].to_lowercase();
        let mark = between.rfind([',', '(']);
        let (names, link) = between.split_at(mark.unwrap_or(0));
        bracket |= link.starts_with('(');
        let words: Vec<&str> = link
            .trim_start_matches([',', '('])
            .split_whitespace()
            .collect();
        let rises = words.iter().find_map(|word| meaning(&VERBS, word));
        let rises = rises.or_else(|| stated.last().map(|(_, rises)| *rises));
        // «84 hộ nghèo năm 2025 (giảm …»: what is counted, not another thing that is.
        let named = names.split_whitespace().count() <= MOST_WORDS
            && !names.contains([',', '(', ')', ';', ':', '.'])
            && (stated.is_empty() || names.trim().is_empty());
        let (Some(rises), true) = (rises, named) else {
            break;
        };
        if words.is_empty() || !words.iter().all(|word| LINKS.contains(word)) {
            break;
        }
        end = quantity.end();
        let same = ["tương", "hay", "tức", "và"];
        // «tăng 30 hộ so với năm 2024» may be measured from elsewhere, «giảm 12 hộ cận nghèo» counts
        // another thing; in brackets the words behind only name it again.
        let rest = text[end..].trim_start();
        if rest.starts_with("so ") || !(bracket || figure::closes(text, end, &same)) {
            break;
        }
        stated.push((quantity.clone(), rises));
    }
    stated
}

/// The changes of the whole text.
fn all<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (&'c Passage, Change)> {
    figure::passages(context.facts.passages, &["lên", "xuống"]).flat_map(|passage| {
        changes(&passage.text)
            .into_iter()
            .map(move |change| (passage, change))
    })
}

fn differences(context: &Context<'_>, findings: &mut Findings) {
    for (passage, change) in all(context) {
        for (stated, computed) in change.wrong_differences() {
            let unit = stated
                .measure
                .as_ref()
                .map_or(Decimal::ONE, |measure| measure.factor);
            let shown = computed.checked_div(unit).unwrap_or(computed);
            findings.extend(finding(passage, &change, stated, shown, ""));
        }
    }
}

fn relatives(context: &Context<'_>, findings: &mut Findings) {
    for (passage, change) in all(context) {
        for (stated, computed) in change.wrong_growths() {
            findings.extend(finding(passage, &change, stated, computed, "%"));
        }
    }
}

/// The finding for a stated change that should be another.
fn finding(
    passage: &Passage,
    change: &Change,
    stated: &Quantity,
    computed: Decimal,
    sign: &str,
) -> Option<Finding> {
    // All in the unit of the stated change, or of the last number where that is a percentage.
    let measure = if stated.base() == change.base() {
        &stated.measure
    } else {
        &change.to.measure
    };
    let factor = measure
        .as_ref()
        .map_or(Decimal::ONE, |measure| measure.factor);
    let end = |value: Decimal| figure(value.checked_div(factor).unwrap_or(value));
    let (from, to) = (end(change.ends.0), end(change.ends.1));
    let says = figure::written(&passage.text, stated);
    let off = figure::minus(stated.value, computed);
    let sum = if sign.is_empty() || change.base() == "%" {
        let (larger, smaller) = if change.ends.0 > change.ends.1 {
            (from, to)
        } else {
            (to, from)
        };
        format!("{larger} - {smaller} = {}{sign}", figure(computed))
    } else {
        format!("({to} - {from}) / {from} = {}%", figure(computed))
    };
    let message = Message::new(
        format!(
            "{sum}, but the text says {says} (difference {})",
            difference(off)
        ),
        format!("{sum}, lời văn ghi {says} (chênh {})", difference(off)),
    );
    let finding = figure::finding(passage, &(stated.range.start..stated.end()), message)?;
    Some(
        with_ends(finding, passage, change)
            .value("declared", stated.value)
            .value("computed", computed.normalize())
            .value("difference", off.normalize())
            .help(Message::new(
                "correct the change, or the number that is wrong",
                "sửa lại mức tăng, giảm, hoặc con số nào ghi sai",
            )),
    )
}

fn with_ends(finding: Finding, passage: &Passage, change: &Change) -> Finding {
    let finding = figure::also(
        finding,
        passage,
        &change.from.range,
        Message::new("from", "số đầu"),
    );
    figure::also(
        finding,
        passage,
        &change.to.range,
        Message::new("to", "số cuối"),
    )
}

fn directions(context: &Context<'_>, findings: &mut Findings) {
    for (passage, change) in all(context) {
        let difference = change.difference();
        let rises = difference > Decimal::ZERO;
        if difference.is_zero() || change.rises.iter().all(|said| *said == rises) {
            continue;
        }
        let (from, to) = (figure(change.from.value), figure(change.to.value));
        let (en, vi) = if rises {
            ("is a rise", "là tăng")
        } else {
            ("is a fall", "là giảm")
        };
        let message = Message::new(
            format!("from {from} to {to} {en}, but the sentence says the opposite"),
            format!("từ {from} đến {to} {vi}, câu lại nói ngược lại"),
        );
        let place = change.to.range.start..change.to.end();
        findings.extend(figure::finding(passage, &place, message).map(|finding| {
            figure::also(
                finding,
                passage,
                &change.from.range,
                Message::new("from", "số đầu"),
            )
            .value("declared", change.to.value)
            .help(Message::new(
                "exchange the numbers, or correct the word",
                "đổi chỗ hai số, hoặc sửa lại chữ tăng, giảm, lên, xuống",
            ))
        }));
    }
}

/// The contradictions of a text, for tests.
#[cfg(test)]
pub(super) fn faults(text: &str) -> Vec<String> {
    let wrong = |change: &Change| {
        let difference = change.difference();
        let turned = !difference.is_zero()
            && change
                .rises
                .iter()
                .any(|rises| *rises != (difference > Decimal::ZERO));
        turned
            || change.wrong_differences().next().is_some()
            || change.wrong_growths().next().is_some()
    };
    let all = changes(text).into_iter().filter(wrong);
    all.map(|change| text[change.from.range.start..change.to.end()].to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        let show = |change: &Change| {
            let stated = change
                .stated
                .iter()
                .map(|stated| format!(" {}{}", stated.value, stated.base()));
            format!(
                "{}→{}{}",
                change.ends.0.normalize(),
                change.ends.1.normalize(),
                stated.collect::<String>()
            )
        };
        changes(text)
            .iter()
            .map(show)
            .collect::<Vec<_>>()
            .join("; ")
    }

    #[test]
    fn reads_changes_with_both_ends() {
        for (text, expected) in [
            ("giảm từ 109 hộ xuống còn 84 hộ (giảm 25 hộ)", "109→84 25hộ"),
            (
                "tăng từ 120 lên 150 hộ (tăng 30 hộ, tương ứng 25%)",
                "120→150 30hộ 25%",
            ),
            (
                "giảm 25 hộ nghèo (từ 109 hộ năm 2023 xuống 84 hộ năm 2024)",
                "109→84 25hộ",
            ),
            (
                "tăng từ 48 triệu đồng lên 54 triệu đồng, tăng thêm 6 triệu đồng",
                "48000000→54000000 6000000đồng",
            ),
            (
                "Tỷ lệ hộ nghèo giảm từ 5,22% xuống 4,12%, giảm 1,1%",
                "5.22→4.12 1.1%",
            ),
            ("từ 950 triệu đồng lên 1,2 tỷ đồng", "950000000→1200000000"),
        ] {
            let expected = expected.replace("6000000đồng", "6đồng");
            assert_eq!(seen(text), expected, "{text}");
        }
    }

    #[test]
    fn passes_over_what_is_no_change_or_has_one_end() {
        for text in [
            "giảm tỷ lệ hộ nghèo từ 4% trở lên",
            "giảm từ 3 đến 5 hộ, tăng 20 người",
            "Từ tháng 3 đến tháng 10/2020",
            "giảm từ trên 5% xuống dưới 4%",
            "Từ 120 hộ; nâng lên 150 hộ",
            "tăng lên 150 hộ (tăng 30 hộ)",
        ] {
            assert_eq!(seen(text), "", "{text}");
        }
        for text in [
            "giảm từ 109 xuống 84 hộ, tăng 12 hộ so với kế hoạch",
            "giảm từ 109 xuống 84 hộ, giảm 12 hộ so với kế hoạch",
            "giảm từ 109 xuống 84 hộ nghèo, giảm 12 hộ cận nghèo",
            "giảm từ 109 hộ xuống 84 hộ nghèo, hộ cận nghèo giảm 12 hộ",
            "giảm từ 109 xuống 84 hộ, đạt 125% so với kế hoạch",
        ] {
            assert_eq!(seen(text), "109→84", "{text}");
        }
    }
}
