//! What a plan takes from its office's files: who issues and signs it (kehoach.toml), the units (units.toml) and
//! the legal documents (legal.toml) that it names. What both plans take is compared as if it stood in them.

use super::item::{Item, Kind, Role, Value};
use super::outline::Side;
use crate::plan::{LegalRegistry, Office, UnitRegistry};
use crate::source::{Source, SourceId};
use crate::spec::{Named, Record, Said, Table, record};
use std::collections::BTreeSet;

/// Puts what two plans take from their offices' files into their items.
pub(super) fn fill(sides: [Side<'_>; 2], items: &mut [Item; 2]) {
    for (side, item) in sides.iter().zip(&mut *items) {
        side.add_office(item);
    }
    let of_units = sides.map(|side| side.units.units.first().map(|unit| unit.id.span.source));
    let of_legal = sides.map(|side| {
        let first = side.legal.documents.first();
        first.map(|document| document.kind.span.source)
    });
    entries::<UnitRegistry>(sides, items, of_units, (Named::Unit, Kind::Unit));
    entries::<LegalRegistry>(sides, items, of_legal, (Named::Legal, Kind::Document));
}

/// Adds the entries of a registry that both plans name, where the registries differ.
fn entries<R: Table>(
    sides: [Side<'_>; 2],
    items: &mut [Item; 2],
    sources: [Option<SourceId>; 2],
    (named, kind): (Named, Kind),
) {
    let [Some(old), Some(new)] = sources else {
        return;
    };
    let texts = [(sides[0], old), (sides[1], new)].map(|(side, source)| {
        let text = side.sources.get(source).map_or("", Source::text);
        (source, text)
    });
    if texts[0].1 == texts[1].1 {
        return;
    }
    let mut used = [BTreeSet::new(), BTreeSet::new()];
    for (item, used) in items.iter().zip(&mut used) {
        names(item, named, used);
    }
    let both: BTreeSet<String> = used[0].intersection(&used[1]).cloned().collect();
    let own = |side: &Side<'_>, (source, text): (SourceId, &str)| -> Vec<Item> {
        let whole = record::<R>(source, text);
        let keys = whole.into_iter().flat_map(|whole| whole.keys);
        let all = keys.flat_map(|key| key.tables);
        let named = all.filter(|entry| id(entry).is_some_and(|id| both.contains(id)));
        named.map(|entry| side.item(kind, &entry, None)).collect()
    };
    let mut found = [own(&sides[0], texts[0]), own(&sides[1], texts[1])];
    // An entry that only one registry has is told where the plan names it.
    let ids = found.each_ref().map(|all| {
        let ids = all.iter().filter_map(|item| item.id.clone());
        ids.collect::<BTreeSet<String>>()
    });
    found[0].retain(|item| item.id.as_ref().is_some_and(|id| ids[1].contains(id)));
    found[1].retain(|item| item.id.as_ref().is_some_and(|id| ids[0].contains(id)));
    for (item, found) in items.iter_mut().zip(found) {
        item.children.extend(found);
    }
}

fn id(record: &Record) -> Option<&str> {
    record.keys.iter().find_map(|key| match &key.said {
        Some(Said::Id(id)) => Some(id.as_str()),
        _ => None,
    })
}

/// Collects the ids of a kind that an item and those in it name, in keys and in calls.
fn names(item: &Item, named: Named, used: &mut BTreeSet<String>) {
    for leaf in &item.leaves {
        let is_named = leaf.field.role == Role::Names(named);
        match &leaf.value {
            Value::Ids(ids) if is_named => used.extend(ids.iter().cloned()),
            Value::Text(id) if is_named => _ = used.insert(id.clone()),
            Value::Text(text) if text.contains("{{") => {
                let quoted = text.split(['"', '\'', '`']).skip(1);
                used.extend(quoted.map(ToOwned::to_owned));
            }
            _ => {}
        }
    }
    item.children
        .iter()
        .for_each(|child| names(child, named, used));
}

impl Side<'_> {
    /// Adds what the office says of its issuing body and signer, where the plan does not.
    fn add_office(&self, plan: &mut Item) {
        let Some(source) = self.office else {
            return;
        };
        let text = self.sources.get(source).map_or("", Source::text);
        let whole = record::<Office>(source, text);
        let keys = whole.into_iter().flat_map(|whole| whole.keys);
        for table in keys.flat_map(|key| key.tables) {
            let kind = match table.table {
                "issuer" => Kind::Issuer,
                "signature" => Kind::Signature,
                _ => continue,
            };
            let usual = self.item(kind, &table, None);
            let own = plan.children.iter_mut().find(|item| item.kind == kind);
            match (own, kind) {
                (None, _) => plan.children.push(usual),
                (Some(own), Kind::Issuer) => {
                    let said: BTreeSet<&str> =
                        own.leaves.iter().map(|leaf| leaf.field.name).collect();
                    // A name of one's own takes the lines above the document along.
                    let is_said = |name: &str| {
                        said.contains(name) || name == "letterhead" && said.contains("name")
                    };
                    let more = usual.leaves.into_iter();
                    let more: Vec<_> = more.filter(|leaf| !is_said(leaf.field.name)).collect();
                    own.leaves.extend(more);
                }
                // A plan's signature stands for the whole of the usual one.
                _ => {}
            }
        }
    }
}
