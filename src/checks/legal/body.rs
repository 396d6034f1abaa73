//! Whether the issuing body fits the symbol.

use super::symbol::each;
use crate::checks::facts::mention::{Fact, all};
use crate::checks::rule::{Check, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::vi::text::folded;

/// A body that the letters do not stand for.
pub(super) const ISSUER: Rule = Rule {
    code: Code::warning("LEG011", "issuer-of-another-symbol"),
    ground: Ground::Convention(words(
        "the letters after the hyphen are those of the issuing body",
        "chữ viết tắt sau gạch nối là của cơ quan ban hành",
    )),
    what: words(
        "The issuing body is not the one that the symbol's letters stand for",
        "Cơ quan ban hành không khớp chữ viết tắt trong ký hiệu",
    ),
    why: words(
        "TTg is Thủ tướng Chính phủ, CP Chính phủ, QH15 Quốc hội, UBTVQH15 Ủy ban Thường vụ Quốc hội. Letters that are not known are passed over.",
        "TTg là Thủ tướng Chính phủ, CP là Chính phủ, QH15 là Quốc hội, UBTVQH15 là Ủy ban Thường vụ Quốc hội. Chữ viết tắt chưa biết thì không xét.",
    ),
    wrong: "text = \"Thực hiện Quyết định số 22/2013/QĐ-TTg ngày 26/4/2013 của Chính phủ về hỗ trợ người có công với cách mạng về nhà ở.\"",
    right: "text = \"Thực hiện Quyết định số 22/2013/QĐ-TTg ngày 26/4/2013 của Thủ tướng Chính phủ về hỗ trợ người có công với cách mạng về nhà ở.\"",
    check: Check::Both(
        |context, findings| each(&context.facts.cited(), findings, issuer),
        |workspace, findings| each(&all(workspace), findings, issuer),
    ),
};

/// Letters, the body's name, words of which one must stand in a name, and words that must not.
type Known = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

/// Words of bodies that are not the Party's.
const OF_THE_STATE: [&str; 4] = ["ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd"];

/// The bodies whose letters are known; names in small letters with the mark on the first vowel.
const BODIES: [Known; 30] = [
    ("TTg", "Thủ tướng Chính phủ", &["thủ tướng"], &[]),
    (
        "CP",
        "Chính phủ",
        &["chính phủ"],
        &["thủ tướng", "văn phòng"],
    ),
    ("CTN", "Chủ tịch nước", &["chủ tịch nước"], &[]),
    ("VPCP", "Văn phòng Chính phủ", &["văn phòng chính phủ"], &[]),
    ("TTCP", "Thanh tra Chính phủ", &["thanh tra"], &[]),
    ("BTC", "Bộ Tài chính", &["tài chính"], &[]),
    ("BNV", "Bộ Nội vụ", &["nội vụ"], &[]),
    (
        "BLĐTBXH",
        "Bộ Lao động - Thương binh và Xã hội",
        &["lao động"],
        &[],
    ),
    ("BGDĐT", "Bộ Giáo dục và Đào tạo", &["giáo dục"], &[]),
    ("BYT", "Bộ Y tế", &["y tế"], &[]),
    ("BTP", "Bộ Tư pháp", &["tư pháp"], &[]),
    ("BCA", "Bộ Công an", &["công an"], &[]),
    ("BQP", "Bộ Quốc phòng", &["quốc phòng"], &[]),
    ("BXD", "Bộ Xây dựng", &["xây dựng"], &[]),
    ("BCT", "Bộ Công Thương", &["công thương"], &[]),
    ("BKHĐT", "Bộ Kế hoạch và Đầu tư", &["kế hoạch"], &[]),
    (
        "BNNPTNT",
        "Bộ Nông nghiệp và Phát triển nông thôn",
        &["nông nghiệp", "nn&ptnt"],
        &[],
    ),
    (
        "BNNMT",
        "Bộ Nông nghiệp và Môi trường",
        &["nông nghiệp"],
        &[],
    ),
    ("BTNMT", "Bộ Tài nguyên và Môi trường", &["tài nguyên"], &[]),
    ("BTTTT", "Bộ Thông tin và Truyền thông", &["thông tin"], &[]),
    ("BKHCN", "Bộ Khoa học và Công nghệ", &["khoa học"], &[]),
    (
        "BVHTTDL",
        "Bộ Văn hóa, Thể thao và Du lịch",
        &["văn hóa"],
        &[],
    ),
    ("BGTVT", "Bộ Giao thông vận tải", &["giao thông"], &[]),
    ("UBDT", "Ủy ban Dân tộc", &["dân tộc"], &[]),
    (
        "UBND",
        "Ủy ban nhân dân",
        &["ủy ban nhân dân", "ubnd", "chủ tịch"],
        &[],
    ),
    (
        "HĐND",
        "Hội đồng nhân dân",
        &["hội đồng nhân dân", "hđnd"],
        &[],
    ),
    (
        "TW",
        "Trung ương Đảng",
        &["trung ương", "bộ chính trị", "ban bí thư", "đại hội"],
        &[],
    ),
    (
        "TU",
        "Tỉnh ủy hoặc Thành ủy",
        &["tỉnh", "thành"],
        &OF_THE_STATE,
    ),
    ("HU", "Huyện ủy", &["huyện"], &OF_THE_STATE),
    ("ĐU", "Đảng ủy", &["đảng"], &OF_THE_STATE),
];

fn issuer(fact: &Fact<'_>) -> Option<Finding> {
    let issuer = fact.issuer.as_ref()?;
    if issuer.made && fact.number.made {
        return None;
    }
    let name = folded(issuer.text);
    let letters = fact.symbol.body();
    let (body, fits) = match term(letters) {
        Some((true, _)) => (
            "Ủy ban Thường vụ Quốc hội",
            name.contains("thường vụ quốc hội"),
        ),
        Some((false, _)) => {
            let standing = name.contains("thường vụ");
            ("Quốc hội", name.contains("quốc hội") && !standing)
        }
        None => {
            // A joint document has letters of several bodies.
            let (_, body, one, none) = BODIES.iter().find(|(known, ..)| *known == letters)?;
            let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
            let place = ["tỉnh", "huyện", "xã", "thành phố", "phường", "thị trấn"];
            // «Huyện ủy» is a body, «huyện» short for the one whose letters stand there.
            let party = name.split(' ').nth(1) == Some("ủy");
            let level = !party && place.iter().any(|word| name.starts_with(word));
            let short = name.replace(|c: char| !c.is_alphanumeric(), "");
            let short = short.strip_prefix("bộ").unwrap_or(&short);
            let own = letters.to_lowercase();
            let abbreviated = short == own || own.strip_prefix('b') == Some(short);
            (*body, (has(one) && !has(none)) || level || abbreviated)
        }
    };
    if fits {
        return None;
    }
    let message = Message::new(
        format!(
            "the letters {letters} stand for {body}, not for {}",
            issuer.text
        ),
        format!(
            "chữ viết tắt {letters} là của {body}, không phải của {}",
            issuer.text
        ),
    );
    Some(
        Finding::at(issuer.span, message)
            .value("declared", issuer.text)
            .value("expected", body)
            .also(fact.number.span, Message::new("the symbol", "ký hiệu")),
    )
}

/// A term of the National Assembly that the date does not lie in.
pub(super) const TERM: Rule = Rule {
    code: Code::error("LEG012", "assembly-of-another-term"),
    ground: Ground::Law(words(
        "the terms of the National Assembly: XIII 2011-2016, XIV 2016-2021, XV 2021-2026",
        "nhiệm kỳ Quốc hội: khóa XIII 2011-2016, khóa XIV 2016-2021, khóa XV 2021-2026",
    )),
    what: words(
        "The Assembly's term in the symbol is not that of the document's year",
        "Khóa Quốc hội trong ký hiệu không khớp năm ban hành",
    ),
    why: words(
        "QH15 passed its first law in 2021; a document of 2019 is one of QH14.",
        "Quốc hội khóa XV (QH15) bắt đầu từ năm 2021; văn bản năm 2019 là của QH14.",
    ),
    wrong: "text = \"Thực hiện Nghị quyết số 88/2019/QH15 ngày 18/11/2019 của Quốc hội phê duyệt Đề án tổng thể phát triển vùng đồng bào dân tộc thiểu số.\"",
    right: "text = \"Thực hiện Nghị quyết số 88/2019/QH14 ngày 18/11/2019 của Quốc hội phê duyệt Đề án tổng thể phát triển vùng đồng bào dân tộc thiểu số.\"",
    check: Check::Both(
        |context, findings| each(&context.facts.cited(), findings, terms),
        |workspace, findings| each(&all(workspace), findings, terms),
    ),
};

fn terms(fact: &Fact<'_>) -> Option<Finding> {
    let (_, term) = term(fact.symbol.body())?;
    if fact.number.made {
        return None;
    }
    let dated = fact.date.as_ref().map(|(date, _)| date.year());
    let year = fact.symbol.year.or(dated)?;
    // Term XII was cut to four years, so that XIII began in 2011.
    let first = term.checked_sub(13)?.checked_mul(5)?.checked_add(2011)?;
    if (first..=first + 5).contains(&year) || term > 20 {
        return None;
    }
    let message = Message::new(
        format!(
            "{} is of {year}, but term {term} was {first}-{}",
            fact.name(),
            first + 5
        ),
        format!(
            "{} ban hành năm {year} nhưng khóa {term} là {first}-{}",
            fact.name(),
            first + 5
        ),
    );
    Some(
        Finding::at(fact.number.span, message)
            .value("declared", term)
            .value("year", year),
    )
}

/// The term that «QH15» or «UBTVQH15» names, and whether it is the standing committee's.
fn term(letters: &str) -> Option<(bool, i16)> {
    let (standing, digits) = match letters.strip_prefix("UBTVQH") {
        Some(digits) => (true, digits),
        None => (false, letters.strip_prefix("QH")?),
    };
    Some((standing, digits.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_of_the_assembly_in_letters() {
        assert_eq!(term("QH15"), Some((false, 15)));
        assert_eq!(term("UBTVQH15"), Some((true, 15)));
        for letters in ["QH", "UBTVQH", "QHX", "HĐND", "CP"] {
            assert_eq!(term(letters), None, "{letters}");
        }
    }
}
