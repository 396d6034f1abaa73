//! The words of the report: of the page, of fields, of fixed values.

use crate::diag::{Lang, Words, words};
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
