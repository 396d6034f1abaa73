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

/// Whether a character stands around words and is no part of them.
fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation() || c.is_whitespace()
}

/// One finding for a file with decomposed letters, at the first of them, with an edit for each word.
pub(super) fn not_nfc(source: SourceId, text: &str) -> Option<Diagnostic> {
    if vi::text::is_nfc(text) {
        return None;
    }
    let mut edits = Vec::new();
    let mut lines = 0_usize;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !vi::text::is_nfc(line) {
            lines += 1;
            let mut start = at;
            for word in line.split_inclusive(' ') {
                let letters = word.trim_start_matches(is_mark);
                let before = word.len() - letters.len();
                let letters = letters.trim_end_matches(is_mark);
                let range = start + before..start + before + letters.len();
                start += word.len();
                let composed = vi::text::nfc(&text[range.clone()]);
                if composed != text[range.clone()] {
                    edits.push((Span::new(source, range), composed.into_owned()));
                }
            }
        }
        at += line.len();
    }
    let message = Message::new(
        format!("letters and their marks are written apart (not Unicode NFC) on {lines} line(s)"),
        format!("chữ và dấu bị tách rời (không phải Unicode dựng sẵn, NFC) ở {lines} dòng"),
    );
    let advice = Message::new(
        "type the text with a Unicode (precomposed) keyboard, or let `kehoach check --fix` compose it",
        "hãy gõ bằng bảng mã Unicode dựng sẵn, hoặc chạy `kehoach check --fix` để ghép lại",
    );
    let (first, _) = edits.first()?;
    let finding = Diagnostic::new(code::NOT_NFC, *first, message).help(advice);
    Some(
        edits
            .into_iter()
            .fold(finding, |finding, (span, word)| finding.edit(span, word)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Lang;
    use crate::source::{Source, Sources};

    /// The words that are to be composed, and in how many lines.
    fn found(text: &str) -> Option<(Vec<String>, String)> {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("a.toml".into(), text.to_owned()));
        let finding = not_nfc(id, text)?;
        let words = finding.edits.iter();
        let words = words
            .map(|edit| sources.slice(edit.span).to_owned())
            .collect();
        Some((words, finding.message.text(Lang::En).to_owned()))
    }

    #[test]
    fn each_word_with_marks_apart_is_composed_without_what_stands_around_it() {
        let text = "a = \"hộ\"\nb = \"(nghe\u{300}o), xa\u{303}.\"\nc = \"Đông\"\nd = [\"thôn-Đoa\u{300}i\"]\n";
        let (words, said) = found(text).unwrap();
        assert_eq!(words, ["nghe\u{300}o", "xa\u{303}", "thôn-Đoa\u{300}i"]);
        assert!(said.ends_with("on 2 line(s)"), "{said}");
        assert_eq!(found("a = \"nghèo\"\n"), None);
    }
}
