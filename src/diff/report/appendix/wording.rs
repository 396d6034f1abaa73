//! Everything but numbers that has changed, as a table: what the old plan said beside what the new one
//! says.

use super::{Body, NOTHING, Report, Sheet, expected, struck, text, underlined};
use crate::diag::Lang;
use crate::diff::change::{Change, What};
use crate::diff::item::{Field, Kind, Leaf, Value};
use crate::diff::pair::Reason;
use crate::diff::report::reader::capital;
use crate::diff::report::{Item, Part, Reader};
use crate::diff::words::Run;
use crate::document::model::{CellAlign, CellBlock, Inline};

/// What is said of an item: in the old plan, in the new one, and what happened to it.
#[derive(Default)]
struct Told {
    old: Vec<Inline>,
    new: Vec<Inline>,
    notes: Vec<String>,
    /// Whether both sides show the text that people call it by.
    named: bool,
}

impl Told {
    fn note(&mut self, note: &str) {
        if !self.notes.iter().any(|known| known == note) {
            self.notes.push(note.to_owned());
        }
    }
}

impl Report<'_, '_> {
    /// The table of words, which is numbered behind another one.
    pub(super) fn wording(&self, part: Part, items: &[Item<'_>], before: usize, body: &mut Body) {
        if items.is_empty() {
            return;
        }
        let told: Vec<Told> = items.iter().map(|item| self.told(item)).collect();
        // Names need room that the texts else have.
        let (name, side) = if told.iter().all(|told| told.named) {
            (11, 36)
        } else {
            (19, 32)
        };
        let [old, new] = self.years.each_ref().map(String::as_str);
        let mut sheet = Sheet::new(&[
            ("STT", 5, CellAlign::Center),
            ("Nội dung", name, CellAlign::Left),
            (old, side, CellAlign::Left),
            (new, side, CellAlign::Left),
            ("Ghi chú", 12, CellAlign::Center),
        ]);
        sheet.numbered = before;
        let mut around = String::new();
        for (item, told) in items.iter().zip(told) {
            let first = item.first();
            let trail = self.trail(first);
            if trail != around && !trail.is_empty() && part != Part::Head {
                sheet.group(&trail);
            }
            around = trail;
            let number = sheet.number();
            let name = self.called(first, told.named);
            let notes = vec![text(&told.notes.join("\n"))];
            sheet.row([
                number,
                CellBlock::new(vec![text(&name)]),
                CellBlock::new(or_nothing(told.old)),
                CellBlock::new(or_nothing(told.new)),
                CellBlock::new(notes),
            ]);
        }
        body.blocks.push(sheet.block());
    }

    /// What an item is called beside what is said of it.
    fn called(&self, change: &Change, named: bool) -> String {
        let kind = capital(change.kind.words().text(Lang::Vi));
        let name = self.reader.name(change);
        if named || name == kind {
            kind
        } else {
            format!("{kind} «{name}»")
        }
    }

    fn told(&self, item: &Item<'_>) -> Told {
        let mut told = Told::default();
        if let Some((old, new, _)) = self.reader.replacement(&item.changes) {
            told.old.push(struck(vec![text(&old)]));
            told.new.push(underlined(vec![text(&new)]));
            told.note("Được thay thế");
            told.named = true;
            return told;
        }
        for change in &item.changes {
            self.tell(change, &mut told);
            if let Some(why) = change.expected {
                told.note(expected(why));
            }
        }
        if let Some(Reason::Like(percent)) = item.first().reason {
            told.note(&format!("(giống {percent}%)"));
        }
        told
    }

    fn tell(&self, change: &Change, told: &mut Told) {
        match &change.what {
            What::Added { leaves } => {
                told.note(if self.reader.is_successor(change) {
                    "Thay văn bản cũ"
                } else {
                    "Thêm mới"
                });
                told.new = self.whole(change, leaves, underlined);
                told.named = true;
            }
            What::Dropped { leaves } => {
                match self.reader.successor(change) {
                    Some(successor) => told.note(&format!("Được thay bằng {successor}")),
                    None => told.note("Bỏ"),
                }
                told.old = self.whole(change, leaves, struck);
                told.named = true;
            }
            What::Moved { from } => {
                let place = |trail: &[String]| self.reader.place(trail, "phần chung của kế hoạch");
                told.note("Chuyển chỗ");
                line(&mut told.old, "Thuộc", vec![text(&place(from))]);
                line(&mut told.new, "Thuộc", vec![text(&place(&change.trail))]);
            }
            What::Reordered { from, to } if from == to => told.note("Đổi thứ tự"),
            What::Reordered { from, to } => {
                told.note(&format!("Đổi thứ tự: từ vị trí {from} đến vị trí {to}"));
            }
            What::Renamed { from, to } => {
                let id = |id: &Option<String>| id.clone().unwrap_or_else(|| NOTHING.to_owned());
                told.note("Đổi mã");
                line(&mut told.old, "Mã", vec![text(&id(from))]);
                line(&mut told.new, "Mã", vec![text(&id(to))]);
            }
            What::Altered {
                field,
                old,
                new,
                runs,
                ..
            } => {
                told.note("Sửa");
                let (before, after) = self.sides(field, (old.as_ref(), new.as_ref()), runs);
                let is_text = is_text(change.kind, field);
                told.named |= is_text;
                let label = if is_text {
                    String::new()
                } else {
                    capital(&self.reader.field(change, field))
                };
                line(&mut told.old, &label, before);
                line(&mut told.new, &label, after);
            }
        }
    }

    /// What only one plan says of an item, its name first.
    fn whole(
        &self,
        change: &Change,
        leaves: &[Leaf],
        look: fn(Vec<Inline>) -> Inline,
    ) -> Vec<Inline> {
        let mut content = vec![look(vec![text(&self.reader.name(change))])];
        for (field, value) in self.reader.said(change, leaves) {
            line(
                &mut content,
                &capital(&field),
                vec![look(vec![text(&value)])],
            );
        }
        content
    }

    /// What both plans say, with the words in which they differ.
    fn sides(
        &self,
        field: &Field,
        (old, new): (Option<&Value>, Option<&Value>),
        runs: &[Run],
    ) -> (Vec<Inline>, Vec<Inline>) {
        if !runs.is_empty() && !Reader::is_id(field) {
            return marked(runs);
        }
        let said = |value: Option<&Value>, look: fn(Vec<Inline>) -> Inline| {
            let value = value.map(|value| self.reader.value(field, value));
            match value {
                Some(value) => vec![look(vec![text(&value)])],
                None => vec![text(NOTHING)],
            }
        };
        (said(old, struck), said(new, underlined))
    }
}

/// Both sides of runs.
fn marked(runs: &[Run]) -> (Vec<Inline>, Vec<Inline>) {
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for run in runs {
        match run {
            Run::Same(same) => {
                old.push(text(same));
                new.push(text(same));
            }
            Run::Old(gone) => old.push(struck(vec![text(gone)])),
            Run::New(come) => new.push(underlined(vec![text(come)])),
        }
    }
    (old, new)
}

/// Adds a line to a cell.
fn line(content: &mut Vec<Inline>, label: &str, said: Vec<Inline>) {
    if !content.is_empty() {
        content.push(text("\n"));
    }
    if !label.is_empty() {
        content.push(text(&format!("{label}: ")));
    }
    content.extend(said);
}

fn or_nothing(content: Vec<Inline>) -> Vec<Inline> {
    if content.is_empty() {
        vec![text(NOTHING)]
    } else {
        content
    }
}

/// Whether a field is the text that people call an item by.
fn is_text(kind: Kind, field: &Field) -> bool {
    let called = matches!(
        kind,
        Kind::Paragraph | Kind::Objective | Kind::Task | Kind::Step | Kind::Report | Kind::Section
    );
    called && matches!(field.name, "text" | "title")
}
