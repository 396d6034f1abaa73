//! A comparison as Markdown, for a merge request: a summary, then tables and lists part by part.
//!
//! What differs inside a text stands in `<del>` and `<ins>`; long parts are folded in `<details>`.

use super::paint::shortened;
use super::text::better;
use super::{Item, Part, Reader, Sides, grouped, summary};
use crate::diag::{Lang, words};
use crate::diff::change::{Change, Figures, Outcome, What};
use crate::diff::item::{Kind, Value};
use crate::diff::words::Run;

/// How many lines of a part are shown unfolded.
const LONG: usize = 15;

/// A comparison as Markdown; what just follows from the step to the next year only where `all`, changes
/// only without `stat`.
#[must_use]
pub fn render(sides: &Sides<'_>, lang: Lang, all: bool, stat: bool) -> String {
    let reader = Reader::new(sides, lang);
    let report = Report {
        reader: &reader,
        lang,
    };
    let mut text = format!(
        "### {} → {}\n\n",
        escaped(sides.old.name),
        escaped(sides.new.name)
    );
    let lines = summary::lines(sides, &reader);
    if lines.is_empty() {
        text.push_str(words("The plans say the same.\n", "Hai kế hoạch giống nhau.\n").text(lang));
    }
    for line in lines {
        text.push_str(&format!("- **{}**: {}\n", line.label, escaped(&line.text)));
    }
    if stat {
        return text;
    }
    text.push_str(&report.outcomes(&sides.comparison.outcomes));
    for (part, items) in grouped(sides.comparison, all) {
        text.push_str(&report.part(part, &items));
    }
    text
}

struct Report<'r, 's> {
    reader: &'r Reader<'s>,
    lang: Lang,
}

impl Report<'_, '_> {
    fn outcomes(&self, outcomes: &[Outcome]) -> String {
        if outcomes.is_empty() {
            return String::new();
        }
        let [title, indicator, target, result] = [
            words(
                "Earlier targets and their results",
                "Chỉ tiêu năm trước và kết quả",
            ),
            words("Indicator", "Chỉ tiêu"),
            words("Target", "Đặt ra"),
            words("Result", "Kết quả"),
        ]
        .map(|words| words.text(self.lang));
        let mut text = format!(
            "\n#### {title}\n\n| {indicator} | {target} | {result} | |\n|---|--:|--:|---|\n"
        );
        for outcome in outcomes {
            let unit = outcome.unit.as_ref().map(|unit| format!(" ({unit})"));
            text.push_str(&format!(
                "| {} {} | {} | {} | {} |\n",
                escaped(&format!("{}{}", outcome.name, unit.unwrap_or_default())),
                outcome.year,
                outcome.written(&outcome.target),
                outcome.written(&outcome.result),
                outcome.verdict.words().text(self.lang),
            ));
        }
        text
    }

    fn part(&self, part: Part, items: &[Item<'_>]) -> String {
        let mut rows = Vec::new();
        let mut points = Vec::new();
        for item in items {
            let (own, said): (Vec<_>, Vec<_>) = item
                .changes
                .iter()
                .map(|change| (self.row(change), *change))
                .partition(|(row, _)| row.is_some());
            rows.extend(own.into_iter().filter_map(|(row, _)| row));
            let said: Vec<&Change> = said.into_iter().map(|(_, change)| change).collect();
            points.extend(self.point(&said));
        }
        let mut inner = String::new();
        if !rows.is_empty() {
            let heads = [
                words("Item", "Nội dung"),
                words("Field", "Số liệu"),
                words("Old", "Cũ"),
                words("New", "Mới"),
                words("Difference", "Chênh lệch"),
            ];
            let heads = heads.map(|words| words.text(self.lang)).join(" | ");
            inner.push_str(&format!(
                "| {heads} | |\n|---|---|--:|--:|--:|---|\n{}\n",
                rows.concat()
            ));
        }
        inner.push_str(&points.concat());
        let title = part.words().text(self.lang);
        let lines = rows.len() + points.len();
        if lines > LONG {
            let count = super::count(lines, "change", "changes", "thay đổi", self.lang);
            format!(
                "\n#### {title}\n\n<details><summary>{count}</summary>\n\n{inner}\n</details>\n"
            )
        } else {
            format!("\n#### {title}\n\n{inner}")
        }
    }

    /// A change between numbers as a row of a table.
    fn row(&self, change: &Change) -> Option<String> {
        let Figures {
            field,
            old,
            new,
            delta,
        } = change.figures()?;
        let unit = self
            .reader
            .unit(change, field)
            .map(|unit| format!(" ({unit})"));
        let before = old.map(|old| self.reader.old_value(change, field, old));
        let difference = delta.map(|delta| {
            let growth = delta.growth().map(|growth| format!(" ({growth})"));
            delta.written(self.lang) + &growth.unwrap_or_default()
        });
        Some(format!(
            "| {}{} | {} | {} | {} | {} | {} |\n",
            self.name(change),
            escaped(&unit.unwrap_or_default()),
            escaped(&self.reader.field(change, field)),
            before.map_or_else(|| "–".to_owned(), |before| escaped(&before)),
            self.value(change, new),
            difference.unwrap_or_default(),
            delta
                .and_then(|delta| better(delta, self.lang))
                .unwrap_or_default(),
        ))
    }

    fn name(&self, change: &Change) -> String {
        escaped(&self.reader.name(change))
    }

    fn value(&self, change: &Change, value: Option<&Value>) -> String {
        match (&change.what, value) {
            (What::Altered { field, .. }, Some(value)) => escaped(&self.reader.value(field, value)),
            _ => "–".to_owned(),
        }
    }

    /// What else has changed about an item, as a point of a list.
    fn point(&self, changes: &[&Change]) -> Option<String> {
        let change = *changes.first()?;
        if let Some((old, new, replaced)) = self.reader.replacement(changes) {
            let replaced = replaced
                .then(|| words(" _replaced, by legal.toml_", " _thay thế theo legal.toml_"));
            let replaced = replaced.map_or("", |words| words.text(self.lang));
            return Some(format!(
                "- {} → {}{replaced}\n",
                escaped(&old),
                escaped(&new)
            ));
        }
        let kind = change.kind.words().text(self.lang);
        let kind = super::reader::capital(kind);
        let name = self.name(change);
        let who = if name == kind || change.kind == Kind::Paragraph {
            kind
        } else {
            format!("{kind} **{name}**")
        };
        let trail = self.reader.trail(&change.trail).join(" › ");
        let trail = if trail.is_empty() {
            String::new()
        } else {
            format!(" ({})", escaped(&trail))
        };
        let reason = self
            .reader
            .reason(change)
            .map(|reason| format!(" _{}_", escaped(&reason)));
        let said = changes.iter().map(|change| self.said(change));
        Some(format!(
            "- {who}{trail}{}: {}\n",
            reason.unwrap_or_default(),
            said.collect::<Vec<_>>().join("; ")
        ))
    }

    fn said(&self, change: &Change) -> String {
        let place = |trail: &[String]| escaped(&self.reader.trail(trail).join(" › "));
        match &change.what {
            What::Added { leaves } | What::Dropped { leaves } => {
                let added = matches!(change.what, What::Added { .. });
                let (tag, word) = if added {
                    ("ins", words("added", "thêm mới"))
                } else {
                    ("del", words("dropped", "bỏ"))
                };
                let mut text = word.text(self.lang).to_owned();
                if let Some(successor) = self.reader.successor(change) {
                    let replaced = words("replaced by", "được thay bằng").text(self.lang);
                    text = format!("{replaced} {}", escaped(&successor));
                }
                let said = if change.kind == Kind::Paragraph {
                    vec![self.reader.name(change)]
                } else {
                    let said = self.reader.said(change, leaves).into_iter();
                    said.map(|(field, value)| format!("{field}: {value}"))
                        .collect()
                };
                if !said.is_empty() {
                    text.push_str(&format!(" <{tag}>{}</{tag}>", escaped(&said.join("; "))));
                }
                text
            }
            What::Moved { from } => {
                let moved = words("moved", "chuyển").text(self.lang);
                format!("{moved} {} → {}", place(from), place(&change.trail))
            }
            What::Reordered { from, to } => {
                let placed = words("place", "đổi thứ tự").text(self.lang);
                if from == to {
                    placed.to_owned()
                } else {
                    format!("{placed} {from} → {to}")
                }
            }
            What::Renamed { from, to } => {
                let id = |id: &Option<String>| {
                    id.as_ref()
                        .map_or_else(|| "–".to_owned(), |id| format!("`{id}`"))
                };
                let renamed = words("id", "mã").text(self.lang);
                format!("{renamed} {} → {}", id(from), id(to))
            }
            What::Altered {
                field,
                old,
                new,
                runs,
                ..
            } => {
                let label = escaped(&self.reader.field(change, field));
                if !runs.is_empty() && !Reader::is_id(field) {
                    return format!("{label}: {}", marked(runs));
                }
                let (old, new) = (
                    self.value(change, old.as_ref()),
                    self.value(change, new.as_ref()),
                );
                format!("{label}: {old} → {new}")
            }
        }
    }
}

fn marked(runs: &[Run]) -> String {
    let mut text = String::new();
    for (place, run) in runs.iter().enumerate() {
        match run {
            Run::Same(same) => text.push_str(&escaped(&shortened(
                same,
                (place > 0, place + 1 < runs.len()),
            ))),
            Run::Old(old) => text.push_str(&format!("<del>{}</del>", escaped(old))),
            Run::New(new) => text.push_str(&format!("<ins>{}</ins>", escaped(new))),
        }
    }
    text
}

/// A text that Markdown and HTML take as it is, on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '@' | '!' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' | '\r' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(
            escaped("a|b <i>*c*</i>\n[x](y) @z"),
            r"a\|b &lt;i&gt;\*c\*&lt;/i&gt; \[x\](y) \@z"
        );
    }
}
