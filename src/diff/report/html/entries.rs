//! Changes as entries: one an item, with a line for each thing that has changed about it.

use super::wording;
use crate::diag::{Lang, words};
use crate::diff::report::Reader;
use crate::diff::words::{Run, runs};
use crate::diff::{Change, Field, Kind, Leaf, Role, Value, What};
use serde::Serialize;

/// How much of a long name is shown.
const SHORT: usize = 110;

/// An item with its changes.
#[derive(Debug, Serialize)]
pub struct Entry {
    pub marks: Vec<Mark>,
    pub kind: &'static str,
    /// Nothing where a line says it.
    pub name: String,
    pub trail: String,
    pub unit: Option<String>,
    pub reason: Option<String>,
    /// Where it stood, what it was called.
    pub notes: Vec<String>,
    pub lines: Vec<Line>,
    /// Whether all of it just follows from the year.
    pub expected: bool,
    /// Whether it says amounts alone, which a tree of the budget shows.
    #[serde(skip)]
    pub is_amount: bool,
    /// The whole text that people call it by, where they do.
    #[serde(skip)]
    text: String,
}

/// What happened to an item: a sign, a word and a name for the looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Mark {
    pub look: &'static str,
    pub sign: &'static str,
    pub word: &'static str,
}

/// One thing that has changed.
#[derive(Debug, Serialize)]
pub struct Line {
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

/// What entries are made with.
pub struct Wording<'w> {
    pub reader: Reader<'w>,
    pub lang: Lang,
}

/// The entries of changes; those of one item follow each other.
pub fn entries<'c>(changes: impl Iterator<Item = &'c Change>, wording: &Wording<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut last: Option<&Change> = None;
    for change in changes {
        let joins = last.is_some_and(|last| is_one(last, change));
        last = Some(change);
        if !joins {
            entries.push(wording.entry(change));
        }
        if let Some(entry) = entries.last_mut() {
            wording.add(entry, change);
        }
    }
    // A paragraph that has only moved is shown as it stands.
    for entry in entries.iter_mut().filter(|entry| entry.lines.is_empty()) {
        let text = std::mem::take(&mut entry.text);
        if !text.is_empty() {
            let (old, new) = (
                Cell::plain("", Some(text.clone())),
                Cell::plain("", Some(text)),
            );
            entry.lines.push(Line::of(old, new));
        }
    }
    entries
}

fn is_one(one: &Change, other: &Change) -> bool {
    let whole = |change: &Change| matches!(change.what, What::Added { .. } | What::Dropped { .. });
    !whole(one)
        && !whole(other)
        && (one.kind, &one.name, &one.trail, one.reason)
            == (other.kind, &other.name, &other.trail, other.reason)
}

/// The mark of a change.
pub fn mark(what: &What, lang: Lang) -> Mark {
    let (look, sign, word) = match what {
        What::Added { .. } => ("added", "+", words("added", "thêm")),
        What::Dropped { .. } => ("dropped", "−", words("dropped", "bỏ")),
        What::Moved { .. } => ("moved", "⇄", words("moved", "chuyển")),
        What::Reordered { .. } => ("moved", "↕", words("reordered", "đổi thứ tự")),
        What::Renamed { .. } => ("altered", "✎", words("another id", "đổi mã")),
        What::Altered { .. } => ("altered", "✎", words("changed", "sửa")),
    };
    let word = word.text(lang);
    Mark { look, sign, word }
}

/// The mark of what is for the better or the worse.
pub fn judged(better: bool, lang: Lang) -> Mark {
    let (look, sign, word) = if better {
        ("better", "▲", words("better", "tốt hơn"))
    } else {
        ("worse", "▼", words("worse", "kém hơn"))
    };
    let word = word.text(lang);
    Mark { look, sign, word }
}

impl Wording<'_> {
    /// The head of an entry.
    fn entry(&self, change: &Change) -> Entry {
        let said = is_said(change.kind);
        let name = if said {
            String::new()
        } else {
            short(&self.reader.name(change))
        };
        let trail = self.reader.trail(&change.trail);
        let trail: Vec<String> = trail.iter().map(|name| short(name)).collect();
        Entry {
            marks: Vec::new(),
            kind: change.kind.words().text(self.lang),
            name,
            trail: trail.join(" › "),
            unit: change.unit.clone(),
            reason: change
                .reason
                .and_then(|reason| wording::reason(reason, self.lang)),
            notes: Vec::new(),
            lines: Vec::new(),
            expected: true,
            is_amount: true,
            text: if said {
                change.name.clone()
            } else {
                String::new()
            },
        }
    }

    fn add(&self, entry: &mut Entry, change: &Change) {
        let mark = mark(&change.what, self.lang);
        if !entry.marks.contains(&mark) {
            entry.marks.push(mark);
        }
        entry.expected &= !change.matters();
        entry.is_amount &= is_amount(change);
        match &change.what {
            What::Added { leaves } => {
                let cells = self.whole(entry, change, leaves, "ins");
                let line = |(field, cell)| Line {
                    field,
                    ..Line::of(Cell::default(), cell)
                };
                entry.lines.extend(cells.into_iter().map(line));
            }
            What::Dropped { leaves } => {
                let cells = self.whole(entry, change, leaves, "del");
                let line = |(field, cell)| Line {
                    field,
                    ..Line::of(cell, Cell::default())
                };
                entry.lines.extend(cells.into_iter().map(line));
            }
            What::Moved { from } => {
                let from = self.reader.trail(from);
                let from: Vec<String> = from.iter().map(|name| short(name)).collect();
                let word = words("was in", "trước đây ở").text(self.lang);
                let top = words("the plan itself", "phần chung của kế hoạch").text(self.lang);
                let from = if from.is_empty() {
                    top.to_owned()
                } else {
                    from.join(" › ")
                };
                entry.notes.push(format!("{word}: {from}"));
            }
            // The entry says that it has another place.
            What::Reordered { from, to } if from == to => {}
            What::Reordered { from, to } => entry.notes.push(match self.lang {
                Lang::En => format!("from place {from} to place {to}"),
                Lang::Vi => format!("từ vị trí {from} đến vị trí {to}"),
            }),
            What::Renamed { from, to } => {
                let id = |id: &Option<String>| id.clone().unwrap_or_else(|| "–".to_owned());
                let word = words("id", "mã").text(self.lang);
                entry
                    .notes
                    .push(format!("{word}: {} → {}", id(from), id(to)));
            }
            What::Altered {
                field,
                old,
                new,
                runs,
                ..
            } => {
                let (old, new) = self.sides(change, field, (old.as_ref(), new.as_ref()), runs);
                let mut line = Line::of(old, new);
                let told = is_said(change.kind) && is_text(field);
                if !told {
                    line.field = self.field(change, field);
                }
                if let Some(delta) = change.figures().and_then(|figures| figures.delta) {
                    line.difference = delta.written(self.lang);
                    line.percent = delta.growth().unwrap_or_default();
                    line.verdict = delta.better.map(|better| judged(better, self.lang));
                }
                line.expected = change
                    .expected
                    .map(|why| wording::expected(why).text(self.lang));
                if is_long(change.kind) && is_text(field) {
                    entry.name.clear();
                }
                entry.lines.push(line);
            }
        }
        let told = matches!(change.what, What::Added { .. } | What::Dropped { .. });
        if told && is_long(change.kind) {
            entry.name.clear();
        }
    }

    /// What both plans say, with the words in which they differ.
    fn sides(
        &self,
        change: &Change,
        field: &Field,
        (old, new): (Option<&Value>, Option<&Value>),
        known: &[Run],
    ) -> (Cell, Cell) {
        let kind = change.kind;
        let one = old.map(|value| self.reader.old_value(change, field, value));
        let other = new.map(|value| self.reader.value(field, value));
        if !known.is_empty() && !Reader::is_id(field) {
            return cells(known);
        }
        let worded = |value: Option<&Value>| matches!(value, Some(Value::Text(_) | Value::Ids(_)));
        match (one, other) {
            (Some(one), Some(other)) if worded(old) && worded(new) => cells(&runs(&one, &other)),
            (one, other) if is_number(kind) => (Cell::plain("", one), Cell::plain("", other)),
            (one, other) => (Cell::plain("del", one), Cell::plain("ins", other)),
        }
    }

    /// What only one plan says of an item: numbers a line each and the rest as notes, else texts as they
    /// are with a list.
    fn whole(
        &self,
        entry: &mut Entry,
        change: &Change,
        leaves: &[Leaf],
        look: &'static str,
    ) -> Vec<(String, Cell)> {
        let text = |leaf: &Leaf| self.reader.value(&leaf.field, &leaf.value);
        let is_said = |leaf: &&Leaf| is_long(change.kind) && is_text(&leaf.field);
        let name = self.reader.name(change);
        let repeats = |leaf: &Leaf| text(leaf) == name;
        let (said, rest): (Vec<&Leaf>, Vec<&Leaf>) = leaves.iter().partition(is_said);
        let rest = rest.into_iter().filter(|leaf| !repeats(leaf));
        if is_number(change.kind) {
            let is_number = |leaf: &&Leaf| {
                let number = matches!(leaf.value, Value::Number(_) | Value::Undecided);
                let role = leaf.field.role;
                role == Role::Cell || (number && role != Role::Year)
            };
            let (numbers, words): (Vec<&Leaf>, Vec<&Leaf>) = rest.partition(is_number);
            // The unit stands behind the name.
            let words = words.into_iter().filter(|leaf| leaf.field.name != "unit");
            let note =
                |leaf: &Leaf| format!("{}: {}", self.reader.field(change, &leaf.field), text(leaf));
            entry.notes.extend(words.map(note));
            let line = |leaf: &Leaf| {
                let cell = Cell::plain("", Some(text(leaf)));
                (self.field(change, &leaf.field), cell)
            };
            return numbers.into_iter().map(line).collect();
        }
        let rest: Vec<(String, String)> = rest
            .map(|leaf| (self.field(change, &leaf.field), text(leaf)))
            .collect();
        let mut cell = Cell {
            list: rest,
            ..Cell::default()
        };
        for leaf in said {
            cell.push(look, text(leaf));
        }
        if cell.pieces.is_empty() && cell.list.is_empty() {
            cell.push(look, change.name.clone());
        }
        vec![(String::new(), cell)]
    }

    /// What a field is called, with its year, source or column.
    fn field(&self, change: &Change, field: &Field) -> String {
        first_up(&self.reader.field(change, field))
    }
}

impl Line {
    fn of(old: Cell, new: Cell) -> Self {
        Self {
            field: String::new(),
            old,
            new,
            difference: String::new(),
            percent: String::new(),
            verdict: None,
            expected: None,
        }
    }
}

impl Cell {
    fn plain(look: &'static str, text: Option<String>) -> Self {
        let mut cell = Self::default();
        if let Some(text) = text {
            cell.push(look, text);
        }
        cell
    }

    fn push(&mut self, look: &'static str, text: String) {
        self.pieces.push(Piece { look, text });
    }
}

/// Both sides of runs.
fn cells(runs: &[Run]) -> (Cell, Cell) {
    let (mut before, mut after) = (Cell::default(), Cell::default());
    for run in runs {
        match run {
            Run::Same(text) => {
                before.push("", text.clone());
                after.push("", text.clone());
            }
            Run::Old(text) => before.push("del", text.clone()),
            Run::New(text) => after.push("ins", text.clone()),
        }
    }
    (before, after)
}

/// Whether a change of the budget is one of amounts.
fn is_amount(change: &Change) -> bool {
    let of = |field: &Field| matches!(field.name, "title" | "total" | "amount");
    match &change.what {
        What::Added { leaves } | What::Dropped { leaves } => {
            let kept = matches!(change.kind, Kind::BudgetLine | Kind::BudgetSource);
            kept && leaves.iter().all(|leaf| of(&leaf.field))
        }
        What::Altered { field, .. } => field.name != "title" && of(field),
        What::Moved { .. } | What::Reordered { .. } | What::Renamed { .. } => false,
    }
}

fn is_text(field: &Field) -> bool {
    matches!(field.name, "text" | "title")
}

/// Whether an item is what it says, without a name.
fn is_said(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Objective)
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

/// Whether people call an item by its whole text.
fn is_long(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Paragraph | Kind::Objective | Kind::Task | Kind::Step | Kind::Report | Kind::Section
    )
}

/// A text of at most so many letters, cut between words.
pub fn short(text: &str) -> String {
    clipped(text, SHORT)
}

/// A text cut between words, where it is longer than so many letters.
pub fn clipped(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let end = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..end].trim_end())
}

fn first_up(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
