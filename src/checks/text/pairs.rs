//! Quotation marks and brackets (dấu ngoặc), which come in pairs.

use super::orthography::ORTHOGRAPHY;
use crate::checks::facts::word::{before, words_back};
use crate::checks::{Check, Context, Findings, Rule};
use crate::diag::{Code, Finding, MOST, Message, words as said};
use crate::document::passage::Passage;

/// A quotation mark or bracket without its partner.
pub const UNBALANCED: Rule = Rule {
    code: Code::warning("TXT005", "unbalanced-quotes"),
    ground: ORTHOGRAPHY,
    what: said(
        "A quotation mark or bracket without its partner",
        "Dấu ngoặc kép, ngoặc đơn mở mà không đóng hoặc ngược lại",
    ),
    why: said(
        "Without its partner nobody can tell where a quoted slogan, a name or a remark ends. A quotation may go on \
         over several paragraphs; the bracket behind the letter of an item, as in «a)», has no partner.",
        "Thiếu dấu đi cặp thì không biết khẩu hiệu, tên gọi hay phần chú thích kết thúc ở đâu. Đoạn trích có thể \
         kéo dài qua nhiều đoạn; dấu ngoặc sau chữ cái của điểm, như «a)», không cần dấu mở.",
    ),
    wrong: r#"text = "Hưởng ứng phong trào thi đua “An Bình chung tay vì người nghèo trên toàn xã.""#,
    right: r#"text = "Hưởng ứng phong trào thi đua “An Bình chung tay vì người nghèo” trên toàn xã.""#,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut left: Vec<(&Passage, Alone)> = Vec::new();
    for passage in context.facts.passages {
        for one in alone(&passage.text) {
            // A quotation that goes on over several paragraphs ends in a later one.
            match left.last() {
                Some((before, open))
                    if open.is_closed_by(one) && !std::ptr::eq(*before, passage) =>
                {
                    left.pop();
                }
                _ => left.push((passage, one)),
            }
        }
    }
    for (passage, one) in left {
        let range = one.at..one.at + one.mark.len_utf8();
        let Some(place) = passage.place(range) else {
            continue;
        };
        let mark = one.mark;
        let message = if one.opens() {
            Message::new(
                format!("`{mark}` is never closed"),
                format!("dấu `{mark}` mở mà không đóng"),
            )
        } else {
            Message::new(
                format!("`{mark}` closes nothing"),
                format!("dấu `{mark}` đóng mà không mở"),
            )
        };
        findings.push(Finding::at(place, message));
    }
}

/// A mark without its partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alone {
    /// Where it stands.
    pub at: usize,
    /// The mark.
    pub mark: char,
}

impl Alone {
    /// Whether it opens.
    pub fn opens(self) -> bool {
        partner(self.mark).is_some()
    }

    /// Whether `other`, in a later text, closes what this one opens.
    pub fn is_closed_by(self, other: Self) -> bool {
        partner(self.mark) == Some(other.mark)
    }
}

fn partner(open: char) -> Option<char> {
    Some(match open {
        '“' => '”',
        '«' => '»',
        '(' => ')',
        '[' => ']',
        '"' => '"',
        _ => return None,
    })
}

/// The marks of a text that have no partner in it, in order.
pub fn alone(text: &str) -> Vec<Alone> {
    let mut open: Vec<Alone> = Vec::new();
    let mut closing: Vec<Alone> = Vec::new();
    // How many brackets the mark of an item may have closed, as in «(gồm: a) vốn; b) giống)».
    let mut by_item = 0;
    if !text.contains(['“', '”', '«', '»', '(', ')', '[', ']', '"']) {
        return open;
    }
    for (at, mark) in text.char_indices() {
        let here = Alone { at, mark };
        if open.len() + closing.len() > MOST {
            break;
        }
        match mark {
            '"' if before(text, at).is_some_and(|c| c.is_ascii_digit()) && !is_open(&open, '"') => {
            }
            '"' if !is_open(&open, '"') => open.push(here),
            '“' | '«' | '(' | '[' => open.push(here),
            '"' | '”' | '»' | ')' | ']' => {
                let fits = |one: &Alone| partner(one.mark) == Some(mark);
                match open.iter().rposition(fits) {
                    // What was opened inside and not closed there has no partner.
                    Some(place) => {
                        by_item += usize::from(mark == ')' && is_item(text, at));
                        let inner = open.split_off(place);
                        closing.extend(inner.into_iter().skip(1));
                    }
                    None if mark == ')' && is_item(text, at) => {}
                    None if mark == ')' && by_item > 0 => by_item -= 1,
                    None => closing.push(here),
                }
            }
            _ => {}
        }
    }
    open.append(&mut closing);
    open.sort_by_key(|one| one.at);
    open
}

fn is_open(open: &[Alone], mark: char) -> bool {
    open.iter().any(|one| one.mark == mark)
}

/// Whether the bracket at `at` closes the letter or number of an item: «a)», «12)», «iv)».
fn is_item(text: &str, at: usize) -> bool {
    let item = words_back(&text[..at])
        .next()
        .filter(|word| word.end() == at);
    item.is_some_and(|word| {
        let roman = word.text.bytes().all(|byte| b"ivxIVX".contains(&byte));
        let short = word.text.chars().count() == 1;
        let number = word.text.len() <= 3 && word.text.bytes().all(|byte| byte.is_ascii_digit());
        let free = before(text, word.start).is_none_or(|c| c.is_whitespace() || "-/".contains(c));
        free && (roman || short || number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, char)> {
        alone(text)
            .into_iter()
            .map(|one| (text[..one.at].chars().count(), one.mark))
            .collect()
    }

    #[test]
    fn finds_marks_without_partner() {
        let text = "thi đua “Chung tay. Quỹ “Vì người nghèo” và “Tết”";
        assert_eq!(found(text), [(8, '“')]);
        assert_eq!(found("(gửi về xã"), [(0, '(')]);
        assert_eq!(found("gửi về xã)."), [(9, ')')]);
        assert_eq!(found("Quỹ \"Vì người nghèo"), [(4, '"')]);
        assert_eq!(found("(xem “A)"), [(5, '“')]);
        assert_eq!(found("[xem «A]"), [(5, '«')]);
        assert_eq!(found("xem A» và B]"), [(5, '»'), (11, ']')]);
        assert_eq!(found("“xem A» và »"), [(0, '“'), (6, '»'), (11, '»')]);
        assert_eq!(found("(gồm: a) vốn; b) giống) cho xã)"), [(30, ')')]);
        assert_eq!(found("(gồm vốn) giống)"), [(15, ')')]);
        assert_eq!(found("(gồm: a) vốn; b) giống»"), [(22, '»')]);
        assert_eq!(found("« (a » hai)"), [(2, '('), (10, ')')]);
        assert_eq!(found("Quỹ \"Vì 3\" và 4\""), []);
        assert_eq!(found("cao 3\" và \"Vì"), [(10, '"')]);
        for text in ["abc)", "1234)", "x.a)", "a )", "ivy)"] {
            assert_eq!(found(text).len(), 1, "{text}");
        }
        for close in ['”', '»', ']'] {
            assert_eq!(found(&format!("a{close}")), [(1, close)]);
        }
    }

    #[test]
    fn stops_after_too_many() {
        assert_eq!(alone(&"(".repeat(2 * MOST)).len(), MOST + 1);
        assert_eq!(alone(&"” ".repeat(2 * MOST)).len(), MOST + 1);
    }

    #[test]
    fn a_mark_is_closed_by_its_own_partner() {
        let one = |mark| Alone { at: 0, mark };
        for (open, close) in [('“', '”'), ('«', '»'), ('(', ')'), ('[', ']'), ('"', '"')] {
            assert!(one(open).opens() && one(open).is_closed_by(one(close)));
        }
        assert!(
            !one('”').opens()
                && !one('“').is_closed_by(one(')'))
                && !one(')').is_closed_by(one('('))
        );
    }

    #[test]
    fn leaves_pairs_and_items() {
        for text in [
            "“Thi đua “Vì người nghèo” năm 2024”",
            "a) Nội dung; điểm b) và 1) hoặc iv)",
            "(theo mục (1), [2])",
            "\"Một\" và \"hai\"",
            "ống 3\" và N'Dir, M’gar",
            "«Một» và [hai]",
            "123) và XIV) và đ) và 12-a) và 1/a)",
            "(gồm: a) vốn; b) giống)",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
