//! The plan above: what a superior assigns.

use crate::spec::{Choice, Fields, FilePath, Table, Text, Word, doc, word};
use crate::vi;

/// `[superior]`: the plan of the superior that this plan carries out (kế hoạch của cấp trên).
///
/// What it assigns is declared in its own tables, see [`super::Column::assigns`] and
/// [`super::Column::allots`].
#[derive(Debug, Clone)]
pub struct Superior {
    /// Its file, as a path from this plan.
    pub plan: FilePath,
    /// The row of this plan's body in the superior's tables, by the text of its first cell.
    pub row: Option<Text>,
}

impl Superior {
    /// The text that rows are known by, whatever their capitals, spaces and style of tone marks.
    #[must_use]
    pub fn row_key(text: &str) -> String {
        vi::text::folded_name(text)
    }
}

impl Table for Superior {
    const NAME: &'static str = "superior";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let plan = f.required(
            "plan",
            doc(
                "The superior's plan, as a path from this one",
                "Tệp kế hoạch của cấp trên, tính từ kế hoạch này",
            )
            .word("file", "tệp kế hoạch"),
        );
        Some(Self {
            row: f.optional(
                "row",
                doc(
                    "First cell of this body's row in the superior's tables",
                    "Ô đầu của dòng ghi cơ quan mình trong các biểu của cấp trên",
                )
                .word("row", "dòng"),
            ),
            plan: plan?,
        })
    }
}

/// What a figure that a superior assigns says about the indicator (cách giao chỉ tiêu).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Assigned {
    /// The value to reach (mức phải đạt).
    #[default]
    Value,
    /// The change from the year before, with its sign (mức tăng, giảm).
    Change,
    /// How much it is to go down, without a sign (mức giảm).
    Decrease,
}

impl Choice for Assigned {
    const WORDS: &'static [(Word, Self)] = &[
        (
            word("value", "as the value to reach", "giao mức phải đạt"),
            Self::Value,
        ),
        (
            word("change", "as a change", "giao mức tăng, giảm"),
            Self::Change,
        ),
        (
            word("decrease", "as a decrease", "giao mức giảm"),
            Self::Decrease,
        ),
    ];
}
