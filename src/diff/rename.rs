//! Things that go by another id in the new plan: what refers to them says the same.

use super::item::{Field, Kind, Role, Value};
use super::pair::Pairs;
use super::tree::Node;
use crate::spec::Named;
use std::borrow::Cow;
use std::collections::HashMap;

/// The ids of the new plan for things that had another one in the old plan.
#[derive(Debug)]
pub(super) struct Renames {
    ids: HashMap<(Named, String), String>,
}

impl Renames {
    pub(super) fn of(old: &[Node<'_>], new: &[Node<'_>], pairs: &Pairs) -> Self {
        let all = old.iter().zip(&pairs.of_old);
        let renamed = all.filter_map(|(node, pair)| {
            let before = node.item.id.clone()?;
            let after = new[(*pair)?.0].item.id.clone()?;
            Some((named_by(node.item.kind)?, before, after))
        });
        let renamed = renamed.filter(|(_, before, after)| before != after);
        let named = renamed.flat_map(|(named, before, after)| {
            named
                .iter()
                .map(move |named| ((*named, before.clone()), after.clone()))
        });
        Self {
            ids: named.collect(),
        }
    }

    /// The id that the new plan has for what the old one calls so.
    fn new_id(&self, named: Named, id: &str) -> Option<&String> {
        self.ids.get(&(named, id.to_owned()))
    }

    /// The field of the new plan that says the same.
    pub(super) fn field<'f>(&self, field: &'f Field) -> Cow<'f, Field> {
        let id = match (field.role, &field.key) {
            (Role::By(named), Some(key)) => self.new_id(named, key),
            _ => None,
        };
        id.map_or(Cow::Borrowed(field), |id| Cow::Owned(field.clone().at(id)))
    }

    /// A value of the old plan in ids of the new one.
    pub(super) fn value(&self, field: &Field, value: &Value) -> Value {
        let Role::Names(named) = field.role else {
            return value.clone();
        };
        let new = |id: &String| self.new_id(named, id).unwrap_or(id).clone();
        match value {
            Value::Text(id) => Value::Text(new(id)),
            Value::Ids(ids) => Value::Ids(ids.iter().map(new).collect()),
            value => value.clone(),
        }
    }
}

/// What ids of an item name, where others refer to it.
fn named_by(kind: Kind) -> Option<&'static [Named]> {
    Some(match kind {
        Kind::Indicator => &[Named::Indicator],
        Kind::Table => &[Named::Table],
        Kind::BudgetLine => &[Named::Budget],
        Kind::BudgetSource => &[Named::Budget, Named::Source],
        Kind::Section | Kind::Appendix => &[Named::Place],
        _ => return None,
    })
}
