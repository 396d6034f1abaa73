//! Appendices.

use crate::spec::{Fields, Id, Prose, Table, doc};

/// `[[appendices]]`: an appendix (phụ lục; Annex I, III.1).
#[derive(Debug, Clone)]
pub struct Appendix {
    /// The id that `ref` names it by.
    pub id: Option<Id>,
    /// Its title. One paragraph.
    pub title: Prose,
    /// The text.
    pub text: Option<Prose>,
    /// Whether its pages are landscape.
    pub landscape: bool,
}

impl Table for Appendix {
    const NAME: &'static str = "appendices";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let title = f.text(
            "title",
            doc("Title. Prose", "Tên phụ lục. Văn xuôi").word("name", "tên"),
        );
        Some(Self {
            id: f.optional("id", doc("Id", "Mã phụ lục")),
            text: f.optional(
                "text",
                doc("The text. Prose", "Nội dung. Văn xuôi").word("text", "nội dung"),
            ),
            landscape: f.optional_or(
                "landscape",
                false,
                doc("Landscape pages", "Trang nằm ngang").word("landscape", "trang ngang"),
            ),
            title: title?,
        })
    }
}
