//! What inline calls print.

use super::citation::{DateStyle, Form, cite};
use super::compose::Composer;
use super::model::Inline;
use super::prose::Recorded;
use crate::diag::{Diagnostic, Message, code};
use crate::plan::{Cell, Column, GRAND_TOTAL, Indicator, Table};
use crate::source::Span;
use crate::spec::{Figure, Text, UNDECIDED};
use crate::vi;

/// Joins a number to its unit without a line break between them.
const NO_BREAK: char = '\u{A0}';

impl<'p> Composer<'p> {
    /// What an inline call prints; `span` is its tag.
    pub(super) fn inline(&mut self, call: &Recorded, span: Span) -> Vec<Inline> {
        match call.name {
            "value" => self.value(call, span),
            "amount" => self.amount(call, span),
            "cell" => self.cell(call, span),
            "total" => self.total(call, span),
            "cite" => self.citation(call, span),
            "unit" => self.unit_name(call, span),
            "ref" => {
                let id = call.text("id").unwrap_or_default().to_owned();
                vec![Inline::Reference { id }]
            }
            _ => Vec::new(),
        }
    }

    fn value(&mut self, call: &Recorded, span: Span) -> Vec<Inline> {
        let Some(indicator) = call.text("id").and_then(|id| self.index.indicator(id)) else {
            return Vec::new();
        };
        self.placed.indicators.insert(indicator.id.value.clone());
        let of = call.text("of").unwrap_or("value");
        let plan_year = self.plan.document.year.value;
        let figure = figure_of(indicator, of, call.number("year"), plan_year);
        let Some(figure) = figure else {
            let (id, year) = (&indicator.id.value, call.number("year"));
            let year = year.map_or_else(String::new, |year| format!(" {year}"));
            let (en, vi) = match of {
                "change" => ("change", "mức tăng giảm"),
                "target" => ("target value", "giá trị phấn đấu"),
                "target_change" => ("target change", "mức tăng giảm phấn đấu"),
                _ => ("value", "giá trị"),
            };
            self.fault(
                Diagnostic::new(
                    code::DANGLING,
                    span,
                    Message::new(
                        format!("indicator `{id}` has no {en}{year}"),
                        format!("chỉ tiêu `{id}` không có {vi}{year}"),
                    ),
                )
                .also(
                    indicator.id.span,
                    Message::new("the indicator", "chỉ tiêu này"),
                ),
            );
            return Vec::new();
        };
        let absolute = of.ends_with("change");
        let unit = indicator.unit.as_ref().map(Text::as_str);
        print(call, figure, unit, absolute, span)
    }

    fn amount(&mut self, call: &Recorded, span: Span) -> Vec<Inline> {
        self.placed.budget = true;
        let Some(budget) = &self.plan.budget else {
            return Vec::new();
        };
        let id = call.text("id").unwrap_or_default();
        let source = call.text("source");
        let found = if id == GRAND_TOTAL && source.is_none() {
            super::budget::grand_total(budget)
        } else if let Some(line) = self.index.line(id) {
            super::budget::line_amount(line, source)
        } else if let Some(found) = self.index.source(id) {
            super::budget::source_total(budget, found)
        } else {
            None
        };
        let Some(value) = found else {
            let message = Message::new(
                format!("`{id}` has no amount here"),
                format!("`{id}` không có số tiền ở đây"),
            );
            self.fault(Diagnostic::new(code::DANGLING, span, message));
            return Vec::new();
        };
        print(call, value, Some(budget.unit.as_str()), false, span)
    }

    fn cell(&mut self, call: &Recorded, span: Span) -> Vec<Inline> {
        let Some((table, column)) = self.table_column(call, span) else {
            return Vec::new();
        };
        let wanted = call.text("row").unwrap_or_default();
        let key = |row| {
            table
                .columns
                .first()
                .and_then(|first| table.cell(row, first))
        };
        let row = table
            .rows
            .iter()
            .find(|row| key(row).is_some_and(|cell| cell.text == wanted));
        let Some(row) = row else {
            let known: Vec<&str> = table
                .rows
                .iter()
                .filter_map(key)
                .map(|cell| cell.text.as_str())
                .collect();
            let message = Message::new(
                format!("table `{}` has no row `{wanted}`", table.id.value),
                format!("biểu `{}` không có dòng `{wanted}`", table.id.value),
            );
            self.fault(Diagnostic::new(code::DANGLING, span, message).suggest(wanted, known));
            return Vec::new();
        };
        let cell = table.cell(row, column);
        if cell.is_none_or(Cell::is_blank) {
            let message = Message::new(
                format!(
                    "table `{}` has nothing in row `{wanted}`, column `{}`",
                    table.id.value, column.id.value
                ),
                format!(
                    "biểu `{}` để trống ô ở dòng `{wanted}`, cột `{}`",
                    table.id.value, column.id.value
                ),
            );
            let place = cell.or_else(|| key(row)).map(|cell| cell.span);
            let fault = Diagnostic::new(code::DANGLING, span, message);
            self.fault(match place {
                Some(place) => fault.also(place, Message::new("here", "ở đây")),
                None => fault,
            });
        }
        print_cell(call, table, column, cell, span)
    }

    fn total(&mut self, call: &Recorded, span: Span) -> Vec<Inline> {
        let Some((table, column)) = self.table_column(call, span) else {
            return Vec::new();
        };
        let cell = table
            .total
            .as_ref()
            .and_then(|total| table.cell(total, column));
        if cell.is_none_or(Cell::is_blank) {
            let message = Message::new(
                format!(
                    "table `{}` states no total of `{}`",
                    table.id.value, column.id.value
                ),
                format!(
                    "biểu `{}` không ghi tổng của `{}`",
                    table.id.value, column.id.value
                ),
            );
            self.fault(Diagnostic::new(code::DANGLING, span, message));
        }
        print_cell(call, table, column, cell, span)
    }

    fn table_column(&mut self, call: &Recorded, span: Span) -> Option<(&'p Table, &'p Column)> {
        let index = self.index;
        let table = call.text("table").and_then(|id| index.table(id))?;
        self.placed.tables.insert(table.id.value.clone());
        let wanted = call.text("column").unwrap_or_default();
        let column = table
            .columns
            .iter()
            .find(|column| column.id.value == wanted);
        if column.is_none() {
            let message = Message::new(
                format!("table `{}` has no column `{wanted}`", table.id.value),
                format!("biểu `{}` không có cột `{wanted}`", table.id.value),
            );
            self.fault(Diagnostic::new(code::DANGLING, span, message).suggest(
                wanted,
                table.columns.iter().map(|column| column.id.as_str()),
            ));
        }
        column.map(|column| (table, column))
    }

    fn citation(&mut self, call: &Recorded, span: Span) -> Vec<Inline> {
        let Some(document) = call.text("id").and_then(|id| self.index.legal(id)) else {
            return Vec::new();
        };
        let again = self.cite_again(call.text("id").unwrap_or_default());
        let form = match call.text("form") {
            Some("full") => Form::Full,
            Some("dated") => Form::Dated,
            Some("short") => Form::Short,
            _ if again => Form::Short,
            _ => Form::Full,
        };
        let style = if call.text("date") == Some("long") {
            DateStyle::Long
        } else {
            DateStyle::Short
        };
        vec![Inline::made(cite(document, form, style, self.law), span)]
    }

    fn unit_name(&mut self, call: &Recorded, span: Span) -> Vec<Inline> {
        let Some(unit) = call.text("id").and_then(|id| self.index.unit(id)) else {
            return Vec::new();
        };
        let name = match call.text("form") {
            Some("short") => unit.short.as_ref(),
            Some("abbreviation") => unit.abbreviation.as_ref(),
            _ => None,
        };
        vec![Inline::made(name.unwrap_or(&unit.name).as_str(), span)]
    }
}

fn figure_of(indicator: &Indicator, of: &str, year: Option<i64>, plan: i16) -> Option<Figure> {
    let is_it = |own: i16| year.is_none_or(|year| year == i64::from(own));
    let last = |series: &[(i16, Figure)]| {
        let mut own = series.iter().rev();
        own.find(|(own, _)| is_it(*own)).map(|(_, figure)| *figure)
    };
    let target = indicator.target.as_ref();
    let target = target.filter(|target| is_it(target.year_in(plan)));
    match of {
        "target" => target
            .and_then(|target| target.value)
            .or_else(|| last(&indicator.targets)),
        "target_change" => target.and_then(|target| target.change),
        "change" => last(&indicator.changes),
        _ => last(&indicator.values),
    }
}

fn print_cell(
    call: &Recorded,
    table: &Table,
    column: &Column,
    cell: Option<&Cell>,
    span: Span,
) -> Vec<Inline> {
    let Some(cell) = cell else { return Vec::new() };
    if cell.number.is_none() && cell.text != UNDECIDED {
        return vec![Inline::made(&*cell.text, span)];
    }
    let unit = column
        .unit
        .as_ref()
        .or(table.unit.as_ref())
        .map(Text::as_str);
    print(call, Figure::from(cell), unit, false, span)
}

/// A number with its unit, as the call asks for it.
fn print(
    call: &Recorded,
    figure: Figure,
    unit: Option<&str>,
    absolute: bool,
    span: Span,
) -> Vec<Inline> {
    let unit = unit.filter(|_| call.truth("unit", true));
    let Some(value) = figure.value else {
        let unit = unit
            .map(|unit| format!("{NO_BREAK}{unit}"))
            .unwrap_or_default();
        return vec![Inline::todo(), Inline::text(unit)];
    };
    let value = if absolute { value.abs() } else { value };
    let number = match (call.text("as"), call.text("point")) {
        (Some("words"), _) => {
            vi::words::words(&value).unwrap_or_else(|| vi::number::format(&value))
        }
        (_, Some(".")) => vi::number::format_plain(&value, '.'),
        _ => vi::number::format(&value),
    };
    let number = pad(number, call.number("pad"));
    let words = match unit {
        None => number,
        Some(unit) if unit.starts_with(['%', '‰']) => format!("{number}{unit}"),
        Some(unit) => format!("{number}{NO_BREAK}{unit}"),
    };
    vec![Inline::made(words, span)]
}

/// Zeros before a whole number, as in «06 hộ».
fn pad(number: String, digits: Option<i64>) -> String {
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return number;
    }
    let digits = digits.and_then(|digits| usize::try_from(digits).ok());
    let missing = digits.unwrap_or(0).min(9).saturating_sub(number.len());
    format!("{}{number}", "0".repeat(missing))
}
