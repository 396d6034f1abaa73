//! Numbers and letters of items that people typed (số thứ tự gõ tay).

use crate::checks::facts::word::{Word, before, words};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words as said};
use crate::document::model::{Block, ParagraphStyle};
use crate::document::passage::{Passage, PassageKind};
use crate::source::Span;
use crate::vi::ordinal;
use std::ops::Range;

/// What an item is numbered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// «1.», «1)».
    Arabic,
    /// «I.».
    Roman,
    /// «a)».
    Letter,
    /// «1.1.».
    Nested,
}

/// The number or letter that begins a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    style: Style,
    value: u32,
    range: Range<usize>,
}

/// The number or letter that someone typed at the head of a text.
fn mark(text: &str) -> Option<Mark> {
    let end = text.find([' ', '\u{a0}'])?;
    let head = text.get(..end)?;
    let range = 0..end;
    let body = head.strip_suffix(['.', ')'])?;
    let closed = head.ends_with(')');
    let digits = |part: &str| {
        !part.is_empty() && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (style, value) = if digits(body) {
        (Style::Arabic, body.parse().ok()?)
    } else if body.contains('.') && body.split('.').all(digits) {
        (Style::Nested, body.rsplit('.').next()?.parse().ok()?)
    } else if closed && body.chars().count() == 1 {
        (Style::Letter, letter(body)?)
    } else if !closed && body.bytes().all(|byte| b"IVX".contains(&byte)) {
        (Style::Roman, ordinal::parse_roman(body)?)
    } else {
        return None;
    };
    Some(Mark {
        style,
        value,
        range,
    })
}

/// The place of an item's letter in the alphabet, from 1.
fn letter(text: &str) -> Option<u32> {
    u32::try_from(ordinal::parse_letter(text)? + 1).ok()
}

/// A number or letter as its item is written.
fn written(style: Style, value: u32) -> String {
    match style {
        Style::Letter => format!("{})", ordinal::letter(value.saturating_sub(1) as usize)),
        Style::Roman => format!("{}.", ordinal::roman(value).unwrap_or_default()),
        Style::Arabic | Style::Nested => format!("{value}."),
    }
}

/// A number typed at the head of a heading or paragraph.
pub const TYPED_NUMBER: Rule = Rule {
    code: Code::warning("FRM012", "typed-number"),
    ground: Ground::Format,
    what: said(
        "The number or letter of an item typed by hand",
        "Số thứ tự, chữ cái của mục, khoản, điểm gõ bằng tay",
    ),
    why: said(
        "Headings and items are numbered by the program. A typed number stands beside the program's own, and stays as it is \
         when an item before it is added or taken out.",
        "Mục, khoản, điểm do phần mềm đánh số. Số gõ tay sẽ đứng cạnh số của phần mềm và không đổi khi thêm, bớt mục ở trên.",
    ),
    wrong: "# 1. Mục đích",
    right: "# Mục đích",
    check: Check::Plan(check_typed),
};

fn check_typed(context: &Context<'_>, findings: &mut Findings) {
    for passage in context.facts.passages {
        let heading = matches!(passage.kind, PassageKind::Heading(_));
        let body = passage.kind == PassageKind::Paragraph(ParagraphStyle::Body)
            && passage.label.is_empty();
        let (true, Some(mark)) = (heading || body, mark(&passage.text)) else {
            continue;
        };
        let Some(place) = passage
            .place(mark.range.clone())
            .filter(|_| !passage.is_made(0))
        else {
            continue;
        };
        let typed = &passage.text[mark.range];
        let message = Message::new(
            format!("“{typed}” is typed by hand"),
            format!("“{typed}” là số thứ tự gõ tay"),
        );
        let help = if heading {
            Message::new(
                "leave it out: the program numbers headings",
                "bỏ đi: phần mềm tự đánh số tiêu đề",
            )
        } else {
            Message::new(
                "make it a heading (`# …`) or a numbered item (`1. …`), which the program numbers",
                "chuyển thành tiêu đề (`# …`) hoặc khoản (`1. …`) để phần mềm đánh số",
            )
        };
        findings.push(Finding::at(place, message).help(help));
    }
}

/// Numbers or letters out of sequence.
pub const BROKEN_SEQUENCE: Rule = Rule {
    code: Code::warning("FRM013", "broken-sequence"),
    ground: Ground::Law("structure"),
    what: said(
        "Typed numbers or letters of items that skip or repeat one",
        "Số thứ tự, chữ cái gõ tay không liên tục hoặc trùng",
    ),
    why: said(
        "Two items of one number cannot be told apart when the plan is cited: «Dự án 3» twice, «a), b), d)». Letters follow \
         the Vietnamese alphabet, where đ stands between d and e. Projects may skip numbers, since a plan takes over \
         only those that concern it.",
        "Hai mục cùng số thì khi viện dẫn không phân biệt được: hai lần «Dự án 3», hoặc «a), b), d)». Chữ cái xếp theo bảng chữ \
         cái tiếng Việt, có đ sau d. Dự án được phép cách số vì kế hoạch chỉ chép những dự án có liên quan.",
    ),
    wrong: "# Dự án 3: Hỗ trợ phát triển sản xuất\n\n- Hỗ trợ giống cây trồng.\n\n# Dự án 3: Phát triển giáo dục nghề nghiệp",
    right: "# Dự án 3: Hỗ trợ phát triển sản xuất\n\n- Hỗ trợ giống cây trồng.\n\n# Dự án 4: Phát triển giáo dục nghề nghiệp",
    check: Check::Plan(check_sequence),
};

fn check_sequence(context: &Context<'_>, findings: &mut Findings) {
    repeated_names(context, findings);
    typed_runs(context, findings);
    for passage in context.facts.passages {
        for (style, last, found) in inline_breaks(&passage.text) {
            if passage.is_made(found.range.start) {
                continue;
            }
            if let Some(place) = passage.place(found.range) {
                findings.push(sequence_fault(place, style, last, found.value));
            }
        }
    }
}

fn sequence_fault(place: Span, style: Style, last: u32, value: u32) -> Finding {
    let (last, here, wanted) = (
        written(style, last),
        written(style, value),
        written(style, last + 1),
    );
    let message = Message::new(
        format!("“{here}” follows “{last}”, where “{wanted}” is due"),
        format!("sau “{last}” là “{here}”, lẽ ra là “{wanted}”"),
    );
    Finding::at(place, message)
}

/// Named items of one heading that have the same number: «Dự án 3» twice.
fn repeated_names(context: &Context<'_>, findings: &mut Findings) {
    let headings = context
        .document
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) if !heading.title.is_empty() => Some(heading),
            _ => None,
        });
    let passages = context
        .facts
        .main_text()
        .filter(|passage| matches!(passage.kind, PassageKind::Heading(_)));
    let mut seen: Vec<(usize, &str, &Passage, Range<usize>)> = Vec::new();
    for (heading, passage) in headings.zip(passages) {
        seen.retain(|(outline, ..)| *outline <= heading.outline);
        let Some(range) = named_number(&passage.text).filter(|range| !passage.is_made(range.start))
        else {
            continue;
        };
        let name = &passage.text[range.clone()];
        let same = |text: &str| text.to_lowercase() == name.to_lowercase();
        let first = seen
            .iter()
            .find(|(outline, text, ..)| *outline == heading.outline && same(text));
        if let (Some((_, _, other, before)), Some(place)) = (first, passage.place(range.clone())) {
            let message = Message::new(
                format!("“{name}” is the number of another item, too"),
                format!("“{name}” trùng số với mục khác"),
            );
            let mut finding = Finding::at(place, message);
            if let Some(place) = other.place(before.clone()) {
                finding = finding.also(place, Message::new("the other one", "mục kia"));
            }
            findings.push(finding);
        }
        seen.push((heading.outline, name, passage, range));
    }
}

/// The name and number that begin a heading: «Dự án 3», «Tiểu dự án 1», «Nhiệm vụ 2».
fn named_number(text: &str) -> Option<Range<usize>> {
    const NAMES: [&str; 9] = [
        "tiểu dự án",
        "dự án",
        "nhiệm vụ",
        "mục tiêu",
        "nội dung",
        "hoạt động",
        "giải pháp",
        "nhóm",
        "bước",
    ];
    let all: Vec<Word<'_>> = words(text).take(4).collect();
    NAMES.iter().find_map(|name| {
        let count = words(name).count();
        let head = all.get(..count)?;
        let number = all.get(count)?;
        let fits = words(name).zip(head).all(|(name, word)| word.is(name.text));
        let digits =
            number.text.len() <= 2 && number.text.bytes().all(|byte| byte.is_ascii_digit());
        (fits && digits && head.first()?.start == 0).then(|| 0..number.end())
    })
}

/// Breaks among paragraphs that begin with a typed number.
fn typed_runs(context: &Context<'_>, findings: &mut Findings) {
    let mut last: Vec<(Style, u32)> = Vec::new();
    for passage in context.facts.passages {
        match passage.kind {
            PassageKind::Heading(_) => last.clear(),
            PassageKind::Paragraph(ParagraphStyle::Body)
                if passage.label.is_empty() && !passage.is_made(0) =>
            {
                let Some(mark) = mark(&passage.text).filter(|mark| mark.style != Style::Nested)
                else {
                    continue;
                };
                let before = last.iter().position(|(style, _)| *style == mark.style);
                if let Some(place) = before {
                    let (_, value) = last[place];
                    if mark.value != 1
                        && mark.value != value + 1
                        && let Some(place) = passage.place(mark.range)
                    {
                        findings.push(sequence_fault(place, mark.style, value, mark.value));
                    }
                    // Inner items begin anew below the next outer one.
                    last.truncate(place);
                }
                last.push((mark.style, mark.value));
            }
            _ => {}
        }
    }
}

/// Breaks in a list within one paragraph, «(1) …; (2) …; (4) …» or «a) …; b) …; d) …»: the style, the
/// number before and the one that breaks.
fn inline_breaks(text: &str) -> Vec<(Style, u32, Mark)> {
    let mut breaks = Vec::new();
    let cited = ["khoản", "điểm", "mục (", "Mục ("];
    if !text.contains(") ") || cited.iter().any(|word| text.contains(word)) {
        return breaks;
    }
    for style in [Style::Arabic, Style::Letter] {
        let marks = inline_marks(text, style);
        if marks.len() < 3 || marks.first().is_none_or(|mark| mark.value != 1) {
            continue;
        }
        for pair in marks.windows(2) {
            if let [one, two] = pair
                && two.value != one.value + 1
                && two.value != 1
            {
                breaks.push((style, one.value, two.clone()));
            }
        }
    }
    breaks
}

/// The marks of one style in a text: numbers in brackets, letters before a closing bracket.
fn inline_marks(text: &str, style: Style) -> Vec<Mark> {
    words(text)
        .filter(|word| text[word.end()..].starts_with(") "))
        .filter_map(|word| {
            let left = before(text, word.start);
            let value = match style {
                Style::Arabic if left == Some('(') && word.text.len() <= 2 => {
                    word.text.parse().ok()?
                }
                Style::Letter
                    if left.is_none_or(char::is_whitespace) && word.text.chars().count() == 1 =>
                {
                    letter(word.text)?
                }
                _ => return None,
            };
            let range = word.range();
            Some(Mark {
                style,
                value,
                range,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers_as_their_items_have_them() {
        assert_eq!(written(Style::Letter, 5), "đ)");
        assert_eq!(written(Style::Roman, 4), "IV.");
        assert_eq!(written(Style::Arabic, 4), "4.");
        assert_eq!(written(Style::Nested, 4), "4.");
    }

    fn marked(text: &str) -> Option<(Style, u32)> {
        mark(text).map(|mark| (mark.style, mark.value))
    }

    #[test]
    fn reads_typed_numbers() {
        for (text, wanted) in [
            ("1. Mục đích", Some((Style::Arabic, 1))),
            ("II. NỘI DUNG", Some((Style::Roman, 2))),
            ("đ) Kinh phí", Some((Style::Letter, 5))),
            ("2.1. Tuyên truyền", Some((Style::Nested, 1))),
            ("1.609 hộ", None),
            ("2024. Năm", None),
            ("100% hộ", None),
            ("Dự án 1. Hỗ trợ", None),
            ("VT. Lưu", None),
            ("12) Nội dung", Some((Style::Arabic, 12))),
            ("3.\u{a0}Nội dung", Some((Style::Arabic, 3))),
            ("2.12) Nội dung", Some((Style::Nested, 12))),
            ("100. Nội dung", None),
            ("1.100. Nội dung", None),
            ("1..2. Nội dung", None),
            ("1.a. Nội dung", None),
            ("a. Nội dung", None),
            ("ab) Nội dung", None),
            ("f) Nội dung", None),
            ("I) Nội dung", None),
            ("II) Nội dung", None),
            ("IIII. Nội dung", None),
            ("C. Nội dung", None),
            (". Nội dung", None),
            ("3 Nội dung", None),
            ("3.", None),
        ] {
            assert_eq!(marked(text), wanted, "{text}");
        }
    }

    #[test]
    fn finds_breaks_within_a_paragraph() {
        let found = |text: &str| -> Vec<u32> {
            inline_breaks(text)
                .into_iter()
                .map(|(_, _, mark)| mark.value)
                .collect()
        };
        assert_eq!(found("gồm: (1) vốn; (2) giống; (4) phân bón"), [4]);
        assert_eq!(found("gồm: a) vốn; b) giống; d) phân bón"), [4]);
        assert_eq!(found("gồm: a) vốn; b) giống; b) phân bón"), [2]);
        assert_eq!(found("gồm: (1) vốn; (2) giống; (12) phân bón"), [12]);
        assert_eq!(found("a) vốn; b) giống; d) phân bón"), [4]);
        for text in [
            "gồm: (1) vốn; (3) giống",
            "gồm: (2) vốn; (3) giống; (5) phân bón",
            "gồm: (1) vốn; (2) giống; (1) cây; (2) con",
            "gồm: (1) vốn; (2) giống; (100) hộ",
            "gồm: (1) vốn; (2) giống; (4), phân bón",
            "gồm: 1) vốn; 2) giống; 4) phân bón",
            "gồm: (a) vốn; (b) giống; (d) phân bón",
            "gồm: a) vốn; b) giống; ad) phân bón",
            "theo khoản: (1) vốn; (2) giống; (4) phân bón",
            "theo điểm: (1) vốn; (2) giống; (4) phân bón",
            "theo mục (1) vốn; (2) giống; (4) phân bón",
            "Mục (1) vốn; (2) giống; (4) phân bón",
        ] {
            assert_eq!(found(text), Vec::<u32>::new(), "{text}");
        }
        assert_eq!(
            found("gồm: a) vốn; b) giống; c) phân; d) cây; đ) con"),
            Vec::<u32>::new()
        );
        assert_eq!(
            found("theo điểm a) và c) của khoản 1, d) khác"),
            Vec::<u32>::new()
        );
    }

    #[test]
    fn finds_named_numbers() {
        let range = named_number("Dự án 3: Phát triển").unwrap();
        assert_eq!(&"Dự án 3: Phát triển"[range], "Dự án 3");
        for text in [
            "Tiểu dự án 1",
            "NHIỆM VỤ 2",
            "Mục tiêu 12",
            "Nội dung 4",
            "Hoạt động 5",
            "Giải pháp 6",
            "Nhóm 7",
            "Bước 8",
        ] {
            assert_eq!(named_number(text), Some(0..text.len()), "{text}");
        }
        for text in [
            "Các dự án 3",
            "“Dự án 3”",
            "Dự án 100",
            "Dự án A",
            "Dự toán 3",
        ] {
            assert_eq!(named_number(text), None, "{text}");
        }
        assert_eq!(named_number("Dự án"), None);
    }
}
