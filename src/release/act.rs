//! What becomes of a document after it has gone out (Điều 18): it is withdrawn, replaced or corrected, each by
//! another document.
//!
//! Three books tell of it, the ledger beside the plan, the notes of the register and the manifest; what one
//! of them has and another has not is no act that can be relied on.

use crate::diag::{Lang, Message, Words, words};
use crate::law::Law;
use crate::spec::{Book, Choice, Node, Reader, Said, Value, Word, word};
use crate::vi;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

/// What is done to a document that has gone out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// It is called back (thu hồi; khoản 4 Điều 18).
    Withdraw,
    /// Another of its form stands in its place (thay thế; khoản 3 Điều 18).
    Replace,
    /// A letter mends its form (đính chính; khoản 3 Điều 18).
    Correct,
}

impl Choice for Deed {
    const WORDS: &'static [(Word, Self)] = &[
        (word("withdraw", "withdrawn", "thu hồi"), Self::Withdraw),
        (word("replace", "replaced", "thay thế"), Self::Replace),
        (word("correct", "corrected", "đính chính"), Self::Correct),
    ];
}

impl Deed {
    /// Whether the document is no longer to be followed.
    #[must_use]
    pub const fn ends(self) -> bool {
        !matches!(self, Self::Correct)
    }

    /// That it has been done: `đã bị thu hồi`.
    #[must_use]
    pub const fn done(self) -> Words {
        match self {
            Self::Withdraw => words("withdrawn", "đã bị thu hồi"),
            Self::Replace => words("replaced", "đã được thay thế"),
            Self::Correct => words("corrected", "đã được đính chính"),
        }
    }

    /// What stands before the document that does it.
    const fn link(self) -> &'static str {
        match self {
            Self::Withdraw => "theo",
            Self::Replace | Self::Correct => "bởi",
        }
    }

    /// Whether a note of a register, folded, says that it has been done, in anybody's words. «Thay thế Kế
    /// hoạch số 03» is the note of the document that replaces.
    fn is_told_by(self, note: &str) -> bool {
        let note = note.strip_prefix("đã ").unwrap_or(note);
        let passive = ["bị ", "được "].iter().find_map(|p| note.strip_prefix(p));
        let Some(rest) = passive
            .unwrap_or(note)
            .strip_prefix(self.word().text(Lang::Vi))
        else {
            return false;
        };
        let rest = rest.trim_start_matches([':', ',', '(']).trim_start();
        let links = ["theo ", "bởi ", "bằng ", "tại ", "ngày ", "do "];
        passive.is_some() || rest.is_empty() || links.iter().any(|link| rest.starts_with(link))
    }
}

impl Value for Deed {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        <Self as Choice>::read(&Message::new("`act`", "`act`"), node, reader)
    }

    fn schema(_: &mut Book) -> Json {
        json!({ "enum": Self::written().collect::<Vec<_>>() })
    }

    fn said(&self) -> Option<Said> {
        Some(Said::Word(self.word()))
    }
}

/// An act: what was done, and the document that does it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What was done.
    #[serde(rename = "act")]
    pub deed: Deed,
    /// The kind of the document that does it: `Thông báo`.
    pub document: String,
    /// Its number and symbol: `15/TB-UBND`.
    pub number: String,
    /// Its day.
    pub date: Date,
}

impl Act {
    /// An act by a document of which number and symbol are known; its kind follows from the symbol
    /// (Annex III, I).
    #[must_use]
    pub fn by(deed: Deed, number: &str, date: Date, law: &Law) -> Self {
        let symbol = number.split_once('/').map_or("", |(_, symbol)| symbol);
        let letters = symbol.split('-').next().unwrap_or_default();
        let kind = law.kind_of(letters).map(|kind| kind.name.as_str());
        let letter = || law.body_of(letters).map(|_| LETTER);
        Self {
            deed,
            document: kind.or_else(letter).unwrap_or("Văn bản").to_owned(),
            number: number.to_owned(),
            date,
        }
    }

    /// Whether the decree has such a document do it: a letter corrects (khoản 3 Điều 18).
    #[must_use]
    pub fn is_usual(&self) -> bool {
        self.deed != Deed::Correct || [LETTER, "Văn bản"].contains(&self.document.as_str())
    }

    /// The document that does it: `Thông báo số 15/TB-UBND ngày 03/5/2026`.
    fn document(&self) -> String {
        let (kind, number, day) = (&self.document, &self.number, vi::date::short(self.date));
        format!("{kind} số {number} ngày {day}")
    }

    /// That it has been done, by what.
    #[must_use]
    pub fn message(&self) -> Message {
        let done = self.deed.done();
        let (kind, number, day) = (&self.document, &self.number, vi::date::short(self.date));
        Message::new(
            format!("{} by {kind} {number} of {day}", done.text(Lang::En)),
            format!(
                "{} {} {}",
                done.text(Lang::Vi),
                self.deed.link(),
                self.document()
            ),
        )
    }

    /// What the register notes of it: `Thu hồi theo Thông báo số 15/TB-UBND ngày 03/5/2026`.
    #[must_use]
    pub fn note(&self) -> String {
        let what = vi::text::capitalize(self.deed.word().text(Lang::Vi));
        format!("{what} {} {}", self.deed.link(), self.document())
    }
}

/// The kind of what bears no name (công văn).
const LETTER: &str = "Công văn";

/// What the books say of a document; none where a book is not at hand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Books<'b> {
    /// The ledger beside the plan (sổ xác nhận).
    pub ledger: Option<&'b [Act]>,
    /// The manifest (bản kê ban hành).
    pub manifest: Option<&'b [Act]>,
    /// The note of the register (Ghi chú).
    pub note: Option<&'b str>,
}

impl<'b> Books<'b> {
    /// All acts that ledger and manifest have, each once, in their order.
    #[must_use]
    pub fn acts(&self) -> Vec<&'b Act> {
        let books = [self.ledger, self.manifest].into_iter().flatten();
        let mut acts: Vec<&Act> = Vec::new();
        for act in books.flatten() {
            if !acts.contains(&act) {
                acts.push(act);
            }
        }
        acts
    }

    /// What the register notes that no other book has.
    #[must_use]
    pub fn strays(&self) -> Vec<&'b str> {
        let known: Vec<String> = self.acts().iter().map(|act| folded(&act.note())).collect();
        let notes = self.note.unwrap_or_default().split([';', '\n']);
        let tells = |note: &&str| {
            let note = folded(note);
            let mut deeds = Deed::WORDS.iter();
            !known.contains(&note) && deeds.any(|(_, deed)| deed.is_told_by(&note))
        };
        notes.map(str::trim).filter(tells).collect()
    }

    /// Where the books do not agree.
    #[must_use]
    pub fn disagreement(&self) -> Option<Message> {
        if let Some(stray) = self.strays().first() {
            return Some(Message::new(
                format!("the register notes «{stray}», and the other records do not have it"),
                format!("sổ đăng ký ghi «{stray}», các sổ, bản kê khác không có"),
            ));
        }
        for act in self.acts() {
            let lacks = |book: Option<&[Act]>| book.is_some_and(|book| !book.contains(act));
            let unnoted = self.note.is_some_and(|note| !is_noted(act, note));
            let mut books = [
                (lacks(self.ledger), "the ledger", "sổ xác nhận"),
                (lacks(self.manifest), "the manifest", "bản kê ban hành"),
                (unnoted, "the register", "sổ đăng ký văn bản đi"),
            ]
            .into_iter();
            let Some((_, en, vi)) = books.find(|(lacks, ..)| *lacks) else {
                continue;
            };
            let said = act.message();
            return Some(Message::new(
                format!("{}, which {en} does not have", said.text(Lang::En)),
                format!("{}, nhưng {vi} chưa ghi", said.text(Lang::Vi)),
            ));
        }
        None
    }
}

/// Whether a note of the register has an act.
#[must_use]
pub fn is_noted(act: &Act, note: &str) -> bool {
    let own = folded(&act.note());
    note.split([';', '\n']).any(|part| folded(part) == own)
}

fn folded(note: &str) -> String {
    let note = vi::text::folded_name(note);
    note.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn by(deed: Deed, number: &str) -> Act {
        Act::by(deed, number, date(2026, 5, 3), &Law::standard())
    }

    #[test]
    fn the_kind_of_what_does_it_follows_from_its_symbol() {
        let act = by(Deed::Withdraw, "15/TB-UBND");
        assert_eq!(
            act.message().text(Lang::Vi),
            "đã bị thu hồi theo Thông báo số 15/TB-UBND ngày 03/5/2026"
        );
        let act = by(Deed::Correct, "16/UBND-VP");
        assert_eq!(
            act.note(),
            "Đính chính bởi Công văn số 16/UBND-VP ngày 03/5/2026"
        );
        assert_eq!(by(Deed::Correct, "16/XYZ").document, "Văn bản");
        assert!(act.is_usual());
        assert!(!by(Deed::Correct, "15/TB-UBND").is_usual());
    }

    #[test]
    fn notes_by_hand_that_tell_of_an_act_are_seen() {
        let strays = |note: &str| {
            Books {
                note: Some(note),
                ..Books::default()
            }
            .strays()
            .len()
        };
        for note in [
            "Thu hồi",
            "Đã thu hồi theo CV 12",
            "Hỏa tốc; bị thu hồi",
            "ĐƯỢC THAY THẾ BỞI KH 20",
            "thay thế bằng KH 20.",
            "Đính chính tại CV 16",
        ] {
            assert_eq!(strays(note), 1, "{note}");
        }
        for note in [
            "",
            "Thay thế Kế hoạch số 03/KH-UBND",
            "Hỏa tốc",
            "Đính chính KH 2",
        ] {
            assert_eq!(strays(note), 0, "{note}");
        }
    }

    #[test]
    fn books_agree_where_each_has_the_act() {
        let act = [by(Deed::Replace, "20/KH-UBND")];
        let note = format!("Hỏa tốc; {}", act[0].note());
        let all = Books {
            ledger: Some(&act),
            manifest: Some(&act),
            note: Some(&note),
        };
        assert_eq!(all.disagreement(), None);
        for less in [
            Books {
                ledger: Some(&[]),
                ..all
            },
            Books {
                manifest: Some(&[]),
                ..all
            },
            Books {
                note: Some(""),
                ..all
            },
            Books {
                ledger: Some(&[]),
                manifest: Some(&[]),
                ..all
            },
        ] {
            assert!(less.disagreement().is_some(), "{less:?}");
        }
        assert_eq!(
            Books {
                ledger: None,
                ..all
            }
            .disagreement(),
            None
        );
        assert_eq!(Books::default().disagreement(), None);
    }

    #[test]
    fn the_manifest_writes_days_as_iso_8601_does() {
        let act = by(Deed::Withdraw, "15/TB-UBND");
        let json = serde_json::to_string(&act).unwrap();
        assert_eq!(
            json,
            r#"{"act":"withdraw","document":"Thông báo","number":"15/TB-UBND","date":"2026-05-03"}"#
        );
        assert_eq!(serde_json::from_str::<Act>(&json).unwrap(), act);
        assert!(serde_json::from_str::<Act>(&json.replace("05-03", "13-03")).is_err());
    }
}
