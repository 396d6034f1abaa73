//! Objectives.

use super::indicator::Indicator;
use crate::spec::{Fields, Id, OneOrMany, Prose, Ref, Table, Text, doc};

/// `[[objectives]]`: something to be reached (mục tiêu).
#[derive(Debug, Clone)]
pub struct Objective {
    /// Its id.
    pub id: Option<Id>,
    /// What is to be reached. One paragraph.
    pub text: Prose,
    /// The list it belongs to, where a plan prints several.
    pub group: Option<Text>,
    /// The indicators that measure it, by id.
    pub indicators: OneOrMany<Ref<Indicator>>,
}

impl Table for Objective {
    const NAME: &'static str = "objectives";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let text = f.text(
            "text",
            doc(
                "What is to be reached. Prose",
                "Nội dung mục tiêu. Văn xuôi",
            )
            .word("text", "nội dung"),
        );
        Some(Self {
            id: f.optional("id", doc("Id", "Mã")),
            group: f.optional(
                "group",
                doc("List it is printed in", "Nhóm để in").word("group", "nhóm"),
            ),
            indicators: f
                .optional(
                    "indicators",
                    doc("Indicators that measure it", "Chỉ tiêu đo lường")
                        .word("indicators", "chỉ tiêu liên quan"),
                )
                .unwrap_or_default(),
            text: text?,
        })
    }
}
