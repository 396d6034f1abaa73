//! Formulas of columns (công thức): `ngheo_2019 - giam`.

use super::exact::Exact;
use super::interval::Interval;
use crate::vi::number::{self, NumberError, Reading};
use std::ops::Range;

/// A formula, read once and evaluated for every row.
#[derive(Debug, Clone)]
pub struct Formula {
    /// The steps in the order in which they are taken, values before what is done with them.
    steps: Vec<Step>,
    /// The places of the columns that it uses, each once, in order.
    columns: Vec<usize>,
    /// Whether it says the same of sums as of their addends.
    additive: bool,
    /// Whether it divides.
    divides: bool,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Column(usize),
    Number(Exact),
    Negate,
    Apply(Operator),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

impl Operator {
    fn of(mark: char) -> Option<Self> {
        match mark {
            '+' => Some(Self::Plus),
            '-' | '−' | '–' => Some(Self::Minus),
            '*' | '×' => Some(Self::Times),
            '/' | ':' | '÷' => Some(Self::Over),
            _ => None,
        }
    }

    fn rank(self) -> u8 {
        match self {
            Self::Plus | Self::Minus => 1,
            Self::Times | Self::Over => 2,
        }
    }
}

/// What is wrong with a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormulaFault {
    /// It names a column that the table does not have.
    UnknownColumn(String),
    /// Something stands where it cannot stand.
    Unexpected(String),
    /// A bracket is opened and not closed.
    Unclosed,
    /// It ends where something must follow, or is empty.
    Unfinished,
}

/// A fault of a formula, with its bytes in the formula's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormulaError {
    /// What is wrong.
    pub fault: FormulaFault,
    /// The characters that are wrong.
    pub range: Range<usize>,
}

/// What a part of a formula is of the columns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// A number.
    Constant,
    /// A sum of multiples of columns.
    Additive,
    /// Anything else.
    Other,
}

/// What waits for its right-hand side.
enum Waiting {
    Apply(Operator),
    Negate,
    Bracket(usize),
}

/// A value on the way: as it is printed, and all that it can stand for.
#[derive(Debug, Clone, Copy)]
struct Value {
    face: Exact,
    range: Interval,
    constant: bool,
}

impl Formula {
    /// Reads a formula; `column` gives the place of a column by its id.
    ///
    /// # Errors
    /// It is no formula of ids, numbers, `+`, `-`, `*`, `/` and brackets, or names an unknown column.
    pub fn read(text: &str, column: impl Fn(&str) -> Option<usize>) -> Result<Self, FormulaError> {
        let mut steps = Vec::new();
        let mut waiting: Vec<Waiting> = Vec::new();
        let mut operand = true;
        let mut at = 0;
        while let Some(mark) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let range = at..at + token(&text[at..]);
            at = range.end;
            let word = &text[range.clone()];
            let unexpected = || FormulaError {
                fault: FormulaFault::Unexpected(word.to_owned()),
                range: range.clone(),
            };
            match (mark, operand) {
                _ if word.trim().is_empty() => {}
                ('(', true) => waiting.push(Waiting::Bracket(range.start)),
                (')', false) => {
                    settle(&mut waiting, &mut steps, 0);
                    if waiting.pop().is_none() {
                        return Err(unexpected());
                    }
                }
                (_, true) if Operator::of(mark) == Some(Operator::Minus) => {
                    waiting.push(Waiting::Negate);
                }
                (_, true) if mark.is_ascii_digit() => {
                    steps.push(Step::Number(read_number(word).ok_or_else(unexpected)?));
                    operand = false;
                }
                (_, true) if is_of_word(mark) => {
                    let unknown = || FormulaError {
                        fault: FormulaFault::UnknownColumn(word.to_owned()),
                        range: range.clone(),
                    };
                    steps.push(Step::Column(column(word).ok_or_else(unknown)?));
                    operand = false;
                }
                (_, false) => {
                    let operator = Operator::of(mark).ok_or_else(unexpected)?;
                    settle(&mut waiting, &mut steps, operator.rank());
                    waiting.push(Waiting::Apply(operator));
                    operand = true;
                }
                _ => return Err(unexpected()),
            }
        }
        if operand {
            let end = text.trim_end().len();
            return Err(FormulaError {
                fault: FormulaFault::Unfinished,
                range: text[..end].char_indices().next_back().map_or(0, |(i, _)| i)..end,
            });
        }
        settle(&mut waiting, &mut steps, 0);
        if let Some(Waiting::Bracket(start)) = waiting.pop() {
            return Err(FormulaError {
                fault: FormulaFault::Unclosed,
                range: start..start + 1,
            });
        }
        let mut columns: Vec<usize> = steps
            .iter()
            .filter_map(|step| match step {
                Step::Column(place) => Some(*place),
                _ => None,
            })
            .collect();
        columns.sort_unstable();
        columns.dedup();
        let divides = |step: &Step| matches!(step, Step::Apply(Operator::Over));
        Ok(Self {
            additive: shape(&steps) == Some(Shape::Additive),
            divides: steps.iter().any(divides),
            steps,
            columns,
        })
    }

    /// The places of the columns that it uses, each once.
    #[must_use]
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// Whether it says the same of the columns' totals as of their rows.
    #[must_use]
    pub fn is_additive(&self) -> bool {
        self.additive
    }

    /// Whether it divides, so that the rounding of measured whole numbers shows in its value.
    #[must_use]
    pub fn divides(&self) -> bool {
        self.divides
    }

    /// The formula's text with numbers for its columns.
    #[must_use]
    pub fn written(text: &str, number: impl Fn(&str) -> Option<String>) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let (word, after) = rest.split_at(token(rest));
            match number(word) {
                Some(number) => out.push_str(&number),
                None => out.push_str(word),
            }
            rest = after;
        }
        out
    }

    /// The value for a row: of its numbers as they are printed, and all values that they can stand
    /// for. None where a number is missing or nothing is divided by.
    ///
    /// A count times a number is what that number makes of it: quantities and unit prices are not
    /// rounded. Two rounded numbers leave open what their product is.
    #[must_use]
    pub fn value(&self, cell: impl Fn(usize) -> Option<Interval>) -> Option<(Exact, Interval)> {
        let mut stack: Vec<Value> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let value = match *step {
                Step::Column(place) => {
                    let range = cell(place)?;
                    let two = Exact::whole(2);
                    let face = range.low.plus(range.high)?.over(two)?;
                    Value {
                        face,
                        range,
                        constant: false,
                    }
                }
                Step::Number(number) => Value {
                    face: number,
                    range: Interval::exactly(number),
                    constant: true,
                },
                Step::Negate => {
                    let value = stack.pop()?;
                    Value {
                        face: value.face.negated(),
                        range: Interval::exactly(Exact::ZERO).minus(value.range)?,
                        ..value
                    }
                }
                Step::Apply(operator) => {
                    let right = stack.pop()?;
                    apply(operator, stack.pop()?, right)?
                }
            };
            stack.push(value);
        }
        stack.pop().map(|value| (value.face, value.range))
    }
}

fn apply(operator: Operator, left: Value, right: Value) -> Option<Value> {
    let (face, range) = match operator {
        Operator::Plus => (left.face.plus(right.face)?, left.range.plus(right.range)?),
        Operator::Minus => (left.face.minus(right.face)?, left.range.minus(right.range)?),
        Operator::Times => {
            let face = left.face.times(right.face)?;
            let counts = |value: Value| !value.constant && value.range.is_exact();
            let range = if counts(left) || counts(right) {
                Interval::exactly(face)
            } else {
                left.range.times(right.range)?
            };
            (face, range)
        }
        Operator::Over => (left.face.over(right.face)?, left.range.over(right.range)?),
    };
    Some(Value {
        face,
        range,
        constant: left.constant && right.constant,
    })
}

/// Takes the steps that bind at least so tightly, back to the last open bracket.
fn settle(waiting: &mut Vec<Waiting>, steps: &mut Vec<Step>, rank: u8) {
    loop {
        match waiting.last() {
            Some(Waiting::Negate) => steps.push(Step::Negate),
            Some(Waiting::Apply(operator)) if operator.rank() >= rank => {
                steps.push(Step::Apply(*operator));
            }
            _ => return,
        }
        waiting.pop();
    }
}

fn shape(steps: &[Step]) -> Option<Shape> {
    use Shape::{Additive, Constant, Other};
    let mut stack = Vec::new();
    for step in steps {
        let shape = match step {
            Step::Column(_) => Additive,
            Step::Number(_) => Constant,
            Step::Negate => stack.pop()?,
            Step::Apply(operator) => {
                let (right, left) = (stack.pop()?, stack.pop()?);
                match (operator, left, right) {
                    (_, Constant, Constant) => Constant,
                    (Operator::Plus | Operator::Minus, Additive, Additive)
                    | (Operator::Times | Operator::Over, Additive, Constant)
                    | (Operator::Times, Constant, Additive) => Additive,
                    _ => Other,
                }
            }
        };
        stack.push(shape);
    }
    stack.pop()
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The bytes of the token that a text begins with.
fn token(text: &str) -> usize {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return 0 };
    let belongs = |c: char| {
        if first.is_ascii_digit() {
            is_of_word(c) || c == '.' || c == ','
        } else {
            is_of_word(first) && is_of_word(c)
        }
    };
    first.len_utf8()
        + chars
            .take_while(|c| belongs(*c))
            .map(char::len_utf8)
            .sum::<usize>()
}

fn read_number(text: &str) -> Option<Exact> {
    match number::parse(text) {
        Ok(Reading::Exact(value) | Reading::Ambiguous { grouped: value, .. })
        | Err(NumberError::EnglishNotation(value)) => Some(Exact::of(value)),
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests;
