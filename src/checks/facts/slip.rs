//! What searches of the document's text hand back (lỗi gõ).

use super::cache::Facts;
use super::word::words;
use crate::diag::{Finding, Message};
use crate::document::passage::Passage;
use crate::source::Span;
use crate::vi;
use std::ops::Range;

/// How many more places one finding names that stands for all alike.
pub const MOST_PLACES: usize = 12;

/// Characters of a text that are wrong (lỗi gõ), and what belongs there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The characters.
    pub range: Range<usize>,
    /// What is to stand instead, where there is no doubt.
    pub right: Option<String>,
}

impl Slip {
    /// Characters with what belongs there.
    pub fn new(range: Range<usize>, right: impl Into<String>) -> Self {
        Self {
            range,
            right: Some(right.into()),
        }
    }

    /// Characters without a sure remedy.
    pub fn unsure(range: Range<usize>) -> Self {
        Self { range, right: None }
    }
}

/// A slip that someone typed in the plan.
pub struct Found<'c> {
    /// The characters of the passage.
    pub text: &'c str,
    /// What is to stand instead, where there is no doubt.
    pub right: Option<String>,
    /// Where it stands.
    pub span: Span,
    /// Whether these very characters stand there.
    exact: bool,
}

impl Found<'_> {
    /// Whether these very characters stand where it was typed.
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    /// A finding of it, with the change that most likely mends it.
    pub fn finding(&self, message: Message) -> Finding {
        let finding = Finding::at(self.span, message);
        match &self.right {
            Some(right) if self.exact => finding.propose(self.span, right),
            _ => finding,
        }
    }

    /// Adds it to a finding of others like it: its place, said with a word, and its change.
    pub fn add_to(&self, finding: Finding, word: Message) -> Finding {
        let finding = finding.also(self.span, word);
        match &self.right {
            Some(right) if self.exact => finding.propose(self.span, right),
            _ => finding,
        }
    }

    /// A finding of it that says what to write.
    pub fn told(&self, message: Message) -> Finding {
        let finding = self.finding(message);
        match &self.right {
            Some(right) => finding.help(Message::new(
                format!("write “{right}”"),
                format!("viết là “{right}”"),
            )),
            None => finding,
        }
    }
}

/// The slips that someone typed in the plan's text, in reading order, those in the plan's own files
/// first. What calls print from data and registries is theirs to mend.
pub fn typed<'c>(
    facts: &'c Facts<'_>,
    search: impl Fn(&str) -> Vec<Slip> + 'c,
) -> impl Iterator<Item = Found<'c>> {
    let found = |passage: &'c Passage| {
        let slips = search(&passage.text).into_iter();
        slips.filter_map(|slip| found(facts, passage, slip))
    };
    let mut all: Vec<_> = facts.passages.iter().flat_map(found).collect();
    all.sort_by_key(|found| facts.is_of_office(found.span));
    all.into_iter()
}

/// A slip with its place in the plan, where it has one that is typed.
pub fn found<'c>(facts: &'c Facts<'_>, passage: &'c Passage, slip: Slip) -> Option<Found<'c>> {
    let text = passage.text.get(slip.range.clone())?;
    if passage.is_made(slip.range.start) && passage.is_made(slip.range.end.saturating_sub(1)) {
        return None;
    }
    let span = passage.place(slip.range)?;
    let written = facts.sources().slice(span);
    // Headings are printed in capitals.
    let recased = written != text && written.to_lowercase() == text.to_lowercase();
    let right = match slip.right {
        Some(right) if recased => Some(recase(&right, written)),
        right => right,
    };
    let exact = recased || written == text;
    let text = if recased { written } else { text };
    Some(Found {
        text,
        right,
        span,
        exact,
    })
}

/// A text with the capitals of another, as far as their words go together.
fn recase(text: &str, model: &str) -> String {
    let mut small = text.to_lowercase();
    let pairs: Vec<_> = words(text).zip(words(model)).collect();
    for (word, model) in pairs.into_iter().rev() {
        if model.is_capital()
            && let Some(part) = small.get(word.range())
        {
            let capital = vi::text::capitalize(part);
            small.replace_range(word.range(), &capital);
        }
    }
    small
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::{Options, examine};
    use crate::diag::Edit;
    use crate::workspace::Workspace;
    use std::sync::Arc;

    /// What findings of a plan change: the rule, the characters, what takes their place, whether unasked.
    fn changes(plan: &str) -> Vec<(&'static str, String, String, bool)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.toml");
        let head = "[document]\nyear = 2026\ntitle = \"Giảm nghèo\"\n";
        std::fs::write(&path, format!("{head}{plan}")).unwrap();
        let workspace = Arc::new(Workspace::open(folder.path()).unwrap());
        let loaded = workspace.load(&path).unwrap();
        let found = examine(&loaded, Options::default()).diagnostics.into_iter();
        found
            .filter(|finding| {
                finding.code.id.starts_with("TXT") || finding.code.id.starts_with("FRM")
            })
            .flat_map(|finding| {
                let edits = finding.edits.into_iter();
                let written = |edit: &Edit| loaded.sources.slice(edit.span).to_owned();
                edits
                    .map(|edit| (finding.code.id, written(&edit), edit.text, edit.safe))
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn findings_change_what_was_typed() {
        for (text, rule, typed, right, safe) in [
            ("Cán bộ vаn hóa.", "TXT001", "а", "a", true),
            ("Giao tổ № 2.", "TXT002", "№", "số", true),
            ("Còn 2.99% hộ.", "TXT003", "2.99", "2,99", false),
            ("Rà soát  hộ.", "TXT006", "  ", " ", true),
            ("Rà soát , hộ.", "TXT007", " ", "", true),
            ("Rà soát,hộ.", "TXT008", ",", ", ", true),
            ("Kinh tế- xã hội.", "TXT009", "- ", " - ", true),
            ("Kinh tế – xã hội.", "TXT010", " – ", " - ", false),
            ("Xã tòan diện.", "TXT012", "tòan", "toàn", false),
            ("Xã hổ trợ hộ.", "TXT013", "hổ", "hỗ", false),
            ("Xã có các các hộ.", "TXT014", " các", "", false),
            (
                "Sống cùng nhân dân.",
                "TXT015",
                "nhân dân",
                "Nhân dân",
                false,
            ),
            ("Theo khoản 3 điều 14.", "TXT016", "điều", "Điều", false),
            ("Báo cáo phòng Kinh tế.", "TXT017", "phòng", "Phòng", false),
            (
                "Theo số 12/KH-UBND ngày 5/3/2026.",
                "FRM005",
                "5",
                "05",
                true,
            ),
            ("Theo Kế hoạch số 7/KH-UBND.", "FRM006", "7", "07", true),
        ] {
            let wanted = (rule, typed.to_owned(), right.to_owned(), safe);
            let found = changes(&format!(
                "[[sections]]\ntitle = \"Nội dung\"\ntext = \"{text}\"\n"
            ));
            assert_eq!(found, [wanted], "{text}");
        }
    }

    #[test]
    fn headings_are_changed_as_they_were_typed_not_as_they_are_printed() {
        let found = changes("[[sections]]\ntitle = \"Tô chức thực hiện\"\ntext = \"Hết.\"\n");
        assert_eq!(found, [("TXT013", "Tô".to_owned(), "Tổ".to_owned(), false)]);
    }

    #[test]
    fn characters_that_are_written_otherwise_are_left_to_the_author() {
        assert_eq!(
            changes("[[sections]]\ntitle = \"Nội dung\"\ntext = \"Rà soát\\u0020 hộ.\"\n"),
            []
        );
    }

    #[test]
    fn lines_of_the_signature_are_changed_where_they_are_plain_strings() {
        let found =
            changes("[signature]\nin_place_of = \"KT.CHỦ TỊCH\"\nposition = \"PHÓ CHỦ TỊCH\"\n");
        let right = "\"KT. CHỦ TỊCH\"".to_owned();
        assert_eq!(
            found,
            [("FRM004", "\"KT.CHỦ TỊCH\"".to_owned(), right, true)]
        );
        assert_eq!(
            changes("[signature]\nin_place_of = 'KT.CHỦ TỊCH'\nposition = \"PHÓ CHỦ TỊCH\"\n"),
            []
        );
    }

    #[test]
    fn appendices_in_arabic_digits_are_proposed_in_roman_ones() {
        let appendix =
            |title: &str| format!("[[appendices]]\ntitle = \"{title}\"\ntext = \"Hết.\"\n");
        let text = "[[sections]]\ntitle = \"Nội dung\"\ntext = \"Theo Phụ lục I, Phụ lục 2.\"\n";
        let found = changes(&(text.to_owned() + &appendix("Danh sách") + &appendix("Kinh phí")));
        assert_eq!(found, [("FRM008", "2".to_owned(), "II".to_owned(), false)]);
    }

    #[test]
    fn one_finding_of_a_style_changes_all_of_it() {
        let found = changes(
            "[[sections]]\ntitle = \"Nội dung\"\ntext = \"Hoạch hóa, số hóa, tự do hóa, bình hoà, điều hoà.\"\n",
        );
        let change =
            |typed: &str, right: &str| ("TXT004", typed.to_owned(), right.to_owned(), false);
        assert_eq!(found, [change("hoà", "hòa"), change("hoà", "hòa")]);
    }

    #[test]
    fn one_finding_names_so_many_places_and_no_more() {
        for (rule, text) in [
            ("TXT004", "hoà, ".repeat(14) + &"hóa, ".repeat(15)),
            ("TXT015", "của nhà nước, ".repeat(14)),
        ] {
            let plan = format!("[[sections]]\ntitle = \"Nội dung\"\ntext = \"{text} hết.\"\n");
            let found = changes(&plan);
            assert_eq!(found.iter().filter(|(id, ..)| *id == rule).count(), 13);
        }
    }

    #[test]
    fn takes_the_capitals_of_what_was_typed() {
        assert_eq!(recase("TỔ CHỨC", "Tô chức"), "Tổ chức");
        assert_eq!(recase("TỔ CHỨC", "tô Chức"), "tổ Chức");
        assert_eq!(recase("THỰC HIỆN CÁC", "Thực các"), "Thực hiện các");
    }
}
