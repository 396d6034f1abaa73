//! Units of figures in running text (đơn vị tính): «hộ», «triệu đồng», «nghìn lượt», «%», «đồng/năm».

use rust_decimal::Decimal;
use std::ops::Range;

/// The unit of a figure (đơn vị tính).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// What is counted, the same for all its multiples: «đồng» for «triệu đồng».
    pub base: &'static str,
    /// How many of the base one is: 1 000 000 for «triệu đồng».
    pub factor: Decimal,
    /// Whether it is points (điểm phần trăm) of a percentage.
    pub points: bool,
    /// Where its words stand in the text.
    pub range: Range<usize>,
}

/// Money and parts of a hundred, the longer words first.
const MULTIPLES: &[(&str, &str, i64)] = &[
    ("nghìn tỷ đồng", "đồng", 1_000_000_000_000),
    ("nghìn tỉ đồng", "đồng", 1_000_000_000_000),
    ("ngàn tỷ đồng", "đồng", 1_000_000_000_000),
    ("tỷ đồng", "đồng", 1_000_000_000),
    ("tỉ đồng", "đồng", 1_000_000_000),
    ("triệu đồng", "đồng", 1_000_000),
    ("nghìn đồng", "đồng", 1_000),
    ("ngàn đồng", "đồng", 1_000),
    ("đồng", "đồng", 1),
    ("tỷ đ", "đồng", 1_000_000_000),
    ("tỉ đ", "đồng", 1_000_000_000),
    ("triệu đ", "đồng", 1_000_000),
    ("tr.đồng", "đồng", 1_000_000),
    ("tr.đ", "đồng", 1_000_000),
    ("trđ", "đồng", 1_000_000),
    ("nghìn đ", "đồng", 1_000),
    ("vnđ", "đồng", 1),
    ("đ", "đồng", 1),
    ("điểm phần trăm", "%", 1),
    ("điểm %", "%", 1),
    ("phần trăm", "%", 1),
    ("%", "%", 1),
];

/// Units that are written without a blank before them, beside «%».
pub(super) const GLUED: [&str; 5] = ["trđ", "vnđ", "VNĐ", "đồng", "đ"];

/// Words of scale that stand before any unit, and before none where money is meant.
const SCALES: &[(&str, i64)] = &[
    ("nghìn tỷ", 1_000_000_000_000),
    ("nghìn tỉ", 1_000_000_000_000),
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
    ("triệu", 1_000_000),
    ("nghìn", 1_000),
    ("ngàn", 1_000),
];

/// What is counted.
const COUNTED: &str = "hộ, nhân khẩu, khẩu, người, lao động, học sinh, trẻ em, cháu, em, đoàn viên, hội viên, \
    đảng viên, cán bộ, công chức, viên chức, tỉnh, huyện, xã, phường, thị trấn, đặc khu, thôn, \
    buôn, bon, bản, ấp, xóm, khu phố, tổ dân phố, tổ chức, tổ, cơ quan, đơn vị, sở, phòng, trường, \
    tiểu dự án, dự án, chương trình, nhiệm vụ, giải pháp, nội dung, mục tiêu, chỉ tiêu, \
    tiêu chí, nhóm chính sách, nhóm, chính sách, hoạt động, yêu cầu, nguyên tắc, bước, \
    công trình, hạng mục, mô hình, hội nghị, lớp, cuộc, buổi, đợt, căn nhà, ngôi nhà, nhà, \
    văn bản, thủ tục hành chính, thủ tục, hồ sơ, ha, km, m2, m², tấn";

/// Words behind a number that name nothing that is counted.
const NO_NOUNS: &str = "và, hoặc, hay, so, với, trong, ngoài, được, để, là, thì, mà, của, ở, tại, do, bị, đã, sẽ, \
    đang, theo, từ, đến, tới, cho, có, còn, không, chưa, tăng, giảm, chiếm, đạt, bằng, vượt, trên, dưới, hơn, \
    kém, lên, xuống, năm, tháng, ngày, quý, giờ, phút, lần, nam, nữ, này, đó, trở, về, như, khi, nếu, vì, nên, \
    cùng, các, những, một, hai, ba, bốn, sáu, bảy, tám, chín, mười, trăm, bao, gồm, cụ, phần, số, tổng, mỗi, \
    quy, nghị, thông, quyết, ban, thực, tiếp, phấn, hoàn, x, kể, cả, chỉ, cũng, vào, ra, sau, trước, \
    khoản, điều, điểm, mục, chương, triệu, tỷ, tỉ, nghìn, ngàn, toàn, hỗ, thuộc, đối, hiện, thoát, gần, khoảng";

/// Words after a slash that a figure is meant for each of.
const EACH: &str = "năm, tháng, quý, tuần, ngày, hộ, người, xã, thôn, ha, lần, mô hình, khẩu, đơn vị, em, cháu, học sinh, \
    lớp, buổi, đợt, con, nhà, căn, bộ, chiếc, cái, cây, thẻ, đơn nguyên, km, m2, m², tấn, suất, cuộc, hồ sơ, công trình, dự án";

/// The words of a list above.
pub(super) fn list(words: &'static str) -> impl Iterator<Item = &'static str> {
    words.split(", ")
}

/// The unit that a text begins with: what it counts, and how many of that one is.
#[must_use]
pub fn unit(text: &str) -> Option<(&'static str, Decimal)> {
    let measure = measure(&format!(" {text}"), 0)?;
    Some((measure.base, measure.factor))
}

/// The unit behind an offset of a text.
pub(super) fn measure(text: &str, at: usize) -> Option<Measure> {
    let start = at + blanks(&text[at..]);
    // The longest unit, with its scale, is six words.
    let window: String = text[start..]
        .chars()
        .take(32)
        .flat_map(char::to_lowercase)
        .collect();
    let stands = |window: &str, name: &str| {
        window.strip_prefix(name).is_some_and(|rest| {
            name.ends_with('%') || !rest.starts_with(|c: char| c.is_alphanumeric())
        })
    };
    let glued = start == at;
    let whole = |length: usize, base, factor: i64| {
        let range = start..start + length;
        text.is_char_boundary(range.end).then_some(Measure {
            base,
            factor: Decimal::from(factor),
            points: window.starts_with("điểm"),
            range,
        })
    };
    let multiple = MULTIPLES.iter().find(|(name, ..)| {
        stands(&window, name) && (!glued || *name == "%" || GLUED.contains(name))
    });
    if let Some((name, base, factor)) = multiple {
        return whole(name.len(), base, *factor);
    }
    if glued {
        return None;
    }
    let counted = |window: &str| {
        let known = list(COUNTED).filter(|name| stands(window, name));
        known.max_by_key(|name| name.len())
    };
    if let Some((scale, factor)) = SCALES.iter().find(|(name, _)| stands(&window, name)) {
        let rest = &window[scale.len()..];
        let gap = blanks(rest);
        return match counted(&rest[gap..]) {
            Some(name) => whole(scale.len() + gap + name.len(), name, *factor),
            // «1,5 tỷ» alone is money; «5 nghìn lượt» counts what is not known here.
            None if ends(rest) && !scale.starts_with("ng") => whole(scale.len(), "đồng", *factor),
            None => None,
        };
    }
    let name = counted(&window)?;
    whole(name.len(), name, 1)
}

/// The word behind an offset that may name what is counted: a small word that is none of a sentence's own.
pub(super) fn noun(text: &str, at: usize) -> Option<Range<usize>> {
    let start = at + blanks(&text[at..]);
    let rest = text[start..].split(|c: char| !c.is_alphabetic()).next()?;
    let is_noun = start > at
        && rest.chars().count() > 1
        && rest.chars().all(char::is_lowercase)
        && list(NO_NOUNS).all(|word| word != rest);
    is_noun.then(|| start..start + rest.len())
}

/// What a figure is meant for each of, by what stands right behind it: «/năm».
pub(super) fn per(text: &str) -> Option<&'static str> {
    let rest = text.trim_start_matches([' ', '\u{a0}']).strip_prefix('/')?;
    let rest = rest.trim_start_matches([' ', '\u{a0}']);
    let stands = |name: &&str| {
        rest.strip_prefix(*name)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    list(EACH).filter(stands).max_by_key(|name| name.len())
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\u{a0}']).len()
}

/// Whether nothing goes on with a word of scale: a mark, an end, or a word of the sentence.
fn ends(rest: &str) -> bool {
    let word = rest.trim_start_matches([' ', '\u{a0}']);
    let word = word
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    word.is_empty() || list(NO_NOUNS).any(|own| own == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_stand_before_any_unit_and_alone_for_money() {
        let seen = |text: &str| unit(text).map(|(base, factor)| format!("{factor} {base}"));
        for (text, expected) in [
            ("triệu đồng", "1000000 đồng"),
            ("triệu tấn", "1000000 tấn"),
            ("nghìn người", "1000 người"),
            ("tỷ, gồm", "1000000000 đồng"),
            ("triệu để mua", "1000000 đồng"),
            ("tr.đ", "1000000 đồng"),
            ("đ", "1 đồng"),
        ] {
            assert_eq!(seen(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "nghìn lượt",
            "triệu lượt khách",
            "điểm",
            "đi",
            "tỷ lệ",
            "chợ",
        ] {
            assert_eq!(seen(text), None, "{text}");
        }
    }

    #[test]
    fn any_small_word_may_name_what_is_counted() {
        let seen = |text: &str| noun(text, 2).map(|range| text[range].to_owned());
        for (text, word) in [
            ("12 chợ, gồm", "chợ"),
            ("12 giáo viên", "giáo"),
            ("12 con bò", "con"),
        ] {
            assert_eq!(seen(text).as_deref(), Some(word), "{text}");
        }
        for text in [
            "12 và 13",
            "12 Chợ",
            "12",
            "12, chợ",
            "12 so với",
            "12chợ",
            "12 - 15",
        ] {
            assert_eq!(seen(text), None, "{text}");
        }
    }

    #[test]
    fn a_figure_may_be_for_each_of_something() {
        assert_eq!(per("/năm, gồm"), Some("năm"));
        assert_eq!(per(" / mô hình"), Some("mô hình"));
        assert_eq!(per("/hồ sơ"), Some("hồ sơ"));
        assert_eq!(per("/12 xã"), None);
        assert_eq!(per("/hộp"), None);
        assert_eq!(per(" năm"), None);
    }
}
