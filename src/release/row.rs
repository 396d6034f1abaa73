//! What the register says of a document: a row with the columns of Annex IV of the decree.

use super::number::Number;
use crate::document::model::{Document, Ending, Line};
use crate::plan::Plan;
use crate::vi;
use jiff::civil::Date;

/// The columns of the register of outgoing documents (Sổ đăng ký văn bản đi; Annex IV, I.2), in order.
pub const COLUMNS: [&str; 10] = [
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
];

/// The cells of a row, in the order of [`COLUMNS`].
pub type Cells = [String; COLUMNS.len()];

/// The cells of a document's row, in the order of [`COLUMNS`].
#[must_use]
pub fn cells(document: &Document, plan: &Plan, number: &Number, symbol: &str, date: Date) -> Cells {
    let archive = plan.recipients.iter().flat_map(|all| &all.archive.0);
    let archive: Vec<String> = archive.map(|text| text.value.clone()).collect();
    [
        number.with(symbol),
        vi::date::short(date),
        document.meta.title.clone(),
        text(&document.ending.name),
        recipients(document).join("; "),
        archive.join(", "),
        plan.marks
            .copies
            .map(|copies| copies.to_string())
            .unwrap_or_default(),
        // Filled in by hand: when it was handed on, who has it, what else there is to say.
        String::new(),
        String::new(),
        String::new(),
    ]
}

/// The cells of a copy's row, in the order of [`COLUMNS`].
pub(super) fn copy_cells(number: &str, date: Date, subject: String, ending: &Ending) -> Cells {
    let mut cells = Cells::default();
    let filled = [
        number.to_owned(),
        vi::date::short(date),
        subject,
        text(&ending.name),
        receivers(&ending.recipients).join("; "),
        "VT".to_owned(),
    ];
    for (cell, text) in cells.iter_mut().zip(filled) {
        *cell = text;
    }
    cells
}

/// Who receives the document, without the hyphens and marks of the printed lines.
pub(super) fn recipients(document: &Document) -> Vec<String> {
    receivers(&document.ending.recipients)
}

fn receivers(lines: &[Line]) -> Vec<String> {
    let lines = lines.iter().map(text);
    lines
        .map(|line| {
            let line = line.trim_start_matches(['-', '–', ' ']);
            line.trim_end_matches([';', '.', ',', ' ']).to_owned()
        })
        .filter(|line| !line.is_empty() && !line.starts_with("Lưu:"))
        .collect()
}

/// The characters of a line, with plain blanks.
pub(super) fn text(line: &Line) -> String {
    let text = line.text();
    text.split([' ', '\u{a0}', '\n'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
