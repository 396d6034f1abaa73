//! The text of two documents as one: paragraphs and tables, what was moved, sections of the new one.

use super::align::{Entry, Place, align};
use super::{Tracker, rows};
use crate::render::docx::flow::{Flow, Item, Pages, Piece};
use crate::render::docx::revision::Revision;
use crate::render::docx::table::{Line, Sheet, Slice, sliced};
use crate::render::docx::worded::Worded;

/// A paragraph, a table with its rows, or the ending.
struct Unit {
    /// The pages of the section that ends before it.
    before: Option<Pages>,
    piece: Piece,
    rows: Vec<Line>,
}

/// The common flow in the making.
#[derive(Default)]
struct Out {
    pieces: Vec<Piece>,
    slices: Vec<Slice>,
    /// Whether nothing that stays follows the last table.
    behind_table: bool,
    /// Whether the mark of the last paragraph changes: it needs a paragraph to go on in.
    loose: bool,
}

impl Out {
    fn push(&mut self, before: Option<Pages>, piece: Piece) {
        if let Some(pages) = before {
            self.pieces.push(Piece::Section(pages));
            (self.behind_table, self.loose) = (false, false);
        }
        let ending = matches!(piece, Piece::Ending);
        let joins = ending || matches!(piece, Piece::Table(_));
        let bare = matches!(&piece, Piece::Table(sheet) if sheet.lines().next().is_none());
        if (joins && self.behind_table) || ((ending || bare) && self.loose) {
            self.pieces.push(Piece::Paragraph(Item::between(ending)));
        }
        self.loose = matches!(&piece, Piece::Paragraph(item) if item.words.mark.is_some());
        self.behind_table = joins || (self.behind_table && self.loose);
        self.pieces.push(piece);
    }

    fn table(&mut self, before: Option<Pages>, mut sheet: Sheet, rows: Vec<Line>) {
        sheet.slices = sliced(rows, &mut self.slices);
        sheet.apart = sheet.lines().last().is_some_and(|line| line.mark.is_some());
        self.push(before, Piece::Table(sheet));
    }
}

impl Tracker {
    /// One flow of two.
    pub fn flow(&mut self, old: Flow, new: Flow) -> Flow {
        let Flow { pieces, slices, .. } = old;
        let (before, _, old_rest) = parted(units(pieces, slices));
        let Flow {
            pieces,
            slices,
            last,
            headings,
        } = new;
        let (after, ending, new_rest) = parted(units(pieces, slices));
        let mut out = Out::default();
        self.sequence(before, after, &mut out);
        if let Some(ending) = ending {
            out.push(ending.before, ending.piece);
        }
        self.sequence(old_rest, new_rest, &mut out);
        Flow {
            pieces: out.pieces,
            slices: out.slices,
            last,
            headings,
        }
    }

    fn sequence(&mut self, old: Vec<Unit>, new: Vec<Unit>, out: &mut Out) {
        let before: Vec<Entry> = old.iter().map(entry).collect();
        let after: Vec<Entry> = new.iter().map(entry).collect();
        let (mut old, mut new) = (old.into_iter(), new.into_iter());
        let first = self.moves + 1;
        for place in align(&before, &after) {
            match place {
                Place::Both(..) => {
                    if let (Some(old), Some(new)) = (old.next(), new.next()) {
                        self.both(old, new, out);
                    }
                }
                Place::Old(_, moved) => {
                    if let Some(mut unit) = old.next() {
                        unit.before = None;
                        let revision = moved.map_or(Revision::Deleted, |_| Revision::MovedFrom);
                        self.one(unit, revision, moved.map(|number| first + number), out);
                    }
                }
                Place::New(_, moved) => {
                    if let Some(unit) = new.next() {
                        let revision = moved.map_or(Revision::Inserted, |_| Revision::MovedTo);
                        self.one(unit, revision, moved.map(|number| first + number), out);
                        self.moves += usize::from(moved.is_some());
                    }
                }
            }
        }
    }

    /// What both documents have.
    fn both(&mut self, old: Unit, new: Unit, out: &mut Out) {
        match (old.piece, new.piece) {
            (Piece::Paragraph(old), Piece::Paragraph(mut item)) => {
                let words = std::mem::take(&mut item.words);
                item.words = self.worded(old.words, words);
                out.push(new.before, Piece::Paragraph(item));
            }
            (Piece::Table(before), Piece::Table(mut sheet)) => {
                sheet.caption = self.line(before.caption, sheet.caption);
                sheet.unit_note = self.line(before.unit_note, sheet.unit_note);
                let rows = self.rows(old.rows, new.rows, &sheet.grid);
                out.table(new.before, sheet, rows);
            }
            // Only those of a kind are taken for each other.
            (_, piece) => out.push(new.before, piece),
        }
    }

    /// A line above a table.
    fn line(&mut self, old: Option<Worded>, new: Option<Worded>) -> Option<Worded> {
        match (old, new) {
            (Some(old), Some(new)) => Some(self.worded(old, new)),
            (Some(old), None) => Some(self.own_worded(old, Revision::Deleted)),
            (None, new) => new.map(|new| self.own_worded(new, Revision::Inserted)),
        }
    }

    /// What only one document has, or has there.
    fn one(&mut self, unit: Unit, revision: Revision, moved: Option<usize>, out: &mut Out) {
        match unit.piece {
            Piece::Paragraph(mut item) => {
                item.moved = moved.map(|number| self.changes.range(revision, number));
                item.words = self.own_worded(item.words, revision);
                out.push(unit.before, Piece::Paragraph(item));
            }
            Piece::Table(mut sheet) => {
                for line in [&mut sheet.caption, &mut sheet.unit_note] {
                    let words = line.take();
                    *line = words.map(|words| self.own_worded(words, revision));
                }
                let rows = unit.rows.into_iter();
                let rows = rows.map(|row| self.own_row(row, revision)).collect();
                out.table(unit.before, sheet, rows);
            }
            piece => out.push(unit.before, piece),
        }
    }
}

/// The paragraphs and tables of a flow, without what keeps tables apart.
fn units(pieces: Vec<Piece>, mut slices: Vec<Slice>) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut before = None;
    for piece in pieces {
        let rows = match &piece {
            Piece::Section(pages) => {
                before = Some(*pages);
                continue;
            }
            Piece::Paragraph(item) if item.is_between() => continue,
            Piece::Table(sheet) => {
                let own = sheet.slices.iter();
                let own = own.filter_map(|slice| slices.get_mut(*slice).map(std::mem::take));
                own.flatten().collect()
            }
            _ => Vec::new(),
        };
        units.push(Unit {
            before: before.take(),
            piece,
            rows,
        });
    }
    units
}

/// The units before the ending, the ending and those behind it.
fn parted(mut units: Vec<Unit>) -> (Vec<Unit>, Option<Unit>, Vec<Unit>) {
    let ending = units
        .iter()
        .position(|unit| matches!(unit.piece, Piece::Ending));
    let mut rest = units.split_off(ending.unwrap_or(units.len()));
    let after = rest.split_off(rest.len().min(1));
    (units, rest.pop(), after)
}

fn entry(unit: &Unit) -> Entry {
    match &unit.piece {
        Piece::Paragraph(item) => Entry {
            kind: item.style.clone(),
            text: item.words.runs.text(),
            name: String::new(),
            moves: true,
        },
        Piece::Table(sheet) => {
            let above: Vec<String> = sheet.lines().map(|line| line.runs.text()).collect();
            let text: Vec<String> = unit.rows.iter().map(rows::text).collect();
            let header = unit.rows.iter().filter(|row| row.header);
            Entry {
                kind: format!("table {}", sheet.grid.len()),
                text: format!("{}\n{}", above.join("\n"), text.join("\n")),
                name: header.map(rows::text).collect(),
                moves: false,
            }
        }
        _ => Entry::default(),
    }
}
