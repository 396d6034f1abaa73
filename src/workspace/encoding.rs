//! Texts in encodings of other times.

use crate::diag::{Diagnostic, Message, code};
use crate::source::{SourceId, Span};
use crate::vi;

/// The finding for a file that is not UTF-8 from an offset on.
pub(super) fn not_utf8(source: SourceId, at: usize) -> Diagnostic {
    Diagnostic::new(
        code::ENCODING,
        Span::new(source, at..at),
        Message::new(
            "from here on the file is not UTF-8",
            "từ đây trở đi tệp không phải là UTF-8",
        ),
    )
    .help(Message::new(
        "convert it from its old encoding (TCVN3, VNI or Windows-1258) to Unicode UTF-8",
        "hãy chuyển mã từ TCVN3 (ABC), VNI hoặc Windows-1258 sang Unicode UTF-8",
    ))
}

/// One finding for a file with decomposed letters, at the first of them.
pub(super) fn not_nfc(source: SourceId, text: &str) -> Option<Diagnostic> {
    if vi::text::is_nfc(text) {
        return None;
    }
    let mut first = None;
    let mut lines = 0_usize;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !vi::text::is_nfc(line) {
            lines += 1;
            first = first.or_else(|| {
                let mut start = at;
                line.split_inclusive(' ').find_map(|word| {
                    let range = start..start + word.trim_end().len();
                    start += word.len();
                    (!vi::text::is_nfc(word)).then_some(range)
                })
            });
        }
        at += line.len();
    }
    let message = Message::new(
        format!("letters and their marks are written apart (not Unicode NFC) on {lines} line(s)"),
        format!("chữ và dấu bị tách rời (không phải Unicode dựng sẵn, NFC) ở {lines} dòng"),
    );
    let advice = Message::new(
        "type the text with a Unicode (precomposed) keyboard, or convert it to NFC",
        "hãy gõ bằng bảng mã Unicode dựng sẵn, hoặc chuyển tệp sang dạng NFC",
    );
    first
        .map(|range| Diagnostic::new(code::NOT_NFC, Span::new(source, range), message).help(advice))
}
