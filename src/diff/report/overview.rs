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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Expected, Kind, What};

    /// So many changes that matter, and so many that follow from the year.
    fn comparison(matter: usize, follow: usize) -> Comparison {
        let change = |expected| Change {
            kind: Kind::Plan,
            name: String::new(),
            trail: Vec::new(),
            unit: None,
            old_unit: None,
            reason: None,
            what: What::Renamed {
                from: None,
                to: None,
            },
            expected,
            places: (None, None),
        };
        let changes = (0..matter).map(|_| change(None));
        let follow = (0..follow).map(|_| change(Some(Expected::Year(1))));
        Comparison {
            years: (2024, 2025),
            changes: changes.chain(follow).collect(),
            outcomes: Vec::new(),
            replaced: Vec::new(),
            splits: Vec::new(),
            equal: 0,
        }
    }

    #[test]
    fn of_each_pair_it_says_how_many_changes_matter() {
        let all =
            [(0, 0), (0, 2), (1, 0), (2, 1)].map(|(matter, follow)| comparison(matter, follow));
        let pairs = all.iter().map(|comparison| Pair {
            old: "a.toml",
            new: "b.toml",
            comparison,
        });
        let alone = ["c_1.toml".to_owned()];
        let overview = Overview {
            pairs: pairs.collect(),
            old: &alone,
            new: &[],
        };
        assert_eq!(
            overview.text(Lang::En, false),
            "Plans: 3 changed, 1 the same, 1 only in the old folder\n  \
             = a.toml → b.toml\n  \
             ~ a.toml → b.toml  only what follows from the year\n  \
             ~ a.toml → b.toml  1 change\n  \
             ~ a.toml → b.toml  2 changes\n  \
             - c_1.toml\n"
        );
        assert_eq!(
            overview.markdown(Lang::Vi),
            "## Kế hoạch: 3 thay đổi, 1 không đổi, 1 chỉ có trong thư mục cũ\n\n\
             - **không đổi** a.toml → b.toml\n\
             - **thay đổi** a.toml → b.toml: chỉ đổi theo năm kế hoạch\n\
             - **thay đổi** a.toml → b.toml: 1 thay đổi\n\
             - **thay đổi** a.toml → b.toml: 2 thay đổi\n\
             - **chỉ có ở bản cũ** c\\_1.toml\n"
        );
        assert_eq!(
            overview.json(),
            json!({ "same": 1, "changed": 3, "only_old": 1, "only_new": 0 })
        );
    }

    #[test]
    fn two_folders_without_plans_have_none() {
        let none = Overview {
            pairs: vec![],
            old: &[],
            new: &[],
        };
        assert_eq!(none.text(Lang::En, false), "No plans\n");
        assert_eq!(none.markdown(Lang::Vi), "## Không có kế hoạch nào\n\n");
    }
}
