//! Trouble of the environment or of a template: no finding about a plan.

use crate::diag::{Lang, Message};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Why something could not be done, with what to do about it.
#[derive(Debug)]
pub enum Trouble {
    /// A file or folder could not be read or written.
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried: reading, writing.
        doing: Doing,
        /// What the system said.
        error: std::io::Error,
    },
    /// A file is not what it is read for.
    Unfit {
        /// The file.
        path: PathBuf,
        /// Why, as in «it is not a file».
        why: Message,
    },
    /// A file is no longer what was read.
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A file was changed after a run that was to replace it was stopped half way.
    Unfinished {
        /// The file.
        path: PathBuf,
        /// What the run has left.
        journal: PathBuf,
    },
    /// The edits of findings would leave a file that is not TOML.
    Unsound {
        /// The file.
        path: PathBuf,
    },
    /// A template of the workspace, or of the program, fails.
    Template {
        /// The template's name.
        name: String,
        /// What Tera said.
        error: String,
    },
    /// A document has, or would have, more pages than are typeset.
    Pages {
        /// The most.
        most: usize,
    },
    /// The parts of a DOCX cannot be packed.
    Docx {
        /// What the packer said.
        error: String,
    },
    /// A PDF cannot take the fields for signatures.
    Fields {
        /// Why.
        why: Message,
    },
    /// The markup that the templates made does not compile, or not to the standards.
    Typst {
        /// What Typst said, each with its line of the markup.
        errors: Vec<String>,
    },
}

/// What was tried with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// It was to be read.
    Reading,
    /// It was to be written.
    Writing,
}

impl Trouble {
    /// Trouble with a file.
    #[must_use]
    pub fn io(path: &Path, doing: Doing, error: std::io::Error) -> Self {
        Self::Io {
            path: path.to_owned(),
            doing,
            error,
        }
    }

    /// A file that is not what it is read for.
    #[must_use]
    pub fn unfit(path: &Path, why: Message) -> Self {
        let path = path.to_owned();
        Self::Unfit { path, why }
    }

    /// The trouble in words.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Io {
                path,
                doing: Doing::Reading,
                error,
            } => Message::new(
                format!("cannot read {}: {}", path.display(), english(error)),
                format!("không đọc được {}: {}", path.display(), vietnamese(error)),
            ),
            Self::Io {
                path,
                doing: Doing::Writing,
                error,
            } => Message::new(
                format!("cannot write {}: {}", path.display(), english(error)),
                format!("không ghi được {}: {}", path.display(), vietnamese(error)),
            ),
            Self::Unfit { path, why } => Message::new(
                format!("cannot read {}: {}", path.display(), why.text(Lang::En)),
                format!("không đọc được {}: {}", path.display(), why.text(Lang::Vi)),
            ),
            Self::Changed { path } => Message::new(
                format!(
                    "{} has changed meanwhile and is left as it is",
                    path.display()
                ),
                format!("{} vừa bị thay đổi nên được giữ nguyên", path.display()),
            ),
            Self::Unfinished { path, journal } => {
                let (path, journal) = (path.display(), journal.display());
                Message::new(
                    format!(
                        "an earlier run was stopped half way, and {path} has been changed since; make \
                         sure that it is right, then remove {journal} (what was to come stands beside \
                         each file as .NAME.kehoach-new)"
                    ),
                    format!(
                        "lần chạy trước bị dừng giữa chừng, sau đó {path} đã bị sửa; hãy kiểm tra lại tệp \
                         này rồi xóa {journal} (nội dung chưa kịp thay nằm cạnh mỗi tệp, tên \
                         .TÊN.kehoach-new)"
                    ),
                )
            }
            Self::Fields { why } => Message::new(
                format!(
                    "the PDF cannot take signature fields: {}",
                    why.text(Lang::En)
                ),
                format!("PDF không thêm được trường chữ ký: {}", why.text(Lang::Vi)),
            ),
            Self::Unsound { path } => Message::new(
                format!(
                    "mending {} would make it unreadable, so it is left as it is (this is a fault of \
                     kehoach)",
                    path.display()
                ),
                format!(
                    "sửa {} sẽ làm hỏng tệp nên tệp được giữ nguyên (đây là lỗi của kehoach)",
                    path.display()
                ),
            ),
            Self::Template { name, error } => Message::new(
                format!("template {name} fails: {error}"),
                format!("mẫu {name} bị lỗi: {error}"),
            ),
            Self::Pages { most } => Message::new(
                format!("the document has more than {most} pages, the most that are typeset"),
                format!("văn bản dài hơn {most} trang, vượt mức trình bày được"),
            ),
            Self::Docx { error } => Message::new(
                format!("the DOCX cannot be packed: {error}"),
                format!("không đóng gói được tệp DOCX: {error}"),
            ),
            Self::Typst { errors } => {
                let errors = errors.join("\n  ");
                Message::new(
                    format!(
                        "the templates make no valid document (if they are the built-in ones, \
                         this is a fault of kehoach):\n  {errors}"
                    ),
                    format!(
                        "mẫu trình bày không tạo được văn bản hợp lệ (nếu là mẫu có sẵn thì đây là \
                         lỗi của kehoach):\n  {errors}"
                    ),
                )
            }
        }
    }
}

/// Whether Windows says that another program has the file open: a sharing violation, a lock, a mapped section.
fn is_held(error: &std::io::Error, windows: bool) -> bool {
    let codes = [32, 33, 1224];
    error.kind() == ErrorKind::ResourceBusy
        || windows
            && error
                .raw_os_error()
                .is_some_and(|code| codes.contains(&code))
}

/// What the system said, in English whatever the system speaks where it is one of Windows' own things.
fn english(error: &std::io::Error) -> String {
    if is_held(error, cfg!(windows)) {
        return "it is open in another program".to_owned();
    }
    error.to_string()
}

/// What the system said, in Vietnamese where it is one of the usual things, else as a quotation.
pub(crate) fn vietnamese(error: &std::io::Error) -> String {
    if is_held(error, cfg!(windows)) {
        return "tệp đang mở trong chương trình khác".to_owned();
    }
    let said = match error.kind() {
        ErrorKind::NotFound => "không có tệp hoặc thư mục này",
        ErrorKind::PermissionDenied => "không có quyền truy cập",
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho phép đọc",
        ErrorKind::IsADirectory => "đây là thư mục",
        ErrorKind::NotADirectory => "đường dẫn đi qua một tệp không phải thư mục",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "ổ đĩa đã đầy",
        ErrorKind::AlreadyExists => "đã có tệp hoặc thư mục cùng tên",
        ErrorKind::InvalidData => "nội dung tệp bị hỏng",
        ErrorKind::UnexpectedEof => "nội dung tệp bị cắt ngang",
        ErrorKind::FileTooLarge => "tệp quá lớn",
        ErrorKind::TimedOut => "hết thời gian chờ",
        _ => return format!("hệ thống báo «{error}»"),
    };
    said.to_owned()
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message().text(Lang::En))
    }
}

impl std::error::Error for Trouble {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            Self::Unfit { .. }
            | Self::Changed { .. }
            | Self::Unfinished { .. }
            | Self::Unsound { .. }
            | Self::Template { .. }
            | Self::Docx { .. }
            | Self::Pages { .. }
            | Self::Fields { .. }
            | Self::Typst { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_trouble_with_files_is_said_in_vietnamese() {
        let said = |kind: ErrorKind, doing| {
            let trouble = Trouble::io(Path::new("a.toml"), doing, kind.into());
            trouble.message().text(Lang::Vi).to_owned()
        };
        assert_eq!(
            said(ErrorKind::NotFound, Doing::Reading),
            "không đọc được a.toml: không có tệp hoặc thư mục này"
        );
        assert_eq!(
            said(ErrorKind::PermissionDenied, Doing::Writing),
            "không ghi được a.toml: không có quyền truy cập"
        );
        // Excel and Acrobat let nobody write what they have open.
        let held = [32, 33, 5].map(std::io::Error::from_raw_os_error);
        assert_eq!(
            held.each_ref().map(|error| is_held(error, true)),
            [true, true, false]
        );
        assert!(!is_held(&held[0], false));
        assert_eq!(
            said(ErrorKind::ResourceBusy, Doing::Writing),
            "không ghi được a.toml: tệp đang mở trong chương trình khác"
        );
        // What is unusual is quoted, not taken for Vietnamese.
        assert_eq!(
            said(ErrorKind::Deadlock, Doing::Reading),
            "không đọc được a.toml: hệ thống báo «deadlock»"
        );
    }
}
