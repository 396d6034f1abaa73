//! A comparison in the words that people read: what calls in texts print, each on its own side.
//!
//! Plans are compared as they are written, so that a number which has changed is told once, where it is
//! kept, and not again in every paragraph that prints it. What is told of a text is told as it prints, without
//! the marks of emphasis, unless they are all that has changed.

use super::change::{Change, Comparison, What};
use super::item::{Leaf, Value};
use super::outline::Side;
use super::words::runs;
use crate::document::{Printer, without_emphasis};
use crate::plan::Index;
use std::borrow::Cow;

/// A comparison with its texts as they print. Texts that differ only in how they are written, a number
/// typed here and called there, are the same.
#[must_use]
pub fn printed(mut comparison: Comparison, before: Side<'_>, after: Side<'_>) -> Comparison {
    let (old_index, _) = Index::new(before.plan, before.units, before.legal);
    let (new_index, _) = Index::new(after.plan, after.units, after.legal);
    let mut old = Texts::of(before, &old_index);
    let mut new = Texts::of(after, &new_index);
    let all = comparison.changes.len();
    comparison
        .changes
        .retain_mut(|change| !is_same(change, &mut old, &mut new));
    comparison.equal += all - comparison.changes.len();
    for outcome in &mut comparison.outcomes {
        new.print(&mut outcome.name);
    }
    for split in &mut comparison.splits {
        let (whole, parts) = if split.merged {
            (&mut new, &mut old)
        } else {
            (&mut old, &mut new)
        };
        whole.print(&mut split.whole);
        split.parts.iter_mut().for_each(|part| parts.print(part));
    }
    comparison
}

/// Prints the texts of a change, and says whether both sides are then the same.
fn is_same<'s>(change: &mut Change, old: &mut Texts<'s>, new: &mut Texts<'s>) -> bool {
    let own = if matches!(change.what, What::Dropped { .. }) {
        &mut *old
    } else {
        &mut *new
    };
    own.print(&mut change.name);
    change.trail.iter_mut().for_each(|name| own.print(name));
    match &mut change.what {
        What::Added { leaves } | What::Dropped { leaves } => own.leaves(leaves),
        What::Moved { from } => from.iter_mut().for_each(|name| old.print(name)),
        What::Reordered { .. } | What::Sorted { .. } | What::Renamed { .. } => {}
        What::Altered {
            old: Some(Value::Text(one)),
            new: Some(Value::Text(other)),
            runs: differences,
            ..
        } => {
            let called = is_called(one) || is_called(other);
            if called {
                old.side(one);
                new.side(other);
            }
            let plain = [&*one, &*other].map(|text| without_emphasis(text).into_owned());
            let marked = plain[0] != *one || plain[1] != *other;
            // Where nothing but the emphasis is another, its marks are what has changed.
            if marked && plain[0] != plain[1] {
                [*one, *other] = plain;
            }
            if called || marked {
                *differences = runs(one, other);
            }
            return called && one == other;
        }
        What::Altered {
            old: before,
            new: after,
            ..
        } => {
            if let Some(value) = before {
                old.value(value);
            }
            if let Some(value) = after {
                new.value(value);
            }
        }
    }
    false
}

const NO_BREAK: char = '\u{A0}';

fn is_called(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}

/// The texts of one plan.
struct Texts<'s> {
    printer: Printer<'s>,
}

impl<'s> Texts<'s> {
    fn of(side: Side<'s>, index: &'s Index<'s>) -> Self {
        Self {
            printer: Printer::new(side.plan, index, side.sources, side.law),
        }
    }

    fn print(&mut self, text: &mut String) {
        self.call(text);
        if let Cow::Owned(plain) = without_emphasis(text) {
            *text = plain;
        }
    }

    fn call(&mut self, text: &mut String) {
        if is_called(text) {
            *text = self.printer.text(text);
        }
    }

    /// Prints a text that is compared with another; which blank joins a number to its unit is all one.
    fn side(&mut self, text: &mut String) {
        self.call(text);
        if text.contains(NO_BREAK) {
            *text = text.replace(NO_BREAK, " ");
        }
    }

    fn value(&mut self, value: &mut Value) {
        if let Value::Text(text) = value {
            self.print(text);
        }
    }

    fn leaves(&mut self, leaves: &mut [Leaf]) {
        for leaf in leaves {
            self.value(&mut leaf.value);
        }
    }
}
