//! Findings (phát hiện): what is wrong with a plan, as data with a place.
//!
//! A [`Diagnostic`] carries its wording in English and Vietnamese, made where the fault is found; the
//! renderers below only lay it out. Trouble of the environment is not a finding, see
//! [`crate::Trouble`].

pub mod fix;
pub mod render;
pub mod suggest;

use crate::source::{Sources, Span};
use serde::{Deserialize, Serialize};

/// How many faults of one kind are reported of one text: nobody mends more before looking again, and
/// a file that is no plan at all has one at every byte.
pub const MOST: usize = 200;

/// The languages that messages exist in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Vietnamese (tiếng Việt).
    Vi,
}

/// A sentence for the user in every language of [`Lang`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    en: String,
    vi: String,
}

impl Message {
    /// The sentence in English and in Vietnamese, each without a final full stop.
    #[must_use]
    pub fn new(en: impl Into<String>, vi: impl Into<String>) -> Self {
        Self {
            en: en.into(),
            vi: vi.into(),
        }
    }

    /// The sentence in one language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Vi => &self.vi,
        }
    }
}

/// A sentence or text in every language of [`Lang`], known when the program is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    en: &'static str,
    vi: &'static str,
}

/// The words in English and in Vietnamese.
#[must_use]
pub const fn words(en: &'static str, vi: &'static str) -> Words {
    Words { en, vi }
}

impl Words {
    /// The words in one language.
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Vi => self.vi,
        }
    }
}

/// How grave a finding is (mức độ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The plan contradicts itself or breaks the decree; it is not rendered but as a draft.
    Error,
    /// Most likely wrong.
    Warning,
    /// Worth a look.
    Info,
}

impl Severity {
    /// What people call it: `error`, `warning`, `info` in English.
    #[must_use]
    pub const fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Error, Lang::En) => "error",
            (Self::Error, Lang::Vi) => "lỗi",
            (Self::Warning, Lang::En) => "warning",
            (Self::Warning, Lang::Vi) => "cảnh báo",
            (Self::Info, Lang::En) => "info",
            (Self::Info, Lang::Vi) => "lưu ý",
        }
    }
}

/// The stable identity of a kind of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    /// Family and number, as in `SPC002`.
    pub id: &'static str,
    /// A name that states the fault, as in `unknown-key`.
    pub name: &'static str,
    /// The severity unless configured otherwise.
    pub severity: Severity,
}

impl Code {
    /// Whether a word names it: its id or its name.
    #[must_use]
    pub fn is_named(&self, word: &str) -> bool {
        self.name == word || self.id.eq_ignore_ascii_case(word)
    }

    /// The letters before its number.
    #[must_use]
    pub fn family(&self) -> &'static str {
        self.id.trim_end_matches(|c: char| c.is_ascii_digit())
    }

    /// Whether an office may change its level or accept its findings. What cannot be read, and what no
    /// document may go out with, is not for an office to allow.
    #[must_use]
    pub fn is_adjustable(&self) -> bool {
        !(matches!(self.family(), "SPC" | "REL") && self.severity == Severity::Error)
    }

    /// A kind of fault that contradicts the plan itself or the decree.
    #[must_use]
    pub const fn error(id: &'static str, name: &'static str) -> Self {
        let severity = Severity::Error;
        Self { id, name, severity }
    }

    /// A kind of fault that is most likely one.
    #[must_use]
    pub const fn warning(id: &'static str, name: &'static str) -> Self {
        let severity = Severity::Warning;
        Self { id, name, severity }
    }

    /// A kind of fault that is worth a look.
    #[must_use]
    pub const fn info(id: &'static str, name: &'static str) -> Self {
        let severity = Severity::Info;
        Self { id, name, severity }
    }
}

/// The kinds of fault that reading can find.
pub mod code {
    use super::Code;

    /// The file is not TOML.
    pub const SYNTAX: Code = Code::error("SPC001", "syntax");
    /// A key that the format does not have.
    pub const UNKNOWN_KEY: Code = Code::error("SPC002", "unknown-key");
    /// A value of another type than the key takes.
    pub const WRONG_TYPE: Code = Code::error("SPC003", "wrong-type");
    /// A key that must be there and is not.
    pub const MISSING_KEY: Code = Code::error("SPC004", "missing-key");
    /// One id given to two items.
    pub const DUPLICATE_ID: Code = Code::error("SPC005", "duplicate-id");
    /// An id that nothing has.
    pub const DANGLING: Code = Code::error("SPC006", "dangling-reference");
    /// A day that no calendar has.
    pub const DATE: Code = Code::error("SPC007", "impossible-date");
    /// A number that cannot be read, or in two ways.
    pub const NUMBER: Code = Code::error("SPC008", "unreadable-number");
    /// A template call inside prose that fails.
    pub const TEMPLATE: Code = Code::error("SPC009", "template-error");
    /// A file that is missing, unreadable or outside the workspace.
    pub const FILE: Code = Code::error("SPC010", "file-reference");
    /// Bytes that are not UTF-8.
    pub const ENCODING: Code = Code::error("SPC011", "not-utf8");
    /// Text that is not in Unicode normal form C.
    pub const NOT_NFC: Code = Code::warning("SPC012", "not-nfc");
    /// A typed item that no text places.
    pub const UNPLACED: Code = Code::warning("SPC013", "unplaced-item");
    /// A value outside what the key allows.
    pub const VALUE: Code = Code::error("SPC014", "value-not-allowed");
    /// Markup that prose does not have.
    pub const PROSE: Code = Code::error("SPC015", "unsupported-markup");
    /// A character that no document can print.
    pub const CHARACTER: Code = Code::error("SPC016", "unprintable-character");
    /// More than the program takes.
    pub const LIMIT: Code = Code::error("SPC017", "limit-exceeded");
    /// A suppression that says no reason.
    pub const NO_REASON: Code = Code::warning("SPC018", "suppression-without-reason");
    /// A suppression that suppresses nothing.
    pub const UNUSED_ALLOW: Code = Code::warning("SPC019", "unused-suppression");
    /// A rule that does not exist, or that cannot be switched off.
    pub const UNKNOWN_RULE: Code = Code::error("SPC020", "unknown-rule");
    /// Sizes, margins or spacing outside the decree's ranges.
    pub const PROFILE: Code = Code::error("FRM001", "profile-outside-decree");
}

/// A place with a word on its part in the fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The characters meant.
    pub span: Span,
    /// What they have to do with it; empty where the message says it all.
    pub text: Option<Message>,
}

/// One finding (phát hiện), of a kind of fault `C`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic<C = Code> {
    /// The kind of fault.
    pub code: C,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: Message,
    /// The characters that cause it.
    pub primary: Label,
    /// Other places that take part.
    pub secondary: Vec<Label>,
    /// How to mend it.
    pub help: Vec<Message>,
    /// What the rule rests on.
    pub ground: Option<Message>,
    /// The numbers and words of the calculation by name, for programs.
    pub values: Vec<(&'static str, String)>,
    /// Changes that mend it, all together.
    pub edits: Vec<Edit>,
}

/// A change of a source's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The characters that are replaced.
    pub span: Span,
    /// What takes their place.
    pub text: String,
    /// Whether it cannot change what the plan says, so that it may be done unasked.
    pub safe: bool,
}

/// What a rule finds, before it is said which rule that is.
pub type Finding = Diagnostic<()>;

impl Finding {
    /// A finding at a place.
    #[must_use]
    pub fn at(span: Span, message: Message) -> Self {
        Self {
            code: (),
            severity: Severity::Info,
            message,
            primary: Label { span, text: None },
            secondary: Vec::new(),
            help: Vec::new(),
            ground: None,
            values: Vec::new(),
            edits: Vec::new(),
        }
    }

    /// The finding as one of a kind, with the kind's own severity.
    #[must_use]
    pub fn of(self, code: Code) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity,
            message: self.message,
            primary: self.primary,
            secondary: self.secondary,
            help: self.help,
            ground: self.ground,
            values: self.values,
            edits: self.edits,
        }
    }
}

impl Diagnostic {
    /// A finding of a kind at a place, with the kind's own severity.
    #[must_use]
    pub fn new(code: Code, span: Span, message: Message) -> Self {
        Finding::at(span, message).of(code)
    }
}

impl<C> Diagnostic<C> {
    /// Adds a word at the primary place.
    #[must_use]
    pub fn label(mut self, text: Message) -> Self {
        self.primary.text = Some(text);
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also(mut self, span: Span, text: Message) -> Self {
        self.secondary.push(Label {
            span,
            text: Some(text),
        });
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn help(mut self, text: Message) -> Self {
        self.help.push(text);
        self
    }

    /// Adds a number or word of the calculation, for programs.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "numbers and words are given as they are"
    )]
    pub fn value(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// Adds a change that mends it and cannot change what the plan says.
    #[must_use]
    pub fn edit(mut self, span: Span, text: impl Into<String>) -> Self {
        let (text, safe) = (text.into(), true);
        self.edits.push(Edit { span, text, safe });
        self
    }

    /// Says that its changes cannot change what the plan says.
    #[must_use]
    pub fn safely(mut self) -> Self {
        for edit in &mut self.edits {
            edit.safe = true;
        }
        self
    }

    /// Adds a change that most likely mends it, for someone to look at.
    #[must_use]
    pub fn propose(mut self, span: Span, text: impl Into<String>) -> Self {
        let (text, safe) = (text.into(), false);
        self.edits.push(Edit { span, text, safe });
        self
    }

    /// Adds «did you mean» where `known` holds a word close to `wrong`.
    #[must_use]
    pub fn suggest<'a>(self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match suggest::closest(wrong, known) {
            Some(best) => self.help(Message::new(
                format!("did you mean `{best}`?"),
                format!("có phải ý bạn là `{best}`?"),
            )),
            None => self,
        }
    }

    /// All places, the primary one first.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        std::iter::once(&self.primary).chain(&self.secondary)
    }

    /// Whether a plan with this finding is refused.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Sorts findings by file, position and kind, and drops exact repeats.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    diagnostics.sort_by(|a, b| {
        let path = |d: &Diagnostic| {
            sources
                .get(d.primary.span.source)
                .map(|s| s.path().to_owned())
        };
        path(a).cmp(&path(b)).then_with(|| {
            (a.primary.span, a.code.id, &a.message.en).cmp(&(
                b.primary.span,
                b.code.id,
                &b.message.en,
            ))
        })
    });
    diagnostics.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn a_kind_of_fault_goes_by_its_id_in_any_case_and_by_its_name() {
        for word in ["SPC002", "spc002", "unknown-key"] {
            assert!(code::UNKNOWN_KEY.is_named(word), "{word}");
        }
        for word in ["SPC", "SPC0022", "Unknown-Key", "unknown", ""] {
            assert!(!code::UNKNOWN_KEY.is_named(word), "{word}");
        }
        assert_eq!(code::UNKNOWN_KEY.family(), "SPC");
    }

    #[test]
    fn what_cannot_be_read_or_must_not_go_out_is_not_for_an_office_to_allow() {
        assert!(!Code::error("SPC001", "syntax").is_adjustable());
        assert!(!Code::error("REL001", "no-number").is_adjustable());
        assert!(Code::warning("SPC012", "not-nfc").is_adjustable());
        assert!(Code::info("REL002", "no-place").is_adjustable());
        assert!(Code::error("BUD001", "total").is_adjustable());
    }

    #[test]
    fn findings_stand_by_file_place_and_kind_and_once() {
        let mut sources = Sources::default();
        let mut file = |name: &str| sources.add(Source::new(name.into(), "một hai".into()));
        let (late, early) = (file("b.toml"), file("a.toml"));
        let find = |source, at: std::ops::Range<usize>, code: Code, said: &str| {
            Diagnostic::new(code, Span::new(source, at), Message::new(said, said))
        };
        let sorted = [
            find(early, 0..4, code::VALUE, "a"),
            find(early, 0..5, code::DATE, "a"),
            find(early, 0..5, code::VALUE, "a"),
            find(early, 0..5, code::VALUE, "b"),
            find(early, 6..7, code::DATE, "a"),
            find(late, 0..4, code::DATE, "a"),
        ];
        let mut found: Vec<Diagnostic> = sorted.iter().rev().cloned().collect();
        found.extend(sorted.clone());
        sort(&mut found, &sources);
        assert_eq!(found, sorted);
    }

    #[test]
    fn a_plan_is_refused_for_errors_alone() {
        let id = Sources::default().add(Source::new("a.toml".into(), String::new()));
        let find = |severity| Diagnostic {
            severity,
            ..Diagnostic::new(code::DATE, Span::new(id, 0..0), Message::default())
        };
        assert!(find(Severity::Error).is_error());
        assert!(!find(Severity::Warning).is_error());
        assert!(!find(Severity::Info).is_error());
    }

    #[test]
    fn an_edit_is_done_unasked_only_where_it_changes_nothing_that_is_said() {
        let id = Sources::default().add(Source::new("a.toml".into(), String::new()));
        let span = Span::new(id, 0..0);
        let find = || Diagnostic::new(code::DATE, span, Message::default());
        assert!(find().edit(span, "x").edits[0].safe);
        assert!(!find().propose(span, "x").edits[0].safe);
        let both = find().propose(span, "x").propose(span, "y").safely();
        assert!(both.edits.iter().all(|edit| edit.safe));
    }

    #[test]
    fn a_word_like_none_that_is_known_gets_no_advice() {
        let id = Sources::default().add(Source::new("a.toml".into(), String::new()));
        let find = |wrong: &str| {
            let found = Diagnostic::new(code::DATE, Span::new(id, 0..0), Message::default());
            let help = found.suggest(wrong, ["title", "unit"]).help;
            help.iter()
                .map(|help| help.text(Lang::Vi).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(find("titel"), ["có phải ý bạn là `title`?"]);
        assert_eq!(find("ghi_chu"), [""; 0]);
    }
}
