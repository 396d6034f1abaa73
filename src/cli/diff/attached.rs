//! The plan that a PDF or a DOCX made by `kehoach render` carries.

use crate::diag::Message;
use crate::door;
use crate::render::{Carried, carried_by_docx, carried_by_pdf};
use crate::trouble::Trouble;
use std::path::Path;

/// Whether a file is a document that can carry a plan, by its name.
pub(in crate::cli) fn is_document(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("pdf") || extension.eq_ignore_ascii_case("docx")
}

/// The files that a document carries.
pub(super) fn files(path: &Path) -> Result<Carried, Message> {
    let bytes = door::read(path).map_err(|trouble| trouble.message())?;
    let is_pdf = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
    let found = if is_pdf {
        carried_by_pdf(&bytes)
    } else {
        carried_by_docx(&bytes)
    };
    let shown = path.display();
    found.map_err(|why| within(path, &why))?.ok_or_else(|| {
        Message::new(
            format!("{shown} carries no plan; kehoach render attaches the source to what it makes"),
            format!(
                "{shown} không đính kèm kế hoạch nguồn; chỉ tệp do kehoach render tạo ra mới có"
            ),
        )
    })
}

/// What is said of a file, with its name.
pub(in crate::cli) fn within(path: &Path, why: &Message) -> Message {
    Trouble::unfit(path, why.clone()).message()
}
