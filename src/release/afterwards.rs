//! What is done to a plan after it has gone out, recorded (Điều 18): withdrawn, replaced, corrected. The files
//! that went out stay as they are; ledger, register and manifest tell of it together.

use super::act::{Act, is_noted};
use super::released::Released;
use super::transaction::Change;
use super::verdict::Refusal;
use crate::diag::Lang;
use crate::spec::Choice;
use crate::vi;
use jiff::civil::Date;

/// What comes of recording an act.
#[derive(Debug)]
pub enum Recorded {
    /// These files get new contents.
    Ready(Vec<Change>),
    /// All records have it.
    Already,
    /// It cannot be.
    Refused(Box<Refusal>),
}

/// Makes the record of an act ready: what each of the books gets that does not have it yet. Whoever calls
/// this holds the workspace's lock.
#[must_use]
pub fn record(plan: &Released, act: &Act, today: Date) -> Recorded {
    if let Some(refused) = refused(plan, act, today) {
        return Recorded::Refused(refused);
    }
    let mut changes = Vec::new();
    if !plan.acts.contains(act) {
        changes.push(Change {
            path: plan.kept.path.clone(),
            old: plan.kept.bytes.clone(),
            new: plan.kept.with_act(act, &plan.full_number(), plan.date),
        });
    }
    let note = plan.row().and_then(|row| row.note.as_ref());
    if let Some(note) = note.filter(|note| !is_noted(act, &note.text)) {
        changes.push(Change {
            path: plan.register.path.clone(),
            old: plan.register.bytes.clone(),
            new: plan.register.noted(note, &act.note()),
        });
    }
    if !plan.manifest.acts.contains(act) {
        let mut manifest = plan.manifest.clone();
        manifest.acts.push(act.clone());
        changes.push(Change {
            path: plan.manifest_path.clone(),
            old: Some(plan.manifest_bytes.clone()),
            new: manifest.to_bytes(),
        });
    }
    if changes.is_empty() {
        Recorded::Already
    } else {
        Recorded::Ready(changes)
    }
}

/// Why an act cannot be.
fn refused(plan: &Released, act: &Act, today: Date) -> Option<Box<Refusal>> {
    let because = |en: String, vi: String| Some(Box::new(Refusal::reason(en, vi)));
    if act.date > today {
        let on = vi::date::short(act.date);
        return because(
            format!("{on} lies ahead; the document that does it must have gone out"),
            format!("ngày {on} chưa tới; văn bản thực hiện phải đã ban hành"),
        );
    }
    let whole = plan.full_number();
    if let Some(refusal) = plan.before(act.date) {
        return Some(Box::new(refusal));
    }
    let fold = vi::text::folded_name;
    if fold(&act.number) == fold(&whole) && act.date.year() == plan.date.year() {
        let done = act.deed.word();
        return because(
            format!("{whole} cannot be {} by itself", done.text(Lang::En)),
            format!("số {whole} không thể tự {} chính nó", done.text(Lang::Vi)),
        );
    }
    let books = plan.books();
    let is_known = books.acts().contains(&act);
    if let Some(ended) = plan.ended().filter(|_| !is_known) {
        let said = ended.message();
        return because(
            format!("{whole} is {}", said.text(Lang::En)),
            format!("số {whole} {}", said.text(Lang::Vi)),
        );
    }
    let own = fold(&act.note());
    let strays = books.strays();
    if let Some(stray) = strays.into_iter().find(|stray| fold(stray) != own) {
        let register = &plan.register_name;
        return because(
            format!("the note of {whole} in {register} has «{stray}» already; take it out first"),
            format!("ghi chú của số {whole} trong {register} đã có «{stray}»; hãy xóa trước"),
        );
    }
    if plan.row().is_some_and(|row| row.note.is_none()) {
        let register = &plan.register_name;
        return because(
            format!("{register} has no column «Ghi chú» for it; add the column first"),
            format!("{register} không có cột «Ghi chú» để ghi việc này; hãy thêm cột trước"),
        );
    }
    None
}
