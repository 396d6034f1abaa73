//! Percentages beside their part and whole (tỷ lệ ghi cạnh tử số, mẫu số).

use crate::checks::context::Context;
use crate::checks::facts::figure::{self, agrees, difference, figure, percent};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Message, words};
use crate::vi::quantity::{Quantity, quantities};
use rust_decimal::Decimal;
use std::ops::Range;

/// A percentage in the text is not the part of the whole beside it.
pub(super) const SHARE: Rule = Rule {
    code: Code::error("IND021", "share-in-text-wrong"),
    ground: Ground::Arithmetic,
    what: words(
        "A percentage in the text is not the part over the whole that stand beside it",
        "Tỷ lệ % trong lời văn không bằng tử số chia mẫu số ghi cạnh đó",
    ),
    why: words(
        "«84/1.609 hộ, chiếm 5,22%» and «84 hộ trên tổng số 1.609 hộ, tỷ lệ 5,22%» can be worked out. \
         Rounded and cut-off percentages are both taken. Silent where the whole is not in the \
         sentence, where anything but a word such as «chiếm», «đạt», «tỷ lệ» stands between, and \
         where a figure is a bound or rough.",
        "«84/1.609 hộ, chiếm 5,22%» và «84 hộ trên tổng số 1.609 hộ, tỷ lệ 5,22%» thì tính lại được. Làm \
         tròn hay bỏ bớt số lẻ đều được chấp nhận. Không xét khi mẫu số không ở cùng câu, khi giữa hai \
         số có gì khác ngoài các chữ như «chiếm», «đạt», «tỷ lệ», và khi số liệu chỉ là mức trên, dưới, \
         khoảng.",
    ),
    wrong: "text = \"Toàn xã còn 84/1.609 hộ nghèo, chiếm 5,32% số hộ dân.\"",
    right: "text = \"Toàn xã còn 84/1.609 hộ nghèo, chiếm 5,22% số hộ dân.\"",
    check: Check::Plan(check),
};

/// A part, its whole and the percentage that is said of them.
struct Share {
    part: Quantity,
    whole: (Decimal, Range<usize>),
    stated: Quantity,
}

/// Words that may stand between a part of a whole and its percentage.
const LINKS: [&str; 12] = [
    "đạt",
    "chiếm",
    "bằng",
    "tỷ lệ",
    "tỉ lệ",
    "đạt tỷ lệ",
    "đạt tỉ lệ",
    "chiếm tỷ lệ",
    "chiếm tỉ lệ",
    "tương ứng",
    "tương đương",
    "",
];

/// How many words may name what is counted: «84/1.609 hộ nghèo và cận nghèo, chiếm …».
const MOST_NAMES: usize = 6;

fn shares(text: &str) -> Vec<Share> {
    let found = quantities(text);
    let mut shares = Vec::new();
    for (at, part) in found.iter().enumerate() {
        let (whole, next) = match (&part.whole, found.get(at + 1)) {
            (Some(whole), next) => (whole.clone(), next),
            (None, Some(whole)) if is_of(text, part, whole) => {
                ((whole.value, whole.range.clone()), found.get(at + 2))
            }
            _ => continue,
        };
        let Some(stated) = next else { continue };
        let end = part.end().max(whole.1.end).max(
            found
                .get(at + 1)
                .filter(|q| q.range == whole.1)
                .map_or(0, Quantity::end),
        );
        let exact =
            part.is_exact() && stated.is_exact() && stated.base() == "%" && part.base() != "%";
        let link = &text[end..stated.range.start];
        let closed = figure::closes(text, stated.end(), &["số", "tổng"]);
        if exact && closed && is_link(link) {
            shares.push(Share {
                part: part.clone(),
                whole,
                stated: stated.clone(),
            });
        }
    }
    shares
}

/// Whether a figure is said to be the whole of the one before: «84 hộ trên tổng số 1.609 hộ».
fn is_of(text: &str, part: &Quantity, whole: &Quantity) -> bool {
    let between = text[part.end()..whole.range.start].to_lowercase();
    let words: Vec<&str> = between.split_whitespace().collect();
    let of = [["trên", "tổng", "số"], ["trong", "tổng", "số"]];
    let said = words.len() <= MOST_NAMES && of.iter().any(|of| words.ends_with(of));
    said && !between.contains([',', ';', '.', ':', '('])
        && part.base() == whole.base()
        && whole.is_exact()
}

/// Whether a text between a whole and a percentage leads from one to the other.
fn is_link(between: &str) -> bool {
    let mark = between.rfind([',', '(', ':']);
    let (names, link) = between.split_at(mark.unwrap_or(between.len()));
    let is_name = |names: &str| {
        names.split_whitespace().count() <= MOST_NAMES
            && !names.contains([';', '.', ',', '(', ':', ')'])
    };
    let ends = |text: &str| {
        let text = text
            .trim_matches([' ', '\u{a0}', ',', '(', ':'])
            .to_lowercase();
        LINKS.contains(&text.as_str()) && (!text.is_empty() || link.starts_with('('))
    };
    if mark.is_some() {
        return is_name(names) && ends(link);
    }
    // «84/1.609 hộ đạt 5,22%»: without a mark a word must lead on.
    let text = names.trim().to_lowercase();
    is_name(&text)
        && LINKS
            .iter()
            .any(|link| !link.is_empty() && (text == *link || text.ends_with(&format!(" {link}"))))
        && !["tăng", "giảm", "so với", "trong"]
            .iter()
            .any(|word| text.contains(word))
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for passage in figure::passages(context.facts.passages, &["%"]) {
        for share in shares(&passage.text) {
            let Some(computed) = percent(share.part.value, share.whole.0) else {
                continue;
            };
            let stated = share.stated.value;
            if agrees(stated, computed) {
                continue;
            }
            let computed = computed.round_dp(stated.scale().max(2));
            let off = figure::minus(stated, computed);
            let sum = format!(
                "{} / {} = {}%",
                figure(share.part.value),
                figure(share.whole.0),
                figure(computed)
            );
            let says = figure::written(&passage.text, &share.stated);
            let message = Message::new(
                format!(
                    "{sum}, but the text says {says} (difference {})",
                    difference(off)
                ),
                format!("{sum}, lời văn ghi {says} (chênh {})", difference(off)),
            );
            let place = share.stated.range.start..share.stated.end();
            let finding = figure::finding(passage, &place, message).map(|finding| {
                let finding = figure::also(
                    finding,
                    passage,
                    &share.part.range,
                    Message::new("the part", "tử số"),
                );
                figure::also(
                    finding,
                    passage,
                    &share.whole.1,
                    Message::new("the whole", "mẫu số"),
                )
                .value("declared", stated)
                .value("computed", computed)
                .value("difference", off)
                .help(Message::new(
                    "correct the percentage, or the number that is wrong",
                    "sửa lại tỷ lệ, hoặc con số nào ghi sai",
                ))
            });
            findings.extend(finding);
        }
    }
}

/// The contradictions of a text, for tests.
#[cfg(test)]
pub(super) fn faults(text: &str) -> Vec<String> {
    let right = |share: &Share| {
        percent(share.part.value, share.whole.0)
            .is_none_or(|computed| agrees(share.stated.value, computed))
    };
    let wrong = shares(text).into_iter().filter(|share| !right(share));
    wrong
        .map(|share| text[share.stated.range].to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        let show = |share: &Share| {
            let computed = percent(share.part.value, share.whole.0).unwrap();
            let sign = if agrees(share.stated.value, computed) {
                "="
            } else {
                "≠"
            };
            format!(
                "{}/{} {sign} {}",
                share.part.value, share.whole.0, share.stated.value
            )
        };
        shares(text).iter().map(show).collect()
    }

    #[test]
    fn compares_a_percentage_with_part_and_whole_beside_it() {
        for (text, expected) in [
            ("còn 84/1.609 hộ nghèo, chiếm 5,22%", "84/1609 = 5.22"),
            ("còn 84/1.609 hộ (5,2%)", "84/1609 = 5.2"),
            ("84/1.609 hộ đạt tỷ lệ 5,32%", "84/1609 ≠ 5.32"),
            (
                "có 84 hộ nghèo trên tổng số 1.609 hộ, tỷ lệ 5,22%",
                "84/1609 = 5.22",
            ),
            (
                "84 hộ trong tổng số 1.609 hộ dân (chiếm 5,52%)",
                "84/1609 ≠ 5.52",
            ),
        ] {
            assert_eq!(seen(text), [expected], "{text}");
        }
    }

    #[test]
    fn passes_over_percentages_of_something_else() {
        for text in [
            "Hộ nghèo còn 84 hộ, tỷ lệ 5,22%, giảm 0,82%",
            "84/1.609 hộ nghèo, giảm 0,82% so với năm 2022",
            "84/1.609 hộ; 100% hộ nghèo được hỗ trợ",
            "5/12 xã đạt chuẩn, trong đó 02 xã đạt 100%",
            "84/1.609 hộ, chiếm trên 5%",
            "84/1.609 hộ nghèo giảm còn 4%",
            "có 12/15 thôn đạt chuẩn văn hóa, 95% hộ đạt gia đình văn hóa",
            "có 12/15 thôn đạt chuẩn, đạt 95% kế hoạch",
            "84/1.609 hộ nghèo, chiếm 60% là hộ dân tộc thiểu số",
            "84/1.609 hộ nghèo trong đó hộ dân tộc thiểu số chiếm 60%",
        ] {
            assert!(seen(text).is_empty(), "{text}: {:?}", seen(text));
        }
    }
}
