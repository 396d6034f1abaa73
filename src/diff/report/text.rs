//! A comparison for people at a terminal: a summary, then the changes part by part.

use super::entry::{Entry, Line};
use super::paint::{Look, Paint};
use super::{Claim, Part, Reader, Sides, claims, grouped, summary};
use crate::diag::{Lang, words};
use crate::diff::change::Outcome;
use crate::diff::item::Kind;

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
    /// Behind how many lines the sentences of the head are said again: those of the screen.
    pub again: Option<usize>,
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
    let claims = report.claims(&claims(sides, &reader));
    let mut text = report.head(sides, &claims);
    if options.stat {
        return text;
    }
    text.push_str(&report.outcomes(&sides.comparison.outcomes));
    for (part, items) in grouped(sides.comparison, options.all) {
        let entries = items.iter().map(|item| Entry::of(item, &reader));
        text.push_str(&report.part(part, &entries.collect::<Vec<_>>()));
    }
    let is_long = options
        .again
        .is_some_and(|lines| text.lines().count() > lines);
    if is_long && !claims.is_empty() {
        text.push_str(&report.title(words("In short", "Tóm tắt").text(options.lang)));
        text.push_str(&claims);
    }
    text
}

struct Report<'r, 's> {
    reader: &'r Reader<'s>,
    lang: Lang,
    paint: Paint,
}

impl Report<'_, '_> {
    /// The sentences that an office must know, each with the part that tells more.
    fn claims(&self, claims: &[Claim]) -> String {
        let lines = claims.iter().zip(1..).map(|(claim, number)| {
            let part = claim.topic.part().map(|part| part.words().text(self.lang));
            let part = part.map(|part| format!(" [{part}]")).unwrap_or_default();
            let said = claim.text() + &part;
            self.paint
                .wrapped(&format!("{number}. "), 3, Look::Plain, &said)
        });
        lines.collect()
    }

    fn head(&self, sides: &Sides<'_>, claims: &str) -> String {
        let (old, new) = (sides.old.name, sides.new.name);
        let mut text = self.paint.text(Look::Old, &format!("--- {old}"));
        text.push('\n');
        text.push_str(&self.paint.text(Look::New, &format!("+++ {new}")));
        text.push('\n');
        text.push_str(claims);
        let lines = summary::lines(sides, self.reader);
        if !claims.is_empty() {
            text.push('\n');
        }
        if sides.comparison.changes.is_empty() {
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
                    .wrapped(&head, width + 2, Look::Plain, &line.text()),
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

    fn part(&self, part: Part, entries: &[Entry<'_>]) -> String {
        let mut text = self.title(part.words().text(self.lang));
        let figures: Vec<&Line> = entries.iter().flat_map(|entry| entry.parted().0).collect();
        let widest = |cell: fn(&Line) -> &str| {
            let widths = figures.iter().map(|line| cell(line).chars().count());
            widths.max().unwrap_or_default()
        };
        let widths = [
            widest(|line| &line.label).min(40),
            widest(|line| or_none(line.old.as_deref())),
            widest(|line| or_none(line.new.as_deref())),
            widest(|line| &line.difference),
            widest(|line| &line.growth),
        ];
        let mut around: &[String] = &[];
        for entry in entries {
            if entry.trail != around && part != Part::Head {
                let trail = entry.trail.join(" › ");
                if !trail.is_empty() {
                    text.push_str(&format!("  {}\n", self.paint.text(Look::Dim, &trail)));
                }
                around = &entry.trail;
            }
            text.push_str(&self.entry(entry, widths));
        }
        // Of bases each entry says it.
        if part == Part::Budget {
            for note in self.reader.notes(part) {
                text.push_str(&self.paint.wrapped("  = ", 4, Look::Plain, &note));
            }
        }
        text
    }

    fn entry(&self, entry: &Entry<'_>, widths: [usize; 5]) -> String {
        let (mark, look) = match entry.is_added() {
            Some(true) => ("+", Look::New),
            Some(false) => ("-", Look::Old),
            None => ("~", Look::Plain),
        };
        if let Some((old, new, replaced)) = &entry.replacement {
            let replaced = replaced
                .then(|| words(" [replaced, by legal.toml]", " [thay thế theo legal.toml]"));
            let replaced = replaced.map_or("", |words| words.text(self.lang));
            let said = format!("{old} → {new}{replaced}");
            return self.paint.wrapped("  ~ ", 4, look, &said);
        }
        // A paragraph that says something else is shown once, as it differs.
        let is_paragraph = entry.first.kind == Kind::Paragraph;
        let differs = |line: &&Line| is_paragraph && !line.runs.is_empty();
        let mut text = if let Some(line) = entry.lines.iter().find(differs) {
            let reason = self.reader.reason(entry.first);
            let reason = reason.map(|reason| format!(" [{reason}]"));
            let reason = reason.unwrap_or_default();
            self.paint.runs("  ~ ", 4, &line.runs, &reason)
        } else {
            let head = format!("  {mark} ");
            self.paint.wrapped(&head, 4, look, &self.named(entry))
        };
        if entry.is_added().is_none() {
            let others = entry.lines.iter().filter(|line| !differs(line));
            text.extend(others.map(|line| self.line(line, widths)));
        } else if !entry.lines.is_empty() {
            let said = entry.lines.iter().map(|line| {
                let said = line.old.as_deref().or(line.new.as_deref());
                format!("{}: {}", line.label, or_none(said))
            });
            let said = said.collect::<Vec<_>>().join("; ");
            text.push_str(&self.paint.wrapped("      ", 8, Look::Dim, &said));
        }
        text
    }

    /// What an item is called, with its unit and why it is taken for the one of the old plan.
    fn named(&self, entry: &Entry<'_>) -> String {
        let kind = entry.first.kind;
        let plain = matches!(
            kind,
            Kind::Paragraph | Kind::Indicator | Kind::Task | Kind::LegalBasis
        );
        let mut name = entry.name.clone();
        if !plain && entry.called(self.lang, ToOwned::to_owned) != name {
            name = format!("{} «{name}»", kind.words().text(self.lang));
        }
        let unit = entry.lines.iter().find_map(|line| line.unit.as_ref());
        if let Some(unit) = unit.filter(|_| entry.is_added().is_none()) {
            name.push_str(&format!(" ({unit})"));
        }
        if let Some(successor) = &entry.successor {
            let replaced = words("replaced by", "được thay bằng").text(self.lang);
            name.push_str(&format!(" → {replaced} {successor}"));
        }
        if let Some(reason) = self.reader.reason(entry.first) {
            name.push_str(&format!(" [{reason}]"));
        }
        name
    }

    fn line(&self, line: &Line, widths: [usize; 5]) -> String {
        if line.is_figure {
            return self.number(line, widths);
        }
        let head = line.head();
        if !line.runs.is_empty() {
            let head = format!("      {head}: ");
            return self.paint.runs(&head, 8, &line.runs, "");
        }
        let said = match (&line.old, &line.new) {
            (None, None) => head.to_owned(),
            (old, new) => {
                let [old, new] = [old, new].map(|said| or_none(said.as_deref()));
                format!("{head}: {old} → {new}")
            }
        };
        self.paint.wrapped("      ", 8, Look::Plain, &said)
    }

    fn number(&self, line: &Line, [label, old, new, delta, percent]: [usize; 5]) -> String {
        let verdict = line.verdict.map_or(String::new(), |mark| {
            let look = if mark.look == "better" {
                Look::New
            } else {
                Look::Old
            };
            self.paint.text(look, mark.word)
        });
        let text = format!(
            "      {:label$}  {:>old$} → {:>new$}  {:>delta$}  {:>percent$}  {verdict}",
            line.label,
            or_none(line.old.as_deref()),
            or_none(line.new.as_deref()),
            line.difference,
            line.growth
        );
        format!("{}\n", text.trim_end())
    }
}

fn or_none(said: Option<&str>) -> &str {
    said.unwrap_or("–")
}
