//! Sources of law (văn bản quy định) and where in them a requirement stands.

use super::day::{day, is_within};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A source of law (văn bản quy định) that rules and tables rest on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub(super) id: String,
    /// Its name in running text, in Vietnamese: «Nghị định số 30/2020/NĐ-CP».
    pub vi: String,
    /// Its name in English.
    pub en: String,
    /// The first day on which it is in force (ngày có hiệu lực).
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// The last (ngày hết hiệu lực), unless it is still in force.
    #[serde(default, deserialize_with = "day")]
    pub until: Option<Date>,
    #[serde(default)]
    pub(super) replaces: Vec<String>,
    /// Where each requirement stands, by its key; blank where only the source is known.
    #[serde(default)]
    pub(super) clauses: BTreeMap<String, String>,
}

/// What offices keep to without being told (thông lệ), in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Custom {
    pub(super) vi: String,
    pub(super) en: String,
}

/// Lets sources end where another replaces them.
pub(super) fn settle(sources: &mut [Source]) {
    let ends: Vec<(String, Option<Date>)> = sources
        .iter()
        .flat_map(|heir| {
            let eve = heir.from.and_then(|day| day.yesterday().ok());
            heir.replaces.iter().map(move |old| (old.clone(), eve))
        })
        .collect();
    for (old, eve) in ends {
        for source in sources.iter_mut().filter(|source| source.id == old) {
            source.until = source.until.or(eve);
        }
    }
}

impl Source {
    /// Whether it is in force on a day; without a day, whether no end of it is known.
    #[must_use]
    pub fn holds_on(&self, day: Option<Date>) -> bool {
        match day {
            Some(day) => is_within(self.from, self.until, day),
            None => self.until.is_none(),
        }
    }

    /// A requirement's place, as the law is cited: «khoản 1 Điều 10 Luật …»; none where it has none.
    #[must_use]
    pub fn place(&self, key: &str) -> Option<(String, String)> {
        let clause = self.clauses.get(key)?;
        if clause.is_empty() {
            return Some((self.en.clone(), self.vi.clone()));
        }
        let en = format!("{}, {}", self.en, in_english(clause));
        Some((en, format!("{clause} {}", self.vi)))
    }
}

/// A place in a source in English: «điểm b khoản 6 Mục II» is «point b, clause 6, Section II».
fn in_english(place: &str) -> String {
    const PARTS: [(&str, &str); 6] = [
        ("điểm ", "point "),
        ("khoản ", "clause "),
        ("Điều ", "Article "),
        ("Mục ", "Section "),
        ("Phần ", "Part "),
        ("Phụ lục ", "Annex "),
    ];
    let mut text = place.to_owned();
    for (vi, en) in PARTS {
        text = text.replace(&format!(" {vi}"), &format!(", {en}"));
        text = text.replace(vi, en);
    }
    text.replace(",,", ",")
}
