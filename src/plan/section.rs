//! Sections.

use crate::spec::{Fields, Id, Nameable, Named, Prose, Table, Text, doc};

/// `[[sections]]`: a section (phần, chương, mục, điều) with its text.
#[derive(Debug, Clone)]
pub struct Section {
    /// The id that `ref` names it by.
    pub id: Option<Id>,
    /// Its title, capitals being set by the program. One paragraph.
    pub title: Prose,
    /// The level of numbering, where it is not the next one below the section around it.
    pub level: Option<Text>,
    /// The text.
    pub text: Option<Prose>,
    /// The sections inside it.
    pub sections: Vec<Section>,
}

impl Nameable for Section {
    const NAMED: Named = Named::Place;
}

impl Table for Section {
    const NAME: &'static str = "sections";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let title = f.text(
            "title",
            doc("Title. Prose", "Tiêu đề. Văn xuôi").word("name", "tên"),
        );
        Some(Self {
            id: f.optional("id", doc("Id", "Mã mục")),
            level: f.optional(
                "level",
                doc(
                    "Level of numbering, else the next one",
                    "Cấp đánh số, mặc định cấp kế tiếp",
                )
                .word("level", "cấp mục"),
            ),
            text: f.optional(
                "text",
                doc("The text. Prose", "Nội dung. Văn xuôi").word("text", "nội dung"),
            ),
            sections: f.list("sections", doc("Sections inside it", "Các mục con")),
            title: title?,
        })
    }
}
