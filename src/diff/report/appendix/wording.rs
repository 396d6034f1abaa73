//! Everything but numbers that has changed, as a table: what the old plan said beside what the new one
//! says.

use super::Report;
use super::sheet::{Body, NOTHING, Sheet, Told, cell, struck, text, underlined};
use crate::diag::Lang;
use crate::diff::report::Part;
use crate::diff::report::entry::{Entry, Line};
use crate::diff::report::reader::capital;
use crate::diff::words::Run;
use crate::document::model::{CellAlign, CellBlock, Inline};

/// What is said of an item: in the old plan, in the new one, and what happened to it.
#[derive(Default)]
struct Row {
    sides: [Vec<Inline>; 2],
    notes: Vec<String>,
    /// Whether both sides show the text that people call it by.
    named: bool,
}

impl Row {
    fn note(&mut self, note: &str) {
        let note = capital(note);
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Adds a line to both sides.
    fn line(&mut self, label: &str, line: &Line) {
        for (content, said) in self.sides.iter_mut().zip(line.sides()) {
            if !content.is_empty() {
                content.push(text("\n"));
            }
            if !label.is_empty() {
                content.push(text(&format!("{label}: ")));
            }
            if said.is_empty() {
                content.push(text(NOTHING));
            }
            content.extend(said.iter().map(inline));
        }
    }
}

impl Report<'_, '_> {
    /// The table of words, which is numbered behind another one.
    pub(super) fn wording(&self, part: Part, items: &[Told<'_>], before: usize, body: &mut Body) {
        if items.is_empty() {
            return;
        }
        let rows: Vec<Row> = items.iter().map(|item| self.told(item)).collect();
        // Names need room that the texts else have.
        let (name, side) = if rows.iter().all(|row| row.named) {
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
        for ((entry, _), row) in items.iter().zip(rows) {
            let trail = entry.trail.join(" › ");
            if trail != around && !trail.is_empty() && part != Part::Head {
                sheet.group(&trail);
            }
            around = trail;
            let name = if row.named {
                capital(entry.first.kind.words().text(Lang::Vi))
            } else {
                entry.called(Lang::Vi, |name| format!("«{name}»"))
            };
            let [number, name, notes] = [
                sheet.number(),
                cell(&name),
                CellBlock::new(vec![text(&row.notes.join("\n"))]),
            ];
            let [old, new] = row.sides.map(or_nothing);
            sheet.row([number, name, old, new, notes]);
            body.tell(entry, sheet.numbered);
        }
        body.blocks.push(sheet.block());
    }

    fn told(&self, (entry, lines): &Told<'_>) -> Row {
        let mut row = Row::default();
        if let Some((old, new, replaced)) = &entry.replacement {
            row.sides = [
                vec![inline(&Run::Old(old.clone()))],
                vec![inline(&Run::New(new.clone()))],
            ];
            row.note(if *replaced {
                "được thay thế"
            } else {
                "sửa"
            });
            row.named = true;
        } else if let Some(is_new) = entry.is_added() {
            self.whole(entry, is_new, &mut row);
        } else {
            for line in lines {
                row.note(line.mark.word);
                row.named |= line.is_text;
                // The note says that it has another place.
                if line.old.is_some() || line.new.is_some() {
                    let label = Some(&line.label).filter(|_| !line.is_text);
                    row.line(&label.map(|label| capital(label)).unwrap_or_default(), line);
                }
                line.expected.into_iter().for_each(|why| row.note(why));
            }
        }
        row
    }

    /// What only one plan says of an item, its name first.
    fn whole(&self, entry: &Entry<'_>, is_new: bool, row: &mut Row) {
        let run = if is_new { Run::New } else { Run::Old };
        let mut content = vec![inline(&run(entry.name.clone()))];
        for line in &entry.lines {
            content.push(text(&format!("\n{}: ", capital(&line.label))));
            let said = line.old.as_ref().or(line.new.as_ref());
            content.extend(said.map(|said| inline(&run(said.clone()))));
        }
        row.sides[usize::from(is_new)] = content;
        row.named = true;
        match &entry.successor {
            Some(successor) => row.note(&format!("được thay bằng {successor}")),
            None if self.reader.is_successor(entry.first) => row.note("thay văn bản cũ"),
            None => entry.marks.iter().for_each(|mark| row.note(mark.word)),
        }
    }
}

fn inline(run: &Run) -> Inline {
    match run {
        Run::Same(same) => text(same),
        Run::Old(gone) => struck(vec![text(gone)]),
        Run::New(come) => underlined(vec![text(come)]),
    }
}

fn or_nothing(content: Vec<Inline>) -> CellBlock {
    let is_empty = content.is_empty();
    CellBlock::new(if is_empty {
        vec![text(NOTHING)]
    } else {
        content
    })
}
