//! What a later revision of a PDF changes of an earlier one, and what of it a signature allows.
//!
//! Both are walked from their roots side by side, through every object that a reader can come to.
//! Allowed is what signing again takes: a signature in a field that was empty, with its picture; a
//! time-stamp of the document in a field of its own that shows nothing; data for validation (DSS); the
//! notes on who saved the file and when.

use super::revision::cross_reference;
use super::signed::{Field, decoded, fields};
use super::syntax::Dictionary;
use crate::diag::Message;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Number, Object, ObjectIdentifier, Stream};
use std::collections::{BTreeSet, HashSet, VecDeque};

/// The most findings of one comparison.
const MOST: usize = 20;

/// A change behind a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A field was signed.
    Signed {
        /// Its name.
        field: String,
    },
    /// The document was time-stamped.
    Stamped,
    /// Data to validate signatures with was added (document security store).
    Validation,
    /// The notes on the file were changed: when and by which program it was saved.
    Metadata,
    /// Something else, which is not allowed.
    Object {
        /// The way to it from the root.
        path: String,
        /// The indirect object that it stands in.
        object: Option<(i32, i32)>,
    },
    /// Bytes stand behind that are no revision of a PDF, or one that readers would have to mend.
    Rest,
}

impl Change {
    /// Whether a signature stays valid with it.
    #[must_use]
    pub const fn is_allowed(&self) -> bool {
        !matches!(self, Self::Object { .. } | Self::Rest)
    }

    /// The change in words.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Signed { field } => Message::new(
                format!("after it the field «{field}» was signed"),
                format!("sau đó có thêm chữ ký ở trường «{field}»"),
            ),
            Self::Stamped => Message::new(
                "after it the document was time-stamped",
                "sau đó văn bản được gắn dấu thời gian",
            ),
            Self::Validation => Message::new(
                "after it data for validation was added",
                "sau đó có bổ sung dữ liệu phục vụ kiểm tra chữ ký",
            ),
            Self::Metadata => Message::new(
                "after it the notes on when and with what the file was saved were changed",
                "sau đó chỉ cập nhật thông tin về thời điểm và chương trình lưu tệp",
            ),
            Self::Object { path, object } => {
                let (en, vi) = object.map_or_else(Default::default, |(number, generation)| {
                    (
                        format!(" (object {number} {generation})"),
                        format!(" (đối tượng {number} {generation})"),
                    )
                });
                Message::new(
                    format!("after it {path}{en} was changed"),
                    format!("sau khi ký, {path}{vi} bị thay đổi"),
                )
            }
            Self::Rest => Message::new(
                "bytes stand behind what is signed that are no sound revision of the file",
                "sau phần đã ký có dữ liệu thêm vào không đúng cấu trúc tệp PDF",
            ),
        }
    }
}

/// What a later revision changes.
pub(super) fn changes(old: &Pdf, new: &Pdf) -> Vec<Change> {
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

/// Two values to compare, the way to them and the objects that they stand in.
type Pair<'o, 'n> = (
    MaybeRef<Object<'o>>,
    MaybeRef<Object<'n>>,
    usize,
    Option<ObjectIdentifier>,
);

struct Walk<'o, 'n> {
    old: &'o Pdf,
    new: &'n Pdf,
    seen: HashSet<(ObjectIdentifier, ObjectIdentifier)>,
    /// New fields that are allowed, which pages may show.
    added: HashSet<ObjectIdentifier>,
    paths: Vec<(usize, String)>,
    /// First what is near the root, so that a change is named by the shortest way to it.
    work: VecDeque<Pair<'o, 'n>>,
    found: Vec<Change>,
}

impl<'o, 'n> Walk<'o, 'n> {
    /// Compares what readers begin with: trailer, catalog, form. None where a part is missing.
    fn document(&mut self) -> Option<()> {
        let (_, _, before) = cross_reference(self.old.data().as_ref())?;
        let (_, _, after) = cross_reference(self.new.data().as_ref())?;
        let root = self.old.xref().root_id();
        if before.get("Encrypt").is_some() || after.get("Encrypt").is_some() {
            return None;
        }
        // What the end of the file says must be what was read; other readers trust it alone.
        let named = |trailer: &Dictionary| trailer.reference("Root").map(|id| i64::from(id.number));
        let number = Some(i64::from(root.obj_number));
        if self.new.xref().root_id() != root || named(&before) != number || named(&after) != number
        {
            return None;
        }
        self.info(&before, &after);
        let old = self.old.xref().get::<Dict<'o>>(root)?;
        let new = self.new.xref().get::<Dict<'n>>(root)?;
        self.seen.insert((root, root));
        let path = self.step(0, "Root");
        self.form(&old, &new, path);
        self.seen_metadata(&old, &new);
        let special = ["AcroForm", "DSS", "Extensions", "Metadata", "Version"];
        self.dicts(&old, &new, &special, path, Some(root));
        if self.differs(&old, &new, "DSS") {
            self.note(Change::Validation);
        }
        if let Some(later) = new.get::<Dict<'n>>("Extensions") {
            let earlier = old
                .get::<Dict<'o>>("Extensions")
                .unwrap_or_else(Dict::empty);
            let added: Vec<_> = later.keys().collect();
            let added: Vec<_> = added
                .iter()
                .filter(|key| !earlier.contains_key(key))
                .filter_map(|key| std::str::from_utf8(key.as_ref()).ok())
                .collect();
            let path = self.step(path, "Extensions");
            self.dicts(&earlier, &later, &added, path, Some(root));
        } else if old.contains_key("Extensions") {
            self.report(path, Some(root));
        }
        Some(())
    }

    /// The notes on the file that the trailer refers to: only the day and the program may change.
    fn info(&mut self, before: &Dictionary, after: &Dictionary) {
        let id = |trailer: &Dictionary| {
            let id = trailer.reference("Info")?;
            let number = i32::try_from(id.number).ok()?;
            Some(ObjectIdentifier::new(number, i32::from(id.generation)))
        };
        let old = id(before).and_then(|id| self.old.xref().get::<Dict<'o>>(id));
        let new = id(after).and_then(|id| self.new.xref().get::<Dict<'n>>(id));
        let old = old.unwrap_or_else(Dict::empty);
        let new = new.unwrap_or_else(Dict::empty);
        let path = self.step(0, "Info");
        self.dicts(&old, &new, &["ModDate", "Producer"], path, id(after));
        if self.differs(&old, &new, "ModDate") || self.differs(&old, &new, "Producer") {
            self.note(Change::Metadata);
        }
    }

    fn seen_metadata(&mut self, old: &Dict<'o>, new: &Dict<'n>) {
        if self.differs(old, new, "Metadata") {
            let earlier = old.get::<Stream<'o>>("Metadata").is_some();
            let later = new.get::<Stream<'n>>("Metadata").is_some();
            if earlier && later {
                self.note(Change::Metadata);
            } else {
                let path = self.step(0, "Metadata");
                self.report(path, None);
            }
        }
    }

    /// The form: its fields, each of which may be signed, and the new ones.
    fn form(&mut self, old: &Dict<'o>, new: &Dict<'n>, path: usize) {
        let path = self.step(path, "AcroForm");
        let before = old.get::<Dict<'o>>("AcroForm").unwrap_or_else(Dict::empty);
        let after = new.get::<Dict<'n>>("AcroForm").unwrap_or_else(Dict::empty);
        let id = after.obj_id();
        if let (Some(old), Some(new)) = (before.obj_id(), id) {
            self.seen.insert((old, new));
        }
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
        self.dicts(&before, &after, &["Fields", "SigFlags"], path, id);
        let before = before.get::<Array<'o>>("Fields");
        let after = after.get::<Array<'n>>("Fields");
        let path = self.step(path, "Fields");
        self.longer(before.as_ref(), after.as_ref(), path, id);
    }

    /// A field that was empty.
    fn field(&mut self, old: &Field<'o>, new: &Field<'n>, path: usize) {
        let mut may = Vec::new();
        if let Some(value) = &new.value {
            may = vec!["V", "AP", "M", "AS"];
            if is_signature(value) {
                self.note(Change::Signed {
                    field: new.name.clone(),
                });
            } else {
                self.report(path, new.id);
            }
        }
        self.dicts(&old.dict, &new.dict, &may, path, new.id);
    }

    /// A field that was not there: it must hold a signature and show nothing.
    fn added_field(&mut self, field: &Field<'n>) {
        let rect: Vec<f64> = field
            .dict
            .get::<Array<'_>>("Rect")
            .map(|rect| rect.iter::<Number>().map(|side| side.as_f64()).collect())
            .unwrap_or_default();
        let same = |one: f64, other: f64| one.to_bits() == other.to_bits();
        let is_hidden = match rect[..] {
            [left, bottom, right, top] => same(left, right) && same(bottom, top),
            _ => rect.is_empty(),
        };
        let Some(value) = field.value.as_ref().filter(|value| is_signature(value)) else {
            return;
        };
        if let Some(id) = field.id.filter(|_| {
            is_hidden && !field.dict.contains_key("A") && !field.dict.contains_key("AA")
        }) {
            self.added.insert(id);
            if value
                .get::<Name<'_>>("Type")
                .is_some_and(|kind| kind.as_ref() == b"DocTimeStamp")
            {
                self.note(Change::Stamped);
            } else {
                self.note(Change::Signed {
                    field: field.name.clone(),
                });
            }
        }
    }

    /// Lists of fields and annotations: allowed fields may follow what was there.
    fn longer(
        &mut self,
        old: Option<&Array<'o>>,
        new: Option<&Array<'n>>,
        path: usize,
        id: Option<ObjectIdentifier>,
    ) {
        let old: Vec<_> = old.map(|old| old.raw_iter().collect()).unwrap_or_default();
        let new: Vec<_> = new.map(|new| new.raw_iter().collect()).unwrap_or_default();
        let is_allowed = |one: &MaybeRef<Object<'_>>| {
            one.as_obj_ref()
                .is_some_and(|one| self.added.contains(&one.into()))
        };
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
            let (id, new) = match new {
                MaybeRef::Ref(new) => {
                    let new = ObjectIdentifier::from(new);
                    if let MaybeRef::Ref(old) = old
                        && !self.seen.insert((old.into(), new))
                    {
                        continue;
                    }
                    (Some(new), self.new.xref().get::<Object<'n>>(new))
                }
                MaybeRef::NotRef(new) => (id, Some(new)),
            };
            let old = match old {
                MaybeRef::Ref(old) => self.old.xref().get::<Object<'o>>(old.into()),
                MaybeRef::NotRef(old) => Some(old),
            };
            let is_same = match (old, new) {
                (None | Some(Object::Null(_)), None | Some(Object::Null(_))) => true,
                (Some(old), Some(new)) => self.objects(old, new, path, id),
                _ => false,
            };
            if !is_same {
                self.report(path, id);
            }
        }
    }

    /// Whether two objects are the same, apart from what they hold, which is compared later.
    fn objects(
        &mut self,
        old: Object<'o>,
        new: Object<'n>,
        path: usize,
        id: Option<ObjectIdentifier>,
    ) -> bool {
        match (old, new) {
            (Object::Boolean(old), Object::Boolean(new)) => old == new,
            (Object::Number(old), Object::Number(new)) => {
                old.as_f64().to_bits() == new.as_f64().to_bits()
            }
            (Object::String(old), Object::String(new)) => old.as_bytes() == new.as_bytes(),
            (Object::Name(old), Object::Name(new)) => old.as_ref() == new.as_ref(),
            (Object::Array(old), Object::Array(new)) => {
                let old: Vec<_> = old.raw_iter().collect();
                let new: Vec<_> = new.raw_iter().collect();
                let is_same = old.len() == new.len();
                for (index, (old, new)) in old.into_iter().zip(new).enumerate() {
                    let path = self.step(path, &index.to_string());
                    self.work.push_back((old, new, path, id));
                }
                is_same
            }
            (Object::Dict(old), Object::Dict(new)) => {
                self.dicts(&old, &new, &[], path, id);
                true
            }
            (Object::Stream(old), Object::Stream(new)) => {
                self.dicts(old.dict(), new.dict(), &[], path, id);
                old.raw_data() == new.raw_data()
            }
            _ => false,
        }
    }

    /// Compares dictionaries apart from some keys.
    fn dicts(
        &mut self,
        old: &Dict<'o>,
        new: &Dict<'n>,
        except: &[&str],
        path: usize,
        id: Option<ObjectIdentifier>,
    ) {
        let is_except = |key: &[u8]| except.iter().any(|one| one.as_bytes() == key);
        let mut keys: BTreeSet<Vec<u8>> = old.keys().map(|key| key.as_ref().to_vec()).collect();
        keys.extend(new.keys().map(|key| key.as_ref().to_vec()));
        for key in keys.iter().filter(|key| !is_except(key)) {
            let path = self.step(path, &decoded(key));
            if key == b"Annots" && new.get::<Array<'n>>(key).is_some() {
                let before = old.get::<Array<'o>>(key);
                let after = new.get::<Array<'n>>(key);
                self.longer(before.as_ref(), after.as_ref(), path, id);
                continue;
            }
            let nothing = || MaybeRef::NotRef(Object::Null(hayro_syntax::object::Null));
            let before = old.get_raw::<Object<'o>>(key).unwrap_or_else(nothing);
            let nothing = || MaybeRef::NotRef(Object::Null(hayro_syntax::object::Null));
            let after = new.get_raw::<Object<'n>>(key).unwrap_or_else(nothing);
            self.work.push_back((before, after, path, id));
        }
    }

    /// Whether a key has another value, however deep.
    fn differs(&self, old: &Dict<'o>, new: &Dict<'n>, key: &str) -> bool {
        let mut walk = Walk {
            old: self.old,
            new: self.new,
            seen: HashSet::new(),
            added: HashSet::new(),
            paths: vec![(0, String::new())],
            work: VecDeque::new(),
            found: Vec::new(),
        };
        let (before, after) = (
            old.get_raw::<Object<'o>>(key),
            new.get_raw::<Object<'n>>(key),
        );
        match (before, after) {
            (None, None) => return false,
            (Some(before), Some(after)) => walk.work.push_back((before, after, 0, None)),
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

    fn report(&mut self, path: usize, id: Option<ObjectIdentifier>) {
        let mut steps = Vec::new();
        let mut at = path;
        while at != 0 {
            let (above, name) = &self.paths[at];
            steps.push(name.as_str());
            at = *above;
        }
        steps.reverse();
        let path = format!("/{}", steps.join("/"));
        let object = id.map(|id| (id.obj_number, id.gen_number));
        self.note(Change::Object { path, object });
    }
}

/// Whether a dictionary is a signature or a time-stamp.
fn is_signature(value: &Dict<'_>) -> bool {
    let kind = value.get::<Name<'_>>("Type");
    let is_kind = kind.is_none_or(|kind| matches!(kind.as_ref(), b"Sig" | b"DocTimeStamp"));
    is_kind && value.contains_key("ByteRange") && value.contains_key("Contents")
}
