//! What searches of the document's text hand back, and the words that they look at.

use crate::checks::Context;
use crate::diag::{Code, Diagnostic, Message};
use crate::document::passage::Passage;
use crate::source::Span;
use crate::vi::{self, syllable};
use std::ops::Range;

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
    /// A finding of it, with the change that most likely mends it.
    pub fn finding(&self, code: Code, message: Message) -> Diagnostic {
        let finding = Diagnostic::new(code, self.span, message);
        match &self.right {
            Some(right) if self.exact => finding.propose(self.span, right),
            _ => finding,
        }
    }

    /// A finding of it that says what to write.
    pub fn told(&self, code: Code, message: Message) -> Diagnostic {
        let finding = self.finding(code, message);
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
    context: &'c Context<'_>,
    search: impl Fn(&str) -> Vec<Slip> + 'c,
) -> impl Iterator<Item = Found<'c>> {
    let found = |passage: &'c Passage| {
        let slips = search(&passage.text).into_iter();
        slips.filter_map(|slip| found(context, passage, slip))
    };
    let mut all: Vec<_> = context.passages.iter().flat_map(found).collect();
    all.sort_by_key(|found| context.is_of_office(found.span));
    all.into_iter()
}

/// A slip with its place in the plan, where it has one that is typed.
pub fn found<'c>(context: &'c Context<'_>, passage: &'c Passage, slip: Slip) -> Option<Found<'c>> {
    let text = passage.text.get(slip.range.clone())?;
    if passage.is_made(slip.range.start) && passage.is_made(slip.range.end.saturating_sub(1)) {
        return None;
    }
    let span = passage.place(slip.range)?;
    let written = context.sources().slice(span);
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

/// A word (tiếng): letters and digits that stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'t> {
    /// Where it begins.
    pub start: usize,
    /// Its characters.
    pub text: &'t str,
}

impl Word<'_> {
    /// One past its last byte.
    pub fn end(self) -> usize {
        self.start + self.text.len()
    }

    /// The bytes that it takes.
    pub fn range(self) -> Range<usize> {
        self.start..self.end()
    }

    /// Whether the word is this one, which is given in small letters.
    pub fn is(self, small: &str) -> bool {
        self.text.chars().map(syllable::lower).eq(small.chars())
    }

    /// Whether two words are the same but for capitals.
    pub fn is_same(self, other: Word<'_>) -> bool {
        let small = self.text.chars().map(syllable::lower);
        self.text == other.text
            || (self.text.len() == other.text.len()
                && small.eq(other.text.chars().map(syllable::lower)))
    }

    /// Whether the word is one of these, which are given in small letters.
    pub fn is_any(self, small: &[&str]) -> bool {
        small.iter().any(|one| self.is(one))
    }

    /// Whether it begins with a capital.
    pub fn is_capital(self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// Whether a character is a letter or a digit; those of Vietnamese are known at a glance.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{1B0}' | '\u{1EA0}'..='\u{1EF9}')
        || (!c.is_ascii() && c.is_alphanumeric())
}

/// The words of a text, in order.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = skip(text, rest, false);
        rest = skip(text, start, true);
        let word = text.get(start..rest).filter(|word| !word.is_empty())?;
        Some(Word { start, text: word })
    })
}

/// The end of the run of letters, or of other characters, that begins at a byte.
fn skip(text: &str, mut at: usize, letters: bool) -> usize {
    while let Some(byte) = text.as_bytes().get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() != letters {
                return at;
            }
            at += 1;
            continue;
        }
        let Some(c) = after(text, at) else { break };
        if is_letter(c) != letters {
            return at;
        }
        at += c.len_utf8();
    }
    text.len()
}

/// The words of a text from its end.
pub fn words_back(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = text.len();
    std::iter::from_fn(move || {
        let head = text.get(..rest)?;
        let last = head.rfind(is_letter)?;
        let end = last + after(head, last).map_or(1, char::len_utf8);
        let start = head[..last]
            .rfind(|c: char| !is_letter(c))
            .map_or(0, |gap| gap + after(head, gap).map_or(1, char::len_utf8));
        rest = start;
        Some(Word {
            start,
            text: text.get(start..end)?,
        })
    })
}

/// The word that a byte stands in.
pub fn word_at(text: &str, at: usize) -> Option<Word<'_>> {
    let end = at
        + after(text, at)
            .filter(|c| is_letter(*c))
            .map(char::len_utf8)?;
    let start = words_back(text.get(..end)?).next()?.start;
    words(text.get(start..)?).next().map(|word| Word {
        start,
        text: word.text,
    })
}

/// The character before a byte.
pub fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at a byte.
pub fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The run of characters without white space around a byte: an address, a symbol, a word.
pub fn token(text: &str, at: usize) -> &str {
    let start = text
        .get(..at)
        .and_then(|head| head.rfind(char::is_whitespace))
        .map_or(0, |space| {
            space + after(text, space).map_or(1, char::len_utf8)
        });
    let end = text
        .get(at..)
        .and_then(|tail| tail.find(char::is_whitespace))
        .map_or(text.len(), |length| at + length);
    text.get(start..end).unwrap_or_default()
}

/// Whether a run of characters is an address of mail or of a site, or a file's name.
pub fn is_address(token: &str) -> bool {
    token.contains("://") || token.contains("www.") || token.contains('@')
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
    fn finds_words_and_what_is_around() {
        let text = "Đẩy mạnh, TB&XH";
        let found: Vec<_> = words(text).map(|word| (word.start, word.text)).collect();
        assert_eq!(found, [(0, "Đẩy"), (7, "mạnh"), (15, "TB"), (18, "XH")]);
        let mut back: Vec<_> = words_back(text)
            .map(|word| (word.start, word.text))
            .collect();
        back.reverse();
        assert_eq!(back, found);
        assert_eq!(
            word_at(text, 11).map(|word| (word.start, word.text)),
            Some((7, "mạnh"))
        );
        assert_eq!(token(text, 17), "TB&XH");
        assert_eq!(token("xem https://a.vn nhé", 10), "https://a.vn");
        assert!(words("ĐẨY").all(|word| word.is("đẩy")));
        assert_eq!(word_at(text, 14), None);
        assert_eq!(word_at(text, 0).map(|word| word.text), Some("Đẩy"));
        assert_eq!(
            (token(text, 0), token(text, 8), token(text, 15)),
            ("Đẩy", "mạnh,", "TB&XH")
        );
        assert_eq!(token("một\u{a0}hai", 8), "hai");
    }

    #[test]
    fn words_are_letters_and_digits_of_any_script() {
        let parts = |text| words(text).map(|word| word.text).collect::<Vec<_>>();
        assert_eq!(parts("3×4÷5_a’b"), ["3", "4", "5", "a", "b"]);
        assert_eq!(parts("ÀÖØöøưƯ Ạỹ ñΩб٣"), ["ÀÖØöøưƯ", "Ạỹ", "ñΩб٣"]);
        assert_eq!(parts(" … "), [""; 0]);
        for text in ["3×4", "“một” hai…", "…", "", "a", "Ω×б"] {
            let mut back: Vec<_> = words_back(text).collect();
            back.reverse();
            assert_eq!(back, words(text).collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn knows_addresses() {
        for address in ["https://a.vn", "www.a.vn", "vanthu@a.vn"] {
            assert!(is_address(address));
        }
        assert!(!is_address("baocao.docx") && !is_address("a/b"));
    }

    #[test]
    fn words_are_the_same_but_for_capitals() {
        let same = |a: &'static str, b: &'static str| {
            let word = |text| Word { start: 0, text };
            word(a).is_same(word(b))
        };
        assert!(same("các", "CÁC") && same("các", "các"));
        assert!(!same("các", "cac") && !same("các", "cáca"));
        assert!(
            Word {
                start: 0,
                text: "Đẩy"
            }
            .is_capital()
                && !Word {
                    start: 0,
                    text: "đẨY"
                }
                .is_capital()
        );
    }

    #[test]
    fn takes_the_capitals_of_what_was_typed() {
        assert_eq!(recase("TỔ CHỨC", "Tô chức"), "Tổ chức");
        assert_eq!(recase("TỔ CHỨC", "tô Chức"), "tổ Chức");
        assert_eq!(recase("THỰC HIỆN CÁC", "Thực các"), "Thực hiện các");
    }
}
