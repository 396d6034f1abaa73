//! The words of the report: of the page, of fields, of fixed values.

use crate::diag::{Lang, Words, words};
use crate::diff::{Expected, Field, Reason, Verdict};
use std::collections::BTreeMap;

/// The words of the template, by the names that it calls them by.
pub fn labels(lang: Lang) -> BTreeMap<&'static str, &'static str> {
    let all = [
        (
            "heading",
            words("Comparison of two plans", "So sánh hai kế hoạch"),
        ),
        ("old", words("Old plan", "Kế hoạch cũ")),
        ("new", words("New plan", "Kế hoạch mới")),
        ("year", words("Year", "Năm")),
        ("file", words("File", "Tệp")),
        (
            "skip",
            words("Skip to the changes", "Đến nội dung thay đổi"),
        ),
        ("summary", words("Summary", "Tóm tắt")),
        ("filters", words("Show", "Hiển thị")),
        ("all", words("Show everything", "Hiện tất cả")),
        (
            "follows",
            words("What just follows from the year", "Chỗ chỉ đổi theo năm"),
        ),
        ("hidden", words("hidden", "đang ẩn")),
        (
            "shown_of",
            words(
                "Changes shown, of all:",
                "Số thay đổi đang hiện trên tổng số:",
            ),
        ),
        (
            "outcomes",
            words(
                "Last targets and their results",
                "Kết quả thực hiện chỉ tiêu kỳ trước",
            ),
        ),
        ("indicator", words("Indicator", "Chỉ tiêu")),
        ("target", words("Target", "Mục tiêu")),
        ("result", words("Result", "Kết quả")),
        ("judged", words("Outcome", "Đánh giá")),
        ("what", words("What", "Nội dung")),
        ("difference", words("Difference", "Chênh lệch")),
        ("percent", words("In %", "Tỷ lệ %")),
        ("unit", words("unit:", "đơn vị tính:")),
        ("pair_reason", words("paired by", "ghép cặp do")),
        ("nothing", words("nothing", "không có")),
        (
            "change_of",
            words(
                "difference to the year before",
                "mức tăng giảm so với năm trước",
            ),
        ),
        (
            "course",
            words("Indicators over the years", "Chỉ tiêu qua các năm"),
        ),
        (
            "old_series",
            words("recorded in the old plan", "số liệu trong kế hoạch cũ"),
        ),
        (
            "new_series",
            words("recorded in the new plan", "số liệu trong kế hoạch mới"),
        ),
        (
            "old_target",
            words("the old plan's target", "mục tiêu của kế hoạch cũ"),
        ),
        (
            "new_target",
            words("the new plan's target", "mục tiêu của kế hoạch mới"),
        ),
        ("by_line", words("By budget line", "Theo khoản mục")),
        ("by_source", words("By source", "Theo nguồn vốn")),
        ("line", words("Budget line", "Khoản mục")),
        ("source", words("Source", "Nguồn vốn")),
        (
            "bars",
            words(
                "Old and new amounts by line",
                "Kinh phí theo khoản mục, cũ và mới",
            ),
        ),
        ("other", words("Other changes", "Thay đổi khác")),
        (
            "same",
            words("The plans say the same.", "Hai kế hoạch không khác nhau."),
        ),
        (
            "all_follow",
            words(
                "Everything here just follows from the year.",
                "Các thay đổi ở mục này đều chỉ theo năm.",
            ),
        ),
    ];
    let text = |(name, words): (_, Words)| (name, words.text(lang));
    all.into_iter().map(text).collect()
}

/// What a field is called.
pub fn field(field: &Field) -> Words {
    match field.name {
        "kind" => words("kind", "loại văn bản"),
        "year" => words("year", "năm"),
        "until" => words("until the year", "đến năm"),
        "title" => words("title", "tên"),
        "number" => words("number", "số"),
        "date" => words("date", "ngày"),
        "expected" => words("expected date", "ngày dự kiến ban hành"),
        "symbol" => words("symbol", "ký hiệu"),
        "numbering" => words("numbering", "cách đánh số"),
        "previous" => words("last year's plan", "kế hoạch năm trước"),
        "urgency" => words("urgency", "độ khẩn"),
        "circulation" => words("circulation", "phạm vi lưu hành"),
        "drafter" => words("drafter", "người soạn thảo"),
        "name" => words("name", "tên"),
        "letterhead" => words("letterhead", "tiêu đề cơ quan"),
        "parent" => words("superior body", "cơ quan chủ quản"),
        "place" => words("place", "địa danh"),
        "abbreviation" => words("abbreviation", "chữ viết tắt"),
        "address" => words("address", "địa chỉ"),
        "plan" => words("plan", "kế hoạch"),
        "row" => words("row", "dòng"),
        "ref" => words("document", "văn bản"),
        "verb" => words("opening word", "chữ mở đầu"),
        "text" => words("text", "nội dung"),
        "issuer" => words("issuer", "cơ quan ban hành"),
        "group" => words("group", "nhóm"),
        "indicators" => words("indicators", "chỉ tiêu"),
        "unit" => words("unit", "đơn vị"),
        "better" => words("better when", "chiều tốt lên"),
        "part_of" => words("part of", "là một phần của"),
        "sum_of" => words("sum of", "là tổng của"),
        "ratio_part" => words("numerator", "tử số"),
        "ratio_whole" => words("denominator", "mẫu số"),
        "value" => words("result", "kết quả"),
        "change" => words("change to the year before", "tăng giảm so với năm trước"),
        "target_year" => words("year of the target", "năm của mục tiêu"),
        "target" => words("target", "mục tiêu"),
        "target_change" => words("target of change", "mục tiêu tăng giảm"),
        "target_bound" => words("how the target binds", "mức ràng buộc của mục tiêu"),
        "responsible" => words("responsible", "đơn vị phụ trách"),
        "total" => words("total", "tổng số"),
        "in_words" => words("total in words", "tổng số bằng chữ"),
        "amount" => words("amount", "số tiền"),
        "numbered" => words("numbered", "đánh số thứ tự"),
        "landscape" => words("landscape", "trang ngang"),
        "units" => words("units", "đơn vị thực hiện"),
        "to" => words("to", "đến"),
        "every" => words("how often", "định kỳ"),
        "deadline" | "deadline_text" => words("deadline", "thời hạn"),
        "from" => words("from", "từ"),
        "when_text" => words("when", "thời gian"),
        "budget_lines" => words("budget lines", "khoản mục kinh phí"),
        "product" => words("product", "sản phẩm"),
        "lead" | "lead_text" => words("in the chair", "chủ trì"),
        "with" | "with_text" => words("together with", "phối hợp"),
        "monitor" => words("monitored by", "theo dõi"),
        "level" => words("level", "cấp mục"),
        "on_behalf" => words("on behalf of", "thay mặt"),
        "in_place_of" => words("in place of", "ký thay"),
        "position" | "second_position" => words("position", "chức vụ"),
        "note" => words("note", "ghi chú"),
        "archive" => words("archive", "lưu"),
        name => words(name, name),
    }
}

/// What a word of the format is called; other words are Vietnamese already.
pub fn fixed(word: &'static str) -> Words {
    match word {
        "lower" => words("lower", "càng thấp càng tốt"),
        "higher" => words("higher", "càng cao càng tốt"),
        "at_least" => words("at least", "tối thiểu"),
        "more_than" => words("more than", "trên"),
        "at_most" => words("at most", "không quá"),
        "less_than" => words("less than", "dưới"),
        "urgent" => words("urgent", "khẩn"),
        "pressing" => words("very urgent", "thượng khẩn"),
        "express" => words("express", "hỏa tốc"),
        "return_after_reading" => words("return after reading", "xem xong trả lại"),
        "internal" => words("internal", "lưu hành nội bộ"),
        "true" => words("yes", "có"),
        "false" => words("no", "không"),
        word => words(word, word),
    }
}

/// Why a change just follows from the step to another year.
pub fn expected(expected: Expected) -> Words {
    match expected {
        Expected::Year => words("follows from the year", "theo năm"),
        Expected::Recorded => words("result recorded", "kết quả mới ghi nhận"),
        Expected::Past => words("past year left out", "bỏ năm đã qua"),
    }
}

/// How a target turned out.
pub fn verdict(verdict: Verdict) -> Words {
    match verdict {
        Verdict::Missed => words("missed", "chưa đạt"),
        Verdict::Reached => words("reached", "đạt"),
        Verdict::Exceeded => words("exceeded", "vượt"),
    }
}

/// Why two items were taken for one; nothing where there is but one of the kind.
pub fn reason(reason: Reason, lang: Lang) -> Option<String> {
    let words = match reason {
        Reason::Only => return None,
        Reason::Id => words("the same id", "cùng mã"),
        Reason::Same => words("the same words", "cùng nội dung"),
        Reason::Like(percent) => {
            return Some(match lang {
                Lang::En => format!("{percent}% of the words alike"),
                Lang::Vi => format!("giống {percent}% số chữ"),
            });
        }
    };
    Some(words.text(lang).to_owned())
}
