//! Numbers in prose (số trong lời văn): the comma opens the decimals, the dot groups thousands.

use crate::checks::facts::slip::{Slip, found};
use crate::checks::facts::word::{after, before, is_address, token, words, words_back};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words as said};
use crate::vi::number::{NumberError, format, parse};

/// A decimal point in prose.
pub const DECIMAL_POINT: Rule = Rule {
    code: Code::warning("TXT003", "decimal-point"),
    ground: Ground::Law("figures"),
    what: said(
        "A decimal point in a number of the text",
        "Dấu chấm thập phân trong lời văn",
    ),
    why: said(
        "In Vietnamese the comma opens the decimals and the dot groups thousands, so «2.99%» reads as a slip \
         and «1.250 triệu đồng» as one thousand two hundred and fifty. Three digits after one dot are taken for a \
         group; numbers of sections, dates, symbols, versions and addresses are left alone.",
        "Tiếng Việt dùng dấu phẩy trước phần thập phân, dấu chấm để phân nhóm nghìn; «2.99%» là viết sai, \
         «1.250 triệu đồng» là một nghìn hai trăm năm mươi. Ba chữ số sau một dấu chấm được hiểu là nhóm nghìn; số \
         mục, ngày tháng, số ký hiệu, phiên bản, địa chỉ thì không báo.",
    ),
    wrong: "Năm 2025, tỷ lệ hộ nghèo của xã còn 2.99%, giảm 1.12% so với năm 2024.",
    right: "Năm 2025, tỷ lệ hộ nghèo của xã còn 2,99%, giảm 1,12% so với năm 2024.",
    check: Check::Plan(check_points),
};

fn check_points(context: &Context<'_>, findings: &mut Findings) {
    for passage in context.facts.passages {
        for slip in decimal_points(&passage.text) {
            let typed = passage.text.get(slip.range.clone()).unwrap_or_default();
            let right = slip.right.clone().unwrap_or_default();
            let message = Message::new(
                format!("“{typed}” has a decimal point; in Vietnamese it is “{right}”"),
                format!("“{typed}” dùng dấu chấm thập phân; viết đúng là “{right}”"),
            );
            let made = passage.is_made(slip.range.start);
            let finding = if made {
                let place = passage.place(slip.range);
                place.map(|place| {
                    Finding::at(place, message).help(Message::new(
                        "take `point=\".\"` out of the call",
                        "bỏ `point=\".\"` trong lệnh này",
                    ))
                })
            } else {
                found(&context.facts, passage, slip).map(|found| found.finding(message))
            };
            findings.extend(
                finding.map(|finding| finding.value("declared", typed).value("computed", right)),
            );
        }
    }
}

/// What a measured number is followed by.
const UNITS: &[&str] = &[
    "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "đồng", "ha", "km", "km2", "m", "m2", "m3", "kg", "tấn",
    "tạ", "lần", "điểm", "hộ", "người", "lít", "cm", "mm",
];

/// What a measured number is preceded by.
const MEASURES: &[&str] = &[
    "tăng", "giảm", "đạt", "còn", "khoảng", "gần", "hơn", "lệ", "dưới", "vượt", "chiếm",
];

/// What a number of a section, a day, an hour or a version is preceded by.
const NUMBERED: &[&str] = &[
    "mục", "khoản", "điểm", "phần", "chương", "điều", "bảng", "biểu", "hình", "số", "bước", "ngày",
    "tháng", "lúc", "hồi", "bản", "tiêu", "tiết", "án",
];

/// Numbers with a decimal point, or with commas between thousands, with the Vietnamese notation.
///
/// Three digits after one dot are a group of thousands; a number is judged only where it is a share
/// or stands beside a word of measure.
pub fn decimal_points(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    if !text.contains('.') {
        return slips;
    }
    let bytes = text.as_bytes();
    let part = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    let mut at = 0;
    while let Some(start) = (at..bytes.len()).find(|&i| bytes[i].is_ascii_digit()) {
        let run = (start..bytes.len()).find(|&i| !part(bytes[i]));
        let run = run.unwrap_or(bytes.len());
        at = run;
        let number = text[start..run].trim_end_matches(['.', ',']);
        let end = start + number.len();
        if !number.contains('.') || !is_measured(text, start, end) {
            continue;
        }
        if let Err(NumberError::EnglishNotation(value)) = parse(number) {
            slips.push(Slip::new(start..end, format(&value)));
        }
    }
    slips
}

/// Whether what stands around a number makes it a quantity, and no number of a section, a date, a
/// symbol, a version or an address.
fn is_measured(text: &str, start: usize, end: usize) -> bool {
    let joined = |c: Option<char>| {
        c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '_' | '@' | '\\' | '='))
    };
    let tail = &text[end..];
    if joined(before(text, start)) || joined(after(text, end)) || is_address(token(text, start)) {
        return false;
    }
    let last = words_back(&text[..start]).next();
    let beside =
        |word: crate::checks::facts::word::Word<'_>| text[word.end()..start].trim().is_empty();
    let last = last.filter(|word| beside(*word));
    if tail.trim_start().starts_with('%') {
        return true;
    }
    if start == 0 || last.is_some_and(|word| word.is_any(NUMBERED)) {
        return false;
    }
    let next = words(tail).next();
    let next = next.filter(|word| tail[..word.start].chars().all(char::is_whitespace));
    next.is_some_and(|word| word.is_any(UNITS)) || last.is_some_and(|word| word.is_any(MEASURES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_decimal_points() {
        for (text, right) in [
            ("tỷ lệ 2.99%; còn lại", "2,99"),
            ("giảm 0.82 % so với", "0,82"),
            ("giảm 1.5 lần", "1,5"),
            ("kinh phí 1,229.50 triệu đồng", "1.229,50"),
            ("diện tích đạt 12.5.", "12,5"),
            ("0.125%", "0,125"),
        ] {
            let slips = decimal_points(text);
            assert_eq!(slips.len(), 1, "{text}");
            assert_eq!(slips[0].right.as_deref(), Some(right), "{text}");
        }
        let units = "cấp 1.5 triệu, 1.5 tỷ, 1.5 tỉ, 1.5 nghìn, 1.5 ngàn, 1.5 đồng, 1.5 ha, 1.5 km, 1.5 km2, 1.5 m, 1.5 m2, \
            1.5 m3, 1.5 kg, 1.5 tấn, 1.5 tạ, 1.5 lần, 1.5 điểm, 1.5 hộ, 1.5 người, 1.5 lít, 1.5 cm, 1.5 mm";
        assert_eq!(decimal_points(units).len(), 22);
        let measures = "thôn tăng 1.5, giảm 1.5, đạt 1.5, còn 1.5, khoảng 1.5, gần 1.5, hơn 1.5, tỷ lệ 1.5, dưới 1.5, \
            vượt 1.5, chiếm 1.5";
        assert_eq!(decimal_points(measures).len(), 11);
        assert_eq!(decimal_points("mục 2.5% và giảm 1.5, ngày").len(), 2);
    }

    #[test]
    fn leaves_groups_sections_dates_symbols_and_versions() {
        for text in [
            "1.609 hộ, 6.608 triệu đồng, 1.234.567 người, giảm 1.056 hộ",
            "2.1. Tuyên truyền; 2.10 Phòng Tư pháp; theo điểm 2.1 mục II",
            "ngày 15.3 và 01.01.2024, lúc 8.30",
            "Nghị quyết số 66.18/2026/NQ-CP, TCVN 6909:2001, TLS 1.2, IP 10.0.0.1",
            "https://a.vn/1.5% và v1.5% và a@b1.5",
            "tăng 2,5%; giảm 6 - 8%; còn 5,22 %.",
            "Tiểu dự án 2.1 Phát triển",
            "2.5 ha; cấp: 2.5 (ha); cấp 2.5, ha; giảm: 2.5",
            "mục 2.5 ha, khoản 2.5 ha, điểm 2.5 ha, phần 2.5 ha, chương 2.5 ha, điều 2.5 ha, bảng 2.5 ha, biểu 2.5 ha",
            "hình 2.5 ha, số 2.5 ha, bước 2.5 ha, ngày 2.5 ha, tháng 2.5 ha, lúc 2.5 ha, hồi 2.5 ha, bản 2.5 ha",
            "mục tiêu 2.5 ha, tiết 2.5 ha, dự án 2.5 ha",
            "giảm a2.5%, giảm /2.5%, giảm _2.5%, giảm @2.5%, giảm \\2.5%, giảm =2.5%",
            "giảm 2.5a%, giảm 2.5/%, giảm 2.5_%, giảm 2.5=%",
            "giảm 1.22.3% hoặc 1.2,5%",
            "cấp 2.5 lượt",
        ] {
            assert_eq!(decimal_points(text), Vec::new(), "{text}");
        }
    }
}
