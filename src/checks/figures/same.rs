//! One thing with two figures (một việc, hai số liệu): in the text, and beside a row of a table.

use crate::checks::context::Context;
use crate::checks::facts::claim::{Claim, claims};
use crate::checks::facts::figure::{self, figure};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::document::passage::Passage;
use crate::plan::{Cell, Column, Table};
use crate::vi;
use crate::vi::unit::unit;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A place has two figures of one kind.
pub(super) const SAME: Rule = Rule {
    code: Code::warning("TAB024", "one-thing-two-figures"),
    ground: Ground::Arithmetic,
    what: words(
        "The text says two figures of one kind of one place, or another one than the table's row of that place",
        "Cùng một địa bàn, cùng một nội dung mà lời văn ghi hai số, hoặc ghi khác với dòng của địa bàn đó trong biểu",
    ),
    why: words(
        "«7.312 nhân khẩu của xã Minh Tân» and «Phường Minh Tân có 7.132 nhân khẩu» are one figure. Compared \
         only where the name, the words for what is counted and the year are the same; a rise, a task or a \
         share is another figure, and where there are three, nothing is said.",
        "«7.312 nhân khẩu của xã Minh Tân» và «Phường Minh Tân có 7.132 nhân khẩu» là một số liệu. Chỉ so khi \
         trùng tên, trùng nội dung đếm và trùng năm; số tăng, giảm, số giao, tỷ lệ là số liệu khác; có từ ba \
         số trở lên thì không xét.",
    ),
    wrong: "text = \"Xã Minh Tân có 7.312 nhân khẩu. Phường mới gồm 7.132 nhân khẩu của xã Minh Tân.\"",
    right: "text = \"Xã Minh Tân có 7.312 nhân khẩu. Phường mới gồm 7.312 nhân khẩu của xã Minh Tân.\"",
    check: Check::Plan(check),
};

/// What figures are compared by: the place, what is counted, the years.
type Measure = (String, String, Vec<i16>);

fn check(context: &Context<'_>, findings: &mut Findings) {
    let passages = context.facts.passages.iter().filter(|passage| {
        figure::is_prose(passage) && passage.text.bytes().any(|byte| byte.is_ascii_digit())
    });
    let mut all: BTreeMap<Measure, Vec<(&Passage, Claim)>> = BTreeMap::new();
    for passage in passages {
        for claim in claims(&passage.text) {
            let own = (
                claim.name.clone(),
                claim.counted.clone(),
                claim.years.clone(),
            );
            all.entry(own).or_default().push((passage, claim));
        }
    }
    for said in all.values() {
        findings.extend(two(said));
        findings.extend(in_tables(context, said));
    }
}

/// The second of two figures; none where there is one, or more than two.
fn two(said: &[(&Passage, Claim)]) -> Option<Finding> {
    let mut values: Vec<_> = said
        .iter()
        .map(|(_, claim)| claim.figure.in_base())
        .collect();
    values.sort_unstable();
    values.dedup();
    let [(first, one), ..] = said else {
        return None;
    };
    let is_other = |(_, other): &&(&Passage, Claim)| other.figure.in_base() != one.figure.in_base();
    let (passage, other) = said.iter().find(is_other).filter(|_| values.len() == 2)?;
    let says = figure::written(&passage.text, &other.figure);
    let before = figure::written(&first.text, &one.figure);
    let message = Message::new(
        format!("the text says {says} here, and {before} of the same place elsewhere"),
        format!("ở đây ghi {says}, chỗ khác ghi {before} cho cùng địa bàn"),
    );
    let place = other.figure.range.start..other.figure.end();
    let finding = figure::finding(passage, &place, message)?;
    let also = Message::new("said here", "đã ghi ở đây");
    let finding = figure::also(finding, first, &one.figure.range, also);
    Some(told(finding, other))
}

fn told(finding: Finding, claim: &Claim) -> Finding {
    finding
        .value("declared", claim.figure.value)
        .help(Message::new(
            "correct the one that is wrong",
            "sửa lại số nào ghi sai",
        ))
}

/// The figures that the row of their place has otherwise.
fn in_tables(context: &Context<'_>, said: &[(&Passage, Claim)]) -> Vec<Finding> {
    let Some((_, claim)) = said.first() else {
        return Vec::new();
    };
    let tables = context.plan.tables.iter();
    let cells: Vec<&Cell> = tables.filter_map(|table| cell(table, claim)).collect();
    let [cell] = cells[..] else {
        return Vec::new();
    };
    let Some(number) = cell.number else {
        return Vec::new();
    };
    let other = said
        .iter()
        .filter(|(_, claim)| claim.figure.in_base() != Some(number));
    let found = other.filter_map(|(passage, claim)| {
        let (says, shown) = (
            figure::written(&passage.text, &claim.figure),
            figure(number),
        );
        let message = Message::new(
            format!("the text says {says}, and the row of this place in the table {shown}"),
            format!("lời văn ghi {says}, dòng của địa bàn này trong biểu ghi {shown}"),
        );
        let place = claim.figure.range.start..claim.figure.end();
        let finding = figure::finding(passage, &place, message)?;
        let row = Message::new("the row", "dòng trong biểu");
        Some(told(finding.also(cell.span, row), claim))
    });
    found.collect()
}

/// The cell of a table that says what a claim says: in the one row of its place, in the one column of what it
/// counts.
fn cell<'p>(table: &'p Table, claim: &Claim) -> Option<&'p Cell> {
    let names = table
        .columns
        .iter()
        .find(|column| !column.is_numeric() && !is_number(column))?;
    let is_place = |cell: &Cell| {
        let name = vi::text::folded_name(&cell.text);
        name == claim.name || name.strip_suffix(&claim.name).is_some_and(is_head)
    };
    let rows = table.rows.iter();
    let mut rows = rows.filter(|row| table.cell(row, names).is_some_and(is_place));
    let row = rows.next().filter(|_| rows.next().is_none())?;
    let mut columns = table
        .columns
        .iter()
        .filter(|column| says(table, column, claim));
    let column = columns.next().filter(|_| columns.next().is_none())?;
    table.cell(row, column)
}

/// Whether what stands before a name is a word for its kind.
fn is_head(before: &str) -> bool {
    [
        "xã ",
        "phường ",
        "thị trấn ",
        "thôn ",
        "bản ",
        "huyện ",
        "tỉnh ",
    ]
    .contains(&before)
}

fn is_number(column: &Column) -> bool {
    let title = vi::text::folded_name(column.title.plain());
    ["stt", "tt", "số tt", "số thứ tự"].contains(&title.as_str())
}

/// Whether a column has what a claim counts, of its years.
fn says(table: &Table, column: &Column, claim: &Claim) -> bool {
    let own = column
        .unit
        .as_ref()
        .or(table.unit.as_ref())
        .map(crate::spec::Text::as_str);
    let Some(own) = own.map(vi::text::folded_name) else {
        return false;
    };
    let Some(more) = claim.counted.strip_prefix(&own) else {
        return false;
    };
    // Of what is counted in thousands the text says another number.
    let is_unit = unit(&own).is_none_or(|(_, factor)| factor == Decimal::ONE);
    let text = |prose: Option<&crate::spec::Prose>| {
        prose.map_or(String::new(), |own| vi::text::folded(own.plain()))
    };
    let title = format!(
        "{} {}",
        text(column.group.as_ref()),
        vi::text::folded(column.title.plain())
    );
    let of_table = text(table.title.as_ref());
    let years = |text: &str| figure::years(text).collect::<Vec<i16>>();
    let years = match years(&title) {
        own if own.is_empty() => years(&of_table),
        own => own,
    };
    let is_more = more.is_empty() || more.starts_with(' ') && title.contains(&claim.counted);
    is_unit && is_more && years == claim.years
}
