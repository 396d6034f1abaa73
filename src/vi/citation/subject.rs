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

    #[test]
    fn how_many_words_must_be_shared() {
        // Three words are too few to tell.
        assert!(same_subject("xanh đỏ vàng", "trắng đen nâu tím"));
        assert!(!same_subject("xanh đỏ vàng cam", "trắng đen nâu tím"));
        // A quarter of the shorter is not enough, more is.
        assert!(!same_subject("xanh đỏ vàng cam", "xanh đen nâu tím hồng"));
        assert!(same_subject("xanh đỏ vàng cam", "xanh đỏ nâu tím hồng"));
        assert!(same_subject(
            "xanh đỏ đen nâu tím hồng xám",
            "xanh đỏ một hai ba bốn lăm sáu"
        ));
        assert!(!same_subject(
            "xanh đỏ đen nâu tím hồng xám lam",
            "xanh đỏ hai ba bốn lăm sáu bảy"
        ));
    }

    #[test]
    fn four_words_in_five_are_one_subject() {
        assert!(one_subject("xanh đỏ vàng cam", "xanh đỏ vàng cam tím"));
        assert!(!one_subject("xanh đỏ vàng cam", "xanh đỏ vàng nâu tím"));
        assert!(one_subject(
            "xanh đỏ vàng cam tím",
            "xanh đỏ vàng cam nâu đen"
        ));
        assert!(!one_subject(
            "xanh đỏ vàng cam tím",
            "xanh đỏ vàng hồng nâu đen"
        ));
        assert!(!one_subject("xanh đỏ vàng", "xanh đỏ vàng"));
    }

    #[test]
    fn words_that_any_subject_has_tell_nothing() {
        assert_eq!(
            words("Về việc ban hành Quy định giảm nghèo, giảm nghèo"),
            ["giảm", "nghèo", "giảm", "nghèo"]
        );
        assert_eq!(words("nhà nhà vui"), ["nhà", "vui"]);
    }

    #[test]
    fn bodies_by_their_whole_words() {
        assert!(same_body("UBND xã", "Chủ tịch UBND xã An Bình"));
        assert!(same_body("HĐND tỉnh", "Thường trực Hội đồng nhân dân tỉnh"));
        assert!(same_body("Ban Thường vụ Tỉnh ủy", "Ban Chấp hành Tỉnh ủy"));
        assert!(!same_body("UBND xã An", "UBND xã Anh Sơn"));
    }
}
