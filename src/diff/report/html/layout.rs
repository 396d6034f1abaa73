//! Entries as the template prints them.

use crate::diff::report::entry::{Entry, Line, Mark, is_long};
use crate::diff::report::reader::capital;
use crate::diff::report::{Item, Reader, clipped};
use crate::diff::words::Run;
use crate::diff::{Kind, Role, What};
use serde::Serialize;

/// How much of a long name is shown.
const SHORT: usize = 110;

/// An item with its changes.
#[derive(Debug, Serialize)]
pub struct Block {
    /// What leads to it.
    pub id: String,
    /// The places of its changes.
    #[serde(skip)]
    pub places: Vec<usize>,
    pub marks: Vec<Mark>,
    pub kind: &'static str,
    /// Nothing where a line says it.
    pub name: String,
    pub trail: String,
    pub unit: Option<String>,
    pub reason: Option<String>,
    /// Where it stood, what it was called.
    pub notes: Vec<String>,
    pub lines: Vec<Pair>,
    /// Whether all of it just follows from the year.
    pub expected: bool,
}

/// One thing that has changed.
#[derive(Debug, Default, Serialize)]
pub struct Pair {
    pub field: String,
    pub old: Cell,
    pub new: Cell,
    pub difference: String,
    pub percent: String,
    pub verdict: Option<Mark>,
    pub expected: Option<&'static str>,
}

/// What one plan says: words, or a list of what an item says.
#[derive(Debug, Default, Serialize)]
pub struct Cell {
    pub pieces: Vec<Piece>,
    pub list: Vec<(String, String)>,
}

/// A run of a text; its look is `del`, `ins` or nothing.
#[derive(Debug, Serialize)]
pub struct Piece {
    pub look: &'static str,
    pub text: String,
}

impl Block {
    /// An item laid out.
    pub fn of(item: &Item<'_>, reader: &Reader<'_>) -> Self {
        let entry = Entry::of(item, reader);
        let kind = entry.first.kind;
        // A paragraph is what it says, without a name.
        let is_said = matches!(kind, Kind::Paragraph | Kind::Objective);
        let told = entry.is_added().is_some() || entry.lines.iter().any(|line| line.is_text);
        let trail: Vec<String> = entry
            .trail
            .iter()
            .map(|name| clipped(name, SHORT))
            .collect();
        let (mut notes, mut lines) = (Vec::new(), Vec::new());
        match entry.is_added() {
            Some(is_new) if is_number(kind) => {
                for line in &entry.lines {
                    let field = line.field.as_ref();
                    let role = field.map(|field| field.role);
                    if role == Some(Role::Cell) || (line.is_figure && role != Some(Role::Year)) {
                        lines.push(Pair::of(line, false));
                    } else if field.is_some_and(|field| field.name != "unit") {
                        // The unit stands behind the name.
                        let said = if is_new { &line.new } else { &line.old };
                        notes.push(format!(
                            "{}: {}",
                            line.label,
                            said.as_deref().unwrap_or("–")
                        ));
                    }
                }
            }
            Some(is_new) => lines.push(whole(&entry, is_new)),
            None => {
                for line in &entry.lines {
                    match (&line.field, &line.old, &line.new) {
                        (Some(_), ..) => lines.push(Pair::of(line, is_said && line.is_text)),
                        // The mark says that it has another place.
                        (None, None, None) => {}
                        (None, old, new) => {
                            let [old, new] = [old, new].map(|id| id.as_deref().unwrap_or("–"));
                            notes.push(format!("{}: {old} → {new}", line.label));
                        }
                    }
                }
            }
        }
        if lines.is_empty() && is_said {
            // A paragraph that has only moved is shown as it stands.
            let [old, new] = [(); 2].map(|()| Cell::of([Run::Same(entry.first.name.clone())]));
            lines.push(Pair {
                old,
                new,
                ..Pair::default()
            });
        }
        let is_hidden = is_said || (told && is_long(kind));
        Self {
            id: id(item.places[0]),
            places: item.places.clone(),
            kind: kind.words().text(reader.lang()),
            name: if is_hidden {
                String::new()
            } else {
                clipped(&entry.name, SHORT)
            },
            trail: trail.join(" › "),
            unit: entry.first.unit.clone(),
            reason: reader.pairing(entry.first),
            notes,
            lines,
            expected: item.changes.iter().all(|change| !change.matters()),
            marks: entry.marks,
        }
    }
}

/// What leads to the entry whose first change stands at a place of the comparison.
pub fn id(place: usize) -> String {
    format!("c{}", place + 1)
}

/// Whether items of a kind are laid out as prose, side by side.
pub fn is_prose(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Objective | Kind::Section | Kind::Appendix | Kind::Paragraph
    )
}

/// Whether changes of the budget are of amounts alone, which a tree shows.
pub fn is_amount(item: &Item<'_>) -> bool {
    item.changes.iter().all(|change| match &change.what {
        What::Added { leaves } | What::Dropped { leaves } => {
            let kept = matches!(change.kind, Kind::BudgetLine | Kind::BudgetSource);
            let mut fields = leaves.iter().map(|leaf| &leaf.field);
            kept && fields.all(|field| field.role.is_figure() || field.name == "title")
        }
        What::Altered { field, .. } => field.role.is_figure(),
        What::Moved { .. }
        | What::Reordered { .. }
        | What::Sorted { .. }
        | What::Renamed { .. } => false,
    })
}

/// What only one plan says of an item: the text that it is, and a list.
fn whole(entry: &Entry<'_>, is_new: bool) -> Pair {
    let said = |line: &Line| (capital(&line.label), line.old.clone().or(line.new.clone()));
    let list = entry.lines.iter().map(said);
    let list: Vec<_> = list
        .filter_map(|(label, said)| Some((label, said?)))
        .collect();
    let name = entry.first.name.clone();
    let name = (is_long(entry.first.kind) || list.is_empty()).then_some(name);
    let run = if is_new { Run::New } else { Run::Old };
    let own = Cell {
        list,
        ..Cell::of(name.map(run))
    };
    let (old, new) = if is_new {
        (Cell::default(), own)
    } else {
        (own, Cell::default())
    };
    Pair {
        old,
        new,
        ..Pair::default()
    }
}

impl Pair {
    fn of(line: &Line, is_said: bool) -> Self {
        let [old, new] = line.sides().map(Cell::of);
        Self {
            field: if is_said {
                String::new()
            } else {
                capital(&line.label)
            },
            old,
            new,
            difference: line.difference.clone(),
            percent: line.growth.clone(),
            verdict: line.verdict,
            expected: line.expected,
        }
    }
}

impl Cell {
    fn of(runs: impl IntoIterator<Item = Run>) -> Self {
        let piece = |run: Run| match run {
            Run::Same(text) => Piece { look: "", text },
            Run::Old(text) => Piece { look: "del", text },
            Run::New(text) => Piece { look: "ins", text },
        };
        Self {
            pieces: runs.into_iter().map(piece).collect(),
            list: Vec::new(),
        }
    }
}

/// Whether an item says numbers in the main.
fn is_number(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Indicator
            | Kind::Budget
            | Kind::BudgetLine
            | Kind::BudgetSource
            | Kind::Table
            | Kind::Column
            | Kind::Row
    )
}
