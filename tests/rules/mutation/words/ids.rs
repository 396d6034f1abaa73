//! Ids that name nothing, and ids given twice.
//!
//! A reference is told by the definition that has its id, a definition by its references, and two of
//! one id by each other.

use super::scan::{Argument, Value};
use super::{File, Files, Mutant};
use crate::support::has_extension;
use std::collections::BTreeSet;
use std::ops::Range;

/// A definition of an id.
pub struct Definition<'f> {
    pub file: &'f File,
    /// What is defined: the header above it, and the table where it is a column's.
    pub kind: String,
    pub id: &'f str,
    pub range: &'f Range<usize>,
}

/// All definitions of an office.
pub fn definitions(files: &Files) -> Vec<Definition<'_>> {
    let each = [&files.plan, &files.legal, &files.units].into_iter();
    let ids = each.flat_map(|file| {
        let ids = file.values.iter().filter(|value| value.key == "id");
        ids.map(move |value| (file, value))
    });
    ids.map(|(file, value)| {
        let column = value.table.is_some();
        let place = if column { value.block } else { 0 };
        Definition {
            file,
            kind: match value.header.as_str() {
                header if header.starts_with("budget.sources") => "source".to_owned(),
                header if header.starts_with("budget.lines") => "line".to_owned(),
                header => format!("{header}{place}"),
            },
            id: file.at(&value.range),
            range: &value.range,
        }
    })
    .collect()
}

/// The keys whose values are no references, whatever they say.
const PLAIN: [&str; 9] = [
    "id",
    "level",
    "title",
    "text",
    "name",
    "unit_of_measure",
    "better",
    "bound",
    "kind",
];

/// Whether a value is an id that another place defines.
pub fn refers(file: &File, value: &Value, ids: &BTreeSet<&str>) -> bool {
    let plain = PLAIN.contains(&value.key.as_str());
    value.quoted && !plain && ids.contains(file.at(&value.range))
}

/// Whether an argument of a call names something.
pub fn names(argument: &Argument) -> bool {
    ["id", "table", "column", "row", "group", "source"].contains(&argument.name.as_str())
}

/// The parts of a formula that are ids: its words.
fn terms(file: &File, value: &Value) -> Vec<Range<usize>> {
    let text = file.at(&value.range);
    let mut terms = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        if word.starts_with(|c: char| c.is_ascii_lowercase()) {
            let start = value.range.start + at;
            terms.push(start..start + word.len());
        }
        at += word.len() + 1;
    }
    terms
}

/// All references of a file by id or name.
pub fn references(file: &File, ids: &BTreeSet<&str>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for value in &file.values {
        if value.key == "equals" {
            found.extend(terms(file, value));
        } else if refers(file, value, ids) {
            found.push(value.range.clone());
        }
    }
    let keys = file.keys.iter().filter(|key| key.table.is_some());
    let keys = keys.filter(|key| !["id", "unit", "total", "text"].contains(&file.at(&key.range)));
    found.extend(
        keys.filter(|key| ids.contains(file.at(&key.range)))
            .map(|key| key.range.clone()),
    );
    found.extend(
        file.arguments
            .iter()
            .filter(|a| names(a))
            .map(|a| a.range.clone()),
    );
    if has_extension(&file.name, "csv") {
        let mut at = 0;
        for name in file.text.lines().next().unwrap().split(',') {
            found.push(at..at + name.len());
            at += name.len() + 1;
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// A word with one of its letters changed, so that it is none of those that are known. Which letter it
/// is goes with the number of the mutant.
fn misspelt(word: &str, nth: usize, known: &BTreeSet<&str>) -> String {
    let letters: Vec<char> = word.chars().collect();
    let place = nth % letters.len();
    let other = ['a', 'e', 'o', 'x'].into_iter().map(|letter| {
        let mut letters = letters.clone();
        letters[place] = if letters[place] == letter {
            'z'
        } else {
            letter
        };
        letters.into_iter().collect::<String>()
    });
    let mut other = other.filter(|word| !known.contains(word.as_str()));
    other.next().unwrap()
}

pub fn mutants(files: &Files) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    let defined = definitions(files);
    let ids: BTreeSet<&str> = defined.iter().map(|definition| definition.id).collect();
    let mut named: BTreeSet<&str> = BTreeSet::new();
    let places = [&files.plan, &files.legal, &files.units]
        .into_iter()
        .chain(&files.data);
    for file in places {
        for (nth, range) in references(file, &ids).into_iter().enumerate() {
            let id = file.at(&range);
            // Groups of items are named alike and are no ids.
            let group = ["group = \"", "group=\""];
            let group = group
                .iter()
                .any(|key| file.text[..range.start].ends_with(key));
            if !group {
                named.insert(id);
            }
            let to = misspelt(id, nth, &ids);
            mutants.push(file.mutant(
                "ids: unknown",
                &range,
                to,
                format!("the definition of {id}"),
            ));
        }
    }
    for (nth, definition) in defined.iter().enumerate() {
        let (file, id) = (definition.file, definition.id);
        if named.contains(id) {
            let to = misspelt(id, nth, &ids);
            let told_by = format!("the references to {id}");
            mutants.push(file.mutant("ids: definition renamed", definition.range, to, told_by));
        }
        let mut others = defined[nth + 1..].iter();
        if let Some(next) = others.find(|other| other.kind == definition.kind) {
            let told_by = "the other definition";
            mutants.push(file.mutant("ids: given twice", next.range, id, told_by));
        }
    }
    mutants
}
