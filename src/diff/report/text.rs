//! A comparison for people at a terminal: a summary, then the changes part by part.

use super::paint::{Look, Paint};
use super::reader::capital;
use super::{Item, Part, Reader, Sides, grouped, summary};
use crate::diag::{Lang, words};
use crate::diff::change::{Change, Delta, Figures, Outcome, What};
use crate::diff::item::{Kind, Value};

/// How a comparison is written.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The language.
    pub lang: Lang,
    /// Whether what differs is coloured; else it stands in `[-…-]` and `{+…+}`.
    pub color: bool,
    /// The columns of the terminal.
    pub width: usize,
    /// Whether what just follows from the step to the next year is shown, too.
    pub all: bool,
    /// Whether the summary is enough.
    pub stat: bool,
}

/// A comparison as text.
#[must_use]
pub fn render(sides: &Sides<'_>, options: &Options) -> String {
    let reader = Reader::new(sides, options.lang);
    let report = Report {
        reader: &reader,
        lang: options.lang,
        paint: Paint {
            color: options.color,
            width: options.width.max(40),
        },
    };
    let mut text = report.head(sides);
    if options.stat {
        return text;
    }
    text.push_str(&report.outcomes(&sides.comparison.outcomes));
    for (part, items) in grouped(sides.comparison, options.all) {
        text.push_str(&report.part(part, &items));
    }
    text
}

struct Report<'r, 's> {
    reader: &'r Reader<'s>,
    lang: Lang,
    paint: Paint,
}

/// A number that has changed, as a line of a table.
struct Row {
    label: String,
    old: String,
    new: String,
    delta: String,
    percent: String,
    verdict: &'static str,
}

impl Report<'_, '_> {
    fn head(&self, sides: &Sides<'_>) -> String {
        let (old, new) = (sides.old.name, sides.new.name);
        let mut text = self.paint.text(Look::Old, &format!("--- {old}"));
        text.push('\n');
        text.push_str(&self.paint.text(Look::New, &format!("+++ {new}")));
        text.push('\n');
        let lines = summary::lines(sides, self.reader);
        if lines.is_empty() {
            text.push_str(
                words("The plans say the same\n", "Hai kế hoạch giống nhau\n").text(self.lang),
            );
        }
        let width = lines.iter().map(|line| line.label.chars().count()).max();
        let width = width.unwrap_or_default();
        for line in lines {
            let head = format!("{:width$}  ", line.label);
            text.push_str(
                &self
                    .paint
                    .wrapped(&head, width + 2, Look::Plain, &line.text),
            );
        }
        text
    }

    fn title(&self, title: &str) -> String {
        format!("\n{}\n", self.paint.text(Look::Bold, title))
    }

    /// What became of the old plan's targets, as a table.
    fn outcomes(&self, outcomes: &[Outcome]) -> String {
        if outcomes.is_empty() {
            return String::new();
        }
        let title = words(
            "Earlier targets and their results",
            "Chỉ tiêu năm trước và kết quả",
        );
        let mut text = self.title(title.text(self.lang));
        let rows: Vec<[String; 4]> = outcomes
            .iter()
            .map(|outcome| {
                let unit = outcome.unit.as_ref().map(|unit| format!(" ({unit})"));
                [
                    format!(
                        "{}{} {}",
                        outcome.name,
                        unit.unwrap_or_default(),
                        outcome.year
                    ),
                    outcome.written(&outcome.target),
                    outcome.written(&outcome.result),
                    outcome.verdict.words().text(self.lang).to_owned(),
                ]
            })
            .collect();
        let head = [
            "",
            words("target", "chỉ tiêu").text(self.lang),
            words("result", "kết quả").text(self.lang),
            "",
        ];
        let width = |place: usize| {
            let rows = rows.iter().map(|row| row[place].chars().count());
            rows.chain([head[place].chars().count()])
                .max()
                .unwrap_or_default()
        };
        let (name, target, result) = (width(0).min(60), width(1), width(2));
        let line = |cells: [&str; 4]| {
            let line = format!(
                "  {:name$}  {:>target$}  {:>result$}  {}",
                cells[0], cells[1], cells[2], cells[3]
            );
            format!("{}\n", line.trim_end())
        };
        text.push_str(&self.paint.text(Look::Dim, line(head).trim_end()));
        text.push('\n');
        for row in &rows {
            text.push_str(&line(row.each_ref().map(String::as_str)));
        }
        text
    }

    fn part(&self, part: Part, items: &[Item<'_>]) -> String {
        let mut text = self.title(part.words().text(self.lang));
        let rows: Vec<Row> = items
            .iter()
            .flat_map(|item| item.changes.iter().filter_map(|change| self.row(change)))
            .collect();
        let widest = |cell: fn(&Row) -> &str| {
            rows.iter()
                .map(|row| cell(row).chars().count())
                .max()
                .unwrap_or_default()
        };
        let widths = [
            widest(|row| &row.label).min(40),
            widest(|row| &row.old),
            widest(|row| &row.new),
            widest(|row| &row.delta),
            widest(|row| &row.percent),
        ];
        let mut around: &[String] = &[];
        for item in items {
            let trail = item.first().trail.as_slice();
            if trail != around && part != Part::Head {
                let trail = self.reader.trail(trail).join(" › ");
                if !trail.is_empty() {
                    text.push_str(&format!("  {}\n", self.paint.text(Look::Dim, &trail)));
                }
                around = trail_of(item);
            }
            text.push_str(&self.item(item, widths));
        }
        text
    }

    fn item(&self, item: &Item<'_>, widths: [usize; 5]) -> String {
        let first = item.first();
        let (mark, look) = match first.what {
            What::Added { .. } => ("+", Look::New),
            What::Dropped { .. } => ("-", Look::Old),
            _ => ("~", Look::Plain),
        };
        if let Some((old, new, replaced)) = self.reader.replacement(&item.changes) {
            let replaced = replaced
                .then(|| words(" [replaced, by legal.toml]", " [thay thế theo legal.toml]"));
            let replaced = replaced.map_or("", |words| words.text(self.lang));
            let said = format!("{old} → {new}{replaced}");
            return self.paint.wrapped("  ~ ", 4, look, &said);
        }
        let mut text = String::new();
        // A paragraph that says something else is shown once, as it differs.
        let differs = |change: &&&Change| matches!(&change.what, What::Altered { runs, .. } if !runs.is_empty());
        let prose = item
            .changes
            .iter()
            .find(differs)
            .filter(|_| first.kind == Kind::Paragraph);
        match prose.map(|change| &change.what) {
            Some(What::Altered { runs, .. }) => {
                let reason = self
                    .reader
                    .reason(first)
                    .map(|reason| format!(" [{reason}]"));
                text.push_str(
                    &self
                        .paint
                        .runs("  ~ ", 4, runs, &reason.unwrap_or_default()),
                );
            }
            _ => text.push_str(&self.paint.wrapped(
                &format!("  {mark} "),
                4,
                look,
                &self.named(item),
            )),
        }
        for change in item
            .changes
            .iter()
            .filter(|change| prose.is_none() || !differs(change))
        {
            text.push_str(&self.change(change, widths));
        }
        text
    }

    /// What an item is called, with its unit and why it is taken for the one of the old plan.
    fn named(&self, item: &Item<'_>) -> String {
        let first = item.first();
        let mut name = self.reader.name(first);
        let kind = first.kind.words().text(self.lang);
        let plain = matches!(
            first.kind,
            Kind::Paragraph | Kind::Indicator | Kind::Task | Kind::LegalBasis
        );
        if !plain && capital(kind) != name {
            name = format!("{kind} «{name}»");
        }
        let unit = item.changes.iter().find_map(|change| match &change.what {
            What::Altered { field, .. } => self.reader.unit(change, field),
            _ => None,
        });
        name.push_str(&unit.map(|unit| format!(" ({unit})")).unwrap_or_default());
        if let Some(successor) = self.reader.successor(first) {
            let replaced = words("replaced by", "được thay bằng").text(self.lang);
            name.push_str(&format!(" → {replaced} {successor}"));
        }
        if let Some(reason) = self.reader.reason(first) {
            name.push_str(&format!(" [{reason}]"));
        }
        name
    }

    fn change(&self, change: &Change, widths: [usize; 5]) -> String {
        let line = |text: &str| self.paint.wrapped("      ", 8, Look::Plain, text);
        match &change.what {
            What::Added { leaves } | What::Dropped { leaves } => {
                let said = self.reader.said(change, leaves).into_iter();
                let said: Vec<String> = said
                    .map(|(field, value)| format!("{field}: {value}"))
                    .collect();
                if said.is_empty() {
                    return String::new();
                }
                self.paint.wrapped("      ", 8, Look::Dim, &said.join("; "))
            }
            What::Moved { from } => {
                let place = |trail: &[String]| self.reader.place(trail, "–");
                let moved = words("moved", "chuyển").text(self.lang);
                line(&format!(
                    "{moved}: {} → {}",
                    place(from),
                    place(&change.trail)
                ))
            }
            What::Reordered { from, to } => {
                let placed = words("place", "đổi thứ tự").text(self.lang);
                // Others may have moved around it.
                if from == to {
                    line(placed)
                } else {
                    line(&format!("{placed}: {from} → {to}"))
                }
            }
            What::Renamed { from, to } => {
                let id = |id: &Option<String>| id.clone().unwrap_or_else(|| "–".to_owned());
                let renamed = words("id", "mã").text(self.lang);
                line(&format!("{renamed}: {} → {}", id(from), id(to)))
            }
            What::Altered {
                field,
                old,
                new,
                runs,
                ..
            } => {
                if let Some(row) = self.row(change) {
                    return self.number(&row, widths);
                }
                if !runs.is_empty() && !Reader::is_id(field) {
                    let head = format!("      {}: ", self.reader.field(change, field));
                    return self.paint.runs(&head, 8, runs, "");
                }
                let shown = |value: &Option<Value>| {
                    let value = value.as_ref().map(|value| self.reader.value(field, value));
                    value.unwrap_or_else(|| "–".to_owned())
                };
                line(&format!(
                    "{}: {} → {}",
                    self.reader.field(change, field),
                    shown(old),
                    shown(new)
                ))
            }
        }
    }

    /// A change between numbers, or from or to one.
    fn row(&self, change: &Change) -> Option<Row> {
        let Figures {
            field,
            old,
            new,
            delta,
        } = change.figures()?;
        let none = || "–".to_owned();
        let before = old.map(|old| self.reader.old_value(change, field, old));
        let after = new.map(|new| self.reader.value(field, new));
        Some(Row {
            label: self.reader.field(change, field),
            old: before.unwrap_or_else(none),
            new: after.unwrap_or_else(none),
            delta: delta
                .map(|delta| delta.written(self.lang))
                .unwrap_or_default(),
            percent: delta.and_then(Delta::growth).unwrap_or_default(),
            verdict: delta
                .and_then(|delta| better(delta, self.lang))
                .unwrap_or_default(),
        })
    }

    fn number(&self, row: &Row, [label, old, new, delta, percent]: [usize; 5]) -> String {
        let look = |text: &str| match row.verdict {
            "" => text.to_owned(),
            verdict if verdict == words("better", "tốt hơn").text(self.lang) => {
                self.paint.text(Look::New, text)
            }
            _ => self.paint.text(Look::Old, text),
        };
        let numbers = format!(
            "      {:label$}  {:>old$} → {:>new$}  {:>delta$}  {:>percent$}",
            row.label, row.old, row.new, row.delta, row.percent
        );
        let line = format!("{numbers}  {}", look(row.verdict));
        format!("{}\n", line.trim_end())
    }
}

fn trail_of<'c>(item: &Item<'c>) -> &'c [String] {
    &item.first().trail
}

/// Whether a difference is for the better, in words.
pub(super) fn better(delta: &Delta, lang: Lang) -> Option<&'static str> {
    delta.better.map(|better| {
        let said = if better {
            words("better", "tốt hơn")
        } else {
            words("worse", "kém hơn")
        };
        said.text(lang)
    })
}
