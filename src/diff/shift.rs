//! What follows from moving a plan from one year to the next.

use super::change::Expected;
use super::item::{Field, Kind, Value};
use super::words::{Run, pieces};
use jiff::civil::Date;

/// The step between the years that two plans are for.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// The years planned for.
    pub years: (i16, i16),
}

impl Step {
    /// How many years the new plan is later; none where it is for the same year.
    fn by(self) -> Option<i16> {
        let by = self.years.1.checked_sub(self.years.0)?;
        (by != 0).then_some(by)
    }

    /// Whether a value is the other one, moved by the step.
    pub fn explains(self, kind: Kind, field: &Field, old: Option<&Value>, new: Option<&Value>) -> Option<Expected> {
        let by = self.by()?;
        match (old, new) {
            (Some(old), Some(new)) => self.is_moved(kind, field, old, new, by).then_some(Expected::Year),
            (None, Some(_)) if is_record(kind, field) => {
                let year: i16 = field.key.as_deref()?.parse().ok()?;
                let recorded = (self.years.0.min(self.years.1)..self.years.0.max(self.years.1)).contains(&year);
                recorded.then_some(Expected::Recorded)
            }
            (Some(_), None) if is_record(kind, field) => {
                let year: i16 = field.key.as_deref()?.parse().ok()?;
                (year < self.years.0.min(self.years.1)).then_some(Expected::Past)
            }
            _ => None,
        }
    }

    fn is_moved(self, kind: Kind, field: &Field, old: &Value, new: &Value, by: i16) -> bool {
        match (old, new) {
            (Value::Text(old), Value::Text(new)) => moved_text(old, new, by),
            (Value::Day(old), Value::Day(new)) => moved_day(*old, *new, by),
            (Value::Number(old), Value::Number(new)) => {
                let year = kind == Kind::Plan && matches!(field.name, "year" | "until");
                (year || field.name == "target_year") && *new - *old == by.into()
            }
            _ => false,
        }
    }
}

/// Whether a field is what an indicator recorded of a year.
fn is_record(kind: Kind, field: &Field) -> bool {
    kind == Kind::Indicator && matches!(field.name, "value" | "change")
}

fn moved_day(old: Date, new: Date, by: i16) -> bool {
    // The last of February has no counterpart in every year.
    let day = old.day() == new.day() || (old.month() == 2 && old.day().max(new.day()) == 29);
    new.year() - old.year() == by && old.month() == new.month() && day
}

/// Whether two texts differ in years alone, each by the step.
fn moved_text(old: &str, new: &str, by: i16) -> bool {
    let (old, new) = (pieces(old), pieces(new));
    let mut moved = 0;
    old.len() == new.len()
        && old.iter().zip(&new).all(|(old, new)| {
            let same = old == new;
            let year = |word: &str| word.parse::<i16>().ok().filter(|_| word.len() == 4);
            let later = match (year(old), year(new)) {
                (Some(old), Some(new)) => new.checked_sub(old) == Some(by),
                _ => false,
            };
            moved += usize::from(later);
            same || later
        })
        && moved > 0
}

/// How many places of a text are years that moved.
#[must_use]
pub fn years_in(runs: &[Run]) -> usize {
    runs.iter().filter(|run| matches!(run, Run::New(_))).count().max(1)
}
