//! A comparison as Markdown, for a merge request: a summary, then tables and lists part by part.
//!
//! What differs inside a text stands in `<del>` and `<ins>`; long parts are folded in `<details>`.

use super::entry::{Entry, Line};
use super::paint::shortened;
use super::{Part, Reader, Sides, claims, grouped, summary};
use crate::diag::{Lang, words};
use crate::diff::change::Outcome;
use crate::diff::item::Kind;
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
    if sides.comparison.changes.is_empty() {
        text.push_str(words("The plans say the same.\n", "Hai kế hoạch giống nhau.\n").text(lang));
    }
    for (claim, number) in claims(sides, &reader).iter().zip(1..) {
        // Where the summary is all there is nothing to lead to.
        let part = claim.topic.part().filter(|_| !stat);
        let link = part.map(|part| format!(" ([{}](#{}))", part.words().text(lang), part.key()));
        let link = link.unwrap_or_default();
        text.push_str(&format!("{number}. {}{link}\n", escaped(&claim.text())));
    }
    if !sides.comparison.changes.is_empty() {
        text.push('\n');
    }
    for line in summary::lines(sides, &reader) {
        text.push_str(&format!(
            "- **{}**: {}\n",
            line.label,
            escaped(&line.text())
        ));
    }
    if stat {
        return text;
    }
    text.push_str(&report.outcomes(&sides.comparison.outcomes));
    for (part, items) in grouped(sides.comparison, all) {
        let entries = items.iter().map(|item| Entry::of(item, &reader));
        text.push_str(&report.part(part, &entries.collect::<Vec<_>>()));
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

    fn part(&self, part: Part, entries: &[Entry<'_>]) -> String {
        let mut rows = Vec::new();
        let mut points = Vec::new();
        for entry in entries {
            let (figures, others) = entry.parted();
            rows.extend(figures.into_iter().map(|line| row(entry, line)));
            if entry.is_added().is_some() || !others.is_empty() {
                points.push(self.point(entry, &others));
            }
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
        // Of bases each entry says it.
        if part == Part::Budget {
            let notes = self.reader.notes(part).into_iter();
            inner.extend(notes.map(|note| format!("- {}\n", escaped(&note))));
        }
        let title = format!(
            "<a id=\"{}\"></a>{}",
            part.key(),
            part.words().text(self.lang)
        );
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

    /// What else has changed about an item, as a point of a list.
    fn point(&self, entry: &Entry<'_>, lines: &[&Line]) -> String {
        if let Some((old, new, replaced)) = &entry.replacement {
            let replaced = replaced
                .then(|| words(" _replaced, by legal.toml_", " _thay thế theo legal.toml_"));
            let replaced = replaced.map_or("", |words| words.text(self.lang));
            return format!("- {} → {}{replaced}\n", escaped(old), escaped(new));
        }
        let who = entry.called(self.lang, |name| format!("**{}**", escaped(name)));
        let trail = entry.trail.join(" › ");
        let trail = if trail.is_empty() {
            String::new()
        } else {
            format!(" ({})", escaped(&trail))
        };
        let reason = self.reader.reason(entry.first);
        let reason = reason.map(|reason| format!(" _{}_", escaped(&reason)));
        let said = match entry.is_added() {
            Some(is_new) => self.single(entry, is_new),
            None => lines
                .iter()
                .copied()
                .map(said)
                .collect::<Vec<_>>()
                .join("; "),
        };
        format!("- {who}{trail}{}: {said}\n", reason.unwrap_or_default())
    }

    /// What only one plan has.
    fn single(&self, entry: &Entry<'_>, is_new: bool) -> String {
        let mut text = match &entry.successor {
            Some(successor) => {
                let replaced = words("replaced by", "được thay bằng").text(self.lang);
                format!("{replaced} {}", escaped(successor))
            }
            None => entry.marks.iter().map(|mark| mark.word).collect(),
        };
        let said = if entry.first.kind == Kind::Paragraph {
            entry.name.clone()
        } else {
            let said = entry.lines.iter().map(|line| {
                let said = line.old.as_deref().or(line.new.as_deref());
                format!("{}: {}", line.label, said.unwrap_or("–"))
            });
            said.collect::<Vec<_>>().join("; ")
        };
        if !said.is_empty() {
            let tag = if is_new { "ins" } else { "del" };
            text.push_str(&format!(" <{tag}>{}</{tag}>", escaped(&said)));
        }
        text
    }
}

fn or_none(said: Option<&String>) -> String {
    said.map_or_else(|| "–".to_owned(), |said| escaped(said))
}

/// A change between numbers as a row of a table.
fn row(entry: &Entry<'_>, line: &Line) -> String {
    let unit = line.unit.as_ref().map(|unit| format!(" ({unit})"));
    let growth = Some(&line.growth).filter(|growth| !growth.is_empty());
    let growth = growth.map(|growth| format!(" ({growth})"));
    format!(
        "| {}{} | {} | {} | {} | {}{} | {} |\n",
        escaped(&entry.name),
        escaped(&unit.unwrap_or_default()),
        escaped(&line.label),
        or_none(line.old.as_ref()),
        or_none(line.new.as_ref()),
        line.difference,
        growth.unwrap_or_default(),
        line.verdict.map_or("", |verdict| verdict.word),
    )
}

fn said(line: &Line) -> String {
    let head = escaped(line.head());
    match (&line.old, &line.new) {
        _ if !line.runs.is_empty() => format!("{head}: {}", marked(&line.runs)),
        (None, None) => head,
        (old, new) => {
            let (old, new) = (or_none(old.as_ref()), or_none(new.as_ref()));
            format!("{head}: {old} → {new}")
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
