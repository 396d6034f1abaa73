//! Appendices (phụ lục) and what the text says of them.

use crate::checks::facts::word::{Word, words};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words as said};
use crate::document::passage::Passage;
use crate::vi::ordinal;
use std::ops::Range;

/// An appendix that the text does not mention.
pub const UNMENTIONED: Rule = Rule {
    code: Code::error("FRM007", "appendix-not-mentioned"),
    ground: Ground::Law("appendix"),
    what: said(
        "An appendix that the text does not mention",
        "Phụ lục kèm theo nhưng trong văn bản không có chỉ dẫn",
    ),
    why: said(
        "A document with an appendix must point to it, else nobody can tell whether the appendix belongs to it. «Phụ lục \
         kèm theo», «(Biểu chi tiết kèm theo)» and the like are enough; of several appendices each must be pointed to.",
        "Văn bản có Phụ lục kèm theo thì trong văn bản phải có chỉ dẫn về Phụ lục đó. Ghi «Phụ lục kèm theo», «(Biểu chi tiết \
         kèm theo)» là đủ; có nhiều Phụ lục thì phải chỉ dẫn từng Phụ lục.",
    ),
    wrong: "[[appendices]]\ntitle = \"Danh sách hộ nghèo\"",
    right: "[[appendices]]\nid = \"danh_sach\"\ntitle = \"Danh sách hộ nghèo\"",
    check: Check::Plan(check_mentioned),
};

fn check_mentioned(context: &Context<'_>, findings: &mut Findings) {
    let appendices = &context.plan.appendices;
    if appendices.is_empty() {
        return;
    }
    let generally = context.facts.main_text().any(|passage| {
        let lower = passage.text.to_lowercase();
        lower.contains("kèm theo") || general(&lower)
    });
    if generally {
        return;
    }
    let mentioned: Vec<u32> = context
        .facts
        .main_text()
        .flat_map(|passage| mentions(&passage.text))
        .filter_map(|mention| mention.number)
        .collect();
    for (number, (place, appendix)) in (1..).zip(appendices.iter().enumerate()) {
        if mentioned.contains(&number) {
            continue;
        }
        let label = context
            .document
            .appendices
            .get(place)
            .map_or("Phụ lục", |appendix| &appendix.label);
        let message = Message::new(
            format!("the text says nothing of {label}"),
            format!("trong văn bản không có chỉ dẫn về {label}"),
        );
        let help = Message::new(
            "give it an `id` and write `({{ ref(id=\"…\") }} kèm theo)` where it belongs",
            "đặt `id` cho phụ lục rồi ghi `({{ ref(id=\"…\") }} kèm theo)` ở chỗ liên quan",
        );
        findings.push(Finding::at(appendix.title.span, message).help(help));
    }
}

/// Whether a text in small letters speaks of an appendix without a number.
fn general(lower: &str) -> bool {
    lower
        .match_indices("phụ lục")
        .any(|(at, name)| number_behind(lower, at + name.len()).is_none())
}

/// A place where a text names an appendix by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mention {
    /// The number's characters.
    range: Range<usize>,
    /// The number, where it can be read.
    number: Option<u32>,
    /// Whether it is in Arabic digits.
    arabic: bool,
}

/// The appendices that a text names by number.
fn mentions(text: &str) -> Vec<Mention> {
    let found = text
        .match_indices("hụ lục")
        .filter(|&(at, _)| text[..at].ends_with(['p', 'P']));
    found
        .filter_map(|(at, name)| {
            let word = number_behind(text, at + name.len())?;
            let arabic = word.text.bytes().all(|byte| byte.is_ascii_digit());
            let number = if arabic {
                word.text.parse().ok()
            } else {
                ordinal::parse_roman(word.text)
            };
            let range = word.range();
            Some(Mention {
                range,
                number,
                arabic,
            })
        })
        .collect()
}

/// The number right behind a place, «số» aside.
fn number_behind(text: &str, at: usize) -> Option<Word<'_>> {
    let mut rest = words(text.get(at..)?);
    let mut word = rest.next().filter(|word| word.start == 1)?;
    if word.is("số") {
        word = rest.next()?;
    }
    let digits = word.text.len() <= 2 && word.text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits || ordinal::parse_roman(&word.text.to_uppercase()).is_some();
    number.then_some(Word {
        start: word.start + at,
        text: word.text,
    })
}

/// Whether an appendix is another document's: a document is named around it, or nothing says that it
/// is this one's.
fn is_foreign(text: &str, range: &Range<usize>) -> bool {
    const DOCUMENTS: [&str; 9] = [
        "Nghị định",
        "Thông tư",
        "Quyết định",
        "Nghị quyết",
        "Luật",
        "Công văn",
        "Hướng dẫn",
        "Chỉ thị",
        "Thông báo",
    ];
    let start = text[..range.start].rfind(['.', ';', '(']).unwrap_or(0);
    let end = text[range.end..]
        .find(['.', ';', ')'])
        .map_or(text.len(), |end| range.end + end);
    let around = text.get(start..end).unwrap_or_default();
    DOCUMENTS.iter().any(|document| around.contains(document))
}

/// Several appendices that the text names in Arabic digits.
pub const NOT_ROMAN: Rule = Rule {
    code: Code::error("FRM008", "appendix-not-roman"),
    ground: Ground::Law("appendix"),
    what: said(
        "One of several appendices named in Arabic digits",
        "Có từ hai phụ lục mà trong văn bản ghi số thứ tự bằng chữ số Ả Rập",
    ),
    why: said(
        "Two appendices or more are numbered in Roman digits, and so the program prints them; a text that says «Phụ lục 1» \
         names none of them. Appendices of other documents keep their own numbers.",
        "Văn bản có từ hai Phụ lục trở lên thì đánh số bằng chữ số La Mã, phần mềm in như vậy; lời văn ghi «Phụ lục 1» thì không \
         khớp. Phụ lục của văn bản khác giữ số của văn bản đó.",
    ),
    wrong: r#"text = "Danh sách hộ nghèo tại Phụ lục 1, kinh phí tại Phụ lục II.""#,
    right: r#"text = "Danh sách hộ nghèo tại Phụ lục I, kinh phí tại Phụ lục II.""#,
    check: Check::Plan(check_roman),
};

/// The mentions of the plan's own appendices that someone typed.
fn own_mentions<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (&'c Passage, Mention)> {
    context.facts.passages.iter().flat_map(|passage| {
        mentions(&passage.text)
            .into_iter()
            .filter(|mention| {
                !passage.is_made(mention.range.start) && !is_foreign(&passage.text, &mention.range)
            })
            .map(move |mention| (passage, mention))
            .collect::<Vec<_>>()
    })
}

fn check_roman(context: &Context<'_>, findings: &mut Findings) {
    if context.plan.appendices.len() < 2 {
        return;
    }
    for (passage, mention) in own_mentions(context).filter(|(_, mention)| mention.arabic) {
        let roman = mention.number.and_then(ordinal::roman);
        if let (Some(place), Some(roman)) = (passage.place(mention.range.clone()), roman) {
            let typed = &passage.text[mention.range];
            let message = Message::new(
                format!("appendix {typed} is printed as Phụ lục {roman}"),
                format!("Phụ lục {typed} phải ghi bằng chữ số La Mã: Phụ lục {roman}"),
            );
            findings.push(Finding::at(place, message).propose(place, roman));
        }
    }
}

/// A mention of an appendix that the plan does not have.
pub const MISSING: Rule = Rule {
    code: Code::warning("FRM009", "appendix-missing"),
    ground: Ground::Law("appendix"),
    what: said(
        "The text names an appendix that the plan does not have",
        "Văn bản nhắc đến phụ lục không có trong kế hoạch",
    ),
    why: said(
        "Readers look for the appendix in vain. Only numbers above the count of the plan's own appendices are reported, \
         and only where no other document is named beside them; a plan without appendices speaks of another document's.",
        "Văn bản dẫn chiếu phụ lục không có trong hồ sơ. Chỉ báo khi số thứ tự lớn hơn số phụ lục của kế hoạch và bên cạnh không nhắc đến \
         văn bản khác; kế hoạch không có phụ lục thì là nói đến phụ lục của văn bản khác.",
    ),
    wrong: r#"text = "Danh sách hộ nghèo tại Phụ lục I, kinh phí tại Phụ lục III kèm theo.""#,
    right: r#"text = "Danh sách hộ nghèo tại Phụ lục I, kinh phí tại Phụ lục II kèm theo.""#,
    check: Check::Plan(check_missing),
};

fn check_missing(context: &Context<'_>, findings: &mut Findings) {
    let count = context.plan.appendices.len();
    if count == 0 {
        return;
    }
    for (passage, mention) in own_mentions(context) {
        let number = mention.number.unwrap_or_default();
        if usize::try_from(number).is_ok_and(|number| number > count)
            && let Some(place) = passage.place(mention.range)
        {
            let message = Message::new(
                format!("the plan has {count} appendices, none with number {number}"),
                format!("kế hoạch có {count} phụ lục, không có phụ lục thứ {number}"),
            );
            findings.push(Finding::at(place, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_mentions() {
        let text = "theo Phụ lục I, phụ lục số 02 và các Phụ lục kèm theo";
        let found: Vec<_> = mentions(text)
            .iter()
            .map(|m| (m.number, m.arabic))
            .collect();
        assert_eq!(found, [(Some(1), false), (Some(2), true)]);
        let numbers = |text: &str| -> Vec<u32> {
            let all = mentions(text).into_iter();
            all.filter_map(|mention| mention.number).collect()
        };
        assert_eq!(numbers("Phụ lục 99; phụ lục IX; Phụ lục số: 3"), [99, 9, 3]);
        for text in [
            "Phụ lục 100",
            "Phụ lục: 3",
            "Phụ lục số",
            "thụ lục 3",
            "Phụ lục A",
        ] {
            assert_eq!(numbers(text), [0_u32; 0], "{text}");
        }
        for text in [
            "các phụ lục kèm theo",
            "phụ lục i và các phụ lục khác",
            "phụ lục 100",
        ] {
            assert!(general(text), "{text}");
        }
        for text in ["phụ lục i", "phụ lục số 02", "danh mục kèm theo"] {
            assert!(!general(text), "{text}");
        }
    }

    #[test]
    fn leaves_appendices_of_other_documents() {
        let foreign = |text: &str| mentions(text).iter().all(|m| is_foreign(text, &m.range));
        assert!(foreign(
            "theo Phụ lục 1 ban hành kèm theo Nghị định số 30/2020/NĐ-CP"
        ));
        for document in [
            "Nghị định",
            "Thông tư",
            "Quyết định",
            "Nghị quyết",
            "Luật",
            "Công văn",
            "Hướng dẫn",
            "Chỉ thị",
            "Thông báo",
        ] {
            assert!(
                foreign(&format!("theo Phụ lục 1 của {document}")),
                "{document}"
            );
        }
        for text in [
            "tại Phụ lục 1. Theo Nghị định số 30",
            "tại Phụ lục 1; theo Nghị định số 30",
            "(Phụ lục 1) theo Nghị định số 30",
            "theo Nghị định số 30. Tại Phụ lục 1",
            "theo Nghị định số 30; tại Phụ lục 1",
            "theo Nghị định số 30 (Phụ lục 1)",
        ] {
            assert!(!foreign(text), "{text}");
        }
    }
}
