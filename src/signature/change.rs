//! A change of a PDF behind a signature (thay đổi sau khi ký), in words.

use super::state::State;
use super::syntax::Id;
use super::unknown::Unknown;
use crate::diag::{Lang, Message};

/// A change behind a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A field was signed.
    Signed {
        /// Its name.
        field: String,
    },
    /// A field was put on a page and signed, and it shows something there.
    Shown {
        /// Its name.
        field: String,
    },
    /// The document was time-stamped.
    Stamped,
    /// Data to validate signatures with was added (document security store).
    Validation,
    /// The notes on the file were changed: when and by which program it was saved.
    Metadata,
    /// Something else, which is not allowed.
    Object {
        /// The way to it from the root.
        path: String,
        /// The indirect object that it stands in.
        object: Option<Id>,
    },
    /// Bytes stand behind that are no revision of a PDF, or one that readers would have to mend.
    Rest(Unknown),
}

impl Change {
    /// How a signature stands with it.
    #[must_use]
    pub const fn state(&self) -> State {
        match self {
            Self::Signed { .. } | Self::Stamped | Self::Validation | Self::Metadata => State::Valid,
            Self::Shown { .. } => State::Unknown,
            Self::Object { .. } | Self::Rest(_) => State::Invalid,
        }
    }

    /// The change in words.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Signed { field } => Message::new(
                format!("after it the field «{field}» was signed"),
                format!("sau đó có thêm chữ ký ở trường «{field}»"),
            ),
            Self::Shown { field } => Message::new(
                format!(
                    "after it a new field «{field}» was put on a page and signed; look whether it hides anything"
                ),
                format!(
                    "sau đó có trường chữ ký mới «{field}» đặt thêm lên trang; cần xem có che nội dung nào không"
                ),
            ),
            Self::Stamped => Message::new(
                "after it the document was time-stamped",
                "sau đó văn bản được gắn dấu thời gian",
            ),
            Self::Validation => Message::new(
                "after it data for validation was added",
                "sau đó có bổ sung dữ liệu phục vụ kiểm tra chữ ký",
            ),
            Self::Metadata => Message::new(
                "after it the notes on when and with what the file was saved were changed",
                "sau đó chỉ cập nhật thông tin về thời điểm và chương trình lưu tệp",
            ),
            Self::Object { path, object } => {
                let (en, vi) = object.map_or_else(Default::default, |id| {
                    let Id { number, generation } = id;
                    (
                        format!(" (object {number} {generation})"),
                        format!(" (đối tượng {number} {generation})"),
                    )
                });
                Message::new(
                    format!("after it {path}{en} was changed"),
                    format!("sau đó {path}{vi} bị thay đổi"),
                )
            }
            Self::Rest(unknown) => {
                let unknown = unknown.message();
                let (en, vi) = (unknown.text(Lang::En), unknown.text(Lang::Vi));
                Message::new(
                    format!("what stands behind it is {en}"),
                    format!("phần thêm vào phía sau {vi}"),
                )
            }
        }
    }
}
