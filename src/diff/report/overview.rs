//! The plans of two folders at a glance: how many have changed, and a line for each.

use super::count;
use super::markdown::escaped;
use super::paint::{Look, Paint};
use crate::diag::{Lang, words};
use crate::diff::{Change, Comparison};
use serde_json::{Value, json};

/// The plans of two folders.
#[derive(Debug)]
pub struct Overview<'o> {
    /// The plans that belong together.
    pub pairs: Vec<Pair<'o>>,
    /// The names of plans that only the old folder has.
    pub old: &'o [String],
    /// The names of plans that only the new folder has.
    pub new: &'o [String],
}

/// Two plans that belong together.
#[derive(Debug)]
pub struct Pair<'o> {
    /// What the old one is called.
    pub old: &'o str,
    /// What the new one is called.
    pub new: &'o str,
    /// What has changed.
    pub comparison: &'o Comparison,
}

/// A line: its mark in text, its word in Markdown, the plans, what is said of them.
struct Line {
    mark: &'static str,
    look: Look,
    word: &'static str,
    plans: String,
    said: String,
}

impl Pair<'_> {
    fn is_same(&self) -> bool {
        self.comparison.changes.is_empty()
    }

    /// «12 changes», without what just follows from the step to the next year.
    fn said(&self, lang: Lang) -> String {
        let changes = self.comparison.changes.iter();
        match changes.filter(|change| Change::matters(change)).count() {
            _ if self.is_same() => String::new(),
            0 => words(
                "only what follows from the year",
                "chỉ đổi theo năm kế hoạch",
            )
            .text(lang)
            .to_owned(),
            number => count(number, "change", "changes", "thay đổi", lang),
        }
    }
}

impl Overview<'_> {
    /// For people at a terminal.
    #[must_use]
    pub fn text(&self, lang: Lang, color: bool) -> String {
        let paint = Paint {
            color,
            width: usize::MAX,
        };
        let mut text = paint.text(Look::Bold, &self.sentence(lang));
        text.push('\n');
        for line in self.lines(lang) {
            let said = Some(line.said).filter(|said| !said.is_empty());
            let said = said.map(|said| format!("  {said}")).unwrap_or_default();
            let own = paint.text(line.look, &format!("{} {}", line.mark, line.plans));
            text.push_str(&format!("  {own}{said}\n"));
        }
        text
    }

    /// For a merge request.
    #[must_use]
    pub fn markdown(&self, lang: Lang) -> String {
        let mut text = format!("## {}\n\n", self.sentence(lang));
        for line in self.lines(lang) {
            let said = Some(line.said).filter(|said| !said.is_empty());
            let said = said.map(|said| format!(": {said}")).unwrap_or_default();
            let plans = escaped(&line.plans);
            text.push_str(&format!("- **{}** {plans}{said}\n", line.word));
        }
        text
    }

    /// The numbers for programs: `same`, `changed`, `only_old`, `only_new`.
    #[must_use]
    pub fn json(&self) -> Value {
        let same = self.same();
        json!({
            "same": same,
            "changed": self.pairs.len() - same,
            "only_old": self.old.len(),
            "only_new": self.new.len(),
        })
    }

    fn same(&self) -> usize {
        self.pairs.iter().filter(|pair| pair.is_same()).count()
    }

    fn sentence(&self, lang: Lang) -> String {
        let same = self.same();
        let old = words("only in the old folder", "chỉ có trong thư mục cũ").text(lang);
        let new = words("only in the new folder", "chỉ có trong thư mục mới").text(lang);
        let counts = [
            (
                self.pairs.len() - same,
                words("changed", "thay đổi").text(lang),
            ),
            (same, words("the same", "không đổi").text(lang)),
            (self.old.len(), old),
            (self.new.len(), new),
        ];
        let said: Vec<String> = counts
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, word)| format!("{number} {word}"))
            .collect();
        if said.is_empty() {
            return words("No plans", "Không có kế hoạch nào")
                .text(lang)
                .to_owned();
        }
        let plans = words("Plans", "Kế hoạch").text(lang);
        format!("{plans}: {}", said.join(", "))
    }

    fn lines(&self, lang: Lang) -> Vec<Line> {
        let pairs = self.pairs.iter().map(|pair| {
            let (mark, word) = if pair.is_same() {
                ("=", words("same", "không đổi"))
            } else {
                ("~", words("changed", "thay đổi"))
            };
            Line {
                mark,
                look: Look::Plain,
                word: word.text(lang),
                plans: format!("{} → {}", pair.old, pair.new),
                said: pair.said(lang),
            }
        });
        let alone = |plans: &[String], mark, look, word: &'static str| -> Vec<Line> {
            let lines = plans.iter().map(|plan| Line {
                mark,
                look,
                word,
                plans: plan.clone(),
                said: String::new(),
            });
            lines.collect()
        };
        let old = words("only old", "chỉ có ở bản cũ").text(lang);
        let new = words("only new", "chỉ có ở bản mới").text(lang);
        pairs
            .chain(alone(self.old, "-", Look::Old, old))
            .chain(alone(self.new, "+", Look::New, new))
            .collect()
    }
}
