//! The calls that prose can make (`{{ value(id="ho_ngheo", year=2023) }}`): what they are named, what
//! they take, and whether the ids in them name something, checked before anything is rendered.

use super::prose::TemplateFault;
use super::scan::{self, Expression, Token};
use crate::diag::{Diagnostic, MOST, Message, code};
use crate::plan::{Index, Named};
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

/// Checks every expression of a text; `place` turns a range of the text into a span.
pub fn check(
    text: &str,
    index: &Index<'_>,
    place: &dyn Fn(Range<usize>) -> crate::source::Span,
) -> Vec<Diagnostic> {
    let scan::Scan {
        expressions,
        statements,
        unclosed,
        ..
    } = scan::scan(text);
    let mut faults: Vec<Diagnostic> = Vec::new();
    for (range, word) in statements.into_iter().take(MOST) {
        if !matches!(
            word.as_str(),
            "if" | "elif" | "else" | "endif" | "raw" | "endraw"
        ) {
            let message = Message::new(
                format!("prose has no `{word}`; it knows {{{{ … }}}} and {{% if … %}}"),
                format!("văn xuôi không có `{word}`; chỉ dùng được {{{{ … }}}} và {{% if … %}}"),
            );
            faults.push(Diagnostic::new(code::TEMPLATE, place(range), message));
        }
    }
    if let Some(range) = unclosed {
        faults.push(Diagnostic::new(
            code::TEMPLATE,
            place(range),
            Message::new("this is never closed", "chỗ mở này không được đóng lại"),
        ));
    }
    for expression in expressions {
        if faults.len() > MOST {
            break;
        }
        check_expression(text, &expression, index, place, &mut faults);
    }
    faults
}

/// The faults that only the engine sees: those in tags where [`check`] has `known` none.
pub fn engine_faults(
    text: &str,
    found: Vec<TemplateFault>,
    known: &[Diagnostic],
    place: &dyn Fn(Range<usize>) -> crate::source::Span,
) -> Vec<Diagnostic> {
    let tags = scan::scan(text).tags;
    let is_known = |fault: &TemplateFault| {
        let tag = tags.iter().find(|tag| tag.contains(&fault.range.start));
        let span = place(tag.cloned().unwrap_or(0..text.len()));
        let inside =
            |d: &Diagnostic| span.start <= d.primary.span.start && d.primary.span.start < span.end;
        known.iter().any(inside)
    };
    let new = found.into_iter().filter(|fault| !is_known(fault));
    new.map(|fault| {
        let message = Message::new(
            format!("the template fails: {}", fault.message),
            format!("lệnh trong văn xuôi bị lỗi: {}", fault.message),
        );
        Diagnostic::new(code::TEMPLATE, place(fault.range), message)
    })
    .collect()
}

fn check_expression(
    text: &str,
    expression: &Expression,
    index: &Index<'_>,
    place: &dyn Fn(Range<usize>) -> crate::source::Span,
    faults: &mut Vec<Diagnostic>,
) {
    let word = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    for call in expression.calls() {
        let name = word(&call.name);
        let Some(signature) = signature(name) else {
            let message = Message::new(
                format!("prose has no call `{name}`"),
                format!("không có lệnh `{name}`"),
            );
            faults.push(
                Diagnostic::new(code::TEMPLATE, place(call.name.clone()), message)
                    .suggest(name, SIGNATURES.iter().map(|s| s.name)),
            );
            continue;
        };
        for (key, value) in &call.arguments {
            let key_word = word(key);
            let Some((_, takes)) = signature.takes.iter().find(|(known, _)| *known == key_word)
            else {
                let message = Message::new(
                    format!("`{name}` takes no `{key_word}`"),
                    format!("`{name}` không có tham số `{key_word}`"),
                );
                faults.push(
                    Diagnostic::new(code::TEMPLATE, place(key.clone()), message)
                        .suggest(key_word, signature.takes.iter().map(|(known, _)| *known)),
                );
                continue;
            };
            check_argument(word(value), value, *takes, index, place, faults);
        }
        for missing in signature.required {
            if !call.arguments.iter().any(|(key, _)| word(key) == *missing) {
                faults.push(Diagnostic::new(
                    code::TEMPLATE,
                    place(call.name.clone()),
                    Message::new(
                        format!("`{name}` needs `{missing}`"),
                        format!("`{name}` cần có `{missing}`"),
                    ),
                ));
            }
        }
    }
    for variable in expression.variables() {
        let name = word(&variable);
        if !VARIABLES.contains(&name) {
            let message = Message::new(
                format!("prose has no variable `{name}`"),
                format!("không có biến `{name}`"),
            );
            faults.push(
                Diagnostic::new(code::TEMPLATE, place(variable.clone()), message)
                    .suggest(name, VARIABLES.iter().copied()),
            );
        }
    }
    for filter in expression.filters() {
        let name = word(&filter);
        if !FILTERS.contains(&name) {
            let message = Message::new(
                format!("prose has no filter `{name}`"),
                format!("không có bộ lọc `{name}`"),
            );
            faults.push(
                Diagnostic::new(code::TEMPLATE, place(filter.clone()), message)
                    .suggest(name, FILTERS.iter().copied()),
            );
        }
    }
}

fn check_argument(
    written: &str,
    range: &Range<usize>,
    takes: Takes,
    index: &Index<'_>,
    place: &dyn Fn(Range<usize>) -> crate::source::Span,
    faults: &mut Vec<Diagnostic>,
) {
    let Some(value) = Token::unquoted(written) else {
        return;
    };
    let inner = range.start + 1..range.end - 1;
    match takes {
        Takes::Id(named) if !index.has(named, value) => {
            faults.push(index.dangling(named, value, place(inner)));
        }
        Takes::Word(words) if !words.contains(&value) => {
            let all = words
                .iter()
                .map(|w| format!("\"{w}\""))
                .collect::<Vec<_>>()
                .join(", ");
            faults.push(Diagnostic::new(
                code::TEMPLATE,
                place(inner),
                Message::new(
                    format!("`{value}` is not one of {all}"),
                    format!("`{value}` không thuộc {all}"),
                ),
            ));
        }
        _ => {}
    }
}
