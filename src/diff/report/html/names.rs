//! What ids stand for, and texts as readers see them.

use crate::diag::Lang;
use crate::diff::{Side, Value};
use crate::document::citation::{DateStyle, Form, cite};
use crate::plan::{Budget, Plan};
use crate::vi;
use std::collections::HashMap;

/// The names of what one plan speaks of by id.
pub struct Names<'s> {
    side: Side<'s>,
    year: i16,
    /// Units, indicators, budget lines.
    ids: HashMap<&'s str, &'s str>,
    sources: HashMap<&'s str, &'s str>,
    /// By the name of the table and the column's id.
    columns: HashMap<(&'s str, &'s str), &'s str>,
}

impl<'s> Names<'s> {
    pub fn of(side: Side<'s>) -> Self {
        let plan: &'s Plan = side.plan;
        let budget: Option<&'s Budget> = plan.budget.as_ref();
        let lines = budget.into_iter().flat_map(Budget::all_lines);
        let sources = budget.into_iter().flat_map(Budget::all_sources);
        let indicators = plan.indicators.iter();
        let units = side.units.units.iter();
        let ids = lines
            .map(|line| (line.id.as_str(), line.title.as_str()))
            .chain(indicators.map(|own| (own.id.as_str(), own.name.as_str())))
            .chain(units.map(|unit| (unit.id.as_str(), unit.name.as_str())));
        let tables = plan.tables.iter().flat_map(|table| {
            let name = table.title.as_ref().unwrap_or(&table.id).as_str();
            let columns = table.columns.iter();
            columns.map(move |column| ((name, column.id.as_str()), column.title.as_str()))
        });
        Self {
            side,
            year: plan.document.year.value,
            ids: ids.collect(),
            sources: sources
                .map(|own| (own.id.as_str(), own.title.as_str()))
                .collect(),
            columns: tables.collect(),
        }
    }

    /// What an id stands for, else the id.
    pub fn id(&self, id: &str) -> String {
        match (self.ids.get(id), self.side.document(id)) {
            (Some(name), _) => self.text(name),
            (None, Some(document)) => cite(document, Form::Dated, DateStyle::Short),
            (None, None) => id.to_owned(),
        }
    }

    pub fn source(&self, id: &str) -> Option<&'s str> {
        self.sources.get(id).copied()
    }

    pub fn column(&self, table: &str, id: &str) -> Option<&'s str> {
        self.columns.get(&(table, id)).copied()
    }

    /// A text with the plan's year where it calls it.
    pub fn text(&self, text: &str) -> String {
        if !text.contains("{{") {
            return text.to_owned();
        }
        let year = self.year.to_string();
        text.replace("{{ year }}", &year).replace("{{year}}", &year)
    }

    /// A value in words; years have no points between their digits.
    pub fn value(&self, field: &str, value: &Value, lang: Lang) -> String {
        match value {
            Value::Text(text) if is_id(field) => self.id(text),
            Value::Text(text) => self.text(text),
            Value::Number(year) if matches!(field, "year" | "until" | "target_year") => {
                year.to_string()
            }
            Value::Number(number) => vi::number::format(number),
            Value::Undecided => "?".to_owned(),
            Value::Day(day) => vi::date::short(*day),
            Value::Ids(ids) => {
                let names: Vec<String> = ids.iter().map(|id| self.id(id)).collect();
                names.join(", ")
            }
            Value::Word(word) => super::wording::fixed(word).text(lang).to_owned(),
        }
    }
}

/// Whether the text of a field names something by its id.
fn is_id(field: &str) -> bool {
    matches!(
        field,
        "unit" | "ref" | "part_of" | "ratio_part" | "ratio_whole" | "responsible"
    )
}
