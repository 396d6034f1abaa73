//! The calls that prose can make (`{{ value(id="ho_ngheo", year=2023) }}`): what they are named and what
//! they take.

use crate::spec::Named;
use crate::spec::scan::{Expression, Scan};
use std::ops::Range;

/// What an argument of a call takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// The id of something.
    Id(Named),
    /// One of a few words.
    Word(&'static [&'static str]),
    /// Any text.
    Text,
    /// A whole number.
    Number,
    /// true or false.
    Truth,
}

/// A call that prose can make.
#[derive(Debug)]
pub struct Signature {
    /// Its name.
    pub name: &'static str,
    /// Its arguments.
    pub takes: &'static [(&'static str, Takes)],
    /// Those that must be there.
    pub required: &'static [&'static str],
    /// Whether it makes paragraphs or a table, and so stands alone.
    pub block: bool,
}

const PAD: (&str, Takes) = ("pad", Takes::Number);
const UNIT: (&str, Takes) = ("unit", Takes::Truth);
const AS: (&str, Takes) = ("as", Takes::Word(&["number", "words"]));
const GROUP: (&str, Takes) = ("group", Takes::Text);

/// All calls, in the order of the reference.
pub const SIGNATURES: &[Signature] = &[
    Signature {
        name: "value",
        takes: &[
            ("id", Takes::Id(Named::Indicator)),
            ("year", Takes::Number),
            (
                "of",
                Takes::Word(&["value", "change", "target", "target_change"]),
            ),
            ("point", Takes::Word(&[".", ","])),
            UNIT,
            PAD,
            AS,
        ],
        required: &["id"],
        block: false,
    },
    Signature {
        name: "amount",
        takes: &[
            ("id", Takes::Id(Named::Budget)),
            ("source", Takes::Id(Named::Source)),
            UNIT,
            PAD,
            AS,
        ],
        required: &["id"],
        block: false,
    },
    Signature {
        name: "cell",
        takes: &[
            ("table", Takes::Id(Named::Table)),
            ("row", Takes::Text),
            ("column", Takes::Text),
            UNIT,
            PAD,
            AS,
        ],
        required: &["table", "row", "column"],
        block: false,
    },
    Signature {
        name: "total",
        takes: &[
            ("table", Takes::Id(Named::Table)),
            ("column", Takes::Text),
            UNIT,
            PAD,
            AS,
        ],
        required: &["table", "column"],
        block: false,
    },
    Signature {
        name: "cite",
        takes: &[
            ("id", Takes::Id(Named::Legal)),
            ("form", Takes::Word(&["full", "dated", "short"])),
            ("date", Takes::Word(&["short", "long"])),
        ],
        required: &["id"],
        block: false,
    },
    Signature {
        name: "unit",
        takes: &[
            ("id", Takes::Id(Named::Unit)),
            ("form", Takes::Word(&["name", "short", "abbreviation"])),
        ],
        required: &["id"],
        block: false,
    },
    Signature {
        name: "ref",
        takes: &[("id", Takes::Id(Named::Place))],
        required: &["id"],
        block: false,
    },
    Signature {
        name: "table",
        takes: &[("id", Takes::Id(Named::Table))],
        required: &["id"],
        block: true,
    },
    Signature {
        name: "budget",
        takes: &[("by", Takes::Word(&["lines", "sources"]))],
        required: &[],
        block: true,
    },
    Signature {
        name: "indicators",
        takes: &[],
        required: &[],
        block: true,
    },
    Signature {
        name: "objectives",
        takes: &[GROUP],
        required: &[],
        block: true,
    },
    Signature {
        name: "responsibilities",
        takes: &[GROUP],
        required: &[],
        block: true,
    },
    Signature {
        name: "task_matrix",
        takes: &[],
        required: &[],
        block: true,
    },
    Signature {
        name: "timeline",
        takes: &[],
        required: &[],
        block: true,
    },
    Signature {
        name: "reporting",
        takes: &[],
        required: &[],
        block: true,
    },
];

/// The statements that prose can make.
pub const STATEMENTS: &[&str] = &["if", "elif", "else", "endif", "raw", "endraw"];

/// The filters that prose can use.
pub const FILTERS: &[&str] = &[
    "number",
    "words",
    "amount_in_words",
    "date",
    "date_long",
    "roman",
    "letter",
    "upper",
    "capitalize",
];

/// The variables that prose can use.
pub const VARIABLES: &[&str] = &["year", "until"];

/// The signature of a call.
#[must_use]
pub fn signature(name: &str) -> Option<&'static Signature> {
    SIGNATURES.iter().find(|signature| signature.name == name)
}

/// Whether an expression of a text has nothing but what prose can use. What has more is never run: it might
/// not end, or fill the memory.
#[must_use]
pub fn knows(text: &str, expression: &Expression) -> bool {
    let are = |ranges: Vec<Range<usize>>, is_known: &dyn Fn(&str) -> bool| {
        let mut words = ranges.into_iter();
        words.all(|range| text.get(range).is_some_and(is_known))
    };
    let calls = expression.calls().into_iter().map(|call| call.name);
    are(calls.collect(), &|name| signature(name).is_some())
        && are(expression.filters(), &|name| FILTERS.contains(&name))
        && are(expression.variables(), &|name| VARIABLES.contains(&name))
}

/// Whether all tags of a text have nothing but what prose can use.
#[must_use]
pub fn knows_all(text: &str, scan: &Scan) -> bool {
    let mut statements = scan.statements.iter();
    scan.unclosed.is_none()
        && statements.all(|(_, word)| STATEMENTS.contains(&word.as_str()))
        && scan.expressions.iter().all(|one| knows(text, one))
}
