//! Number and symbol (số, ký hiệu) of a document.

use crate::law::Law;
use std::ops::Range;

/// The longest run of letters that a symbol has between its marks.
const LONGEST: usize = 16;

/// A number with its symbol: «02/QĐ-UBND», «30/2020/NĐ-CP», «72/2020/QH14», «57-NQ/TW».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol<'t> {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// The number as written, as in «02», «12a», «66.18».
    pub number: &'t str,
    /// The year inside it, which documents of law have.
    pub year: Option<i16>,
    /// The first letters: those of the kind («QĐ»), or of the body («QH14»; «UBND» of a letter).
    pub first: &'t str,
    /// What follows them: the issuing body («UBND», «CP»), empty after «QH14».
    pub rest: &'t str,
    /// What stands behind that no symbol of the State or the Party has, up to the blank: «-Cty», «/CV-LV».
    pub tail: &'t str,
    /// Whether it is written as the Party does, «57-NQ/TW».
    pub party: bool,
    /// Whether blanks or long dashes stand inside, as in «17/2017/TT - BLĐTBXH».
    pub loose: bool,
    /// Whether the first letters are known as those of a kind.
    known: bool,
}

/// Two documents of one identity have one number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity(String);

impl<'t> Symbol<'t> {
    /// The symbol that begins at a byte of a text, where one does.
    #[must_use]
    pub fn at(text: &'t str, start: usize, law: &Law) -> Option<Self> {
        let mut walk = Walk {
            law,
            text,
            at: start,
            loose: false,
        };
        let number = walk.number()?;
        let before = walk.at;
        if walk.joint('/').is_some() {
            let year = walk.year();
            let first = walk.letters()?;
            let after = walk.at;
            let rest = walk.body(first).unwrap_or_else(|| {
                walk.at = after;
                ""
            });
            if rest.is_empty() && !is_assembly(first) && walk.loose {
                return None;
            }
            return Some(walk.symbol(start, number, year, (first, rest), false));
        }
        walk.at = before;
        walk.joint('-')?;
        let first = walk.letters()?;
        walk.joint('/')?;
        let rest = walk.joined(1)?;
        (!walk.loose || walk.knows(first))
            .then(|| walk.symbol(start, number, None, (first, rest), true))
    }

    /// The same up to the blank that ends it in a text, whatever it holds: companies have symbols of their own.
    #[must_use]
    pub(super) fn with_tail(mut self, text: &'t str) -> Self {
        let ahead = text.get(self.range.end..).unwrap_or_default();
        let ends = |c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '“' | '”' | '"')
        };
        let tail = &ahead[..ahead.find(ends).unwrap_or(ahead.len())];
        let tail = tail.trim_end_matches(['.', '/', '-', '…', '»', '’']);
        if tail.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '.')) {
            self.tail = tail;
            self.range.end += tail.len();
        }
        self
    }

    /// The symbol that a text is, from its first character to its last.
    #[must_use]
    pub fn whole(text: &'t str, law: &Law) -> Option<Self> {
        Self::at(text, 0, law).filter(|symbol| symbol.range.end == text.len())
    }

    /// The letters that stand for the kind of document; none for «QH14» or a letter (công văn).
    #[must_use]
    pub fn kind(&self) -> Option<&'t str> {
        (self.party || (!self.rest.is_empty() && self.known)).then_some(self.first)
    }

    /// The letters of the body that issued it: «UBND», «CP», «QH14», «TW».
    #[must_use]
    pub fn body(&self) -> &'t str {
        if self.kind().is_some() {
            self.rest
        } else {
            self.first
        }
    }

    /// Whether the National Assembly or its standing committee issued it: «72/2020/QH14».
    #[must_use]
    pub fn is_of_assembly(&self) -> bool {
        self.rest.is_empty() && is_assembly(self.first)
    }

    /// Number and symbol as they ought to be written.
    #[must_use]
    pub fn tidy(&self) -> String {
        let (number, first, rest, tail) = (self.number, self.first, self.rest, self.tail);
        if self.party {
            return format!("{number}-{first}/{rest}{tail}");
        }
        let year = self.year.map(|year| format!("{year}/")).unwrap_or_default();
        let mark = if rest.is_empty() { "" } else { "-" };
        format!("{number}/{year}{first}{mark}{rest}{tail}")
    }

    /// What is the same wherever this number is cited: no leading zeros, one case of letters.
    #[must_use]
    pub fn identity(&self) -> Identity {
        Identity(self.tidy().trim_start_matches('0').to_lowercase())
    }
}

/// Whether letters are those of the National Assembly: «QH14», «UBTVQH15».
fn is_assembly(letters: &str) -> bool {
    let term = letters
        .strip_prefix("UBTVQH")
        .or_else(|| letters.strip_prefix("QH"));
    term.is_some_and(|term| term.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Reads on from a place in a text.
struct Walk<'t, 'l> {
    law: &'l Law,
    text: &'t str,
    at: usize,
    loose: bool,
}

impl<'t> Walk<'t, '_> {
    fn symbol(
        &self,
        start: usize,
        number: &'t str,
        year: Option<i16>,
        (first, rest): (&'t str, &'t str),
        party: bool,
    ) -> Symbol<'t> {
        Symbol {
            range: start..self.at,
            number,
            year,
            first,
            rest,
            tail: "",
            party,
            loose: self.loose,
            known: self.knows(first),
        }
    }

    /// Whether letters stand for some kind of document.
    fn knows(&self, letters: &str) -> bool {
        self.law.kind_of(letters).is_some()
    }

    fn ahead(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, fits: impl Fn(char) -> bool) -> &'t str {
        let ahead = self.ahead();
        let length = ahead.find(|c| !fits(c)).unwrap_or(ahead.len());
        self.at += length;
        &ahead[..length]
    }

    /// Digits, with a group after a dot, or small letters after them: «66.18», «12a».
    fn number(&mut self) -> Option<&'t str> {
        let start = self.at;
        let digits = self.take(|c| c.is_ascii_digit());
        if digits.is_empty() || digits.len() > 6 {
            return None;
        }
        if self.ahead().starts_with('.') {
            self.at += 1;
            if self.take(|c| c.is_ascii_digit()).is_empty() {
                return None;
            }
        }
        let suffix = self.take(char::is_lowercase);
        (suffix.chars().count() <= 2).then(|| &self.text[start..self.at])
    }

    /// A mark, with a blank at either side at most; a long dash is read as a hyphen.
    fn joint(&mut self, mark: char) -> Option<()> {
        let blank = |c: char| matches!(c, ' ' | '\u{a0}');
        let ahead = self.ahead();
        let trimmed = ahead.strip_prefix(blank).unwrap_or(ahead);
        let after = trimmed.strip_prefix(|c: char| {
            c == mark || (mark == '-' && matches!(c, '–' | '—' | '‑' | '‐'))
        })?;
        let rest = after.strip_prefix(blank).unwrap_or(after);
        let taken = &ahead[..ahead.len() - rest.len()];
        self.loose |= taken.len() > mark.len_utf8();
        self.at += taken.len();
        Some(())
    }

    /// A year with the slash after it; stays where it is if there is none.
    fn year(&mut self) -> Option<i16> {
        let (start, loose) = (self.at, self.loose);
        let digits = self.take(|c| c.is_ascii_digit());
        let year = (digits.len() == 4 && matches!(&digits[..2], "19" | "20"))
            .then(|| digits.parse().ok())
            .flatten();
        if year.is_none() || self.joint('/').is_none() {
            (self.at, self.loose) = (start, loose);
            return None;
        }
        year
    }

    /// Letters of an abbreviation: «QĐ», «UBND», «QH14»; no word such as «Xã».
    fn letters(&mut self) -> Option<&'t str> {
        self.run(1)
    }

    /// A run that has more capitals than small letters, by so many at least.
    fn run(&mut self, more: usize) -> Option<&'t str> {
        let run = self.take(|c| c.is_alphanumeric() || c == '&');
        let capitals = run.chars().filter(|c| c.is_uppercase()).count();
        let small = run.chars().filter(|c| c.is_lowercase()).count();
        let begins = run.chars().next().is_some_and(char::is_uppercase);
        (begins && capitals >= small + more && run.chars().count() <= LONGEST).then_some(run)
    }

    /// The hyphen after the first letters and the body.
    fn body(&mut self, first: &str) -> Option<&'t str> {
        let tight = self.ahead().starts_with('-');
        if !tight && !self.knows(first) {
            return None;
        }
        let loose = self.loose;
        self.joint('-')?;
        // A letter (công văn) has its drafting unit there: «UBND-Th».
        let body = self.joined(usize::from(self.knows(first)));
        // A dash between blanks may belong to the sentence.
        let capitals = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
        let body = body.filter(|body| tight || capitals(body) > 1);
        if body.is_none() {
            self.loose = loose;
        }
        body
    }

    /// Letters joined by hyphens without blanks: «BTC-BNV».
    fn joined(&mut self, more: usize) -> Option<&'t str> {
        let start = self.at;
        self.run(more)?;
        while self.ahead().starts_with('-') {
            let here = self.at;
            self.at += 1;
            if self.run(0).is_none() {
                self.at = here;
                break;
            }
        }
        self.text.get(start..self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<i16>, Option<&str>, &str)> {
        Symbol::at(text, 0, &Law::standard()).map(|s| (s.tidy(), s.year, s.kind(), s.body()))
    }

    #[test]
    fn reads_symbols_of_every_style() {
        let table = [
            ("02/QĐ-UBND", None, Some("QĐ"), "UBND"),
            ("22/2013/QĐ-TTg", Some(2013), Some("QĐ"), "TTg"),
            ("72/2020/QH14", Some(2020), None, "QH14"),
            ("202/2025/QH15", Some(2025), None, "QH15"),
            ("57-NQ/TW", None, Some("NQ"), "TW"),
            ("16-KL/HU", None, Some("KL"), "HU"),
            ("66.18/2026/NQ-CP", Some(2026), Some("NQ"), "CP"),
            ("12a/KH-UBND", None, Some("KH"), "UBND"),
            ("1234/UBND-KT", None, None, "UBND"),
            ("01/2015/TTLT-BTC-BNV", Some(2015), Some("TTLT"), "BTC-BNV"),
            ("1234/UBTVQH15", None, None, "UBTVQH15"),
            ("123/UBND-Th", None, None, "UBND"),
            ("12/SNN-PCTT&TKCN", None, None, "SNN"),
            ("15-CTr/TU", None, Some("CTr"), "TU"),
        ];
        for (text, year, kind, body) in table {
            assert_eq!(read(text), Some((text.to_owned(), year, kind, body)));
            assert!(Symbol::whole(text, &Law::standard()).is_some_and(|symbol| !symbol.loose));
        }
    }

    #[test]
    fn reads_blanks_and_long_dashes_and_says_so() {
        for text in [
            "17/2017/TT - BLĐTBXH",
            "17/2017/TT–BLĐTBXH",
            "17 /2017/ TT-BLĐTBXH",
        ] {
            let symbol = Symbol::whole(text, &Law::standard()).unwrap();
            assert!(symbol.loose, "{text}");
            assert_eq!(symbol.tidy(), "17/2017/TT-BLĐTBXH");
        }
        let symbol = Symbol::at("12/KH-UBND - Đảng ủy xã", 0, &Law::standard()).unwrap();
        assert_eq!((symbol.range, symbol.loose), (0..10, false));
    }

    #[test]
    fn what_is_no_symbol() {
        for text in [
            "2021-2025",
            "15/10/2024",
            "387 hộ/12 xã",
            "12 xã",
            "1/2 - UBND",
            "01/Xã",
            "5,22%",
            "2025 - UBND tỉnh",
            "10/2020",
            "12/",
            "12/QĐ-",
            "100%/năm",
        ] {
            let rest =
                Symbol::at(text, 0, &Law::standard()).filter(|symbol| !symbol.rest.is_empty());
            assert_eq!(rest, None, "{text}");
        }
    }

    #[test]
    fn one_identity_in_every_spelling() {
        let identity = |text| Symbol::whole(text, &Law::standard()).unwrap().identity();
        assert_eq!(identity("02/QĐ-UBND"), identity("2/QĐ-UBND"));
        assert_eq!(
            identity("17/2017/TT - BLĐTBXH"),
            identity("17/2017/TT-BLĐTBXH")
        );
        assert_ne!(identity("85/2025/NĐ-CP"), identity("275/2025/NĐ-CP"));
    }

    #[test]
    fn numbers_at_their_bounds() {
        for text in [
            "123456/QĐ-UBND",
            "12ab/KH-UBND",
            "66.1/NQ-CP",
            "12/1999/QĐ-UBND",
            "12/ABCDEFGHIJKLMNOP-UBND",
            "12/TB-A&B",
            "12/QĐ-UBND-VP",
        ] {
            assert!(Symbol::whole(text, &Law::standard()).is_some(), "{text}");
        }
        for text in [
            "1234567/QĐ-UBND",
            "12abc/KH-UBND",
            "66./NQ-CP",
            "12/1899/QĐ-UBND",
            "12/2100/QĐ-UBND",
            "12/202/QĐ-UBND",
            "12/20201/QĐ-UBND",
            "12/ABCDEFGHIJKLMNOPQ-UBND",
            "12/đ-UBND",
            "12/Xã-UBND",
            "12/QĐ-Th",
            "12/QĐ-",
            "12-NQ-TW",
            "12-NQ/Th",
            "/QĐ-UBND",
            "12  /QĐ-UBND",
            "12/  QĐ-UBND",
            "12–QĐ/  UBND",
            "12–2020/QĐ-UBND",
        ] {
            assert_eq!(Symbol::whole(text, &Law::standard()), None, "{text}");
        }
    }

    #[test]
    fn blanks_where_they_may_stand() {
        let loose = |text| Symbol::whole(text, &Law::standard()).map(|symbol| symbol.loose);
        assert_eq!(loose("12/ QĐ-UBND"), Some(true));
        assert_eq!(loose("12\u{a0}/QĐ-UBND"), Some(true));
        assert_eq!(loose("12/QĐ—UBND"), Some(true));
        assert_eq!(loose("12/QĐ‑UBND"), Some(true));
        assert_eq!(loose("12/QĐ‐UBND"), Some(true));
        assert_eq!(loose("57 - NQ/TW"), Some(true));
        assert_eq!(loose("72/2020/ QH14"), Some(true));
        assert_eq!(loose("72/2020/QH14"), Some(false));
        // Blanks among letters that nobody knows are those of the sentence.
        assert_eq!(loose("57-ABC/TW"), Some(false));
        assert_eq!(loose("57 - ABC/TW"), None);
        assert_eq!(loose("12/UBND"), Some(false));
        assert_eq!(loose("12/ UBND"), None);
        assert_eq!(loose("12/ABC - UBND"), None);
        // One capital behind a dash between blanks may begin a word.
        assert_eq!(loose("12/KH - A"), None);
        assert_eq!(loose("12/KH - TU"), Some(true));
        assert_eq!(loose("12/KH-A"), Some(false));
        let symbol = Symbol::at("12/QĐ - A", 0, &Law::standard()).unwrap();
        assert_eq!(
            (symbol.range, symbol.rest, symbol.loose),
            (0.."12/QĐ".len(), "", false)
        );
    }

    #[test]
    fn a_hyphen_that_leads_nowhere_is_left_to_the_sentence() {
        let symbol = Symbol::at("12/QĐ-UBND-thôn", 0, &Law::standard()).unwrap();
        assert_eq!(symbol.rest, "UBND");
        let symbol = Symbol::at("12/QĐ-UBND-, các thôn", 0, &Law::standard()).unwrap();
        assert_eq!(symbol.rest, "UBND");
        for text in ["12/QĐ-UBND-V", "12/QĐ-UBND-Th", "12-KH/TTr"] {
            assert!(Symbol::whole(text, &Law::standard()).is_some(), "{text}");
        }
        let symbol = Symbol::at("12/2020 là", 0, &Law::standard());
        assert_eq!(symbol, None);
    }

    #[test]
    fn letters_of_the_assembly_and_of_kinds() {
        let symbol = |text| Symbol::whole(text, &Law::standard()).unwrap();
        assert!(symbol("72/2020/QH14").is_of_assembly());
        assert!(symbol("1/UBTVQH15").is_of_assembly());
        assert!(!symbol("1/QHX").is_of_assembly());
        assert!(!symbol("1/QH14-VP").is_of_assembly());
        assert!(!symbol("1/UBND").is_of_assembly());
        assert_eq!(symbol("12/QĐ").kind(), None);
        assert_eq!(symbol("12/ABC-UBND").kind(), None);
        assert_eq!(symbol("12-ABC/TW").kind(), Some("ABC"));
        assert_eq!(symbol("12-ABC/TW").body(), "TW");
        assert_eq!(symbol("12/ABC-UBND").body(), "ABC");
        assert_eq!(
            symbol("002/QĐ-UBND").identity(),
            symbol("2/QĐ-UBND").identity()
        );
    }
}
