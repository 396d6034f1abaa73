//! What a later revision of a PDF changes of an earlier one, and what of it a signature allows.
//!
//! Both are walked from their roots side by side, through every object that a reader can come to.
//! Allowed is what signing again takes, and nothing else. Whether a new field that shows something hides
//! what is below it only an eye can tell, so that it is unknown:
//!
//! | where | what |
//! | --- | --- |
//! | an empty signature field | `V`, a signature; with it `AP`, its appearance, which is drawn in its rectangle; `M`, `AS`; `F`, printed and locked |
//! | `AcroForm` | `SigFlags`; `DA` and `DR` where there were none; a field more, see below |
//! | a new signature field | it is signed or time-stamped at once and does nothing; the page that it is on names it |
//! | the catalog | `DSS`, data for validation; `Extensions` more; `Version`; `Perms`, a certifying signature where there was none |
//! | `Info` | `ModDate`, `Producer` |
//! | `Metadata` | as `metadata` says: dates of saving, producer, instance |

use super::appearance::{self, Look};
use super::appended;
use super::change::Change;
use super::metadata;
use super::object::Object;
use super::objects::File;
use super::signed::{Field, decoded, fields};
use super::syntax::Id;
use super::value::{Table, Value, has_name};
use std::collections::{BTreeSet, HashSet, VecDeque};

/// The most findings of one comparison.
const MOST: usize = 20;

/// What the revisions behind the first `end` bytes of a PDF change of it, one after another.
#[must_use]
pub fn since(pdf: &[u8], end: usize) -> Vec<Change> {
    let revisions = match appended::revisions(pdf, end) {
        Ok(revisions) => revisions,
        Err(unknown) => return vec![Change::Rest(unknown)],
    };
    let mut found: Vec<Change> = Vec::new();
    for pair in revisions.windows(2) {
        for change in changes(&pair[0], &pair[1]) {
            if !found.contains(&change) {
                found.push(change);
            }
        }
    }
    found
}

/// What a later revision changes.
fn changes(old: &File<'_>, new: &File<'_>) -> Vec<Change> {
    let mut walk = Walk {
        old,
        new,
        seen: HashSet::new(),
        added: HashSet::new(),
        paths: vec![(0, String::new())],
        work: VecDeque::new(),
        found: Vec::new(),
    };
    if walk.document().is_none() {
        walk.report(0, None);
    }
    walk.rest();
    let mut found = walk.found;
    found.dedup();
    found
}

/// Two values to compare, the way to them and the object that they stand in.
type Pair = (Value, Value, usize, Option<Id>);

struct Walk<'f, 'b> {
    old: &'f File<'b>,
    new: &'f File<'b>,
    seen: HashSet<(Id, Id)>,
    /// New fields that are allowed, which pages may show.
    added: HashSet<Id>,
    paths: Vec<(usize, String)>,
    /// First what is near the root, so that a change is named by the shortest way to it.
    work: VecDeque<Pair>,
    found: Vec<Change>,
}

impl Walk<'_, '_> {
    /// Compares what readers begin with: trailer, catalog, form. None where a part is missing.
    fn document(&mut self) -> Option<()> {
        let root = self.old.root()?;
        if self.new.root()? != root || self.new.trailer.contains_key(b"Encrypt".as_slice()) {
            return None;
        }
        self.info();
        let (old, new) = (self.old.object(root)?, self.new.object(root)?);
        let (old, new) = (old.table()?, new.table()?);
        self.seen.insert((root, root));
        let path = self.step(0, "Root");
        self.form(old, new, path);
        self.metadata(old, new);
        let special = [
            "AcroForm",
            "DSS",
            "Extensions",
            "Metadata",
            "Perms",
            "Version",
        ];
        self.dicts(old, new, &special, path, Some(root));
        if self.differs(old, new, "DSS") {
            self.note(Change::Validation);
        }
        if self.differs(old, new, "Perms") && !self.is_certified(old, new) {
            let path = self.step(path, "Perms");
            self.report(path, Some(root));
        }
        let version = new.get(b"Version".as_slice());
        if version.is_some_and(|version| !matches!(version, Value::Name(_))) {
            let path = self.step(path, "Version");
            self.report(path, Some(root));
        }
        if let Some(later) = self.new.table(new, "Extensions") {
            let earlier = self.old.table(old, "Extensions").unwrap_or_default();
            let added: Vec<_> = later
                .keys()
                .filter(|key| !earlier.contains_key(*key))
                .filter_map(|key| std::str::from_utf8(key).ok())
                .collect();
            let path = self.step(path, "Extensions");
            self.dicts(&earlier, &later, &added, path, Some(root));
        } else if old.contains_key(b"Extensions".as_slice()) {
            self.report(path, Some(root));
        }
        Some(())
    }

    /// Whether the catalog names a signature that certifies the document, where none did.
    fn is_certified(&self, old: &Table, new: &Table) -> bool {
        let permissions = self.new.table(new, "Perms").unwrap_or_default();
        let is_only = permissions.len() == 1 && !old.contains_key(b"Perms".as_slice());
        let certifying = self.new.table(&permissions, "DocMDP");
        is_only && certifying.is_some_and(|own| is_signature(&own))
    }

    /// The notes on the file that the trailer refers to: only the day and the program may change.
    fn info(&mut self) {
        let old = self
            .old
            .table(&self.old.trailer, "Info")
            .unwrap_or_default();
        let new = self
            .new
            .table(&self.new.trailer, "Info")
            .unwrap_or_default();
        let path = self.step(0, "Info");
        let id = reference(self.new.trailer.get(b"Info".as_slice()));
        self.dicts(&old, &new, &["ModDate", "Producer"], path, id);
        if self.differs(&old, &new, "ModDate") || self.differs(&old, &new, "Producer") {
            self.note(Change::Metadata);
        }
    }

    /// The notes in XML.
    fn metadata(&mut self, old: &Table, new: &Table) {
        if self.differs(old, new, "Metadata") {
            let before = self.old.get(old, "Metadata");
            let after = self.new.get(new, "Metadata");
            let is_same = before.zip(after).and_then(|(before, after)| {
                let is_kind = has_name(after.table()?, "Type", "Metadata")
                    && has_name(after.table()?, "Subtype", "XML");
                let same = metadata::is_same(&before.unpacked()?, &after.unpacked()?);
                Some(is_kind && same)
            });
            if is_same == Some(true) {
                self.note(Change::Metadata);
            } else {
                let path = self.step(0, "Metadata");
                self.report(path, reference(new.get(b"Metadata".as_slice())));
            }
        }
    }

    /// The form: its fields, each of which may be signed, and the new ones.
    fn form(&mut self, old: &Table, new: &Table, path: usize) {
        let path = self.step(path, "AcroForm");
        let id = |table: &Table| reference(table.get(b"AcroForm".as_slice()));
        let before = self.old.table(old, "AcroForm").unwrap_or_default();
        let after = self.new.table(new, "AcroForm").unwrap_or_default();
        if let (Some(old), Some(new)) = (id(old), id(new)) {
            self.seen.insert((old, new));
        }
        let id = id(new);
        let old_fields = fields(self.old);
        let new_fields = fields(self.new);
        let known: HashSet<_> = old_fields.iter().filter_map(|field| field.id).collect();
        for field in &new_fields {
            if field.id.is_some_and(|id| !known.contains(&id)) {
                self.added_field(field);
            }
        }
        for field in &old_fields {
            let Some(id) = field.id.filter(|_| field.value.is_none()) else {
                continue;
            };
            if let Some(later) = new_fields.iter().find(|later| later.id == Some(id)) {
                self.seen.insert((id, id));
                let path = self.step(path, &field.name);
                self.field(field, later, path);
            }
        }
        let mut may = vec!["Fields", "SigFlags"];
        // There is nothing but signatures in the form that could look otherwise.
        may.extend(
            ["DA", "DR"]
                .into_iter()
                .filter(|key| !before.contains_key(key.as_bytes())),
        );
        self.dicts(&before, &after, &may, path, id);
        let path = self.step(path, "Fields");
        self.longer(&before, &after, "Fields", path, id);
    }

    /// A field that was empty.
    fn field(&mut self, old: &Field, new: &Field, path: usize) {
        let mut may = Vec::new();
        if let Some(value) = &new.value {
            may = vec!["V", "M", "AS"];
            if is_signature(value) {
                self.note(Change::Signed {
                    field: new.name.clone(),
                });
            } else {
                self.report(path, new.id);
            }
            let look = new.dict.get(b"AP".as_slice());
            if look.is_none_or(|look| appearance::is_within(self.new, look)) {
                may.push("AP");
            }
            if appearance::is_locked(&old.dict, &new.dict) {
                may.push("F");
            }
        }
        self.dicts(&old.dict, &new.dict, &may, path, new.id);
    }

    /// A field that was not there: it must hold a signature and do nothing.
    fn added_field(&mut self, field: &Field) {
        let Some(value) = field.value.as_ref().filter(|value| is_signature(value)) else {
            return;
        };
        let dict = &field.dict;
        let look = appearance::of_new(self.new, dict);
        let Some((id, look)) = field.id.zip(look) else {
            return;
        };
        self.added.insert(id);
        let field = field.name.clone();
        self.note(match look {
            Look::Within => Change::Shown { field },
            Look::Nothing if has_name(value, "Type", "DocTimeStamp") => Change::Stamped,
            Look::Nothing => Change::Signed { field },
        });
    }

    /// Lists of fields and annotations: allowed fields may follow what was there.
    fn longer(&mut self, old: &Table, new: &Table, key: &str, path: usize, id: Option<Id>) {
        let list = |file: &File<'_>, table: &Table| match file.get(table, key).map(|own| own.value)
        {
            Some(Value::List(list)) => list,
            _ => Vec::new(),
        };
        let (old, new) = (list(self.old, old), list(self.new, new));
        let is_allowed =
            |one: &Value| reference(Some(one)).is_some_and(|one| self.added.contains(&one));
        if new.len() < old.len() || !new[old.len()..].iter().all(is_allowed) {
            self.report(path, id);
        }
        for (index, (old, new)) in old.into_iter().zip(new).enumerate() {
            let path = self.step(path, &index.to_string());
            self.work.push_back((old, new, path, id));
        }
    }

    /// Compares all that is to be compared.
    fn rest(&mut self) {
        while let Some((old, new, path, id)) = self.work.pop_front() {
            if self.found.len() >= MOST {
                return;
            }
            let mut own = id;
            if let Value::Reference(new) = new {
                own = Some(new);
                if let Value::Reference(old) = old
                    && !self.seen.insert((old, new))
                {
                    continue;
                }
            }
            let is_nothing = |object: &Option<Object<'_>>| {
                object.as_ref().is_none_or(|own| own.value == Value::Null)
            };
            let (old, new) = (self.old.resolved(&old), self.new.resolved(&new));
            let is_same = match (old, new) {
                (old, new) if is_nothing(&old) && is_nothing(&new) => true,
                (Some(old), Some(new)) => self.objects(old, new, path, own),
                _ => false,
            };
            if !is_same {
                self.report(path, own);
            }
        }
    }

    /// Whether two objects are the same, apart from what they hold, which is compared later.
    fn objects(&mut self, old: Object<'_>, new: Object<'_>, path: usize, id: Option<Id>) -> bool {
        match (old.value, new.value) {
            (Value::List(before), Value::List(after)) => {
                let is_same = before.len() == after.len();
                for (index, (before, after)) in before.into_iter().zip(after).enumerate() {
                    let path = self.step(path, &index.to_string());
                    self.work.push_back((before, after, path, id));
                }
                is_same
            }
            (Value::Table(before), Value::Table(after)) => {
                self.dicts(&before, &after, &[], path, id);
                old.data == new.data
            }
            (before, after) => before == after,
        }
    }

    /// Compares dictionaries apart from some keys.
    fn dicts(&mut self, old: &Table, new: &Table, except: &[&str], path: usize, id: Option<Id>) {
        let is_except = |key: &[u8]| except.iter().any(|one| one.as_bytes() == key);
        let keys: BTreeSet<&Vec<u8>> = old.keys().chain(new.keys()).collect();
        for key in keys.into_iter().filter(|key| !is_except(key)) {
            let (before, after) = (old.get(key), new.get(key));
            let path = self.step(path, &decoded(key));
            let is_list = |value: &Value| {
                let found = self.new.resolved(value);
                found.is_some_and(|found| found.value.list().is_some())
            };
            if key == b"Annots" && after.is_some_and(is_list) {
                self.longer(old, new, "Annots", path, id);
                continue;
            }
            let value = |own: Option<&Value>| own.cloned().unwrap_or(Value::Null);
            self.work.push_back((value(before), value(after), path, id));
        }
    }

    /// Whether a key has another value, however deep.
    fn differs(&self, old: &Table, new: &Table, key: &str) -> bool {
        let mut walk = Walk {
            old: self.old,
            new: self.new,
            seen: HashSet::new(),
            added: HashSet::new(),
            paths: vec![(0, String::new())],
            work: VecDeque::new(),
            found: Vec::new(),
        };
        match (old.get(key.as_bytes()), new.get(key.as_bytes())) {
            (None, None) => return false,
            (Some(before), Some(after)) => {
                walk.work
                    .push_back((before.clone(), after.clone(), 0, None));
            }
            _ => return true,
        }
        walk.rest();
        !walk.found.is_empty()
    }

    fn step(&mut self, from: usize, name: &str) -> usize {
        self.paths.push((from, name.to_owned()));
        self.paths.len() - 1
    }

    fn note(&mut self, change: Change) {
        if !self.found.contains(&change) {
            self.found.push(change);
        }
    }

    fn report(&mut self, path: usize, id: Option<Id>) {
        let mut steps = Vec::new();
        let mut at = path;
        while at != 0 {
            let (above, name) = &self.paths[at];
            steps.push(name.as_str());
            at = *above;
        }
        steps.reverse();
        let path = format!("/{}", steps.join("/"));
        self.note(Change::Object { path, object: id });
    }
}

/// The object that a value refers to.
fn reference(value: Option<&Value>) -> Option<Id> {
    match value {
        Some(Value::Reference(id)) => Some(*id),
        _ => None,
    }
}

/// Whether a dictionary is a signature or a time-stamp.
fn is_signature(value: &Table) -> bool {
    let is_kind = !value.contains_key(b"Type".as_slice())
        || has_name(value, "Type", "Sig")
        || has_name(value, "Type", "DocTimeStamp");
    let has = |key: &str| value.contains_key(key.as_bytes());
    is_kind && has("ByteRange") && has("Contents")
}
