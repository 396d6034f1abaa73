//! One view of a change: an item with a line for each thing that has changed about it. Reports lay it out.

use super::goal::{is_target, level, restated};
use super::reader::capital;
use super::{Age, Item, Reader};
use crate::diag::{Lang, words};
use crate::diff::words::Run;
use crate::diff::{Change, Delta, Field, Kind, Leaf, Role, Value, Verdict, What};
use crate::vi;
use serde::Serialize;

/// An item with its changes.
#[derive(Debug)]
pub(super) struct Entry<'c> {
    /// The first change, which says what the item is.
    pub first: &'c Change,
    /// The places of its changes in the comparison.
    pub places: Vec<usize>,
    /// What happened to it, each once.
    pub marks: Vec<Mark>,
    /// What people call it.
    pub name: String,
    /// The names of the items around it, outermost first.
    pub trail: Vec<String>,
    /// What an added item says, what a dropped one said, beyond its name; of others, what has changed.
    pub lines: Vec<Line>,
    /// The documents of a legal basis that names another one, and whether the registry says that this one has
    /// replaced it.
    pub replacement: Option<(String, String, bool)>,
    /// The document in whose place a dropped legal basis was left out.
    pub successor: Option<String>,
}

/// What happened to an item: a sign, a word and a name for the looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Mark {
    pub look: &'static str,
    pub sign: &'static str,
    pub word: &'static str,
}

/// One thing that has changed.
#[derive(Debug)]
pub(super) struct Line {
    pub mark: Mark,
    /// What it is about, in small letters.
    pub label: String,
    pub old: Option<String>,
    pub new: Option<String>,
    /// Where two texts agree and differ; empty for all else.
    pub runs: Vec<Run>,
    /// Whether it is a number, or one that is missing or to be decided.
    pub is_figure: bool,
    /// Whether it is the text that people call the item by.
    pub is_text: bool,
    /// The unit of its numbers.
    pub unit: Option<String>,
    /// What it says that of; none where it tells of the item as a whole.
    pub field: Option<Field>,
    pub difference: String,
    pub growth: String,
    pub verdict: Option<Mark>,
    /// What it just follows from.
    pub expected: Option<&'static str>,
}

impl Mark {
    /// The mark of a change.
    pub fn of(what: &What, lang: Lang) -> Self {
        let (look, sign, word) = match what {
            What::Added { .. } => ("added", "+", words("added", "thêm mới")),
            What::Dropped { .. } => ("dropped", "−", words("dropped", "bỏ")),
            What::Moved { .. } => ("moved", "⇄", words("moved", "chuyển chỗ")),
            What::Reordered { .. } => ("moved", "↕", words("reordered", "đổi thứ tự")),
            What::Sorted { of, .. } => {
                let words = match of {
                    Kind::Column => words("columns reordered", "đổi thứ tự các cột"),
                    _ => words("rows reordered", "đổi thứ tự các dòng"),
                };
                ("moved", "↕", words)
            }
            What::Renamed { .. } => ("altered", "✎", words("another id", "đổi mã")),
            What::Altered { .. } => ("altered", "✎", words("changed", "sửa")),
        };
        let word = word.text(lang);
        Self { look, sign, word }
    }

    /// The mark of how a target turned out.
    pub fn verdict(verdict: Verdict, lang: Lang) -> Self {
        let (look, sign) = match verdict {
            Verdict::Missed => ("worse", "✗"),
            Verdict::Reached => ("better", "✓"),
            Verdict::Exceeded => ("better", "★"),
        };
        let word = verdict.words().text(lang);
        Self { look, sign, word }
    }

    /// The mark of what is for the better or the worse.
    pub fn judged(better: bool, lang: Lang) -> Self {
        let (look, sign, word) = if better {
            ("better", "▲", words("better", "tốt hơn"))
        } else {
            ("worse", "▼", words("worse", "kém hơn"))
        };
        let word = word.text(lang);
        Self { look, sign, word }
    }
}

impl<'c> Entry<'c> {
    /// The entry of an item.
    pub fn of(item: &Item<'c>, reader: &Reader<'_>) -> Self {
        let first = item.first();
        let name = reader.name(first);
        let mut marks: Vec<Mark> = Vec::new();
        for change in &item.changes {
            let mark = Mark::of(&change.what, reader.lang());
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
        let changes = item.changes.iter();
        let mut lines: Vec<Line> = changes
            .flat_map(|change| lines(change, &name, reader))
            .collect();
        restate(&mut lines, item, reader);
        Self {
            first,
            places: item.places.clone(),
            marks,
            trail: reader.trail(Age::of(first), &first.trail),
            lines,
            replacement: reader.replacement(&item.changes),
            successor: reader.successor(first),
            name,
        }
    }

    /// Whether only one plan has the item: the new one (true) or the old one.
    pub fn is_added(&self) -> Option<bool> {
        match self.first.what {
            What::Added { .. } => Some(true),
            What::Dropped { .. } => Some(false),
            _ => None,
        }
    }

    /// The changes between numbers, and what else has changed; all that is said of what only one plan has.
    pub fn parted(&self) -> (Vec<&Line>, Vec<&Line>) {
        let lines = self.lines.iter();
        lines.partition(|line| line.is_figure && self.is_added().is_none())
    }

    /// What it is called with its kind, where the name does not tell.
    pub fn called(&self, lang: Lang, quoted: impl Fn(&str) -> String) -> String {
        let kind = capital(self.first.kind.words().text(lang));
        if self.name == kind || self.first.kind == Kind::Paragraph {
            kind
        } else {
            format!("{kind} {}", quoted(&self.name))
        }
    }
}

impl Line {
    fn new(change: &Change, label: String, reader: &Reader<'_>) -> Self {
        Self {
            mark: Mark::of(&change.what, reader.lang()),
            label,
            old: None,
            new: None,
            runs: Vec::new(),
            is_figure: false,
            is_text: false,
            unit: None,
            field: None,
            difference: String::new(),
            growth: String::new(),
            verdict: None,
            expected: change
                .expected
                .map(|expected| expected.words().text(reader.lang())),
        }
    }

    /// A line of a field.
    fn of(
        change: &Change,
        field: &Field,
        values: [Option<&Value>; 2],
        reader: &Reader<'_>,
    ) -> Self {
        let number = |value: &Value| matches!(value, Value::Number(_) | Value::Undecided);
        Self {
            old: values[0].map(|value| reader.old_value(change, field, value)),
            new: values[1].map(|value| reader.value(Age::New, field, value)),
            is_figure: field.role != Role::Count
                && values.iter().flatten().all(|value| number(value)),
            is_text: is_long(change.kind) && is_text(field),
            unit: reader.unit(change, field),
            field: Some(field.clone()),
            ..Self::new(change, reader.field(change, field), reader)
        }
    }

    /// Shows what a sum comes to in the plan that does not state it: it is not lost.
    fn sum_up(
        &mut self,
        change: &Change,
        values: (Option<&Value>, Option<&Value>),
        reader: &Reader<'_>,
    ) {
        let (stated, age) = match values {
            (Some(Value::Number(stated)), None) => (stated, Age::New),
            (None, Some(Value::Number(stated))) => (stated, Age::Old),
            _ => return,
        };
        let Some(sum) = reader.computed(change, age) else {
            return;
        };
        let shown = Some(vi::number::format(&sum));
        let (old, new, said) = if age == Age::New {
            self.new = shown;
            (*stated, sum, words("now added up", "nay cộng từ các khoản"))
        } else {
            self.old = shown;
            (sum, *stated, words("now stated", "nay ghi riêng"))
        };
        self.label
            .push_str(&format!(" ({})", said.text(reader.lang())));
        let delta = Delta::between(old, new, None).filter(|delta| !delta.absolute.is_zero());
        if let Some(delta) = delta {
            self.difference = delta.written(reader.lang());
            self.growth = delta.growth().unwrap_or_default();
        }
    }

    /// What has changed, in a word, or what it is about.
    pub fn head(&self) -> &str {
        if self.field.is_some() {
            &self.label
        } else {
            self.mark.word
        }
    }

    /// Both sides as runs: what is taken out, what is new, and what both say.
    pub fn sides(&self) -> [Vec<Run>; 2] {
        let whole = |text: &Option<String>, run: fn(String) -> Run| {
            let run = if self.is_figure { Run::Same } else { run };
            text.iter().cloned().map(run).collect()
        };
        if self.runs.is_empty() {
            return [whole(&self.old, Run::Old), whole(&self.new, Run::New)];
        }
        let side = |other: fn(&Run) -> bool| {
            let runs = self.runs.iter().filter(|run| !other(run));
            runs.cloned().collect()
        };
        [
            side(|run| matches!(run, Run::New(_))),
            side(|run| matches!(run, Run::Old(_))),
        ]
    }
}

/// What a change says, line by line.
fn lines(change: &Change, name: &str, reader: &Reader<'_>) -> Vec<Line> {
    let lang = reader.lang();
    let whole = |label: &str, old: Option<String>, new: Option<String>| {
        let line = Line::new(change, label.to_owned(), reader);
        vec![Line { old, new, ..line }]
    };
    let said = |leaves: &[Leaf], is_new: bool| {
        // The cells of a column are its own, and too many to be told.
        let told = leaves
            .iter()
            .filter(|leaf| change.kind != Kind::Column || leaf.field.role != Role::Cell);
        let lines = told.map(|leaf| {
            let value = Some(&leaf.value);
            let values = if is_new { [None, value] } else { [value, None] };
            Line::of(change, &leaf.field, values, reader)
        });
        let is_name = |line: &Line| line.old.as_deref().or(line.new.as_deref()) == Some(name);
        lines.filter(|line| !is_name(line)).collect()
    };
    match &change.what {
        What::Added { leaves } => said(leaves, true),
        What::Dropped { leaves } => said(leaves, false),
        What::Moved { from } => {
            let top = words("the plan itself", "phần chung của kế hoạch").text(lang);
            let place = |age, trail: &[String]| Some(reader.place(age, trail, top));
            let label = words("stands in", "thuộc").text(lang);
            whole(label, place(Age::Old, from), place(Age::New, &change.trail))
        }
        What::Reordered { from, to } => {
            // Others may have moved around it.
            let place = |place: &usize| (from != to).then(|| place.to_string());
            whole(words("place", "vị trí").text(lang), place(from), place(to))
        }
        What::Sorted { .. } => whole(Mark::of(&change.what, lang).word, None, None),
        What::Renamed { from, to } => whole(words("id", "mã").text(lang), from.clone(), to.clone()),
        What::Altered {
            field,
            old,
            new,
            runs,
            ..
        } => {
            let mut line = Line::of(change, field, [old.as_ref(), new.as_ref()], reader);
            if !Reader::is_id(field) {
                line.runs.clone_from(runs);
            }
            if let Some(scale) = reader.scale(change) {
                line.label.push_str(&format!(" ({scale})"));
            }
            if let Some(delta) = change.figures().and_then(|figures| figures.delta) {
                line.difference = delta.written(lang);
                line.growth = delta.growth().unwrap_or_default();
                line.verdict = delta.better.map(|better| Mark::judged(better, lang));
                let steps = match (old, new) {
                    (Some(Value::Number(old)), Some(Value::Number(new)))
                        if is_step(field) && change.old_unit.is_none() =>
                    {
                        delta.of_changes((*old, *new), change.unit.as_deref(), lang)
                    }
                    _ => None,
                };
                if let Some((difference, growth)) = steps {
                    (line.difference, line.growth) = (difference, growth);
                }
            }
            if field.name == "total" && change.old_unit.is_none() {
                line.sum_up(change, (old.as_ref(), new.as_ref()), reader);
            }
            vec![line]
        }
    }
}

/// Makes one line of a target that was said as a value and is said as a change now, or the other way round.
fn restate(lines: &mut Vec<Line>, item: &Item<'_>, reader: &Reader<'_>) {
    let Some((change, [old, new])) = restated(&item.changes.iter().copied()) else {
        return;
    };
    let is_own = |line: &Line| {
        let mut field = line.field.iter();
        field.any(|field| is_target(field) && field.key.is_none())
    };
    let gone = lines
        .iter()
        .position(|line| is_own(line) && line.new.is_none());
    let come = lines
        .iter()
        .position(|line| is_own(line) && line.old.is_none());
    let (Some(gone), Some(come)) = (gone, come) else {
        return;
    };
    let lang = reader.lang();
    let levels = level(reader.plan(Age::Old), old).zip(level(reader.plan(Age::New), new));
    let levels = levels.filter(|_| change.old_unit.is_none());
    let delta =
        levels.and_then(|((old, _), (new, _))| Delta::between(old, new, change.unit.as_deref()));
    let is_same = delta.as_ref().is_some_and(|delta| delta.absolute.is_zero());
    let said = match (is_same, lines[gone].field.as_ref().is_some_and(is_step)) {
        (true, _) => words("the same, said otherwise", "như cũ, ghi theo cách khác"),
        (false, true) => words("said as a change before", "trước ghi mức tăng, giảm"),
        (false, false) => words("now said as a change", "nay ghi mức tăng, giảm"),
    };
    let old = lines[gone].old.take();
    let line = &mut lines[come];
    line.old = old;
    line.label = format!(
        "{} ({})",
        words("target", "chỉ tiêu").text(lang),
        said.text(lang)
    );
    if let Some(delta) = delta.filter(|delta| !delta.absolute.is_zero()) {
        line.difference = delta.written(lang);
        line.growth = delta.growth().unwrap_or_default();
    }
    lines.remove(gone);
}

/// Whether a number is a difference to the year before itself.
fn is_step(field: &Field) -> bool {
    matches!(field.name, "target_change" | "change")
}

fn is_text(field: &Field) -> bool {
    matches!(field.name, "text" | "title")
}

/// Whether people call an item by its whole text.
pub(super) fn is_long(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Paragraph | Kind::Objective | Kind::Task | Kind::Step | Kind::Report | Kind::Section
    )
}
