//! Zeros before days, months and numbers (số 0 phía trước) where documents are cited.

use crate::checks::facts::slip::{Slip, typed};
use crate::checks::facts::word::{Word, words};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words as said};
use crate::law::Law;
use crate::plan::LegalDocument;
use crate::vi::citation::Symbol;

/// The date of a cited document without its zeros.
pub const DATE_ZERO: Rule = Rule {
    code: Code::warning("FRM005", "date-without-zero"),
    ground: Ground::Law("date.zeros"),
    what: said(
        "A cited document's day below 10, or month 1 or 2, without a zero before it",
        "Ngày nhỏ hơn 10, tháng 1, 2 của văn bản viện dẫn không có số 0 phía trước",
    ),
    why: said(
        "The decree asks for a zero before days below 10 and before months 1 and 2 in a document's date. Only dates behind a number and symbol are checked; deadlines and other days are \
         the author's. The plan's own date is written by the program.",
        "Nghị định quy định số thể hiện ngày nhỏ hơn 10 và tháng 1, 2 phải ghi thêm số 0 phía trước. Chỉ kiểm tra ngày đi sau số, ký hiệu văn bản; thời hạn và cách ghi các ngày khác do người soạn thảo lựa chọn. Ngày của chính kế \
         hoạch do phần mềm ghi.",
    ),
    wrong: r#"text = "Theo Kế hoạch số 12/KH-UBND ngày 5/1/2026 của Ủy ban nhân dân tỉnh về tập huấn.""#,
    right: r#"text = "Theo Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh về tập huấn.""#,
    check: Check::Plan(check_dates),
};

fn check_dates(context: &Context<'_>, findings: &mut Findings) {
    for found in typed(&context.facts, cited_dates) {
        let message = Message::new(
            format!("“{}” lacks a zero before it", found.text),
            format!("“{}” thiếu số 0 phía trước", found.text),
        );
        findings.push(found.told(message).safely());
    }
}

/// Days and months without their zero, in dates right behind a symbol.
pub fn cited_dates(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    if !text.contains('/') {
        return slips;
    }
    let all: Vec<Word<'_>> = words(text).collect();
    for (place, word) in all.iter().enumerate() {
        if !word.is("ngày") || !follows_symbol(text, word.start) {
            continue;
        }
        let Some((day, month, year)) = date_behind(text, all.get(place + 1..).unwrap_or_default())
        else {
            continue;
        };
        if year.text.len() != 4 {
            continue;
        }
        if day.text.len() == 1 {
            slips.push(Slip::new(day.range(), format!("0{}", day.text)));
        }
        if matches!(month.text, "1" | "2") {
            slips.push(Slip::new(month.range(), format!("0{}", month.text)));
        }
    }
    slips
}

/// Day, month and year at the head of some words, as «5/1/2026» or «5 tháng 1 năm 2026».
fn date_behind<'t>(text: &str, rest: &[Word<'t>]) -> Option<(Word<'t>, Word<'t>, Word<'t>)> {
    let number = |word: &Word<'_>| word.text.bytes().all(|byte| byte.is_ascii_digit());
    let (day, month, year) = match rest {
        [day, of, month, in_, year, ..] if of.is("tháng") && in_.is("năm") => (day, month, year),
        [day, month, year, ..] => {
            let mark = text.get(day.end()..month.start)?;
            let same = text.get(month.end()..year.start)? == mark;
            if !same || !matches!(mark, "/" | "-" | ".") {
                return None;
            }
            (day, month, year)
        }
        _ => return None,
    };
    [day, month, year]
        .into_iter()
        .all(number)
        .then_some((*day, *month, *year))
}

/// Whether a symbol stands right before a place: a number, a slash, capitals.
fn follows_symbol(text: &str, at: usize) -> bool {
    let head = text[..at].trim_end();
    let symbol = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    let letters = symbol.rsplit('/').next().unwrap_or_default();
    symbol.starts_with(|c: char| c.is_ascii_digit()) && letters.starts_with(char::is_uppercase)
}

/// The number of a cited document without its zero.
pub const NUMBER_ZERO: Rule = Rule {
    code: Code::warning("FRM006", "number-without-zero"),
    ground: Ground::Law("number.zeros"),
    what: said(
        "A cited document's number below 10 without a zero before it",
        "Số văn bản viện dẫn nhỏ hơn 10 không có số 0 phía trước",
    ),
    why: said(
        "The decree asks for a zero before numbers below 10; cited without it, the document is not found by its number. \
         The plan's own number is written by the program.",
        "Nghị định quy định số nhỏ hơn 10 phải ghi thêm số 0 phía trước; viện dẫn thiếu số 0 thì tra theo số không thấy. Số \
         của chính kế hoạch do phần mềm ghi.",
    ),
    wrong: r#"text = "Theo Kế hoạch số 7/KH-UBND ngày 12/01/2026 của Ủy ban nhân dân tỉnh về tập huấn.""#,
    right: r#"text = "Theo Kế hoạch số 07/KH-UBND ngày 12/01/2026 của Ủy ban nhân dân tỉnh về tập huấn.""#,
    check: Check::Both(
        |context, findings| {
            check_numbers(context, findings);
            findings.extend(
                context
                    .facts
                    .in_place()
                    .filter_map(|own| unpadded(own, context.law())),
            );
        },
        |workspace, findings| {
            let documents = workspace.legal.documents.iter();
            findings.extend(documents.filter_map(|own| unpadded(own, &workspace.law)));
        },
    ),
};

/// The fault of a document's number that is typed for itself, if it has one.
fn unpadded(document: &LegalDocument, law: &Law) -> Option<Finding> {
    let number = document.number.as_ref()?;
    let typed = number.as_str().trim();
    let symbol = Symbol::whole(typed, law).filter(|own| !own.party && !own.rest.is_empty())?;
    matches!(symbol.number.as_bytes(), [b'1'..=b'9']).then(|| {
        let right = format!("0{typed}");
        Finding::at(number.span, lacking(symbol.number))
            .help(Message::new(
                format!("write `{right}`"),
                format!("viết `{right}`"),
            ))
            .edit(number.span, format!("\"{right}\""))
    })
}

fn check_numbers(context: &Context<'_>, findings: &mut Findings) {
    for found in typed(&context.facts, cited_numbers) {
        let message = lacking(found.text);
        findings.push(found.told(message).safely());
    }
}

fn lacking(number: &str) -> Message {
    Message::new(
        format!("number {number} lacks a zero before it"),
        format!("số {number} thiếu số 0 phía trước"),
    )
}

/// Numbers of one digit in symbols behind «số».
pub fn cited_numbers(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    if !text.contains('/') {
        return slips;
    }
    let all: Vec<Word<'_>> = words(text).collect();
    for pair in all.windows(2) {
        let [word, number] = pair else { continue };
        let digit = matches!(number.text.as_bytes(), [b'1'..=b'9']);
        let beside = text
            .get(word.end()..number.start)
            .is_some_and(|gap| matches!(gap, " " | ": "));
        let tail = text[number.end()..].strip_prefix('/').unwrap_or_default();
        let tail = tail
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .trim_start_matches('/');
        let kind = words(tail).next().filter(|kind| kind.start == 0);
        let symbol = kind.is_some_and(|kind| {
            kind.text
                .chars()
                .all(|c| c.is_uppercase() || c.is_ascii_digit() || c == 'r')
                && tail[kind.end()..].starts_with('-')
        });
        if word.is("số") && beside && digit && symbol {
            slips.push(Slip::new(number.range(), format!("0{}", number.text)));
        }
    }
    slips
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, slips: &[Slip]) -> Vec<String> {
        slips
            .iter()
            .map(|slip| text[slip.range.clone()].to_owned())
            .collect()
    }

    #[test]
    fn finds_dates_of_documents_without_zeros() {
        let text = "số 12/KH-UBND, ngày 5/1/2026; số 160/NQ-CP ngày 9 tháng 2 năm 2021";
        assert_eq!(texts(text, &cited_dates(text)), ["5", "1", "9", "2"]);
        for (date, wanted) in [
            ("ngày 9/3/2026", &["9"][..]),
            ("ngày 10/2/2026", &["2"]),
            ("ngày 10/3/2026", &[]),
            ("ngày 09/12/2026", &[]),
            ("ngày 5-1-2026", &["5", "1"]),
            ("ngày 5.1.2026", &["5", "1"]),
            ("ngày 5/1-2026", &[]),
            ("ngày 5 1 2026", &[]),
            ("ngày 5/1/26", &[]),
            ("ngày 5/1/năm", &[]),
            ("ngày 5 tháng 1 năm 2026", &["5", "1"]),
            ("ngày 5 tháng 1 của 2026", &[]),
            ("ngày 5 hoặc 1 năm 2026", &[]),
            ("NGÀY 5/1/2026", &["5", "1"]),
            ("đến 5/1/2026", &[]),
        ] {
            let text = format!("số 118/2025/NĐ-CP {date} của");
            assert_eq!(texts(&text, &cited_dates(&text)), wanted, "{date}");
        }
        assert_eq!(
            cited_dates("số 12/KH-UBND ngày 5/1/2026")[0]
                .right
                .as_deref(),
            Some("05")
        );
        assert_eq!(
            cited_dates("số 12/KH-UBND ngày 5/1/2026")[1]
                .right
                .as_deref(),
            Some("01")
        );
        for text in [
            "số 12/KH-UBND ngày 05/01/2026; 22/QĐ-TTg ngày 26/4/2013",
            "trước ngày 5/1/2026; từ ngày 1/2 đến ngày 5/2",
            "số 12/KH-UBND ngày    tháng   năm 2026",
            "báo cáo quý I/2026 ngày 5/1/2026",
            "họp UBND/HĐND ngày 5/1/2026",
            "hoàn thành 3/4 ngày 5/1/2026",
            "số 12-KH ngày 5/1/2026",
        ] {
            assert_eq!(cited_dates(text), [], "{text}");
        }
    }

    #[test]
    fn finds_numbers_of_documents_without_zeros() {
        let text = "Quyết định số 5/QĐ-UBND và số 7/2024/QĐ-TTg";
        assert_eq!(texts(text, &cited_numbers(text)), ["5", "7"]);
        let text = "Số: 1/KH-UBND, số 9/CTr-UBND, số 3/K2-UBND";
        assert_eq!(texts(text, &cited_numbers(text)), ["1", "9", "3"]);
        assert_eq!(cited_numbers(text)[1].right.as_deref(), Some("09"));
        for text in [
            "số 05/QĐ-UBND",
            "số 3/4 hộ",
            "số 9-NQ/TW",
            "tổ số 5/xã",
            "Số: /KH-UBND",
            "số 10/KH-UBND",
            "số 0/KH-UBND",
            "số  7/KH-UBND",
            "đội 7/KH-UBND",
            "số 7 KH-UBND",
            "số 7/ KH-UBND",
            "số 7/kh-ubnd",
            "số 7/KH",
        ] {
            assert_eq!(cited_numbers(text), [], "{text}");
        }
    }
}
