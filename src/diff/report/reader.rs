//! What a reader sees of names, fields and values: words instead of ids.

use super::named::named;
use super::{Part, Sides};
use crate::checks::amount_of;
use crate::diag::{Lang, words};
use crate::diff::change::{Change, What};
use crate::diff::digits::kept;
use crate::diff::item::{Field, Kind, Leaf, Role, Value};
use crate::diff::pair::Reason;
use crate::diff::unit::scale;
use crate::plan::{GRAND_TOTAL, Plan, Table};
use crate::spec::Named;
use crate::vi;
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap};

/// What the ids of two plans mean, in one language.
#[derive(Debug)]
pub struct Reader<'s> {
    sides: Sides<'s>,
    lang: Lang,
    /// What the old and the new plan call what has an id.
    names: [HashMap<(Named, &'s str), String>; 2],
    /// The places of the amounts that the line of their unit stands for.
    kept: BTreeSet<usize>,
}

/// One of two plans that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// The old one.
    Old,
    /// The new one.
    New,
}

impl Age {
    /// The plan that an item's name is taken from: the new one, unless only the old one has it.
    #[must_use]
    pub fn of(change: &Change) -> Self {
        match change.what {
            What::Dropped { .. } => Self::Old,
            _ => Self::New,
        }
    }
}

impl<'s> Reader<'s> {
    /// Whoever reads of two plans in a language.
    #[must_use]
    pub fn new(sides: &Sides<'s>, lang: Lang) -> Self {
        Self {
            sides: *sides,
            lang,
            names: [sides.old, sides.new].map(|side| named(side).into_iter().collect()),
            kept: kept(&sides.comparison.changes),
        }
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// What a plan calls what has an id; else what the other one calls it.
    fn get(&self, age: Age, named: Named, id: &str) -> String {
        let [old, new] = &self.names;
        let (own, other) = match age {
            Age::Old => (old, new),
            Age::New => (new, old),
        };
        let key = (named, id);
        let name = own.get(&key).or_else(|| other.get(&key));
        name.cloned().unwrap_or_else(|| id.to_owned())
    }

    /// What people call the item of a change.
    #[must_use]
    pub fn name(&self, change: &Change) -> String {
        let age = Age::of(change);
        let name = match change.kind {
            Kind::LegalBasis => self.get(age, Named::Legal, &change.name),
            Kind::Responsibility | Kind::Recipient => self.get(age, Named::Unit, &change.name),
            _ => change.name.clone(),
        };
        if name.is_empty() {
            return capital(change.kind.words().text(self.lang));
        }
        name
    }

    /// Where the item of a change stands: the names around it, outermost first.
    #[must_use]
    pub fn trail(&self, age: Age, trail: &[String]) -> Vec<String> {
        let named = trail.iter().filter(|name| !name.is_empty());
        named.map(|name| self.get(age, Named::Unit, name)).collect()
    }

    /// The names around an item in one line; else what is said of the plan itself.
    #[must_use]
    pub fn place(&self, age: Age, trail: &[String], top: &str) -> String {
        let names = self.trail(age, trail).join(" › ");
        if names.is_empty() {
            top.to_owned()
        } else {
            names
        }
    }

    /// What a field is called, with the year, source or column that it is about.
    #[must_use]
    pub fn field(&self, change: &Change, field: &Field) -> String {
        match (field.role, &field.key) {
            (Role::By(named), Some(key)) => self.get(Age::of(change), named, key),
            (Role::Cell, Some(key)) => self.column(change, key),
            _ => field.called(self.lang),
        }
    }

    /// A column's title, of the table that a row stands in.
    fn column(&self, change: &Change, id: &str) -> String {
        let title = change.trail.last().map_or("", String::as_str);
        let tables = self
            .sides
            .new
            .plan
            .tables
            .iter()
            .chain(&self.sides.old.plan.tables);
        let column = |table: &'s Table| table.columns.iter().find(|column| column.id.value == id);
        // A title with calls reads otherwise than it is written.
        let (mut named, mut others) = tables.partition::<Vec<&Table>, _>(|table| {
            table.title.as_deref().unwrap_or(&table.id).as_str() == title
        });
        named.append(&mut others);
        let found = named.into_iter().find_map(column);
        found.map_or_else(
            || id.to_owned(),
            |column| match &column.group {
                Some(group) => format!("{}: {}", group.plain(), column.title.plain()),
                None => column.title.plain().to_owned(),
            },
        )
    }

    /// A value as people write it.
    #[must_use]
    pub fn value(&self, age: Age, field: &Field, value: &Value) -> String {
        match value {
            Value::Number(number) if field.role == Role::Year => number.to_string(),
            Value::Number(number) => vi::number::format(number),
            Value::Undecided => words("to be decided", "chưa xác định")
                .text(self.lang)
                .to_owned(),
            Value::Day(day) => vi::date::short(*day),
            Value::Text(text) => match field.role {
                Role::Names(named) => self.get(age, named, text),
                _ => text.clone(),
            },
            Value::Ids(ids) => match field.role {
                Role::Names(named) => {
                    let names = ids.iter().map(|id| self.get(age, named, id));
                    names.collect::<Vec<_>>().join("; ")
                }
                _ => ids.join(", "),
            },
            Value::Word(word) => word.text(self.lang).to_owned(),
        }
    }

    /// Whether a text is an id, so that what it means is shown and not where its letters differ.
    #[must_use]
    pub fn is_id(field: &Field) -> bool {
        matches!(field.role, Role::Names(_))
    }

    /// The unit of the numbers of a field.
    #[must_use]
    pub fn unit(&self, change: &Change, field: &Field) -> Option<String> {
        let measured = field.role.is_figure();
        change.unit.clone().filter(|_| measured)
    }

    /// «các chữ số giữ nguyên, đơn vị nhỏ đi 1.000 lần»: of a unit, where that alone is another.
    #[must_use]
    pub fn scale(&self, change: &Change) -> Option<String> {
        let What::Altered {
            field,
            old: Some(Value::Text(old)),
            new: Some(Value::Text(new)),
            ..
        } = &change.what
        else {
            return None;
        };
        let (is_smaller, times) = scale(Some(old), Some(new)).filter(|_| field.name == "unit")?;
        self.kept_by(change).next()?;
        let times = vi::number::format(&times);
        Some(match (self.lang, is_smaller) {
            (Lang::En, true) => format!("the same digits in a unit {times} times smaller"),
            (Lang::En, false) => format!("the same digits in a unit {times} times larger"),
            (Lang::Vi, true) => format!("các chữ số giữ nguyên, đơn vị nhỏ đi {times} lần"),
            (Lang::Vi, false) => format!("các chữ số giữ nguyên, đơn vị lớn lên {times} lần"),
        })
    }

    /// The places of the amounts that the line of a unit stands for.
    pub fn kept_by<'r>(&'r self, unit: &'r Change) -> impl Iterator<Item = usize> + 'r {
        let changes = &self.sides.comparison.changes;
        let is_own = |other: &Change| match unit.kind {
            Kind::Budget => Part::of(other.kind) == Part::Budget,
            kind => other.kind == kind && other.name == unit.name,
        };
        let kept = self.kept.iter().copied();
        kept.filter(move |place| changes.get(*place).is_some_and(is_own))
    }

    /// One of the plans.
    #[must_use]
    pub fn plan(&self, age: Age) -> &'s Plan {
        match age {
            Age::Old => self.sides.old.plan,
            Age::New => self.sides.new.plan,
        }
    }

    /// Whether the line of its unit stands for the change at a place.
    #[must_use]
    pub fn is_kept(&self, place: usize) -> bool {
        self.kept.contains(&place)
    }

    /// What a stated sum comes to in the plan that does not state it: that of the budget, of a line, of a source.
    #[must_use]
    pub fn computed(&self, change: &Change, age: Age) -> Option<Decimal> {
        let budget = self.plan(age).budget.as_ref()?;
        let lines = || budget.all_lines().into_iter();
        let sources = || budget.all_sources().into_iter();
        let id = match change.kind {
            Kind::Budget => GRAND_TOTAL,
            Kind::BudgetLine => lines()
                .find(|line| line.title.plain() == change.name)?
                .id
                .as_str(),
            Kind::BudgetSource => sources()
                .find(|source| source.title.plain() == change.name)?
                .id
                .as_str(),
            _ => return None,
        };
        Some(amount_of(budget, id)?.value)
    }

    /// A number of the old plan as people write it, with its unit where the new plan has another that has to be said.
    #[must_use]
    pub fn old_value(&self, change: &Change, field: &Field, value: &Value) -> String {
        let shown = self.value(Age::Old, field, value);
        match (&change.old_unit, value) {
            (Some(unit), Value::Number(_)) if unit.starts_with(['%', '‰']) => {
                format!("{shown}{unit}")
            }
            (Some(unit), Value::Number(_)) => format!("{shown} {unit}"),
            _ => shown,
        }
    }

    /// What two items have in common that are taken for one; none where there is but one of the kind.
    #[must_use]
    pub fn pairing(&self, change: &Change) -> Option<String> {
        let words = match (change.reason?, self.lang) {
            (Reason::Only, _) => return None,
            (Reason::Id, _) => words("the same id", "cùng mã"),
            (Reason::Same, _) => words("the same words", "cùng nội dung"),
            (Reason::Like(percent), Lang::En) => {
                return Some(format!("{percent}% of the words alike"));
            }
            (Reason::Like(percent), Lang::Vi) => return Some(format!("giống {percent}% số từ")),
        };
        Some(words.text(self.lang).to_owned())
    }

    /// Why two items are taken for one, where it is not plain.
    #[must_use]
    pub fn reason(&self, change: &Change) -> Option<String> {
        let is_like = matches!(change.reason, Some(Reason::Like(_)));
        let pairing = self.pairing(change).filter(|_| is_like)?;
        let taken = words("taken for one", "coi là một").text(self.lang);
        Some(format!("{taken}: {pairing}"))
    }

    /// The documents of a legal basis that now names another one, and whether the registry says that this
    /// one has replaced it.
    #[must_use]
    pub fn replacement(&self, changes: &[&Change]) -> Option<(String, String, bool)> {
        changes.iter().find_map(|change| {
            let What::Altered {
                field, old, new, ..
            } = &change.what
            else {
                return None;
            };
            let (Some(Value::Text(old)), Some(Value::Text(new))) = (old, new) else {
                return None;
            };
            let replaced = self.heir(old) == Some(new);
            (change.kind == Kind::LegalBasis && field.name == "ref").then(|| {
                (
                    self.get(Age::Old, Named::Legal, old),
                    self.get(Age::New, Named::Legal, new),
                    replaced,
                )
            })
        })
    }

    /// The document that has replaced a dropped legal basis, where the new plan rests on it.
    #[must_use]
    pub fn successor(&self, change: &Change) -> Option<String> {
        let (Kind::LegalBasis, What::Dropped { leaves }) = (change.kind, &change.what) else {
            return None;
        };
        let heir = self.heir(reference(leaves)?)?;
        Some(self.get(Age::New, Named::Legal, heir))
    }

    /// Whether an added legal basis has replaced one that was dropped.
    #[must_use]
    pub fn is_successor(&self, change: &Change) -> bool {
        let (Kind::LegalBasis, What::Added { leaves }) = (change.kind, &change.what) else {
            return false;
        };
        let own = reference(leaves);
        let mut replaced = self.sides.comparison.replaced.iter();
        replaced.any(|(_, heir)| Some(heir.as_str()) == own)
    }

    /// Which documents stand in the place of which.
    pub fn replaced(&self) -> impl Iterator<Item = (String, String)> {
        let pairs = self.sides.comparison.replaced.iter();
        pairs.map(|pair| {
            let old = self.get(Age::Old, Named::Legal, &pair.0);
            (old, self.get(Age::New, Named::Legal, &pair.1))
        })
    }

    /// What is told of a part beside its changes: which documents stand in the place of which, which budget lines
    /// were split or merged.
    #[must_use]
    pub fn notes(&self, part: Part) -> Vec<String> {
        match part {
            Part::Bases => {
                let word = words("is replaced by", "được thay thế bằng").text(self.lang);
                let replaced = self.replaced();
                replaced
                    .map(|(old, new)| format!("{old} {word} {new}"))
                    .collect()
            }
            Part::Budget => {
                let splits = self.sides.comparison.splits.iter();
                splits.map(|split| split.said(self.lang)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn heir(&self, id: &str) -> Option<&'s String> {
        let mut replaced = self.sides.comparison.replaced.iter();
        let found = replaced.find(|(old, _)| old == id);
        found.map(|(_, heir)| heir)
    }
}

fn reference(leaves: &[Leaf]) -> Option<&str> {
    leaves
        .iter()
        .find_map(|leaf| match (&leaf.value, leaf.field.name) {
            (Value::Text(id), "ref") => Some(id.as_str()),
            _ => None,
        })
}

/// A text with a capital letter first.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
