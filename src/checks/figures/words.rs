//! Numbers that are repeated in words (số viết bằng chữ).

use crate::checks::context::Context;
use crate::checks::facts::figure::{self, difference, figure};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::document::passage::Passage;
use crate::source::Span;
use crate::spec::{Figure, locate};
use crate::vi::quantity::{Quantity, quantities};
use crate::vi::spoken::{self, Unread};
use crate::vi::unit;
use crate::vi::words::{amount_in_words, words as in_words};
use rust_decimal::Decimal;
use std::ops::Range;

/// An amount of money is repeated in words that say another one.
pub(super) const AMOUNT: Rule = Rule {
    code: Code::error("BUD020", "amount-in-words-mismatch"),
    ground: Ground::Arithmetic,
    what: words(
        "An amount of money in words says another amount than the digits",
        "Số tiền bằng chữ khác số tiền bằng số",
    ),
    why: words(
        "Where digits and words differ nobody knows which amount was approved. The grand total of \
         the budget is compared with `in_words`, and in the text every amount with the words behind \
         it: «6.608 triệu đồng (Bằng chữ: …)». The unit may be spoken or counted in, so that «sáu \
         nghìn sáu trăm linh tám triệu đồng» and «sáu tỷ sáu trăm linh tám triệu đồng» are the same. \
         Silent where the total is not stated.",
        "Số và chữ khác nhau thì không biết số nào được duyệt. Tổng kinh phí được so với `in_words`; \
         trong lời văn, mỗi số tiền được so với phần chữ ngay sau nó: «6.608 triệu đồng (Bằng chữ: \
         …)». Đọc theo đơn vị nào cũng được: «sáu nghìn sáu trăm linh tám triệu đồng» và «sáu tỷ sáu \
         trăm linh tám triệu đồng» là một. Không xét khi không ghi tổng.",
    ),
    wrong: "total = 6608\nin_words = \"Sáu tỷ sáu trăm tám mươi triệu đồng\"",
    right: "total = 6608\nin_words = \"Sáu tỷ sáu trăm linh tám triệu đồng\"",
    check: Check::Plan(amounts),
};

/// An amount in words has a word that no number has.
pub(super) const UNREADABLE: Rule = Rule {
    code: Code::warning("BUD021", "amount-in-words-unreadable"),
    ground: Ground::Custom("words.numbers"),
    what: words(
        "An amount in words cannot be read as a number",
        "Số viết bằng chữ không đọc được thành số",
    ),
    why: words(
        "A word that no number has is a slip of the pen, and the words then prove nothing. All usual \
         forms are read: linh or lẻ, nghìn or ngàn, tư or bốn, lăm or nhăm, mốt or một, rưỡi, phẩy. \
         In the text only what follows «Bằng chữ» is held to it.",
        "Chữ không có trong cách đọc số là chữ viết nhầm, phần bằng chữ khi đó không còn giá trị đối \
         chiếu. Các cách đọc thông dụng đều được hiểu: linh hoặc lẻ, nghìn hoặc ngàn, tư hoặc bốn, \
         lăm hoặc nhăm, mốt hoặc một, rưỡi, phẩy. Trong lời văn chỉ xét phần sau «Bằng chữ».",
    ),
    wrong: "total = 6608\nin_words = \"Sáu nghìn sáu chăm linh tám triệu đồng\"",
    right: "total = 6608\nin_words = \"Sáu nghìn sáu trăm linh tám triệu đồng\"",
    check: Check::Plan(unreadable),
};

/// A number of people or things is repeated in words that say another one.
pub(super) const COUNT: Rule = Rule {
    code: Code::error("IND020", "count-in-words-mismatch"),
    ground: Ground::Arithmetic,
    what: words(
        "A number in words says another number than the digits before it",
        "Số bằng chữ khác số bằng số đứng trước",
    ),
    why: words(
        "«25 (hai mươi nhăm) hộ» repeats the number so that nobody can change it; where the two \
         differ nobody knows which was meant. Words in brackets that are more than a number are no \
         repetition, and the rule is silent.",
        "«25 (hai mươi nhăm) hộ» nhắc lại số bằng chữ để khỏi bị sửa; hai cách ghi khác nhau thì \
         không biết số nào đúng. Trong ngoặc có gì khác ngoài một con số thì không phải là nhắc lại, \
         không xét.",
    ),
    wrong: "text = \"Phấn đấu năm 2026 giảm 25 (hai mươi tư) hộ nghèo.\"",
    right: "text = \"Phấn đấu năm 2026 giảm 25 (hai mươi lăm) hộ nghèo.\"",
    check: Check::Plan(counts),
};

/// A number in digits with its repetition in words.
struct Repeat {
    digits: Quantity,
    /// Whether it counts đồng.
    money: bool,
    words: Range<usize>,
    /// What the words say, or the word that cannot be read.
    said: Result<Decimal, Range<usize>>,
}

impl Repeat {
    /// What the digits say in the base of their unit, where the words say something else.
    fn contradiction(&self) -> Option<(Decimal, Decimal)> {
        let said = *self.said.as_ref().ok()?;
        let meant = self.digits.in_base()?;
        (said != meant && said != self.digits.value).then_some((said, meant))
    }
}

/// Before an amount in words.
const LABELS: [&str; 6] = [
    "số tiền viết bằng chữ",
    "số tiền bằng chữ",
    "viết bằng chữ",
    "ghi bằng chữ",
    "bằng chữ",
    "bằng chữ là",
];

/// The words behind «Bằng chữ:», as a part of the text.
fn labelled(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = &text[range.clone()];
    let label = LABELS
        .iter()
        .filter(|label| part.to_lowercase().starts_with(**label))
        .max_by_key(|label| label.len())?;
    let rest = part.get(label.len()..)?;
    let words = rest.trim_start_matches([' ', '\u{a0}', ':', '-']);
    Some(range.end - words.len()..range.end)
}

/// All repetitions of a text.
fn repeats(text: &str) -> Vec<Repeat> {
    let found = quantities(text);
    found
        .into_iter()
        .filter_map(|digits| repeat(text, digits))
        .collect()
}

fn repeat(text: &str, digits: Quantity) -> Option<Repeat> {
    let after = digits.end();
    let rest = text[after..].trim_start_matches([' ', '\u{a0}']);
    let start = text.len() - rest.len();
    let bracket = rest.starts_with('(');
    let (words, labelled) = if bracket {
        let end = start + rest.find(')')?;
        let inside = start + 1..end;
        let words = labelled(text, inside.clone());
        (words.clone().unwrap_or(inside), words.is_some())
    } else {
        let rest = rest.trim_start_matches([' ', '\u{a0}', ',', ';', '.', ':', '-', '\n']);
        let start = text.len() - rest.len();
        let end = rest
            .find([')', ';', '.'])
            .map_or(text.len(), |end| start + end);
        (labelled(text, start..end)?, true)
    };
    // «(Bằng chữ: ……… đồng)» is still to be filled in.
    if text[words.clone()].starts_with(['.', '…', '_']) {
        return None;
    }
    let tail = text[words.end..].trim_start_matches([')', ' ', '\u{a0}']);
    let unit = unit::unit(tail).filter(|_| digits.measure.is_none());
    let base = unit.as_ref().map_or(digits.base(), |(base, _)| *base);
    let place = |range: Range<usize>| words.start + range.start..words.start + range.end;
    let said = match spoken::read(&text[words.clone()]) {
        Ok(spoken) if fits(spoken.unit, base, labelled) => Ok(spoken.value),
        // «1.000 USD (bằng chữ: một nghìn đô la Mỹ)»: a unit that is not known here.
        Ok(spoken) if labelled && base.is_empty() => Ok(spoken.value),
        // «25 (ba hộ thoát nghèo)» is no repetition; «bằng chữ: sáu chăm đồng» is one.
        Ok(spoken) if labelled => {
            let word = spoken.unit.split_whitespace().next().unwrap_or_default();
            Err(place(spoken.at..spoken.at + word.len()))
        }
        Err(Unread { range }) if labelled => Err(place(range)),
        _ => return None,
    };
    let money = base == "đồng";
    Some(Repeat {
        digits,
        money,
        words,
        said,
    })
}

/// Whether the words after a number in words can be its unit; «hộ nghèo» only where it is said that the
/// number is repeated.
fn fits(unit: &str, base: &str, labelled: bool) -> bool {
    let unit = unit.to_lowercase();
    let money = ["đồng", "việt nam đồng", "đồng việt nam", "vnđ", "vnd", "đ"];
    unit.is_empty()
        || unit == base
        || (labelled && !base.is_empty() && unit.starts_with(base))
        || (base == "%" && unit == "phần trăm")
        || money.contains(&unit.as_str())
}

/// The repetitions of the whole text that a rule is about.
fn all<'c>(context: &'c Context<'_>, money: bool) -> impl Iterator<Item = (&'c Passage, Repeat)> {
    figure::passages(context.facts.passages, &["(", "bằng chữ"])
        .flat_map(|passage| {
            repeats(&passage.text)
                .into_iter()
                .map(move |repeat| (passage, repeat))
        })
        .filter(move |(_, repeat)| repeat.money == money)
}

fn amounts(context: &Context<'_>, findings: &mut Findings) {
    findings.extend(total(context));
    findings.extend(all(context, true).filter_map(|(passage, repeat)| in_text(passage, &repeat)));
}

fn counts(context: &Context<'_>, findings: &mut Findings) {
    findings.extend(all(context, false).filter_map(|(passage, repeat)| in_text(passage, &repeat)));
}

/// The words of a repetition in the text that say something else than its digits.
fn in_text(passage: &Passage, repeat: &Repeat) -> Option<Finding> {
    let (said, meant) = repeat.contradiction()?;
    let text = &passage.text;
    let digits = figure::written(text, &repeat.digits);
    let finding = figure::finding(
        passage,
        &repeat.words,
        mismatch(said, digits, meant, if repeat.money { "đồng" } else { "" }),
    )?;
    let place = repeat.digits.range.start..repeat.digits.end();
    let finding = figure::also(
        finding,
        passage,
        &place,
        Message::new("the digits", "phần số"),
    );
    let unit = text.get(repeat.digits.range.end..repeat.digits.end());
    let finding = told(finding, said, meant);
    Some(
        match right(repeat.digits.value, unit.unwrap_or_default().trim()) {
            Some(right) => finding.help(right),
            None => finding,
        },
    )
}

/// The total of the budget where `in_words` says something else.
fn total(context: &Context<'_>) -> Option<Finding> {
    let (span, words, total, unit) = stated(context)?;
    let spoken = spoken::read(words).ok()?;
    let value = total.value?;
    let (base, factor) = unit::unit(unit)?;
    let meant = value.checked_mul(factor)?;
    let said = spoken.value;
    if !fits(spoken.unit, base, true) || said == meant || said == value {
        return None;
    }
    let digits = format!("{} {unit}", crate::vi::number::format(&value));
    let finding = Finding::at(span, mismatch(said, &digits, meant, base))
        .also(total.span, Message::new("the digits", "phần số"));
    let finding = told(finding, said, meant);
    Some(match right(value, unit) {
        Some(right) => finding.help(right),
        None => finding,
    })
}

/// The grand total in words and in digits, with its unit.
fn stated<'c>(context: &'c Context<'_>) -> Option<(Span, &'c str, Figure, &'c str)> {
    let budget = context.plan.budget.as_ref()?;
    let text = budget.in_words.as_ref()?;
    let range = labelled(&text.value, 0..text.value.len()).unwrap_or(0..text.value.len());
    let token = context.sources().slice(text.span);
    let span = text.span.slice(locate(token, range.clone()));
    Some((
        span,
        &text.value[range],
        budget.total?,
        budget.unit.as_str(),
    ))
}

fn unreadable(context: &Context<'_>, findings: &mut Findings) {
    let of_total = stated(context).and_then(|(span, words, total, unit)| {
        let base = unit::unit(unit).map_or("", |(base, _)| base);
        let range = match spoken::read(words) {
            Ok(spoken) if fits(spoken.unit, base, true) || base.is_empty() => return None,
            Ok(spoken) => {
                let word = spoken.unit.split_whitespace().next().unwrap_or_default();
                spoken.at..spoken.at + word.len()
            }
            Err(Unread { range }) => range,
        };
        let word = &words[range.clone()];
        let place = if range.is_empty() {
            span
        } else {
            span.slice(range)
        };
        let finding = Finding::at(place, unread(word));
        let right = total.value.and_then(|value| right(value, unit));
        Some(match right {
            Some(right) => finding.help(right),
            None => finding,
        })
    });
    findings.extend(of_total);
    let in_text = figure::passages(context.facts.passages, &["bằng chữ"]).flat_map(|passage| {
        let repeats = repeats(&passage.text).into_iter();
        repeats.filter_map(move |repeat| {
            let range = repeat.said.as_ref().err()?;
            let word = passage.text.get(range.clone())?;
            let place = if range.is_empty() {
                &repeat.words
            } else {
                range
            };
            let finding = figure::finding(passage, place, unread(word))?;
            let unit = passage
                .text
                .get(repeat.digits.range.end..repeat.digits.end())?;
            Some(match right(repeat.digits.value, unit.trim()) {
                Some(right) => finding.help(right),
                None => finding,
            })
        })
    });
    findings.extend(in_text);
}

fn mismatch(said: Decimal, digits: &str, meant: Decimal, unit: &str) -> Message {
    let shown = |value: Decimal| format!("{} {unit}", figure(value)).trim_end().to_owned();
    let off = difference(figure::minus(said, meant));
    // «6.608 triệu đồng» is shown in đồng too, as the words are.
    let whole = if digits.contains(&figure(meant)) {
        String::new()
    } else {
        format!("{}, ", shown(meant))
    };
    let said = shown(said);
    Message::new(
        format!("the words say {said}, the digits {digits} ({whole}difference {off})"),
        format!("phần chữ đọc là {said}, phần số ghi {digits} ({whole}chênh {off})"),
    )
}

fn told(finding: Finding, said: Decimal, meant: Decimal) -> Finding {
    finding
        .value("declared", said.normalize())
        .value("computed", meant.normalize())
        .value("difference", figure::minus(said, meant).normalize())
}

/// The words that a number should have.
fn right(value: Decimal, unit: &str) -> Option<Message> {
    // «47.263đ» is read with the whole word.
    let letter = unit::unit(unit).filter(|(base, _)| *base == "đồng" && !unit.ends_with("đồng"));
    let words = match letter {
        _ if unit == "%" => in_words(&value)?,
        Some((base, factor)) => amount_in_words(&value.checked_mul(factor)?, base)?,
        None => amount_in_words(&value, unit)?,
    };
    Some(Message::new(
        format!("the digits are read «{words}»"),
        format!("số này đọc là «{words}»"),
    ))
}

fn unread(word: &str) -> Message {
    if word.is_empty() {
        return Message::new(
            "the number in words is not finished",
            "số bằng chữ viết chưa hết",
        );
    }
    Message::new(
        format!("`{word}` is no word of a number here"),
        format!("chữ «{word}» ở đây không có trong cách đọc số"),
    )
}

/// The contradictions of a text, for tests.
#[cfg(test)]
pub(super) fn faults(text: &str) -> Vec<String> {
    let wrong = |repeat: &Repeat| repeat.said.is_err() || repeat.contradiction().is_some();
    let all = repeats(text).into_iter().filter(wrong);
    all.map(|repeat| text[repeat.words].to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        let show = |repeat: &Repeat| match (&repeat.said, repeat.contradiction()) {
            (Err(range), _) => format!("? {}", &text[range.clone()]),
            (_, Some((said, meant))) => format!("{said} ≠ {meant}"),
            _ => "=".to_owned(),
        };
        repeats(text).iter().map(show).collect()
    }

    #[test]
    fn compares_words_with_the_digits_before_them() {
        for (text, expected) in [
            (
                "6.608 triệu đồng (Bằng chữ: Sáu nghìn sáu trăm linh tám triệu đồng)",
                "=",
            ),
            ("6.608 triệu đồng (sáu tỷ sáu trăm lẻ tám triệu đồng)", "="),
            ("6.608 (sáu nghìn sáu trăm linh tám) triệu đồng", "="),
            (
                "6.608.000.000 đồng. Bằng chữ: Sáu tỷ, sáu trăm linh tám triệu đồng chẵn./.",
                "=",
            ),
            ("1.500 triệu đồng (một tỷ rưỡi)", "="),
            ("25 (hai mươi nhăm) hộ", "="),
            ("5,22% (năm phẩy hai mươi hai phần trăm)", "="),
            ("1.000 (bằng chữ: một nghìn đô la Mỹ) USD", "="),
            ("25 (hai mươi tư) hộ", "24 ≠ 25"),
            (
                "6.608 triệu đồng (Bằng chữ: Sáu tỷ sáu trăm tám mươi triệu đồng)",
                "6680000000 ≠ 6608000000",
            ),
            (
                "6.608 triệu đồng (bằng chữ: sáu nghìn sáu chăm triệu đồng)",
                "? chăm",
            ),
        ] {
            assert_eq!(seen(text), [expected], "{text}");
        }
    }

    #[test]
    fn brackets_that_say_something_else_are_no_repetition() {
        for text in [
            "giảm 25 hộ (năm 2025)",
            "giảm 25 hộ (ba hộ do di cư)",
            "12 xã (không kể thị trấn)",
            "giảm 1,56% (giảm 25 hộ nghèo)",
            "98% hồ sơ (trừ trường hợp khoản 3)",
            "25 hộ nghèo (hai tổ)",
            "6.608 triệu đồng (Bằng chữ: ……… đồng)",
        ] {
            assert!(seen(text).is_empty(), "{text}");
        }
    }
}
