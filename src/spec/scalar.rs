//! Single values: text, numbers, dates, truth, lists.

use super::allow::Allow;
use super::characters;
use super::schema::Book;
use super::value::{Day, Figure, Moment, Text, UNDECIDED};
use crate::diag::{Diagnostic, Message, code};
use crate::source::{SourceId, Span};
use crate::vi;
use crate::vi::number::{NumberError, Reading};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

/// A value of the TOML tree with its place.
pub type Node<'i> = Spanned<DeValue<'i>>;

/// A type that a TOML value is read into.
pub trait Value: Sized {
    /// Reads the value; nothing where it does not fit, which has then been reported.
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self>;

    /// What fits, as JSON Schema.
    fn schema(book: &mut Book) -> Json;
}

/// What reading a file has come to so far.
#[derive(Debug)]
pub struct Reader {
    source: SourceId,
    pub(super) text: String,
    diagnostics: Vec<Diagnostic>,
    allows: Vec<Allow>,
}

impl Reader {
    pub(super) fn new(source: SourceId, text: &str) -> Self {
        Self {
            source,
            text: text.to_owned(),
            diagnostics: Vec::new(),
            allows: Vec::new(),
        }
    }

    /// Reports a fault.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A range of the file as a span.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range)
    }

    pub(super) fn allow(&mut self, allow: Allow) {
        self.allows.push(allow);
    }

    pub(super) fn finish(self) -> (Vec<Diagnostic>, Vec<Allow>) {
        (self.diagnostics, self.allows)
    }

    /// Reports a value of the wrong type; what was expected is said in both languages.
    pub fn wrong_type<T>(
        &mut self,
        span: Span,
        found: &DeValue<'_>,
        en: &str,
        vi: &str,
    ) -> Option<T> {
        let (found_en, found_vi) = type_name(found);
        self.push(Diagnostic::new(
            code::WRONG_TYPE,
            span,
            Message::new(
                format!("{en} is expected here, not {found_en}"),
                format!("ở đây cần {vi}, không phải {found_vi}"),
            ),
        ));
        None
    }
}

fn type_name(value: &DeValue<'_>) -> (&'static str, &'static str) {
    match value {
        DeValue::String(_) => ("a text", "một chuỗi"),
        DeValue::Integer(_) => ("a whole number", "một số nguyên"),
        DeValue::Float(_) => ("a number with decimals", "một số thập phân"),
        DeValue::Boolean(_) => ("true or false", "true hoặc false"),
        DeValue::Datetime(_) => ("a date", "một ngày"),
        DeValue::Array(_) => ("a list", "một danh sách"),
        DeValue::Table(_) => ("a table", "một bảng"),
    }
}

impl Value for Text {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
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

    fn schema(_: &mut Book) -> Json {
        json!({ "type": "string" })
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
mod tests {
    use super::*;
    use crate::diag::Lang;
    use crate::source::{Source, Sources};
    use crate::spec::{Fields, Table, Year, doc, read};

    /// A table with a key for each kind of value.
    struct Sample {
        moment: Option<Moment>,
        day: Option<Day>,
        year: Option<Year>,
        count: Option<u32>,
        amount: Option<Figure>,
        share: Option<Figure>,
        by_year: Vec<(i16, Figure)>,
        text: Option<Text>,
    }

    impl Table for Sample {
        const NAME: &'static str = "sample";

        fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
            let doc = doc("", "");
            Some(Self {
                moment: f.optional("moment", doc),
                day: f.optional("day", doc),
                year: f.optional("year", doc),
                count: f.optional("count", doc),
                amount: f.figure("amount", Expect::Amount, doc),
                share: f.figure("share", Expect::Ratio, doc),
                by_year: f.figures_by_year("by_year", Expect::Amount, doc),
                text: f.optional("text", doc),
            })
        }
    }

    /// A line of a file as it is read, and what is wrong with it.
    fn sample(line: &str) -> (Sample, Vec<String>) {
        let id = Sources::default().add(Source::new("a.toml".into(), line.to_owned()));
        let reading = read::<Sample>(id, line);
        let faults = reading.diagnostics.iter();
        let faults = faults.map(|fault| fault.message.text(Lang::En).to_owned());
        (reading.value.unwrap(), faults.collect())
    }

    #[test]
    fn years_are_of_the_republic_and_near_it() {
        for (written, read) in [
            ("1944", None),
            ("1945", Some(1945)),
            ("2199", Some(2199)),
            ("2200", None),
            ("02025", None),
            ("+2025", None),
            ("202", None),
            ("20_25", None),
        ] {
            assert_eq!(year(written), read, "{written}");
        }
        let (sample, faults) = sample("year = 2199\nby_year = { 1945 = 1, 2199 = 2 }");
        assert_eq!(faults, [""; 0]);
        assert_eq!(sample.year.unwrap().value, 2199);
        assert_eq!(sample.by_year.len(), 2);
    }

    #[test]
    fn numbers_by_year_stand_in_the_order_of_the_years() {
        let (sample, faults) =
            sample("by_year = { 2024 = 57, 2022 = 109, 2023 = 84, \"2021\" = \"TODO\" }");
        assert_eq!(faults, [""; 0]);
        let years: Vec<i16> = sample.by_year.iter().map(|(year, _)| *year).collect();
        assert_eq!(years, [2021, 2022, 2023, 2024]);
        assert_eq!(sample.by_year[0].1.value, None);
        assert_eq!(sample.by_year[1].1.value, Some(109.into()));
    }

    #[test]
    fn a_number_that_cannot_be_read_keeps_its_year() {
        let (sample, faults) = sample("by_year = { 2023 = \"tám\", 2024 = 80 }");
        assert_eq!(faults, ["`tám` is not a number"]);
        assert_eq!(sample.by_year.len(), 2);
        assert_eq!(sample.by_year[0].1.value, None);
    }

    fn moment(written: &str) -> Option<(i16, Option<i8>, Option<i8>)> {
        let (sample, _) = sample(&format!("moment = {written}"));
        sample.moment.map(|moment| match moment {
            Moment::Day(day) => (
                day.date.year(),
                Some(day.date.month()),
                Some(day.date.day()),
            ),
            other => (other.year(), other.month(), None),
        })
    }

    #[test]
    fn a_moment_is_as_precise_as_it_is_written() {
        let day = Some((2024, Some(2), Some(5)));
        for written in [
            "2024-02-05",
            "\"2024-02-05\"",
            "\"05/02/2024\"",
            "\" 5-2-2024 \"",
        ] {
            assert_eq!(moment(written), day, "{written}");
        }
        let month = |month| Some((2024, Some(month), None));
        for written in [
            "\"2024-02\"",
            "\"02/2024\"",
            "\"2/2024\"",
            "\"2024/02\"",
            "\" 02-2024 \"",
        ] {
            assert_eq!(moment(written), month(2), "{written}");
        }
        assert_eq!(moment("\"01/2024\""), month(1));
        assert_eq!(moment("\"12/2024\""), month(12));
        for written in ["2024", "\"2024\"", "\" 2024 \""] {
            assert_eq!(moment(written), Some((2024, None, None)), "{written}");
        }
        for written in [
            "\"0/2024\"",
            "\"13/2024\"",
            "\"02/24\"",
            "\"02/1944\"",
            "\"24\"",
            "24",
            "1944",
        ] {
            assert_eq!(moment(written), None, "{written}");
        }
    }

    #[test]
    fn three_numbers_are_a_day_that_the_calendar_may_not_have() {
        let said = |written: &str| sample(&format!("moment = \"{written}\"")).1;
        for written in ["31/04/2025", "31-04-2025", "31.04.2025", "2025-02-30"] {
            let fault = format!("there is no day `{written}` in the calendar");
            assert_eq!(said(written), [fault], "{written}");
        }
        for written in ["31/04", "31/tư/2025", "31//2025", "1/2/3/2025"] {
            let faults = said(written);
            assert!(faults[0].starts_with("not a date: write"), "{faults:?}");
        }
    }

    #[test]
    fn a_day_is_no_month_and_no_year() {
        let (read, faults) = sample("day = \"02/2024\"");
        assert_eq!(
            (read.day, faults.as_slice()),
            (None, &["not a date: a day is expected".to_owned()][..])
        );
        assert_eq!(sample("day = 2024").1, ["not a date: a day is expected"]);
        assert!(sample("day = 2024-02-05").0.day.is_some());
    }

    #[test]
    fn whole_numbers_from_zero_in_every_notation_of_toml() {
        let count = |written: &str| sample(&format!("count = {written}")).0.count;
        assert_eq!(count("0"), Some(0));
        assert_eq!(count("4294967295"), Some(u32::MAX));
        assert_eq!(count("4294967296"), None);
        assert_eq!(count("-1"), None);
        assert_eq!(count("0x1F"), Some(31));
        assert_eq!(count("0b11"), Some(3));
    }

    #[test]
    fn numbers_are_exact_or_not_at_all() {
        let amount = |written: &str| {
            let figure = sample(&format!("amount = {written}")).0.amount;
            figure.map(|figure| figure.value.map(|value| value.to_string()))
        };
        let read = |text: &str| Some(Some(text.to_owned()));
        assert_eq!(amount("-12"), read("-12"));
        assert_eq!(amount("1_234.50"), read("1234.50"));
        assert_eq!(amount("\"TODO\""), Some(None));
        assert_eq!(amount("\"todo\""), None);
        assert_eq!(amount("0x10"), None);
        assert_eq!(amount("1e3"), None);
        assert_eq!(amount("nan"), None);
        assert_eq!(amount("\"1.609\""), read("1609"));
        assert_eq!(sample("share = \"1.609\"").0.share, None);
        assert_eq!(sample("share = \"1,609\"").1, [""; 0]);
    }

    #[test]
    fn a_unit_with_a_sign_of_shares_makes_a_ratio() {
        let of = |unit: &str| {
            let (sample, _) = sample(&format!("text = \"{unit}\""));
            Expect::of_unit(sample.text.as_ref())
        };
        assert_eq!(of("%"), Expect::Ratio);
        assert_eq!(of("% số hộ"), Expect::Ratio);
        assert_eq!(of("‰"), Expect::Ratio);
        assert_eq!(of("hộ"), Expect::Amount);
        assert_eq!(Expect::of_unit(None), Expect::Amount);
    }

    #[test]
    fn letters_whose_marks_stand_apart_are_read_composed() {
        let (sample, faults) = sample("text = \"hộ nghe\u{300}o\"");
        assert_eq!(faults, [""; 0]);
        assert_eq!(sample.text.unwrap().value, "hộ nghèo");
    }
}
