//! What became of a document after it went out: withdrawn, replaced, corrected, as its records tell.

use super::evidence::Evidence;
use super::item::{Item, Part};
use crate::diag::{Diagnostic, Lang, Message};
use crate::release::act::{Act, Books, Deed};
use crate::release::entry::Row;

/// What the records tell, where they tell anything, and what has ended the document.
pub(super) fn item(evidence: &Evidence<'_>) -> (Option<Item>, Option<Deed>) {
    let issued = evidence.issued();
    let ledger = issued.as_ref().and_then(|(number, symbol, day)| {
        let ledger = evidence.ledger?;
        Some(ledger.acts_of(&number.with(symbol), *day))
    });
    let row = issued.as_ref().and_then(|(number, symbol, day)| {
        let sound = |found: &Diagnostic| !found.is_error();
        let register = (evidence.register).filter(|own| own.diagnostics.iter().all(sound))?;
        let row = register.find(number, symbol)?;
        (row.symbol == *symbol && row.date == Some(*day)).then_some(row)
    });
    let manifest = evidence.manifest.map(|manifest| &manifest.acts[..]);
    let books = Books {
        ledger: ledger.as_deref(),
        manifest,
        note: row.and_then(Row::noted),
    };
    let acts = books.acts();
    let ended = acts.iter().find(|act| act.deed.ends()).map(|act| act.deed);
    let item = match books.disagreement() {
        Some(why) => Some(Item::unknown(Part::Acts, why)),
        None if acts.is_empty() => None,
        None => Some(Item::valid(Part::Acts, together(&acts))),
    };
    (item, ended)
}

/// All acts in one line.
fn together(acts: &[&Act]) -> Message {
    let all = |lang| {
        let said = acts.iter().map(|act| act.message().text(lang).to_owned());
        said.collect::<Vec<_>>().join("; ")
    };
    Message::new(all(Lang::En), all(Lang::Vi))
}
