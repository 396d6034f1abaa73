//! What a draft may lack and a released plan may not (khi ban hành).

use crate::checks::facts::word::word_at;
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words as said};
use crate::source::Span;
use crate::spec::UNDECIDED;
use std::ops::Range;

/// A value that is still to be decided.
pub const UNDECIDED_VALUE: Rule = Rule {
    code: Code::error("FRM010", "undecided-value"),
    ground: Ground::Format,
    what: said(
        "A value left to be decided at release",
        "Còn số liệu chưa xác định khi ban hành",
    ),
    why: said(
        "`TODO` stands for what is still to be decided. A draft may have it; a plan that is released may not. This rule \
         works only when a plan is checked for release.",
        "`TODO` là chỗ chưa chốt. Dự thảo được phép có, kế hoạch ban hành thì không. Quy tắc này chỉ xét khi kiểm tra để ban \
         hành.",
    ),
    wrong: "values = { 2025 = \"TODO\" }",
    right: "values = { 2025 = 84 }",
    check: Check::Release(check_undecided),
};

fn check_undecided(context: &Context<'_>, findings: &mut Findings) {
    let plan = context.plan;
    let own = plan.document.title.span.source;
    let tables = plan.tables.iter().filter_map(|table| table.rows.first());
    let mut sources: Vec<_> = tables.map(|row| row.span.source).chain([own]).collect();
    sources.sort_unstable();
    sources.dedup();
    for id in sources {
        let Some(source) = context.sources().get(id) else {
            continue;
        };
        let text = source.text();
        let comments = if id == own {
            comments(text)
        } else {
            Vec::new()
        };
        for (at, mark) in text.match_indices(UNDECIDED) {
            let whole = word_at(text, at).is_some_and(|word| word.text == mark);
            if !whole || comments.iter().any(|comment| comment.contains(&at)) {
                continue;
            }
            let message = Message::new("this is still to be decided", "chỗ này chưa chốt");
            findings.push(Finding::at(Span::new(id, at..at + mark.len()), message));
        }
    }
}

/// The comments of a TOML text: a `#` outside of strings, to the end of its line.
fn comments(text: &str) -> Vec<Range<usize>> {
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['#', '"', '\'']) {
        let start = at + next;
        let rest = &text[start..];
        at = if rest.starts_with('#') {
            let end = start + rest.find('\n').unwrap_or(rest.len());
            comments.push(start..end);
            end
        } else {
            let mut quotes = ["\"\"\"", "'''", "\"", "'"].into_iter();
            let quote = quotes.find(|quote| rest.starts_with(quote));
            start + string_end(rest, quote.unwrap_or_default())
        };
    }
    comments
}

/// The length of a string that begins with its quotation marks; only those of `"` know escapes.
fn string_end(text: &str, quote: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(quote.len()) {
        if !escaped && text[at..].starts_with(quote) {
            return at + quote.len();
        }
        escaped = !escaped && c == '\\' && quote.starts_with('"');
    }
    text.len()
}

/// A plan without number, date or signer.
pub const BLANK_HEAD: Rule = Rule {
    code: Code::error("FRM011", "blank-at-release"),
    ground: Ground::Law("issue"),
    what: said(
        "No number, no date or no signer at release",
        "Chưa có số, ngày ban hành hoặc người ký khi ban hành",
    ),
    why: said(
        "A draft leaves room for what the clerk fills in; a released document has a number, a date and its signer's name. \
         This rule works only when a plan is checked for release.",
        "Dự thảo để trống cho văn thư điền; văn bản ban hành phải có số, ngày tháng và họ tên người ký. Quy tắc này chỉ xét \
         khi kiểm tra để ban hành.",
    ),
    wrong: "year = 2026\ntitle = \"Giảm nghèo năm 2026\"",
    right: "year = 2026\nnumber = 15\ndate = 2026-01-20\ntitle = \"Giảm nghèo năm 2026\"",
    check: Check::Release(check_blank),
};

fn check_blank(context: &Context<'_>, findings: &mut Findings) {
    let head = &context.plan.document;
    let signer = context
        .signature
        .and_then(|signature| signature.name.as_ref());
    let blanks = [
        (head.number.is_none(), "number", "số", "`number = …`"),
        (head.date.is_none(), "date", "ngày ban hành", "`date = …`"),
        (
            signer.is_none(),
            "signer's name",
            "họ tên người ký",
            "`name` [signature]",
        ),
    ];
    for (_, en, vi, key) in blanks.into_iter().filter(|(blank, ..)| *blank) {
        let message = Message::new(
            format!("the plan has no {en}"),
            format!("kế hoạch chưa có {vi}"),
        );
        let help = Message::new(format!("fill in {key}"), format!("ghi {key}"));
        findings.push(Finding::at(head.title.span, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::comments;

    #[test]
    fn knows_comments() {
        for (text, wanted) in [
            ("# chờ chốt", &["# chờ chốt"][..]),
            ("a = 1 # một\nb = 2 # hai", &["# một", "# hai"]),
            ("a = \"# không\" # có", &["# có"]),
            ("a = '# không' # có", &["# có"]),
            ("a = \"vì \\\" # không\" # có", &["# có"]),
            ("a = \"vì \\\\\" # có", &["# có"]),
            ("a = 'vì \\' # có", &["# có"]),
            ("a = \"vì ' # không\" # có", &["# có"]),
            ("a = '''\n# không \"\n''' # có", &["# có"]),
            ("a = \"\"\"\n# không \" # không\n\"\"\" # có", &["# có"]),
            ("a = \"\" # có", &["# có"]),
            ("a = 1", &[]),
        ] {
            let found: Vec<_> = comments(text)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
