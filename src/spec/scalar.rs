//! Single values: text, numbers, dates, truth, lists.

use super::book::Book;
use super::characters;
use super::markup::{self, Printed};
use super::reader::{Node, Reader, Value};
use super::said::Said;
use super::value::{Day, Figure, FilePath, Moment, OneOrMany, Text, UNDECIDED, Year};
use super::word::word;
use crate::diag::{Diagnostic, Message, code};
use crate::source::Span;
use crate::vi;
use crate::vi::number::{NumberError, Reading};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use toml::de::DeValue;

impl Text {
    /// Reads a text in which any mark may stand.
    pub(super) fn verbatim(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let span = reader.span(node.span());
        match node.get_ref() {
            DeValue::String(value) if characters::are_usual(value) => Some(Text {
                value: value.to_string(),
                span,
            }),
            DeValue::String(value) => {
                characters::report(value, span, reader);
                Some(Text {
                    value: vi::text::nfc(value).into_owned(),
                    span,
                })
            }
            other => {
                reader.wrong_type(span, other, "a text in quotes", "một chuỗi trong ngoặc kép")
            }
        }
    }
}

/// A text that prints as it is written, so that markup in it is a fault.
impl Value for Text {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let text = Self::verbatim(node, reader)?;
        markup::report(&text, markup::in_plain(&text.value), Printed::Plain, reader);
        Some(text)
    }

    fn schema(_: &mut Book) -> Json {
        json!({ "type": "string" })
    }

    fn said(&self) -> Option<Said> {
        Some(Said::Text(self.clone()))
    }
}

impl Value for FilePath {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        Text::verbatim(node, reader).map(FilePath)
    }

    fn schema(book: &mut Book) -> Json {
        Text::schema(book)
    }

    fn said(&self) -> Option<Said> {
        self.0.said()
    }
}

impl Value for bool {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        match node.get_ref() {
            DeValue::Boolean(value) => Some(*value),
            other => reader.wrong_type(
                reader.span(node.span()),
                other,
                "true or false",
                "true hoặc false",
            ),
        }
    }

    fn schema(_: &mut Book) -> Json {
        json!({ "type": "boolean" })
    }

    fn said(&self) -> Option<Said> {
        Some(Said::Word(if *self {
            word("true", "yes", "có")
        } else {
            word("false", "no", "không")
        }))
    }
}

impl Value for u32 {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let span = reader.span(node.span());
        let number = match node.get_ref() {
            DeValue::Integer(value) => u32::from_str_radix(value.as_str(), value.radix()).ok(),
            _ => None,
        };
        number.or_else(|| {
            let (en, vi) = (
                "a whole number from 0 to 4294967295",
                "một số nguyên từ 0 đến 4294967295",
            );
            let DeValue::Integer(value) = node.get_ref() else {
                return reader.wrong_type(span, node.get_ref(), en, vi);
            };
            reader.push(Diagnostic::new(
                code::WRONG_TYPE,
                span,
                Message::new(
                    format!("{en} is expected here, not {}", value.as_str()),
                    format!("ở đây cần {vi}, không phải {}", value.as_str()),
                ),
            ));
            None
        })
    }

    fn schema(_: &mut Book) -> Json {
        json!({ "type": "integer", "minimum": 0 })
    }

    fn said(&self) -> Option<Said> {
        Some(Said::Count(*self))
    }
}

impl<T: Value> Value for Vec<T> {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        match node.get_ref() {
            DeValue::Array(items) => Some(
                items
                    .iter()
                    .filter_map(|item| T::read(item, reader))
                    .collect(),
            ),
            other => reader.wrong_type(
                reader.span(node.span()),
                other,
                "a list in square brackets",
                "một danh sách trong ngoặc vuông",
            ),
        }
    }

    fn schema(book: &mut Book) -> Json {
        json!({ "type": "array", "items": T::schema(book) })
    }

    fn said(&self) -> Option<Said> {
        let said: Vec<Said> = self.iter().filter_map(T::said).collect();
        (!said.is_empty()).then_some(Said::List(said))
    }
}

impl Value for Day {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        match Moment::read(node, reader)? {
            Moment::Day(day) => Some(day),
            Moment::Month { span, .. } | Moment::Year { span, .. } => {
                reader.push(not_a_date(span, "a day is expected", "cần một ngày"));
                None
            }
        }
    }

    fn schema(_: &mut Book) -> Json {
        json!({ "type": "string" })
    }

    fn said(&self) -> Option<Said> {
        Moment::Day(*self).said()
    }
}

impl Value for Moment {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let span = reader.span(node.span());
        match node.get_ref() {
            DeValue::Datetime(value) => {
                let Some(date) = value.date.filter(|_| value.time.is_none()) else {
                    reader.push(not_a_date(span, "a day without a time", "một ngày, không có giờ"));
                    return None;
                };
                let year = i16::try_from(date.year).ok();
                let month = i8::try_from(date.month).ok();
                let day = i8::try_from(date.day).ok();
                let date = Date::new(year?, month?, day?).ok();
                if date.is_none() {
                    reader.push(not_a_date(span, "no such day in the calendar", "không có ngày này"));
                }
                date.map(|date| Moment::Day(Day { date, span }))
            }
            DeValue::Integer(value) => {
                let year = year(value.as_str());
                if year.is_none() {
                    reader.push(not_a_date(span, "a year of four digits", "năm gồm bốn chữ số"));
                }
                year.map(|year| Moment::Year { year, span })
            }
            DeValue::String(text) => moment(text, span).or_else(|| {
                if let [a, b, c] = text.split(['/', '-', '.']).collect::<Vec<_>>().as_slice()
                    && [a, b, c].iter().all(|part| {
                        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
                    })
                {
                    reader.push(no_such_day(span, text));
                    return None;
                }
                reader.push(not_a_date(
                    span,
                    "write `2024-02-05` without quotes, or \"05/02/2024\", \"2024-02\", \"02/2024\"",
                    "viết `2024-02-05` không có ngoặc, hoặc \"05/02/2024\", \"2024-02\", \"02/2024\"",
                ));
                None
            }),
            other => reader.wrong_type(span, other, "a date", "một ngày"),
        }
    }

    fn schema(_: &mut Book) -> Json {
        json!({ "type": ["string", "integer"] })
    }

    fn said(&self) -> Option<Said> {
        Some(Said::Moment(*self))
    }
}

impl Value for Year {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let span = reader.span(node.span());
        let DeValue::Integer(number) = node.get_ref() else {
            return reader.wrong_type(span, node.get_ref(), "a year", "một năm");
        };
        let value = year(number.as_str());
        if value.is_none() {
            let text = number.as_str().to_owned();
            reader.push(not_a_year(&Text { value: text, span }));
        }
        value.map(|value| Self { value, span })
    }

    fn schema(_: &mut Book) -> Json {
        json!({ "type": "integer", "minimum": 1945, "maximum": 2199 })
    }

    fn said(&self) -> Option<Said> {
        Some(Said::Year(self.value))
    }
}

impl<T: Value> Value for OneOrMany<T> {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        match node.get_ref() {
            DeValue::Array(_) => Vec::read(node, reader).map(Self),
            _ => T::read(node, reader).map(|one| Self(vec![one])),
        }
    }

    fn schema(_: &mut Book) -> Json {
        json!({ "type": ["string", "array"], "items": { "type": "string" } })
    }

    fn said(&self) -> Option<Said> {
        let said: Vec<Said> = self.iter().filter_map(T::said).collect();
        (!said.is_empty()).then_some(Said::Several(said))
    }
}

fn moment(text: &str, span: Span) -> Option<Moment> {
    let text = text.trim();
    if let Ok(date) = text.parse::<Date>() {
        return Some(Moment::Day(Day { date, span }));
    }
    if let Some(date) = vi::date::parse(text) {
        return Some(Moment::Day(Day { date, span }));
    }
    if let Some((first, second)) = text.split_once(['-', '/']) {
        let (year_text, month_text) = if first.len() == 4 {
            (first, second)
        } else {
            (second, first)
        };
        let month: i8 = month_text.parse().ok().filter(|m| (1..=12).contains(m))?;
        return Some(Moment::Month {
            year: year(year_text)?,
            month,
            span,
        });
    }
    year(text).map(|year| Moment::Year { year, span })
}

/// The fault of a day that no calendar has.
pub(super) fn no_such_day(span: Span, date: &str) -> Diagnostic {
    Diagnostic::new(
        code::DATE,
        span,
        Message::new(
            format!("there is no day `{date}` in the calendar"),
            format!("không có ngày `{date}` trong lịch"),
        ),
    )
}

fn not_a_date(span: Span, en: &str, vi: &str) -> Diagnostic {
    Diagnostic::new(
        code::DATE,
        span,
        Message::new(
            format!("not a date: {en}"),
            format!("không phải ngày tháng: {vi}"),
        ),
    )
}

/// A year of the republic or near it, which keeps a mistyped key from passing for one.
pub(super) fn year(text: &str) -> Option<i16> {
    let four = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|year| four && (1945..=2199).contains(year))
}

pub(super) fn not_a_year(key: &Text) -> Diagnostic {
    Diagnostic::new(
        code::VALUE,
        key.span,
        Message::new(
            format!("`{}` is not a year from 1945 to 2199", key.value),
            format!("`{}` không phải là năm từ 1945 đến 2199", key.value),
        ),
    )
}

/// What a number stands for, which decides how `"1.609"` is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// A count or an amount: dots group thousands.
    Amount,
    /// A ratio: `"1.609"` could be 1,609 % or a slip, so it is refused.
    Ratio,
}

impl Expect {
    /// What numbers of a unit of measure (đơn vị tính) are.
    #[must_use]
    pub fn of_unit(unit: Option<&Text>) -> Self {
        match unit {
            Some(unit) if unit.value.contains(['%', '‰']) => Self::Ratio,
            _ => Self::Amount,
        }
    }
}

pub(super) fn figure(node: &Node<'_>, expect: Expect, reader: &mut Reader) -> Option<Figure> {
    let span = reader.span(node.span());
    let value = match node.get_ref() {
        DeValue::Integer(value) if value.radix() == 10 => exact(value.as_str()),
        DeValue::Integer(_) => None,
        DeValue::Float(value) => exact(value.as_str()),
        DeValue::String(text) if text == UNDECIDED => return Some(Figure { value: None, span }),
        DeValue::String(text) => match read_written(text, expect) {
            Ok(value) => Some(value),
            Err(message) => {
                reader.push(Diagnostic::new(code::NUMBER, span, message));
                return None;
            }
        },
        other => return reader.wrong_type(span, other, "a number", "một số"),
    };
    if value.is_none() {
        reader.push(Diagnostic::new(
            code::NUMBER,
            span,
            Message::new(
                "this number cannot be held exactly: at most 28 decimal digits, no exponent, inf or nan",
                "không giữ được chính xác số này: tối đa 28 chữ số thập phân, không dùng số mũ, inf, nan",
            ),
        ));
    }
    value.map(|value| Figure {
        value: Some(value),
        span,
    })
}

/// A number of the TOML text, exact or not at all.
fn exact(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(&text.replace('_', "")).ok()
}

/// The number that a text in Vietnamese notation is, or why it is none.
///
/// # Errors
/// A sentence for the user: the text is no number, has English notation, or can be read in two ways.
pub fn read_written(text: &str, expect: Expect) -> Result<Decimal, Message> {
    let fault = |en: String, vi: String| Err(Message::new(en, vi));
    match vi::number::parse(text) {
        Ok(Reading::Exact(value)) => Ok(value),
        Ok(Reading::Ambiguous { grouped, .. }) if expect == Expect::Amount => Ok(grouped),
        Ok(Reading::Ambiguous { grouped, decimal }) => {
            let (grouped, decimal) = (grouped.to_string(), vi::number::format(&decimal));
            fault(
                format!(
                    "`{text}` can be read as {grouped} or as \"{decimal}\"; write the one meant"
                ),
                format!(
                    "`{text}` có thể hiểu là {grouped} hoặc \"{decimal}\"; hãy viết rõ số muốn nói"
                ),
            )
        }
        Err(NumberError::EnglishNotation(value)) => {
            let right = vi::number::format(&value);
            fault(
                format!("`{text}` has a decimal point; write \"{right}\""),
                format!("`{text}` dùng dấu chấm thập phân; hãy viết \"{right}\""),
            )
        }
        Err(NumberError::BadGrouping) => fault(
            format!("`{text}` groups its digits wrongly; dots part groups of three"),
            format!("`{text}` tách nhóm chữ số sai; dấu chấm tách từng nhóm ba chữ số"),
        ),
        Err(NumberError::TooLarge) => fault(
            format!("`{text}` has more digits than can be held exactly (28)"),
            format!("`{text}` có nhiều chữ số hơn mức giữ được chính xác (28)"),
        ),
        Err(NumberError::Empty | NumberError::NotANumber) => fault(
            format!("`{text}` is not a number"),
            format!("`{text}` không phải là số"),
        ),
    }
}

pub(super) fn figures(
    node: &Node<'_>,
    expect: Expect,
    reader: &mut Reader,
) -> Option<Vec<(Text, Figure)>> {
    let DeValue::Table(table) = node.get_ref() else {
        let (en, vi) = ("a table of numbers", "một bảng các số");
        return reader.wrong_type(reader.span(node.span()), node.get_ref(), en, vi);
    };
    let mut figures = Vec::new();
    for (key, value) in table {
        // One that cannot be read has been reported, and is there all the same.
        let unreadable = Figure {
            value: None,
            span: reader.span(value.span()),
        };
        let figure = figure(value, expect, reader).unwrap_or(unreadable);
        let span = reader.span(key.span());
        figures.push((
            Text {
                value: key.get_ref().to_string(),
                span,
            },
            figure,
        ));
    }
    Some(figures)
}

pub(super) fn figure_schema(_: &mut Book) -> Json {
    json!({ "type": ["number", "string"] })
}

#[cfg(test)]
mod tests;
