//! Spaces (khoảng trắng) between words and around punctuation.

use super::orthography::ORTHOGRAPHY;
use crate::checks::facts::slip::{Slip, typed};
use crate::checks::facts::word::{after, before, is_address, token, words, words_back};
use crate::checks::{Check, Context, Findings, Rule};
use crate::diag::{Code, Finding, Message, words as said};
use crate::document::passage::{Passage, PassageKind};

/// Two spaces in a row.
pub const DOUBLE_SPACE: Rule = Rule {
    code: Code::warning("TXT006", "double-space"),
    ground: ORTHOGRAPHY,
    what: said(
        "Two spaces where one is enough",
        "Thừa khoảng trắng giữa hai chữ",
    ),
    why: said(
        "Two spaces show as a hole in the line. Room left for a number or a date is no fault.",
        "Hai khoảng trắng liền nhau làm dòng chữ bị hở. Chỗ để trống cho số, ngày thì không báo.",
    ),
    wrong: r#"text = "Các thôn rà soát  hộ nghèo trước ngày 30/9.""#,
    right: r#"text = "Các thôn rà soát hộ nghèo trước ngày 30/9.""#,
    check: Check::Plan(check_double),
};

fn check_double(context: &Context<'_>, findings: &mut Findings) {
    for found in typed(&context.facts, double_spaces) {
        let message = Message::new(
            "two spaces stand where one is enough",
            "thừa một khoảng trắng",
        );
        findings.push(found.finding(message).safely());
    }
}

/// A space on the wrong side of a mark.
pub const SPACE_AT_MARK: Rule = Rule {
    code: Code::warning("TXT007", "space-before-mark"),
    ground: ORTHOGRAPHY,
    what: said(
        "A space before a comma, full stop or closing bracket, or behind an opening one",
        "Khoảng trắng đứng trước dấu câu, hoặc ở phía trong dấu ngoặc",
    ),
    why: said(
        "A mark belongs to the word before it; apart from it, it may open the next line. An ellipsis may stand apart.",
        "Dấu câu viết liền với chữ đứng trước; viết rời thì dấu có thể rơi xuống đầu dòng sau. Dấu ba chấm có thể viết rời.",
    ),
    wrong: r#"text = "Hỗ trợ hộ nghèo , hộ cận nghèo ( theo danh sách ) trên địa bàn xã.""#,
    right: r#"text = "Hỗ trợ hộ nghèo, hộ cận nghèo (theo danh sách) trên địa bàn xã.""#,
    check: Check::Plan(check_marks),
};

fn check_marks(context: &Context<'_>, findings: &mut Findings) {
    for found in typed(&context.facts, spaces_at_marks) {
        let message = Message::new(
            "a space stands between a mark and what it belongs to",
            "thừa khoảng trắng cạnh dấu câu",
        );
        findings.push(found.finding(message).safely());
    }
}

/// A mark without a space behind it.
pub const MISSING_SPACE: Rule = Rule {
    code: Code::warning("TXT008", "missing-space"),
    ground: ORTHOGRAPHY,
    what: said(
        "No space between a mark and the next word",
        "Thiếu khoảng trắng sau dấu câu",
    ),
    why: said(
        "Behind a comma, semicolon, colon, full stop or ellipsis a space parts the next word. Hours, numbers, symbols, addresses and abbreviations such as «TP.Vinh» are left alone.",
        "Sau dấu phẩy, chấm phẩy, hai chấm, dấu chấm, dấu ba chấm phải có khoảng trắng. Giờ, số, số ký hiệu, địa chỉ và chữ viết tắt như «TP.Vinh» thì không báo.",
    ),
    wrong: r#"text = "Hỗ trợ cây giống,con giống và phân bón...theo danh sách.""#,
    right: r#"text = "Hỗ trợ cây giống, con giống và phân bón... theo danh sách.""#,
    check: Check::Plan(check_missing),
};

fn check_missing(context: &Context<'_>, findings: &mut Findings) {
    for found in typed(&context.facts, missing_spaces) {
        let message = Message::new(
            format!("no space stands behind `{}`", found.text),
            format!("thiếu khoảng trắng sau `{}`", found.text),
        );
        findings.push(found.finding(message).safely());
    }
}

/// A paragraph that ends without a mark.
pub const NO_END: Rule = Rule {
    code: Code::info("TXT018", "paragraph-without-end"),
    ground: ORTHOGRAPHY,
    what: said(
        "A paragraph that ends without a mark, or with a comma",
        "Đoạn văn không có dấu kết thúc, hoặc kết thúc bằng dấu phẩy",
    ),
    why: said(
        "A paragraph ends with a full stop, or a semicolon or colon before the next one. It is reported only in plans \
         where nearly all paragraphs do so; short lines, headings and cells need no mark.",
        "Đoạn văn kết thúc bằng dấu chấm, hoặc chấm phẩy, hai chấm khi còn ý tiếp theo. Chỉ báo khi hầu hết các đoạn khác \
         trong kế hoạch đều có; dòng ngắn, tiêu đề, ô trong bảng thì không cần.",
    ),
    wrong: "- Các thôn lập danh sách hộ nghèo cần hỗ trợ nhà ở trong năm",
    right: "- Các thôn lập danh sách hộ nghèo cần hỗ trợ nhà ở trong năm.",
    check: Check::Plan(check_ends),
};

fn check_ends(context: &Context<'_>, findings: &mut Findings) {
    let paragraph = |passage: &&Passage| matches!(passage.kind, PassageKind::Paragraph(_));
    let long = |passage: &&Passage| words(&passage.text).nth(FEWEST_WORDS - 1).is_some();
    let all: Vec<&Passage> = context
        .facts
        .passages
        .iter()
        .filter(paragraph)
        .filter(long)
        .collect();
    let open: Vec<&Passage> = all
        .iter()
        .copied()
        .filter(|passage| lacks_end(&passage.text))
        .collect();
    let ended = all.len() - open.len();
    if ended < FEWEST_ENDED || open.len() * 4 > ended {
        return;
    }
    for passage in open {
        let text = passage.text.trim_end();
        let Some((at, _)) = text.char_indices().next_back() else {
            continue;
        };
        if passage.is_made(0) && passage.is_made(at) {
            continue;
        }
        let start = words_back(text).next().map_or(at, |word| word.start);
        if let Some(place) = passage.place(start..text.len()) {
            let message = Message::new(
                "the paragraph ends without a full stop",
                "đoạn văn không có dấu chấm kết thúc",
            );
            findings.push(Finding::at(place, message));
        }
    }
}

/// How many words a paragraph must have to need an end.
const FEWEST_WORDS: usize = 8;

/// How many paragraphs with an end show that a plan gives them one.
const FEWEST_ENDED: usize = 10;

/// Whether a paragraph ends in a word or a comma; one in brackets is a remark.
fn lacks_end(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with(|c: char| c.is_alphanumeric() || c == ',')
        || (text.ends_with(')') && !text.starts_with('('))
}

/// Two spaces where one is enough; more than two, or those beside a blank, are room to write in.
pub fn double_spaces(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (at, gap) in text.match_indices("  ") {
        let end = at + gap.len();
        let wide = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let room =
            |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '.' | '…' | '_' | ':' | ','));
        let last = words_back(&text[..at]).next();
        let blank = last.is_some_and(|word| word.is_any(&["số", "ngày", "tháng", "năm"]));
        let (left, right) = (before(text, at), after(text, end));
        if wide(left) || wide(right) || room(right) || left == Some('…') || blank {
            continue;
        }
        slips.push(Slip::new(at..end, " "));
    }
    slips
}

/// A space before a mark that belongs to the word before it, or after a bracket that opens.
pub fn spaces_at_marks(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (at, gap) in text.match_indices([' ', '\u{a0}']) {
        let end = at + gap.len();
        let (Some(left), Some(right)) = (before(text, at), after(text, end)) else {
            continue;
        };
        let next = after(text, end + right.len_utf8());
        let wrong = match right {
            ',' | ';' | '!' | '?' => true,
            ')' => left != '(',
            ':' => !left.is_ascii_digit(),
            // «. . .», «./.» and the name of a kind of file are no end of a sentence.
            '.' => next.is_none_or(|c| c.is_whitespace() || "”\")".contains(c)),
            _ => false,
        };
        let blank = |c: char| c.is_whitespace() || matches!(c, '.' | '…' | '_');
        let inside = matches!(left, '(' | '“') && right != ')' && !blank(right);
        if inside || (wrong && !blank(left)) {
            slips.push(Slip::new(at..end, ""));
        }
    }
    slips
}

/// A mark with no space between it and the next word, dots of an ellipsis among them; the range is
/// the mark.
pub fn missing_spaces(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (at, mark) in text.match_indices([',', ';', ':', '.', '…', '!', '?']) {
        let end = at + mark.len();
        let (Some(left), Some(right)) = (before(text, at), after(text, end)) else {
            continue;
        };
        if !right.is_alphabetic() || is_address(token(text, at)) {
            continue;
        }
        let dots = left == '.' || mark == "…";
        let wrong = match mark {
            "." if left == '.' => follows_word(text, at),
            "." => is_sentence_end(text, at, end),
            "…" => left.is_alphanumeric(),
            ":" => left.is_lowercase(),
            _ => left.is_alphanumeric() || matches!(left, '”' | '"' | ')'),
        };
        if wrong {
            let start = if dots {
                text[..at].trim_end_matches('.').len()
            } else {
                at
            };
            slips.push(Slip::new(start..end, format!("{} ", &text[start..end])));
        }
    }
    slips
}

/// Whether the dots that end at `at` stand right behind a word.
fn follows_word(text: &str, at: usize) -> bool {
    let stem = text[..at].trim_end_matches('.');
    at - stem.len() >= 2 && stem.ends_with(char::is_alphanumeric)
}

/// Whether a full stop stands between a word in small letters and one that begins a sentence: no
/// abbreviation has that.
fn is_sentence_end(text: &str, at: usize, end: usize) -> bool {
    let left = words_back(&text[..at])
        .next()
        .filter(|word| word.end() == at);
    let right = words(&text[end..]).next();
    let small = left.is_some_and(|word| {
        word.text.chars().count() > 1
            && word.text.chars().all(char::is_lowercase)
            && !word.text.is_ascii()
    });
    let opens = right.is_some_and(|word| {
        word.is_capital() && word.text.chars().nth(1).is_some_and(char::is_lowercase)
    });
    small && opens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str, slips: &[Slip]) -> Vec<String> {
        let mut mended = text.to_owned();
        for slip in slips.iter().rev() {
            mended.replace_range(slip.range.clone(), slip.right.as_deref().unwrap_or("?"));
        }
        if slips.is_empty() {
            Vec::new()
        } else {
            vec![mended]
        }
    }

    #[test]
    fn finds_double_spaces_but_not_blanks() {
        let text = "Ngân sách  trung ương";
        assert_eq!(marks(text, &double_spaces(text)), ["Ngân sách trung ương"]);
        assert_eq!(
            marks("xã  (thôn)", &double_spaces("xã  (thôn)")),
            ["xã (thôn)"]
        );
        for text in [
            "  hộ nghèo",
            "hộ nghèo  ",
            "hộ   nghèo",
            "hộ  .",
            "hộ  …",
            "hộ  _",
            "hộ  :",
            "hộ  ,",
            "hộ  /",
            "ngày  12",
            "tháng  12",
            "Năm  2026",
            "Số  /KH-UBND",
            "ngày    tháng   năm 2024",
            "Số:      /KH",
            "số  12",
            "a …  b",
        ] {
            assert_eq!(double_spaces(text), [], "{text}");
        }
    }

    #[test]
    fn finds_spaces_before_marks() {
        let text = "hộ nghèo , hộ cận nghèo ; đạt 5 % ( theo Phụ lục ) .";
        let mended = "hộ nghèo, hộ cận nghèo; đạt 5 % (theo Phụ lục).";
        assert_eq!(marks(text, &spaces_at_marks(text)), [mended]);
        for (text, mended) in [
            ("tốt ! Hay ?", "tốt! Hay?"),
            ("gồm : vốn", "gồm: vốn"),
            ("“ thi đua”", "“thi đua”"),
            ("(thi đua )", "(thi đua)"),
            ("xã\u{a0}, thôn", "xã, thôn"),
            ("xã . Thôn", "xã. Thôn"),
            ("“xã .”", "“xã.”"),
            ("(xã .)", "(xã.)"),
            ("\"xã .\"", "\"xã.\""),
        ] {
            assert_eq!(marks(text, &spaces_at_marks(text)), [mended]);
        }
        for text in [
            "y tế, giáo dục ... và (chính sách ...)",
            "tỷ lệ 1 : 2000; tệp .docx; hết ./.",
            "ngày    , tháng …",
            "(…) và ( )",
            "( … và ( _ và ( .docx",
            ". . . và … , và _ , và.. ;",
            "tỷ lệ 1 : 2",
            "xã - thôn “thi đua” (hai)",
            " , xã",
            "xã ",
        ] {
            assert_eq!(spaces_at_marks(text), [], "{text}");
        }
    }

    #[test]
    fn finds_marks_glued_to_the_next_word() {
        let text = "cơ bản...tìm hiểu,nghiên cứu;nắm bắt:gồm xã hội…theo hộ nghèo.Vận động";
        let mended = "cơ bản... tìm hiểu, nghiên cứu; nắm bắt: gồm xã hội… theo hộ nghèo. Vận động";
        assert_eq!(marks(text, &missing_spaces(text)), [mended]);
        for (text, mended) in [
            ("hay!Tốt", "hay! Tốt"),
            ("gì?Ai", "gì? Ai"),
            ("“Vì người nghèo”,theo", "“Vì người nghèo”, theo"),
            ("\"Vì người nghèo\",theo", "\"Vì người nghèo\", theo"),
            ("(bản sao);theo", "(bản sao); theo"),
            ("năm 2026,theo", "năm 2026, theo"),
            ("2025…theo", "2025… theo"),
        ] {
            assert_eq!(marks(text, &missing_spaces(text)), [mended]);
        }
        for text in [
            "lúc 8:00, đạt 1,5%, 1.609 hộ; v.v... và TP.Hồ Chí Minh, KT.CHỦ TỊCH, PGS.TS.Nguyễn",
            "https://tanhoa.gov.vn, vanthu@tanhoa.gov.vn, baocaobang.vn và www.a.vn",
            "“...toàn dân” (…cả nước)",
            "Nghị quyết số 66.18/2026/NQ-CP; TCVN 6909:2001; ISO 9001:2015",
            "ngô,5 hộ; ngô, cây; ngô:5; ngô:“xã”; TP:xã; mã://xã",
            "-,theo; -;theo; -…theo; -...theo; xã..theo",
            "...theo",
            "ban.Xã; hộ nghèo.vận động; ơ.Vận; Hộ.Vận; hộ nghèo.VẬN; hộ nghèo.V; hộ nghèo”.Vận",
        ] {
            assert_eq!(missing_spaces(text), [], "{text}");
        }
    }
}
