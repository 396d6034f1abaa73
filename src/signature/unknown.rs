//! Why what stands behind a file is not known (không xác định được), in words.

use crate::diag::{Lang, Message, Words, words};

/// What stands behind a file and is not known (không xác định được).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unknown {
    /// The place in the file.
    pub at: usize,
    /// What is wrong there.
    pub why: Why,
}

/// What is wrong with bytes behind a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// They belong to no object, cross-reference, trailer, end or comment.
    Bytes,
    /// An object that cannot be read to its end.
    Object,
    /// An object that stands twice in one revision.
    Twice,
    /// An object of another generation, or a new one with a number that is not free.
    Number,
    /// A cross-reference that cannot be read.
    CrossReference,
    /// A cross-reference that does not name each object once where it stands.
    Rows,
    /// A trailer that does not carry on the file before it.
    Trailer,
    /// A revision without its end.
    End,
    /// A stream of another length than it says.
    Length,
    /// A reference to what is not there.
    Reference,
    /// More revisions than are followed.
    Many,
    /// The file itself cannot be read.
    File,
}

impl Why {
    const fn words(self) -> Words {
        match self {
            Self::Bytes => words(
                "bytes that belong to no object",
                "dữ liệu không thuộc đối tượng nào",
            ),
            Self::Object => words(
                "an object that cannot be read to its end",
                "đối tượng không đọc được trọn vẹn",
            ),
            Self::Twice => words(
                "an object that stands twice in one revision",
                "đối tượng ghi hai lần trong một phiên bản",
            ),
            Self::Number => words(
                "an object of another generation, or whose number was not free",
                "đối tượng có số thế hệ khác hoặc số hiệu không còn trống",
            ),
            Self::CrossReference => words(
                "a cross-reference that cannot be read",
                "bảng tham chiếu không đọc được",
            ),
            Self::Rows => words(
                "a cross-reference that does not name each object once where it stands",
                "bảng tham chiếu không ghi đúng vị trí của từng đối tượng một lần",
            ),
            Self::Trailer => words(
                "a trailer that does not carry on the file before it",
                "phần kết (trailer) không nối tiếp tệp trước đó",
            ),
            Self::End => words("a revision without its end", "phiên bản không có phần cuối"),
            Self::Length => words(
                "a stream of another length than it says",
                "luồng dữ liệu có độ dài khác với độ dài đã ghi",
            ),
            Self::Reference => words(
                "a reference to an object that is not there",
                "tham chiếu đến đối tượng không có",
            ),
            Self::Many => words("too many revisions", "quá nhiều phiên bản"),
            Self::File => words(
                "the file is not written as a PDF is",
                "tệp không đúng cấu trúc PDF",
            ),
        }
    }
}

impl Unknown {
    /// What is not known, in words.
    #[must_use]
    pub fn message(&self) -> Message {
        let (at, words) = (self.at, self.why.words());
        Message::new(
            format!("not known: {} (byte {at})", words.text(Lang::En)),
            format!("không xác định: {} (byte {at})", words.text(Lang::Vi)),
        )
    }
}
