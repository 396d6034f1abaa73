//! The tasks (nhiệm vụ) of a plan, however it lists them.

use crate::plan::{Plan, Task, TaskResult, Unit};
use crate::source::{Sources, Span};
use crate::spec::{Ref, Text};

/// How many tasks at least must have what the others are missed for.
pub(super) const FEWEST: usize = 3;

/// All tasks, each with its unit where the plan lists tasks by unit.
pub(super) fn tasks(plan: &Plan) -> impl Iterator<Item = (Option<&Ref<Unit>>, &Task)> {
    let by_unit = plan.responsibilities.iter();
    let by_unit = by_unit.flat_map(|r| r.tasks.iter().map(|task| (Some(&r.unit), task)));
    let by_field = plan.task_groups.iter();
    by_unit.chain(by_field.flat_map(|group| group.tasks.iter().map(|task| (None, task))))
}

/// All rows of the task matrix and of the lists by unit, with their tasks.
pub(super) fn rows(plan: &Plan) -> impl Iterator<Item = (&Task, &TaskResult)> {
    tasks(plan).flat_map(|(_, task)| task.rows().map(move |row| (task, row)))
}

/// The first words of a text, which stand for all of it in a report.
pub(super) fn opening(text: &Text, sources: &Sources) -> Span {
    const MOST: usize = 60;
    let written = sources.slice(text.span);
    let inner = written.trim_start_matches(['"', '\'']).trim_start();
    let start = written.len() - inner.len();
    let line = inner.lines().next().unwrap_or_default();
    let line = line.trim_end_matches(['"', '\'']);
    let cut = line.char_indices().nth(MOST).map(|(at, _)| at);
    let cut = cut.map(|most| line[..most].rfind(' ').unwrap_or(most));
    text.span.slice(start..start + cut.unwrap_or(line.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn opened(written: &str) -> String {
        let mut sources = Sources::default();
        let source = sources.add(Source::new("plan.toml".into(), written.to_owned()));
        let value = String::new();
        let span = Span::new(source, 0..written.len());
        let text = Text { value, span };
        sources.slice(opening(&text, &sources)).to_owned()
    }

    #[test]
    fn a_task_is_shown_by_its_first_words() {
        assert_eq!(opened("\"Rà soát hộ nghèo\""), "Rà soát hộ nghèo");
        assert_eq!(opened("'Rà soát'"), "Rà soát");
        assert_eq!(opened("\"\"\"\n  Rà soát\nhộ nghèo\n\"\"\""), "Rà soát");
        let sixty = "a".repeat(30) + " " + &"b".repeat(29);
        assert_eq!(opened(&format!("\"{sixty}\"")), sixty);
        assert_eq!(opened(&format!("\"{sixty}c\"")), "a".repeat(30));
        assert_eq!(opened(&format!("\"{}\"", "a".repeat(61))), "a".repeat(60));
    }
}
