//! What a signature allows those who come after it (ISO 32000-2, 12.8.2): a certifying signature may forbid
//! all changes (`DocMDP`), any signature may lock fields (`FieldMDP`).

use super::change::Change;
use super::objects::File;
use super::signed::decoded;
use super::value::{Table, Value, has_name, number};

/// What a signature allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Permission {
    /// Whether nobody may sign after it.
    is_last: bool,
    locked: Locked,
}

/// Which fields nobody may fill any more.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Locked {
    /// These.
    Named(Vec<String>),
    /// All but these.
    AllBut(Vec<String>),
}

impl Permission {
    /// What the dictionary of a signature allows. What it says of it and cannot be read forbids everything.
    pub(super) fn of(file: &File<'_>, signature: &Table) -> Self {
        let mut own = Self {
            is_last: false,
            locked: Locked::Named(Vec::new()),
        };
        if !signature.contains_key(b"Reference".as_slice()) {
            return own;
        }
        let strict = Self {
            is_last: true,
            locked: Locked::AllBut(Vec::new()),
        };
        let list = file.get(signature, "Reference").map(|list| list.value);
        let Some(Value::List(references)) = list else {
            return strict;
        };
        for reference in &references {
            let found = file.resolved(reference);
            let Some(table) = found.as_ref().and_then(|one| one.table()) else {
                return strict;
            };
            let parameters = file.table(table, "TransformParams").unwrap_or_default();
            if has_name(table, "TransformMethod", "DocMDP") {
                // Without a number, forms may be filled and signed.
                own.is_last |= number(&parameters, "P") == Some(1);
            } else if has_name(table, "TransformMethod", "FieldMDP") {
                let Some(locked) = locked(file, &parameters) else {
                    return strict;
                };
                own.locked = locked;
            } else {
                return strict;
            }
        }
        own
    }

    /// Whether it forbids a change that signing makes. Data for validation and time-stamps it cannot forbid.
    pub(super) fn forbids(&self, change: &Change) -> bool {
        let (Change::Signed { field } | Change::Shown { field }) = change else {
            return false;
        };
        let is_locked = match &self.locked {
            Locked::Named(names) => names.contains(field),
            Locked::AllBut(names) => !names.contains(field),
        };
        self.is_last || is_locked
    }
}

fn locked(file: &File<'_>, parameters: &Table) -> Option<Locked> {
    let names = match file.get(parameters, "Fields").map(|list| list.value) {
        Some(Value::List(names)) => names,
        None => Vec::new(),
        Some(_) => return None,
    };
    let name = |value: &Value| match value {
        Value::Text(text) => Some(decoded(text)),
        _ => None,
    };
    let names = names.iter().map(name).collect::<Option<Vec<String>>>()?;
    let is = |action| has_name(parameters, "Action", action);
    match () {
        () if is("All") => Some(Locked::AllBut(Vec::new())),
        () if is("Include") => Some(Locked::Named(names)),
        () if is("Exclude") => Some(Locked::AllBut(names)),
        () => None,
    }
}
