//! How a signature field looks (ISO 32000-1, 12.5.5): what is drawn of it stays in its rectangle.

use super::object::Object;
use super::objects::File;
use super::value::{Table, Value, has_name};
use rust_decimal::Decimal;

/// Whether an appearance is of forms outside of whose boxes nothing is drawn.
pub(super) fn is_within(file: &File<'_>, look: &Value) -> bool {
    forms(file, look, &|form| {
        let table = form.table()?;
        let numbers = |key: &str| -> Option<Vec<Decimal>> {
            let found = file.get(table, key)?;
            found.value.list()?.iter().map(Value::decimal).collect()
        };
        let is_box = match numbers("BBox").as_deref() {
            Some([left, bottom, right, top]) => left != right && bottom != top,
            _ => false,
        };
        let is_turned = match numbers("Matrix").as_deref() {
            Some([a, b, c, d, _, _]) => a.checked_mul(*d)? != b.checked_mul(*c)?,
            Some(_) => false,
            None => !table.contains_key(b"Matrix".as_slice()),
        };
        Some(is_box && is_turned || is_empty(form)?)
    })
}

/// What a new field shows on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Nothing: it has no rectangle, or none that anything is drawn in.
    Nothing,
    /// Something, in its rectangle.
    Within,
}

/// What a new field shows; none where it does something, or where what it shows is not known.
pub(super) fn of_new(file: &File<'_>, field: &Table) -> Option<Look> {
    let acts = ["A", "AA", "Kids"]
        .iter()
        .any(|key| field.contains_key(key.as_bytes()));
    let look = field.get(b"AP".as_slice());
    let sides = match file.get(field, "Rect").map(|rect| rect.value) {
        None => Vec::new(),
        Some(Value::List(sides)) => sides,
        Some(_) => return None,
    };
    let has_size = match &sides[..] {
        [] => false,
        [left, bottom, right, top] => {
            let is_number = |side: &Value| matches!(side, Value::Number(_));
            sides.iter().all(is_number).then_some(())?;
            left != right || bottom != top
        }
        _ => return None,
    };
    let is_bare = look.is_none_or(|look| forms(file, look, &|form| is_empty(form)));
    match (acts, has_size) {
        (true, _) => None,
        (false, false) => is_bare.then_some(Look::Nothing),
        (false, true) => {
            let is_within = is_within(file, look?) && is_locked(&Table::new(), field);
            is_within.then_some(Look::Within)
        }
    }
}

/// Whether the flags of an annotation (12.5.3) are as before, but for those that it is printed and locked.
pub(super) fn is_locked(old: &Table, new: &Table) -> bool {
    const MAY: usize = 1 << 2 | 1 << 7;
    let flags = |table: &Table| match table.get(b"F".as_slice()) {
        Some(flags) => flags.number(),
        None => Some(0),
    };
    let pair = flags(old).zip(flags(new));
    pair.is_some_and(|(old, new)| old & new == old && (new & !MAY) == (old & !MAY))
}

/// Whether each appearance is a form of its own that is as it must be.
fn forms(file: &File<'_>, look: &Value, is_right: &dyn Fn(&Object<'_>) -> Option<bool>) -> bool {
    let looks = file.resolved(look);
    let table = looks.as_ref().and_then(Object::table);
    let is_form = |form: &Value| {
        let form = file.resolved(form)?;
        let table = form.table()?;
        let is_plain = has_name(table, "Subtype", "Form") && !table.contains_key(b"Ref".as_slice());
        Some(is_plain && form.data.is_some() && is_right(&form)?)
    };
    table.is_some_and(|table| {
        table.iter().all(|(key, form)| {
            matches!(key.as_slice(), b"N" | b"R" | b"D") && is_form(form) == Some(true)
        })
    })
}

/// Whether a form draws nothing.
fn is_empty(form: &Object<'_>) -> Option<bool> {
    let data = form.data?;
    Some(
        data.is_empty()
            || form
                .unpacked()
                .is_some_and(|plain| plain.trim_ascii().is_empty()),
    )
}
