//! Whether two citations speak of one body, of one subject.

use crate::vi::text;

/// How many words two subjects must have to be compared.
const LEAST: usize = 4;

/// Whether two names may be those of one issuing body: the same in either spelling, or one shorter
/// than the other, as «UBND huyện» and «Ủy ban nhân dân huyện Tân Yên».
#[must_use]
pub fn same_body(left: &str, right: &str) -> bool {
    let (left, right) = (plain_body(left), plain_body(right));
    left.contains(&right) || right.contains(&left)
}

fn plain_body(name: &str) -> String {
    let lower = text::folded(name);
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let short = words
        .join(" ")
        .replace("ủy ban nhân dân", "ubnd")
        .replace("hội đồng nhân dân", "hđnd")
        .replace("chủ tịch ubnd", "ubnd")
        .replace("thường trực hđnd", "hđnd")
        .replace("ban thường vụ ", "")
        .replace("ban chấp hành ", "");
    format!(" {short} ")
}

/// Whether two subjects may be those of one document.
///
/// A shortened subject, or one that the sentence goes on after, is the same; only subjects with next
/// to no word in common differ.
#[must_use]
pub fn same_subject(left: &str, right: &str) -> bool {
    let (shared, few) = shared(left, right);
    few < LEAST || shared * 4 > few
}

/// Whether two subjects are surely those of one document: next to all words of the shorter stand in
/// the longer.
#[must_use]
pub fn one_subject(left: &str, right: &str) -> bool {
    let (shared, few) = shared(left, right);
    few >= LEAST && shared * 5 >= few * 4
}

/// How many words two subjects share, and how many the shorter has.
fn shared(left: &str, right: &str) -> (usize, usize) {
    let (left, right) = (words(left), words(right));
    let (few, many) = if left.len() <= right.len() {
        (left, right)
    } else {
        (right, left)
    };
    let shared = few.iter().filter(|word| many.contains(word)).count();
    (shared, few.len())
}

/// The words of a subject that tell it, without those that any subject has.
fn words(subject: &str) -> Vec<String> {
    const EMPTY: [&str; 24] = [
        "về", "việc", "ban", "hành", "của", "và", "các", "quy", "định", "trên", "địa", "bàn",
        "năm", "giai", "đoạn", "thực", "hiện", "kế", "hoạch", "tỉnh", "huyện", "xã", "một", "số",
    ];
    let mut words: Vec<String> = text::folded(subject)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !EMPTY.contains(word))
        .map(str::to_owned)
        .collect();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_in_two_spellings() {
        assert!(same_body("UBND huyện", "Ủy ban nhân dân huyện Tân Yên"));
        assert!(same_body(
            "Uỷ ban nhân dân tỉnh",
            "Chủ tịch UBND tỉnh Bắc Giang"
        ));
        assert!(same_body(
            "bộ Lao động Thương binh và Xã hội",
            "Bộ Lao động - Thương binh và Xã hội"
        ));
        assert!(!same_body("UBND tỉnh", "UBND xã Tân Hoa"));
        assert!(!same_body("Quốc hội", "Chính phủ"));
    }

    #[test]
    fn subjects_that_may_be_one() {
        let full = "về việc giao chỉ tiêu kế hoạch phát triển kinh tế - xã hội năm 2024";
        assert!(same_subject(
            full,
            "giao chỉ tiêu phát triển kinh tế xã hội"
        ));
        assert!(same_subject(full, "về giao chỉ tiêu"));
        assert!(one_subject(
            full,
            "giao chỉ tiêu phát triển kinh tế xã hội năm 2024"
        ));
        assert!(!one_subject(full, "về giao chỉ tiêu"));
        assert!(!same_subject(
            full,
            "về hỗ trợ người có công với cách mạng về nhà ở"
        ));
    }
}
