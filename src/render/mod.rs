//! From a document to files: Typst markup, PDF, DOCX, plain text.
//!
//! What a person may restyle stands in `templates/`; the program holds a copy of each and takes the
//! workspace's own instead where there is one.

mod attachment;
mod carried;
mod copy;
mod docx;
mod fonts;
pub mod glyphs;
mod letterhead;
mod literal;
mod markup;
mod pdf;
pub mod profile;
mod style;
mod text;
mod wording;

pub use attachment::{Attachment, SOURCE};
pub use carried::{Carried, carried_by_docx, carried_by_pdf};
pub use copy::CopyBlock;
pub use docx::{TrackedOptions, docx, docx_tracked};
pub use fonts::{FONT_NAMES, FONTS};
pub use markup::{MarkupOptions, attachment_path, markup};
pub use pdf::{Pdf, SignatureSpace, appendix_pdf, copy_pdf, forget, pdf};
pub use style::Style;
pub use text::text;
