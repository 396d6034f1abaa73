//! Prose, first stage: Tera.
//!
//! A call does not print; it leaves a mark and is recorded, and what it prints is decided when the
//! document is composed, in reading order. Marks of a second kind say where in the template the text
//! goes on, so that every character of the result leads back to the plan.

use super::call::{self, SIGNATURES};
use crate::diag::MOST;
use crate::spec::Prose;
use crate::spec::scan::{Expression, Scan};
use crate::vi;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use tera::{Context, Error, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

const CALL: char = '\u{E000}';
const CALL_END: char = '\u{E001}';
const PLACE: char = '\u{E002}';
const PLACE_END: char = '\u{E003}';

/// The most tags that are run alone to find where a text fails.
const TRIED: usize = 1000;

/// An argument of a recorded call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// true or false.
    Truth(bool),
}

/// A call that prose made.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Its name.
    pub name: &'static str,
    /// Whether it makes paragraphs or a table.
    pub block: bool,
    arguments: BTreeMap<String, Argument>,
}

impl Recorded {
    /// The text given for an argument.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.arguments.get(key) {
            Some(Argument::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The number given for an argument.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<i64> {
        match self.arguments.get(key) {
            Some(Argument::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// Whether an argument is true, with a default where it is not given.
    #[must_use]
    pub fn truth(&self, key: &str, default: bool) -> bool {
        match self.arguments.get(key) {
            Some(Argument::Truth(truth)) => *truth,
            _ => default,
        }
    }
}

/// A text after Tera, before Markdown.
#[derive(Debug)]
pub struct Rendered {
    /// The text with marks where calls stand.
    pub text: String,
    /// The calls, in the order in which they were made.
    pub calls: Vec<Recorded>,
    /// Where runs of the text begin in the template: offset here, offset there.
    places: Vec<(usize, usize)>,
    /// The tags of the template.
    tags: Vec<Range<usize>>,
}

/// A run of a rendered text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its characters in the text.
    pub here: Range<usize>,
    /// Where the template has them, or the tag that printed them.
    pub there: Range<usize>,
    /// Whether a tag printed it.
    pub made: bool,
}

impl Rendered {
    /// The range of the template that a range of the text comes from.
    #[must_use]
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    /// The runs that a range of the text consists of: what stands in the template, character by
    /// character, and what its tags printed.
    #[must_use]
    pub fn runs(&self, range: Range<usize>) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let next = self.places.partition_point(|(here, _)| *here <= at);
            let (here, there) = next.checked_sub(1).map_or((0, 0), |last| self.places[last]);
            let end = self.places.get(next).map_or(usize::MAX, |(here, _)| *here);
            let tag = self.tags.partition_point(|tag| tag.start < there);
            let tag = self.tags.get(tag);
            let written = tag.map_or(usize::MAX, |tag| here + tag.start - there);
            let end = end.min(range.end);
            let run = match tag {
                Some(tag) if at >= written => Run {
                    here: at..end,
                    there: tag.clone(),
                    made: true,
                },
                _ => {
                    let (end, start) = (end.min(written), there + at - here);
                    Run {
                        here: at..end,
                        there: start..start + end - at,
                        made: false,
                    }
                }
            };
            at = run.here.end;
            runs.push(run);
        }
        runs
    }

    fn offset(&self, at: usize) -> usize {
        let next = self.places.partition_point(|(here, _)| *here <= at);
        let (here, there) = next.checked_sub(1).map_or((0, 0), |last| self.places[last]);
        let limit = self
            .places
            .get(next)
            .map_or(usize::MAX, |(_, there)| *there);
        (there + at - here).min(limit)
    }
}

/// A fault that Tera found, with its range in the template.
#[derive(Debug)]
pub struct TemplateFault {
    /// Where.
    pub range: Range<usize>,
    /// What, in Tera's English.
    pub message: String,
}

/// The template engine of one plan's prose.
pub struct Engine {
    tera: Tera,
    context: Context,
    calls: Arc<Mutex<Vec<Recorded>>>,
}

impl Engine {
    /// An engine with the plan's calls, filters and variables.
    #[must_use]
    pub fn new(year: i16, until: Option<i16>) -> Self {
        let mut tera = Tera::default();
        let calls = Arc::new(Mutex::new(Vec::new()));
        for signature in SIGNATURES {
            let calls = Arc::clone(&calls);
            tera.register_function(signature.name, move |given: Kwargs, _: &State| {
                record(&calls, signature, &given)
            });
        }
        filters(&mut tera, &calls);
        let mut context = Context::new();
        context.insert("year", &year);
        context.insert("until", &until.unwrap_or(year));
        Self {
            tera,
            context,
            calls,
        }
    }

    /// Renders a text with its tags, which `scan` has found. Tags with what prose cannot use are not run.
    ///
    /// # Errors
    /// The faults that Tera meets: in each tag the first, in what tags make together the first.
    pub fn render(&self, template: &str, scan: &Scan) -> Result<Rendered, Vec<TemplateFault>> {
        let template = without_marks(template);
        let mut whole = None;
        if call::knows_all(&template, scan) {
            match self.render_whole(&template, &scan.tags) {
                Ok(rendered) => return Ok(rendered),
                Err(fault) => whole = Some(fault),
            }
        }
        let of_tag = |expression: &Expression| {
            let tag = &expression.tag;
            let alone = template.get(tag.clone())?;
            let runs = alone.starts_with("{{")
                && alone.ends_with("}}")
                && call::knows(&template, expression);
            let fault = runs.then(|| {
                self.render_whole(alone, std::slice::from_ref(&(0..alone.len())))
                    .err()
            })??;
            Some(TemplateFault {
                range: tag.start + fault.range.start..tag.start + fault.range.end,
                ..fault
            })
        };
        let tried = scan.expressions.iter().take(TRIED);
        let mut faults: Vec<TemplateFault> = tried.filter_map(of_tag).take(MOST).collect();
        let is_told = |whole: &TemplateFault| {
            let mut starts = faults.iter().map(|fault| fault.range.start);
            starts.any(|start| start == whole.range.start)
        };
        faults.extend(whole.filter(|whole| !is_told(whole)));
        Err(faults)
    }

    fn render_whole(
        &self,
        template: &str,
        tags: &[Range<usize>],
    ) -> Result<Rendered, TemplateFault> {
        if tags.is_empty() && !template.contains('{') {
            return Ok(Rendered {
                text: template.to_owned(),
                calls: Vec::new(),
                places: Vec::new(),
                tags: Vec::new(),
            });
        }
        self.calls
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
        let marked = mark(template, tags);
        let output = self
            .tera
            .render_str(&marked, &self.context, false)
            .map_err(|error| fault(&error, &marked))?;
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        let (text, places) = unmark(&output);
        Ok(Rendered {
            text,
            calls: std::mem::take(&mut *calls),
            places,
            tags: tags.to_vec(),
        })
    }
}

/// The text of a call's mark.
pub fn call_mark(index: usize) -> String {
    format!("{CALL}{index}{CALL_END}")
}

/// Splits a text at the marks of calls: what is written, or the index of a call.
pub fn pieces(text: &str) -> Vec<Result<&str, usize>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(CALL) {
        if start > 0 {
            pieces.push(Ok(&rest[..start]));
        }
        let after = &rest[start + CALL.len_utf8()..];
        let Some(end) = after.find(CALL_END) else {
            return pieces;
        };
        if let Ok(index) = after[..end].parse() {
            pieces.push(Err(index));
        }
        rest = &after[end + CALL_END.len_utf8()..];
    }
    if !rest.is_empty() {
        pieces.push(Ok(rest));
    }
    pieces
}

fn record(
    calls: &Mutex<Vec<Recorded>>,
    signature: &'static call::Signature,
    given: &Kwargs,
) -> TeraResult<Value> {
    let mut arguments = BTreeMap::new();
    for (key, value) in given.iter() {
        let argument = if let Some(text) = value.as_str() {
            Argument::Text(text.to_owned())
        } else if let Some(truth) = value.as_bool() {
            Argument::Truth(truth)
        } else if let Some(number) = value.as_i64() {
            Argument::Number(number)
        } else {
            return Err(Error::message(format!(
                "`{key}` is neither text, number nor truth value"
            )));
        };
        arguments.insert(key.to_string(), argument);
    }
    let mut calls = calls.lock().unwrap_or_else(PoisonError::into_inner);
    calls.push(Recorded {
        name: signature.name,
        block: signature.block,
        arguments,
    });
    Ok(Value::safe_string(&call_mark(calls.len() - 1)))
}

fn filters(tera: &mut Tera, calls: &Arc<Mutex<Vec<Recorded>>>) {
    tera.register_filter("number", |value: &Value, _: Kwargs, _: &State| {
        decimal(value).map(|number| vi::number::format(&number))
    });
    let made = Arc::clone(calls);
    tera.register_filter("words", move |value: &Value, _: Kwargs, _: &State| {
        if let Some([Err(index)]) = value.as_str().map(pieces).as_deref() {
            // A call's number is known later, so the call is told to print words.
            let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(call) = made.get_mut(*index) {
                call.arguments
                    .insert("as".to_owned(), Argument::Text("words".to_owned()));
            }
            return Ok(call_mark(*index));
        }
        vi::words::words(&decimal(value)?).ok_or_else(|| Error::message("the number is too large"))
    });
    tera.register_filter(
        "amount_in_words",
        |value: &Value, given: Kwargs, _: &State| {
            let unit = given.get::<&str>("unit")?.unwrap_or("đồng");
            vi::words::amount_in_words(&decimal(value)?, unit)
                .ok_or_else(|| Error::message("the number is too large"))
        },
    );
    tera.register_filter("date", |text: &str, _: Kwargs, _: &State| {
        date(text).map(vi::date::short)
    });
    tera.register_filter("date_long", |text: &str, _: Kwargs, _: &State| {
        date(text).map(vi::date::long)
    });
    tera.register_filter("roman", |number: u32, _: Kwargs, _: &State| {
        vi::ordinal::roman(number).ok_or_else(|| Error::message("there is no such Roman numeral"))
    });
    tera.register_filter("letter", |number: usize, _: Kwargs, _: &State| {
        let place = number
            .checked_sub(1)
            .ok_or_else(|| Error::message("letters count from 1"))?;
        Ok::<_, Error>(vi::ordinal::letter(place))
    });
    tera.register_filter("upper", |text: &str, _: Kwargs, _: &State| {
        vi::text::upper(text)
    });
    tera.register_filter("capitalize", |text: &str, _: Kwargs, _: &State| {
        vi::text::capitalize(text)
    });
}

fn decimal(value: &Value) -> TeraResult<Decimal> {
    let text = value.to_string();
    let english = Decimal::from_str_exact(&text).ok();
    let vietnamese = || match vi::number::parse(&text) {
        Ok(vi::number::Reading::Exact(number)) => Some(number),
        Ok(vi::number::Reading::Ambiguous { grouped, .. }) => Some(grouped),
        Err(_) => None,
    };
    // Only what the author quoted can be in Vietnamese notation.
    let number = if value.is_string() {
        vietnamese().or(english)
    } else {
        english
    };
    number.ok_or_else(|| Error::message(format!("`{text}` is not a number")))
}

fn date(text: &str) -> TeraResult<jiff::civil::Date> {
    let iso = text.parse().ok();
    iso.or_else(|| vi::date::parse(text))
        .ok_or_else(|| Error::message(format!("`{text}` is not a date such as 2024-02-05")))
}

/// A text in which nothing can pass for a mark; what is replaced has been reported when it was read.
fn without_marks(template: &str) -> Cow<'_, str> {
    const MARKS: std::ops::RangeInclusive<char> = CALL..='\u{E00F}';
    if template.contains(|c| MARKS.contains(&c)) {
        // As many bytes, so that all places stay.
        Cow::Owned(template.replace(|c| MARKS.contains(&c), "\u{FFFD}"))
    } else {
        Cow::Borrowed(template)
    }
}

/// A prose with a word in the place of each tag, as long as the tag.
///
/// It shows what else is wrong with a text whose tags have faults.
#[must_use]
pub fn without_tags(prose: &Prose) -> String {
    without_marks(&prose.filled('x')).into_owned()
}

/// The template with the offset of what follows after each tag.
fn mark(template: &str, tags: &[Range<usize>]) -> String {
    let mut marked = String::with_capacity(template.len() * 2);
    let mut from = 0;
    for &Range { end, .. } in tags {
        marked.push_str(&template[from..end]);
        marked.push_str(&format!("{PLACE}{end}{PLACE_END}"));
        from = end;
    }
    marked.push_str(&template[from..]);
    marked
}

fn unmark(output: &str) -> (String, Vec<(usize, usize)>) {
    let mut text = String::with_capacity(output.len());
    let mut places = Vec::new();
    let mut rest = output;
    while let Some(start) = rest.find(PLACE) {
        text.push_str(&rest[..start]);
        let after = &rest[start + PLACE.len_utf8()..];
        let Some(end) = after.find(PLACE_END) else {
            break;
        };
        if let Ok(offset) = after[..end].parse() {
            places.push((text.len(), offset));
        }
        rest = &after[end + PLACE_END.len_utf8()..];
    }
    text.push_str(rest);
    (text, places)
}

fn fault(error: &Error, marked: &str) -> TemplateFault {
    let report = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report,
        other => {
            return TemplateFault {
                range: 0..0,
                message: other.to_string(),
            };
        }
    };
    let message = report
        .message()
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned();
    let before = |at: usize| {
        let at = marked.floor_char_boundary(at);
        // What the marks before an offset take is not in the template.
        let (text, _) = unmark(&marked[..at]);
        text.len()
    };
    let range = &report.span().range;
    TemplateFault {
        range: before(range.start)..before(range.end),
        message,
    }
}

#[cfg(test)]
mod tests;
