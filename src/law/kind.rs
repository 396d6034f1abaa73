//! Kinds of document, bodies that issue them, terms of the National Assembly.

use super::day::{day, is_within};
use super::{Law, Rank, Source};
use jiff::civil::Date;
use serde::Deserialize;

/// A kind of document (tên loại văn bản) with its letters in symbols.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Its name as it stands in running text, as in «Quyết định».
    pub name: String,
    /// The letters that stand for it in a symbol, the usual ones first; none where the symbol has
    /// none, as that of a Law or a letter (công văn).
    #[serde(default)]
    pub letters: Vec<String>,
    /// The specimen (mẫu) that shows its form, as in «1.4»; none for documents of law and of the Party.
    pub form: Option<String>,
    /// Whether offices number it as they like, or did so when it was in use.
    #[serde(default)]
    pub free: bool,
    /// Whether it bears no name, and its symbol begins with the body's letters (công văn).
    #[serde(default)]
    pub letter: bool,
    /// Whether it is cited by its name alone, as a Law.
    #[serde(default)]
    pub by_name: bool,
    /// Its rank, where the kind tells it.
    pub rank: Option<Rank>,
}

impl Kind {
    /// Whether letters of a symbol may stand for this kind.
    #[must_use]
    pub fn takes(&self, letters: &str) -> bool {
        self.letters.iter().any(|own| own == letters)
    }

    /// The letters that usually stand for it.
    #[must_use]
    pub fn usual(&self) -> Option<&str> {
        self.letters.first().map(String::as_str)
    }
}

/// A body that issues documents (cơ quan, người có thẩm quyền ban hành).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// The letters that stand for it in symbols.
    #[serde(default)]
    pub letters: String,
    /// Its name.
    pub name: String,
    /// Words of which one stands in each of its names, in small letters.
    #[serde(default)]
    pub has: Vec<String>,
    /// Words that stand in none.
    #[serde(default)]
    pub lacks: Vec<String>,
    /// Whether each place has one, with numbers of its own.
    #[serde(default)]
    pub local: bool,
    /// Whether nothing belongs to its name that follows it, as a place does.
    #[serde(default)]
    pub whole: bool,
    /// Whether the number of a term follows its letters: «QH15».
    #[serde(default)]
    pub term: bool,
    /// Its rank, where it alone has it.
    pub rank: Option<Rank>,
    /// Its first day, where that matters.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Its last day, where it has ended.
    #[serde(default, deserialize_with = "day")]
    pub until: Option<Date>,
    /// Who does its work since.
    pub became: Option<String>,
}

impl Body {
    /// Whether it was there on a day.
    #[must_use]
    pub fn is_there_on(&self, day: Date) -> bool {
        is_within(self.from, self.until, day)
    }

    /// The term in letters of its: 15 in «QH15».
    #[must_use]
    pub fn term_in(&self, letters: &str) -> Option<i16> {
        let digits = letters.strip_prefix(&self.letters).filter(|_| self.term)?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| plain)
    }
}

/// A term of the National Assembly (khóa Quốc hội).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its number, as in «QH15».
    pub number: i16,
    /// The day on which it first met.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// The day before the next first met, unless it still goes on.
    #[serde(default, deserialize_with = "day")]
    pub until: Option<Date>,
}

impl Term {
    /// Whether some day of a year lies in it.
    #[must_use]
    pub fn has_year(&self, year: i16) -> bool {
        let from = self.from.is_none_or(|from| from.year() <= year);
        from && self.until.is_none_or(|until| year <= until.year())
    }
}

impl Law {
    /// The kind that letters of a symbol usually stand for.
    #[must_use]
    pub fn kind_of(&self, letters: &str) -> Option<&Kind> {
        let usual = |kind: &&Kind| kind.usual() == Some(letters);
        (self.kinds().find(usual)).or_else(|| self.kinds().find(|kind| kind.takes(letters)))
    }

    /// The body that letters of a symbol stand for, as `TTg`, `UBND` and `QH15`.
    #[must_use]
    pub fn body_of(&self, letters: &str) -> Option<&Body> {
        let stands = |body: &&Body| {
            let one = !body.term && !letters.is_empty() && body.letters == letters;
            one || body.term_in(letters).is_some()
        };
        self.bodies().find(stands)
    }

    /// The bodies that have ended, each with the source that says so.
    pub fn ended_bodies(&self) -> impl Iterator<Item = (&Body, &Source)> {
        self.bodies.iter().flat_map(|group| {
            let source = self.source(&group.source);
            let ended = group.rows.iter().filter(|body| body.until.is_some());
            ended.filter_map(move |body| Some((body, source?)))
        })
    }

    /// The body that a name means, if it has ended, with the source that says so: «Sở Giao thông vận tải»,
    /// «Sở Giao thông vận tải tỉnh Hải Đông».
    #[must_use]
    pub fn ended(&self, name: &str) -> Option<(&Body, &Source)> {
        let is = |body: &&Body| {
            let rest = name.strip_prefix(&body.name);
            let place = |rest: &str| {
                [" tỉnh ", " thành phố "]
                    .iter()
                    .any(|at| rest.starts_with(at))
            };
            body.until.is_some() && rest.is_some_and(|rest| rest.is_empty() || place(rest))
        };
        let mut groups = self.bodies.iter();
        groups.find_map(|group| Some((group.rows.iter().find(is)?, self.source(&group.source)?)))
    }
}
